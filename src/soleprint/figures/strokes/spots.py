"""Strokes that stay at a place or go round it."""

from __future__ import annotations

import math

from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.pen import HALO, Pen, frame
from soleprint.figures.strokes.contact import pad
from soleprint.figures.strokes.placed import Line, Placed


def circles(pen: Pen, placed: Placed, colour: str) -> None:
    """Small overlapping circles: a looped line that starts at the working part of the hand."""
    ring = placed.kind == "spot"
    for line in (part.line for run in placed.runs for part in run):
        radius = 5.6 if ring else 6.6
        _loops(pen, line, colour, radius, placed)
        angle = math.atan2(line[1][1] - line[0][1], line[1][0] - line[0][0])
        if ring:
            angle = math.pi / 2
        place = frame(line[0], angle)
        pad(pen, place((-7.0 if ring else -2.0) * pen.unit, 0.0), angle, placed.part, colour, 6.4)


def _loops(pen: Pen, line: Line, colour: str, radius: float, placed: Placed) -> None:
    """A trochoid along ``line``: a point on a wheel that turns as it travels."""
    unit = pen.unit
    turns = max(2, round(curves.length(line) / (1.35 * radius * unit)))
    count = 6 * turns
    stops = curves.even(line, count)
    sense = turn_sense(pen, placed)
    out = []
    for i, ((x, y), (nx, ny)) in enumerate(zip(stops, curves.normals(stops), strict=True)):
        turn = 2 * math.pi * i / 6
        forward, left = -math.cos(turn) * radius * unit, sense * math.sin(turn) * radius * unit
        out.append((x + ny * forward + nx * left, y - nx * forward + ny * left))
    pen.track(curves.smooth(out), colour, 1.5, halo=1.2 if placed.kind == "spot" else 1.6)
    tail = curves.sample(curves.smooth(out[-6:]), 8)
    pen.solid_head(tail, colour, 5.4, 2.8)


def circle_stroke(pen: Pen, placed: Placed, colour: str) -> None:
    """One large circular movement round a place; a head at both ends when the direction does not matter."""
    rx, ry = placed.size
    extra = (placed.nested * 9.0) * pen.unit
    rx, ry = rx + extra, ry + extra
    sense = turn_sense(pen, placed)
    start, sweep = math.radians(90 - 40 * sense), math.radians(300) * sense
    x, y = placed.centre
    angles = [start + sweep * k / 30 for k in range(31)]
    arc = [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]
    trim = 7.0 * 0.6 * pen.unit
    both = placed.rotation is None
    tail = curves.cut(arc, trim if both else 0.0, curves.length(arc) - trim)
    pen.track(_sparse(tail), colour, 2.2, halo=2.4, under=_sparse(arc))
    pen.solid_head(arc, colour, 7.0, 3.6)
    if both:
        pen.solid_head(arc[::-1], colour, 7.0, 3.6)


def _sparse(points: list[Point]) -> list[curves.Bezier]:
    return curves.smooth([*points[:-1:3], points[-1]])


def turn_sense(pen: Pen, placed: Placed) -> int:
    """+1 to turn anticlockwise in body coordinates. On paper a rotation stays what it is when the body mirrors."""
    on_paper = 1 if placed.rotation == "anticlockwise" else -1
    return -on_paper if pen.mirror else on_paper


def pull(pen: Pen, placed: Placed, colour: str) -> None:
    """Take hold and draw away: a grip bar and an arrow that leaves the body."""
    unit = pen.unit
    for root, tip in placed.digits:
        angle = math.atan2(tip[1] - root[1], tip[0] - root[0])
        place = frame(tip, angle)
        start, half = 3.0 * unit, 4.0 * unit
        bar = [curves.line(place(start, half), place(start, -half))]
        pen.track(bar, colour, 1.8, halo=1.8)
        shaft = (place(start, 0.0), place(start + 13.0 * unit, 0.0))
        pen.track([curves.line(shaft[0], place(start + 8.0 * unit, 0.0))], colour, 2.0, halo=1.8)
        pen.solid_head(shaft, colour, 6.8, 3.5)


