"""Leaflets and booklets, made once in a process, and what stands on their pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import soleprint
from soleprint.content.library import Library
from soleprint.files.folders import layers
from soleprint.layout.paper import MM
from soleprint.marks import ARTIFACT, Element, GlyphRun, Group, Page, Primitive, Use, glyph_boxes, ink_box
from soleprint.products.result import Result
from tests.clinic import clinics
from tests.ink import reading

TODAY = date(2026, 11, 22)


@cache
def clinic() -> Path:
    """The profile of tests.clinic.clinics, in a folder of this process."""
    return clinics.write(Path(mkdtemp(prefix="soleprint-clinic-")))


@cache
def made(product: str, *routines: str, profile: bool = False, **given: Any) -> Result:
    """A product; with ``profile`` of the clinic, else with the emergency number 999."""
    more: dict[str, Any] = {"profile": clinic(), "today": TODAY} if profile else {"emergency": "999"}
    return soleprint.make(product, routines, **{**more, **given})


@cache
def pdf(product: str, *routines: str, **given: Any) -> bytes:
    return made(product, *routines, **given).pdf


@cache
def library(lang: str = "en") -> Library:
    return Library(layers("content"), lang=lang)


def phrases(lang: str = "en") -> Any:
    return library(lang).phrases()


def _block(element: Element) -> Element:
    """The paragraph that an element is or is in; the words of an entry of the contents are one each."""
    while element.tag in ("Span", "Link") and element.parent is not None and element.parent.tag != "Reference":
        element = element.parent
    return element


def text(page: Page, decoration: bool = False) -> str:
    """The words of a page in reading order, white space as single blanks; ``decoration``: the running foot's."""
    said, before, end = "", None, 0.0
    for mark in page.marks:
        if isinstance(run := mark.item, GlyphRun) and (mark.owner is ARTIFACT) is decoration:
            here = (id(_block(mark.owner)), run.origin[1])
            apart = decoration and abs(run.origin[0] - end) > run.size
            said += run.text if here == before and not apart else f" {run.text}"
            before, end = here, run.origin[0] + run.width
    return folded(said)


def texts(result: Result) -> list[str]:
    return [text(page) for page in result.publication.pages]


def folded(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def missing(wanted: Iterable[str], said: str) -> list[str]:
    return [part for part in wanted if folded(part) not in said]


def ink_on_ink(page: Page) -> Iterator[tuple[str, str]]:
    """Runs of which a letter lies on a letter of the other, as boxes; joined letters of one line may touch."""
    runs = [mark.item for mark in page.marks if isinstance(mark.item, GlyphRun)]
    boxes = [(run, glyph_boxes(run), whole) for run in runs if (whole := ink_box(run))]
    for i, (run, letters, whole) in enumerate(boxes):
        for other, others, place in boxes[i + 1 :]:
            slack = 0.15 * run.size if run.origin[1] == other.origin[1] else 0.25
            if whole.overlaps(place, slack) and any(a.overlaps(b, slack) for a in letters for b in others):
                yield run.text, other.text


def sizes_of_type(items: Iterable[Primitive], scale: float = 1.0) -> Iterator[float]:
    """Every size of type, in points on the page, inside pictures too."""
    for item in items:
        if isinstance(item, GlyphRun) and item.text.strip():
            yield item.size * scale
        elif isinstance(item, Use):
            yield from sizes_of_type(item.symbol.items, scale * abs(item.matrix[3]))
        elif isinstance(item, Group):
            yield from sizes_of_type(item.items, scale * abs(item.matrix[3]))


def origins_mm(data: bytes, page: int) -> list[float]:
    """Where the pages that are placed on a sheet begin, in mm from the left edge of the trim, read from the PDF."""
    pdf = reading.reader(data)
    trim = [float(value) for value in pdf.pages[page].trimbox]
    found = {0.0}
    for line in reading.content(pdf, page).decode("latin-1").splitlines():
        match = re.fullmatch(r"(?:q )?1 0 0 1 (\S+) (\S+) cm", line)
        if match and abs(float(match[2]) - trim[1]) < 0.01:
            found.add((float(match[1]) - trim[0]) / MM)
    return sorted(found)
