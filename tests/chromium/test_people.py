"""People: a table is handed in, looked at, made and forgotten."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium.visit import ROOT, Visit

EXAMPLES = ROOT / "examples"


@pytest.fixture
def table(visit: Visit, tmp_path: Path) -> Iterator[Path]:
    """Three of the people in the example; whatever was handed in is deleted at the end."""
    path = tmp_path / "people.csv"
    rows = (EXAMPLES / "people.csv").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(rows[:4]) + "\n", encoding="utf-8")
    yield path
    for button in visit.every("#delete, #stop-all")[:1]:
        button.click()


@pytest.fixture(autouse=True)
def job(folder: Path) -> None:
    (folder / "clinic").mkdir(exist_ok=True)
    for name in ("clinic.yaml", "logo.svg"):
        shutil.copy(EXAMPLES / "clinic" / name, folder / "clinic" / name)
    shutil.copy(EXAMPLES / "letters.yaml", folder / "letters.yaml")


def hand_in(visit: Visit, table: Path) -> None:
    visit.go("/people/job/letters.yaml")
    visit.see("input[type=file]").send_keys(str(table))
    visit.click("main form button.main")
    visit.until("return !document.querySelector('[data-works]') && location.pathname.startsWith('/people/table/');")


@pytest.mark.parametrize("path", ["/people", "/people/make/leaflet", "/people/job/letters.yaml"])
def test_a_page_has_no_faults(visit: Visit, path: str) -> None:
    visit.go(path)
    for width in (1280, 320):
        visit.size(width)
        assert visit.faults() == []


def test_a_table_is_made_downloaded_and_forgotten(visit: Visit, table: Path, downloads: Path) -> None:
    hand_in(visit, table)
    for width in (1280, 320):
        visit.size(width)
        assert visit.faults() == []
    name = table.read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    assert name not in visit.path and visit.see("#view-0-2, .view")
    visit.size(1280)
    visit.click(".view")
    assert visit.see(".paper") and visit.faults() == []
    visit.driver.back()
    visit.click("#start-zip")
    visit.click("#file-zip-0")
    made = visit.wait.until(lambda driver: list(downloads.glob("*.zip")))[0]
    assert len([one for one in zipfile.ZipFile(made).namelist() if one.endswith(".pdf")]) == 3
    made.unlink()
    visit.driver.refresh()
    assert visit.see(".told.good") and not visit.every("#delete, .view")


def test_mistakes_stand_by_their_rows(visit: Visit, table: Path) -> None:
    table.write_text(table.read_text(encoding="utf-8").replace("2026", "soon", 1), encoding="utf-8")
    hand_in(visit, table)
    assert visit.see(".told.bad") and not visit.every("#start-zip")
    visit.click("#only")
    assert len(visit.every("tbody tr")) == 1
    assert visit.faults() == []
