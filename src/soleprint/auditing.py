"""Auditing a leaflet as it would be printed: its facts are read from the composed document and the painted pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soleprint.audit import Facts, Figure, Paragraph, Report, audit, measure
from soleprint.audit.facts import Role
from soleprint.compose import Node
from soleprint.leaflet import Draft, draft
from soleprint.marks import Element, Page
from soleprint.products import order

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
    printed = " ".join(text(block.node) for block in blocks)
    profile, emergency = told["profile"], told["emergency"].get("ambulance") if False else _number(told["emergency"])
    folded = len(made.leaf.folds) > 0

    def shown(value: object) -> str:
        return str(value) if value and " ".join(str(value).split()) in printed else ""

    return Facts(
        lang=made.shop.wanted.lang,
        title=told["title"],
        headings=tuple(text(block.node) for block in blocks if block.node.tag in ("h2", "h3")),
        paragraphs=tuple(_paragraphs(blocks, told)),
        figures=tuple(_figures(blocks, made.pages)),
        steps=sum(len(item.steps) for item in made.chosen),
        type=measure(made.pages),
        # Panels are not pages: a folded leaflet is one piece of paper.
        pages=1 if folded else len(made.pages),
        edition=told["edition"],
        page_numbers=_numbered(made.document),
        author=shown(told["author"]),
        contact=next(filter(None, map(shown, (profile.phone, profile.email, profile.web))), "") if profile else "",
        feedback=shown(profile.feedback.contact) if profile and profile.feedback else "",
        emergency=shown(emergency),
        sources=sum(bool(shown(source)) for source in told["sources"]),
        version=shown(told["version"]),
        issued=told["issued"] if shown(told["issued"]) else None,
        review_by=told["review_by"] if shown(told["review_by"]) else None,
        review_stated=bool(shown(told["review_line"])),
        translation_stated=bool(shown(told["draft_line"])),
        other_formats=bool(shown(words["other-formats"])),
    )


def text(node: Node) -> str:
    """The words of an element, with single spaces."""
    return " ".join(_words(node).split())


def _words(node: Node) -> str:
    return "".join(_words(child) if isinstance(child, Node) else child for child in node.children)
