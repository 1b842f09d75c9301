"""What is told of a making: the sides of its paper, or what is wrong, by the field that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from msgspec import Struct

from soleprint.errors import Finding
from soleprint.web.fields import Field
from soleprint.web.form_order import ROUTINE, Asked
from soleprint.web.messages import placed
from soleprint.web.offers import Choices
from soleprint.web.results import Failed, Made
from soleprint.web.words import Words

if TYPE_CHECKING:
    from soleprint.products.reading import Passage

_FLAG = re.compile(r"--([a-z]+(?:-[a-z]+)*)")
_PX = 96 / 72
Search = Literal["", "going", "ended"]


class Problem(Struct, frozen=True):
    """A message, and the name of the field that it is about; "" where it is about none alone."""

    message: str
    field: str = ""


class Side(Struct, frozen=True):
    """One side of paper, in CSS pixels."""

    width: int
    height: int
    words: str


class Outcome(Struct, frozen=True):
    """What a page tells. ``remedies`` are changes of the form as a query, with their words."""

    query: str
    key: str = ""
    file: str = ""
    lang: str = ""
    ready: str = ""
    sides: Sequence[Side] = ()
    warnings: Sequence[Problem] = ()
    problems: Sequence[Problem] = ()
    remedies: Sequence[tuple[str, str]] = ()
    search: Search = ""
    """Of remedies for what does not fit: whether there may be more than these."""
    passages: Sequence[Passage] = ()
    """What the pages say, in reading order."""

    @property
    def by_field(self) -> Mapping[str, str]:
        """The first problem of each field that has any."""
        return {one.field: one.message for one in reversed(self.problems) if one.field}


def refused(asked: Asked, fields: Mapping[str, Field], more: Mapping[str, str] = {}) -> Outcome:
    """The outcome of what cannot be asked; ``more`` are problems of fields that no option has."""
    every = {**asked.problems, **more}
    problems = [Problem(spoken(message, fields), name) for name, message in every.items()]
    return Outcome(asked.query(), problems=problems)


def made(result: Made, asked: Asked, fields: Mapping[str, Field], choices: Choices) -> Outcome:
    """The outcome of what was made."""
    words = choices.words
    said = words.said("sides", n=len(result.sides))
    kind = "ready" if result.scale is None else "ready-type"
    ready = words.said(kind, sides=said, scale=f"{result.scale or 0:.2f}")
    drafts = [Problem(words.said("draft-in", lang=choices.languages.get(lang, lang)), "lang") for lang in result.drafts]
    warnings = [*drafts, *_problems(result.warnings, asked, fields, words)]
    return Outcome(
        asked.query(), result.key, result.file, result.lang, ready, sides_of(result, words), warnings,
        passages=result.passages,
    )  # fmt: skip


def sides_of(result: Made, words: Words) -> list[Side]:
    """The sides of paper of what was made."""
    count = len(result.sides)
    return [
        Side(round(width * _PX), round(height * _PX), words.said("side-of", n=n, all=count, title=result.title))
        for n, (width, height) in enumerate(result.sides, 1)
    ]


def failed(result: Failed, asked: Asked, fields: Mapping[str, Field], words: Words) -> Outcome:
    """The outcome of what was not made."""
    if result.findings:
        problems = _problems(result.findings, asked, fields, words)
    else:
        message = spoken(words.sentence(result.code, result.arguments, result.message), fields)
        about = result.option if result.option in fields or result.option == ROUTINE else ""
        problems = [Problem(message, about)]

    def together(ways: str, way: str) -> str:
        return words.said("with", ways=ways, way=way)

    remedies = [
        (urlencode(change), reduce(together, [said_in_form(name, value, words) for name, value in change]))
        for change in result.remedies
        if all(name in fields for name, _ in change)
    ]
    search: Search = ("ended" if result.searched else "going") if result.code == "does-not-fit" else ""
    return Outcome(asked.query(), problems=problems, remedies=remedies, search=search)


def _problems(findings: Iterable[Finding], asked: Asked, fields: Mapping[str, Field], words: Words) -> list[Problem]:
    """Findings in files that were chosen are about the field where they were."""
    chosen = {str(path): name for name, path in asked.options.items() if name in fields and fields[name].endings}
    return [Problem(spoken(placed(one, words), fields), chosen.get(one.source, "")) for one in findings]


def spoken(message: str, fields: Mapping[str, Field]) -> str:
    """A message with the names of fields where it has those of options."""
    return labelled(message, {name: field.label for name, field in fields.items()})


def labelled(message: str, labels: Mapping[str, str]) -> str:
    """A message with these labels where it has the names of options, as the command line has them."""

    def called(found: re.Match[str]) -> str:
        name = found[1].replace("-", "_")
        return f"“{labels[name]}”" if name in labels else found[0]

    return _FLAG.sub(called, message)


def said_in_form(option: str, value: str, words: Words) -> str:
    """A choice as the form names it."""
    return f"{words.label(option)}: {words.value(option, value)}"
