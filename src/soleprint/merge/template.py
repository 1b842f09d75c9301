"""A table to fill in: the names of the columns that a product's copies have use for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from soleprint.content.columns import column_words, folded
from soleprint.files.folders import layers
from soleprint.jobs.model import MergeColumn
from soleprint.jobs.plan import plan_merges
from soleprint.merge.columns import PARTS, ROUTINES
from soleprint.merge.plan import fields_of_rows
from soleprint.merge.wishes import options_of_rows
from soleprint.products.options import Content
from soleprint.products.product import Product

_FIRST = ("reference", "name")
"""What people look for first in a table."""
Call = Callable[[str], str]
"""Gives what a column may be called in the language of who fills the table in."""


def template_of(found: Product, content: Path | None, called: Call) -> bytes:
    """A table without rows for a product, as ``_written``."""
    return _written(_names(found, content, {}, called))


def template_of_job(job: Path, called: Call) -> bytes:
    """A table without rows for the outputs of a job that have ``merge``, as ``_written``. Raises ContentError."""
    tasks = plan_merges(job, job)
    names = [_names(task.base.found, task.base.given.get("content"), task.columns, called) for task in tasks]
    return _written(name for each in names for name in each)


def _names(
    found: Product, content: Path | None, asked: Mapping[str, str | tuple[str, ...] | MergeColumn | None], called: Call
) -> Iterator[str]:
    """The columns as the job calls them, else as they are called, where that is understood; options of its content."""
    known = column_words(layers("content", content)).columns
    options = [name for name, one in options_of_rows(found, content).items() if one.section == Content.section]
    fields = sorted(fields_of_rows(found), key=lambda field: field not in _FIRST)
    for key in (*fields, *((ROUTINES,) if found.documents != "none" else ()), *options):
        named: Any = asked.get(key, key)
        column = named.column if isinstance(named, MergeColumn) else named
        if column is None:
            continue
        if key in asked:
            yield from (column,) if isinstance(column, str) else column
        else:
            said = called(key)
            understood = known.get(folded(said)) in (key, *PARTS.get(key, ())) or folded(said) == folded(key)
            yield said if understood else key.capitalize()


def _written(names: Iterator[str]) -> bytes:
    """One row, in UTF-8 with the mark by which a spreadsheet knows that."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(dict.fromkeys(names))
    return text.getvalue().encode("utf-8-sig")
