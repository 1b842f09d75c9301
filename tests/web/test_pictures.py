"""Pictures of routines and products, to choose by."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

import pytest

import soleprint
from soleprint.web.offers import Folders
from tests.cli.hands import REGIONS, ROUTINE, VIEW
from tests.support import sample, words_only
from tests.web.browser import Browser, DirectMaker


@pytest.fixture
def browser() -> Browser:
    return Browser()


def drawn(browser: Browser) -> list[str]:
    assert isinstance(browser.maker, DirectMaker)
    return [name for name in browser.maker.calls if name.endswith("_picture")]


def test_each_routine_has_a_picture_of_a_step(browser: Browser) -> None:
    page = browser.get("/make/card?routine=none").text
    for routine in soleprint.routines():
        assert f'<img class="thumb" src="/picture/{routine}.svg" alt=""' in page
        answer = browser.get(f"/picture/{routine}.svg")
        assert answer.mimetype == "image/svg+xml"
        assert answer.text == soleprint.picture(routine, step=2, width="40mm").svg()


def test_routines_in_words_have_one_too(tmp_path: Path) -> None:
    """The photo of a step, or how one sits."""
    for name, pictures in (("words", {}), ("photos", words_only.SOME)):
        words_only.write(tmp_path, pictures, name)
    browser = Browser(Folders(content=tmp_path, working=tmp_path))
    assert "data:image/jpeg" in browser.get("/picture/photos.svg").text
    assert browser.get("/picture/words.svg").text == soleprint.picture("words", width="40mm", content=tmp_path).svg()


def test_each_product_has_a_picture_of_its_first_side(browser: Browser) -> None:
    home = browser.get("/").text
    for name in sample.PRODUCTS:
        assert f'src="/sample/{name}.svg"' in home
        assert len(browser.get(f"/sample/{name}.svg").text) > 10_000
    browser.get("/language?ui=es&to=/")
    wanted = soleprint.make("card", next(iter(soleprint.routines())), lang="es")
    assert browser.get("/sample/card.svg").text == wanted.svg()


@pytest.mark.parametrize(
    "path", ["/picture/knee.svg", "/sample/knee.svg", "/sample/review-sheet.svg", "/picture/..%2fx.svg"]
)
def test_there_is_none_of_what_there_is_not(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404
    assert drawn(browser) == []


def test_it_is_drawn_once_until_a_file_changes(tmp_path: Path) -> None:
    for name, text in (("routines/hands", ROUTINE), ("regions/hand", REGIONS), ("views/hand-palm", VIEW)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    own = Browser(Folders(content=tmp_path, working=tmp_path))
    first = own.get("/picture/hands.svg").text
    assert own.get("/picture/hands.svg").text == first and "<path" in first  # its one step
    assert drawn(own) == ["routine_picture"]
    view = tmp_path / "views" / "hand-palm.yaml"
    view.write_text(f"{VIEW}\n# looked through again\n", encoding="utf-8")
    os.utime(view, (1, 1))
    own.get("/picture/hands.svg")
    assert drawn(own) == ["routine_picture"] * 2


def test_what_cannot_be_drawn_is_an_empty_picture(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not an error: the page names it in words beside."""
    monkeypatch.setattr("soleprint.products.attempt.needed_by", lambda found: {})
    answer = browser.get("/sample/leaflet.svg")
    assert answer.status_code == 200
    assert re.fullmatch("<svg[^>]*/>", answer.text)


def test_pages_do_not_wait_behind_all_the_pictures() -> None:
    """However many are asked for at once, the process is asked for one at a time."""
    at_once, most = 0, 0
    gate = threading.Barrier(4)

    class Slow(DirectMaker):
        def call(self, name: str, *arguments: object) -> object:
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            threading.Event().wait(0.02)
            at_once -= 1
            return "<svg/>"

    browser = Browser(maker=Slow())
    cookie = browser.cookie()

    def ask(name: str) -> None:
        gate.wait()
        assert browser.bare(f"/sample/{name}.svg", {"Cookie": cookie}).status_code == 200

    threads = [threading.Thread(target=ask, args=(name,)) for name in ("card", "deck", "view", "leaflet")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
