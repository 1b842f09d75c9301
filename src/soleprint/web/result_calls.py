"""Calls of the process that makes: making a product, and its pages and PDF for as long as they are looked at."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from soleprint.errors import SoleprintError
from soleprint.web.results import Failure, ResultInfo, failure_of

if TYPE_CHECKING:
    from soleprint.products.result import Result

MOST_KEPT, MOST_DRAWN = 16, 8
"""Results that are kept, and how many of them have a side drawn ahead."""
SECONDS_KEPT = 15 * 60


class _KeptResult(Struct):
    result: Result
    since: float
    personal: bool
    first_side: str = ""
    """Its first side as SVG where that is drawn ahead."""


_kept: OrderedDict[str, _KeptResult] = OrderedDict()


def make(
    product: str, routines: Sequence[str], every: bool, options: Mapping[str, Any], personal: bool, whole: bool = True
) -> ResultInfo | Failure:
    """Makes a product and keeps it. ``personal`` is set where it says something about a person.

    Where it does not fit, all remedies are looked for; if not ``whole``, only those that are found quickly.
    """
    # Imported here: the server imports this module too, and must not load what makes.
    from soleprint.products.make import MOST_TRIED, TRIED_AT_ONCE, fulfil
    from soleprint.products.order import read_order

    def work() -> Result:
        order = read_order(product, routines, options, every=every)
        return fulfil(order, tried=MOST_TRIED if whole else TRIED_AT_ONCE)

    return _keep(work, personal)


def make_row(job: Path, table: Path, number: int, output: int, strict: bool) -> ResultInfo | Failure:
    """Makes and keeps the copy for one row of a table, in one output (from 0) of a job."""
    from soleprint.merge.make import preview

    return _keep(lambda: preview(job, table, number, strict=strict, output=output), True)


def _keep(work: Callable[[], Result], personal: bool) -> ResultInfo | Failure:
    try:
        result = work()
    except Exception as error:
        if personal:
            _forget_people()
        if isinstance(error, SoleprintError):
            return failure_of(error)
        raise
    key = secrets.token_urlsafe(16)
    _kept[key] = _KeptResult(result, time.monotonic(), personal)
    tidy()
    return _result_info(key, result)


def _result_info(key: str, result: Result) -> ResultInfo:
    sides = tuple((sheet.width, sheet.height) for sheet in result.publication.sheets)
    document = result.publication
    scale = result.scale if result.scales else None
    return ResultInfo(
        key, result.file_name(), document.title, document.lang, sides, scale, result.findings, result.drafts,
        result.passages(),
    )  # fmt: skip


def draw_ahead() -> None:
    """Draws the first side of the latest result, since its page will ask for it next. A drawing takes as much memory as
    its result, so it is dropped once it was asked for, and the oldest are dropped where there are many."""
    entry = next(reversed(_kept.values()), None)
    if entry is not None and not entry.first_side:
        entry.first_side = entry.result.svg()
    for old in [each for each in _kept.values() if each.first_side][:-MOST_DRAWN]:
        old.first_side = ""


def side(key: str, number: int) -> str | None:
    """One side of paper as SVG; None where the result is no longer kept."""
    entry = _kept.get(key)
    if entry is None or number >= len(entry.result.publication.sheets):
        return None
    if number or not entry.first_side:
        return entry.result.svg(number)
    drawn, entry.first_side = entry.first_side, ""
    return drawn


def pdf(key: str) -> bytes | None:
    """The PDF; None where the result is no longer kept."""
    entry = _kept.get(key)
    return None if entry is None else entry.result.pdf


def tidy() -> None:
    """Drops results that are old or too many."""
    now = time.monotonic()
    gone = [key for key, entry in _kept.items() if now - entry.since > SECONDS_KEPT]
    forget(gone + [key for key in list(_kept)[: max(0, len(_kept) - MOST_KEPT)] if key not in gone])


def forget(keys: Sequence[str]) -> None:
    """Drops the results with these keys."""
    personal = [_kept.pop(key).personal for key in keys if key in _kept]
    if any(personal):
        _forget_people()


def _forget_people() -> None:
    """Empties the caches of typeset words, which may hold a person's name."""
    from soleprint.merge.worker import forget_people

    forget_people()


CALLS: Mapping[str, Callable[..., Any]] = {
    "make": make, "make_row": make_row, "side": side, "pdf": pdf, "forget": forget
}  # fmt: skip
