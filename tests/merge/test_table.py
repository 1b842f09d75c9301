"""Files of text: encodings and separators that clinics have, rows that are streamed, and what cannot be read."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleprint.errors import ContentError, FileProblem, UsageProblem
from soleprint.merge.delimited import LONGEST_LINE, SEPARATORS, Delimited
from soleprint.merge.table import Cell, Table, open_table

HEAD = ("Name", "Größe", "Notes")
LETTERS = st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="\x7f\x85")
CELLS = st.text(LETTERS | st.sampled_from('\n",;\t|'), max_size=12)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8)


def opened(folder: Path, data: bytes | str, name: str = "people.csv") -> Table:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return open_table(path)


def read(table: Table) -> list[tuple[int, int, list[str]]]:
    return [(row.number, row.line, [str(cell) for cell in row.cells]) for row in table.rows()]


def refused(folder: Path, data: bytes | str) -> tuple[str, int]:
    """Code and line of the one finding, which quotes nothing."""
    with pytest.raises(ContentError) as caught:
        table = opened(folder, data)
        assert table.header
        list(table.rows())
    (finding,) = caught.value.findings
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert "Ana" not in str(finding)
    return finding.code, finding.line


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from(SEPARATORS), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]),
       st.sampled_from(["\n", "\r\n"]))  # fmt: skip
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], separator: str, encoding: str, end: str
) -> None:
    if encoding == "cp1252":
        rows = [tuple(cell.encode("cp1252", "ignore").decode("cp1252") for cell in row) for row in rows]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([HEAD, *rows])
    table = opened(tmp_path_factory.mktemp("t"), text.getvalue().encode(encoding))
    assert isinstance(table, Delimited)
    assert table.form.separator == separator
    assert table.header == HEAD
    expected = [list(row) for row in rows if any(cell.strip() for cell in row)]
    assert [cells for _, _, cells in read(table)] == expected
    assert [cells for _, _, cells in read(table)] == expected, "rows can be read again"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_is_in_a_file_it_is_a_table_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    try:
        table = opened(tmp_path_factory.mktemp("t"), b"Name,Date\n" + data)
        list(table.rows())
    except ContentError:
        return


@pytest.mark.parametrize(
    ("data", "encoding", "guessed"),
    [
        ("Name\nZoë".encode("cp1252"), "cp1252", True),
        ("Name\n„Spaß“".encode("cp1252"), "cp1252", True),
        ("Name\nZoë".encode("utf-16-le"), "utf-16-le", False),
        ("Name\nZoë".encode("utf-16-be"), "utf-16-be", False),
        (b"Name\nZoe", "utf-8", False),
    ],
)
def test_encodings_without_a_mark(data: bytes, encoding: str, guessed: bool, tmp_path: Path) -> None:
    table = opened(tmp_path, data)
    assert isinstance(table, Delimited)
    assert (table.form.encoding, [warning.code for warning in table.warnings]) == (
        encoding,
        ["guessed-encoding"] if guessed else [],
    )


def test_utf_8_with_a_mistake_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    data = "Name\nAna\nZoë, José, Ágnes\n".encode() + b"Bj\xf6rn\nAna\n"
    assert refused(tmp_path, data) == ("not-utf-8", 4)


def test_letters_of_no_known_encoding(tmp_path: Path) -> None:
    assert refused(tmp_path, b"Name\nAna\n\x81\x8d\n") == ("not-utf-8", 3)


def test_a_character_over_the_edge_of_what_is_read_at_once(tmp_path: Path) -> None:
    lines = b"Name\n" + b"a\n" * ((LONGEST_LINE - 6) // 2)
    table = opened(tmp_path, lines + b" " * (LONGEST_LINE - 1 - len(lines)) + "é\n".encode())
    assert isinstance(table, Delimited)
    assert table.form.encoding == "utf-8"


@pytest.mark.parametrize(
    ("header", "separator"),
    [("Name;Date", ";"), ('"Name, first";Date', ";"), ("Name", ","), ("Name|Date, of plan|x", "|"), ("a\tb", "\t")],
)
def test_the_separator_is_that_which_the_first_line_has_most_of(header: str, separator: str, tmp_path: Path) -> None:
    table = opened(tmp_path, f"\n{header}\n")
    assert isinstance(table, Delimited)
    assert table.form.separator == separator


def test_the_hint_of_spreadsheets_is_no_row(tmp_path: Path) -> None:
    table = opened(tmp_path, "sep=|\r\nName|Date,x\r\nAna|1,2\r\n")
    assert table.header == ("Name", "Date,x")
    assert read(table) == [(2, 3, ["Ana", "1,2"])]


def test_rows_and_lines(tmp_path: Path) -> None:
    table = opened(tmp_path, 'Name, Notes\n"Ana","two\nlines"\n\n ,\nBo, "a ""b"""\n')
    assert read(table) == [(2, 2, ["Ana", "two\nlines"]), (5, 6, ["Bo", 'a "b"'])]
    assert table.last_row == 5


