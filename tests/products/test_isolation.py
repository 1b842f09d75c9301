"""Values from outside keep the order of their digits and words, whatever the direction of the line."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

import soleprint
from soleprint.preflight.carried import folded
from soleprint.products.result import Result
from soleprint.text.isolation import isolated
from tests.support.pages import runs

PROFILE = """
schema: 1
name: مركز الصحة (فرع 2)
address: ["12 King Street, Flat 3"]
phone: "+966 (11) 555-0123"
emergency: {ambulance: "997", advice: {name: وزارة الصحة, number: "+966 11-555-0100"}}
feedback: {contact: "+44 (0)1632 960-123"}
"""
OFTEN, NOTES = "2-3 x / day", "0800 555-0100 (24h)"
VALUES = ("+966 (11) 555-0123", "+966 11-555-0100", "+44 (0)1632 960-123", OFTEN, NOTES, "12 King Street, Flat 3")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clinic") / "clinic.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def leaflet(lang: str, profile: Path) -> Result:
    return soleprint.make("leaflet", ["foot"], lang=lang, profile=profile, often=OFTEN, notes=NOTES, today="2026-11-22")


def lines(result: Result) -> list[str]:
    """What stands on each line, from left to right, without controls."""
    out = []
    for page in result.publication.pages:
        every = sorted((-round(run.origin[1], 1), run.origin[0], run.text) for run, _ in runs(page))
        for _, line in groupby(every, key=lambda run: run[0]):
            out.append("".join(folded(text) for _, _, text in line))
    return out


@pytest.mark.parametrize("lang", ["ar", "he", "ur", "en"])
def test_numbers_and_words_from_outside_run_from_left_to_right(lang: str, profile: Path) -> None:
    shown = lines(leaflet(lang, profile))
    assert [value for value in VALUES if not any(folded(value) in line for line in shown)] == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_arabic_name_keeps_its_number_on_its_own_side(lang: str, profile: Path) -> None:
    """Seen from left to right: the closing bracket, the branch's number, its word."""
    line = next(line for line in lines(leaflet(lang, profile)) if "فرع" in line)
    assert re.search(r"[()]2\S*فرع", line), line


@pytest.mark.parametrize(
    ("text", "rtl", "turned"),
    [
        ("", True, False),
        ("2 weeks", True, True),
        ("2 weeks", False, False),
        ("مركز 2", False, True),
        ("פרק", False, True),
    ],
)
def test_only_what_could_disturb_a_line_is_isolated(text: str, rtl: bool, turned: bool) -> None:
    assert isolated(text, rtl) == (f"\u2068{text}\u2069" if turned else text)
