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
        scale = min(width / symbol.bbox.width, height / symbol.bbox.height)
        at = ((width - scale * symbol.bbox.width) / 2, (height - scale * symbol.bbox.height) / 2)
        matrix = (scale, 0.0, 0.0, scale, at[0] - scale * symbol.bbox.x0, at[1] - scale * symbol.bbox.y0)
        name = f"{symbol.name}-{width:.2f}x{height:.2f}"
        return Scaled(Symbol(name, (Group(symbol.items, matrix),), Rect(0.0, 0.0, width, height)), alt)
