"""Calls of the process that makes: the files of a job, for the screen Hand out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

import soleprint
from soleprint.errors import SoleprintError
from soleprint.jobs.model import is_job
from soleprint.jobs.plan import Task, plan
from soleprint.products.listing import languages_made, routine_titles
from soleprint.products.order import Order, read_order
from soleprint.web.results import Failure, failure_of

if TYPE_CHECKING:
    from soleprint.products.standing import Standing

PRINTED = ".pdf"
"""Only PDFs are handed out. A job may also make pictures, which are for the clinic's own use."""


class JobFile(Struct, frozen=True):
    """A file of a job, and what it is made from. ``given`` are its options, as ``soleprint build`` has them."""

    name: str
    product: str
    routines: tuple[str, ...]
    every: bool
    given: Mapping[str, Any]
    langs: tuple[str, ...]
    titles: tuple[str, ...]
    """The titles of its routines in English."""
    size: str
    standing: Standing | Failure
    """A Failure where it cannot be handed out at all."""


class JobLanguage(Struct, frozen=True):
    """A language that a job has files in, with its own name and its English name."""

    code: str
    own: str
    english: str


class JobFiles(Struct, frozen=True):
    """The languages that a job has files in, and the files in ``lang``: the language asked for, or the only one."""

    languages: tuple[JobLanguage, ...]
    lang: str
    """"" where the person must choose a language first."""
    files: tuple[JobFile, ...]


def job_files(job: Path, strict: bool, lang: str) -> JobFiles:
    """The files to hand out. Raises SoleprintError for a job file, or content of it, that cannot be used."""
    orders = list(_orders(job, strict))
    langs = tuple(dict.fromkeys(lang for _, order in orders for lang in order.langs))
    shown = lang if lang in langs else langs[0] if len(langs) == 1 else ""
    files = tuple(_job_file(task, order) for task, order in orders if shown in order.langs)
    return JobFiles(_languages(orders, langs), shown, files)


def _languages(orders: Sequence[tuple[Task, Order]], langs: Sequence[str]) -> tuple[JobLanguage, ...]:
    content = orders[0][0].given.get("content") if orders else None  # all files of a job have the same
    known = languages_made(content)
    return tuple(JobLanguage(code, known[code].own, known[code].english) for code in langs)


def job_file(job: Path, strict: bool, file: str) -> JobFile | None:
    """One file of a job by its name; None where the job no longer makes it."""
    try:
        orders = _orders(job, strict)
        return next((_job_file(task, order) for task, order in orders if task.name == file), None)
    except SoleprintError:
        return None


def job_file_picture(job: Path, file: str) -> str | None:
    """The first side of a file as SVG, even if it is out of date; None where it cannot be made."""
    try:
        task = next((task for task, _ in _orders(job, False) if task.name == file), None)
        if task is None:
            return None
        given: Any = {**task.given, "all": task.every}
        return soleprint.make(task.product, task.routines, **given).svg()
    except SoleprintError:
        return None


def jobs_among(files: Mapping[str, Path]) -> tuple[str, ...]:
    """The names of those files that are jobs."""
    return tuple(name for name, path in files.items() if is_job(path))


def _orders(job: Path, strict: bool) -> Iterator[tuple[Task, Order]]:
    for task in plan(job, strict=strict):
        if task.name.lower().endswith(PRINTED):
            yield task, read_order(task.product, task.routines, task.given, every=task.every)


def _job_file(task: Task, order: Order) -> JobFile:
    # Imported here: the server imports this module for its types, and must not load what reads products.
    from soleprint.products.standing import standing as standing_of

    standing: Standing | Failure
    try:
        standing = standing_of(order)
    except SoleprintError as error:
        standing = failure_of(error)
    known = routine_titles(task.given.get("content"))
    titles = tuple(known[name] for name in (known if task.every else task.routines))
    return JobFile(
        task.name, task.product, task.routines, task.every, task.given, order.langs, titles, order.paper.name, standing
    )


CALLS: Mapping[str, Callable[..., Any]] = {
    "job_files": job_files,
    "job_file": job_file,
    "job_file_picture": job_file_picture,
    "jobs_among": jobs_among,
}
