"""Workbooks: what their cells become, and those that would take all memory there is."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from soleprint.errors import ContentError, FileProblem, UsageProblem
from soleprint.merge import workbook
from soleprint.merge.table import Cell, Table, open_table
from tests.merge.books import Value, ods, placed, xlsx, zipped

PEOPLE: list[list[Value]] = [["Name", "Number", "Seen"], ["Ana", 42.0, date(2026, 2, 28)]]


def opened(folder: Path, data: bytes, name: str = "people.xlsx", sheet: str | None = None) -> Table:
    (folder / name).write_bytes(data)
    return open_table(folder / name, sheet)


def cells(table: Table) -> dict[int, list[Cell]]:
    return {row.number: list(row.cells) for row in table.rows()}


def refused(folder: Path, data: bytes, name: str = "people.xlsx") -> tuple[str, str]:
    """Code and message of the one finding."""
    with pytest.raises(ContentError) as caught:
        list(opened(folder, data, name).rows())
    (finding,) = caught.value.findings
    assert finding.source.endswith(name)
    return finding.code, finding.message


def test_cells_are_what_is_seen(tmp_path: Path) -> None:
    row: list[Value] = [42.0, "0042", 0.1, 1e20, True, False, date(2026, 2, 28), datetime(2026, 2, 28, 14, 30), "=1+1"]
    table = opened(tmp_path, xlsx({"S": placed([[f"c{n}" for n in range(len(row))], row, ["x"]])}))
    assert table.header == tuple(f"c{n}" for n in range(len(row)))
    seen = ["42", "0042", "0.1", "1e+20", "true", "false", date(2026, 2, 28), datetime(2026, 2, 28, 14, 30), ""]
    assert cells(table) == {2: seen, 3: ["x", *[""] * 8]}
    assert cells(table)[2] == seen, "rows can be read again"
    assert table.numeric == {0, 2, 3}


def test_rows_have_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    table = opened(tmp_path, xlsx({"S": {(3, 1): "Name", (3, 3): "Date", (5, 1): "Ana", (9, 3): "Soon", (9, 5): " "}}))
    assert (table.first_row, table.header) == (3, ("", "Name", "", "Date"))
    assert cells(table) == {5: ["", "Ana", "", ""], 9: ["", "", "", "Soon"]}
    assert table.last_row == 9


def test_parts_of_a_workbook_hold_each_row_once(tmp_path: Path) -> None:
    rows = [["Name"], *([f"p{n}"] for n in range(4_500))]
    table = opened(tmp_path, xlsx({"S": placed(rows)}))
    numbers = [row.number for part in range(3) for row in table.part(part, 3)]
    assert numbers == list(range(2, 4_502))


def test_the_first_sheet_that_has_anything_is_read(tmp_path: Path) -> None:
    data = xlsx({"Hidden": placed([["x"]]), "Empty": {}, "People": placed(PEOPLE)}, hidden=["Hidden"])
    table = opened(tmp_path, data)
    assert table.header == ("Name", "Number", "Seen")
    assert not table.warnings


def test_several_sheets_are_told_and_one_may_be_named(tmp_path: Path) -> None:
    data = xlsx({"People": placed(PEOPLE), "Others": placed([["Who"], ["Bo"]])})
    assert [finding.code for finding in opened(tmp_path, data).warnings] == ["several-sheets"]
    named = opened(tmp_path, data, sheet="Others")
    assert (named.header, named.warnings) == (("Who",), ())
    with pytest.raises(UsageProblem, match="no such sheet; its sheets: Others") as caught:
        opened(tmp_path, data, sheet="Other")
    assert caught.value.code == "no-such-sheet"


def test_a_sheet_of_libreoffice(tmp_path: Path) -> None:
    table = opened(tmp_path, ods([["Name", "No"], ["Ana", 7.0]]), "people.ods")
    assert cells(table) == {2: ["Ana", "7"]}


def test_a_cell_far_away_is_refused_and_ends_nothing(tmp_path: Path) -> None:
    far = placed(PEOPLE) | {(1_048_576, 16_383): " "}
    code, message = refused(tmp_path, xlsx({"S": far}))
    assert code == "table-too-large"
    assert "save the sheet as .csv" in message


@pytest.mark.parametrize("untrue", [False, True])
def test_a_file_that_unpacks_to_too_much_is_refused(
    untrue: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray(xlsx({"S": placed(PEOPLE)}))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {info.filename: packed.read(info) for info in packed.infolist()}
    files["xl/worksheets/sheet1.xml"] += b" " * 3_000_000
    data = bytearray(zipped(files))
    if untrue:  # the directory says that each file has one byte
        place = -1
        while (place := data.find(b"PK\x01\x02", place + 1)) >= 0:
            data[place + 24 : place + 28] = (1).to_bytes(4, "little")
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 2_000_000)
    assert workbook._unsafe(bytes(data)) == "too-large"
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 20_000_000)
    assert workbook._unsafe(bytes(data)) is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + b"\0" * 60, b"Name;Date\nAna;\n", xlsx({"S": {}})[:-30]])
def test_what_is_no_workbook_is_refused(data: bytes, tmp_path: Path) -> None:
    assert refused(tmp_path, data)[0] == "bad-table"


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert refused(tmp_path, xlsx({"S": {}}))[0] == "empty-table"


def test_files_that_are_not_there_or_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(FileProblem, match="not a plain file"):
        open_table(tmp_path / "pipe.xlsx")
    with pytest.raises(FileProblem, match="does not exist"):
        open_table(tmp_path / "none.xlsx")


@pytest.mark.parametrize("name", ["people.xls", "people.pdf", "people"])
def test_other_kinds_of_files_are_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no table that can be read") as caught:
        open_table(tmp_path / name)
    assert caught.value.code == "no-table"
