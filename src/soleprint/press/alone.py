"""Each page on paper of its own size, with what stands round it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from soleprint.bounds import outline_bounds
from soleprint.errors import Finding
from soleprint.layout.paper import MM, Finishing
from soleprint.marks import ARTIFACT, Group, Mark, Page, Path, Primitive, Rect, Sheet, multiply
from soleprint.press.duplex import collate, viewer_preference
from soleprint.press.geometry import shift
from soleprint.press.plan import Imposed, Press, Report, Slug
from soleprint.press.sheets import single

Holes = Sequence[tuple[tuple[float, float], ...]]
Placed = tuple[Primitive, Rect]
SLUG_EDGE = 1 * MM
"""Kept free at the edge of such a sheet."""


def alone(
    pages: tuple[Page, ...], press: Press, finishing: Finishing, holes: Holes, faces: int, slug: Slug | None
) -> Imposed:
    """Pages of one or two ``faces`` (front, back, front, back...), each on a sheet as large as it, with bleed and marks
    round it; ``holes`` are each page's hole centres, if any page has some."""
    sheets = single(pages, finishing, tuple(holes), press.spots)
    two_sided = faces == 2 and press.duplex != "none"
    findings: tuple[Finding, ...] = ()
    if (slug is not None and finishing.marks) or press.spots:
        names = [f"{n // 2 + 1}{'ab'[n % 2]}" if two_sided else str(n + 1) for n in range(len(sheets))]
        sheets, findings = _dressed(sheets, press, slug if finishing.marks else None, names)
    fronts = sheets[::2] if two_sided else sheets
    backs = tuple(_offset(sheet, press) for sheet in sheets[1::2]) if two_sided else ()
    report = Report(
        method="single",
        sheet="",
        landscape=bool(pages) and pages[0].width > pages[0].height,
        papers=len(fronts),
        first_pass=len(fronts) if backs and press.duplex == "manual" else 0,
        restack=press.restack,
        duplex=viewer_preference(press, bool(backs)) if faces == 2 else None,
        cut=finishing.marks or finishing.bleed_mm > 0,
    )
    return Imposed(pages, collate(fronts, backs, press), report, findings)


def _dressed(
    sheets: Sequence[Sheet], press: Press, slug: Slug | None, names: Sequence[str]
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """The sheets with what stands outside their bleed, and a warning of what some have no room for."""
    # Most cards are printed without any of it.
    from soleprint.press.shop import COMPLETE
    from soleprint.press.side import NO_MARKS

    dressed, lacking = [], False
    for sheet, name in zip(sheets, names, strict=True):
        beside = _beside(sheet, press, slug, name)
        lacking = lacking or (press.full and len(beside) < COMPLETE)
        dressed.append(_with_lines(sheet, press, slug, beside))
    return tuple(dressed), (NO_MARKS,) if lacking else ()


def _beside(sheet: Sheet, press: Press, slug: Slug | None, label: str) -> list[Placed]:
    """What a print shop wants in the slug, with the rectangles that are taken up."""
    if not press.full or slug is None:
        return []
    from soleprint.press.shop import shop_marks

    bleed = sheet.trim.x0 - sheet.bleed.x0
    return shop_marks([sheet.trim], bleed, _slug_area(sheet), _taken(sheet), slug, label)


def _with_lines(sheet: Sheet, press: Press, slug: Slug | None, beside: Sequence[Placed]) -> Sheet:
    """The sheet with these, with its 100 mm line where there is room, and with the lines of machines."""
    from soleprint.press.checkline import check_line
    from soleprint.press.shop import die_lines

    taken = [*_taken(sheet), *(box for _, box in beside)]
    check = check_line(_slug_area(sheet), taken, slug) if slug else None
    dies = die_lines([sheet.trim], (), press.corners_mm * MM, True) if press.spots else ()
    items = [*dies, *(item for item, _ in beside), *([check] if check else [])]
    return replace(sheet, marks=(*sheet.marks, *(Mark(ARTIFACT, item) for item in items)))


def _slug_area(sheet: Sheet) -> Rect:
    return Rect(0, 0, sheet.width, sheet.height).inset(*(SLUG_EDGE,) * 4)


def _taken(sheet: Sheet) -> list[Rect]:
    crops = [box for mark in sheet.marks if isinstance(mark.item, Path) and (box := outline_bounds(mark.item.segments))]
    return [sheet.bleed, *crops]


def _offset(sheet: Sheet, press: Press) -> Sheet:
    """A back side, corrected for a printer that does not meet the front. The paper's own edges stay where they are."""
    x, y = press.offset_mm
    if not (x or y):
        return sheet
    matrix = shift(x * MM, y * MM)
    places = tuple(replace(place, matrix=multiply(place.matrix, matrix)) for place in sheet.placements)
    marks = tuple(Mark(mark.owner, Group((mark.item,), matrix)) for mark in sheet.marks)
    return replace(sheet, placements=places, marks=marks)
