"""Painting a stage: the limb in layers, the hands behind and before it, zones, arrows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from soleprint.content.model import Move, ZoneRule
from soleprint.figures import arrows, curves
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.curves import Point
from soleprint.figures.hands import Hand, Hands
from soleprint.figures.instructions import Art, Shadow
from soleprint.figures.lanes import Panel, place
from soleprint.figures.layers import SMALL, Grade, grade, layers_of, symbol
from soleprint.figures.pen import Pen
from soleprint.figures.pictures import Arrow, Layer, Phase, Picture
from soleprint.figures.plan import plan
from soleprint.figures.stage import Framing, on_paper
from soleprint.figures.strokes import GLYPHS
from soleprint.figures.strokes.spots import no_pressure
from soleprint.figures.symbols import symbol_of
from soleprint.figures.theme import Theme
from soleprint.figures.views import Zone
from soleprint.figures.zones import Hush, edges_of, quiet_zones
from soleprint.marks import Group, Matrix, Primitive, Rect, Symbol, Use, multiply

SHADOW = (0.75, -1.0)
"""Where shadows fall on paper, per millimetre of lift: light comes from the upper left."""
HEFT = (0.92, 0.9)
"""Weight of arrows at card size, and how much more at poster size."""
THIN, THICK = 0.28, 1.0
"""Points per millimetre of body (0.1 and 0.35 mm of paper) between which arrows grow."""
ZONE = 0.8
"""Weight of a zone's hatching."""
ROUND = 120.0
"""Millimetres round a zone's middle that its marks may reach."""


class Contents(Struct, frozen=True, dict=True):
    """Everything that a stage shows."""

    picture: Picture
    phase: Phase
    anatomy: Anatomy
    hands: tuple[Hand, ...]
    rules: tuple[ZoneRule, ...]
    moves: tuple[Move, ...]
    still: bool = False

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """Where there must be no pressure, if the picture shows it."""
        return quiet_zones(self.anatomy, self.rules) if self.picture.zone else ()

    @cached_property
    def lines(self) -> list[tuple[Arrow, list[Point]]]:
        """Each arrow with its way in body millimetres; none of a still picture."""
        if self.still:
            return []
        return [(arrow, arrows.line_of(arrow, self.anatomy.lanes)) for arrow in self.phase.arrows]

    def stroke(self, move: str) -> str:
        """The stroke of a move."""
        return next(one.stroke for one in self.moves if one.id == move)


