"""Values put into the text of a YAML file, in their places: comments, order and all that is not known here stay."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from soleprint.content.nodes import parse
from soleprint.errors import ContentError, Finding

if TYPE_CHECKING:
    from yaml.nodes import Node, ScalarNode, SequenceNode

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions in lists, from the root of the file."""
Value: TypeAlias = str | tuple[str, ...]
WIDTH = 120
"""Of a line; longer text is folded."""
_PLAIN = re.compile(r"[^\W\d_](?:[^:#,\[\]{}\n]|:(?=\S))*(?<![\s:])")
"""What needs no quotes."""
_PLAIN_IN_BRACKETS = re.compile(r"[^\W\d_][\w' .-]*(?<! )")
_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
"""What would be no text without."""


class _Change(NamedTuple):
    """Characters ``start`` up to ``end`` that are replaced by ``text``."""

    start: int
    end: int
    text: str


def edited(text: str, values: Mapping[Path, Value], shown: str) -> str:
    """The text with these values: single ones, and lists of them. A value that is the same stays as it is written.

    Raises ContentError for text that is no usable YAML, and for a place where no such value is.
    """
    parse(text, shown)  # refuses what must not come to the composer
    root = composed(text)
    changes = [change for path, value in values.items() for change in _changes(text, root, path, value, shown)]
    # From the end on, so that places stay; of two at one place the first is to stand first.
    changes.sort(key=lambda change: change[:2])
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    parse(text, shown)
    after = composed(text)
    for path, value in values.items():
        if _plain_value(node_at(after, path, shown)) != value:
            raise _no_place(path, shown)
    return text


def composed(text: str) -> Any:
    """The text as PyYAML's nodes, which know where each begins and ends; ``parse`` has to have accepted it."""
    import yaml

    return yaml.compose(text, Loader=yaml.CSafeLoader)


def _no_place(path: Path, shown: str) -> ContentError:
    place = ".".join(str(one + 1) if isinstance(one, int) else one for one in path)
    return ContentError([Finding("invalid-yaml", f"{place} cannot be put in here; write it into the YAML", shown)])


def node_at(root: Any, path: Path, shown: str) -> Any:
    """The node at a place. Raises ContentError where there is none."""
    node = root
    for one in path:
        if isinstance(one, int) and node.id == "sequence" and one < len(node.value):
            node = node.value[one]
        elif isinstance(one, str) and node.id == "mapping":
            node = next((value for key, value in node.value if key.value == one), None)
        else:
            node = None
        if node is None:
            raise _no_place(path, shown)
    return node


def _plain_value(node: Any) -> Value:
    return tuple(str(one.value) for one in node.value) if node.id == "sequence" else str(node.value)


def _changes(text: str, root: Any, path: Path, value: Value, shown: str) -> Iterator[_Change]:
    node = node_at(root, path, shown)
    flow = any(node_at(root, path[:length], shown).flow_style is True for length in range(len(path)))
    if node.id == "scalar" and isinstance(value, str):
        yield from _single(text, node, value, flow)
    elif node.id == "sequence" and not isinstance(value, str) and all(one.id == "scalar" for one in node.value):
        yield from _several(text, node, value, flow or node.flow_style is True)
    else:
        raise _no_place(path, shown)


def _single(text: str, node: ScalarNode, value: str, flow: bool) -> Iterator[_Change]:
    if value == node.value:
        return
    start, end = node.start_mark.index, node.end_mark.index
    if node.style not in ("|", ">"):
        foldable = not flow and not text[end:].partition("\n")[0].strip()  # nothing may follow a block on its line
        written = _folded_or(value, _indent(text, start), node.start_mark.column) if foldable else _quoted(value, flow)
        yield _Change(start, end, written)
        return
    # A block ends with its last line that is not empty.
    block = text[start:end].rstrip()
    inside = next((line for line in block.split("\n")[1:] if line.strip()), "  ")
    yield _Change(start, start + len(block), _folded(value, len(inside) - len(inside.lstrip())))


def _indent(text: str, at: int) -> int:
    """Spaces before the line on which a character stands; a list's dash counts as such."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return len(line) - len(line.lstrip(" -"))


def written(value: str, indent: int = 0, column: int = 0, *, flow: bool = False) -> str:
    """A value as it is written behind a key or a dash that begins ``indent`` characters from the left, itself from
    ``column`` on: on several lines where it is too long for one. ``flow``: between brackets."""
    return _quoted(value, True) if flow else _folded_or(value, indent, column)


def _quoted(value: str, flow: bool) -> str:
    """A value on one line: as it is where that can be, else in quotes. ``flow``: between brackets."""
    plain = (_PLAIN_IN_BRACKETS if flow else _PLAIN).fullmatch(value) and value.casefold() not in _WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)


def _folded_or(value: str, indent: int, column: int) -> str:
    """A value behind which nothing stands, from a column on: on several lines where it is too long for one."""
    if column + len(value) > WIDTH and value == " ".join(value.split()):
        return _folded(value, indent + 2)
    return _quoted(value, False)


def _folded(value: str, indent: int) -> str:
    lines = textwrap.wrap(value, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join([">-", *(" " * indent + line for line in lines)])


def _several(text: str, node: SequenceNode, values: tuple[str, ...], flow: bool) -> Iterator[_Change]:
    """A list: what stays in its place is changed there, the rest is added behind it, or taken from its end."""
    items: list[Node] = node.value
    if not items or not values:
        if tuple(values) != _plain_value(node):
            yield from _whole(node, values)
        return
    for item, value in zip(items, values, strict=False):
        yield from _single(text, item, value, flow)  # type: ignore[arg-type]
    last = items[min(len(items), len(values)) - 1]
    if len(values) < len(items):
        end = items[-1].end_mark.index
        yield _Change(last.end_mark.index, end, "") if flow else _lines(text, items[len(values)], items[-1])
    for value in values[len(items) :]:
        yield _added(text, node, last, value, flow)


def _whole(node: SequenceNode, values: tuple[str, ...]) -> Iterator[_Change]:
    """A list that is or becomes empty."""
    written = ", ".join(_quoted(value, True) for value in values)
    yield _Change(node.start_mark.index, node.end_mark.index, f"[{written}]" + ("" if node.flow_style else "\n"))


def _lines(text: str, first: Node, last: Node) -> _Change:
    """The lines of some items of a list, gone."""
    start = text.rfind("\n", 0, first.start_mark.index) + 1
    end = text.find("\n", last.start_mark.index + len(text[last.start_mark.index : last.end_mark.index].rstrip()))
    return _Change(start, len(text) if end < 0 else end + 1, "")


def _added(text: str, node: SequenceNode, last: Node, value: str, flow: bool) -> _Change:
    if flow:
        at = last.end_mark.index
        return _Change(at, at, f", {_quoted(value, True)}")
    column = node.start_mark.column
    block = text[last.start_mark.index : last.end_mark.index].rstrip()
    at = text.find("\n", last.start_mark.index + len(block))
    at = len(text) if at < 0 else at
    return _Change(at, at, f"\n{' ' * column}- {_folded_or(value, column, column + 2)}")
