"""Crop marks, cut lines and fold marks of a side. Points throughout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soleprint.layout.painter import line as painted
from soleprint.layout.paper import MM
from soleprint.marks import Path, Rect, union
from soleprint.press.geometry import HAIR, Line, clipped
from soleprint.press.plan import Press
from soleprint.press.sheets import GUIDE_COLOUR, MARK_COLOUR, MARK_GAP, MARK_LENGTH, MARK_WIDTH

SHORTEST = 2 * MM
"""A mark that is cut shorter than this is left out."""
TICK = 3 * MM
"""A mark on the cut or fold itself, where there is no room outside."""
FOLD_DASH = (3.0, 2.0)

Drawn = tuple[Line, Path]


def printers_lines(trims: Sequence[Rect], folds: Sequence[Line], area: Rect, press: Press) -> tuple[Drawn, ...]:
    """Where to cut and fold, as lines and as paths, inside ``area``.

    Marks are outside the trims where there is room. Where there is none, a short tick stands on the cut or fold
    itself: cutting halves it, folding hides it.
    """
    gap = max(press.bleed_mm * MM, MARK_GAP)
    if press.cut == "lines":
        cuts = list(_through(trims, area))
    else:
        cuts = [mark for edge in _edges(trims) for mark in _end_marks(edge, trims, area, gap)]
    bends = [mark for fold in folds for mark in _end_marks(fold, trims, area, gap)]
    solid = [(mark, painted(*mark, MARK_COLOUR, MARK_WIDTH)) for mark in _once(cuts)]
    dashed = [(mark, painted(*mark, GUIDE_COLOUR, MARK_WIDTH * 2, FOLD_DASH)) for mark in _once(bends)]
    return (*solid, *dashed)


def _once(marks: Sequence[Line]) -> list[Line]:
    """Neighbours share their marks."""
    return list({tuple(round(value, 1) for value in mark): mark for mark in marks}.values())


def _edges(trims: Sequence[Rect]) -> Iterator[Line]:
    for x0, y0, x1, y1 in trims:
        yield Line(x0, y0, x0, y1)
        yield Line(x1, y0, x1, y1)
        yield Line(x0, y0, x1, y0)
        yield Line(x0, y1, x1, y1)


def _through(trims: Sequence[Rect], area: Rect) -> Iterator[Line]:
    """Lines from side to side of the printable area along every edge of a trim."""
    for edge in _edges(trims):
        whole = edge._replace(y0=area.y0, y1=area.y1) if edge.upright else edge._replace(x0=area.x0, x1=area.x1)
        if clipped(whole, area):
            yield whole


def _end_marks(edge: Line, trims: Sequence[Rect], area: Rect, gap: float) -> Iterator[Line]:
    """The marks that lengthen a line at both its ends."""
    for start, outward in ((0, -1), (1, 1)):
        mark = _outside(edge, start, outward, trims, area, gap) or _tick(edge, start, outward, trims, area)
        if mark:
            yield mark


def _along(edge: Line, start: int, near: float, far: float) -> Line:
    """The piece of the line through ``edge`` from ``near`` to ``far``, counted from one of its ends."""
    if edge.upright:
        y = (edge.y0, edge.y1)[start]
        return Line(edge.x0, y + near, edge.x0, y + far)
    x = (edge.x0, edge.x1)[start]
    return Line(x + near, edge.y0, x + far, edge.y0)


def _outside(edge: Line, start: int, outward: int, trims: Sequence[Rect], area: Rect, gap: float) -> Line | None:
    mark = clipped(_along(edge, start, outward * gap, outward * (gap + MARK_LENGTH)), area)
    if mark is None or mark.length < SHORTEST:
        return None
    return None if any(_touches(mark.box, trim) for trim in trims) else mark


def _touches(box: Rect, trim: Rect) -> bool:
    """Whether a line runs into a trim or along its edge."""
    return box.x0 <= trim.x1 + HAIR and trim.x0 <= box.x1 + HAIR and box.y0 <= trim.y1 + HAIR and trim.y0 <= box.y1 + HAIR


def _tick(edge: Line, start: int, outward: int, trims: Sequence[Rect], area: Rect) -> Line | None:
    """A mark on the line itself, where it enters the printable area; None inside a block of pieces, where the marks
    at the rim say enough, and for a line outside the printable area."""
    whole = union(trims)
    inside = clipped(edge, area)
    if whole is None or inside is None or inside.length < 2 * TICK:
        return None
    end = _along(edge, start, 0, 0).box
    at_rim = end.y0 in (whole.y0, whole.y1) if edge.upright else end.x0 in (whole.x0, whole.x1)
    return _along(inside, start, 0, -outward * TICK) if at_rim else None
