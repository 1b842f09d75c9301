"""What the pages give as an example is read where it is tried, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.datastructures import LanguageAccept

from soleprint.content.columns import column_words
from soleprint.merge.columns import match_columns
from soleprint.merge.delimited import Delimited
from soleprint.merge.make import check_table
from soleprint.web.words import Dictionary, Words
from tests.merge.jobs import job
from tests.support.breadth import some
from tests.support.languages import LANGUAGES
from tests.web.browser import Browser

DICTIONARY = Dictionary(None)
COLUMNS = {"name": 1, "lang": 2, "notes": 3}


def words(lang: str) -> Words:
    return DICTIONARY.words((lang,), LanguageAccept())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_columns_of_the_hint_are_known(lang: str, tmp_path: Path) -> None:
    said = words(lang)
    (tmp_path / "people.csv").write_text(",".join(said[f"people-column-{name}"] for name in COLUMNS), encoding="utf-8")
    columns = match_columns(Delimited(tmp_path / "people.csv"), {}, ("name", "notes"), ("lang",), column_words())
    assert (columns.places, columns.findings) == (COLUMNS, ())


def test_the_hint_names_them_as_a_list_of_the_language() -> None:
    browser = Browser()
    browser.get("/language?ui=ar&to=/")
    names = [words("ar")[f"people-column-{name}"] for name in COLUMNS]
    assert "، ".join(names) in browser.get("/people/make/leaflet").text
    browser.get("/language?ui=en&to=/")
    assert "such as Name, Language, Notes; then" in browser.get("/people/make/leaflet").text


def test_the_language_that_is_given_as_an_example_is_read_by_its_name_and_its_code(tmp_path: Path) -> None:
    """Of a sixth of the languages a table is checked, which sets a leaflet in each."""
    cells = []
    for lang, one in LANGUAGES.items():
        said = words(lang).sentence("unknown-language", (), "own")
        assert one.own in said and lang in said.replace(one.own, "")
        cells += [one.own, lang] if some(lang, "example", of=6) else []
    assert cells
    table = "".join(f"Ana,{cell}\n" for cell in cells)
    assert check_table(job(tmp_path, f"Name,Language\n{table}")) == []
