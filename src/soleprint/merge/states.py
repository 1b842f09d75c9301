"""Every row of a table with what becomes of it, to be looked at before anything is made."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from soleprint.errors import Finding, Severity
from soleprint.merge.check import Names, rows_with_findings
from soleprint.merge.copies import Copies
from soleprint.merge.fitting import Fitting
from soleprint.merge.people import Person
from soleprint.merge.plan import MergePlan
from soleprint.products.order import Order


class State(Struct, frozen=True):
    """A row, the output (from 0) that it has a copy of, and what is wrong with that copy or odd about it."""

    output: int
    product: str
    person: Person
    order: Order | None
    """What the row asks for; None where that cannot be made."""
    findings: tuple[Finding, ...]


def states(plan: MergePlan) -> Iterator[State]:
    """Each row of each output, in their order. A row that is right is also laid out, whatever is wrong with others."""
    names: dict[int, int] = {}
    for number, output in enumerate(plan.outputs):
        fitting = Fitting(output, Copies(output))
        for person, findings in rows_with_findings(output, None, Names(number, names)):
            order = None
            if not any(finding.severity is Severity.ERROR for finding in findings):
                order = output.order_of(person)
                findings = [*findings, *fitting.about(person)]
            yield State(number, output.base.name, person, order, tuple(findings))
