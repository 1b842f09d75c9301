"""Values of attributes, read strictly: what is wrong is named with its line."""

from __future__ import annotations

from soleprint.compose.markup import Node
from soleprint.errors import ContentError, Finding


def number_of(node: Node, name: str, default: float, most: int = 1000) -> float:
    """A number from 0 to ``most``. Raises ContentError for another value."""
    text = node.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        raise bad(node, name, "a number") from None
    if not 0 <= value <= most:
        raise bad(node, name, f"a number from 0 to {most}")
    return value


def chosen(node: Node, name: str, *known: str) -> str:
    """A value that is one of a few words, the first of them by default. Raises ContentError for another."""
    value = node.get(name, known[0])
    if value not in known:
        raise bad(node, name, " or ".join(known))
    return value


def yes(node: Node, name: str, *, unless: bool = False) -> bool:
    """Whether an attribute says yes; ``unless``: whether it does not say no. Raises ContentError for another value."""
    return chosen(node, name, *(("yes", "no") if unless else ("no", "yes"))) == "yes"


def bad(node: Node, name: str, needed: str) -> ContentError:
    """The error for a value that cannot be used, which must be what ``needed`` says."""
    message = f"<{node.tag} {name}={node.get(name)!r}>: {name} must be {needed}"
    return ContentError([Finding("template-value", message, node.source, node.line, 1)])


def count_of(node: Node, name: str = "columns") -> int:
    """A whole number from 1, by default 2. Raises ContentError for another value."""
    count = number_of(node, name, 2)
    if count < 1 or count != int(count):
        raise bad(node, name, "a whole number from 1")
    return int(count)


def counts_of(node: Node) -> list[int]:
    """Whole numbers from 1 of columns, with spaces between them. Raises ContentError for another value."""
    words = node.get("columns").split()
    if len(words) < 2:
        return [count_of(node)]
    if not all(word.isascii() and word.isdigit() and 1 <= int(word) <= 1000 for word in words):
        raise bad(node, "columns", "whole numbers from 1")
    return [int(word) for word in words]
