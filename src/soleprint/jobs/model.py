"""What a job file holds: outputs, with the options of the option model under their own names.

The keys of the options are made from the model (``products.options``), so a job knows each option as soon as it is
there. A value is read as text here and by its kind later, so a length may be written 5, 5mm or "70cm".
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol, cast

import msgspec
from msgspec import Meta

from soleprint.content.load import examine, keys_of
from soleprint.content.model import Base, Line, Slug
from soleprint.content.nodes import Node
from soleprint.content.places import Report
from soleprint.products.kinds import Flag, Many, Offset
from soleprint.products.options import Option, every_option

LISTED = ("lang", "size", "edition")
"""Options that may have several values: one file is made of each."""
OF_THE_JOB = ("profile", "content", "templates", "font_dir")
"""Files and folders that all outputs share, seen from the job file's folder."""
FILES = ("bundle", "icc", "printer")
"""Options of an output that name files, seen from the job file's folder too."""
APART = (*OF_THE_JOB, "today", "strict")
"""Options that an output does not have."""
Value = Annotated[str, Meta(min_length=1, max_length=400)]
Values = Annotated[tuple[Value, ...], Meta(min_length=1, max_length=60)]


def is_job(path: Path) -> bool:
    """Whether a file is meant as a job; it may still have mistakes."""
    return "outputs" in keys_of(path)


def output_options() -> dict[str, Option]:
    """The options that an output may have."""
    return {name: option for name, option in every_option().items() if name not in APART}


def _type(option: Option) -> Any:
    if isinstance(option.kind, Flag):
        return bool | None
    if isinstance(option.kind, Many | Offset) or option.name in LISTED:
        return Value | Values | None
    return Value | None


_Settings = msgspec.defstruct(
    "Settings",
    [(name, _type(option), None) for name, option in output_options().items()]
    + [("file", Line | None, None), ("instructions", bool | None, None)],
    bases=(Base,),
    kw_only=True,
    frozen=True,
)

Names = Annotated[tuple[Line, ...], Meta(min_length=1, max_length=10)]


class Merge(Base, frozen=True, kw_only=True):
    """A copy of the output for each person of a table."""

    table: Line | None = None
    """The table, such as people.csv or people.xlsx; its first row names the columns."""
    sheet: Line | None = None
    """The sheet of a workbook; by default the first that has anything."""
    name: Line | None = None
    """Pattern of the file names, with {reference} {row} {product} {routines} {lang} {size} {edition}."""
    title: Line | None = None
    """Pattern of the titles that viewers show, with {title} {reference} {row} {name}; by default {title}."""


class MergeColumn(Base, frozen=True, kw_only=True):
    """A column of a table, and how dates are written in it."""

    column: Line | Names
    """Its name; of several columns, what stands in them is put one after the other."""
    format: Line | None = None
    """How dates are written in it, with %d %m %Y: "%d.%m.%Y"; "text": in any words, printed as they are."""


MergeColumns = dict[Slug, Line | Names | MergeColumn | None]
"""What stands in which column, by field or option; null: in none."""

_Output = msgspec.defstruct(
    "Output",
    [
        ("product", Slug),
        ("routines", Annotated[tuple[Slug, ...], Meta(min_length=1)] | Literal["all"] | None, None),
        ("merge", Merge | None, None),
        ("columns", MergeColumns | None, None),
    ],
    bases=(_Settings,),
    kw_only=True,
    frozen=True,
)

_Job = msgspec.defstruct(
    "Job",
    [
        ("schema", Literal[1]),
        ("outputs", Annotated[tuple[_Output, ...], Meta(min_length=1, max_length=500)]),  # type: ignore[valid-type]
        ("profile", Value | None, None),
        ("content", Value | None, None),
        ("templates", Value | None, None),
        ("font_dir", Annotated[tuple[Line, ...], Meta(max_length=20)], ()),
        ("defaults", _Settings, _Settings()),
    ],
    bases=(Base,),
    kw_only=True,
    frozen=True,
)


class Settings(Protocol):
    """What may be set for one output, or for all of them under ``defaults``: the options (``option``), and these."""

    file: str | None
    instructions: bool | None


class Output(Settings, Protocol):
    """Files of one product: one for each of its languages, sizes and editions."""

    product: str
    routines: tuple[str, ...] | Literal["all"] | None
    merge: Merge | None
    columns: dict[str, str | tuple[str, ...] | MergeColumn | None] | None


class Job(Protocol):
    """Outputs to make together. Paths are seen from the job file's folder."""

    outputs: tuple[Output, ...]
    profile: str | None
    content: str | None
    templates: str | None
    font_dir: tuple[str, ...]
    defaults: Settings


def examined(root: Node, shown: str) -> tuple[Job | None, Report]:
    """The job of a file, or what could be salvaged of it, as ``content.load.examine``."""
    job, report = examine(root, _Job, shown)
    return cast("Job | None", job), report


def option(settings: Settings, name: str) -> object:
    """What settings say of an option; None: nothing, as of each that an output does not have."""
    return None if name in APART else getattr(settings, name)


_SAID = {
    "product": "A product: soleprint list products.",
    "routines": "Ids of the routines that go into each file, or all.",
    "file": "Pattern of the file names, with {product} {routines} {lang} {size} {edition} {step} {view}; ending in "
    ".svg or .png, pictures of the pages.",
    "merge": "A copy for each person of a table; `soleprint merge` makes it.",
    "columns": "Columns of the table by what stands in them: {name: Full name, lang: Language}; null: in none. Others "
    "are found by their names.",
    "instructions": "Write assembly instructions into a second file beside each.",
    "profile": "The clinic's profile, such as clinic.yaml.",
    "content": "A folder of your own content, laid over the built-in files.",
    "templates": "A folder of your own templates, products and themes.",
    "font_dir": "Folders of fonts, used first.",
    "defaults": "Settings of every output that does not have its own and whose product takes them.",
}


def job_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a job file, for editors."""
    from soleprint.content.schema import field_descriptions

    schema = msgspec.json.schema(_Job)
    own = field_descriptions(sys.modules[__name__])
    for name, definition in schema["$defs"].items():
        said = own.get(name, _SAID)
        for key, about in definition["properties"].items():
            option = None if name in own else every_option().get(key)
            if option is not None and key not in OF_THE_JOB:
                about.clear()
                about |= _described(option)
            if key in said and "$ref" not in about:
                about["description"] = said[key]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "soleprint job"} | schema


def _described(option: Option) -> dict[str, Any]:
    one = option.kind.json()
    several = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
    return {**(several if option.name in LISTED else one), "description": option.help}
