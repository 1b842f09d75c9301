"""From a job and a table to people and their orders."""

from __future__ import annotations

import tracemalloc
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from soleprint.content.languages import LRI, PDI, language
from soleprint.errors import ContentError, UsageProblem
from soleprint.jobs.model import job_schema
from soleprint.jobs.plan import plan as plan_build
from soleprint.merge.cells import Spoilt, day_reader, plain, words
from soleprint.merge.people import Person
from soleprint.merge.plan import people, plan_merge
from soleprint.products.options import Content, Folding, Page, Patient, Shop
from tests.merge.books import Value, placed, xlsx
from tests.merge.jobs import LEAFLET, job, output_of

EXAMPLES = Path(__file__).parents[2] / "examples"


def only(path: Path) -> Person:
    (person,) = people(output_of(path))
    return person


def mistakes(path: Path, table: Path | None = None) -> list[tuple[str, int]]:
    """Code and line of each mistake of a job."""
    with pytest.raises(ContentError) as caught:
        plan_merge(path, table)
    return [(finding.code, finding.line) for finding in caught.value.findings]


# What a row says


def test_what_is_filled_is_said_and_the_rest_is_left_for_the_pen(tmp_path: Path) -> None:
    person = only(job(tmp_path, "Name,Notes,Often,Seen\n Ana  Silva ,,daily,\n"))
    assert person.values == {"name": "Ana Silva", "often": "daily"}
    assert (person.number, person.line, person.options) == (2, 2, {})
    assert person.places == {"name": 1, "often": 3, "notes": 2, "date": 4}
    assert repr(person) == "Person(2)"


def test_what_the_job_says_is_said_to_all_of_whom_the_table_says_nothing_else(tmp_path: Path) -> None:
    output = output_of(job(tmp_path, "Name,Often\nAna,\nBo,daily\n", output=LEAFLET + ", often: weekly, long: a year"))
    assert [person.values["often"] for person in people(output)] == ["weekly", "daily"]
    assert {person.values["long"] for person in people(output)} == {"a year"}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"a\nb\r\n\tc"', "a b c"),
        ("\u202eevil\u202c \u200ename\u2069", "evil name"),
        ("\ufeffAna", "Ana"),
        ("क्\u200dष", "क्\u200dष"),
        ("5\u00a0ml", "5\u00a0ml"),
        ("#1", "#1"),
        ("=1+1", "=1+1"),
    ],
)
def test_one_line_of_what_can_be_printed(cell: str, text: str, tmp_path: Path) -> None:
    assert only(job(tmp_path, f"Notes\n{cell}\n")).values == {"notes": text}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", f"{LRI}28 February 2026{PDI}"),
        ("Deutsch", f"{LRI}28. Februar 2026{PDI}"),
        ("ar", language("ar").dated(date(2026, 2, 28))),
        ("zh", f"{LRI}2026年2月28日{PDI}"),
        ("en-GB", f"{LRI}28 February 2026{PDI}"),
    ],
)
def test_days_are_written_in_the_language_of_the_row(lang: str, text: str, tmp_path: Path) -> None:
    assert only(job(tmp_path, f"Date,Language\n2026-02-28,{lang}\n")).values["date"] == text


def test_times_of_appointments(tmp_path: Path) -> None:
    table = "Appointment,Language\n2026-02-28 9:30,de\nFriday at ten,en\n2026-02-28T14:00:00,ar\n"
    said = [person.values["appointment"] for person in people(output_of(job(tmp_path, table)))]
    arabic = language("ar")
    assert said == [
        f"{LRI}28. Februar 2026{PDI}, 9:30",
        "Friday at ten",
        f"{arabic.dated(date(2026, 2, 28))}{arabic.signs.comma}١٤:٠٠",
    ]
    assert words(datetime(2026, 2, 28, 9, 5), language("en")) == f"{LRI}28 February 2026{PDI}, 09:05"


