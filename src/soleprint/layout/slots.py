"""Slots: paragraphs with words of each copy's own.

A layout learns nothing of a paragraph but its answers: how tall at a width, how wide on one line. It is deterministic,
so words that give the same answers to the questions that were asked give the same layout. A ``SlotBox`` notes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from soleprint.layout.boxes import Extent
from soleprint.layout.content import Align, Emblem, TextBox
from soleprint.layout.painter import Painter
from soleprint.layout.spaces import Stretch, folded
from soleprint.layout.theme import Style
from soleprint.marks import Element, Filling, GlyphRun, Group, Matrix, Rect, Symbol

if TYPE_CHECKING:
    from soleprint.text import Prepared, Span, Typesetter
    from soleprint.text.openings import Opening
    from soleprint.text.paragraph import Piece

USUAL = "".join(map(chr, (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180)))) + "–—‘’“”…"
"""Letters of most names in Latin writing: ASCII, Latin-1 and Latin Extended-A. A file has them all wherever it has a
slot, so that few copies need a font of their own."""
_STEP = 0.05
"""Ems to which the reach of tall letters is rounded up in slots: otherwise each name would be a height of its own."""
Question = tuple[str, float, float]
"""What was asked of a paragraph, the width and the base type, both in points."""
Answer = TypeVar("Answer")


class SlotName(str):
    """The name of a slot, where text would stand."""

    __slots__ = ()


class Blank(Struct, frozen=True, cache_hash=True, dict=True):
    """A paragraph with holes in its words."""

    stretches: tuple[Stretch, ...]
    """In place of a text, a ``SlotName``."""
    typesetter: Typesetter
    style: Style
    align: Align
    indent: float = 0.0
    """Of the first line, in ems."""
    parting: tuple[tuple[str, str], ...] = ()
    anywhere: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The slots in it, each once."""
        return tuple(dict.fromkeys(str(text) for text, *_ in self.stretches if isinstance(text, SlotName)))

    def prepared(self, values: Mapping[str, str]) -> Prepared:
        """The paragraph with these values in it, set like any other."""
        stretches = _joined(folded([self._filled(stretch, values) for stretch in self.stretches]))
        shaped = self.typesetter.prepare([self._span(stretch) for stretch in stretches], dict(self.parting))
        return _stepped(shaped.breakable() if self.anywhere else shaped)

    def _span(self, stretch: Stretch) -> Span:
        from soleprint.text import Span

        return Span(*stretch, tag=0, width=self.style.width, display=self.style.face == "display")

    def opening(self) -> BlankOpening | None:
        """What sets plain words in its slot faster; None where it is no slot at the end, or not plain itself."""
        from soleprint.text.openings import SAMPLE

        *before, (name, bold, colour, lang) = self.stretches
        if len(self.names) != 1 or not isinstance(name, SlotName) or self.parting or self.anywhere:
            return None
        if any(isinstance(text, SlotName) for text, *_ in before):
            return None
        span = self._span(("", bold, colour, lang))
        opening = self.typesetter.opening(span, self.prepared({str(name): SAMPLE}))
        return BlankOpening(str(name), opening) if opening else None

    def _filled(self, stretch: Stretch, values: Mapping[str, str]) -> Stretch:
        from soleprint.text.isolation import isolated

        text, *look = stretch
        if isinstance(text, SlotName):
            text = isolated(values[text], self.typesetter.direction == "rtl")
        return (text, *look)  # type: ignore[return-value]

    def box(self, prepared: Prepared, owner: Element) -> TextBox:
        """The paragraph as a box."""
        return TextBox(prepared, self.style, (owner,), (None,), self.align, indent=self.indent)


