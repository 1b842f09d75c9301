"""Leaflets, booklets, decks and posters as they looked when someone last looked at them.

See test_golden.py for how to store them anew: ``pytest tests/golden --update-golden``.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

import soleprint
from soleprint.products.result import Result
from tests.clinic import clinics
from tests.golden.test_golden import rendered
from tests.support import pixels
from tests.support.golden import check_stored, compare

HERE = Path(__file__).parent / "products"
FAILED = HERE.parent / "failed"
MOST_BYTES = 66_000

CALL: dict[str, Any] = {"emergency": "999"}
TRI: dict[str, Any] = {**CALL, "fold": "tri"}
CLINIC: dict[str, Any] = {"profile": "clinic", "today": date(2026, 11, 22)}
"""With the profile of tests.clinic.clinics."""
PAGES: dict[str, tuple[str, tuple[str, ...], int, dict[str, Any]]] = {
    "leaflet-flat": ("leaflet", ("foot",), 0, CALL),
    "leaflet-flat-clinic-last": ("leaflet", ("foot",), -1, CLINIC),
    "leaflet-tri-outside": ("leaflet", ("foot",), 0, TRI),
    "leaflet-tri-inside": ("leaflet", ("foot",), 1, TRI),
    "leaflet-tri-german-outside": ("leaflet", ("foot",), 0, {**TRI, **CLINIC, "lang": "de"}),
    "leaflet-half-inside": ("leaflet", ("front-of-leg",), 1, {**CALL, "fold": "half"}),
    "leaflet-half-clinic-inside": ("leaflet", ("back-of-leg",), 1, {**CLINIC, "fold": "half"}),
    "leaflet-easy-stop": ("leaflet", ("foot",), 1, {**CALL, "edition": "easy-read"}),
    "leaflet-easy-steps": ("leaflet", ("foot",), 4, {**CALL, "edition": "easy-read"}),
    "leaflet-easy-conditions-deep": ("leaflet", ("foot",), 2, {**CALL, "edition": "easy-read", "theme": "deep"}),
    "booklet-opening-second": ("booklet", ("foot",), 10, CALL),
    "booklet-cover": ("booklet", ("front-of-leg",), 0, CLINIC),
    "booklet-contents": ("booklet", ("front-of-leg",), 1, CLINIC),
    "booklet-how-to-use": ("booklet", ("front-of-leg",), 2, CLINIC),
    "booklet-safety": ("booklet", ("front-of-leg",), 3, CLINIC),
    "booklet-strokes": ("booklet", ("front-of-leg",), 7, CLINIC),
    "booklet-steps": ("booklet", ("front-of-leg",), 11, CLINIC),
    "booklet-step-first-half": ("booklet", ("back-of-leg",), 11, CALL),
    "booklet-step-second-half": ("booklet", ("back-of-leg",), 12, CALL),
    "booklet-step-of-two-moments": ("booklet", ("foot",), 13, CALL),
    "booklet-back-cover": ("booklet", ("front-of-leg",), -1, CLINIC),
    "booklet-sheet": ("booklet", ("front-of-leg",), 0, {**CLINIC, "sheet": "A4"}),
    "deck-title": ("deck", ("back-of-leg", "foot"), 0, {}),
    "deck-safety": ("deck", ("back-of-leg", "foot"), 2, {}),
    "deck-safety-back": ("deck", ("back-of-leg", "foot"), 3, {}),
    "deck-step": ("deck", ("back-of-leg", "foot"), -2, {}),
    "deck-step-back": ("deck", ("back-of-leg", "foot"), -1, {}),
    "poster": ("poster", ("front-of-leg",), 0, {**CLINIC, "size": "A3"}),
    "poster-foot": ("poster", ("foot",), 0, {**CLINIC, "size": "A3"}),
    "poster-lying": ("poster", ("foot",), 0, {**CLINIC, "size": "A3", "orientation": "landscape"}),
    "deck-step-bleed": ("deck", ("back-of-leg", "foot"), 6, {"bleed": 2}),
    "deck-step-arabic": ("deck", ("back-of-leg", "foot"), 6, {"lang": "ar"}),
    "instructions-deck": ("deck", ("foot",), 0, {"sheet": "A4", "impose": "nup", "instructions": True}),
    "instructions-booklet": (
        "booklet",
        ("foot",),
        0,
        {**CALL, "sheet": "A4", "impose": "booklet", "instructions": True},
    ),
}
"""Name -> product, routines, side of the paper (from 0, or from the end), options; ``instructions``: how to put it
together."""


@cache
def clinic() -> Path:
    return clinics.write(Path(mkdtemp(prefix="soleprint-golden-")))


@cache
def made(name: str) -> Result:
    product, routines, _, given = PAGES[name]
    profile = {"profile": clinic()} if "profile" in given else {}
    options = {key: value for key, value in {**given, **profile}.items() if key != "instructions"}
    result = soleprint.make(product, routines, **options)
    return soleprint.instructions(result) if "instructions" in given else result


@cache
def picture(name: str) -> pixels.Picture:
    like = next(other for other in PAGES if [*PAGES[other][:2], PAGES[other][3]] == [*PAGES[name][:2], PAGES[name][3]])
    result, side = made(like), PAGES[name][2]
    return rendered(result.publication, side % len(result.publication.sheets))


@pytest.mark.parametrize("name", PAGES)
def test_a_product_looks_as_before(name: str, update_golden: bool) -> None:
    compare(HERE / f"{name}.png", picture(name), FAILED, update_golden)


def test_pictures_are_those_listed_and_small(update_golden: bool) -> None:
    check_stored(HERE, PAGES, MOST_BYTES, update_golden)


def test_no_two_are_the_same() -> None:
    seen: dict[bytes, str] = {}
    for name in PAGES:
        assert seen.setdefault(picture(name).tobytes(), name) == name
