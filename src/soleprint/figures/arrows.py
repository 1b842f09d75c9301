"""One arrow a move: where the stroke leads, with a white rim that carries it over skin, cloth and hands.

Sizes are points on paper. Where there must be no pressure a shaft becomes dots: contact without pressure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import groupby

from msgspec import Struct

from soleprint.figures import curves
from soleprint.figures.anatomy import Lanes
from soleprint.figures.curves import Point
from soleprint.figures.pen import Pen
from soleprint.figures.pictures import Arrow, Style

RIM = 2.4
"""Points of white on both sides of a shaft together."""
APART = 3.0
"""Millimetres between the points that an arrow is measured at."""
DOT, PITCH = 2.1, 4.0
"""Size and distance of dots."""


class Weight(Struct, frozen=True):
    """Points of an arrow at usual size: its shaft, and its head's length and half width. No head: 0."""

    shaft: float
    head: float
    half: float


WEIGHTS: dict[Style, Weight] = {
    "solid": Weight(3.0, 10.0, 5.0),
    "double": Weight(3.0, 9.0, 4.8),
    "thin": Weight(1.7, 7.0, 3.6),
    "dots": Weight(2.1, 7.4, 3.9),
    "dash": Weight(1.7, 6.2, 3.0),
    "mark": Weight(2.0, 0.0, 0.0),
}


def line_of(arrow: Arrow, lanes: Lanes | None) -> list[Point]:
    """The arrow's way from tail to tip as a fine polyline, body millimetres."""
    if arrow.coil:
        points = _coil(arrow)
    elif arrow.way and lanes:
        points = [lanes.at(along, across) for along, across in arrow.way]
    else:
        points = [*(arrow.line or arrow.way)]
    fine = curves.sample(curves.smooth(points), 14)
    return curves.even(fine, max(2, round(curves.length(fine) / APART)))


def _coil(arrow: Arrow) -> list[Point]:
    """Overlapping circles that travel along a line, and end on it: a point on a wheel that turns as it travels."""
    count = round(arrow.turns * 16) + 8
    way = curves.sample(curves.smooth(arrow.coil), 12)
    stops = curves.even(way, count)
    out = []
    for k, ((x, y), (nx, ny)) in enumerate(zip(stops, curves.normals(stops), strict=True)):
        turn = 2 * math.pi * k / 16
        ahead, left = arrow.radius * math.sin(turn), 0.9 * arrow.radius * math.cos(turn)
        out.append((x + ny * ahead + nx * left, y - nx * ahead + ny * left))
    return out


def draw(pen: Pen, arrow: Arrow, line: Sequence[Point], colour: str, floats: Callable[[Point], bool]) -> None:
    """Draw an arrow along its line; ``floats`` tells where there is no pressure. The pen's unit is a point on paper."""
    weight = WEIGHTS[arrow.style]
    size = arrow.size
    back = (weight.head * 0.72 if arrow.style != "dash" else 1.0) * size * pen.unit
    total = curves.length(line)
    body = curves.cut(line, back if arrow.style == "double" else 0.0, total - (back if weight.head else 0.0))
    body = curves.even(body, max(2, round(curves.length(body) / APART)))
    for soft, run in groupby(_in_zones(body, floats), key=lambda pair: pair[0]):
        points = [p for _, p in run]
        if len(points) > 1:
            _shaft(pen, arrow, _fair(points), colour, soft)
    if arrow.style == "dash":
        pen.open_head(line, colour, weight.head * size, weight.shaft * size)
    elif weight.head:
        pen.solid_head(line, colour, weight.head * size, weight.half * size)
        if arrow.style == "double":
            pen.solid_head(line[::-1], colour, weight.head * size, weight.half * size)


def _in_zones(line: Sequence[Point], floats: Callable[[Point], bool]) -> list[tuple[bool, Point]]:
    """Each point with whether there must be no pressure; a stretch begins where the last one ended."""
    out: list[tuple[bool, Point]] = []
    for p in line:
        here = floats(p)
        if out and out[-1][0] != here:
            out.append((here, out[-1][1]))
        out.append((here, p))
    return out


def _shaft(pen: Pen, arrow: Arrow, curve: list[curves.Bezier], colour: str, floats: bool) -> None:
    size, width = arrow.size, WEIGHTS[arrow.style].shaft * arrow.size
    if arrow.style == "dash":
        pen.track(curve, colour, width, (4.2, 3.2), halo=2.0)
    elif floats or arrow.style == "dots":
        pen.track(curve, colour, DOT * size, (0.01, PITCH * size), halo=RIM)
    else:
        pen.track(curve, colour, width, halo=RIM)


def _fair(points: list[Point]) -> list[curves.Bezier]:
    """A smooth curve through as few of the points as its bends need."""
    return curves.smooth([points[i] for i in curves.thin(points, 0.18)])
