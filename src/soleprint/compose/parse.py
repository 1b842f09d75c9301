"""XML text to a tree of nodes, with expat and without anything that reaches outside the text."""

from __future__ import annotations

from xml.parsers import expat

from soleprint.compose.markup import Node, size_of
from soleprint.compose.opened import (
    MAX_ELEMENTS,
    MAX_REPEATED,
    PART,
    PARTS,
    PLACE,
    SIBLINGS,
    Form,
    Hole,
    Open,
    Part,
    Reading,
)
from soleprint.compose.sections import Sections
from soleprint.errors import ContentError, Finding

MAX_DEPTH = 40
_SECTIONS = Sections(200)


class _Builder(Reading):
    """Collects expat's events into nodes; one instance a document."""

    def __init__(self, parser: expat.XMLParserType, source: str, scope: int | None) -> None:
        super().__init__(source)
        self.root: Node | None = None
        self.parser = parser
        self.path = 0 if scope is None else scope + 1
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype

    def feed(self, text: str) -> None:
        """Reads on."""
        self.parser.Parse(text.encode("utf-8", "surrogatepass"), False)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        source, _, line = attributes.get(PLACE, "").rpartition(":")
        if line.isdigit():
            self.last = (source, int(line))
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise ContentError([self.problem("template-size", f"there are more than {MAX_ELEMENTS:,} elements")])
        if len(self.stack) >= MAX_DEPTH:
            raise ContentError([self.problem("template-depth", f"elements are nested more than {MAX_DEPTH} deep")])
        self.stack.append(Open(name, attributes, self._path(name)))

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
            around.holes.append(Hole(len(around.children), Form(attributes, node, tuple(opened.holes))))
        around.children.append(node)

    def _part(self, opened: Open) -> None:
        """Keeps a part, or puts what is kept where it is named."""
        named, name = opened.attributes.get("id", ""), opened.attributes.get("of", "")
        if name:
            self._put(name)
        elif len(self.stack) > 1 or not named or named in self.parts:
            message = f"<part id={named!r}> must stand in the document, in no page, and have a name of its own"
            raise ContentError([self.problem("template-part", message)])
        else:
            self.parts[named] = Part(opened.children, sum(map(size_of, opened.children)))

    def _put(self, name: str) -> None:
        part = self.parts.get(name)
        if part is None:
            raise ContentError(
                [self.problem("template-part", f"no <part id={name!r}> stands before <part of={name!r}>")]
            )
        option, choose = self.around("option"), self.around("choose")
        if option is None or choose is None or (part.choose or choose) is not choose or option in part.options:
            message = f"<part of={name!r}> must stand in options of one <choose>, once in each: only one of them is set"
            raise ContentError([self.problem("template-part", message)])
        self.repeated += part.size
        if self.around(PART) or self.repeated > MAX_REPEATED:
            message = f"parts may hold no parts, and all together stand for no more than {MAX_REPEATED} elements"
            raise ContentError([self.problem("template-part", message)])
        part.choose = choose
        part.options.append(option)
        self.put.append(name)
        around = self.stack[-1]
        around.holes.append(Hole(len(around.children), name))
        around.children += part.children

    def characters(self, data: str) -> None:
        # White space between pages is nothing, and must not move what comes after it.
        if len(self.stack) > 1 or (self.stack and not data.isspace()):
            self.stack[-1].children.append(data)

    def doctype(self, *_: object) -> None:
        raise ContentError([self.problem("template-doctype", "a template may not declare a DOCTYPE or entities")])

    def problem(self, code: str, message: str) -> Finding:
        source, line = self.last
        return Finding(code, message, source, line, 1 if line else 0)


def parse(text: str, source: str, scope: int | None = None, sections: Sections | None = _SECTIONS) -> Node:
    """The tree of ``text``; ``source`` is the template's name, for messages; see ``compose`` for ``scope``. Without
    ``sections`` all is read, to the same tree.

    Raises ContentError with the template line nearest to the mistake.
    """
    if sections is not None:
        try:
            return _parsed(text, source, scope, sections)
        except ContentError:
            pass  # what is wrong is found where it is when all is read
    return _parsed(text, source, scope, None)


def _parsed(text: str, source: str, scope: int | None, sections: Sections | None) -> Node:
    parser = expat.ParserCreate("utf-8")
    builder = _Builder(parser, source, scope)
    reader = sections and sections.of(builder, builder.feed)
    try:
        (reader.read if reader else builder.feed)(text)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        message = f"the template's result is not well-formed markup: {reason}; the mistake is here or soon after"
        raise ContentError([builder.problem("template-markup", message)]) from None
    if builder.root is None:
        raise ContentError([builder.problem("template-empty", "the template's result is empty")])
    if reader:
        reader.keep()
    return builder.root
