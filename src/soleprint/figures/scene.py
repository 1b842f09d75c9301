"""Drawing one picture: the view's artwork, the no-pressure zones, the moves' glyphs, the badges."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import blake2b

import msgspec
from msgspec import Struct

from soleprint.content.model import Mode, Routine, ZoneRule
from soleprint.figures import artwork, badges, lanes
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.badges import Badge
from soleprint.figures.curves import Point
from soleprint.figures.instructions import Box
from soleprint.figures.lanes import Panel
from soleprint.figures.pen import Pen, snap
from soleprint.figures.strokes import GLYPHS, Placed
from soleprint.figures.strokes.spots import no_pressure
from soleprint.figures.theme import PAPER, Theme
from soleprint.marks import Path, Primitive, Rect, Stroke, Symbol, Use, rounded

PAD = 5.0
"""Points of room round a picture, for badges and arrows that reach over the edge."""
RING, RING_AT = 1.9, 60.0
"""Points of a locator's ring, and of the height of the picture that has one so thick."""
THIN_BELOW, FULL_FROM = 120.0, 220.0
"""Heights in points of the smallest picture with thinned lines and of the smallest with full lines."""


def weight_at(height: float) -> float:
    """How much lines are thinned for a picture of this height: 1 down to 0.7."""
    t = (height - THIN_BELOW) / (FULL_FROM - THIN_BELOW)
    return 0.7 + 0.3 * max(0.0, min(1.0, t))


def glyph_weight_at(height: float) -> float:
    """The same for glyphs, which go on shrinking in very small pictures, down to 0.4."""
    return max(0.4, weight_at(height) * min(1.0, height / THIN_BELOW))


class Scene(Struct, frozen=True, eq=False, dict=True):
    """What a figure shows: the moves of a routine, all, or of one step, or of one picture of the sequence."""

    routine: Routine
    mode: Mode
    step: str | None = None
    """Id of a step; None: the whole routine."""
    phase: int | None = None
    """Index of one picture of the whole routine's sequence; None: all."""
    numbered: bool = True
    """False: without badges, for a picture that stands beside its step's number."""

    @cached_property
    def key(self) -> bytes:
        """A digest of all that the drawing and its description depend on, so that equal scenes are drawn once:
        rewording a title or a cue redraws nothing."""
        routine = self.routine
        steps = [(step.id, step.modes, step.moves if self.step in (None, step.id) else ()) for step in routine.steps]
        shown = (routine.id, routine.views, routine.limb, routine.zones, routine.setups, steps)
        facts = msgspec.json.encode((shown, self.mode, self.step, self.phase, self.numbered))
        return blake2b(facts, digest_size=16).digest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scene) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


class Projection(Struct, frozen=True):
    """How a view is shown."""

    anatomy: Anatomy
    theme: Theme
    scale: float
    """Points per body millimetre."""
    mirror: bool = False
    ghost: bool = False
    heft: float = 1.0
    """How much heavier than usual lines, glyphs and badges are, for reading from afar."""
    steady: bool = False
    """True: nothing is thinned however small the picture, as for a sign in a key."""

    @property
    def extent(self) -> Rect:
        """What is shown, in body millimetres of the right limb."""
        view = self.anatomy.view
        return Rect(*(view.ghost if self.ghost and view.ghost else view.extent))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return snap(self.extent.width * self.scale), snap(self.extent.height * self.scale)

    def _thinning(self, glyphs: bool) -> float:
        height = self.size[1]
        return 0.9 if self.steady else glyph_weight_at(height) if glyphs else weight_at(height)

    def pen(self, pad: float = 0.0, glyphs: bool = True) -> Pen:
        """A pen whose (0, 0) on paper is the lower left corner of the view less ``pad``; for artwork or glyphs."""
        box = self.extent
        weight = self.heft * self._thinning(glyphs)
        x, y = snap(-box.x0 * self.scale), snap(-box.y0 * self.scale)
        x = self.size[0] - x if self.mirror else x
        across = -self.scale if self.mirror else self.scale
        return Pen((across, 0.0, 0.0, self.scale, x + pad, y + pad), weight)


def view_symbol(projection: Projection, layers: frozenset[str] = frozenset()) -> Symbol:
    """The artwork of a view, drawn once and used often."""
    pen = projection.pen(glyphs=False)
    wanted = layers | {"ghost"} if projection.ghost else layers
    artwork.draw(pen, projection.anatomy, projection.theme, wanted)
    view = projection.anatomy.view
    side = "left" if projection.mirror else "right"
    name = "-".join([view.id, side, projection.theme.name, *sorted(wanted), f"{projection.scale:.4f}"])
    symbol = Symbol(name, tuple(pen.items), Rect(0.0, 0.0, *projection.size))
    if not view.twin:
        return symbol
    middle = pen.to_paper((0.0, 0.0))[0]
    other = Use(symbol, (-1.0, 0.0, 0.0, 1.0, 2 * middle, 0.0))
    return Symbol(f"{name}-pair", (Use(symbol), other), symbol.bbox)


