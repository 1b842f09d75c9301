"""The page on which a text stands, with its beginning outlined: for who reviews a translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from soleprint.errors import SoleprintError
from soleprint.files.folders import layers
from soleprint.ink.svg import write_svg
from soleprint.marks import ARTIFACT, Mark, Placement, Publication, Rect, Sheet, Stroke, rounded
from soleprint.marks import Path as Outline
from soleprint.products.materials import materials
from soleprint.products.product import product
from soleprint.products.review import COLOUR, Candidate, Way, candidates, ways

_AWAY = -3.0
"""Points from the text to the line round it."""
_LINE, _RIM = 1.8, 4.0
_ROUTINES = "routines"


class Found(Struct, frozen=True):
    """The page as SVG; "" where the text is on none, or as long as it is looked for."""

    svg: str = ""
    looking: bool = False
    """Whether asking again goes on."""


def page_with(context: str, lang: str, own: Mapping[str, Path]) -> Found:
    """The first page with a text of ``lang``. ``own`` are the user's folders.

    A page where the text is only read aloud is shown as it is. To look through all products takes some seconds: each
    time that it is asked, one more is looked at.
    """
    return _search(lang, tuple(own.items())).page(context)


@lru_cache(maxsize=4)
def _search(lang: str, own: tuple[tuple[str, Path], ...]) -> _Search:
    return _Search(lang, dict(own))


class _Shown(Struct, frozen=True):
    """Which texts a product shows, and which it has read aloud only."""

    written: frozenset[str]
    aloud: frozenset[str]


class _Search:
    """The ways in which products are shown, and what was found to stand on each: that stays, whatever it says."""

    def __init__(self, lang: str, own: Mapping[str, Any]) -> None:
        templates = layers("templates", own.get("templates"))
        # Many pages take long: what stands on few is found first.
        self._ways = sorted(ways(lang, own), key=lambda way: product(templates, way.product).documents == "all")
        self._shown: dict[int, _Shown] = {}
        self._failed: set[int] = set()
        self._last: tuple[object, Sequence[Candidate]] = (None, ())

    def page(self, context: str) -> Found:
        for kind in ("written", "aloud"):
            for number, shown in self._shown.items():
                if context in getattr(shown, kind):
                    return Found(self._drawn(self._ways[number], context))
            if self._look():
                return Found(looking=True)
        self._failed.clear()
        return Found()

    def _look(self) -> bool:
        """Whether there was one more to look at. What cannot be made now is tried again for another text."""
        left = (one for one in range(len(self._ways)) if one not in self._shown and one not in self._failed)
        number = next(left, None)
        if number is None:
            return False
        try:
            pages = self._pages(self._ways[number])
        except SoleprintError:
            self._failed.add(number)
            return True
        every = [sighting for page in pages for sighting in page.sightings]
        written = frozenset(sighting.context for sighting in every if sighting.box is not None)
        self._shown[number] = _Shown(written, frozenset(sighting.context for sighting in every) - written)
        return True

    def _pages(self, way: Way) -> Sequence[Candidate]:
        """The pages as they are now; the last ones are kept for the next text."""
        order = way.order()
        key = way, materials(order)
        if self._last[0] != key:
            self._last = key, tuple(candidates(way.title, order, ()))
        return self._last[1]

    def _drawn(self, way: Way, context: str) -> str:
        kind, name = context.split("/")[:2]
        one = way.only(name) if kind == _ROUTINES else way
        pages = [page for page in self._pages(one) if context in {sighting.context for sighting in page.sightings}]
        if not pages:
            return ""
        page = next((page for page in pages if any(_boxes(page, context))), pages[0])
        colour = materials(one.order())[0].theme.colour(COLOUR)
        return _svg(page, list(_boxes(page, context)), colour, way.values["lang"])


def _boxes(page: Candidate, context: str) -> Iterator[Rect]:
    return (each.box for each in page.sightings if each.context == context and each.box is not None)


def _svg(shown: Candidate, boxes: Sequence[Rect], colour: str, lang: str) -> str:
    page = shown.page
    whole = Rect(0.0, 0.0, page.width, page.height)
    lines = [Stroke("#FFFFFF", _RIM), Stroke(colour, _LINE)]
    marks = tuple(
        Mark(ARTIFACT, Outline(rounded(box.inset(_AWAY, _AWAY, _AWAY, _AWAY), 3.0), None, line))
        for box in boxes
        for line in lines
    )
    sheet = Sheet(page.width, page.height, whole, whole, (Placement(0),), marks)
    return write_svg(Publication(shown.title, lang, (page,), (sheet,)), 0)
