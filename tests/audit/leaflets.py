"""A leaflet that passes everything, and helpers to spoil it."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from soleprint.audit import Facts, Figure, Paragraph, Report, TypeFacts, audit
from soleprint.audit.facts import Role
from soleprint.audit.items import Item, Status

TYPE = TypeFacts(body_pt=12, smallest_pt=9, longest_line=68, mean_line=60, least_contrast=5.2)
STEPS = (
    "Rest both hands on the leg and wait.",
    "Glide up the leg with oil, from the ankle to the hip.",
    "Let your hands float over the back of the knee. Do not press there.",
    "Brush down the whole leg with your fingers.",
)
FACTS = Facts(
    lang="en",
    title="Back of the leg",
    headings=("Who this is for", "Do not massage if", "Steps", "In short"),
    paragraphs=(
        Paragraph("How to give a gentle massage at home.", "purpose"),
        Paragraph("Go gently. Stop if it hurts.", "main-message", marked=True),
        Paragraph("For adults who want to massage a partner.", "audience"),
        Paragraph("Many people find it soothing.", "why"),
        Paragraph("Do not massage if one leg is swollen, warm or red.", "safety", marked=True),
        Paragraph("Ask a doctor first if you had a blood clot.", "safety", listed=True),
        *(Paragraph(text, "step", listed=True) for text in STEPS),
        Paragraph("Stop at once if you feel pain. In an emergency, call 999.", "stop"),
        Paragraph("Studies of massage are small. We do not know how long it helps.", "evidence"),
        Paragraph("Read the safety part first.", "summary", listed=True),
        Paragraph("Tick each day on which you did the massage.", "checklist"),
        Paragraph("Riverside Clinic, 1 River Street, version 1.0, 2026.", "small"),
    ),
    figures=tuple(Figure("Drawing of the leg.", text, step=True) for text in STEPS),
    steps=4,
    type=TYPE,
    pages=2,
    unexplained_terms=(),
    page_numbers=True,
    author="The foot team",
    contact="0113 496 0000",
    feedback="feet@example.org",
    emergency="999",
    sources=3,
    version="1.0",
    issued=date(2026, 1, 31),
    review_by=date(2028, 1, 30),
    review_stated=True,
    other_formats=True,
)


def changed(**changes: Any) -> Report:
    """The audit of the leaflet with some facts changed."""
    return audit(replace(FACTS, **changes))


def without(*roles: Role) -> Report:
    return changed(paragraphs=tuple(p for p in FACTS.paragraphs if p.role not in roles))


def reworded(role: Role, text: str) -> Report:
    """The audit with every paragraph of a role saying something else."""
    return changed(paragraphs=tuple(replace(p, text=text) if p.role == role else p for p in FACTS.paragraphs))


def failed(report: Report) -> set[str]:
    return {item.id for item in report.failed()}


def item(report: Report, name: str) -> Item:
    return next(item for item in report.items if item.id == name)


def status(report: Report, name: str) -> Status:
    return item(report, name).status
