"""``soleprint build``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from soleprint.api import MOST_JOBS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleprint.jobs.make import Done

EPILOG = """\b
Examples:
  soleprint build examples/clinic.yaml
  soleprint build job.yaml --out printed --jobs 4
"""


@click.command(epilog=EPILOG)
@click.argument("job", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files; by default out beside JOB."
)
@click.option(
    "--jobs", type=click.IntRange(1, MOST_JOBS), default=1, show_default=True, help="Files made at the same time."
)
@click.option("--force", is_flag=True, help="Make also what is up to date.")
@click.option("--watch", is_flag=True, help="Make again what a changed file is in; Ctrl-C ends.")
@click.option("--strict", is_flag=True, help="A review date that is past is an error.")
def build(job: Path, out: Path | None, jobs: int, force: bool, watch: bool, strict: bool) -> None:
    """Make every file that a JOB file lists, except those that are up to date.

    A file that fails does not stop the others; the exit code is that of the first that failed.
    """
    from soleprint.jobs.make import exit_code
    from soleprint.jobs.watched import depends_on

    folder = out or job.parent / "out"

    def again(lead: str) -> Sequence[Path]:
        done = _build(job, folder, jobs, force and not lead, strict)
        _report([one for one in done if not lead or one.outcome != "up to date"], lead)
        return [folder]

    if watch:
        from soleprint.cli.watch import keep_making

        keep_making(lambda: depends_on(job), again)
        return
    done = _build(job, folder, jobs, force, strict)
    _report(done)
    sys.exit(exit_code(done))


def _build(job: Path, folder: Path, jobs: int, force: bool, strict: bool) -> Sequence[Done]:
    from soleprint.jobs.make import build as make
    from soleprint.jobs.plan import plan

    tasks = plan(job, strict=strict)
    with click.progressbar(length=len(tasks), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        return make(tasks, folder, jobs=jobs, force=force, progress=lambda one: bar.update(1))


def _report(done: Sequence[Done], lead: str = "") -> None:
    """Warnings and errors on standard error, then a line for each file. What several files share is told once.

    With a ``lead`` the lines of the files begin with it, and nothing is counted.
    """
    times = Counter(warning for one in done for warning in one.warnings)
    for warning, count in times.items():
        if count > 1:
            click.echo(warning, err=True)
    for one in done:
        for warning in one.warnings:
            if times[warning] == 1:
                click.echo(f"{one.name}: {warning}", err=True)
        if one.message:
            click.echo(f"{one.name}: Error: {one.message}", err=True)
    width = max((len(one.name) for one in done), default=0)
    for one in done:
        pages = f"{one.pages} page{'s' if one.pages > 1 else ''}" if one.pages else ""
        click.echo(f"{lead}{one.name:<{width}}  {one.outcome}{', ' if pages else ''}{pages}")
    if lead:
        return
    counts = [
        (outcome, sum(one.outcome is outcome for one in done)) for outcome in dict.fromkeys(o.outcome for o in done)
    ]
    click.echo(", ".join(f"{count} {outcome}" for outcome, count in counts) + ".")
