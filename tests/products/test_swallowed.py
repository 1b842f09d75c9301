"""Combinations of options that once were swallowed: each is done, or refused with the reason (P2, S8)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.content.select import setup_for
from soleprint.errors import ExitCode, SoleprintError, UsageProblem
from soleprint.layout.paper import MM
from tests.cli.runner import run
from tests.ink import reading
from tests.support import sample
from tests.support.cards import ROUTINES, library
from tests.support.handouts import made, pdf, texts

make: Any = soleprint.make


def sizes_mm(result: Any) -> set[tuple[int, int]]:
    return {(round(sheet.width / MM), round(sheet.height / MM)) for sheet in result.publication.sheets}


# The same where nothing is asked for


@pytest.mark.parametrize("product", sample.PRODUCTS)
def test_what_is_not_asked_for_is_the_same_on_the_command_line_and_in_python(product: str, tmp_path: Path) -> None:
    given = sample.required(product)
    words = [*sample.routines(product), *sample.words(given)]
    run("make", product, *words, "--out", tmp_path / "made.pdf", "-q")
    assert (tmp_path / "made.pdf").read_bytes() == make(product, sample.routines(product), **given).pdf


def test_a_leaflet_is_a4() -> None:
    assert sizes_mm(make("leaflet", "foot", emergency="999")) == {(210, 297)}


# Done


def test_a_leaflet_goes_on_larger_paper_by_hand() -> None:
    result = make("leaflet", "foot", emergency="999", sheet="A3", duplex="manual")
    assert sizes_mm(result) in ({(297, 420)}, {(420, 297)})
    placed = [[place.page for place in sheet.placements] for sheet in result.publication.sheets]
    assert placed == [[0], [2], [1], []][: len(placed)], "all fronts, then all backs"
    assert result.report.first_pass == 2


def test_pages_of_a_booklet_go_on_paper_one_by_one() -> None:
    result = make("booklet", "foot", emergency="999", impose="none", sheet="A4")
    assert sizes_mm(result) in ({(210, 297)}, {(297, 210)})
    assert [len(sheet.placements) for sheet in result.publication.sheets] == [1] * result.pages


@pytest.mark.parametrize("fold", ["flat", "tri"])
def test_colour_goes_beyond_the_edge_of_a_leaflet(fold: str) -> None:
    (page, *_) = reading.reader(pdf("leaflet", "foot", fold=fold, bleed=3)).pages
    trim, bleed = ([float(edge) / MM for edge in box] for box in (page.trimbox, page.bleedbox))
    assert bleed == pytest.approx([trim[0] - 3, trim[1] - 3, trim[2] + 3, trim[3] + 3], abs=0.1)
    plain = made("leaflet", "foot", fold=fold)
    assert pdf("leaflet", "foot", fold=fold, bleed=3) != plain.pdf


# Refused


@pytest.mark.parametrize(
    ("product", "given", "code"),
    [
        ("leaflet", {"impose": "booklet", "sheet": "A3"}, "not-for-product"),
        ("leaflet", {"hole": "top"}, "not-for-product"),
        ("leaflet", {"distance": "1m"}, "not-for-product"),
        ("card", {"offset": (3, 3)}, "option-needs"),
        ("card", {"fold": "tri"}, "not-for-product"),
        ("card", {"edition": "easy-read"}, "not-for-product"),
        ("card", {"name": "Ana"}, "not-for-product"),
        ("poster", {"name": "Ana"}, "not-for-product"),
        ("deck", {"notes": "go gently"}, "not-for-product"),
        ("leaflet", {"slot": ["therapist=Ana"]}, "not-for-product"),
        ("booklet", {"fold": "tri"}, "not-for-product"),
        ("deck", {"faces": 2}, "not-for-product"),
    ],
)
def test_it_is_refused(product: str, given: dict[str, Any], code: str) -> None:
    given = {**sample.required(product), **given}
    with pytest.raises(UsageProblem) as caught:
        make(product, "foot", **given)
    assert caught.value.code == code
    told = run("make", product, "foot", *sample.words(given), code=ExitCode.USAGE)
    assert str(caught.value) in told.stderr


# A mode that a routine cannot be done in

WITH_MODE = [name for name in sample.PRODUCTS if sample.takes(name, "mode")]
ALONE = [name for name in ROUTINES if "self" in {setup.mode for setup in library().routine(name).setups}]


def test_some_routines_can_be_done_alone_and_some_not() -> None:
    assert ALONE == ["foot"]


@pytest.mark.parametrize("routines", [["back-of-leg"], ["foot", "back-of-leg"]], ids=["one", "one of two"])
@pytest.mark.parametrize("product", WITH_MODE)
def test_a_mode_that_a_routine_lacks_is_refused(product: str, routines: list[str], tmp_path: Path) -> None:
    given = {**sample.required(product), "mode": "self"}
    with pytest.raises(SoleprintError) as caught:
        make(product, routines, **given)
    assert caught.value.code == "no-such-mode"
    assert "back-of-leg" in str(caught.value)
    assert "it has: partner" in str(caught.value)
    told = run("make", product, *routines, *sample.words(given), "--out", tmp_path / "made.pdf", code=2)
    assert "[no-such-mode]" in told.stderr
    assert not (tmp_path / "made.pdf").exists()


@pytest.mark.parametrize("product", WITH_MODE)
def test_of_all_routines_those_are_left_out_with_a_warning(product: str, tmp_path: Path) -> None:
    given = {**sample.required(product), "mode": "self", **({"faces": 2} if product == "card" else {})}
    result = make(product, all=True, **given)
    left = [finding for finding in result.findings if finding.code == "routine-left-out"]
    assert [str(finding).split()[1] for finding in left] == ["back-of-leg", "front-of-leg"]
    assert {finding.severity for finding in left} == {"warning"}
    said = " ".join(texts(result))
    titles = {name: library().routine(name).title for name in ROUTINES}
    if product != "picture":
        assert titles["foot"] in said
    assert not any(titles[name] in said for name in ROUTINES if name not in ALONE)
    told = run("make", product, "--all", *sample.words(given), "--out", tmp_path / "made.pdf")
    assert told.stderr.count("[routine-left-out]") == 2
    assert (tmp_path / "made.pdf").read_bytes() == result.pdf


@pytest.mark.parametrize("product", [name for name in WITH_MODE if name != "picture"])
def test_alone_nobody_speaks_of_a_partner(product: str) -> None:
    given = {**sample.required(product), **({"faces": 2} if product == "card" else {})}
    cue = setup_for(library().routine("foot"), "self").cue
    text = setup_for(library().routine("foot"), "self").text
    alone, together = (" ".join(texts(make(product, "foot", **given, mode=mode))) for mode in ("self", "partner"))
    assert cue in alone or text in alone
    assert cue not in together
    assert text not in together
