"""Pages in a file of many copies: their dictionaries, and the streams in them that are each copy's own."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

from soleprint.ink.objects import Page
from soleprint.ink.own import Own
from soleprint.ink.shared import Source

LEAF = b"\xfd"
"""Stands for the node of the page tree that a page is in. What is around it is ASCII."""
UNTAGGED = ("Annots", "StructParents", "Tabs")
"""Entries that only pages of tagged files have."""
_REFERENCE = re.compile(r"(\d+) 0 R")


def page_body(source: Source, page: Any, renumbered: Callable[[bytes], bytes], **changes: str | None) -> bytes:
    """The dictionary of a page of a layout, with the resources in a dictionary that all copies share. ``changes`` are
    entries instead of its own; None: not there."""
    body: bytes = _changed(page, Resources=None, **changes).format(None)
    resources = source.shared.dictionary(source.text(page.Resources))
    return renumbered(b" ".join(body.split()).removesuffix(b">>")) + b"/Resources %d 0 R>>" % resources


def boxes(page: Any) -> bytes:
    """The beginning of a page's dictionary: its boxes."""
    body: bytes = _changed(page, **dict.fromkeys(("Parent", "Resources", "Contents", *UNTAGGED))).format(None)
    return b" ".join(body.split()).removesuffix(b">>")


def contents(page: Any) -> list[int]:
    """The numbers of a page's content streams."""
    return [int(number) for number in _REFERENCE.findall(page.Contents)]


def own_streams(source: Source) -> dict[int, Own]:
    """The content streams that each copy has of its own, by number."""
    pages = [source.by_number[number] for number in source.numbers(Page)]
    found = {number: source.own(number) for page in pages for number in contents(page)}
    return {number: own for number, own in found.items() if own is not None}


def _changed(page: Any, **changes: str | None) -> Any:
    changed = copy.copy(page)
    for name, text in changes.items():
        setattr(changed, name, text)
    return changed
