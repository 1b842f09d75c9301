"""Pages that come ready, such as a clinic's own, and the box that shows one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from soleprint.layout.boxes import ENDLESS, Extent
from soleprint.layout.painter import Painter
from soleprint.marks import ARTIFACT, Anchor, Element, Group, Mark, Matrix, Rect


class WholePage(Struct, frozen=True, eq=False):
    """A page with its size in points. The outermost elements of its marks have no parent yet."""

    width: float
    height: float
    marks: tuple[Mark, ...]


class PageBox(Struct):
    """A ready page, as large as the page that it stands on, whatever its margins."""

    shown: WholePage
    owner: Element
    anchor: Anchor | None = None

    def measure(self, width: float, base: float) -> Extent:
        return Extent(0.0, ENDLESS)

    def natural_width(self, base: float) -> float:
        return 0.0

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        if self.anchor is not None:
            painter.anchors.append(replace(self.anchor, y=painter.trim.y1))
        matrix = fitted(self.shown.width, self.shown.height, painter.trim)
        for mark in adopted(self.shown.marks, self.owner):
            painter.add(mark.owner, Group((mark.item,), matrix))


def fitted(width: float, height: float, frame: Rect) -> Matrix:
    """As large as ``frame`` holds, in its middle."""
    scale = min(frame.width / width, frame.height / height)
    return (
        scale, 0.0, 0.0, scale,
        frame.x0 + (frame.width - scale * width) / 2, frame.y0 + (frame.height - scale * height) / 2,
    )  # fmt: skip


def adopted(marks: Sequence[Mark], parent: Element) -> list[Mark]:
    """The marks with their elements under ``parent``, each element made once."""
    known: dict[Element, Element] = {}

    def under(element: Element) -> Element:
        if element not in known:
            above = parent if element.parent is None else under(element.parent)
            known[element] = Element(element.tag, above, element.alt, element.lang, element.attributes)
        return known[element]

    return [Mark(ARTIFACT if mark.owner is ARTIFACT else under(mark.owner), mark.item) for mark in marks]
