"""A move placed on a view: everything its glyph needs, in body millimetres."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from soleprint.content.model import Hand, HandPart, Rotation
from soleprint.figures.anatomy import Lanes
from soleprint.figures.curves import Point

Line = tuple[Point, ...]


class Part(NamedTuple):
    """A stretch of a stroke's way: worked, or floated over with contact only."""

    line: Line
    floats: bool = False


Run = tuple[Part, ...]
"""One way from a start to an end, in the direction of travel."""
Kind = Literal["lane", "band", "spot"]


class Placed(Struct, frozen=True):
    """A move on a view.

    A *lane* runs along the limb on its ``runs``. A *band* takes the whole width between the places ``spans`` along
    the limb. A *spot* stays at or goes round ``centre``, or follows ``runs`` that the view gives.
    """

    stroke: str
    kind: Kind
    part: HandPart | None = None
    hand: Hand | None = None
    rotation: Rotation | None = None
    both_ways: bool = False
    """True where the source names no direction: the arrow points both ways."""
    runs: tuple[Run, ...] = ()
    lanes: Lanes | None = None
    spans: tuple[tuple[float, float], ...] = ()
    """From and to, in the direction of travel."""
    centre: Point = (0.0, 0.0)
    size: Point = (0.0, 0.0)
    """Half width and half height of a spot in millimetres."""
    nested: int = 0
    """How many spots at the same place lie inside this one."""
    crossing: tuple[Line, ...] = ()
    """Where a band floats over a zone."""
    digits: tuple[tuple[Point, Point], ...] = ()
    """Root and tip of each toe that a spot is done at."""
