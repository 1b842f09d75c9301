"""From a job file to the list of files to make, with every mistake found before the first is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

from soleprint.content.library import Library
from soleprint.content.load import examine, in_order
from soleprint.content.nodes import read
from soleprint.content.places import Report
from soleprint.errors import ContentError, UsageProblem
from soleprint.files.folders import layers
from soleprint.jobs.model import APART, ONLY, Job, Output, Settings
from soleprint.layout.paper import paper
from soleprint.products.instructions import beside
from soleprint.products.options import Options
from soleprint.products.order import order

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
    library = Library(layers("content", common.get("content")))
    known = library.routine_ids()
    tasks: list[Task] = []
    names: set[str] = set()
    for output in job.outputs:
        _check(output, library, report)
        bundle = {"bundle": found} if (found := _bundle(output, job.defaults, path.parent, report)) else {}
        for task in _tasks(output, job.defaults, common | bundle, known, report):
            tasks.append(task)
            for name in (task.name, *((beside(Path(task.name)).name,) if task.instructions else ())):
                key = unicodedata.normalize("NFC", name).casefold()
                if key in names:
                    message = f'two files would be called "{name}"; give a `name` with {{{"} {".join(FIELDS)}}}'
                    report.on(output, ("name",), "same-name", message)
                names.add(key)
    if report.findings:
        raise ContentError(in_order(list(dict.fromkeys(report.findings))))
    return tuple(tasks)


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


def _check(output: Output, library: Library, report: Report) -> None:
    """What can be told without making anything."""
    for key, products in ONLY.items():
        if output.product not in products and report.gives(output, (key,)):
            message = f'a {output.product} has no "{key}"; only a {" or ".join(products)} has'
            report.on(output, (key,), "not-for-product", message)
    for number, name in enumerate(output.routines if output.routines != "all" else ()):
        if name not in library.routine_ids():
            try:
                library.routine(name)
            except UsageProblem as error:
                report.on(output, ("routines", number), error.code, str(error))


def _bundle(output: Output, defaults: Settings, folder: Path, report: Report) -> tuple[Path, ...]:
    """The PDF files that a booklet takes in."""
    names = _own(output, defaults, "bundle") or () if output.product in ONLY["bundle"] else ()
    for number, name in enumerate(names):
        if not (folder / name).is_file():
            report.on(output, ("bundle", number), "no-such-file", f'there is no file "{name}" here')
    return tuple(folder / name for name in names)


def _tasks(
    output: Output, defaults: Settings, common: dict[str, Any], known: Sequence[str], report: Report
) -> Iterator[Task]:
    """The cross product of an output's lists."""
    routines = tuple(known) if output.routines == "all" else tuple(dict.fromkeys(output.routines))
    given = common | _given(output, defaults)
    sizes = _usable(output, "sizes", _own(output, defaults, "sizes") or (SIZES[output.product],), _size, report)
    languages = _usable(output, "languages", _own(output, defaults, "languages") or ("en",), _language, report)
    editions = ("standard",) if output.product == "card" else _own(output, defaults, "editions") or ("standard",)
    for size, lang, edition in product(sizes, languages, editions):
        wanted = given | {"lang": lang, "size": size, "edition": edition}
        try:
            asked = order(output.product, routines, wanted)
            _size(asked.press.sheet if asked.press and asked.press.sheet else size)
        except UsageProblem as error:
            report.on(output, (), error.code, str(error))
            continue
        filled = {"product": output.product, "lang": lang, "size": size.replace(" ", "-"), "edition": edition}
        filled["routines"] = "all" if output.routines == "all" else _short(routines)
        name = _name(output, defaults, filled, report)
        if name:
            yield Task(name, output.product, routines, wanted, bool(_own(output, defaults, "instructions")))


def _usable(
    output: Output, key: str, values: Sequence[str], read_one: Callable[[str], str], report: Report
) -> tuple[str, ...]:
    """The values of a list that can be used; the others become findings."""
    found = []
    for number, value in enumerate(values):
        try:
            found.append(read_one(value))
        except UsageProblem as error:
            report.on(output, (key, number), error.code, str(error))
    return tuple(dict.fromkeys(found))


def _size(name: str) -> str:
    """The size's own name. Raises UsageProblem for one that is not known."""
    return paper(name).name


def _language(tag: str) -> str:
    """The language's code. Raises UsageProblem for one that is not known."""
    return Options(lang=tag).lang


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
    except ValueError as error:
        report.on(output, ("name",), "bad-name-pattern", str(error))
        return None


def file_name(pattern: str, filled: dict[str, str]) -> str:
    """A pattern filled in, ending in .pdf; it names a file in the output folder and nowhere else.

    Raises ValueError that says what is wrong.
    """
    try:
        parts = [(text, field, spec, conversion) for text, field, spec, conversion in Formatter().parse(pattern)]
    except ValueError:
        raise ValueError(f'"{pattern}" has a brace without its partner') from None
    for _, field, spec, conversion in parts:
        if field is not None and (field not in FIELDS or spec or conversion):
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise ValueError(f'"{{{field}}}" cannot be filled in; use {known}')
    name = "".join(text + (filled[field] if field else "") for text, field, _, _ in parts)
    name = name if name.lower().endswith(".pdf") else f"{name}.pdf"
    if _UNSAFE.search(name) or name.startswith(".") or len(name) > LONGEST_NAME:
        message = f'"{name[:LONGEST_NAME]}" is no plain file name; use up to {LONGEST_NAME} letters, digits, - and _'
        raise ValueError(message)
    return name
