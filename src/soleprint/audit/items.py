"""One question of a standard and its answer."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Status(StrEnum):
    """How a question was answered."""

    PASS = "pass"
    FAIL = "fail"
    PERSON = "person"
    """A machine cannot tell; someone must look."""
    NOT_APPLICABLE = "n/a"


class Item(Struct, frozen=True):
    """A question with its answer: what was ``found``, and what was ``needed`` to pass."""

    id: str
    standard: str
    question: str
    status: Status
    found: str = ""
    needed: str = ""

    @property
    def decided(self) -> bool:
        return self.status in (Status.PASS, Status.FAIL)


class Sheet(Struct, frozen=True):
    """The questions of one standard; its methods make items."""

    standard: str
    prefix: str

    def decide(self, number: int | str, question: str, passed: bool, found: str, needed: str) -> Item:
        status = Status.PASS if passed else Status.FAIL
        return Item(f"{self.prefix}-{number}", self.standard, question, status, found, needed)

    def at_least(self, number: int | str, question: str, value: float, least: float, unit: str) -> Item:
        return self.decide(number, question, value >= least, f"{value:.3g} {unit}", f"{least:g} or more")

    def at_most(self, number: int | str, question: str, value: float, most: float, unit: str) -> Item:
        return self.decide(number, question, value <= most, f"{value:.3g} {unit}", f"{most:g} or less")

    def there(self, number: int | str, question: str, what: str, present: object) -> Item:
        """An item that passes when something is there."""
        return self.decide(number, question, bool(present), what if present else f"no {what}", what)

    def person(self, number: int | str, question: str) -> Item:
        return Item(f"{self.prefix}-{number}", self.standard, question, Status.PERSON)

    def not_applicable(self, number: int | str, question: str, why: str) -> Item:
        return Item(f"{self.prefix}-{number}", self.standard, question, Status.NOT_APPLICABLE, why)
