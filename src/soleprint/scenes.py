"""From a template's <figure> to the picture it asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from soleprint.content.model import Mode, Routine
from soleprint.content.suggest import did_you_mean
from soleprint.errors import ContentError, Finding

if TYPE_CHECKING:
    from soleprint.compose.markup import Node
    from soleprint.figures import Scene

KINDS = ("overview", "step")


def scene_finder(routine: Routine, mode: Mode) -> Callable[[Node], Scene]:
    """The function that reads a <figure>'s attributes; it raises ContentError for what the routine does not have."""
    from soleprint.figures import Scene

    def find(node: Node) -> Scene:
        kind = node.get("scene", "overview")
        # A step's picture stands beside its number; an overview needs the numbers inside.
        numbered = node.get("badge", "no" if kind == "step" else "yes") != "no"
        if kind not in KINDS:
            raise _bad(node, f'scene "{kind}" is not known{did_you_mean(kind, KINDS)}')
        if kind == "overview":
            return Scene(routine, mode, numbered=numbered)
        steps = [step.id for step in routine.steps]
        if node.get("step") not in steps:
            raise _bad(node, f'step "{node.get("step")}" is not known{did_you_mean(node.get("step"), steps)}')
        return Scene(routine, mode, node.get("step"), numbered=numbered)

    return find


def _bad(node: Node, message: str) -> ContentError:
    return ContentError([Finding("template-figure", f"<figure>: {message}", node.source, node.line, 1)])
