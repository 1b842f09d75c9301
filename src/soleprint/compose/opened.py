"""What of a document is read: the elements that are open, and the parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from soleprint.compose.markup import Node, is_slot, place_of, target_of
from soleprint.store import Store

PART = "part"
"""Element that is written once, ``<part id="x">`` in the document, for several options, each ``<part of="x"/>``."""
PLACE = "_at"
"""Attribute that ``environment`` adds to every start tag: "template:line"."""
MAX_ELEMENTS = 50_000
"""Of a document: a booklet of three routines has a thousand."""
MAX_REPEATED = 100_000
"""Elements that all <part of=...> of a document may stand for."""
SIBLINGS = 24
"""Bits that number the children of one element: more than twice what a template may write of characters."""
PARTS = 1 << SIBLINGS - 1
"""The first number of parts, which are among the children of no element."""

_nodes: Store[tuple[object, ...], Node] = Store(1100)
"""By path, tag, attributes and children: texts, or the identities of nodes."""


class Hole(NamedTuple):
    """A place among children for which what parts hold counts: that of a part, or of an element round such places."""

    start: int
    what: str | Form
    """The part's name, or the element."""


class Form(NamedTuple):
    """An element that parts were put into, to be made again with what they hold by then."""

    attributes: dict[str, str]
    node: Node
    holes: tuple[Hole, ...]


Held = tuple[list[Node | str], int]
"""What a part holds, and how many elements these are."""


class Open:
    """An element whose end has not come yet."""

    __slots__ = ("attributes", "children", "holes", "path", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], path: int) -> None:
        self.tag, self.attributes, self.path = tag, attributes, path
        self.children: list[Node | str] = []
        self.holes: list[Hole] = []

    def node(self) -> Node:
        """The node, that of the last document where it is the same."""
        if not self.path:
            return self._node()
        inside = [child if isinstance(child, str) else id(child) for child in self.children]
        key = (self.path, self.tag, *self.attributes.items(), *inside)
        return _nodes.get(key) or _nodes.put(key, self._node())

    def _node(self) -> Node:
        source, _, line = self.attributes.pop(PLACE, "").rpartition(":")
        inner = [child for child in self.children if isinstance(child, Node)]
        own = Node(self.tag, self.attributes, tuple(self.children), source, int(line) if line.isdigit() else 0)
        return replace(
            own,
            path=self.path,
            chooses=self.tag == "choose" or any(child.chooses for child in inner),
            figures=tuple([each for child in inner for each in ((child,) if child.tag == "figure" else child.figures)]),
            targets=tuple([name for child in inner for name in child.targets]) + target_of(own),
            places=tuple([name for child in inner for name in child.places]) + place_of(own),
            slots=is_slot(own) or any(child.slots for child in inner),
        )


CLOSED = Open("choose", {}, 0)
"""One that has ended, as those of all earlier sections."""


class Part:
    """What a part holds, and where it was put."""

    __slots__ = ("children", "choose", "options", "size")

    def __init__(self, children: list[Node | str], size: int) -> None:
        self.children, self.size = children, size
        self.choose: Open | None = None
        self.options: list[Open] = []

    @property
    def held(self) -> Held:
        return self.children, self.size

    def is_as_much_as(self, children: Sequence[Node | str], size: int) -> bool:
        """Whether it holds as many children, and elements, as another does."""
        return len(self.children) == len(children) and self.size == size


class Reading:
    """How far a document is read."""

    def __init__(self, source: str) -> None:
        self.stack: list[Open] = []
        self.parts: dict[str, Part] = {}
        self.put: list[str] = []
        """Parts as they were put where they are named."""
        self.repeated = 0
        """How many elements these are."""
        self.elements = 0
        self.last = (source, 0)
        """The place of the last element that has one: template and line."""

    def around(self, tag: str) -> Open | None:
        """The nearest element of a name that is open."""
        return next((opened for opened in reversed(self.stack) if opened.tag == tag), None)
