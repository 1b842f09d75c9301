"""Booklets: all routines asked for between a cover and a back cover, on single pages or imposed on sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from soleprint.compose import compose
from soleprint.errors import DoesNotFit
from soleprint.layout.build import Kit
from soleprint.layout.paginate import Book, Plan, Sheetlet, book, paint, plan
from soleprint.layout.paper import MM
from soleprint.marks import Page, Publication, Rect
from soleprint.press.impose import impose
from soleprint.press.plan import Press
from soleprint.products.handout import Handout, Item, clinic, context, items, kit_for
from soleprint.products.leaflet import check
from soleprint.products.options import Options
from soleprint.products.workshop import Result, Workshop, created

if TYPE_CHECKING:
    from soleprint.errors import Finding

TEMPLATE = "booklet.xml.j2"
MARGIN_MM = 13.0
UNKNOWN = "00"
"""Stands for a page number while the pages are not yet known."""
PASSES = 4


def make_booklet(ids: Sequence[str], wanted: Options, handout: Handout, press: Press | None = None) -> Result:
    """A booklet of some routines; with a ``press`` whose ``impose`` is "booklet" ready to fold.

    Raises the errors of ``soleprint.errors``; DoesNotFit when a page cannot hold its part at the edition's
    smallest type.
    """
    shop = Workshop(wanted)
    chosen, found = items(shop.library, ids, wanted), clinic(shop, handout)
    told = context(shop, found, handout, chosen)
    told |= {"book_title": _title(chosen, told["words"]), "strokes": used_strokes(shop, chosen)}
    kit = kit_for(shop, handout, found, chosen)
    told |= _take_in(kit, handout, shop)
    made, planned, pages = _settled(shop, kit, told, wanted)
    findings = [*check(pages, kit, told["minimum"], planned.base), *(found.warnings if found else ())]
    findings += shop.library.translation_findings([item.routine.id for item in chosen])
    publication, notes = _on_paper(pages, made, planned, kit, shop, press, told["book_title"], chosen)
    return Result(publication, (*findings, *notes), (planned.base / told["minimum"],))


def _take_in(kit: Kit, handout: Handout, shop: Workshop) -> dict[str, Any]:
    """Puts a clinic's own pages among the kit's emblems; what the template needs to place them."""
    from soleprint.products.bundle import pages

    size = shop.sizes.sheet
    room = size.width - 2 * MARGIN_MM * MM, size.height - 2 * MARGIN_MM * MM
    symbols = [(number, symbol) for number, path in enumerate(handout.bundle) for symbol in pages(path, *room)]
    alts = dict(enumerate(handout.bundle_alt))
    kit.emblems = {**kit.emblems, **{f"own-{i}": (s, alts.get(i, "")) for i, (_, s) in enumerate(symbols)}}
    names = [(number, f"own-{i}") for i, (number, _) in enumerate(symbols)]
    return {
        "own_before": [name for number, name in names if number == 0],
        "own_after": [name for number, name in names if number > 0],
    }


def _title(chosen: Sequence[Item], words: Mapping[str, str]) -> str:
    return words["booklet-title"] if len(chosen) > 1 else chosen[0].routine.title


def used_strokes(shop: Workshop, chosen: Sequence[Item]) -> list[Any]:
    """The strokes of the routines, in the order of the vocabulary."""
    used = {move.stroke for item in chosen for step in item.steps for move in step.moves}
    return [stroke for name, stroke in shop.library.strokes().items() if name in used]


def _settled(shop: Workshop, kit: Kit, told: dict[str, Any], wanted: Options) -> tuple[Book, Plan, tuple[Page, ...]]:
    """The pages, composed again until the contents list has the right page numbers."""
    numbers: Mapping[str, str] = defaultdict(lambda: UNKNOWN)
    size = shop.sizes.sheet
    safe = Rect(0, 0, size.width, size.height).inset(*(MARGIN_MM * MM,) * 4)
    for _ in range(PASSES):
        made, planned = _planned(shop, kit, {**told, "page_of": numbers}, Sheetlet(size.width, size.height, safe))
        pages = paint(made, planned, kit, wanted.finishing.bleed_mm * MM)
        numerals = shop.studio.typesetter.numerals
        found = {anchor.name: numerals(page.label) for page in pages for anchor in page.anchors}
        if found == dict(numbers):
            break
        numbers = defaultdict(lambda: UNKNOWN, found)
    return made, planned, pages


def _planned(shop: Workshop, kit: Kit, told: dict[str, Any], page: Sheetlet) -> tuple[Book, Plan]:
    made = book(compose(shop.folders, TEMPLATE, told), kit, lambda index: page)
    planned = plan(made, kit, told["minimum"])
    if planned is None:
        where = f"{shop.sizes.sheet.name} pages at {told['minimum']:g} pt"
        raise DoesNotFit(f"The booklet does not fit on {where}. Use a larger --size.")
    return made, planned


def _on_paper(
    pages: tuple[Page, ...],
    made: Book,
    planned: Plan,
    kit: Kit,
    shop: Workshop,
    press: Press | None,
    title: str,
    chosen: Sequence[Item],
) -> tuple[Publication, Sequence[Finding]]:
    from soleprint.press.sheets import single
    from soleprint.products.slug import slug

    routines = [item.routine for item in chosen]
    rtl = shop.studio.typesetter.direction == "rtl"
    base = Publication(title, shop.wanted.main_lang, pages, (), created=created(routines), rtl=rtl)
    if press is None or press.impose == "none":
        return replace(base, sheets=single(pages, shop.wanted.finishing)), ()
    imposed = impose(
        pages,
        press,
        fill=lambda count: notes_pages(made, planned, kit, count),
        slug=slug(shop.studio.typesetter, shop.library),
    )
    publication = replace(base, pages=imposed.pages, sheets=imposed.sheets, duplex=imposed.report.duplex)
    return publication, imposed.findings


def notes_pages(made: Book, planned: Plan, kit: Kit, count: int) -> Sequence[Page]:
    """Pages to write on, for what padding leaves blank."""
    filler = next((section for section in made.sections if section.says("filler")), None)
    if filler is None or not count:
        return ()
    extra = Plan(planned.base, [(filler, filler.stack)])
    page = paint(replace(made, running=None), extra, kit, 0.0)[0]
    return [replace(page, label="") for _ in range(count)]