def squeeze(pen: Pen, placed: Placed, colour: str) -> None:
    """Squeeze: two arrows that face each other."""
    for root, tip in placed.digits:
        angle = math.atan2(tip[1] - root[1], tip[0] - root[0])
        size = max(6.5, min(13.0, 0.26 * math.dist(root, tip) / pen.unit))
        _facing(pen, curves.mix(root, tip, 0.44), angle, 0.0, colour, size, max(4.6, 0.6 * size))
    if not placed.digits:
        _facing(pen, placed.centre, math.pi / 2, placed.size[0], colour, 16.0, 7.5)


def _facing(pen: Pen, at: Point, angle: float, half: float, colour: str, size: float, head: float) -> None:
    """A pair of arrows that press on a place from both sides, each ``size`` points long."""
    place = frame(at, angle)
    for side in (1, -1):
        inner = side * max(half - 2.0 * pen.unit, 1.6 * pen.unit)
        outer = inner + side * size * pen.unit
        line = (place(0.0, outer), place(0.0, inner))
        shaft = curves.mix(line[0], line[1], 1 - 0.7 * head / size)
        pen.track([curves.line(line[0], shaft)], colour, 2.0, halo=2.0)
        pen.solid_head(line, colour, head, head * 0.55)


def hold(pen: Pen, placed: Placed, colour: str) -> None:
    """Holding still: the fingers of the hand close on the limb. A left hand's fingers show at the right of the paper.

    Hands have their real size, but fingers are never thinner than 4 points.
    """
    sides = {"left": (1,), "right": (-1,)}.get(placed.hand or "", (1, -1))
    thumbs = len(sides) == 1
    width = max(14.0, 4.0 * pen.unit)
    rx, _ = placed.size
    for side in sides:
        side = -side if pen.mirror else side
        for k, reach in ((-1.5, 26.0), (-0.5, 33.0), (0.5, 35.0), (1.5, 30.0)):
            _finger(
                pen, placed, side, k * width * 1.08, min(reach if thumbs else 0.36 * reach, 0.7 * rx), width, colour
            )
        if thumbs:
            _finger(pen, placed, -side, 0.4 * width, min(30.0, 0.6 * rx), width * 1.15, colour)


def _finger(pen: Pen, placed: Placed, side: int, up: float, reach: float, width: float, colour: str) -> None:
    """A finger that comes round the edge of the limb and lies on it, its tip rounded."""
    (x, y), rx = placed.centre, placed.size[0]
    root, tip = (x + side * (rx + 0.12 * width), y + 0.94 * up), (x + side * (rx - reach), y + 0.86 * up + 0.1 * width)
    half = width / 2
    shape = curves.tube([root, curves.mix(root, tip, 0.55), tip], [half * 0.9, half, half * 0.84])
    pen.fill(shape, HALO, HALO, 2.2)
    pen.fill(shape, pen.tint(colour), colour, 1.2)


def no_pressure(pen: Pen, centre: Point, size: Point, colour: str) -> None:
    """A no-pressure zone: hatching with a dashed rim, which survives black and white."""
    (x, y), (rx, ry) = centre, size
    rim = curves.ellipse(centre, rx, ry)
    pen.fill(rim, HALO)
    since = len(pen.items)
    step = max(4.6 * pen.unit, 0.06 * rx)
    k = -rx - ry + step / 2
    while k < rx + ry:
        pen.stroke([curves.line((x + k - ry, y - ry), (x + k + ry, y + ry))], colour, 0.8)
        k += step
    pen.clipped(since, rim)
    pen.stroke(rim, HALO, 3.2, closed=True)
    pen.stroke(rim, colour, 1.5, dash=(3.6, 2.2), closed=True)
