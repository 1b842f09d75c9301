"""A product on its way: its documents laid out, not yet on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from soleprint.clinic import Clinic
    from soleprint.compose import Node
    from soleprint.content.safety import Item
    from soleprint.errors import Finding
    from soleprint.layout.book import Layout
    from soleprint.layout.look import Look
    from soleprint.layout.paper import Face
    from soleprint.press.folds import Leaf
    from soleprint.products.context import TypeSizes
    from soleprint.products.materials import Materials
    from soleprint.products.order import Order


class Document(Struct, frozen=True):
    """One document of a product: what went into it, its tree and its pages. ``contexts`` has one for each language."""

    items: tuple[Item, ...]
    contexts: tuple[Mapping[str, Any], ...]
    tree: Node
    layout: Layout
    faces: tuple[Face, ...]
    look: Look


class Draft(Struct, frozen=True):
    """A product whose pages are laid out, before it goes on paper."""

    order: Order
    materials: tuple[Materials, ...]
    clinic: Clinic | None
    sizes: TypeSizes
    leaf: Leaf | None
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
