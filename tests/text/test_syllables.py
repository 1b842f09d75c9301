"""Burmese, Khmer and Lao are broken between syllables, never inside one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from soleprint.content.languages import language
from soleprint.marks import ink_box
from soleprint.text import Span, Typesetter
from soleprint.text.breaks import opportunities
from soleprint.text.words import Words


def _pieces(text: str, lang: str, *words: str) -> list[str]:
    stops = [0, *sorted(opportunities(text, language(lang), Words(words))), len(text)]
    return [text[start:end] for start, end in pairwise(stops)]


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("my", "ခြေ|ထောက်|နာ|ကျင်|မှု"),  # asat closes a syllable
        ("my", "ကမ္ဘာ|မြေ"),  # the upper letter of a stack closes one, the lower begins one
        ("my", "မြန်|မာ|နိုင်|ငံ|သည် |ဖြစ်|သည်။"),
        ("lo", "ຫົວ|ເຂົ່າ|ແລະ|ຂໍ້|ຕີນ"),
        ("lo", "ມີ|ຄວາມ|ສົນ|ໃຈ"),  # two letters begin one syllable
        ("lo", "ເສັ້ນ|ເລືອດ"),  # a vowel before its letter begins, one after its letter does not
        ("lo", "ຊ້າໆ|ເດີ"),
        ("km", "ការ|ពារ|ជើង|នេះ"),
        ("km", "ថ្នាំ|ពេទ្យ"),  # letters under letters
        ("km", "ការបន្ថែម"),  # the upper one may end the syllable before
        ("km", "សុខ|ភាព។"),
        ("km", "ស្ទីងៗ|ទៅ"),
    ],
)
def test_syllables(lang: str, parts: str) -> None:
    assert _pieces(parts.replace("|", ""), lang) == parts.split("|")


def test_who_parts_words_with_zero_width_spaces_is_believed() -> None:
    assert _pieces("សុខភាព\u200bជើង", "km") == ["សុខភាព\u200b", "ជើង"]


def test_listed_words_are_whole_and_lines_end_where_they_meet() -> None:
    assert _pieces("សុខភាព", "km", "សុខភាព") == ["សុខភាព"]
    assert _pieces("ការបន្ថែម", "km", "ការ", "បន្ថែម") == ["ការ", "បន្ថែម"]
    assert _pieces("မြန်မာနိုင်ငံသည်", "my", "မြန်မာနိုင်ငံ") == ["မြန်မာနိုင်ငံ", "သည်"]


@pytest.mark.parametrize("tag", ["km-Khmr", "lo-Laoo", "my-Mymr"])
def test_a_column_of_one_word_holds_them(tag: str) -> None:
    text = {"km-Khmr": "ការពារជើងនេះជានិច្ច", "lo-Laoo": "ຫົວເຂົ່າແລະຂໍ້ຕີນ", "my-Mymr": "ခြေထောက်နာကျင်မှု"}[tag]
    setting = Typesetter(tag).prepare([Span(text)]).set(50.0, 12.0)
    assert setting.overfull == ()
    assert len(setting.lines) > 1
    assert "".join(run.text for _, run in setting.runs(0, 0)) == text
    one = Typesetter(tag).prepare([Span(text)]).set(10_000.0, 100.0)
    boxes = [box for _, run in one.runs(0, 0) if (box := ink_box(run))]
    assert max(box.y1 for box in boxes) - min(box.y0 for box in boxes) < one.height, "lines do not touch"
