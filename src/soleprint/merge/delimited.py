"""Tables in files of text, as spreadsheets and registers write them: in several encodings, with several separators.

RFC 4180 says how cells are quoted. What it leaves open is found out: the encoding by its mark (Unicode 23.8), else
UTF-8 where all of the file is that, else Windows-1252; the separator as the one that the first line has most of.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from soleprint.errors import FileProblem, Finding, Severity
from soleprint.files.folders import MAX_FILE, open_plain
from soleprint.merge.table import Cell, Table, fail

SEPARATORS = (",", ";", "\t", "|")
LONGEST_LINE = 1 << 20
"""Bytes of a line: a file without lines is not taken into memory."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_QUOTED = re.compile('"[^"]*"?')
_HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""A first line by which a spreadsheet is told the separator."""
_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(128))
_STRAY = "a character here is not in the encoding that the rest of the file has; save the table again as UTF-8"


class Form(Struct, frozen=True):
    """How a file of text is written. ``guessed``: its encoding stands nowhere, and another would read as well."""

    encoding: str
    separator: str
    hint: bool = False
    guessed: bool = False


class Delimited(Table):
    """A table in a file of text."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.form = form_of(path)
        if self.form.guessed:
            message = "the encoding is taken to be Windows-1252; where letters look wrong, save the table as UTF-8"
            self.warnings = (Finding("guessed-encoding", message, self.source, severity=Severity.WARNING),)

    def records(self, skip: int = 0) -> Iterator[tuple[int, Sequence[Cell]]]:
        line, hint = 1, self.form.hint
        try:
            with self.path.open(encoding=self.form.encoding, newline="") as file:
                reader = csv.reader(file, delimiter=self.form.separator, skipinitialspace=True, strict=True)
                for _ in islice(reader, skip + hint):
                    pass
                line = reader.line_num + 1
                for cells in reader:
                    yield line, cells
                    line = reader.line_num + 1
        except csv.Error as error:
            problem = _problem(str(error))
        except UnicodeError:
            problem = _STRAY
        except OSError as error:
            raise FileProblem(f"{self.path} cannot be read: {error.strerror}.", code="unreadable-file") from None
        else:
            return
        fail(self.source, "bad-table", f"{problem} (the row that begins in line {line})", line)


def _problem(told: str) -> str:
    """What the reader tells of a row, which quotes nothing of it."""
    if "limit" in told or "end of data" in told:
        return "a quotation mark is opened and not closed, or a cell is far too long"
    return "behind a quotation mark that ends a cell there is more; within a cell each is written twice"


def form_of(path: Path) -> Form:
    """How a file of text is written. Reads all of it, a little at a time.

    Raises FileProblem for what is not there, or no plain file; ContentError for what is no text.
    """
    source = path.as_posix()
    with open_plain(path, MAX_FILE) as file:
        start = file.read(4096)
        if start.startswith((_WORKBOOK, _OLD_WORKBOOK)):
            fail(source, "no-table", "this is a workbook under the name of a file of text; name it .xlsx or .ods")
        encoding = next((name for mark, name in _MARKS if start.startswith(mark)), None) or _unmarked(start)
        file.seek(0)
        stray = _first_stray(file, encoding, source)
        if stray:
            file.seek(0)
            if encoding != "utf-8" or _is_mostly_utf_8(file):
                fail(source, "not-utf-8", _STRAY, stray)
            file.seek(0)
            if stray := _first_stray(file, "cp1252", source):
                fail(source, "not-utf-8", "this is text in an encoding that is not known; save it as UTF-8", stray)
            return Form("cp1252", *_separator(path, "cp1252"), guessed=True)
    return Form(encoding, *_separator(path, encoding))


def _unmarked(start: bytes) -> str:
    """The encoding of a file without a mark, from where the zeros are that UTF-16 has between Latin letters."""
    if b"\0" not in start:
        return "utf-8"
    return "utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"


def _first_stray(file: BinaryIO, encoding: str, source: str) -> int:
    """The line with the first bytes that are not in an encoding; 0 where there are none."""
    decoder, lines = codecs.getincrementaldecoder(encoding)(), 0
    while chunk := file.read(LONGEST_LINE):
        if len(chunk) == LONGEST_LINE and b"\n" not in chunk and b"\r" not in chunk:
            fail(source, "bad-table", "a line here is far too long; this is no table of people", lines + 1)
        try:
            if "\0" in decoder.decode(chunk):
                fail(source, "no-table", "this is no text; save the table as .csv or .xlsx")
        except UnicodeDecodeError as error:
            return lines + chunk.count(b"\n", 0, error.start) + 1
        lines += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return lines + 1
    return 0


def _is_mostly_utf_8(file: BinaryIO) -> bool:
    """Whether there are more characters of UTF-8 beyond ASCII than bytes that are in none: then those are mistakes."""
    sound = others = 0
    while chunk := file.read(LONGEST_LINE):
        own = _UTF_8.findall(chunk)
        sound, others = sound + len(own), others + len(chunk.translate(None, _ASCII)) - sum(map(len, own))
    return sound > others


def _separator(path: Path, encoding: str) -> tuple[str, bool]:
    """The separator, and whether the first line names it."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first = file.readline(LONGEST_LINE)
        hint = _HINT.fullmatch(first)
        if hint and hint[1] in SEPARATORS:
            return hint[1], True
        while first and not first.strip():
            first = file.readline(LONGEST_LINE)
    bare = _QUOTED.sub("", first)
    return max(SEPARATORS, key=bare.count), False
