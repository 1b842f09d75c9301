"""A content folder with a made-up translation, in which every text stands between brackets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from soleprint.content import languages
from soleprint.content.library import Library
from soleprint.content.locale.entries import entries, newest_date
from soleprint.content.locale.po import Entry, PoFile, write_po
from soleprint.content.locale.update import FILE, filled, updated
from soleprint.files import folders

BUILTIN = folders.builtin("content")
LANG = "da"
"""A language that is not shipped, so that nothing is filled in from the built-in files."""


def english() -> Library:
    return Library([BUILTIN])


def every_entry() -> list[Entry]:
    return entries(english())


def bracketed(text: str) -> str:
    return f"«{text}»"


def file(changes: Mapping[str, str] | None = None) -> PoFile:
    """Every text in brackets; ``changes`` (context to text) puts others there."""
    empty = updated(None, every_entry(), LANG, newest_date(english()))
    texts = {entry.context: bracketed(entry.english) for entry in empty.entries}
    return filled(empty, texts | dict(changes or {}))


def with_entry(po: PoFile, context: str, **fields: object) -> PoFile:
    """The file with some fields of one entry replaced."""
    assert any(entry.context == context for entry in po.entries), context
    changed = (replace(e, **fields) if e.context == context else e for e in po.entries)
    return replace(po, entries=tuple(changed))


def save(folder: Path, po: PoFile, lang: str = LANG, name: str = FILE) -> Path:
    """Writes the file into a content folder."""
    path = folder / "locale" / lang / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_po(po), encoding="utf-8", newline="\n")
    return path


def library(folder: Path, po: PoFile | None = None, lang: str = LANG) -> Library:
    """The built-in content in ``lang``, with ``po`` as the user's own file."""
    if po is not None:
        save(folder, po, lang)
        (folder / languages.FILE).write_text(f"schema: 1\nlanguages: {{{lang}: {{script: Latn}}}}\n", encoding="utf-8")
    return Library([folder, BUILTIN], lang=lang)
