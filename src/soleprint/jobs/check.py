"""``soleprint check`` of any file or folder: jobs here, profiles and content below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from soleprint.content.library import Library
from soleprint.content.safety import EVERYWHERE
from soleprint.errors import ContentError, Finding
from soleprint.files.folders import is_folder, layers
from soleprint.jobs.model import is_job
from soleprint.jobs.plan import MergeTask, Task, asks_for_merge, plan, plan_merges
from soleprint.products.check import check_all
from soleprint.products.product import product
from soleprint.products.stated import safety_line, safety_lines


def check_paths(paths: Sequence[Path], content: Path | None = None, templates: Path | None = None) -> list[Finding]:
    """Findings of the files and folders in ``paths``, or of everything where there is none.

    A job is planned, nothing of it made; its table of people is for ``soleprint merge --check``. Raises FileProblem for
    a path that cannot be read and UsageProblem for a file of no known kind.
    """
    jobs, others = _sorted(paths)
    findings = check_all(others, content, templates) if others or not paths else []
    for path in jobs:
        try:
            _tasks(path)
        except ContentError as error:
            findings += error.findings
    return list(dict.fromkeys(findings))


def stated(paths: Sequence[Path], content: Path | None = None) -> Iterator[str]:
    """What will be printed for safety: a line for each routine in ``paths``, and for each output of a job there.

    Nothing of what cannot be read: ``check_paths`` tells of it.
    """
    jobs, others = _sorted(paths)
    if others or not paths:
        yield from safety_lines(others, content)
    for path in jobs:
        try:
            yield from _stated(_tasks(path))
        except ContentError:
            continue


def _sorted(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The jobs among some paths, and the others."""
    jobs = [path for path in paths if not is_folder(path) and is_job(path)]
    return jobs, [path for path in paths if path not in jobs]


def _tasks(path: Path) -> Sequence[Task | MergeTask]:
    return plan_merges(path) if asks_for_merge(path) else plan(path)


def _stated(tasks: Sequence[Task | MergeTask]) -> Iterator[str]:
    opened = cache(lambda content: Library(layers("content", content)))  # one for all outputs of a job
    for task in tasks:
        name, asked = (task.base.name, task.base) if isinstance(task, MergeTask) else (task.product, task)
        library = opened(asked.given.get("content"))
        found = product(layers("templates", asked.given.get("templates")), name)
        carries = dict.fromkeys((*EVERYWHERE, *found.carries))
        line = safety_line(library, library.routine_ids() if asked.every else asked.routines, tuple(carries))
        if line:
            yield f"{task.name if isinstance(task, Task) else name}: {line}"
