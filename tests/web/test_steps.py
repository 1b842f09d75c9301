"""Steps of a routine in the studio: added, moved, removed, and taken back."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from werkzeug.test import TestResponse

from soleprint.products.steps import ADDED
from soleprint.web.offers import Folders
from tests.web.browser import Browser
from tests.web.own import BUILT_IN, FOOT, own_folder, stamp, text_of

STEPS = "/routines/steps"
NEW = {
    "f.new.cue": "Hold the heel",
    "f.new.text": "Hold the heel in one hand.",
    "f.new.easy": "Hold the heel.\r\nKeep still.",
    "f.new.moves.0.stroke": "hold",
    "f.new.moves.0.path.at": ["heel", ""],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return own_folder(tmp_path)


@pytest.fixture
def browser(folder: Path) -> Browser:
    return Browser(Folders(content=folder, working=folder))


def shown(browser: Browser) -> TestResponse:
    return browser.get(f"{STEPS}?name={FOOT}")


def send(browser: Browser, address: str = STEPS, **form: object) -> TestResponse:
    return browser.post(address, {"name": FOOT, "stamp": stamp(shown(browser)), **form})


def ids(folder: Path) -> list[str]:
    return [step["id"] for step in yaml.safe_load((folder / FOOT).read_text(encoding="utf-8"))["steps"]]


BEFORE = [step["id"] for step in yaml.safe_load(BUILT_IN)["steps"]]


def test_a_step_is_moved_with_what_was_typed_in_it(browser: Browser, folder: Path) -> None:
    sent = send(browser, step="1", do="down", **{"f.steps.1.cue": "Circle round the ankle."})
    assert sent.status_code == 303 and sent.headers["Location"].endswith("at=2#step-2")
    assert ids(folder) == [BEFORE[0], BEFORE[2], BEFORE[1], *BEFORE[3:]]
    assert "cue: Circle round the ankle.\n    text: With the knee bent" in text_of(folder)
    assert '<details class="section" id="step-2" open>' in browser.get(sent.headers["Location"]).text
    send(browser, step="2", do="up")
    assert ids(folder) == BEFORE


def test_what_is_at_the_end_stays_there(browser: Browser, folder: Path) -> None:
    last = len(BEFORE) - 1
    for step, do in (("0", "up"), (str(last), "down"), ("99", "remove"), ("1", "nothing")):
        assert send(browser, step=step, do=do).status_code == 303
        assert text_of(folder) == BUILT_IN
    page = shown(browser).text
    assert page.count('value="up"') == page.count('value="down"') == last


def test_a_step_is_removed_and_comes_back(browser: Browser, folder: Path) -> None:
    sent = send(browser, step="0", do="remove", **{"f.steps.0.cue": "Typed and not meant"})
    assert ids(folder) == BEFORE[1:]
    after = browser.get(sent.headers["Location"])
    assert "The step is removed." in after.text and 'id="undo"' in after.text
    assert send(browser, f"{STEPS}/undo").status_code == 303
    assert text_of(folder) == BUILT_IN
    assert 'id="undo"' not in shown(browser).text
    assert send(browser, f"{STEPS}/undo").status_code == 303  # pressed twice
    assert text_of(folder) == BUILT_IN


def test_it_is_not_taken_back_over_what_others_wrote(browser: Browser, folder: Path) -> None:
    send(browser, step="0", do="remove")
    theirs = text_of(folder) + "# theirs\n"
    (folder / FOOT).write_text(theirs, encoding="utf-8")
    assert 'id="undo"' not in shown(browser).text
    answer = browser.post(f"{STEPS}/undo", {"name": FOOT})
    assert answer.status_code == 409 and "# theirs" in answer.text
    assert text_of(folder) == theirs


def test_a_step_is_added_where_it_is_wanted(browser: Browser, folder: Path) -> None:
    sent = send(browser, f"{STEPS}/new", at="2", **NEW)
    assert sent.status_code == 303
    after = yaml.safe_load(text_of(folder))["steps"]
    assert [step["id"] for step in after] == [*BEFORE[:2], "heel", *BEFORE[2:]]
    assert after[2] == {
        "id": "heel",
        "cue": "Hold the heel",
        "text": "Hold the heel in one hand.",
        "easy": ["Hold the heel.", "Keep still."],
        "moves": [
            {"id": "heel-1", "stroke": "hold", "path": {"at": ["heel"]}, "added": ADDED},
        ],
    }
    assert "/side/" in browser.get(sent.headers["Location"]).text  # its card is drawn
    send(browser, f"{STEPS}/new", at="0", **NEW)
    assert ids(folder)[0] == "heel-2"
    send(browser, f"{STEPS}/undo")
    send(browser, step="2", do="remove")
    assert text_of(folder) == BUILT_IN


def test_a_step_that_cannot_be_is_told_and_not_lost(browser: Browser, folder: Path) -> None:
    refused = send(browser, f"{STEPS}/new", at="1", **{**NEW, "f.new.text": "", "f.new.moves.0.stroke": ""})
    assert refused.status_code == 422
    assert "This is empty. Fill it in." in refused.text and "Hold the heel</textarea>" in refused.text
    part = refused.text.split('id="step-new"')[1]
    assert re.search(r'<option value="1" selected>', part) and re.search(r'value="heel" selected', part)
    assert "open>" in part[:20] and text_of(folder) == BUILT_IN


def test_what_changed_meanwhile_is_not_written_over(browser: Browser, folder: Path) -> None:
    old = stamp(shown(browser))
    (folder / FOOT).write_text(BUILT_IN + "# theirs\n", encoding="utf-8")
    for address, form in ((f"{STEPS}/new", {"at": "0", **NEW}), (STEPS, {"step": "0", "do": "remove"})):
        conflict = browser.post(address, {"name": FOOT, "stamp": old, **form})
        assert conflict.status_code == 409 and "# theirs" in unescape(conflict.text)
        assert text_of(folder) == BUILT_IN + "# theirs\n"


def test_a_built_in_routine_is_neither_ordered_nor_added_to(browser: Browser) -> None:
    name = "routines/back-of-leg.yaml"
    page = browser.get(f"{STEPS}?name={name}")
    assert 'value="up"' not in page.text and 'id="step-new"' not in page.text
    for address, form in ((f"{STEPS}/new", NEW), (STEPS, {"step": "0", "do": "remove"})):
        assert browser.post(address, {"name": name, "stamp": stamp(page), **form}).status_code == 409
    assert browser.post(f"{STEPS}/new", {"name": "../x", "stamp": "", **NEW}).status_code == 422


@pytest.mark.parametrize("at", ["-5", "x", "999"])
def test_a_strange_place_is_the_nearest_one(browser: Browser, folder: Path, at: str) -> None:
    assert send(browser, f"{STEPS}/new", at=at, **NEW).status_code == 303
    assert ids(folder).index("heel") == (len(BEFORE) if at == "999" else 0)
