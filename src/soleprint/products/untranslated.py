"""All safety texts at once that a product needs and that are not translated.

A library refuses the first routine that lacks one, before a template has told which phrases it asks for. So when that
has happened the template is run once more, in English where need be, and nothing is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from soleprint.compose import compose
from soleprint.content.library import Library
from soleprint.content.locale.advice import errors_of, own_of
from soleprint.content.locale.catalogue import Lenient
from soleprint.errors import ContentError, Finding, SoleprintError
from soleprint.products.asked import asked_for
from soleprint.products.context import items, type_sizes
from soleprint.products.look import load_clinic
from soleprint.products.make import contexts_of, groups_of
from soleprint.products.materials import Materials, materials
from soleprint.products.order import Order
from soleprint.products.product import TEMPLATE

CODES = frozenset({"missing-safety-translation", "stale-translation"})


class LenientMaterials(Materials, frozen=True, dict=True):
    """Materials whose texts are English where they are not translated."""

    @cached_property
    def library(self) -> Library:
        return Library(self.content, lang=self.lang, catalogue=Lenient(self.content, self.lang))


def with_all(error: ContentError, order: Order, extra: Mapping[str, Any]) -> ContentError:
    """The error with all safety texts that the order needs; itself where it is about anything else."""
    if not CODES.issuperset(finding.code for finding in error.findings):
        return error
    try:
        found = _untranslated(order, extra)
    except SoleprintError:
        return error
    return ContentError(found) if _count(found) > _count(error.findings) else error


def _count(findings: list[Finding] | tuple[Finding, ...]) -> int:
    return sum(finding.mistakes for finding in findings)


def _untranslated(order: Order, extra: Mapping[str, Any]) -> list[Finding]:
    stock = [
        LenientMaterials(*(getattr(material, name) for name in Materials.__struct_fields__))
        for material in materials(order)
    ]
    first = stock[0]
    ids = first.library.routine_ids() if order.every else order.routines
    chosen = items(first.library, order, ids)[0] if order.product.documents != "none" else []
    clinic, sizes = load_clinic(order, first), type_sizes(order, first)
    asked: list[set[str]] = [set() for _ in stock]
    for group in groups_of(order, chosen):
        contexts = contexts_of(order, stock, clinic, sizes, group, extra)
        names = {**contexts[0], "second": (*contexts, None)[1], "fallbacks": True}
        compose(first.templates, order.name + TEMPLATE, names)
        for phrases, context in zip(asked, contexts, strict=True):
            phrases |= asked_for(context["words"])
    found: list[Finding] = []
    for material, phrases in zip(stock, asked, strict=True):
        lacking = material.library.translation_findings([item.routine.id for item in chosen], phrases)
        found += errors_of(lacking, material.lang, own_of(material.content))
    return found
