"""The rows of the screen Hand out: each file of a job, whether it is in date, and its fields about a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from soleprint.products.personal import OWN
from soleprint.products.product import Product
from soleprint.web.fields import Field, fields_of
from soleprint.web.job_calls import JobFile
from soleprint.web.messages import date_text, failure_messages
from soleprint.web.offers import Choices, Folders, choices, product_named
from soleprint.web.results import Failure
from soleprint.web.words import Words


class HandoutRow(Struct, frozen=True):
    """A file of a job as the screen shows it. ``fields`` are those about a person that the file has room for."""

    job_file: JobFile
    product: Product
    choices: Choices
    fields: Mapping[str, Field]
    facts: Sequence[str]
    """Its paper size, and the choices of its order that differ from the default."""
    due: str = ""
    """The date when its content must be reviewed, in the language of the page; "" where there is none."""
    late: bool = False
    draft: bool = False
    """Its translation has not been checked."""
    unchecked: bool = False
    """Its content has not been checked."""
    trouble: Sequence[str] = ()
    """Why it cannot be made at all."""

    @property
    def own_titles(self) -> Sequence[str]:
        """The titles of its routines in its language, where that is not English."""
        standing = self.job_file.standing
        return () if isinstance(standing, Failure) or standing.titles == self.job_file.titles else standing.titles


def handout_row(job_file: JobFile, working: Folders, words: Words) -> HandoutRow:
    """The row of a file. Raises ContentError where a file of the job's folders is bad."""
    folders = Folders(job_file.given.get("content"), job_file.given.get("templates"), working.working)
    found = choices(folders, words)
    product = product_named(folders, job_file.product)
    fields = fields_of(product, found)
    private = {name: one for name, one in fields.items() if one.private and (name != OWN or product.slots)}
    facts = (job_file.size, *_facts(job_file, fields))
    if isinstance(job_file.standing, Failure):
        return HandoutRow(job_file, product, found, private, facts, trouble=failure_messages(job_file.standing, words))
    standing = job_file.standing
    due = date_text(standing.due, words, folders) if standing.due else ""
    return HandoutRow(
        job_file, product, found, private, facts, due, standing.late, bool(standing.drafts), not standing.reviewed
    )  # fmt: skip


def _facts(job_file: JobFile, fields: Mapping[str, Field]) -> Iterator[str]:
    """The names of the values that were chosen from a list and differ from the default."""
    for name, value in job_file.given.items():
        field = fields.get(name)
        if field is not None and field.control in ("choice", "select") and str(value) != field.usual:
            yield field.choices.get(str(value), str(value))
