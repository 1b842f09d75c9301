"""The ways to set a page: each <choose> replaced by one of its options, in every combination."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, product

from msgspec.structs import replace

from soleprint.compose.markup import Node
from soleprint.errors import ContentError, Finding
from soleprint.store import Store, personal

MAX_VARIANTS = 64
Way = tuple[tuple[Node | str, ...], int]
"""One choice of a node's children, and how far it is from what the template likes best."""


_kept: Store[int, tuple[Node, tuple[tuple[Node, int], ...]]] = personal(Store(20))
"""The ways of a page, by its identity: it is set in usual and in narrow letters, with and without fallbacks."""


def ranked(page: Node) -> tuple[tuple[Node, int], ...]:
    """The variants of a page, each <choose> replaced by one of its options, with its rank: the sum of those of its
    options, 0 where none states one."""
    known = _kept.get(id(page)) or _kept.put(id(page), (page, tuple(_ranked(page))))
    return known[1]


def _ranked(page: Node) -> Iterator[tuple[Node, int]]:
    for count, (children, rank) in enumerate(_ways(page)):
        if count == MAX_VARIANTS:
            raise _wrong(page, f"the <choose> elements of a page make more than {MAX_VARIANTS} combinations")
        yield replace(page, children=children), rank


def _ways(node: Node) -> Iterator[Way]:
    """Every choice of a node's children, those of nested choices included."""
    for picks in product(*map(_forms, node.children)):
        yield tuple(chain.from_iterable(children for children, _ in picks)), sum(rank for _, rank in picks)


def _forms(child: Node | str) -> list[Way]:
    """What may stand in a child's place; no more of them than tell that there are too many."""
    if isinstance(child, str) or not child.chooses:
        return [((child,), 0)]
    if child.tag != "choose":
        return [((replace(child, children=way),), rank) for way, rank in islice(_ways(child), MAX_VARIANTS + 1)]
    if not child.elements:
        raise _wrong(child, "<choose> holds no <option>")
    options = ((way, rank + _rank(option)) for option in child.elements for way, rank in _ways(option))
    return list(islice(options, MAX_VARIANTS + 1))


def _rank(option: Node) -> int:
    """How far back an option stands: it is taken only where none of a lower rank holds."""
    text = option.get("rank", "0")
    if not (text.isascii() and text.isdigit() and int(text) <= MAX_VARIANTS):
        raise _wrong(option, f"<option rank={text!r}>: rank must be a whole number from 0 to {MAX_VARIANTS}")
    return int(text)


def _wrong(node: Node, message: str) -> ContentError:
    return ContentError([Finding("template-choices", message, node.source, node.line, 1)])
