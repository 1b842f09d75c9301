"""What text says that is painted otherwise: its elements carry it (ActualText; ISO 32000-1, 14.9.4).

Right-to-left text is painted from left to right, since viewers turn it round when they find and copy, so software that
follows the structure tree is told the characters in their own order. A word parted at a line end is painted with a
hyphen, since searches then join it; the structure tree is told the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from soleprint.marks import Element

if TYPE_CHECKING:
    from soleprint.ink.paint import Hole


class Sequence(NamedTuple):
    """A marked-content sequence of ``element``: number ``mcid`` on ``sheet``."""

    element: Element
    sheet: int
    mcid: int
    text: str = ""
    """Its characters in logical order."""
    differs: bool = False
    """Whether some of them are painted in another order, or with hyphens between."""
    hole: Hole | None = None
    """What of the sequence is each copy's own: all of it."""


class Annotated(NamedTuple):
    """A link annotation that belongs into ``element``; ``reference`` is its object on ``sheet``."""

    element: Element
    sheet: int
    reference: str
    key: int
    """Its StructParent."""


Content = Sequence | Annotated


def with_logical_text(
    content: Iterable[Content],
) -> tuple[list[Content], Mapping[Element, str], Mapping[Element, Hole]]:
    """``content`` with text that is painted otherwise in Spans of its own, and the text of the elements around those;
    of a slot, the hole whose text it is.

    A Span stands between an element that says its text and the marked content, because MuPDF lays the text of the
    element that owns the content over the glyphs and turns it round. Text beside other elements or links gets two.
    """
    items = list(content)
    told = {
        item.element for item in items if isinstance(item, Sequence) and item.differs and not _has_alternative(item)
    }
    if not told:
        return items, {}, {}
    shared = _with_others(items)
    inner: dict[Element, Element] = {}
    texts: dict[Element, str] = {}
    holes: dict[Element, Hole] = {}
    for at, item in enumerate(items):
        owner = item.element
        if not isinstance(item, Sequence) or owner not in told:
            continue
        outer = Element("Span", owner) if owner in shared else owner
        items[at] = item._replace(element=inner.setdefault(outer, Element("Span", outer)))
        if item.hole:
            holes[outer] = item.hole
        else:
            texts[outer] = texts.get(outer, "") + item.text
    return items, texts, holes


def _has_alternative(item: Sequence) -> bool:
    """Whether text is inside a figure, whose alternative text is read instead."""
    place: Element | None = item.element
    while place is not None and not place.alt:
        place = place.parent
    return place is not None


def _with_others(items: Iterable[Content]) -> set[Element]:
    """Elements that have other elements or annotations in them."""
    found: set[Element] = set()
    for item in items:
        place = item.element if isinstance(item, Annotated) else item.element.parent
        while place is not None and place not in found:
            found.add(place)
            place = place.parent
    return found
