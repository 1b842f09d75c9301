"""Outlines for the even-odd rule, turned so that the nonzero rule fills the same.

A display list's paths are filled by the nonzero rule. Where no contour crosses another or itself, the two rules agree
once contours inside an odd number of others run against the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from soleprint.files.path_data import BadValue, points_of
from soleprint.marks import Point, Segment

_PIECES = 8
"""Straight pieces that stand for a curve."""
MOST_EFFORT = 2_000_000
"""Pairs of edges that are compared for one drawing: about two seconds."""
Contour = list[Segment]
Ring = list[Point]


class Effort:
    """What is left of the comparisons that one drawing may take."""

    def __init__(self) -> None:
        self.left = MOST_EFFORT

    def spend(self, comparisons: int) -> None:
        """Raises BadValue when nothing is left."""
        self.left -= comparisons
        if self.left < 0:
            raise BadValue('"fill-rule: evenodd" on outlines this intricate is not supported; unite their shapes')


def nonzero(segments: Sequence[Segment], effort: Effort) -> list[Segment]:
    """The same picture for the nonzero rule. Raises BadValue when contours cross or there are too many to tell."""
    contours = list(_contours(segments))
    rings = [_ring(contour) for contour in contours]
    if _cross(rings, effort):
        raise BadValue('"fill-rule: evenodd" on an outline that crosses itself is not supported; unite its shapes')
    turned: list[Segment] = []
    for index, (contour, ring) in enumerate(zip(contours, rings, strict=True)):
        effort.spend(sum(map(len, rings)))
        depth = sum(_inside(ring, other) for at, other in enumerate(rings) if at != index)
        turned += contour if (_area(ring) > 0) == (depth % 2 == 0) else _reversed(contour)
    return turned


def _contours(segments: Sequence[Segment]) -> Iterator[Contour]:
    current: Contour = []
    for segment in segments:
        if segment[0] == "M" and current:
            yield current
            current = []
        current.append(segment)
    if len(current) > 1:
        yield current


def _ring(contour: Contour) -> Ring:
    """The contour's corners, curves in straight pieces, without the last one when it is the first again."""
    ring: Ring = []
    for segment in contour:
        ends = points_of(segment)
        if segment[0] == "C":
            start, (first, second, end) = ring[-1], ends
            ring += [_on(start, first, second, end, step / _PIECES) for step in range(1, _PIECES + 1)]
        else:
            ring += ends
    return [point for point, after in pairwise([*ring, ring[0]]) if point != after]


def _on(p: Point, q: Point, r: Point, s: Point, t: float) -> Point:
    u = 1 - t
    w = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    return (
        w[0] * p[0] + w[1] * q[0] + w[2] * r[0] + w[3] * s[0],
        w[0] * p[1] + w[1] * q[1] + w[2] * r[1] + w[3] * s[1],
    )


def _edges(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return pairwise([*ring, ring[0]]) if ring else iter(())


def _cross(rings: Sequence[Ring], effort: Effort) -> bool:
    """Whether any two edges cross, found by sweeping from left to right."""
    edges = sorted((edge for ring in rings for edge in _edges(ring)), key=lambda edge: min(edge[0][0], edge[1][0]))
    lefts = [min(a[0], b[0]) for a, b in edges]
    for at, (a, b) in enumerate(edges):
        near = edges[at + 1 : bisect_right(lefts, max(a[0], b[0]))]
        effort.spend(len(near) + 1)
        low, high = min(a[1], b[1]), max(a[1], b[1])
        if any(min(c[1], d[1]) <= high and max(c[1], d[1]) >= low and _proper(a, b, c, d) for c, d in near):
            return True
    return False


def _proper(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two edges cross in a point inside both."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, p: Point) -> float:
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _edges(ring))


def _inside(ring: Ring, other: Ring) -> bool:
    """Whether ``ring`` lies inside ``other``, judged by the middle of its first edge."""
    if len(ring) < 2 or len(other) < 3:
        return False
    x, y = (ring[0][0] + ring[1][0]) / 2, (ring[0][1] + ring[1][1]) / 2
    crossings = ((a, b) for a, b in _edges(other) if (a[1] > y) != (b[1] > y))
    return sum(x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in crossings) % 2 == 1


def _reversed(contour: Contour) -> Contour:
    """The contour run backwards, closed if it was."""
    closed = contour[-1][0] == "Z"
    body = contour[:-1] if closed else contour
    ends = [points_of(segment)[-1] for segment in body]
    back: Contour = [("M", *ends[-1])]
    for index in range(len(body) - 1, 0, -1):
        if body[index][0] == "C":
            first, second, _ = points_of(body[index])
            back.append(("C", *second, *first, *ends[index - 1]))
        else:
            back.append(("L", *ends[index - 1]))
    return [*back, ("Z",)] if closed else back
