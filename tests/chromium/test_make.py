"""Make: every product by clicks."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

import soleprint
from tests.chromium.conftest import served
from tests.chromium.visit import WIDER, Visit, browser
from tests.support.breadth import some

STATES = {
    "home": "/",
    "card": "/make/card?routine=foot",
    "leaflet that lacks a number": "/make/leaflet?routine=foot",
    "card that does not fit": "/make/card?routine=foot&size=A7",
    "every mistake": "/make/leaflet?routine=foot&bleed=zz&emergency=abc&size=A99&fold=odd",
    "booklet": "/make/booklet?routine=foot&emergency=999",
    "nothing": "/nowhere",
}


def state(visit: Visit) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visit.driver.current_url).query)


@pytest.mark.parametrize("path", STATES.values(), ids=STATES)
def test_a_page_has_no_faults(visit: Visit, path: str) -> None:
    visit.go(path)
    for width in (1280, 390, 320):
        visit.size(width)
        assert visit.faults() == [] if path != "/nowhere" else [f for f in visit.faults() if "404" not in f] == []


@pytest.mark.parametrize("lang", ["ar", "ja"])
@pytest.mark.parametrize("path", [STATES["home"], STATES["card that does not fit"]], ids=["home", "make"])
def test_other_languages_have_no_faults_either(visit: Visit, lang: str, path: str) -> None:
    visit.go(f"/language?ui={lang}&to=/")
    visit.go(path)
    assert visit.driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == lang
    for width in (1280, 320):
        visit.size(width)
        assert visit.faults() == []


def test_no_language_is_wider_than_a_phone(visit: Visit) -> None:
    wide: dict[str, int] = {}
    visit.size(360)
    for lang in filter(some, soleprint.languages()):
        visit.go(f"/language?ui={lang}&to=/make/leaflet%3Froutine=none")
        assert visit.driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == lang
        wide[lang] = visit.driver.execute_script(WIDER)
    assert {lang: more for lang, more in wide.items() if more > 0} == {}


@pytest.mark.parametrize("features", [{"prefers_color_scheme": "dark"}, {"forced_colors": "active"}], ids=str)
def test_dark_and_forced_colours_have_no_faults(visit: Visit, features: dict[str, str]) -> None:
    visit.prefers(**features)
    for path in (STATES["card"], STATES["every mistake"]):
        visit.go(path)
        assert visit.faults() == []


def test_a_click_shows_the_page_and_its_address(visit: Visit) -> None:
    visit.go("/make/card?routine=foot")
    first = visit.see(".paper").get_attribute("src")
    visit.new_preview(lambda: Select(visit.see("#f-lang")).select_by_value("es"))
    assert state(visit) == {"routine": ["foot"], "lang": ["es"]}
    assert visit.see(".paper").get_attribute("src") != first
    visit.driver.refresh()
    assert Select(visit.see("#f-lang")).first_selected_option.get_attribute("value") == "es"


def test_a_problem_stands_by_its_field_and_a_click_mends_it(visit: Visit) -> None:
    visit.go("/make/card?routine=foot")
    visit.new_preview(lambda: visit.click("input[name=size][value=A7]"))
    assert "Download" not in visit.see("#result").text
    assert visit.see(".sheets.stale")  # the last that worked stays, pale
    visit.new_preview(lambda: visit.click('button[name=change][value="size=A6"]'))
    visit.see(".told.good")
    assert state(visit)["size"] == ["A6"]
    assert visit.see("input[name=size][value=A6]").is_selected()  # in the same page
    assert visit.driver.switch_to.active_element.get_attribute("id") == "result"


def test_ways_that_take_long_to_prove_come_later(visit: Visit) -> None:
    visit.go("/make/booklet?routine=foot&emergency=999")
    visit.new_preview(lambda: visit.click("input[name=size][value=A7]"))
    visit.see('button[name=change][value="size=A6"]')
    assert not visit.every("#remedies[data-more]")


def test_undo_takes_back_one_change_after_the_other(visit: Visit) -> None:
    """With the keyboard too; remedies, words and sizes of one's own are changes like others."""
    visit.go("/make/card?routine=foot")
    visit.new_preview(lambda: visit.click("input[name=size][value=A7]"))
    visit.new_preview(lambda: visit.click('button[name=change][value="size=A6"]'))
    visit.new_preview(lambda: visit.see("#f-size-own").send_keys("200x280mm"))
    assert state(visit)["size"] == ["200x280mm"] and not visit.every("input[name=size]:checked")
    undo = visit.see("#undo")
    for query in ("?routine=foot&size=A6", "?routine=foot&size=A7", "?routine=foot"):
        # Leaving the field may show once more what stood in it, before it is undone.
        undo.send_keys(Keys.ENTER)
        visit.until("return location.search === arguments[0];", query)
        assert visit.see("#f-size-own").get_attribute("value") == ""
    assert undo.get_attribute("aria-disabled") == "true"
    assert visit.driver.switch_to.active_element == undo
    visit.driver.back()
    assert "/make/card" not in visit.path


