"""The structure of a tagged file, page by page, made sound (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7).

Types are mapped to the standard ones. Lists and tables stay where they are whole; what would break a rule becomes a
plain division with the same content. A picture without a description cannot be told to anyone: it becomes decoration,
and is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject

from soleprint.clinic.pages.found import Tag
from soleprint.clinic.pages.objects import Unkept, at, plain

MOST_ELEMENTS = 20_000
MOST_NESTED = 60
LONGEST_TEXT = 4_000
"""Of a description."""
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_GROUPS = frozenset(("Part", "Art", "Sect", "Div", "BlockQuote"))
_BLOCKS = frozenset(("P", *(f"H{level}" for level in range(1, 7))))
_SPANS = frozenset(("Span", "Quote", "Code", "Link"))
_LISTS = frozenset(("L", "LI", "Lbl", "LBody"))
_TABLES = frozenset(("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Caption"))
_PICTURES = frozenset(("Figure", "Formula"))
_KEPT = _GROUPS | _BLOCKS | _SPANS | _LISTS | _TABLES | _PICTURES
_LIKE = {
    **dict.fromkeys(("Document", "DocumentFragment", "Aside"), "Sect"),
    **dict.fromkeys(("TOC", "TOCI", "Index", "NonStruct", "Private"), "Div"),
    **dict.fromkeys(("H", "Title"), "H1"),
    **dict.fromkeys(("Note", "FENote", "Reference", "BibEntry", "Annot", "Form", "Em", "Strong", "Sub"), "Span"),
    **dict.fromkeys(("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"), "Span"),
}
"""Standard types that need what is not taken in, with what says least beside their content."""
_OWNERS = {"L": "List", "TH": "Table", "TD": "Table"}
_NUMBERING = frozenset(
    ("/None", "/Disc", "/Circle", "/Square", "/Decimal", "/UpperRoman", "/LowerRoman", "/UpperAlpha", "/LowerAlpha")
)
_ROWS = ("THead", "TBody", "TFoot")
Leaf = tuple[int, int]
"""A page, by the number of its object, and marked content on it."""


class Node:
    """An element with what is in it, in reading order."""

    def __init__(self, tag: str, kids: list[Node | Leaf] | None = None) -> None:
        self.tag = tag
        self.kids: list[Node | Leaf] = kids if kids is not None else []
        self.alt = self.lang = ""
        self.attributes: dict[str, str | int] = {}
        """Of lists and tables."""

    def with_kids(self, kids: list[Node | Leaf], tag: str = "") -> Node:
        """The same with other kids, and perhaps another type."""
        other = Node(tag or self.tag, kids)
        other.alt, other.lang, other.attributes = self.alt, self.lang, self.attributes
        return other


class Page(NamedTuple):
    """The tags of a page, the tag of each piece of marked content in reading order, cells of tables, and how many
    pictures have no description."""

    tags: tuple[Tag, ...]
    owners: dict[int, int]
    cells: tuple[int, ...]
    silent: int


class Structure:
    """The structure of a file; pages are asked for in order, since headings build on those before."""

    def __init__(self, reader: PdfReader) -> None:
        """Raises Unkept for one that cannot be followed."""
        catalog = reader.trailer["/Root"]
        self._roles = at(catalog, "/StructTreeRoot", "/RoleMap")
        self._count = 0
        self._seen: set[int] = set()
        self.root = Node("Sect")
        if at(catalog, "/MarkInfo", "/Marked"):
            self._read(at(catalog, "/StructTreeRoot", "/K"), self.root, None, 0)
        levels = sorted({node.tag for node in _nodes(self.root) if re.fullmatch("H[1-6]", node.tag)})
        self._levels = {tag: min(level, 6) for level, tag in enumerate(levels, 2)}
        self._level = 1

    def page(self, number: int) -> Page | None:
        """The tags of the page with this object number; None where it has none."""
        found = _pruned(self.root, number)
        return _Sounding(self).page(found) if found else None

    def heading(self, tag: str) -> str:
        """The heading that a heading becomes: below those of the booklet, and never more than one level down."""
        self._level = min(self._levels[tag], self._level + 1)
        return f"H{self._level}"

    def _read(self, given: Any, parent: Node, page: int | None, depth: int) -> None:
        if isinstance(given, IndirectObject):
            if given.idnum in self._seen:
                return
            self._seen.add(given.idnum)
        value = plain(given)
        if isinstance(value, ArrayObject):
            for each in value:
                self._read(each, parent, page, depth)
        elif isinstance(value, NumberObject):
            if page is not None:
                parent.kids.append((page, int(value)))
        elif isinstance(value, DictionaryObject):
            self._read_dictionary(value, parent, page, depth)

    def _read_dictionary(self, value: DictionaryObject, parent: Node, page: int | None, depth: int) -> None:
        own = value.get("/Pg")
        page = own.idnum if isinstance(own, IndirectObject) else page
        kind = at(value, "/Type")
        if kind == "/MCR":
            if at(value, "/Stm") is not None:
                raise Unkept("tags inside of drawings")
            if page is not None:
                parent.kids.append((page, int(at(value, "/MCID") or 0)))
        elif kind != "/OBJR":
            self._count += 1
            if self._count > MOST_ELEMENTS or depth > MOST_NESTED:
                raise Unkept("more tags than can be followed")
            node = self._node(value)
            parent.kids.append(node)
            self._read(value.get("/K"), node, page, depth + 1)

    def _node(self, value: DictionaryObject) -> Node:
        node = Node(self._standard(str(at(value, "/S") or "/")[1:]))
        said = str(at(value, "/Alt") or at(value, "/ActualText") or "").strip()
        node.alt = said[:LONGEST_TEXT] if node.tag in _PICTURES | {"Span"} else ""
        lang = str(at(value, "/Lang") or "")
        node.lang = lang if LANGUAGE.fullmatch(lang) else ""
        given = at(value, "/A")
        for each in map(plain, given) if isinstance(given, ArrayObject) else [given]:
            node.attributes |= _attributes(each)
        return node

    def _standard(self, tag: str) -> str:
        """The standard type that a type stands for."""
        for _ in range(10):
            if tag in _KEPT or tag in _LIKE:
                break
            mapped = at(self._roles, "/" + tag)
            if mapped is None:
                break
            tag = str(mapped)[1:]
        return _LIKE.get(tag, tag) if tag in _KEPT or tag in _LIKE else ""


def _attributes(given: Any) -> dict[str, str | int]:
    """What is kept of an attribute object (14.8.5): how a list is numbered, what cells span and head."""
    owner, found = at(given, "/O"), dict[str, str | int]()
    if owner == "/List" and at(given, "/ListNumbering") in _NUMBERING:
        found["ListNumbering"] = str(at(given, "/ListNumbering"))[1:]
    if owner == "/Table":
        for key in ("ColSpan", "RowSpan"):
            value = at(given, "/" + key)
            if isinstance(value, NumberObject) and 1 < int(value) < 100:
                found[key] = int(value)
        if at(given, "/Scope") in ("/Row", "/Column", "/Both"):
            found["Scope"] = str(at(given, "/Scope"))[1:]
    return found


def _nodes(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        if isinstance(kid, Node):
            yield kid
            yield from _nodes(kid)


def _pruned(node: Node, page: int) -> Node | None:
    """What of an element is on a page; None for nothing. Of a row of a table, all cells."""
    kids: list[Node | Leaf] = []
    found = False
    for kid in node.kids:
        if not isinstance(kid, Node):
            if kid[0] == page:
                kids.append(kid)
                found = True
            continue
        inner = _pruned(kid, page)
        found = found or inner is not None
        if inner is None and kid.tag in ("TH", "TD"):
            inner = kid.with_kids([])
        if inner is not None:
            kids.append(inner)
    return node.with_kids(kids) if found else None


class _Sounding:
    """The elements of one page, made sound and put in a row."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.tags: list[Tag] = []
        self.owners: dict[int, int] = {}
        self.cells: list[int] = []
        self.silent = 0

    def page(self, root: Node) -> Page:
        for kid in root.kids:
            if isinstance(kid, Node):
                self._put(_sound(kid, ""), -1)
        return Page(tuple(self.tags), self.owners, tuple(self.cells), self.silent)

    def _put(self, node: Node, parent: int) -> None:
        if node.tag in _PICTURES and not node.alt:
            self.silent += 1
            return
        tag = self.structure.heading(node.tag) if re.fullmatch("H[1-6]", node.tag) else node.tag
        tag = "Span" if tag == "Link" and above(self.tags, parent, "Link") >= 0 else tag
        own = len(self.tags)
        attributes = {_OWNERS[tag]: node.attributes} if node.attributes and tag in _OWNERS else {}
        self.tags.append(Tag(tag, parent, node.alt, node.lang, attributes))
        if tag in ("TH", "TD"):
            self.cells.append(own)
        for kid in node.kids:
            if isinstance(kid, Node):
                self._put(kid, own)
            else:
                self.owners.setdefault(kid[1], own)


