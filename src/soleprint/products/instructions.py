"""Assembly instructions: a file beside a product that says how to print, cut, fold and bind it.

They are a file of their own because a page among the product's would be printed and folded with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from soleprint.compose import compose
from soleprint.errors import DoesNotFit
from soleprint.layout.paginate import Sheetlet, book, largest_plan, paint
from soleprint.layout.paper import MM, Finishing, Paper, paper
from soleprint.marks import Publication, Rect
from soleprint.press.sheets import single
from soleprint.products.leaflet import check
from soleprint.products.workshop import Result, Workshop

if TYPE_CHECKING:
    from soleprint.products.order import Order

TEMPLATE = "instructions.xml.j2"
MARGIN_MM = 15.0
TYPE_PT = (12.0, 18.0)
LEAST_WIDTH_MM = 140.0
"""Instructions for what is smaller are on A5."""
DUPLEX = {"DuplexFlipLongEdge": "assembly-duplex-long", "DuplexFlipShortEdge": "assembly-duplex-short"}
FOLDS = {"half": "assembly-fold-half", "tri": "assembly-fold-c", "z": "assembly-fold-z"}


def beside(path: Path) -> Path:
    """Where the instructions of the file ``path`` go: ``NAME-instructions.pdf``."""
    return path.with_name(f"{path.stem}-instructions.pdf")


def instructions(wanted: Order, made: Result) -> Result:
    """One page on how to put together what was ``made`` of an order, in its language.

    Raises DoesNotFit when the page cannot hold it at 12 pt, and what composing raises.
    """
    asked = replace(wanted.options, finishing=Finishing(), faces=1, distance_mm=None, lang=wanted.options.main_lang)
    shop, size = Workshop(asked), _paper(wanted)
    words = shop.library.phrases()
    first, second = halves(len(made.publication.sheets))
    lines = [words[name].replace("{first}", first).replace("{second}", second) for name in steps(wanted, made)]
    told = {"words": words, "title": made.publication.title, "lines": lines}
    document, kit = compose(shop.folders, TEMPLATE, told), shop.kit()
    safe = Rect(0, 0, size.width, size.height).inset(*(MARGIN_MM * MM,) * 4)
    laid = book(document, kit, lambda index: Sheetlet(size.width, size.height, safe), 1)
    planned = largest_plan(laid, kit, *TYPE_PT)
    if planned is None:
        raise DoesNotFit(f"The instructions do not fit on {size.name}. Use a larger --sheet.")
    pages = paint(laid, planned, kit, 0.0)
    findings = check(pages, kit, TYPE_PT[0], planned.base)
    sheets = single(pages, Finishing())
    title = f"{words['assembly']}: {made.publication.title}"
    publication = Publication(
        title, asked.lang, pages, sheets, created=made.publication.created, rtl=made.publication.rtl
    )
    return Result(publication, tuple(findings), (planned.base / TYPE_PT[0],))


def _paper(wanted: Order) -> Paper:
    """The paper in the printer, standing; A5 where that is too small for a page of text."""
    name = wanted.press.sheet if wanted.press and wanted.press.sheet else wanted.options.size
    size = paper(name, "portrait")
    return size if size.width >= LEAST_WIDTH_MM * MM else paper("A5")


def halves(sides: int) -> tuple[str, str]:
    """The page numbers of the fronts and of the backs in a file that has all fronts, then all backs: "1-4", "5-8"."""
    fronts = (sides + 1) // 2
    return _pages(1, fronts), _pages(fronts + 1, sides)


def _pages(first: int, last: int) -> str:
    return f"{first}-{last}" if last > first else str(first)


def steps(wanted: Order, made: Result) -> Iterator[str]:
    """Names of the phrases that say what to do, in order."""
    yield "assembly-actual-size"
    yield from _printing(wanted, made)
    yield from _putting_together(wanted)
    if wanted.product == "card":
        finishing = wanted.options.finishing
        if finishing.hole != "none":
            yield "assembly-punch"
        if finishing.pouch_mm:
            yield "assembly-laminate"


def _printing(wanted: Order, made: Result) -> Iterator[str]:
    two_sided = len(made.publication.sheets) > 1 and (wanted.product != "card" or wanted.options.faces == 2)
    if two_sided and wanted.press is not None and wanted.press.duplex == "manual":
        yield from ("assembly-manual-1", "assembly-manual-2")
    elif made.publication.duplex in DUPLEX:
        yield DUPLEX[made.publication.duplex]


def _putting_together(wanted: Order) -> Iterator[str]:
    press, finishing = wanted.press, wanted.options.finishing
    if wanted.product == "leaflet":
        if wanted.fold in FOLDS:
            yield FOLDS[wanted.fold]
    elif press is not None and press.impose == "booklet":
        yield from ("assembly-fold-booklet", "assembly-staple")
        if press.creep_mm:
            yield "assembly-trim"
    elif press is not None and press.impose == "poster":
        yield "assembly-tiles"
    elif press is not None and press.sheet is not None:
        yield "assembly-cut"
        if press.duplex == "none" and wanted.options.faces == 2:
            yield "assembly-fold-over"
    elif finishing.marks:
        yield "assembly-cut"
