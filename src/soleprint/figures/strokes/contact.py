"""Where the hand touches: a pad that shows the working part of the hand at the start of a stroke."""

from __future__ import annotations

from collections.abc import Callable

from soleprint.content.model import HandPart
from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.pen import Pen, frame
from soleprint.figures.theme import PAPER, mix

_THUMB = (
    (-2.3, 0.66), (-1.3, 0.60), (-0.35, 0.78), (0.6, 0.66), (1.12, 0.0),
    (0.6, -0.66), (-0.35, -0.78), (-1.3, -0.60), (-2.3, -0.66),
)  # fmt: skip
_NAIL = ((-0.25, 0.36), (0.45, 0.40), (0.84, 0.0), (0.45, -0.40), (-0.25, -0.36), (-0.36, 0.0))
_HEEL = (
    (0.55, 1.45), (0.95, 0.6), (0.75, 0.0), (0.95, -0.6), (0.55, -1.45), (-0.55, -1.2), (-0.7, 0.0), (-0.55, 1.2),
)  # fmt: skip


def pad(pen: Pen, at: Point, angle: float, part: HandPart | None, colour: str, size: float) -> None:
    """Draw the contact of ``part`` at a place, pointing along ``angle``; ``size`` in points. Palms have no pad."""
    place = frame(at, angle)
    unit = size * pen.unit

    def points(shape: tuple[Point, ...]) -> list[Point]:
        return [place(u * unit, v * unit) for u, v in shape]

    if part == "thumbs":
        _thumb(pen, points, colour)
    elif part == "heels":
        shape = curves.smooth(points(_HEEL), closed=True)
        pen.fill(shape, PAPER, PAPER, 3.0)
        pen.fill(shape, mix(PAPER, colour, 0.25), colour, 1.2)
    elif part in ("fingertips", "fingers", "knuckles"):
        for k in (-1.2, -0.4, 0.4, 1.2):
            tip = place((0.25 - 0.18 * abs(k)) * unit, k * unit * 0.8)
            pen.fill(curves.ellipse(tip, unit * 0.36, unit * 0.36), PAPER, PAPER, 2.6)
            pen.fill(curves.ellipse(tip, unit * 0.36, unit * 0.36), mix(PAPER, colour, 0.25), colour, 1.1)


def _thumb(pen: Pen, points: Callable[[tuple[Point, ...]], list[Point]], colour: str) -> None:
    outline = curves.smooth(points(_THUMB))
    closed = [*outline, curves.line(outline[-1][3], outline[0][0])]
    pen.fill(closed, PAPER, PAPER, 2.6)
    pen.fill(closed, mix(PAPER, colour, 0.12))
    pen.ink(curves.sample(outline, 6), colour, 1.3, (0.12, 0.12))
    pen.fill(curves.smooth(points(_NAIL), closed=True), PAPER, colour, 0.7)
    for off in (-1.0, -1.25):
        crease = points(((off, 0.34), (off - 0.05, 0.0), (off, -0.34)))
        pen.ink(curves.sample(curves.smooth(crease), 4), colour, 0.7, (0.4, 0.4))
