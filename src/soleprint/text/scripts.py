"""The script of a character, from HarfBuzz's copy of the Unicode Script property (UAX #24)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import uharfbuzz as hb

from soleprint.marks import SOFT_HYPHEN
from soleprint.store import personal

COMMON = ""
"""Script of characters shared between scripts (digits, punctuation) and of combining marks."""

JOINERS = "\u200c\u200d"
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = frozenset(BIDI_CONTROLS + SOFT_HYPHEN + "\u200b\u2060\ufeff")
"""Characters that steer setting and never show, so they are in no font and in no run."""

_HAN_LIKE = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}


@personal
@lru_cache(maxsize=1 << 14)
def script_of(char: str) -> str:
    """ISO 15924 code of one character, ``COMMON`` for shared characters and marks that take their base's script."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return buffer.script or COMMON


def base_script(script: str) -> str:
    """The script that the characters of a language's script code have (``Jpan`` writes in ``Hani``, ``Kana``...)."""
    return _HAN_LIKE.get(script, script)


@personal
@lru_cache(maxsize=1 << 14)
def is_mark(char: str) -> bool:
    """Whether the character stays with the one before it: combining marks, joiners, variation selectors."""
    return char in JOINERS or unicodedata.category(char).startswith("M")


def clusters(text: str) -> list[tuple[int, int]]:
    """Stretches (start, end) of ``text``: a base with its marks."""
    starts = [at for at, char in enumerate(text) if at == 0 or not is_mark(char)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def resolve(scripts: Iterable[str], context: str) -> list[str]:
    """Give each shared character the script of the one before it; those at the start, of the first that has one.

    ``context`` is used where there is none at all.
    """
    given = list(scripts)
    current = next((script for script in given if script), context)
    for at, script in enumerate(given):
        current = given[at] = script or current
    return given
