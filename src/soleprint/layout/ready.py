"""Ready symbols as pictures: scaled to the room there is, their lines with them."""

from __future__ import annotations

from msgspec import Struct

from soleprint.layout.figure import NO_EDGES, Edges
from soleprint.marks import Group, Rect, Symbol

Ready = tuple[Symbol, str]
"""A symbol with its description."""


class Scaled(Struct, frozen=True):
    """A symbol at a size, with its description."""

    symbol: Symbol
    alt: str


class ReadyPictures:
    """What layout needs of the figures room, for symbols that are drawn already."""

    def height_for(self, scene: Ready, width: float) -> float:
        box = scene[0].bbox
        return width * box.height / box.width

    def width_for(self, scene: Ready, height: float) -> float:
        box = scene[0].bbox
        return height * box.width / box.height

    def heights(self, scene: Ready, width: float, height: float) -> list[float]:
        return [min(height, self.height_for(scene, width))]

    def body(self, scene: Ready) -> tuple[float, float]:
        box = scene[0].bbox
        return box.width, box.height

    def least(self, scene: Ready) -> float:
        return 0.0

    def fit(self, scene: Ready, width: float, height: float) -> float:
        return 0.0

    def lettered(self, scene: Ready, width: float, height: float, beyond: Edges, scale: float) -> bool:
        return True

    def draw(
        self,
        scene: Ready,
        width: float,
        height: float,
        beyond: Edges = NO_EDGES,
        scale: float = 0.0,
        letters: bool = True,
    ) -> Scaled:
        symbol, alt = scene
        place = Rect(0.0, 0.0, width, height)
        return Scaled(Symbol(f"{symbol.name}-{width:.2f}x{height:.2f}", (centred(symbol, place),), place), alt)


def centred(symbol: Symbol, place: Rect, filling: bool = False) -> Group:
    """A symbol in the middle of a place, as large as that holds; or ``filling`` it, what does not fit beyond it."""
    box = symbol.bbox
    scales = (place.width / box.width, place.height / box.height)
    scale = max(scales) if filling else min(scales)
    at = (place.x0 + (place.width - scale * box.width) / 2, place.y0 + (place.height - scale * box.height) / 2)
    return Group(symbol.items, (scale, 0.0, 0.0, scale, at[0] - scale * box.x0, at[1] - scale * box.y0))
