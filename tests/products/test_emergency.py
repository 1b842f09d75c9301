"""Whom to call: a number that can be dialled, on every product, and who goes first where two are given (S5, S7)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.errors import ContentError, SoleprintError
from soleprint.jobs.plan import plan
from tests.cli.runner import run
from tests.clinic import clinics
from tests.support.handouts import TODAY, clinic, phrases, texts

PRODUCTS = ("booklet", "card", "deck", "leaflet", "poster")
NO_NUMBERS = {
    "words": "call 112",
    "turned round": "\u202e211",
    "letters": "abc",
    "a line end in it": "9\n99",
    "two of them": "999 or 112",
    "signs alone": "+*#",
    "one digit": "9",
    "other digits": "٩٩٩",
    "too long": "1" * 30,
}
REFUSED = {"bad-number", "bad-value", "empty-value", "value-too-long", "option-range", "control-character"}
make: Any = soleprint.make


def said(product: str, **given: Any) -> str:
    return " ".join(texts(soleprint.make(product, "foot", **given)))


# On every door


@pytest.mark.parametrize("number", NO_NUMBERS.values(), ids=NO_NUMBERS)
@pytest.mark.parametrize("product", PRODUCTS)
def test_what_cannot_be_dialled_is_refused(product: str, number: str, tmp_path: Path) -> None:
    with pytest.raises(SoleprintError) as caught:
        make(product, "foot", emergency=number)
    assert caught.value.code in REFUSED
    assert "--emergency" in str(caught.value)
    told = run("make", product, "foot", "--emergency", number, "--out", tmp_path / "made.pdf", code=2)
    assert f"[{caught.value.code}]" in told.stderr
    assert "\u202e" not in str(caught.value) + told.stderr
    assert not (tmp_path / "made.pdf").exists()


@pytest.mark.parametrize("number", NO_NUMBERS.values(), ids=NO_NUMBERS)
def test_a_job_with_such_a_number_is_refused_at_its_line(number: str, tmp_path: Path) -> None:
    job = tmp_path / "job.yaml"
    output = f"{{product: card, routines: [foot], emergency: {json.dumps(number)}}}"
    job.write_text(f"schema: 1\noutputs:\n  - {output}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        plan(job)
    assert [finding.line for finding in caught.value.findings] == [3]
    assert {finding.code for finding in caught.value.findings} <= REFUSED


@pytest.mark.parametrize("number", NO_NUMBERS.values(), ids=NO_NUMBERS)
def test_a_profile_with_such_a_number_is_refused_at_its_line(number: str, tmp_path: Path) -> None:
    for place in ("{ambulance: 999,", "number: 111}"):
        name = place.strip("{").partition(":")[0]
        profile = clinics.write(tmp_path, (place, f"{'{' * (place[0] == '{')}{name}: {json.dumps(number)}{place[-1]}"))
        with pytest.raises(ContentError) as caught:
            make("card", "foot", profile=profile)
        assert {finding.code for finding in caught.value.findings} <= {
            "bad-value",
            "empty-value",
            "value-too-long",
            "control-character",
        }
        assert "emergency:" in clinics.PROFILE.splitlines()[caught.value.findings[0].line - 1]


def test_a_line_end_after_it_is_no_part_of_a_number(tmp_path: Path) -> None:
    """YAML may leave one there; a shell does not."""
    with pytest.raises(SoleprintError, match=r"U\+000A"):
        make("card", "foot", emergency="999\n")
    profile = clinics.write(tmp_path, ("ambulance: 999", 'ambulance: "998\\n"'))
    assert "Ambulance: 998 " in said("card", profile=profile, today=TODAY)


# On every product


@pytest.mark.parametrize("number", ["112", "999", "000", "+44 999"])
@pytest.mark.parametrize("product", PRODUCTS)
def test_the_number_given_is_printed(product: str, number: str) -> None:
    assert called(product, number) in said(product, emergency=number)


def called(product: str, number: str) -> str:
    words: str = phrases()["call-emergency" if product in ("booklet", "leaflet") else "call-ambulance"]
    # A number that is set large by itself ends no sentence.
    return words.replace("{number}", number).rstrip(".")


@pytest.mark.parametrize("faces", [1, 2])
def test_a_card_has_it_beside_the_signs_that_it_is_for(faces: int) -> None:
    pages = texts(make("card", "foot", faces=faces, emergency="112"))
    assert [called("card", "112") in page for page in pages] == [False] * (faces - 1) + [True]
    assert "{number}" not in " ".join(texts(make("card", "foot", faces=faces)))
    assert phrases()["call-ambulance"].partition("{")[0].strip() not in " ".join(
        texts(make("card", "foot", faces=faces))
    )


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_profile_gives_its_number_and_says_who_hands_it_out(product: str) -> None:
    words = said(product, profile=clinic(), today=TODAY)
    assert called(product, "999") in words
    assert "Riverside Clinic" in words
    assert "+44 113 496 0000" in words
    assert "Reviewed by A. Reader, Physiotherapist, 20 January 2026" in words
    assert phrases()["not-yet-reviewed"] not in words


@pytest.mark.parametrize("product", PRODUCTS)
def test_the_number_asked_for_goes_before_the_profiles(product: str) -> None:
    words = said(product, profile=clinic(), today=TODAY, emergency="112")
    assert called(product, "112") in words
    assert called(product, "999") not in words
    assert "Riverside Clinic" in words


def test_the_advice_line_stays_the_profiles() -> None:
    words = said("leaflet", profile=clinic(), today=TODAY, emergency="112")
    assert "call NHS 111." in words


@pytest.mark.parametrize("product", ["booklet", "leaflet"])
def test_a_handout_leaves_it_open_for_nobody(product: str, tmp_path: Path) -> None:
    bare = tmp_path / "clinic.yaml"
    bare.write_text("schema: 1\nname: X\n", encoding="utf-8")
    for given in ({}, {"profile": bare}):
        with pytest.raises(SoleprintError, match="--emergency") as caught:
            make(product, "foot", **given)
        assert caught.value.code == "no-emergency-number"
    assert "[no-emergency-number]" in run("make", product, "foot", code=2).stderr


def test_a_template_that_drops_the_number_makes_nothing(tmp_path: Path) -> None:
    from soleprint.files.folders import builtin

    text = (builtin("templates") / "card.xml.j2").read_text(encoding="utf-8")
    assert "{% if emergency" in text
    (tmp_path / "card.xml.j2").write_text(
        text.replace("{% if emergency", "{% if false and emergency"), encoding="utf-8"
    )
    make("card", "foot", templates=tmp_path)
    with pytest.raises(ContentError, match=r"emergency number 112.*\[safety-missing\]"):
        make("card", "foot", templates=tmp_path, emergency="112")


# Words typed

HIDDEN = {
    "an override": "\u202e",
    "an isolate": "\u2066",
    "a mark": "\u200f",
    "a byte order mark": "\ufeff",
    "a line separator": "\u2028",
    "a bell": "\x07",
    "a line end": "\n",
}


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("option", ["name", "date", "steps", "often", "long", "notes"])
def test_words_typed_hold_nothing_that_cannot_be_seen(option: str, character: str, tmp_path: Path) -> None:
    words, more = f"a{character}b", {"emergency": "999"}
    with pytest.raises(SoleprintError, match=f"--{option} ") as caught:
        make("leaflet", "foot", **more, **{option: words})
    assert caught.value.code == "control-character"
    told = run("make", "leaflet", "foot", "--emergency", "999", f"--{option}", words, code=2, cwd=tmp_path)
    assert f"--{option} has a character" in told.stderr
    assert f"U+{ord(character):04X}" in told.stderr
    job = tmp_path / "job.yaml"
    output = f'{{product: leaflet, routines: [foot], emergency: "999", {option}: {json.dumps(words)}}}'
    job.write_text(f"schema: 1\noutputs:\n  - {output}\n", encoding="utf-8")
    with pytest.raises(ContentError) as found:
        plan(job)
    assert [finding.line for finding in found.value.findings] == [3]


@pytest.mark.parametrize("option", ["name", "notes"])
def test_words_typed_pass_the_claims_gate(option: str) -> None:
    claim = "This massage replaces surgery."
    with pytest.raises(SoleprintError, match=f"--{option}") as caught:
        make("leaflet", "foot", emergency="999", **{option: claim})
    assert caught.value.code == "prohibited-claim"
    assert (
        "[prohibited-claim]"
        in run("make", "leaflet", "foot", "--emergency", "999", f"--{option}", claim, code=2).stderr
    )


def test_a_name_may_be_what_it_is() -> None:
    """As in a table, and in a clinic's profile: only what must not be said in any way is refused in it."""
    make("leaflet", "foot", emergency="999", name="Mary Heals", reference="Wonders-1")
    with pytest.raises(SoleprintError, match="--notes"):
        make("leaflet", "foot", emergency="999", notes="Mary heals.")
