"""What each person of a table gets: a job of the folder that the studio was started in, or a product that is chosen."""

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
from soleprint.web.form_order import ROUTINE, Asked
from soleprint.web.offers import Choices, Folders
from soleprint.web.uploaded_tables import Wanted
from soleprint.web.words import Words

_JOBS = (".yaml", ".yml")
STRICT = "strict"
"""What no job says, but who makes it."""


def jobs_with_tables(folders: Folders) -> Mapping[str, Path]:
    """The job files that make copies for people, by their names."""
    return {name: path for name, path in folders.files(_JOBS).items() if asks_for_merge(path)}


def fields_for_all(product: Product, choices: Choices) -> dict[str, Field]:
    """The fields of what all copies have in common: nothing about a person, which the table says."""
    known = {*output_options(), *OF_THE_JOB, STRICT}
    fields = fields_of(product, choices)
    return {name: one for name, one in fields.items() if name in known and not one.private}


def without_routines(asked: Asked) -> Asked:
    """The same without the problem that no routine is chosen: a column may name them."""
    if asked.routines or asked.every:
        return asked
    problems = {name: message for name, message in asked.problems.items() if name != ROUTINE}
    return msgspec.structs.replace(asked, problems=problems)


def of_job(name: str, job: Path) -> Wanted:
    """What a job file makes."""
    return Wanted(name, f"/people/job/{quote(name)}", job)


def of_product(name: str, asked: Asked, folders: Folders, words: Words) -> Wanted:
    """A product as it is chosen, written as a job."""
    options: dict[str, Any] = {**asked.options, **folders.given()}
    strict = bool(options.pop(STRICT, False))
    given = {key: _written(value) for key, value in options.items()}
    common = {key: given.pop(key) for key in OF_THE_JOB if key in given}
    routines: dict[str, Any] = {"routines": "all" if asked.every else asked.routines} if _some(asked) else {}
    job = {"schema": 1, **common, "outputs": [{"product": name, "merge": {}, **routines, **given}]}
    back = f"/people/make/{quote(name)}?{asked.query()}"
    return Wanted(words.title(name), back, msgspec.json.encode(job), strict)


def _some(asked: Asked) -> bool:
    return asked.every or bool(asked.routines)


def _written(value: Any) -> Any:
    """A value as a job has it; a job in another folder names files in full."""
    if isinstance(value, Path):
        return str(value.resolve())
    return [_written(one) for one in value] if isinstance(value, list) else value
