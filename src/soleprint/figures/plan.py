"""From a move to a plan: what of a view it touches, before it is given a lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.model import HandPart, Move, ZoneRule
from soleprint.figures import curves
from soleprint.figures.anatomy import Anatomy, Lanes
from soleprint.figures.curves import Point
from soleprint.figures.strokes import BANDS, GLYPHS, WIDTHS, Part, Placed

Span = tuple[float, float]
"""From and to along the limb, in the direction of travel."""

CLEAR = 4.0
"""Millimetres between the end of a worked stretch and the rim of a zone."""
ENCIRCLING = frozenset({"knead", "wring"})
"""Strokes that go all round the limb, so that a zone on the far side counts too."""
THUMB_LANES = (-0.6, 0.6)
"""Where thumbs run to keep off the bone in the middle, or to work as a pair."""


class Plan(Struct, frozen=True):
    """A move on a view, not yet placed across it."""

    move: Move
    number: int
    """Of the step, for its badge."""
    placed: Placed
    spans: tuple[Span, ...] = ()
    """Stretches along the limb that a lane or band takes."""
    across: tuple[float, ...] = ()
    """Fixed cross-positions; empty: the lane is found later."""

    @property
    def low(self) -> float:
        return min(min(span) for span in self.spans)

    @property
    def high(self) -> float:
        return max(max(span) for span in self.spans)

    @property
    def movable(self) -> bool:
        """True when the cross-position is to be found."""
        return self.placed.kind == "lane" and bool(self.spans) and not self.across

    @property
    def width(self) -> float:
        """Points across that a movable lane takes."""
        return WIDTHS.get(self.placed.stroke, 10.0)


def part_of(move: Move) -> HandPart | None:
    """The part of the hand that works, where the move says."""
    return next((use.part for use in move.hands if use.part), None)


def plan(move: Move, number: int, anatomy: Anatomy, rules: Sequence[ZoneRule]) -> Plan | None:
    """The plan of a move on a view; None when the view lacks its places or the stroke has no glyph."""
    if move.stroke not in GLYPHS or not visible(move, anatomy):
        return None
    base = Plan(move, number, _blank(move, anatomy))
    path = move.path
    if path.start and path.to:
        return _travel(base, anatomy, (path.start, path.to), rules)
    if path.around:
        return _round(base, anatomy)
    return _in_place(base, anatomy, rules)


def _blank(move: Move, anatomy: Anatomy) -> Placed:
    hand = next((use.hand for use in move.hands if use.hand), None)
    both_ways = move.direction is None and bool(move.path.at)
    return Placed(move.stroke, "spot", part_of(move), hand, move.rotation, both_ways, lanes=anatomy.lanes)


def visible(move: Move, anatomy: Anatomy) -> tuple[str, ...]:
    """The places of a move that the view shows: both ends of a path, or any place of a move in place."""
    path, marks = move.path, anatomy.view.landmarks
    if path.start and path.to:
        return (path.start, path.to) if path.start in marks and path.to in marks else ()
    return tuple(name for name in (*path.around, *path.at) if name in marks)


def zone_spans(anatomy: Anatomy, rules: Sequence[ZoneRule], encircling: bool) -> list[Span]:
    """Stretches along the limb where there must be no pressure, low to high."""
    lanes = anatomy.lanes
    out = []
    for rule in rules:
        zone = anatomy.view.zones.get(rule.region)
        if lanes and zone and rule.max_pressure in ("none", "feather") and (encircling or not zone.behind):
            middle = lanes.along(zone.at)
            out.append((middle - zone.size[1], middle + zone.size[1]))
    return out


def _travel(base: Plan, anatomy: Anatomy, ends: tuple[str, str], rules: Sequence[ZoneRule]) -> Plan | None:
    """A stroke from one landmark to another."""
    lanes, marks = anatomy.lanes, anatomy.view.landmarks
    if lanes is None:
        return None
    span = (lanes.along(marks[ends[0]]), lanes.along(marks[ends[1]]))
    stroke = base.move.stroke
    if stroke in BANDS:
        zones = zone_spans(anatomy, rules, encircling=True) if stroke != "feather" else []
        worked, floats = split(span, zones)
        crossing = tuple(tuple(lanes.lane(a, b, 0.0)) for a, b in floats) if base.move.float_over else ()
        return replace(base, placed=replace(base.placed, kind="band", spans=worked, crossing=crossing), spans=(span,))
    base = replace(base, placed=replace(base.placed, kind="lane"), spans=(span,))
    if anatomy.view.furrows and stroke == "stroke":
        return _in_furrows(base, anatomy, span)
    if anatomy.view.limb and anatomy.view.limb.two_faces:
        return replace(base, across=TWO_FACES[stroke == "glide-return"])
    if base.placed.part == "thumbs" and (stroke == "circles" or _over_bone(anatomy, lanes, span)):
        return replace(base, across=THUMB_LANES if stroke == "drain" else (-0.42, 0.42))
    return base


TWO_FACES = ((-1.0, 1.0), (-1.26, 1.26))
"""Cross-positions of strokes along both faces: the stroke beside the hands, the way back outside."""


def _over_bone(anatomy: Anatomy, lanes: Lanes, span: Span) -> bool:
    bone = anatomy.view.limb.bone if anatomy.view.limb else None
    if bone is None:
        return False
    low, high = sorted((lanes.along(bone.start), lanes.along(bone.to)))
    return min(span) < high and max(span) > low


def _in_furrows(base: Plan, anatomy: Anatomy, span: Span) -> Plan:
    """Along the furrows between the tendons, as far as they reach."""
    lines = []
    for name in anatomy.view.furrows:
        points = [p for p in anatomy.polyline(name) if min(span) <= p[1] <= max(span)]
        rising = points[0][1] < points[-1][1]
        lines.append(tuple(points if rising == (span[0] < span[1]) else points[::-1]))
    return replace(base, placed=replace(base.placed, kind="spot", runs=tuple((Part(line),) for line in lines)))


def _round(base: Plan, anatomy: Anatomy) -> Plan | None:
    """A stroke round a place."""
    zones = anatomy.view.zones
    zone = next((zones[name] for name in base.move.path.around if name in zones), None)
    if zone is None:
        return None
    (x, y), (rx, ry) = zone.at, zone.size
    placed = replace(base.placed, centre=zone.at, size=zone.size)
    if base.move.stroke == "circles":
        ring = curves.sample([*curves.ellipse(zone.at, rx, ry)], 10)
        lower = min(range(len(ring)), key=lambda i: ring[i][1])
        ordered = ring[lower:-1] + ring[:lower]
        placed = replace(placed, runs=((Part(tuple(ordered[1:-1][::-1])),),))
    return replace(base, placed=placed, spans=_reach_of(anatomy, [(x, y - ry), (x, y + ry)]))


def _reach_of(anatomy: Anatomy, points: Sequence[Point]) -> tuple[Span, ...]:
    if anatomy.lanes is None:
        return ()
    along = [anatomy.lanes.along(p) for p in points]
    return ((min(along), max(along)),)


def _in_place(base: Plan, anatomy: Anatomy, rules: Sequence[ZoneRule]) -> Plan | None:
    """A stroke that stays at its places."""
    names = visible(base.move, anatomy)
    how: dict[str, Callable[[Plan, Anatomy, Sequence[str], Sequence[ZoneRule]], Plan | None]] = {
        "pull": _at_digits,
        "squeeze": _at_digits,
        "hold": _held,
        "knead": _kneaded,
    }
    return how.get(base.move.stroke, _stroked)(base, anatomy, names, rules)


def _at_digits(base: Plan, anatomy: Anatomy, names: Sequence[str], rules: Sequence[ZoneRule]) -> Plan | None:
    digits = anatomy.view.digits
    every = anatomy.view.all_digits in names
    chosen = digits.values() if every else [digits[name] for name in names if name in digits]
    if chosen:
        return replace(base, placed=replace(base.placed, digits=tuple((d.root, d.tip) for d in chosen)))
    return _held(base, anatomy, names, rules)


def _held(base: Plan, anatomy: Anatomy, names: Sequence[str], rules: Sequence[ZoneRule]) -> Plan | None:
    """Both hands close on the limb at the first place."""
    place = anatomy.view.landmarks[names[0]]
    if anatomy.lanes is None:
        return replace(base, placed=replace(base.placed, centre=place, size=(30.0, 30.0)))
    along = anatomy.lanes.along(place)
    half = anatomy.lanes.half_width(along)
    middle = anatomy.lanes.at(along, 0.0)
    placed = replace(base.placed, centre=middle, size=(half, half))
    return replace(base, placed=placed, spans=((along - 0.5 * half, along + 0.5 * half),))


def reaches(anatomy: Anatomy, names: Sequence[str]) -> list[Span]:
    """How far along the limb each place reaches, for strokes that are done in place."""
    lanes, view = anatomy.lanes, anatomy.view
    out = []
    for name in names:
        if lanes is None:
            continue
        if name in view.reach:
            out.append((lanes.along(view.reach[name].start), lanes.along(view.reach[name].to)))
        elif name in view.zones:
            middle, half = lanes.along(view.zones[name].at), view.zones[name].size[1]
            out.append((middle - half, middle + half))
        else:
            middle = lanes.along(view.landmarks[name])
            half = 0.6 * lanes.half_width(middle)
            out.append((middle - half, middle + half))
    return out


def _kneaded(base: Plan, anatomy: Anatomy, names: Sequence[str], rules: Sequence[ZoneRule]) -> Plan | None:
    spans = reaches(anatomy, names)
    zones = zone_spans(anatomy, rules, encircling=True)
    worked = tuple(part for span in spans for part in split(span, zones)[0])
    return replace(base, placed=replace(base.placed, kind="band", spans=worked), spans=tuple(spans))


def _stroked(base: Plan, anatomy: Anatomy, names: Sequence[str], rules: Sequence[ZoneRule]) -> Plan | None:
    """A stroke along each place, as far as the place reaches; across a zone it floats."""
    reach, lanes = anatomy.view.reach, anatomy.lanes
    lines = [anatomy.polyline(line) for name in names if name in reach and (line := reach[name].line)]
    if lines and lanes:
        straight = [tuple(lanes.lane(a, b, 0.0)) for a, b in reaches(anatomy, _without_line(names, anatomy))]
        runs = tuple((Part(tuple(line)),) for line in (*lines, *straight))
        return replace(base, placed=replace(base.placed, runs=runs))
    spans = reaches(anatomy, names)
    zones = zone_spans(anatomy, rules, encircling=False)
    inside = [(a + 0.12 * (b - a), b - 0.12 * (b - a)) if _within((a, b), zones) else (a, b) for a, b in spans]
    return replace(base, placed=replace(base.placed, kind="lane"), spans=tuple(inside)) if inside else None


def _without_line(names: Sequence[str], anatomy: Anatomy) -> list[str]:
    reach = anatomy.view.reach
    return [name for name in names if name not in reach or reach[name].line is None]


def _within(span: Span, zones: Sequence[Span]) -> bool:
    return any(low - 1 <= min(span) and max(span) <= high + 1 for low, high in zones)


def split(span: Span, zones: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """A span cut at zones: the worked stretches and the floated ones, each in the direction of travel."""
    low, high = min(span), max(span)
    worked: list[Span] = []
    floats: list[Span] = []
    here = low
    for start, end in sorted(zones):
        a, b = max(start, low), min(end, high)
        if a < b:
            if a - CLEAR > here:
                worked.append((here, a - CLEAR))
            floats.append((a, b))
            here = b + CLEAR
    if here < high:
        worked.append((here, high))
    if span[0] > span[1]:
        return tuple((b, a) for a, b in reversed(worked)), tuple((b, a) for a, b in reversed(floats))
    return tuple(worked), tuple(floats)
