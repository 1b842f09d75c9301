"""The files of a job as a desk sees them: what each is, whether it is in date, and what can be said of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from soleprint.products.listing import languages_made
from soleprint.products.personal import OWN
from soleprint.products.product import Product
from soleprint.web.fields import Field, fields_of
from soleprint.web.job_calls import Entry
from soleprint.web.messages import lines
from soleprint.web.offers import Choices, Folders, choices, product_named
from soleprint.web.results import Failed
from soleprint.web.words import Words


class Row(Struct, frozen=True):
    """A file of a job, with what its product may say. ``fields`` are those about a person that it has room for."""

    entry: Entry
    product: Product
    choices: Choices
    fields: Mapping[str, Field]
    facts: Sequence[str]
    """Its paper, and what was chosen for it."""
    due: str = ""
    """The day of its review in words; "" where there is none."""
    late: bool = False
    draft: bool = False
    """A translation of it has not been checked."""
    unchecked: bool = False
    """Its content has not been."""
    trouble: Sequence[str] = ()
    """Why it cannot be made at all."""

    @property
    def own_title(self) -> Sequence[str]:
        """The titles of its routines in its language, where that is not English."""
        stands = self.entry.stands
        return () if isinstance(stands, Failed) or stands.titles == self.entry.titles else stands.titles


def row_of(entry: Entry, working: Folders, words: Words) -> Row:
    """An entry as a row. Raises ContentError for files of the job's folders that are bad."""
    folders = Folders(entry.given.get("content"), entry.given.get("templates"), working.working)
    found = choices(folders, words)
    product = product_named(folders, entry.product)
    fields = fields_of(product, found)
    private = {name: one for name, one in fields.items() if one.private and (name != OWN or product.slots)}
    facts = (entry.size, *_facts(entry, fields))
    if isinstance(entry.stands, Failed):
        return Row(entry, product, found, private, facts, trouble=lines(entry.stands, words))
    stands = entry.stands
    due = dated(stands.due, words, folders) if stands.due else ""
    return Row(
        entry, product, found, private, facts, due, stands.late, bool(stands.drafts), not stands.reviewed
    )  # fmt: skip


def _facts(entry: Entry, fields: Mapping[str, Field]) -> Iterator[str]:
    """What was chosen among a few, and is not as usual."""
    for name, value in entry.given.items():
        field = fields.get(name)
        if field is not None and field.control in ("choice", "select") and str(value) != field.usual:
            yield field.choices.get(str(value), str(value))


def dated(day: date, words: Words, folders: Folders) -> str:
    """A day, as the language of the page writes it."""
    known = languages_made(folders.content)
    return known[words.lang].dated(day) if words.lang in known else day.isoformat()
