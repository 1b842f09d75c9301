"""Pictures of moves that content/scenes does not draw: hands by stroke and part, from ``content/placing.yaml``.

A recipe lays hands relative to an *anchor* on the limb: ``along`` is millimetres up the limb from it, ``across`` from
-1 at the inner edge to 1 at the outer edge, ``shift`` millimetres outwards and up. It is drawn for a limb whose outer
side is at the right, and mirrored where it is at the left. Its arrows are *leads*.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from soleprint.content.model import HandPart, Mode, Move, Routine
from soleprint.figures import curves
from soleprint.figures.anatomy import Anatomy, Lanes
from soleprint.figures.arrows import line_of
from soleprint.figures.curves import Point
from soleprint.figures.instructions import Base, Box, Length, Name
from soleprint.figures.load import PLACING, load_file
from soleprint.figures.pictures import Arrow, HandPlace, Phase, Picture, Style
from soleprint.figures.plan import part_of, reaches, visible
from soleprint.files.disk import kept
from soleprint.files.folders import find

Views = Callable[[str], Anatomy]
Where = Literal["along", "at", "around", "furrow", "digit"]
ROOM = 28.0
"""Millimetres of limb and ground that a picture shows beyond what is done on it."""


class Lead(Base, frozen=True, kw_only=True):
    """An arrow of a recipe: the whole way, or so many millimetres ``ahead`` of the anchor and then ``long``."""

    style: Style = "solid"
    across: Annotated[float, Meta(ge=-2, le=2)] = 0.0
    to_across: Annotated[float, Meta(ge=-2, le=2)] | None = None
    """Where across it ends, for arrows that cross the limb."""
    ahead: Length | None = None
    long: Length = 90.0
    ring: bool = False
    """True: three quarters of a circle round the place."""
    coil: bool = False
    """True: overlapping circles along the way."""
    size: Annotated[float, Meta(ge=0.3, le=3)] = 1.0
    under: bool = False


class Moment(Base, frozen=True, kw_only=True):
    """Hands and arrows of one moment."""

    hands: tuple[HandPlace, ...]
    leads: tuple[Lead, ...] = ()


class Recipe(Base, frozen=True, kw_only=True):
    """How the hands of some strokes lie."""

    strokes: tuple[Name, ...]
    parts: tuple[HandPart, ...] = ()
    """Only with these parts of the hand; without: any."""
    where: Where
    """along a way, at a place, around a place, in a furrow between tendons, on a digit."""
    anchor: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """Where on the way the hands are: 0 its start, 1 its end."""
    lift: Annotated[float, Meta(ge=0, le=40)] = 4.0
    moments: Annotated[tuple[Moment, ...], Meta(min_length=1)]


class Placing(Base, frozen=True, kw_only=True):
    """content/placing.yaml: the first recipe that fits a move is taken."""

    schema: Literal[1]
    recipes: tuple[Recipe, ...]


def load_placing(folders: Sequence[Path]) -> tuple[Recipe, ...]:
    """The recipes of the first content folder that has any. Raises ContentError."""
    path = find(folders, PLACING)
    if path is None:
        return ()
    return kept(folders, "placing", Placing, lambda: load_file(path, "scene", Placing)).recipes


def pictures(
    moves: Sequence[Move], routine: Routine, mode: Mode, views: Views, recipes: Sequence[Recipe]
) -> list[Picture]:
    """A picture for each move that can be shown; moves without hands are told by their glyphs."""
    out = []
    for move in moves:
        names = [move.view] if move.view else list(routine.views)
        anatomy = next((views(name) for name in names if name and visible(move, views(name))), None)
        if anatomy is not None:
            out.append(_picture(move, mode, anatomy, recipes))
    return out


def _picture(move: Move, mode: Mode, anatomy: Anatomy, recipes: Sequence[Recipe]) -> Picture:
    for recipe in recipes if not anatomy.view.hands_drawn else ():
        spot = _spot(move, anatomy, recipe) if _fits(recipe, move) else None
        if spot is not None:
            phases = tuple(_phase(move, moment, spot) for moment in recipe.moments)
            box = _box(anatomy, spot, phases)
            base = Picture(moves=(move.id,), modes=(mode,), view=anatomy.view.id, box=box, lift=recipe.lift)
            if len(phases) > 1:
                return msgspec.structs.replace(base, phases=phases)
            return msgspec.structs.replace(base, hands=phases[0].hands, arrows=phases[0].arrows)
    return Picture(moves=(move.id,), modes=(mode,), view=anatomy.view.id, box=anatomy.view.extent)


def _fits(recipe: Recipe, move: Move) -> bool:
    return move.stroke in recipe.strokes and (not recipe.parts or part_of(move) in recipe.parts)


class _Spot(Struct, frozen=True):
    """Where a recipe is laid: the limb's lanes, the way, and the anchor."""

    lanes: Lanes
    start: float
    end: float
    anchor: float
    ring: tuple[Point, Point] | None = None
    line: tuple[Point, ...] = ()
    """A furrow, or a toe from root to tip."""

    @property
    def up(self) -> float:
        """Degrees from straight up to the limb's direction, anticlockwise."""
        (ax, ay), (bx, by) = self.lanes.at(self.anchor - 8, 0.0), self.lanes.at(self.anchor + 8, 0.0)
        return math.degrees(math.atan2(by - ay, bx - ax)) - 90

    @property
    def outwards(self) -> float:
        """1 where the outer edge is at the right of the limb's direction, else -1."""
        (ax, ay), (bx, by) = self.lanes.at(self.anchor, 0.0), self.lanes.at(self.anchor, 1.0)
        turn = math.radians(self.up)
        return 1.0 if (bx - ax) * math.cos(turn) + (by - ay) * math.sin(turn) >= 0 else -1.0