def above(tags: Sequence[Tag], number: int, tag: str) -> int:
    """The nearest of this type from an element on outwards; -1 for none."""
    while number >= 0 and tags[number].tag != tag:
        number = tags[number].parent
    return number


def _sound(node: Node, parent: str) -> Node:
    """An element in one of type ``parent``, with all that is in it, as the standards want it."""
    tag = node.tag
    if tag == "Table":
        table = _table(node)
        if table is not None:
            return table
    elif tag == "L":
        return node.with_kids([_item(kid) for kid in node.kids])
    elif tag == "LI" and parent == "L":
        return node.with_kids([_in_item(kid) for kid in node.kids])
    if tag in _KEPT - _TABLES - {"LI", "Lbl", "LBody"}:
        return _inner(node, tag)
    if (tag, parent) in (("Lbl", "LI"), ("LBody", "LI"), ("TH", "TR"), ("TD", "TR")):
        return _inner(node, tag)
    return _inner(node, _general(node, parent))


def _general(node: Node, parent: str) -> str:
    """A type that says nothing, for one that would be out of place."""
    if parent in _BLOCKS | _SPANS:
        return "Span"
    return "Div" if any(isinstance(kid, Node) and kid.tag not in _SPANS for kid in node.kids) else "P"


def _inner(node: Node, tag: str) -> Node:
    return node.with_kids([_sound(kid, tag) if isinstance(kid, Node) else kid for kid in node.kids], tag)


