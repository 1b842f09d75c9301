"""One side of a sheet before and after it is dressed with printer's marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from soleprint.bounds import moved
from soleprint.errors import Finding, Severity
from soleprint.layout.paper import MM
from soleprint.marks import (
    ARTIFACT,
    Group,
    Mark,
    Matrix,
    Page,
    Path,
    Placement,
    Primitive,
    Rect,
    Sheet,
    multiply,
    union,
)
from soleprint.press.checkline import check_line
from soleprint.press.geometry import Line, Size, moved_line, shift
from soleprint.press.plan import Press, Slug
from soleprint.press.shop import COMPLETE, CUT, die_lines, shop_marks
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


NO_LINE = Finding(
    "no-check-line",
    "some sheets have no room outside the pages for the 100 mm check line; measure a finished page",
    severity=Severity.WARNING,
)
NO_MARKS = Finding(
    "no-shop-marks",
    "some sheets have no room for all registration marks, the colour bar and the job; use a larger --sheet, or leave "
    "--sheet out",
    severity=Severity.WARNING,
)


def dress(side: Side, press: Press, slug: Slug | None) -> tuple[Sheet, tuple[Finding, ...]]:
    """The sheet with its marks, all in the printable area, and warnings of what it has no room for."""
    width, height = side.size
    bleed = press.bleed_mm * MM
    paper = Rect(0.0, 0.0, width, height)
    area = printable(press, side.size)
    lines = printers_lines(side.trims, side.folds, area, press) if press.marks else ()
    full = [trim.inset(-bleed, -bleed, -bleed, -bleed) for trim in side.trims]
    taken = [*full, *side.taken, *(line.box for line, _ in lines)]
    beside = shop_marks(side.trims, bleed, area, taken, slug, side.label) if press.full and slug else []
    check = check_line(area, [*taken, *(box for _, box in beside)], slug) if slug else None
    whole = press.cut != "lines"
    dies = die_lines(side.trims, side.folds, press.corners_mm * MM, whole) if press.spots else ()
    drawn = (path if whole or not press.spots or _is_fold(path) else Group((path,), spot=CUT) for _, path in lines)
    items = chain(side.extra, drawn, dies, (item for item, _ in beside), [check] if check else [])
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
    # A print shop measures by its own marks.
    lacking = () if check is not None or slug is None or press.full else (NO_LINE,)
    return sheet, (*lacking, *((NO_MARKS,) if press.full and len(beside) < COMPLETE else ()))


def _is_fold(path: Path) -> bool:
    return path.stroke is not None and bool(path.stroke.dash)


def _common(one: Rect, other: Rect) -> Rect:
    return Rect(max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1))


def dress_all(sides: Sequence[Side], press: Press, slug: Slug | None) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Every side dressed; a warning, once, of what some have no room for."""
    dressed = [dress(side, press, slug) for side in sides]
    lacking = dict.fromkeys(each for _, some in dressed for each in some)
    return tuple(sheet for sheet, _ in dressed), tuple(lacking)


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
