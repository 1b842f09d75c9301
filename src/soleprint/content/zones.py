"""Which zones a move touches or crosses, and whether it may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from soleprint.content.model import Move, Pressure, Region, StrokeInfo, ZoneRule
from soleprint.content.places import Report

_STRENGTH: Mapping[Pressure, int] = {"none": 0, "feather": 1, "light": 2, "medium": 3, "firm": 4, "deep": 5}


def crosses(move: Move, zone: Region, regions: Mapping[str, Region], encircles: bool) -> bool:
    """Whether the path of ``move`` passes ``zone`` or begins or ends in it.

    Places on the other side of the limb count only for strokes that go round the limb.
    """
    path = move.path
    stops = [name for name in (path.start, *path.via, path.to) if name is not None]
    if zone.id in stops:
        return True
    heights = [
        region.along
        for region in (regions[name] for name in stops if name in regions)
        if region.along is not None and (encircles or region.face in (None, zone.face))
    ]
    return zone.along is not None and bool(heights) and min(heights) < zone.along < max(heights)


def check_zones(
    move: Move,
    zones: Sequence[ZoneRule],
    strokes: Mapping[str, StrokeInfo],
    regions: Mapping[str, Region],
    report: Report,
) -> None:
    """Report what ``move`` does in a zone against its rule, and what to write instead."""
    for zone in zones:
        region = regions.get(zone.region)
        if region is None:
            continue
        if zone.region in (*move.path.at, *move.path.around):
            _check_in_place(move, zone, region, report)
        elif zone.region not in move.float_over:
            stroke = strokes.get(move.stroke)
            if crosses(move, region, regions, encircles=stroke is not None and stroke.encircles):
                _check_crossing(move, zone, region, regions, report)
    named = {zone.region for zone in zones}
    for index, name in enumerate(move.float_over):
        if name not in named:
            message = f'"{name}" is not a zone of this routine, so there is nothing to float over; delete it'
            report.on(move, ("float_over", index), "no-such-zone", message)


def _check_in_place(move: Move, zone: ZoneRule, region: Region, report: Report) -> None:
    if move.stroke in zone.forbid:
        message = (
            f'zone "{region.id}": the stroke "{move.stroke}" is not done on {region.name}; '
            'use "stroke" or "hold" there, or take the zone out of the path'
        )
        report.on(move, ("stroke",), "zone-stroke", message)
    _check_pressure(move, zone, region, report)


def _check_crossing(move: Move, zone: ZoneRule, region: Region, regions: Mapping[str, Region], report: Report) -> None:
    if move.stroke in zone.forbid:
        message = (
            f'zone "{region.id}": the stroke "{move.stroke}" may not pass {region.name}; '
            f'{_split_advice(region, regions)}, or write "float_over: [{region.id}]" if the hands only rest there'
        )
        report.on(move, ("path",), "zone-stroke", message)
    _check_pressure(move, zone, region, report)


def _check_pressure(move: Move, zone: ZoneRule, region: Region, report: Report) -> None:
    if move.pressure is None or _STRENGTH[move.pressure] <= _STRENGTH[zone.max_pressure]:
        return
    message = (
        f'zone "{region.id}": the pressure on {region.name} is "{zone.max_pressure}" at most, not "{move.pressure}"; '
        f'write "pressure: {zone.max_pressure}" or take the zone out of the path'
    )
    report.on(move, ("pressure",), "zone-pressure", message)


def _split_advice(zone: Region, regions: Mapping[str, Region]) -> str:
    """The nearest places below and above the zone, where a move can end and another begin."""
    assert zone.along is not None  # only a zone with a place can be crossed or is named, see crosses
    placed = [(region.along, region.id) for region in regions.values() if region.along is not None and not region.face]
    below = max((pair for pair in placed if pair[0] < zone.along), default=None)
    above = min((pair for pair in placed if pair[0] > zone.along), default=None)
    ends = f'end it at "{below[1]}"' if below else ""
    begins = f'begin it at "{above[1]}"' if above else ""
    return " and ".join(part for part in (ends, begins) if part) or "end it elsewhere"
