"""A picture as printed: a tinted field that the limb runs out of, with the hands that do the stroke and its arrow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import blake2b

import msgspec
from msgspec import Struct

from soleprint.content.model import Mode, Routine
from soleprint.figures import arrows
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.curves import Point
from soleprint.figures.hands import MIRROR, Hand, turned
from soleprint.figures.instructions import Box
from soleprint.figures.pictures import SIZES, Phase, Picture
from soleprint.marks import IDENTITY, Matrix, Rect, apply_all, multiply
from soleprint.store import Store

MM = 72 / 25.4
AIR = 1.06
"""Times the size of what a cover may not cut off, so that it keeps off its edges."""


class Stage(Struct, frozen=True, eq=False, dict=True):
    """One picture of a routine: some of its moves, done by hands. ``Illustrator.stages`` lists those of a routine.

    ``scale`` is millimetres of paper per millimetre of body, the same for a whole group of pictures; 0: as large as
    what must be seen fits the box.
    """

    routine: Routine
    mode: Mode
    moves: tuple[str, ...]
    places: tuple[str, ...] = ()
    """Which places of a move in place are shown, where each has a picture of its own."""
    phase: int = 0
    """Which moment of a stroke that takes turns."""
    scale: float = 0.0
    radius: float = 2 * MM
    """Points, of the field's corners; 0 for a field that runs off the page."""
    shift: Point = (0.0, 0.0)
    """Millimetres of paper by which the picture stands off the middle of its field, to leave a corner free."""
    letters: tuple[tuple[str, str], ...] = ()
    """Labels of moves, such as ("a1c", "1c"), that stand on the picture where there is room."""
    type_size: float = 0.0
    """Points, of the labels; 0: none."""
    disc: float = 0.0
    """Points, the radius of a number that lies on the corner at the start of the top edge: labels keep off it."""
    still: bool = False
    """Without its arrows."""
    cover: str = ""
    """``#RRGGBB``, the ground of a cover, which the picture fills; its arrows are all of one colour."""
    opens: bool = False
    """Of a cover: it is low and stands where its routine begins."""
    beyond: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Points by which the field reaches beyond its box, to the left, below, right and above: off the page."""

    @cached_property
    def key(self) -> bytes:
        """A digest of all that the drawing and its description depend on, so that equal stages are drawn once."""
        size, cover = (self.type_size, self.disc, self.still), (self.cover, self.opens)
        how = (self.phase, self.scale, self.radius, self.shift, self.letters, *size, *cover, self.beyond)
        shows = msgspec.json.encode((self.mode, self.moves, self.places, how))
        return blake2b(_about(self.routine, self.moves) + shows, digest_size=16).digest()

    def field(self, box: Rect) -> Rect:
        """The field that is seen of a stage in a box."""
        left, bottom, right, top = self.beyond
        return box.inset(-left, -bottom, -right, -top)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stage) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


_abouts: Store[tuple[object, ...], tuple[Routine, bytes]] = Store(60)
"""By the identity of a routine and the names of moves."""


def _about(routine: Routine, moves: tuple[str, ...]) -> bytes:
    """All that pictures of some moves depend on in a routine."""
    key = (id(routine), moves)
    known = _abouts.get(key)
    if known is None:
        steps = [(step.id, step.modes, [move for move in step.moves if move.id in moves]) for step in routine.steps]
        says = msgspec.json.encode((routine.id, routine.views, routine.limb, routine.zones, steps))
        known = _abouts.put(key, (routine, says))
    return known[1]


class Need(Struct, frozen=True):
    """What a picture needs of a page. ``width`` and ``height`` are millimetres of body, as the picture lies."""

    width: float
    height: float
    factor: float
    """Its body scale as a part of its group's: 1, two thirds, or 1.4 for a lens."""
    least: float
    """Millimetres of paper of the shortest side on which it can still be read."""

    def size(self, scale: float) -> tuple[float, float]:
        """Width and height in millimetres of paper at a group's scale (paper per body)."""
        return self.width * self.factor * scale, self.height * self.factor * scale

    def fits(self, width: float, height: float, scale: float) -> bool:
        """True when a stage of so many millimetres of paper shows all of it at a scale, and can be read."""
        wide, high = self.size(scale)
        return wide <= width and high <= height and min(width, height) >= self.least


