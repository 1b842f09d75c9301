"""Pages that come ready, such as a clinic's own, and the box that shows one."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from soleprint.layout.boxes import ENDLESS, Extent
from soleprint.layout.painter import Painter
from soleprint.marks import ARTIFACT, Anchor, Element, Group, LinkArea, Mark, Matrix, Rect, apply


class WholePage(Struct, frozen=True, eq=False):
    """A page with its size in points. The outermost elements of its marks and links have no parent yet."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    links: tuple[LinkArea, ...] = ()


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
        under = Adopted(self.owner)
        for mark in self.shown.marks:
            painter.add(ARTIFACT if mark.owner is ARTIFACT else under(mark.owner), Group((mark.item,), matrix))
        for link in self.shown.links:
            painter.links.append(replace(link, owner=under(link.owner), rect=_placed(link.rect, matrix)))


def _placed(rect: Rect, matrix: Matrix) -> Rect:
    return Rect(*apply(matrix, rect[:2]), *apply(matrix, rect[2:]))


def fitted(width: float, height: float, frame: Rect) -> Matrix:
    """As large as ``frame`` holds, in its middle."""
    scale = min(frame.width / width, frame.height / height)
    return (
        scale, 0.0, 0.0, scale,
        frame.x0 + (frame.width - scale * width) / 2, frame.y0 + (frame.height - scale * height) / 2,
    )  # fmt: skip


class Adopted:
    """Elements under a parent that they had not, each made once."""

    def __init__(self, parent: Element) -> None:
        self._parent = parent
        self._known: dict[Element, Element] = {}

    def __call__(self, element: Element) -> Element:
        if element not in self._known:
            above = self._parent if element.parent is None else self(element.parent)
            self._known[element] = Element(element.tag, above, element.alt, element.lang, element.attributes)
        return self._known[element]