def test_what_was_opened_stays_open_and_the_command_is_copied(visit: Visit) -> None:
    visit.go("/make/card?routine=foot")
    visit.click("#same summary")
    visit.new_preview(lambda: visit.click("input[name=faces][value='2']"))
    assert visit.see("#command").text == "soleprint make card foot --faces 2"
    visit.click("[data-copy]")
    visit.until("return document.querySelector('[data-copy]').textContent === 'Copied';")
    assert visit.faults() == []


def test_the_keyboard_is_enough(visit: Visit) -> None:
    visit.go("/make/card?routine=foot")
    visit.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert visit.driver.switch_to.active_element.get_attribute("class") == "skip"
    chip = visit.driver.find_element(By.CSS_SELECTOR, "input[name=faces][value='1']")
    visit.driver.execute_script("arguments[0].focus()", chip)
    visit.new_preview(lambda: chip.send_keys(Keys.ARROW_RIGHT))
    assert visit.driver.switch_to.active_element.get_attribute("value") == "2"  # it has not moved
    assert len(visit.driver.find_element(By.ID, "status").get_attribute("textContent") or "") > 20
    assert state(visit)["faces"] == ["2"]


def test_what_is_typed_about_a_person_is_in_no_address(visit: Visit, downloads: Path) -> None:
    visit.go("/make/leaflet?routine=foot&emergency=999&lang=es")
    visit.new_preview(lambda: visit.see("#f-name").send_keys("Ada Example"))
    assert "Ada" not in visit.driver.current_url
    visit.click("button[value=save]")
    made = visit.wait.until(lambda driver: list(downloads.glob("*.pdf")))[0]
    wanted = soleprint.make("leaflet", "foot", emergency="999", lang="es", name="Ada Example")
    assert made.read_bytes() == wanted.pdf and "Ada" not in made.name
    visit.driver.refresh()
    assert visit.see("#f-name").get_attribute("value") == ""


def test_text_may_be_spaced_wider(visit: Visit) -> None:
    """WCAG 2.2, 1.4.12: no words are cut."""
    visit.go("/make/card?routine=foot")
    visit.driver.execute_script(
        "const sheet = new CSSStyleSheet(); sheet.replaceSync('* {line-height: 1.5 !important; letter-spacing: .12em "
        "!important; word-spacing: .16em !important} p {margin-block-end: 2em !important}');"
        "document.adoptedStyleSheets = [sheet];"
    )
    cut = "return [...document.querySelectorAll('.chip, button, .told')].filter(e => e.scrollWidth > e.clientWidth + 1)"
    assert visit.driver.execute_script(f"{cut}.map(e => e.textContent);") == []
    assert visit.faults() == []


def makers(folder: Path) -> list[int]:
    """The processes that make for the studio of a folder, and Python's helper: children of what serves it (Linux)."""
    there: dict[int, int] = {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            if (process / "cwd").readlink() == folder:
                status = (process / "status").read_text()
                there[int(process.name)] = int(status.split("PPid:")[1].split()[0])
    return [child for child, parent in there.items() if parent in there]


def test_what_takes_long_is_shown_and_stopped(visit: Visit, folder: Path) -> None:
    """However quick the machine is: what makes is halted."""
    visit.go("/make/card?routine=foot")
    halted = makers(folder)
    assert halted
    for maker in halted:
        os.kill(maker, signal.SIGSTOP)
    Select(visit.see("#f-lang")).select_by_value("th")
    stop = visit.see("#stop")
    assert visit.see("#wait progress")
    stop.click()
    visit.until("return document.getElementById('wait').hidden;")
    assert "It was stopped" in (visit.driver.find_element(By.ID, "status").text)
    assert set(halted) - set(makers(folder)), "it was ended"
    for helper in set(halted) & set(makers(folder)):
        os.kill(helper, signal.SIGCONT)
    visit.new_preview(lambda: Select(visit.see("#f-lang")).select_by_value("en"))  # and it goes on
    visit.until("return !document.querySelector('#status.lost');")
    visit.said()  # the answer that tells of the stop


def test_a_server_that_has_gone_is_told(folder: Path, downloads: Path) -> None:
    with browser(downloads) as driver:
        with served(folder) as address:
            driver.get(address)
            here = Visit(driver, address)
            here.go("/make/card?routine=foot")
        Select(here.see("#f-lang")).select_by_value("es")
        assert "does not answer" in here.see("#status.lost").text


def test_it_works_without_scripts(folder: Path, downloads: Path) -> None:
    with served(folder) as address, browser(downloads, scripts=False) as driver:
        driver.get(address)
        here = Visit(driver, address)
        driver.get(f"{here.base}/make/card?routine=foot")
        here.see("input[name=size][value=A7]").click()
        here.see("#update").click()
        assert here.see("#problems")
        here.see('button[name=change][value="size=A6"]').click()
        assert here.see(".told.good") and here.path == "/make/card?routine=foot&size=A6"
