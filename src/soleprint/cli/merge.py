"""``soleprint merge``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from soleprint.api import MOST_JOBS
from soleprint.errors import ContentError, FileProblem, Severity, UsageProblem
from soleprint.merge.parts import KINDS

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from soleprint.merge.make import Report

EPILOG = """\b
Examples:
  soleprint merge examples/letters.yaml --row 3 --out try
  soleprint merge examples/letters.yaml examples/people.csv --as print --out letters
"""


@click.command(epilog=EPILOG)
@click.argument("job", type=click.Path(path_type=Path))
@click.argument("table", type=click.Path(path_type=Path), required=False)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the copies.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(KINDS),
    default=KINDS[0],
    show_default=True,
    help="files: one for each person; zip: an archive of them; pdf: one document with bookmarks; print: one to print.",
)
@click.option("--check", is_flag=True, help="Only say what is wrong with the table, and make nothing.")
@click.option("--row", type=click.IntRange(2), help="Only the copy of this row, as a spreadsheet counts them.")
@click.option("--shard", metavar="N/M", help="Only share N of M: for several machines, each with its own.")
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_JOBS),
    default=1,
    show_default=True,
    help="Processes that make copies together.",
)
@click.option("--dask", metavar="ADDRESS", help="Make copies on the workers of a Dask scheduler: tcp://host:8786.")
@click.option("--strict", is_flag=True, help="A review date that is past is an error.")
def merge(
    job: Path,
    table: Path | None,
    out: Path | None,
    kind: str,
    check: bool,
    row: int | None,
    shard: str | None,
    workers: int,
    dask: str | None,
    strict: bool,
) -> None:
    """Make a copy for each person of a table.

    The JOB file says what is made and where its TABLE is (CSV or Excel), or TABLE is given here. Nothing is made before
    every row is found right. What was made of the same rows before is kept, so a run that was stopped goes on.
    """
    if check:
        sys.exit(_check(job, table, strict))
    if out is None:
        raise click.UsageError("Give the folder for the copies: --out letters.")
    if row is not None:
        _one(job, table, row, out, strict)
        return
    if dask is not None and (workers > 1 or shard):
        raise click.UsageError("--dask shares the work out by itself. Leave --workers and --shard out.")
    with _dask(dask) if dask else nullcontext() as executor:
        click.echo(_told(_made(job, table, out, kind, shard, workers, executor, strict)))


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    """The workers of a scheduler. Each reads its own rows: none is sent to it."""
    try:
        client_of: Any = import_module("distributed").Client
    except ImportError:
        raise UsageProblem('--dask needs: pip install "soleprint[dask]".', code="option-needs") from None
    try:
        client = client_of(address, timeout=20)
    except (OSError, ValueError):
        raise FileProblem(f"There is no Dask scheduler at {address[:200]}.", code="no-scheduler") from None
    with client:
        yield client.get_executor(pure=False)


def _check(job: Path, table: Path | None, strict: bool) -> int:
    """Says what is wrong; the exit code."""
    from soleprint.merge.make import check_table
    from soleprint.merge.worker import steady

    with steady():
        findings = check_table(job, table, strict=strict)
    for finding in findings:
        click.echo(str(finding), err=True)
    errors = sum(finding.mistakes for finding in findings if finding.severity is Severity.ERROR)
    click.echo("Every row can be printed." if not errors else f"{errors} mistake{'s' if errors > 1 else ''}.")
    return int(ContentError.exit_code) if errors else 0


def _one(job: Path, table: Path | None, row: int, out: Path, strict: bool) -> None:
    from soleprint.merge.make import make_row

    path = make_row(job, table, row, out, strict=strict)
    click.echo(path)


def _made(
    job: Path,
    table: Path | None,
    out: Path,
    kind: Any,
    shard: str | None,
    workers: int,
    executor: Executor | None,
    strict: bool,
) -> Report:
    from soleprint.merge.make import merge as make
    from soleprint.merge.parts import read_share
    from soleprint.merge.worker import steady

    share = read_share(shard) if shard else None
    with _Bar() as bar, steady():
        return make(
            job,
            table,
            out,
            kind=kind,
            strict=strict,
            workers=workers,
            share=share,
            executor=executor,
            progress=bar.told,
        )


class _Bar:
    """A line with how far it is, how fast, and how long it will take; nothing where nobody looks."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._done: dict[str, int] = {}
        self._since = self._last = time.monotonic()
        self._what = ""

    def told(self, what: str, rows: int) -> None:
        """Some rows more are done."""
        now = time.monotonic()
        if what != self._what:
            self._what, self._since = what, now
        self._done[what] = self._done.get(what, 0) + rows
        if self._shown and now - self._last > 0.2:
            self._last = now
            self._show(now)

    def _show(self, now: float) -> None:
        done = self._done[self._what]
        rate = done / max(now - self._since, 0.001)
        line = f"{_DOING[self._what]} {done:,} rows, {rate:,.0f} a second"
        total = self._done.get("check", 0)
        if self._what == "make" and done < total and rate:
            line += f", {_minutes((total - done) / rate)} left"
        click.echo(f"\r\033[K{line}", nl=False, err=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)


_DOING = {"kept": "Kept", "check": "Checked", "make": "Made"}


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _told(report: Report) -> str:
    """What was made, with warnings on standard error."""
    for warning in report.warnings:
        click.echo(str(warning), err=True)
    shown = [_line(*line) for line in report.lines] if report.copies <= len(report.lines) else []
    kept = f", {report.kept:,} of them made before" if report.kept else ""
    copies = "1 copy" if report.copies == 1 else f"{report.copies:,} copies"
    return "\n".join([*shown, f"{copies} in {report.out}{kept}. The list is in {report.file}."])


def _line(row: int, file: str, pages: int, warnings: str) -> str:
    return f"{row:>4}  {file}  {pages} page{'s' if pages != 1 else ''}{f'  {warnings}' if warnings else ''}"
