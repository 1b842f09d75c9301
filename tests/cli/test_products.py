"""``soleprint make leaflet``, ``make booklet`` and ``printer-test``, as a user types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.layout.paper import MM, SIZES_MM
from tests.cli.runner import run
from tests.clinic import clinics
from tests.ink import reading
from tests.support.cards import texts
from tests.support.handouts import folded, phrases

EMERGENCY = ("--emergency", "999")


def size_mm(path: Path, page: int = 0) -> tuple[float, float]:
    box = reading.reader(path.read_bytes()).pages[page].trimbox
    return float(box.width) / MM, float(box.height) / MM


def test_a_leaflet_is_written_where_asked(tmp_path: Path) -> None:
    out = tmp_path / "foot.pdf"
    told = run("make", "leaflet", "foot", *EMERGENCY, "--out", out)
    assert f"Wrote {out}: " in told.stderr
    assert size_mm(out) == pytest.approx((210, 297), abs=0.1)
    assert "call 999" in folded(" ".join(texts(out.read_bytes())))


def test_a_folded_leaflet_lies_on_its_sheet(tmp_path: Path) -> None:
    out = tmp_path / "tri.pdf"
    run("make", "leaflet", "back-of-leg", "--fold", "tri", "--size", "Letter", *EMERGENCY, "--out", out, "-q")
    assert len(reading.reader(out.read_bytes()).pages) == 2
    assert size_mm(out) == pytest.approx((279.4, 215.9), abs=0.1)


def test_a_leaflet_of_a_clinic_with_a_plan(tmp_path: Path) -> None:
    profile, out = clinics.write(tmp_path), tmp_path / "plan.pdf"
    plan = ["--name", "Ana", "--often", "twice a week", "--long", "a month", "--steps", "1 to 3", "--side", "left"]
    run("make", "leaflet", "foot", "--profile", profile, *plan, "--notes", "gently", "--date", "today", "--out", out)
    said = folded(" ".join(texts(out.read_bytes())))
    values = ("Ana", "twice a week", "a month", "1 to 3", "left", "gently", "today", "Riverside Clinic")
    assert [value for value in values if value not in said] == []


def test_without_a_name_the_file_says_what_it_is(tmp_path: Path) -> None:
    run("make", "leaflet", "foot", *EMERGENCY, "--lang", "es", cwd=tmp_path)
    run("make", "booklet", "foot", *EMERGENCY, cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["booklet_foot_en_A5.pdf", "leaflet_foot_es_A4.pdf"]


def test_a_booklet_of_everything_ready_to_fold(tmp_path: Path) -> None:
    out = tmp_path / "booklet.pdf"
    told = run("make", "booklet", "--all", *EMERGENCY, "--sheet", "A4", "--impose", "booklet", "--out", out)
    sheets = len(reading.reader(out.read_bytes()).pages)
    assert sheets % 2 == 0
    assert f"{sheets * 2} pages" in told.stderr
    box = reading.reader(out.read_bytes()).pages[0].mediabox
    assert sorted((float(box.width) / MM, float(box.height) / MM)) == pytest.approx([210, 297], abs=0.1)


def test_what_is_to_be_cut_says_on_how_much_paper_it_is_and_that_it_can_be_shown_how(tmp_path: Path) -> None:
    told = run("make", "deck", "foot", "--sheet", "A4", "--out", tmp_path / "deck.pdf").stderr
    assert "18 pages on 3 sheets of A4" in told
    assert "Add --instructions" in told
    told = run("make", "deck", "foot", "--sheet", "A4", "--instructions", "--out", tmp_path / "deck.pdf").stderr
    assert "deck-instructions.pdf" in told
    assert "Add --instructions" not in told
    assert "Add --instructions" not in run("make", "deck", "foot", "--out", tmp_path / "cards.pdf").stderr


def test_pictures_of_pages_get_a_number_each(tmp_path: Path) -> None:
    run("make", "leaflet", "foot", "--fold", "z", *EMERGENCY, "--out", tmp_path / "z.png", "--dpi", "40", "-q")
    run("make", "leaflet", "foot", "--fold", "z", *EMERGENCY, "--out", tmp_path / "z.svg", "-q")
    names = ["z-1.png", "z-1.svg", "z-2.png", "z-2.svg"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("leaflet", "foot"), 2, "--emergency"),
        (("leaflet", "feet", *EMERGENCY), 2, "foot"),
        (("leaflet", *EMERGENCY), 2, "soleprint list routines"),
        (("leaflet", "foot", "--profile", "nowhere.yaml"), 3, "nowhere.yaml"),
        (("leaflet", "foot", "--fold", "tri", "--edition", "large-print", *EMERGENCY), 4, "--fold flat"),
        (("leaflet", "foot", "--fold", "tri", "--size", "A6", *EMERGENCY), 2, "50 mm"),
        (("leaflet", "foot", "--edition", "huge", *EMERGENCY), 2, "large-print"),
        (("booklet", *EMERGENCY), 2, "routine"),
        (("booklet", "foot", "--impose", "booklet", *EMERGENCY), 2, "--sheet"),
        (("booklet", "foot", "--size", "A7", *EMERGENCY), 4, "What fits: --size"),
        (("booklet", "--all", "--lang", "xx", *EMERGENCY), 2, "'xx'"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(words: tuple[str, ...], code: int, told: str, tmp_path: Path) -> None:
    result = run("make", *words, "--out", "made.pdf", code=code, cwd=tmp_path)
    assert told in result.output
    assert list(tmp_path.iterdir()) == []


def test_every_mistake_of_a_profile_is_told_at_once(tmp_path: Path) -> None:
    changes = (("#0058ad", "#ffee00"), ('phone: "+44 113 496 0000"', "phnoe: 1"))
    profile = clinics.write(tmp_path, *changes)
    result = run("make", "leaflet", "foot", "--profile", profile, "--out", tmp_path / "made.pdf", code=3)
    assert "clinic.yaml:" in result.output
    assert "phnoe" in result.output
    assert not (tmp_path / "made.pdf").exists()


# The printer test


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_the_printer_test_has_a_front_and_a_back(sheet: str, tmp_path: Path) -> None:
    out = tmp_path / "test.pdf"
    run("printer-test", "--size", sheet, "--out", out)
    assert sorted(size_mm(out)) == pytest.approx(sorted(SIZES_MM[sheet]), abs=0.1)
    front, back = (folded(said) for said in texts(out.read_bytes()))
    words = phrases()
    assert folded(words["trial-front-1"]) in front
    assert folded(words["trial-back-1"]) in back


def test_the_printer_test_speaks_other_languages(tmp_path: Path) -> None:
    run("printer-test", "--lang", "es", cwd=tmp_path)
    (out,) = tmp_path.iterdir()
    assert out.name == "printer-test_A4.pdf"
    assert reading.root(reading.reader(out.read_bytes()))["/Lang"] == "es"


def test_the_printer_test_needs_paper_that_there_is(tmp_path: Path) -> None:
    result = run("printer-test", "--size", "A44", "--out", tmp_path / "t.pdf", code=2)
    assert "A4" in result.output
