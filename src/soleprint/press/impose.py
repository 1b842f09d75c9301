"""The press's one door: pages to sheets, as a ``Press`` says, with a report of what was done."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from soleprint.layout.paper import MM, Finishing, Paper
from soleprint.marks import ARTIFACT, Group, Mark, Page, Path, Rect, Sheet, multiply
from soleprint.press.duplex import collate, viewer_preference
from soleprint.press.folds import Leaf
from soleprint.press.geometry import path_box, shift
from soleprint.press.plan import Fill, Imposed, Press, Report, Slug
from soleprint.press.sheets import guides, single

Holes = Sequence[tuple[tuple[float, float], ...]]


class Work(Struct, frozen=True):
    """What there is to put on paper beside the pages."""

    faces: int = 1
    """2: pages are front, back, front, back."""
    finishing: Finishing = field(default_factory=Finishing)
    holes: Holes = ()
    """Each page's hole centres, in page coordinates, if any page has some."""
    leaf: Leaf | None = None
    """The panels that the pages are, where a sheet is folded or has two sides to run on."""
    sheet: Paper | None = None
    """The leaf unfolded, as it lies."""
    fill: Fill | None = None
    """Gives a booklet's blank pages something to show."""
    slug: Slug | None = None
    """The words for outside the trims; without it the 100 mm line is left out."""


ALONE = Work()
"""The pages and nothing beside them."""


def impose(pages: tuple[Page, ...], press: Press, work: Work = ALONE) -> Imposed:
    """Pages on sheets of paper, always with a report.

    Raises UsageProblem: sheet-needed, sheet-too-small, mixed-sizes, needs-both-sides, no-pages, unknown-size.
    """
    # Each way is loaded when it is asked for: most cards need none.
    if work.leaf is not None and work.sheet is not None:
        from soleprint.press.leaflet import leaflet

        return leaflet(pages, work.leaf, work.sheet, press, work.slug)
    if press.impose == "booklet":
        from soleprint.press.booklet import booklet

        return booklet(pages, press, work.fill, work.slug)
    if press.impose == "poster":
        from soleprint.press.poster import poster

        return poster(pages, press, work.slug)
    if press.impose == "none" and press.sheet is None:
        return _alone(pages, press, work)
    from soleprint.press.nup import nup

    trims = [Rect(0, 0, page.width, page.height) for page in pages]
    holes = work.holes or ((),) * len(pages)
    marks = [tuple(guides(trim, work.finishing, centres)) for trim, centres in zip(trims, holes, strict=True)]
    return nup(pages, press, work.faces, marks, work.slug)


def _alone(pages: tuple[Page, ...], press: Press, work: Work) -> Imposed:
    """Each page on paper of its own size."""
    sheets = single(pages, work.finishing, tuple(work.holes))
    if work.slug is not None and work.finishing.marks:
        sheets = tuple(_measured(sheet, work.slug) for sheet in sheets)
    two_sided = work.faces == 2 and press.duplex != "none"
    fronts = sheets[::2] if two_sided else sheets
    backs = tuple(_offset(sheet, press) for sheet in sheets[1::2]) if two_sided else ()
    report = Report(
        method="single",
        sheet="",
        landscape=bool(pages) and pages[0].width > pages[0].height,
        papers=len(fronts),
        first_pass=len(fronts) if backs and press.duplex == "manual" else 0,
        restack=press.restack,
        duplex=viewer_preference(press, bool(backs)) if work.faces == 2 else None,
        cut=work.finishing.marks or work.finishing.bleed_mm > 0,
    )
    return Imposed(pages, collate(fronts, backs, press), report)


def _measured(sheet: Sheet, slug: Slug) -> Sheet:
    """The sheet with the 100 mm line outside its bleed, where there is room."""
    from soleprint.press.checkline import CLEAR, check_line

    area = Rect(0, 0, sheet.width, sheet.height).inset(*(CLEAR,) * 4)
    marks = [box for mark in sheet.marks if isinstance(mark.item, Path) and (box := path_box(mark.item))]
    check = check_line(area, [sheet.bleed, *marks], slug)
    return replace(sheet, marks=(*sheet.marks, Mark(ARTIFACT, check))) if check else sheet


def _offset(sheet: Sheet, press: Press) -> Sheet:
    """A back side, corrected for a printer that does not meet the front. The paper's own edges stay where they are."""
    x, y = press.offset_mm
    if not (x or y):
        return sheet
    matrix = shift(x * MM, y * MM)
    places = tuple(replace(place, matrix=multiply(place.matrix, matrix)) for place in sheet.placements)
    marks = tuple(Mark(mark.owner, Group((mark.item,), matrix)) for mark in sheet.marks)
    return replace(sheet, placements=places, marks=marks)
