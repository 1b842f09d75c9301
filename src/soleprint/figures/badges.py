"""Number badges: where they go and how they look."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.lanes import Panel
from soleprint.figures.plan import Plan
from soleprint.figures.strokes import Placed
from soleprint.figures.theme import PAPER, Theme
from soleprint.marks import GlyphRun, Path, Primitive, Segment, Stroke

if TYPE_CHECKING:
    from soleprint.text.typesetter import Typesetter

RADIUS = 7.2
"""Points, of a badge at full weight."""
GAP = 3.0
"""Points between a badge and what it stands beside."""


class Badge(Struct, frozen=True):
    """A numbered disc at a place in points."""

    number: int
    stroke: str
    centre: Point
    radius: float


def anchors(plan: Plan, placed: Placed) -> list[Point]:
    """Places on a glyph that its badge may stand beside, the best first; body millimetres."""
    if placed.kind == "lane":
        line = [point for part in placed.runs[0] for point in part.line]
        return curves.at(line, [0.04, 0.12, 0.25, 0.4, 0.6, 0.8, 0.95])
    if placed.kind == "band" and placed.lanes:
        start, end = placed.spans[0]
        return [placed.lanes.at(start + (end - start) * t, 0.0) for t in (0.5, 0.3, 0.7, 0.1, 0.9, 0.0, 1.0)]
    if placed.digits:
        return [tip for _, tip in placed.digits]
    if placed.runs:
        return [placed.runs[0][0].line[0], placed.runs[-1][0].line[0], placed.runs[-1][0].line[-1]]
    return [placed.centre]


def beside(anchor: Point, panel: Panel, placed: Placed, clear: float) -> list[Point]:
    """Centres for a badge next to an anchor: outside the limb on both sides, then all round."""
    lanes = panel.anatomy.lanes
    out = []
    if lanes is not None:
        along = lanes.along(anchor)
        half = lanes.half_width(along)
        out = [lanes.at(along, side * (half + clear * k) / half) for k in (1.0, 1.8, 2.8) for side in (1, -1)]
        if placed.kind != "spot":
            return out
    reach = max(placed.size) + clear
    x, y = placed.centre if placed.centre != (0.0, 0.0) else anchor
    for k in range(12):
        turn = math.pi * k / 6
        out.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
        out.append((anchor[0] + clear * math.cos(turn), anchor[1] + clear * math.sin(turn)))
    return out


def glyph_points(placed: Placed) -> list[Point]:
    """Points that stand for the room a glyph takes, for keeping badges off it; body millimetres."""
    out = [point for run in placed.runs for part in run for point in part.line]
    if placed.kind == "band" and placed.lanes:
        reach = 1.25 if placed.stroke == "wring" else 0.7
        for start, end in placed.spans:
            for k in range(17):
                along = start + (end - start) * k / 16
                out += [placed.lanes.at(along, reach * across / 4) for across in range(-4, 5)]
    for root, tip in placed.digits:
        out += [root, tip, (2 * tip[0] - root[0], 2 * tip[1] - root[1])]
    if placed.kind == "spot" and not placed.runs and not placed.digits:
        (x, y), (rx, ry) = placed.centre, placed.size
        out += [(x + rx * math.cos(a / 2), y + ry * math.sin(a / 2)) for a in range(13)]
    return out


def draw(badge: Badge, theme: Theme, digits: Typesetter | None) -> list[Primitive]:
    """A disc with its number, in points."""
    colour = theme.badge(badge.stroke)
    disc, rim = _disc(badge.centre, badge.radius), _disc(badge.centre, badge.radius * 1.2)
    ring = None if theme.solid_badges else Stroke(colour, 1.2 * badge.radius / RADIUS)
    items: list[Primitive] = [
        Path(rim, PAPER),
        Path(disc, colour if theme.solid_badges else PAPER, ring),
    ]
    if digits is not None:
        items += numeral(badge, PAPER if theme.solid_badges else colour, digits)
    return items


def numeral(badge: Badge, colour: str, digits: Typesetter) -> Sequence[GlyphRun]:
    """The number, centred in its disc."""
    from soleprint.text.paragraph import Span

    text = digits.numerals(str(badge.number))
    size = badge.radius * (1.25 if len(text) == 1 else 1.05)
    prepared = digits.prepare([Span(text, bold=True, colour=colour)])
    runs = [run for _, run in prepared.set(1000.0, size).runs(0.0, 0.0)]
    width = sum(run.width for run in runs)
    height = runs[0].font.cap_height * size / runs[0].font.upem
    out = []
    x, y = badge.centre[0] - width / 2, badge.centre[1] - height / 2
    for run in runs:
        out.append(GlyphRun(run.font, run.size, (x, y), run.glyphs, run.colour, run.text))
        x += run.width
    return out


def _disc(centre: Point, radius: float) -> tuple[Segment, ...]:
    out: list[Segment] = []
    for a, b, c, d in curves.ellipse(centre, radius, radius):
        if not out:
            out.append(("M", *a))
        out.append(("C", *b, *c, *d))
    return (*out, ("Z",))
