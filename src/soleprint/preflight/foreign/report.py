"""A report on a finished PDF, as text for a person."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from soleprint.errors import Severity
from soleprint.marks import Rect
from soleprint.preflight.foreign.facts import FontFacts, PageFacts, Report

_MM = 25.4 / 72


def format_report(report: Report, name: str = "") -> str:
    """The report in a dozen lines: what the file is, its fonts and pages (alike ones together), then the findings."""
    claims = [report.pdfx] if report.pdfx else []
    claims += [f"{name}-{claim}" for name, claim in (("PDF/UA", report.pdfua), ("PDF/A", report.pdfa)) if claim]
    count = len(report.pages)
    lines = [
        f"{name or 'PDF'}: {count} page{'s' * (count != 1)}, {' and '.join(claims) or 'no claim to PDF/UA or PDF/A'}",
        f"  title     {report.title or 'none'}{'' if report.shows_title else ' (not shown by viewers)'}",
        f"  language  {report.lang or 'none'}",
        f"  tags      {_tags(report)}",
        *([f"  press     {report.press or 'none'}"] if report.pdfx else []),
        *(f"  font      {_font(font)}" for font in report.fonts),
        *(f"  {line}" for line in _pages(report.pages)),
    ]
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    lines.append(f"errors: {errors}, warnings: {len(report.findings) - errors}")
    return "\n".join([*lines, *map(str, report.findings)]) + "\n"


def _tags(report: Report) -> str:
    if not report.tagged:
        return "none"
    return f"yes, {report.figures - report.figures_without_alt} of {report.figures} figures described"


def _font(font: FontFacts) -> str:
    how = "embedded, subset" if font.embedded and font.subset else "embedded" if font.embedded else "NOT embedded"
    return f"{font.name} ({how}{'' if font.has_unicode else ', text cannot be copied'})"


def _pages(pages: tuple[PageFacts, ...]) -> Iterator[str]:
    """One line for each run of pages that are alike."""
    for described, group in groupby(pages, key=_describe):
        numbers = [page.number for page in group]
        span = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
        yield f"page {span:<4} {described}"


def _size(box: Rect) -> str:
    return f"{box.width * _MM:.1f} x {box.height * _MM:.1f} mm"


def _describe(page: PageFacts) -> str:
    parts = [f"{_size(page.trim)} cut" if page.trim else f"{_size(page.media)} (no cut size)"]
    if page.bleed and page.bleed != page.trim:
        parts.append(f"{_size(page.bleed)} with bleed")
    if page.trim and page.media != (page.bleed or page.trim):
        parts.append(f"{_size(page.media)} paper")
    parts.append("no text" if page.smallest_type is None else f"smallest type {page.smallest_type:g} pt")
    return ", ".join(parts)
