"""Several documents in one file: their pages labelled through, their anchors and links kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from soleprint.marks import Anchor, LinkArea, Page


def joined(documents: Sequence[Sequence[Page]]) -> tuple[Page, ...]:
    """The pages of all documents, labelled through the file; anchors have names of their own, and links stay within
    their document."""
    pages: list[Page] = []
    for number, document in enumerate(documents, 1):
        own = f"-{number}" if len(documents) > 1 else ""
        known: set[str] = set()
        start = len(pages)
        for page in document:
            label = str(len(pages) + 1) if own else page.label
            anchors = tuple(_anchored(anchor, own, known) for anchor in page.anchors)
            links = tuple(_linked(link, own) for link in page.links)
            read = None if page.read is None else page.read + start
            pages.append(replace(page, label=label, anchors=anchors, links=links, read=read))
    return tuple(pages)


def _anchored(anchor: Anchor, own: str, known: set[str]) -> Anchor:
    """The anchor under a name that no other has; links go to the first of several."""
    name, again = f"{anchor.name}{own}", 1
    while name in known:
        again += 1
        name = f"{anchor.name}{own}~{again}"
    known.add(name)
    return replace(anchor, name=name)


def _linked(link: LinkArea, own: str) -> LinkArea:
    return replace(link, target=f"{link.target}{own}") if link.target.startswith("#") else link
