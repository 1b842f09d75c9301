"""XML text to a tree of nodes, with expat and without anything that reaches outside the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.parsers import expat

from msgspec.structs import replace

from soleprint.compose.markup import Node, is_slot, place_of, size_of, target_of
from soleprint.errors import ContentError, Finding
from soleprint.store import Store

PART = "part"
"""Element that is written once, ``<part id="x">`` in the document, for several options, each ``<part of="x"/>``."""
PLACE = "_at"
"""Attribute that ``environment`` adds to every start tag: "template:line"."""
MAX_DEPTH = 40
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
_sections: Store[tuple[int, int, int, str], _Read] = Store(200)
"""By the path of the element around, how many nodes stand before in it, how many parts in the document, and the markup
of the section."""
_END_OF_CHOICE = "</choose>"
_SECTIONS = (
    re.compile(rf"<(?:page[\s>]|{PART}\s[^<>]*\bid=|/document>)"),
    re.compile(rf"<(?:choose[\s>]|{_END_OF_CHOICE[1:]}|/page>)"),
    re.compile(r"<(?:keep[\s>]|li\s[^<>]*\bnumber=|/(?:ol|option|page)>)"),
)
"""Where begins what is most often as it was before: a page, a part; where that is not, each choice in it, and what
follows one; where that is not, what is kept together, an item of a numbered list. Each pattern begins with ``<``: one
that may begin with anything takes ten times as long."""


class _Hole(NamedTuple):
    """A place among children for which what parts hold counts: that of a part, or of an element round such places."""

    start: int
    what: str | _Form
    """The part's name, or the element."""


class _Form(NamedTuple):
    """An element that parts were put into, to be made again with what they hold by then."""

    attributes: dict[str, str]
    node: Node
    holes: tuple[_Hole, ...]


Held = tuple[list[Node | str], int]
"""What a part holds, and how many elements these are."""


class _Read(NamedTuple):
    """What a section is that ends where it began, in the same element."""

    nodes: tuple[Node | str, ...]
    parts: dict[str, Held]
    """The parts in it."""
    put: dict[str, Held]
    """The parts that are put into it."""
    holes: tuple[_Hole, ...]
    """Where they are put, counted from the first of the nodes."""
    repeated: int
    """How many elements these are."""


class _Open:
    """An element whose end has not come yet."""

    __slots__ = ("attributes", "children", "holes", "path", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], path: int) -> None:
        self.tag, self.attributes, self.path = tag, attributes, path
        self.children: list[Node | str] = []
        self.holes: list[_Hole] = []

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


_CLOSED = _Open("choose", {}, 0)
"""One that has ended, as those of all earlier sections."""


class _Part:
    """What a part holds, and where it was put."""

    __slots__ = ("children", "choose", "options", "size")

    def __init__(self, children: list[Node | str], size: int) -> None:
        self.children, self.size = children, size
        self.choose: _Open | None = None
        self.options: list[_Open] = []

    @property
    def held(self) -> Held:
        return self.children, self.size

    def is_as_much_as(self, children: Sequence[Node | str], size: int) -> bool:
        """Whether it holds as many children, and elements, as another does."""
        return len(self.children) == len(children) and self.size == size


