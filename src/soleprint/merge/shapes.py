"""Shapes: layouts that copies share.

A *shape* is a layout with all that it asked of its slots. Whoever gives the same answers has the same layout; so a copy
is a shape's file with other words in its holes, and its bytes are those of its own full layout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct, field

from soleprint import __version__
from soleprint.errors import DoesNotFit
from soleprint.ink.own import Shown
from soleprint.ink.pdf import skeleton_of
from soleprint.ink.skeleton import Skeleton
from soleprint.layout.slots import Blank, Question
from soleprint.marks import ARTIFACT
from soleprint.products.make import on_paper, pages_that_fit

if TYPE_CHECKING:
    from soleprint.ink.paint import Hole
    from soleprint.layout.content import TextBox
    from soleprint.products.order import Order
    from soleprint.products.result import Result

Key = TypeVar("Key")
Value = TypeVar("Value")
KEPT = 4096
"""How many words are remembered for each slot: names hardly come twice, "twice a day" does."""
Values = Mapping[str, str]
Answers = tuple[object, ...]


class Memo(dict[Key, Value], Generic[Key, Value]):
    """Results by key, forgotten when they are many."""

    def keep(self, key: Key, value: Value) -> Value:
        if len(self) >= KEPT:
            self.clear()
        self[key] = value
        return value


class Shape(Struct, frozen=True, eq=False):
    """A layout, and the file that it makes."""

    result: Result
    asked: Mapping[Blank, Mapping[Question, object]]
    """Of each paragraph with slots, what the layout was told."""
    skeleton: Skeleton
    shown: Mapping[Hole, Memo[tuple[str, ...], Shown]]

    @property
    def warnings(self) -> str:
        """The codes of what is warned of, each once."""
        return " ".join(dict.fromkeys(finding.code for finding in self.result.findings))

    def fill(self, values: Values) -> Mapping[Hole, Shown]:
        """What stands in each hole for these values."""
        return {hole: self._fill(hole, values) for hole in self.skeleton.holes}

    def _fill(self, hole: Hole, values: Values) -> Shown:
        memo = self.shown[hole]
        key = tuple([values[name] for name in hole.slot.names])
        return memo.get(key) or memo.keep(key, self.skeleton.show(hole.slot.filled(values)))


class Words(Struct, eq=False):
    """A paragraph with slots, and what is asked of it by any of the layouts so far."""

    blank: Blank
    questions: dict[Question, None] = field(default_factory=dict)
    answers: Memo[tuple[str, ...], Answers] = field(default_factory=Memo)

    def answer(self, values: Values) -> Answers:
        """What layouts are told of it with these values in it, in the order of the questions."""
        key = tuple([values[name] for name in self.blank.names])
        return self.answers.get(key) or self.answers.keep(key, self._answer(values))

    def _answer(self, values: Values) -> Answers:
        box = self.box(values)
        return tuple([answer(box, question) for question in self.questions])

    def box(self, values: Values) -> TextBox:
        """The paragraph with these values in it."""
        return self.blank.box(self.blank.prepared(values), ARTIFACT)

    def expect(self, questions: Mapping[Question, object]) -> bool:
        """Ask these from now on too; whether there were new ones among them."""
        before = len(self.questions)
        self.questions |= dict.fromkeys(questions)
        if len(self.questions) > before:
            self.answers.clear()
        return len(self.questions) > before


def answer(box: TextBox, question: Question) -> object:
    """What a layout is told of a paragraph."""
    name, width, base = question
    return getattr(box, name)(base) if name == "natural_width" else getattr(box, name)(width, base)


class Shapes:
    """The layouts of copies of one order that have the same slots filled, found by what they asked."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._shapes: list[Shape] = []
        self._words: dict[Blank, Words] = {}
        self._found: dict[tuple[Answers, ...], Shape] = {}

    def __len__(self) -> int:
        return len(self._shapes)

    def find(self, values: Values) -> Shape:
        """The shape of a copy; laid out where there is none yet. Raises as ``make`` does."""
        signature = self._signature(values)
        shape = self._found.get(signature) if self._shapes else None
        if shape is None:
            shape = next((each for each in self._shapes if self._agrees(each, values)), None)
            if shape is None:
                shape = self._add(values)
                signature = self._signature(values)
            self._found[signature] = shape
        return shape

    def _signature(self, values: Values) -> tuple[Answers, ...]:
        return tuple([words.answer(values) for words in self._words.values()])

    def _agrees(self, shape: Shape, values: Values) -> bool:
        return all(_told(self._words[blank].box(values), asked) for blank, asked in shape.asked.items())

    def _add(self, values: Values) -> Shape:
        shape = laid_out(self._order, values)
        self._shapes.append(shape)
        new = False
        for blank, asked in shape.asked.items():
            words = self._words.get(blank)
            if words is None:
                words, new = self._words.setdefault(blank, Words(blank)), True
            new = words.expect(asked) or new
        if new:
            self._found.clear()
        return shape


def _told(box: TextBox, asked: Mapping[Question, object]) -> bool:
    return all(answer(box, question) == told for question, told in asked.items())


def laid_out(order: Order, values: Values) -> Shape:
    """The shape of a copy, laid out for these values. Raises as ``make`` does, DoesNotFit without remedies."""
    draft = pages_that_fit(order.changed(**values))
    if draft is None:
        raise DoesNotFit("What is said in a copy does not fit.")
    asked: dict[Blank, dict[Question, object]] = {}
    for document in draft.documents:
        for box in document.look.slots:
            asked.setdefault(box.blank, {}).update(box.asked)
    result = on_paper(draft)
    skeleton = skeleton_of(result.publication, producer=f"soleprint {__version__}", inks=result.inks)
    return Shape(result, asked, skeleton, {hole: Memo() for hole in skeleton.holes})


def copy_of(shape: Shape, values: Values, title: str) -> Sequence[bytes]:
    """The file of a copy, in two parts: what all copies of the shape begin with, and the rest."""
    shown = shape.fill(values)
    return shape.skeleton.head, shape.skeleton.copy(title, shown.__getitem__)
