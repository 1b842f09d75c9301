"""What a template is told of the pictures of steps: which there are, how wide and high, what letters stand on them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from soleprint.content.drawn import as_drawn
from soleprint.errors import ContentError
from soleprint.layout.paper import MM
from soleprint.products.step_pictures import check_own_pictures, first_own, own_picture

if TYPE_CHECKING:
    from soleprint.content.model import Routine, Step
    from soleprint.content.safety import Item
    from soleprint.figures import Stage
    from soleprint.figures.pictures import Picture
    from soleprint.figures.staging import Lettered
    from soleprint.marks import Rect
    from soleprint.products.materials import Materials

OWN_SIDE_MM = 260.0
"""Side of a square picture of one's own, in millimetres of body as drawn pictures count them: about that of a foot."""
WIDEST_OWN_MM = 700.0
"""What is wider is taken for a whole limb, which has a row for itself."""

GOES_ON = 0.15
"""A picture goes on in a second field of which it covers so much; a corner of a forearm is not enough."""
OPENING_GROUND = "#000000"
"""What lies in a field is the same on every ground."""


class Shown(Struct, frozen=True):
    """A picture of a step, for ``<figure scene="stage">``. ``wide`` is its width in body millimetres."""

    moves: str
    places: str
    phase: int
    letters: str
    wide: float
    high: float
    own: str = ""
    """The step whose own picture it is, in the place of a drawn one."""
    easy: tuple[int, ...] = ()
    """Numbers of the easy-read sentences that it stands beside, where its file says so; ``still``: without arrows."""
    still: tuple[int, ...] = ()


class StepPictures(Mapping[str, dict[str, list[Shown]]]):
    """The stages of every step, by routine and step, listed when a template asks for a routine's."""

    def __init__(self, material: Materials, chosen: Sequence[Item]) -> None:
        self._material = material
        self._items = {item.routine.id: item for item in chosen}

    def __getitem__(self, routine: str) -> dict[str, list[Shown]]:
        return self._listed(routine).stages

    def labels(self, routine: str) -> dict[str, list[str]]:
        """What stands in the pictures at each move that has letters: the number of its step and each letter."""
        return self._listed(routine).labels

    def shows(self, routine: str) -> bool:
        """Whether any step of a routine has a picture."""
        return any(self._listed(routine).stages.values())

    def shown_routines(self) -> list[str]:
        """The routines of which a step has a picture."""
        return [name for name in self._items if self.shows(name)]

    def own(self, routine: str) -> bool:
        """Whether a picture of one's own stands for a routine, since none of its steps is drawn."""
        return first_own(self._items[routine].steps) is not None

    def spreads(self, routine: str, wide: float, high: float) -> bool:
        """Whether the picture that opens a routine, in a field of so many millimetres, goes on in one beside it."""
        if not self.shows(routine) or self.own(routine):
            return False
        item, staging = self._items[routine], self._material.illustrator.staging
        opening = staging.cover(as_drawn(item.routine), item.setup.mode, OPENING_GROUND, opens=True)
        return staging.goes_on(opening, (wide * MM, high * MM)) >= GOES_ON

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def _listed(self, name: str) -> Listed:
        item, kept = self._items[name], self._material.listed
        routine, mode = as_drawn(item.routine), item.setup.mode
        key = (id(routine), mode)
        return kept.get(key) or kept.put(key, _list(item, routine, self._material))


class Listed(NamedTuple):
    """The stages of a routine's steps, and the labels of its moves."""

    routine: Routine
    stages: dict[str, list[Shown]]
    labels: dict[str, list[str]]


def _list(item: Item, drawn: Routine, material: Materials) -> Listed:
    """``drawn`` stands for the item's routine. Raises ContentError with every mistake in the pictures of one's own."""
    faults = [*check_own_pictures(material.content, [item.routine])]
    if faults:
        raise ContentError(faults)
    illustrator, mode = material.illustrator, item.setup.mode
    digits = material.typesetter.numerals
    numbers = {move.id: digits(str(n)) for n, step in enumerate(item.steps, 1) for move in step.moves}
    letters = illustrator.letters(item.routine, mode)
    labelled = {each: f"{numbers[each[0]]}{letter}" for each, letter in letters.items()}
    labels: dict[str, list[str]] = {}
    for (move, _), label in labelled.items():
        labels.setdefault(move, []).append(label)
    stages = {step.id: _pictures_of(item, step, labelled, material) for step in item.steps}
    return Listed(drawn, stages, labels)


def _pictures_of(item: Item, step: Step, labels: Mapping[Lettered, str], material: Materials) -> list[Shown]:
    """The picture that a step has of its own, else those that are drawn from its moves."""
    if step.picture is not None:
        return [_own(own_picture(material.content, item.routine, step)[0].bbox, step)]
    pictured = material.illustrator.staging.pictured(item.routine, item.setup.mode, step)
    return [_shown(*each, labels, material) for each in pictured]


def _own(box: Rect, step: Step) -> Shown:
    """A picture of one's own takes as much room as a drawn one of a foot, and no more width than less than a leg."""
    shape = math.sqrt(box.width / box.height)
    wide = min(OWN_SIDE_MM * shape, WIDEST_OWN_MM)
    return Shown("", "", 1, "", wide, wide / shape**2, step.id)


def _shown(stage: Stage, picture: Picture, labels: Mapping[Lettered, str], material: Materials) -> Shown:
    own = [(move, labels[move, stage.places]) for move in stage.moves if (move, stage.places) in labels]
    letters = " ".join(f"{move}={label}" for move, label in own)
    wide, high = material.illustrator.need(stage).size(1.0)
    moves, places = " ".join(stage.moves), " ".join(stage.places)
    return Shown(moves, places, stage.phase + 1, letters, wide, high, "", picture.easy, picture.still)
