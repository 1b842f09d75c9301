"""What a publication says, in the order in which it is read out: its words, and for its pictures what is said of them.

It follows the same tree that goes into the PDF, so a person who reads this text is told what a screen reader tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from soleprint.ink.logical import Content, Sequence
from soleprint.ink.structure import Tree
from soleprint.marks import ARTIFACT, SOFT_HYPHEN, Element, Excerpt, GlyphRun, Group

if TYPE_CHECKING:
    from soleprint.marks import Primitive, Publication

Kind = Literal["heading", "figure", "item", "text"]
_INLINE = frozenset(("Span", "Link", "Quote", "Code", "Reference"))
"""Structure types that are part of the paragraph around them."""


class Passage(Struct, frozen=True):
    """A heading, paragraph, item of a list or figure. ``lang`` is the language that it is in (BCP 47)."""

    kind: Kind
    text: str
    lang: str


def passages(publication: Publication) -> tuple[Passage, ...]:
    """All that is read out; what is only painted, such as running feet, is not."""
    tree = Tree(_content(publication))
    return tuple(found for root in tree.roots for found in _Reader(tree, publication.lang).read(root))


def _content(publication: Publication) -> Iterator[Sequence]:
    pages = publication.pages
    for number in sorted(range(len(pages)), key=lambda n: n if (read := pages[n].read) is None else read):
        for mark in pages[number].marks:
            if mark.owner is not ARTIFACT:
                yield Sequence(mark.owner, number, 0, "".join(_words(mark.item)))


def _words(item: Primitive) -> Iterator[str]:
    if isinstance(item, GlyphRun | Excerpt):
        yield item.text.replace(SOFT_HYPHEN, "")
    elif isinstance(item, Group):
        for inner in item.items:
            yield from _words(inner)


class _Reader:
    """Reads elements one after the other; the label of an item waits for the words that it stands before."""

    def __init__(self, tree: Tree, lang: str) -> None:
        self._tree, self._lang, self._label = tree, lang, ""

    def read(self, element: Element, kind: Kind = "text") -> Iterator[Passage]:
        """The passages of an element and of those in it. ``kind`` is that of the words right in it."""
        if element.alt:
            yield Passage("figure", element.alt, self._lang_of(element))
            return
        words = ""
        for kid in self._tree.kids[element]:
            if not isinstance(kid, Element) or kid.tag in _INLINE:
                words += self._said(kid)
            elif kid.tag == "Lbl":
                self._label = self._said(kid).strip()
            else:
                yield from self._passage(words, kind, element)
                words = ""
                yield from self.read(kid, _kind(kid, kind))
        yield from self._passage(words, kind, element)

    def _passage(self, words: str, kind: Kind, element: Element) -> Iterator[Passage]:
        text = " ".join(f"{self._label} {words}".split())
        if words.strip():
            self._label = ""
            yield Passage(kind, text, self._lang_of(element))

    def _said(self, content: Element | Content) -> str:
        if isinstance(content, Element):
            return content.alt or "".join(map(self._said, self._tree.kids[content]))
        return content.text if isinstance(content, Sequence) else ""

    def _lang_of(self, element: Element | None) -> str:
        while element is not None and element.lang is None:
            element = element.parent
        return self._lang if element is None or element.lang is None else element.lang


def _kind(element: Element, around: Kind) -> Kind:
    if element.tag.startswith("H"):
        return "heading"
    return "item" if element.tag == "LI" or around == "item" else "text"
