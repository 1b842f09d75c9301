"""Leaflets: flat, or folded into panels that are each a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from soleprint.compose import Node, compose
from soleprint.errors import DoesNotFit
from soleprint.layout.build import Kit
from soleprint.layout.paginate import Book, Plan, Sheetlet, book, largest_plan, paint, plan
from soleprint.layout.paper import MM, Paper
from soleprint.marks import Page, Publication, Rect
from soleprint.press.folds import Fold, Leaf, panels
from soleprint.press.leaflet import leaflet as press_leaflet
from soleprint.press.plan import Imposed, Press
from soleprint.products.handout import Handout, Item, clinic, context, items, kit_for
from soleprint.products.options import Options
from soleprint.products.workshop import Result, Workshop, created

if TYPE_CHECKING:
    from soleprint.errors import Finding

TEMPLATE = "leaflet.xml.j2"
FLAT_MARGIN_MM = 15.0
PANEL_MARGIN_MM = 5.5
"""Round the text of a panel: clear of the fold, and of the border that printers leave."""
NARROW_MM = 140.0
"""Text narrower than this has larger pictures beside it, and two days of the diary in a row."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A leaflet whose pages are painted, before it goes on paper."""

    shop: Workshop
    chosen: Sequence[Item]
    told: Mapping[str, Any]
    """What the template was given."""
    document: Node
    pages: tuple[Page, ...]
    leaf: Leaf
    base: float
    """Body type in points."""
    findings: tuple[Finding, ...]


def make_leaflet(
    ids: Sequence[str], wanted: Options, handout: Handout, fold: Fold, press: Press | None = None
) -> Result:
    """A leaflet of some routines.

    Raises the errors of ``soleprint.errors``; DoesNotFit when the panels cannot hold it at the edition's smallest type.
    """
    made = draft(ids, wanted, handout, fold)
    publication, notes = _on_paper(
        made.pages, made.leaf, fold, made.shop, press or default_press(wanted, fold), made.chosen
    )
    return Result(publication, (*made.findings, *notes), (made.base / made.told["minimum"],))


def draft(ids: Sequence[str], wanted: Options, handout: Handout, fold: Fold) -> Draft:
    """The pages of a leaflet. Raises as ``make_leaflet`` does."""
    # Panels stand side by side, so the sheet lies.
    shop = Workshop(wanted if fold == "flat" else replace(wanted, orientation="landscape"))
    chosen, found = items(shop.library, ids, wanted), clinic(shop, handout)
    leaf = panels(fold, shop.sizes.sheet, shop.studio.typesetter.direction == "rtl")
    told = context(shop, found, handout, chosen)
    text_width = min(width for width, _ in leaf.sizes()) - 2 * _margin(fold)
    told |= {"fold": fold, "folded": fold != "flat", "narrow": text_width < NARROW_MM * MM}
    document = compose(shop.folders, TEMPLATE, told)
    kit = kit_for(shop, handout, found, chosen)
    made, planned = _planned(document, kit, leaf, fold, (told["minimum"], told["maximum"]))
    if planned is None:
        raise _does_not_fit(chosen, shop.sizes.sheet, fold, handout)
    pages = paint(made, planned, kit, wanted.finishing.bleed_mm * MM)
    findings = [*check(pages, kit, told["minimum"], planned.base), *(found.warnings if found else ())]
    findings += shop.library.translation_findings([item.routine.id for item in chosen])
    return Draft(shop, chosen, told, document, pages, leaf, planned.base, tuple(findings))


def default_press(wanted: Options, fold: Fold) -> Press:
    """The press of a leaflet on its own paper; a sheet that lies is turned on its short edge, so that no side stands
    on its head."""
    return Press(marks=wanted.finishing.marks, duplex="long" if fold == "flat" else "short")


def _planned(document: Node, kit: Kit, leaf: Leaf, fold: Fold, limits: tuple[float, float]) -> tuple[Book, Plan | None]:
    """The largest type that fits the panels; a flat leaflet may take more pages when two do not hold it."""
    sizes = leaf.sizes()
    margin = _margin(fold)

    def sheetlet(index: int) -> Sheetlet:
        width, height = sizes[min(index, len(sizes) - 1)]
        return Sheetlet(width, height, Rect(0, 0, width, height).inset(*(margin,) * 4))

    made = book(document, kit, sheetlet, len(sizes))
    planned = largest_plan(made, kit, *limits)
    if planned is None and fold == "flat":
        planned = plan(replace(made, total=None), kit, limits[0])
    if planned is not None and len(planned.pages) > len(sizes):
        # The pages it takes at the smallest type are then filled.
        made = replace(made, total=len(planned.pages))
        planned = largest_plan(made, kit, *limits)
    return made, planned


def _margin(fold: Fold) -> float:
    return (FLAT_MARGIN_MM if fold == "flat" else PANEL_MARGIN_MM) * MM


def check(pages: Sequence[Page], kit: Kit, least: float, base: float) -> list[Finding]:
    """Preflight of handout pages set at ``base`` points, ``least`` being the smallest allowed.

    Raises ContentError for errors.
    """
    from soleprint.preflight.pages import Limits, check_page, passed

    font = kit.typesetter.font()
    cap = font.cap_height / font.upem
    limits = Limits(cap * least, hand_sizes=kit.theme.hand_sizes(base))
    return passed([finding for page in pages for finding in check_page(page, limits, f"page {page.label}")])


def _on_paper(
    pages: tuple[Page, ...], leaf: Leaf, fold: Fold, shop: Workshop, press: Press, chosen: Sequence[Item]
) -> tuple[Publication, Sequence[Finding]]:
    from soleprint.press.sheets import single

    title = ", ".join(item.routine.title for item in chosen)
    routines = [item.routine for item in chosen]
    rtl = shop.studio.typesetter.direction == "rtl"
    base = Publication(title, shop.wanted.main_lang, pages, (), created=created(routines), rtl=rtl)
    if fold == "flat" and len(pages) > len(leaf.sizes()):
        return replace(base, sheets=single(pages, shop.wanted.finishing)), ()
    imposed: Imposed = press_leaflet(pages, leaf, shop.sizes.sheet, press)
    sheets = replace(base, pages=imposed.pages, sheets=imposed.sheets, duplex=imposed.report.duplex)
    return sheets, imposed.findings


def _does_not_fit(chosen: Sequence[Item], sheet: Paper, fold: Fold, handout: Handout) -> DoesNotFit:
    what = f"{', '.join(item.routine.title for item in chosen)!r} does not fit on {sheet.name} folded {fold!r}"
    advice = ["a larger --size"] if fold == "flat" else ["--fold flat", "a larger --size"]
    if len(chosen) > 1:
        advice.append("fewer routines")
    if handout.edition != "standard":
        advice.append("--edition standard")
    return DoesNotFit(f"{what} in the {handout.edition} edition. Use {', or '.join(advice)}.")
