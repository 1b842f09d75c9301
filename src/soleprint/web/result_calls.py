"""In the process that makes: what was made, for as long as its page is looked at."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from soleprint.errors import SoleprintError
from soleprint.web.results import Failed, Made, failed

if TYPE_CHECKING:
    from soleprint.products.result import Result

MOST_KEPT, MOST_DRAWN = 16, 8
"""What was made, and of it what is drawn and not yet asked for."""
SECONDS_KEPT = 15 * 60


class _Entry(Struct):
    result: Result
    since: float
    personal: bool
    first: str = ""
    """Its first side, where that is drawn already."""


_kept: OrderedDict[str, _Entry] = OrderedDict()


def make(
    product: str, routines: Sequence[str], every: bool, options: Mapping[str, Any], personal: bool, whole: bool = True
) -> Made | Failed:
    """Makes a product and keeps it. ``personal`` is what says something about a person. Of what does not fit all
    remedies are looked for, or, if not ``whole``, those that are found at once.
    """
    # Late: the server, which takes from here what an answer is, does not make.
    from soleprint.products.make import MOST_TRIED, TRIED_AT_ONCE, fulfil
    from soleprint.products.order import read_order

    def work() -> Result:
        order = read_order(product, routines, options, every=every)
        return fulfil(order, tried=MOST_TRIED if whole else TRIED_AT_ONCE)

    return _kept_from(work, personal)


def row(job: Path, table: Path, number: int, output: int, strict: bool) -> Made | Failed:
    """Makes the copy of a row of a table, of the output (from 0) of a job, and keeps it."""
    from soleprint.merge.make import preview

    return _kept_from(lambda: preview(job, table, number, strict=strict, output=output), True)


def _kept_from(work: Callable[[], Result], personal: bool) -> Made | Failed:
    try:
        result = work()
    except Exception as error:
        if personal:
            _forget_people()
        if isinstance(error, SoleprintError):
            return failed(error)
        raise
    key = secrets.token_urlsafe(16)
    _kept[key] = _Entry(result, time.monotonic(), personal)
    tidy()
    return _made(key, result)


def _made(key: str, result: Result) -> Made:
    sides = tuple((sheet.width, sheet.height) for sheet in result.publication.sheets)
    document = result.publication
    scale = result.scale if result.scales else None
    return Made(
        key, result.file_name(), document.title, document.lang, sides, scale, result.findings, result.drafts,
        result.passages(),
    )  # fmt: skip


def ahead() -> None:
    """Draws the first side of what was made last: it will be asked for next, by whoever had it made. A drawing takes as
    much memory as all that it is drawn from, so one that was asked for goes, and so do the oldest of many."""
    entry = next(reversed(_kept.values()), None)
    if entry is not None and not entry.first:
        entry.first = entry.result.svg()
    for old in [each for each in _kept.values() if each.first][:-MOST_DRAWN]:
        old.first = ""


def side(key: str, number: int) -> str | None:
    """One side of paper as SVG; None where it is not kept any more."""
    entry = _kept.get(key)
    if entry is None or number >= len(entry.result.publication.sheets):
        return None
    if number or not entry.first:
        return entry.result.svg(number)
    drawn, entry.first = entry.first, ""
    return drawn


def pdf(key: str) -> bytes | None:
    """The file; None where it is not kept any more."""
    entry = _kept.get(key)
    return None if entry is None else entry.result.pdf


def tidy() -> None:
    """Drops what is old, and what is more than is kept."""
    now = time.monotonic()
    gone = [key for key, entry in _kept.items() if now - entry.since > SECONDS_KEPT]
    forget(gone + [key for key in list(_kept)[: max(0, len(_kept) - MOST_KEPT)] if key not in gone])


def forget(keys: Sequence[str]) -> None:
    """Drops what is kept under these keys."""
    personal = [_kept.pop(key).personal for key in keys if key in _kept]
    if any(personal):
        _forget_people()


def _forget_people() -> None:
    """Words that were set are kept by the rooms that set them: those of people must go with their pages."""
    from soleprint.merge.worker import forget_people

    forget_people()


CALLS: Mapping[str, Callable[..., Any]] = {
    "make": make, "row": row, "side": side, "pdf": pdf, "forget": forget
}  # fmt: skip
