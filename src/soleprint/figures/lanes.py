"""Finding room: which moves share a picture, and where across the limb each one runs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.model import Move, ZoneRule
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.plan import Plan, Span, split, zone_spans
from soleprint.figures.strokes import Part, Placed

MOST_LANES = 4
"""No more strokes side by side than this in one picture."""


class Panel(Struct, frozen=True):
    """One picture of a view: the moves that fit on it without touching."""

    anatomy: Anatomy
    plans: tuple[Plan, ...]
    named: tuple[tuple[int, Move], ...] = ()
    """Moves whose strokes have no sign, so that their names stand on the picture, with the number of the step."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the steps shown, rising."""
        return tuple(sorted({plan.number for plan in self.plans}))


def overlap(first: Sequence[Span], second: Sequence[Span], slack: float = 1.0) -> bool:
    """True when stretches along the limb overlap by more than ``slack`` millimetres."""
    return any(min(max(a), max(b)) - max(min(a), min(b)) > slack for a in first for b in second)


def same(first: Plan, second: Plan) -> bool:
    """True for moves that would be drawn alike: the same stroke over the same way."""
    a, b = first.move, second.move
    return (a.stroke, a.path, a.rotation) == (b.stroke, b.path, b.rotation)


def clash(first: Plan, second: Plan) -> bool:
    """True when two moves cannot be shown in one picture."""
    a, b = first.placed, second.placed
    if first.move.together == second.move.id or second.move.together == first.move.id:
        return False
    if "hold" in (a.stroke, b.stroke):
        return a.stroke == b.stroke or bool({a.kind, b.kind} == {"spot"})
    if (first.movable and second.movable) or not (first.spans and second.spans):
        return False
    if first.across and second.across and not set(first.across) & set(second.across):
        return False
    return overlap(first.spans, second.spans)


def fits(plan: Plan, panel: Panel) -> bool:
    """True when a move can join a picture."""
    if any(clash(plan, other) for other in panel.plans if not same(plan, other)):
        return False
    return max(slots([*panel.plans, plan]).values(), default=0) < MOST_LANES


def add(panels: list[Panel], plan: Plan, anatomy: Anatomy) -> None:
    """Put a move on the last picture, or on one of its step, when the view is the same and it fits; else on a new one.

    So the pictures keep the order of the steps.
    """
    reachable = [panel for panel in panels if panel is panels[-1] or plan.number in panel.numbers]
    known = next((panel for panel in reversed(reachable) if panel.anatomy is anatomy), None)
    if known is None or not fits(plan, known):
        panels.append(Panel(anatomy, (plan,)))
        return
    repeated = any(same(plan, other) and plan.number == other.number for other in known.plans)
    if not repeated:
        panels[panels.index(known)] = replace(known, plans=(*known.plans, plan))


def name(panels: list[Panel], number: int, move: Move, anatomy: Anatomy) -> None:
    """Put a move whose stroke has no sign on the last picture, when the view is the same; else on a new one."""
    if not panels or panels[-1].anatomy is not anatomy:
        panels.append(Panel(anatomy, ()))
    panels[-1] = replace(panels[-1], named=(*panels[-1].named, (number, move)))


def slots(plans: Sequence[Plan]) -> dict[int, int]:
    """Lane number of each movable plan (by its index): the first lane free over its whole stretch, returns last."""
    order = [i for i, plan in enumerate(plans) if plan.movable]
    order.sort(key=lambda i: plans[i].placed.stroke == "glide-return")
    taken: list[list[Span]] = []
    out: dict[int, int] = {}
    for i in order:
        free = next((k for k, spans in enumerate(taken) if not overlap(spans, plans[i].spans)), len(taken))
        if free == len(taken):
            taken.append([])
        taken[free] += plans[i].spans
        out[i] = free
    return out


def place(panel: Panel, unit: float, rules: Sequence[ZoneRule]) -> list[Placed]:
    """Every move of a picture with its lines; ``unit`` is body millimetres per point."""
    numbers = slots(panel.plans)
    positions = _positions(panel, numbers, unit)
    out = []
    rings = 0
    for i, plan in enumerate(panel.plans):
        placed = plan.placed
        if placed.kind == "lane":
            across = plan.across or (positions[numbers[i]],)
            placed = _run(plan, panel.anatomy, across, rules)
        elif placed.stroke == "circle-stroke":
            placed, rings = replace(placed, nested=rings), rings + 1
        out.append(placed)
    return out


def _positions(panel: Panel, numbers: dict[int, int], unit: float) -> list[float]:
    """Cross-position of each lane, so that the strokes stand clear of each other where the limb is narrowest."""
    lanes, plans = panel.anatomy.lanes, panel.plans
    if not numbers or lanes is None:
        return []
    count = max(numbers.values()) + 1
    widths = [max(plans[i].width for i, slot in numbers.items() if slot == k) for k in range(count)]
    low, high = min(plans[i].low for i in numbers), max(plans[i].high for i in numbers)
    half = min(lanes.half_width(low + (high - low) * k / 16) for k in range(17)) / unit
    gap = (2 * half - sum(widths)) / (count + 1)
    squeeze = 1.0 if gap > 0 else 2 * half / sum(widths)
    here, out = -half + max(gap, 0.0), []
    for width in widths:
        out.append((here + width * squeeze / 2) / half)
        here += width * squeeze + max(gap, 0.0)
    return out


def _run(plan: Plan, anatomy: Anatomy, across: Sequence[float], rules: Sequence[ZoneRule]) -> Placed:
    """A lane's lines at its cross-positions, floated over zones."""
    lanes = anatomy.lanes
    assert lanes is not None
    zones = zone_spans(anatomy, rules, encircling=False)
    runs = []
    for position in across:
        for span in plan.spans:
            worked, crossed = split(span, zones)
            parts = [Part(tuple(lanes.lane(a, b, position))) for a, b in worked]
            parts += [Part(tuple(lanes.lane(a, b, position)), floats=True) for a, b in crossed]
            sign = 1 if span[0] < span[1] else -1
            runs.append(tuple(sorted(parts, key=lambda part: sign * lanes.along(part.line[0]))))
    return replace(plan.placed, runs=tuple(runs))
