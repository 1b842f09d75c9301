"""What people call the columns of their tables and the values in them, from ``columns.yaml`` of the content folders.

A user's file adds to the built-in one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from soleprint.content.languages import languages
from soleprint.content.model import Columns
from soleprint.content.places import Report
from soleprint.errors import ContentError
from soleprint.files.disk import kept
from soleprint.files.folders import builtin, find, shown

FILE = "columns.yaml"
_ACCENTS = re.compile("[\u0300-\u036f\u0640\u064b-\u0652]")
"""Accents, the stretch of Arabic words, and their vowel signs: people leave them out."""


class Words(Struct, frozen=True):
    """Names and words, folded, with what they stand for."""

    columns: dict[str, str]
    values: dict[str, dict[str, str]]


def folded(name: str) -> str:
    """A name as it is compared: its letters and digits. "Full-name", "full_name" and "FULL NAME" are one."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    kept_ones = (char for char in _ACCENTS.sub("", plain) if unicodedata.category(char)[0] in "LMN")
    return unicodedata.normalize("NFC", "".join(kept_ones))


def column_words(folders: Sequence[Path] = ()) -> Words:
    """The words of content folders, the user's first. Raises ContentError with every finding of a file."""
    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for folder in reversed(folders or (builtin("content"),)):
        path = find([folder], FILE)
        if path is not None:
            found = _words(folder, path)
            columns |= found.columns
            for option, words in found.values.items():
                values[option] = values.get(option, {}) | words
    return Words(columns, values)


def _words(folder: Path, path: Path) -> Words:
    return kept((folder,), "columns", Words, lambda: _read(path, folder))


def _read(path: Path, folder: Path) -> Words:
    from soleprint.content.load import examine, in_order
    from soleprint.content.nodes import read

    name = shown(path, "content")
    file, report = examine(read(path, name), Columns, name)
    if file is not None:
        _check(file, folder, report)
    if file is None or report.findings:
        raise ContentError(in_order(report.findings))
    return Words(dict(_folded(file.columns)), {option: dict(_folded(words)) for option, words in file.values.items()})


def _folded(words: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((folded(word), meant) for meant, several in words.items() for word in several)


def _check(file: Columns, folder: Path, report: Report) -> None:
    """Report words that stand for two things, and languages that there are not."""
    _check_twice(file, ("columns",), file.columns, report)
    for option, words in file.values.items():
        _check_twice(file, ("values", option), words, report)
    known = languages((folder, builtin("content"))).known
    for code in file.values.get("lang", {}):
        if code not in known:
            report.on(file, ("values", "lang", code), "unknown-language", f'there is no language "{code}"')


def _check_twice(file: Columns, place: tuple[str, ...], words: Mapping[str, Sequence[str]], report: Report) -> None:
    seen: dict[str, str] = {}
    for meant, several in words.items():
        for number, word in enumerate(several):
            key = folded(word)
            if not key:
                report.on(file, (*place, meant, number), "bad-value", "a name needs letters or digits")
            elif seen.setdefault(key, meant) != meant:
                message = f'"{word}" stands for "{seen[key]}" already; it can stand for one thing only'
                report.on(file, (*place, meant, number), "same-word", message)
