"""Paragraphs: spans of text prepared once, then set at any width and size by line breaking and multiplication.

``Typesetter.prepare`` (``typesetter.py``) makes a ``Prepared``; everything here is arithmetic on its pieces.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Literal, NamedTuple

from msgspec import Struct, field

from soleprint.marks import SOFT_HYPHEN, Font, Glyph, GlyphRun
from soleprint.store import Store
from soleprint.text.bidi import visual_order
from soleprint.text.steep import NO_INK, Ink, Row, apart, set_in

Align = Literal["start", "end", "center"]
_SLACK = 1e-6
"""Ems by which a line may exceed its measure: the rounding of sums."""
MOST_BALANCED, CUE_LENGTH = 4, 90
"""Lines and characters that are balanced: more are text that is read line by line."""
LEAST_LAST = 3.5
"""Ems of a paragraph's last line: a shorter one has a word or two from the line before."""
MEASURES, SETTINGS = 30, 3
"""How many a paragraph keeps: fitting asks for a dozen sizes, painting for one."""


class Span(Struct, frozen=True):
    """A stretch of text of one style.

    ``lang`` (BCP 47) overrides the typesetter's; ``scale`` is relative to the paragraph's size; ``tag`` is handed back
    with every run, and must be hashable. ``width`` is a percentage of the usual one, where a font has widths;
    ``display``: set in the face for titles.
    """

    text: str
    bold: bool = False
    colour: str = "#000000"
    lang: str | None = None
    scale: float = 1.0
    tag: object = None
    width: int = 100
    display: bool = False


class Style(NamedTuple):
    """What pieces of one run have in common. Made once per paragraph, so compared by identity."""

    tag: object
    font: Font
    scale: float
    colour: str
    level: int
    span: int


class Piece(NamedTuple):
    """Shaped text that is never broken. ``width`` is in ems of the paragraph's size, ``text`` logical."""

    style: Style
    glyphs: tuple[Glyph, ...]
    width: float
    text: str


class Chunk(NamedTuple):
    """What stands between two places where a line may end: pieces, then the spaces that vanish at a line end.

    ``end`` replaces ``spaces`` at a line end (the same spaces at the paragraph's level, or a soft hyphen, whose
    width ``hyphen`` does count). ``parts`` stand in its place where no line holds it: they end in soft hyphens, the
    last one as the chunk does. Widths in ems.
    """

    pieces: tuple[Piece, ...]
    width: float
    spaces: tuple[Piece, ...] = ()
    space_width: float = 0.0
    end: tuple[Piece, ...] = ()
    hyphen: float = 0.0
    parts: tuple[Chunk, ...] = ()
    ink: Ink = NO_INK
    """Where the paragraph is steep."""


class Line(Struct, frozen=True):
    """One line. ``baseline`` is in points below the top of the setting; a trailing space is not in ``width``.

    ``runs`` are (span tag, run) from left to right, with x from the left edge of the measure and y 0; ``order`` lists
    their indices in logical order.
    """

    baseline: float
    width: float
    runs: tuple[tuple[object, GlyphRun], ...]
    order: tuple[int, ...] = ()


class Setting(Struct, frozen=True):
    """A paragraph set to a measure. Points. ``overfull`` lists the words wider than the measure, even if parted."""

    width: float
    used: float
    height: float
    lines: tuple[Line, ...]
    overfull: tuple[str, ...] = ()

    def runs(self, x: float, top: float) -> list[tuple[object, GlyphRun]]:
        """The runs placed with the measure's upper left corner at (x, top), y up, in logical order."""
        placed = []
        for line in self.lines:
            for index in line.order:
                tag, run = line.runs[index]
                origin = (x + run.origin[0], top - line.baseline)
                placed.append((tag, GlyphRun(run.font, run.size, origin, run.glyphs, run.colour, run.text, run.rtl)))
        return placed


_SetTo = tuple[float, float, float, Align, float, bool, bool]
_MeasuredAt = tuple[float, float, float, Align, float, bool, bool]
_Lines = Sequence[tuple[int, int]]
"""Chunk ranges."""


