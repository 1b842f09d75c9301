"""Where boxes put their marks while a page is painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from soleprint.marks import (
    ARTIFACT,
    Anchor,
    Element,
    GlyphRun,
    LinkArea,
    Mark,
    Path,
    Primitive,
    Rect,
    Segment,
    Slot,
    Stroke,
    rounded,
    union,
)


class Content(NamedTuple):
    """What a box has put on a page."""

    marks: Sequence[Mark]
    links: Sequence[LinkArea]
    anchors: Sequence[Anchor]


class Painter(Struct):
    """Collects one page's marks. ``trim`` and ``safe`` are the page's boxes; ``bleed`` is in points."""

    trim: Rect
    safe: Rect
    bleed: float = 0.0
    scale: float = 0.0
    """Of the pictures' group, in points per millimetre of body; 0: each is as large as it can be."""
    lettered: bool = True
    """Whether pictures have the letters of their moves on them."""
    marks: list[Mark] = field(default_factory=list)
    links: list[LinkArea] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)

    @property
    def page(self) -> tuple[Rect, Rect, float, float, bool]:
        """All of the page that marks may depend on."""
        return self.trim, self.safe, self.bleed, self.scale, self.lettered

    @property
    def counts(self) -> tuple[int, int, int]:
        """How much has been painted, for ``since``."""
        return len(self.marks), len(self.links), len(self.anchors)

    def since(self, start: tuple[int, int, int]) -> Content:
        """What has been painted since ``counts`` said ``start``."""
        return Content(self.marks[start[0] :], self.links[start[1] :], self.anchors[start[2] :])

    def put(self, content: Content) -> None:
        """Puts what a box has put on a page before on this one."""
        self.marks += content.marks
        self.links += content.links
        self.anchors += content.anchors

    def add(self, owner: Element, item: Primitive, slot: Slot | None = None) -> None:
        self.marks.append(Mark(owner, item, slot))

    def decorate(self, path: Path) -> None:
        """Paints something that is not part of the text."""
        self.add(ARTIFACT, path)

    def link(self, owner: Element, run: GlyphRun, target: str, title: str) -> None:
        """Makes the area of a run of text clickable; runs of one link that follow each other in a line are one area."""
        x, y = run.origin
        scale = run.size / run.font.upem
        area = Rect(x, y + run.font.descent * scale, x + run.width, y + run.font.ascent * scale)
        last = self.links[-1] if self.links else None
        if last and last.owner is owner and last.rect.y0 < y < last.rect.y1 and _touch(last.rect, area, run.size):
            self.links[-1] = replace(last, rect=union((last.rect, area)) or area)
        else:
            self.links.append(LinkArea(owner, area, target, title))

    def to_bleed(self, frame: Rect) -> Rect:
        """``frame`` drawn out to the bleed at each side where it reaches the safe area's edge."""
        return self._drawn_out(frame, self.safe)

    def off_the_page(self, frame: Rect) -> Rect:
        """``frame`` drawn out to the bleed at each side where it reaches the edge of the page."""
        return self._drawn_out(frame, self.trim)

    def _drawn_out(self, frame: Rect, within: Rect) -> Rect:
        edge = Rect(-self.bleed, -self.bleed, self.trim.x1 + self.bleed, self.trim.y1 + self.bleed)
        near = 0.5
        return Rect(
            edge.x0 if frame.x0 <= within.x0 + near else frame.x0,
            edge.y0 if frame.y0 <= within.y0 + near else frame.y0,
            edge.x1 if frame.x1 >= within.x1 - near else frame.x1,
            edge.y1 if frame.y1 >= within.y1 - near else frame.y1,
        )


def _touch(one: Rect, other: Rect, gap: float) -> bool:
    return one.x0 - gap < other.x1 and other.x0 < one.x1 + gap


class Backdrop(Protocol):
    """Decoration painted under a box."""

    def paint(self, painter: Painter, frame: Rect) -> None:
        """Paints over the whole of ``frame``."""


def circle(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    """A circle as four curves."""
    return rounded(Rect(x - radius, y - radius, x + radius, y + radius), radius)


def line(x0: float, y0: float, x1: float, y1: float, colour: str, width: float, dash: tuple[float, ...] = ()) -> Path:
    """A straight line."""
    return Path((("M", x0, y0), ("L", x1, y1)), stroke=Stroke(colour, width, dash, butt=not dash))
