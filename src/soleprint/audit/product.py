"""Auditing a product as it would be printed: its facts are read from the composed document and the painted pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from soleprint.audit import Facts, Figure, Paragraph, Report, audit, measure
from soleprint.audit.facts import Role
from soleprint.compose import Node
from soleprint.errors import UsageProblem
from soleprint.marks import Element, Page
from soleprint.products.draft import Draft
from soleprint.products.make import set_pages
from soleprint.products.order import read_order

BAR = 0.9
"""Share of the decided questions that it must pass: below 90 % the CDC's index says to revise."""
HEADINGS: Mapping[str, Role] = {
    "who-for": "audience",
    "do-not-massage-if": "safety",
    "before-you-start": "safety",
    "when-to-stop": "stop",
    "who-to-call": "stop",
    "emergency": "stop",
    "summary": "summary",
    "plan": "checklist",
    "diary": "checklist",
    "your-notes": "checklist",
    "evidence": "evidence",
}
"""Phrases that are headings, with the role of what stands under them."""


class Block(Struct, frozen=True):
    """A paragraph or picture with the elements it lies in, outermost first, and the heading above it.

    ``numbered``: that heading has a number, as the steps of easy read have.
    """

    node: Node
    inside: tuple[Node, ...]
    heading: str
    numbered: bool = False

    @property
    def in_panel(self) -> bool:
        return any(node.tag == "panel" for node in self.inside)

    @property
    def item(self) -> Node | None:
        """The list item it belongs to."""
        return next((node for node in reversed(self.inside) if node.tag == "li"), None)


def audit_product(product: str, routines: str | Iterable[str] = (), /, *, all: bool = False, **options: Any) -> Report:
    """The audit of a product as it would be printed; ``options`` are those of ``soleprint.make``.

    Raises the errors that making it raises, and UsageProblem for a product without routines.
    """
    order = read_order(product, routines, options, every=all)
    if order.product.documents == "none" or order.product.pages.kind == "drawing":
        raise UsageProblem(f"The product {product!r} has no text to audit.", code="not-for-product")
    return audit(facts(set_pages(order)))


def facts(draft: Draft) -> Facts:
    """What the product says, and how it is set: of several documents the first. What the template was given counts
    only where it is printed."""
    document = draft.documents[0]
    names, words = document.contexts[0], document.contexts[0]["words"]
    blocks = list(_blocks(document.tree))
    printed = " ".join(block.node.text for block in blocks)
    profile, emergency = names["profile"], names["emergency"]
    number = emergency.ambulance if emergency else ""

    def shown(value: object) -> str:
        return str(value) if value and " ".join(str(value).split()) in printed else ""

    return Facts(
        lang=draft.order.lang,
        script=names["script"],
        title=names["title"],
        headings=tuple(block.node.text for block in blocks if block.node.tag in ("h2", "h3")),
        paragraphs=tuple(_paragraphs(blocks, names)),
        figures=tuple(_figures(blocks, document.layout.pages)),
        steps=sum(len(item.steps) for item in document.items),
        type=measure(document.layout.pages),
        # Panels are not pages: a folded leaflet is one piece of paper.
        pages=1 if draft.leaf and draft.leaf.folds else len(document.layout.pages),
        edition=names["edition"],
        page_numbers=_numbered(document.tree),
        author=shown(names["author"]),
        contact=next(filter(None, map(shown, (profile.phone, profile.email, profile.web))), "") if profile else "",
        feedback=shown(profile.feedback.contact) if profile and profile.feedback else "",
        emergency=shown(number),
        sources=sum(bool(shown(source)) for source in names["sources"]),
        version=shown(names["version"]),
        issued=names["issued_on"] if shown(names["issued"]) else None,
        review_by=names["review_on"] if shown(names["review_by"]) else None,
        review_stated=bool(shown(names["review_line"])),
        translation_stated=bool(shown(names["draft_line"])),
        other_formats=bool(shown(words["other-formats"])),
    )


def _blocks(node: Node) -> Iterator[Block]:
    """Headings, paragraphs, list items without paragraphs, and pictures, in the order of reading."""
    heading, numbered = "", False
    for inside in _walk(node, ()):
        found = inside[-1]
        if found.tag in ("h2", "h3"):
            heading, numbered = found.text, bool(found.get("number"))
        yield Block(found, inside[:-1], heading, numbered)


def _walk(node: Node, inside: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    if node.tag == "running" or node.get("filler") == "yes":
        return
    if node.tag in ("h1", "h2", "h3", "p", "figure") or (node.tag == "li" and not node.elements):
        yield (*inside, node)
        return
    # Of alternatives the first: the one that a template would rather have.
    for child in node.elements[:1] if node.tag == "choose" else node.elements:
        yield from _walk(child, (*inside, node))


def _paragraphs(blocks: Sequence[Block], names: Mapping[str, Any]) -> Iterator[Paragraph]:
    roles = {names["words"][name]: role for name, role in HEADINGS.items()}
    titles = {item.routine.title for item in names["items"]}
    for block in blocks:
        node = block.node
        if node.tag in ("p", "li") and node.text:
            listed = node.tag == "li" or block.item is not None or block.numbered
            role = _role(block, names, roles, titles)
            yield Paragraph(node.text, role, marked=_stands_out(block), listed=listed)


def _role(block: Block, names: Mapping[str, Any], roles: Mapping[str, Role], titles: set[str]) -> Role:
    """What a paragraph is for: by its own words where it is one of the template's, else by the heading above it."""
    said, words = block.node.text, names["words"]
    if block.node.get("style") == "small":
        return "small"
    if said == words["main-message"]:
        return "main-message"
    if said == words["leaflet-purpose"]:
        return "purpose"
    if said in {item.routine.about for item in names["items"]}:
        return "why"
    if block.item is not None and block.item.get("number"):
        return "step"
    if block.numbered:
        return "tip" if block.in_panel else "step"
    if block.heading in titles:
        if block.item is not None:
            return "step"
        return "tip" if block.in_panel else "before"
    return roles.get(block.heading, "tip")


def _stands_out(block: Block) -> bool:
    """Whether a paragraph is in a panel, or has bold words."""
    bold = block.node.get("style") in ("strong", "message") or any(
        child.tag == "strong" for child in block.node.elements
    )
    return bold or block.in_panel


def _figures(blocks: Sequence[Block], pages: Sequence[Page]) -> Iterator[Figure]:
    """The pictures, each with the words beside it or after it."""
    drawn = [(at, block) for at, block in enumerate(blocks) if block.node.tag == "figure"]
    alts = list(_alts(pages))
    for number, (at, block) in enumerate(drawn):
        after = next((other.node.text for other in blocks[at + 1 :] if other.node.tag == "p"), "")
        caption = block.item.text if block.item else after
        alt = alts[number] if len(alts) == len(drawn) else ""
        yield Figure(alt, caption, step=block.node.get("scene") in ("step", "stage"))


def _alts(pages: Sequence[Page]) -> Iterator[str]:
    """The descriptions of the pictures on the pages, each once."""
    seen: dict[int, Element] = {}
    for page in pages:
        for mark in page.marks:
            element: Element | None = mark.owner
            while element is not None and element.tag != "Figure":
                element = element.parent
            if element is not None and id(element) not in seen:
                seen[id(element)] = element
                yield element.alt or ""


def _numbered(document: Node) -> bool:
    """Whether a running foot with the page's number is on the pages."""
    running = [node for node in document.elements if node.tag == "running" and "{page}" in node.text]
    return bool(running) and any(node.get("running") == "yes" for node in document.elements)