def _spot(move: Move, anatomy: Anatomy, recipe: Recipe) -> _Spot | None:
    """Where a recipe is laid for a move; None where the view has no such place."""
    lanes, view, path = anatomy.lanes, anatomy.view, move.path
    if lanes is None:
        return None
    if (
        recipe.where == "along"
        and path.start
        and path.to
        and path.start in view.landmarks
        and path.to in view.landmarks
    ):
        a, b = lanes.along(view.landmarks[path.start]), lanes.along(view.landmarks[path.to])
        return _Spot(lanes, a, b, a + (b - a) * recipe.anchor)
    if recipe.where == "around":
        zone = next((view.zones[name] for name in path.around if name in view.zones), None)
        middle = lanes.along(zone.at) if zone else 0.0
        return _Spot(lanes, middle, middle, middle, (zone.at, zone.size)) if zone else None
    if recipe.where == "furrow" and view.furrows:
        line = tuple(anatomy.polyline(view.furrows[min(1, len(view.furrows) - 1)]))
        a, b = lanes.along(line[0]), lanes.along(line[-1])
        return _Spot(lanes, a, b, a + (b - a) * recipe.anchor, line=line)
    if recipe.where == "digit" and view.digits:
        digit = next(iter(view.digits.values()))
        along = lanes.along(digit.tip)
        return _Spot(lanes, along, along, along, line=(digit.root, digit.tip))
    spans = reaches(anatomy, [name for name in path.at if name in view.landmarks])
    if recipe.where == "at" and spans:
        a, b = spans[0]
        return _Spot(lanes, a, b, a + (b - a) * recipe.anchor)
    return None


def _phase(move: Move, moment: Moment, spot: _Spot) -> Phase:
    hands = tuple(_lay(place, spot) for place in moment.hands)
    return Phase(hands=hands, arrows=tuple(_arrow(move, lead, spot) for lead in moment.leads))