def locator(projection: Projection, box: Box) -> list[Primitive]:
    """A ring round a part of the body, so that a position tells where to work."""
    pen = projection.pen(PAD)
    (x0, y0), (x1, y1) = pen.to_paper(box[:2]), pen.to_paper(box[2:])
    x0, x1 = sorted((x0, x1))
    weight = RING * projection.heft * max(0.6, min(1.2, projection.size[1] / RING_AT))
    outline = rounded(Rect(x0, y0, x1, y1), 0.28 * min(x1 - x0, y1 - y0))
    rim = Path(outline, None, Stroke(PAPER, 1.9 * weight))
    return [rim, Path(outline, None, Stroke(projection.theme.colours["ring"], weight))]


def draw_moves(panel: Panel, projection: Projection, rules: Sequence[ZoneRule]) -> tuple[list[Primitive], list[Placed]]:
    """Zones and glyphs of a picture in points, and where the glyphs are."""
    pen = projection.pen(PAD)
    zones = panel.anatomy.view.zones
    for rule in rules:
        zone = zones.get(rule.region)
        if zone and not zone.behind and rule.max_pressure in ("none", "feather"):
            no_pressure(pen, zone.at, zone.size, projection.theme.glyph("zone"))
    placed = lanes.place(panel, pen.unit, rules)
    for plan, where in sorted(zip(panel.plans, placed, strict=True), key=lambda pair: _order(pair[1])):
        if not (plan.move.stroke == "hold" and panel.anatomy.view.hands_drawn):
            GLYPHS[plan.move.stroke](pen, where, projection.theme.glyph(plan.move.stroke))
    return pen.items, placed


def _order(placed: Placed) -> int:
    """Holding hands lie under the strokes; wide strokes under narrow ones."""
    return 0 if placed.stroke == "hold" else 1 if placed.kind == "band" else 2


def place_badges(
    panel: Panel, placed: Sequence[Placed], projection: Projection, strokes: Mapping[int, str]
) -> list[Badge]:
    """One badge per step: outside the limb beside its first glyph, clear of glyphs, badges and the picture's edge.

    ``strokes`` names the main stroke of each step, whose colour the badge has.
    """
    pen = projection.pen(PAD)
    width, height = projection.size
    box = Rect(0.0, 0.0, width + 2 * PAD, height + 2 * PAD)
    radius = badges.RADIUS * max(weight_at(height) * projection.heft * 0.95, pen.weight)
    points = (pen.to_paper(p) for where in placed for p in badges.glyph_points(where))
    taken = list({(round(x / 4), round(y / 4)): (x, y) for x, y in points}.values())
    out: list[Badge] = []
    for number in panel.numbers:
        options = _options(panel, placed, number, (radius + badges.GAP) / projection.scale)
        crowd = _Crowd(pen, box, radius, taken, [badge.centre for badge in out], panel.anatomy)
        best = crowd.best(options)
        out.append(Badge(number, strokes[number], crowd.place(best), radius))
    return out


def _options(panel: Panel, placed: Sequence[Placed], number: int, clear: float) -> list[tuple[Point, Point]]:
    """Centres to try with the anchors they belong to, in body millimetres."""
    out = []
    for plan, where in zip(panel.plans, placed, strict=True):
        if plan.number == number:
            for anchor in badges.anchors(plan, where):
                out += [(option, anchor) for option in badges.beside(anchor, panel, where, clear)]
    return out


class _Crowd(Struct, frozen=True):
    """What a badge must keep clear of, in points."""

    pen: Pen
    box: Rect
    radius: float
    glyphs: Sequence[Point]
    others: Sequence[Point]
    anatomy: Anatomy

    def best(self, options: Sequence[tuple[Point, Point]]) -> Point:
        """The best of several centres with their anchors (body millimetres). Costly questions are asked last."""
        rough = sorted((self._near(centre, anchor), i) for i, (centre, anchor) in enumerate(options))
        found, lowest = options[rough[0][1]][0], math.inf
        for cost, i in rough:
            if cost >= lowest:
                break
            cost += self._crowding(options[i][0])
            if cost < lowest:
                found, lowest = options[i][0], cost
        return found

    def _near(self, option: Point, anchor: Point) -> float:
        """Distance from the glyph, with a price for having to be moved inside the picture."""
        centre, kept = self.pen.to_paper(option), self.place(option)
        return math.dist(kept, self.pen.to_paper(anchor)) + 4.0 * math.dist(kept, centre)

    def place(self, option: Point) -> Point:
        """Where a badge meant for a place goes: moved inside the picture where it is not."""
        (x, y), edge, box = self.pen.to_paper(option), self.radius * 1.2, self.box
        return max(box.x0 + edge, min(x, box.x1 - edge)), max(box.y0 + edge, min(y, box.y1 - edge))

    def _crowding(self, option: Point) -> float:
        """Price for lying on the skin, on a glyph or on another badge."""
        centre = self.place(option)
        reach = self.radius + 4.5 * self.pen.weight
        cost = 40.0 * sum(math.dist(point, centre) < reach for point in self.glyphs)
        cost += 1000.0 * sum(math.dist(other, centre) < 2.5 * self.radius for other in self.others)
        return cost + (140.0 if self.anatomy.covers(self.pen.to_body(centre)) else 0.0)
