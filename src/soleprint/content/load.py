"""From a YAML file to a checked, typed, immutable struct."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeVar

from soleprint.content.check import check
from soleprint.content.nodes import Mapping as MappingNode
from soleprint.content.nodes import Node, Scalar, read
from soleprint.content.places import Report, is_null
from soleprint.errors import ContentError, Finding

T = TypeVar("T")
Names = Mapping[str, Collection[str]]


def load(path: Path, kind: type[T], shown: str | None = None, names: Names | None = None) -> T:
    """The struct ``kind`` from the YAML file ``path``; ``shown`` (by default the path as given) names it in messages.

    ``names`` holds the known words of each vocabulary ("stroke", "landmark", "view", "safety profile"); a vocabulary
    that is not there is not checked. Raises ContentError with every finding of the file.
    """
    shown = path.as_posix() if shown is None else shown
    return _finish(*examine(read(path, shown), kind, shown, names))


def keys_of(path: Path) -> frozenset[str]:
    """The keys at the top of a YAML file, to tell what it is meant as; none where it cannot be read."""
    try:
        root = read(path, path.name)
    except ContentError:
        return frozenset()
    return frozenset(key.text for key, _ in root.items) if isinstance(root, MappingNode) else frozenset()


def refuse_other(root: Node, shown: str, sign: str, message: str, unless: str = "") -> None:
    """Raises ContentError, in place of a finding for each of its keys, for a file of another kind: it has the key
    ``sign`` at the top, and not the key ``unless``."""
    keys = {key.text: key for key, _ in root.items} if isinstance(root, MappingNode) else {}
    if sign in keys and unless not in keys:
        raise ContentError([Finding("other-kind", message, shown, keys[sign].line, keys[sign].column)])


def examine(root: Node, kind: type[T], shown: str, names: Names | None = None) -> tuple[T | None, Report]:
    """The struct, or what could be salvaged of it, with the report that later rules add to."""
    report = Report(shown)
    if isinstance(root, Scalar) and is_null(root):
        report.at(root, "empty-file", "this file is empty; write its content or delete it")
        return None, report
    return check(kind, root, report, names or {}), report


def _finish(value: T | None, report: Report) -> T:
    if report.findings or value is None:
        raise ContentError(in_order(report.findings))
    return value


def in_order(findings: list[Finding]) -> list[Finding]:
    """Findings by file, line and column, so that a message list reads like the file."""
    return sorted(findings, key=lambda finding: (finding.source, finding.line, finding.column))
