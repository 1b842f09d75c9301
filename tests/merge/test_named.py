"""Languages in a table by their names in any of ours, as CLDR has them, and that it is asked only where it must be."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from soleprint.content.columns import column_words
from soleprint.content.languages import Languages, languages
from soleprint.content.locale import named
from soleprint.content.locale.named import languages_named
from soleprint.files.folders import layers
from soleprint.merge import wishes
from soleprint.merge.cells import Spoilt
from soleprint.merge.make import check_table
from soleprint.merge.wishes import Read, options_of_rows, reader
from soleprint.products.product import product
from tests.merge.jobs import found, job
from tests.support.languages import LANGUAGES


def lang_reader() -> Read:
    leaflet = product(layers("templates", None), "leaflet")
    return reader(options_of_rows(leaflet, None)["lang"], column_words(), (), languages())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("német", "de"),
        ("NEMET", "de"),
        ("德文", "de"),
        ("немецкий", "de"),
        ("ألمانية", "de"),
        ("Tiếng Đức", "de"),
        ("독일어", "de"),
        ("Kijerumani", "de"),
        ("जर्मन", "de"),
        ("γαλλικά", "fr"),
        ("ukrainska", "uk"),
        ("chinois simplifié", "zh-Hans"),
        ("繁体字中国語", None),
        ("繁体中国語", "zh-Hant"),
        ("português do Brasil", "pt-BR"),
        ("portugalština", "pt-PT"),
        ("ትግርኛ", "ti"),
        ("norvégien", None),
    ],
)
def test_a_language_is_read_by_its_name_in_any_of_ours(name: str, code: str | None, tmp_path: Path) -> None:
    if code is None:
        assert found(job(tmp_path, f"Name,Language\nAna,{name}\n")) == [("unknown-language", 2, 2)]
    else:
        assert check_table(job(tmp_path, f"Name,Language\nAna,{name}\n")) == []
        assert lang_reader()(name) == code


def test_every_language_is_read_by_its_own_name_and_its_english_one() -> None:
    read = lang_reader()
    for code, one in LANGUAGES.items():
        assert (read(one.own), read(one.english)) == (code, code)


def test_cldr_is_asked_only_where_nothing_else_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wishes, "_named", lambda table: pytest.fail("asked"))
    read = lang_reader()
    assert [read(text) for text in ("Deutsch", "German", "de", "de-AT", "alemán")] == ["de"] * 5
    monkeypatch.setattr(wishes, "_named", lambda table: {"klingon": "de"})
    assert read("Klingon") == "de"
    with pytest.raises(Spoilt):
        read("Klingonisch")


def test_a_name_of_two_languages_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"de": {"fr": "Welsch", "it": "Welsch", "es": "Spanisch", "tlh": "Klingonisch"}, "fr": {"pt": "Spanisch"}}
    monkeypatch.setattr(named, "language_names", lambda tag: names.get(tag, {}))
    table = Languages({code: replace(LANGUAGES[code], code=code) for code in ("de", "fr", "it", "es")})
    assert languages_named(table) == {}
    names["fr"] = {"zxx": "Spanisch", "pt": "Portugais"}
    named._named.cache_clear()
    assert languages_named(table) == {}
    names["fr"] = {}
    named._named.cache_clear()
    assert languages_named(table) == {"spanisch": "es"}
    named._named.cache_clear()


def test_the_names_are_gathered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = languages_named(languages())
    monkeypatch.setattr(named, "language_names", lambda tag: pytest.fail("asked again"))
    assert languages_named(languages()) is first
    assert len(first) > 1500 and set(first.values()) <= set(LANGUAGES)
