"""Words that are wider than their lines: parted, or named with the file that has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.content.library import Library
from soleprint.errors import DoesNotFit
from soleprint.files.folders import builtin
from soleprint.marks import GlyphRun
from soleprint.products.make import make

LONG = "Ayaklarınızınaltındakilerdenayaklarınızınüstündekilere"
GERMAN = "Beinvorderseitenmassagebehandlung"


def mine(folder: Path, lang: str, context: str, english: str, text: str) -> Path:
    """A content folder that says one text otherwise."""
    head = (builtin("content") / "locale" / lang / "soleprint.po").read_text(encoding="utf-8").split("\n\n")[0]
    place = folder / "locale" / lang
    place.mkdir(parents=True)
    entry = f'{head}\n\nmsgctxt "{context}"\nmsgid "{english}"\nmsgstr "{text}"\n'
    (place / "soleprint.po").write_text(entry, encoding="utf-8")
    return folder


def titled(folder: Path, lang: str, title: str) -> list[str]:
    """The runs of an A4 card of the foot with this title."""
    own = mine(folder, lang, "routines/foot/title", "Foot", title)
    made = make("card", ["foot"], size="A4", lang=lang, content=own)
    return [mark.item.text for page in made.publication.pages for mark in page.marks if isinstance(mark.item, GlyphRun)]


def test_a_word_without_patterns_is_named_with_its_language_and_its_place(tmp_path: Path) -> None:
    with pytest.raises(DoesNotFit) as caught:
        titled(tmp_path, "tr", LONG)
    message = str(caught.value)
    assert f"“{LONG}” (Turkish) is wider than a line at the smallest type that can be read." in message
    assert "Write a soft hyphen (U+00AD) where it may be parted" in message
    assert f"{tmp_path.as_posix()}/locale/tr/soleprint.po:" in message
    assert "too small" not in message
    assert message.endswith("What fits: --distance 70cm; or --distance 50cm; or --distance 40cm.")
    line = int(message.partition("soleprint.po:")[2].partition(".")[0])
    entry = (tmp_path / "locale/tr/soleprint.po").read_text(encoding="utf-8").splitlines()[line - 1 :]
    assert entry[0].startswith("msgctxt")
    assert LONG in entry[2]


def test_a_soft_hyphen_is_the_remedy(tmp_path: Path) -> None:
    runs = titled(tmp_path, "tr", "Ayaklarınızınaltındakilerden\u00adayaklarınızınüstündekilere")
    assert runs[:2] == ["Ayaklarınızınaltındakilerden\u00ad", "ayaklarınızınüstündekilere"]


def test_patterns_need_none(tmp_path: Path) -> None:
    runs = titled(tmp_path, "de", GERMAN)
    assert "".join(runs).replace("\u00ad", "").startswith(GERMAN)
    assert any(run.endswith("\u00ad") for run in runs)


def test_english_words_are_found_in_the_content() -> None:
    (place,) = Library((builtin("content"),)).places_of("Front of the leg")
    file, _, line = place.rpartition(":")
    assert file == "content/routines/front-of-leg.yaml"
    text = (builtin("content") / "routines" / "front-of-leg.yaml").read_text(encoding="utf-8")
    assert "Front of the leg" in text.splitlines()[int(line) - 1]


def test_a_word_of_the_order_is_not_repeated(tmp_path: Path) -> None:
    """It may be a patient's name."""
    name = "Q" * 60
    with pytest.raises(DoesNotFit) as caught:
        make("leaflet", ["foot"], emergency="112", fold="tri", name=name)
    assert name not in str(caught.value)
    assert "a word of 60 letters in an option or the profile (English) is wider than a line" in str(caught.value)
