"""Words and Routines: content of one's own, reviewed and edited."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from soleprint.files.folders import builtin
from tests.chromium.conftest import served
from tests.chromium.visit import Visit, browser

FOOT = "routines/foot.yaml"
CUE = "/words/es/text?at=routines/foot/steps/ankle/cue&order=content"
STATES = {
    "languages": "/words",
    "texts": "/words/fil?show=void",
    "text": CUE,
    "text that runs from right to left": CUE.replace("/es/", "/ar/"),
    "files": "/routines",
    "file": f"/routines/file?name={FOOT}",
    "file that is built in": "/routines/file?name=strokes.yaml",
    "steps": f"/routines/steps?name={FOOT}",
}


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Content of one's own."""
    path = tmp_path_factory.mktemp("mine")
    (path / "routines").mkdir()
    shutil.copy(builtin("content") / FOOT, path / FOOT)
    return path


@pytest.fixture(scope="module")
def editor(mine: Path, downloads: Path) -> Iterator[Visit]:
    with served(mine.parent, "--content", str(mine)) as address, browser(downloads) as driver:
        driver.get(address)
        yield Visit(driver, address)


@pytest.fixture
def visit(editor: Visit) -> Visit:
    editor.size(1280)
    editor.prefers()
    editor.go("/language?ui=en&to=/")
    editor.said()
    return editor


@pytest.mark.parametrize("path", STATES.values(), ids=STATES)
def test_a_page_has_no_faults(visit: Visit, path: str) -> None:
    visit.go(path)
    for width in (1280, 320):
        visit.size(width)
        assert visit.faults() == []


@pytest.mark.parametrize("path", [CUE, STATES["steps"]], ids=["text", "steps"])
def test_dark_and_arabic_have_no_faults_either(visit: Visit, path: str) -> None:
    visit.prefers(prefers_color_scheme="dark")
    visit.go("/language?ui=ar&to=/")
    visit.go(path)
    assert visit.faults() == []


def test_a_mistake_has_no_faults_and_a_click_leads_to_it(visit: Visit, mine: Path) -> None:
    visit.go(STATES["file"])
    visit.driver.execute_script(
        "const text = document.getElementById('f-text');"
        "text.value = text.value.replace('stroke: hold', 'stroke: holdd');"
    )
    visit.click("button[value=save]")
    visit.see("#problems")
    assert visit.faults() == []
    visit.click("#problems a")
    assert visit.driver.switch_to.active_element.get_attribute("id") == "f-text"
    after = "const text = document.getElementById('f-text'); return text.value.slice(text.selectionStart).slice(0, 5);"
    assert visit.driver.execute_script(after) == "holdd"
    assert "holdd" not in (mine / FOOT).read_text(encoding="utf-8")
    visit.driver.execute_script(
        "document.getElementById('f-text').value = document.getElementById('f-text').defaultValue"
    )


def test_lines_are_numbered_as_they_are_typed(visit: Visit) -> None:
    visit.go(STATES["file"])
    text = visit.see("#f-text")
    before = int(visit.see("#lines").text.split()[-1])
    text.send_keys(Keys.CONTROL, Keys.END)
    text.send_keys("\n# one more")
    assert int(visit.see("#lines").text.split()[-1]) == before + 1
    visit.driver.execute_script(
        "document.getElementById('f-text').value = document.getElementById('f-text').defaultValue"
    )


def test_the_card_follows_a_file_that_another_program_changes(visit: Visit, mine: Path) -> None:
    visit.go(STATES["file"])
    card = visit.see("#preview img").get_attribute("src")
    text = (mine / FOOT).read_text(encoding="utf-8")
    (mine / FOOT).write_text(text.replace("title: Foot", "title: Feet"), encoding="utf-8")
    visit.until("return document.querySelector('#preview img').src !== arguments[0]", card)
    assert "changed by another program" in visit.see("#elsewhere").text
    assert visit.faults() == []


def test_steps_are_moved_removed_taken_back_and_added(visit: Visit, mine: Path) -> None:
    before = (mine / FOOT).read_text(encoding="utf-8")
    visit.go(STATES["steps"])
    visit.click("#step-0 button[value=down]")
    visit.see("#step-1[open]")
    assert visit.see("#step-1 summary bdi").text == "greeting" and visit.faults() == []
    visit.click("#step-1 button[value=remove]")
    visit.until("return document.querySelector('.told.good')?.textContent.includes('The step is removed.');")
    assert visit.faults() == []
    assert "id: greeting" not in (mine / FOOT).read_text(encoding="utf-8")
    visit.click("#undo")
    visit.until("return !document.getElementById('undo') && !!document.getElementById('step-new');")
    visit.click("#step-new summary")
    visit.see("#f-new\\.cue").send_keys("Hold the heel")
    visit.size(320)
    assert visit.faults() == []
    visit.size(1280)
    visit.click("#step-new button.main")  # what is missing is told, and what was typed stays
    assert visit.see("#problems") and visit.see("#f-new\\.cue").get_attribute("value") == "Hold the heel"
    assert visit.faults() == []
    visit.see("#f-new\\.text").send_keys("Hold the heel in one hand.")
    Select(visit.see("#f-new\\.moves\\.0\\.stroke")).select_by_value("hold")
    Select(visit.see("#f-new\\.moves\\.0\\.path\\.at")).select_by_value("heel")
    visit.click("#step-new button.main")
    visit.see("#undo")
    assert "- id: heel\n    cue: Hold the heel\n" in (mine / FOOT).read_text(encoding="utf-8")
    assert visit.faults() == []
    (mine / FOOT).write_text(before, encoding="utf-8")


def test_make_follows_a_file_that_changes_on_disk(visit: Visit, mine: Path) -> None:
    before = (mine / FOOT).read_text(encoding="utf-8")
    visit.go("/make/card?routine=foot")
    assert not visit.every("#followed:not([hidden])")
    (mine / FOOT).write_text(before.replace("title: F", "title: Other f", 1), encoding="utf-8")
    visit.until("return document.querySelector('.paper').alt.includes('Other f');")
    assert "A file has changed" in visit.see("#followed").text and visit.faults() == []
    (mine / FOOT).write_text(before.replace("title: F", "titel: F", 1), encoding="utf-8")
    visit.until("return document.querySelector('#status.lost')?.textContent.includes('unknown key');")
    assert visit.see("#result .paper")  # the last page that worked stays
    (mine / FOOT).write_text(before, encoding="utf-8")
    visit.until("return !document.querySelector('.paper').alt.includes('Other f');")
    visit.said()  # the answers that told of the mistake
    visit.new_preview(lambda: visit.click("input[name=faces][value='2']"))
    assert not visit.every("#followed:not([hidden])")


def test_a_text_is_reviewed_and_keys_lead_on(visit: Visit, mine: Path) -> None:
    visit.go(CUE)
    visit.see("#f-who-name").send_keys("Ada Example")
    visit.see("#f-who-role").send_keys("nurse")
    visit.click("button[value=mark]")
    visit.see(".told.good")
    assert parse_qs(urlsplit(visit.path).query)["at"] == ["routines/foot/steps/ankle/text"]
    assert "Ada" not in visit.path
    assert "soleprint-reviewed: Ada Example" in (mine / "locale/es/soleprint.po").read_text(encoding="utf-8")
    visit.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.ALT, Keys.ARROW_DOWN)
    visit.until("return !location.search.includes('ankle%2Ftext') && !location.search.includes('ankle/text')")
