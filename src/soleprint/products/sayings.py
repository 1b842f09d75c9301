"""What the paragraphs of a product say, and of which texts that is made.

Compared is what can be seen: no white space, no hyphens, no capitals, since lines break and words are capitalised.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from soleprint.content.locale.traced import Span

_UNSEEN = re.compile("[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u2010\u2011-]+")
"""What lines may begin or end with, and what only orders or joins."""
NUMBER = "\ue100"
"""Stands for a page number, in a character that no content has."""
_FILLED = re.compile(rf"\{{[^{{}}]*\}}|{NUMBER}")
"""What something is put in place of on the page."""
MOST_PUT_IN = 24
"""Characters of what is put into a paragraph: a number, a range of pages, a telephone number."""
Starts = list[tuple[str, int]]
"""Texts by context, and where in a paragraph each begins."""


class _Filled(Struct, frozen=True):
    """A paragraph into which something is put, between its ``words``."""

    words: list[str]
    starts: list[tuple[str, int, int]]
    """Context, which of the words, and where in them the text begins."""

    def places(self, folded: str) -> list[int] | None:
        """Where in a text the words stand, if it is this paragraph with something put in."""
        first, *middle, last = self.words
        found, end = [0], len(first)
        for word in middle:
            at = folded.find(word, end + 1)
            found.append(at)
            if not end < at <= end + MOST_PUT_IN:
                return None
            end = at + len(word)
        at = len(folded) - len(last)
        held = folded.startswith(first) and folded.endswith(last) and end < at <= end + MOST_PUT_IN
        return [*found, at] if held else None


class Sayings:
    """What the paragraphs and descriptions of a product may say, and of which texts that is made."""

    def __init__(self) -> None:
        self._plain: dict[str, list[Starts]] = {}
        self._filled: dict[str, _Filled] = {}
        self._said: Counter[str] = Counter()

    def add(self, text: str, spans: Sequence[Span]) -> None:
        """A paragraph, and what of it is which text."""
        folded, places = fold([text])
        seen = [at for _, at in places]
        starts = [(span.context, bisect_left(seen, span.start)) for span in spans]
        if not starts or not folded:
            return
        if _FILLED.search(folded):
            self._filled.setdefault(folded, _filled(folded, starts))
        elif starts not in (known := self._plain.setdefault(folded, [])):
            known.append(starts)

    def read(self, folded: str) -> Starts:
        """The texts that these words are made of. Where several say the same, they take turns, the last stays."""
        known = self._plain.get(folded)
        if known is not None:
            self._said[folded] += 1
            return known[min(self._said[folded], len(known)) - 1]
        for filled in self._filled.values():
            places = filled.places(folded)
            if places is not None:
                return [(context, places[word] + at) for context, word, at in filled.starts]
        return []


def _filled(folded: str, starts: Starts) -> _Filled:
    """A text begins in the first of the words that end after its beginning."""
    gaps = list(_FILLED.finditer(folded))
    begins, ends = [0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(folded)]
    words = [folded[begin:end] for begin, end in zip(begins, ends, strict=True)]
    found = []
    for context, start in starts:
        word = next((number for number, end in enumerate(ends) if start < end), len(ends) - 1)
        found.append((context, word, max(0, start - begins[word])))
    return _Filled(words, found)


def fold(texts: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """The texts in one, without what cannot be seen and without capitals; and from which text, and where in it, each
    character comes."""
    out: list[str] = []
    places: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        for at, character in enumerate(text):
            if not _UNSEEN.match(character):
                for one in character.casefold():
                    out.append(one)
                    places.append((number, at))
    return "".join(out), places
