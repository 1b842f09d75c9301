"""Words of languages without spaces, as content lists them: no line starts inside one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise


class Words:
    """A list of words, ready to be found in texts."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(set(words), key=lambda word: (-len(word), word)):
            self._by_first.setdefault(word[0], []).append(word)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def _longest(self, text: str, at: int) -> int:
        """Where the longest word that begins at ``at`` ends; ``at`` where there is none."""
        found = (word for word in self._by_first.get(text[at], ()) if text.startswith(word, at))
        return at + len(next(found, ""))

    def inside(self, text: str) -> set[int]:
        """The offsets inside every word of the list that the text has, also where words share letters."""
        return {place for at in range(len(text)) for place in range(at + 1, self._longest(text, at))}

    def joints(self, text: str) -> set[int]:
        """The offsets where two words of the list stand side by side."""
        ends = list(self._matches(text))
        return {start for (_, end), (start, _) in pairwise(ends) if start == end}

    def _matches(self, text: str) -> Iterator[tuple[int, int]]:
        """Words from left to right, the longest first."""
        at = 0
        while at < len(text):
            end = self._longest(text, at)
            if end > at:
                yield at, end
            at = max(end, at + 1)


@lru_cache(maxsize=16)
def words_of(listed: tuple[str, ...]) -> Words:
    """The same object for the same list."""
    return Words(listed)


NO_WORDS = words_of(())
