"""Copies for people: each a shape's file with the person's own words in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from soleprint.merge.shapes import Shape, Shapes, laid_out
from soleprint.products.personal import slots_of

if TYPE_CHECKING:
    from soleprint.ink.own import Shown
    from soleprint.ink.paint import Hole
    from soleprint.merge.people import Person
    from soleprint.merge.plan import MergeOutput
    from soleprint.products.order import Order
    from soleprint.products.result import Result


class Copy(NamedTuple):
    """A file in two parts: what all copies of its shape begin with, and the rest."""

    shape: Shape
    tail: bytes

    @property
    def data(self) -> bytes:
        return self.shape.skeleton.head + self.tail


class Copies:
    """Makes the copies of an output. Layouts are shared by all who give the same answers."""

    def __init__(self, output: MergeOutput) -> None:
        self._output = output
        self._shapes: dict[tuple[int, frozenset[str]], tuple[Order, Shapes]] = {}

    def make(self, person: Person) -> Copy:
        """The file of a person. Raises as ``make`` does."""
        shape, shown = self.fill(person)
        title = self._output.title(person, shape.result.publication.title)
        return Copy(shape, shape.skeleton.copy(title, shown.__getitem__))

    def fill(self, person: Person) -> tuple[Shape, Mapping[Hole, Shown]]:
        """The layout of a person's copy, and what stands in its holes. Raises as ``make`` does."""
        shapes, values = self._shapes_of(person)
        return shapes.fill(values)

    def check(self, person: Person) -> None:
        """Raises as ``make`` does."""
        shapes, values = self._shapes_of(person)
        shapes.check(values)

    def _shapes_of(self, person: Person) -> tuple[Shapes, Mapping[str, str]]:
        """The layouts for what a person's copy asks for, and what is said in it."""
        order = self._output.order_of(person)
        values = values_of(person, order)
        key = id(order), frozenset([name for name, text in values.items() if text])
        if key not in self._shapes:
            self._shapes[key] = order, Shapes(order)
        return self._shapes[key][1], values


def values_of(person: Person, order: Order) -> dict[str, str]:
    """What is said to a person in each slot, "" for a line for the pen."""
    return {name: person.values.get(name, "") for name in slots_of(order.product)}


def whole(output: MergeOutput, person: Person) -> Result:
    """A person's copy, laid out for that person alone."""
    order = output.order_of(person)
    return laid_out(order, values_of(person, order)).result
