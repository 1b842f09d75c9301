"""A view with its working parts shown: points of its lines, names of its landmarks, zones and lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleprint.figures import curves
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.pen import Pen
from soleprint.figures.scene import PAD, Projection
from soleprint.marks import Primitive

if TYPE_CHECKING:
    from soleprint.text.typesetter import Typesetter

POINT, MARK, LANE = "#B00020", "#0072B2", "#007A59"
SIZE = 6.5
"""Points, of the names."""


def overlay(projection: Projection, words: Typesetter | None) -> list[Primitive]:
    """What to draw over a view, in points; names only with a typesetter."""
    pen = projection.pen(PAD)
    anatomy = projection.anatomy
    _lanes(pen, anatomy)
    for zone in anatomy.view.zones.values():
        pen.stroke(curves.ellipse(zone.at, *zone.size), MARK, 0.6, dash=(2.0, 1.5), closed=True)
    for points in (*anatomy.view.lines.values(), *anatomy.view.tubes.values()):
        for p in points:
            pen.fill(curves.ellipse((float(p[0]), float(p[1])), 1.0 * pen.unit, 1.0 * pen.unit), POINT)
    for at in anatomy.view.landmarks.values():
        pen.fill(curves.ellipse(at, 2.0 * pen.unit, 2.0 * pen.unit), MARK)
    return [*pen.items, *(_names(pen, anatomy, words) if words else ())]


def _lanes(pen: Pen, anatomy: Anatomy) -> None:
    lanes, marks = anatomy.lanes, anatomy.view.landmarks
    if lanes is None or not marks:
        return
    along = [lanes.along(at) for at in marks.values()]
    for across in (-1.0, -0.5, 0.0, 0.5, 1.0):
        pen.stroke(curves.smooth(lanes.lane(min(along), max(along), across)), LANE, 0.5)


def _names(pen: Pen, anatomy: Anatomy, words: Typesetter) -> list[Primitive]:
    from soleprint.text.paragraph import Span

    out: list[Primitive] = []
    for name, at in anatomy.view.landmarks.items():
        x, y = pen.to_paper(at)
        setting = words.prepare([Span(name, colour=MARK)]).set(1000.0, SIZE)
        out += [run for _, run in setting.runs(x + 3.0, y + SIZE * 0.8)]
    return out
