"""Paragraphs that begin alike, as "Name: " does, with plain words of Latin letters behind: put together from chunks.

What ``assemble`` would make of them is the same but for the words, so one is assembled, and the words of others take
the places of its own. Whatever is not as plain as that is left to ``assemble``.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from soleprint.content.languages import Language
from soleprint.marks import SOFT_HYPHEN
from soleprint.store import Store
from soleprint.text.assemble import has_marks, reach, style_of
from soleprint.text.breaks import word_stops
from soleprint.text.fonts import Library
from soleprint.text.itemise import Missing, shape_word
from soleprint.text.paragraph import Chunk, Piece, Prepared, Span
from soleprint.text.shape import shape

SAMPLE = "a a"
"""The words of the paragraph that is assembled."""
WORDS = 1_000
"""How many are kept."""
_LATIN, _PAST_LATIN = "Latn", "\u0250"
"""Letters before it are Latin or of all scripts, written from left to right; none is a mark of another."""


class _Word(NamedTuple):
    """A word, with the space behind it and without."""

    inner: Chunk
    last: Chunk


class Opening:
    """What such paragraphs begin with."""

    def __init__(self, library: Library, known: Language, lang: Language, span: Span, sample: Prepared) -> None:
        self._library, self._known, self._lang = library, known, lang
        self._asked, self._sample = style_of(span), sample
        self._text, self._chunks = sample.text.removesuffix(SAMPLE), sample.chunks[:-2]
        self._spaced = sample.chunks[-2]
        self._style = self._spaced.pieces[0].style
        self._font: Any = self._style.font
        self._letters: set[str] = set()
        """Those that are known to be in it."""
        self._marked = has_marks(self._text)
        self._words: Store[str, _Word] = Store(WORDS)

    @classmethod
    def of(cls, library: Library, known: Language, lang: Language, span: Span, sample: Prepared) -> Opening | None:
        """What paragraphs begin with that end in a ``span`` of words, as ``sample`` does in ``SAMPLE``; None where that
        is not as plain as it must be."""
        ends = [[(piece.text, piece.style.scale) for piece in chunk.pieces] for chunk in sample.chunks[-2:]]
        plain = known.script == lang.script == _LATIN and max(sample.text) < _PAST_LATIN
        plain = plain and not (sample.rtl or sample.steep or sample.divisible) and sample.fine is sample.chunks
        return cls(library, known, lang, span, sample) if plain and ends == [[("a", 1.0)], [("a", 1.0)]] else None

    def prepared(self, text: str) -> Prepared | None:
        """The paragraph with this text behind; None where that is more than plain words."""
        if not text.isprintable() or max(text, default=_PAST_LATIN) >= _PAST_LATIN or SOFT_HYPHEN in text:
            return None
        words = [self._words.get(word) or self._word(word) for word in text.split(" ")]
        found = [word for word in words if word]
        if len(found) < len(words):
            return None
        chunks = (*self._chunks, *[word.inner for word in found[:-1]], found[-1].last)
        above, below = reach(chunks) if self._marked or has_marks(text) else (0.0, 0.0)
        like = self._sample
        return Prepared(self._text + text, chunks, like.rtl, like.height_factor, like.rise, above, below, like.tall,
                        chunks, like.lang)  # fmt: skip

    def words(self, prepared: Prepared) -> tuple[Piece, ...]:
        """What stands behind in a paragraph that was prepared here, with the spaces between."""
        *inner, last = prepared.chunks[len(self._chunks) :]
        return (*[piece for chunk in inner for piece in (*chunk.pieces, *chunk.spaces)], *last.pieces)

    def _word(self, word: str) -> _Word | None:
        """A word that lines end only behind, in the face of the others."""
        if not word[:1].isalnum() or not (word[-1].isalnum() or word[-1] in ".,") or word_stops(word, self._known):
            return None
        if not self._covers(word):
            return None
        glyphs, width = shape(self._font, word, _LATIN, self._lang.code, rtl=False)[1:3]
        piece = Piece(self._style, glyphs, width, word)
        inner = self._spaced._replace(pieces=(piece,), width=piece.width)
        return self._words.put(word, _Word(inner, Chunk(inner.pieces, inner.width)))

    def _covers(self, word: str) -> bool:
        """Whether all letters of a word are in the face of the others."""
        new = "".join(sorted(set(word) - self._letters))
        try:
            parts = shape_word(self._library, new, self._asked, self._lang, False, _LATIN).parts if new else ()
        except Missing:
            return False
        covered = all(part.face is self._font for part in parts)
        self._letters |= set(new if covered else "")
        return covered
