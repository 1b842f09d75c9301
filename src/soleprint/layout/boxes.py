"""Boxes: what can be measured at a width and a base type size, and painted into a frame.

All lengths are points; ``base`` is the page's base type size, of which every style and every gap is a multiple.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct, field

from soleprint.layout.painter import Backdrop, Content, Painter
from soleprint.marks import Rect


class Extent(NamedTuple):
    """How tall a box must be, how much more it can use, and how wide its content is."""

    height: float
    stretch: float = 0.0
    broken: bool = False
    """A word or picture is wider than the box: it does not fit at this size."""


ENDLESS = 1e4
"""Points that empty space, or a cover's picture, may grow by: more than any page has."""


class Box(Protocol):
    """Anything that takes room on a page."""

    def measure(self, width: float, base: float) -> Extent:
        """The room needed at a width."""

    def natural_width(self, base: float) -> float:
        """The width at which nothing wraps."""

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        """Puts the box's marks into ``frame``, which is at least as tall as measured."""


MEASURES = 50
"""How many of its measures a box keeps."""


class Measured(Struct, kw_only=True):
    """A box that keeps what it measured and painted: fitting asks for the same widths and sizes again and again, and
    most boxes stand where they stood in the document before.

    ``structs.replace`` would hand what is kept on to the copy, which measures differently: make the box anew.
    """

    memo: dict[tuple[float, float], Extent] = field(default_factory=dict)
    shown: dict[tuple[str, float, float, float], tuple[float, ...]] = field(default_factory=dict)
    """Heights or scales of the pictures inside, by the size of the frame and the base type."""
    holds_picture: bool | None = None
    holds_divisible: bool | None = None
    anchored: tuple[str, ...] | None = None
    """Names of the places inside, where they were asked for."""
    last: tuple[object, Content] | None = None
    """What it put on a page last, and all that this depends on."""

    def measure(self, width: float, base: float) -> Extent:
        """The room needed at a width."""
        key = (width, base)
        known = self.memo.get(key)
        if known is None:
            if len(self.memo) >= MEASURES:
                self.memo.clear()
            known = self.memo[key] = self.extent(width, base)
        return known

    def extent(self, width: float, base: float) -> Extent:
        """The room needed at a width, worked out."""
        raise NotImplementedError

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        """Puts the box's marks into ``frame``; the very same as the last time, where that was the same frame."""
        key, last = (frame, base, painter.page), self.last
        if last is not None and last[0] == key:
            painter.put(last[1])
            return
        start = painter.counts
        self.draw(painter, frame, base)
        self.last = (key, painter.since(start))

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        """Puts marks into ``frame``."""
        raise NotImplementedError


class Container(Measured):
    """A box made of boxes: it says where each goes."""

    @property
    def inside(self) -> Sequence[Box]:
        """The boxes it is made of."""
        raise NotImplementedError

    @property
    def pictured(self) -> bool:
        """Whether there is a picture anywhere inside."""
        if self.holds_picture is None:
            self.holds_picture = any(getattr(box, "pictured", False) for box in self.inside)
        return self.holds_picture

    @property
    def divisible(self) -> bool:
        """Whether there is a word anywhere inside that may be parted by hyphens."""
        if self.holds_divisible is None:
            self.holds_divisible = any(getattr(box, "divisible", False) for box in self.inside)
        return self.holds_divisible

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        """Each box inside with its own frame, in reading order."""
        raise NotImplementedError

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        for child, place in self.arrange(frame, base):
            child.paint(painter, place, base)


class Wrapper(Container):
    """A box as it is, of which a subclass changes one thing."""

    body: Box

    @property
    def inside(self) -> Sequence[Box]:
        return (self.body,)

    def extent(self, width: float, base: float) -> Extent:
        return self.body.measure(width, base)

    def natural_width(self, base: float) -> float:
        return self.body.natural_width(base)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        yield self.body, frame


