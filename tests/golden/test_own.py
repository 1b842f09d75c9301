"""The folders of ``examples/own``: each product of each routine is made in both languages, and looks as it did."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import soleprint
from soleprint.cli import main
from soleprint.content.library import Library
from soleprint.content.rules import entry_places
from soleprint.files.folders import layers
from soleprint.products.result import Result
from tests.golden.test_golden import rendered
from tests.safety.content import bare, said
from tests.support.golden import check_stored, compare

OWN = Path(__file__).parents[2] / "examples" / "own"
HERE = Path(__file__).parent / "own"
ROUTINES = {
    "hand-massage": "hand",
    "neck-and-shoulders": "neck",
    "neck-and-shoulders-drawn": "neck",
    "chair-stretches": "stretches",
}
"""The folder of each."""
PRODUCTS: dict[str, dict[str, Any]] = {
    "card": {},
    "leaflet": {"emergency": "112"},
    "booklet": {"emergency": "112"},
}
CARDS: dict[str, tuple[str, str | None]] = {
    "hand-massage": ("hand-massage", None),
    "hand-massage-self": ("hand-massage", "self"),
    "neck-and-shoulders": ("neck-and-shoulders", None),
    "neck-and-shoulders-drawn": ("neck-and-shoulders-drawn", None),
    "chair-stretches": ("chair-stretches", None),
}
"""Stored pictures -> the routine and the mode of their cards; None: the first."""


@cache
def made(routine: str, product: str, lang: str = "en", mode: str | None = None) -> Result:
    given = {**PRODUCTS[product], **({"mode": mode} if mode else {})}
    return soleprint.make(product, routine, lang=lang, content=OWN / ROUTINES[routine], strict=True, **given)


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("routine", ROUTINES)
def test_it_is_made_without_a_warning_and_says_that_nobody_has_reviewed_it(
    routine: str, product: str, lang: str
) -> None:
    result = made(routine, product, lang)
    assert result.findings == ()
    folder = OWN / ROUTINES[routine]
    words, library = said(result.publication.pages), Library(layers("content", folder), lang=lang)
    assert bare(library.phrases()["not-yet-reviewed"]) in words
    for step in library.routine(routine).steps:
        assert bare(step.cue) in words


@pytest.mark.parametrize("name", CARDS)
def test_cards_look_as_before(name: str, update_golden: bool) -> None:
    routine, mode = CARDS[name]
    card = made(routine, "card", mode=mode)
    compare(HERE / f"{name}.png", rendered(card.publication, 0), HERE / "failed", update_golden)


def test_pictures_are_those_listed_and_small(update_golden: bool) -> None:
    check_stored(HERE, CARDS, 45_000, update_golden)


@pytest.mark.parametrize("folder", sorted(set(ROUTINES.values())))
def test_folders_have_no_mistakes_and_their_translations_are_whole(untried: None, folder: str) -> None:
    assert soleprint.check(OWN / folder) == []
    assert soleprint.check(OWN / f"{folder}.yaml") == []
    done = CliRunner().invoke(main, ["translate", "check", "de", "--content", str(OWN / folder)])
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize("routine", ["hand-massage", "neck-and-shoulders-drawn"])
def test_every_entry_of_the_sheet_is_in_the_routine_and_none_is_made_up(routine: str) -> None:
    folder = OWN / ROUTINES[routine]
    entries = re.findall(r"^- ([A-Z]\d+) ", (folder / "sheet.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = [entry for entry, _, _ in entry_places(Library(layers("content", folder)).routine(routine))]
    assert sorted(named) == sorted(entries)


def test_the_minutes_are_those_of_the_sheet() -> None:
    sheet = (OWN / "stretches" / "sheet.md").read_text(encoding="utf-8")
    routine = Library(layers("content", OWN / "stretches")).routine("chair-stretches")
    assert [step.minutes for step in routine.steps] == [int(n) for n in re.findall(r"^- T\d+ (\d+) min:", sheet, re.M)]
    assert f"{routine.minutes} minutes in all" in sheet


def test_the_view_of_the_neck_is_that_of_its_drawing(tmp_path: Path) -> None:
    given = ["--subject", "the neck, shoulders and upper back", "--content", str(tmp_path)]
    (tmp_path / "regions").mkdir()
    regions = OWN / "neck" / "regions" / "shoulders.yaml"
    (tmp_path / "regions" / "shoulders.yaml").write_bytes(regions.read_bytes())
    done = CliRunner().invoke(main, ["view", "import", str(OWN / "neck/drawings/shoulders.svg"), *given])
    assert done.exit_code == 0, done.output
    made_now = (tmp_path / "views" / "shoulders.yaml").read_text(encoding="utf-8")
    assert made_now == (OWN / "neck" / "views" / "shoulders.yaml").read_text(encoding="utf-8")
