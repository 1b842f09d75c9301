"""Safety in other languages: each language that nobody has checked says so in itself, from right to left too."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.content.library import Library
from soleprint.errors import ContentError
from soleprint.files.folders import builtin, layers
from soleprint.products.product import TEMPLATE
from tests.safety.content import bare, said, write_translation

ROUTINE = "front-of-leg"
BILINGUAL: dict[str, dict[str, Any]] = {
    "card": {"size": "A2", "distance": "70cm"},
    "card back": {"size": "A2", "faces": 2, "distance": "70cm"},
    "poster": {"size": "A2", "distance": "70cm"},
}
ALONE: dict[str, dict[str, Any]] = {
    "card": {"size": "A3", "distance": "70cm"},
    "leaflet": {"emergency": "999"},
    "booklet": {"emergency": "999"},
    "deck": {},
    "poster": {"size": "A2", "distance": "70cm"},
}
LANGS = ("es", "ar")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translations")
    for lang in LANGS:
        write_translation(folder, lang)
    return folder


def line(own: Path, lang: str, phrase: str) -> str:
    return bare(Library(layers("content", own), lang=lang).phrases()[phrase])


@cache
def words(name: str, own: Path, lang: str) -> str:
    """What the pages of a product say in one language or two."""
    given = (BILINGUAL if "+" in lang else ALONE)[name]
    return said(soleprint.make(name.split()[0], ROUTINE, content=own, lang=lang, **given).publication.pages)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ALONE)
def test_a_draft_says_so_in_its_language(own: Path, name: str, lang: str) -> None:
    found = words(name, own, lang)
    for phrase in ("draft-translation", "not-yet-reviewed"):
        assert found.count(line(own, lang, phrase)) == 1
        assert line(own, "en", phrase) not in found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ALONE)
def test_its_safety_is_in_its_language(own: Path, name: str, lang: str) -> None:
    found = words(name, own, lang)
    safety = Library(layers("content", own), lang=lang).safety("leg-and-foot")
    stop = safety.stop
    assert all(bare(text) in found for text in (stop.title, stop.cue)) or bare(stop.text) in found
    assert bare(stop.cue) in found or all(bare(text) in found for text in (stop.today, stop.ambulance))


@pytest.mark.parametrize("pair", ["en+es", "es+en", "en+ar", "ar+es"])
@pytest.mark.parametrize("name", BILINGUAL)
def test_in_two_languages_each_draft_says_so_and_each_says_who_has_reviewed_it(own: Path, name: str, pair: str) -> None:
    found = words(name, own, pair)
    sides = BILINGUAL[name].get("faces", 1)
    for lang in pair.split("+"):
        assert found.count(line(own, lang, "not-yet-reviewed")) == sides
        # English is what was written; there is no translation of it.
        assert found.count(line(own, lang, "draft-translation")) == (sides if lang != "en" else 0)


@pytest.mark.parametrize("pair", ["en+es", "en+ar"])
@pytest.mark.parametrize("name", BILINGUAL)
def test_a_checked_translation_is_no_draft(own: Path, tmp_path: Path, name: str, pair: str) -> None:
    other = pair.partition("+")[2]
    write_translation(tmp_path, other, reviewed="A. Reader")
    found = words(name, tmp_path, pair)
    assert line(own, other, "draft-translation") not in found
    assert line(own, other, "not-yet-reviewed") in found


SECOND = {
    "the stop panel": r"\bsecond\.safety\.stops\[[^\]]*\]\.(?:title|cue)\b",
    "who asks first": r"\bsecond\.safety\.asks\[[^\]]*\]",
    "the rules at all times": r'\bsecond\.words\["main-message"\]',
    "who has reviewed it": r"\bsecond\.review_line\b",
    "that the translation is a draft": r"\bsecond\.draft_line\b",
    'the rule "': r"\bsecond\.zones\[[^\]]*\]\.cue\b",
}
"""What messages call a piece, and what stands for it in the second language."""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("piece", SECOND)
@pytest.mark.parametrize("name", ["card", "poster"])
def test_the_second_language_lacks_nothing(own: Path, tmp_path: Path, name: str, piece: str, lang: str) -> None:
    text = (builtin("templates") / (name + TEMPLATE)).read_text(encoding="utf-8")
    cut = re.sub(SECOND[piece], '""', text)
    assert cut != text
    path = tmp_path / (name + TEMPLATE)
    path.write_text(cut, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        soleprint.make(name, ROUTINE, content=own, templates=tmp_path, lang=f"en+{lang}", **BILINGUAL[name])
    found = [finding for finding in caught.value.findings if finding.code == "safety-missing"]
    assert any(piece in finding.message for finding in found)
    assert {finding.source for finding in found} == {path.as_posix()}


@pytest.mark.parametrize("name", ["card", "poster", "leaflet"])
def test_a_piece_that_another_piece_begins_with_is_looked_for_by_itself(own: Path, tmp_path: Path, name: str) -> None:
    """Marks that only order letters, and line breaks, are no difference; any other letter is."""
    text = (builtin("templates") / (name + TEMPLATE)).read_text(encoding="utf-8")
    (tmp_path / (name + TEMPLATE)).write_text(re.sub(r"(?<!\.)\breview_line\b", "review_line[:-3]", text), "utf-8")
    with pytest.raises(ContentError) as caught:
        soleprint.make(name, ROUTINE, content=own, templates=tmp_path, lang="ar", **ALONE[name])
    assert ["who has reviewed it" in finding.message for finding in caught.value.findings] == [True]