class Painter:
    """Paints stages in one theme; ``weight`` is that of arrows and zones. Keep it: a view is drawn once a scale."""

    def __init__(self, hands: Hands, theme: Theme, ground: str, weight: float = 1.0) -> None:
        self._weight = weight
        self.hands, self.theme, self.ground = hands, theme.on(ground), ground
        self._marks: dict[str, Symbol] = {}
        self._cuts: dict[tuple[str, str], tuple[list[curves.Bezier], Rect]] = {}

    def paint(self, shows: Contents, framing: Framing) -> list[Primitive]:
        """Marks of a picture in points, not yet clipped."""
        items: list[Primitive] = []
        for body, overlay in _copies(framing, shows):
            items += self._limb(shows, body, overlay)
            items += self._zones(shows, body, framing)
            items += self._glyphs(shows, body)
            items += self._arrows(shows, overlay, under=True)
            items += self._hands(shows, overlay, "front")
        return [*items, *self._arrows(shows, framing.overlay, under=False)]

    def _limb(self, shows: Contents, body: Matrix, overlay: Matrix) -> list[Primitive]:
        """The view's layers with the hands that the limb hides and the shadows of those before it."""
        items: list[Primitive] = []
        size = grade(math.hypot(*body[:2]))
        for number, layer in enumerate(layers_of(shows.anatomy, self.theme)):
            marks = self._layer(shows.anatomy, number, layer.art, size)
            items += [Use(marks, size.place(body))] if marks.items else []
            if isinstance(layer.then, Shadow):
                items += self._shadow(layer.then, shows, body, overlay)
            elif layer.then is not None:
                items += self._hands(shows, overlay, "behind")
        return items

    def _layer(self, anatomy: Anatomy, number: int, art: Sequence[Art], size: Grade) -> Symbol:
        name = f"{anatomy.view.id}-{self.theme.name}-{self.ground.lstrip('#')}-{number}-{size.name}"
        if name not in self._marks:
            self._marks[name] = self._drawn(name, anatomy, art, size)
        return self._marks[name]

    def _drawn(self, name: str, anatomy: Anatomy, art: Sequence[Art], size: Grade) -> Symbol:
        def drawn() -> Symbol:
            return symbol(name, art, anatomy, self.theme, size)

        # The colour of a clinic is nobody else's, and the name does not tell clothes.
        usual = self.ground == self.theme.colours["stage"] and self.theme.clothed
        return symbol_of(self.hands.folders, name, drawn) if usual else drawn()

    def _hands(self, shows: Contents, body: Matrix, layer: Layer) -> list[Use]:
        return [use for hand in shows.hands for use in self.hands.marks(hand, layer, body)]

    def _shadow(self, where: Shadow, shows: Contents, body: Matrix, overlay: Matrix) -> list[Primitive]:
        cut, box = self._cut(shows.anatomy, where.inside)
        casting = [hand for hand in shows.hands if any(_meets(box, ring) for ring in hand.rings)]
        reach = shows.picture.lift * math.hypot(*body[:2])
        falls = multiply(overlay, (1.0, 0.0, 0.0, 1.0, SHADOW[0] * reach, SHADOW[1] * reach))
        uses = [use for hand in casting for use in self.hands.shadow(hand, falls, where.colour)]
        return [Group(tuple(uses), clip=Pen(body).segments(cut))] if uses else []

    def _cut(self, anatomy: Anatomy, name: str) -> tuple[list[curves.Bezier], Rect]:
        """A shape as few straight sides, true to the width of an outline, and its box.

        It only cuts off what falls beside the limb.
        """
        key = (anatomy.view.id, name)
        if key not in self._cuts:
            ring = anatomy.polyline(name)
            xs, ys = [x for x, _ in ring], [y for _, y in ring]
            few = curves.polygon([ring[k] for k in curves.thin(ring, 0.3, 60.0)])
            self._cuts[key] = few, Rect(min(xs), min(ys), max(xs), max(ys))
        return self._cuts[key]

    def _zones(self, shows: Contents, body: Matrix, framing: Framing) -> list[Primitive]:
        """Zones without pressure, each whole or not at all."""
        size = grade(math.hypot(*body[:2]))
        whole = [zone for zone in shows.zones if inside(zone, body, framing)]
        return [Use(self._zone(shows.anatomy, zone, size), size.place(body)) for zone in whole]

    def _zone(self, anatomy: Anatomy, zone: Zone, size: Grade) -> Symbol:
        (x, y), colour = zone.at, self.theme.arrow("zone")
        name = f"{anatomy.view.id}-zone-{x:g}-{y:g}-{self.theme.name}-{size.name}-{self._weight:g}"
        if name not in self._marks:
            pen = size.pen(ZONE * self._weight * size.limb / SMALL.limb)
            if zone.behind:
                edges_of(pen, zone, anatomy, colour)
            else:
                no_pressure(pen, zone.at, zone.size, colour)
            box = (x - ROUND, y - ROUND, x + ROUND, y + ROUND)
            self._marks[name] = Symbol(name, tuple(pen.items), Rect(*(v * size.scale for v in box)))
        return self._marks[name]

    def _glyphs(self, shows: Contents, body: Matrix) -> list[Primitive]:
        """Where no hand can be drawn the strokes' glyphs tell what is done."""
        pen = Pen(body, self._weight * heft(math.hypot(*body[:2])))
        if shows.phase.hands or shows.phase.arrows:
            return []
        plans = [plan(move, 0, shows.anatomy, shows.rules) for move in shows.moves]
        panel = Panel(shows.anatomy, tuple(one for one in plans if one is not None))
        for one, where in zip(panel.plans, place(panel, pen.unit, shows.rules), strict=True):
            if not (one.move.stroke == "hold" and shows.anatomy.view.hands_drawn):
                GLYPHS[one.move.stroke](pen, where, self.theme.arrow(one.move.stroke))
        return pen.items

    def _arrows(self, shows: Contents, body: Matrix, under: bool) -> list[Primitive]:
        pen = Pen(body, self._weight * heft(math.hypot(*body[:2])))
        for arrow, line in shows.lines:
            if arrow.under == under:
                stroke = shows.stroke(arrow.move)
                hush = Hush(shows.anatomy, shows.zones, stroke)
                arrows.draw(pen, arrow, line, self.theme.arrow(stroke), hush)
        return pen.items


def _meets(box: Rect, ring: Sequence[Point]) -> bool:
    """True when a ring reaches into a box."""
    return any(box.x0 < x < box.x1 and box.y0 < y < box.y1 for x, y in ring)


def inside(zone: Zone, body: Matrix, framing: Framing) -> bool:
    """True when a zone lies wholly in its stage."""
    (x, y), (rx, ry) = zone.at, zone.size
    corners = on_paper(body, [(x + dx, y + dy) for dx in (-rx, rx) for dy in (-ry, ry)])
    return all(-1 <= px <= framing.width + 1 and -1 <= py <= framing.height + 1 for px, py in corners)


def heft(scale: float) -> float:
    """Weight of arrows at a scale in points per millimetre of body."""
    return HEFT[0] + HEFT[1] * max(0.0, min(1.0, (scale - THIN) / (THICK - THIN)))


def _copies(framing: Framing, shows: Contents) -> list[tuple[Matrix, Matrix]]:
    """Where the limb is drawn: once, or to the right and mirrored to the left."""
    twin = shows.picture.twin
    if not twin and not shows.anatomy.view.twin:
        return [(framing.body, framing.overlay)]
    sides = ((1.0, 0.0, 0.0, 1.0, twin, 0.0), (-1.0, 0.0, 0.0, 1.0, -twin, 0.0))
    return [(multiply(side, framing.body), multiply(side, framing.overlay)) for side in sides]


def hands_on(shows: Contents, framing: Framing, behind: bool = False) -> list[list[Point]]:
    """Rings of all that is seen of the hands before the limb, in points on paper; with those ``behind`` it, too."""
    overlays = [overlay for _, overlay in _copies(framing, shows)]
    rings = [ring for hand in shows.hands for ring in (hand.whole if behind else hand.rings)]
    return [on_paper(overlay, ring) for overlay in overlays for ring in rings]


def arrows_on(shows: Contents, framing: Framing) -> list[tuple[Arrow, list[Point]]]:
    """Each arrow with its way in points on paper."""
    return [(arrow, on_paper(framing.overlay, line)) for arrow, line in shows.lines]


def hands_of(hands: Hands, phase: Phase, anatomy: Anatomy) -> tuple[Hand, ...]:
    """The hands of a moment, put on the limb."""
    return tuple(hands.lay(place, anatomy) for place in phase.hands)
