"""What the studio's own pages say: ``studio.yaml`` in English, ``locale/LANG/studio.po`` in other languages.

Texts are known by their places: "studio/page/preview", "studio/values/fold/half".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from msgspec import field, to_builtins

from soleprint.content.languages import SOURCE
from soleprint.content.load import load
from soleprint.content.model import Base
from soleprint.files.folders import builtin, find

FILE = "studio.yaml"
PREFIX = "studio"


class Product(Base, frozen=True, kw_only=True):
    """What a product is called, and what it is."""

    title: str
    summary: str


class Said(Base, frozen=True, kw_only=True):
    """What a field of a form is called, and what is said beside it."""

    label: str
    hint: str = ""


class Wording(Base, frozen=True, kw_only=True):
    """content/studio.yaml. Options, values and codes of errors have the names that they have everywhere."""

    schema: Literal[1]
    page: dict[str, str]
    sections: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    """What is said of an error, by its code. Without a text here its own English words are said."""
    notes: dict[str, str] = field(default_factory=dict)
    """What is said behind it, by the name of what an error knows of more."""
    products: dict[str, Product] = field(default_factory=dict)
    profile: dict[str, dict[str, Said]] = field(default_factory=dict)
    """Of a clinic's profile: the fields of each of its parts, by their names."""


def english() -> dict[str, str]:
    """The texts by their places, in order. Raises ContentError for a file that is bad."""
    path = builtin("content") / FILE
    file = load(path, Wording, f"content/{FILE}")
    values = to_builtins(file)
    del values["schema"]
    return dict(_flat(PREFIX, values))


def _flat(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
        return
    for name, inner in value.items():
        yield from _flat(f"{place}/{name}", inner)


def wording(folders: tuple[Path, ...], lang: str) -> Mapping[str, str]:
    """The texts in a language, each in English where it has none yet. Raises ContentError for a file that is bad."""
    from soleprint.content.locale.po import read_po
    from soleprint.content.locale.update import STUDIO

    known = english()
    said = dict(known)
    for folder in reversed(folders if lang != SOURCE else ()):
        path = find([folder], f"locale/{lang}/{STUDIO}")
        entries = read_po(path, path.as_posix()).entries if path is not None else ()
        said |= {one.context: one.text for one in entries if one.done and known.get(one.context) == one.english}
    return said
