"""XML text to a tree of nodes, with expat and without anything that reaches outside the text."""

from __future__ import annotations

from xml.parsers import expat

from msgspec.structs import replace

from soleprint.compose.markup import Node, place_of, target_of
from soleprint.errors import ContentError, Finding
from soleprint.store import Store

PLACE = "_at"
"""Attribute that ``environment`` adds to every start tag: "template:line"."""
MAX_DEPTH = 40
SIBLINGS = 24
"""Bits that number the children of one element: more than a template may write characters."""


_nodes: Store[tuple[object, ...], Node] = Store(1500)
"""By path, tag, attributes and children: texts, or the identities of nodes."""


class _Open:
    """An element whose end has not come yet."""

    __slots__ = ("attributes", "children", "path", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], path: int) -> None:
        self.tag, self.attributes, self.path = tag, attributes, path
        self.children: list[Node | str] = []

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
        )


class _Builder:
    """Collects expat's events into nodes; one instance a document."""

    def __init__(self, parser: expat.XMLParserType, source: str, scope: int | None) -> None:
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.path = 0 if scope is None else scope + 1
        self.last = (source, 0)
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype

    def start(self, name: str, attributes: dict[str, str]) -> None:
        source, _, line = attributes.get(PLACE, "").rpartition(":")
        if line.isdigit():
            self.last = (source, int(line))
        if len(self.stack) >= MAX_DEPTH:
            raise ContentError([self.problem("template-depth", f"elements are nested more than {MAX_DEPTH} deep")])
        self.stack.append(_Open(name, attributes, self._path()))

    def _path(self) -> int:
        """The path of the next element: that of its parent, and its number there."""
        if not self.stack:
            return self.path
        parent = self.stack[-1]
        return parent.path and (parent.path << SIBLINGS | len(parent.children) + 1)

    def end(self, _name: str) -> None:
        node = self.stack.pop().node()
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node

    def characters(self, data: str) -> None:
        if self.stack:
            self.stack[-1].children.append(data)

    def doctype(self, *_: object) -> None:
        raise ContentError([self.problem("template-doctype", "a template may not declare a DOCTYPE or entities")])

    def problem(self, code: str, message: str) -> Finding:
        source, line = self.last
        return Finding(code, message, source, line, 1 if line else 0)


def parse(text: str, source: str, scope: int | None = None) -> Node:
    """The tree of ``text``; ``source`` is the template's name, for messages; see ``compose`` for ``scope``.

    Raises ContentError with the template line nearest to the mistake.
    """
    parser = expat.ParserCreate("utf-8")
    builder = _Builder(parser, source, scope)
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        message = f"the template's result is not well-formed markup: {reason}; the mistake is here or soon after"
        raise ContentError([builder.problem("template-markup", message)]) from None
    if builder.root is None:
        raise ContentError([builder.problem("template-empty", "the template's result is empty")])
    return builder.root
