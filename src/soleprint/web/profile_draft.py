"""A clinic's profile as its form has it, and the report on it: findings by field, colours, and a preview."""

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
from soleprint.web.messages import failure_messages, finding_message
from soleprint.web.offers import Folders, product_offers
from soleprint.web.outcome import Problem, Side, sides_of
from soleprint.web.results import CallFailed, Failure, ResultInfo
from soleprint.web.schema_form import (
    SchemaField,
    Texts,
    field_at,
    field_name,
    repeated_languages,
    schema_fields,
    values_of,
)
from soleprint.web.words import Words

PART = "Profile"
PREVIEW_GROUPS = {"clinic", "fold"}
"""The option groups of a product that shows all of a clinic: a leaflet. It is made as the preview."""


class ProfileDraft(Struct, frozen=True):
    """A profile as its form has it."""

    path: Path
    texts: Texts
    stamp: str
    """The stamp of the file that it was read from; "" for a new one."""
    new: bool
    """Whether there is no file yet."""
    loses_comments: bool = False
    """Whether writing it loses comments of its file."""
    examined: Examined | None = None
    """The findings of its file; None where the form may differ from the file."""

    @property
    def values(self) -> dict[str, Any]:
        """The values to write into the file."""
        return values_of(profile_fields(), self.texts)


class ColourReport(Struct, frozen=True):
    """A colour of the form, and how it is printed. ``name`` is its field."""

    name: str
    colour: str
    printed: str
    words: str
    kind: str
    """How its message looks: good, warn or bad."""


class DraftReport(Struct, frozen=True):
    """What the page says about a draft."""

    problems: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    colours: Sequence[ColourReport] = ()
    result: ResultInfo | None = None
    sides: Sequence[Side] = ()
    trouble: Sequence[str] = ()
    """Why there is no preview, though the profile is good."""

    @property
    def by_field(self) -> Mapping[str, str]:
        """The first problem, or else warning, of each field."""
        return {one.field: one.message for one in reversed([*self.problems, *self.warnings]) if one.field}


@cache
def profile_fields() -> tuple[SchemaField, ...]:
    """The fields of a profile's form."""
    return schema_fields(profile_schema(), PART)


def report_on(draft: ProfileDraft, folders: Folders, maker: Maker, words: Words) -> DraftReport:
    """Checks a draft by the same rules as its file; makes a preview of it where it has no errors."""
    try:
        found: Examined = draft.examined or maker.call(
            "examine_profile", written(draft.values), draft.path, folders.content, folders.templates
        )
    except CallFailed as error:  # content that it is checked against is bad; what was typed must not be lost
        return DraftReport([*map(Problem, failure_messages(error.failure, words))])
    problems = [Problem(words["given-twice"], name) for name in repeated_languages(profile_fields(), draft.texts)]
    warnings: list[Problem] = []
    for place, finding in found.findings:
        one = Problem(
            _with_label(finding_message(finding, words), place, words), field_name(profile_fields(), place, draft.texts)
        )
        (problems if finding.severity is Severity.ERROR else warnings).append(one)
    colours = list(_colours(found, draft.texts, words))
    if problems:
        return DraftReport(problems, warnings, colours)
    result = _preview(draft, folders, maker, words)
    if isinstance(result, ResultInfo):
        return DraftReport((), warnings, colours, result, sides_of(result, words))
    trouble = (words[result.code],) if result.code == "no-emergency-number" else failure_messages(result, words)
    return DraftReport((), warnings, colours, trouble=trouble)


def _with_label(message: str, place: Place, words: Words) -> str:
    """A message with the label of its field in place of the key in the file."""
    node = field_at(profile_fields(), place)
    if node is None:
        return message
    label = words["for-language"] if node.kind == "many" else words.part(*node.words)
    return message.replace(f'"{node.key}"', f"“{label}”", 1)


def _preview(draft: ProfileDraft, folders: Folders, maker: Maker, words: Words) -> ResultInfo | Failure:
    """The preview: the first product that shows all of a clinic, with the first routine."""
    product = next(
        (one.name for one in product_offers(folders) if one.product and set(one.product.takes) >= PREVIEW_GROUPS), ""
    )
    routine = next(iter(soleprint.routines(folders.content)), "")
    options = {**folders.given(), "lang": words.lang}
    result: ResultInfo | Failure = maker.call(
        "make_profile_preview", draft.values, draft.path.parent, product, routine, options
    )
    return result


def _colours(found: Examined, texts: Texts, words: Words) -> Iterator[ColourReport]:
    said = {"fits": words["shade-fits"], "darkened": words["shade-darkened"]}
    said |= {"pale": words["shade-pale"], "red": words["shade-red"]}
    for place, colour, shade in found.shades:
        kind = {"fits": "good", "darkened": "warn"}.get(shade.verdict, "bad")
        text = said[shade.verdict].format(contrast=f"{shade.contrast:.1f}", printed=shade.printed)
        printed = shade.printed if shade.verdict in ("fits", "darkened") else ""
        yield ColourReport(field_name(profile_fields(), place, texts), colour, printed, text, kind)
