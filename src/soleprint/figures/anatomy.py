"""A view made ready for use: its lines as curves, its limb as lanes.

Limb coordinates are (along, across): ``along`` in millimetres up the limb (for a limb on an axis, along the axis),
``across`` from -1 at the inner edge to +1 at the outer edge. Strokes are placed in them, so that moving an outline
moves every arrow.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise

from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.instructions import Disc
from soleprint.figures.outlines import FINE, Outlines, bare
from soleprint.figures.views import View


class Anatomy(Outlines):
    """Geometry of one view, computed once. Everything is in body millimetres for the right limb."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.view = view

    def covers(self, point: Point) -> bool:
        """True when the point lies on the drawn limb."""
        return any(curves.inside(point, ring) for ring in self.rings)

    @cached_property
    def rings(self) -> list[list[Point]]:
        """Outlines of the drawn limb."""
        return [curves.sample(self.curve(name), 3) for name in self.view.contour]

    @cached_property
    def lanes(self) -> Lanes | None:
        """The limb's coordinates; None for a view without a limb."""
        limb = self.view.limb
        if limb is None:
            return None
        if limb.rails is not None:
            kind = PairedLanes if limb.bent else RailLanes
            return kind(self.polyline(limb.rails[0]), self.polyline(limb.rails[1]))
        return AxisLanes(limb.axis)


class Lanes:
    """Limb coordinates."""

    def along(self, point: Point) -> float:
        """How far up the limb a point is."""
        raise NotImplementedError

    def at(self, along: float, across: float) -> Point:
        """The point at limb coordinates."""
        raise NotImplementedError

    def across(self, point: Point) -> float:
        """How far across the limb a point is: -1 on the inner edge, 1 on the outer edge."""
        along = self.along(point)
        (ax, ay), (bx, by) = self.at(along, -1), self.at(along, 1)
        dx, dy = bx - ax, by - ay
        return 2 * ((point[0] - ax) * dx + (point[1] - ay) * dy) / ((dx * dx + dy * dy) or 1.0) - 1

    def half_width(self, along: float) -> float:
        """Half the limb's width in millimetres."""
        a, b = self.at(along, -1), self.at(along, 1)
        return math.dist(a, b) / 2

    def lane(self, start: float, end: float, across: float) -> list[Point]:
        """Polyline from one place along the limb to another, at a steady position across it."""
        count = max(6, min(48, round(abs(end - start) / 12)))
        return [self.at(start + (end - start) * k / count, across) for k in range(count + 1)]


class RailLanes(Lanes):
    """An upright limb between an inner and an outer edge; ``along`` is the height y."""

    def __init__(self, inner: list[Point], outer: list[Point]) -> None:
        self._inner, self._outer = _rising(inner), _rising(outer)

    def along(self, point: Point) -> float:
        return point[1]

    def at(self, along: float, across: float) -> Point:
        a, b = _x_at(self._inner, along), _x_at(self._outer, along)
        return (a + b) / 2 + across * (b - a) / 2, along


def _rising(points: list[Point]) -> tuple[list[float], list[float]]:
    """Heights (strictly rising) and x of an edge, the steps back left out."""
    if points[0][1] > points[-1][1]:
        points = points[::-1]
    ys, xs = [points[0][1]], [points[0][0]]
    for x, y in points[1:]:
        if y > ys[-1] + 1e-6:
            ys.append(y)
            xs.append(x)
    return ys, xs


def _x_at(edge: tuple[list[float], list[float]], y: float) -> float:
    ys, xs = edge
    i = bisect_left(ys, y)
    if i == 0:
        return xs[0]
    if i == len(ys):
        return xs[-1]
    t = (y - ys[i - 1]) / (ys[i] - ys[i - 1])
    return xs[i - 1] + (xs[i] - xs[i - 1]) * t


class PairedLanes(Lanes):
    """A bent limb between two edges that run side by side; ``along`` is the distance along the line between them."""

    def __init__(self, first: list[Point], second: list[Point]) -> None:
        count = 40
        self._first, self._second = curves.even(first, count), curves.even(second, count)
        middle = [curves.mix(a, b, 0.5) for a, b in zip(self._first, self._second, strict=True)]
        self._middle, self._lengths = middle, curves.lengths(middle)

    def along(self, point: Point) -> float:
        return _project(point, self._middle, self._lengths)

    def at(self, along: float, across: float) -> Point:
        i = min(max(bisect_left(self._lengths, along), 1), len(self._lengths) - 1)
        t = (along - self._lengths[i - 1]) / (self._lengths[i] - self._lengths[i - 1])
        a = curves.mix(self._first[i - 1], self._first[i], max(0.0, min(1.0, t)))
        b = curves.mix(self._second[i - 1], self._second[i], max(0.0, min(1.0, t)))
        return curves.mix(a, b, (across + 1) / 2)


def _project(point: Point, line: list[Point], along: list[float]) -> float:
    """Distance along a polyline of its point nearest to ``point``."""
    best, found = math.inf, 0.0
    for i, (a, b) in enumerate(pairwise(line)):
        dx, dy = b[0] - a[0], b[1] - a[1]
        size = dx * dx + dy * dy or 1.0
        t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / size))
        away = math.dist(point, (a[0] + dx * t, a[1] + dy * t))
        if away < best:
            best, found = away, along[i] + math.sqrt(size) * t
    return found


class AxisLanes(Lanes):
    """A bent limb on a centre line; ``along`` is the distance along it, across is to the right of its direction."""

    def __init__(self, axis: tuple[Disc, ...]) -> None:
        self._points = curves.sample(curves.smooth(bare(axis)), FINE)
        self._lengths = curves.lengths(self._points)
        self._normals = curves.normals(self._points)
        self._radii = []
        for a, b in pairwise(axis):
            self._radii += [a.radius + (b.radius - a.radius) * k / FINE for k in range(FINE)]
        self._radii.append(axis[-1].radius)

    def along(self, point: Point) -> float:
        return _project(point, self._points, self._lengths)

    def at(self, along: float, across: float) -> Point:
        i = min(max(bisect_left(self._lengths, along), 1), len(self._lengths) - 1)
        span = self._lengths[i] - self._lengths[i - 1]
        t = max(0.0, min(1.0, (along - self._lengths[i - 1]) / span if span else 0.0))
        x, y = curves.mix(self._points[i - 1], self._points[i], t)
        nx, ny = curves.mix(self._normals[i - 1], self._normals[i], t)
        r = self._radii[i - 1] + (self._radii[i] - self._radii[i - 1]) * t
        return x - nx * r * across, y - ny * r * across
