"""Pages hear of files that change on disk."""

from __future__ import annotations

import re
from pathlib import Path

from soleprint.web.network import NetworkAddress
from soleprint.web.offers import Folders
from tests.web.browser import Browser


def since(browser: Browser) -> str:
    """The stamp in a page of Make."""
    (found,) = re.findall(r'id="state" [^>]*data-folder="([^"]*)"', browser.get("/make/card?routine=foot").text)
    return str(found)


def test_a_page_without_folders_of_ones_own_does_not_ask() -> None:
    browser = Browser()
    assert since(browser) == "" and "data-changed" not in browser.get("/make/card?routine=foot").text
    assert browser.get("/changed?since=").status_code == 404


def test_content_and_templates_are_looked_at(tmp_path: Path) -> None:
    content, templates = tmp_path / "content", tmp_path / "templates"
    content.mkdir()
    templates.mkdir()
    browser = Browser(Folders(content=content, templates=templates, working=tmp_path))
    assert 'data-changed="/changed"' in browser.get("/make/card?routine=foot").text
    stamp = since(browser)
    assert browser.get(f"/changed?since={stamp}").json == {"stamp": stamp, "changed": False}
    for file in (content / "phrases.yaml", templates / "mine.xml.j2"):
        file.write_text("schema: 1\nphrases: {}\n" if file.suffix == ".yaml" else "<page/>", encoding="utf-8")
        told = browser.get(f"/changed?since={stamp}").json
        assert told is not None and told["changed"]
        assert browser.post("/preview/card", {"routine": "foot"}).text.count(f'data-folder="{told["stamp"]}"') == 1
        stamp = told["stamp"]


def test_it_is_asked_on_a_network_too_where_nothing_is_edited(tmp_path: Path) -> None:
    browser = Browser(Folders(content=tmp_path, working=tmp_path), network=NetworkAddress("x.example"))
    assert browser.get("/changed?since=x").status_code == 200
    assert browser.get("/routines").status_code == 404
