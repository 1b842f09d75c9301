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
        place = frame(line[0], angle)
        pad(pen, place(-2.0 * pen.unit, 0.0), angle, placed.part, colour, 6.4)


def _loops(pen: Pen, line: Line, colour: str, radius: float, placed: Placed) -> None:
    """A trochoid along ``line``: a point on a wheel that turns as it travels."""
    unit = pen.unit
    turns = max(2, round(curves.length(line) / (1.35 * radius * unit)))
    count = 8 * turns
    stops = curves.even(line, count)
    sense = turn_sense(pen, placed)
    out = []
    for i, ((x, y), (nx, ny)) in enumerate(zip(stops, curves.normals(stops), strict=True)):
        turn = 2 * math.pi * i / 8
        forward, left = -math.cos(turn) * radius * unit, sense * math.sin(turn) * radius * unit
        out.append((x + ny * forward + nx * left, y - nx * forward + ny * left))
    pen.track(curves.smooth(out), colour, 1.5, halo=1.6)
    tail = curves.sample(curves.smooth(out[-6:]), 8)
    pen.solid_head(tail, colour, 5.4, 2.8)


def circle_stroke(pen: Pen, placed: Placed, colour: str) -> None:
    """One large circular movement round a place; a head at both ends when the direction does not matter."""
    grow = 1 + 0.0 * placed.nested
    rx, ry = placed.size
    extra = (placed.nested * 9.0) * pen.unit
    rx, ry = rx * grow + extra, ry * grow + extra
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
    return curves.smooth(points[:-1:3] + [points[-1]])


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
        _facing(pen, curves.mix(root, tip, 0.42), angle, 0.0, colour, 8.5, 5.6)
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
    """Holding still: fingers and a thumb that close on the limb from both sides."""
    x, y = placed.centre
    rx, ry = placed.size
    unit = pen.unit
    width = max(4.6, min(9.0, 0.20 * 2 * ry / unit)) * unit
    for k in (-1.5, -0.5, 0.5, 1.5):
        reach = rx * (0.46 if abs(k) < 1 else 0.54)
        _finger(pen, (x + rx + 5 * unit, y + k * width * 1.16), (x + reach, y + k * width * 1.02), width, colour)
    _finger(pen, (x - rx - 5 * unit, y - width * 0.6), (x - rx * 0.52, y + width * 0.5), width * 1.2, colour)


def _finger(pen: Pen, start: Point, tip: Point, width: float, colour: str) -> None:
    """A finger that lies on the limb, its tip rounded."""
    shape = curves.tube([start, curves.mix(start, tip, 0.5), tip], [width * 0.5, width * 0.5, width * 0.44])
    pen.fill(shape, HALO, HALO, 2.6)
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
