"""Pictures as data: ``content/scenes/ROUTINE.yaml``.

It says which moves share a picture, where the hands lie and which arrows lead them. ``content/scenes/README.md``
describes every key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from msgspec import Meta

from soleprint.content.model import Mode
from soleprint.figures.instructions import Base, Box, Length, Name, Place
from soleprint.figures.load import load
from soleprint.files.folders import find

Turn = Annotated[float, Meta(ge=-360, le=360)]
"""Degrees anticlockwise."""
Line = Annotated[tuple[Place, ...], Meta(max_length=60)]
Sentences = Annotated[tuple[Annotated[int, Meta(ge=1, le=40)], ...], Meta(max_length=40)]
Style = Literal["solid", "dash", "dots", "double", "thin", "mark"]
Size = Literal["usual", "small", "lens"]
SIZES: Mapping[Size, float] = MappingProxyType({"usual": 1.0, "small": 2 / 3, "lens": 1.4})
STROKES = "strokes"
"""The file with a picture of each stroke."""
Layer = Literal["behind", "front"]
"""Of the limb."""
Depth = Literal["both", "front", "behind", "under"]


class HandPlace(Base, frozen=True, kw_only=True):
    """One hand. It lies ``at`` a place in body millimetres, or ``along`` the limb (in its lanes) and ``across`` it."""

    pose: Name
    hand: Literal["right", "left"] = "right"
    """Which hand it is, of the right limb's giver; the other limb is the mirror image."""
    at: Place | None = None
    along: Length = 0.0
    across: Annotated[float, Meta(ge=-3, le=3)] = 0.0
    """-1 the inner edge, 1 the outer edge."""
    shift: Place = (0.0, 0.0)
    """Millimetres from there."""
    turn: Turn = 0.0
    depth: Depth = "both"
    """both: behind and in front of the limb as the pose says; front, behind: that layer alone; under: all behind."""


class Arrow(Base, frozen=True, kw_only=True):
    """One arrow. Its ``line`` is in body millimetres; its ``way`` in lanes, [along, across] each; ``coil`` is a
    line that overlapping circles travel along."""

    move: Name
    """The move it belongs to; its stroke gives the colour."""
    style: Style = "solid"
    line: Line = ()
    way: Line = ()
    coil: Line = ()
    radius: Annotated[float, Meta(gt=0, le=200)] = 18.0
    """Of the circles of a coil, millimetres."""
    turns: Annotated[float, Meta(ge=0.5, le=12)] = 2.0
    size: Annotated[float, Meta(ge=0.3, le=3)] = 1.0
    """Times the usual weight of arrows."""
    under: bool = False
    """True: a whole way, over which the hands lie."""


class Phase(Base, frozen=True, kw_only=True):
    """One moment of a stroke that takes turns."""

    hands: tuple[HandPlace, ...] = ()
    arrows: tuple[Arrow, ...] = ()


class Picture(Base, frozen=True, kw_only=True):
    """One picture: what it shows, from where, and with which hands."""

    moves: Annotated[tuple[Name, ...], Meta(min_length=1)]
    """Ids of the moves that it shows."""
    places: tuple[Name, ...] = ()
    """Which places of a move in place, where each has a picture of its own."""
    modes: tuple[Mode, ...] = ()
    """The modes whose pictures have it; those of a giver's hands where none is named."""
    view: Name
    turn: Turn | None = None
    """How the view is turned; without it as the view itself says."""
    box: Box
    """What must be seen, in the view's millimetres; a larger stage shows more of the limb around it."""
    size: Size = "usual"
    """Its body scale: that of the group, two thirds of it, or a lens."""
    least: Annotated[float, Meta(ge=5, le=100)] = 16.0
    """Millimetres of the lowest stage on which it can be read."""
    zone: bool = True
    """False: no no-pressure zone is drawn."""
    twin: Length = 0.0
    """Not 0: the picture is drawn twice, so far to the right of x = 0 and mirrored to the left."""
    lift: Annotated[float, Meta(ge=0, le=40)] = 4.0
    """How far above the limb the hands are, for their shadow, millimetres."""
    hands: tuple[HandPlace, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    phases: tuple[Phase, ...] = ()
    """Moments of the stroke, one picture each, in place of ``hands`` and ``arrows``."""
    easy: Sentences = ()
    """Beside which of the step's easy-read sentences it stands, counted from 1."""
    still: Sentences = ()
    """Beside which of these it stands without arrows."""
    cover: Box | None = None
    """Of the picture that stands for the routine: what fills a cover, in the view's millimetres."""
    opening: Box | None = None
    """Of the picture that opens the routine, what fills a low field there; without any, that of a cover opens it."""
    opening_turn: Turn | None = None
    """Of the same picture: how it is turned there, the other way round where lines begin at the right."""
    whole: Box | None = None
    """Of the same picture: what no edge of a cover or of such a field may cut off."""
    covering: tuple[Arrow, ...] = ()
    """Of the same picture: its arrows there, where those of the whole picture would lose their heads."""

    @property
    def moments(self) -> tuple[Phase, ...]:
        """The phases; a picture without has one."""
        return self.phases or (Phase(hands=self.hands, arrows=self.arrows),)


class Pictures(Base, frozen=True, kw_only=True):
    """A file of content/scenes."""

    schema: Literal[1]
    routine: Name
    pictures: Annotated[tuple[Picture, ...], Meta(max_length=200)]
    zones: tuple[Name, ...] = ()
    """Of the pictures of strokes alone, which no routine gives zones: where none of them presses."""


def load_pictures(folders: Sequence[Path], routine: str) -> tuple[Picture, ...]:
    """The pictures of a routine as its file lists them; none without a file. Raises ContentError."""
    file = _load(folders, routine)
    return file.pictures if file else ()


def load_zones(folders: Sequence[Path]) -> tuple[str, ...]:
    """Where no stroke presses in the pictures of strokes alone. Raises ContentError."""
    file = _load(folders, STROKES)
    return file.zones if file else ()


def _load(folders: Sequence[Path], routine: str) -> Pictures | None:
    there = find(folders, f"scenes/{routine}.yaml") is not None
    return load(folders, "scene", routine, Pictures) if there else None
