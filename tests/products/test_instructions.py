"""How to put a product together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from soleprint.products.instructions import beside, halves, instructions, steps
from soleprint.products.order import fulfil, order
from tests.cli.runner import run
from tests.support.handouts import text

ACTUAL, LONG, SHORT = "assembly-actual-size", "assembly-duplex-long", "assembly-duplex-short"
LAST = "assembly-laminate"


def named(product: str, **given: Any) -> list[str]:
    wanted = order(product, ["foot"], given)
    return list(steps(wanted, fulfil(wanted)))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [ACTUAL, LAST]),
        ({"pouch_mm": 0.0, "marks": True}, [ACTUAL, "assembly-cut"]),
        ({"hole": "top"}, [ACTUAL, "assembly-punch", LAST]),
        ({"size": "A6", "sheet": "A4", "impose": "nup"}, [ACTUAL, "assembly-cut", LAST]),
        ({"size": "A6", "sheet": "A4", "impose": "nup", "faces": 2}, [ACTUAL, LONG, "assembly-cut", LAST]),
        (
            {"size": "A6", "sheet": "A4", "impose": "nup", "faces": 2, "duplex": "manual"},
            [ACTUAL, "assembly-manual-1", "assembly-manual-2", "assembly-cut", LAST],
        ),
        (
            {"size": "A6", "sheet": "A4", "impose": "nup", "faces": 2, "duplex": "none"},
            [ACTUAL, "assembly-cut", "assembly-fold-over", LAST],
        ),
        ({"size": "A3", "sheet": "A4", "impose": "poster"}, [ACTUAL, "assembly-tiles", LAST]),
    ],
)
def test_cards(given: dict[str, Any], expected: list[str]) -> None:
    assert named("card", **given) == expected


@pytest.mark.parametrize(
    ("fold", "expected"), [("half", "assembly-fold-half"), ("tri", "assembly-fold-c"), ("z", "assembly-fold-z")]
)
def test_leaflets(fold: str, expected: str) -> None:
    assert named("leaflet", size="A4", fold=fold, emergency="999") == [ACTUAL, SHORT, expected]


def test_booklets() -> None:
    given = {"size": "A5", "sheet": "A4", "impose": "booklet", "emergency": "999"}
    bound = ["assembly-fold-booklet", "assembly-staple"]
    assert named("booklet", **given) == [ACTUAL, LONG, *bound]
    assert named("booklet", **given, creep_mm=0.1) == [ACTUAL, LONG, *bound, "assembly-trim"]


@pytest.mark.parametrize(("sides", "told"), [(2, ("1", "2")), (8, ("1-4", "5-8")), (12, ("1-6", "7-12"))])
def test_the_pages_to_print_first_and_then(sides: int, told: tuple[str, str]) -> None:
    assert halves(sides) == told


def test_no_brace_is_printed() -> None:
    manual = {"size": "A6", "sheet": "A4", "impose": "nup", "faces": 2, "duplex": "manual"}
    wanted = order("card", ["foot"], manual)
    page = instructions(wanted, fulfil(wanted)).publication.pages[0]
    said = text(page)
    assert "Print pages 1 first." in said
    assert "{" not in said


@pytest.mark.parametrize("lang", ["en", "ar", "th", "zh-Hans"])
def test_a_page_in_the_language(lang: str) -> None:
    wanted = order("card", ["foot"], {"size": "A6", "sheet": "A4", "impose": "nup", "lang": lang})
    made = instructions(wanted, fulfil(wanted))
    assert made.pages == 1
    assert made.publication.lang == lang
    assert round(made.publication.sheets[0].width / 72 * 25.4) == 210
    assert made.pdf == instructions(wanted, fulfil(wanted)).pdf


def test_the_command_writes_a_second_file(tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    run("make", "card", "foot", "--size", "A6", "--out", out, "--instructions", "-q")
    assert beside(out).read_bytes().startswith(b"%PDF")
    run("make", "card", "foot", "--size", "A6", "--out", "-", "--instructions", code=2)
