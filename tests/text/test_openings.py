"""Paragraphs that begin alike are put together from chunks: as they are when each is assembled."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import asdict

from soleprint.text import Prepared, Span, Typesetter
from soleprint.text.openings import SAMPLE

TEXTS = (
    "Jane Doe", "Zoë Ødegård", "Łukasz Kowalczyk", "R-0000123", "12 December, 10:30", "J. R. Doe", "O'Neil AVA To.",
    "2026", "1, 2 and 4", "Åsa", "fi ffl", "½ 20°C x²",
)  # fmt: skip
OTHERS = (
    "",
    " a",
    "a  b",
    "a b ",
    "(a)",
    "well-known",
    "a\u00ad b",
    "a\u00a0b",
    "Nguyễn",
    "שרה",
    "花子",
    "a\u0301",
    "\ue000",
    "«a»",
)


def spans(label: str, text: str) -> list[Span]:
    return [Span(label, bold=True, tag=0), Span(text, tag=0)]


def told(prepared: Prepared) -> dict[str, Any]:
    """All that a paragraph is, its styles and glyphs among it."""
    return {name: value for name, value in asdict(prepared).items() if name[0] != "_"}


@pytest.mark.parametrize(
    ("lang", "label"), [("en", "Name: "), ("de", "Größe der Füße: "), ("vi", "Te: "), ("sv", "Å ")]
)
def test_plain_words_are_set_as_they_are_else(lang: str, label: str) -> None:
    typesetter = Typesetter(lang)
    opening = typesetter.opening(Span("", tag=0), typesetter.prepare(spans(label, SAMPLE)))
    assert opening is not None
    for _ in range(2):
        for text in TEXTS:
            prepared = opening.prepared(text)
            assert prepared is not None, text
            own = typesetter.prepare(spans(label, text))
            assert told(prepared) == told(own)
            assert prepared.set(60, 12) == own.set(60, 12)  # neighbours of one style are one run
        assert [text for text in OTHERS if opening.prepared(text) is not None] == []


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("en", "Name:"),
        ("en", "Name ("),
        ("en", "名前 "),
        ("en", "שם "),
        ("ar", "الاسم: "),
        ("ja", "名前: "),
        ("el", "a: "),
    ],
)
def test_what_is_not_plain_itself_has_no_opening(lang: str, label: str) -> None:
    typesetter = Typesetter(lang)
    assert typesetter.opening(Span("", tag=0), typesetter.prepare(spans(label, SAMPLE))) is None
