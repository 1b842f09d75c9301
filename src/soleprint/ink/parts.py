"""What each copy of a layout has of its own in a volume: pages, annotations, bookmarks, structure elements, streams.

Their numbers follow each other: the copy's bookmark; what is as long in all copies; elements with words of the copy's
own; streams; and the object stream that all but the bookmark and the streams are in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from soleprint.ink import syntax
from soleprint.ink.deflated import deflated, joined, stored
from soleprint.ink.kinds import Annotation, Bookmark, ElementBody, Outlines, ParentTree
from soleprint.ink.longfile import LongFile
from soleprint.ink.objects import Page, PageTree
from soleprint.ink.own import GAP, Copy
from soleprint.ink.pageparts import LEAF, own_streams, page_body
from soleprint.ink.shared import Source
from soleprint.ink.template import Template, own, renumbered, step_for

_WORDS = b"\xfc"
"""Stands for words of the copy's own. What is around it is ASCII."""
_LONG = re.compile(rb"\((?:[^\\()]|\\.){24,}\)|<FEFF[0-9A-F]{24,}>", re.DOTALL)
"""Strings that are longer than a reference."""
_ATTRIBUTES = re.compile(rb"/A(<<(?:(?!/A<<)[^\xfe])*>>)>>$", re.DOTALL)
"""What an element ends with, or the action of a link."""
_WIDTH = 7
"""Characters of the number of a node of the page tree."""
_GAP = syntax.string(GAP).encode("ascii")


class _Worded(NamedTuple):
    """An element with words of the copy's own."""

    at: int
    body: Template
    words: Callable[[Copy], str]


