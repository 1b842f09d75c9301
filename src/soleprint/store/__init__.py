"""Results that are used again, in bounded stores.

Most of a document is as it was in the document before. A room that keeps results takes as their key all that they
depend on: exact numbers and texts, or the identities of objects that never change. Whatever a key names by ``id`` the
result must hold, so that no other object can take that identity. So the bytes of a document do not depend on what was
made before it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakValueDictionary

Key = TypeVar("Key")
Result = TypeVar("Result")


class _CachedFunction(Protocol):
    def cache_clear(self) -> None:
        """As of ``functools.lru_cache``."""


Kept = TypeVar("Kept", bound="Store[Any, Any] | _CachedFunction")
_personal: list[Callable[[], None]] = []


def personal(kept: Kept) -> Kept:
    """Marks a store, or a function's cache, whose keys or results may come of what a person is told: the words, their
    letters, where these stand, what is drawn of them. For those that stay as long as the program: of a module.

    What comes of colours, fonts or content alone is not marked, and stays.
    """
    _personal.append(kept.clear if isinstance(kept, Store) else kept.cache_clear)
    return kept


def forget_people() -> None:
    """Empties all that is marked as ``personal``, in this process."""
    for clear in _personal.copy():  # a thread may just load a module
        clear()


class Store(Generic[Key, Result]):
    """Results by key, at most twice ``limit``: what is not asked for while ``limit`` others come in is forgotten."""

    __slots__ = ("_before", "_limit", "_now")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._now: dict[Key, Result] = {}
        self._before: dict[Key, Result] = {}

    def __len__(self) -> int:
        return len(self._now.keys() | self._before.keys())

    def get(self, key: Key) -> Result | None:
        """The result of ``key``, if it is kept."""
        result = self._now.get(key)
        if result is None:
            result = self._before.get(key)
            if result is not None:
                self.put(key, result)
        return result

    def clear(self) -> None:
        """Forget all."""
        self._now, self._before = {}, {}

    def put(self, key: Key, result: Result) -> Result:
        """Keep a result, which may not be None; the result."""
        if len(self._now) >= self._limit:
            self._before, self._now = self._now, {}
        self._now[key] = result
        return result


class Registry(Generic[Key, Result]):
    """Objects whose identity counts in a document: one for a key, as long as anyone holds it.

    The last ``limit`` of those asked for, or twice as many, are held here. Objects must take weak references.
    """

    __slots__ = ("_alive", "_recent")

    def __init__(self, limit: int) -> None:
        self._alive: WeakValueDictionary[Key, Result] = WeakValueDictionary()
        self._recent: Store[Key, Result] = Store(limit)

    def __len__(self) -> int:
        return len(self._alive)

    def get(self, key: Key) -> Result | None:
        """The object of ``key``, if there is one."""
        result = self._recent.get(key)
        if result is None:
            result = self._alive.get(key)
            if result is not None:
                self._recent.put(key, result)
        return result

    def put(self, key: Key, new: Result) -> Result:
        """Make ``new`` the object of ``key``, unless another thread has just put one; the object."""
        return self._recent.put(key, self._alive.setdefault(key, new))
