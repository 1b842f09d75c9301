"""Plane curves: smooth lines through points, sampling, offsetting.

Everything here is pure geometry in whatever unit the caller uses (body millimetres in views). A *Bezier* is four
points; a *curve* is a list of Beziers that join; a *polyline* is a list of points.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from soleprint.marks import ARC

Point = tuple[float, float]
Bezier = tuple[Point, Point, Point, Point]
Polyline = Sequence[Point]


def _chord(a: Point, b: Point) -> float:
    return math.sqrt(max(math.dist(a, b), 1e-6))


def _tangent(a: Point, b: Point, c: Point, before: float, after: float) -> Point:
    """Velocity at ``b`` of the centripetal Catmull-Rom spline through a, b, c (Barry and Goldman 1988)."""
    x = (b[0] - a[0]) / before - (c[0] - a[0]) / (before + after) + (c[0] - b[0]) / after
    y = (b[1] - a[1]) / before - (c[1] - a[1]) / (before + after) + (c[1] - b[1]) / after
    return x, y


def _segment(p0: Point | None, p1: Point, p2: Point, p3: Point | None, chords: tuple[float, float, float]) -> Bezier:
    """From p1 to p2; a missing neighbour means an end, where the curve is a parabola."""
    d1, d2, d3 = chords
    m1 = _tangent(p0, p1, p2, d1, d2) if p0 else None
    m2 = _tangent(p1, p2, p3, d2, d3) if p3 else None
    c1 = (p1[0] + m1[0] * d2 / 3, p1[1] + m1[1] * d2 / 3) if m1 else None
    c2 = (p2[0] - m2[0] * d2 / 3, p2[1] - m2[1] * d2 / 3) if m2 else None
    if c1 is None and c2 is None:
        return line(p1, p2)
    return p1, c1 or _parabola(p2, c2 or p2, p1), c2 or _parabola(p1, c1 or p1, p2), p2


def _parabola(near: Point, handle: Point, far: Point) -> Point:
    """The far handle of a cubic that is a parabola, from its near end and handle."""
    qx, qy = near[0] + (handle[0] - near[0]) * 1.5, near[1] + (handle[1] - near[1]) * 1.5
    return far[0] + (qx - far[0]) * 2 / 3, far[1] + (qy - far[1]) * 2 / 3


def smooth(points: Polyline, closed: bool = False, corners: frozenset[int] = frozenset()) -> list[Bezier]:
    """Centripetal Catmull-Rom spline through ``points`` as Beziers; it does not overshoot.

    ``corners`` are indices of points where the curve breaks. Two points give a straight line.
    """
    n = len(points)
    # From each point to the next, the last to the first.
    chords = [_chord(a, b) for a, b in pairwise([*points, *points[:1]])]
    out = []
    for i in range(n if closed else n - 1):
        j = (i + 1) % n
        p0 = points[i - 1] if (closed or i > 0) and i not in corners else None
        p3 = points[(i + 2) % n] if (closed or i + 2 < n) and j not in corners else None
        out.append(_segment(p0, points[i], points[j], p3, (chords[i - 1], chords[i], chords[j])))
    return out


def point_on(bezier: Bezier, t: float) -> Point:
    """The point at parameter ``t`` (0..1)."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = bezier
    a, b, c, d = _share(t)
    return a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


def _share(t: float) -> tuple[float, float, float, float]:
    """How much of each of a Bezier's points is in the one at ``t``."""
    u = 1 - t
    return u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t


def sample(curve: Sequence[Bezier], per: int = 10) -> list[Point]:
    """``per`` points on each Bezier, and the last end."""
    shares = _shares(per)
    out = [
        (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)
        for (ax, ay), (bx, by), (cx, cy), (dx, dy) in curve
        for a, b, c, d in shares
    ]
    return [*out, curve[-1][3]]


@lru_cache(maxsize=32)
def _shares(per: int) -> tuple[tuple[float, float, float, float], ...]:
    return tuple([_share(k / per) for k in range(per)])


def reverse(curve: Sequence[Bezier]) -> list[Bezier]:
    """The same curve run backwards."""
    return [(d, c, b, a) for a, b, c, d in reversed(curve)]


def lengths(points: Polyline) -> list[float]:
    """Distance along the polyline at each point, from 0."""
    return list(accumulate(map(math.dist, points, points[1:]), initial=0.0))