class Prepared(Struct, frozen=True, eq=False):
    """A shaped paragraph. ``height_factor`` says how much more room its scripts and scales need than Latin text.

    ``rise`` is how far a line's baseline lies below the middle of the line, in ems.
    """

    text: str
    chunks: tuple[Chunk, ...]
    rtl: bool
    height_factor: float = 1.0
    rise: float = 0.35
    above: float = 0.0
    below: float = 0.0
    """How far ink reaches from the baseline, in ems, where scripts have marks that may leave their line; else 0."""
    tall: bool = False
    """Whether its scripts need taller lines than Latin."""
    fine: tuple[Chunk, ...] = ()
    """The chunks of running text: phrases of scripts without spaces are parted. The chunks themselves where empty."""
    lang: str = ""
    """Its language (BCP 47)."""
    divisible: bool = False
    """Whether some of its chunks have parts."""
    steep: bool = False
    """Its words climb (Nastaliq): some reach far out of their lines, so those stand as far apart as their ink needs."""
    before: float = 0.0
    """The most that a line begins before its place, in ems. Measures are shorter by that."""
    _settings: Store[_SetTo, Setting] = field(default_factory=lambda: Store(SETTINGS))
    _measures: Store[_MeasuredAt, tuple[float, bool]] = field(default_factory=lambda: Store(MEASURES))

    @property
    def turned(self) -> bool:
        """Whether some of it is written from right to left."""
        return any(piece.style.level % 2 for chunk in self.chunks for piece in chunk.pieces)

    def _overhang(self, size: float, step: float, above: float, below: float) -> tuple[float, float]:
        """Room above the first line and below the last for marks that leave them, in points; their reach is in ems."""
        middle = step / 2 + self.rise * size
        return max(0.0, above * size - middle), max(0.0, below * size - (step - middle))

    def _heights(self, size: float, leading: float, rows: Sequence[Row] = ()) -> tuple[float, float, float]:
        """From line to line, and the room above the first and below the last, in points. Steep lines are ``rows``."""
        step = leading * size * self.height_factor
        if not rows:
            return step, *self._overhang(size, step, self.above, self.below)
        step = max(step, apart(rows) * size)
        return step, *self._overhang(size, step, rows[0].above, rows[-1].below)

    def _rows(self, chunks: Sequence[Chunk], lines: _Lines, measure: float, indent: float, align: Align) -> list[Row]:
        """The lines of steep writing, each with the ink of its words; none in other writing. Ems."""
        rows: list[Row] = []
        for start, stop in lines if self.steep else ():
            words = chunks[start:stop]
            at = words[0].ink.before + (0.0 if rows else indent)
            at += (measure - at - _width(words)) * {"start": 0.0, "center": 0.5, "end": 1.0}[align]
            placed = [] if rows or not indent else [(0.0, set_in(indent))]
            for word in words:
                placed.append((at, word.ink))
                at += word.width + word.space_width
            rows.append(Row(placed))
        return rows

    def set(
        self,
        width: float,
        size: float,
        leading: float = 1.3,
        align: Align = "start",
        indent: float = 0.0,
        balance: bool = False,
        phrases: bool = True,
    ) -> Setting:
        """Break into lines no wider than ``width`` points at ``size`` points, the first ``indent`` points shorter.

        ``balance``: the lines of a title or cue are about as long as each other, and no more than they would be else.
        Without ``phrases`` lines may end inside those, as in running text.
        """
        key = (width, size, leading, align, indent, balance, phrases)
        return self._settings.get(key) or self._settings.put(key, self._set(*key))

    def _set(
        self, width: float, size: float, leading: float, align: Align, indent: float, balance: bool, phrases: bool
    ) -> Setting:
        every, ranges = self._broken(width / size, indent / size, phrases, balance, company=True)
        rows = self._rows(every, ranges, width / size, indent / size, align)
        step, top, bottom = self._heights(size, leading, rows)
        middle = top + step / 2 + self.rise * size
        slack = {"start": 1.0 if self.rtl else 0.0, "end": 0.0 if self.rtl else 1.0, "center": 0.5}[align]
        lines: list[Line] = []
        used = 0.0
        for start, stop in ranges:
            chunks = every[start:stop]
            line_width = _width(chunks) * size
            first = (0.0 if lines else indent) + (chunks[0].ink.before * size if self.rtl else 0.0)
            left = (0.0 if self.rtl else first) + (width - first - line_width) * slack
            runs, order = self._runs(chunks, left, size)
            lines.append(Line(middle + step * len(lines), line_width, runs, order))
            used = max(used, line_width)
        height = step * len(lines) + (top + bottom if lines else 0.0)
        return Setting(width, used, height, tuple(lines), self.overfull(width, size, indent, phrases))

    def _broken(
        self, measure: float, indent: float, phrases: bool, balance: bool, company: bool
    ) -> tuple[Sequence[Chunk], _Lines]:
        """The chunks, in parts where need be, and the lines that they are broken into, at a measure in ems."""
        measure -= self.before
        every = self._chunks(measure, indent, phrases)
        breaks = self._balanced if balance else _in_company if company else _breaks
        return every, breaks(every, measure, indent)

    def breakable(self) -> Prepared:
        """The same, but words that no line holds are broken anywhere: whether they alone are what does not fit."""
        chunks = tuple([chunk._replace(parts=tuple(_letters(chunk))) for chunk in self.chunks])
        return Prepared(
            self.text, chunks, self.rtl, self.height_factor, self.rise, self.above, self.below, self.tall, (),
            self.lang, divisible=True, steep=self.steep, before=self.before,
        )  # fmt: skip

    def _whole(self, phrases: bool) -> tuple[Chunk, ...]:
        return self.chunks if phrases or not self.fine else self.fine

    def _chunks(self, measure: float, indent: float, phrases: bool) -> Sequence[Chunk]:
        """What lines are made of at a measure, in ems: chunks, in parts where they are wider than their line."""
        every = self._whole(phrases)
        if not self.divisible:
            return every
        rooms = chain((measure - indent,), repeat(measure))
        return [
            part
            for chunk, room in zip(every, rooms, strict=False)
            for part in (chunk.parts if chunk.parts and chunk.width > room + _SLACK else (chunk,))
        ]

    def overfull(self, width: float, size: float, indent: float = 0.0, phrases: bool = True) -> tuple[str, ...]:
        """The words that no line of ``width`` points holds, soft hyphens where they may be parted. Points."""
        wide = _overfull(self._whole(phrases), width / size - self.before, indent / size)
        return tuple([_word(chunk) for chunk in wide])

    def parts_words(self, width: float, size: float, indent: float = 0.0, phrases: bool = True) -> bool:
        """Whether words must be parted by hyphens to stand in lines of ``width`` points."""
        measure = width / size - self.before
        return self.divisible and len(self._chunks(measure, indent / size, phrases)) > len(self._whole(phrases))

    def measure(
        self,
        width: float,
        size: float,
        leading: float = 1.3,
        align: Align = "start",
        indent: float = 0.0,
        balance: bool = False,
        phrases: bool = True,
    ) -> tuple[float, bool]:
        """The height in points that ``set`` would give, and whether a word is wider than the measure."""
        if not self.steep:  # lines are as many, and as high, however they are balanced and aligned
            align, balance = "start", False
        key = (width, size, leading, align, indent, balance, phrases)
        return self._measures.get(key) or self._measures.put(key, self._measure(*key))

    def _measure(
        self, width: float, size: float, leading: float, align: Align, indent: float, balance: bool, phrases: bool
    ) -> tuple[float, bool]:
        measure, first = width / size, indent / size
        every, lines = self._broken(measure, first, phrases, balance, company=self.steep)
        overfull = bool(_overfull(self._whole(phrases), measure - self.before, first))
        step, top, bottom = self._heights(size, leading, self._rows(every, lines, measure, first, align))
        return (len(lines) * step + top + bottom if lines else 0.0), overfull

    def natural_width(self, size: float) -> float:
        """The width on one line, in points."""
        return (_width(self.chunks) + self.before) * size

    def min_width(self, size: float) -> float:
        """The width of the widest piece that cannot be broken, in points."""
        least = (part for chunk in self.chunks for part in chunk.parts or (chunk,))
        return (max((part.width + part.hyphen for part in least), default=0.0) + self.before) * size

    def _balanced(self, chunks: Sequence[Chunk], measure: float, indent: float) -> list[tuple[int, int]]:
        """The breaks at the narrowest measure that takes no more lines and hyphens, to within a twentieth of an em."""
        lines = _breaks(chunks, measure, indent)
        if not 1 < len(lines) <= MOST_BALANCED or len(self.text) > CUE_LENGTH:
            return lines
        hyphens = _hyphens(chunks, lines)
        low, high = max(measure / 2, self.min_width(1.0) - self.before), measure
        while high - low > 0.05:
            middle = (low + high) / 2
            tried = _breaks(chunks, middle, indent)
            more = len(tried) > len(lines) or _hyphens(chunks, tried) > hyphens
            if more or _overfull(chunks, middle, indent):
                low = middle
            else:
                lines, high = tried, middle
        return lines

    def _runs(
        self, chunks: Sequence[Chunk], left: float, size: float
    ) -> tuple[tuple[tuple[object, GlyphRun], ...], tuple[int, ...]]:
        """Runs of one line from left to right, and their logical order."""
        stretches = _stretches(chunks)
        order = visual_order([stretch[0].style.level for stretch in stretches])
        trailing = sum(piece.width for piece in chunks[-1].end) * size if not chunks[-1].hyphen else 0.0
        x = left - trailing if self.rtl else left
        runs = []
        for index in order:
            run = _run(stretches[index], x, size)
            runs.append((stretches[index][0].style.tag, run))
            x += sum(piece.width for piece in stretches[index]) * size
        logical = sorted(range(len(order)), key=order.__getitem__)
        return tuple(runs), tuple(logical)


