"""Copies for the people of a table: what a task does, in its own process, and how it tells of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from soleprint.errors import Finding, Severity, UsageProblem
from soleprint.web.task import Telling

if TYPE_CHECKING:
    from soleprint.merge.states import State

MOST_ROWS = 20_000
"""As many as are in a few files to download."""
CHECKED, KEPT, CHECKED_AGAIN, MADE = "rows", "kept", "check", "make"
"""What is counted: of ``check`` the first, of ``make`` the others."""
Kind = Literal["zip", "pdf", "print"]
KINDS: tuple[Kind, ...] = ("zip", "pdf", "print")


class Head(Struct, frozen=True):
    """What a table is: the rows of all outputs together (empty ones too), the names of its columns in each output,
    and what is odd about it."""

    rows: int
    columns: tuple[tuple[str, ...], ...]
    warnings: tuple[Finding, ...]


class Row(Struct, frozen=True):
    """A row, and what becomes of it in an output (from 0). Without a language it cannot be said what is asked for."""

    output: int
    number: int
    product: str
    name: str
    """The person's."""
    lang: str
    routines: tuple[str, ...]
    every: bool
    findings: tuple[Finding, ...]

    @property
    def state(self) -> Literal["makes", "warns", "cannot"]:
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            return "cannot"
        return "warns" if self.findings else "makes"


def check(tell: Telling, job: Path, table: Path, strict: bool) -> None:
    """Tells the ``Head`` of a table, then each ``Row``."""
    from soleprint.merge.plan import plan_merge
    from soleprint.merge.states import states

    plan = plan_merge(job, table, strict=strict)
    counts = [output.table.last_row - output.table.first_row for output in plan.outputs]
    if max(counts) > MOST_ROWS:
        raise UsageProblem(f"There are more than {MOST_ROWS} rows.", code="too-many-rows")
    columns = tuple(output.table.header for output in plan.outputs)
    tell(CHECKED, 0, Head(sum(counts), columns, plan.warnings))
    for state in states(plan):
        tell(CHECKED, 1, _row(state))


def _row(state: State) -> Row:
    order, name = state.order, state.person.values.get("name", "")
    lang, routines, every = (order.lang, order.routines, order.every) if order else ("", (), False)
    return Row(state.output, state.person.number, state.product, name, lang, routines, every, state.findings)


def make(tell: Telling, job: Path, table: Path, strict: bool, out: Path, kind: Kind) -> tuple[str, ...]:
    """Makes the copies; the names of the files that they are in."""
    from soleprint.merge.make import REPORT, merge
    from soleprint.merge.worker import steady

    with steady():
        merge(job, table, out, kind=kind, strict=strict, progress=tell)
    return tuple(sorted(path.name for path in out.iterdir() if path.is_file() and path.name != REPORT))