def _item(kid: Node | Leaf) -> Node:
    """What is in a list, as an item of it."""
    if isinstance(kid, Node) and kid.tag == "LI":
        return _sound(kid, "L")
    return Node("LI", [Node("LBody", [_sound(kid, "LBody") if isinstance(kid, Node) else kid])])


def _in_item(kid: Node | Leaf) -> Node:
    """What is in an item, as its label or body."""
    if isinstance(kid, Node) and kid.tag in ("Lbl", "LBody"):
        return _sound(kid, "LI")
    return Node("LBody", [_sound(kid, "LBody") if isinstance(kid, Node) else kid])


def _table(node: Node) -> Node | None:
    """A table whose rows are equally long and hold cells alone, perhaps with a caption first; None for another."""
    kids, caption = node.kids, list[Node | Leaf]()
    if kids and isinstance(kids[0], Node) and kids[0].tag == "Caption":
        caption, kids = [_inner(kids[0], "Caption")], kids[1:]
    rows: list[Node] = []
    for kid in kids:
        inside = kid.kids if isinstance(kid, Node) and kid.tag in _ROWS else [kid]
        rows += [each for each in inside if isinstance(each, Node)]
        if len(inside) != sum(isinstance(each, Node) and each.tag == "TR" for each in inside):
            return None
    if not rows or not _is_even(rows):
        return None
    return node.with_kids([*caption, *(_row(row, first=place == 0) for place, row in enumerate(rows))])


def _is_even(rows: list[Node]) -> bool:
    """Whether cells, with all that they span, fill rows of one length."""
    taken: dict[int, set[int]] = {}
    for place, row in enumerate(rows):
        at_column = 0
        for cell in row.kids:
            if not isinstance(cell, Node) or cell.tag not in ("TH", "TD"):
                return False
            while at_column in taken.get(place, ()):
                at_column += 1
            wide, tall = int(cell.attributes.get("ColSpan", 1)), int(cell.attributes.get("RowSpan", 1))
            for each in range(place, min(place + tall, len(rows))):
                taken.setdefault(each, set()).update(range(at_column, at_column + wide))
            at_column += wide
    lengths = {len(columns) for columns in taken.values()}
    return len(lengths) == 1 and len(taken) == len(rows)


def _row(row: Node, first: bool) -> Node:
    cells: list[Node | Leaf] = []
    for place, cell in enumerate(row.kids):
        assert isinstance(cell, Node)
        made = _inner(cell, cell.tag)
        if made.tag == "TH" and "Scope" not in made.attributes:
            made.attributes = made.attributes | {"Scope": "Row" if place == 0 and not first else "Column"}
        cells.append(made)
    return row.with_kids(cells)
