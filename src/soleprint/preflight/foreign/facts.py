"""What is known of a finished PDF, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from soleprint.errors import Finding, Severity
from soleprint.marks import Rect

MOST_INK = 2.8
"""Of four inks together, as print shops ask for."""
SMALLEST_TYPE = 9.0
"""Points: the EU's floor for patient information (DESIGN 5)."""


class PageFacts(Struct, frozen=True):
    """One page. Boxes are in points; ``trim`` and ``bleed`` are None where the file does not say."""

    number: int
    media: Rect
    trim: Rect | None
    bleed: Rect | None
    smallest_type: float | None
    """Points on paper; None for a page without text."""
    untagged_text: bool
    links: int
    unnamed_links: int
    """Links without /Contents."""
    rgb: bool = False
    """It paints in red, green and blue, by no measure."""
    profiled: bool = False
    """It has colours by a profile of red, green and blue."""
    most_ink: float = 0.0
    """Of all four printing inks together, in a colour that is set: 1.0 is one solid ink."""
    notes_inside: int = 0
    """Annotations inside the bleed, or the trim where there is none."""


class FontFacts(Struct, frozen=True):
    """One font that shows text."""

    name: str
    embedded: bool
    subset: bool
    has_unicode: bool
    """Text set in it can be copied and read out."""


class Report(Struct, frozen=True):
    """What a PDF is, and what is wrong with it."""

    pages: tuple[PageFacts, ...]
    fonts: tuple[FontFacts, ...]
    tagged: bool
    lang: str
    title: str
    shows_title: bool
    figures: int
    figures_without_alt: int
    pdfa: str
    """The PDF/A claim, e.g. ``2a``; empty when there is none."""
    pdfua: str
    findings: tuple[Finding, ...]
    pdfx: str = ""
    """The PDF/X claim, such as ``PDF/X-4``."""
    version: str = ""
    """That of PDF, as the file begins."""
    press: str = ""
    """The printing condition of its PDF/X output intent; empty where there is none with a CMYK profile."""
    identified: bool = False
    """Its metadata say which document and which edition of it this is."""


def findings(report: Report, name: str) -> tuple[Finding, ...]:
    """Everything wrong with the file that ``report`` describes; ``name`` is the place that findings give."""
    return tuple(
        Finding(code, message, name, severity=severity)
        for check in (_page_findings, _font_findings, _tag_findings, _shop_findings)
        for code, message, severity in check(report)
    )


_Raw = Iterator[tuple[str, str, Severity]]


def _page_findings(report: Report) -> _Raw:
    for page in report.pages:
        where = f"page {page.number}"
        if page.trim is None:
            yield "pdf-no-trim", f"{where} does not say where it is cut (TrimBox).", Severity.WARNING
        outer = page.media
        for box, title in ((page.bleed, "BleedBox"), (page.trim, "TrimBox")):
            if box is not None:
                if not outer.contains(box):
                    yield "pdf-boxes", f"{where}: its {title} reaches outside the box round it.", Severity.ERROR
                outer = box
        if page.smallest_type is not None and page.smallest_type < SMALLEST_TYPE:
            size = f"{page.smallest_type:g} pt, below {SMALLEST_TYPE:g} pt"
            yield "pdf-small-type", f"{where} has type of {size}.", Severity.WARNING
        if page.untagged_text:
            yield "pdf-untagged-text", f"{where} has text that no screen reader reads (untagged).", Severity.ERROR
        if page.unnamed_links:
            yield "pdf-link-text", f"{where}: links without a description: {page.unnamed_links}.", Severity.ERROR


def _font_findings(report: Report) -> _Raw:
    for font in report.fonts:
        if not font.embedded:
            message = f"the font {font.name} is not in the file, so it prints differently on every computer."
            yield "pdf-font-missing", message, Severity.ERROR
        if not font.has_unicode:
            message = f"text in the font {font.name} cannot be copied or read out (no ToUnicode)."
            yield "pdf-font-unicode", message, Severity.ERROR


def _tag_findings(report: Report) -> _Raw:
    if not report.tagged:
        yield "pdf-untagged", "the file has no tags, so screen readers have to guess.", Severity.ERROR
    if not report.lang:
        yield "pdf-no-language", "the file does not say its language.", Severity.ERROR
    if not report.title or not report.shows_title:
        yield "pdf-no-title", "the file has no title that a viewer shows.", Severity.ERROR
    if report.figures_without_alt:
        message = f"{report.figures_without_alt} of {report.figures} figures have no alternative text."
        yield "pdf-no-alt", message, Severity.ERROR
    if not report.pdfua or not report.pdfa:
        missing = " or ".join(n for n, c in (("PDF/UA", report.pdfua), ("PDF/A", report.pdfa)) if not c)
        yield "pdf-no-claim", f"the file does not claim to be {missing}.", Severity.WARNING


def _shop_findings(report: Report) -> _Raw:
    """What is wrong with a file that claims to be PDF/X-4 (ISO 15930-7)."""
    if report.pdfx != "PDF/X-4":
        return
    if not report.press:
        message = "the file has no output intent for PDF/X with a CMYK profile, so the press is not known."
        yield "pdf-x-intent", message, Severity.ERROR
    if report.version > "1.6":
        yield "pdf-x-version", f"the file is PDF {report.version}; PDF/X-4 is PDF 1.6.", Severity.ERROR
    if not report.identified:
        message = "the metadata lack what PDF/X-4 wants (document, version, rendition, trapping)."
        yield "pdf-x-identity", message, Severity.ERROR
    for page in report.pages:
        where = f"page {page.number}"
        if page.trim is None:
            yield "pdf-x-trim", f"{where} does not say where it is cut (TrimBox).", Severity.ERROR
        if page.rgb:
            yield "pdf-x-colour", f"{where} paints in RGB, which the press does not know.", Severity.ERROR
        if page.profiled:
            message = f"{where} has colours by an RGB profile, which the print shop turns into inks."
            yield "pdf-x-profile", message, Severity.WARNING
        if page.notes_inside:
            yield "pdf-x-notes", f"{where}: annotations where it is printed: {page.notes_inside}.", Severity.ERROR
        if page.most_ink > MOST_INK + 0.01:
            message = f"{where} sets {page.most_ink:.0%} of ink; above {MOST_INK:.0%} paper does not dry."
            yield "pdf-x-ink", message, Severity.WARNING
