"""Rules about a whole routine: ids, provenance, words, views, modes and the claims it rests on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct, field

from soleprint.content.body import NOTHING, Body
from soleprint.content.dosage import check_minutes
from soleprint.content.model import (
    Base,
    Claim,
    Finish,
    Goal,
    Move,
    Region,
    Routine,
    Safety,
    Setup,
    Step,
    StepWords,
    StrokeInfo,
)
from soleprint.content.moves import check_editor, check_move, landmarks_of, share_a_hand
from soleprint.content.places import Report
from soleprint.content.zones import check_zones
from soleprint.errors import arguments
from soleprint.files.suggest import did_you_mean

CUE_WORDS = 8
EASY_WORDS = 15
_WORD = re.compile(r"\w[\w'\N{RIGHT SINGLE QUOTATION MARK}-]*")


class Vocabulary(Struct, frozen=True):
    """What a routine may refer to.

    ``view_landmarks`` (view id to landmark names) is empty when views are not known; ``claims`` is None when its file
    cannot be used (which has findings of its own).
    """

    strokes: Mapping[str, StrokeInfo]
    regions: Mapping[str, Region]
    claims: Mapping[str, Claim] | None
    view_landmarks: Mapping[str, Collection[str]] = field(default_factory=dict)
    body: Body = NOTHING


def check_routine(routine: Routine, words: Vocabulary, report: Report) -> None:
    """Report everything that types alone do not show."""
    _check_ids(routine, report)
    _check_profiles(routine, report)
    _check_entries(routine, report)
    _check_modes(routine, report)
    _check_other_side(routine, words.body, report)
    check_minutes(routine, report)
    for step in routine.steps:
        _check_words(step, report)
        for said in step.words_for.values():
            _check_words(said, report)
        _check_together(step, report)
        for move in step.moves:
            check_move(move, routine, words.strokes, words.regions, report)
            check_zones(move, routine.zones, words.strokes, words.regions, report)
            if step.picture is None:
                _check_views(move, routine, words.view_landmarks, report)
    for thing in _with_editor(routine):
        check_editor(thing, thing.editor, report)
    if words.claims is not None:
        _check_used_claims(routine, words.claims, report)


def count_words(text: str) -> int:
    """Words of a text; a hyphenated word is one."""
    return len(_WORD.findall(text))


def _moves(routine: Routine) -> Iterator[Move]:
    for step in routine.steps:
        yield from step.moves


def _with_editor(routine: Routine) -> Iterator[Move | Setup | Goal | Finish]:
    yield from _moves(routine)
    yield from routine.setups
    yield from routine.goals
    if routine.finish is not None:
        yield routine.finish


def _check_ids(routine: Routine, report: Report) -> None:
    for things in (routine.steps, tuple(_moves(routine))):
        seen: set[str] = set()
        for thing in things:
            if thing.id in seen:
                message = f'the id "{thing.id}" is used twice; give this one another'
                report.on(thing, ("id",), "duplicate-id", message)
            seen.add(thing.id)


def _check_profiles(routine: Routine, report: Report) -> None:
    profiles = routine.profiles
    for index, name in enumerate(profiles):
        if name and name in profiles[:index]:
            report.on(routine, ("safety", index), "duplicate-id", f'"{name}" is named twice; delete one')


def entry_places(routine: Routine) -> Iterator[tuple[str, Base, tuple[str | int, ...]]]:
    """Every source entry named in the routine, with the thing and key that names it, in the order of the file."""
    owners: list[Base] = [*routine.setups, *routine.zones, *_moves(routine), *routine.goals]
    owners += [routine.finish] if routine.finish is not None else []
    for owner in owners:
        for key in ("source", "repeats"):
            for index, entry in enumerate(getattr(owner, key, ())):
                yield entry, owner, (key, index)


def _check_entries(routine: Routine, report: Report) -> None:
    seen: set[str] = set()
    for entry, owner, keys in entry_places(routine):
        if entry in seen:
            message = f'the source entry "{entry}" is used twice; each stands for one thing only'
            report.on(owner, keys, "duplicate-entry", message)
        seen.add(entry)


def _check_modes(routine: Routine, report: Report) -> None:
    offered = [setup.mode for setup in routine.setups]
    for index, setup in enumerate(routine.setups):
        if setup.mode in offered[:index]:
            report.on(setup, ("mode",), "duplicate-id", f'there are two setups for the mode "{setup.mode}"; delete one')
        elif not report.is_broken(routine, "steps") and not any(step.is_for(setup.mode) for step in routine.steps):
            report.on(setup, ("mode",), "mode-without-steps", f'no step is for the mode "{setup.mode}"')
    for step in routine.steps:
        if offered and not any(map(step.is_for, offered)):
            message = f"this step is never shown: no setup has its modes ({', '.join(step.modes)})"
            report.on(step, ("modes",), "mode-without-setup", message)


def _check_other_side(routine: Routine, body: Body, report: Report) -> None:
    """Where there is only one of a limb, nothing leads on to the other."""
    limb, finish = body.limbs.get(routine.limb), routine.finish
    if limb is not None and not limb.has_sides and finish is not None and finish.other_side:
        message = f'there is no other side of the {limb.name}; delete "other_side"'
        report.on(finish, ("other_side",), "no-sides", message)


def _check_words(step: Step | StepWords, report: Report) -> None:
    count = count_words(step.cue)
    if count > CUE_WORDS:
        message = f"the cue has {count} words; {CUE_WORDS} at most, so that it can be read from afar"
        report.on(step, ("cue",), "cue-too-long", message, arguments(count=count, most=CUE_WORDS))
    for index, sentence in enumerate(step.easy):
        _check_easy(sentence, step, ("easy", index), report)
    for index, number in enumerate(step.easy_position):
        if number > len(step.easy):
            message = f"there is no easy sentence {number}; there are {len(step.easy)}"
            report.on(step, ("easy_position", index), "no-such-sentence", message)


def check_safety(safety: Safety, report: Report) -> None:
    """Findings about easy read: sentences that are long, rules without a sign among those that have one."""
    if safety.signs and len(safety.signs) != len(safety.general):
        message = f"there are {len(safety.signs)} signs for {len(safety.general)} general rules; give one for each"
        report.on(safety, ("signs",), "signs-for-rules", message)
    easy = safety.stop.easy
    for group in (easy.never, easy.today, easy.ambulance, easy.also) if easy else ():
        for sentence in group:
            _check_easy(sentence.text, sentence, ("text",), report)


def _check_easy(sentence: str, owner: Base, keys: tuple[str | int, ...], report: Report) -> None:
    for part in re.split(r"(?<=[.!?])\s+", sentence):
        count = count_words(part)
        if count > EASY_WORDS:
            message = f"this easy sentence has {count} words; {EASY_WORDS} at most"
            report.on(owner, keys, "sentence-too-long", message, arguments(count=count, most=EASY_WORDS))


def _check_together(step: Step, report: Report) -> None:
    moves = {move.id: move for move in step.moves}
    for move in step.moves:
        if move.together is None:
            continue
        partner = moves.get(move.together)
        if partner is None or partner is move:
            others = [name for name in moves if name != move.id]
            message = f'"{move.together}" is no other move of this step{did_you_mean(move.together, others)}'
            report.on(move, ("together",), "unknown-together", message)
        elif share_a_hand(move.hands, partner.hands):
            message = f'this is done together with "{partner.id}", but both use the same hand; name two different hands'
            report.on(move, ("hands" if move.hands else "together",), "same-hand", message)


def _check_views(move: Move, routine: Routine, view_landmarks: Mapping[str, Collection[str]], report: Report) -> None:
    """One view must show all of the move, where the landmarks of the views are known."""
    if not routine.views and move.view is None:
        message = (
            'there is no view to draw this move in; list views under the routine\'s "views", give the step '
            'a "picture" of your own, or delete its moves'
        )
        report.on(move, ("view",), "no-view", message)
        return
    views = [view for view in ((move.view,) if move.view else routine.views) if view in view_landmarks]
    wanted = landmarks_of(move.path)
    if not views or any(all(name in view_landmarks[view] for name in wanted) for view in views):
        return
    listed = ", ".join(views)
    shown = {name for view in views for name in view_landmarks[view]}
    missing = [name for name in wanted if name not in shown]
    if missing:
        message = f'landmark "{missing[0]}" is not in the view {listed}{did_you_mean(missing[0], sorted(shown))}'
    else:
        message = f"no single view of {listed} shows all of: {', '.join(wanted)}; split the move"
    report.on(move, ("path",), "landmark-not-in-view", message)


def _check_used_claims(routine: Routine, claims: Mapping[str, Claim], report: Report) -> None:
    for index, name in enumerate(routine.claims):
        claim = claims.get(name)
        if claim is None:
            message = f'claim "{name}" is not known{did_you_mean(name, claims)}'
            report.on(routine, ("claims", index), "unknown-claim", message)
        elif claim.evidence in ("unsupported", "prohibited"):
            message = f'claim "{name}" is graded {claim.evidence} and may not be used ({claim.because}); delete it'
            report.on(routine, ("claims", index), "refused-claim", message)
