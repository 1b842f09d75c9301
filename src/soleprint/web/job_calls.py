"""In the process that makes: what the files of a job are, for those who hand them out."""

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
from soleprint.web.results import Failed, failed

if TYPE_CHECKING:
    from soleprint.products.standing import Standing

PRINTED = ".pdf"
"""The ending of what is handed out: a job may also make pictures, for the clinic's own use."""


class Entry(Struct, frozen=True):
    """A file of a job. With ``product``, ``routines``, ``every`` and ``given`` it is what `soleprint build` makes."""

    file: str
    product: str
    routines: tuple[str, ...]
    every: bool
    given: Mapping[str, Any]
    langs: tuple[str, ...]
    titles: tuple[str, ...]
    """Of its routines, in English."""
    size: str
    stands: Standing | Failed
    """Failed: why it cannot be handed out at all."""


class Tongue(Struct, frozen=True):
    """A language that a job has files in: what it calls itself, and what English does."""

    code: str
    own: str
    english: str


class Desk(Struct, frozen=True):
    """The languages that a job has files in, and the files in one of them: that asked for, or the only one."""

    tongues: tuple[Tongue, ...]
    lang: str
    """"" where one must be chosen."""
    entries: tuple[Entry, ...]


def desk(job: Path, strict: bool, lang: str) -> Desk:
    """What a desk has to hand out. Raises SoleprintError for a job file, or content of it, that cannot be used."""
    orders = list(_orders(job, strict))
    langs = tuple(dict.fromkeys(lang for _, order in orders for lang in order.langs))
    shown = lang if lang in langs else langs[0] if len(langs) == 1 else ""
    entries = tuple(_entry(task, order) for task, order in orders if shown in order.langs)
    return Desk(_tongues(orders, langs), shown, entries)


def _tongues(orders: Sequence[tuple[Task, Order]], langs: Sequence[str]) -> tuple[Tongue, ...]:
    content = orders[0][0].given.get("content") if orders else None  # all files of a job have the same
    known = languages_made(content)
    return tuple(Tongue(code, known[code].own, known[code].english) for code in langs)


def entry(job: Path, strict: bool, file: str) -> Entry | None:
    """One file of a job by its name; None where the job makes no such file any more."""
    try:
        orders = _orders(job, strict)
        return next((_entry(task, order) for task, order in orders if task.name == file), None)
    except SoleprintError:
        return None


def picture(job: Path, file: str) -> str | None:
    """The first side of a file as SVG, also where it is out of date; None where it cannot be made."""
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


def _entry(task: Task, order: Order) -> Entry:
    # Late: the server, which takes from here what an entry is, does not look into products.
    from soleprint.products.standing import standing

    stands: Standing | Failed
    try:
        stands = standing(order)
    except SoleprintError as error:
        stands = failed(error)
    known = routine_titles(task.given.get("content"))
    titles = tuple(known[name] for name in (known if task.every else task.routines))
    return Entry(
        task.name, task.product, task.routines, task.every, task.given, order.langs, titles, order.paper.name, stands
    )


CALLS: Mapping[str, Callable[..., Any]] = {"desk": desk, "entry": entry, "picture": picture, "jobs_among": jobs_among}
