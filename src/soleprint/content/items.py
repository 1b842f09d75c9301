"""Items of a list in the text of a YAML file: put in, taken out and set in another order.

Each keeps its lines as they are, and the comments and empty lines above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from soleprint.content.edits import Path, composed, node_at, written
from soleprint.content.nodes import parse
from soleprint.errors import ContentError, Finding

Block = Mapping[str, Any]
"""What a new item says: texts, lists of texts, and lists of more of these. A Mapping inside stands on one line."""


def reordered(text: str, path: Path, order: Sequence[int], shown: str) -> str:
    """The text with these items of a list, by their numbers from 0, in this order; those not named are gone.

    Raises ContentError for text that is no usable YAML, and for a list that is not written one item below the other.
    """
    head, items, tail = _parted(text, path, shown)
    return _proved(text, path, [*head, *(line for number in order for line in items[number]), *tail], order, shown)


def with_item(text: str, path: Path, at: int, item: Block, shown: str) -> str:
    """The text with one more item in a list, which is then number ``at`` of it. Raises ContentError as above."""
    head, items, tail = _parted(text, path, shown)
    column = node_at(composed(text), path, shown).start_mark.column
    new = _block(item, column)
    lines = [*head, *(line for one in (*items[:at], new, *items[at:]) for line in one), *tail]
    old = list(range(len(items)))
    return _proved(text, path, lines, [*old[:at], None, *old[at:]], shown)


def _parted(text: str, path: Path, shown: str) -> tuple[list[str], list[list[str]], list[str]]:
    """The lines before the items of a list, those of each item, and those behind."""
    parse(text, shown)
    node = node_at(composed(text), path, shown)
    if node.id != "sequence" or node.flow_style or not node.value:
        raise _not_here(path, shown)
    lines, column = text.split("\n"), node.start_mark.column
    dashes = [one.start_mark.line for one in node.value]
    end = next((n for n in range(dashes[-1] + 1, len(lines)) if _is_outside(lines[n], column)), len(lines))
    starts = [_from(lines, dash, column) for dash in dashes]
    ends = [*starts[1:], _from(lines, end, column)]
    return lines[: starts[0]], [lines[a:b] for a, b in zip(starts, ends, strict=True)], lines[ends[-1] :]


def _is_outside(line: str, column: int) -> bool:
    """Whether a line is none of an item whose dash is in this column."""
    inside = len(line) - len(line.lstrip(" ")) > column
    return bool(line.strip()) and not inside and not line.lstrip().startswith("#")


def _from(lines: Sequence[str], at: int, column: int) -> int:
    """Where what stands at a line begins: with the empty lines and comments above it, that are no text of an item."""
    while at and (not lines[at - 1].strip() or _is_comment(lines[at - 1], column)):
        at -= 1
    return at


def _is_comment(line: str, column: int) -> bool:
    start = line.lstrip(" ")
    return start.startswith("#") and len(line) - len(start) <= column


def _not_here(path: Path, shown: str) -> ContentError:
    message = f"{path[-1]} cannot be set in order here; do it in the YAML"
    return ContentError([Finding("invalid-yaml", message, shown)])


def _proved(text: str, path: Path, lines: Sequence[str], order: Sequence[int | None], shown: str) -> str:
    """The lines as text, if the items in it are those of before, each as it was; None stands for a new one."""
    after = "\n".join(lines)
    if not order:
        return after
    parse(after, shown)
    olds, news = (_plain(node_at(composed(one), path, shown)) for one in (text, after))
    same = len(news) == len(order) and all(
        number is None or new == olds[number] for number, new in zip(order, news, strict=True)
    )
    if not same or _rest(text, path, shown) != _rest(after, path, shown):
        raise _not_here(path, shown)
    return after


def _plain(node: Any) -> Any:
    if node.id == "mapping":
        return [(key.value, _plain(value)) for key, value in node.value]
    return [_plain(one) for one in node.value] if node.id == "sequence" else node.value


def _rest(text: str, path: Path, shown: str) -> Any:
    """All that a file says but the list."""
    root = composed(text)
    node_at(root, path, shown).value.clear()
    return _plain(root)


def _block(item: Block, column: int) -> list[str]:
    """An item in lines, with its dash in a column."""
    lines = [line for key, value in item.items() for line in _pair(key, value, column + 2)]
    return [f"{' ' * column}- {lines[0].lstrip()}", *lines[1:]]


def _pair(key: str, value: Any, column: int) -> list[str]:
    before = f"{' ' * column}{key}:"
    if isinstance(value, str):
        return f"{before} {written(value, column, column + len(key) + 2)}".split("\n")
    if isinstance(value, Mapping):
        return [f"{before} {_flow(value)}"]
    inner = column + 2
    lines = [before]
    for one in value:
        lines += _block(one, inner) if isinstance(one, Mapping) else _dashed(one, inner)
    return lines


def _dashed(value: str, column: int) -> list[str]:
    return f"{' ' * column}- {written(value, column, column + 2)}".split("\n")


def _flow(values: Mapping[str, Any]) -> str:
    said = (
        f"{key}: {written(one, flow=True) if isinstance(one, str) else _listed(one)}" for key, one in values.items()
    )
    return f"{{{', '.join(said)}}}"


def _listed(values: Sequence[str]) -> str:
    return f"[{', '.join(written(one, flow=True) for one in values)}]"
