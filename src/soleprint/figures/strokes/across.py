"""Strokes that take the whole width of the limb."""

from __future__ import annotations

import math

from soleprint.figures import curves
from soleprint.figures.anatomy import Lanes
from soleprint.figures.curves import Point
from soleprint.figures.pen import Pen
from soleprint.figures.strokes.along import float_over
from soleprint.figures.strokes.placed import Placed

_BOW = ((0.62, -0.42), (0.53, 0.12), (0.11, 0.40), (-0.21, 0.10), (-0.22, -0.16))
"""One kneading arrow: (across, rows along) from its start to its tip."""


def knead(pen: Pen, placed: Placed, colour: str) -> None:
    """Kneading (petrissage): bowed arrows from both sides in turn, one hand squeezes while the other lets go."""
    assert placed.lanes is not None
    for start, end in placed.spans:
        step = max(14.0 * pen.unit, 0.54 * placed.lanes.half_width((start + end) / 2))
        rows = max(1, round(abs(end - start) / step))
        pitch = (end - start) / rows
        for row in range(rows):
            middle = start + pitch * (row + 0.5)
            _bow(pen, placed.lanes, middle, abs(pitch), 1 if row % 2 else -1, colour)


def _bow(pen: Pen, lanes: Lanes, middle: float, pitch: float, side: int, colour: str) -> None:
    pitch = min(pitch, 1.0 * lanes.half_width(middle))
    points = [lanes.at(middle + along * pitch, side * across) for across, along in _BOW]
    line = curves.sample(curves.smooth(points), 8)
    head = 7.0 if curves.length(line) > 26 * pen.unit else 5.5
    tail = curves.cut(line, 0.0, curves.length(line) - head * 0.6 * pen.unit)
    width = 2.3 if head == 7.0 else 1.8
    pen.track(_fair(tail), colour, width, halo=2.4, under=curves.smooth(points))
    pen.solid_head(line, colour, head, head * 0.52)


def wring(pen: Pen, placed: Placed, colour: str) -> None:
    """Wringing: pairs of opposed arrows across the limb, as if wringing a cloth."""
    assert placed.lanes is not None
    inset = 7.5 * pen.unit
    for i, (start, end) in enumerate(placed.spans):
        up = inset if end > start else -inset
        start, end = start + up * (i > 0), end - up * (i < len(placed.spans) - 1)
        wide = placed.lanes.half_width((start + end) / 2)
        pitch = max(27.0 * pen.unit, 0.8 * wide)
        count = max(1, round(abs(end - start) / pitch))
        for k in range(count + 1):
            _pair(pen, placed.lanes, start + (end - start) * k / count, colour)
    for line in placed.crossing:
        float_over(pen, line, colour)


def _pair(pen: Pen, lanes: Lanes, along: float, colour: str) -> None:
    reach = 1 + 4.0 * pen.unit / lanes.half_width(along)
    for side in (1, -1):
        row = along + side * 3.6 * pen.unit
        line: list[Point] = []
        for k in range(9):
            bulge = side * 2.2 * pen.unit * math.sin(math.pi * k / 8)
            line.append(lanes.at(row + bulge, side * reach * (k / 4 - 1)))
        head = 6.5
        tail = curves.cut(line, 0.0, curves.length(line) - head * 0.6 * pen.unit)
        pen.track(_fair(tail), colour, 2.1, halo=2.3, under=_fair(line))
        pen.solid_head(line, colour, head, head * 0.5)


def _fair(line: list[Point]) -> list[curves.Bezier]:
    """A smooth curve through as few of the points as its bends need."""
    return curves.smooth([line[i] for i in curves.thin(line, 0.3)])
