from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from soleprint.content.languages import language
from soleprint.text.breaks import conforming, inside_phrases, opportunities
from soleprint.text.lineclass import line_class

BREAK_TEST = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")
# Left out: mandatory breaks (never in a paragraph here), Mongolian, and emoji that are not assigned yet.
UNSUPPORTED = {*"\r\n\v\f\x85\u2028\u2029", *map(chr, range(0x1800, 0x18B0)), "\U0001f02c"}
PASS_RATE = 1.0


@pytest.mark.skipif(not BREAK_TEST.exists(), reason="needs the Debian package unicode-data")
def test_unicode_conformance() -> None:
    source = BREAK_TEST.read_text(encoding="utf-8")
    if not source.startswith("# LineBreakTest-15.0"):
        pytest.skip("the rules are those of Unicode 15.0; this machine has another version's test")
    tried = wrong = 0
    for line in source.splitlines():
        tokens = line.split("#")[0].split()
        text = "".join(chr(int(token, 16)) for token in tokens[1::2])
        if not tokens or not UNSUPPORTED.isdisjoint(text):
            continue
        wanted = {at for at, token in enumerate(tokens[::2]) if token == "÷"} - {len(text)}
        tried += 1
        wrong += conforming(text) != wanted
    assert tried > 6000
    assert 1 - wrong / tried >= PASS_RATE


def _pieces(text: str, lang: str) -> list[str]:
    stops = [0, *sorted(opportunities(text, language(lang))), len(text)]
    return [text[start:end] for start, end in pairwise(stops)]


@pytest.mark.parametrize(
    ("lang", "text", "pieces"),
    [
        ("en", "press (20–30 seconds) now", ["press ", "(20–30 ", "seconds) ", "now"]),
        ("en", "well-known and/or", ["well-", "known ", "and/", "or"]),
        ("en", "from -5 to +5 °C, no\u00a0break", ["from ", "-5 ", "to ", "+5 ", "°C, ", "no\u00a0break"]),
        ("en", "mas\u00adsage a\u200bb", ["mas\u00ad", "sage ", "a\u200b", "b"]),
        ("fr", "le « mollet » : trois fois !", ["le ", "« mollet » : ", "trois ", "fois !"]),
        ("hi", "मलें । फिर", ["मलें । ", "फिर"]),
        ("zh-Hans", "上（三次）。停", ["上", "（三", "次）。", "停"]),
        ("zh-Hans", "差“停”。", ["差", "“停”。"]),
        ("ko", "무릎 뒤까지(3회)", ["무릎 ", "뒤까지(3회)"]),
        ("ja", "親指で押します。", ["親指で", "押します。"]),
        ("th", "ช้าๆ จากข้อเท้า", ["ช้าๆ ", "จาก", "ข้อ", "เท้า"]),
    ],
)
def test_breaks_as_readers_expect(lang: str, text: str, pieces: list[str]) -> None:
    assert _pieces(text, lang) == pieces


def test_no_line_starts_with_closing_punctuation_in_japanese() -> None:
    for piece in _pieces("足首から、「ひざ」の裏まで。ゆっくり（３回）もみます。", "ja"):
        assert piece[0] not in "、。」）ーっゃゅょ"


@pytest.mark.parametrize(
    ("char", "name"),
    [("a", "AL"), ("手", "ID"), ("っ", "CJ"), ("가", "H2"), ("각", "H3"), ("ก", "SA"), ("ั", "CM"), ("”", "QU")],
)
def test_classes(char: str, name: str) -> None:
    assert line_class(char) == name


def test_a_japanese_phrase_is_broken_inside_only_where_it_is_longer_than_twelve() -> None:
    twelve = "ストレッチングマッサージ"
    assert len(twelve) == 12
    assert _pieces(twelve, "ja") == [twelve]
    assert len(_pieces(f"{twelve}を", "ja")) > 1


@pytest.mark.parametrize(
    ("lang", "text", "phrases"),
    [
        ("zh-Hant", "發燒、感到不適或感染", ["發燒、", "感到", "不適", "或", "感染"]),
        ("zh-Hans", "不要按压或推动膝盖骨。", ["不", "要", "按压", "或", "推动", "膝盖骨。"]),
    ],
)
def test_chinese_phrases_keep_together_in_titles_and_cues(lang: str, text: str, phrases: list[str]) -> None:
    assert _pieces(text, lang) == phrases


@pytest.mark.parametrize(
    ("lang", "text"), [("ja", "血栓、または熱い・硬い・痛い静脈"), ("zh-Hant", "發燒、感到不適或感染")]
)
def test_running_text_may_break_inside_phrases_but_never_before_a_comma(lang: str, text: str) -> None:
    inside, phrases = inside_phrases(text, language(lang)), opportunities(text, language(lang))
    assert inside
    assert not inside & phrases
    assert not [at for at in inside if text[at] in "、。・ー"]
    assert inside | phrases == conforming(text)


def test_other_languages_have_no_places_inside_phrases() -> None:
    for lang, text in (("en", "Rest your hands"), ("th", "วางมือ")):
        assert inside_phrases(text, language(lang)) == set()
