"""A drawing as a view: from the bytes of an SVG file to everything that the view's file says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from operator import itemgetter

from msgspec import Struct

from soleprint.errors import Finding
from soleprint.figures.anatomy import AxisLanes, PairedLanes
from soleprint.figures.curves import Point
from soleprint.figures.drawings.lanes import Lanes, lanes_of
from soleprint.figures.drawings.mistakes import Mistakes
from soleprint.figures.drawings.outline import Contour, Names, Piece, box_of, contours, gap_of, pieces_of
from soleprint.figures.drawings.places import Places, places_of
from soleprint.figures.drawings.points import MOST_POINTS, TooManyPoints, dots
from soleprint.figures.drawings.scale import check_size, scale_of
from soleprint.figures.drawings.sheet import Item, Sheet, read_sheet
from soleprint.figures.instructions import Disc, Dot
from soleprint.marks import Rect

_ASSUMED = 300.0
"""Millimetres of the longer side where there is no scale line, so that other mistakes are found too."""
MOST_LINES = 200
_STEMS = {"outline": "outline", "lanes": "lane", "lines": "detail"}
"""What lines of a layer are called that have no names of their own."""
_LYING = {"lying-left": 90, "lying-right": -90}
_MARGIN = 3.0
"""Millimetres that a view shows round its outline."""


class Draft(Struct, frozen=True):
    """A view to be written. Everything is in millimetres on the body, y upwards from the outline's lowest point."""

    name: str
    box: Rect
    lines: Mapping[str, tuple[Dot, ...]]
    details: tuple[Piece, ...]
    contours: tuple[Contour, ...]
    lanes: Lanes
    places: Places
    lying: int
    warnings: tuple[Finding, ...]

    @property
    def closed(self) -> tuple[str, ...]:
        """Lines whose end joins their start."""
        whole = [contour.pieces[0][0].name for contour in self.contours if len(contour.pieces) == 1]
        return (*whole, *(piece.name for piece in self.details if piece.drawn.closed))

    @property
    def extent(self) -> Rect:
        """What the view shows."""
        return self.box.inset(-_MARGIN, -_MARGIN, -_MARGIN, -_MARGIN)

    @property
    def order(self) -> list[str]:
        """The landmarks along the limb, the lowest first."""
        along, landmarks = _along(self), self.places.landmarks
        return sorted(landmarks, key=lambda name: along(landmarks[name]))


def _along(draft: Draft) -> Callable[[Point], float]:
    """What tells how far up the limb a point is: its height, where the limb is upright."""
    lanes = draft.lanes
    if lanes.axis:
        return AxisLanes(tuple(Disc(*point) for point in lanes.axis)).along
    if lanes.rails and lanes.bent:
        inner, outer = ([(dot.x, dot.y) for dot in draft.lines[name]] for name in lanes.rails)
        return PairedLanes(inner, outer).along
    return itemgetter(1)


def draft_of(data: bytes, shown: str, name: str, known: Collection[str]) -> Draft:
    """The view ``name`` from an SVG file; ``shown`` names the file in messages, ``known`` are places of the content.

    Raises ContentError with every mistake and its place.
    """
    mistakes = Mistakes(shown)
    sheet = read_sheet(data, mistakes)
    scale = scale_of(sheet.scales, mistakes)
    if not sheet.layers["outline"]:
        mistakes.add("drawing-outline", 'there is no outline; draw one in a layer called "outline"')
        mistakes.raise_if_any()
    sheet, box = _on_body(sheet, scale)
    if scale:
        check_size(box, sheet.scales[0], mistakes)
    lying = _lying(sheet.lying, mistakes)
    names = Names()
    outline, own, details = (pieces_of(sheet.layers[layer], names, stem) for layer, stem in _STEMS.items())
    _refuse_many([*outline, *own, *details], mistakes)
    found = contours(outline, names, gap_of(box), mistakes)
    rings = [contour.ring for contour in found]
    lanes = lanes_of(own, outline, rings, mistakes)
    places = places_of(sheet.layers, rings, known, name, mistakes)
    lines = _lines([*outline, *lanes.extra, *details], mistakes)
    mistakes.raise_if_any()
    return Draft(name, box, lines, tuple(details), tuple(found), lanes, places, lying, mistakes.findings)


def _on_body(sheet: Sheet, scale: float) -> tuple[Sheet, Rect]:
    """The sheet in millimetres on the body, the middle of the outline's lower edge at the origin; the outline's box."""
    box = box_of(sheet.layers["outline"])
    scale = scale or _ASSUMED / (max(box.width, box.height) or 1.0)
    sheet = sheet.moved((scale, 0.0, 0.0, scale, -scale * (box.x0 + box.x1) / 2, -scale * box.y0))
    return sheet, box_of(sheet.layers["outline"])


def _refuse_many(pieces: list[Piece], mistakes: Mistakes) -> None:
    for piece in pieces[MOST_LINES : MOST_LINES + 1]:
        message = f"a view has {MOST_LINES} lines at most, and this drawing has {len(pieces)}; join or delete some"
        mistakes.add("svg-too-complex", message, piece.item)
        mistakes.raise_if_any()


def _lying(items: list[Item], mistakes: Mistakes) -> int:
    for item in items:
        if item.name.lower() not in _LYING or item is not items[0]:
            message = f"{item.called} is not understood; one line may be called lying-left or lying-right: to which "
            mistakes.add("drawing-layer", message + "side the upper end of the drawing lies", item)
    return _LYING.get(items[0].name.lower(), 0) if items else 0


def _lines(pieces: list[Piece], mistakes: Mistakes) -> dict[str, tuple[Dot, ...]]:
    out: dict[str, tuple[Dot, ...]] = {}
    for piece in pieces:
        try:
            out[piece.name] = dots(piece.drawn.curve, piece.drawn.closed)
        except TooManyPoints:
            message = f"{piece.item.called} needs more than {MOST_POINTS} points; simplify it (Path, Simplify)"
            mistakes.add("svg-too-complex", message, piece.item)
    return out
