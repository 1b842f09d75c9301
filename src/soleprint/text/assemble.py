"""Putting a paragraph together: cut at spans, levels and breaks, shape each cut, gather chunks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from soleprint.content.languages import Language, Languages
from soleprint.marks import SOFT_HYPHEN, Font, Glyph
from soleprint.store import personal
from soleprint.text import bidi, breaks
from soleprint.text.fonts import BOLD, REGULAR, FontStyle, Library, primary
from soleprint.text.itemise import Missing, shape_word
from soleprint.text.missing import missing_glyph
from soleprint.text.paragraph import Chunk, Piece, Prepared, Span, Style, parted
from soleprint.text.scripts import UNSEEN, base_script, is_mark
from soleprint.text.shape import Shaped
from soleprint.text.steep import ink_before, ink_of
from soleprint.text.words import NO_WORDS, Words

_HEIGHT = {
    "Arab": 1.28, "Deva": 1.12, "Beng": 1.1, "Guru": 1.1, "Gujr": 1.1, "Taml": 1.08, "Thai": 1.15,
    "Khmr": 1.25, "Laoo": 1.2, "Mymr": 1.2,
    "Hani": 1.1, "Hira": 1.1, "Kana": 1.1, "Hang": 1.1,
}  # fmt: skip
"""How much taller than Latin a script's lines must be: marks above and below must not touch the next line's, and Han
characters, which fill their square, must still read as lines."""
_TALL_FACE = 2.2
"""Ems from ascent to descent beyond which a face is Nastaliq, whose words climb."""
_TALL_SHARE = 0.75
"""The part of those that its lines take. Ascent and descent are those of the rarest letters; where such letters stand
one above the other, lines are further apart (``Prepared.steep``)."""
_USUAL_LEADING = 1.3


def has_marks(text: str) -> bool:
    """Whether letters have marks, which may leave the tight lines of titles."""
    return not text.isascii() and unicodedata.normalize("NFD", text) != text


def style_of(span: Span) -> FontStyle:
    """What a span asks of its font."""
    return FontStyle(BOLD if span.bold else REGULAR, span.width, span.display)


class Cut(NamedTuple):
    """A stretch of one span and one bidi level; it may end with a space."""

    start: int
    end: int
    span: int
    level: int


def assemble(
    library: Library,
    table: Languages,
    known: Language,
    text: str,
    bounds: Sequence[tuple[int, Span]],
    kept: Words = NO_WORDS,
) -> Prepared:
    """The prepared paragraph, in the language ``known`` of ``table``. ``bounds`` are (end offset, span); ``kept`` are
    words that no line is broken inside.

    Raises MissingGlyph, FontProblem.
    """
    builder = _Builder(library, table, known, text, [span for _, span in bounds])
    stops = breaks.opportunities(text, known, kept)
    soft = {stop for stop in stops if text[stop - 1] == SOFT_HYPHEN} if SOFT_HYPHEN in text else set()
    levels = bidi.levels(text, known.rtl)
    ends = [end for end, _ in bounds]
    _fill(builder, _cuts(text, ends, levels, stops - soft), stops - soft)
    if soft:
        _fill(parts := builder.beside(), _cuts(text, ends, levels, stops), stops)
        builder.chunks = _with_parts(builder.chunks, parts.chunks)
    if builder.missing:
        raise missing_glyph(builder.missing, text)
    return builder.prepared(_as_shown(text, breaks.inside_phrases(text, known, kept)))


def _as_shown(text: str, places: set[int]) -> list[int]:
    """Offsets in the text as offsets in what shows of it, rising."""
    if UNSEEN.isdisjoint(text):
        return sorted(places)
    return [at - sum(char in UNSEEN for char in text[:at]) for at in sorted(places)]


def _fill(builder: _Builder, cuts: Sequence[Cut], stops: set[int]) -> None:
    for cut in cuts:
        builder.add(cut)
        if cut.end in stops:
            builder.close()
    builder.close()


def _with_parts(chunks: Sequence[Chunk], finer: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, each with those of the finer ones that it is made of, where they are several."""
    rest = iter(finer)
    found = []
    for chunk in chunks:
        parts = [next(rest)]
        while parts[-1].hyphen:
            parts.append(next(rest))
        found.append(chunk._replace(parts=tuple(parts)) if len(parts) > 1 else chunk)
    return found


