"""Calls of the process that makes: reading and writing texts and files of the user's own content.

They raise errors in files. The process sends them to the server as a Failure (``maker``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from soleprint.errors import ContentError, Finding
from soleprint.web.results import Failure, failure_of

if TYPE_CHECKING:
    from soleprint.products.editing import File, Opened, Written
    from soleprint.products.spotting import Found
    from soleprint.products.steps import Change, Names, StepForm
    from soleprint.products.translating import Counted, Reading, Saved, Wish


class TextReview(Struct, frozen=True):
    """A text to review, with the terms of the glossary in it, and all other texts of its language."""

    counted: Counted
    reading: Reading
    terms: list[tuple[str, str]]
    findings: list[Finding]
    """Of its present translation."""
    every: list[Reading]


def languages(content: Path) -> list[Counted]:
    """How much of each language is translated and reviewed."""
    from soleprint.products.translating import counted

    return counted(content)


def readings(content: Path, lang: str) -> tuple[Counted, list[Reading]]:
    """How much of a language is translated and reviewed, and all its texts."""
    from soleprint.products.translating import Translation

    translation = Translation(content, lang)
    return translation.counted(), translation.readings()


def text(content: Path, lang: str, context: str) -> TextReview:
    """One text of a language."""
    from soleprint.products.translating import Translation

    translation = Translation(content, lang)
    reading = translation.reading(context)
    terms, findings = translation.terms(reading.english), translation.findings(reading, reading.text)
    return TextReview(translation.counted(), reading, terms, findings, translation.readings())


def write(content: Path, lang: str, context: str, words: str, stamp: str, wish: Wish, by: tuple[str, str]) -> Saved:
    """Writes a translation."""
    from soleprint.products.translating import Translation

    return Translation(content, lang).write(context, words, stamp, wish, by)


def declare(content: Path, lang: str, by: tuple[str, str]) -> bool:
    """Declares in the file of a language that all of it is reviewed; False where the reviewer's name is missing."""
    from soleprint.products.translating import Translation

    return Translation(content, lang).declare(by)


def page_with(content: Path, templates: Path | None, lang: str, context: str) -> Found:
    """Looks for the page on which a text stands. Each call looks at a few products."""
    from soleprint.products.spotting import page_with

    return page_with(context, lang, {"content": content, **({"templates": templates} if templates else {})})


class RoutineSteps(Struct, frozen=True):
    """The steps of a routine's file as forms, and the names to choose from. ``trouble`` is why they cannot be shown."""

    opened: Opened
    steps: list[StepForm]
    blank: StepForm
    """The form for a new step."""
    names: Names
    trouble: Failure | None = None


def editable(content: Path) -> list[File]:
    """The files that can be edited."""
    from soleprint.products.editing import editable

    return editable(content)


def opened(content: Path, name: str) -> Opened:
    """A file, with its findings."""
    from soleprint.products.editing import opened

    return opened(content, name)


def check(content: Path, name: str, text: str) -> list[Finding]:
    """The findings that a file would have with this text."""
    from soleprint.products.editing import checked, opened

    return checked(content, opened(content, name).file.name, text)


def write_file(content: Path, name: str, text: str, stamp: str) -> Written:
    """Writes a file."""
    from soleprint.products.editing import write

    return write(content, name, text, stamp)


def copy_in(content: Path, name: str) -> None:
    """Copies a built-in file into the user's folder."""
    from soleprint.products.editing import copy_in

    copy_in(content, name)


def steps(content: Path, name: str) -> RoutineSteps:
    """The steps of a routine's file."""
    from soleprint.products.editing import opened
    from soleprint.products.steps import blank, names_in, steps_in

    found = opened(content, name)
    try:
        return RoutineSteps(found, steps_in(found.text, name) if found.routine else [], blank(), names_in(content))
    except ContentError as error:
        return RoutineSteps(found, [], blank(), names_in(content), failure_of(error))


def write_step(
    content: Path, name: str, number: int, given: Mapping[str, Sequence[str]], stamp: str, change: Change
) -> Written:
    """Writes a step of a routine from its form, moves it, or removes it."""
    from soleprint.products.steps import write_step

    return write_step(content, name, number, given, stamp, change)


def write_new(content: Path, name: str, given: Mapping[str, Sequence[str]], at: int, stamp: str) -> Written:
    """Adds a step to the file of a routine."""
    from soleprint.products.steps import write_new

    return write_new(content, name, given, at, stamp)


_FUNCTIONS = (
    languages, readings, text, write, declare, page_with, editable, opened, check, write_file, copy_in, steps,
    write_step, write_new,
)  # fmt: skip
CALLS: Mapping[str, Callable[..., Any]] = {f"content.{call.__name__}": call for call in _FUNCTIONS}
