"""The press's one door: pages to sheets, as a ``Press`` says, with a report of what was done."""

from __future__ import annotations

from msgspec import Struct, field

from soleprint.layout.paper import Finishing, Paper
from soleprint.marks import Page, Rect
from soleprint.press.alone import Holes, alone
from soleprint.press.folds import Leaf
from soleprint.press.plan import Fill, Imposed, Press, Slug
from soleprint.press.sheets import guides


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
        return alone(pages, press, work.finishing, work.holes, work.faces, work.slug)
    from soleprint.press.nup import nup

    trims = [Rect(0, 0, page.width, page.height) for page in pages]
    holes = work.holes or ((),) * len(pages)
    marks = [
        tuple(guides(trim, work.finishing, centres, press.spots)) for trim, centres in zip(trims, holes, strict=True)
    ]
    return nup(pages, press, work.faces, marks, work.slug)
