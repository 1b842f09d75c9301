"""The outcome of an order for its page: the sides of paper that were made, or problems by the fields they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from msgspec import Struct

from soleprint.errors import Finding
from soleprint.web.fields import Field
from soleprint.web.form_order import ROUTINE, FormOrder
from soleprint.web.messages import message_with_place
from soleprint.web.offers import Choices
from soleprint.web.results import Failure, ResultInfo
from soleprint.web.words import Words

if TYPE_CHECKING:
    from soleprint.products.reading import Passage

_FLAG = re.compile(r"--([a-z]+(?:-[a-z]+)*)")
_PX = 96 / 72
Search = Literal["", "going", "ended"]


class Problem(Struct, frozen=True):
    """A message, and the name of the field that it is about; "" for no single field."""

    message: str
    field: str = ""


class Side(Struct, frozen=True):
    """One side of paper, in CSS pixels."""

    width: int
    height: int
    words: str


class Outcome(Struct, frozen=True):
    """What the page shows. ``remedies`` are changes of the form, each as a query, with their texts."""

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
    """The search for remedies: "going" where more may be found, "ended", or "" where there is none."""
    passages: Sequence[Passage] = ()
    """What the pages say, in reading order."""

    @property
    def by_field(self) -> Mapping[str, str]:
        """The first problem of each field that has any."""
        return {one.field: one.message for one in reversed(self.problems) if one.field}


def outcome_of_problems(order: FormOrder, fields: Mapping[str, Field], more: Mapping[str, str] = {}) -> Outcome:
    """The outcome of an order with problems; ``more`` are those of fields that are not options."""
    every = {**order.problems, **more}
    problems = [Problem(with_field_names(message, fields), name) for name, message in every.items()]
    return Outcome(order.query(), problems=problems)


def outcome_of_result(result: ResultInfo, order: FormOrder, fields: Mapping[str, Field], choices: Choices) -> Outcome:
    """The outcome of an order that was made."""
    words = choices.words
    said = words.said("sides", n=len(result.sides))
    kind = "ready" if result.scale is None else "ready-type"
    ready = words.said(kind, sides=said, scale=f"{result.scale or 0:.2f}")
    drafts = [Problem(words.said("draft-in", lang=choices.languages.get(lang, lang)), "lang") for lang in result.drafts]
    warnings = [*drafts, *_problems(result.warnings, order, fields, words)]
    return Outcome(
        order.query(), result.key, result.file, result.lang, ready, sides_of(result, words), warnings,
        passages=result.passages,
    )  # fmt: skip


def sides_of(result: ResultInfo, words: Words) -> list[Side]:
    """The sides of paper of a result."""
    count = len(result.sides)
    return [
        Side(round(width * _PX), round(height * _PX), words.said("side-of", n=n, all=count, title=result.title))
        for n, (width, height) in enumerate(result.sides, 1)
    ]


def outcome_of_failure(result: Failure, order: FormOrder, fields: Mapping[str, Field], words: Words) -> Outcome:
    """The outcome of an order that could not be made."""
    if result.findings:
        problems = _problems(result.findings, order, fields, words)
    else:
        message = with_field_names(words.sentence(result.code, result.arguments, result.message), fields)
        about = result.option if result.option in fields or result.option == ROUTINE else ""
        problems = [Problem(message, about)]

    def merge_calls(ways: str, way: str) -> str:
        return words.said("with", ways=ways, way=way)

    remedies = [
        (urlencode(change), reduce(merge_calls, [choice_text(name, value, words) for name, value in change]))
        for change in result.remedies
        if all(name in fields for name, _ in change)
    ]
    search: Search = ("ended" if result.searched else "going") if result.code == "does-not-fit" else ""
    return Outcome(order.query(), problems=problems, remedies=remedies, search=search)


def _problems(
    findings: Iterable[Finding], order: FormOrder, fields: Mapping[str, Field], words: Words
) -> list[Problem]:
    """Findings as problems. A finding in a file that was chosen in the form is about the field of that file."""
    chosen = {str(path): name for name, path in order.options.items() if name in fields and fields[name].endings}
    return [
        Problem(with_field_names(message_with_place(one, words), fields), chosen.get(one.source, ""))
        for one in findings
    ]


def with_field_names(message: str, fields: Mapping[str, Field]) -> str:
    """A message with the labels of fields in place of the names of options."""
    return with_labels(message, {name: field.label for name, field in fields.items()})


def with_labels(message: str, labels: Mapping[str, str]) -> str:
    """A message with labels in place of options as they are typed (``--emergency``)."""

    def called(found: re.Match[str]) -> str:
        name = found[1].replace("-", "_")
        return f"“{labels[name]}”" if name in labels else found[0]

    return _FLAG.sub(called, message)


def choice_text(option: str, value: str, words: Words) -> str:
    """An option and its value as the form names them."""
    return f"{words.label(option)}: {words.value(option, value)}"
