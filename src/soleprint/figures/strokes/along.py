"""Strokes that run along the limb. Positions are body millimetres, sizes paper points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.pen import Pen, arrow, frame
from soleprint.figures.strokes.contact import pad
from soleprint.figures.strokes.placed import Line, Placed


def glide(pen: Pen, placed: Placed, colour: str) -> None:
    """Long gliding stroke (effleurage): a swelling ribbon with a solid head."""
    _ribbons(pen, placed, colour, width=5.0, head=11.0)


def stroke(pen: Pen, placed: Placed, colour: str) -> None:
    """A light stroke: a slim ribbon; a dotted arrow where there must be no pressure."""
    _ribbons(pen, placed, colour, width=2.8, head=8.0)


def stroke_firm(pen: Pen, placed: Placed, colour: str) -> None:
    """A firm stroke: a broad arrow of even width with a double bar."""
    half = 6.0 * pen.unit
    for run in placed.runs:
        for part in run:
            if placed.both_ways:
                middle = curves.length(part.line) / 2
                _ribbon(pen, tuple(curves.cut(part.line, middle, 2 * middle)), colour, (6.0, 6.0), 12.0)
                _ribbon(pen, tuple(curves.cut(part.line, 0.0, middle)[::-1]), colour, (6.0, 6.0), 12.0)
            else:
                _ribbon(pen, part.line, colour, (6.0, 6.0), 12.0 if part is run[-1] else 0.0)
        line = [point for part in run for point in part.line]
        at, ahead = curves.at(line, [0.5, 0.52] if placed.both_ways else [0.0, 0.02])
        bar = frame(at, math.atan2(ahead[1] - at[1], ahead[0] - at[0]))
        for back in (1.8, -1.8):
            pen.track([curves.line(bar(back * pen.unit, half), bar(back * pen.unit, -half))], colour, 1.7)


def glide_return(pen: Pen, placed: Placed, colour: str) -> None:
    """The hands glide back without work: a dashed line with an open head."""
    for run in placed.runs:
        for part in run:
            if part.floats:
                float_over(pen, part.line, colour, 1.7)
            else:
                pen.track(_fair(part.line), colour, 1.3, dash=(4.0, 2.8), halo=1.9)
        pen.open_head(run[-1].line, colour, 6.0, 1.4)


def drain(pen: Pen, placed: Placed, colour: str) -> None:
    """Draining: short repeated pushes as stacked chevrons, with the thumb or the heel of the hand at the start."""
    heel = placed.part == "heels"
    size, pitch = (7.2, 19.0) if heel else (5.4, 17.0)
    for run in placed.runs:
        for part in run:
            if part.floats:
                float_over(pen, part.line, colour)
            else:
                _chevrons(pen, part.line, size, pitch, colour)
        pad(pen, run[0].line[0], _departure(run[0].line), placed.part, colour, size * 1.15)


def feather(pen: Pen, placed: Placed, colour: str) -> None:
    """Feathering: several light dotted lines side by side with open heads."""
    assert placed.lanes is not None
    for start, end in placed.spans:
        narrowest = min(placed.lanes.half_width(start + (end - start) * k / 8) for k in range(9)) / pen.unit
        positions = (-0.66, -0.22, 0.22, 0.66) if narrowest > 11 else (-0.6, 0.0, 0.6) if narrowest > 6 else (0.0,)
        for across in positions:
            line = placed.lanes.lane(start, end, across)
            pen.track(_fair(line), colour, 1.25, dash=(0.1, 3.0), halo=1.5)
            pen.open_head(line, colour, 4.4, 1.2)


def float_over(pen: Pen, line: Sequence[Point], colour: str, width: float = 2.2) -> None:
    """Contact kept without pressure: round dots across a zone."""
    pen.track(_fair(line), colour, width, dash=(0.1, 4.4), halo=1.2)


def _chevrons(pen: Pen, line: Line, size: float, pitch: float, colour: str) -> None:
    count = max(1, round(curves.length(line) / (pitch * pen.unit)))
    stops = curves.even(line, count)
    for before, here in pairwise(stops):
        _chevron(pen, before, here, size * pen.unit, colour)


def _ribbons(pen: Pen, placed: Placed, colour: str, width: float, head: float) -> None:
    """Ribbons that swell along their run; the last part carries the head."""
    for run in placed.runs:
        total = sum(curves.length(part.line) for part in run) or 1.0
        gone = 0.0
        for part in run:
            end = gone + curves.length(part.line)
            tip = head if part is run[-1] else 0.0
            if part.floats:
                float_over(pen, part.line, colour)
                if tip:
                    pen.open_head(part.line, colour, 5.0, 1.6)
            else:
                _ribbon(pen, part.line, colour, (_swell(gone / total) * width, _swell(end / total) * width), tip)
            gone = end


def _swell(t: float) -> float:
    return 0.42 + 0.58 * min(1.0, t * 2.0)


def _ribbon(pen: Pen, line: Line, colour: str, width: tuple[float, float], head: float) -> None:
    """One ribbon from one width to another, with a head of ``head`` points (0: none)."""
    unit = pen.unit
    back = head * unit
    body = curves.cut(line, 0.0, curves.length(line) - back * 0.7) if head else line
    start, end = width

    def half(t: float) -> float:
        return (start + (end - start) * min(1.0, t * 1.6)) * unit / 2

    parts = [curves.ribbon(body, half, (0.3, 0.62))]
    if head:
        tip = arrow(line[-1], curves.heading(line, back), back, max(head * 0.5, end * 0.95) * unit)
        parts.append(tip)
    pen.shapes(parts, colour)


def _chevron(pen: Pen, before: Point, here: Point, size: float, colour: str) -> None:
    place = frame(here, math.atan2(here[1] - before[1], here[0] - before[0]))
    back, thick = -size * 0.85, size * 0.58
    corners = [(back, size), (0.0, 0.0), (back, -size), (back - thick, -size), (-thick, 0.0), (back - thick, size)]
    pen.shape(curves.polygon([place(u, v) for u, v in corners]), colour)


def _departure(line: Sequence[Point]) -> float:
    return math.atan2(line[1][1] - line[0][1], line[1][0] - line[0][0])


def _fair(line: Sequence[Point]) -> list[curves.Bezier]:
    """A smooth curve through as few of the points as its bends need."""
    return curves.smooth([line[i] for i in curves.thin(line, 0.12)])
