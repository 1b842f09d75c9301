"""content/words: lists that are loaded, laid over, checked, and kept on every line of what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.content.languages import language
from soleprint.content.library import Library
from soleprint.content.locale.po import read_po
from soleprint.errors import ContentError
from soleprint.files.folders import builtin, layers
from soleprint.text.breaks import inside_phrases, opportunities
from soleprint.text.words import Words

LANGUAGES = ("ja", "th", "zh-Hans", "zh-Hant")
CONTENT = builtin("content")
NEVER_PARTED = {
    "ja": ("血のかたまり", "血栓", "足首", "ふくらはぎ", "糖尿病", "発熱", "マッサージ", "ください"),
    "th": ("ข้อเท้า", "เส้นเลือด", "นิ้วหัวแม่มือ", "ลูกสะบ้า", "ห้าม", "ลิ่มเลือด", "ตั้งครรภ์", "กะทันหัน", "หรือ", "วันนี้"),
    "zh-Hans": ("发烧", "发热", "脚踝", "膝盖骨", "糖尿病", "救护车", "不要", "血栓", "按摩"),
    "zh-Hant": ("發燒", "發熱", "腳踝", "膝蓋骨", "糖尿病", "救護車", "不要", "血栓", "按摩"),
}
"""What was found parted on pages, and the like."""


def texts(lang: str) -> list[str]:
    entries = read_po(CONTENT / "locale" / lang / "soleprint.po", lang).entries
    return [entry.text for entry in entries if entry.done and not entry.obsolete]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_printed_text_is_broken_inside_a_word(lang: str) -> None:
    listed = Library((CONTENT,), lang=lang).words()
    kept = Words(listed)
    met: set[str] = set()
    for text in texts(lang):
        stops = opportunities(text, language(lang), kept) | inside_phrases(text, language(lang), kept)
        for word in listed:
            at = text.find(word)
            while at >= 0:
                met.add(word)
                assert stops.isdisjoint(range(at + 1, at + len(word))), (word, text)
                at = text.find(word, at + 1)
    assert set(NEVER_PARTED[lang]) <= set(listed)
    assert set(NEVER_PARTED[lang]) <= met, "a test of words that nobody says tests nothing"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lists_are_needed(lang: str) -> None:
    """The program alone would part them."""
    parted = [
        word
        for text in texts(lang)
        for word in NEVER_PARTED[lang]
        if word in text
        and not (opportunities(text, language(lang)) | inside_phrases(text, language(lang))).isdisjoint(
            range(text.find(word) + 1, text.find(word) + len(word))
        )
    ]
    assert len(set(parted)) > len(NEVER_PARTED[lang]) / 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_names_each_word_once(lang: str) -> None:
    listed = Library((CONTENT,), lang=lang).words()
    assert len(set(listed)) == len(listed)


def mine(folder: Path, lang: str, text: str) -> Path:
    (folder / "words").mkdir()
    (folder / "words" / f"{lang}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_words_of_ones_own_are_added(tmp_path: Path) -> None:
    folders = layers("content", mine(tmp_path, "th", "schema: 1\nwords: [คลินิกข้อเท้า]\n"))
    words = Library(folders, lang="th").words()
    assert {"คลินิกข้อเท้า", "ข้อเท้า"} <= set(words)
    assert Library(folders, lang="km").words() == Library(folders).words() == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("schema: 1\nwords:\n  - ข้อเท้า\n  - ข้อ เท้า\n", 4, "without spaces"),
        ("schema: 1\nwords:\n  - ก\n", 3, "2 to 40 letters"),
        ("schema: 1\nwords: ข้อเท้า\n", 2, "list"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, line: int, said: str, tmp_path: Path) -> None:
    library = Library(layers("content", mine(tmp_path, "th", text)), lang="th")
    with pytest.raises(ContentError) as caught:
        library.words()
    (finding,) = caught.value.findings
    assert (finding.source, finding.line) == ((tmp_path / "words/th.yaml").as_posix(), line)
    assert said in str(caught.value)
    assert finding in library.check(), "and `soleprint check` names them too"
