"""What a program can see in a translation."""

from __future__ import annotations

import re
from datetime import date

import pytest

from soleprint.content.locale.check import check_done, check_texts
from soleprint.content.locale.po import Entry, PoFile, read_po
from soleprint.content.locale.review import REVIEW, REVIEW_DATE, REVIEWER
from soleprint.content.locale.update import new_header
from soleprint.errors import Severity
from soleprint.files.folders import builtin
from tests.support.languages import LANGUAGES

HEADER = new_header("es", date(2026, 11, 22))


def codes(entry: Entry, **header: str) -> list[str]:
    return [finding.code for finding in check_texts(PoFile(HEADER | header, (), (entry,)), "x.po", "es")]


@pytest.mark.parametrize(
    ("english", "text", "wanted"),
    [
        ("Glide up", "Deslice hacia arriba", []),
        ("Glide up", "", []),
        ("{n} times", "{n} veces", []),
        ("{a} and {b}", "{b} y {a}", []),
        ("{n} times", "{m} veces", ["translation-placeholders"]),
        ("{n} times", "muchas veces", ["translation-placeholders"]),
        ("{n} times", "{n} veces {", ["translation-placeholders"]),
        ("times", "veces {}", ["translation-placeholders"]),
        ("Glide", " Deslice", ["translation-spaces"]),
        ("Glide", "Deslice\n", ["translation-spaces", "control-character"]),
        ("Glide", "Des\tlice", ["control-character"]),
        ("Glide", "Des\u200flice", []),
        ("Glide up to the hip", "Glide up to the hip", ["untranslated"]),
        ("Massage", "Massage", []),
    ],
)
def test_one_translation(english: str, text: str, wanted: list[str]) -> None:
    assert codes(Entry("steps/a/text", english, text)) == wanted


@pytest.mark.parametrize(
    ("field", "text", "wanted"),
    [
        ("cue", "x" * 41, ["cue-too-long-translated"]),
        ("short", "x" * 41, ["cue-too-long-translated"]),
        ("cue", "x" * 40, []),
        ("text", "x" * 100, []),
        ("cue", "x\u0301" * 30, []),  # marks take no room
    ],
)
def test_long_cues(field: str, text: str, wanted: list[str]) -> None:
    assert codes(Entry(f"steps/a/{field}", "y" * 25, text)) == wanted
    assert codes(Entry(f"steps/a/{field}", "y" * 99, text)) == []


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ({}, []),
        ({"Language": "fr"}, ["po-header"]),
        ({"Language": "ES"}, []),
        ({REVIEW: "reviewed"}, ["review-incomplete"]),
        ({REVIEW: "done"}, ["review-incomplete"]),
        ({REVIEW: "reviewed", REVIEWER: "Ana", REVIEW_DATE: "2026-13-01"}, ["review-incomplete"]),
        ({REVIEW: "reviewed", REVIEWER: "Ana", REVIEW_DATE: "2026-12-01"}, []),
    ],
)
def test_the_header(header: dict[str, str], wanted: list[str]) -> None:
    assert codes(Entry("a", "A", "Á"), **header) == wanted


def test_what_is_not_done() -> None:
    wanted = [Entry(name, "A b") for name in ("ok", "none", "old", "fuzzy", "safety/a/title", "safety/b/title")]
    entries = (
        Entry("ok", "A b", "x", line=1),
        Entry("old", "Z", "x", line=2),
        Entry("fuzzy", "A b", "x", flags=("fuzzy",), line=3),
        Entry("safety/a/title", "A b", "", line=4),
        Entry("safety/b/title", "Z", "x", line=5),
        Entry("extra", "A", "x", line=6),
        Entry("gone", "A", "x", obsolete=True, line=7),
    )
    found = list(check_done(wanted, PoFile(HEADER, (), entries), "x.po", "UPDATE"))
    assert [(finding.code, finding.line, finding.severity is Severity.ERROR) for finding in found] == [
        ("missing-translation", 0, False),
        ("stale-translation", 2, False),
        ("stale-translation", 3, False),
        ("missing-safety-translation", 4, True),
        ("stale-translation", 5, True),
        ("unknown-context", 6, False),
    ]
    assert ["run UPDATE" in finding.message for finding in found] == [True, True, False, False, True, True]


@pytest.mark.parametrize("lang", [code for code, known in LANGUAGES.items() if known.rtl])
def test_options_keep_their_dashes_at_the_left_in_lines_from_the_right(lang: str) -> None:
    for entry in read_po(builtin("content") / "locale" / lang / "soleprint.po", lang).entries:
        assert "--" not in re.sub("\u2066[^\u2069]*\u2069", "", entry.text), entry.context
