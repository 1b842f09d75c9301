"""A page larger than the paper: on several sheets that are glued together.

Every sheet but those of the last column and row ends in a strip that its right and lower neighbours cover. The
neighbours are cut along the lines at their left and upper edge and glued on, left to right and from the top down.
Sheets are named A1, A2... along the first row, B1... along the next. Each is a page of its own, with what it shows and
nothing else, also for those who listen to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from soleprint.bounds import moved
from soleprint.layout.painter import line
from soleprint.layout.paper import MM, Paper
from soleprint.marks import Group, Page, Path, Placement, Primitive, Rect, multiply
from soleprint.press.checkline import free_place, text_box
from soleprint.press.geometry import Line, Size, shift
from soleprint.press.plan import Imposed, Press, Report, Slug
from soleprint.press.sheets import GUIDE_COLOUR, MARK_COLOUR, MARK_GAP, MARK_LENGTH, MARK_WIDTH
from soleprint.press.side import Side, dress_all
from soleprint.press.stock import both_ways, named_sheet, printable, same_size, too_small
from soleprint.press.tiles import cut_out

LABEL_SIZE = 10.0
GLUE_DASH = (4.0, 3.0)
ROUNDING = 0.0005
"""Points by which sums of lengths may be off: only for these is no further sheet taken."""
MOST_ROWS = 26
"""Rows are named by letters."""
_QUARTER = (0.0, 1.0, -1.0, 0.0, 0.0, 0.0)


class Tiling(Struct, frozen=True):
    """Sheets in columns and rows. ``window`` is the part of a sheet that is printed, in points on the sheet."""

    paper: Paper
    window: Rect
    overlap: float
    columns: int
    rows: int

    def corner(self, page: Size, column: int, row: int) -> tuple[float, float]:
        """Where the page's lower left corner lies on a sheet. What is left over goes to all four sides alike."""
        across, up = self.window.width - self.overlap, self.window.height - self.overlap
        left = self.window.x0 + (self.columns * across + self.overlap - page[0]) / 2
        low = self.window.y0 + (self.rows * up + self.overlap - page[1]) / 2
        return left - column * across, low - (self.rows - 1 - row) * up

    def shown(self, page: Size, column: int, row: int) -> Rect:
        """What of a page is on a sheet, in page coordinates."""
        x, y = self.corner(page, column, row)
        x0, y0, x1, y1 = moved(self.window, shift(-x, -y))
        return Rect(max(0.0, x0), max(0.0, y0), min(page[0], x1), min(page[1], y1))

    @property
    def places(self) -> list[tuple[int, int]]:
        """Column and row of every sheet, in order."""
        return [(column, row) for row in range(self.rows) for column in range(self.columns)]


def poster(pages: tuple[Page, ...], press: Press, slug: Slug | None = None) -> Imposed:
    """Each page on as many sheets as it takes. Raises UsageProblem for want of a sheet, for one that the overlap and
    the dead border use up, and when pages differ in size."""
    page = same_size(pages)
    name = named_sheet(press, lambda paper: _tiling(page, paper, press) is not None)
    found = [tiling for paper in both_ways(name) if (tiling := _tiling(page, paper, press))]
    if not found:
        need = (4 * press.overlap_mm * MM + 2 * press.dead_mm * MM,) * 2
        raise too_small(press, "A poster's sheet", need, lambda paper: _tiling(page, paper, press) is not None)
    tiling = min(found, key=lambda tiling: tiling.columns * tiling.rows)
    tiles = tuple(tile for each in pages for tile in _tiles(each, tiling))
    places = [at for _ in pages for at in tiling.places]
    sides = [_side(number, page, tiling, at, slug) for number, at in enumerate(places)]
    dressed, findings = dress_all(sides, press, slug)
    landscape = tiling.paper.width > tiling.paper.height
    grid = (tiling.columns, tiling.rows)
    report = Report("poster", tiling.paper.name, landscape, len(sides), grid, duplex="Simplex")
    return Imposed(tiles, dressed, report, findings)


def _tiling(page: Size, paper: Paper, press: Press) -> Tiling | None:
    """The sheets a page takes; None where a sheet shows too little to be worth the glue."""
    window, overlap = printable(press, (paper.width, paper.height)), press.overlap_mm * MM
    if min(window.width, window.height) < 4 * overlap:
        return None
    columns, rows = (
        max(1, ceil((side - overlap - ROUNDING) / (shown - overlap)))
        for side, shown in zip(page, (window.width, window.height), strict=True)
    )
    return Tiling(paper, window, overlap, columns, rows) if rows <= MOST_ROWS else None


