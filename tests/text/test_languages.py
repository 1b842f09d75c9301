from __future__ import annotations

import subprocess
import sys

import pytest

from soleprint.text import LANGUAGES, Typesetter, language

from .samples import SAMPLES


def test_the_twenty_eight() -> None:
    assert len(LANGUAGES) == 28
    assert set(SAMPLES) == set(LANGUAGES)
    assert all(len(entry.digits) == 10 for entry in LANGUAGES.values())
    assert [code for code, entry in LANGUAGES.items() if entry.direction == "rtl"] == ["ar", "ur", "he"]


@pytest.mark.parametrize(
    ("tag", "code", "script", "direction"),
    [
        ("pt-BR", "pt", "Latn", "ltr"),
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
    code = "import sys, soleprint.text as t; t.Typesetter('en'); print({'uharfbuzz', 'budoux'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
