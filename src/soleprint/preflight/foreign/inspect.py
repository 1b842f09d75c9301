"""Checks on a finished PDF, ours or anyone's: ``soleprint preflight FILE.pdf``.

The file is not trusted: its size, pages and operations are limited, and whatever a damaged file makes the parser do
comes out as one message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from msgspec.structs import replace
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from soleprint.errors import FileProblem
from soleprint.marks import Rect
from soleprint.preflight.foreign.facts import FontFacts, PageFacts, Report, findings
from soleprint.preflight.foreign.quiet import pypdf_silent
from soleprint.preflight.foreign.report import format_report
from soleprint.preflight.foreign.scan import Scanner, TooMuch, entry, resolve

__all__ = ["FontFacts", "PageFacts", "Report", "format_report", "inspect_pdf"]

MAX_BYTES = 200_000_000
MAX_PAGES = 2_000
_MAX_ELEMENTS = 500_000
_NAMED_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding")
_SUBSET_TAG = re.compile(r"[A-Z]{6}\+")
_CLAIMS = {
    "pdfa": re.compile(rb"pdfaid:part(?:>|=\")\s*(\d)"),
    "level": re.compile(rb"pdfaid:conformance(?:>|=\")\s*([ABUEF])", re.IGNORECASE),
    "pdfua": re.compile(rb"pdfuaid:part(?:>|=\")\s*(\d)"),
    "pdfx": re.compile(rb"GTS_PDFXVersion(?:>|=\")\s*(PDF/X-[0-9a-z]+)"),
}


def inspect_pdf(data: bytes, name: str = "") -> Report:
    """Everything about a PDF; ``name`` is the place that findings give.

    Raises FileProblem: pdf-too-large, pdf-broken, pdf-encrypted.
    """
    place = name or "The file"
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise FileProblem(f"{place} is larger than {limit} MB. Check it in parts.", code="pdf-too-large")
    if b"%PDF-" not in data[:1024]:
        raise FileProblem(f"{place} is not a PDF file. Give a file that a PDF program has saved.", code="pdf-broken")
    try:
        with pypdf_silent():
            return _inspect(PdfReader(BytesIO(data)), name)
    except FileProblem:
        raise
    except TooMuch:
        message = f"{place} has more on its pages than can be checked. Check it in parts."
        raise FileProblem(message, code="pdf-too-large") from None
    except Exception as error:  # a hostile file can make a parser raise anything
        message = (
            f"{place} is damaged: {str(error) or type(error).__name__}. Save it again with the program it is from."
        )
        raise FileProblem(message, code="pdf-broken") from error


def _inspect(reader: PdfReader, name: str) -> Report:
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileProblem(f"{name or 'The file'} is locked with a password. Save it without one.", code="pdf-encrypted")
    if len(reader.pages) > MAX_PAGES:
        raise FileProblem(
            f"{name or 'The file'} has more than {MAX_PAGES} pages. Check it in parts.", code="pdf-too-large"
        )
    pages, fonts = _pages(reader)
    root = reader.trailer["/Root"]
    figures = list(_figures(entry(root, "/StructTreeRoot")))
    claims = _claims(entry(root, "/Metadata"))
    report = Report(
        pages=pages,
        fonts=fonts,
        tagged=bool(entry(root, "/MarkInfo", "/Marked")) and entry(root, "/StructTreeRoot", "/K") is not None,
        lang=str(entry(root, "/Lang") or ""),
        title=str((reader.metadata and reader.metadata.title) or ""),
        shows_title=bool(entry(root, "/ViewerPreferences", "/DisplayDocTitle")),
        figures=len(figures),
        figures_without_alt=sum(not _has_alt(figure) for figure in figures),
        pdfa=(claims["pdfa"] + claims["level"].lower()) if claims["pdfa"] else "",
        pdfua=claims["pdfua"],
        findings=(),
        pdfx=claims["pdfx"],
        version=reader.pdf_header.removeprefix("%PDF-"),
        press=_press(root),
        identified=_is_identified(entry(root, "/Metadata")),
    )
    return replace(report, findings=findings(report, name))


def _pages(reader: PdfReader) -> tuple[tuple[PageFacts, ...], tuple[FontFacts, ...]]:
    scanner = Scanner(reader)
    pages: list[PageFacts] = []
    fonts: dict[str, FontFacts] = {}
    for number, page in enumerate(reader.pages, 1):
        seen = scanner.page(page)
        links = [link for link in map(resolve, entry(page, "/Annots") or ()) if entry(link, "/Subtype") == "/Link"]
        for font_name, font in seen.fonts.items():
            fonts.setdefault(font_name, _font(font_name, font))
        facts = PageFacts(
            number=number,
            media=_box(page.mediabox),
            trim=_box(page.trimbox) if "/TrimBox" in page else None,
            bleed=_box(page.bleedbox) if "/BleedBox" in page else None,
            smallest_type=seen.smallest,
            untagged_text=seen.untagged,
            links=len(links),
            unnamed_links=sum(not str(entry(link, "/Contents") or "").strip() for link in links),
            rgb=seen.rgb,
            profiled=seen.profiled,
            most_ink=seen.most_ink,
            notes_inside=_notes_inside(page),
        )
        pages.append(facts)
    return tuple(pages), tuple(sorted(fonts.values(), key=lambda font: font.name))


def _notes_inside(page: Any) -> int:
    """Annotations other than those of the press itself that reach into what is printed."""
    inside = _box(page.bleedbox)
    notes = [note for note in map(resolve, entry(page, "/Annots") or ()) if isinstance(note, DictionaryObject)]
    seen = [note for note in notes if entry(note, "/Subtype") not in ("/TrapNet", "/PrinterMark")]
    return sum(_box(entry(note, "/Rect")).overlaps(inside) for note in seen if entry(note, "/Rect"))


_IDENTITY = (b"xmpMM:DocumentID", b"xmpMM:VersionID", b"xmpMM:RenditionClass", b"pdf:Trapped", b"xmp:MetadataDate")


def _is_identified(metadata: Any) -> bool:
    xmp = metadata.get_data() if hasattr(metadata, "get_data") else b""
    return all(name in xmp for name in _IDENTITY)


def _press(root: Any) -> str:
    """The name of the printing condition that a file is for (ISO 15930-7)."""
    for intent in map(resolve, entry(root, "/OutputIntents") or ()):
        profile = entry(intent, "/DestOutputProfile")
        if entry(intent, "/S") == "/GTS_PDFX" and profile is not None and entry(profile, "/N") == 4:
            return str(entry(intent, "/OutputConditionIdentifier") or "")
    return ""


def _box(box: Any) -> Rect:
    x0, y0, x1, y1 = (float(value) for value in box)
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _font(name: str, font: DictionaryObject) -> FontFacts:
    kind = entry(font, "/Subtype")
    descendants = entry(font, "/DescendantFonts")
    holder = resolve(descendants[0]) if isinstance(descendants, ArrayObject) and descendants else font
    descriptor = entry(holder, "/FontDescriptor")
    embedded = kind == "/Type3" or any(entry(descriptor, f"/FontFile{n}") is not None for n in ("", "2", "3"))
    known = entry(font, "/ToUnicode") is not None or (
        kind != "/Type0" and (entry(font, "/Encoding") in _NAMED_ENCODINGS or descriptor is None)
    )
    return FontFacts(_SUBSET_TAG.sub("", name, count=1), embedded, bool(_SUBSET_TAG.match(name)), known)


def _figures(root: Any) -> Iterator[DictionaryObject]:
    """The figures of a structure tree, found without following any element twice."""
    roles = entry(root, "/RoleMap")
    waiting, seen = [root], set[int]()
    while waiting and len(seen) < _MAX_ELEMENTS:
        element = resolve(waiting.pop())
        if isinstance(element, ArrayObject):
            waiting += element
        elif isinstance(element, DictionaryObject) and id(element) not in seen:
            seen.add(id(element))
            kind = entry(element, "/S")
            if kind == "/Figure" or (kind is not None and entry(roles, str(kind)) == "/Figure"):
                yield element
            waiting.append(element.get("/K"))


def _has_alt(figure: DictionaryObject) -> bool:
    return any(str(entry(figure, key) or "").strip() for key in ("/Alt", "/ActualText"))


def _claims(metadata: Any) -> dict[str, str]:
    xmp = metadata.get_data() if hasattr(metadata, "get_data") else b""
    found = {key: pattern.search(xmp) for key, pattern in _CLAIMS.items()}
    return {key: match.group(1).decode("ascii") if match else "" for key, match in found.items()}
