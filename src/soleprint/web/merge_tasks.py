"""The tasks for a table of people, in a process of their own: checking its rows, and making the copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from soleprint.errors import Finding, Severity, UsageProblem
from soleprint.merge.parts import KINDS
from soleprint.web.task import Progress

if TYPE_CHECKING:
    from soleprint.merge.states import State

MOST_ROWS = 20_000
"""Of a table. The copies of more would not fit into a few files to download."""
CHECKED, KEPT, CHECKED_AGAIN, MADE = "rows", "kept", "check", "make"
"""What progress is counted in: the first by ``check``, the others by ``make``."""
OutputKind = Literal["zip", "pdf", "print"]
OUTPUT_KINDS: tuple[OutputKind, ...] = tuple(kind for kind in KINDS if kind != "files")
"""All kinds but single files, of which there would be too many to download."""


class TableInfo(Struct, frozen=True):
    """Facts about a table: the rows of all outputs together (empty ones too), the names of its columns in each output,
    and warnings."""

    rows: int
    columns: tuple[tuple[str, ...], ...]
    warnings: tuple[Finding, ...]


class TableRow(Struct, frozen=True):
    """A row of the table, and its copy in an output (from 0). ``lang`` is "" where its order could not be read."""

    output: int
    number: int
    product: str
    name: str
    """The name of the person."""
    lang: str
    routines: tuple[str, ...]
    every: bool
    findings: tuple[Finding, ...]

    @property
    def state(self) -> Literal["makes", "warns", "cannot"]:
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            return "cannot"
        return "warns" if self.findings else "makes"


def check(progress: Progress, job: Path, table: Path, strict: bool) -> None:
    """Checks a table: reports its ``TableInfo``, then a ``TableRow`` for each row."""
    from soleprint.merge.plan import plan_merge
    from soleprint.merge.states import states

    plan = plan_merge(job, table, strict=strict)
    counts = [output.table.last_row - output.table.first_row for output in plan.outputs]
    if max(counts) > MOST_ROWS:
        raise UsageProblem(f"There are more than {MOST_ROWS} rows.", code="too-many-rows")
    columns = tuple(output.table.header for output in plan.outputs)
    progress(CHECKED, 0, TableInfo(sum(counts), columns, plan.warnings))
    for state in states(plan):
        progress(CHECKED, 1, _row(state))


def _row(state: State) -> TableRow:
    order, name = state.order, state.person.values.get("name", "")
    lang, routines, every = (order.lang, order.routines, order.every) if order else ("", (), False)
    return TableRow(state.output, state.person.number, state.product, name, lang, routines, every, state.findings)


def make(progress: Progress, job: Path, table: Path, strict: bool, out: Path, kind: OutputKind) -> tuple[str, ...]:
    """Makes the copies, and returns the names of the files."""
    from soleprint.merge.make import REPORT, merge
    from soleprint.merge.worker import steady

    with steady():
        merge(job, table, out, kind=kind, strict=strict, progress=progress)
    return tuple(sorted(path.name for path in out.iterdir() if path.is_file() and path.name != REPORT))
