"""Copies that are made of the layouts of others are, byte for byte, those that are laid out by themselves."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import soleprint
from soleprint.merge.shapes import Shapes
from soleprint.products.order import read_order
from tests.support import press
from tests.support.vera import validate

PROFILE = "examples/clinic/clinic.yaml"
FIRST = (
    *("Jane", "Ana", "Łukasz", "Zoë", "Bartholomew", "Anne-Marie", "Ünal", "Ivo"),
    *("प्रिया", "فاطمة", "花子", "Nguyễn", "דוד"),
)
LAST = ("Doe", "Ødegård", "Kowalczyk-Nowak", "Li", "Featherstonehaugh", "शर्मा", "الحسن", "山田")
NOTES = (
    "Go gently around the scar.",
    "Come back in two weeks. If it hurts more than before, stop and call us; bring this leaflet with you.",
    "بعد الاستحمام 2-3 x / day",
    "",
)


def person(number: int, chance: random.Random) -> dict[str, str]:
    """Someone invented; every third has the like of what those before have."""
    like = random.Random(number % 3)
    return {
        "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        "date": "28 November 2026",
        "steps": like.choice(["1, 2 and 4", "Only the steps on the sole of the foot, and the last one"]),
        "often": like.choice(["twice a day", "once a week in the evening, after a bath"]),
        "long": "",
        "notes": like.choice(NOTES),
        "appointment": like.choice(["", "12 December, 10:30"]),
        "reference": f"R-{number}",
        "qr": f"https://clinic.example/p/{number}",
    }


def compare(count: int, product: str = "leaflet", **given: Any) -> None:
    """Makes copies of each other's layouts, where there is one, and compares them with their own."""
    chance = random.Random(repr(given))
    order = read_order(product, ["foot"], {"profile": PROFILE, **given})
    by_filled: dict[frozenset[str], Shapes] = {}
    for values in [person(number, chance) for number in range(count)]:
        shapes = by_filled.setdefault(frozenset(name for name, text in values.items() if text), Shapes(order))
        shape, shown = shapes.fill(values)
        data = shape.skeleton.head + shape.skeleton.copy(shape.result.publication.title, shown.__getitem__)
        asked: Any = {"profile": PROFILE, **given, **values}
        assert data == soleprint.make(product, ["foot"], **asked).pdf
    assert len(by_filled) <= sum(map(len, by_filled.values())) < count


@pytest.mark.parametrize(
    "given",
    [
        {"fold": "tri"},
        {"fold": "half", "lang": "ar"},
        {"lang": "hi", "edition": "large-print"},
        {"fold": "z", "lang": "ja"},
        {"lang": "en", "edition": "easy-read", "size": "A5"},
        {"fold": "tri", "lang": "de", "theme": "high-contrast", "size": "Letter"},
        {"product": "booklet", "lang": "ar", "sheet": "A4"},
    ],
)
def test_copies_have_the_bytes_of_their_own_layouts(given: dict[str, Any]) -> None:
    compare(10, **given)


@pytest.mark.parametrize(
    "given", [{"product": "booklet", "impose": "poster", "sheet": "A4", "size": "A4"}, {"standard": "pdfx4"}]
)
def test_copies_that_go_on_paper_otherwise_are_laid_out_each(given: dict[str, Any], tmp_path: Path) -> None:
    """A poster's sheets cut letters, and a print shop's inks are not put in afterwards: nobody has another's words."""
    given = dict(given)
    if "standard" in given:
        (tmp_path / "press.icc").write_bytes(press.profile())
        given["icc"] = tmp_path / "press.icc"
    product = given.pop("product", "leaflet")
    chance = random.Random(1)
    shapes = Shapes(read_order(product, ["foot"], {"profile": PROFILE, **given}))
    for number in (0, 3):
        values = person(number, chance)
        shape, shown = shapes.fill(values)
        data = shape.skeleton.head + shape.skeleton.copy(shape.result.publication.title, shown.__getitem__)
        asked: Any = {"profile": PROFILE, **given, **values}
        assert data == soleprint.make(product, ["foot"], **asked).pdf


def test_copies_are_archived_and_read_aloud_like_any_file() -> None:
    """PDF/A-2a and PDF/UA-1, with a name in letters of its own font, a code, and words from right to left."""
    shapes = Shapes(read_order("leaflet", ["foot"], {"profile": PROFILE, "fold": "tri", "lang": "ar"}))
    for values in (person(0, random.Random(2)), person(0, random.Random(2)) | {"name": "花子 山田"}):
        shape, shown = shapes.fill(values)
    data = shape.skeleton.head + shape.skeleton.copy("Foot", shown.__getitem__)
    assert validate(data, "ua1", "2a") == []
    assert "R-0" in "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
