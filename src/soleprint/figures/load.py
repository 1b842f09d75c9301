"""Reading drawings from content folders, strictly: every mistake with its line and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from soleprint.content import nodes
from soleprint.errors import ContentError, FileProblem, Finding
from soleprint.figures.instructions import Base, Drawing
from soleprint.files.folders import builtin, find, names, shown

S = TypeVar("S", bound=Base)
FOLDERS = {"view": "views", "hand": "hands", "scene": "scenes"}
"""What a file of a folder of the content is called."""
_UNKNOWN = {"hand": "unknown-hand"}
_REFERENCE = {"hand": "hand-reference"}
_VALUE = {"hand": "hand-value", "scene": "scene-value"}
"""Codes of mistakes by kind; those of views are the rest."""


def load(folders: Sequence[Path], kind: str, name: str, struct: type[S]) -> S:
    """The file of a ``kind`` from the first content folder that has it.

    Raises ContentError for a file that is not what it should be, FileProblem when there is none.
    """
    path = find(folders, f"{FOLDERS[kind]}/{name}.yaml")
    if path is None:
        known = ", ".join(names(folders, FOLDERS[kind], ".yaml"))
        message = f'There is no {kind} "{name}" in content/{FOLDERS[kind]}. Known {kind}s: {known}.'
        raise FileProblem(message, code=_UNKNOWN.get(kind, "unknown-view"))
    return load_file(path, kind, struct)


def load_file(path: Path, kind: str, struct: type[S]) -> S:
    """A file of a content folder. Raises ContentError for one that is not what it should be."""
    source = shown(path, "content")
    if not path.is_relative_to(builtin("content")):
        # A user's file is hostile until checked: size, encoding, depth, aliases and tags.
        nodes.read(path, source)
    return read(path.read_text(encoding="utf-8"), source, kind, struct)


def read(text: str, source: str, kind: str, struct: type[S]) -> S:
    """A drawing from YAML. ``source`` names the file in messages. Raises ContentError with the place of the mistake."""
    import yaml

    try:
        found = msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), struct)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise ContentError([Finding("yaml-syntax", f"This is not YAML: {error.problem}.", source, *place)]) from None
    except msgspec.ValidationError as error:
        raise ContentError([_misfit(text, source, str(error), kind)]) from None
    if isinstance(found, Drawing) and (missing := list(found.dangling())):
        raise ContentError([_unknown(text, source, name, kind) for name in missing])
    return found


def _unknown(text: str, source: str, name: str, kind: str) -> Finding:
    """A name that is used and not defined, at the first line that uses it."""
    used = re.compile(rf"(?<![\w-])-?{re.escape(name)}(?![\w-])")
    lines = enumerate(text.splitlines(), 1)
    line, column = next(((n, found.start() + 1) for n, row in lines if (found := used.search(row))), (0, 0))
    message = f'"{name}" is used here but is no line, shape or tube of this {kind}.'
    return Finding(_REFERENCE.get(kind, "view-reference"), message, source, line, column)


def _misfit(text: str, source: str, message: str, kind: str) -> Finding:
    """A msgspec message, with its ``$.art[3].width`` turned into a line and column."""
    what, _, where = message.partition(" - at `$")
    line, column = _locate(text, where.rstrip("`"))
    what = f"{what} (at {where.strip('.`') or 'the top'})."
    return Finding(_VALUE.get(kind, "view-value"), what, source, line, column)


def _locate(text: str, where: str) -> tuple[int, int]:
    import yaml

    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    for key, index in re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", where):
        child = None
        if isinstance(node, yaml.MappingNode) and key:
            child = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and index.isdigit():
            child = node.value[int(index)] if int(index) < len(node.value) else None
        if child is None:
            break
        node = child
    return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (0, 0)
