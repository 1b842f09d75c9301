"""Where words may be parted by hyphens: where their soft hyphens are, else by the patterns of their language.

The patterns are those of LibreOffice, in the package pyphen. They are asked only for words that no line holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from soleprint.marks import SOFT_HYPHEN

_SCRIPTS = frozenset(("Latn", "Grek", "Cyrl", "Armn"))
"""Scripts that part words with a hyphen. There are patterns for Thai and Indian languages too, which do not."""
LEAST_BEFORE, LEAST_AFTER = 3, 3
"""Letters that stay together before and after a hyphen: shorter stumps are hard to read on a wall."""
_LETTERS = re.compile(f"[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f{SOFT_HYPHEN}])*")
_ADDRESS = re.compile(r"\w[@.:/_\\]+\w")
"""In what people type as it stands, no hyphen may be added."""


def parting(text: str, lang: str) -> dict[str, str]:
    """Words of a text, as they stand, and with a soft hyphen wherever they may be parted in a language (BCP 47)."""
    words = [] if _ADDRESS.search(text) else _LETTERS.findall(text)
    changed = {word: hyphenated(word, lang) for word in words}
    return {word: new for word, new in changed.items() if new != word}


def with_hyphens(text: str, words: Mapping[str, str]) -> str:
    """The text with the soft hyphens of ``words`` in it."""
    return _LETTERS.sub(lambda match: words.get(match[0], match[0]), text) if words else text


def hyphenates(word: str) -> bool:
    """Whether a word is in letters of a script that parts words by hyphens."""
    from soleprint.text.scripts import script_of

    scripts = {script_of(char) for char in word if char.isalpha()}
    return bool(scripts) and scripts <= _SCRIPTS


def hyphenated(word: str, lang: str) -> str:
    """A word of letters with soft hyphens by the patterns of its language; as it is where there are none for it."""
    patterns = _patterns(lang) if hyphenates(word) else None
    if patterns is None:
        return word
    # Places that change the spelling (Hungarian asszony: asz-szony) are left out: a soft hyphen cannot say so.
    places = [int(place) for place in patterns.positions(word) if not place.data]
    edges = [0, *places, len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(edges))


@cache
def _patterns(lang: str) -> Any:
    """The hyphenator of a language; None where there are no patterns for it."""
    import pyphen

    known = pyphen.language_fallback(lang)
    return pyphen.Pyphen(lang=known, left=LEAST_BEFORE, right=LEAST_AFTER) if known else None
