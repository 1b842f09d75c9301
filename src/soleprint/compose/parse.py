"""XML text to a tree of nodes, with expat and without anything that reaches outside the text."""

from __future__ import annotations

from xml.parsers import expat

from soleprint.compose.markup import Node
from soleprint.errors import ContentError, Finding

PLACE = "_at"
"""Attribute that ``environment`` adds to every start tag: "template:line"."""
MAX_DEPTH = 40


class _Builder:
    """Collects expat's events into nodes; one instance a document."""

    def __init__(self, parser: expat.XMLParserType, source: str) -> None:
        self.root: Node | None = None
        self.stack: list[tuple[str, dict[str, str], list[Node | str]]] = []
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
        self.stack.append((name, attributes, []))

    def end(self, name: str) -> None:
        tag, attributes, children = self.stack.pop()
        source, _, line = attributes.pop(PLACE, "").rpartition(":")
        node = Node(tag, attributes, tuple(children), source, int(line) if line.isdigit() else 0)
        if self.stack:
            self.stack[-1][2].append(node)
        else:
            self.root = node

    def characters(self, data: str) -> None:
        if self.stack:
            self.stack[-1][2].append(data)

    def doctype(self, *_: object) -> None:
        raise ContentError([self.problem("template-doctype", "a template may not declare a DOCTYPE or entities")])

    def problem(self, code: str, message: str) -> Finding:
        source, line = self.last
        return Finding(code, message, source, line, 1 if line else 0)


def parse(text: str, source: str) -> Node:
    """The tree of ``text``; ``source`` is the template's name, for messages.

    Raises ContentError with the template line nearest to the mistake.
    """
    parser = expat.ParserCreate("utf-8")
    builder = _Builder(parser, source)
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        message = f"the template's result is not well-formed markup: {reason}; the mistake is here or soon after"
        raise ContentError([builder.problem("template-markup", message)]) from None
    if builder.root is None:
        raise ContentError([builder.problem("template-empty", "the template's result is empty")])
    return builder.root
