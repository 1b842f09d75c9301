"""Drawing in body millimetres with line weights in paper points, collecting display-list primitives.

A pen knows the scale and the mirroring; what it makes is in points. So geometry is written once, for the right limb,
and lines weigh the same at every size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from soleprint.figures import curves
from soleprint.figures.curves import Bezier, Point
from soleprint.figures.theme import mix
from soleprint.marks import IDENTITY, Gradient, Group, Matrix, Path, Primitive, Segment, Stroke, apply

HALO = "#FFFFFF"
DETAIL, EVEN = 1.0, 0.75
"""Lines thinner than so many points are details; without tapering they are drawn so much thinner."""
SLACK = 9.0
"""How coarsely inked lines are sampled, in radian points: the outline is then true to about 0.08 points."""


GRID = 20
"""Places of paths are on a grid of 1/20 point, finer than a dot of any press: files get a fifth smaller."""


def snap(value: float) -> float:
    """The nearest place on the grid, in points."""
    return round(value * GRID) / GRID


class Pen:
    """Turns geometry into primitives.

    ``matrix`` takes body millimetres to points on paper: it scales, places, turns and mirrors evenly. ``weight`` thins
    lines and glyphs of very small drawings (1.0 down to 0.4). A ``plain`` pen does not taper details, which nobody
    sees in a small drawing: files get a third smaller.
    """

    def __init__(self, matrix: Matrix = IDENTITY, weight: float = 1.0, plain: bool = False) -> None:
        self.matrix, self.weight, self.plain = matrix, weight, plain
        a, b, c, d = matrix[:4]
        self._area = a * d - b * c
        self.scale = math.sqrt(abs(self._area))
        """Points per body millimetre."""
        self.mirror = self._area < 0
        """True: right is drawn as left."""
        self.unit = weight / self.scale
        """Body millimetres per (weighted) paper point: glyph sizes are multiples of this."""
        self.items: list[Primitive] = []

    def to_paper(self, point: Point) -> Point:
        """Points on paper of a place on the body."""
        return apply(self.matrix, point)

    def to_body(self, point: Point) -> Point:
        """Place on the body of a point on paper."""
        a, b, c, d, e, f = self.matrix
        x, y = point[0] - e, point[1] - f
        return (d * x - c * y) / self._area, (a * y - b * x) / self._area

    def segments(self, curve: Sequence[Bezier], closed: bool = True) -> tuple[Segment, ...]:
        """A curve as path segments in points."""
        start, *places = self._grid([curve[0][0], *(point for bezier in curve for point in bezier[1:])])
        out: list[Segment] = [("M", *start)]
        for (a, b, c, d), at in zip(curve, range(0, len(places), 3), strict=True):
            if b == a and c == d:
                out.append(("L", *places[at + 2]))
            else:
                out.append(("C", *places[at], *places[at + 1], *places[at + 2]))
        if closed:
            out.append(("Z",))
        return tuple(out)

    def _grid(self, points: Sequence[Point]) -> list[Point]:
        """Points on paper, on the grid of ``snap``."""
        a, b, c, d, e, f = self.matrix
        return [(round((a * x + c * y + e) * GRID) / GRID, round((b * x + d * y + f) * GRID) / GRID) for x, y in points]

    def fill(self, curve: Sequence[Bezier], colour: str | Gradient, outline: str = "", width: float = 0.0) -> None:
        """A filled closed curve, with an outline of ``width`` points when one is asked for."""
        stroke = Stroke(outline, width * self.weight) if width else None
        self.items.append(Path(self.segments(curve), colour, stroke))

    def stroke(
        self, curve: Sequence[Bezier], colour: str, width: float, dash: tuple[float, ...] = (), closed: bool = False
    ) -> None:
        """A line of even width in points, round at its ends."""
        dashes = tuple(d * self.weight for d in dash)
        self.items.append(Path(self.segments(curve, closed), None, Stroke(colour, width * self.weight, dashes)))

    def ink(self, points: Sequence[Point], colour: str, width: float, taper: tuple[float, float]) -> None:
        """A hand-drawn line: ``width`` points at the fattest, tapering at both ends."""
        if self.plain and width < DETAIL:
            line = [points[i] for i in curves.thin(points, 0.5)]
            self.stroke(curves.smooth(line), colour, EVEN * width)
            return
        full = width * self.unit / 2
        start, end = taper

        def half_width(t: float) -> float:
            swell = math.sin(math.pi / 2 * t / start) if t < start else 1.0
            fall = math.sin(math.pi / 2 * (1 - t) / end) if t > 1 - end else 1.0
            return max(full * min(swell, fall), 0.04 * self.unit)

        short = curves.length(points) < 30.0 * self.unit
        steps = (0.65,) if short else (0.25, 0.9)
        keep = [start * f for f in steps] + [1 - end * f for f in steps]
        outline = curves.ribbon(points, half_width, keep, SLACK / self.scale)
        self.items.append(Path(self.segments(outline), colour))

    def gradient(self, start: Point, end: Point, stops: Sequence[tuple[float, str]]) -> Gradient:
        """An axial gradient between two places on the body."""
        return Gradient(self.to_paper(start), self.to_paper(end), tuple(stops))

    def clipped(self, since: int, curve: Sequence[Bezier]) -> None:
        """Put everything drawn since item ``since`` inside a closed curve."""
        group = Group(tuple(self.items[since:]), clip=self.segments(curve))
        self.items[since:] = [group]

    # Glyphs: every part has a white halo, so that it reads over the drawing. ------------------------------------

    def shape(self, curve: Sequence[Bezier], colour: str, halo: float = 2.2) -> None:
        """A filled glyph part with a halo of ``halo`` points in all."""
        path = self.segments(curve)
        self.items.append(Path(path, HALO, Stroke(HALO, halo * self.weight)))
        self.items.append(Path(path, colour))

    def shapes(self, parts: Sequence[Sequence[Bezier]], colour: str, halo: float = 2.2) -> None:
        """Several glyph parts that grow into one: all halos first."""
        paths = [self.segments(part) for part in parts]
        self.items += [Path(path, HALO, Stroke(HALO, halo * self.weight)) for path in paths]
        self.items += [Path(path, colour) for path in paths]

    def tint(self, colour: str) -> str:
        """A light tint of a glyph's colour, for the hand's contact."""
        return mix(HALO, colour, 0.12)

    def track(
        self,
        curve: Sequence[Bezier],
        colour: str,
        width: float,
        dash: tuple[float, ...] = (),
        halo: float = 2.2,
        under: Sequence[Bezier] | None = None,
    ) -> None:
        """A glyph line with a halo; ``under`` is the line of the halo where it differs."""
        self.stroke(under or curve, HALO, width + halo)
        self.stroke(curve, colour, width, dash)

    def solid_head(self, points: Sequence[Point], colour: str, size: float, half: float) -> None:
        """A filled arrow head at the end of a polyline; sizes in points."""
        back = size * self.unit
        self.shape(arrow(points[-1], curves.heading(points, back * 0.9), back, half * self.unit), colour, 1.8)

    def open_head(self, points: Sequence[Point], colour: str, size: float, width: float) -> None:
        """A two-line arrow head at the end of a polyline; sizes in points."""
        angle, reach, tip = curves.heading(points, size * self.unit), size * self.unit, points[-1]
        left, right = (
            (tip[0] + reach * math.cos(angle + turn), tip[1] + reach * math.sin(angle + turn)) for turn in (2.6, -2.6)
        )
        self.track([curves.line(left, tip), curves.line(tip, right)], colour, width, halo=2.0)


def arrow(tip: Point, angle: float, size: float, half: float) -> list[Bezier]:
    """Outline of a barbed arrow head pointing along ``angle``."""
    place = frame(tip, angle)
    return curves.polygon([place(0, 0), place(-size, half), place(-size * 0.74, 0), place(-size, -half)])


class frame:  # noqa: N801 - used as a function
    """Places relative to a point and a direction: (forwards, leftwards) -> plane."""

    def __init__(self, origin: Point, angle: float) -> None:
        self.origin, self.cos, self.sin = origin, math.cos(angle), math.sin(angle)

    def __call__(self, forward: float, left: float) -> Point:
        x, y = self.origin
        return x + forward * self.cos - left * self.sin, y + forward * self.sin + left * self.cos