def test_ragged_rows_are_filled_up(tmp_path: Path) -> None:
    table = opened(tmp_path, "Name,Date,,\nAna\nBo,1,,,\nCy,1,2\n")
    assert table.header == ("Name", "Date")
    assert [cells for _, _, cells in read(table)] == [["Ana", ""], ["Bo", "1"], ["Cy", "1", "2"]]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 30), st.integers(1, 9))
def test_parts_follow_one_another(tmp_path_factory: pytest.TempPathFactory, rows: int, count: int) -> None:
    text = "\nName,Notes\n" + "".join(f'p{n},"x\n"\n' if n % 3 else "\n" for n in range(rows))
    table = opened(tmp_path_factory.mktemp("t"), text)
    parts = [[(row.number, row.line) for row in table.part(index, count)] for index in range(count)]
    assert [row for part in parts for row in part] == [(row.number, row.line) for row in table.rows()]
    assert max(map(len, parts)) - min(map(len, parts)) <= 1 + rows // 3


def test_a_part_is_told_by_row_numbers_alone(tmp_path: Path) -> None:
    table = opened(tmp_path, "Name\n" + "a\n" * 10)
    assert [[row.number for row in table.part(index, 4)] for index in range(4)] == [
        [2, 3], [4, 5, 6], [7, 8], [9, 10, 11],
    ]  # fmt: skip


def test_a_part_is_read_on_from_the_part_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = opened(tmp_path, "Name\n" + "a\n" * 10)
    skipped, records = list[int](), table.records

    def noted(skip: int = 0) -> Iterator[tuple[int, Sequence[Cell]]]:
        skipped.append(skip)
        return records(skip)

    monkeypatch.setattr(table, "records", noted)
    first, last = [row.number for row in table.part(0, 4)], [row.number for row in table.part(3, 4)]
    assert (first, last) == ([2, 3], [9, 10, 11])
    skipped.clear()
    assert [row.number for row in table.part(1, 4)] == [4, 5, 6]  # it was left behind
    assert [row.number for row in table.part(2, 4)] == [7, 8]
    assert skipped == [3]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", ("empty-table", 0)),
        ("\n , \n", ("empty-table", 0)),
        ('Name\nAna\n"Ana', ("bad-table", 3)),
        ('Name,Notes\nAna,"x" y\n', ("bad-table", 2)),
        ("Name,Date,NAME \nAna,,\n", ("same-column", 1)),
        (",".join(f"c{n}" for n in range(501)), ("too-many-columns", 1)),
        (b"PK\x03\x04" + b"Ana" * 50, ("no-table", 0)),
        (b"Name\nAna\0\0\0\0", ("no-table", 0)),
        (b"Ana " * (LONGEST_LINE // 2), ("bad-table", 1)),
    ],
)
def test_what_is_no_table_is_refused(data: bytes | str, expected: tuple[str, int], tmp_path: Path) -> None:
    assert refused(tmp_path, data) == expected


def test_special_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    for name, code in (("pipe", "unreadable-file"), ("folder", "unreadable-file"), ("none", "no-such-file")):
        with pytest.raises(FileProblem) as caught:
            open_table(tmp_path / f"{name}.csv")
        assert caught.value.code == code


def test_a_file_of_text_has_no_sheets(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Name\nAna\n")
    with pytest.raises(UsageProblem, match="no sheets"):
        open_table(tmp_path / "people.csv", "People")


def test_a_row_does_not_show_what_it_says(tmp_path: Path) -> None:
    (row,) = opened(tmp_path, "Name\nAna\n").rows()
    assert repr(row) == "Row(2)"