def _overfull(chunks: Sequence[Chunk], measure: float, indent: float) -> list[Chunk]:
    """The chunks that stand out of the measure, even in parts; the first one has ``indent`` less room. Ems."""
    limit = measure + _SLACK
    wide = [
        chunk
        for chunk in chunks[:1]
        if chunk.width + chunk.hyphen > limit - indent and not _parts_hold(chunk, limit, indent)
    ]
    wide += [chunk for chunk in chunks[1:] if chunk.width + chunk.hyphen > limit and not _parts_hold(chunk, limit)]
    return wide


def _parts_hold(chunk: Chunk, limit: float, indent: float = 0.0) -> bool:
    """Whether a chunk that is too wide holds in parts. Ems."""
    first, *others = [part.width + part.hyphen for part in chunk.parts] or [math.inf]
    return first <= limit - indent and all(width <= limit for width in others)


def _letters(chunk: Chunk) -> Iterator[Chunk]:
    for piece in chunk.pieces:
        for glyph in piece.glyphs:
            part = _cut(piece, [glyph])
            yield Chunk((part,), part.width)


def _word(chunk: Chunk) -> str:
    """The characters of a chunk without its spaces, with soft hyphens between its parts."""
    pieces = (part.pieces for part in chunk.parts or (chunk,))
    return SOFT_HYPHEN.join(["".join([piece.text for piece in each]) for each in pieces])


