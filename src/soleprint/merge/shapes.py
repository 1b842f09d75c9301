"""Shapes: layouts that copies share.

A *shape* is a layout with all that it asked of its slots. Whoever gives the same answers has the same layout; so a copy
is a shape's file with other words in its holes, and its bytes are those of its own full layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from soleprint import __version__
from soleprint.errors import DoesNotFit
from soleprint.ink.own import Shown
from soleprint.ink.pdf import skeleton_of
from soleprint.ink.skeleton import Skeleton
from soleprint.layout.slots import Blank, Question, TextSlot
from soleprint.marks import ARTIFACT, Filling, GlyphRun, Rect, ink_box
from soleprint.preflight.pages import OVERHANG
from soleprint.products.make import on_paper, pages_that_fit
from soleprint.products.personal import as_options
from soleprint.store import Store

if TYPE_CHECKING:
    from soleprint.ink.paint import Hole
    from soleprint.layout.content import TextBox
    from soleprint.products.draft import Draft
    from soleprint.products.order import Order
    from soleprint.products.result import Result
    from soleprint.text import Prepared
    from soleprint.text.paragraph import Piece

KEPT = 200
"""How many words are remembered for each slot: names hardly come twice, "twice a day" does."""
_TALL = 0.12
"""How far letters with marks may leave their line, in ems: less than any gap between blocks."""
Values = Mapping[str, str]


class Said(NamedTuple):
    """A paragraph with a person's words in it, and which of the answers it gives that have been met so far."""

    prepared: Prepared
    answers: int
    words: Sequence[Piece] | None = None
    """Those in its slot, where they are plain and it is on one line wherever it was asked."""


class Words:
    """A paragraph with slots, and what is asked of it by any of the layouts so far."""

    def __init__(self, blank: Blank) -> None:
        self.blank = blank
        self._words_of = itemgetter(*blank.names)
        self._opening = blank.opening()
        self._questions: dict[Question, None] = {}
        self._said: Store[object, Said] = Store(KEPT)
        self._numbers: dict[tuple[object, ...], int] = {}
        self._on_one_line: dict[tuple[object, ...], int] = {}
        self._least = 0.0
        """The narrowest measure that was asked, in ems."""

    def say(self, values: Values) -> Said:
        """The paragraph with these values in it."""
        key = self._words_of(values)
        known = self._said.get(key)
        if known is None:
            known = self._said.put(key, self._plain(values) or self._any(self.blank.prepared(values)))
        return known

    def _plain(self, values: Values) -> Said | None:
        if self._opening is None or (prepared := self._opening.prepared(values)) is None:
            return None
        said = self._any(prepared)
        return said._replace(words=self._opening.words(prepared)) if self._is_one_line(prepared) else said

    def _any(self, prepared: Prepared) -> Said:
        return Said(prepared, self._number(prepared))

    def _is_one_line(self, prepared: Prepared) -> bool:
        return prepared.natural_width(1.0) <= self._least

    def _number(self, prepared: Prepared) -> int:
        if prepared.steep or prepared.divisible or not self._is_one_line(prepared):
            return self._answered(prepared)
        # On one line wherever it was asked: all of that kind give the same answers.
        kind = (prepared.height_factor, prepared.tall, prepared.rise, prepared.above, prepared.below, prepared.turned)
        number = self._on_one_line.get(kind)
        if number is None:
            number = self._on_one_line[kind] = self._answered(prepared)
        return number

    def _answered(self, prepared: Prepared) -> int:
        box = self.box(prepared)
        answers = tuple([answer(box, question) for question in self._questions])
        return self._numbers.setdefault(answers, len(self._numbers))

    def box(self, prepared: Prepared) -> TextBox:
        return self.blank.box(prepared, ARTIFACT)

    def expect(self, questions: Iterable[Question]) -> bool:
        """Ask these from now on too; whether there were new ones among them."""
        before = len(self._questions)
        self._questions |= dict.fromkeys(questions)
        if len(self._questions) == before:
            return False
        for memo in (self._said, self._numbers, self._on_one_line):
            memo.clear()
        widths = [0.0 if name == "natural_width" else self._ems(width, base) for name, width, base in self._questions]
        self._least = min(widths) - 1e-6
        return True

    def _ems(self, width: float, base: float) -> float:
        return width / self.blank.style.points(base) - self.blank.indent


