"""In the process that makes: texts and files of the user's own content, to read and to write.

What a file has wrong is raised, and told by the process (``maker``), since the studio goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from soleprint.errors import ContentError, Finding
from soleprint.web.results import Failed, failed

if TYPE_CHECKING:
    from soleprint.products.editing import File, Opened, Written
    from soleprint.products.spotting import Found
    from soleprint.products.steps import Change, Names, StepForm
    from soleprint.products.translating import Counted, Reading, Saved, Wish


class Text(Struct, frozen=True):
    """A text with what is beside it: the glossary's terms, and every text of its language, to go on to."""

    counted: Counted
    reading: Reading
    terms: list[tuple[str, str]]
    findings: list[Finding]
    """Of its translation as it is."""
    every: list[Reading]


def languages(content: Path) -> list[Counted]:
    """How far each language is."""
    from soleprint.products.translating import counted

    return counted(content)


def readings(content: Path, lang: str) -> tuple[Counted, list[Reading]]:
    """How far a language is, and every text of it."""
    from soleprint.products.translating import Translation

    translation = Translation(content, lang)
    return translation.counted(), translation.readings()


def text(content: Path, lang: str, context: str) -> Text:
    """One text of a language."""
    from soleprint.products.translating import Translation

    translation = Translation(content, lang)
    reading = translation.reading(context)
    terms, findings = translation.terms(reading.english), translation.findings(reading, reading.text)
    return Text(translation.counted(), reading, terms, findings, translation.readings())


def write(content: Path, lang: str, context: str, words: str, stamp: str, wish: Wish, by: tuple[str, str]) -> Saved:
    """Writes a translation."""
    from soleprint.products.translating import Translation

    return Translation(content, lang).write(context, words, stamp, wish, by)


def declare(content: Path, lang: str, by: tuple[str, str]) -> bool:
    """Says in the file of a language that all of it is reviewed; whether it could be signed."""
    from soleprint.products.translating import Translation

    return Translation(content, lang).declare(by)


def page_with(content: Path, templates: Path | None, lang: str, context: str) -> Found:
    """The page on which a text stands, as far as it is found."""
    from soleprint.products.spotting import page_with

    return page_with(context, lang, {"content": content, **({"templates": templates} if templates else {})})


class Steps(Struct, frozen=True):
    """The steps of a routine's file, with what there is to choose from; ``trouble`` is why it has none to show."""

    opened: Opened
    steps: list[StepForm]
    blank: StepForm
    """The form of one more."""
    names: Names
    trouble: Failed | None = None


def editable(content: Path) -> list[File]:
    """The files that there are to edit."""
    from soleprint.products.editing import editable

    return editable(content)


def opened(content: Path, name: str) -> Opened:
    """A file as it is."""
    from soleprint.products.editing import opened

    return opened(content, name)


def check(content: Path, name: str, text: str) -> list[Finding]:
    """The findings of a file if it had this text."""
    from soleprint.products.editing import checked, opened

    return checked(content, opened(content, name).file.name, text)


def write_file(content: Path, name: str, text: str, stamp: str) -> Written:
    """Writes a file."""
    from soleprint.products.editing import write

    return write(content, name, text, stamp)


def copy_in(content: Path, name: str) -> None:
    """Copies a built-in file into the folder."""
    from soleprint.products.editing import copy_in

    copy_in(content, name)


def steps(content: Path, name: str) -> Steps:
    """The steps of a routine's file."""
    from soleprint.products.editing import opened
    from soleprint.products.steps import blank, names_in, steps_in

    found = opened(content, name)
    try:
        return Steps(found, steps_in(found.text, name) if found.routine else [], blank(), names_in(content))
    except ContentError as error:
        return Steps(found, [], blank(), names_in(content), failed(error))


def write_step(
    content: Path, name: str, number: int, given: Mapping[str, Sequence[str]], stamp: str, change: Change
) -> Written:
    """Writes what a form says of a step into the file of its routine, sets it elsewhere, or takes it out."""
    from soleprint.products.steps import write_step

    return write_step(content, name, number, given, stamp, change)


def write_new(content: Path, name: str, given: Mapping[str, Sequence[str]], at: int, stamp: str) -> Written:
    """Writes a step more into the file of a routine."""
    from soleprint.products.steps import write_new

    return write_new(content, name, given, at, stamp)


_BENCH = (
    languages, readings, text, write, declare, page_with, editable, opened, check, write_file, copy_in, steps,
    write_step, write_new,
)  # fmt: skip
CALLS: Mapping[str, Callable[..., Any]] = {f"bench.{call.__name__}": call for call in _BENCH}