class Parts:
    """The objects of a copy, ready to be numbered. ``document`` is the element of the file that all copies are in,
    ``lang`` the language of the layout where that is not the file's."""

    def __init__(self, source: Source, document: int, lang: str) -> None:
        self.source = source
        self._document, self._lang = document, lang
        self._root = int(source.objects.catalog.StructTreeRoot.split()[0])
        pages, links, elements = source.numbers(Page), source.numbers(Annotation), source.numbers(ElementBody)
        worded = {number: words for number in elements if (words := self._words(number))}
        plain = [number for number in elements if number not in worded]
        fixed = [*pages, *links, *source.numbers(Bookmark), *plain, *source.numbers(ParentTree)]
        streams = own_streams(source)
        self._at = {number: at for at, number in enumerate([*fixed, *worded, *streams], 1)}
        self._keys = {source.by_number[number].key: self._at[number] for number in links}
        self._keys |= {int(source.by_number[number].StructParents or -1): self._at[number] for number in pages}
        self.packed = len(fixed) + len(worded)
        """How many are in the object stream."""
        self.step = step_for(len(self._at) + 2)
        self.size = -(-(len(self._at) + 2) // self.step) * self.step
        self.pages = [self._at[number] for number in pages]
        self.streams = list(streams.values())
        self.leaf = len(fixed)
        """The node of the parent tree."""
        self.keys = sorted(at for key, at in self._keys.items() if key >= 0)
        self.roots = [self._at[number] for number in elements if self._is_root(number)]
        self.bookmark = Template(self._bookmark())
        self._fixed = [self._body(number) for number in fixed]
        self._bodies = Template(b"\n".join(self._fixed))
        self._indices: dict[int, tuple[Template, int]] = {}
        self._worded = [self._with_words(number, words) for number, words in worded.items()]

    def write(self, file: LongFile, leaf: int, first: int, copy: Copy) -> None:
        """Write what the copy whose numbers begin with ``first`` has; its pages are in ``leaf``."""
        for number, stream in enumerate(self.streams, first + self.packed + 1):
            file.stream(number, b"", stream.text(copy))
        digits = len(str(first))
        start, offset = self._indices.get(digits) or self._indices.setdefault(digits, _index(self._fixed, digits))
        index, bodies = [b""], [b""]
        for at, template, words in self._worded:
            body = template.at(first).replace(_WORDS, words(copy).encode("ascii"))
            index.append(b"%d %d" % (first + at, offset))
            bodies.append(body)
            offset += len(body) + 1
        number = first + self.packed + len(self.streams) + 1
        more, rest, last = {LEAF: b"%0*d" % (_WIDTH, leaf)}, b" ".join(index) + b"\n", b"\n".join(bodies)
        before, middle = start.at(first), self._bodies.at(first).replace(LEAF, more[LEAF])
        text = b"".join((before, rest, middle, last))
        one, other = start.deflated(first, {}), self._bodies.deflated(first, more)
        data = joined([one, stored(rest), other], last, text) if one and other else deflated(text)
        file.pack(number, first + 1, self.packed, len(before) + len(rest), data)

    def _words(self, number: int) -> Callable[[Copy], str] | None:
        element = self.source.own(number)
        return element.words if element else None

    def _is_root(self, number: int) -> bool:
        return f"/P {self._root} 0 R" in self.source.by_number[number].body

    def _number(self, number: int) -> bytes:
        """What is written for the number of an object of the layout."""
        if number in self._at:
            return own(self._at[number])
        if number == self._root:
            return b"%d" % self._document
        obj = self.source.by_number[number]
        if isinstance(obj, PageTree):
            return LEAF
        return own(0) if isinstance(obj, Outlines) else b"%d" % self.source.place(number)

    def _renumbered(self, body: bytes) -> bytes:
        return renumbered(body, self._number, lambda key: own(self._keys[key]))

    def _body(self, number: int) -> bytes:
        obj = self.source.by_number[number]
        if isinstance(obj, Page):
            return page_body(self.source, obj, self._renumbered)
        if isinstance(obj, ParentTree):
            return self._parents(obj)
        body: bytes = obj.format(None)
        if isinstance(obj, ElementBody) and self._is_root(number):
            lang = f"/Lang{syntax.string(self._lang)}" if self._lang and b"/Lang" not in body else ""
            body = body.replace(b"/S/Document", b"/S/Part" + lang.encode("ascii"), 1)
        if isinstance(obj, ElementBody):
            body = body.replace(b"/Type/StructElem", b"", 1)  # optional, and a sixth of all there is
        return self._slim(self._renumbered(body))

    def _slim(self, body: bytes) -> bytes:
        """An object with references to what is long in it and the same in all copies."""
        body = _LONG.sub(lambda found: self._shared(b" ", found[0]), body)
        return _ATTRIBUTES.sub(lambda found: self._shared(b"/A ", found[1]) + b">>", body)

    def _shared(self, name: bytes, value: bytes) -> bytes:
        return name + b"%d 0 R" % self.source.shared.dictionary(value)

    def _parents(self, tree: ParentTree) -> bytes:
        """The node of the parent tree with the copy's entries. A page's key is its number, as is an annotation's."""
        entries = sorted((self._keys[key], text.encode("ascii")) for key, text in tree.entries)
        rows = b"\n".join([own(at) + self._renumbered(text) for at, text in entries])
        return b"<</Limits[%b %b]/Nums[%b]>>" % (own(entries[0][0]), own(entries[-1][0]), rows)

    def _with_words(self, number: int, words: Callable[[Copy], str]) -> _Worded:
        body = self._body(number)
        return _Worded(self._at[number], Template(body.replace(_GAP, _WORDS)), words)

    def _bookmark(self) -> bytes:
        """Where the copy's bookmark leads, and those below it, which are closed."""
        entries = b"/Dest[%b 0 R/Fit]" % own(self.pages[0])
        for number in self.source.numbers(Outlines):
            names = self.source.by_number[number].dict
            kids = f"/First {names['First']}/Last {names['Last']}/Count -{names['Count']}"
            entries += self._renumbered(kids.encode("ascii"))
        return entries


def _index(bodies: list[bytes], digits: int) -> tuple[Template, int]:
    """The index of objects that follow each other, from the copy's second one on, and how long they are."""
    parts, offset = [], 0
    for at, body in enumerate(bodies, 1):
        parts.append(own(at) + b" %d" % offset)
        offset += Template(body).size(digits) + (_WIDTH - 1) * body.count(LEAF) + 1
    return Template(b" ".join(parts)), offset
