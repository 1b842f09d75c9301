"""Drawing one picture: the view's artwork, the no-pressure zones, the moves' glyphs, the badges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from soleprint.content.model import Mode, Routine, ZoneRule
from soleprint.figures import artwork, badges, lanes
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.badges import Badge
from soleprint.figures.curves import Point
from soleprint.figures.lanes import Panel
from soleprint.figures.pen import Pen
from soleprint.figures.strokes import GLYPHS, Placed
from soleprint.figures.strokes.spots import no_pressure
from soleprint.figures.theme import Theme
from soleprint.marks import Primitive, Rect, Symbol

PAD = 5.0
"""Points of room round a picture, for badges and arrows that reach over the edge."""
THIN_BELOW, FULL_FROM = 120.0, 220.0
"""Heights in points of the smallest picture with thinned lines and of the smallest with full lines."""


def weight_at(height: float) -> float:
    """How much lines and glyphs are thinned for a picture of this height: 1 down to 0.7."""
    t = (height - THIN_BELOW) / (FULL_FROM - THIN_BELOW)
    return 0.7 + 0.3 * max(0.0, min(1.0, t))


@dataclass(frozen=True, slots=True)
class Scene:
    """What a figure shows: the moves of a routine, all, or of one step, or of one picture of the sequence."""

    routine: Routine
    mode: Mode
    step: str | None = None
    """Id of a step; None: the whole routine."""
    phase: int | None = None
    """Index of one picture of the whole routine's sequence; None: all."""

    def __hash__(self) -> int:
        return hash((self.routine.id, self.routine.version, self.mode, self.step, self.phase))


@dataclass(frozen=True, slots=True)
class Stage:
    """How a view is shown."""

    anatomy: Anatomy
    theme: Theme
    scale: float
    """Points per body millimetre."""
    mirror: bool = False
    ghost: bool = False

    @property
    def extent(self) -> Rect:
        """What is shown, in body millimetres of the right limb."""
        view = self.anatomy.view
        return Rect(*(view.ghost if self.ghost and view.ghost else view.extent))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.extent.width * self.scale, self.extent.height * self.scale

    @property
    def weight(self) -> float:
        return weight_at(self.size[1])

    def pen(self, pad: float = 0.0) -> Pen:
        """A pen whose (0, 0) on paper is the lower left corner of the view less ``pad``."""
        box = self.extent
        x = box.x1 if self.mirror else -box.x0
        return Pen(self.scale, (x * self.scale + pad, -box.y0 * self.scale + pad), self.mirror, self.weight)


def view_symbol(stage: Stage, layers: frozenset[str] = frozenset()) -> Symbol:
    """The artwork of a view, drawn once and used often."""
    pen = stage.pen()
    wanted = layers | {"ghost"} if stage.ghost else layers
    artwork.draw(pen, stage.anatomy, stage.theme, wanted)
    view = stage.anatomy.view
    side = "left" if stage.mirror else "right"
    name = "-".join([view.id, side, stage.theme.name, *sorted(wanted), f"{stage.scale:.4f}"])
    return Symbol(name, tuple(pen.items), Rect(0.0, 0.0, *stage.size))


def draw_moves(panel: Panel, stage: Stage, rules: Sequence[ZoneRule]) -> tuple[list[Primitive], list[Placed]]:
    """Zones and glyphs of a picture in points, and where the glyphs are."""
    pen = stage.pen(PAD)
    zones = panel.anatomy.view.zones
    for rule in rules:
        zone = zones.get(rule.region)
        if zone and not zone.behind and rule.max_pressure in ("none", "feather"):
            no_pressure(pen, zone.at, zone.size, stage.theme.glyph("zone"))
    placed = lanes.place(panel, pen.unit, rules)
    for plan, where in sorted(zip(panel.plans, placed, strict=True), key=lambda pair: _order(pair[1])):
        if not (plan.move.stroke == "hold" and panel.anatomy.view.hands_drawn):
            GLYPHS[plan.move.stroke](pen, where, stage.theme.glyph(plan.move.stroke))
    return pen.items, placed


def _order(placed: Placed) -> int:
    """Holding hands lie under the strokes; wide strokes under narrow ones."""
    return 0 if placed.stroke == "hold" else 1 if placed.kind == "band" else 2


def place_badges(panel: Panel, placed: Sequence[Placed], stage: Stage) -> list[Badge]:
    """One badge per step: outside the limb beside its first glyph, clear of glyphs, badges and the picture's edge."""
    pen = stage.pen(PAD)
    width, height = stage.size
    box = Rect(0.0, 0.0, width + 2 * PAD, height + 2 * PAD)
    radius = badges.RADIUS * stage.weight
    taken = [pen.to_paper(p) for where in placed for p in badges.glyph_points(where)]
    out: list[Badge] = []
    for number in panel.numbers:
        options = _options(panel, placed, number, (radius + badges.GAP) / stage.scale)
        costs = [_cost(option, anchor, pen, box, radius, taken, out, panel) for option, anchor in options]
        best = min(range(len(options)), key=costs.__getitem__)
        first = next(plan for plan in panel.plans if plan.number == number)
        out.append(Badge(number, first.move.stroke, pen.to_paper(options[best][0]), radius))
    return out


def _options(panel: Panel, placed: Sequence[Placed], number: int, clear: float) -> list[tuple[Point, Point]]:
    """Centres to try with the anchors they belong to, in body millimetres."""
    out = []
    for plan, where in zip(panel.plans, placed, strict=True):
        if plan.number == number:
            for anchor in badges.anchors(plan, where):
                out += [(option, anchor) for option in badges.beside(anchor, panel, where, clear)]
    return out


def _cost(
    option: Point,
    anchor: Point,
    pen: Pen,
    box: Rect,
    radius: float,
    taken: Sequence[Point],
    others: Sequence[Badge],
    panel: Panel,
) -> float:
    """How bad a place for a badge is: far from its glyph, on the skin, over a glyph or another badge, outside."""
    centre = pen.to_paper(option)
    cost = math.dist(centre, pen.to_paper(anchor))
    cost += 60.0 if panel.anatomy.covers(option) else 0.0
    cost += 400.0 if not badges.clear_of(box, centre, radius * 1.1) else 0.0
    reach = radius + 4.5 * pen.weight
    cost += 40.0 * sum(1 for point in taken if math.dist(point, centre) < reach)
    cost += 1000.0 * sum(1 for other in others if math.dist(other.centre, centre) < 2.5 * radius)
    return cost
