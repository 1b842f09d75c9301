"""A view cut into layers, so that hands lie behind a limb, cast their shadow on it, and lie in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from soleprint.figures import artwork
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.instructions import Art, Shadow, Under
from soleprint.figures.pen import Pen
from soleprint.figures.theme import Theme
from soleprint.marks import Rect, Symbol

MARGIN = 80.0
"""Millimetres round the extent that a view's lines may reach."""
THIN, THICK = 0.28, 1.0
"""Points per millimetre of body (0.1 and 0.35 mm of paper) between which lines grow."""
FAINT, FINE = 0.58, 0.57
"""Lines thinner than so many points are left out below so many points per millimetre."""


@dataclass(frozen=True, slots=True)
class Layer:
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


def weight_at(scale: float) -> float:
    """How much lines are thinned at a scale in points per millimetre of body."""
    return 0.58 + 0.42 * max(0.0, min(1.0, (scale - THIN) / (THICK - THIN)))


def symbol(name: str, layer: Sequence[Art], anatomy: Anatomy, theme: Theme, scale: float) -> Symbol:
    """The marks of a layer at a scale, the view's origin at (0, 0)."""
    pen = Pen((scale, 0.0, 0.0, scale, 0.0, 0.0), weight_at(scale), plain=scale < FINE)
    artwork.carry_out(layer, pen, anatomy, theme, FAINT if scale < FINE else 0.0)
    x0, y0, x1, y1 = anatomy.view.extent
    reach = [p for line in anatomy.view.lines.values() for p in line]
    xs, ys = [x0, x1, *(float(p[0]) for p in reach)], [y0, y1, *(float(p[1]) for p in reach)]
    box = (min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)
    return Symbol(name, tuple(pen.items), Rect(*(v * scale for v in box)))
