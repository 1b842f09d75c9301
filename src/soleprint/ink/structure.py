"""The structure tree: what a screen reader follows (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).

While sheets are painted, every marked-content sequence is noted with its element and page. The tree is made from
those notes in reading order, so it does not matter on which sheet, or in which order, pages are printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from soleprint.ink import syntax
from soleprint.ink.kinds import ElementBody, ParentTree
from soleprint.ink.logical import Annotated, Content, Sequence, with_logical_text
from soleprint.ink.objects import Objects, Raw
from soleprint.ink.own import GAP, Copy, Own, around
from soleprint.ink.paint import Hole
from soleprint.marks import Element, Rect, union
from soleprint.store import Store, personal

STANDARD_TAGS = frozenset(
    ("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "P",
     "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody",
     "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Figure", "Formula")
)  # fmt: skip
"""Those of ISO 32000-1, 14.8.4, that a printed page can use."""
_DOCUMENT = Element("Document")


class Notes:
    """What painting tells about structure."""

    def __init__(self) -> None:
        self.content: dict[int, list[Content]] = {}
        """Page -> its content in reading order."""
        self.figures: dict[Element, tuple[int, list[Rect]]] = {}
        """Figure -> the sheet where it first appears, and where its ink is there."""


class Tree:
    """Elements with their kids in order of first appearance."""

    def __init__(self, content: Iterable[Content]) -> None:
        self.roots: list[Element] = []
        self.kids: dict[Element, list[Element | Content]] = {}
        for item in content:
            self._attach(item.element)
            self.kids[item.element].append(item)

    def _attach(self, element: Element) -> None:
        if element in self.kids:
            return
        if element.tag not in STANDARD_TAGS:
            raise ValueError(f"not a standard structure type: {element.tag!r}")
        if element.tag == "Figure" and not (element.alt or "").strip():
            raise ValueError("a figure has no alternative text; decoration belongs to ARTIFACT")
        parent = element.parent
        if parent is None and element.tag != "Document":
            parent = _DOCUMENT
        self.kids[element] = []
        if parent is None:
            self.roots.append(element)
        else:
            self._attach(parent)
            kids = self.kids[parent]
            # The label of an item is read first, also where it is painted last, on top of a picture.
            kids.insert(0 if element.tag == "Lbl" else len(kids), element)


def add_structure(objects: Objects, notes: Notes, sheets: list[str], order: Iterable[int]) -> str:
    """Add the structure tree; the reference to its root. ``sheets`` are the references of the page objects, ``order``
    lists the pages as they are read."""
    content, texts, holes = with_logical_text([item for page in order for item in notes.content.get(page, ())])
    tree = Tree(content)
    root = Raw()
    root_reference = objects.add(root)
    bodies = {element: ElementBody() for element in tree.kids}
    references = {element: objects.add(body) for element, body in bodies.items()}
    # Of a figure in a slot, the description is each copy's own.
    sequences = [item for item in content if isinstance(item, Sequence)]
    alts = {item.element: item.hole for item in sequences if item.hole and item.element.alt}
    said = {**texts, **dict.fromkeys(holes, GAP)}
    writer = _Writer(references, notes.figures, sheets, said, frozenset(alts))
    for element, kids in tree.kids.items():
        parent = element.parent or (None if element in tree.roots else _DOCUMENT)
        body = writer.element(element, kids, references[parent] if parent else root_reference)
        if element in alts or element in holes:
            objects.make_own(bodies[element], _own(body, alts.get(element), holes.get(element)))
        bodies[element].body = body
    parents = ParentTree(_parent_tree(content, references))
    kids_text = " ".join(references[element] for element in tree.roots)
    root.body = f"<</Type/StructTreeRoot/K[{kids_text}]/ParentTree {objects.add(parents)}>>"
    return root_reference


def _own(body: str, figure: Hole | None, words: Hole | None) -> Own:
    """A structure element that says something else in each copy."""

    def text(copy: Copy) -> str:
        said = copy.shown(figure).filling.alt if figure else copy.shown(words).text if words else ""
        return syntax.string(said)

    return Own(around(body, syntax.string(GAP), text), words=text)


def _parent_tree(content: list[Content], references: Mapping[Element, str]) -> list[tuple[int, str]]:
    """Entries of the parent tree (14.7.4.4): for a page an array by sequence number, for an annotation its element."""
    pages: dict[int, dict[int, str]] = {}
    annotations: dict[int, str] = {}
    for item in content:
        if isinstance(item, Sequence):
            pages.setdefault(item.sheet, {})[item.mcid] = references[item.element]
        else:
            annotations[item.key] = references[item.element]
    arrays = [(sheet, f"[{' '.join(owners[n] for n in sorted(owners))}]") for sheet, owners in sorted(pages.items())]
    return arrays + [(key, f" {reference}") for key, reference in sorted(annotations.items())]


class _Writer(NamedTuple):
    """Bodies of structure elements."""

    references: Mapping[Element, str]
    figures: Mapping[Element, tuple[int, list[Rect]]]
    sheets: list[str]
    texts: Mapping[Element, str]
    open: frozenset[Element]
    """Figures whose description is filled in later."""

    def element(self, element: Element, kids: list[Element | Content], parent: str) -> str:
        sheet = next((kid.sheet for kid in kids if isinstance(kid, Sequence)), None)
        head = f"<</Type/StructElem/S/{element.tag}/P {parent}"
        if sheet is not None:
            head += f"/Pg {self.sheets[sheet]}"
        if kids:
            texts = [self.references[kid] if isinstance(kid, Element) else self._content(kid, sheet) for kid in kids]
            head += f"/K[{' '.join(texts)}]"
        if element.tag == "Figure":
            alt = f"/Alt{syntax.string(GAP if element in self.open else element.alt or '')}"
            return f"{head}{alt}{self._text(element)}{_lang(element)}{self._attributes(element)}>>"
        return f"{head}{self._text(element)}{_own_words(element)}>>"

    def _text(self, element: Element) -> str:
        """The words of an element that is painted otherwise."""
        text = self.texts.get(element)
        return "" if text is None else f"/ActualText{syntax.string(text)}"

    def _content(self, content: Content, sheet: int | None) -> str:
        """A sequence or annotation as a kid of an element that begins on a sheet."""
        page = self.sheets[content.sheet]
        if isinstance(content, Annotated):
            return f"<</Type/OBJR/Obj {content.reference}/Pg {page}>>"
        return str(content.mcid) if content.sheet == sheet else f"<</Type/MCR/Pg {page}/MCID {content.mcid}>>"

    def _attributes(self, element: Element) -> str:
        """Those of a figure, with where it is."""
        owners = {owner: dict(values) for owner, values in element.attributes.items()}
        box = union(self.figures.get(element, (0, []))[1])
        if box is not None:
            owners["Layout"] = {"Placement": "Block", "BBox": box} | owners.get("Layout", {})
        return _owned(owners)


_words: Store[int, tuple[Element, str]] = personal(Store(600))
"""What is said of elements themselves, by their identities: most are those of the last document."""


def _own_words(element: Element) -> str:
    """Description, language and attributes of what is no figure."""
    _, words = _words.get(id(element)) or _words.put(id(element), (element, _said(element)))
    return words


def _said(element: Element) -> str:
    alt = f"/Alt{syntax.string(element.alt)}" if element.alt else ""
    return f"{alt}{_lang(element)}{_owned(element.attributes)}"


def _lang(element: Element) -> str:
    return f"/Lang{syntax.string(element.lang)}" if element.lang else ""


def _owned(owners: Mapping[str, Mapping[str, object]]) -> str:
    """The attributes of an element, by their owners."""
    objects = [
        f"<</O/{owner}{''.join(f'{syntax.name(key)} {_value(value)}' for key, value in values.items())}>>"
        for owner, values in owners.items()
    ]
    several = f"[{''.join(objects)}]" if len(objects) > 1 else "".join(objects)
    return f"/A{several}" if several else ""


def _value(value: object) -> str:
    """An attribute's value: text is a name, as the standard attributes want it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return syntax.number(value)
    if isinstance(value, str):
        return syntax.name(value)
    if isinstance(value, Rect):
        return f"[{syntax.place(value)}]"
    if isinstance(value, (tuple, list)):
        return f"[{' '.join(map(_value, value))}]"
    raise ValueError(f"not an attribute value: {value!r}")
