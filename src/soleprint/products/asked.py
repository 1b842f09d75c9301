"""Which phrases a template asks for, so that a card does not ask translators for what only leaflets print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

from soleprint.errors import ContentError

T = TypeVar("T")


class Asked(Mapping[str, str]):
    """Phrases that remember which of them were asked for.

    One that must not be printed in English does not raise: all that a template asks for are reported at once, after it
    has run.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        try:
            text = self._words[name]
        except ContentError:
            text = _english(self._words, name)
        self.names.add(name)
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def _english(words: Mapping[str, str], name: str) -> str:
    """What a phrase says that must not be printed, so that templates run to their end."""
    from soleprint.content.locale.catalogue import Texts

    return words.unrefused(name) if isinstance(words, Texts) else name


class Later(Sequence[T]):
    """A list that is made when somebody looks at it, since its words count as asked for then."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make = make
        self._made: Sequence[T] | None = None

    def _items(self) -> Sequence[T]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._items()[index]

    def __len__(self) -> int:
        return len(self._items())


def asked_for(words: Mapping[str, str]) -> frozenset[str]:
    """The phrases that were asked for; none of words that need no translation."""
    return frozenset(words.names) if isinstance(words, Asked) else frozenset()
