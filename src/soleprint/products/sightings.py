"""Which text of the content stands where on the pages of a product.

The template is run once more with texts that say which they are (``content.locale.traced``). So each paragraph of a
document, and each description of a picture, is known by its words and by the texts that it is made of. Its pages are
those that are printed: what is on them is looked up by its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from soleprint.compose import Node, compose
from soleprint.compose.markup import INLINE, TEXTUAL
from soleprint.content.library import Library
from soleprint.content.locale.traced import Span, TracedCatalogue
from soleprint.figures import Illustrator
from soleprint.marks import ARTIFACT, Element, GlyphRun, Page, Rect
from soleprint.products.context import items
from soleprint.products.look import look_for
from soleprint.products.make import contexts_of
from soleprint.products.materials import Materials
from soleprint.products.product import TEMPLATE
from soleprint.products.sayings import NUMBER, Sayings, fold

if TYPE_CHECKING:
    from soleprint.figures.illustrator import Subject
    from soleprint.products.draft import Document, Draft

_WITHIN = frozenset({"Span", "Link", "Reference", "Quote"})
"""Structure types of what stands inside a paragraph."""


class Sighting(Struct, frozen=True):
    """Where a text stands: page, from 0, and the rectangle of its first line; None where it is only read aloud."""

    context: str
    page: int
    box: Rect | None
    rtl: bool = False


class TracedMaterials(Materials, frozen=True, dict=True):
    """Materials whose texts say which they are."""

    @cached_property
    def catalogue(self) -> TracedCatalogue:
        return TracedCatalogue(self.content, self.lang)

    @cached_property
    def library(self) -> Library:
        return Library(self.content, lang=self.lang, catalogue=self.catalogue)


@lru_cache(maxsize=4)
def traced_materials(materials: Materials) -> TracedMaterials:
    """The same materials with texts that say which they are."""
    return TracedMaterials(*(getattr(materials, name) for name in Materials.__struct_fields__))


def sightings_of(draft: Draft) -> list[tuple[Sighting, ...]]:
    """What stands on each page of a product in one language."""
    traced = traced_materials(draft.materials[0])
    found: list[tuple[Sighting, ...]] = []
    for document in draft.documents:
        found += _by_page(document.layout.pages, _sayings(draft, document, traced))
    return found


def sightings_of_phrases(draft: Draft, pages: Sequence[Page]) -> list[tuple[Sighting, ...]]:
    """What stands on pages made of phrases alone, such as the instructions of a product."""
    said = Sayings()
    for name, text in draft.materials[0].library.phrases().items():
        said.add(text, [Span(f"phrases/{name}", 0, len(text))])
    return _by_page(pages, said)


def _sayings(draft: Draft, document: Document, traced: TracedMaterials) -> Sayings:
    """What the paragraphs and pictures of a document may say."""
    order, catalogue, found = draft.order, traced.catalogue, Sayings()
    ids = [item.routine.id for item in document.items]
    chosen = items(traced.library, order, ids)[0] if ids else []
    (names,) = contexts_of(order, [traced], draft.clinic, draft.sizes, chosen, {})
    look = look_for(order, [traced], draft.clinic, chosen)
    tree = compose(traced.templates, order.name + TEMPLATE, {**names, "second": None, "fallbacks": True})
    for text in paragraphs(tree, traced.typesetter.numerals):
        found.add(*catalogue.read(text))
    for figure in _figures(tree):
        found.add(*catalogue.read(_alt(look.subject(figure), traced.illustrator)))
    return found


def _alt(subject: object, illustrator: Illustrator) -> str:
    """The description of what a figure shows: of a ready symbol, or of what the figures room draws."""
    if isinstance(subject, tuple):
        return str(subject[1])
    return illustrator.alt(cast("Subject", subject))


def paragraphs(node: Node, numerals: Callable[[str], str]) -> Iterator[str]:
    """The words of each paragraph below a node, with the number before it; a page number stands as one character."""
    if node.tag in TEXTUAL:
        words, *headings = _pieces(node.children)
        yield from (numerals(node.get("number")) + words, *headings)
        return
    for bare, run in groupby(node.children, lambda child: isinstance(child, str) or child.tag in INLINE):
        if bare:
            yield from _pieces(tuple(run))
        else:
            for child in run:
                if isinstance(child, Node):
                    yield from paragraphs(child, numerals)


def _pieces(children: Sequence[Node | str]) -> list[str]:
    """The words of a paragraph, and those of each heading that is run into it: on its page it is no part of it."""
    headings: list[str] = []

    def said(child: Node | str) -> str:
        if isinstance(child, str):
            return child
        if child.tag == "number":
            return NUMBER
        words = "".join(map(said, child.children))
        if child.get("heading"):
            headings.append(words)
            return ""
        return words

    return ["".join(map(said, children)), *headings]


def _figures(node: Node) -> Iterator[Node]:
    for child in node.elements:
        if child.tag == "figure":
            yield child
        else:
            yield from _figures(child)


def _by_page(pages: Sequence[Page], said: Sayings) -> list[tuple[Sighting, ...]]:
    every = list(_sightings(pages, said))
    return [tuple(sighting for sighting in every if sighting.page == number) for number in range(len(pages))]


def _sightings(pages: Sequence[Page], said: Sayings) -> Iterator[Sighting]:
    """Where texts stand, in the order in which they are read: a paragraph is one, on however many lines and pages."""
    marks = [(number, mark) for number, page in enumerate(pages) for mark in page.marks]
    lines: dict[Element, list[tuple[int, GlyphRun]]] = {}
    for number, mark in marks:
        if isinstance(mark.item, GlyphRun):
            # A running foot has no place in the structure: each of its lines is one.
            block = Element("Artifact") if mark.owner is ARTIFACT else _block(mark.owner)
            lines.setdefault(block, []).append((number, mark.item))
    for runs in lines.values():
        yield from _in(runs, said)
    for number, mark in marks:
        if mark.owner.tag == "Figure" and mark.owner.alt:
            yield from (Sighting(context, number, None) for context, _ in said.read(fold([mark.owner.alt])[0]))


def _in(runs: Sequence[tuple[int, GlyphRun]], said: Sayings) -> Iterator[Sighting]:
    folded, places = fold([run.text for _, run in runs])
    for context, start in said.read(folded):
        number, at = places[min(start, len(places) - 1)]
        page, run = runs[number]
        yield Sighting(context, page, _from(run, at), run.rtl)


def _from(run: GlyphRun, start: int) -> Rect:
    """The rectangle of a line from a character on."""
    scale = run.size / run.font.upem
    glyphs = reversed(run.glyphs) if run.rtl else run.glyphs
    passed = said = 0.0
    for glyph in glyphs:
        if said >= start:
            break
        said += len(glyph.text)
        passed += glyph.advance * scale
    x, y = run.origin
    low, high = y + run.font.descent * scale, y + run.font.ascent * scale
    return Rect(x, low, x + run.width - passed, high) if run.rtl else Rect(x + passed, low, x + run.width, high)


def _block(element: Element) -> Element:
    while element.tag in _WITHIN and element.parent is not None:
        element = element.parent
    return element
