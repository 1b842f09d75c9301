"""Hands on a limb: where each lies, and its marks, drawn once and used often."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from soleprint.figures import artwork, curves
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.curves import Point
from soleprint.figures.instructions import Art, Fill
from soleprint.figures.layers import SMALL, Grade, grade
from soleprint.figures.outlines import Outlines
from soleprint.figures.pen import Pen
from soleprint.figures.pictures import HandPlace, Layer
from soleprint.figures.poses import HandPose, Origin, load_pose
from soleprint.figures.symbols import symbol_of
from soleprint.figures.theme import Theme
from soleprint.marks import IDENTITY, Matrix, Rect, Symbol, Use, apply_all, multiply

MARGIN = 9.0
"""Points round the lines of a hand that its marks may reach."""
MIRROR: Matrix = (-1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def turned(degrees: float, at: Point = (0.0, 0.0)) -> Matrix:
    """The matrix that turns anticlockwise, then moves to ``at``."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (c, s, -s, c, at[0], at[1])


class PoseLines(Outlines):
    """The curves of one pose. Its points lie close together."""

    fine = 4

    def __init__(self, pose: HandPose) -> None:
        super().__init__(pose)
        self.origin, self.fits, self.outline = pose.origin, pose.fits, pose.outline
        self._rings: dict[str, list[Point]] = {}

    def ring(self, name: str) -> list[Point]:
        """A closed line as a coarse polygon, for measuring."""
        if name not in self._rings:
            self._rings[name] = curves.sample(self.curve(name), 3)
        return self._rings[name]


class Hand(Struct, frozen=True, dict=True):
    """A pose where it lies."""

    pose: PoseLines
    place: HandPlace
    at: Point
    """Where its origin is, body millimetres."""

    @property
    def id(self) -> str:
        return self.pose.drawing.id

    @property
    def origin(self) -> Origin:
        """What its (0, 0) is."""
        return self.pose.origin

    @property
    def fits(self) -> tuple[float, float]:
        """Half widths of limb in millimetres that it looks right on."""
        return self.pose.fits

    @cached_property
    def matrix(self) -> Matrix:
        """From the millimetres of the pose to those of the body."""
        side = MIRROR if self.place.hand == "left" else IDENTITY
        return multiply(side, turned(self.place.turn, self.at))

    def parts(self, layer: Layer) -> tuple[Layer, ...]:
        """Which layers of the pose lie behind the limb, or in front of it, in the order of painting."""
        depth = self.place.depth
        if depth == "under":
            return ("behind", "front") if layer == "behind" else ()
        return (layer,) if depth in ("both", layer) else ()

    @cached_property
    def rings(self) -> list[list[Point]]:
        """Rings round all that is seen of the hand in front of the limb, body millimetres; none when it lies behind."""
        return self.whole if self.parts("front") else []

    @cached_property
    def whole(self) -> list[list[Point]]:
        """The same of a hand that lies behind the limb, too, and may be seen beside it."""
        return [apply_all(self.matrix, self.pose.ring(name)) for name in self.pose.outline]


def _art(pose: PoseLines, layer: Layer) -> list[Art]:
    """The instructions of a layer; those that name none lie in front of the limb."""
    behind = layer == "behind"
    return [item for item in pose.drawing.art if (item.layer == "behind") == behind]


class Hands:
    """The hands of one library in one theme. Keep it: a pose is read once, and drawn once for each use."""

    def __init__(self, folders: Sequence[Path], theme: Theme) -> None:
        self.theme = theme
        self.folders = folders
        self._poses: dict[str, PoseLines] = {}
        self._symbols: dict[str, Symbol] = {}

    def pose(self, name: str) -> PoseLines:
        """The curves of a pose. Raises FileProblem or ContentError."""
        if name not in self._poses:
            self._poses[name] = PoseLines(load_pose(self.folders, name))
        return self._poses[name]

    def lay(self, place: HandPlace, anatomy: Anatomy) -> Hand:
        """A hand put on a limb. Where the view has no lanes, ``along`` and ``across`` have no meaning."""
        at, lanes = place.at, anatomy.lanes
        if at is None:
            at = lanes.at(place.along, place.across) if lanes else (0.0, 0.0)
        return Hand(self.pose(place.pose), place, (at[0] + place.shift[0], at[1] + place.shift[1]))

    def marks(self, hand: Hand, layer: Layer, body: Matrix) -> list[Use]:
        """The marks of a hand behind or in front of a limb; ``body`` takes body millimetres to points on paper."""
        size = grade(math.hypot(*body[:2]))
        matrix = size.place(multiply(hand.matrix, body))
        symbols = [self._symbol(hand.pose, part, size) for part in hand.parts(layer)]
        return [Use(symbol, matrix) for symbol in symbols if symbol.items]

    def shadow(self, hand: Hand, body: Matrix, colour: str) -> list[Use]:
        """The shadow of a hand before the limb; ``body`` says where it falls."""
        if not hand.parts("front"):
            return []
        return [Use(self._shadow(hand.pose, colour), SMALL.place(multiply(hand.matrix, body)))]

    def _symbol(self, pose: PoseLines, layer: Layer, size: Grade) -> Symbol:
        name = f"hand-{pose.drawing.id}-{layer}-{self.theme.name}-{size.name}"
        if name not in self._symbols:
            self._symbols[name] = self._drawn(name, pose, _art(pose, layer), size.pen(size.hand), size.faint)
        return self._symbols[name]

    def _shadow(self, pose: PoseLines, colour: str) -> Symbol:
        name = f"hand-{pose.drawing.id}-shadow-{self.theme.name}-{colour}"
        if name not in self._symbols:
            art = [Fill(shape=ring, colour=colour) for ring in pose.outline]
            self._symbols[name] = self._drawn(name, pose, art, SMALL.pen(1.0), 0.0)
        return self._symbols[name]

    def _drawn(self, name: str, pose: PoseLines, art: Sequence[Art], pen: Pen, faint: float) -> Symbol:
        return symbol_of(self.folders, name, lambda: _symbol_of(name, art, pose, self.theme, pen, faint))


def _symbol_of(name: str, art: Sequence[Art], pose: PoseLines, theme: Theme, pen: Pen, faint: float) -> Symbol:
    artwork.carry_out(art, pen, pose, theme, faint)
    points = [p for line in pose.drawing.lines.values() for p in line]
    xs, ys = [p.x * pen.scale for p in points], [p.y * pen.scale for p in points]
    box = Rect(min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)
    return Symbol(name, tuple(pen.items), box)
