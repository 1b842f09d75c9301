"""A copy for each person of a table: checked as a whole, then made part by part."""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from soleprint.errors import ContentError, Finding, Severity, UsageProblem
from soleprint.files.atomic import write_atomic
from soleprint.merge import worker
from soleprint.merge.check import MOST_FINDINGS, REST, check_plan, in_order
from soleprint.merge.copies import Copies, whole
from soleprint.merge.markers import Line, Markers
from soleprint.merge.parts import KINDS, Kind, Part, Share, parts_of, stretches
from soleprint.merge.people import Person
from soleprint.merge.plan import MergeOutput, MergePlan, plan_merge
from soleprint.merge.processes import Run, running
from soleprint.merge.worker import Tally, Work

if TYPE_CHECKING:
    from soleprint.products.result import Result

REPORT = "report.csv"
MOST_SHOWN = 20
"""Rows that a report shows."""
Progress = Callable[[str, int], None]
"""Is told what is done ("check" or "make") and how many rows of it since the last time."""


class Report(Struct, frozen=True):
    """What was made of a table."""

    out: Path
    copies: int
    pages: int
    kept: int
    """Copies that had been made before."""
    warnings: tuple[Finding, ...]
    file: Path
    """A line for each row: its number, its file, its pages, what is warned of."""
    lines: tuple[Line, ...]
    """The first of these."""


def merge(
    job: Path,
    table: Path | None,
    out: Path,
    *,
    kind: Kind = "files",
    strict: bool = False,
    workers: int = 1,
    share: Share | None = None,
    executor: Executor | None = None,
    progress: Progress = lambda what, rows: None,
) -> Report:
    """Makes the copies of a job's tables, or of another ``table``, in the folder ``out``.

    Raises ContentError with every mistake of the table before anything is made, UsageProblem and FileProblem. What is
    made already, by an earlier run with the same rows, is kept.
    """
    if kind not in KINDS:
        raise UsageProblem(f"--as {kind!r} is not known. Use {', '.join(KINDS)}.", code="bad-value")
    plan = plan_merge(job, table, strict=strict)
    parts = parts_of(plan, kind, share)
    work = Work(job.resolve(), table and table.resolve(), strict, kind, out.resolve(), secrets.token_hex(8))
    try:
        worker.keep(work, plan)
        key = Markers(out).open() if out.is_dir() else b""
        done = {part: tally for part in parts if key and (tally := worker.made_before(work, part, key))}
        waiting = [part for part in parts if part not in done]
        progress("kept", sum(tally.copies for tally in done.values()))
        with running(workers, executor, len(stretches(plan, waiting))) as run:
            warnings = _checked(plan, work, waiting, run, progress)
            Markers(out).open()
            done |= zip(waiting, run(worker.make_part, work, waiting, partial(progress, "make")), strict=True)
        return _report(out, work, [done[part] for part in parts], parts, warnings, share)
    finally:
        worker.forget_people()


def check_table(job: Path, table: Path | None = None, *, strict: bool = False) -> list[Finding]:
    """Every mistake of the tables of a job, or of another ``table``; warnings too. Nothing is written."""
    try:
        plan = plan_merge(job, table, strict=strict)
    except ContentError as error:
        return list(error.findings)
    work = Work(job.resolve(), table and table.resolve(), strict, "files", Path(), secrets.token_hex(8))
    try:
        worker.keep(work, plan)
        with running(1, None, 1) as run:
            return _mistakes(plan, work, parts_of(plan, "files"), run, lambda what, rows: None)
    finally:
        worker.forget_people()


def make_row(job: Path, table: Path | None, row: int, out: Path, *, strict: bool = False) -> Path:
    """Makes the copy of one row alone, as it would be among all others; its file. Raises as ``preview`` does."""
    output, person = _found(job, table, row, strict)
    copy = Copies(output).make(person)
    Markers(out).open()
    path = out / output.file_name(person)
    write_atomic(path, copy.data, private=True)
    return path


def preview(job: Path, table: Path | None, row: int, *, strict: bool = False, output: int = 0) -> Result:
    """The copy of the row with a number, as a spreadsheet counts them; of the first output from the one with the number
    ``output`` (from 0) on that has such a row. Raises as ``merge`` does, for that row alone.
    """
    return whole(*_found(job, table, row, strict, output))


def _found(job: Path, table: Path | None, row: int, strict: bool, first: int = 0) -> tuple[MergeOutput, Person]:
    """The person of a row, and what is made for that person first."""
    for output in plan_merge(job, table, strict=strict).outputs[first:]:
        for each in output.table.rows():
            if each.number == row:
                person, findings = output.people.read(each)
                if any(finding.severity is Severity.ERROR for finding in findings):
                    raise ContentError(findings)
                return output, person
    raise UsageProblem(f"The table has no row {row} with anything in it.", code="no-such-row")


def _checked(plan: MergePlan, work: Work, parts: Sequence[Part], run: Run, progress: Progress) -> list[Finding]:
    """Every mistake of the rows raised; the warnings."""
    found = _mistakes(plan, work, parts, run, progress)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        raise ContentError(errors)
    return found


def _mistakes(plan: MergePlan, work: Work, parts: Sequence[Part], run: Run, progress: Progress) -> list[Finding]:
    """What is wrong with the rows of some parts, and odd about their tables, in the order of the rows."""
    checked = run(worker.check_part, work, stretches(plan, parts), partial(progress, "check"))
    found = check_plan(plan)  # meanwhile other processes lay out
    if any(finding.severity is Severity.ERROR for finding in found):
        return found
    mistakes = 0
    for each in checked:
        found += each.findings
        mistakes += sum(finding.severity is Severity.ERROR for finding in each.findings)
        if mistakes >= MOST_FINDINGS:
            message = "there may be more like these in the rows that follow; correct these first"
            found.append(Finding(REST, message, plan.outputs[0].table.source))
            break
    return in_order(found)


def _report(
    out: Path, work: Work, tallies: Sequence[Tally], parts: Sequence[Part], found: list[Finding], share: Share | None
) -> Report:
    """What was made, and the list of it."""
    name = REPORT if share is None else f"report-{share.index + 1}-of-{share.count}.csv"
    text, markers = io.StringIO(newline=""), Markers(out)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(("row", "file", "pages", "warnings"))
    first: list[Line] = []
    for part in parts:
        known = markers.read(part, work.kind)
        lines = known[1] if known else []
        rows.writerows(lines)
        first += lines[: MOST_SHOWN - len(first)]
    write_atomic(out / name, text.getvalue().encode("utf-8-sig"), private=True)
    warnings = dict.fromkeys((*found, *(warning for tally in tallies for warning in tally.warnings)))
    return Report(
        out,
        sum(tally.copies for tally in tallies),
        sum(tally.pages for tally in tallies),
        sum(tally.copies for tally in tallies if tally.kept),
        tuple(warnings),
        out / name,
        tuple(first),
    )