def share(free: float, wants: Sequence[float]) -> list[float]:
    """``free`` dealt out so that all grow together until each has what it wants."""
    given = [0.0] * len(wants)
    open_ = [i for i, want in enumerate(wants) if want > 0]
    while open_ and free > 1e-6:
        portion = min(free / len(open_), *(wants[i] - given[i] for i in open_))
        for i in open_:
            given[i] += portion
        free -= portion * len(open_)
        open_ = [i for i in open_ if wants[i] - given[i] > 1e-6]
    return given


def share_in_turn(free: float, wants: Sequence[float]) -> list[float]:
    """``free`` dealt out as ``share`` does, to what grows without end only when the others have what they want."""
    first = share(free, [0.0 if want >= ENDLESS else want for want in wants])
    then = share(free - sum(first), [want if want >= ENDLESS else 0.0 for want in wants])
    return [one + other for one, other in zip(first, then, strict=True)]


def mirrored(frame: Rect, within: Rect) -> Rect:
    """``frame`` seen in a mirror down the middle of ``within``, for right-to-left pages."""
    return Rect(within.x0 + within.x1 - frame.x1, frame.y0, within.x0 + within.x1 - frame.x0, frame.y1)


class Spacer(Struct):
    """Empty space: ``height`` em, or whatever is left over; ``width`` em in a column as wide as what is in it."""

    height: float = 0.0
    grow: bool = False
    width: float = 0.0

    def measure(self, width: float, base: float) -> Extent:
        return Extent(self.height * base, ENDLESS if self.grow else 0.0)

    def natural_width(self, base: float) -> float:
        return self.width * base

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        pass


class Stack(Container):
    """Boxes one under another, ``gap`` em apart. Left over height goes to those who can use it, then to the gaps."""

    children: Sequence[Box]
    gap: float = 0.5
    justify: bool = False
    max_gap: float = 1.6
    parts: bool = False
    """A flow may break it between its children."""
    rank: int = 0
    """Of a whole page: one of a lower rank is taken wherever it holds."""
    kept: bool = False
    """A flow breaks it between its children only where no page holds it."""
    airy: bool = False
    """Its gaps can use height that is left over."""

    @property
    def inside(self) -> Sequence[Box]:
        return self.children

    def extent(self, width: float, base: float) -> Extent:
        parts = [child.measure(width, base) for child in self.children]
        between = base * max(0, len(parts) - 1)
        return Extent(
            sum(part.height for part in parts) + self.gap * between,
            sum(part.stretch for part in parts) + (self.max_gap * between if self.airy else 0.0),
            any(part.broken for part in parts),
        )

    def natural_width(self, base: float) -> float:
        return max((child.natural_width(base) for child in self.children), default=0.0)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        parts = [child.measure(frame.width, base) for child in self.children]
        gap = self.gap * base
        free = frame.height - sum(part.height for part in parts) - gap * max(0, len(parts) - 1)
        extra = share_in_turn(max(0.0, free), [part.stretch for part in parts])
        if self.justify and len(parts) > 1:
            gap += min((free - sum(extra)) / (len(parts) - 1), self.max_gap * base)
        top = frame.y1
        for child, part, more in zip(self.children, parts, extra, strict=True):
            bottom = top - part.height - more
            yield child, Rect(frame.x0, bottom, frame.x1, top)
            top = bottom - gap


class Overlay(Container):
    """Boxes on top of each other in one frame, the first of them lowest."""

    children: Sequence[Box]

    @property
    def inside(self) -> Sequence[Box]:
        return self.children

    def extent(self, width: float, base: float) -> Extent:
        every = [child.measure(width, base) for child in self.children]
        height = max((extent.height for extent in every), default=0.0)
        most = max((extent.height + extent.stretch for extent in every), default=0.0)
        return Extent(height, most - height, any(extent.broken for extent in every))

    def natural_width(self, base: float) -> float:
        return max((child.natural_width(base) for child in self.children), default=0.0)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        return ((child, frame) for child in self.children)


