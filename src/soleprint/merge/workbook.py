"""Tables in workbooks: .xlsx, .xlsm and .ods, read by python-calamine in a limited process.

A cell that lies far off makes calamine ask for all the memory there is and end its process (measured with 0.9.1: one
space in XFD1048576, 512 GiB), and a zip file may hold far more than it looks.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from soleprint.errors import Finding, Severity, UsageProblem
from soleprint.files.folders import open_plain
from soleprint.files.limited import in_process
from soleprint.files.suggest import nearest
from soleprint.merge.table import Cell, Table, fail

MOST_BYTES = 128 << 20
MOST_UNPACKED = 512 << 20
"""Bytes in all files of a workbook together."""
SECONDS = 120
"""Of the processor; a sheet of 200,000 rows and 11 columns takes 6."""
_ROWS = 2_000
"""Rows that are answered together."""
_CHUNK = 1 << 20
_MINUTES = 24 * 60
Packed = str | int
"""Text, or minutes since the day before 0001-01-01."""


class Request(Struct, frozen=True):
    """What is asked of the process."""

    data: bytes
    sheet: str | None


class Head(Struct, frozen=True, tag=True):
    """The first answer: sheets that have anything, by name, and the row from 1 that the answers begin with."""

    sheets: tuple[str, ...]
    first: int


class Rows(Struct, frozen=True, tag=True):
    """Some rows. ``numeric`` are columns from 0 that numbers stand in."""

    rows: list[list[Packed]]
    numeric: set[int]


class Refused(Struct, frozen=True, tag=True):
    """Why there are no rows."""

    why: Literal["protected", "damaged", "too-large", "no-sheet"]
    sheets: tuple[str, ...] = ()


_DECODER = msgspec.msgpack.Decoder(Head | Rows | Refused)


class Workbook(Table):
    """A sheet of a workbook. Its rows are kept packed, and unpacked some at a time."""

    def __init__(self, path: Path, sheet: str | None) -> None:
        super().__init__(path)
        with open_plain(path, MOST_BYTES) as file:
            data = file.read(MOST_BYTES)
        answer = in_process(f"{__name__}:work", msgspec.msgpack.encode(Request(data, sheet)), SECONDS)
        if answer.end != "done" or not answer.parts:
            message = "this workbook is too large, or has a cell filled far from the others; delete the empty rows and "
            fail(self.source, "table-too-large", message + "columns, or save the sheet as .csv")
        head = _DECODER.decode(answer.parts[0])
        if not isinstance(head, Head):
            self._refuse(head)
        self._packed, self._above = answer.parts[1:], head.first - 1
        self.numeric = frozenset().union(*(part.numeric for part in map(_DECODER.decode, self._packed)))
        if sheet is None and len(head.sheets) > 1:
            message = f'of {len(head.sheets)} sheets only the first, "{head.sheets[0]}", is read; name one to choose'
            self.warnings = (Finding("several-sheets", message, self.source, severity=Severity.WARNING),)

    def _refuse(self, answer: Any) -> None:
        if answer.why == "no-sheet":
            raise UsageProblem(f"{self.path} has no such sheet{_listed(answer.sheets)}", code="no-such-sheet")
        reasons = {
            "protected": "this workbook has a password; save a copy without one",
            "damaged": "this is no workbook that can be read; open it in a spreadsheet and save it again",
            "too-large": "this workbook holds far more than a table of people; save the sheet as .csv",
        }
        code = "table-too-large" if answer.why == "too-large" else "bad-table"
        fail(self.source, code, reasons[answer.why])

    def records(self, skip: int = 0) -> Iterator[tuple[int, Sequence[Cell]]]:
        yield from enumerate(islice(self._cells(), skip, None), skip + 1)

    def _cells(self) -> Iterator[Sequence[Cell]]:
        for _ in range(self._above):
            yield []
        for part in self._packed:
            for row in _DECODER.decode(part).rows:
                yield [cell if isinstance(cell, str) else _unpacked(cell) for cell in row]


def _listed(sheets: Sequence[str]) -> str:
    return f"; its sheets: {', '.join(sheets[:20])}." if sheets else "."


def _unpacked(minutes: int) -> date:
    day, minute = date.fromordinal(minutes // _MINUTES), minutes % _MINUTES
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60) if minute else day


def work(request: bytes) -> Iterator[bytes]:
    """In the process: ``Head`` and ``Rows``, or ``Refused``."""
    for answer in _answers(msgspec.msgpack.decode(request, type=Request)):
        yield msgspec.msgpack.encode(answer)


def _answers(asked: Request) -> Iterator[Head | Rows | Refused]:
    import python_calamine as calamine

    if asked.data.startswith(b"PK") and (why := _unsafe(asked.data)):
        yield Refused(why)
        return
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(asked.data))
        yield from _sheet(book, asked.sheet)
    except calamine.PasswordError:
        yield Refused("protected")
    except (calamine.CalamineError, OSError, ValueError):
        yield Refused("damaged")


def _unsafe(data: bytes) -> Literal["damaged", "too-large"] | None:
    """What is wrong with a zip file. It is unpacked to see how large it is: what it says of that may be untrue."""
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for each in packed.infolist():
                each.file_size = MOST_UNPACKED + 2 * _CHUNK  # it is read to its end, and not as far as it says
                with packed.open(each) as file:
                    while chunk := file.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            return "too-large"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "damaged"
    return None


def _sheet(book: Any, name: str | None) -> Iterator[Head | Rows | Refused]:
    filled = _filled(book, name)
    if name is not None and name not in filled:
        near = nearest(name, filled)
        yield Refused("no-sheet", (near,) if near else tuple(filled))
        return
    found = book.get_sheet_by_name(name or filled[0]) if filled else None
    if found is None or found.start is None:
        yield Head(tuple(filled), 1)
        return
    above, beside = found.start
    yield Head(tuple(filled), above + 1)
    rows = islice(found.iter_rows(), above, None)  # from the first row on, but from the first column that is filled
    while some := list(islice(rows, _ROWS)):
        yield _packed(some, beside)


def _filled(book: Any, name: str | None) -> list[str]:
    """The sheets to choose from: all where one is asked for by its name, else those that are seen and not empty."""
    sheets = book.sheets_metadata
    if name is not None:
        return [each.name for each in sheets if each.typ == type(each.typ).WorkSheet]
    seen = [each.name for each in sheets if each.visible == type(each.visible).Visible]
    return [each for each in seen if book.get_sheet_by_name(each).start is not None]


def _packed(rows: Iterable[Sequence[Any]], beside: int) -> Rows:
    numeric = set[int]()
    empty: list[Packed] = [""] * beside
    return Rows(
        [empty + [_cell(cell, column, numeric) for column, cell in enumerate(row, beside)] for row in rows], numeric
    )


def _cell(cell: Any, column: int, numeric: set[int]) -> Packed:
    """A cell as it is sent. Numbers are written as they are seen: 42, not 42.0."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        numeric.add(column)
        whole = abs(cell) < 1e15 and cell == int(cell)
        return str(int(cell)) if whole else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.toordinal() * _MINUTES + cell.hour * 60 + cell.minute
    if isinstance(cell, date):
        return cell.toordinal() * _MINUTES
    return _clock(cell)


def _clock(cell: time | timedelta) -> str:
    """A time of day, or how long: hours and minutes."""
    minutes = cell.hour * 60 + cell.minute if isinstance(cell, time) else int(cell.total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02}"
