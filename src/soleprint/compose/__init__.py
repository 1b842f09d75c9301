"""Content through a template to a tree of document elements.

``compose`` is the room's one door: it runs a template in the sandbox, parses what it writes and checks it against the
vocabulary in ``compose.markup``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from soleprint.compose.markup import Node, check, size_of
from soleprint.errors import ContentError

__all__ = ["Node", "compose", "size_of"]


def compose(folders: Sequence[Path], template: str, context: Mapping[str, Any], scope: int | None = None) -> Node:
    """The document that ``template`` (a file name in ``folders``) makes of ``context``.

    With a ``scope``, from 0, what stands as it did in an earlier document of that scope is the same nodes, and layout
    makes the same structure elements of them. So documents that go into one publication need a scope each, or none.

    Raises ContentError with every mistake, each at its template line.
    """
    from soleprint.compose.environment import render
    from soleprint.compose.parse import parse

    root = parse(render(folders, template, context), template, scope)
    findings = check(root)
    if findings:
        # A template can spoil the places in what it writes: in capitals, for one.
        raise ContentError([found if found.source else replace(found, source=template) for found in findings])
    return root