def _cuts(text: str, ends: Sequence[int], levels: Sequence[int] | None, stops: set[int]) -> list[Cut]:
    """Stretches in logical order: split at spans, levels and breaks, but never between a base and its mark."""
    places = {0, len(text), *stops, *ends}
    if levels is not None:
        places.update(at for at in range(1, len(text)) if levels[at] != levels[at - 1])
    cuts = []
    span = 0
    for start, end in pairwise(sorted(at for at in places if at == len(text) or not is_mark(text[at]))):
        while ends[span] <= start:
            span += 1
        cuts.append(Cut(start, end, span, 0 if levels is None else levels[start]))
    return cuts


@personal
@lru_cache(maxsize=6_000)
def ink_reach(font: Font, glyphs: tuple[Glyph, ...]) -> tuple[float, float]:
    """The lowest and the highest ink of shaped glyphs, in ems from the baseline."""
    boxes = [(font.extents(glyph.id), glyph.dy) for glyph in glyphs]
    low = min((box[1] + dy for box, dy in boxes), default=0.0)
    high = max((box[3] + dy for box, dy in boxes), default=0.0)
    return low / font.upem, high / font.upem


def reach(chunks: Iterable[Chunk]) -> tuple[float, float]:
    """How far the ink of a paragraph reaches above and below the baseline, in ems."""
    above = below = 0.0
    for chunk in chunks:
        for piece in chunk.pieces:
            low, high = ink_reach(piece.style.font, piece.glyphs)
            above, below = max(above, high * piece.style.scale), max(below, -low * piece.style.scale)
    return above, below


def _with_ink(chunk: Chunk) -> Chunk:
    """A chunk with its ink measured, and its parts'."""
    pieces = [(piece.style, piece.glyphs, piece.width) for piece in chunk.pieces]
    ink = ink_of((style.font, glyphs, style.scale, width, style.level % 2 == 1) for style, glyphs, width in pieces)
    return chunk._replace(ink=ink, parts=tuple(map(_with_ink, chunk.parts)))


