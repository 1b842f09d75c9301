"""The files and folders that a job depends on, for those who build it again when one changes."""

from __future__ import annotations

from pathlib import Path

from soleprint.errors import ContentError
from soleprint.files.folders import builtin, is_file
from soleprint.jobs.plan import plan
from soleprint.products.order import read_order
from soleprint.products.watched import depends_on as order_depends_on
from soleprint.products.watched import named_in


def depends_on(job: Path) -> set[Path]:
    """Those of its outputs; of a job with mistakes the job itself, and the files that it names.

    Raises ContentError for a job that is not there.
    """
    found = {job, builtin("content"), builtin("templates"), *named_in(job)}
    try:
        tasks = plan(job)
    except ContentError:
        if not is_file(job):
            raise
        return found
    for task in tasks:
        found |= order_depends_on(read_order(task.product, task.routines, task.given, every=task.every))
    return found
