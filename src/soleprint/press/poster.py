"""A page larger than the paper: on several sheets that are glued together.

Every sheet but those of the last column and row ends in a strip that its right and lower neighbours cover. The
neighbours are cut along the line at their left and upper edge and glued on, left to right and from the top down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from soleprint.layout.painter import line
from soleprint.layout.paper import MM, Paper
from soleprint.marks import Group, Matrix, Page, Path, Placement, Primitive, Rect
from soleprint.press.checkline import text_box
from soleprint.press.geometry import HAIR, Line, clipped, shift
from soleprint.press.plan import Imposed, Press, Report, Slug
from soleprint.press.sheets import GUIDE_COLOUR, MARK_COLOUR, MARK_WIDTH
from soleprint.press.side import Side, dress_all
from soleprint.press.stock import both_ways, named_sheet, printable, too_small

LABEL_SIZE = 10.0
GLUE_DASH = (4.0, 3.0)


@dataclass(frozen=True, slots=True)
class _Tiling:
    """Sheets in columns and rows; ``window`` is what a sheet shows, on the sheet."""

    paper: Paper
    window: Rect
    overlap: float
    columns: int
    rows: int

    def origin(self, page: Page, column: int, row: int) -> tuple[float, float]:
        """Where the page's corner lies on a sheet; what is left over is shared out to all four sides."""
        step_x, step_y = self.window.width - self.overlap, self.window.height - self.overlap
        left = self.window.x0 + (self.columns * step_x + self.overlap - page.width) / 2
        low = self.window.y0 + (self.rows * step_y + self.overlap - page.height) / 2
        return left - column * step_x, low - (self.rows - 1 - row) * step_y


def poster(pages: tuple[Page, ...], press: Press, slug: Slug | None = None) -> Imposed:
    """Each page on as many sheets as it takes, from the top left. Raises UsageProblem for want of a sheet, and for
    one that the overlap and the dead border use up."""
    if not pages:
        raise ValueError("a poster needs a page")
    sheet = named_sheet(press, lambda paper: _tiling(pages[0], paper, press) is not None)
    sides: list[Side] = []
    for number, page in enumerate(pages):
        tiling = _best(page, sheet, press)
        sides += _tiles(number, page, tiling, press, slug)
    dressed, findings = dress_all(sides, (), _without_marks(press), slug)
    report = Report(
        "poster",
        tiling.paper.name,
        tiling.paper.width > tiling.paper.height,
        len(sides),
        (tiling.columns, tiling.rows),
        duplex="Simplex",
    )
    return Imposed(pages, dressed, report, findings)