def _tiles(page: Page, tiling: Tiling) -> Iterator[Page]:
    """The parts of a page, each with what it shows and nothing else. A place that can be led to is on the first that
    shows it."""
    left = list(page.anchors)
    for at in tiling.places:
        shown = tiling.shown((page.width, page.height), *at)
        here = [anchor for anchor in left if shown.y0 <= anchor.y <= shown.y1]
        left = [anchor for anchor in left if anchor not in here]
        yield cut_out(page, shown, here)


def _side(number: int, page: Size, tiling: Tiling, at: tuple[int, int], slug: Slug | None) -> Side:
    x, y = tiling.corner(page, *at)
    shown = moved(tiling.shown(page, *at), shift(x, y))
    label = f"{chr(ord('A') + at[1])}{at[0] + 1}"
    strips = _strips(tiling, at)
    words, boxes = _words(label, shown, strips, tiling, slug) if slug else ((), ())
    return Side(
        (tiling.paper.width, tiling.paper.height),
        (Placement(number, shift(x, y), moved(shown, shift(-x, -y))),),
        (Rect(x, y, x + page[0], y + page[1]),),
        shown=shown,
        extra=(*_edges(tiling, at), *words),
        label=label,
        taken=(*strips, *boxes),
    )


def _strips(tiling: Tiling, at: tuple[int, int]) -> tuple[Rect, ...]:
    """The strips that neighbours cover: at the right, and below."""
    window, overlap = tiling.window, tiling.overlap
    strips = []
    if at[0] < tiling.columns - 1:
        strips.append(window._replace(x0=window.x1 - overlap))
    if at[1] < tiling.rows - 1:
        strips.append(window._replace(y1=window.y0 + overlap))
    return tuple(strips)


def _edges(tiling: Tiling, at: tuple[int, int]) -> tuple[Path, ...]:
    """Solid where to cut, dashed where the neighbour's edge comes."""
    x0, y0, x1, y1 = tiling.window
    right, low = x1 - tiling.overlap, y0 + tiling.overlap
    lines = (
        (at[0] > 0, Line(x0, y0, x0, y1), True),
        (at[1] > 0, Line(x0, y1, x1, y1), True),
        (at[0] < tiling.columns - 1, Line(right, y0, right, y1), False),
        (at[1] < tiling.rows - 1, Line(x0, low, x1, low), False),
    )
    return tuple(
        line(*where, MARK_COLOUR, MARK_WIDTH) if cut else line(*where, GUIDE_COLOUR, MARK_WIDTH, GLUE_DASH)
        for wanted, where, cut in lines
        if wanted
    )


def _words(
    label: str, shown: Rect, strips: tuple[Rect, ...], tiling: Tiling, slug: Slug
) -> tuple[tuple[Primitive, ...], tuple[Rect, ...]]:
    """The sheet's name beside the page, or else in a strip; and what to do with the strips. With what they cover."""
    name = tuple(slug.lettering(label, LABEL_SIZE))
    box = text_box(name)
    marked = shown.inset(*(-(MARK_GAP + MARK_LENGTH),) * 4)
    spot = free_place(tiling.window, (box.width, box.height), (marked, *strips))
    items: list[Primitive] = []
    covered: list[Rect] = []
    if spot:
        items.append(Group(name, multiply(shift(-box.x0, -box.y0), spot)))
        covered.append(moved(Rect(0, 0, box.width, box.height), spot))
    text = slug.glue if spot else f"{label}  {slug.glue}".strip()
    items += [_in_strip(strip, text, slug) for strip in strips if text]
    return tuple(items), tuple(covered)


def _in_strip(strip: Rect, text: str, slug: Slug) -> Primitive:
    """Words in the middle of a strip, along it."""
    runs = tuple(slug.lettering(text, LABEL_SIZE))
    box = text_box(runs)
    to_middle = shift(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2)
    turned = multiply(to_middle, _QUARTER) if strip.height > strip.width else to_middle
    return Group(runs, multiply(turned, shift((strip.x0 + strip.x1) / 2, (strip.y0 + strip.y1) / 2)))