class _Builder:
    """Collects expat's events into nodes; one instance a document."""

    def __init__(self, parser: expat.XMLParserType, source: str, scope: int | None) -> None:
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.parser = parser
        self.path = 0 if scope is None else scope + 1
        self.parts: dict[str, _Part] = {}
        self.put: list[str] = []
        """Parts as they were put where they are named."""
        self.repeated = 0
        self.elements = 0
        self.last = (source, 0)
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype

    def read(self, text: str, sections: Sequence[re.Pattern[str]] = ()) -> None:
        """Reads on, one section after the other; the first pattern says where they begin, the next those within one
        that is not as it was."""
        if not sections:
            self.parser.Parse(text.encode("utf-8", "surrogatepass"), False)
            return
        found = sections[0].finditer(text)
        begins = [match.end() if match[0] == _END_OF_CHOICE else match.start() for match in found]
        for start, end in pairwise([0, *begins, len(text)]):
            self._section(text[start:end], sections[1:])

    def _section(self, text: str, inner: Sequence[re.Pattern[str]]) -> None:
        """Reads a section, unless it stood here in an earlier document as it does now."""
        around = self.stack[-1] if self.stack else None
        # A part may go into several options of one <choose>.
        if around is None or not around.path or (f"<{PART}" in text and self._around("choose")):
            self.read(text, inner)
            return
        key = (around.path, len(around.children), len(self.parts), text)
        known = _sections.get(key)
        if known is not None and self._stands(known):
            if any(self.parts[name].children is not children for name, (children, _) in known.put.items()):
                known = _sections.put(key, self._refilled(known))
            self._take(known, around)
            return
        before = (len(around.children), len(self.parts), len(self.put), self.repeated)
        self.read(text, inner)
        if self.stack and self.stack[-1] is around:
            _sections.put(key, self._since(*before, around))

    def _stands(self, known: _Read) -> bool:
        """Whether a section would be read again as it was but for what stands in the parts that it names, which are
        free and hold as much as they did: so nothing round them is in another place."""
        parts = [(self.parts.get(name), held) for name, held in known.put.items()]
        return (
            self.parts.keys().isdisjoint(known.parts)
            and all(part and part.choose is None and part.is_as_much_as(*held) for part, held in parts)
            and self.repeated + known.repeated <= MAX_REPEATED
        )

    def _refilled(self, known: _Read) -> _Read:
        """A section with what the parts that it names hold now."""
        put: dict[str, Held] = {name: (self.parts[name].children, size) for name, (_, size) in known.put.items()}
        nodes, holes = self._filled(known.nodes, known.holes)
        return known._replace(nodes=tuple(nodes), put=put, holes=holes)

    def _filled(
        self, children: Sequence[Node | str], holes: Sequence[_Hole]
    ) -> tuple[list[Node | str], tuple[_Hole, ...]]:
        """Children, and the places among them, with what parts hold now."""
        filled, places = list(children), []
        for start, what in holes:
            if isinstance(what, str):
                held = self.parts[what].children
                filled[start : start + len(held)] = held
            else:
                opened = _Open(what.node.tag, dict(what.attributes), what.node.path)
                opened.children, inner = self._filled(what.node.children, what.holes)
                filled[start] = node = opened.node()
                what = _Form(what.attributes, node, inner)
            places.append(_Hole(start, what))
        return filled, tuple(places)

    def _take(self, known: _Read, around: _Open) -> None:
        around.holes += [hole._replace(start=hole.start + len(around.children)) for hole in known.holes]
        around.children += known.nodes
        self.parts |= {name: _Part(*part) for name, part in known.parts.items()}
        for name in known.put:
            self.parts[name].choose = _CLOSED
        self.put += known.put
        self.repeated += known.repeated

    def _since(self, nodes: int, parts: int, put: int, repeated: int, around: _Open) -> _Read:
        """What was read since there were so many nodes, parts, parts put and elements in these."""
        return _Read(
            tuple(around.children[nodes:]),
            {name: self.parts[name].held for name in list(self.parts)[parts:]},
            {name: self.parts[name].held for name in self.put[put:]},
            tuple([hole._replace(start=hole.start - nodes) for hole in around.holes if hole.start >= nodes]),
            self.repeated - repeated,
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        source, _, line = attributes.get(PLACE, "").rpartition(":")
        if line.isdigit():
            self.last = (source, int(line))
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise ContentError([self.problem("template-size", f"there are more than {MAX_ELEMENTS:,} elements")])
        if len(self.stack) >= MAX_DEPTH:
            raise ContentError([self.problem("template-depth", f"elements are nested more than {MAX_DEPTH} deep")])
        self.stack.append(_Open(name, attributes, self._path(name)))

    def _path(self, name: str) -> int:
        """The path of the next element: that of its parent, and its number there."""
        if not self.stack:
            return self.path
        parent = self.stack[-1]
        number = PARTS + len(self.parts) if name == PART else len(parent.children) + 1
        return parent.path and (parent.path << SIBLINGS | number)

    def end(self, name: str) -> None:
        if name == PART and len(self.stack) > 1:
            self._part(self.stack.pop())
            return
        opened = self.stack.pop()
        attributes = dict(opened.attributes) if opened.holes else {}
        node = opened.node()
        if not self.stack:
            self.root = node
            return
        around = self.stack[-1]
        if opened.holes:
            around.holes.append(_Hole(len(around.children), _Form(attributes, node, tuple(opened.holes))))
        around.children.append(node)

    def _part(self, opened: _Open) -> None:
        """Keeps a part, or puts what is kept where it is named."""
        named, name = opened.attributes.get("id", ""), opened.attributes.get("of", "")
        if name:
            self._put(name)
        elif len(self.stack) > 1 or not named or named in self.parts:
            message = f"<part id={named!r}> must stand in the document, in no page, and have a name of its own"
            raise ContentError([self.problem("template-part", message)])
        else:
            self.parts[named] = _Part(opened.children, sum(map(size_of, opened.children)))

    def _put(self, name: str) -> None:
        part = self.parts.get(name)
        if part is None:
            raise ContentError(
                [self.problem("template-part", f"no <part id={name!r}> stands before <part of={name!r}>")]
            )
        option, choose = self._around("option"), self._around("choose")
        if option is None or choose is None or (part.choose or choose) is not choose or option in part.options:
            message = f"<part of={name!r}> must stand in options of one <choose>, once in each: only one of them is set"
            raise ContentError([self.problem("template-part", message)])
        self.repeated += part.size
        if self._around(PART) or self.repeated > MAX_REPEATED:
            message = f"parts may hold no parts, and all together stand for no more than {MAX_REPEATED} elements"
            raise ContentError([self.problem("template-part", message)])
        part.choose = choose
        part.options.append(option)
        self.put.append(name)
        around = self.stack[-1]
        around.holes.append(_Hole(len(around.children), name))
        around.children += part.children

    def _around(self, tag: str) -> _Open | None:
        """The nearest element of a name that is open."""
        return next((opened for opened in reversed(self.stack) if opened.tag == tag), None)

    def characters(self, data: str) -> None:
        # White space between pages is nothing, and must not move what comes after it.
        if len(self.stack) > 1 or (self.stack and not data.isspace()):
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
        # What looks like a page may stand in a comment.
        builder.read(text, () if "<!" in text or "<?" in text else _SECTIONS)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        message = f"the template's result is not well-formed markup: {reason}; the mistake is here or soon after"
        raise ContentError([builder.problem("template-markup", message)]) from None
    if builder.root is None:
        raise ContentError([builder.problem("template-empty", "the template's result is empty")])
    return builder.root
