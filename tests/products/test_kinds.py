"""Kinds of option values: what each reads, what it refuses, and how the refusal names the option."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.errors import ExitCode, SoleprintError, UsageProblem
from soleprint.products.kinds import (
    Choice,
    Day,
    File,
    Flag,
    Kind,
    LanguageTags,
    Length,
    Many,
    Offset,
    PaperSize,
    Text,
    Whole,
    reading,
)
from soleprint.products.options import every_option

NUMBER = every_option()["emergency"].kind
KINDS: list[Kind] = [
    Choice(("left", "right")),
    Choice((1, 2)),
    Length(0, 20),
    Length(100, 10_000, bare=False),
    Whole(0, 50),
    Flag(),
    Text(),
    PaperSize(),
    LanguageTags(),
    NUMBER,
    File(),
    Day(),
    Many(File()),
    Offset(),
]


def problem(kind: Kind, value: object) -> UsageProblem:
    with pytest.raises(UsageProblem) as caught:
        reading(kind, value, "an-option")
    assert caught.value.option == "an-option"
    assert caught.value.exit_code is ExitCode.USAGE
    assert "an-option" in str(caught.value) or isinstance(kind, PaperSize | LanguageTags) or kind is NUMBER
    return caught.value


class Folder:
    """A path as other libraries have them."""

    def __fspath__(self) -> str:
        return "a/b"


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Choice(("left", "right")), "left", "left"),
        (Choice((1, 2)), "2", 2),
        (Choice((1, 2)), 2, 2),
        (Length(0, 20), 3, 3.0),
        (Length(0, 20), 3.5, 3.5),
        (Length(0, 20), 10 / 3, 3.333333),
        (Length(0, 20), "3", 3.0),
        (Length(0, 20), " 3mm ", 3.0),
        (Length(0, 20), "0.5 cm", 5.0),
        (Length(0, 20), 0, 0.0),
        (Length(0, 20), "20", 20.0),
        (Length(100, 10_000, bare=False), "1m", 1000.0),
        (Length(100, 10_000, bare=False), "70cm", 700.0),
        (Length(100, 10_000, bare=False), "3ft", 914.4),
        (Length(100, 10_000, bare=False), "10in", 254.0),
        (Length(100, 10_000, bare=False), "1.5M", 1500.0),
        (Whole(0, 50), 7, 7),
        (Whole(0, 50), " 7 ", 7),
        (Whole(0, 50), "50", 50),
        (Flag(), True, True),
        (Flag(), False, False),
        (Text(), "  twice a week ", "twice a week"),
        (Text(), 5, "5"),
        (Text(), "Zoë, 李, مريم", "Zoë, 李, مريم"),
        (PaperSize(), "a5", "A5"),
        (PaperSize(), "half letter", "Half Letter"),
        (LanguageTags(), "es", ("es",)),
        (LanguageTags(), "en + ar", ("en", "ar")),
        (LanguageTags(), "en+en", ("en",)),
        (NUMBER, "112", "112"),
        (NUMBER, 999, "999"),
        (NUMBER, " 999 ", "999"),
        (NUMBER, "+44 (0)999", "+44 (0)999"),
        (NUMBER, "*31#112", "*31#112"),
        (File(), "clinic.yaml", Path("clinic.yaml")),
        (File(), Path("clinic.yaml"), Path("clinic.yaml")),
        (File(folder=True), Folder(), Path("a/b")),
        (Day(), "2026-01-31", date(2026, 1, 31)),
        (Day(), date(2026, 1, 31), date(2026, 1, 31)),
        (Many(File()), "a.pdf", (Path("a.pdf"),)),
        (Many(File()), [Path("a.pdf"), "b.pdf"], (Path("a.pdf"), Path("b.pdf"))),
        (Many(Text()), "one line", ("one line",)),
        (Offset(), (1.5, -0.5), (1.5, -0.5)),
        (Offset(), ("1.5", "-0.5mm"), (1.5, -0.5)),
        (Offset(), "1.5 -0.5", (1.5, -0.5)),
        (Offset(), (1 / 3, 0), (0.333333, 0.0)),
        (Offset(), (10, -10), (10.0, -10.0)),
    ],
)
def test_what_is_read(kind: Kind, value: object, read: object) -> None:
    found = kind.read(value, "an-option")
    assert found == (pytest.approx(read) if isinstance(read, float) else read)
    assert type(found) is type(read)


@pytest.mark.parametrize(
    ("kind", "value", "code", "words"),
    [
        (Choice(("left", "right")), "lefft", "unknown-option", 'did you mean "left"?'),
        (Choice(("partner", "self")), "alone", "unknown-option", "partner, self"),
        (Choice((1, 2)), 0, "unknown-option", "1, 2"),
        (Choice((1, 2)), True, "unknown-option", "1, 2"),
        (Choice((1, 2)), 1.0, "unknown-option", "1, 2"),
        (Length(0, 20), 21, "option-range", "0 to 20 mm"),
        (Length(0, 20), -1, "option-range", "0 to 20 mm"),
        (Length(0, 20), "-1mm", "option-range", "0 to 20 mm"),
        (Length(0, 20), float("nan"), "bad-value", "5 or 5mm"),
        (Length(0, 20), float("inf"), "bad-value", "5 or 5mm"),
        (Length(0, 20), "1 mile", "bad-value", "5 or 5mm"),
        (Length(0, 20), "", "bad-value", "5 or 5mm"),
        (Length(0, 20), "3mm\n4", "bad-value", "5 or 5mm"),
        (Length(100, 10_000, bare=False), "70", "bad-value", "70cm, 1m or 3ft"),
        (Length(100, 10_000, bare=False), 700, "bad-value", "70cm, 1m or 3ft"),
        (Length(100, 10_000, bare=False), "9cm", "option-range", "10 cm to 10 m"),
        (Length(100, 10_000, bare=False), "10.001m", "option-range", "10 cm to 10 m"),
        (Whole(0, 50), "x", "bad-value", "0 to 50"),
        (Whole(0, 50), 1.5, "bad-value", "0 to 50"),
        (Whole(0, 50), -1, "option-range", "0 to 50"),
        (Whole(0, 50), "51", "option-range", "0 to 50"),
        (Flag(), "yes", "bad-value", "true or false"),
        (Flag(), 1, "bad-value", "true or false"),
        (Text(8), "far too long", "value-too-long", "12 characters; at most 8"),
        (PaperSize(), "A44", "unknown-size", "Did you mean 'A4'?"),
        (PaperSize(), 5, "unknown-size", "not '5'"),
        (PaperSize(), "100x150", "unknown-size", "with a unit"),
        (PaperSize(), "1x1mm", "size-out-of-range", "40 to 1200 mm"),
        (LanguageTags(), "tlh", "unknown-language", "tlh"),
        (LanguageTags(), 3, "unknown-language", "not '3'"),
        (LanguageTags(), "en+es+ar", "unknown-language", "at most two"),
        (NUMBER, "call 112", "bad-number", "--emergency 'call 112'"),
        (NUMBER, "\u202e112", "control-character", "U+202E"),
        (NUMBER, "abc", "bad-number", "999 or 112"),
        (NUMBER, "999\n", "control-character", "U+000A"),
        (NUMBER, "1", "bad-number", "999 or 112"),
        (NUMBER, "+*#", "bad-number", "999 or 112"),
        (NUMBER, "٩٩٩", "bad-number", "999 or 112"),
        (NUMBER, "", "bad-number", "999 or 112"),
        (NUMBER, "1" * 99, "value-too-long", "at most 24"),
        (File(), 5, "bad-value", "a file"),
        (File(folder=True), "", "bad-value", "a folder"),
        (File(), "a\0b", "bad-value", "a file"),
        (File(), Path("a\0b"), "bad-value", "a file"),
        (File(), b"a", "bad-value", "a file"),
        (Day(), "31.1.2026", "bad-value", "2026-01-31"),
        (Day(), 5, "bad-value", "2026-01-31"),
        (Many(File()), [5], "bad-value", "a file"),
        (Many(File()), 5, "bad-value", "a file"),
        (Offset(), 3, "bad-value", "two numbers"),
        (Offset(), (1, 2, 3), "bad-value", "two numbers"),
        (Offset(), "3", "bad-value", "two numbers"),
        (Offset(), ("x", 1), "bad-value", "'x'"),
        (Offset(), (None, 1), "bad-value", "'None'"),
        (Offset(), (11, 0), "option-range", "-10 to 10 mm"),
    ],
)
def test_what_is_refused(kind: Kind, value: object, code: str, words: str) -> None:
    caught = problem(kind, value)
    assert caught.code == code
    assert words in str(caught)


HIDDEN = {
    "an override that turns digits round": "\u202e",
    "a mark of direction": "\u200f",
    "an isolate": "\u2067",
    "an Arabic letter mark": "\u061c",
    "a byte order mark": "\ufeff",
    "a line separator": "\u2028",
    "a paragraph separator": "\u2029",
    "a bell": "\x07",
    "a null": "\0",
    "an escape": "\x1b",
    "no character": "\uffff",
    "a tab": "\t",
    "a line end": "\n",
}


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN)
def test_words_hold_nothing_that_cannot_be_seen(character: str) -> None:
    caught = problem(Text(), f"one{character}two")
    assert f"U+{ord(character):04X}" in str(caught)
    assert character not in str(caught) or character in "\t\n"


def test_words_typed_in_a_locale_without_letters_are_read() -> None:
    """LC_ALL=C, where Python hands on the bytes that it cannot read."""
    typed = "Анна".encode().decode("ascii", "surrogateescape")
    assert Text().read(typed, "name") == "Анна"
    for broken in (b"a\xff".decode("ascii", "surrogateescape"), "half a character: \ud83d"):
        assert "is not text in UTF-8" in str(problem(Text(), broken))


def test_a_datetime_is_the_day_it_is_on() -> None:
    found = Day().read(datetime(2026, 1, 31, 12, 30), "today")
    assert type(found) is date
    assert found == date(2026, 1, 31)


ANYTHING = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.binary(max_size=9)),
    *(st.lists(st.integers(), max_size=3), st.dictionaries(st.text(max_size=3), st.none(), max_size=2)),
    st.builds(object),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{type(kind).__name__} {kind.metavar}")
@given(value=ANYTHING)
def test_no_value_does_more_than_be_refused(kind: Kind, value: object) -> None:
    try:
        kind.read(value, "an-option")
    except SoleprintError as error:
        assert len(str(error)) < 600
        assert error.code != SoleprintError.code


@pytest.mark.parametrize("name", every_option())
def test_the_default_of_every_option_is_a_value_of_it(name: str) -> None:
    option = every_option()[name]
    default: Any = option.default
    if default is None or default == "":
        return
    written = "+".join(default) if name == "lang" else f"{default}mm" if isinstance(option.kind, Length) else default
    assert option.kind.read(written, name) == default


def test_paths_that_are_not_text_are_told() -> None:
    class Odd(os.PathLike[bytes]):
        def __fspath__(self) -> bytes:
            return b"clinic.yaml"

    assert File().read(Odd(), "profile") == Path("clinic.yaml")
