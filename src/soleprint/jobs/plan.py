"""From a job file to the list of files to make, with every mistake found before the first is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

from soleprint.content.load import examine, in_order
from soleprint.content.nodes import read
from soleprint.content.places import Report
from soleprint.content.suggest import did_you_mean
from soleprint.errors import ContentError, SoleprintError, UsageProblem
from soleprint.jobs.model import APART, ONLY, Job, Output, Settings
from soleprint.products import every_routine, order

FIELDS = ("product", "routines", "lang", "size", "edition")
SIZES = {"card": "A5", "leaflet": "A4", "booklet": "A5"}
"""The size of a product where the job gives none."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
LONGEST_NAME = 120
MOST_NAMED = 4
"""So many routines are named in a file's name; of more, only how many."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to make. ``given`` are the keyword arguments of ``products.order``."""

    name: str
    product: str
    routines: tuple[str, ...]
    given: dict[str, Any]
    instructions: bool = False


def plan(path: Path, *, strict: bool = False) -> tuple[Task, ...]:
    """The files that the job file ``path`` asks for, in its order.

    Raises ContentError with every mistake of the file, and FileProblem for folders that are not there.
    """
    shown = path.as_posix()
    job, report = examine(read(path, shown), Job, shown)
    if job is None or report.findings:
        raise ContentError(in_order(report.findings))
    common = _common(job, path.parent, report) | ({"strict": True} if strict else {})
    if report.findings:
        raise ContentError(in_order(report.findings))
    known = every_routine(common.get("content"))
    tasks: dict[str, Task] = {}
    for output in job.outputs:
        _check(output, known, report)
        for task in _tasks(output, job.defaults, common, known, report):
            key = unicodedata.normalize("NFC", task.name).casefold()
            if key in tasks:
                message = f'two files would be called "{task.name}"; give a `name` with {{{"} {".join(FIELDS)}}}'
                report.on(output, ("name",), "same-name", message)
            tasks[key] = task
    if report.findings:
        raise ContentError(in_order(list(dict.fromkeys(report.findings))))
    return tuple(tasks.values())


def _common(job: Job, folder: Path, report: Report) -> dict[str, Any]:
    """The paths of the job, seen from its folder."""
    found: dict[str, Any] = {}
    for key in ("content", "templates"):
        name = getattr(job, key)
        if name is not None:
            found[key] = folder / name
            if not found[key].is_dir():
                report.on(job, (key,), "no-such-folder", f'there is no folder "{name}" here')
    for number, name in enumerate(job.fonts):
        found["font_dirs"] = (*found.get("font_dirs", ()), folder / name)
        if not (folder / name).is_dir():
            report.on(job, ("fonts", number), "no-such-folder", f'there is no folder "{name}" here')
    if job.profile is not None:
        found["profile"] = folder / job.profile
        if not found["profile"].is_file():
            report.on(job, ("profile",), "no-such-file", f'there is no file "{job.profile}" here')
    return found


def _check(output: Output, known: Sequence[str], report: Report) -> None:
    """What can be told without making anything."""
    for key, products in ONLY.items():
        if output.product not in products and report.gives(output, (key,)):
            message = f'a {output.product} has no "{key}"; only a {" or ".join(products)} has'
            report.on(output, (key,), "not-for-product", message)
    for number, name in enumerate(output.routines if output.routines != "all" else ()):
        if name not in known:
            message = f'routine "{name}" is not known{did_you_mean(name, list(known))}'
            report.on(output, ("routines", number), "unknown-routine", message)


def _tasks(
    output: Output, defaults: Settings, common: dict[str, Any], known: Sequence[str], report: Report
) -> Iterator[Task]:
    """The cross product of an output's lists."""
    routines = tuple(known) if output.routines == "all" else tuple(dict.fromkeys(output.routines))
    given = common | _given(output, defaults)
    sizes = enumerate(output.sizes or defaults.sizes or (SIZES[output.product],))
    languages = enumerate(output.languages or defaults.languages or ("en",))
    editions = (output.editions or defaults.editions or ("standard",)) if output.product != "card" else ("standard",)
    for (number, size), (at, lang), edition in product(sizes, languages, editions):
        wanted = given | {"lang": lang, "size": size, "edition": edition}
        try:
            code = _checked(output, routines, wanted)
        except SoleprintError as error:
            keys = {"unknown-language": ("languages", at), "unknown-size": ("sizes", number)}.get(error.code, ())
            report.on(output, keys, error.code, str(error))
            continue
        filled = {"product": output.product, "lang": code, "size": size.replace(" ", "-"), "edition": edition}
        filled["routines"] = "all" if output.routines == "all" else _short(routines)
        name = _name(output, defaults, filled, report)
        if name:
            instructions = _own(output, defaults, "instructions")
            yield Task(name, output.product, routines, wanted | {"lang": code}, bool(instructions))


def _checked(output: Output, routines: tuple[str, ...], wanted: dict[str, Any]) -> str:
    """The code of the language. Raises UsageProblem for a value that cannot be."""
    from soleprint.layout.paper import paper

    asked = order(output.product, routines, wanted)
    paper(asked.options.size, asked.options.orientation)
    if asked.press is not None and asked.press.sheet is not None:
        paper(asked.press.sheet)
    return asked.options.lang


def _own(output: Output, defaults: Settings, key: str) -> Any:
    own = getattr(output, key)
    return getattr(defaults, key) if own is None else own


def _given(output: Output, defaults: Settings) -> dict[str, Any]:
    """The settings of an output and those it takes from the defaults, without what its product does not have."""
    given: dict[str, Any] = {}
    for key in Settings.__struct_fields__:
        value = _own(output, defaults, key)
        if value is None or output.product not in ONLY.get(key, (output.product,)):
            continue
        if key == "prescription":
            given |= {name: text for name in value.__struct_fields__ if (text := getattr(value, name)) is not None}
        elif key not in APART:
            given[key] = value
    return given


def _short(routines: tuple[str, ...]) -> str:
    return "_".join(routines) if len(routines) <= MOST_NAMED else f"{len(routines)}-routines"


def _name(output: Output, defaults: Settings, filled: dict[str, str], report: Report) -> str | None:
    """The file's name, or None after a finding."""
    pattern = _own(output, defaults, "name") or "{product}_{routines}_{lang}_{size}" + (
        "" if filled["edition"] == "standard" else "_{edition}"
    )
    try:
        return file_name(pattern, filled)
    except UsageProblem as error:
        report.on(output, ("name",), error.code, str(error))
        return None


def file_name(pattern: str, filled: dict[str, str]) -> str:
    """A pattern filled in, ending in .pdf; it names a file in the output folder and nowhere else.

    Raises UsageProblem (bad-name-pattern).
    """
    try:
        parts = [(text, field, spec, conversion) for text, field, spec, conversion in Formatter().parse(pattern)]
    except ValueError:
        raise UsageProblem(f'"{pattern}" has a brace without its partner', code="bad-name-pattern") from None
    for _, field, spec, conversion in parts:
        if field is not None and (field not in FIELDS or spec or conversion):
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise UsageProblem(f'"{{{field}}}" cannot be filled in; use {known}', code="bad-name-pattern")
    name = "".join(text + (filled[field] if field else "") for text, field, _, _ in parts)
    name = name if name.lower().endswith(".pdf") else f"{name}.pdf"
    if _UNSAFE.search(name) or name.startswith(".") or len(name) > LONGEST_NAME:
        message = f'"{name[:LONGEST_NAME]}" is no plain file name; use up to {LONGEST_NAME} letters, digits, - and _'
        raise UsageProblem(message, code="bad-name-pattern")
    return name
