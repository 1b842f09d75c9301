"""Checks of hands and scenes that need the rest of the content: every finding, nothing drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from soleprint.content.model import Move, Routine
from soleprint.errors import ContentError, Finding, caught
from soleprint.figures.pictures import STROKES, Picture, load_pictures
from soleprint.figures.poses import load_pose
from soleprint.figures.recipes import load_placing
from soleprint.figures.signs import sign_check
from soleprint.files.folders import find, names, shown
from soleprint.files.suggest import did_you_mean


def findings(
    folders: Sequence[Path], routines: Mapping[str, Routine | None], strokes: Sequence[str], modes: Sequence[str]
) -> list[Finding]:
    """Findings of all hands, of content/placing.yaml, and of the scenes of these routines and of the strokes.

    ``strokes`` and ``modes`` are those that there are.

    A routine that is there and cannot be read is None: its scenes are read, and compared with nothing.
    """
    out: list[Finding] = []
    for name in names(folders, "hands", ".yaml"):
        out += caught(load_pose, folders, name)
    check_sign = sign_check(folders)
    for name in names(folders, "signs", ".yaml"):
        out += caught(check_sign, name)
    out += caught(load_placing, folders)
    for name in names(folders, "scenes", ".yaml"):
        path = find(folders, f"scenes/{name}.yaml")
        if path is None:
            continue
        try:
            pictures = load_pictures(folders, name)
        except ContentError as error:
            out += error.findings
            continue
        if name not in routines or routines[name] is not None:
            source = _Source(path.read_text(encoding="utf-8"), shown(path, "content"))
            out += _scene(folders, name, pictures, routines.get(name), strokes, source)
            out += _modes(pictures, modes, source)
    return out


class _Source:
    """A file of content/scenes, for finding the line of a name."""

    def __init__(self, text: str, name: str) -> None:
        self.lines, self.name = text.splitlines(), name

    def finding(self, name: str, message: str) -> Finding:
        used = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])")
        hits = ((n, hit.start() + 1) for n, row in enumerate(self.lines, 1) if (hit := used.search(row)))
        return Finding("scene-reference", message, self.name, *next(hits, (0, 0)))


def _scene(
    folders: Sequence[Path],
    name: str,
    pictures: Sequence[Picture],
    routine: Routine | None,
    strokes: Sequence[str],
    source: _Source,
) -> Iterator[Finding]:
    """Names in a file of scenes that are not there."""
    if routine is None and name != STROKES:
        yield source.finding(name, f'there is no routine "{name}", so these pictures are never used')
        return
    steps = [step.moves for step in routine.steps] if routine else [tuple(Move(id=s, stroke=s) for s in strokes)]
    for picture in pictures:
        yield from _moves(picture, steps, source)
        yield from _names(folders, picture, source)


def _moves(picture: Picture, steps: Sequence[Sequence[Move]], source: _Source) -> Iterator[Finding]:
    known = [move.id for moves in steps for move in moves]
    for name in picture.moves:
        if name not in known:
            yield source.finding(name, f'"{name}" is no move of this routine{did_you_mean(name, known)}')
    if not any(set(picture.moves) <= {move.id for move in moves} for moves in steps) and set(picture.moves) <= set(
        known
    ):
        yield source.finding(picture.moves[0], "the moves of one picture must be of one step")
    places = {place for moves in steps for move in moves if move.id in picture.moves for place in move.path.at}
    for place in picture.places:
        if place not in places:
            yield source.finding(place, f'"{place}" is no place of these moves{did_you_mean(place, sorted(places))}')
    for arrow in (arrow for moment in picture.moments for arrow in moment.arrows):
        if arrow.move not in picture.moves:
            message = f'the arrow of "{arrow.move}" stands in a picture that does not show this move'
            yield source.finding(arrow.move, message)


def _modes(pictures: Sequence[Picture], known: Sequence[str], source: _Source) -> Iterator[Finding]:
    """Modes that there are not."""
    for mode in (mode for picture in pictures for mode in picture.modes):
        if mode not in known:
            yield source.finding(mode, f'mode "{mode}" is not known{did_you_mean(mode, known)}')


def _names(folders: Sequence[Path], picture: Picture, source: _Source) -> Iterator[Finding]:
    """Views and hands that there are not."""
    views, poses = names(folders, "views", ".yaml"), names(folders, "hands", ".yaml")
    if picture.view not in views:
        yield source.finding(picture.view, f'view "{picture.view}" is not known{did_you_mean(picture.view, views)}')
    for place in (place for moment in picture.moments for place in moment.hands):
        if place.pose not in poses:
            yield source.finding(place.pose, f'hand "{place.pose}" is not known{did_you_mean(place.pose, poses)}')
