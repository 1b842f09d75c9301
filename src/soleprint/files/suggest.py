"""Helping with words that are not known."""

from __future__ import annotations

from collections.abc import Iterable

_MOST_LISTED = 30
_LONGEST = 60


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown ``word``: the nearest known word, or else all of them."""
    import difflib

    words = list(known)
    word = word[:_LONGEST]
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6) or difflib.get_close_matches(
        word.casefold(), words, n=1, cutoff=0.6
    )
    if near:
        return f'; did you mean "{near[0]}"?'
    if not words:
        return "; there are none"
    more = f" and {len(words) - _MOST_LISTED} more" if len(words) > _MOST_LISTED else ""
    return f"; use one of: {', '.join(words[:_MOST_LISTED])}{more}"
