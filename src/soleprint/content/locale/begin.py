"""Beginning a language: its entry in a user's ``languages.yaml``, from CLDR and from languages of the same script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from soleprint.content.languages import FILE, Entry, languages
from soleprint.content.locale.cldr import JOINTS, entry_of, joints_of, lines_of
from soleprint.content.nodes import Mapping as YamlMapping
from soleprint.content.nodes import parse, read_text
from soleprint.errors import ContentError, Finding
from soleprint.files.atomic import write_atomic
from soleprint.files.folders import layers

WANTED = ("english", "own", "script", "date", "months")
"""What an entry should have; the rest is as usual where nothing is said."""
_HEAD = "schema: 1\nlanguages:\n"


class Begun(Struct, frozen=True):
    """An entry that was written."""

    path: Path
    missing: tuple[str, ...]
    """Keys of ``WANTED`` that CLDR does not have."""
    lent: tuple[str, ...]
    """Keys whose values are those of languages of the same script."""


def begin(folder: Path, tag: str) -> Begun | None:
    """Write the entry of a language into ``languages.yaml`` of the user's folder; None when there is one.

    Raises ContentError for a file that is bad, or that an entry cannot be written into; FileProblem.
    """
    if tag in languages(layers("content", folder)).known:
        return None
    stated = entry_of(tag)
    missing = tuple(key for key in WANTED if key not in stated and not (key == "script" and _script(tag)))
    values = {"script": _script(tag) or "Latn", **stated}
    lent = joints_of(values["script"], languages().known, JOINTS if stated else ("list", *JOINTS))
    lines = list(lines_of(tag, _in_order({**lent, **values})))
    if missing:
        lines.append(f"    # CLDR does not have: {', '.join(missing)}")
    path = folder / FILE
    write_atomic(path, _with(path, lines).encode())
    return Begun(path, missing, tuple(key for key in lent if key not in values))


def _script(tag: str) -> str | None:
    return next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), None)


def _in_order(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: values[key] for key in Entry.__struct_fields__ if key in values}


def _with(path: Path, lines: Sequence[str]) -> str:
    """The text of the file with an entry more, the first of all."""
    shown = path.as_posix()
    text = read_text(path, shown) if path.is_file() else _HEAD
    root = parse(text, shown)
    assert isinstance(root, YamlMapping)  # it has been read as a file of languages
    key, entries = next((key, value) for key, value in root.items if key.text == "languages")
    before = text.split("\n")
    if before[key.line - 1].partition("#")[0].strip() != "languages:":
        message = 'write "languages:" on a line of its own and one language below the other, so that one can be added'
        raise ContentError([Finding("wrong-type", message, shown, key.line, key.column)])
    first = entries.items[0][0].column - 1 if isinstance(entries, YamlMapping) and entries.items else 2
    moved = [" " * (first - 2) + line if first >= 2 else line[2 - first :] for line in lines]
    return "\n".join([*before[: key.line], *moved, *before[key.line :]])
