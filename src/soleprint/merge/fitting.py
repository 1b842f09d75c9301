"""Whether what is said to each person can stand in the copy. What cannot is told by row and column, never quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from soleprint.errors import Arguments, DoesNotFit, Finding, MissingGlyph, SoleprintError, arguments
from soleprint.merge.copies import Copies, values_of
from soleprint.merge.shapes import laid_out
from soleprint.products.make import set_pages

if TYPE_CHECKING:
    from soleprint.merge.people import Person
    from soleprint.merge.plan import MergeOutput
    from soleprint.products.order import Order

MOST_MEASURED = 10
"""Rows with a text that is too long for which it is worked out how much would fit; that takes several layouts."""
_SHORTEST = 8
"""Characters: a text as short as this is not what does not fit."""


class Fitting:
    """Finds what cannot be printed of the rows of an output."""

    def __init__(self, output: MergeOutput, copies: Copies) -> None:
        self._output, self._copies = output, copies
        self._measured = 0
        self._refused: dict[int, SoleprintError] = {}

    def findings(self, people: Iterable[Person]) -> Iterator[Finding]:
        """What is wrong with each person's copy."""
        for person in people:
            try:
                self._copies.check(person)
            except SoleprintError as error:
                yield self._finding(person, error)

    def about(self, person: Person) -> list[Finding]:
        """What is wrong with one person's copy, or what its layout warns of."""
        try:
            shape, _ = self._copies.fill(person)
        except SoleprintError as error:
            return [self._finding(person, error)]
        return list(shape.result.findings)

    def _finding(self, person: Person, error: SoleprintError) -> Finding:
        values = {name: text for name, text in values_of(person, self._output.order_of(person)).items() if text}
        if isinstance(error, MissingGlyph):
            name = next((name for name, text in values.items() if _holds(text, error)), "")
            characters = _characters(error)
            message = f"no font has {characters}; write it otherwise"
            return self._about(person, name, error.code, message, arguments(characters=characters))
        if isinstance(error, DoesNotFit):
            return self._too_long(person, values)
        # What else is wrong with a copy may quote it.
        message = f"this copy cannot be printed as it is ({error.code}); try it alone: --row {person.number}"
        return self._about(person, "", error.code, message)

    def _about(self, person: Person, field: str, code: str, message: str, arguments: Arguments = ()) -> Finding:
        named, place = f"{field}: {message}" if field else message, person.places.get(field, 1) - 1
        return self._output.people.finding(person, place, code, named, arguments=arguments)

    def _too_long(self, person: Person, values: Mapping[str, str]) -> Finding:
        order = self._output.order_of(person)
        if not _fits(order, {}):
            error = self._whoever(order)
            return self._about(person, "", error.code, str(error), _with_ways(error))
        for name in sorted(values, key=lambda name: -len(values[name])):
            if len(values[name]) > _SHORTEST and _fits(order, {**values, name: values[name][:_SHORTEST]}):
                self._measured += 1
                most = _most(order, values, name) if self._measured <= MOST_MEASURED else 0
                room = f"; {most} would fit" if most else ""
                message = f"{len(values[name])} characters do not fit there{room}; shorten it"
                return self._about(person, name, "text-too-long", message, arguments(room=most) if most else ())
        message = "what is said does not fit in this copy; shorten it, or take a larger size"
        return self._about(person, "", "text-too-long", message)

    def _whoever(self, order: Order) -> SoleprintError:
        """Why a copy does not fit that says nothing to anyone, with remedies that were tried; told of each order."""
        if id(order) not in self._refused:  # people who ask for the same have the same order
            try:
                set_pages(order)
            except SoleprintError as error:
                self._refused[id(order)] = error
        return self._refused[id(order)]


def _with_ways(error: SoleprintError) -> Arguments:
    """What a message of something that does not fit has in it, its remedies as they are typed too."""
    remedies = error.remedies if isinstance(error, DoesNotFit) else ()
    ways = "; ".join(" ".join(map(str, change)) for change in remedies)
    return (*error.arguments, *(arguments(ways=ways) if ways else ()))


def _fits(order: Order, values: Mapping[str, str]) -> bool:
    try:
        laid_out(order, values)
    except SoleprintError:
        return False
    return True


def _most(order: Order, values: Mapping[str, str], name: str) -> int:
    """How many characters of a text fit, to within a few."""
    low, high = _SHORTEST, len(values[name])
    while high - low > max(4, low // 10):
        middle = (low + high) // 2
        if _fits(order, {**values, name: values[name][:middle]}):
            low = middle
        else:
            high = middle
    return low


def _holds(text: str, error: MissingGlyph) -> bool:
    return any(char in text for char in error.characters)


def _characters(error: MissingGlyph) -> str:
    return ", ".join(dict.fromkeys(f"U+{ord(char):04X}" for char in error.characters))
