"""One side of a sheet before and after it is dressed with printer's marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from soleprint.errors import Finding, Severity
from soleprint.layout.paper import MM
from soleprint.marks import ARTIFACT, Group, Mark, Matrix, Page, Placement, Primitive, Rect, Sheet, multiply, union
from soleprint.press.checkline import check_line
from soleprint.press.geometry import Line, Size, moved, moved_line, shift
from soleprint.press.plan import Press, Slug
from soleprint.press.stock import printable
from soleprint.press.trims import printers_lines

Guides = Sequence[Sequence[Primitive]]
"""For each page, what is printed on it for the hand that punches or rounds it (``sheets.guides``)."""


class Side(Struct, frozen=True):
    """Pages on one side. ``trims`` are the finished pieces; ``extra`` is painted on top of the pages."""

    size: Size
    placements: tuple[Placement, ...] = ()
    trims: tuple[Rect, ...] = ()
    folds: tuple[Line, ...] = ()
    extra: tuple[Primitive, ...] = ()
    label: str = ""
    shown: Rect | None = None
    """What of the trims is on this side, where that is not all."""
    taken: tuple[Rect, ...] = ()
    """Where the 100 mm line may not be, besides trims and marks."""

    def moved(self, matrix: Matrix) -> Side:
        """The same side with everything on it moved."""
        return replace(
            self,
            placements=tuple(replace(place, matrix=multiply(place.matrix, matrix)) for place in self.placements),
            trims=tuple(moved(trim, matrix) for trim in self.trims),
            folds=tuple(moved_line(fold, matrix) for fold in self.folds),
            extra=(Group(self.extra, matrix),) if self.extra else (),
        )


def offset_back(side: Side, press: Press) -> Side:
    """A back side, corrected for a printer that does not meet the front."""
    x, y = press.offset_mm
    return side.moved(shift(x * MM, y * MM)) if x or y else side


def guided(placements: Sequence[Placement], guides: Guides) -> tuple[Primitive, ...]:
    """The guides of the pages that are placed, where they are placed."""
    if not guides:
        return ()
    return tuple(Group(tuple(guides[place.page]), place.matrix) for place in placements if guides[place.page])


def dress(side: Side, press: Press, slug: Slug | None) -> tuple[Sheet, bool]:
    """The sheet with its marks, and whether it has its 100 mm line. Every mark is in the printable area."""
    width, height = side.size
    bleed = press.bleed_mm * MM
    paper = Rect(0.0, 0.0, width, height)
    area = printable(press, side.size)
    lines = printers_lines(side.trims, side.folds, area, press) if press.marks else ()
    full = [trim.inset(-bleed, -bleed, -bleed, -bleed) for trim in side.trims]
    taken = [*full, *side.taken, *(line.box for line, _ in lines)]
    check = check_line(area, taken, slug) if slug else None
    items = chain(side.extra, (path for _, path in lines), [check] if check else [])
    trim = side.shown or union(side.trims) or paper
    sheet = Sheet(
        width,
        height,
        _common(trim, paper),
        _common(trim.inset(-bleed, -bleed, -bleed, -bleed), paper),
        side.placements,
        tuple(Mark(ARTIFACT, item) for item in items),
        side.label,
    )
    return sheet, check is not None or slug is None


def _common(one: Rect, other: Rect) -> Rect:
    return Rect(max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1))


def dress_all(sides: Sequence[Side], press: Press, slug: Slug | None) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Every side dressed; a warning, once, when some have no room for the 100 mm line."""
    dressed = [dress(side, press, slug) for side in sides]
    sheets = tuple(sheet for sheet, _ in dressed)
    if all(has_line for _, has_line in dressed):
        return sheets, ()
    message = "some sheets have no room outside the pages for the 100 mm check line; measure a finished page"
    return sheets, (Finding("no-check-line", message, severity=Severity.WARNING),)


def in_dead_border(sides: Sequence[Side], pages: Sequence[Page], press: Press) -> tuple[Finding, ...]:
    """A warning when text comes too near to the edge of a sheet."""

    def clear(side: Side) -> bool:
        area = printable(press, side.size)
        boxes = [moved(pages[place.page].safe, place.matrix) for place in side.placements]
        return all(area.contains(box, slack=0.1) for box in boxes)

    if all(clear(side) for side in sides):
        return ()
    message = f"text comes nearer than {press.dead_mm:g} mm to the edge of a sheet, where many printers put no ink"
    return (Finding("dead-border", message, severity=Severity.WARNING),)
