"""Helping with words that are not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from soleprint.errors import Arguments, arguments

_MOST_LISTED = 30
_LONGEST = 60
_SHORT = 4
"""Letters of words that are like many others by chance."""


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that is most like ``word``, if one is; ``likeness`` is from 0 to 1."""
    # Late: what compares words is slow to load, and few runs have a mistake.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=likeness)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown ``word``: the nearest known word, or else all of them."""
    words = list(known)
    near = _near(word, words)
    if near:
        return f'; did you mean "{near}"?'
    if not words:
        return "; there are none"
    more = f" and {len(words) - _MOST_LISTED} more" if len(words) > _MOST_LISTED else ""
    return f"; use one of: {', '.join(words[:_MOST_LISTED])}{more}"


def alternatives(word: str, known: Iterable[str]) -> Arguments:
    """The same for a door that says it in other words: ``near``, or else ``known``."""
    words = list(known)
    near = _near(word, words)
    if near:
        return arguments(near=near)
    return arguments(known=", ".join(words[:_MOST_LISTED])) if words else ()


def _near(word: str, words: Sequence[str]) -> str | None:
    word = word[:_LONGEST]
    likely = words if len(word) > _SHORT else [each for each in words if _is_about_as_long(word, each)]
    return nearest(word, likely) or nearest(word.casefold(), likely)


def _is_about_as_long(word: str, other: str) -> bool:
    """Whether a short word may stand for another: it is as long but for a letter, or its beginning."""
    return abs(len(other) - len(word)) <= 1 or other.startswith(word.casefold())