class Place(NamedTuple):
    """A hole, what of a person's values stands in it, and what was shown there of others."""

    hole: Hole
    words_of: Callable[[Values], object]
    shown: Store[object, Shown]


class Shape(Struct, frozen=True, eq=False):
    """A layout, and the file that it makes."""

    result: Result
    asked: Mapping[Blank, Mapping[Question, object]]
    """Of each paragraph with slots, what the layout was told."""
    skeleton: Skeleton
    places: Sequence[Place]
    shared: bool
    """Whether other copies can be made of it: not where words went into the pages in another way, as on the sheets of a
    poster or in the inks of a print shop."""
    usual: Store[int, Said] = field(default_factory=lambda: Store(KEPT))
    """Paragraphs, by their identities, whose letters are all among those that every copy may have."""
    lines: dict[tuple[Hole, float, float], Filling] = field(default_factory=dict)
    """What plain words made of a hole, on a line whose ink reaches so far up and down; others begin alike."""

    def own(self) -> Mapping[Hole, Shown]:
        """What stands in each hole of the copy that it was laid out for."""
        return {hole: self.skeleton.show(hole, hole.filling) for hole, _, _ in self.places}

    @property
    def warnings(self) -> str:
        """The codes of what is warned of, each once."""
        return " ".join(dict.fromkeys(finding.code for finding in self.result.findings))

    def fill(self, values: Values, said: Mapping[Blank, Said]) -> Mapping[Hole, Shown]:
        """What stands in each hole for these values. Raises ContentError for what may not be printed."""
        found: dict[Hole, Shown] = {}
        for hole, words_of, memo in self.places:
            key = words_of(values)
            found[hole] = memo.get(key) or memo.put(key, self._show(hole, values, said))
        return found

    def check(self, values: Values, said: Mapping[Blank, Said]) -> None:
        """Raises as ``fill`` does; less is painted for it."""
        for hole, words_of, memo in self.places:
            slot = hole.slot
            if isinstance(slot, TextSlot) and not self._is_usual(said[slot.blank]):
                key = words_of(values)
                memo.get(key) or memo.put(key, self._show(hole, values, said))

    def _is_usual(self, said: Said) -> bool:
        """Whether all letters of a paragraph are certain to be among those that every copy may have."""
        if self.usual.get(id(said)) is not None:
            return True
        if not said.words or not all(self.skeleton.covers(piece.style.font, piece.glyphs) for piece in said.words):
            return False
        self.usual.put(id(said), said)
        return True

    def _show(self, hole: Hole, values: Values, said: Mapping[Blank, Said]) -> Shown:
        slot = hole.slot
        if not isinstance(slot, TextSlot):
            return self.skeleton.show(hole, slot.filled(values))
        shown = self.skeleton.show(hole, self._filled(hole, slot, said[slot.blank]))
        # What is in the letters that every copy may have was checked with those; else it must keep to its room.
        if shown.operators is None and not _keeps_to(slot.frame, shown.filling, hole.filling):
            laid_out(self.result.order, values)
        return shown

    def _filled(self, hole: Hole, slot: TextSlot, said: Said) -> Filling:
        """What stands in a hole. Lines begin alike where the words before the slot are the same."""
        if not said.words:
            return slot.filled_with(said.prepared)
        key = hole, said.prepared.above, said.prepared.below
        like = self.lines.get(key)
        if like is not None:
            return slot.filled_like(like, said.words)
        filling = slot.filled_with(said.prepared)
        if slot.begins_alike(filling, said.words):
            self.lines[key] = filling
        return filling


