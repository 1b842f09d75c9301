"""The checks on the pages of a product before they go on paper: type and ink in their places, nothing unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from soleprint.content.safety import Piece, credit_piece, pieces
from soleprint.errors import ContentError, Finding
from soleprint.files.folders import find, shown
from soleprint.preflight.carried import missing_pieces, page_text
from soleprint.preflight.pages import Limits, check_page, passed
from soleprint.products.context import safety_of
from soleprint.products.product import TEMPLATE

if TYPE_CHECKING:
    from soleprint.compose import Node
    from soleprint.marks import Page
    from soleprint.products.draft import Document, Draft
    from soleprint.products.materials import Materials
    from soleprint.products.order import Order


OWN = "own-picture"
"""The scene of a figure that is a picture of one's own."""


def check_pages(draft: Draft, pages: Sequence[Page]) -> list[Finding]:
    """Warnings about the pages. Raises ContentError for what must not be printed."""
    order, sizes = draft.order, draft.sizes
    findings: list[Finding] = []
    number = 0
    for document in draft.documents:
        findings += _unplaced(document)
        own = pages[number : number + len(document.layout.pages)]
        for index, (page, base) in enumerate(zip(own, document.layout.bases, strict=True)):
            hands = document.look.theme.hand_sizes(base)
            if order.product.type.by == "distance":
                limits = Limits(sizes.hand_cap if index % order.sides else sizes.cap, hand_sizes=hands)
            else:
                limits = Limits(0.0, hand_sizes=hands, points=sizes.smallest)
            if order.product.pages.kind != "drawing":
                styles = partial(document.look.theme.styles_of, base=base)
                findings += check_page(page, limits, _page_name(order, document, index), styles)
        number += len(own)
        findings += missing_pieces(
            page_text(own),
            [*pieces_of(order, draft.materials, document.contexts), *_credits(document, order)],
            template_shown(order, draft.materials),
        )
    _refuse_odd_sides(order, pages)
    return passed(findings)


def _credits(document: Document, order: Order) -> Iterator[Piece]:
    """Whose the pictures are that are shown, in each language."""
    figures = document.tree.figures if order.product.pages.kind != "drawing" else ()
    if any(node.get("scene") == OWN for node in figures):
        yield from (credit_piece(names["credit_line"]) for names in document.contexts)


def _unplaced(document: Document) -> Iterator[Finding]:
    """Links, and page numbers, of places that the document has but that stand on none of its pages: in an option that
    was not taken, or on a page to fill up with."""
    pages = document.layout.pages
    placed = {anchor.name for page in pages for anchor in page.anchors}
    if placed.issuperset(document.tree.targets):
        return
    linked = {link.target[1:] for page in pages for link in page.links if link.target.startswith("#")}
    for node in _shown(document.tree):
        name = node.get("of") if node.tag == "number" else node.get("href").removeprefix("#")
        if name not in placed and (node.tag == "number" or name in linked):
            message = (
                f'<{node.tag}>: the heading with the id "{name}" stands on none of the pages; link to one that does'
            )
            yield Finding("dangling-link", message, node.source, node.line, 1)


def _shown(node: Node, taken: bool = True) -> Iterator[Node]:
    """The links below a node, and the page numbers outside of options, which may not be taken."""
    for child in node.elements:
        if child.tag in ("a", "entry") or (child.tag == "number" and taken):
            yield child
        yield from _shown(child, taken and child.tag != "option")


def _page_name(order: Order, document: Document, index: int) -> str:
    if order.product.pages.kind != "faces" or len(document.items) != 1:
        return f"page {index + 1}"
    side = "back" if index % order.sides else "front"
    return f"{document.items[0].routine.id}, {side}"


def _refuse_odd_sides(order: Order, pages: Sequence[Page]) -> None:
    if order.sides == 2 and len(pages) % 2:
        message = f"{len(pages)} pages are no fronts and backs in turn; each front needs a <page> behind it"
        raise ContentError([Finding("odd-sides", message, order.name + TEMPLATE)])


def template_shown(order: Order, stock: Sequence[Materials]) -> str:
    """The order's template as messages name it."""
    path = find(stock[0].templates, order.name + TEMPLATE)
    return shown(path, "templates") if path else order.name + TEMPLATE


def pieces_of(order: Order, stock: Sequence[Materials], contexts: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """What the pages of a document must hold, in each of its languages; ``contexts`` are what its template is given."""
    found: list[Piece] = []
    if order.product.pages.kind == "drawing" or not contexts[0]["items"]:
        return found
    for material, names in zip(stock, contexts, strict=True):
        library, chosen = material.library, names["items"]
        lines = {"review": names["review_line"], "draft": names["draft_line"]}
        found += pieces(chosen, safety_of(library, chosen), library.phrases(), lines, order.product.carries)
    numbers = contexts[0]["emergency"]
    if numbers is not None:
        way = (numbers.ambulance,)
        found.append(Piece(f"the emergency number {numbers.ambulance}", "emergency.ambulance", (way,)))
    return found
