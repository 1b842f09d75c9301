"""How long a routine and its steps take: whole minutes, only where the source states them, and never worked out."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from soleprint.content.languages import NBSP, Language
from soleprint.content.model import Routine, Setup, Step
from soleprint.content.places import Report


def minutes_of(routine: Routine, setup: Setup) -> int | None:
    """How many minutes all steps take, done in one way; None where nobody says."""
    return setup.minutes or routine.minutes


def with_time(step: Step, language: Language) -> Step:
    """The step as it is printed: its time after its cue, behind a dot, which is low enough for lines that are tight."""
    return replace(step, cue=f"{step.cue} ·{NBSP}{language.lasting(step.minutes)}") if step.minutes else step


def time_of(routine: Routine, setup: Setup, language: Language, words: Mapping[str, str]) -> str:
    """The sentence that says how long it takes, "" where nobody says: on each side, where it goes on to the other."""
    phrase, minutes = time_phrase(routine, setup), minutes_of(routine, setup)
    return words[phrase].replace("{time}", language.lasting(minutes)) if phrase and minutes else ""


def time_phrase(routine: Routine, setup: Setup) -> str:
    """The phrase that says how long a routine takes; "" where nobody says."""
    if minutes_of(routine, setup) is None:
        return ""
    return "time-each-side" if routine.finish is not None and routine.finish.other_side else "time-in-all"


def check_minutes(routine: Routine, report: Report) -> None:
    """Report minutes that the source does not state, and steps that do not add up to the whole."""
    owners: tuple[Routine | Setup | Step, ...] = (routine, *routine.setups, *routine.steps)
    for thing in owners:
        if thing.minutes is not None and not routine.source.states_minutes:
            message = (
                'the source does not say how long this takes; delete "minutes", or write "states_minutes: true" '
                'under the routine\'s "source" if it does'
            )
            report.on(thing, ("minutes",), "minutes-not-in-source", message)
    for setup in routine.setups:
        _check_sum(routine, setup, report)


def _check_sum(routine: Routine, setup: Setup, report: Report) -> None:
    total = minutes_of(routine, setup)
    times = [step.minutes for step in routine.steps if step.is_for(setup.mode)]
    known = [minutes for minutes in times if minutes is not None]
    if total is None or not known:
        return
    added = f"{' + '.join(map(str, known))} = {sum(known)}" if len(known) > 1 else f"{known[0]}"
    owner = setup if setup.minutes else routine
    message = ""
    if len(known) == len(times) and sum(known) != total:
        message = (
            f'the steps of the mode "{setup.mode}" take {added} minutes, but this says {total}; correct one of them'
        )
    elif len(known) < len(times) and sum(known) >= total:
        message = (
            f'the steps of the mode "{setup.mode}" that say how long they take need {added} minutes, '
            f"which leaves none of these {total} for the others; correct one of them"
        )
    if message:
        hint = "" if setup.minutes or len(routine.setups) == 1 else ', or give that setup "minutes" of its own'
        report.on(owner, ("minutes",), "minutes-do-not-add-up", message + hint)
