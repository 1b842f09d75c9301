"""An SVG file as a small tree, read with nothing that could harm: nothing fetched, bounded size and depth.

A document type is passed over, as older editors write one. Its entities may stand for short plain texts only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NoReturn
from xml.parsers import expat

from msgspec import Struct, field

from soleprint.errors import ContentError, Finding

MAX_BYTES = 1 << 20
MAX_DEPTH = 30
SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"
_MOST_ENTITIES = 50
_LONGEST_ENTITY = 100
_SILENT = ("title", "desc", "metadata")
"""Elements that are never drawn; what is in them does not matter."""


class Node(Struct, frozen=True, eq=False):
    """An element of SVG with its attributes and where it begins.

    ``href`` also stands for ``xlink:href``; ``label`` is what Inkscape's lists of layers and objects show.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    size: int
    """How long its attributes are."""
    children: list[Node] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def walk(root: Node) -> Iterator[Node]:
    """An element and all that is in it, in the order of the file."""
    yield root
    for child in root.children:
        yield from walk(child)


def parse_svg(data: bytes, shown: str, kind: str, formats: str) -> Node:
    """The root of an SVG file; ``shown`` names it in messages, ``kind`` says what it is: a "logo", a "drawing".

    ``formats`` are what can be given in its place, such as "an SVG file". Raises ContentError.
    """
    if len(data) > MAX_BYTES:
        message = f"this {kind} is larger than 1 MiB; take pictures out of it and simplify its paths"
        raise ContentError([Finding("file-too-large", message, shown)])
    reader = _Reader(shown, kind, formats)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = expat.ErrorString(error.code)
        reader.fail(
            "invalid-svg", f"this is not well-formed XML: {problem}; save the {kind} again", error.lineno, error.offset
        )
    except (LookupError, ValueError):  # from the codec that the file names
        reader.fail("invalid-svg", "this file is not in the encoding that it names; save it as UTF-8", 1, 0)
    assert reader.root is not None  # expat refuses a document without an element
    return reader.root


class _Reader:
    """Collects expat's events. Elements of other namespaces (an editor's own notes) are left out."""

    def __init__(self, shown: str, kind: str, formats: str) -> None:
        self.shown, self.kind, self.formats = shown, kind, formats
        self.root: Node | None = None
        self.stack: list[Node] = []
        self.skipping = self.entities = self.size = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    def fail(self, code: str, message: str, line: int, column: int) -> NoReturn:
        raise ContentError([Finding(code, message, self.shown, line, column + 1)])

    def _fail_here(self, code: str, message: str) -> NoReturn:
        self.fail(code, message, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber)

    def _entity(self, name: str, _parameter: bool, value: str | None, *_: object) -> None:
        """Refuse what is read from elsewhere (``value`` is None) or could grow: entities in entities, long ones."""
        self.entities += 1
        harmless = value is not None and len(value) <= _LONGEST_ENTITY and not {"&", "%", "<"} & set(value)
        if not harmless or self.entities > _MOST_ENTITIES:
            self._fail_here("unsafe-svg", f'the entity "{name[:40]}" is not a short text; save as plain SVG')

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            self._fail_here("unsafe-svg", f"a {self.kind} may not use another file; save it with its style inside")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if self.skipping or (self.root is not None and (space not in ("", SVG) or tag in _SILENT)):
            self.skipping += 1
            return
        if len(self.stack) >= MAX_DEPTH:
            self._fail_here("svg-too-complex", f"elements are nested more than {MAX_DEPTH} deep; ungroup the drawing")
        place = (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        node = Node(tag, _plain(attributes), *place, self._count(attributes.values()))
        if self.root is None:
            if tag != "svg" or space not in ("", SVG):
                self._fail_here("invalid-svg", f"this is not an SVG picture; give {self.formats}")
            self.root = node
        else:
            self.stack[-1].children.append(node)
        self.stack.append(node)

    def _end(self, _: str) -> None:
        if self.skipping:
            self.skipping -= 1
        else:
            self.stack.pop()

    def _text(self, text: str) -> None:
        if self.stack and not self.skipping:
            self._count([text])
            self.stack[-1].texts.append(text)

    def _count(self, texts: Iterable[str]) -> int:
        """How long they are in all. Entities may not make the file larger than a file may be."""
        size = sum(map(len, texts))
        self.size += size
        if self.size > MAX_BYTES:
            self._fail_here("unsafe-svg", "the entities of this file make it larger than 1 MiB; save as plain SVG")
        return size


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes of no namespace, XLink's ``href``, which SVG 2's own overrides, and Inkscape's ``label``."""
    plain = {name: value for name, value in attributes.items() if " " not in name}
    lent = {"href": attributes.get(f"{_XLINK} href"), "label": attributes.get(f"{_INKSCAPE} label")}
    return {name: value for name, value in lent.items() if value is not None} | plain