def _kept_apart(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """The chunks with their ink. Letters that begin before their place keep off those of another face or direction."""
    last: Style | None = None
    for chunk in chunks:
        pieces: list[Piece] = []
        for piece in chunk.pieces:
            foreign = last is not None and (last.font is not piece.style.font or last.level != piece.style.level)
            pieces.append(_moved(piece) if foreign and piece.style.level % 2 else piece)
            last = piece.style
        yield _with_ink(chunk._replace(pieces=tuple(pieces), width=sum([piece.width for piece in pieces])))


def _moved(piece: Piece) -> Piece:
    """A right-to-left piece with room before it for what it begins before its place."""
    before = ink_before(piece.style.font, piece.glyphs)
    *glyphs, end = piece.glyphs
    end = end._replace(advance=end.advance + before * piece.style.font.upem)
    return piece._replace(glyphs=(*glyphs, end), width=piece.width + before * piece.style.scale)


class _Builder:
    """Collects pieces into chunks; one per paragraph."""

    def __init__(self, library: Library, table: Languages, known: Language, text: str, spans: Sequence[Span]) -> None:
        self.library = library
        self.languages = table
        self.known = known
        self.text = text
        self.spans = spans
        self.base_level = int(known.rtl)
        self.context = base_script(known.script)
        self.chunks: list[Chunk] = []
        self.body: list[Piece] = []
        self.space: Piece | None = None
        self.last: Cut | None = None
        self.styles: dict[tuple[int, Font, int], Style] = {}
        self.blanks: dict[int, Piece] = {}
        self.scripts: set[str] = set()
        self.missing: list[tuple[str, str]] = []

    def beside(self) -> _Builder:
        """One that sets the same text anew, in the same styles."""
        other = _Builder(self.library, self.languages, self.known, self.text, self.spans)
        other.styles, other.blanks, other.missing = self.styles, self.blanks, self.missing
        return other

    def add(self, cut: Cut) -> None:
        """Shape a cut and add it to the chunk under way."""
        text = self.text[cut.start : cut.end]
        if self.space is not None:
            self.body.append(self.space)
            self.space = None
        if text == " ":
            self.space = next(iter(self._pieces(cut, text)), None)
        elif text.endswith(" "):
            pieces = self._pieces(cut, text[:-1])
            self.body += pieces
            self.space = self._blank(cut, pieces)
        else:
            self.body += self._pieces(cut, text)
        self.last = cut

    def close(self) -> None:
        """A line may end here: what was collected becomes a chunk."""
        body, space = self.body, self.space
        if self.last is None or not (body or space):
            return
        width = body[0].width if len(body) == 1 else sum([piece.width for piece in body])
        if space is not None:
            self.chunks.append(Chunk(tuple(body), width, (space,), space.width, (self._at_base(space),)))
        elif self.last.end < len(self.text) and self.text[self.last.end - 1] == SOFT_HYPHEN:
            end = tuple(_as_soft_hyphen(piece) for piece in self._pieces(self.last, "-"))
            self.chunks.append(Chunk(tuple(body), width, end=end, hyphen=sum(piece.width for piece in end)))
        else:
            self.chunks.append(Chunk(tuple(body), width))
        self.body, self.space = [], None

    def prepared(self, inside: Sequence[int] = ()) -> Prepared:
        """The paragraph; ``inside`` are offsets in what shows, inside phrases: running text may be broken there."""
        face = primary(self.library, self.known, bold=False)
        scale = max((span.scale for span in self.spans if span.text), default=1.0)
        factor = max((_HEIGHT.get(script, 1.0) for script in self.scripts), default=1.0)
        reaches = [(style.font.ascent - style.font.descent) / style.font.upem for style in self.styles.values()]
        tallest = max(reaches, default=0.0)
        steep = tallest > _TALL_FACE
        factor = max(factor, tallest * _TALL_SHARE / _USUAL_LEADING) if steep else factor
        # Capitals stand in the middle of their line, so that text centres beside badges and in panels.
        rise = face.cap_height / 2 / face.upem
        marked = bool(self.scripts.intersection(_HEIGHT)) or has_marks(self.text)
        above, below = reach(self.chunks) if marked else (0.0, 0.0)
        level = bool(self.base_level)
        tall = factor > 1
        chunks = tuple(_kept_apart(self.chunks) if steep else self.chunks)
        before = max((chunk.ink.before for chunk in chunks), default=0.0) if level else 0.0
        fine = tuple(parted(chunks, inside)) if inside else chunks
        divisible = any(chunk.parts for chunk in chunks)
        return Prepared(
            self.text, chunks, level, factor * scale, rise * scale, above, below, tall, fine, self.known.code,
            divisible, steep, before,
        )  # fmt: skip

    def _pieces(self, cut: Cut, text: str) -> list[Piece]:
        _, _, index, level = cut
        span = self.spans[index]
        before, after = self._neighbours(cut) if level else ("", "")
        lang = self.languages.find(span.lang) if span.lang else self.known
        try:
            word = shape_word(self.library, text, style_of(span), lang, level % 2 == 1, self.context, before, after)
        except Missing as error:
            self.missing += error.found
            return []
        self.scripts.update(word.scripts)
        if word.scripts and level == self.base_level:
            self.context = word.scripts[-1]
        return [self._piece(part, index, level) for part in word.parts]

    def _neighbours(self, cut: Cut) -> tuple[str, str]:
        """The characters that a cut may join to (Arabic letters join across a change of colour)."""
        before, after = self.text[: cut.start][-1:], self.text[cut.end - 1 : cut.end + 1]
        return before.strip(), "" if " " in after else after[1:]

    def _piece(self, part: Shaped, span_index: int, level: int) -> Piece:
        key = (span_index, part.face, level)
        style = self.styles.get(key)
        if style is None:
            span = self.spans[span_index]
            style = self.styles[key] = Style(span.tag, part.face, span.scale, span.colour, level, span_index)
        width = part.width if style.scale == 1.0 else part.width * style.scale
        return Piece(style, part.glyphs, width, part.text)

    def _blank(self, cut: Cut, pieces: Sequence[Piece]) -> Piece | None:
        """The space after ``pieces``: in their last face if it has one."""
        key = id(pieces[-1].style) if pieces else 0
        blank = self.blanks.get(key)
        if blank is None:
            blank = next(iter(self._pieces(cut, " ")), None)
            if blank is not None and key:
                self.blanks[key] = blank
        return blank

    def _at_base(self, piece: Piece) -> Piece:
        """A space at a line end takes the paragraph's level (UAX #9, L1)."""
        style = piece.style
        if style.level == self.base_level:
            return piece
        key = (style.span, style.font, self.base_level)
        return piece._replace(style=self.styles.setdefault(key, style._replace(level=self.base_level)))


def _as_soft_hyphen(piece: Piece) -> Piece:
    """The hyphen that shows at a line end is no character of the text; as a glyph it is a hyphen."""
    return piece._replace(text=SOFT_HYPHEN)
