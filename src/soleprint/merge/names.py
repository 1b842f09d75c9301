"""What copies are called: their files, and the titles that viewers show."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from soleprint.errors import UsageProblem
from soleprint.jobs.names import is_plain_name, pattern_parts
from soleprint.merge.cells import Spoilt
from soleprint.merge.people import Person
from soleprint.products.writing import WRITTEN

OF_PERSON = ("reference", "row")
OF_ORDER = ("product", "routines", "lang", "size", "edition")
IN_TITLES = ("title", "reference", "row", "name")
TITLE = "{title}"
SUFFIX = ".pdf"


class Pattern(Struct, frozen=True):
    """Texts, each with the field that stands behind it, "" for none."""

    parts: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(field for _, field in self.parts if field)

    def filled(self, known: Mapping[str, str]) -> str:
        return "".join([text + known.get(field, "") if field else text for text, field in self.parts])


def name_pattern(text: str) -> Pattern:
    """The pattern of file names. Raises UsageProblem; people are not named by their names."""
    pattern = _pattern(text, (*OF_PERSON, *OF_ORDER))
    if not pattern.fields & set(OF_PERSON):
        message = (
            f'"{text}" gives all people one name; use {{reference}}, a column that each has its own in, or {{row}}'
        )
        raise UsageProblem(message, code="bad-name-pattern")
    trial = pattern.filled(dict.fromkeys(pattern.fields, "1"))
    if not is_plain_name(trial):
        raise UsageProblem(f'"{text}" makes no plain file names', code="bad-name-pattern")
    return pattern


def title_pattern(text: str) -> Pattern:
    """The pattern of titles. Raises UsageProblem."""
    return _pattern(text, IN_TITLES)


def _pattern(text: str, fields: tuple[str, ...]) -> Pattern:
    try:
        return Pattern(tuple(pattern_parts(text, fields)))
    except ValueError as error:
        raise UsageProblem(str(error), code="bad-name-pattern") from None


def file_name(pattern: Pattern, person: Person, of_order: Mapping[str, str]) -> str:
    """The name of a person's file. Raises Spoilt for a reference that is not there, or cannot stand in a name."""
    reference = person.values.get("reference", "")
    if not reference and "reference" in pattern.fields:
        raise Spoilt("reference is empty, and the file is named by it", code="no-reference")
    name = pattern.filled({**of_order, "reference": reference, "row": str(person.number)})
    name = name if name.lower().endswith(WRITTEN) else name + SUFFIX
    if not is_plain_name(name):
        message = 'reference cannot stand in the name of a file; use letters, digits, - and _, or name: "{row}"'
        raise Spoilt(message, code="unsafe-name")
    return name


def title(pattern: Pattern, person: Person, title: str) -> str:
    """The title of a person's copy; where something is not there that the pattern has, ``title`` alone."""
    known = {**person.values, "row": str(person.number), "title": title}
    return pattern.filled(known) if all(known.get(field) for field in pattern.fields) else title
