"""Pictures of one's own as boxes: they keep their proportions in a field, or fill a cover."""

from __future__ import annotations

from soleprint.layout.figure import NO_EDGES, Edges, StageBox
from soleprint.layout.paper import MM
from soleprint.layout.ready import Ready, ReadyPictures, Scaled, centred
from soleprint.marks import Group, Path, Primitive, Rect, Symbol, rounded

LEAST = 12 * MM
"""Points of the shortest side of the field in which a picture of one's own can be made out."""
RADIUS = 2 * MM
"""Points, of the field's corners: those of drawn pictures."""


class PhotoPictures(ReadyPictures):
    """Shows a ready symbol whole, in the middle of a field; or ``filling`` it, what does not fit cut off.

    ``ground`` is the field's colour where the picture leaves some of it free, ``radius`` that of its corners.
    """

    def __init__(self, ground: str, radius: float = RADIUS, filling: bool = False) -> None:
        self.ground, self.radius, self.filling = ground, radius, filling

    def least(self, scene: Ready) -> float:
        return LEAST

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
        left, bottom, right, top = beyond
        field = Rect(-left, -bottom, width + right, height + top)
        place = field if self.filling else Rect(0.0, 0.0, width, height)
        marks: tuple[Primitive, ...] = (
            Path(rounded(field, 0.0), self.ground),
            centred(symbol, place, self.filling),
        )
        name = f"{symbol.name}-{self.ground}-{self.filling:d}-{self.radius:g}-" + "x".join(f"{v:.2f}" for v in field)
        return Scaled(Symbol(name, (Group(marks, clip=rounded(field, self.radius)),), field), alt)


class PhotoBox(StageBox):
    """A picture of one's own in the place of a drawn one. Its field is no higher than the picture, unless it fills."""

    def _limit(self, width: float, base: float) -> float:
        height = self.illustrator.height_for(self.scene, width - self.clear * base)
        return min(height, self.tallest * base) if self.tallest else height

    def scales(self, frame: Rect, base: float) -> tuple[float, ...]:
        """None: it shows no body at a scale."""
        return ()
