"""Kinds of option values: how each is read from what a person types, writes in a job file or passes from Python.

``read`` turns a value into what the pipeline works with, or raises UsageProblem that names the option and says what to
write. ``python`` is the annotation of the keyword argument, ``json`` the schema for editors of job files.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct

from soleprint.errors import Arguments, UsageProblem, arguments
from soleprint.files.folders import layers
from soleprint.files.suggest import did_you_mean

_LENGTH = r"(?i)\s*([+-]?\d{1,6}(?:\.\d{1,6})?)\s*(mm|cm|m|in|ft)?\s*"
_IN_MM = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4, "ft": 304.8}
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that change the order of what is read (UAX #9): a number could be shown backwards."""


class Rule(Protocol):
    """A further rule for a text."""

    def __call__(self, text: str) -> str:
        """The text. Raises UsageProblem."""


class Kind(Protocol):
    """How the values of one option are read."""

    @property
    def metavar(self) -> str:
        """What stands for the value in help."""

    @property
    def python(self) -> str:
        """The annotation of the keyword argument."""

    def read(self, value: object, name: str) -> Any:
        """The value to work with. Raises UsageProblem that names the option ``name``."""

    def json(self) -> dict[str, Any]:
        """JSON Schema of the value in a job file."""


def _refuse(name: str, message: str, code: str = "bad-value", said: Arguments = ()) -> UsageProblem:
    return UsageProblem(f"{flag(name)} {message}", code=code, arguments=said, option=name)


def _outside(name: str, value: object, low: str, high: str, unit: str = "") -> UsageProblem:
    """That a number is too small or too large."""
    message = f"{value} is out of range: use {low} to {high}{unit}."
    return _refuse(name, message, "option-range", arguments(low=low, high=f"{high}{unit}"))


def reading(kind: Kind, value: object, name: str) -> Any:
    """The value of an option. Raises UsageProblem that is about the option, whoever raised it."""
    try:
        return kind.read(value, name)
    except UsageProblem as error:
        error.option = name
        raise


def flag(name: str) -> str:
    """An option as it is typed."""
    return f"--{name.replace('_', '-')}"


def _quoted(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 60 else text[:59] + "…")


class Choice(Struct, frozen=True):
    """One of a few words, or of a few numbers."""

    values: tuple[str, ...] | tuple[int, ...]

    @property
    def metavar(self) -> str:
        return "|".join(map(str, self.values))

    @property
    def python(self) -> str:
        return f"Literal[{', '.join(map(repr, self.values))}]"

    def read(self, value: object, name: str) -> Any:
        known = {str(each): each for each in self.values}
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip() in known:
            return known[str(value).strip()]
        message = f"cannot be {_quoted(value)}{did_you_mean(str(value), known)}"
        raise _refuse(name, message, "unknown-option", arguments(known=", ".join(known)))

    def json(self) -> dict[str, Any]:
        return {"enum": list(self.values)}


class Length(Struct, frozen=True):
    """A length in millimetres. Without ``bare`` a number alone is not taken: its unit would be a guess."""

    low: float
    high: float
    bare: bool = True

    @property
    def metavar(self) -> str:
        return "MM" if self.bare else "LENGTH"

    @property
    def python(self) -> str:
        return "str | float" if self.bare else "str"

    def read(self, value: object, name: str) -> float:
        match = re.fullmatch(_LENGTH, _written(value)) if _is_plain(value) else None
        unit = (match[2] or ("mm" if self.bare else None)) if match else None
        if match is None or unit is None:
            such, example = ("5 or 5mm", "5mm") if self.bare else ("70cm, 1m or 3ft", "70cm")
            message = f"{_quoted(value)} is not a length; write {such}."
            raise _refuse(name, message, said=arguments(example=example))
        length = float(match[1]) * _IN_MM[unit.lower()]
        if not self.low <= length <= self.high:
            low, high = self._range()
            raise _outside(name, value, low, high)
        return length

    def _range(self) -> tuple[str, str]:
        if self.bare:
            return f"{self.low:g}", f"{self.high:g} mm"
        return f"{self.low / 10:g} cm", f"{self.high / 1000:g} m"

    def json(self) -> dict[str, Any]:
        text = {"type": "string", "pattern": r"^\d+(\.\d+)? ?(mm|cm|m|in|ft)?$"}
        return {"anyOf": [text, {"type": "number"}]} if self.bare else text


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _written(value: object) -> str:
    """A number as it would be typed: of what a program has computed, no more than six decimals."""
    return f"{value:.6f}" if isinstance(value, float) else str(value).strip()


