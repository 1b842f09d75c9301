"""The way in: spans of text to a prepared paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from soleprint.content.languages import Direction, Language, Languages, languages
from soleprint.marks import Font
from soleprint.store import personal
from soleprint.text.hyphens import with_hyphens
from soleprint.text.paragraph import Prepared, Span
from soleprint.text.words import Words, words_of

if TYPE_CHECKING:
    from soleprint.text.fonts import Library
    from soleprint.text.openings import Opening

_SPACES = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")


class Typesetter:
    """Prepares paragraphs in one language (BCP 47), with the user's font folders before all other fonts.

    No line is broken inside one of ``words``. ``known`` are the languages there are; by default the built-in ones.
    """

    def __init__(
        self,
        lang: str,
        font_dirs: tuple[Path, ...] = (),
        words: tuple[str, ...] = (),
        known: Languages | None = None,
    ) -> None:
        self.lang = lang
        self._languages = known or languages()
        self._known = self._languages.find(lang)
        self.direction: Direction = self._known.direction
        self._font_dirs = font_dirs
        self._kept = words_of(words)

    def numerals(self, text: str) -> str:
        """``text`` with its digits in those that the language counts with."""
        return self._known.numerals(text)

    @cached_property
    def _library(self) -> Library:
        """Held: each paragraph of a document is set with the same fonts, whatever becomes of their files meanwhile."""
        from soleprint.text.fonts import library

        return library(self._font_dirs)

    def font(self, bold: bool = False) -> Font:
        """The face of the language's letters. Raises FontProblem when there is none."""
        from soleprint.text.fonts import primary

        return primary(self._library, self._known, bold)

    def prepare(self, spans: Sequence[Span], parting: Mapping[str, str] = MappingProxyType({})) -> Prepared:
        """Shape a paragraph. White space and line ends become single spaces, none at either end.

        ``parting`` has soft hyphens for words that have none (``hyphens.parting``).
        Raises MissingGlyph with every character that no font has, and FontProblem when a font has no bold or a font
        folder does not exist.
        """
        if parting:
            spans = [replace(span, text=with_hyphens(span.text, parting)) for span in spans]
        return _prepared(self._library, self._languages, self._known, self._kept, tuple(spans))

    def opening(self, span: Span, sample: Prepared) -> Opening | None:
        """What paragraphs begin with that end in a ``span`` of words, as ``sample``, prepared here, does in
        ``openings.SAMPLE``; None where that is not plain enough."""
        from soleprint.text.openings import Opening

        lang = self._languages.find(span.lang) if span.lang else self._known
        return None if self._kept else Opening.of(self._library, self._known, lang, span, sample)


@personal
@lru_cache(maxsize=450)
def _prepared(library: Library, table: Languages, known: Language, kept: Words, spans: tuple[Span, ...]) -> Prepared:
    """The paragraph of these spans; most of a document is as it was in the document before."""
    from soleprint.text.assemble import assemble

    text, bounds = _join(spans)
    return assemble(library, table, known, text, bounds, kept)


def _join(spans: Iterable[Span]) -> tuple[str, list[tuple[int, Span]]]:
    """The text with spaces collapsed and trimmed, and where each span ends in it."""
    text = ""
    bounds: list[tuple[int, Span]] = []
    for span in spans:
        part = _SPACES.sub(" ", span.text)
        text += part[1:] if part.startswith(" ") and (not text or text.endswith(" ")) else part
        bounds.append((len(text), span))
    stripped = text.rstrip(" ")
    return stripped, [(min(end, len(stripped)), span) for end, span in bounds]
