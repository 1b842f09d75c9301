"""In the process that makes: what was made, for as long as its page is looked at."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

import soleprint
from soleprint.errors import ContentError, DoesNotFit, Finding, SoleprintError
from soleprint.products.result import Result

MOST_KEPT = 8
SECONDS_KEPT = 15 * 60


class Made(Struct, frozen=True):
    """A product that was made, and under which key it is kept."""

    key: str
    file: str
    title: str
    lang: str
    sides: tuple[tuple[float, float], ...]
    """Width and height in points of each side of paper."""
    scale: float | None
    warnings: tuple[Finding, ...]


class Failed(Struct, frozen=True):
    """Why a product was not made. ``remedies`` are changes of options, name and value, that make it fit."""

    code: str
    message: str
    findings: tuple[Finding, ...] = ()
    remedies: tuple[tuple[tuple[str, str], ...], ...] = ()


class _Entry(Struct):
    result: Result
    since: float
    personal: bool


_kept: OrderedDict[str, _Entry] = OrderedDict()


def make(
    product: str, routines: Sequence[str], every: bool, options: Mapping[str, Any], personal: bool
) -> Made | Failed:
    """Makes a product and keeps it. ``personal`` is what says something about a person."""
    named: Any = {**options, "all": every}
    return _made(lambda: soleprint.make(product, routines, **named), personal)


def row(job: Path, table: Path, number: int, output: int, strict: bool) -> Made | Failed:
    """Makes the copy of a row of a table, of the output (from 0) of a job, and keeps it."""
    from soleprint.merge.make import preview

    return _made(lambda: preview(job, table, number, strict=strict, output=output), True)


def _made(work: Callable[[], Result], personal: bool) -> Made | Failed:
    try:
        result = work()
    except Exception as error:
        if personal:
            _forget_people()
        if isinstance(error, SoleprintError):
            return failure(error)
        raise
    key = secrets.token_urlsafe(16)
    _kept[key] = _Entry(result, time.monotonic(), personal)
    tidy()
    sides = tuple((sheet.width, sheet.height) for sheet in result.publication.sheets)
    document = result.publication
    scale = result.scale if result.scales else None
    return Made(key, result.file_name(), document.title, document.lang, sides, scale, result.findings)


def failure(error: SoleprintError) -> Failed:
    """Why something was not made, as it goes from process to process."""
    if isinstance(error, ContentError):
        return Failed(error.code, "", error.findings)
    remedies = error.remedies if isinstance(error, DoesNotFit) else ()
    changes = tuple(tuple((one.option, one.value) for one in remedy) for remedy in remedies)
    return Failed(error.code, str(error), (), changes)


def side(key: str, number: int) -> str | None:
    """One side of paper as SVG; None where it is not kept any more."""
    entry = _kept.get(key)
    if entry is None or number >= len(entry.result.publication.sheets):
        return None
    return entry.result.svg(number)


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


CALLS: Mapping[str, Callable[..., Any]] = {"make": make, "row": row, "side": side, "pdf": pdf, "forget": forget}
