"""The part of a routine that is for one mode, or for one side."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from soleprint.content.body import Body
from soleprint.content.model import Mode, Routine, Setup, Step
from soleprint.errors import UsageProblem

_NUMBER = re.compile(r"(\d+)")


def in_source_order(routines: Iterable[Routine]) -> list[Routine]:
    """Routines as their documents have them, by the first entry that each stands for; those without come last."""
    return sorted(routines, key=_place)


def _place(routine: Routine) -> tuple[str, bool, list[str | int]]:
    entries = [entry for step in routine.steps for move in step.moves for entry in move.source]
    first = min(map(_natural, entries), default=[])
    return routine.source.document, not entries, first


def _natural(entry: str) -> list[str | int]:
    """An entry's letters and numbers, so that A2 comes before A10."""
    return [int(part) if part.isdecimal() else part for part in _NUMBER.split(entry)]


def setup_for(routine: Routine, mode: Mode | None = None) -> Setup:
    """The setup for ``mode`` (the routine's first by default). Raises UsageProblem when the routine has none."""
    if mode is None:
        return routine.setups[0]
    for setup in routine.setups:
        if setup.mode == mode:
            return setup
    modes = ", ".join(setup.mode for setup in routine.setups)
    message = f'routine "{routine.id}" cannot be done in the mode "{mode}"; it has: {modes}'
    raise UsageProblem(message, code="no-such-mode", option="mode")


def steps_for(routine: Routine, mode: Mode | None = None) -> tuple[Step, ...]:
    """The steps of a ``mode``, in order and in its words. Raises UsageProblem when the routine lacks it."""
    chosen = setup_for(routine, mode).mode
    return tuple(_worded(step, chosen) for step in routine.steps if step.is_for(chosen))


def _worded(step: Step, mode: Mode) -> Step:
    """The step with the words of a mode."""
    words = step.words_for.get(mode)
    if words is None:
        return step
    return replace(step, cue=words.cue, text=words.text, easy=words.easy, easy_position=words.easy_position)


def side_label(routine: Routine, side: str, body: Body) -> str:
    """What stands under the title for ``left``, ``right`` or ``both``: "Each leg in turn".

    Raises UsageProblem for one side of what there is only one of.
    """
    limb = body.limbs[routine.limb]
    label = limb.label(side)
    if side != "both" and not limb.has_sides:
        message = f'The routine "{routine.id}" is for the {label}, which has no {side} side. Leave --side out.'
        raise UsageProblem(message, code="no-sides", option="side")
    return label[:1].upper() + label[1:]


def titled(routine: Routine, mode: Mode, body: Body) -> Routine:
    """The routine under the title of a mode, where it can be done in others too: "Foot: for yourself"."""
    return replace(routine, title=body.titled(routine.title, mode)) if len(routine.setups) > 1 else routine


def for_side(routine: Routine, side: str) -> Routine:
    """The routine for ``left``, ``right`` or ``both``: for one side alone, it does not send people on to the other."""
    if side == "both" or routine.finish is None or not routine.finish.other_side:
        return routine
    return replace(routine, finish=None)