class BlankOpening(NamedTuple):
    """A paragraph up to its only slot."""

    name: str
    opening: Opening

    def prepared(self, values: Mapping[str, str]) -> Prepared | None:
        """``Blank.prepared`` for plain words; None for others."""
        shaped = self.opening.prepared(values[self.name])
        return shaped and _stepped(shaped)

    def words(self, prepared: Prepared) -> tuple[Piece, ...]:
        """The words in the slot of a paragraph that was prepared here, with the spaces between."""
        return self.opening.words(prepared)


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours of one look as one, so that letters stand to each other as in a paragraph without slots."""
    out: list[Stretch] = []
    for text, *look in stretches:
        if out and out[-1][1:] == tuple(look):
            out[-1] = (out[-1][0] + text, *look)  # type: ignore[assignment]
        else:
            out.append((text, *look))  # type: ignore[arg-type]
    return out


def _stepped(shaped: Prepared) -> Prepared:
    """The same with the reach of its letters rounded up."""
    from soleprint.text import Prepared

    if not shaped.above and not shaped.below:
        return shaped
    above, below = (ceil(reach / _STEP - 1e-9) * _STEP for reach in (shaped.above, shaped.below))
    return Prepared(
        shaped.text, shaped.chunks, shaped.rtl, shaped.height_factor, shaped.rise, above, below, shaped.tall,
        shaped.fine, shaped.lang, shaped.divisible, shaped.steep, shaped.before,
    )  # fmt: skip


class SlotBox(TextBox, kw_only=True):
    """A paragraph with slots, as one copy has it. ``asked`` is what the layout was told of it."""

    blank: Blank
    others: list[SlotBox]
    """All that were built, in all ways that were tried."""
    asked: dict[Question, object] = field(default_factory=dict)

    @classmethod
    def of(cls, blank: Blank, values: Mapping[str, str], owner: Element, others: list[SlotBox]) -> SlotBox:
        """The box of a paragraph with these values in it; it is noted among the ``others``."""
        plain = blank.box(blank.prepared(values), owner)
        box = cls(plain.prepared, plain.style, plain.owners, plain.links, plain.align, indent=plain.indent,
                  blank=blank, others=others)  # fmt: skip
        others.append(box)
        return box

    def indented(self, indent: float) -> SlotBox:
        blank = replace(self.blank, indent=indent)
        box = SlotBox(self.prepared, self.style, self.owners, self.links, self.align, self.anchor, indent,
                      self.keep_next, blank=blank, others=self.others)  # fmt: skip
        self.others.append(box)
        return box

    def extent(self, width: float, base: float) -> Extent:
        return self._told(("extent", width, base), super().extent(width, base))

    def first_middle(self, width: float, base: float) -> float:
        return self._told(("first_middle", width, base), super().first_middle(width, base))

    def parts_words(self, width: float, base: float) -> bool:
        return self._told(("parts_words", width, base), super().parts_words(width, base))

    def overfull(self, width: float, base: float) -> tuple[str, ...]:
        return self._told(("overfull", width, base), super().overfull(width, base))

    def natural_width(self, base: float) -> float:
        return self._told(("natural_width", 0.0, base), super().natural_width(base))

    def _told(self, question: Question, answer: Answer) -> Answer:
        self.asked[question] = answer
        return answer

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        self.draw_anchor(painter, frame)
        self._told(("turns", frame.width, base), self.turns(frame.width, base))  # the structure tree says it otherwise
        slot = TextSlot(self.blank, self.owners[0], frame, base)
        for run in slot.runs(self):
            painter.add(slot.owner, run, slot)


class TextSlot(Struct, frozen=True, eq=False):
    """Where a paragraph with slots stands on its page."""

    blank: Blank
    owner: Element
    frame: Rect
    base: float

    @property
    def names(self) -> tuple[str, ...]:
        return self.blank.names

    def filled(self, values: Mapping[str, str]) -> Filling:
        return self.filled_with(self.blank.prepared(values))

    def filled_with(self, prepared: Prepared) -> Filling:
        """What stands there of a paragraph that is shaped already."""
        return Filling(self.runs(self.blank.box(prepared, self.owner)))

    def begins_alike(self, filling: Filling, words: Sequence[Piece]) -> bool:
        """Whether a line begins at the left with the same runs whatever words stand in the place of these, which are
        its last run."""
        *before, last = filling.items
        alone = isinstance(last, GlyphRun) and last.text == _text(words)
        return self.blank.align == "start" and bool(before) and alone

    def filled_like(self, other: Filling, words: Sequence[Piece]) -> Filling:
        """What stands there of a line that begins as ``other`` does, with these words for its last run."""
        *before, last = other.items
        assert isinstance(last, GlyphRun)
        glyphs = tuple([glyph for piece in words for glyph in piece.glyphs])
        return Filling((*before, GlyphRun(last.font, last.size, last.origin, glyphs, last.colour, _text(words))))

    def runs(self, box: TextBox) -> tuple[GlyphRun, ...]:
        """The lines of the paragraph in its place."""
        return tuple([run for _, run in box.setting(self.frame.width, self.base).runs(self.frame.x0, self.frame.y1)])

    def usual(self) -> Sequence[GlyphRun]:
        return _usual(self.blank)


def _text(pieces: Sequence[Piece]) -> str:
    return "".join([piece.text for piece in pieces])


@lru_cache(maxsize=64)
def _usual(blank: Blank) -> tuple[GlyphRun, ...]:
    prepared = blank.prepared(dict.fromkeys(blank.names, " ".join(USUAL)))
    return tuple([run for _, run in prepared.set(1e6, 1.0).runs(0.0, 0.0)])


Code = Callable[[str], tuple[Symbol, str]]
"""The picture of a text, always of the same size, and what is said of it."""


class SlotEmblem(Emblem, kw_only=True):
    """A code that each copy has its own of."""

    name: str
    code: Code

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        place = self.place(frame, base)
        slot = CodeSlot(self.name, self.code, place)
        painter.add(Element("Figure", self.owner, self.alt), Group(self.symbol.items, place), slot)


class CodeSlot(Struct, frozen=True, eq=False):
    """Where a code stands on its page."""

    name: str
    code: Code
    place: Matrix

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    def filled(self, values: Mapping[str, str]) -> Filling:
        symbol, alt = self.code(values[self.name])
        return Filling((Group(symbol.items, self.place),), alt)

    def usual(self) -> Sequence[GlyphRun]:
        return ()
