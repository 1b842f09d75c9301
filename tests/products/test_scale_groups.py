"""One millimetre of body is one length in a whole document, or two thirds of it, or a lens's, wherever that costs a
picture little: read from the display lists."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from soleprint.figures.layers import LARGE, SMALL
from soleprint.layout.scale import CLASSES, KEPT
from soleprint.marks import Group, Page, Primitive, Use
from tests.support.handouts import made
from tests.support.pages import in_step

GRADES = {f"-{grade.name}": grade.scale for grade in (SMALL, LARGE)}
PRODUCTS = {
    "booklet": ("booklet", ("back-of-leg", "front-of-leg", "foot"), {"size": "A5"}),
    "C-fold": ("leaflet", ("front-of-leg",), {"size": "A4", "fold": "tri"}),
    "half-fold": ("leaflet", ("foot",), {"size": "A4", "fold": "half"}),
    "flat": ("leaflet", ("back-of-leg",), {"size": "A4"}),
}


def scale_of(items: Iterable[Primitive]) -> float:
    """Points per millimetre of body of a picture, by a hand on it; 0 for one without hands."""
    return next(_hands(items), 0.0)


def _hands(items: Iterable[Primitive]) -> Iterator[float]:
    for item in items:
        grade = next((GRADES[end] for end in GRADES if isinstance(item, Use) and item.symbol.name.endswith(end)), 0.0)
        if isinstance(item, Use) and item.symbol.name.startswith("hand-") and grade:
            yield math.hypot(*item.matrix[:2]) * grade
        elif isinstance(item, Group):
            yield from _hands(item.items)


def scales(pages: Iterable[Page]) -> list[float]:
    """Those of the pictures of steps."""
    shown = [mark.item for page in pages for mark in page.marks if isinstance(mark.item, Use) and in_step(mark.owner)]
    return [scale for use in shown if (scale := scale_of(use.symbol.items))]


@pytest.mark.parametrize("name", PRODUCTS)
def test_pictures_of_a_document_that_are_nearly_alike_are_alike(name: str) -> None:
    product, routines, options = PRODUCTS[name]
    given: dict[str, Any] = dict(options)
    found = [round(scale, 3) for scale in scales(made(product, *routines, **given).publication.pages)]
    assert len(found) > 7
    # Of two that are as frequent, and classes of each other, either is the group's.
    groups = [scale for scale, times in Counter(found).most_common() if times > 1]
    assert any(_strays(found, group) == [] for group in groups), sorted(found)


def test_no_picture_of_a_fold_is_much_larger_than_the_others() -> None:
    """A sole that is alone in its row does not take all the room there is."""
    product, _, options = PRODUCTS["C-fold"]
    given: dict[str, Any] = dict(options)
    found = scales(made(product, "foot", **given).publication.pages)
    assert len(found) > 7
    assert max(found) <= 2.5 * min(found)


def _strays(found: Iterable[float], group: float) -> list[float]:
    """Scales that are none of the group's, though one of these would have been nearly as large."""
    sizes = [group * size for size in CLASSES]
    return [
        scale
        for scale in found
        if not any(scale == pytest.approx(size, rel=0.01) for size in sizes)
        and any(KEPT * scale <= size <= scale for size in sizes)
    ]