class Columns(Container):
    """Boxes side by side. A width of 0 means as wide as the box's content; others share the rest by weight."""

    children: Sequence[Box]
    widths: Sequence[float]
    gap: float = 1.0
    middle: bool = False
    rtl: bool = False

    @property
    def inside(self) -> Sequence[Box]:
        return self.children

    def spans(self, width: float, base: float) -> list[float]:
        """Each column's width."""
        fixed = [
            child.natural_width(base) if weight == 0 else 0.0
            for child, weight in zip(self.children, self.widths, strict=True)
        ]
        rest = width - sum(fixed) - self.gap * base * (len(fixed) - 1)
        total = sum(self.widths) or 1.0
        return [rest * weight / total if weight else own for own, weight in zip(fixed, self.widths, strict=True)]

    def extent(self, width: float, base: float) -> Extent:
        spans = self.spans(width, base)
        # A column as wide as what is in it may have nothing in it.
        squeezed = any(span <= 0 and weight > 0 for span, weight in zip(spans, self.widths, strict=True))
        if squeezed or sum(spans) + self.gap * base * (len(spans) - 1) > width + 0.01:
            return Extent(0.0, 0.0, True)
        parts = [child.measure(span, base) for child, span in zip(self.children, spans, strict=True)]
        height = max(part.height for part in parts)
        reach = max(part.height + part.stretch for part in parts)
        return Extent(height, reach - height, any(part.broken for part in parts))

    def natural_width(self, base: float) -> float:
        return sum(child.natural_width(base) for child in self.children) + self.gap * base * (len(self.children) - 1)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        x = frame.x0
        for child, span in zip(self.children, self.spans(frame.width, base), strict=True):
            cell = Rect(x, frame.y0, x + span, frame.y1)
            part = child.measure(span, base)
            slack = frame.height - part.height - part.stretch
            if self.middle and slack > 0:
                cell = cell._replace(y0=cell.y0 + slack / 2, y1=cell.y1 - slack / 2)
            yield child, mirrored(cell, frame) if self.rtl else cell
            x += span + self.gap * base


def _lowered(frame: Rect, marker: Box, body: Box, width: float, base: float) -> Rect:
    """The frame of a marker beside a body, so low that its middle is that of the first line."""
    middle = getattr(marker, "middle", None)
    own = middle(base) if middle else marker.measure(frame.width, base).height / 2
    lower = max(0.0, _first_middle(body, width, base) - own)
    return frame._replace(y0=frame.y0 - lower, y1=frame.y1 - lower)


def _first_middle(box: Box, width: float, base: float) -> float:
    """How far below the top of a box the middle of its first line is; 0 where that is where its leading has it."""
    depth = 0.0
    while isinstance(box, Container):
        frame = Rect(0.0, 0.0, width, box.measure(width, base).height)
        first = next(iter(box.arrange(frame, base)), None)
        if first is None:
            return 0.0
        box, place = first
        depth, width = depth + frame.y1 - place.y1, place.width
    middle = getattr(box, "first_middle", None)
    below = middle(width, base) if middle else 0.0
    return depth + below if below else 0.0


class Indented(Container):
    """A box beside a marker that stands at its first line: a list item, or a panel's content beside its icon."""

    marker: Box
    body: Box
    gap: float = 0.45
    rtl: bool = False
    middle: bool = False
    """Centred in a frame that is taller than needed."""
    level: bool = False
    """The marker is in the middle of a body that is taller."""
    keep_next: bool = False
    """A heading with its number: never the last block of a page."""

    @property
    def inside(self) -> Sequence[Box]:
        return (self.body,)

    def _marker_width(self, base: float) -> float:
        return self.marker.natural_width(base) + self.gap * base

    def extent(self, width: float, base: float) -> Extent:
        room = width - self._marker_width(base)
        if room <= 0:
            return Extent(0.0, 0.0, True)
        body = self.body.measure(room, base)
        height = max(body.height, self.marker.measure(width, base).height)
        return Extent(height, body.stretch, body.broken)

    def natural_width(self, base: float) -> float:
        return self._marker_width(base) + self.body.natural_width(base)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        indent, marker = self._marker_width(base), self.marker.measure(frame.width, base).height
        if self.middle:
            slack = (frame.height - self.measure(frame.width, base).height) / 2
            frame = frame.inset(0, slack, 0, slack)
        left = Rect(frame.x0, frame.y1 - marker, frame.x0 + self.marker.natural_width(base), frame.y1)
        right = frame._replace(x0=frame.x0 + indent)
        body = self.body.measure(right.width, base).height
        if body < marker:
            right = right._replace(y1=right.y1 - (marker - body) / 2)
        elif self.level:
            left = left._replace(y0=left.y0 - (body - marker) / 2, y1=left.y1 - (body - marker) / 2)
        else:
            left = _lowered(left, self.marker, self.body, right.width, base)
        if self.rtl:
            left, right = mirrored(left, frame), mirrored(right, frame)
        yield self.marker, left
        yield self.body, right


