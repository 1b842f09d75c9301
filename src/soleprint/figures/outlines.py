"""The lines of a drawing as curves, each computed once."""

from __future__ import annotations

import math
from collections.abc import Sequence

from soleprint.figures import curves
from soleprint.figures.curves import Bezier, Point
from soleprint.figures.instructions import Disc, Dot, Drawing

FINE = 10
"""Points per Bezier for measuring."""


def bare(points: Sequence[Dot] | Sequence[Disc]) -> list[Point]:
    """Points without the marks of corners or radii."""
    return [(p.x, p.y) for p in points]


def spline(points: Sequence[Dot], closed: bool = False) -> list[Bezier]:
    """Smooth curve through a drawing's points, broken at its corners."""
    corners = frozenset(i for i, p in enumerate(points) if p.corner)
    return curves.smooth(bare(points), closed, corners)


class Outlines:
    """Curves of one drawing in body millimetres, for the right limb or the right hand.

    ``fine`` is how many points a Bezier gets where a line is measured.
    """

    fine = FINE

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self._curves: dict[str, list[Bezier]] = {}
        self._polylines: dict[str, list[Point]] = {}

    def curve(self, name: str) -> list[Bezier]:
        """A line, tube or shape by name."""
        if name not in self._curves:
            self._curves[name] = self._make(name)
        return self._curves[name]

    def _make(self, name: str) -> list[Bezier]:
        drawing = self.drawing
        if name in drawing.lines:
            return spline(drawing.lines[name], name in drawing.closed)
        if name in drawing.tubes:
            tube = drawing.tubes[name]
            return curves.tube(bare(tube), [p.radius for p in tube])
        joined: list[Bezier] = []
        for ref in drawing.shapes[name]:
            part = self.curve(ref.removeprefix("-"))
            part = curves.reverse(part) if ref.startswith("-") else part
            if joined and math.dist(joined[-1][3], part[0][0]) > 0.01:
                joined.append(curves.line(joined[-1][3], part[0][0]))
            joined += part
        return joined

    def polyline(self, name: str) -> list[Point]:
        """The same as a fine polyline."""
        if name not in self._polylines:
            self._polylines[name] = curves.sample(self.curve(name), self.fine)
        return self._polylines[name]
