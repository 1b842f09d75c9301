"""Where words may be parted: by soft hyphens, by the patterns of a language, and only where no line holds them."""

from __future__ import annotations

import pytest

from soleprint.text import Setting, Span, Typesetter
from soleprint.text.hyphens import hyphenates, parting

WORD = "Bein\u00advorder\u00adseite"
WHOLE = WORD.replace("\u00ad", "")


def _lines(setting: Setting) -> list[str]:
    return ["".join(run.text for _, run in line.runs) for line in setting.lines]


def _width(text: str) -> float:
    return Typesetter("de").prepare([Span(text)]).natural_width(12)


@pytest.mark.parametrize(
    ("lang", "word", "parts"),
    [
        ("de", "Beinvorderseite", "Bein-vor-der-seite"),
        ("de-CH", "Beinvorderseite", "Bein-vor-der-seite"),
        ("pt-BR", "massageando", "mas-sa-ge-ando"),
        ("el", "φυσιοθεραπευτής", "φυσιο-θε-ρα-πευ-τής"),
        ("sr-Latn", "masažiranje", "masa-ži-ra-nje"),
        ("hu", "asszonyok", "asszo-nyok"),  # not asz-szonyok: a hyphen would change the spelling
    ],
)
def test_words_are_parted_by_the_patterns_of_their_language(lang: str, word: str, parts: str) -> None:
    assert parting(f"„{word}“,", lang) == {word: parts.replace("-", "\u00ad")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("tr", "Ayaklarınızın"),  # no patterns
        ("th", "ข้อเท้าข้อเท้าข้อเท้า"),  # there are patterns, but Thai has no hyphens
        ("pa", "ਮਾਲਸ਼ਮਾਲਸ਼"),
        ("ar", "المسؤوليات"),
        ("ja", "血のかたまり"),
        ("de", "Knie"),  # three letters at least on either side
        ("de", "www.musterphysiotherapie.de/wegbeschreibung"),
        ("de", "anmeldung@musterphysiotherapie.de"),
    ],
)
def test_what_is_not_parted(lang: str, text: str) -> None:
    assert parting(text, lang) == {}


def test_scripts_with_hyphens() -> None:
    assert hyphenates("Fußgelenk,")
    assert not hyphenates("足首")
    assert not hyphenates("40")


def test_a_word_that_a_line_holds_is_not_parted() -> None:
    text = f"Über die {WORD} gehen"
    setting = Typesetter("de").prepare([Span(text)]).set(_width(WHOLE) + 1, 12, phrases=False)
    assert _lines(setting) == ["Über die ", f"{WHOLE} ", "gehen"]


def test_one_that_no_line_holds_fills_the_line_before() -> None:
    setting = Typesetter("de").prepare([Span(f"Die {WORD} ganz sanft")]).set(_width("Die Bein-") + 1, 12)
    assert _lines(setting)[:3] == ["Die Bein\u00ad", "vorder\u00ad", "seite "]
    assert setting.overfull == ()
    assert all(line.width <= setting.width for line in setting.lines)


def test_unparted_it_is_shaped_as_if_there_were_no_soft_hyphens() -> None:
    for text in ("AV\u00adAV", "f\u00adi"):
        whole, plain = (Typesetter("de").prepare([Span(each)]) for each in (text, text.replace("\u00ad", "")))
        assert [piece.glyphs for piece in whole.chunks[0].pieces] == [piece.glyphs for piece in plain.chunks[0].pieces]


def test_a_hyphen_is_a_glyph_that_is_no_character_of_the_text() -> None:
    first, *_ = Typesetter("de").prepare([Span(WORD)]).set(_width("Bein-") + 1, 12).lines
    ((_, run),) = first.runs
    assert "".join(glyph.text for glyph in run.glyphs) == "Bein-"
    assert run.text == "Bein\u00ad"


@pytest.mark.parametrize("text", ["Bein\u00ad", "Bein\u00ad ab", "\u00adBein ab"])
def test_a_soft_hyphen_at_an_edge_parts_nothing(text: str) -> None:
    prepared = Typesetter("de").prepare([Span(text)])
    assert _lines(prepared.set(_width("Be"), 12))[0].strip() == "Bein"


def test_what_does_not_hold_in_parts_is_named_whole() -> None:
    prepared = Typesetter("de").prepare([Span(f"die {WORD}, sanft")])
    assert prepared.set(_width("die"), 12).overfull == (f"{WORD},", "sanft")
    assert prepared.measure(_width("vorder-") + 1, 12)[1] is False
    assert prepared.min_width(12) == pytest.approx(_width("vorder-"))


def test_balanced_lines_take_no_more_hyphens() -> None:
    prepared = Typesetter("de").prepare([Span(f"{WORD} mas\u00adsieren und ruhen")])
    width = _width("Beinvorder-") + 1
    usual, even = (prepared.set(width, 12, balance=balance) for balance in (False, True))
    assert [line.endswith("\u00ad") for line in _lines(usual)] == [line.endswith("\u00ad") for line in _lines(even)]


@pytest.mark.parametrize("lang", ["en", "ar", "ja", "ta"])
def test_breakable_anywhere_is_as_tall_as_its_letters_need(lang: str) -> None:
    text = {"en": "Beinvorderseite", "ar": "المسؤوليات", "ja": "血のかたまりが痛い", "ta": "அடிப்பகுதியிலிருந்து"}[lang]
    prepared = Typesetter(lang).prepare([Span(text)])
    width = prepared.natural_width(12) / 2.5
    assert prepared.measure(width, 12)[1]
    height, broken = prepared.breakable().measure(width, 12)
    assert not broken
    assert height >= 3 * prepared.measure(1000, 12)[0] / 1.5