class Marked(Wrapper):
    """A box with a marker on the corner where its first line begins, which takes no room of its own."""

    marker: Box
    rtl: bool = False

    def _corner(self, frame: Rect, base: float) -> Rect:
        corner = frame._replace(x1=frame.x0 + self.marker.natural_width(base))
        return mirrored(corner, frame) if self.rtl else corner


class RunIn(Marked):
    """A marker set into the first line of a text that leaves room for it."""

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        yield self.marker, _lowered(self._corner(frame, base), self.marker, self.body, frame.width, base)
        yield self.body, frame


class Pinned(Marked):
    """A marker that lies on a picture, so it is painted last."""

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        yield self.body, frame
        yield self.marker, self._corner(frame, base)


class Hung(Pinned):
    """A marker whose middle is the corner of a picture: three quarters of it lie off the picture."""

    def _half(self, base: float) -> float:
        return self.marker.natural_width(base) / 2

    def extent(self, width: float, base: float) -> Extent:
        half = self._half(base)
        height, stretch, broken = self.body.measure(max(0.0, width - half), base)
        return Extent(height + half, stretch, broken or width <= half)

    def natural_width(self, base: float) -> float:
        return self.body.natural_width(base) + self._half(base)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        half = self._half(base)
        body = frame.inset(half, 0, 0, half)
        yield self.body, mirrored(body, frame) if self.rtl else body
        yield self.marker, self._corner(frame, base)


class Padded(Container):
    """A box with padding, in em, and whatever ``behind`` paints under it."""

    body: Box
    vertical: float
    horizontal: float
    behind: Sequence[Backdrop] = field(default_factory=tuple)
    middle: bool = False
    """Whether the box stands in the middle where there is more height than it uses."""
    keep_next: bool = False
    """Holds a heading: never the last block of a page."""
    strip: bool = False
    """It runs from edge to edge of the page: its field reaches the page's end where it goes on on the next."""

    @property
    def inside(self) -> Sequence[Box]:
        return (self.body,)

    def extent(self, width: float, base: float) -> Extent:
        inner = width - 2 * self.horizontal * base
        if inner < -0.01:
            return Extent(0.0, 0.0, True)
        height, stretch, broken = self.body.measure(inner, base)
        return Extent(height + 2 * self.vertical * base, stretch, broken)

    def natural_width(self, base: float) -> float:
        return self.body.natural_width(base) + 2 * self.horizontal * base

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        x, y = self.horizontal * base, self.vertical * base
        inner = frame.inset(x, y, x, y)
        height, stretch, _ = self.body.measure(inner.width, base)
        slack = max(0.0, inner.height - height - stretch) / 2 if self.middle else 0.0
        yield self.body, inner.inset(0, slack, 0, slack)

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        for backdrop in self.behind:
            backdrop.paint(painter, frame)
        Container.draw(self, painter, frame, base)


class Outset(Container):
    """A box as wide as the page: it reaches ``margin`` points beyond its frame at both sides."""

    body: Box
    margin: float

    @property
    def inside(self) -> Sequence[Box]:
        return (self.body,)

    def extent(self, width: float, base: float) -> Extent:
        return self.body.measure(width + 2 * self.margin, base)

    def natural_width(self, base: float) -> float:
        return self.body.natural_width(base) - 2 * self.margin

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        yield self.body, frame._replace(x0=frame.x0 - self.margin, x1=frame.x1 + self.margin)
