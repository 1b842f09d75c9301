"""A template from which a piece of safety is taken away: nothing is made, and ``check`` finds it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import soleprint
from soleprint.cli import main
from soleprint.errors import ContentError, ExitCode, Finding
from soleprint.files.folders import builtin, layers
from soleprint.products.attempt import try_products
from soleprint.products.product import TEMPLATE, product, product_names
from tests.safety.content import write_translation

TEMPLATES = builtin("templates")
FOLDERS = layers("templates")
SHARED = "parts" + TEMPLATE
"""Macros of several products."""
NOTHING, NONE = '""', "[]"
STOPS = r"\b(?:second\.)?(?:safety\.stops?(?:\[[^\]]*\])?|stop)\."
REMOVED: dict[str, tuple[str, dict[str, str]]] = {
    "stop": ("the stop panel", {STOPS + r"(?:title|cue|text)\b": NOTHING}),
    "help": ("where to get help", {STOPS + r"(?:cue|today|ambulance)\b": NOTHING}),
    "general": (
        "the rules at all times",
        {r"\b(?:second\.)?safety\.general\b": NONE, r'\b(?:second\.)?words\["main-message"\]': NOTHING},
    ),
    "zones": (
        'the rule "Back of the knee',
        {
            r"\bzone\.(?:cue|text)\b": NOTHING,
            r"\bzone_cues\b": NONE,
            r"\bsecond\.zones\[[^\]]*\]\.cue\b": NOTHING,
        },
    ),
    "review": ("who has reviewed it", {r"\b(?:second\.)?review_line\b": NOTHING}),
    "draft": ("that the translation is a draft", {r"\b(?:second\.)?draft_line\b": NOTHING}),
    "ask": (
        "who asks first",
        {r"\b(?:second\.)?safety\.asks\[[^\]]*\]": NOTHING, r"\bsafety\.asks\b": NONE, r"\bsafety\.at\(level\)": NONE},
    ),
    "conditions": ('the condition "', {r"\bsafety\.at\(level\)": NONE}),
    "cautions": ('the caution "', {r"\bstep\.caution\b": NOTHING}),
}
"""Piece -> its name in messages, and what stands for it in templates with what takes its place."""
EVERYWHERE = ("stop", "help", "general", "zones", "review", "draft")
WAYS: dict[str, tuple[dict[str, Any], ...]] = {
    "card": ({"size": "A3"}, {"size": "A4", "faces": 2}),
    "leaflet": ({"emergency": "999"}, {"emergency": "999", "size": "A3", "fold": "tri"}),
    "booklet": ({"emergency": "999"},),
    "deck": ({},),
    "poster": ({"size": "A2"},),
}
ROUTINE = "front-of-leg"
"""It has a zone and cautions."""
CASES = [
    (name, piece, way)
    for name, ways in WAYS.items()
    for piece in (*EVERYWHERE, *product(FOLDERS, name).carries)
    for way in ways
]


def test_every_product_with_routines_is_here() -> None:
    """But for the picture, which has no words."""
    found = {name: product(FOLDERS, name) for name in product_names(FOLDERS)}
    told = {name for name, one in found.items() if one.documents != "none" and one.pages.kind != "drawing"}
    assert told == set(WAYS)


def without(folder: Path, name: str, piece: str) -> Path:
    """A template folder with the product's template, from which the piece is taken away, and from what it shares."""
    changed = False
    for file in (name + TEMPLATE, SHARED):
        text = cut = (TEMPLATES / file).read_text(encoding="utf-8")
        for old, new in REMOVED[piece][1].items():
            cut = re.sub(old, new, cut)
        changed |= cut != text
        (folder / file).write_text(cut, encoding="utf-8")
    assert changed
    return folder / (name + TEMPLATE)


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_translation(tmp_path_factory.mktemp("spanish"), "es")


def missing(findings: list[Finding] | tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.code == "safety-missing"]


@pytest.mark.parametrize(("name", "way"), [(name, way) for name, ways in WAYS.items() for way in ways], ids=str)
def test_with_all_of_it_it_is_made(spanish: Path, name: str, way: dict[str, Any]) -> None:
    assert soleprint.make(name, ROUTINE, **way).pages
    assert soleprint.make(name, ROUTINE, **way, content=spanish, lang="es").pages


