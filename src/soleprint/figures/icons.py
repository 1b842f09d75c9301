"""Small pictures that stand alone: a hand with its working part, a position, a stroke's sign."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.model import HandPart, Move, Path, Position, Rotation
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.lanes import Panel
from soleprint.figures.plan import plan


class HandIcon(Struct, frozen=True):
    """A hand seen from its palm, the part that works filled. A right hand is never a mirrored left one by accident:
    the side of the body does not touch it."""

    hand: Literal["left", "right"] = "right"
    part: HandPart | None = None

    @property
    def mirrored(self) -> bool:
        """The drawing is of a right hand."""
        return self.hand == "left"


class PositionPicture(Struct, frozen=True):
    """How the person lies or sits; with ``ring`` (the limb of a routine) a ring round the part that is worked on."""

    position: Position
    ring: str = ""


class ViewPlan(Struct, frozen=True):
    """A view as a contributor needs to see it: with its points, landmark names, zones and lanes; or bare."""

    view: str
    debug: bool = True


class HandPlan(Struct, frozen=True):
    """A hand of content/hands as a contributor needs to see it: on a strip of limb, with its points, or bare."""

    pose: str
    debug: bool = True


class StrokePicture(Struct, frozen=True):
    """A stroke done by hands, for a list that explains the strokes (content/scenes/strokes.yaml). A stroke that takes
    turns has a ``phase`` for each moment."""

    stroke: str
    phase: int = 0
    scale: float = 0.0
    """As for a stage."""
    radius: float = 2 * 72 / 25.4
    """Points, of the field's corners."""


class StrokeName(Struct, frozen=True):
    """The name of a stroke that has no sign, on a field."""

    stroke: str
    radius: float = 2 * 72 / 25.4
    """Points, of the field's corners."""


class SignPicture(Struct, frozen=True):
    """A sign of content/signs on a field. It shows what the words beside it say, so it has none of its own."""

    sign: str
    radius: float = 2 * 72 / 25.4
    """Points, of the field's corners."""


class StrokeSign(Struct, frozen=True):
    """A stroke's glyph alone, for a key."""

    stroke: str
    part: HandPart | None = None
    rotation: Rotation | None = None


def hand_layers(icon: HandIcon) -> frozenset[str]:
    """Layers of the hand's drawing that show the working part."""
    return frozenset({icon.part} if icon.part else ())


_PATHS = {
    "hold": Path(at=("middle",)),
    "squeeze": Path(at=("tips",)),
    "knead": Path(at=("middle",)),
    "circle-stroke": Path(around=("middle",)),
    "pull": Path(at=("tips",)),
}


def sign_panel(sign: StrokeSign, swatch: Anatomy) -> Panel:
    """A stroke on the plain patch of skin of the view ``swatch``."""
    path = _PATHS.get(sign.stroke, Path(start="bottom", to="top"))
    move = Move(id="sign", stroke=sign.stroke, path=path, rotation=sign.rotation)
    made = plan(move, 0, swatch, ())
    assert made is not None  # strokes that cannot be drawn are not asked for: figures/find.py
    return Panel(swatch, (replace(made, placed=replace(made.placed, part=sign.part)),))
