"""How strokes run along a drawn limb: between two edges, or along a line in its middle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import dist

from msgspec import Struct

from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.drawings.mistakes import Mistakes
from soleprint.figures.drawings.outline import Piece
from soleprint.figures.drawings.sheet import Line

EDGES = ("inner", "outer")
_STATIONS = 9
"""Points of an axis at which the limb's width is measured."""
_UPRIGHT = 0.8
"""An edge that rises by at least this part of its length is upright."""


class Lanes(Struct, frozen=True):
    """``rails`` are the names of two lines; ``axis`` has x, y and half a width. All in millimetres."""

    rails: tuple[str, str] | None = None
    bent: bool = False
    axis: tuple[tuple[float, float, float], ...] = ()
    extra: tuple[Piece, ...] = ()
    """Lines that are not part of the outline."""


def lanes_of(
    own: Sequence[Piece], outline: Sequence[Piece], rings: Sequence[Sequence[Point]], mistakes: Mistakes
) -> Lanes:
    """From the lines of the layer lanes (``own``), or from those of the outline that are called inner and outer."""
    for piece in own:
        if _called(piece) not in (*EDGES, "axis"):
            message = f'{piece.item.called} says nothing here; the layer lanes has "axis", or "inner" and "outer"'
            mistakes.add("drawing-lanes", message, piece.item)
    axis = next((piece for piece in own if _called(piece) == "axis"), None)
    if axis is not None:
        return Lanes(axis=_axis(axis, rings, mistakes))
    pieces = own if any(_called(piece) in EDGES for piece in own) else outline
    edges = [next((piece for piece in pieces if _called(piece) == name), None) for name in EDGES]
    inner, outer = edges
    if inner is None or outer is None:
        if lone := inner or outer:
            other = EDGES[inner is not None]
            mistakes.add(
                "drawing-lanes", f'there is no line "{other}" beside {lone.item.called}; name it so', lone.item
            )
        return Lanes()
    bent = not (_is_upright(inner.drawn) and _is_upright(outer.drawn))
    if bent and _run_apart(inner.drawn, outer.drawn):
        message = f'{outer.item.called} runs the other way than "inner"; draw both from the far end towards the heart'
        mistakes.add("drawing-lanes", message, outer.item)
    return Lanes((inner.name, outer.name), bent, extra=tuple(own))


def _called(piece: Piece) -> str:
    return piece.item.name.lower()


def _is_upright(line: Line) -> bool:
    (_, low), (_, high) = line.ends
    return abs(high - low) >= _UPRIGHT * curves.length(line.fine)


def _run_apart(one: Line, other: Line) -> bool:
    (a, b), (c, d) = one.ends, other.ends
    return dist(a, c) + dist(b, d) > dist(a, d) + dist(b, c)


def _axis(piece: Piece, rings: Sequence[Sequence[Point]], mistakes: Mistakes) -> tuple[tuple[float, float, float], ...]:
    """The axis with half the limb's width at each point: as far as the nearer edge."""
    at = curves.even(piece.drawn.fine, _STATIONS - 1)
    out = []
    for point, normal in zip(at, curves.normals(at), strict=True):
        sides = [_to_edge(point, (sign * normal[0], sign * normal[1]), rings) for sign in (1, -1)]
        out.append((*point, min(sides)))
    if rings and min(half for *_, half in out) <= 0:
        message = f"{piece.item.called} leaves the outline; keep it within, along the middle of the limb"
        mistakes.add("drawing-lanes", message, piece.item)
    return tuple(out)


def _to_edge(point: Point, way: Point, rings: Sequence[Sequence[Point]]) -> float:
    """How far the outline is in a direction (of length 1); 0 from outside of it."""
    if not any(curves.inside(point, ring) for ring in rings):
        return 0.0
    hits = (_hit(point, way, a, b) for ring in rings for a, b in pairwise([*ring, ring[0]]))
    return min((hit for hit in hits if hit is not None), default=0.0)


def _hit(point: Point, way: Point, a: Point, b: Point) -> float | None:
    """Where along a ray from ``point`` it meets the stretch from a to b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    across = way[0] * dy - way[1] * dx
    if abs(across) < 1e-12:
        return None
    ax, ay = a[0] - point[0], a[1] - point[1]
    along, part = (ax * dy - ay * dx) / across, (ax * way[1] - ay * way[0]) / across
    return along if along > 0 and 0 <= part <= 1 else None
