"""An audit's result, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from soleprint.audit.cdc import cdc
from soleprint.audit.counts import text_of
from soleprint.audit.facts import Facts
from soleprint.audit.items import Item, Status
from soleprint.audit.pemat import pemat
from soleprint.audit.printing import clear_print, easy_read, reading, trust
from soleprint.audit.readability import Reading

_WORDS = {Status.PASS: "pass", Status.FAIL: "FAIL", Status.PERSON: "ask", Status.NOT_APPLICABLE: "n/a"}


class Score(Struct, frozen=True):
    """How many of the questions a machine can decide are passed."""

    passed: int
    decided: int

    @property
    def share(self) -> float:
        """0 to 1; 1 when nothing could be decided."""
        return self.passed / self.decided if self.decided else 1.0


class Report(Struct, frozen=True):
    """The answers, standard by standard. ``readings`` are all formulas of the language."""

    title: str
    items: tuple[Item, ...]
    readings: tuple[Reading, ...]

    def score(self, standard: str | None = None) -> Score:
        """The score of one standard, or of all of them together."""
        decided = [item for item in self.items if item.decided and standard in (None, item.standard)]
        return Score(sum(item.status is Status.PASS for item in decided), len(decided))

    def failed(self) -> tuple[Item, ...]:
        """What to put right."""
        return tuple(item for item in self.items if item.status is Status.FAIL)


def audit(facts: Facts) -> Report:
    """Every question of every standard, answered as far as ``facts`` allow."""
    text = text_of(facts)
    items = (
        *pemat(facts, text),
        *cdc(facts, text),
        *reading(facts, text),
        *clear_print(facts),
        *trust(facts),
        *easy_read(facts, text),
    )
    return Report(facts.title, items, text.readings)


def format_report(report: Report) -> str:
    """The report as lines of text: each standard with its score, failures first, a person's questions last."""
    total = report.score()
    lines = [f"{report.title}: {_share(total)} of what a machine can decide"]
    for standard, items in groupby(report.items, key=lambda item: item.standard):
        lines += ["", f"{standard}: {_share(report.score(standard))}", *_rows(tuple(items))]
    return "\n".join(lines) + "\n"


def _share(score: Score) -> str:
    return f"{score.passed} of {score.decided} ({100 * score.share:.0f} %)"


def _rows(items: tuple[Item, ...]) -> Iterator[str]:
    order = (Status.FAIL, Status.PASS, Status.NOT_APPLICABLE, Status.PERSON)
    for item in sorted(items, key=lambda item: order.index(item.status)):
        yield f"  {_WORDS[item.status]:<4}  {item.id:<12}  {item.question}{_figure(item)}"


def _figure(item: Item) -> str:
    if item.status is Status.NOT_APPLICABLE:
        return f" ({item.found})"
    if not item.decided:
        return ""
    return f" Found: {item.found}." + (f" Needed: {item.needed}." if item.needed != item.found else "")
