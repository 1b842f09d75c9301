"""How an imported limb is drawn: what a view's "art" says, as rows of its file."""

from __future__ import annotations

from collections.abc import Iterator
from math import dist

from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.drawings.draft import Draft
from soleprint.figures.drawings.outline import Contour, Piece
from soleprint.figures.drawings.wording import number, pair

OUTLINE, DETAIL = 1.5, 0.8
"""Points on paper."""
_FADE = 0.13
"""How much of a limb fades where it is cut off."""
_SHADE = 0.16
"""How wide the shade along an edge is, as a part of the limb's width there."""
_WIDEST = 16.0
"""Millimetres of shade."""


def art(draft: Draft) -> Iterator[str]:
    """The instructions, one a row."""
    for contour in draft.contours:
        yield _surface(contour)
        yield from _shades(draft, contour)
        yield f"{{draw: shadow, inside: {contour.name}}}"
        yield from (
            _outline(contour, piece) for piece, _ in contour.pieces if len(contour.pieces) > 1 and not piece.cut
        )
    for piece in draft.details:
        yield f"{{draw: ink, line: {piece.name}, width: {DETAIL}, taper: [0.4, 0.4], colour: detail}}"


def _surface(contour: Contour) -> str:
    """The colour of skin, which fades where the limb is cut off."""
    cuts = [curves.at(piece.drawn.fine, [0.5])[0] for piece, _ in contour.pieces if piece.cut]
    if not 1 <= len(cuts) <= 2:
        edge = f", outline: {OUTLINE}" if len(contour.pieces) == 1 else ""
        return f"{{draw: fill, shape: {contour.name}{edge}}}"
    xs, ys = zip(*contour.ring, strict=True)
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    ends = f"from: {pair(cuts[0])}, to: {pair(cuts[1] if len(cuts) == 2 else middle)}"
    far = f"[{1 - _FADE}, skin], [1, paper]" if len(cuts) == 2 else "[1, skin]"
    begun = _FADE if len(cuts) == 2 else 2 * _FADE
    return f"{{draw: fade, shape: {contour.name}, {ends}, stops: [[0, paper], [{begun}, skin], {far}]}}"


def _shades(draft: Draft, contour: Contour) -> Iterator[str]:
    """A band along each upright edge."""
    if draft.lanes.rails is None or draft.lanes.bent:
        return
    for piece, _ in contour.pieces:
        if piece.name in draft.lanes.rails and len(contour.pieces) > 1:
            width = number(_inwards(piece, contour.ring) * min(_WIDEST, _SHADE * draft.box.width))
            low, high = sorted(y for _, y in piece.drawn.ends)
            where = f"between: {pair((low + 0.1 * (high - low), high - 0.1 * (high - low)))}, inside: {contour.name}"
            yield f"{{draw: edge, line: {piece.name}, width: {width}, {where}}}"


def _inwards(piece: Piece, ring: list[Point]) -> int:
    """1 where the limb lies to the left of a line's direction, -1 to the right."""
    a, b = curves.at(piece.drawn.fine, [0.5, 0.52])
    reach = 0.5 / (dist(a, b) or 1.0)
    return 1 if curves.inside((a[0] - (b[1] - a[1]) * reach, a[1] + (b[0] - a[0]) * reach), ring) else -1


def _outline(contour: Contour, piece: Piece) -> str:
    """An inked line, which grows thin towards where the limb is cut off."""
    cuts = [end for other, _ in contour.pieces if other.cut for end in other.drawn.ends]
    near = 0.02 * curves.length(piece.drawn.fine)
    meets = [min((dist(end, cut) for cut in cuts), default=1e9) <= near for end in piece.drawn.ends]
    start, end = (0.12 if meet else 0 for meet in meets)
    return f"{{draw: ink, line: {piece.name}, width: {OUTLINE}, taper: [{start}, {end}]}}"
