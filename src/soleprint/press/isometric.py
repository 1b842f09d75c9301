"""Drawing things as they lie on a table, seen from above a corner: no perspective, every length as long as it is.

x runs to the right and down, y to the left and down, z up. Lengths are points of a frame; lines have two weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from soleprint.marks import Path, Point, Primitive, Rect, Segment, Stroke, union

Place = tuple[float, float, float]
OUTLINE, DETAIL = 0.9, 0.4
"""Widths of the line round a thing, and of what is on it."""
SMALL = 30.0
"""A card less deep has no single pictures."""
_C, _S = math.cos(math.pi / 6), 0.5


class Colours(Struct, frozen=True):
    """What things are drawn in: ``accent`` and ``tint`` for what is printed, ``move`` for arrows, ``stop`` for where
    something is cut, folded or wrong."""

    ink: str
    paper: str
    tint: str
    accent: str
    move: str
    stop: str


def on_paper(place: Place) -> Point:
    """Where a place is drawn."""
    x, y, z = place
    return (x - y) * _C, z - (x + y) * _S


class Pencil(Struct):
    """Collects the marks of one drawing."""

    colours: Colours
    marks: list[Primitive] = field(default_factory=list)

    def area(self, corners: Iterable[Place], fill: str | None, width: float = OUTLINE) -> None:
        """A flat thing."""
        self.shape([on_paper(corner) for corner in corners], fill, width)

    def shape(self, corners: Sequence[Point], fill: str | None, width: float = OUTLINE) -> None:
        """An outline given as it is seen."""
        first, *others = corners
        segments: tuple[Segment, ...] = (("M", *first), *(("L", *corner) for corner in others), ("Z",))
        self.marks.append(Path(segments, fill, Stroke(self.colours.ink, width) if width else None))

    def line(
        self, places: Sequence[Place], width: float = OUTLINE, colour: str = "", dash: tuple[float, ...] = ()
    ) -> None:
        """An open line."""
        first, *others = [on_paper(place) for place in places]
        segments: tuple[Segment, ...] = (("M", *first), *(("L", *point) for point in others))
        self.marks.append(Path(segments, stroke=Stroke(colour or self.colours.ink, width, dash)))

    def along(self, places: Sequence[Place]) -> None:
        """Where something is cut, folded or sealed: a dashed line."""
        self.line(places, 1.3, self.colours.stop, (3.2, 2.8))

    def sheet(self, corner: Place, wide: float, deep: float, fill: str = "", width: float = OUTLINE) -> None:
        """A piece of paper that lies, ``wide`` along x and ``deep`` along y."""
        x, y, z = corner
        self.area(_corners(x, y, z, wide, deep), fill or self.colours.paper, width)

    def card(self, corner: Place, wide: float, deep: float, width: float = DETAIL) -> None:
        """A printed card: its head, two rows of pictures, its red foot."""
        x, y, z = corner
        self.sheet(corner, wide, deep, width=width)
        self.sheet((x, y, z), wide, deep * 0.17, self.colours.accent, 0)
        if deep < SMALL:
            self.sheet((x + wide * 0.1, y + deep * 0.28, z), wide * 0.8, deep * 0.4, self.colours.tint, 0)
        for row in range(2 if deep >= SMALL else 0):
            for column in range(3):
                at = (x + wide * (0.07 + 0.3 * column), y + deep * (0.24 + 0.27 * row), z)
                self.sheet(at, wide * 0.26, deep * 0.2, self.colours.tint, DETAIL / 2)
        self.sheet((x + wide * 0.07, y + deep * 0.8, z), wide * 0.86, deep * 0.12, self.colours.stop, 0)

    def block(self, corner: Place, wide: float, deep: float, high: float) -> None:
        """A box: its top and the two sides that are seen."""
        x, y, z = corner
        right, near, top = x + wide, y + deep, z + high
        paper, tint = self.colours.paper, self.colours.tint
        self.area(_corners(x, y, top, wide, deep), paper)
        self.area([(x, near, z), (right, near, z), (right, near, top), (x, near, top)], tint)
        self.area([(right, y, z), (right, near, z), (right, near, top), (right, y, top)], paper)

    def arrow(self, start: Place, end: Place, over: Place | None = None) -> None:
        """A thick arrow, straight or bent towards ``over``."""
        self.sweep(on_paper(start), on_paper(end), on_paper(over) if over else None)

    def sweep(self, start: Point, end: Point, over: Point | None = None, width: float = 3.4) -> None:
        """An arrow given as it is seen, with a rim that keeps it apart from what it lies on."""
        way = _bent(start, over or _between(start, end, 0.5), end)
        (x, y), (fx, fy) = end, way[-2]
        turn = math.atan2(y - fy, x - fx)
        head, half = 2.7 * width, 1.35 * width
        base = (x - head * math.cos(turn), y - head * math.sin(turn))
        side = (-half * math.sin(turn), half * math.cos(turn))
        shaft = [point for point in way if math.dist(point, end) > 0.8 * head] or way[:2]
        segments: tuple[Segment, ...] = (("M", *shaft[0]), *(("L", *point) for point in shaft[1:]))
        wings = (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1])
        tip: tuple[Segment, ...] = (("M", x, y), ("L", *wings[0]), ("L", *wings[1]), ("Z",))
        for colour, rim in ((self.colours.paper, 2.2), (self.colours.move, 0.0)):
            self.marks.append(Path(segments, stroke=Stroke(colour, width + rim, butt=True)))
            self.marks.append(Path(tip, colour, Stroke(colour, rim) if rim else None))

    @property
    def bounds(self) -> Rect:
        """Where there is something drawn; control points count."""
        return union(_box(mark) for mark in self.marks if isinstance(mark, Path)) or Rect(0, 0, 0, 0)


def _corners(x: float, y: float, z: float, wide: float, deep: float) -> list[Place]:
    return [(x, y, z), (x + wide, y, z), (x + wide, y + deep, z), (x, y + deep, z)]


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _bent(start: Point, over: Point, end: Point, steps: int = 24) -> list[Point]:
    """Points of a quadratic curve."""
    ways = [k / steps for k in range(steps + 1)]
    return [_between(_between(start, over, share), _between(over, end, share), share) for share in ways]


def _box(path: Path) -> Rect:
    xs = [value for _, *values in path.segments for value in values[::2]]
    ys = [value for _, *values in path.segments for value in values[1::2]]
    return Rect(min(xs), min(ys), max(xs), max(ys))