@pytest.mark.parametrize(
    ("form", "cell", "day"),
    [
        ("%d.%m.%Y", "28.2.2026", "28 February"),
        ("%m/%d/%y", "02/28/26", "28 February"),
        ("%Y%%%m%%%d", "2026%02%28", "28 February"),
        ("%d.%m.%Y", "٢٨.٢.٢٠٢٦", "28 February"),
        ("text", "On Friday", "On Friday"),
        (None, "2026-02-28 00:00:00", "28 February"),
    ],
)
def test_formats_of_dates(form: str | None, cell: str, day: str) -> None:
    assert day in day_reader(form)(cell, language("en"))


@pytest.mark.parametrize("form", ["%d.%m", "%d.%m.%Y %d", "%d %B %Y", "dd.mm.yyyy", "%Y-%m-%d %H", "%d.%m.%Y.%y"])
def test_formats_that_cannot_be_read(form: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="%d"):
        day_reader(form)
    path = job(tmp_path, "Seen\n", columns=f'date: {{column: Seen, format: "{form}"}}')
    assert mistakes(path) == [("bad-date-format", 3)]


def test_a_text_that_is_too_long_is_not_said() -> None:
    with pytest.raises(Spoilt, match="301 characters"):
        plain("x" * 301)
    assert plain("x" * 300) == "x" * 300


def test_names_in_two_columns(tmp_path: Path) -> None:
    assert only(job(tmp_path, "Last name,First name\nSilva,Ana\n")).values == {"name": "Ana Silva"}
    columns = "name: [Last name, First name]"
    assert only(job(tmp_path, "Last name,First name\nSilva,\n", columns=columns)).values == {"name": "Silva"}


@pytest.mark.parametrize(
    "target", ["https://clinic.example/x?a=b", "http://c.example", "tel:+441632960123", "mailto:a@clinic.example"]
)
def test_targets_of_codes(target: str, tmp_path: Path) -> None:
    assert only(job(tmp_path, f"Link\n{target}\n")).values == {"qr": target}


# What a row asks for


@pytest.mark.parametrize(
    ("header", "cell", "options"),
    [
        ("Language", "German", {"lang": "de"}),
        ("Language", " deutsch ", {"lang": "de"}),
        ("Language", "DE", {"lang": "de"}),
        ("Language", "Allemand", {"lang": "de"}),
        ("Language", "de-AT", {"lang": "de"}),
        ("Language", "Portuguese", {"lang": "pt-PT"}),
        ("Language", "zh_tw", {"lang": "zh-Hant"}),
        ("Language", "العربية", {"lang": "ar"}),
        ("Side", "LINKS", {"side": "left"}),
        ("Side", "يمين", {"side": "right"}),
        ("Edition", "Large Print", {"edition": "large-print"}),
        ("Fold", "tri", {"fold": "tri"}),
        ("Size", "a5", {"size": "a5"}),
        ("Exercises", "Foot; back-of-leg", {"routines": ("foot", "back-of-leg")}),
        ("Exercises", "foot،foot", {"routines": ("foot",)}),
        ("Exercises", "All", {"routines": "all"}),
        ("Mode", "Self", {"mode": "self"}),
        ("Side", "", {}),
    ],
)
def test_options_in_the_words_of_people(header: str, cell: str, options: dict[str, Any], tmp_path: Path) -> None:
    person = only(job(tmp_path, f"Notes,{header}\nx,{cell}\n"))
    assert person.options == options


def test_orders_are_read_once_and_say_nothing_of_anybody(tmp_path: Path) -> None:
    table = "Name,Language,Exercises,Fold,Size\n" + "Ana,de,all,tri,A4\nBo,Deutsch,ALL,Tri,A4\nCy,,,,\n" * 20
    output = output_of(job(tmp_path, table, output=LEAFLET + ", often: daily, side: left"))
    orders = [output.order_of(person) for person in people(output)]
    assert len({id(order) for order in orders}) == 2
    first, last = orders[0], orders[-1]
    assert (first.langs, first.every, first.routines) == (("de",), True, ())
    assert (first[Folding].fold, first[Page].size, first[Content].side) == ("tri", "A4", "left")
    assert (last.langs, last.routines, last[Folding].fold) == (("en",), ("foot",), "flat")
    assert {order[Patient] for order in orders} == {Patient()}
    assert not first.given & set(Patient.options)


