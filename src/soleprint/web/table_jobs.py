"""What each person of a table gets, as a job: a job file of the working folder, or a product chosen in the form."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from soleprint.jobs.model import OF_THE_JOB, output_options
from soleprint.jobs.plan import asks_for_merge
from soleprint.products.product import Product
from soleprint.web.fields import Field, fields_of
from soleprint.web.form_order import ROUTINE, FormOrder
from soleprint.web.offers import YAML_ENDINGS, Choices, Folders
from soleprint.web.uploaded_tables import TableJob
from soleprint.web.words import Words

STRICT = "strict"
"""An option that a job file does not have: it is given where the job is made."""


def jobs_with_tables(folders: Folders) -> Mapping[str, Path]:
    """The job files that make a copy for each person of a table, by their names."""
    return {name: path for name, path in folders.files(YAML_ENDINGS).items() if asks_for_merge(path)}


def common_fields(product: Product, choices: Choices) -> dict[str, Field]:
    """The fields for options that all copies have in common. Those about a person are left to the table."""
    known = {*output_options(), *OF_THE_JOB, STRICT}
    fields = fields_of(product, choices)
    return {name: one for name, one in fields.items() if name in known and not one.private}


def allow_no_routine(order: FormOrder) -> FormOrder:
    """The same order without the problem that no routine is chosen, since a column of the table may name them."""
    if order.routines or order.every:
        return order
    problems = {name: message for name, message in order.problems.items() if name != ROUTINE}
    return msgspec.structs.replace(order, problems=problems)


def table_job_of_file(name: str, job: Path) -> TableJob:
    """A job file of the working folder."""
    return TableJob(name, f"/people/job/{quote(name)}", job)


def table_job_of_product(name: str, order: FormOrder, folders: Folders, words: Words) -> TableJob:
    """A product with the options of a form, written as a job."""
    options: dict[str, Any] = {**order.options, **folders.given()}
    strict = bool(options.pop(STRICT, False))
    given = {key: _written(value) for key, value in options.items()}
    common = {key: given.pop(key) for key in OF_THE_JOB if key in given}
    routines: dict[str, Any] = {"routines": "all" if order.every else order.routines} if _some(order) else {}
    job = {"schema": 1, **common, "outputs": [{"product": name, "merge": {}, **routines, **given}]}
    form_address = f"/people/make/{quote(name)}?{order.query()}"
    return TableJob(words.title(name), form_address, msgspec.json.encode(job), strict)


def _some(order: FormOrder) -> bool:
    return order.every or bool(order.routines)


def _written(value: Any) -> Any:
    """A value as a job file has it. Paths are absolute, since the job lies in another folder."""
    if isinstance(value, Path):
        return str(value.resolve())
    return [_written(one) for one in value] if isinstance(value, list) else value
