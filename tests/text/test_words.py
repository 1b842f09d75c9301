"""Words that content lists are whole on every line."""

from __future__ import annotations

from itertools import pairwise

import pytest

from soleprint.content.languages import language
from soleprint.text import Span, Typesetter
from soleprint.text.breaks import inside_phrases, opportunities
from soleprint.text.words import NO_WORDS, Words, words_of


def _pieces(text: str, lang: str, *words: str) -> list[str]:
    stops = [0, *sorted(opportunities(text, language(lang), Words(words))), len(text)]
    return [text[start:end] for start, end in pairwise(stops)]


def test_listed_words_are_not_broken() -> None:
    assert _pieces("ช้าๆ จากข้อเท้า", "th") == ["ช้าๆ ", "จาก", "ข้อ", "เท้า"]
    assert _pieces("ช้าๆ จากข้อเท้า", "th", "ข้อเท้า") == ["ช้าๆ ", "จาก", "ข้อเท้า"]
    assert _pieces("发烧、感染", "zh-Hans", "发烧", "感染") == ["发烧、", "感染"]


def test_a_line_may_end_where_two_of_them_meet_in_thai() -> None:
    text = "ใช้นิ้วหัวแม่มือคลึงวนรอบ"
    words = ("นิ้วหัวแม่มือ", "คลึงวน", "รอบ")
    assert "นิ้วหัวแม่มือ" not in _pieces(text, "th", "นิ้วหัวแม่มือ")
    assert _pieces(text, "th", *words) == ["ใช้", *words]


def test_in_japanese_a_phrase_of_two_listed_words_stays_a_phrase() -> None:
    assert _pieces("糖尿病手術", "ja", "糖尿病", "手術") == _pieces("糖尿病手術", "ja")


def test_words_that_share_letters_are_all_whole() -> None:
    found = Words(["เท้าบวม", "ข้อเท้า", "บวมแดง"])
    assert found.inside("ข้อเท้าบวมแดง") == set(range(1, 13))
    assert found.joints("ข้อเท้าบวมแดง") == {7}, "the longest from the left"


def test_no_words() -> None:
    assert not NO_WORDS
    assert words_of(()) is NO_WORDS
    assert words_of(("ข้อเท้า",)) is words_of(("ข้อเท้า",))
    assert NO_WORDS.inside("ข้อเท้า") == NO_WORDS.joints("ข้อเท้า") == set()


@pytest.mark.parametrize("width", range(20, 140, 6))
def test_running_text_keeps_them_too(width: int) -> None:
    text = "血のかたまり、または熱い・硬い・痛い静脈があるときは、マッサージは一切しないでください。"
    words = ("血のかたまり", "静脈", "マッサージ", "ください")
    setting = Typesetter("ja", words=words).prepare([Span(text)]).set(float(width), 10.0, phrases=False)
    lines = ["".join(run.text for _, run in line.runs) for line in setting.lines]
    assert "".join(lines) == text
    assert all(any(word in line for line in lines) for word in words)


def test_places_inside_phrases_count_what_shows() -> None:
    """Isolates, which values stand in, must not move the places where a line may start."""
    shown = "足首から3回、ひざまで、ゆっくり押します。"
    isolated = shown.replace("3", "\u20663\u2069")
    plain, steered = (Typesetter("ja").prepare([Span(text)]) for text in (shown, isolated))
    parts = [[piece.text for chunk in each.fine for piece in chunk.pieces] for each in (plain, steered)]
    assert not [part for part in parts[1] if part[0] in "、。"]
    assert "".join(parts[0]) == "".join(parts[1]) == shown
    assert inside_phrases(isolated, language("ja")) & {isolated.index("、")} == set()