def _lay(place: HandPlace, spot: _Spot) -> HandPlace:
    """A recipe's hand on this limb: turned with it, mirrored where its outer side is at the left."""
    flip = spot.outwards
    if spot.line and len(spot.line) == 2:
        (ax, ay), (bx, by) = spot.line
        turn = math.degrees(math.atan2(by - ay, bx - ax)) + 90 + place.turn
        return msgspec.structs.replace(
            place, at=(bx + place.shift[0], by + place.shift[1]), shift=(0.0, 0.0), turn=turn
        )
    x, y = spot.lanes.at(spot.anchor + place.along, place.across)
    dx, dy, up = place.shift[0] * flip, place.shift[1], math.radians(spot.up)
    at = (x + dx * math.cos(up) - dy * math.sin(up), y + dx * math.sin(up) + dy * math.cos(up))
    other: Literal["right", "left"] = "left" if place.hand == "right" else "right"
    hand = place.hand if flip > 0 else other
    return HandPlace(pose=place.pose, hand=hand, at=at, turn=spot.up + place.turn * flip, depth=place.depth)


def _arrow(move: Move, lead: Lead, spot: _Spot) -> Arrow:
    how = Arrow(move=move.id, style=_style(move, lead), size=lead.size, under=lead.under)
    if lead.ring and spot.ring:
        return msgspec.structs.replace(how, line=_ring(*spot.ring, move.rotation == "anticlockwise"))
    if len(spot.line) == 2:
        return msgspec.structs.replace(how, line=_beyond(spot.line, lead))
    sense = 1.0 if spot.end >= spot.start else -1.0
    if lead.ahead is None:
        ends = (spot.start, spot.end)
    else:
        begin = spot.anchor + sense * lead.ahead
        ends = (begin, begin + sense * lead.long) if lead.to_across is None else (begin, begin)
    last = lead.across if lead.to_across is None else lead.to_across
    way = tuple(
        (ends[0] + (ends[1] - ends[0]) * t, lead.across + (last - lead.across) * t) for t in (0, 0.25, 0.5, 0.75, 1)
    )
    if lead.coil:
        return msgspec.structs.replace(how, coil=tuple(spot.lanes.at(a, b) for a, b in way), radius=14.0, turns=3)
    return msgspec.structs.replace(how, way=way)


def _style(move: Move, lead: Lead) -> Style:
    """Strokes as light as a feather are dotted."""
    return "dots" if lead.style == "solid" and move.pressure in ("none", "feather") else lead.style


def _ring(at: Point, size: Point, anticlockwise: bool) -> tuple[Point, ...]:
    """Three quarters of a circle round a place."""
    turns = [math.radians(-60 - 30 * k) for k in range(10)]
    ring = [(at[0] + 1.25 * size[0] * math.cos(t), at[1] + 1.25 * size[1] * math.sin(t)) for t in turns]
    return tuple(ring[::-1] if anticlockwise else ring)


def _beyond(toe: tuple[Point, ...], lead: Lead) -> tuple[Point, ...]:
    """Beside a toe's hand, away from the foot or towards the toe."""
    (ax, ay), (bx, by) = toe
    size = math.dist(toe[0], toe[1]) or 1.0
    ux, uy = (bx - ax) / size, (by - ay) / size
    begin, end = lead.ahead or 0.0, (lead.ahead or 0.0) + lead.long
    return tuple((bx + ux * d - uy * lead.across * 40, by + uy * d + ux * lead.across * 40) for d in (begin, end))


def _box(anatomy: Anatomy, spot: _Spot, phases: Sequence[Phase]) -> Box:
    """What must be seen: the limb where it is worked on, the hands' places and the arrows."""
    stretch = [spot.start, spot.end, spot.anchor]
    points = [spot.lanes.at(along, side) for along in stretch for side in (-1.0, 1.0)]
    for phase in phases:
        points += [hand.at for hand in phase.hands if hand.at and anatomy.covers(hand.at)]
        points += [p for arrow in phase.arrows for p in line_of(arrow, spot.lanes)]
    points += [*curves.even(spot.line, 4)] if spot.line else []
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs) - ROOM, min(ys) - ROOM, max(xs) + ROOM, max(ys) + ROOM)
