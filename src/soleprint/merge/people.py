"""From rows to people: what is said to each, and what each copy asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from soleprint.content.languages import Language
from soleprint.errors import Arguments, Finding, Severity
from soleprint.merge.cells import Spoilt, day_reader, target, words
from soleprint.merge.columns import Column, Columns
from soleprint.merge.orders import Orders, Refused
from soleprint.merge.table import Cell, Row, Table, is_empty

Read = Callable[[Cell, Language], str]


class Person(Struct, frozen=True):
    """A row, ready to print. ``number`` is the row's in a spreadsheet, ``line`` where it begins in a file of text."""

    number: int
    line: int
    values: Mapping[str, str]
    """What is said in each field that is filled; the others are lines for the pen."""
    options: Mapping[str, Any]
    """The options that the row sets, as ``Orders.order_of`` takes them."""
    places: Mapping[str, int]
    """The column of each field and option, the first being 1."""

    def __repr__(self) -> str:
        return f"Person({self.number})"


def read_cells(column: Column) -> Read:
    """What reads the cells of a field. Raises ValueError for a format of dates that cannot be read."""
    if column.name == "qr":
        return target
    if column.name == "date" or column.format is not None:
        return day_reader(column.format)
    return words


class People:
    """Reads the rows of a table. ``usual`` is what is said to all of whom the table says nothing else."""

    def __init__(self, table: Table, columns: Columns, orders: Orders, usual: Mapping[str, str]) -> None:
        self.table, self.columns, self.orders = table, columns, orders
        self.usual = usual
        self.places = columns.places
        self._width = len(table.header)
        self._fields = [(one.name, one.places, read_cells(one)) for one in columns.fields]

    def read(self, row: Row) -> tuple[Person, list[Finding]]:
        """A person, and what is wrong with the row."""
        findings: list[Finding] = []
        try:
            wish = self.orders.wish(row.cells)
            language, options = wish.language, wish.options
        except Refused as refused:
            findings += [self.spoilt(row, place, error, str(error)) for place, error in refused.cells]
            language, options = self.orders.language_of(row.cells), {}
        values = dict(self.usual)
        for name, places, read in self._fields:
            text = self._text(row, places[0], name, read, language, findings)
            for place in places[1:]:
                more = self._text(row, place, name, read, language, findings)
                text = f"{text}{language.signs.space}{more}" if text and more else text or more
            if text:
                values[name] = text
        if len(row.cells) != self._width or self.columns.unnamed:
            findings += self._beside(row)
        return Person(row.number, row.line, values, options, self.places), findings

    def _text(self, row: Row, place: int, name: str, read: Read, language: Language, findings: list[Finding]) -> str:
        """What is said in a cell; "" where that is nothing, or cannot be, which is noted."""
        cell = row.cells[place]
        if not cell:
            return ""
        try:
            return read(cell, language)
        except Spoilt as error:
            findings.append(self.spoilt(row, place, error, f"{name}: {error}"))
            return ""

    def _beside(self, row: Row) -> Iterator[Finding]:
        """What stands in cells that no column has."""
        if len(row.cells) > self._width:
            message = "there are more cells than columns; one with a separator in it needs quotation marks"
            yield self.finding(row, self._width, "too-many-cells", message)
        for place in self.columns.unnamed:
            if not is_empty([row.cells[place]]):
                message = "this column has no name in the first row, so it is not read; name it, or empty it"
                yield self.finding(row, place, "unnamed-column", message, Severity.WARNING)

    def finding(
        self, row: Row | Person, place: int, code: str, message: str, severity: Severity = Severity.ERROR,
        arguments: Arguments = (),
    ) -> Finding:  # fmt: skip
        """A finding about the cell of a row at ``place``, from 0."""
        where = f" (line {row.line})" if row.line != row.number else ""
        source, column = self.table.source, place + 1
        return Finding(code, message + where, source, row.number, column, severity, arguments=arguments)

    def spoilt(self, row: Row | Person, place: int, error: Spoilt, message: str) -> Finding:
        """The finding about a cell that cannot be printed."""
        return self.finding(row, place, error.code, message, arguments=error.arguments)

    def rows(self, rows: Iterable[Row]) -> Iterator[tuple[Person, list[Finding]]]:
        """Each of these rows."""
        return map(self.read, rows)
