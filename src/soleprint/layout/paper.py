"""Paper sizes, reading distances and the part of a face that text may use.

Millimetres where a name ends in ``_mm``, points everywhere else.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from soleprint.errors import UsageProblem, arguments
from soleprint.files.suggest import nearest
from soleprint.marks import Rect

MM = 72 / 25.4
"""Points in a millimetre."""

Hole = Literal["none", "top", "two", "ring"]
Orientation = Literal["auto", "portrait", "landscape"]

SIZES_MM: dict[str, tuple[float, float]] = {
    "A2": (420, 594),
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
    "A7": (74, 105),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
    "Half Letter": (139.7, 215.9),
    "4x6": (101.6, 152.4),
    "5x8": (127, 203.2),
    "Poker": (63.5, 88.9),
    "CR80": (53.98, 85.6),
}
"""Portrait width and height: ISO 216, ISO/IEC 7810 ID-1 (CR80), playing cards, and the US sizes in whole or
half inches."""

LANDSCAPE_BY_NATURE = frozenset({"CR80"})
_CUSTOM = r"(?i)^\s*(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|in)\s*$"
MIN_SIDE_MM, MAX_SIDE_MM = 40.0, 1200.0


class Paper(Struct, frozen=True):
    """A trimmed size in points, as it stands (portrait or landscape)."""

    name: str
    width: float
    height: float

    @property
    def millimetres(self) -> tuple[float, float]:
        return self.width / MM, self.height / MM


def paper(size: str, orientation: Orientation = "auto") -> Paper:
    """The paper for a size name or ``WIDTHxHEIGHT`` with ``mm`` or ``in``.

    ``auto`` takes a custom size as written, CR80 landscape and all others portrait. Raises UsageProblem naming the
    sizes there are.
    """
    names = {_plain(name): name for name in SIZES_MM}
    name = names.get(_plain(size))
    if name is not None:
        width, height = SIZES_MM[name]
        if orientation == "auto":
            orientation = "landscape" if name in LANDSCAPE_BY_NATURE else "portrait"
    else:
        name, width, height = _custom(size)
    if orientation != "auto" and (width > height) != (orientation == "landscape"):
        width, height = height, width
    return Paper(name, width * MM, height * MM)


def _plain(size: str) -> str:
    return re.sub(r"[\s_-]", "", size).lower()


def _custom(size: str) -> tuple[str, float, float]:
    match = re.match(_CUSTOM, size)
    if not match:
        close = nearest(size, SIZES_MM)
        hint = f" Did you mean {close!r}?" if close else ""
        raise UsageProblem(
            f"Size {size!r} is not known.{hint} Use one of {', '.join(SIZES_MM)}, or WIDTHxHEIGHT with a unit, "
            "such as 100x150mm or 4x6in.",
            code="unknown-size",
            arguments=arguments(near=close) if close else (),
        )
    factor = 25.4 if match[3].lower() == "in" else 1.0
    width, height = float(match[1]) * factor, float(match[2]) * factor
    if not all(MIN_SIDE_MM <= side <= MAX_SIDE_MM for side in (width, height)):
        raise UsageProblem(
            f"Size {size!r} is out of range: each side must be {MIN_SIDE_MM:g} to {MAX_SIDE_MM:g} mm.",
            code="size-out-of-range",
            arguments=arguments(least=f"{MIN_SIDE_MM:g}", most=f"{MAX_SIDE_MM:g}"),
        )
    return f"{match[1]}x{match[2]}{match[3].lower()}", width, height


_DISTANCES = ((400, 1500.0, 1000.0), (200, 1000.0, 700.0), (138, 700.0, 500.0), (0, 400.0, 400.0))
"""The shorter side in millimetres, and how far away it is read, and if it is crowded."""


def default_distance_mm(sheet: Paper, crowded: bool = False) -> float:
    """How far away a card of this size is read: a big one hangs on a wall, a small one is held.

    1.5 m from A2 up, 1 m from A4 and Letter up, 70 cm for A5 and Half Letter, 40 cm below: told apart by the shorter
    side. One that is ``crowded``, with twice the words, is read from a step nearer: 1 m, 70 cm, 50 cm, 40 cm.
    """
    short = min(sheet.millimetres)
    usual, nearer = next(distances for least, *distances in _DISTANCES if short >= least)
    return nearer if crowded else usual


def cap_height_for(distance_mm: float) -> float:
    """The smallest cap height, in points, that is read at a distance: a 200th of it (peers.md 6, FAA rule)."""
    return distance_mm / 200 * MM


class Finishing(Struct, frozen=True):
    """What happens to a card after printing; every length in millimetres."""

    pouch_mm: float = 5.0
    """Margin the laminating pouch seals and the home printer cannot reach."""
    hole: Hole = "none"
    corners_mm: float = 0.0
    bleed_mm: float = 0.0
    marks: bool = False
    laminated: bool = True
    """It goes into a pouch; without one ``pouch_mm`` is a plain margin."""


HOLE_RADIUS_MM = 5.0
"""Cut in the paper: wider than the 6 mm hole in the film by the 2 mm that seal round it (peers.md 6)."""
FILM_HOLE_RADIUS_MM = 3.0
_TOP_HOLE_CENTRE_MM = 8.0
_RING_CENTRE_MM = 8.0
_FILE_HOLE_CENTRE_MM = 12.0
_FILE_HOLE_HALF_DISTANCE_MM = 40.0
_CLEARANCE_MM = 2.0


class Face(Struct, frozen=True):
    """One side of a card: its paper, where text may stand, and where the holes go."""

    sheet: Paper
    safe: Rect
    holes: tuple[tuple[float, float], ...]
    """Centres, in points."""

    @property
    def keep_out(self) -> tuple[Rect, ...]:
        r = HOLE_RADIUS_MM * MM
        return tuple(Rect(x - r, y - r, x + r, y + r) for x, y in self.holes)


def face(sheet: Paper, finishing: Finishing, back: bool = False) -> Face:
    """The face that finishing leaves. The back's filing holes are on its other edge.

    Raises UsageProblem when the sheet is too small for the holes or the margins.
    """
    margin = max(finishing.pouch_mm, finishing.corners_mm * (1 - 0.5**0.5) + 1.0) * MM
    safe = Rect(0, 0, sheet.width, sheet.height).inset(margin, margin, margin, margin)
    holes: tuple[tuple[float, float], ...] = ()
    if finishing.hole == "top":
        holes = ((sheet.width / 2, sheet.height - _TOP_HOLE_CENTRE_MM * MM),)
        safe = safe._replace(y1=min(safe.y1, sheet.height - _deep(_TOP_HOLE_CENTRE_MM)))
    elif finishing.hole == "ring":
        # In a corner, so the page keeps its width: what stands beside the hole must keep clear of it.
        x = sheet.width - _RING_CENTRE_MM * MM if back else _RING_CENTRE_MM * MM
        holes = ((x, sheet.height - _RING_CENTRE_MM * MM),)
    elif finishing.hole == "two":
        holes, safe = _filing_holes(sheet, safe, back)
    if safe.width < 20 * MM or safe.height < 20 * MM:
        raise UsageProblem(
            f"Margins and holes leave no room on {sheet.name}. Use a larger size or smaller --pouch.", code="no-room"
        )
    return Face(sheet, safe, holes)


def _deep(centre_mm: float) -> float:
    return (centre_mm + HOLE_RADIUS_MM + _CLEARANCE_MM) * MM


def _filing_holes(sheet: Paper, safe: Rect, back: bool) -> tuple[tuple[tuple[float, float], ...], Rect]:
    """Two holes 80 mm apart, centres 12 mm from the edge (ISO 838): at the left, or at the top of a low card."""
    half, centre = _FILE_HOLE_HALF_DISTANCE_MM * MM, _FILE_HOLE_CENTRE_MM * MM
    room = 2 * half + 2 * HOLE_RADIUS_MM * MM + 10 * MM
    if sheet.height >= room:
        x = sheet.width - centre if back else centre
        deep = _deep(_FILE_HOLE_CENTRE_MM)
        safe = safe._replace(x1=min(safe.x1, sheet.width - deep)) if back else safe._replace(x0=max(safe.x0, deep))
        return ((x, sheet.height / 2 + half), (x, sheet.height / 2 - half)), safe
    if sheet.width >= room:
        y = sheet.height - centre
        safe = safe._replace(y1=min(safe.y1, sheet.height - _deep(_FILE_HOLE_CENTRE_MM)))
        return ((sheet.width / 2 - half, y), (sheet.width / 2 + half, y)), safe
    raise UsageProblem(
        f"{sheet.name} is too small for two filing holes, which need an edge of 100 mm (ISO 838). Use --hole top.",
        code="hole-needs-room",
    )
