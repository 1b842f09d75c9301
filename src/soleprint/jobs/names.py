"""Names of the files of a job, from patterns such as "{product}_{lang}"."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from string import Formatter

from soleprint.files.folders import DEVICES
from soleprint.products.order import Order
from soleprint.products.result import file_fields, name_fields
from soleprint.products.writing import WRITTEN

FIELDS = ("product", "routines", "lang", "size", "edition", "step", "view")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
LONGEST_NAME = 120


def filled_of(order: Order) -> dict[str, str]:
    """What the fields of a pattern stand for."""
    fields = name_fields(order)
    return {name: fields[name] for name in FIELDS}


def usual(order: Order, filled: dict[str, str]) -> str:
    """The pattern where none is given. A drawing is named as it is by itself: it has no paper."""
    if order.product.pages.kind == "drawing":
        return "_".join(filter(None, file_fields(order).values())) or order.name
    named = "{product}_{routines}_{lang}_{size}" if filled["routines"] else "{product}_{lang}_{size}"
    return named + ("" if filled["edition"] == "standard" else "_{edition}")


def file_name(pattern: str, filled: dict[str, str]) -> str:
    """A pattern filled in, ending in .pdf, .svg or .png; it names a file in the output folder and nowhere else.

    Raises ValueError that says what is wrong.
    """
    name = "".join(text + (filled[field] if field else "") for text, field in pattern_parts(pattern, FIELDS))
    name = name if Path(name).suffix.lower() in WRITTEN else f"{name}.pdf"
    if not is_plain_name(name):
        message = f'"{name[:LONGEST_NAME]}" is no plain file name; use up to {LONGEST_NAME} letters, digits, - and _'
        raise ValueError(message)
    return name


def is_plain_name(name: str) -> bool:
    """Whether a name is one of a file in a folder, on every system, and not hidden."""
    reserved = name.partition(".")[0].rstrip().casefold() in DEVICES
    return not (_UNSAFE.search(name) or name.startswith(".") or reserved or len(name) > LONGEST_NAME)


def pattern_parts(pattern: str, fields: Collection[str]) -> list[tuple[str, str]]:
    """A pattern as text, each with the field that stands behind it, "" for none. Raises ValueError."""
    try:
        parts = [(text, field, spec, conversion) for text, field, spec, conversion in Formatter().parse(pattern)]
    except ValueError:
        raise ValueError(f'"{pattern}" has a brace without its partner') from None
    for _, field, spec, conversion in parts:
        if field is not None and (field not in fields or spec or conversion):
            known = ", ".join(f"{{{name}}}" for name in fields)
            raise ValueError(f'"{{{field}}}" cannot be filled in; use {known}')
    return [(text, field or "") for text, field, _, _ in parts]