def test_what_is_switched_off_stays_off(tmp_path: Path) -> None:
    path = job(tmp_path, "Name,Spots\nAna,false\nBo,TRUE\nCy,\n", output=LEAFLET + ", standard: pdfx4, spots: true")
    output = output_of(path)
    assert [person.options for person in people(output)] == [{"spots": False}, {"spots": True}, {}]
    assert [output.order_of(person)[Shop].spots for person in people(output)] == [False, True, True]


def test_routines_may_be_in_the_table_alone(tmp_path: Path) -> None:
    output = 'product: leaflet, emergency: "999"'
    orders = output_of(job(tmp_path, "Name,Exercises\nAna,foot\n", output=output))
    assert [orders.order_of(person).routines for person in people(orders)] == [("foot",)]
    (tmp_path / "people.csv").write_text("Name\nAna\n")
    assert mistakes(tmp_path / "letters.yaml") == [("no-routine", 3)]


def test_what_the_job_gives_is_left_out_where_a_row_makes_it_useless(tmp_path: Path) -> None:
    output = output_of(job(tmp_path, "Faces\n2\n1\n", output="product: card, routines: [foot], text: cues"))
    assert ["text" in output.order_of(person).given for person in people(output)] == [True, False]


# Names and titles


@pytest.mark.parametrize(
    ("header", "merge", "name"),
    [
        ("Reference", "", "R-1.pdf"),
        ("Notes", "", "2_leaflet.pdf"),
        ("Reference", 'name: "{row}-{reference}-{lang}-{routines}"', "2-R-1-de-foot.pdf"),
        ("Reference", 'name: "{reference}.PDF"', "R-1.PDF"),
    ],
)
def test_file_names(header: str, merge: str, name: str, tmp_path: Path) -> None:
    given = f"table: people.csv, {merge}" if merge else "table: people.csv"
    output = output_of(job(tmp_path, f"{header},Language\nR-1,de\n", merge=given))
    assert [output.file_name(person) for person in people(output)] == [name]


@pytest.mark.parametrize("pattern", ["letter", "{name}", "{lang}", "{row", "../{row}", "{row:03}", "{reference}/{row}"])
def test_patterns_that_are_refused(pattern: str, tmp_path: Path) -> None:
    path = job(tmp_path, "Reference\n1\n", merge=f'table: people.csv, name: "{pattern}"')
    assert mistakes(path) == [("bad-name-pattern", 3)]


def test_titles(tmp_path: Path) -> None:
    merge = 'table: people.csv, title: "{title} ({reference})"'
    output = output_of(job(tmp_path, "Name,Reference\nAna,R-1\nBo,\n", merge=merge + ', name: "{row}"'))
    assert [output.title(person, "Foot") for person in people(output)] == ["Foot (R-1)", "Foot"]
    plain_one = output_of(job(tmp_path, "Name,Reference\nAna,R-1\n"))
    assert [plain_one.title(person, "Foot") for person in people(plain_one)] == ["Foot"]


# Jobs


def test_build_says_who_makes_it(tmp_path: Path) -> None:
    path = job(tmp_path, "Name\nAna\n")
    with pytest.raises(ContentError) as caught:
        plan_build(path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.line) == ("is-merge", 3)
    assert "`soleprint merge` makes this output" in finding.message
    path.write_text("schema: 1\noutputs:\n  - {product: card, routines: [foot], columns: {name: Who}}\n")
    with pytest.raises(ContentError, match="is-merge"):
        plan_build(path)


