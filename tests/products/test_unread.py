"""Names in one's own folders that are nearly right are told, in a check and when something is made."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

import soleprint
from soleprint.errors import Severity
from soleprint.files.folders import builtin
from soleprint.products.unread import unread

CONTENT = {
    "routine/foot.yaml": ('routine: "routine" is not read; did you mean "routines"?'),
    "Routines/foot.yaml": ('Routines: "Routines" is not read; did you mean "routines"?'),
    "local/es/soleprint.po": ('local: "local" is not read; did you mean "locale"?'),
    "locale/pt_BR/soleprint.po": ('locale/pt_BR: "pt_BR" is not read; did you mean "pt-BR"?'),
    "routines/my-foot.yml": ('routines/my-foot.yml: "my-foot.yml" is not read; did you mean "my-foot.yaml"?'),
    "routines/my-foot.YAML": ('routines/my-foot.YAML: "my-foot.YAML" is not read; did you mean "my-foot.yaml"?'),
    "views/knee.yaml.txt": ('views/knee.yaml.txt: "knee.yaml.txt" is not read; did you mean "knee.yaml"?'),
    "routines/feet/foot.yaml": (
        'routines/feet: folders in "routines" are not read; put its files into "routines" itself'
    ),
    "strokes.yml": ('strokes.yml: "strokes.yml" is not read; did you mean "strokes.yaml"?'),
    "phrase.yaml": ('phrase.yaml: "phrase.yaml" is not read; did you mean "phrases.yaml"?'),
    # What may lie there and is nobody's mistake:
    "README.md": "",
    "clinic.yaml": "",
    "notes/foot.txt": "",
    "routines/notes.txt": "",
    "routines/.foot.yml": "",
    "locale/eo/soleprint.po": "",
    "hands/mine.yaml": "",
}
TEMPLATES = {
    "Card.xml.j2": '"Card.xml.j2" is used by no product and no other template; did you mean "card.xml.j2"?',
    "bookmark.xml.j2": '"bookmark.xml.j2" is used by no product and no other template; a product needs a file '
    "bookmark.yaml beside it",
    "bookmark.yml": '"bookmark.yml" is not read; did you mean "bookmark.yaml"?',
    "theme/mine.yaml": '"theme" is not read; did you mean "themes"?',
    "themes/mine.yml": '"mine.yml" is not read; did you mean "mine.yaml"?',
    "card.xml.j2": "",
    "parts.xml.j2": "",
    "README.md": "",
}


def put(folder: Path, name: str, text: str = "") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", CONTENT)
def test_content_that_is_not_read(name: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    found = unread(tmp_path, None)
    place, _, message = CONTENT[name].partition(": ")
    wanted = [((tmp_path / place).as_posix(), message)] if message else []
    assert [(finding.source, finding.message) for finding in found] == wanted
    assert all(finding.severity is Severity.WARNING for finding in found)


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_that_are_not_read(name: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    assert [finding.message for finding in unread(None, tmp_path)] == ([TEMPLATES[name]] if TEMPLATES[name] else [])


def test_a_template_that_another_one_mentions_is_used(tmp_path: Path) -> None:
    put(tmp_path, "head.xml.j2")
    put(tmp_path, "card.xml.j2", '{% include "head.xml.j2" %}')
    assert unread(None, tmp_path) == []


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines/foot.yaml").symlink_to("nowhere")
    assert [finding.message for finding in unread(tmp_path, None)] == [
        "this is a link to nothing, or no file; it is not read"
    ]


def test_the_shipped_folders_have_no_such_names() -> None:
    assert unread(builtin("content"), builtin("templates")) == []


def test_phrases_of_ones_own_lie_over_the_others_and_near_misses_are_told(tmp_path: Path) -> None:
    phrases = {"main-mesage": "Wrong.", "not-yet-reviewed": "Nobody has looked at it.", "quite-new": "x"}
    put(tmp_path, "phrases.yaml", f"schema: 1\nphrases: {json.dumps(phrases)}\n")
    made = soleprint.make("card", "foot", content=tmp_path)
    (finding,) = made.findings
    assert (finding.code, finding.line) == ("not-used", 2)
    assert finding.message == 'nothing uses a phrase "main-mesage"; did you mean "main-message"?'
    said = "".join(PdfReader(BytesIO(made.pdf)).pages[0].extract_text().split())
    assert "Nobodyhaslookedatit." in said


def test_they_are_told_when_something_is_made_and_in_a_check(untried: None, tmp_path: Path) -> None:
    put(tmp_path, "mine/routine/my-foot.yaml")
    put(tmp_path, "tpl/Card.xml.j2")
    put(tmp_path, "tpl/themes/own.yaml", 'schema: 1\nname: Own\nextends: clear\ncolours: {acent: "#CC0000"}\n')
    made = soleprint.make("card", "foot", theme="own", content=tmp_path / "mine", templates=tmp_path / "tpl")
    codes = ["not-read", "not-read", "not-used"]
    assert [finding.code for finding in made.findings] == codes
    found = soleprint.check(content=tmp_path / "mine", templates=tmp_path / "tpl")
    assert [finding.code for finding in found] == codes


def test_links_in_circles_are_told_and_no_trouble(tmp_path: Path) -> None:
    for folder in ("routines", "locale", "themes"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "circle").symlink_to("circle")
    (tmp_path / "circle").symlink_to("circle")
    assert unread(tmp_path, tmp_path) == []
