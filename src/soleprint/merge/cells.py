"""What stands in a cell, as it is printed: text, days, and the targets of codes.

Whoever cannot print a cell says why, and never what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from soleprint.clinic.profile import LONGEST_TARGET, TARGET
from soleprint.clinic.qr import SIZE_MM, SURE, holds
from soleprint.clinic.rules import is_address
from soleprint.content.languages import Language
from soleprint.errors import Arguments, arguments
from soleprint.merge.table import Cell
from soleprint.products.kinds import BIDI, can_be_printed

MOST_LETTERS = 300
"""Of one cell."""
EARLIEST, LATEST = 1900, 2199
"""Years of days that are printed; others are slips."""
AS_TEXT = "text"
"""The format of a column whose dates are in words."""
_DIRECTIVES = {"%d": r"(?P<day>\d{1,2})", "%m": r"(?P<month>\d{1,2})", "%Y": r"(?P<year>\d{4})",
               "%y": r"(?P<year>\d{2})", "%%": "%"}  # fmt: skip
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ](?P<time>\d{1,2}:\d{2})(:[\d.]+)?Z?)?")
_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029 ]+")
_UNSEEN = str.maketrans("", "", BIDI + "\ufeff")
_FAULTS = ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_TARGET = re.compile(TARGET)
_LIKE = "2026-02-28"
"""How a day is written where no format is set."""


class Spoilt(Exception):
    """Why a cell cannot be printed; nothing of what stands in it."""

    def __init__(self, message: str, *, code: str, arguments: Arguments = ()) -> None:
        super().__init__(message)
        self.code, self.arguments = code, arguments


def plain(text: str) -> str:
    """One line of text with single spaces, without marks that turn the order of what is read. Raises Spoilt."""
    text = text.strip()
    if not text.isprintable() or "  " in text:
        text = _BREAKS.sub(" ", text.translate(_UNSEEN)).strip()
        stray = next((char for char in text if not can_be_printed(char)), None)
        if stray is not None:
            which = f"U+{ord(stray):04X}"
            message = f"there is a character that cannot be printed ({which}); take it out"
            raise Spoilt(message, code="control-character", arguments=arguments(character=which))
    if len(text) > MOST_LETTERS:
        message = f"there are {len(text)} characters, and at most {MOST_LETTERS} are printed"
        raise Spoilt(message, code="cell-too-long", arguments=arguments(count=len(text), most=MOST_LETTERS))
    if text.startswith("#") and text in _FAULTS:
        raise Spoilt("the spreadsheet could not work this cell out; correct it there", code="formula-error")
    return text


def words(cell: Cell, language: Language) -> str:
    """What is said in a cell; a day, and the time with it, as the language writes them. Raises Spoilt."""
    if not isinstance(cell, str):
        return _dated(cell, language)
    text = plain(cell)
    found = _ISO.fullmatch(text) if "-" in text else None
    if found is None:
        return text
    day = language.dated(_day(found))
    return f"{day}{language.signs.comma}{language.numerals(found['time'])}" if found["time"] else day


def _dated(day: date, language: Language) -> str:
    text = language.dated(_in_time(day))
    if not isinstance(day, datetime):
        return text
    return f"{text}{language.signs.comma}{language.numerals(f'{day.hour:02}:{day.minute:02}')}"


def day_reader(format: str | None) -> Callable[[Cell, Language], str]:
    """What reads the days of a column, written as ``format`` says, else as 2026-02-28. Raises ValueError for a format
    that cannot be read."""
    if format == AS_TEXT:
        return words
    pattern = _ISO if format is None else re.compile(_pattern(format))
    expected = f"{_LIKE} or set a format" if format is None else f"it as {format}"

    def read(cell: Cell, language: Language) -> str:
        if not isinstance(cell, str):
            return language.dated(_in_time(cell))
        text = plain(cell)
        if not text:
            return ""
        found = pattern.fullmatch(text)
        if found is None:
            like = arguments(like=format or _LIKE)
            raise Spoilt(f"this is no date; write {expected}", code="bad-date", arguments=like)
        return language.dated(_day(found))

    return read


def _pattern(format: str) -> str:
    parts = re.split("(%.?)", format)
    unknown = [part for part in parts[1::2] if part not in _DIRECTIVES]
    if unknown:
        raise ValueError(f'"{unknown[0]}" is not known in a date; use %d, %m, %Y or %y')
    fields = [part.lower() for part in parts[1::2] if part != "%%"]
    if sorted(fields) != ["%d", "%m", "%y"]:
        raise ValueError("a date has a day (%d), a month (%m) and a year (%Y, or %y for two digits), each once")
    return "".join(_DIRECTIVES[part] if place % 2 else re.escape(part) for place, part in enumerate(parts))


def _day(found: re.Match[str]) -> date:
    """The day in what was found; of two digits of a year, the one from 2000 on."""
    year = int(found["year"])
    try:
        day = date(year + 2000 if len(found["year"]) == 2 else year, int(found["month"]), int(found["day"]))
    except ValueError:
        raise Spoilt("this day is not in the calendar", code="bad-date") from None
    return _in_time(day)


def _in_time(day: date) -> date:
    if not EARLIEST <= day.year <= LATEST:
        raise Spoilt(f"this day is not between {EARLIEST} and {LATEST}", code="bad-date")
    return day


def target(cell: Cell, language: Language) -> str:
    """What a code leads to: a web address, a mail address or a number, as in a clinic's profile. Raises Spoilt."""
    text = plain(cell) if isinstance(cell, str) else "-"
    if not text:
        return ""
    if len(text) > LONGEST_TARGET or not _TARGET.match(text) or not is_address(text):
        message = "this leads nowhere; write a whole address that begins with https://, http://, tel: or mailto:"
        raise Spoilt(message, code="bad-target")
    if not holds(text):
        message = f"a code of {SIZE_MM:g} mm cannot hold it; give a shorter address, of {SURE} characters at most"
        raise Spoilt(message, code="qr-too-small")
    return text
