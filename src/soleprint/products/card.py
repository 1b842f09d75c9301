"""Wall cards: what the template is told, and each card's pages fitted and painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soleprint.content.model import Routine
from soleprint.errors import ContentError, Finding
from soleprint.layout.build import Kit, build_pages
from soleprint.layout.fit import Fitted, fit
from soleprint.layout.painter import Painter
from soleprint.layout.paper import Face, Paper, cap_height_for, default_distance_mm, face, paper
from soleprint.marks import Page, Rect
from soleprint.products.options import Mode, Options
from soleprint.text.languages import language, punctuation

if TYPE_CHECKING:
    from soleprint.compose.markup import Node
    from soleprint.content.library import Library

TEMPLATE = "card.xml.j2"
HAND_DISTANCE_MM = 400.0
"""A back is read in the hand."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The sizes a card is held to, in points."""

    sheet: Paper
    front: float
    """Smallest base type in front."""
    back: float
    distance_mm: float
    """Reading distance of the front."""
    cap_front: float
    """Smallest height of capitals in front."""
    cap_back: float


def measures(options: Options, cap_ratio: float) -> Measures:
    """The sizes for these options; ``cap_ratio`` is the font's height of capitals in ems."""
    sheet = paper(options.size, options.orientation)
    usual = default_distance_mm(sheet)
    distance = options.distance_mm or usual
    front = cap_height_for(distance)
    back = min(front, cap_height_for(HAND_DISTANCE_MM))
    return Measures(sheet, front / cap_ratio, back / cap_ratio, distance, front, back)


def context(routine: Routine, library: Library, options: Options, sizes: Measures, lang: str) -> dict[str, Any]:
    """What a card template may use: README, "Templates", documents each name."""
    from soleprint.content.select import for_side, setup_for, steps_for

    words = library.phrases()
    setup = setup_for(routine, options.mode)
    mode: Mode = setup.mode
    return {
        "routine": for_side(routine, options.side),
        "setup": setup,
        "steps": steps_for(routine, mode),
        "zones": routine.zones,
        "safety": library.safety(routine.safety),
        "words": words,
        "mode": mode,
        "draft": is_draft(library),
        "sign": punctuation(lang),
        "lang": lang,
        "second": None,
        "rtl": language(lang).direction == "rtl",
        "faces": options.faces,
        "full_text": options.text == "full",
        "minimum": round(sizes.front, 3),
        "hand_minimum": round(sizes.back, 3),
        "side_label": _side_label(routine, options.side, words),
        "distance_mm": sizes.distance_mm,
        "width_mm": sizes.sheet.millimetres[0],
        "height_mm": sizes.sheet.millimetres[1],
    }


def is_draft(library: Library) -> bool:
    """Whether the edition is a translation that no qualified speaker has reviewed."""
    review = library.translation_review()
    return review is not None and not review.reviewed


def _side_label(routine: Routine, side: str, words: Any) -> str:
    key = f"each-{routine.limb}-in-turn" if side == "both" else f"{side}-{routine.limb}"
    if key not in words:
        raise ContentError([Finding("missing-phrase", f'there is no phrase "{key}"; add it', "content/phrases.yaml")])
    text: str = words[key]
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Made:
    """One card's pages, with the hole centres of each and the base type size found."""

    pages: tuple[Page, ...]
    faces: tuple[Face, ...]
    bases: tuple[float, ...]


def lay_out(document: Node, kit: Kit, options: Options, sheet: Paper) -> Made | None:
    """The document's pages as large as they fit, or None when one does not."""
    pages, faces, bases = [], [], []
    for number, node in enumerate(node for node in document.elements if node.tag == "page"):
        side = face(sheet, options.finishing, back=number % 2 == 1)
        found = fit_page(node, kit, side.safe)
        if found is None:
            return None
        pages.append(paint_page(found, side, kit, options, f"{number + 1}"))
        faces.append(side)
        bases.append(found.base)
    return Made(tuple(pages), tuple(faces), tuple(bases))


def fit_page(node: Node, kit: Kit, safe: Rect) -> Fitted | None:
    """The best way to set one page into its safe area."""
    least, most = page_limits(node)
    return fit(build_pages(node, kit), safe, least, most)


def page_limits(node: Node) -> tuple[float, float]:
    """The smallest and largest base type, in points, that a <page> allows."""
    try:
        least = float(node.get("minimum", "9"))
        most = float(node.get("maximum", str(least * 1.5)))
    except ValueError:
        raise ContentError([_limits_finding(node)]) from None
    if not 4 <= least <= most <= 2000:
        raise ContentError([_limits_finding(node)])
    return least, most


def _limits_finding(node: Node) -> Finding:
    message = "a page's minimum and maximum are type sizes in points, the maximum not below the minimum"
    return Finding("template-value", message, node.source, node.line, 1)


def paint_page(fitted: Fitted, side: Face, kit: Kit, options: Options, label: str) -> Page:
    """The marks of a fitted page."""
    sheet = side.sheet
    from soleprint.layout.paper import MM

    painter = Painter(Rect(0, 0, sheet.width, sheet.height), side.safe, options.finishing.bleed_mm * MM)
    fitted.stack.paint(painter, side.safe, fitted.base)
    return Page(
        sheet.width,
        sheet.height,
        tuple(painter.marks),
        side.safe,
        label,
        tuple(painter.links),
        tuple(painter.anchors),
        side.keep_out,
    )


def join_titles(routines: Sequence[Routine]) -> str:
    """The title of a file that holds several cards."""
    return ", ".join(routine.title for routine in routines)