def _keeps_to(frame: Rect, filling: Filling, checked: Filling) -> bool:
    """Whether all ink is in a frame, in fonts that were checked there: then nothing can be wrong with it."""
    known = {run.font.key for run in _runs(checked)}
    for run in _runs(filling):
        ink, aside, above = ink_box(run), -OVERHANG * run.size, -_TALL * run.size
        if run.font.key not in known or (ink and not frame.inset(aside, above, aside, above).contains(ink)):
            return False
    return True


def _runs(filling: Filling) -> list[GlyphRun]:
    return [item for item in filling.items if isinstance(item, GlyphRun)]


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
        self._found: dict[tuple[int, ...], Shape] = {}

    def __len__(self) -> int:
        return len(self._shapes)

    def fill(self, values: Values) -> tuple[Shape, Mapping[Hole, Shown]]:
        """The shape of a copy, laid out where there is none yet, and what stands in its holes. Raises as ``make``."""
        shape, said = self._find(values)
        return shape, shape.fill(values, said) if shape.shared else shape.own()

    def check(self, values: Values) -> None:
        """Raises as ``fill`` does."""
        shape, said = self._find(values)
        if shape.shared:
            shape.check(values, said)

    def _find(self, values: Values) -> tuple[Shape, Mapping[Blank, Said]]:
        """The shape of a copy, and its paragraphs."""
        if self._shapes and not self._shapes[0].shared:
            return laid_out(self._order, values), {}
        said = self._say(values)
        signature = tuple([each.answers for each in said.values()])
        shape = self._found.get(signature)
        if shape is None:
            shape = next((each for each in self._shapes if self._agrees(each, said)), None)
            if shape is None:
                shape = self._add(values)
                said = self._say(values)
                signature = tuple([each.answers for each in said.values()])
            self._found[signature] = shape
        return shape, said

    def _say(self, values: Values) -> dict[Blank, Said]:
        return {blank: words.say(values) for blank, words in self._words.items()}

    def _agrees(self, shape: Shape, said: Mapping[Blank, Said]) -> bool:
        for blank, asked in shape.asked.items():
            box = self._words[blank].box(said[blank].prepared)
            if any(answer(box, question) != told for question, told in asked.items()):
                return False
        return True

    def _add(self, values: Values) -> Shape:
        shape = laid_out(self._order, values)
        self._shapes.append(shape)
        new = False
        for blank, asked in shape.asked.items():
            new = blank not in self._words or new
            new = self._words.setdefault(blank, Words(blank)).expect(asked) or new
        if new:
            self._found.clear()
        return shape


def laid_out(order: Order, values: Values) -> Shape:
    """The shape of a copy, laid out for these values. Raises as ``make`` does, DoesNotFit without remedies."""
    draft = pages_that_fit(order.changed(**as_options(order.product, values)))
    if draft is None:
        raise DoesNotFit("What is said in a copy does not fit.")
    asked: dict[Blank, dict[Question, object]] = {}
    for document in draft.documents:
        for box in document.layout.slots:
            asked.setdefault(box.blank, {}).update(box.asked)
    result = on_paper(draft)
    skeleton = skeleton_of(result.publication, producer=f"soleprint {__version__}", inks=result.inks)
    places = [Place(hole, itemgetter(*hole.slot.names), Store(KEPT)) for hole in skeleton.holes]
    return Shape(result, asked, skeleton, places, _is_shared(draft, skeleton, values))


def _is_shared(draft: Draft, skeleton: Skeleton, values: Values) -> bool:
    """Whether all that differs from copy to copy has come from its pages into the holes, as slots fill them."""
    pages = [page for document in draft.documents for page in document.layout.pages]
    slots = {id(mark.slot) for page in pages for mark in page.marks if mark.slot}
    holes = skeleton.holes
    return slots == {id(hole.slot) for hole in holes} and all(
        hole.slot.filled(values).items == hole.filling.items for hole in holes
    )
