"""Curves as points: the fewest, by halving, through which a smooth line stays near them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from soleprint.figures import curves
from soleprint.figures.curves import Bezier, Point
from soleprint.figures.instructions import Dot

TOLERANCE = 0.25
"""Millimetres on the body that a line may lie beside the one that was drawn; rounding adds a twentieth."""
MOST_POINTS = 400
_CORNER = 0.5
"""Radians of a turn at one point from which it is a corner."""
_MOST, _LEAST, _STEP = 150, 8, 2.0
"""Samples of a Bezier at most, at least, and millimetres between them."""
_TRIED = 7
"""Samples between two points at which the smooth line is measured."""
_MEASURED = 48
"""Samples of a stretch of the drawn line, about, that are measured."""


class TooManyPoints(ValueError):
    """A line that needs more points than a view's lines may have."""


def dots(curve: Sequence[Bezier], closed: bool) -> tuple[Dot, ...]:
    """Points through which a smooth line follows a curve (in millimetres). Raises TooManyPoints."""
    samples, corners = _sampled(_from_corner(curve) if closed else curve, closed)
    kept = _begun(len(samples), corners, closed)
    right: set[tuple[int, ...]] = set()
    while len(kept) <= MOST_POINTS and (wrong := _wrong(samples, kept, corners, closed, right)):
        kept = sorted({*kept, *wrong})
    if len(kept) > MOST_POINTS:
        raise TooManyPoints
    last = len(samples) - 1
    return _rounded(samples, [at for at in kept if not (closed and at == last)], corners)


def _from_corner(curve: Sequence[Bezier]) -> Sequence[Bezier]:
    """A closed curve that begins at one of its corners, if it has any: there the ends need not be smooth."""
    for at, bezier in enumerate(curve):
        if _turn(curve[at - 1], bezier) > _CORNER:
            return [*curve[at:], *curve[:at]]
    return curve


def _sampled(curve: Sequence[Bezier], closed: bool) -> tuple[list[Point], set[int]]:
    """Points along a curve, and which of them are corners."""
    samples: list[Point] = []
    corners: set[int] = set()
    if closed and _turn(curve[-1], curve[0]) > _CORNER:
        corners.add(0)
    for at, bezier in enumerate(curve):
        if at and _turn(curve[at - 1], bezier) > _CORNER:
            corners.add(len(samples))
        count = min(_MOST, max(_LEAST, round(curves.length(bezier) / _STEP)))
        samples += curves.sample([bezier], count)[:-1]
    return [*samples, curve[-1][3]], corners


def _turn(before: Bezier, after: Bezier) -> float:
    """The change of direction where two Beziers meet, in radians."""
    (ax, ay), (bx, by) = _heading(before[::-1]), _heading(after)
    return abs(math.atan2(-ax * by + ay * bx, -ax * bx - ay * by))


def _heading(points: Sequence[Point]) -> Point:
    """From the first point towards the next that is somewhere else."""
    first = points[0]
    then = next((point for point in points[1:] if math.dist(first, point) > 1e-9), first)
    return then[0] - first[0], then[1] - first[1]


def _begun(count: int, corners: set[int], closed: bool) -> list[int]:
    """The points that every try has: the ends, corners, and of a closed line at least three."""
    thirds = {count // 3, 2 * count // 3} if closed and len(corners) < 3 else set()
    return sorted({0, count - 1, *corners, *thirds})


def _wrong(
    samples: Sequence[Point], kept: Sequence[int], corners: set[int], closed: bool, right: set[tuple[int, ...]]
) -> list[int]:
    """A sample in the middle of each stretch whose smooth line is too far from the drawn one.

    ``right`` are stretches that are near, with their neighbours, on which they depend.
    """
    ends = kept[:-1] if closed else kept
    sharp = frozenset(number for number, at in enumerate(ends) if at in corners)
    smooth = curves.smooth([samples[at] for at in ends], closed, sharp)
    out = []
    for number, ((a, b), bezier) in enumerate(zip(pairwise(kept), smooth, strict=True)):
        stretch = tuple(kept[max(0, number - 1) : number + 3])
        if b - a < 2 or stretch in right:
            continue
        if _is_near(samples[a : b + 1], bezier):
            right.add(stretch)
        else:
            out.append((a + b) // 2)
    return out


def _is_near(drawn: Sequence[Point], bezier: Bezier) -> bool:
    """Whether two lines are within the tolerance of each other, measured both ways."""
    tried = [curves.point_on(bezier, k / (_TRIED + 1)) for k in range(_TRIED + 2)]
    thinned = drawn[:: max(1, len(drawn) // _MEASURED)]
    ways = ((tried, drawn), (thinned, tried))
    return all(any(_beside(p, a, b) <= TOLERANCE for a, b in pairwise(line)) for points, line in ways for p in points)


def _beside(point: Point, a: Point, b: Point) -> float:
    """Distance of a point from a straight stretch."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / size)) if size else 0.0
    return math.hypot(point[0] - a[0] - dx * t, point[1] - a[1] - dy * t)


def _rounded(samples: Sequence[Point], kept: Sequence[int], corners: set[int]) -> tuple[Dot, ...]:
    """To tenths of a millimetre; points that become the same are one."""
    out: list[Dot] = []
    for at in kept:
        x, y = (round(value, 1) + 0.0 for value in samples[at])
        dot = Dot(x, y, "c" if at in corners else None)
        if not out or (out[-1].x, out[-1].y) != (dot.x, dot.y):
            out.append(dot)
    return tuple(out)