@pytest.mark.parametrize(
    ("output", "merge", "columns", "code"),
    [
        ("product: leaflet, routines: [foott]", "", "", "unknown-routine"),
        ("product: leaflit, routines: [foot]", "", "", "unknown-product"),
        ("product: leaflet, routines: [foot], fold: four", "", "", "unknown-option"),
        ("product: leaflet, routines: [foot], faces: 2", "", "", "not-for-product"),
        ("product: leaflet, routines: [foot], lang: [en, de]", "", "", "not-for-merge"),
        ("product: leaflet, routines: [foot], file: x", "", "", "not-for-merge"),
        ("product: leaflet, routines: [foot], instructions: true", "", "", "not-for-merge"),
        ("product: leaflet, routines: [foot], notes: works wonders", "", "", "unsupported-claim"),
        ("product: card, routines: [foot], text: cues", "", "", "option-needs"),
        (LEAFLET, "table: none.csv", "", "no-such-file"),
        (LEAFLET, "sheet: x", "", "no-such-file"),
        (LEAFLET, "tables: x", "", "unknown-key"),
        (LEAFLET, 'table: people.csv, title: "{nix}"', "", "bad-name-pattern"),
        (LEAFLET, "", "nam: Name", "unknown-key"),
        (LEAFLET, "", "emergency: Name", "unknown-key"),
        (LEAFLET, "", "faces: Name", "unknown-key"),
        (LEAFLET, "", "name: Whom", "no-such-column"),
        (LEAFLET, "", "name: {columns: Name}", "unknown-key"),
        (LEAFLET, "", "side: [Name, Notes]", "bad-value"),
    ],
)
def test_mistakes_of_a_job(output: str, merge: str, columns: str, code: str, tmp_path: Path) -> None:
    path = job(tmp_path, "Name,Notes\nAna,x\n", columns, output, merge or "table: people.csv")
    assert (code, 3) in mistakes(path)


def test_another_table_takes_the_place_of_the_jobs(tmp_path: Path) -> None:
    path = job(tmp_path, "Name\nAna\n")
    (tmp_path / "others.csv").write_text("Name\nBo\n")
    (output,) = plan_merge(path, tmp_path / "others.csv").outputs
    assert [person.values["name"] for person in people(output)] == ["Bo"]


def test_a_job_without_merge_needs_a_table(tmp_path: Path) -> None:
    path = job(tmp_path, "Name,Reference\nAna,1\n")
    path.write_text("schema: 1\noutputs:\n  - {product: card, routines: [foot]}\n")
    assert mistakes(path) == [("no-merge", 3)]
    (output,) = plan_merge(path, tmp_path / "people.csv").outputs
    assert [output.file_name(person) for person in people(output)] == ["1.pdf"]
    with pytest.raises(UsageProblem, match="no table"):
        plan_merge(path, tmp_path / "people.doc")


def test_the_sheet_is_the_jobs(tmp_path: Path) -> None:
    sheets: dict[str, dict[tuple[int, int], Value]] = {"A": placed([["x"]]), "People": placed([["Name"], ["Ana"]])}
    path = job(tmp_path, "Name\n", merge="table: people.xlsx, sheet: People")
    (tmp_path / "people.xlsx").write_bytes(xlsx(sheets))
    assert only(path).values == {"name": "Ana"}


def test_the_schema_says_what_a_merge_has() -> None:
    schema = job_schema()["$defs"]
    assert set(schema["Merge"]["properties"]) == {"table", "sheet", "name", "title"}
    assert all(
        about["description"] for name in ("Merge", "MergeColumn") for about in schema[name]["properties"].values()
    )
    assert "people" not in str(schema["Settings"]["properties"]), "only an output has a table"


def test_the_example() -> None:
    (output,) = plan_merge(EXAMPLES / "letters.yaml").outputs
    persons = list(people(output))
    assert len(persons) == 12
    assert {output.order_of(person).lang for person in persons} == {"en", "de", "es", "fr", "ar"}
    assert len({output.file_name(person) for person in persons}) == 12
    assert all(person.values["date"] for person in persons)


def test_rows_are_not_kept(tmp_path: Path) -> None:
    path = job(tmp_path, "Name,Notes\n" + "".join(f"Ana {n},{'x' * 200}\n" for n in range(5_000)))
    output = output_of(path)
    tracemalloc.start()
    count = sum(1 for _ in people(output))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5_000
    assert peak < 500_000, "the table has a megabyte"
