"""Crop marks, cut lines and fold marks of a side. Points throughout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from soleprint.layout.painter import line as painted
from soleprint.layout.paper import MM
from soleprint.marks import Path, Rect, union
from soleprint.press.geometry import HAIR, Line, clipped
from soleprint.press.plan import Press
from soleprint.press.sheets import GUIDE_COLOUR, MARK_COLOUR, MARK_LENGTH, MARK_WIDTH, mark_gap

SHORTEST = 2 * MM
"""A mark that is cut shorter than this is left out."""
TICK = 3 * MM
"""A mark on the cut or fold itself, where there is no room outside."""
FOLD_DASH = (3.0, 2.0)

NEAR_RIM = 4 * MM
"""Creep makes some spreads narrower than others by up to this: their edges are at the rim all the same."""

Drawn = tuple[Line, Path]


def printers_lines(trims: Sequence[Rect], folds: Sequence[Line], area: Rect, press: Press) -> tuple[Drawn, ...]:
    """Where to cut and fold, as lines and as paths, inside ``area``.

    Marks are outside the trims where there is room. Where there is none, a short tick stands on the cut or fold
    itself: cutting halves it, folding hides it.
    """
    block = _Block(tuple(trims), area, press.bleed_mm * MM)
    edges = [edge for trim in trims for edge in _edges(trim)]
    if press.cut == "lines":
        cuts = [found for edge in edges if (found := block.through(edge))]
    else:
        cuts = [mark for edge in edges for mark in block.marks(edge)]
    bends = [mark for fold in folds for mark in block.marks(fold)]
    solid = [(mark, painted(*mark, MARK_COLOUR, MARK_WIDTH)) for mark in _once(cuts)]
    dashed = [(mark, painted(*mark, GUIDE_COLOUR, MARK_WIDTH * 2, FOLD_DASH)) for mark in _once(bends)]
    return (*solid, *dashed)


def _once(marks: Sequence[Line]) -> list[Line]:
    """Neighbours share their marks."""
    return list({tuple(round(value, 1) for value in mark): mark for mark in marks}.values())


def _edges(trim: Rect) -> Iterator[Line]:
    x0, y0, x1, y1 = trim
    yield Line(x0, y0, x0, y1)
    yield Line(x1, y0, x1, y1)
    yield Line(x0, y0, x1, y0)
    yield Line(x0, y1, x1, y1)


class _Block(Struct, frozen=True):
    """The pieces on a side, and the part of the sheet that takes ink."""

    trims: tuple[Rect, ...]
    area: Rect
    bleed: float

    def through(self, edge: Line) -> Line | None:
        """The line from side to side of the printable area; None for one outside it."""
        x0, y0, x1, y1 = self.area
        return clipped(edge._replace(y0=y0, y1=y1) if edge.upright else edge._replace(x0=x0, x1=x1), self.area)

    def marks(self, edge: Line) -> Iterator[Line]:
        """The marks for both ends of an edge or fold, which runs to the right or upwards."""
        for start, outward in ((0, -1), (1, 1)):
            mark = self._outside(edge, start, outward) or self._tick(edge, start, outward)
            if mark:
                yield mark

    def _outside(self, edge: Line, start: int, outward: int) -> Line | None:
        near = mark_gap(self.bleed)
        mark = clipped(_along(edge, start, outward * near, outward * (near + MARK_LENGTH)), self.area)
        if mark is None or mark.length < SHORTEST or any(self._runs_into(mark.box, trim) for trim in self.trims):
            return None
        return mark

    def _runs_into(self, mark: Rect, trim: Rect) -> bool:
        """Whether a mark touches a piece or its bleed, were it only along the edge."""
        grow = max(self.bleed - HAIR, 0.0)
        x0, y0, x1, y1 = trim.inset(-grow, -grow, -grow, -grow)
        return mark.x0 < x1 + HAIR and x0 < mark.x1 + HAIR and mark.y0 < y1 + HAIR and y0 < mark.y1 + HAIR

    def _tick(self, edge: Line, start: int, outward: int) -> Line | None:
        """A mark on the line itself, where it enters the printable area; None for a line outside that area, and inside
        a block of pieces, where the marks at the rim say enough."""
        inside, whole = clipped(edge, self.area), union(self.trims)
        if whole is None or inside is None or inside.length < 2 * TICK:
            return None
        rim, ends = (whole[1::2], (edge.y0, edge.y1)) if edge.upright else (whole[::2], (edge.x0, edge.x1))
        at_rim = abs(rim[start] - ends[start]) < NEAR_RIM
        return _along(inside, start, 0, -outward * TICK) if at_rim else None


def _along(edge: Line, start: int, near: float, far: float) -> Line:
    """The piece of the line through ``edge`` from ``near`` to ``far``, counted from one of its ends."""
    if edge.upright:
        y = (edge.y0, edge.y1)[start]
        return Line(edge.x0, y + near, edge.x0, y + far)
    x = (edge.x0, edge.x1)[start]
    return Line(x + near, edge.y0, x + far, edge.y0)
