"""Pages to sheets, as a ``Press`` says."""

from __future__ import annotations

from soleprint.marks import Page
from soleprint.press.booklet import booklet
from soleprint.press.nup import nup
from soleprint.press.plan import Fill, Imposed, Press, Slug
from soleprint.press.poster import poster
from soleprint.press.side import Guides


def impose(
    pages: tuple[Page, ...],
    press: Press,
    *,
    faces: int = 1,
    guides: Guides = (),
    fill: Fill | None = None,
    slug: Slug | None = None,
) -> Imposed:
    """Put pages on sheets of paper.

    ``faces`` is 2 for cards whose pages are front, back, front, back (``nup`` and ``none``). ``guides`` are each
    page's marks for punching and rounding. ``fill`` gives a booklet's blank pages something to show. ``slug`` has the
    words for outside the trims; without it the 100 mm line is left out. Leaflets: ``leaflet.leaflet``.

    Raises UsageProblem: sheet-needed, sheet-too-small, mixed-sizes, needs-both-sides, no-pages, unknown-size.
    """
    if press.impose == "booklet":
        return booklet(pages, press, fill, slug)
    if press.impose == "poster":
        return poster(pages, press, slug)
    return nup(pages, press, faces, guides, slug)
