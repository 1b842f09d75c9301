"""Nothing of what a person is told stays in a store, or in a function's cache, when it is to be forgotten."""

from __future__ import annotations

import gc
import pkgutil
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from types import FunctionType

import soleprint
from soleprint import store
from soleprint.merge.worker import forget_people
from soleprint.store import Store

ROOMS = ("soleprint.text", "soleprint.layout", "soleprint.ink", "soleprint.marks", "soleprint.preflight")
"""Rooms that handle a person's words, or what is made of them."""
WITHOUT_WORDS = {
    "soleprint.marks": {"contrast"},  # colours
    "soleprint.ink.inks": {"lightness_and_chroma", "separation", "_transform"},
    "soleprint.ink.syntax": {"colour_operands"},
    "soleprint.ink.sheets": {"_shading"},
    "soleprint.ink.icc": {"srgb_profile"},
    "soleprint.ink.metadata": {"_compressed_profile"},
    "soleprint.text.face": {"_own", "_shipped"},  # fonts, and what is known of a language
    "soleprint.text.fonts": {"_library"},
    "soleprint.text.words": {"words_of"},
    "soleprint.text.hyphens": {"_patterns"},
    "soleprint.text.breaks": {"_parser"},
    "soleprint.layout.slots": {"_usual"},  # words that stand for anyone's
}
NOBODY = "Zyxq"


def kept_by_modules() -> Iterator[tuple[str, str, object]]:
    """Each store and each cached function of the rooms."""
    for found in pkgutil.walk_packages(soleprint.__path__, "soleprint."):
        if found.name.startswith(ROOMS):
            module = import_module(found.name)
            for name, value in vars(module).items():
                own = getattr(value, "__module__", "") == module.__name__
                if isinstance(value, Store) or (hasattr(value, "cache_clear") and own):
                    yield module.__name__, name, value


def test_each_store_of_the_rooms_that_handle_words_is_marked_or_has_none() -> None:
    kept = list(kept_by_modules())  # loads them
    cleared = {id(getattr(clear, "__self__", clear)) for clear in store._personal}
    unmarked: dict[str, set[str]] = {}
    for module, name, value in kept:
        if id(value) not in cleared:
            unmarked.setdefault(module, set()).add(name)
    assert unmarked == WITHOUT_WORDS


def test_what_is_marked_is_emptied_and_nothing_else() -> None:
    words, other = store.personal(Store[str, str](3)), Store[str, str](3)

    @store.personal
    @lru_cache(maxsize=4)
    def double(word: str) -> str:
        return word + word

    try:
        words.put("a", "b")
        other.put("a", "b")
        assert double("a") == "aa"
        store.forget_people()
        assert (len(words), len(other), double.cache_info().currsize) == (0, 1, 0)
    finally:
        del store._personal[-2:]


def _texts(thing: object) -> Iterator[str]:
    for held in gc.get_referents(thing):
        if isinstance(held, str):
            yield held
        elif isinstance(held, bytes):
            yield held.decode("latin-1")
        elif not gc.is_tracked(held):
            yield from _texts(held)


def _held() -> set[str]:
    """Texts with a name that objects hold, those of the tests themselves apart."""
    gc.collect()
    things = (thing for thing in gc.get_objects() if not isinstance(thing, FunctionType))
    return {text for thing in things for text in _texts(thing) if NOBODY + "vuthor" in text}


def test_a_name_on_a_page_is_nowhere_when_people_are_forgotten() -> None:
    """Among all objects that Python keeps track of."""
    name = "".join((NOBODY, "vuthor"))
    made = soleprint.make("leaflet", ["foot"], emergency="112", name=name, reference=f"{name}-1")
    assert made.pdf and made.svg()
    del made
    assert any(name in text for text in _held() - {name})
    forget_people()
    assert _held() - {name} == set()