@pytest.mark.parametrize(("name", "piece", "way"), CASES, ids=str)
def test_nothing_is_made_without_it(tmp_path: Path, spanish: Path, name: str, piece: str, way: dict[str, Any]) -> None:
    given = {**way, "content": spanish, "lang": "es"} if piece == "draft" else way
    template = without(tmp_path, name, piece)
    with pytest.raises(ContentError) as caught:
        soleprint.make(name, ROUTINE, templates=tmp_path, **given)
    assert caught.value.exit_code is ExitCode.CONTENT
    found = missing(caught.value.findings)
    assert any(REMOVED[piece][0] in finding.message for finding in found)
    assert {finding.source for finding in found} == {template.as_posix()}


@pytest.mark.parametrize(("name", "piece"), sorted({(name, piece) for name, piece, _ in CASES}))
def test_check_finds_it(tmp_path: Path, name: str, piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    template = without(tmp_path, name, piece)
    monkeypatch.setattr("soleprint.products.attempt.product_names", lambda folders: [name])
    found = missing(try_products(None, tmp_path))
    assert any(REMOVED[piece][0] in finding.message for finding in found)
    assert {finding.source for finding in found} == {template.as_posix()}


def test_check_finds_nothing_in_ours() -> None:
    assert missing(try_products(None, None)) == []


def test_the_command_line_says_so_and_writes_nothing(tmp_path: Path) -> None:
    template = without(tmp_path, "card", "stop")
    out = tmp_path / "card.pdf"
    made = CliRunner().invoke(main, ["make", "card", "foot", "--templates", str(tmp_path), "--out", str(out)])
    assert made.exit_code == 3
    assert not out.exists()
    checked = CliRunner().invoke(main, ["check", "--templates", str(tmp_path)])
    assert checked.exit_code == 1
    for words in (made.output, checked.output):
        assert template.as_posix() in words
        assert "the pages do not say the stop panel" in words
        assert "[safety-missing]" in words


OWN = """\
<document title="{{ title }}">
<running><p style="small">{{ review_line }}</p></running>
<page minimum="{{ minimum }}" maximum="{{ maximum }}" running="yes">
  <p>{{ title }}</p>
  {% for zone in zones %}<p>{{ zone.cue }}</p>{% endfor %}
  {% for stop in safety.stops %}<p>{{ stop.title }}</p><p>{{ stop.cue }}</p>{% endfor %}
  {% for line in safety.asks %}<p>{{ line }}</p>{% endfor %}
  <p>{{ words["main-message"] }}</p>
</page>
<page filler="yes"><p>{{ draft_line }}</p></page>
</document>
"""


def test_what_is_not_on_every_print_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Running feet are decoration, which is not read out; pages to write on are there only where some stay empty."""
    (tmp_path / ("card" + TEMPLATE)).write_text(OWN, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        soleprint.make("card", "foot", size="A4", templates=tmp_path)
    (finding,) = missing(caught.value.findings)
    assert "who has reviewed it" in finding.message
    monkeypatch.setattr("soleprint.products.attempt.product_names", lambda folders: ["card"])
    found = sorted(finding.message.split(",")[0] for finding in missing(try_products(None, tmp_path)))
    assert found == [
        "the pages do not say that the translation is a draft",
        "the pages do not say who has reviewed it",
    ]


def test_a_product_of_ones_own_is_held_to_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its file says it carries."""
    (tmp_path / "label.yaml").write_text(
        "schema: 1\nsummary: A label.\ndocuments: each\ntakes: [content, page]\npages: {kind: faces}\n"
        "type: {by: fixed, fixed: {smallest: 9, largest: 12}}\n",
        encoding="utf-8",
    )
    body = "<page minimum='9' maximum='9'><p>{{ title }}</p></page>"
    (tmp_path / ("label" + TEMPLATE)).write_text(f"<document title='a'>{body}</document>", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        soleprint.make("label", ROUTINE, templates=tmp_path)
    said = " ".join(finding.message for finding in caught.value.findings)
    for piece in ("stop", "help", "general", "zones", "review"):
        assert REMOVED[piece][0] in said
    monkeypatch.setattr("soleprint.products.attempt.product_names", lambda folders: ["label"])
    assert REMOVED["draft"][0] in " ".join(finding.message for finding in missing(try_products(None, tmp_path)))