def _breaks(chunks: Sequence[Chunk], measure: float, indent: float = 0.0) -> list[tuple[int, int]]:
    """First fit: chunk ranges of the lines. Ems."""
    limit = measure - indent + _SLACK
    lines: list[tuple[int, int]] = []
    start, fits, at, x = 0, 0, 0, 0.0
    count = len(chunks)
    while at < count:
        chunk = chunks[at]
        x += chunk.width
        if x > limit and at > start:
            stop = fits if fits > start else at
            lines.append((start, stop))
            start = fits = at = stop
            x = 0.0
            limit = measure + _SLACK
            continue
        at += 1
        if x + chunk.hyphen <= limit:
            fits = at
        x += chunk.space_width
    if start < count:
        lines.append((start, count))
    return lines


def _hyphens(chunks: Sequence[Chunk], lines: Sequence[tuple[int, int]]) -> int:
    """How many of the lines end in a soft hyphen."""
    return sum([chunks[stop - 1].hyphen > 0 for _, stop in lines])


def _in_company(chunks: Sequence[Chunk], measure: float, indent: float = 0.0) -> list[tuple[int, int]]:
    """The same, but the last line has more than one short word, taken from the line before. Ems."""
    lines = _breaks(chunks, measure, indent)
    if len(lines) < 2:
        return lines
    (start, stop), (_, end) = lines[-2:]
    taken = stop
    while taken > start + 2 and _width(chunks[taken:end]) < LEAST_LAST:
        taken -= 1
    room = measure - (indent if len(lines) == 2 else 0.0)
    # A line that ends in a soft hyphen may be longer for it.
    if _width(chunks[taken:end]) > measure + _SLACK or _width(chunks[start:taken]) > room + _SLACK:
        return lines
    return [*lines[:-2], (start, taken), (taken, end)]