class Reach(Struct, frozen=True):
    """The part of a view that must be seen: its middle in body millimetres, its width and height as it lies."""

    middle: Point
    width: float
    height: float


def reach(
    picture: Picture, phase: Phase, anatomy: Anatomy, hands: Sequence[Hand], turn: float, box: Box | None = None
) -> Reach:
    """What must be seen of a picture: its box, or another. At an odd angle only what is drawn in the box counts."""
    x0, y0, x1, y1 = box or picture.box
    middle, width, height = ((x0 + x1) / 2, (y0 + y1) / 2), x1 - x0, y1 - y0
    if turn % 90 == 0:
        return Reach(middle, height, width) if turn % 180 else Reach(middle, width, height)
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    seen = [(x, y) for x, y in _points(phase, anatomy, hands) if x0 <= x <= x1 and y0 <= y <= y1]
    laid = [(x * c - y * s, x * s + y * c) for x, y in seen]
    left, right = min(x for x, _ in laid), max(x for x, _ in laid)
    low, high = min(y for _, y in laid), max(y for _, y in laid)
    mx, my = (left + right) / 2, (low + high) / 2
    return Reach((mx * c + my * s, my * c - mx * s), right - left, high - low)


def _points(phase: Phase, anatomy: Anatomy, hands: Sequence[Hand]) -> Iterator[Point]:
    for name in anatomy.view.contour:
        yield from anatomy.polyline(name)
    for arrow in phase.arrows:
        yield from arrows.line_of(arrow, anatomy.lanes)
    for hand in hands:
        for ring in hand.rings:
            yield from ring


class Framing(Struct, frozen=True):
    """How a view lies in a stage of so many points."""

    body: Matrix
    """From body millimetres to points on paper."""
    overlay: Matrix
    """The same for hands and arrows, which do not mirror with the limb where they name a hand or a sense."""
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Points per millimetre of body."""
        return math.hypot(*self.body[:2])


def frame(
    seen: Reach, turn: float, mirror: bool, handed: bool, stage: Stage, factor: float, size: Point, whole: Reach | None
) -> Framing:
    """Put what must be seen in the middle of a stage of ``size`` points; of a cover, ``whole`` is not cut off."""
    width, height = size
    fits = (width / seen.width, height / seen.height)
    wanted = stage.scale * factor * MM if stage.scale else min(fits)
    if stage.cover:
        # Between all of it with room around, and filled with the ends cut off.
        wanted = math.sqrt(fits[0] * fits[1])
        if whole:
            wanted = min(wanted, width / whole.width / AIR, height / whole.height / AIR)
    start = multiply((1.0, 0.0, 0.0, 1.0, -seen.middle[0], -seen.middle[1]), MIRROR if mirror else IDENTITY)
    if mirror and turn % 180:
        turn = turn if turn % 90 == 0 else -turn
    place = (width / 2 + stage.shift[0] * MM, height / 2 + stage.shift[1] * MM)
    body = multiply(start, multiply(turned(turn), (wanted, 0.0, 0.0, wanted, *place)))
    if stage.cover and whole:
        body = multiply(body, (1.0, 0.0, 0.0, 1.0, *_into(whole, body, wanted, size)))
    # What must not mirror with the limb is turned back, about the limb's middle.
    return Framing(body, multiply(MIRROR, body) if mirror and handed else body, width, height)


def _into(whole: Reach, body: Matrix, scale: float, size: Point) -> Point:
    """By how much a picture has to be moved on paper for all of a part that has room there to be seen."""
    (middle,) = on_paper(body, [whole.middle])
    half = (whole.width * scale * AIR / 2, whole.height * scale * AIR / 2)
    x, y = (max(0.0, h - m) - max(0.0, m + h - s) for m, h, s in zip(middle, half, size, strict=True))
    return x, y


def factor_of(picture: Picture) -> float:
    """The picture's body scale as a part of its group's."""
    return SIZES[picture.size]


def on_paper(matrix: Matrix, points: Sequence[Point]) -> list[Point]:
    """Points moved by a matrix."""
    return apply_all(matrix, points)
