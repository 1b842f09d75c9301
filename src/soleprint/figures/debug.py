"""Views and hands with their working parts shown: points of their lines, names, landmarks, zones and lanes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from soleprint.figures import curves
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.curves import Point
from soleprint.figures.hands import Hand
from soleprint.figures.icons import HandPlan
from soleprint.figures.outlines import bare
from soleprint.figures.painter import Painter
from soleprint.figures.pen import Pen
from soleprint.figures.pictures import HandPlace
from soleprint.figures.scene import PAD, Projection
from soleprint.marks import Group, Path, Primitive, Rect, rounded

if TYPE_CHECKING:
    from soleprint.text.typesetter import Typesetter

POINT, MARK, LANE = "#B00020", "#0072B2", "#007A59"
SIZE = 6.5
"""Points, of the names."""
HAND_WIDTH, HAND_HEIGHT = 300.0, 360.0
"""Millimetres round a hand that its plan shows."""
STRIP = 90.0
"""Millimetres of limb above and below a hand's origin."""


def overlay(projection: Projection, words: Typesetter | None) -> list[Primitive]:
    """What to draw over a view, in points; names only with a typesetter."""
    pen = projection.pen(PAD)
    anatomy = projection.anatomy
    _lanes(pen, anatomy)
    for zone in anatomy.view.zones.values():
        pen.stroke(curves.ellipse(zone.at, *zone.size), MARK, 0.6, dash=(2.0, 1.5), closed=True)
    lines = [bare(line) for line in anatomy.view.lines.values()]
    for at in chain(*lines, *(bare(tube) for tube in anatomy.view.tubes.values())):
        pen.fill(curves.ellipse(at, 1.0 * pen.unit, 1.0 * pen.unit), POINT)
    for at in anatomy.view.landmarks.values():
        pen.fill(curves.ellipse(at, 2.0 * pen.unit, 2.0 * pen.unit), MARK)
    return [*pen.items, *(_text(pen, anatomy.view.landmarks.items(), words) if words else ())]


def hand(painter: Painter, plan: HandPlan, size: Point, words: Typesetter | None) -> list[Primitive]:
    """A hand on a strip of limb as wide as it fits, in a field of ``size`` points; with its points and origin."""
    scale = min(size[0] / HAND_WIDTH, size[1] / HAND_HEIGHT)
    body = (scale, 0.0, 0.0, scale, size[0] / 2, size[1] * 0.42)
    laid = Hand(painter.hands.pose(plan.pose), HandPlace(pose=plan.pose), (0.0, 0.0))
    pen, colours, (left, right) = Pen(body), painter.theme.colours, _strip(laid)
    field = rounded(Rect(0.0, 0.0, *size), 0.0)
    items: list[Primitive] = [Path(field, painter.ground), *painter.hands.marks(laid, "behind", body)]
    low, high = (0.0 if laid.origin == "digit" else -STRIP), STRIP + 60
    pen.fill(curves.polygon([(left, low), (right, low), (right, high), (left, high)]), colours["skin"])
    for x in (left, right):
        pen.ink([(x, low), (x, high)], colours["ink"], 1.0, (0.1, 0.1))
    items += [*pen.items, *painter.hands.marks(laid, "front", body)]
    return [Group((*items, *(_points(Pen(body), laid, words) if plan.debug else ())), clip=field)]


def _strip(laid: Hand) -> tuple[float, float]:
    """The left and right edge of the limb under a hand."""
    half = sum(laid.fits) / 2
    if laid.origin == "far-edge":
        return 0.0, 2 * half
    return (-2 * half, 0.0) if laid.origin == "edge" else (-half, half)


def _points(pen: Pen, laid: Hand, words: Typesetter | None) -> list[Primitive]:
    """The points of a hand's lines with their names, and its origin."""
    for points in laid.pose.drawing.lines.values():
        for at in bare(points):
            pen.fill(curves.ellipse(at, pen.unit, pen.unit), POINT)
    for end in ((8.0, 0.0), (0.0, 8.0)):
        pen.stroke([curves.line((-end[0], -end[1]), end)], MARK, 1.0)
    names = [(name, (line[0].x, line[0].y)) for name, line in laid.pose.drawing.lines.items()]
    return [*pen.items, *(_text(pen, names, words) if words else ())]


def _lanes(pen: Pen, anatomy: Anatomy) -> None:
    lanes, marks = anatomy.lanes, anatomy.view.landmarks
    if lanes is None or not marks:
        return
    along = [lanes.along(at) for at in marks.values()]
    for across in (-1.0, -0.5, 0.0, 0.5, 1.0):
        pen.stroke(curves.smooth(lanes.lane(min(along), max(along), across)), LANE, 0.5)


def _text(pen: Pen, names: Iterable[tuple[str, Point]], words: Typesetter) -> list[Primitive]:
    from soleprint.text.paragraph import Span

    out: list[Primitive] = []
    for name, at in names:
        x, y = pen.to_paper(at)
        setting = words.prepare([Span(name, colour=MARK)]).set(1000.0, SIZE)
        out += [run for _, run in setting.runs(x + 3.0, y + SIZE * 0.8)]
    return out