class Whole(Struct, frozen=True):
    """A whole number."""

    low: int
    high: int
    metavar: str = "N"
    python: str = "int"

    def read(self, value: object, name: str) -> int:
        if not _is_plain(value) or not re.fullmatch(r"[+-]?\d{1,9}", str(value).strip()):
            message = f"{_quoted(value)} is not a whole number; write one from {self.low} to {self.high}."
            raise _refuse(name, message, said=arguments(example=self.low))
        if not self.low <= int(str(value)) <= self.high:
            raise _outside(name, value, str(self.low), str(self.high))
        return int(str(value))

    def json(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


class Flag(Struct, frozen=True):
    """On or off."""

    metavar: str = ""
    python: str = "bool"

    def read(self, value: object, name: str) -> bool:
        if isinstance(value, bool):
            return value
        raise _refuse(name, f"is on or off (true or false), not {_quoted(value)}.")

    def json(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Switch(Struct, frozen=True):
    """On or off, or on in one of a few ways."""

    values: tuple[str, ...]

    @property
    def metavar(self) -> str:
        return f"[{'|'.join(self.values)}]"

    @property
    def python(self) -> str:
        return f"bool | Literal[{', '.join(map(repr, self.values))}]"

    def read(self, value: object, name: str) -> bool | str:
        known: dict[str, bool | str] = {"true": True, "false": False, **{each: each for each in self.values}}
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip() in known:
            return known[value.strip()]
        raise _refuse(name, f"is on, off (true or false) or {' or '.join(self.values)}, not {_quoted(value)}.")

    def json(self) -> dict[str, Any]:
        return {"enum": [True, False, *self.values]}


class Text(Struct, frozen=True):
    """A line of words. Characters that cannot be seen, or that turn the order of what is read, are refused."""

    most: int = 400
    metavar: str = "TEXT"
    python: str = "str"
    rule: Rule | None = None

    def read(self, value: object, name: str) -> str:
        if not _is_plain(value):
            raise _refuse(name, f"takes words, not {_quoted(value)}.")
        text = _in_utf8(str(value).strip(" "), name)
        if len(text) > self.most:
            message = f"has {len(text)} characters; at most {self.most} are printed."
            raise _refuse(name, message, "value-too-long", arguments(count=len(text), most=self.most))
        for character in text:
            if not can_be_printed(character):
                which = f"U+{ord(character):04X} ({unicodedata.name(character, 'a control character')})"
                message = f"has a character that cannot be printed: {which}. Take it out."
                raise _refuse(name, message, "control-character", arguments(character=which))
        return self.rule(text) if self.rule else text

    def json(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.most}


class PaperSize(Struct, frozen=True):
    """A size of paper, by name or as WIDTHxHEIGHT; read as its own name."""

    metavar: str = "SIZE"
    python: str = "str"

    def read(self, value: object, name: str) -> str:
        from soleprint.layout.paper import paper

        if not isinstance(value, str):
            raise _refuse(name, f"takes a size such as A5 or 100x150mm, not {_quoted(value)}.", "unknown-size")
        return paper(value).name

    def json(self) -> dict[str, Any]:
        return {"type": "string"}


class LanguageTags(Struct, frozen=True):
    """A language (BCP 47), or two with a plus between them; read as a tuple of codes.

    ``content`` is a folder of the user's, which may have languages beside the built-in ones.
    """

    content: Path | None = None
    metavar: str = "LANG"
    python: str = "str"

    def read(self, value: object, name: str) -> tuple[str, ...]:
        from soleprint.content.languages import languages

        if not isinstance(value, str):
            raise _refuse(name, f"takes a language such as es, not {_quoted(value)}.", "unknown-language")
        known = languages(layers("content", self.content))
        codes = tuple(dict.fromkeys(known.code(tag.strip(), self._own()) for tag in value.split("+")))
        if len(codes) > 2:
            raise _refuse(
                name, f"{_quoted(value)}: at most two languages stand side by side, not {len(codes)}.",
                "unknown-language",
            )  # fmt: skip
        return codes

    def _own(self) -> Sequence[str]:
        """The languages that the user's folder has texts in."""
        if self.content is None:
            return ()
        from soleprint.content.locale.catalogue import languages_in

        return languages_in(self.content)

    def json(self) -> dict[str, Any]:
        return {"type": "string"}


class Modes(Struct, frozen=True):
    """Who does it: a mode of the content, of the user's folder ``content`` too."""

    content: Path | None = None
    metavar: str = "MODE"
    python: str = "str"

    @property
    def values(self) -> tuple[str, ...]:
        """The modes that there are. Raises ContentError."""
        from soleprint.products.listing import mode_names

        return tuple(mode_names(self.content))

    def read(self, value: object, name: str) -> str:
        found: str = Choice(self.values).read(value, name)
        return found

    def json(self) -> dict[str, Any]:
        return {"type": "string"}


class File(Struct, frozen=True):
    """A file, or with ``folder`` a folder, of the user's. Whether it is there is seen when it is read.

    ``endings`` are those that names of such files have, where one is chosen from a list.
    """

    folder: bool = False
    endings: tuple[str, ...] = ()

    @property
    def metavar(self) -> str:
        return "DIR" if self.folder else "FILE"

    @property
    def python(self) -> str:
        return "str | os.PathLike[str]"

    def read(self, value: object, name: str) -> Path:
        if isinstance(value, str | os.PathLike):
            path = os.fsdecode(value)
            if path and "\0" not in path:
                return Path(path)
        raise _refuse(name, f"takes the name of a {'folder' if self.folder else 'file'}, not {_quoted(value)}.")

    def json(self) -> dict[str, Any]:
        return {"type": "string"}


class Day(Struct, frozen=True):
    """A day of the calendar, as 2026-01-31."""

    metavar: str = "DATE"
    python: str = "str | date"

    def read(self, value: object, name: str) -> date:
        if isinstance(value, date):
            # A datetime is a date too, and cannot be compared with one.
            return date(value.year, value.month, value.day)
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            message = f"{_quoted(value)} is not a day; write it as 2026-01-31."
            raise _refuse(name, message, said=arguments(example="2026-01-31")) from None

    def json(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


class Many(Struct, frozen=True):
    """Several values of one kind; a value alone counts as one. Read as a tuple."""

    each: Kind

    @property
    def metavar(self) -> str:
        return self.each.metavar

    @property
    def python(self) -> str:
        return f"{self.each.python} | Sequence[{self.each.python}]"

    def read(self, value: object, name: str) -> tuple[Any, ...]:
        alone = isinstance(value, str | Path) or not isinstance(value, Sequence)
        values: Sequence[object] = (value,) if alone else value  # type: ignore[assignment]
        return tuple(self.each.read(one, name) for one in values)

    def json(self) -> dict[str, Any]:
        return {"anyOf": [self.each.json(), {"type": "array", "items": self.each.json()}]}


class Offset(Struct, frozen=True):
    """Two lengths in millimetres, to the right and up, each at most 10 either way."""

    metavar: str = "X Y"
    python: str = "tuple[float, float]"

    def read(self, value: object, name: str) -> tuple[float, float]:
        parts = value.split() if isinstance(value, str) else value
        if not isinstance(parts, Sequence) or len(parts) != 2:
            raise _refuse(name, f"takes two numbers of millimetres, to the right and up, not {_quoted(value)}.")
        return self._number(parts[0], name), self._number(parts[1], name)

    def _number(self, value: object, name: str) -> float:
        if not _is_plain(value) or not re.fullmatch(r"[+-]?\d{1,3}(\.\d{1,6})?(mm)?", _written(value)):
            message = f"{_quoted(value)} is not a number of millimetres; write 1.5 or -0.5."
            raise _refuse(name, message, said=arguments(example="1.5"))
        number = float(_written(value).removesuffix("mm"))
        if not -10 <= number <= 10:
            raise _outside(name, value, "-10", "10", " mm")
        return number

    def json(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}


def _in_utf8(text: str, name: str) -> str:
    """Words as they were typed, where the locale is not what the terminal writes (LC_ALL=C)."""
    try:
        return text.encode("utf-8", "surrogateescape").decode()
    except UnicodeError:
        raise _refuse(name, "is not text in UTF-8. Type it again, in a terminal that writes UTF-8.") from None


def can_be_printed(character: str) -> bool:
    """False for what turns the order of what is read, breaks its lines, or is no character at all."""
    if character in BIDI or character == "\ufeff" or ord(character) & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")


def dialled(text: str) -> str:
    """The rule for a number to call in an emergency."""
    from soleprint.clinic.numbers import emergency_number

    return emergency_number(text)


def coded(text: str) -> str:
    """The rule for what a QR code leads to."""
    if not text:
        return text
    from soleprint.clinic.qr import SIZE_MM, SURE, holds
    from soleprint.clinic.rules import is_address

    if not text.casefold().startswith(("http://", "https://", "mailto:", "tel:")) or not is_address(text):
        message = "a QR code leads to a whole address: https://clinic.example/42, mailto:... or tel:..."
        raise UsageProblem(f"--qr: {message}", code="bad-target")
    if not holds(text):
        message = f"a QR code of {SIZE_MM:g} mm cannot hold {len(text)} characters; give at most {SURE}"
        raise UsageProblem(f"--qr: {message}.", code="qr-too-small")
    return text
