"""Drawings from YAML text, strictly: every mistake with its line and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from soleprint.content import nodes
from soleprint.content.places import is_null
from soleprint.errors import ContentError, Finding
from soleprint.figures.instructions import Base, Drawing, Points, Tube

S = TypeVar("S", bound=Base)
_REFERENCE = {"hand": "hand-reference"}
_VALUE = {"hand": "hand-value", "scene": "scene-value", "sign": "sign-value"}
"""Codes of mistakes by kind; those of views are the rest."""
_POINTS = re.compile(r"[-+]?\.?\d\S*\s+[-+]?\.?\d")
"""How a text begins that is a line: two numbers side by side."""
_LINES = {"lines": Points, "tubes": Tube}
_WRITTEN = 'Write each point as "x y", a corner as "x y c", one of a tube as "x y radius", with commas between them.'
_STEPS, _SOME = re.compile(r"[\w-]+|\.\.\."), "..."
"""The steps of a path, and the one for some value of a mapping."""


def read(text: str, source: str, kind: str, struct: type[S]) -> S:
    """A drawing from YAML. ``source`` names the file in messages. Raises ContentError with the place of the mistake."""
    root = nodes.parse(text, source)
    try:
        # Not strict: the tree holds texts, and the struct says which are numbers.
        found = msgspec.convert(_plain(root), struct, strict=False)
    except msgspec.ValidationError as error:
        what, place = _misfit(text, root, str(error))
        raise ContentError([Finding(_VALUE.get(kind, "view-value"), what, source, *place)]) from None
    if isinstance(found, Drawing) and (missing := list(found.dangling())):
        raise ContentError([_unknown(text, source, name, kind) for name in missing])
    return found


def _plain(node: nodes.Node) -> Any:
    """A tree without places. A text of points becomes a list of their words."""
    if isinstance(node, nodes.Mapping):
        return {name.text: _plain(value) for name, value in node.items}
    if isinstance(node, nodes.Sequence):
        return [_plain(item) for item in node.items]
    if _POINTS.match(node.text):
        return _points(node.text)
    return None if is_null(node) else node.text


def _points(text: str) -> list[list[str]]:
    return [point.split() for point in text.split(",")]


def _unknown(text: str, source: str, name: str, kind: str) -> Finding:
    """A name that is used and not defined, at the first line that uses it."""
    used = re.compile(rf"(?<![\w-])-?{re.escape(name)}(?![\w-])")
    lines = enumerate(text.splitlines(), 1)
    line, column = next(((n, found.start() + 1) for n, row in lines if (found := used.search(row))), (0, 0))
    message = f'"{name}" is used here but is no line, shape or tube of this {kind}.'
    return Finding(_REFERENCE.get(kind, "view-reference"), message, source, line, column)


def _misfit(text: str, root: nodes.Node, message: str) -> tuple[str, tuple[int, int]]:
    """A msgspec message, and its ``$.art[3].width`` as a line and column."""
    what, _, where = message.partition(" - at `$")
    steps = _STEPS.findall(where)
    node, taken = _descend(root, steps)
    place = node.line, node.column
    if isinstance(node, nodes.Scalar) and taken < len(steps):
        place = _place_of_point(text, node, int(steps[taken]))
    hint = f" {_WRITTEN}" if steps and steps[0] in _LINES else ""
    return f"{what} (at {where.strip('.`') or 'the top'}).{hint}", place


def _descend(root: nodes.Node, steps: Sequence[str]) -> tuple[nodes.Node, int]:
    """The innermost node on a path, and how many steps led there: a text of points has no nodes inside."""
    node = root
    for taken, step in enumerate(steps):
        child: nodes.Node | None = None
        if isinstance(node, nodes.Sequence):
            child = node.items[int(step)]
        elif isinstance(node, nodes.Mapping) and step == _SOME:
            child = _unfit(node, _LINES.get(steps[taken - 1]))
        elif isinstance(node, nodes.Mapping):
            child = node.get(step)
        if child is None:
            return node, taken
        node = child
    return node, len(steps)


def _unfit(lines: nodes.Mapping, kind: Any) -> nodes.Node | None:
    """The first that is not of a kind: msgspec does not say which value of a mapping it is."""
    for _, node in lines.items if kind else ():
        try:
            msgspec.convert(_plain(node), kind, strict=False)
        except msgspec.ValidationError:
            return node
    return None


def _place_of_point(text: str, line: nodes.Scalar, number: int) -> tuple[int, int]:
    """Where a point of a line stands in the file."""
    at = sum(len(row) for row in text.splitlines(keepends=True)[: line.line - 1]) + line.column - 1
    for _ in range(number):
        at = text.find(",", at) + 1
    if line.text.split(",")[number].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
    return nodes.place(text, at)
