"""The sheet of paper: its two orientations, and sizes to suggest when one is too small."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from soleprint.errors import UsageProblem
from soleprint.layout.paper import MM, Paper, paper
from soleprint.marks import Page, Rect
from soleprint.press.geometry import HAIR, Size
from soleprint.press.plan import Press

STOCK = ("A5", "A4", "Letter", "Legal", "Tabloid", "A3")
"""Sheets that printers take, the smaller ones first."""


UNCUT = 1 * MM
"""A strip at the edge of a sheet that is narrower stays on: A4 is 297 mm wide, two pages of A5 are 296."""


def both_ways(sheet: str) -> tuple[Paper, Paper]:
    """The sheet standing and lying. Raises UsageProblem for a size that is not known."""
    return paper(sheet, "portrait"), paper(sheet, "landscape")


def can_be_cut(strip: float, press: Press) -> bool:
    """Whether a strip of that width, in points, can be cut off the edge of the sheet, or need not be.

    No mark or line is printed nearer to the edge than the printer's dead border, so there a knife has no guide.
    """
    return not press.marks or strip <= UNCUT or strip >= press.dead_mm * MM - HAIR


def named_sheet(press: Press, fits: Callable[[Paper], bool]) -> str:
    """The sheet asked for; raises UsageProblem (``sheet-needed``) with one that would do when none is."""
    if press.sheet is None:
        message = f"--impose {press.impose} needs the size of the paper in the printer.{_would_do(fits)}"
        raise UsageProblem(message, code="sheet-needed", option="sheet")
    return press.sheet


def too_small(press: Press, what: str, need: Size, fits: Callable[[Paper], bool]) -> UsageProblem:
    """The error for a sheet that cannot hold ``what``, which is ``need`` points large with its bleed."""
    width, height = (side / MM for side in need)
    bleed = f" with {press.bleed_mm:g} mm bleed" if press.bleed_mm else ""
    return UsageProblem(
        f"{what}{bleed} needs {width:.0f} x {height:.0f} mm, which does not fit on {press.sheet} inside the printer's "
        f"dead border, cuts included.{_would_do(fits)}",
        code="sheet-too-small",
        option="sheet",
    )


def _would_do(fits: Callable[[Paper], bool]) -> str:
    names = [name for name in STOCK if any(fits(way) for way in both_ways(name))][:2]
    options = " or ".join(f"--sheet {name}" for name in names)
    return f" Use {options}." if options else f" No sheet up to {STOCK[-1]} is large enough: use a smaller --size."


def same_size(pages: Sequence[Page]) -> Size:
    """The size that all pages have; raises UsageProblem when they differ, and for no page at all."""
    sizes = sorted({(round(page.width, 2), round(page.height, 2)) for page in pages})
    if not sizes:
        raise UsageProblem("There is no page to put on a sheet.", code="no-pages")
    if len(sizes) > 1:
        named = ", ".join(f"{width / MM:.0f} x {height / MM:.0f} mm" for width, height in sizes)
        raise UsageProblem(f"Pages on one sheet must have one size; these have {named}.", code="mixed-sizes")
    return pages[0].width, pages[0].height


def printable(press: Press, sheet: Size) -> Rect:
    """The sheet without the printer's dead border."""
    dead = press.dead_mm * MM
    return Rect(0.0, 0.0, *sheet).inset(dead, dead, dead, dead)
