"""Carrying out a view's drawing instructions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from soleprint.figures import curves
from soleprint.figures.curves import Bezier, Point
from soleprint.figures.instructions import (
    Art,
    Body,
    Edge,
    Fade,
    Fill,
    Ink,
    Instruction,
    Nails,
    Points,
    Soft,
)
from soleprint.figures.outlines import Outlines, bare, spline
from soleprint.figures.pen import Pen
from soleprint.figures.theme import Theme, mix

PLAIN = 5
"""No more steps of a soft patch than this in small drawings."""
FAINT, SPARSE = 0.62, 0.8
"""Details thinner than this (points) are left out of pictures whose lines are thinned to less than that."""


def draw(pen: Pen, lines: Outlines, theme: Theme, layers: frozenset[str] = frozenset()) -> None:
    """Draw a view with ``pen``. ``layers`` are those wanted beside the ones that the theme settles."""
    wanted = layers | {"always", "clothed" if theme.clothed else "bare"}
    faint = FAINT if pen.weight < SPARSE else 0.0
    carry_out([i for i in lines.drawing.art if i.layer in wanted], pen, lines, theme, faint)


def carry_out(items: Iterable[Art], pen: Pen, lines: Outlines, theme: Theme, faint: float = 0.0) -> None:
    """Carry out instructions in order. Inked lines thinner than ``faint`` points are left out."""
    shown = [item for item in items if not (isinstance(item, Ink) and item.width < faint)]
    for inside, together in groupby(shown, key=_clip_of):
        since = len(pen.items)
        for item in together:
            _carry_out(item, pen, lines, theme)
        if inside and len(pen.items) > since:
            pen.clipped(since, lines.curve(inside))


def _clip_of(item: Instruction) -> str:
    """The shape that an instruction is kept inside; neighbours with the same share one clip."""
    return item.inside if isinstance(item, (Soft, Edge)) else ""


def _carry_out(item: Instruction, pen: Pen, lines: Outlines, theme: Theme) -> None:
    match item:
        case Ink():
            _ink(item, pen, lines, theme)
        case Fill():
            _fill(item, pen, lines, theme)
        case Fade():
            stops = [(at, theme.colours[name]) for at, name in item.stops]
            pen.fill(lines.curve(item.shape), pen.gradient(item.start, item.to, stops))
        case Soft() if theme.shaded:
            _soft(item, pen, theme)
        case Edge() if theme.shaded:
            _edge(item, pen, lines, theme)
        case Body():
            _body(item, pen, lines, theme)
        case Nails():
            for x, y, rx, ry, turn in item.nails:
                shape = nail((x, y), rx, ry, math.radians(turn))
                pen.fill(shape, theme.colours[item.colour], theme.colours["ink"], item.width)


def _curve(ref: str | Points, lines: Outlines, closed: bool) -> list[Bezier]:
    return lines.curve(ref) if isinstance(ref, str) else spline(ref, closed)


def _ink(item: Ink, pen: Pen, lines: Outlines, theme: Theme) -> None:
    if isinstance(item.line, str):
        points: Sequence[Point] = lines.polyline(item.line)
    else:
        points = curves.sample(spline(item.line), lines.fine - 2)
    if item.mirrored_at is not None:
        points = [(2 * item.mirrored_at - x, y) for x, y in points]
    pen.ink(points, theme.colours[item.colour], item.width, item.taper)


def _fill(item: Fill, pen: Pen, lines: Outlines, theme: Theme) -> None:
    curve = _curve(item.shape, lines, closed=True)
    pen.fill(curve, theme.colours[item.colour], theme.colours[item.ink], item.outline)


def _body(item: Body, pen: Pen, lines: Outlines, theme: Theme) -> None:
    """Union of shapes without boolean geometry: half of each outline disappears under the neighbour's fill."""
    shapes = [lines.curve(name) for name in item.shapes]
    for shape in shapes:
        pen.stroke(shape, theme.colours[item.ink], 2 * item.outline, closed=True)
    for shape in shapes:
        pen.fill(shape, theme.colours[item.colour])


def _soft(item: Soft, pen: Pen, theme: Theme) -> None:
    """Nested shapes from the base colour to the patch's: no transparency, so it prints anywhere."""
    points = bare(item.shape)
    cx, cy = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    radius = max(math.dist((cx, cy), p) for p in points) * (1 - item.keep) * pen.scale
    base, colour = theme.colours[item.base], theme.colours[item.colour]
    most = min(item.steps, PLAIN) if pen.plain else item.steps
    steps = max(2, min(most, round(radius / 1.4), _visible_steps(base, colour)))
    for k in range(steps):
        f = 1 - (1 - item.keep) * k / (steps - 1)
        ring = [(cx + (x - cx) * f, cy + (y - cy) * f) for x, y in points]
        pen.fill(curves.smooth(ring, closed=True), mix(base, colour, (k + 1) / steps))


def _edge(item: Edge, pen: Pen, lines: Outlines, theme: Theme) -> None:
    """Nested bands along a line, fading away from it and towards both ends."""
    low, high = sorted(item.between)
    stretch = [p for p in lines.polyline(item.line) if low <= p[1] <= high]
    fractions = [0.0, 0.04, 0.14, 0.3, 0.5, 0.7, 0.86, 0.96, 1.0]
    along = curves.at(stretch, fractions)
    outward = curves.normals(along)
    base, colour = theme.colours[item.base], theme.colours[item.colour]
    steps = max(2, min(item.steps, round(abs(item.width) * pen.scale / 1.2), _visible_steps(base, colour)))
    outside = -math.copysign(30.0, item.width)
    beyond = [_towards(along[i], outward[i], outside) for i in (8, 6, 4, 2, 0)]
    for k in range(steps):
        band = item.width * (1 - k / steps)
        depth = [band * math.sqrt(max(0.0, math.sin(math.pi * t))) for t in fractions]
        front = [_towards(p, n, d) for p, n, d in zip(along, outward, depth, strict=True)]
        rim = [*curves.smooth(front), *(curves.line(a, b) for a, b in pairwise([front[-1], *beyond, front[0]]))]
        pen.fill(rim, mix(base, colour, (k + 1) / steps))


def _visible_steps(first: str, second: str) -> int:
    """How many steps between two colours the eye can tell: one per 2 of 255 in the channel that differs most."""
    channels = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return max(abs(a - b) for a, b in channels) // 2


def _towards(p: Point, n: Point, distance: float) -> Point:
    return p[0] + n[0] * distance, p[1] + n[1] * distance


def nail(centre: Point, rx: float, ry: float, turn: float) -> list[Bezier]:
    """A rounded square (superellipse), turned clockwise by ``turn`` radians."""
    c, s = math.cos(-turn), math.sin(-turn)
    out = []
    for k in range(8):
        th = 2 * math.pi * (k + 0.5) / 8
        x = math.copysign(abs(math.cos(th)) ** 0.62, math.cos(th)) * rx
        y = math.copysign(abs(math.sin(th)) ** 0.72, math.sin(th)) * ry
        out.append((centre[0] + x * c - y * s, centre[1] + x * s + y * c))
    return curves.smooth(out, closed=True)