def parted(chunks: Sequence[Chunk], inside: Sequence[int]) -> Iterator[Chunk]:
    """The chunks, those apart that have places ``inside`` (offsets in what shows, rising) where a line may start."""
    offset, places = 0, frozenset(inside)
    for chunk in chunks:
        parts: list[list[Piece]] = [[]]
        for piece in chunk.pieces:
            own: list[Glyph] = []
            for glyph in piece.glyphs:
                if offset in places and (own or parts[-1]):
                    parts[-1] += [_cut(piece, own)] if own else []
                    parts.append([])
                    own = []
                own.append(glyph)
                offset += len(glyph.text)
            parts[-1] += [piece if len(own) == len(piece.glyphs) else _cut(piece, own)] if own else []
        offset += sum(len(piece.text) for piece in chunk.spaces)
        for pieces in parts[:-1]:
            yield Chunk(tuple(pieces), sum(piece.width for piece in pieces))
        if len(parts) == 1:
            yield chunk
        else:
            yield chunk._replace(pieces=tuple(parts[-1]), width=sum(piece.width for piece in parts[-1]), parts=())


def _cut(piece: Piece, glyphs: Sequence[Glyph]) -> Piece:
    """A part of a piece."""
    style = piece.style
    width = sum(glyph.advance for glyph in glyphs) / style.font.upem * style.scale
    return Piece(style, tuple(glyphs), width, "".join(glyph.text for glyph in glyphs))


def _width(chunks: Sequence[Chunk]) -> float:
    """Ems from the first chunk to the end of the last, spaces at the end left out."""
    if not chunks:
        return 0.0
    return sum(chunk.width + chunk.space_width for chunk in chunks) - chunks[-1].space_width + chunks[-1].hyphen


def _stretches(chunks: Sequence[Chunk]) -> list[list[Piece]]:
    """The pieces of a line in logical order, neighbours of one style together."""
    pieces: list[Piece] = []
    for chunk in chunks[:-1]:
        pieces += chunk.pieces
        pieces += chunk.spaces
    pieces += chunks[-1].pieces + chunks[-1].end
    stretches: list[list[Piece]] = []
    style: Style | None = None
    for piece in pieces:
        if piece.style is style:
            stretches[-1].append(piece)
        else:
            stretches.append([piece])
            style = piece.style
    return stretches


def _run(pieces: Sequence[Piece], x: float, size: float) -> GlyphRun:
    style = pieces[0].style
    rtl = style.level % 2 == 1
    glyphs: list[Glyph] = []
    for piece in reversed(pieces) if rtl else pieces:
        glyphs += piece.glyphs
    text = "".join([piece.text for piece in pieces])
    return GlyphRun(style.font, size * style.scale, (x, 0.0), tuple(glyphs), style.colour, text, rtl)
