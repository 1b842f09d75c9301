"""Facts of the scripts, checked against HarfBuzz and against what each script demands."""

from __future__ import annotations

import pytest
import uharfbuzz as hb

from soleprint.marks import GlyphRun
from soleprint.text import Span, Typesetter


def _run(lang: str, text: str) -> GlyphRun:
    setting = Typesetter(lang).prepare([Span(text)]).set(10_000, 10)
    ((_, run),) = setting.lines[0].runs
    return run


def _nominal(run: GlyphRun, char: str) -> int:
    return int(run.font.glyph(char))  # type: ignore[attr-defined]


def _reference(run: GlyphRun, text: str, lang: str) -> list[tuple[int, int]]:
    """Glyphs and advances by HarfBuzz alone, with its own guesses of script and direction."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = lang
    hb.shape(run.font.shaper, buffer)  # type: ignore[attr-defined]
    return [
        (info.codepoint, position.x_advance)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("ar", "إلا"), ("ur", "پنڈلی"), ("he", "שניות"), ("hi", "निर्भर"), ("hi", "स्त्री"), ("bn", "কো"), ("pa", "ਪਿੰਨੀ"),
        ("gu", "ઘૂંટી"), ("ta", "கொடு"), ("th", "ที่"), ("vi", "Ưỡ"), ("tr", "İıi"), ("el", "γάμπα"), ("ja", "押す"),
    ],
)  # fmt: skip
def test_same_glyphs_as_harfbuzz(lang: str, word: str) -> None:
    run = _run(lang, word)
    assert [(glyph.id, glyph.advance) for glyph in run.glyphs] == _reference(run, word, lang)
    assert run.text == word


def test_arabic_lam_alef_takes_its_joined_shape() -> None:
    run = _run("ar", "لا")
    assert {_nominal(run, "ل"), _nominal(run, "ا")}.isdisjoint(glyph.id for glyph in run.glyphs)
    assert "".join(glyph.text for glyph in reversed(run.glyphs)) == "لا"
    apart = sum(_run("ar", letter).width for letter in "لا")
    assert run.width < apart


def test_arabic_letters_take_their_final_form_before_a_space_and_join_across_colours() -> None:
    alone, spaced = _run("ar", "من"), _run("ar", "من من")
    assert spaced.glyphs[-len(alone.glyphs) :] == alone.glyphs
    coloured = Typesetter("ar").prepare([Span("كع"), Span("ب", colour="#ff0000")]).set(500, 10)
    pieces = [glyph.id for _, run in coloured.lines[0].runs for glyph in run.glyphs]
    assert pieces == [glyph.id for glyph in _run("ar", "كعب").glyphs]


def test_devanagari_reph_moves_and_conjuncts_join() -> None:
    run = _run("hi", "र्म")
    assert len(run.glyphs) == 2
    assert [glyph.text for glyph in run.glyphs if glyph.text] == ["र्म"]
    assert run.glyphs[0].id == _nominal(run, "म"), "reph is set after its base"
    assert len(_run("hi", "क्ष").glyphs) == 1


def test_bengali_split_vowel_surrounds_its_consonant() -> None:
    run = _run("bn", "কো")
    assert [glyph.id for glyph in run.glyphs][1] == _nominal(run, "ক")
    assert len(run.glyphs) == 3
    assert "".join(glyph.text for glyph in run.glyphs) == "কো"


def test_thai_tone_stacks_above_the_vowel() -> None:
    run = _run("th", "ที่")
    assert len(run.glyphs) == 3
    assert [glyph.advance > 0 for glyph in run.glyphs] == [True, False, False]
    tone = run.glyphs[2]
    assert tone.dy > 0 or tone.id != _nominal(run, "\u0e48")


def test_vietnamese_decomposed_is_drawn_composed() -> None:
    composed, decomposed = _run("vi", "ệ"), _run("vi", "e\u0323\u0302")
    assert [glyph.id for glyph in composed.glyphs] == [glyph.id for glyph in decomposed.glyphs]
    assert decomposed.text == "e\u0323\u0302"


def test_turkish_dotless_i() -> None:
    run = _run("tr", "ıi")
    assert [glyph.id for glyph in run.glyphs] == [_nominal(run, "ı"), _nominal(run, "i")]


def test_brackets_are_mirrored_in_right_to_left_text() -> None:
    setting = Typesetter("he").prepare([Span("(כף)")]).set(10_000, 10)
    opening = setting.runs(0, 0)[0][1]
    assert opening.rtl
    assert opening.glyphs[0].text == "("
    assert opening.glyphs[0].id == _nominal(opening, ")")


def test_regional_forms_follow_the_language() -> None:
    keys = {lang: _run(lang, "骨").font.key for lang in ("zh-Hans", "zh-Hant", "ja", "ko")}
    assert keys == {
        "zh-Hans": "NotoSansCJKSC-Regular",
        "zh-Hant": "NotoSansCJKTC-Regular",
        "ja": "NotoSansCJKJP-Regular",
        "ko": "NotoSansCJKKR-Regular",
    }
    assert len({_run(lang, "骨").glyphs[0].id for lang in keys}) > 1


def test_a_span_of_another_language_takes_its_own_forms() -> None:
    setting = Typesetter("ja").prepare([Span("骨"), Span("骨", lang="zh-Hans")]).set(500, 10)
    assert [run.font.key for _, run in setting.lines[0].runs] == ["NotoSansCJKJP-Regular", "NotoSansCJKSC-Regular"]


def test_letters_take_the_forms_of_the_language() -> None:
    """Romanian wants a comma below where Turkish wants a cedilla (OpenType ``locl``)."""
    assert _run("ro", "ş").glyphs[0].id == _nominal(_run("ro", "ș"), "ș")
    assert _run("tr", "ş").glyphs[0].id == _nominal(_run("tr", "ş"), "ş")
