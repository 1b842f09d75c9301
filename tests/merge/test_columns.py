"""Which column is what: by the names that people give, by what a job says, and what is said where neither helps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from soleprint.content.columns import column_words, folded
from soleprint.content.languages import languages
from soleprint.errors import ContentError, Severity, caught
from soleprint.files.folders import builtin
from soleprint.merge.columns import FIELDS, Columns, match_columns
from soleprint.merge.delimited import Delimited
from soleprint.products.check import check_all
from soleprint.products.unread import unread

OPTIONS = ("routines", "lang", "side", "edition", "size", "fold", "mode", "faces")


def matched(folder: Path, header: str, asked: Any = None, fields: tuple[str, ...] = FIELDS) -> Columns:
    (folder / "people.csv").write_text(f"{header}\n", encoding="utf-8")
    return match_columns(Delimited(folder / "people.csv"), asked or {}, fields, OPTIONS, column_words())


@pytest.mark.parametrize(
    ("header", "places"),
    [
        ("Name,Date,Language", {"name": 1, "date": 2, "lang": 3}),
        ("FULL_NAME,how-often,How long,REF. No", {"name": 1, "often": 2, "long": 3, "reference": 4}),
        ("Vollständiger Name,Sprache,Übungen,Häufigkeit,Dauer,Hinweise,Termin,Seite",
         {"name": 1, "lang": 2, "routines": 3, "often": 4, "long": 5, "notes": 6, "appointment": 7, "side": 8}),
        ("Nom et prénom,Langue,Exercices,Fréquence,Durée,Remarques,Côté,Lien",
         {"name": 1, "lang": 2, "routines": 3, "often": 4, "long": 5, "notes": 6, "side": 7, "qr": 8}),
        ("Nombre,Idioma,Ejercicios,Cada cuánto,Observaciones,Lado",
         {"name": 1, "lang": 2, "routines": 3, "often": 4, "notes": 5, "side": 6}),
        ("الاسم,اللغة,التمارين,كم مرّة,المدّة,ملاحظات,الموعد",
         {"name": 1, "lang": 2, "routines": 3, "often": 4, "long": 5, "notes": 6, "appointment": 7}),
        ("姓名,语言,备注", {"name": 1, "lang": 2, "notes": 3}),
        ("नाम,भाषा", {"name": 1, "lang": 2}),
        ("ФИО,Язык,Сторона", {"name": 1, "lang": 2, "side": 3}),
        ("Namn,Språk,Övningar,Hur ofta,Hur länge,Anteckningar,Nästa besök,Kroppssida",
         {"name": 1, "lang": 2, "routines": 3, "often": 4, "long": 5, "notes": 6, "appointment": 7, "side": 8}),
        ("Jméno,Jazyk,Masáž,Jak často,Doba trvání,Poznámky,Příští termín,Strana těla",
         {"name": 1, "lang": 2, "routines": 3, "often": 4, "long": 5, "notes": 6, "appointment": 7, "side": 8}),
        ("Név,Nyelv,Gyakorlatok,Gyakoriság,Időtartam,Megjegyzés,Időpont,Oldal",
         {"name": 1, "lang": 2, "routines": 3, "often": 4, "long": 5, "notes": 6, "appointment": 7, "side": 8}),
        ("Име,Језик,Вежбе,Колико често,Трајање,Напомене,Термин,Страна тела",
         {"name": 1, "lang": 2, "routines": 3, "often": 4, "long": 5, "notes": 6, "appointment": 7, "side": 8}),
        ("Nama,Bahasa,Latihan,Berapa kali,Durasi,Catatan,No. RM,Kontrol,Sisi",
         {"name": 1, "lang": 2, "routines": 3, "often": 4, "long": 5, "notes": 6, "reference": 7, "appointment": 8,
          "side": 9}),
        ("ስም,ቋንቋ,ደረጃዎች,ማስታወሻ,ቀጠሮ", {"name": 1, "lang": 2, "steps": 3, "notes": 4, "appointment": 5}),
        ("ناوی نەخۆش,زمانی نەخۆش,ڕاهێنان,تێبینی", {"name": 1, "lang": 2, "routines": 3, "notes": 4}),
        ("பெயர்,மொழி,குறிப்புகள்,பக்கம்", {"name": 1, "lang": 2, "notes": 3, "side": 4}),
    ],
)  # fmt: skip
def test_names_that_people_give(header: str, places: dict[str, int], tmp_path: Path) -> None:
    columns = matched(tmp_path, header)
    assert columns.places == places
    assert not columns.findings


def test_a_name_of_its_own_goes_before_others(tmp_path: Path) -> None:
    columns = matched(tmp_path, "Patient,Name,Notes")
    assert columns.places == {"name": 2, "notes": 3}


def test_two_columns_that_may_be_the_same_are_told(tmp_path: Path) -> None:
    (finding,) = matched(tmp_path, "Patient,Client,Notes").findings
    assert (finding.code, finding.severity, finding.column) == ("same-column", Severity.ERROR, 2)
    assert not matched(tmp_path, "Patient,Client,Notes", {"name": "Client"}).mistakes


def test_first_and_last_names_are_one_field(tmp_path: Path) -> None:
    (name,) = matched(tmp_path, "Surname,Ward,First name").fields
    assert name.places == (2, 0)
    (name,) = matched(tmp_path, "Nachname,Vorname", {"name": ("Nachname", "Vorname")}).fields
    assert name.places == (0, 1)
    assert matched(tmp_path, "Name,Surname,Notes").places == {"name": 1, "notes": 3}


@pytest.mark.parametrize(
    ("header", "places"),
    [
        ("Nombre,Apellidos", (0, 1)),
        ("Nom,Prénom", (1, 0)),
        ("Имя,Фамилия", (0, 1)),
        ("Nume,Prenume", (1, 0)),
        ("نام,نام خانوادگی", (0, 1)),
        ("Naam,Notes", (0,)),
        ("Nombre,Notas", (0,)),
        ("ชื่อ,นามสกุล", (0, 1)),
        ("Vezetéknév,Keresztnév", (1, 0)),
        ("Full name,Nombre,Apellidos", (0,)),
        ("Ime i prezime,Ime,Prezime", (0,)),
    ],
)
def test_a_word_for_the_whole_name_is_a_part_of_it_beside_the_other(
    header: str, places: tuple[int, ...], tmp_path: Path
) -> None:
    (name,) = matched(tmp_path, header, fields=("name",)).fields
    assert name.places == places


def test_two_parts_of_a_name_that_may_be_the_same_are_told_by_its_field(tmp_path: Path) -> None:
    (finding,) = matched(tmp_path, "Nombre,Primer nombre,Notas").findings
    assert (finding.code, "{name: ...}" in finding.message) == ("same-column", True)
    assert not matched(tmp_path, "Nombre,Primer nombre,Notas", {"name": "Nombre"}).findings


def test_what_is_not_known_is_told_without_its_name(tmp_path: Path) -> None:
    findings = matched(tmp_path, "Name,Langage,Ward,Notes,Ana Silva").findings
    assert [(each.code, each.column, each.severity) for each in findings] == [
        ("unknown-column", 2, Severity.WARNING),
        ("unknown-column", 3, Severity.WARNING),
    ]
    assert 'did you mean "lang"?' in findings[0].message
    assert "columns 3, 5" in findings[1].message
    assert "Ana" not in "".join(map(str, findings))


def test_a_table_without_names_is_refused_and_quotes_nobody(tmp_path: Path) -> None:
    (finding,) = matched(tmp_path, "Ana Silva,2026-02-28,42").findings
    assert (finding.code, finding.severity) == ("no-columns", Severity.ERROR)
    assert "Ana" not in str(finding)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"nam": "Who"}, ("nam", "unknown-key", 'did you mean "name"?')),
        ({"fold": "Paper"}, ("fold", "no-such-column", 'no column "Paper"')),
        ({"name": "Whom"}, ("name", "no-such-column", "")),
        ({"name": "Frequence"}, ("name", "no-such-column", "did you mean column 2?")),
    ],
)
def test_mistakes_of_a_job(asked: dict[str, object], expected: tuple[str, str, str], tmp_path: Path) -> None:
    (mistake,) = matched(tmp_path, "Who,Frequency", asked).mistakes
    assert (mistake.key, mistake.code) == expected[:2]
    assert expected[2] in mistake.message


def test_a_job_says_which_and_none(tmp_path: Path) -> None:
    columns = matched(tmp_path, "Name,Who,often", {"name": "who", "often": None})
    assert columns.places == {"name": 2}


def test_a_column_that_the_product_does_not_take_is_not_read(tmp_path: Path) -> None:
    columns = matched(tmp_path, "Name,Notes", fields=("name",))
    assert columns.places == {"name": 1}
    assert [finding.code for finding in columns.findings] == ["unknown-column"]


def test_folding() -> None:
    assert {folded(word) for word in ("Full-name", "full_name", " FULL NAME", "Füll náme.", "ｆｕｌｌ name")} == {
        "fullname"
    }
    assert folded("المدّة") == folded("المدة") == folded("المـــدة")
    assert folded("नाम") == "नाम"


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        ("Vänster", "Höger", "Båda"),
        ("лява", "дясна", "двете"),
        ("bal", "jobb", "mindkettő"),
        ("goch", "dwat", "toulède"),
        ("ግራ", "ቀኝ", "ሁለቱም"),
        ("چەپ", "ڕاست", "هەردوو"),
        ("ਖੱਬਾ", "ਸੱਜਾ", "ਦੋਵੇਂ"),
        ("kaliwa", "kanan", "pareho"),
    ],
)
def test_sides_in_the_words_of_many_languages(left: str, right: str, both: str) -> None:
    sides = column_words().values["side"]
    assert [sides[folded(word)] for word in (left, right, both)] == ["left", "right", "both"]


# The content


def test_the_words_are_sound() -> None:
    words = column_words()
    assert set(FIELDS) <= set(words.columns.values())
    assert set(words.values["lang"].values()) <= set(languages().known)
    for name, meant in words.columns.items():
        assert name == folded(name), (name, meant)


@pytest.mark.parametrize("word", ["Страна", "زمان", "Sida"])
def test_a_word_that_is_something_else_in_another_language_is_left_alone(word: str) -> None:
    """A country in Russian, the time in Persian, an illness in Spanish: such columns stand in tables of patients."""
    assert folded(word) not in column_words().columns


def test_ones_own_words_are_added(tmp_path: Path) -> None:
    (tmp_path / "columns.yaml").write_text(
        "schema: 1\ncolumns: {name: [Punter]}\nvalues: {side: {left: [port]}}\n", encoding="utf-8"
    )
    words = column_words([tmp_path, builtin("content")])
    assert (words.columns["punter"], words.columns["patient"]) == ("name", "name")
    assert (words.values["side"]["port"], words.values["side"]["links"]) == ("left", "left")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("columns: {name: [Who], date: [when, WHO]}", "same-word"),
        ("columns: {}\nvalues: {side: {left: [x], right: [X]}}", "same-word"),
        ("columns: {}\nvalues: {lang: {xx: [Martian]}}", "unknown-language"),
        ("columns: {name: [--]}", "bad-value"),
        ("columns: {name: Who}", "wrong-type"),
        ("words: {}", "unknown-key"),
    ],
)
def test_mistakes_in_ones_own_words(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "columns.yaml").write_text(f"schema: 1\n{text}\n", encoding="utf-8")
    findings = caught(column_words, [tmp_path, builtin("content")])
    assert code in [finding.code for finding in findings]


def test_check_finds_them(untried: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("soleprint.content.locale.files.check_catalogues", lambda *folders: [])
    (tmp_path / "columns.yaml").write_text("schema: 1\ncolumns: {name: [--]}\n", encoding="utf-8")
    assert [finding.code for finding in check_all([tmp_path / "columns.yaml"])] == ["bad-value"]


def test_a_file_that_is_nearly_right_is_told(tmp_path: Path) -> None:
    (tmp_path / "column.yaml").write_text("schema: 1\ncolumns: {}\n", encoding="utf-8")
    assert 'did you mean "columns.yaml"?' in "".join(map(str, unread(tmp_path, None)))


def test_an_error_of_the_first_row_goes_before_all(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        matched(tmp_path, "Name,name")
