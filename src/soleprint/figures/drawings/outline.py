"""The outline of a drawing: closed lines, and lines whose ends meet, put together to shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import dist, hypot
from typing import NamedTuple

from msgspec import Struct

from soleprint.figures.curves import Point
from soleprint.figures.drawings.mistakes import Mistakes
from soleprint.figures.drawings.sheet import Item, Line, lines_of
from soleprint.files.svg.shapes import bounds
from soleprint.marks import Rect

GAP = 0.01
"""Ends that are nearer to each other than this part of the outline's diagonal meet."""
_REMEDY = 'Join them, or where the limb is cut off draw a line between them that is called "cut"'
_MARKS = re.compile("[^a-z0-9]+")


class Piece(Struct, frozen=True):
    """A line of a drawing under the name that it has in the view."""

    name: str
    drawn: Line
    item: Item

    @property
    def cut(self) -> bool:
        """Whether the limb is cut off along it: nothing is drawn there."""
        return self.name.startswith("cut")


class Contour(Struct, frozen=True):
    """A closed outline: its pieces with whether each is run backwards."""

    name: str
    pieces: tuple[tuple[Piece, bool], ...]

    @property
    def ring(self) -> list[Point]:
        """A fine polyline round it."""
        out: list[Point] = []
        for piece, backwards in self.pieces:
            out += reversed(piece.drawn.fine) if backwards else piece.drawn.fine
        return out

    @property
    def refs(self) -> str:
        """Its pieces as a view names them."""
        return ", ".join(f"-{piece.name}" if backwards else piece.name for piece, backwards in self.pieces)


class Names:
    """Names for lines, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def fresh(self, wanted: str) -> str:
        """The name, or with a number behind it where it is taken."""
        stem = _MARKS.sub("-", wanted.lower()).strip("-")[:50] or "line"
        name, count = stem, 1
        while name in self._taken:
            count += 1
            name = f"{stem}-{count}"
        self._taken.add(name)
        return name


def box_of(items: Sequence[Item]) -> Rect:
    """What the shapes reach over; there is at least one."""
    return bounds([segment for item in items for segment in item.segments if segment[0] != "Z"])


def pieces_of(items: Sequence[Item], names: Names, stem: str) -> list[Piece]:
    """The lines of some shapes; those without a name are called by ``stem``."""
    return [Piece(names.fresh(item.name or stem), line, item) for item in items for line in lines_of(item)]


def contours(pieces: Sequence[Piece], names: Names, gap: float, mistakes: Mistakes) -> list[Contour]:
    """The closed outlines; a mistake for each end that meets no other, or several. Ends within ``gap`` meet."""
    whole = [piece for piece in pieces if piece.drawn.closed or _meets_itself(piece, gap)]
    parts = [piece for piece in pieces if piece not in whole]
    ends = [_End(piece, backwards) for piece in parts for backwards in (False, True)]
    partners = dict(_partners(ends, gap, mistakes))
    found = [Contour(piece.name, ((piece, False),)) for piece in whole]
    if len(partners) == len(ends):
        found += [Contour(names.fresh("limb"), chain) for chain in _chains(parts, partners)]
    order = {piece.name: number for number, piece in enumerate(pieces)}
    return sorted(found, key=lambda contour: min(order[piece.name] for piece, _ in contour.pieces))


def _meets_itself(piece: Piece, gap: float) -> bool:
    length = sum(dist(bezier[0], bezier[3]) for bezier in piece.drawn.curve)
    return dist(*piece.drawn.ends) <= gap and length > 4 * gap


class _End(NamedTuple):
    """The start of a line; ``backwards``: its end."""

    piece: Piece
    backwards: bool

    @property
    def at(self) -> Point:
        return self.piece.drawn.ends[self.backwards]


def _partners(ends: Sequence[_End], gap: float, mistakes: Mistakes) -> Iterator[tuple[tuple[str, bool], _End]]:
    """For each end the one that it meets."""
    for end in ends:
        others = [other for other in ends if other is not end]
        near = [other for other in others if dist(other.at, end.at) <= gap]
        if len(near) == 1:
            yield (end.piece.name, end.backwards), near[0]
            continue
        called, item = end.piece.item.called, end.piece.item
        if near:
            names = ", ".join(sorted({other.piece.name for other in near}))
            message = f"more than two lines meet at an end of {called}, with {names}; two make an outline"
        else:
            nearest = min(others, key=lambda other: dist(other.at, end.at))
            whose = "its own other end" if nearest.piece is end.piece else nearest.piece.item.called
            away = f"the nearest is {whose}, {dist(nearest.at, end.at):,.3g} mm away"
            message = f"the outline is open: an end of {called} meets no other line; {away}. {_REMEDY}"
        mistakes.add("drawing-outline", message, item)


def _chains(parts: Sequence[Piece], partners: dict[tuple[str, bool], _End]) -> Iterator[tuple[tuple[Piece, bool], ...]]:
    left = {piece.name: piece for piece in parts}
    while left:
        piece, backwards = next(iter(left.values())), False
        chain: list[tuple[Piece, bool]] = []
        while piece.name in left:
            del left[piece.name]
            chain.append((piece, backwards))
            piece, backwards = partners[piece.name, not backwards]
        yield tuple(chain)


def gap_of(box: Rect) -> float:
    """How near ends are that meet, in an outline of this size."""
    return GAP * hypot(box.width, box.height)
