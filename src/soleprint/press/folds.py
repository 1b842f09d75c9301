"""Leaflets: which panel is where on a sheet that is folded upright, and how wide it is.

Panels are numbered in reading order from 0, the cover: then the inside from its beginning to its end, then what is
left of the outside. For three panels the outside thus shows 4, 5, 0 and the inside 1, 2, 3 (left to right), the trade's
"5, 6, 1 / 2, 3, 4", for the C-fold as for the Z-fold. The C-fold's panel 4 is seen first when the cover is opened; it
is numbered after the inside, since it continues nothing. For languages from right to left all is mirrored.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from soleprint.errors import UsageProblem
from soleprint.layout.paper import MM, Paper
from soleprint.marks import Rect

Fold = Literal["flat", "half", "tri", "z"]

TUCK_MM = 3.0
"""By how much the C-fold's inner panel is narrower: A4 100 + 100 + 97 mm (peers.md 6)."""
TUCK_INCH_MM = 25.4 / 16
"""The same on paper measured in inches: Letter 3 11/16 + 3 11/16 + 3 5/8 in (peers.md 6)."""
_INCH_SIZES = frozenset({"Letter", "Legal", "Tabloid", "Half Letter"})
NARROWEST = 50 * MM


class Panel(NamedTuple):
    """A panel on its face, in points from the face's lower left corner."""

    number: int
    """Its place in reading order."""
    rect: Rect


class Leaf(Struct, frozen=True):
    """Both faces of a leaflet, panels from left to right. The inside is seen after turning the sheet over about its
    upright axis."""

    outside: tuple[Panel, ...]
    inside: tuple[Panel, ...]

    @property
    def folds(self) -> tuple[float, ...]:
        """Where the outside is folded, from its left edge."""
        return tuple(panel.rect.x1 for panel in self.outside[:-1])

    @property
    def inner_folds(self) -> tuple[float, ...]:
        """Where the inside is folded, from its left edge: the same folds seen from behind."""
        return tuple(panel.rect.x1 for panel in self.inside[:-1])

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of every panel, in reading order: of panels that are alike the very same numbers, wherever
        on the sheet they lie, so that what stands in them is measured once."""
        same: dict[float, float] = {}
        every = [panel.rect for panel in sorted((*self.outside, *self.inside))]
        return tuple((same.setdefault(round(rect.width, 6), rect.width), rect.height) for rect in every)


def panels(fold: Fold, sheet: Paper, rtl: bool = False) -> Leaf:
    """The panels of ``sheet`` as it lies (landscape for a usual leaflet). ``flat`` is a sheet with two faces.

    Raises UsageProblem for a fold that is not known (``unknown-option``) and for panels narrower than 50 mm
    (``sheet-too-small``).
    """
    if fold not in get_args(Fold):
        message = f"--fold {fold} is not known. Use {', '.join(get_args(Fold))}."
        raise UsageProblem(message, code="unknown-option", option="fold")
    widths = _inside_widths(fold, sheet)
    if min(widths) < NARROWEST:
        raise UsageProblem(
            f"{sheet.name} folded in {len(widths)} has panels of {min(widths) / MM:.0f} mm; at least 50 mm is needed. "
            "Use a larger --size or --fold half.",
            code="sheet-too-small",
            option="size",
        )
    count = len(widths)
    inside = list(zip(range(1, count + 1), widths, strict=True))
    # Behind the first panel inside is the cover; then, from right to left, what is left of the outside.
    behind = [0, *range(2 * count - 1, count, -1)]
    outside = list(zip(reversed(behind), reversed(widths), strict=True))
    if rtl:
        inside, outside = inside[::-1], outside[::-1]
    return Leaf(_laid(outside, sheet.height), _laid(inside, sheet.height))


def _inside_widths(fold: Fold, sheet: Paper) -> list[float]:
    """Widths of the panels inside, in reading order: the C-fold's last one is folded in."""
    if fold == "tri":
        tuck = (TUCK_INCH_MM if sheet.name in _INCH_SIZES or sheet.name.endswith("in") else TUCK_MM) * MM
        wide = (sheet.width + tuck) / 3
        return [wide, wide, wide - tuck]
    count = {"flat": 1, "half": 2, "z": 3}[fold]
    return [sheet.width / count] * count


def _laid(row: list[tuple[int, float]], height: float) -> tuple[Panel, ...]:
    """Panels side by side from the left."""
    made = []
    x = 0.0
    for index, width in row:
        made.append(Panel(index, Rect(x, 0.0, x + width, height)))
        x += width
    return tuple(made)
