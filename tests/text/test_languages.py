from __future__ import annotations

import subprocess
import sys

import pytest

from soleprint.content.languages import language
from soleprint.text import Typesetter
from tests.support.languages import LANGUAGES

from .samples import SAMPLES


def test_the_languages() -> None:
    assert len(LANGUAGES) == 46
    assert set(SAMPLES) == set(LANGUAGES)
    assert all(len(entry.digits) == 10 for entry in LANGUAGES.values())
    rtl = [code for code, entry in LANGUAGES.items() if entry.direction == "rtl"]
    assert rtl == ["ar", "ur", "he", "fa", "ps", "ckb"]


@pytest.mark.parametrize(
    ("code", "day"), [("en", 0), ("de", 0), ("he", 6), ("ar", 5), ("fa", 5), ("pt-BR", 6), ("ja", 6)]
)
def test_weeks_begin_with_the_day_of_cldr(code: str, day: int) -> None:
    assert LANGUAGES[code].first_day == day


@pytest.mark.parametrize(
    ("tag", "code", "script", "direction"),
    [
        ("pt-BR", "pt-BR", "Latn", "ltr"),
        ("pt", "pt-PT", "Latn", "ltr"),
        ("zh-TW", "zh-Hant", "Hant", "ltr"),
        ("zh-Hant-HK", "zh-Hant", "Hant", "ltr"),
        ("zh", "zh-Hans", "Hans", "ltr"),
        ("EN_gb", "en", "Latn", "ltr"),
        ("fa", "fa", "Arab", "rtl"),
        ("az-Arab", "az-Arab", "Arab", "rtl"),
        ("sv", "sv", "Latn", "ltr"),
    ],
)
def test_tags(tag: str, code: str, script: str, direction: str) -> None:
    found = language(tag)
    assert (found.code, found.script, found.direction) == (code, script, direction)
    assert Typesetter(tag).direction == direction


def test_importing_text_does_not_import_harfbuzz() -> None:
    late = {"uharfbuzz", "budoux", "pyphen"}
    code = f"import sys, soleprint.text as t; t.Typesetter('en'); print({late} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
