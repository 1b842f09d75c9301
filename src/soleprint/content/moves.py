"""Rules about a single move, beyond the types of its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec.inspect as mi

from soleprint.content.model import Base, Hand, HandUse, Move, Path, PathKind, Region, Routine, StrokeInfo
from soleprint.content.places import Report
from soleprint.files.suggest import did_you_mean

_PATH_WORDS: Mapping[PathKind, str] = {"from-to": '"from" and "to"', "at": '"at"', "around": '"around"'}


def check_move(
    move: Move, routine: Routine, strokes: Mapping[str, StrokeInfo], regions: Mapping[str, Region], report: Report
) -> None:
    """Report a move that lacks what its stroke needs, or says things that do not go together."""
    _check_path(move, strokes, report)
    _check_direction(move, regions, report)
    _check_hands(move, report)
    _check_repeat(move, routine.source.states_counts, report)
    if move.rotation and not move.frame:
        message = 'a rotation needs to say who sees it; add "frame: giver"'
        report.on(move, ("rotation",), "rotation-without-frame", message)
    if move.view is not None and move.view not in routine.views and not report.is_broken(routine, "views"):
        near = did_you_mean(move.view, routine.views)
        message = f'view "{move.view}" is not one of this routine\'s views{near}, or add it to "views"'
        report.on(move, ("view",), "unknown-view", message)
    if not move.source and move.added is None:
        message = 'this move names no "source" entry; name one, or say in "added" why the editor added it'
        report.on(move, ("source",), "no-provenance", message)
    if move.source and move.added is not None:
        message = 'a move with a "source" entry is not an addition; delete "added"'
        report.on(move, ("added",), "no-provenance", message)


def _check_path(move: Move, strokes: Mapping[str, StrokeInfo], report: Report) -> None:
    stroke = strokes.get(move.stroke)
    path = move.path
    given: Mapping[PathKind, bool] = {
        "from-to": bool(path.start and path.to),
        "at": bool(path.at),
        "around": bool(path.around),
    }
    if stroke is not None and not any(given[kind] for kind in stroke.paths) and not report.is_broken(path):
        wanted = " or ".join(_PATH_WORDS[kind] for kind in stroke.paths)
        report.on(move, ("path",), "path-incomplete", f'the stroke "{move.stroke}" needs {wanted} in its path')
    if path.start is not None and path.start == path.to and not path.via:
        message = f'the path begins and ends at "{path.to}"; give another end, or write "at: [{path.to}]"'
        report.on(move, ("path", "to"), "path-incomplete", message)


def _check_direction(move: Move, regions: Mapping[str, Region], report: Report) -> None:
    start, end = regions.get(move.path.start or ""), regions.get(move.path.to or "")
    if start is None or end is None or start.along is None or end.along is None:
        return
    rises = end.along > start.along
    if (move.direction == "toward-heart" and not rises) or (move.direction == "away-from-heart" and rises):
        message = f'the direction is "{move.direction}", but the path leads from {start.name} to {end.name}'
        report.on(move, ("direction",), "direction-conflict", message)


def _check_hands(move: Move, report: Report) -> None:
    if len(move.hands) > 2:
        report.on(move, ("hands", 2), "same-hand", "a move has two hands at most; delete one")
    elif len(move.hands) == 2 and share_a_hand(move.hands[:1], move.hands[1:]):
        message = f'both items of "hands" use the {_shared_name(move.hands)}; two items are two different hands'
        report.on(move, ("hands", 1), "same-hand", message)


def share_a_hand(one: Sequence[HandUse], other: Sequence[HandUse]) -> bool:
    """Whether the same hand certainly works in both. Hands that are not named may be any."""
    return bool(_named_hands(one) & _named_hands(other))


def _named_hands(hands: Sequence[HandUse]) -> set[Hand]:
    named: set[Hand] = set()
    for use in hands:
        if use.hand == "both":
            named |= {"left", "right"}
        elif use.hand in ("left", "right"):
            named.add(use.hand)
    return named


def _shared_name(hands: Sequence[HandUse]) -> str:
    shared = _named_hands(hands[:1]) & _named_hands(hands[1:])
    return f"{min(shared)} hand" if len(shared) == 1 else "same hands"


def _check_repeat(move: Move, states_counts: bool, report: Report) -> None:
    if move.repeat.times is not None and not states_counts:
        message = (
            'the source gives no numbers of repetitions, so "times" would be made up; write "word: several", '
            'or "states_counts: true" under the routine\'s "source" if it does give them'
        )
        report.on(move, ("repeat", "times"), "invented-count", message)
    if move.repeats and move.repeat == type(move.repeat)():
        message = '"repeats" names source entries for a repeat, but "repeat" says none; add "repeat: {word: several}"'
        report.on(move, ("repeats",), "no-repeat", message)


def check_editor(thing: Base, editor: Sequence[str], report: Report) -> None:
    """Report names in ``editor`` that are no fields of ``thing``, or fields that it does not give."""
    known = field_names(type(thing))
    for index, name in enumerate(editor):
        if name not in known:
            message = f'"editor" names the field "{name}", which does not exist{did_you_mean(name, known)}'
            report.on(thing, ("editor", index), "unknown-field", message)
        elif not _is_given(thing, name, report):
            message = f'"editor" names the field "{name}", which is not given here; delete it from "editor"'
            report.on(thing, ("editor", index), "field-not-given", message)


def _is_given(thing: Base, name: str, report: Report) -> bool:
    keys = name.split(".")
    return report.gives(thing, (*keys,)) or (len(keys) == 2 and report.gives(thing, (keys[0], 0, keys[1])))


@cache
def field_names(kind: type[Base]) -> tuple[str, ...]:
    """The keys of a struct as YAML writes them, and those of its parts with a dot: "path", "path.from"..."""
    info = mi.type_info(kind)
    assert isinstance(info, mi.StructType)
    names: list[str] = []
    for field in info.fields:
        names.append(field.encode_name)
        part = _part(field.type)
        names += [f"{field.encode_name}.{inner.encode_name}" for inner in part.fields] if part else []
    return tuple(names)


def _part(info: Any) -> mi.StructType | None:
    while isinstance(info, mi.Metadata | mi.VarTupleType):
        info = info.type if isinstance(info, mi.Metadata) else info.item_type
    return info if isinstance(info, mi.StructType) else None


def landmarks_of(path: Path) -> tuple[str, ...]:
    """Every landmark of a path, in reading order."""
    ends = (path.start, *path.via, path.to)
    return (*(name for name in ends if name is not None), *path.at, *path.around)
