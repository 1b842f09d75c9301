"""Trying every product on all routines as far as boxes, for ``soleprint check``: nothing is fitted, nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product as combinations
from pathlib import Path
from typing import Any

from soleprint.compose import Node, compose
from soleprint.content.safety import draft_piece
from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.files.folders import layers, names
from soleprint.layout.engine import build_all
from soleprint.preflight.carried import folded, missing_pieces
from soleprint.products.checked import pieces_of, template_shown
from soleprint.products.context import items, type_sizes
from soleprint.products.look import look_for
from soleprint.products.make import contexts_of, groups_of
from soleprint.products.materials import materials
from soleprint.products.order import Order, read_order
from soleprint.products.product import TEMPLATE, Product, product, product_names

WAYS: dict[str, tuple[dict[str, Any], ...]] = {
    "faces": ({"faces": 1}, {"faces": 2}),
    "fold": ({"fold": "flat"}, {"fold": "tri"}),
    "edition": ({}, {"edition": "easy-read"}),
}
"""Options by group that choose between parts of a template."""
NUMBER = "112"
"""Stands for the emergency number, which an attempt has none of."""


def try_products(content: Path | None, templates: Path | None) -> list[Finding]:
    """Findings of every product's file and template: what cannot be composed or built, and what it leaves unsaid."""
    folders = layers("templates", templates)
    findings: list[Finding] = []
    for name in product_names(folders):
        try:
            found = product(folders, name)
            if found.alone:
                for order in _orders(name, found, content, templates):
                    findings += _try(order)
        except ContentError as error:
            findings += error.findings
        except UsageProblem as error:
            findings.append(Finding(error.code, str(error), f"templates/{name}.yaml"))
    return list(dict.fromkeys(findings))


def needed_by(found: Product) -> dict[str, Any]:
    """Options without which a product cannot be made, with a value for each: the first view that comes with us."""
    every = {"emergency": NUMBER, "view": names(layers("content"), "views", ".yaml")[0]}
    return {name: value for name, value in every.items() if name in found.requires}


def _orders(name: str, found: Product, content: Path | None, templates: Path | None) -> Iterator[Order]:
    """The product in each of the ways that its template may tell apart."""
    own = {"content": content, "templates": templates}
    needed = needed_by(found)
    choices = [WAYS[group] for group in found.takes if group in WAYS]
    for changes in combinations(*choices):
        given = {**own, **needed}
        for change in changes:
            given |= change
        yield read_order(name, (), given, every=found.documents != "none")


def _try(order: Order) -> list[Finding]:
    findings: list[Finding] = []
    stock = materials(order)
    first = stock[0]
    chosen = items(first.library, order, first.library.routine_ids())[0] if order.product.documents != "none" else []
    for group in groups_of(order, chosen):
        contexts = contexts_of(order, stock, None, type_sizes(order, first), group, {})
        # As in a translation that nobody has checked, of which a template must say so.
        draft = first.library.phrases()["draft-translation"]
        try:
            given = {**contexts[0], "draft_line": draft, "fallbacks": True}
            tree = compose(first.templates, order.name + TEMPLATE, given)
            build_all(tree, look_for(order, stock, None, group))
        except ContentError as error:
            findings += error.findings
            continue
        wanted = pieces_of(order, stock, contexts)
        if wanted:
            wanted.append(draft_piece(draft))
        findings += missing_pieces(folded(_said(tree)), wanted, template_shown(order, stock))
    return findings


def _said(tree: Node) -> str:
    """What the pages of a document say, without running feet and pages to write on: they are not in every print."""
    return " ".join(page.text for page in tree.elements if page.tag == "page" and page.get("filler") != "yes")
