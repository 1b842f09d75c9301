"""From an order to the press: how its pages go on paper, and the words outside the trims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from soleprint.layout.paper import Finishing
from soleprint.marks import GlyphRun, Page
from soleprint.press.alone import Holes
from soleprint.press.folds import Leaf, panels
from soleprint.press.impose import Work
from soleprint.press.plan import Press, Slug
from soleprint.products.options import Binding, Folding, Lamination, SheetOptions, Trim

if TYPE_CHECKING:
    from soleprint.content.library import Library
    from soleprint.press.plan import Lettering
    from soleprint.products.order import Order
    from soleprint.text import Typesetter


def finishing(order: Order) -> Finishing:
    """What happens to a page after printing."""
    trim, film = order[Trim], order[Lamination]
    hole: Any = order.hole
    laminated = Lamination in order.groups and film.pouch > 0
    return Finishing(film.pouch, hole, film.corners, trim.bleed, bool(trim.marks), laminated)


def leaf_of(order: Order, rtl: bool) -> Leaf | None:
    """The panels of a sheet; None where pages are no panels."""
    if order.product.pages.kind != "panels":
        return None
    return panels(order[Folding].fold, order.paper, rtl)


def press(order: Order, leaf: Leaf | None, rtl: bool, spots: bool = False) -> Press:
    """How the pages are put on paper, with what follows from the rest where it is not asked for."""
    sheet, book, trim = order[SheetOptions], order[Binding], order[Trim]
    # A folded sheet lies; turned on its short edge, no side of it stands on its head.
    usual = "short" if leaf is not None and leaf.folds else "long"
    choices: dict[str, Any] = {
        "impose": order.impose,
        "duplex": sheet.duplex or usual,
        "restack": sheet.restack,
        "cut": sheet.cut,
        "binding": book.binding or ("right" if rtl else "left"),
    }
    return Press(
        sheet=sheet.sheet,
        signature=book.signature,
        creep_mm=book.creep,
        # On a sheet larger than the trim, marks say where to cut, so they are the rule there.
        marks=trim.marks is not False if sheet.sheet else bool(trim.marks),
        full=trim.marks == "full",
        spots=spots,
        corners_mm=order[Lamination].corners,
        bleed_mm=trim.bleed,
        gutter_mm=sheet.gutter,
        copies=sheet.copies,
        overlap_mm=sheet.overlap,
        dead_mm=sheet.dead,
        offset_mm=sheet.offset or (0.0, 0.0),
        **choices,
    )


def work(
    order: Order, leaf: Leaf | None, holes: Holes, fill: Callable[[int], Sequence[Page]], slug: Slug | None
) -> Work:
    """What the press needs beside the pages."""
    return Work(order.sides, finishing(order), holes, leaf, order.paper if leaf else None, fill, slug)


def has_slug(order: Order) -> bool:
    """Whether there is paper outside the trims: the sheet is larger, or the page has marks round it."""
    return bool(order[SheetOptions].sheet or order.impose != "none" or order[Trim].marks)


def slug(typesetter: Typesetter, library: Library, job: str, created: int) -> Slug:
    """The words outside the trims, in the edition's language; ``job`` and its date are for print shops."""
    words = library.phrases()
    day = datetime.fromtimestamp(created, UTC).date().isoformat()
    return Slug(lettering(typesetter), words["print-at-100"], words["glue-here"], job, day)


def lettering(typesetter: Typesetter, display: bool = False) -> Lettering:
    """The function that sets a line of words at a size in points, from (0, 0) on the baseline; with ``display`` in the
    face of titles."""
    from soleprint.text import Span

    def letter(text: str, size: float) -> Sequence[GlyphRun]:
        prepared = typesetter.prepare([Span(text, bold=display, display=display)])
        setting = prepared.set(prepared.natural_width(size) + 1, size, 1.0)
        rise = setting.lines[0].baseline if setting.lines else 0.0
        return [run for _, run in setting.runs(0.0, rise)]

    return letter
