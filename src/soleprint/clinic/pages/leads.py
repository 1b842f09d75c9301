"""Where the pages of a file lead when they are clicked (ISO 32000-1, 12.5.6.5), as PDFium has it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from msgspec.structs import replace

from soleprint.clinic.pages.found import PageLink, Tag
from soleprint.marks import Rect

MOST_LINKS = 400
"""Of a page."""
LONGEST_TARGET, LONGEST_TITLE = 2_000, 300
_LEAST = 1.0
"""Points; of a side of what can be clicked."""
_TARGET = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@|tel:[+0-9(*#])\S*", re.IGNORECASE)
"""What is kept: other schemes run programs and open files."""


class Lead(NamedTuple):
    """A link of a page: where it is, in the page's coordinates, where it leads ("": elsewhere), and what it says."""

    boxes: tuple[Rect, ...]
    target: str
    said: str


def leads(page: Any) -> list[Lead]:
    """The links of a page, before its notes are drawn into it."""
    found: list[Lead] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while len(found) < MOST_LINKS and pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
        boxes = tuple(_boxes(link))
        if boxes:
            found.append(Lead(boxes, _target(page, link), _said(page, link)))
    return found


def _boxes(link: Any) -> Iterator[Rect]:
    """A rectangle for each line that a link goes over."""
    quad = pdfium.FS_QUADPOINTSF()
    count = min(pdfium.FPDFLink_CountQuadPoints(link), 20)
    for index in range(count):
        if pdfium.FPDFLink_GetQuadPoints(link, index, ctypes.byref(quad)):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield Rect(min(xs), min(ys), max(xs), max(ys))
    rect = pdfium.FS_RECTF()
    if not count and pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
        yield Rect(
            min(rect.left, rect.right),
            min(rect.bottom, rect.top),
            max(rect.left, rect.right),
            max(rect.bottom, rect.top),
        )


def _target(page: Any, link: Any) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    document = page.pdf
    size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size <= LONGEST_TARGET:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
    text = buffer.raw[: size - 1].decode("utf-8", "replace").strip()
    return text if _TARGET.fullmatch(text) and text.isprintable() and "\ufffd" not in text else ""


def _said(page: Any, link: Any) -> str:
    """The words that the file gives a link."""
    note = pdfium.FPDFLink_GetAnnot(page, link)
    if not note:
        return ""
    try:
        size = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        if not 2 < size <= 4 * LONGEST_TITLE:
            return ""
        buffer = (pdfium.FPDF_WCHAR * (size // 2))()
        pdfium.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size)
        return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
    finally:
        pdfium.FPDFPage_CloseAnnot(note)


def shown(box: Rect, page: Rect) -> Rect | None:
    """What of a box is on the page, where anybody can click it."""
    x0, y0, x1, y1 = max(box.x0, page.x0), max(box.y0, page.y0), min(box.x1, page.x1), min(box.y1, page.y1)
    return Rect(x0, y0, x1, y1) if min(x1 - x0, y1 - y0) >= _LEAST else None


def tied(
    links: Sequence[PageLink], tags: Sequence[Tag], places: Sequence[Sequence[Rect]]
) -> tuple[tuple[PageLink, ...], tuple[Tag, ...]]:
    """Links with the tags that their words have, whose ``places`` on the upright page are given; a tag of a link that
    is none becomes a plain one."""
    owned = [replace(link, tag=_owner(link, tags, places)) for link in links]
    kept = {link.tag for link in owned}
    return tuple(owned), tuple(
        replace(tag, tag="Span") if tag.tag == "Link" and number not in kept else tag for number, tag in enumerate(tags)
    )


def _owner(link: PageLink, tags: Sequence[Tag], places: Sequence[Sequence[Rect]]) -> int:
    found = (number for number, tag in enumerate(tags) if tag.tag == "Link")
    return next((number for number in found if any(link.box.overlaps(box, 0.5) for box in places[number])), -1)
