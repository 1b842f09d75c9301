"""Pictures alone: of a routine or a step, of a view, and the sheet of all views and strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from soleprint.errors import UsageProblem
from soleprint.files.suggest import did_you_mean
from soleprint.layout.paper import MM, Finishing
from soleprint.marks import Element, Mark, Page, Publication, Rect, Use
from soleprint.press.sheets import single
from soleprint.products.options import Options, options
from soleprint.products.workshop import EPOCH, Result, Workshop

if TYPE_CHECKING:
    from soleprint.content.model import Routine, Step
    from soleprint.figures.illustrator import Figure, Subject

WIDTH_MM = 120.0
"""How wide a picture is unless asked otherwise."""
MOST_MM = 1000.0


def picture(routine: str, step: str | int | None = None, width_mm: float = WIDTH_MM, **given: Any) -> Result:
    """The picture of a whole routine, or of one step (its id, or its number from 1), with nothing round it.

    Raises UsageProblem for a step that the routine does not have.
    """
    return picture_with(routine, step, width_mm, options(**given))


def picture_with(routine: str, step: str | int | None, width_mm: float, wanted: Options) -> Result:
    """``picture`` with ready options."""
    from soleprint.content.select import setup_for
    from soleprint.figures import Scene

    shop = Workshop(wanted)
    found = shop.library.routine(routine)
    mode = setup_for(found, wanted.mode).mode
    chosen = None if step is None else _step(found, mode, step).id
    return _alone(shop, Scene(found, mode, chosen), f"{found.title}", width_mm)


def view(name: str, debug: bool = False, width_mm: float = WIDTH_MM, **given: Any) -> Result:
    """A view, bare, or with its points, landmark names, zones and lanes.

    Raises UsageProblem for a view that there is not.
    """
    from soleprint.figures import ViewPlan

    shop = Workshop(options(**given))
    known = shop.library.view_ids()
    if name not in known:
        raise UsageProblem(f'view "{name}" is not known{did_you_mean(name, known)}', code="unknown-view")
    return _alone(shop, ViewPlan(name, debug), name, width_mm)


def _step(routine: Routine, mode: Any, wanted: str | int) -> Step:
    from soleprint.content.select import steps_for

    steps = steps_for(routine, mode)
    for number, step in enumerate(steps, 1):
        if str(wanted) in (str(number), step.id):
            return step
    known = ", ".join(f"{number} ({step.id})" for number, step in enumerate(steps, 1))
    raise UsageProblem(f"{routine.id} has no step {wanted!r}. It has: {known}.", code="unknown-step")


def _alone(shop: Workshop, subject: Subject, title: str, width_mm: float) -> Result:
    if not 5 <= width_mm <= MOST_MM:
        raise UsageProblem(f"--width {width_mm:g} is out of range: use 5 to {MOST_MM:g} mm.", code="option-range")
    illustrator = shop.studio.illustrator
    width = width_mm * MM
    figure = illustrator.draw(subject, width, illustrator.height_for(subject, width))
    return Result(_publication(title, shop.wanted.main_lang, [figure]), (), ())


def _publication(title: str, lang: str, figures: Sequence[Figure]) -> Publication:
    pages = tuple(_page(figure, str(number)) for number, figure in enumerate(figures, 1))
    return Publication(title, lang, pages, single(pages, Finishing()), created=EPOCH)


def _page(figure: Figure, label: str) -> Page:
    mark = Mark(Element("Figure", None, figure.alt), Use(figure.symbol))
    return Page(figure.width, figure.height, (mark,), Rect(0, 0, figure.width, figure.height), label)


def contact_sheet(**given: Any) -> Result:
    """Every view and every stroke of the content, on one sheet, through the template ``contact.xml.j2``."""
    from soleprint.compose import compose
    from soleprint.errors import DoesNotFit
    from soleprint.layout.paper import face
    from soleprint.products.card import fit_page, paint_page

    wanted = replace(options(**given), size=given.get("size", "A3"))
    shop = Workshop(wanted)
    strokes = shop.library.strokes()
    words = shop.library.phrases()
    told = {"views": shop.library.view_ids(), "strokes": tuple(strokes.values()), "words": words}
    document = compose(shop.folders, "contact.xml.j2", told)
    side = face(shop.sizes.sheet, wanted.finishing)
    fitted = fit_page(document.elements[0], shop.kit(), side.safe)
    if fitted is None:
        raise DoesNotFit("The contact sheet does not fit. Use --size A3 or larger.")
    page = paint_page(fitted, side, shop.kit(), wanted, "1")
    sheets = single((page,), wanted.finishing)
    return Result(Publication(words["contact-sheet"], wanted.main_lang, (page,), sheets, created=EPOCH), (), ())
