"""How to put a product together, told from what the press did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.press.assembly import assembly
from soleprint.press.plan import Report
from soleprint.products.options import Folding
from soleprint.products.result import Result
from soleprint.products.sheets import finishing
from soleprint.products.writing import beside
from tests.cli.runner import run
from tests.support.cards import ROUTINES
from tests.support.handouts import phrases, text

ACTUAL, LONG, SHORT = "assembly-actual-size", "assembly-duplex-long", "assembly-duplex-short"
BY_HAND = ["assembly-manual-1", "assembly-manual-over"]
LAST = "assembly-laminate"
NUP: dict[str, Any] = {"size": "A6", "sheet": "A4", "impose": "nup"}


def tasks(result: Result) -> list[tuple[str, dict[str, str]]]:
    sides = len(result.publication.sheets)
    told = assembly(result.report, finishing(result.order), sides, result.order[Folding].fold)
    return [(name, dict(values)) for name, values in told]


def named(product: str, **given: Any) -> list[str]:
    return [name for name, _ in tasks(soleprint.make(product, ["foot"], **given))]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [ACTUAL, LAST]),
        ({"faces": 2}, [ACTUAL, LONG, LAST]),
        ({"faces": 2, "duplex": "short"}, [ACTUAL, SHORT, LAST]),
        ({"faces": 2, "duplex": "none"}, [ACTUAL, LAST]),
        ({"pouch": 0, "marks": True}, [ACTUAL, "assembly-cut"]),
        ({"hole": "top"}, [ACTUAL, "assembly-punch", LAST, "assembly-punch-film"]),
        ({"hole": "top", "pouch": 0}, [ACTUAL, "assembly-punch"]),
        ({"corners": 5}, [ACTUAL, LAST, "assembly-corners"]),
        (NUP, [ACTUAL, "assembly-cut", LAST]),
        ({**NUP, "faces": 2}, [ACTUAL, LONG, "assembly-cut", LAST]),
        ({**NUP, "faces": 2, "duplex": "manual"}, [ACTUAL, *BY_HAND, "assembly-cut", LAST]),
        ({**NUP, "faces": 2, "duplex": "none"}, [ACTUAL, "assembly-cut", "assembly-fold-over", LAST]),
        ({"size": "A3", "sheet": "A4", "impose": "poster"}, [ACTUAL, "assembly-tiles", LAST]),
    ],
)
def test_cards(given: dict[str, Any], expected: list[str]) -> None:
    assert named("card", **given) == expected


def test_cards_on_a_ring() -> None:
    end = [LAST, "assembly-punch-film", "assembly-corners", "assembly-ring"]
    assert named("deck") == [ACTUAL, LONG, "assembly-punch", *end]
    assert named("deck", hole="none", corners=0) == [ACTUAL, LONG, LAST]


@pytest.mark.parametrize(
    ("fold", "expected"), [("half", "assembly-fold-half"), ("tri", "assembly-fold-c"), ("z", "assembly-fold-z")]
)
def test_leaflets(fold: str, expected: str) -> None:
    assert named("leaflet", fold=fold, emergency="999") == [ACTUAL, SHORT, expected]
    on_larger = [ACTUAL, SHORT, "assembly-cut-sides", expected]
    assert named("leaflet", fold=fold, emergency="999", sheet="A3") == on_larger


def test_booklets() -> None:
    given = {"size": "A5", "sheet": "A4", "impose": "booklet", "emergency": "999"}
    bound = ["assembly-fold-booklet", "assembly-staple"]
    assert named("booklet", **given) == [ACTUAL, LONG, *bound]
    assert named("booklet", **given, creep=0.1) == [ACTUAL, LONG, *bound, "assembly-trim"]
    cut_first = [ACTUAL, LONG, "assembly-cut-sides", *bound]
    assert named("booklet", **{**given, "sheet": "Letter", "size": "5x8"}) == cut_first
    halves = [ACTUAL, LONG, "assembly-cut-halves", *bound]
    assert named("booklet", **{**given, "sheet": "A3"}) == halves, "four pages on a side"
    assert named("booklet", emergency="999") == [ACTUAL], "pages to read on a screen are not folded"


@pytest.mark.parametrize(
    ("sides", "first", "told"), [(2, 1, ("1", "2")), (8, 4, ("1–4", "5–8")), (12, 6, ("1–6", "7–12"))]
)
def test_the_pages_to_print_first_and_then(sides: int, first: int, told: tuple[str, str]) -> None:
    report = Report("nup", "A4", False, first, first_pass=first)
    values = {key: value for _, given in assembly(report, finishing(CARD.order), sides, "flat")
              for key, value in given.items()}  # fmt: skip
    assert (values["first"], values["second"]) == told


CARD = soleprint.make("card", ["foot"])


@pytest.mark.parametrize("routines", [("foot",), ROUTINES], ids=["one", "several"])
def test_by_hand_without_a_sheet_the_pages_named_are_the_fronts_and_then_the_backs(routines: tuple[str, ...]) -> None:
    result = soleprint.make("card", routines, faces=2, duplex="manual")
    placed = [place.page for sheet in result.publication.sheets for place in sheet.placements]
    count = len(routines)
    assert placed == [*range(0, 2 * count, 2), *range(1, 2 * count, 2)], "all fronts, then all backs"
    first, second = ("1", "2") if count == 1 else ("1–3", "4–6")
    assert tasks(result)[1:3] == [("assembly-manual-1", {"first": first}), ("assembly-manual-over", {"second": second})]
    said = text(soleprint.instructions(result).publication.pages[0])
    assert phrases()["assembly-manual-1"].replace("{first}", first) in said
    assert phrases()["assembly-manual-over"].replace("{second}", second) in said


def test_put_back_as_it_lies_the_backs_come_in_reverse() -> None:
    result = soleprint.make("card", ROUTINES, faces=2, duplex="manual", restack="as-is")
    placed = [place.page for sheet in result.publication.sheets for place in sheet.placements]
    assert placed == [0, 2, 4, 5, 3, 1]
    assert tasks(result)[2] == ("assembly-manual-as-is", {"second": "4–6"})


def test_no_brace_is_printed() -> None:
    result = soleprint.make("card", ["foot"], **NUP, faces=2, duplex="manual")
    said = text(soleprint.instructions(result).publication.pages[0])
    assert "Print pages 1 first." in said
    assert "{" not in said


@pytest.mark.parametrize("lang", ["en", "ar", "th", "zh-Hans"])
def test_a_page_in_the_language(lang: str) -> None:
    result = soleprint.make("card", ["foot"], **NUP, faces=2, text="cues", lang=lang)
    made = soleprint.instructions(result)
    assert made.pages == 1
    assert made.publication.lang == lang
    assert round(made.publication.sheets[0].width / 72 * 25.4) == 210
    assert made.pdf == soleprint.instructions(result).pdf


@pytest.mark.parametrize(("size", "width"), [("A3", 297), ("A5", 148), ("A7", 148), ("Letter", 216)])
def test_they_are_on_paper_as_large_as_what_was_made_but_never_too_small_to_read(size: str, width: int) -> None:
    made = soleprint.instructions(soleprint.make("poster" if size == "A3" else "deck", ["foot"], size=size))
    assert round(made.publication.sheets[0].width / 72 * 25.4) == width


def test_the_command_writes_a_second_file(tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    run("make", "card", "foot", "--size", "A6", "--out", out, "--instructions", "-q")
    assert beside(out).read_bytes().startswith(b"%PDF")
    run("make", "card", "foot", "--size", "A6", "--out", "-", "--instructions", code=2)
