"""A view cut into layers, so that hands lie behind a limb, cast their shadow on it, and lie in front of it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from soleprint.figures import artwork
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.instructions import Art, Shadow, Under
from soleprint.figures.pen import Pen
from soleprint.figures.theme import Theme
from soleprint.marks import Matrix, Rect, Symbol, multiply

MARGIN = 80.0
"""Millimetres round the extent that a view's lines may reach."""


class Grade(Struct, frozen=True):
    """How finely views and hands are drawn: once for cards and once for posters, and placed at any scale from there."""

    name: str
    scale: float
    """Points per millimetre of body that it is drawn at."""
    limb: float
    hand: float
    """Weights of lines: on an A5 card an outline of the limb has 0.9 points, of a hand 0.75."""
    faint: float
    """Lines thinner than so many points are left out."""

    def pen(self, weight: float) -> Pen:
        """A pen whose (0, 0) is the drawing's origin. Details of small drawings are not tapered."""
        return Pen((self.scale, 0.0, 0.0, self.scale, 0.0, 0.0), weight, plain=self.faint > 0)

    def place(self, body: Matrix) -> Matrix:
        """Where marks of this grade go; ``body`` takes millimetres of body to points on paper."""
        return multiply((1 / self.scale, 0.0, 0.0, 1 / self.scale, 0.0, 0.0), body)


SMALL, LARGE = Grade("small", 0.3, 0.58, 0.49, 0.58), Grade("large", 1.0, 1.4, 1.3, 0.0)
LARGE_FROM = 0.66
"""Points per millimetre of body (0.233 mm of paper) from which drawings are of the large grade."""


def grade(scale: float) -> Grade:
    """The grade of drawings at a scale in points per millimetre of body."""
    return LARGE if scale >= LARGE_FROM else SMALL


class Layer(Struct, frozen=True):
    """A run of drawing instructions and what comes after it: hands the limb hides, or shadows, or nothing."""

    art: tuple[Art, ...]
    then: Shadow | Under | None = None


def layers_of(anatomy: Anatomy, theme: Theme) -> list[Layer]:
    """The layers of a view, from back to front; the first holds what lies under the hands that the limb hides."""
    wanted = {"always", "clothed" if theme.clothed else "bare"}
    out: list[Layer] = []
    run: list[Art] = []
    for item in anatomy.view.art:
        if item.layer not in wanted:
            continue
        if isinstance(item, (Shadow, Under)):
            out.append(Layer(tuple(run), item))
            run = []
        else:
            run.append(item)
    out.append(Layer(tuple(run)))
    if not any(isinstance(layer.then, Under) for layer in out):
        out.insert(0, Layer((), Under()))
    return out


def symbol(name: str, layer: Sequence[Art], anatomy: Anatomy, theme: Theme, size: Grade) -> Symbol:
    """The marks of a layer, the view's origin at (0, 0)."""
    pen = size.pen(size.limb)
    artwork.carry_out(layer, pen, anatomy, theme, size.faint)
    x0, y0, x1, y1 = anatomy.view.extent
    reach = [p for line in anatomy.view.lines.values() for p in line]
    xs, ys = [x0, x1, *(p.x for p in reach)], [y0, y1, *(p.y for p in reach)]
    box = (min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)
    return Symbol(name, tuple(pen.items), Rect(*(v * size.scale for v in box)))
