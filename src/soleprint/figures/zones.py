"""Zones without pressure: which a view shows, how they look, and where an arrow's shaft becomes dots."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from soleprint.content.model import ZoneRule
from soleprint.figures import curves
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.curves import Point
from soleprint.figures.pen import HALO, Pen
from soleprint.figures.plan import ENCIRCLING
from soleprint.figures.views import Zone

MARGIN = 3.0
"""Millimetres round a zone in which a shaft is dotted."""
RIM = 0.82
"""How far out across the limb the edge of a zone on the far side begins, -1 to 1."""
PITCH = 4.6
"""Points between hatch lines."""


def quiet_zones(anatomy: Anatomy, rules: Sequence[ZoneRule]) -> tuple[Zone, ...]:
    """Zones of a view in which there must be no pressure, those on the far side too."""
    zones = anatomy.view.zones
    soft = [rule.region for rule in rules if rule.max_pressure in ("none", "feather")]
    return tuple(zones[region] for region in soft if region in zones)


class Hush(Struct, frozen=True):
    """Tells where a stroke touches without pressure. Strokes that go round the limb touch its far side too."""

    anatomy: Anatomy
    zones: tuple[Zone, ...]
    stroke: str

    def __call__(self, p: Point) -> bool:
        return any(self._in(p, zone) for zone in self.zones)

    def _in(self, p: Point, zone: Zone) -> bool:
        (x, y), (rx, ry) = zone.at, zone.size
        if not zone.behind:
            return ((p[0] - x) / (rx + MARGIN)) ** 2 + ((p[1] - y) / (ry + MARGIN)) ** 2 < 1
        lanes = self.anatomy.lanes
        if lanes is None or abs(lanes.along(p) - lanes.along(zone.at)) > ry:
            return False
        return self.stroke in ENCIRCLING or abs(lanes.across(p)) > RIM


def rims(zone: Zone, anatomy: Anatomy) -> list[tuple[list[Point], list[Point]]]:
    """Of a zone on the far side what shows at both edges of the limb: the edge itself, and a bow before it."""
    lanes = anatomy.lanes
    if lanes is None:
        return []
    middle, half, out = lanes.along(zone.at), zone.size[1], []
    for side in (-1.0, 1.0):
        outer = [lanes.at(middle + half * t, side) for t in (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)]
        depths = [(t, 1 - (1 - RIM) * (1 - t * t)) for t in (1.0, 0.6, 0.2, -0.2, -0.6, -1.0)]
        out.append((outer, [lanes.at(middle + half * t, side * depth) for t, depth in depths]))
    return out


def edges_of(pen: Pen, zone: Zone, anatomy: Anatomy, colour: str) -> None:
    """A zone on the far side of the limb: its rim shows as hatching along both edges."""
    for outer, inner in rims(zone, anatomy):
        shape = [*curves.smooth(outer), *curves.smooth(inner)]
        pen.fill(shape, HALO)
        since = len(pen.items)
        _hatch(pen, [*outer, *inner], colour)
        pen.clipped(since, shape)
        pen.stroke(curves.smooth(inner), colour, 1.3, dash=(3.0, 2.0))


def rings_of(zone: Zone, anatomy: Anatomy) -> list[list[Point]]:
    """Outlines of all that is seen of a zone, body millimetres."""
    if zone.behind:
        return [[*outer, *inner] for outer, inner in rims(zone, anatomy)]
    return [curves.sample(curves.ellipse(zone.at, *zone.size), 6)]


def _hatch(pen: Pen, ring: Sequence[Point], colour: str) -> None:
    """Slanting lines over the box of a ring."""
    x0, x1 = min(x for x, _ in ring), max(x for x, _ in ring)
    y0, y1 = min(y for _, y in ring), max(y for _, y in ring)
    tall, step = y1 - y0, PITCH * pen.unit
    k = x0 - tall
    while k < x1:
        pen.stroke([curves.line((k, y0), (k + tall, y1))], colour, 0.8)
        k += step