def length(points: Polyline) -> float:
    """Length of the polyline."""
    return sum(map(math.dist, points, points[1:]))


def at(points: Polyline, fractions: Sequence[float]) -> list[Point]:
    """Points at the given fractions (0..1, rising) of the polyline's length."""
    along = lengths(points)
    return at_lengths(points, along, [fraction * along[-1] for fraction in fractions])


def at_lengths(values: Polyline, along: Sequence[float], goals: Sequence[float]) -> list[Point]:
    """Values (points, or directions) that belong to distances ``along`` a line, read at rising distances ``goals``."""
    out, i = [], 0
    for goal in goals:
        while i < len(values) - 2 and along[i + 1] < goal:
            i += 1
        span = along[i + 1] - along[i]
        t = (goal - along[i]) / span if span else 0.0
        (ax, ay), (bx, by) = values[i], values[i + 1]
        out.append((ax + (bx - ax) * t, ay + (by - ay) * t))
    return out


def even(points: Polyline, count: int) -> list[Point]:
    """``count`` + 1 points at equal distances along the polyline, ends included."""
    return at(points, [k / count for k in range(count + 1)])


def mix(a: Point, b: Point, t: float) -> Point:
    """The point a fraction ``t`` of the way from ``a`` to ``b``."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def cut(points: Polyline, start: float, end: float) -> list[Point]:
    """The part of a polyline between two distances along it; at least two points."""
    along = lengths(points)
    total = along[-1] or 1.0
    start, end = max(0.0, min(start, total)), max(0.0, min(end, total))
    first, last = at(points, [start / total, end / total])
    return [first, *(p for p, d in zip(points, along, strict=True) if start < d < end), last]


def normals(points: Polyline) -> list[Point]:
    """Unit vectors to the left of the direction of travel at each point."""
    out = []
    for (ax, ay), (bx, by) in zip([*points[:1], *points[:-1]], [*points[1:], *points[-1:]], strict=True):
        dx, dy = bx - ax, by - ay
        size = math.hypot(dx, dy) or 1.0
        out.append((-dy / size, dx / size))
    return out


def heading(points: Polyline, back: float) -> float:
    """Direction of arrival in radians, measured over the last ``back`` of the line so that heads sit well on bends."""
    tip, gone, tail = points[-1], 0.0, points[0]
    for a, b in pairwise(reversed(points)):
        gone, tail = gone + math.dist(a, b), b
        if gone >= back:
            break
    return math.atan2(tip[1] - tail[1], tip[0] - tail[0])


def thin(points: Polyline, bend: float = 0.2, stretch: float = math.inf, slack: float = math.inf) -> list[int]:
    """Indices of the points worth keeping: enough that a smooth curve through them follows the line.

    A point is kept when the line has turned by ``bend`` radians, or run ``stretch``, or when turn times run (which
    the error of a cubic follows) is ``slack``, since the last one kept. Sharp corners (over 0.7 radians at one point)
    are always kept.
    """
    kept, turned, run = [0], 0.0, 0.0
    for i, step in enumerate(map(math.dist, points, points[1:-1]), 1):
        turn = abs(turning(points, i))
        run += step
        turned += turn
        if turn > 0.7 or turned >= bend or run >= stretch or turned * run >= slack:
            kept.append(i)
            turned, run = 0.0, 0.0
    return [*kept, len(points) - 1]


def turning(points: Polyline, i: int) -> float:
    """Change of direction at point ``i``, in radians, left positive."""
    (ax, ay), (bx, by), (cx, cy) = points[i - 1], points[i], points[i + 1]
    ux, uy, vx, vy = bx - ax, by - ay, cx - bx, cy - by
    return math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)


def ribbon(
    points: Polyline, half_width: Callable[[float], float], keep: Sequence[float] = (), slack: float = 8.0
) -> list[Bezier]:
    """Outline of an inked line: a closed curve at ``half_width(t)`` on both sides, ``t`` running from 0 to 1.

    ``keep`` are fractions where the width changes quickly, so that points are put there. The line is sampled no
    finer than its bends need, see ``thin``.
    """
    stations = _stations(points, keep, slack)
    widths = [half_width(station.t) for station in stations]
    left = _offset(stations, widths)
    right = reverse(_offset(stations, [-w for w in widths]))
    return [*left, line(left[-1][3], right[0][0]), *right, line(right[-1][3], left[0][0])]


class _Station(NamedTuple):
    """A place on a line: its fraction of the length, the point, the unit direction, and whether it is a corner."""

    t: float
    point: Point
    heading: Point
    sharp: bool


def _stations(points: Polyline, keep: Sequence[float], slack: float) -> list[_Station]:
    """Where a ribbon is measured. Directions come from the line itself, not from the few places chosen."""
    along = lengths(points)
    total = along[-1] or 1.0
    kept = thin(points, 0.5, total / 3, slack)
    sharp = {round(along[i] / total, 6) for i in kept[1:-1] if abs(turning(points, i)) > 0.7}
    ts = sorted({round(along[i] / total, 6) for i in kept} | {round(t, 6) for t in keep if 0 < t < 1})
    across = at_lengths(normals(points), along, [t * total for t in ts])
    sizes = [math.hypot(x, y) or 1.0 for x, y in across]
    headings = [(y / size, -x / size) for (x, y), size in zip(across, sizes, strict=True)]
    return [_Station(t, p, h, t in sharp) for t, p, h in zip(ts, at(points, ts), headings, strict=True)]


def _offset(stations: Sequence[_Station], widths: Sequence[float]) -> list[Bezier]:
    """The curve beside a line, to its left by each width; exact in place and direction at every station."""
    edge = [(p[0] - h[1] * w, p[1] + h[0] * w) for (_, p, h, _), w in zip(stations, widths, strict=True)]
    out = []
    for (a, here), (b, there) in pairwise(zip(edge, stations, strict=True)):
        reach = math.dist(a, b) / 3
        chord = ((b[0] - a[0]) / 3, (b[1] - a[1]) / 3)
        go = chord if here.sharp else (here.heading[0] * reach, here.heading[1] * reach)
        come = chord if there.sharp else (there.heading[0] * reach, there.heading[1] * reach)
        out.append((a, (a[0] + go[0], a[1] + go[1]), (b[0] - come[0], b[1] - come[1]), b))
    return out


def line(a: Point, b: Point) -> Bezier:
    """A straight Bezier."""
    return a, a, b, b


def polygon(points: Polyline) -> list[Bezier]:
    """Straight sides through ``points``, closed."""
    return [line(a, b) for a, b in pairwise([*points, points[0]])]


def ellipse(centre: Point, rx: float, ry: float) -> list[Bezier]:
    """An ellipse with upright axes."""
    x, y = centre
    kx, ky = rx * ARC, ry * ARC
    return [
        ((x + rx, y), (x + rx, y + ky), (x + kx, y + ry), (x, y + ry)),
        ((x, y + ry), (x - kx, y + ry), (x - rx, y + ky), (x - rx, y)),
        ((x - rx, y), (x - rx, y - ky), (x - kx, y - ry), (x, y - ry)),
        ((x, y - ry), (x + kx, y - ry), (x + rx, y - ky), (x + rx, y)),
    ]


def tube(centre: Polyline, radii: Sequence[float]) -> list[Bezier]:
    """Outline of a limb: a smooth centre line with a radius at each of its points, and round ends."""
    per = 6
    middle = sample(smooth(centre), per)
    wide = []
    for a, b in pairwise(radii):
        wide += [a + (b - a) * t * t * (3 - 2 * t) for t in (k / per for k in range(per))]
    wide.append(radii[-1])
    keep = sorted(set(thin(middle, 0.25)) | set(range(0, len(middle), per)))
    around = normals(middle)
    left = [_step(middle[i], around[i], wide[i]) for i in keep]
    right = [_step(middle[i], around[i], -wide[i]) for i in reversed(keep)]
    return smooth([*left, *_cap(middle[-1], left[-1]), *right, *_cap(middle[0], right[-1])], closed=True)


def _step(p: Point, direction: Point, distance: float) -> Point:
    return p[0] + direction[0] * distance, p[1] + direction[1] * distance


def _cap(centre: Point, start: Point) -> list[Point]:
    """Points of the half circle from ``start`` round ``centre``, clockwise, ends left out."""
    r, a = math.dist(centre, start), math.atan2(start[1] - centre[1], start[0] - centre[0])
    return [(centre[0] + r * math.cos(a - t), centre[1] + r * math.sin(a - t)) for t in (0.785, 1.571, 2.356)]


def inside(point: Point, ring: Polyline) -> bool:
    """True when the point lies in the closed polyline (even-odd rule)."""
    x, y = point
    hit = False
    for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]]):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            hit = not hit
    return hit
