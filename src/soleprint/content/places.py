"""Where each checked thing stood in its file, so that later rules can point at it."""

from __future__ import annotations

from msgspec import Struct, field

from soleprint.content.nodes import Mapping, Node, Scalar, Sequence
from soleprint.errors import Arguments, ContentError, Finding

MOST_FINDINGS = 100


class Report(Struct):
    """Collects the findings of one file. After ``MOST_FINDINGS`` it raises ContentError, so that checking ends.

    ``shown`` is the file's name as its user knows it. Structs are known by identity; the report keeps them alive.
    """

    shown: str
    findings: list[Finding] = field(default_factory=list)
    _nodes: dict[int, tuple[object, Mapping]] = field(default_factory=dict)
    _broken: set[tuple[int, str]] = field(default_factory=set)

    def register(self, thing: object, node: Mapping, broken: set[str]) -> None:
        """Remember that ``thing`` was built from ``node``; the keys in ``broken`` have findings already."""
        self._nodes[id(thing)] = (thing, node)
        self._broken.update((id(thing), key) for key in broken)

    def is_broken(self, thing: object, key: str | None = None) -> bool:
        """Whether the value under ``key`` of ``thing``, or under any, has a finding already."""
        return any(owner == id(thing) and key in (None, name) for owner, name in self._broken)

    def at(self, node: Node, code: str, message: str, arguments: Arguments = ()) -> None:
        """Add a finding at ``node``."""
        self._add(Finding(code, message, self.shown, node.line, node.column, arguments=arguments))

    def on(
        self, thing: object, keys: tuple[str | int, ...], code: str, message: str, arguments: Arguments = ()
    ) -> None:
        """Add a finding at the value under ``keys`` of ``thing`` (its nearest existing ancestor when it has none).

        Nothing is added when the first key has a finding already: what follows from a mistake is not a second mistake.
        """
        if keys and (id(thing), keys[0]) in self._broken:
            return
        node = self._descend(thing, keys)
        line, column = (node.line, node.column) if node else (0, 0)
        self._add(Finding(code, message, self.shown, line, column, arguments=arguments))

    def gives(self, thing: object, keys: tuple[str | int, ...]) -> bool:
        """Whether the file gives a value (other than null) under ``keys`` of ``thing``."""
        node: Node | None = self._nodes[id(thing)][1]
        for key in keys:
            node = _child(node, key)
            if node is None:
                return False
        return not (isinstance(node, Scalar) and is_null(node))

    def has(self, thing: object, key: str) -> bool:
        """Whether the file has ``key`` in ``thing``, be it with null."""
        return self._nodes[id(thing)][1].get(key) is not None

    def _add(self, finding: Finding) -> None:
        if len(self.findings) >= MOST_FINDINGS:
            raise ContentError([*self.findings, self._whole("too-many-findings", "there is more; correct these first")])
        self.findings.append(finding)

    def _whole(self, code: str, message: str) -> Finding:
        return Finding(code, message, self.shown)

    def _descend(self, thing: object, keys: tuple[str | int, ...]) -> Node | None:
        entry = self._nodes.get(id(thing))
        node: Node | None = entry[1] if entry else None
        for key in keys:
            child = _child(node, key)
            if child is None:
                break
            node = child
        return node


def _child(node: Node | None, key: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(key, str):
        return node.get(key)
    if isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
        return node.items[key]
    return None


def is_null(node: Scalar) -> bool:
    """Whether the value is YAML's null."""
    return node.plain and node.text in ("", "~", "null", "Null", "NULL")
