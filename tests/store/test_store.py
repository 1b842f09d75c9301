"""A store keeps what is asked for and forgets the rest."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor

from soleprint.store import Registry, Store


def test_what_is_put_is_found() -> None:
    store: Store[str, list[int]] = Store(2)
    made = [1]
    assert store.get("a") is None
    assert store.put("a", made) is made
    assert store.get("a") is made


def test_never_more_than_twice_the_limit() -> None:
    store: Store[int, int] = Store(10)
    for number in range(1000):
        store.put(number, number)
        assert len(store) <= 20
    assert store.get(999) == 999
    assert store.get(0) is None


def test_what_is_asked_for_stays() -> None:
    store: Store[int, str] = Store(5)
    store.put(-1, "used")
    store.put(-2, "unused")
    for number in range(100):
        store.put(number, "other")
        assert store.get(-1) == "used"
    assert store.get(-2) is None


def test_threads_may_share_one() -> None:
    store: Store[int, int] = Store(3)

    def ask(number: int) -> int:
        found = store.get(number % 7)
        return store.put(number % 7, number % 7) if found is None else found

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(5000))) == [number % 7 for number in range(5000)]
    assert len(store) <= 14


class Thing:
    """Something that takes weak references."""


def test_one_object_for_a_key_as_long_as_it_is_held() -> None:
    registry: Registry[int, Thing] = Registry(3)
    held = registry.put(0, Thing())
    for number in range(1, 100):
        registry.put(number, Thing())
    gc.collect()
    assert len(registry) <= 7
    assert registry.get(0) is held
    assert registry.get(1) is None


def test_the_first_of_two_stays() -> None:
    registry: Registry[int, Thing] = Registry(3)
    first = registry.put(0, Thing())
    assert registry.put(0, Thing()) is first
