"""A clinic's profile as a form has it, and what is told of it: findings by field, colours, what it looks like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

import soleprint
from soleprint.errors import Severity
from soleprint.products.profiles import Examined, Place, profile_schema, written
from soleprint.web.maker import Maker
from soleprint.web.messages import finding_said, lines
from soleprint.web.offers import Folders, offered
from soleprint.web.outcome import Problem, Side, sides_of
from soleprint.web.results import Failed, Made, Refusal
from soleprint.web.schema_form import Node, Texts, name_of, node_at, nodes_of, repeated, values_of
from soleprint.web.words import Words

PART = "Profile"
SHOWN = {"clinic", "fold"}
"""What a product takes that shows a clinic as a whole: a leaflet."""


class Draft(Struct, frozen=True):
    """A profile as the form has it."""

    path: Path
    texts: Texts
    stamp: str
    """Of the file that it was read from; "" of none."""
    new: bool
    """There is no such file yet."""
    loses: bool = False
    """Its file has comments that are not written again."""
    examined: Examined | None = None
    """What its file is like, where nothing was changed in the form."""

    @property
    def values(self) -> dict[str, Any]:
        """What the file is to say."""
        return values_of(fields(), self.texts)


class Colour(Struct, frozen=True):
    """A colour of the form, and what becomes of it. ``name`` is its field."""

    name: str
    colour: str
    printed: str
    words: str
    kind: str
    """How it is told: good, warn or bad."""


class Told(Struct, frozen=True):
    """What is told of a draft."""

    problems: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    colours: Sequence[Colour] = ()
    made: Made | None = None
    sides: Sequence[Side] = ()
    trouble: Sequence[str] = ()
    """Why there is nothing to look at, though the profile is good."""

    @property
    def by_field(self) -> Mapping[str, str]:
        """The first problem, or else warning, of each field."""
        return {one.field: one.message for one in reversed([*self.problems, *self.warnings]) if one.field}


@cache
def fields() -> tuple[Node, ...]:
    """The values of a profile."""
    return nodes_of(profile_schema(), PART)


def told(draft: Draft, folders: Folders, maker: Maker, words: Words) -> Told:
    """What is told of a draft, by the rules that its file is held to; with its picture where it is good."""
    try:
        found: Examined = draft.examined or maker.call(
            "examined", written(draft.values), draft.path, folders.content, folders.templates
        )
    except Refusal as refusal:  # the content that it is held against is bad, and what was typed must not be lost
        return Told([*map(Problem, lines(refusal.failed, words))])
    problems = [Problem(words["given-twice"], name) for name in repeated(fields(), draft.texts)]
    warnings: list[Problem] = []
    for place, finding in found.findings:
        one = Problem(_spoken(finding_said(finding, words), place, words), name_of(fields(), place, draft.texts))
        (problems if finding.severity is Severity.ERROR else warnings).append(one)
    colours = list(_colours(found, draft.texts, words))
    if problems:
        return Told(problems, warnings, colours)
    result = _front(draft, folders, maker, words)
    if isinstance(result, Made):
        return Told((), warnings, colours, result, sides_of(result, words))
    trouble = (words[result.code],) if result.code == "no-emergency-number" else lines(result, words)
    return Told((), warnings, colours, trouble=trouble)


def _spoken(message: str, place: Place, words: Words) -> str:
    """A message with the name of its field where it has the key of the file."""
    node = node_at(fields(), place)
    if node is None:
        return message
    label = words["for-language"] if node.kind == "many" else words.part(*node.words)
    return message.replace(f'"{node.key}"', f"“{label}”", 1)


def _front(draft: Draft, folders: Folders, maker: Maker, words: Words) -> Made | Failed:
    """The first product that shows a clinic as a whole, with the first routine."""
    product = next((one.name for one in offered(folders) if one.product and set(one.product.takes) >= SHOWN), "")
    routine = next(iter(soleprint.routines(folders.content)), "")
    options = {**folders.given(), "lang": words.lang}
    result: Made | Failed = maker.call("front", draft.values, draft.path.parent, product, routine, options)
    return result


def _colours(found: Examined, texts: Texts, words: Words) -> Iterator[Colour]:
    said = {"fits": words["shade-fits"], "darkened": words["shade-darkened"]}
    said |= {"pale": words["shade-pale"], "red": words["shade-red"]}
    for place, colour, shade in found.shades:
        kind = {"fits": "good", "darkened": "warn"}.get(shade.verdict, "bad")
        text = said[shade.verdict].format(contrast=f"{shade.contrast:.1f}", printed=shade.printed)
        printed = shade.printed if shade.verdict in ("fits", "darkened") else ""
        yield Colour(name_of(fields(), place, texts), colour, printed, text, kind)
