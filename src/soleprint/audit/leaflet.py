"""Auditing a leaflet as it would be printed: its facts are read from the composed document and the painted pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soleprint.audit import Facts, Figure, Paragraph, Report, audit, measure
from soleprint.audit.facts import Role
from soleprint.compose import Node
from soleprint.marks import Element, Page
from soleprint.products.leaflet import Draft, draft
from soleprint.products.order import order

BAR = 0.9
"""Share of the decided questions that a leaflet must pass: below 90 % the CDC's index says to revise."""
HEADINGS: Mapping[str, Role] = {
    "who-for": "audience",
    "do-not-massage-if": "safety",
    "before-you-start": "safety",
    "when-to-stop": "stop",
    "who-to-call": "stop",
    "summary": "summary",
    "plan": "checklist",
    "diary": "checklist",
    "your-notes": "checklist",
    "evidence": "evidence",
}
"""Phrases that are headings, with the role of what stands under them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or picture with the elements it lies in, outermost first, and the heading above it."""

    node: Node
    inside: tuple[Node, ...]
    heading: str

    @property
    def item(self) -> Node | None:
        """The list item it belongs to."""
        return next((node for node in reversed(self.inside) if node.tag == "li"), None)


def audit_leaflet(routines: Sequence[str], given: Mapping[str, Any]) -> Report:
    """The audit of a leaflet; ``given`` are the keyword arguments of ``products.make``.

    Raises the errors that making the leaflet raises.
    """
    wanted = order("leaflet", routines, given)
    made = draft(wanted.routines, wanted.options, wanted.handout, wanted.fold)
    return audit(facts(made))


def facts(made: Draft) -> Facts:
    """What the leaflet says, and how it is set. What the template was given counts only where it is printed."""
    told, words = made.told, made.told["words"]
    blocks = list(_blocks(made.document))
    printed = " ".join(block.node.text for block in blocks)
    profile, emergency = told["profile"], told["emergency"]
    number = emergency["ambulance"] if isinstance(emergency, Mapping) else emergency.ambulance

    def shown(value: object) -> str:
        return str(value) if value and " ".join(str(value).split()) in printed else ""

    return Facts(
        lang=made.shop.wanted.lang,
        title=told["title"],
        headings=tuple(block.node.text for block in blocks if block.node.tag in ("h2", "h3")),
        paragraphs=tuple(_paragraphs(blocks, told)),
        figures=tuple(_figures(blocks, made.pages)),
        steps=sum(len(item.steps) for item in made.chosen),
        type=measure(made.pages),
        # Panels are not pages: a folded leaflet is one piece of paper.
        pages=1 if made.leaf.folds else len(made.pages),
        edition=told["edition"],
        page_numbers=_numbered(made.document),
        author=shown(told["author"]),
        contact=next(filter(None, map(shown, (profile.phone, profile.email, profile.web))), "") if profile else "",
        feedback=shown(profile.feedback.contact) if profile and profile.feedback else "",
        emergency=shown(number),
        sources=sum(bool(shown(source)) for source in told["sources"]),
        version=shown(told["version"]),
        issued=told["issued"] if shown(told["issued"]) else None,
        review_by=told["review_by"] if shown(told["review_by"]) else None,
        review_stated=bool(shown(told["review_line"])),
        translation_stated=bool(shown(told["draft_line"])),
        other_formats=bool(shown(words["other-formats"])),
    )


def _blocks(node: Node) -> Iterator[Block]:
    """Headings, paragraphs, list items without paragraphs, and pictures, in the order of reading."""
    heading = ""
    for inside in _walk(node, ()):
        found = inside[-1]
        if found.tag in ("h2", "h3"):
            heading = found.text
        yield Block(found, inside[:-1], heading)


def _walk(node: Node, inside: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    if node.tag == "running" or node.get("filler") == "yes":
        return
    if node.tag in ("h1", "h2", "h3", "p", "figure") or (node.tag == "li" and not node.elements):
        yield (*inside, node)
        return
    for child in node.elements:
        yield from _walk(child, (*inside, node))


def _paragraphs(blocks: Sequence[Block], told: Mapping[str, Any]) -> Iterator[Paragraph]:
    roles = {told["words"][name]: role for name, role in HEADINGS.items()}
    titles = {item.routine.title for item in told["items"]}
    for block in blocks:
        node = block.node
        if node.tag in ("p", "li") and node.text:
            listed = node.tag == "li" or block.item is not None
            role = _role(block, told, roles, titles)
            yield Paragraph(node.text, role, marked=_stands_out(block), listed=listed)


def _role(block: Block, told: Mapping[str, Any], roles: Mapping[str, Role], titles: set[str]) -> Role:
    """What a paragraph is for: by its own words where it is one of the template's, else by the heading above it."""
    said, words = block.node.text, told["words"]
    if block.node.get("style") == "small":
        return "small"
    if said == words["main-message"]:
        return "main-message"
    if said == words["leaflet-purpose"]:
        return "purpose"
    if said in {item.routine.about for item in told["items"]}:
        return "why"
    if block.heading in titles:
        if block.item is not None:
            return "step"
        return "tip" if any(node.tag == "panel" for node in block.inside) else "before"
    return roles.get(block.heading, "tip")


def _stands_out(block: Block) -> bool:
    """Whether a paragraph is in a panel, or has bold words."""
    bold = block.node.get("style") == "strong" or any(child.tag == "strong" for child in block.node.elements)
    return bold or any(node.tag == "panel" for node in block.inside)


def _figures(blocks: Sequence[Block], pages: Sequence[Page]) -> Iterator[Figure]:
    """The pictures, each with the words beside it or after it."""
    drawn = [(at, block) for at, block in enumerate(blocks) if block.node.tag == "figure"]
    alts = list(_alts(pages))
    for number, (at, block) in enumerate(drawn):
        after = next((other.node.text for other in blocks[at + 1 :] if other.node.tag == "p"), "")
        caption = block.item.text if block.item else after
        alt = alts[number] if len(alts) == len(drawn) else ""
        yield Figure(alt, caption, step=block.node.get("scene") == "step")


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
