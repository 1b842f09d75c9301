"""What goes wrong is said in the language of the page; without a text there, in the error's own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from werkzeug.datastructures import LanguageAccept

import soleprint
from soleprint.cli.explanations import TABLE
from soleprint.clinic import load_profile
from soleprint.content.gate import Gate, Hit, claim_finding
from soleprint.content.model import Claim
from soleprint.errors import ContentError, Finding, UsageProblem, arguments
from soleprint.files.suggest import alternatives
from soleprint.web import calls
from soleprint.web.messages import failure_messages, message_with_place
from soleprint.web.results import failure_of
from soleprint.web.words import Dictionary, Words
from tests.web.browser import ENGLISH, Browser, problems


def words(lang: str) -> Words:
    return Dictionary(None).words((lang,), LanguageAccept())


def test_a_text_is_filled_with_what_the_error_knows() -> None:
    given = arguments(count=400, most=300)
    assert ENGLISH.sentence("cell-too-long", given, "own") == (
        "There are 400 characters here, and there is room for 300."
    )
    assert words("de").sentence("cell-too-long", given, "own").startswith("Hier stehen 400 Zeichen")


def test_what_is_known_of_more_stands_behind() -> None:
    said = words("es").sentence("unknown-routine", arguments(near="foot"), "own")
    assert said == "No existe ese masaje. ¿Quería decir «foot»?"
    assert ENGLISH.sentence("unknown-value", arguments(known="a, b"), "own").endswith("Choose one of: a, b.")


def test_without_a_text_or_with_too_little_known_its_own_words_are_said() -> None:
    assert ENGLISH.sentence("no-such-code", arguments(near="x"), "own") == "own"
    assert ENGLISH.sentence("same-column", (), "own") == "own"
    assert ENGLISH.sentence("same-column", arguments(first="{near} {0}"), "own").startswith(
        "This column has the same name as column {near} {0}."
    )


def test_a_place_stands_before_and_every_finding_has_a_line() -> None:
    found = [
        Finding("empty-value", "own", "clinic.yaml", 3, 7),
        Finding("odd", "own", "clinic.yaml"),
        Finding("odd", "o"),
    ]
    said = ["clinic.yaml:3:7: This is empty. Fill it in.", "clinic.yaml: own", "o"]
    assert [message_with_place(one, ENGLISH) for one in found] == said
    assert failure_messages(failure_of(ContentError(found)), ENGLISH) == said
    assert failure_messages(failure_of(UsageProblem("own", code="odd")), ENGLISH) == ["own"]


def test_every_code_that_has_a_text_is_one_that_can_be_explained() -> None:
    codes = {key.rsplit("/", 1)[1] for key in ENGLISH.texts if key.startswith("studio/messages/")}
    known = {code for group in TABLE.values() for code in group}
    assert codes - known == set()


@pytest.mark.parametrize("lang", ["es", "ar", "ja"])
def test_make_says_it_in_the_language_of_the_page(lang: str) -> None:
    browser = Browser()
    browser.get(f"/language?ui={lang}&to=/")
    said = words(lang)
    told = problems(browser.post("/preview/card", {"routine": "foot", "size": "A7"}))
    title = "Foot"
    assert said.sentence("does-not-fit", arguments(title=title, paper="A7"), "") in told.values()
    told = problems(browser.post("/preview/leaflet", {"routine": "foot", "emergency": "call us"}))
    assert told["emergency"] == said.sentence("bad-number", (), "")
    told = problems(browser.post("/preview/card", {"routine": "foot", "size": "Q4"}))
    assert told["size"].startswith(said.sentence("unknown-size", (), ""))


def test_two_calls_of_one_name_are_a_mistake() -> None:
    assert calls.merge_calls({"a": print}, {"b": print}) == {"a": print, "b": print}
    with pytest.raises(ValueError, match="two calls have the name a"):
        calls.merge_calls({"a": print}, {"a": repr})


def test_numbers_are_suggested_by_country_and_never_taken(tmp_path: Path) -> None:
    browser = Browser()
    for lang, name in (("en", "United Kingdom"), ("es", "Reino Unido"), ("ht", "United Kingdom")):
        browser.get(f"/language?ui={lang}&to=/")
        for path in ("/make/leaflet?routine=foot", "/people/make/leaflet", "/clinic/new.yaml"):
            page = browser.get(path).text
            assert f'<option value="999">{name} 999</option>' in page
            assert page.count('list="numbers"') >= 1 and page.count('id="numbers"') == 1
    assert "emergency" in problems(browser.get("/make/leaflet?routine=foot"))  # none is set by itself
    assert 'list="numbers"' not in browser.get("/make/contact-sheet").text
    assert len(soleprint.languages()) > 40


def test_how_a_value_is_written_is_shown_in_every_language(tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text(
        'schema: 1\nname: Clinic\nphone: call us\nissued: tomorrow\ncolours: {accent: "blue"}\n', encoding="utf-8"
    )
    with pytest.raises(ContentError) as error:
        load_profile(tmp_path / "clinic.yaml", Gate(()), date(2026, 1, 1))
    said = "\n".join(failure_messages(failure_of(error.value), words("de")))
    for example in ("+44 20 7946 0018", "2026-01-31", "#005EB8"):
        assert f"Schreiben Sie es so: {example}." in said


def test_claims_and_rules_of_content_are_said_in_the_language_of_the_page() -> None:
    claim = Claim(
        id="K1", summary="-", text="It may feel good", evidence="unsupported", because="-", forbidden=("cures",)
    )
    code, message, given = claim_finding(Hit(claim, "cures"))
    said = words("es").sentence(code, given, message)
    assert said.startswith("«cures» promete") and said.endswith("Puede escribir «It may feel good».")
    assert words("es").sentence("cue-too-long", arguments(count=9, most=8), "own") == "Aquí hay 9 palabras y caben 8."
    assert words("es").sentence("unknown-stroke", alternatives("glde", ["glide"]), "own").startswith("No existe ese")
