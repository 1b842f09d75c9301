"""Tables of people as clinics have them: a first row of names, then a row for each person.

Rows are read as they are asked for, as often as they are asked for. What a table says is personal: nothing here quotes
a cell, not even one of the first row, as a table without names has a person there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import NoReturn

from msgspec import Struct

from soleprint.errors import ContentError, Finding, UsageProblem, arguments
from soleprint.files.suggest import did_you_mean

MOST_COLUMNS = 500
TEXTS, WORKBOOKS = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm", ".ods")
Cell = str | date
"""What stands in a cell: text, or a date (a ``datetime`` where a time of day stands with it)."""


class Row(Struct, frozen=True, gc=False):
    """A row. ``number`` is its own as a spreadsheet shows it, the first row being 1; ``line`` is where it begins in a
    file of text, and the same where there are no lines. It has a cell for each column, and more where more are filled.
    """

    number: int
    line: int
    cells: Sequence[Cell]

    def __repr__(self) -> str:
        return f"Row({self.number})"


class Table(ABC):
    """A table whose first row that is not empty names its columns. ``source`` is its name in messages."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.source = path.as_posix()
        self.warnings: tuple[Finding, ...] = ()
        self.numeric: frozenset[int] = frozenset()
        """Columns, from 0, in which a spreadsheet has numbers: zeros before them are lost."""
        self._waiting: list[tuple[int, Iterator[tuple[int, Sequence[Cell]]]]] = []
        """After how many rows a part ended, and those that follow."""

    @abstractmethod
    def records(self, skip: int = 0) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Line and cells of each row, empty ones too, but for the first ``skip``. Raises ContentError."""

    @cached_property
    def _first(self) -> Row:
        for number, (line, cells) in enumerate(self.records(), 1):
            if not is_empty(cells):
                return Row(number, line, cells)
        return fail(self.source, "empty-table", "this table is empty; its first row has the names of the columns")

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The names of the columns; "" for one without, where others follow.

        Raises ContentError for two of one name, and for too many.
        """
        names = [str(cell).strip() for cell in self._first.cells]
        while not names[-1]:
            names.pop()
        row, seen = self._first.number, dict[str, int]()
        findings = []
        for column, name in enumerate(names, 1):
            first = seen.setdefault(name.casefold(), column)
            if name and first != column:
                message = f"this column has the same name as column {first}; give each its own"
                findings.append(
                    Finding("same-column", message, self.source, row, column, arguments=arguments(first=first))
                )
        if len(names) > MOST_COLUMNS:
            message = f"there are {len(names)} columns, and at most {MOST_COLUMNS} are read; delete the others"
            findings.append(Finding("too-many-columns", message, self.source, row, MOST_COLUMNS + 1))
        if findings:
            raise ContentError(findings)
        return tuple(names)

    @property
    def first_row(self) -> int:
        """The number of the row that names the columns."""
        return self._first.number

    @cached_property
    def last_row(self) -> int:
        """The number of the last row. Reads the whole table."""
        return sum(1 for _ in self.records())

    def rows(self) -> Iterator[Row]:
        """The rows after the first; empty ones are left out."""
        return self._rows(self.first_row, None)

    def part(self, index: int, count: int) -> Iterator[Row]:
        """The rows of part ``index`` (from 0) of ``count``.

        Of the ``n`` rows below the names of the columns, empty ones too, it has those from ``n * index // count`` to
        ``n * (index + 1) // count``: the parts follow one another, and hold each row once.
        """
        below = self.last_row - self.first_row
        start, end = (self.first_row + below * one // count for one in (index, index + 1))
        return self._rows(start, end)

    def reopen(self) -> None:
        """Read the next part from the beginning of the file."""
        self._waiting.clear()

    def _rows(self, skip: int, end: int | None) -> Iterator[Row]:
        width = len(self.header)
        records = self._after(skip)
        for number, (line, cells) in enumerate(records if end is None else islice(records, end - skip), skip + 1):
            if len(cells) == width:
                if not is_empty(cells):
                    yield Row(number, line, cells)
            elif not is_empty(cells):
                yield Row(number, line, _filled(cells, width))
        if end is not None and end < self.last_row:
            self._waiting.append((end, records))

    def _after(self, skip: int) -> Iterator[tuple[int, Sequence[Cell]]]:
        """``records``, from where the part before was left: else each part would read all that are before it."""
        try:
            at, records = self._waiting.pop()
        except IndexError:
            return self.records(skip)
        if at > skip:
            return self.records(skip)
        next(islice(records, skip - at, skip - at), None)
        return records


def _filled(cells: Sequence[Cell], width: int) -> Sequence[Cell]:
    """The cells without empty ones beyond ``width``, and as many as that at least."""
    last = max((place for place, cell in enumerate(cells, 1) if not is_empty([cell])), default=0)
    return list(chain(cells[: max(last, width)], [""] * (width - len(cells))))


def is_empty(cells: Sequence[Cell]) -> bool:
    """Whether nothing stands in any of these cells."""
    return not any(not isinstance(cell, str) or (cell and not cell.isspace()) for cell in cells)


def fail(source: str, code: str, message: str, row: int = 0, column: int = 1) -> NoReturn:
    """Raises ContentError with one finding."""
    raise ContentError([Finding(code, message, source, row, column if row else 0)])


def open_table(path: Path, sheet: str | None = None) -> Table:
    """The table in a file of text (.csv, .tsv, .txt) or in a ``sheet`` of a workbook (.xlsx, .xlsm, .ods), by default
    the first that has anything.

    Raises FileProblem for a file that is not there or no plain one, UsageProblem for one that is no table, ContentError
    for one that cannot be read as such.
    """
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        from soleprint.merge.workbook import Workbook

        return Workbook(path, sheet)
    if suffix not in TEXTS:
        known = ", ".join((*WORKBOOKS, *TEXTS))
        near = did_you_mean(suffix, (*WORKBOOKS, *TEXTS)) if suffix else f"; its name must end in one of: {known}"
        raise UsageProblem(f"{path} is no table that can be read{near}", code="no-table")
    if sheet is not None:
        raise UsageProblem(f"{path} has no sheets. Leave the sheet out.", code="no-such-sheet")
    from soleprint.merge.delimited import Delimited

    return Delimited(path)
