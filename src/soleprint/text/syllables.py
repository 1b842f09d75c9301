"""Syllables of Burmese, Khmer and Lao, which write no spaces between words: where a line may start if need be.

By spelling alone, without a dictionary: what may end the syllable before stays with it, so no letter or stack is torn
from its syllable, and some places where a line could start are not found. Who parts words with U+200B, or lists them
(content/words), gets better ones. Letters and signs: The Unicode Standard, chapter 16.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WRITTEN = re.compile("[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]")
_BURMESE = re.compile("(?<=[\u1000-\u109f])(?<!\u1039)(?=[\u1000-\u102a\u103f](?!\u1037?[\u1039\u103a]))")
"""Before a letter that is neither stacked under the one before nor closes its syllable (asat)."""
_KHMER = re.compile("[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3])*[\u17b4-\u17d1\u17d3\u17dd]*\u17d7?")
"""A letter with those under it (coeng), its signs and the sign of repetition."""
_KHMER_VOWEL = re.compile("[\u17a3-\u17c8]")
_LAO = re.compile(
    "[\u0ec0-\u0ec4]?[\u0e81-\u0eae\u0edc-\u0edf]\u0ebc?[\u0eb1\u0eb4-\u0ebb\u0ec8-\u0ecd]*[\u0eb0\u0eb2\u0eb3\u0ebd]?"
    "[\u0eaf\u0ec6]*"
)
"""A letter with the vowel before it, its signs, the vowel after it and the sign of repetition."""
_LAO_VOWEL = re.compile("[\u0eb0-\u0ebb\u0ebd\u0ec0-\u0ec4\u0ec8-\u0ecd]")
_LAO_ENDS = frozenset("ກງດນບມຍວອຣສຕ")
"""Letters that may end a syllable, some in borrowed words alone, or are its vowel."""
_LAO_BEFORE_W = frozenset("ກຂຄງຈສ")
"""Letters that begin a syllable together with a ວ."""


def syllable_starts(text: str) -> set[int]:
    """Offsets of syllables that follow another."""
    if not _WRITTEN.search(text):
        return set()
    burmese = (match.start() for match in _BURMESE.finditer(text))
    return {*burmese, *_starts(_khmer(text)), *_starts(_lao(text))}


_Unit = tuple[int, int, bool, bool]
"""A letter with its signs: start, end, whether it has a vowel, whether it begins a syllable if one before is whole."""


def _starts(units: Iterator[_Unit]) -> Iterator[int]:
    """Where a unit follows a syllable that has its vowel."""
    whole, before = False, -1
    for start, end, vowel, begins in units:
        if start != before:
            whole = False
        elif begins and whole:
            yield start
            whole = False
        whole, before = whole or vowel, end


def _khmer(text: str) -> Iterator[_Unit]:
    bare = False
    for match in _KHMER.finditer(text):
        vowel = bool(_KHMER_VOWEL.search(match[0]))
        # The upper letter of a stack may end the syllable of a bare letter before it.
        yield match.start(), match.end(), vowel, vowel and not ("\u17d2" in match[0] and bare)
        bare = match.end() - match.start() == 1


def _lao(text: str) -> Iterator[_Unit]:
    last = ""
    for match in _LAO.finditer(text):
        unit = match[0]
        vowel = bool(_LAO_VOWEL.search(unit))
        begins = vowel or unit[0] not in _LAO_ENDS
        if unit[0] == "ວ" and last in _LAO_BEFORE_W:
            begins = False
        yield match.start(), match.end(), vowel, begins
        last = unit
