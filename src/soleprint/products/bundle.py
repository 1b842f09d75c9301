"""A clinic's own PDF pages, taken into a booklet: what they look like, and what a template is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from soleprint.errors import Finding, UsageProblem
from soleprint.files.counts import count_of
from soleprint.layout.paper import Paper
from soleprint.layout.whole import WholePage, fitted
from soleprint.marks import Rect
from soleprint.products.options import Bundle
from soleprint.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleprint.clinic.pages.read import OwnFile
    from soleprint.products.order import Order


class OwnPage(Struct, frozen=True):
    """A page for a template: ``<figure scene="NAME" id="ID" title="TITLE"/>``. Only the first of a file has an id and
    a title, by which the contents list it."""

    name: str
    id: str = ""
    title: str = ""


def own_files(order: Order) -> Sequence[OwnFile]:
    """The PDFs to take in. Raises FileProblem, and UsageProblem for more descriptions or titles than there are."""
    asked = order[Bundle]
    if not asked.bundle:
        return ()
    from soleprint.clinic.pages.read import own_file

    files = [own_file(path, order.paper.width, order.paper.height) for path in asked.bundle]
    pages = sum(len(file.pages) for file in files)
    _enough("--bundle-alt", len(asked.bundle_alt), "page", pages)
    _enough("--bundle-title", len(asked.bundle_title), "file", len(files))
    return files


def _enough(option: str, given: int, what: str, most: int) -> None:
    if given > most:
        are = count_of(most, what)
        message = f"{option} is given {given} times, for {are} of your own. Give it once for each {what}, in order."
        raise UsageProblem(message, code="bundle-too-many")


def own_pages(order: Order) -> dict[str, list[OwnPage]]:
    """The pages for a template: those of the first file, and the others."""
    titles = order[Bundle].bundle_title
    found: list[list[OwnPage]] = []
    at = 0
    for number, file in enumerate(own_files(order)):
        title = titles[number] if number < len(titles) and titles[number] else file.title
        first = OwnPage(f"own-{at}", f"own-file-{number + 1}", title)
        found.append([first, *(OwnPage(f"own-{at + more}") for more in range(1, len(file.pages)))])
        at += len(file.pages)
    return {"own_before": found[0] if found else [], "own_after": [page for own in found[1:] for page in own]}


_pages: Store[tuple[object, ...], tuple[OwnFile, WholePage]] = Store(128)
"""Pages, so that what is made of the same file again is the same."""


def own_drawings(order: Order) -> Mapping[str, Callable[[], WholePage]]:
    """What shows each page, by its name."""
    every = [(file, index, alt) for file, alts in _described(order) for index, alt in enumerate(alts)]
    return {f"own-{at}": partial(_page, *page, order.lang) for at, page in enumerate(every)}


def _described(order: Order) -> Iterator[tuple[OwnFile, Sequence[str]]]:
    """Each file with the descriptions given of its pages, "" for none."""
    alts = iter(order[Bundle].bundle_alt)
    for file in own_files(order):
        yield file, [next(alts, "").strip() for _ in file.pages]


def _page(file: OwnFile, index: int, alt: str, lang: str) -> WholePage:
    from soleprint.clinic.pages.read import description, shown

    key = (id(file), index, alt, lang)
    known = _pages.get(key)
    if known is None:
        page = file.pages[index]
        own = shown(file, index, alt or description(file, index), lang)
        known = _pages.put(key, (file, WholePage(page.width, page.height, own.marks, own.links)))
    return known[1]


def own_notes(order: Order, *, in_inks: bool) -> list[Finding]:
    """Warnings about the files, before anything is printed; ``in_inks``: at a print shop."""
    if not order[Bundle].bundle:
        return []
    from soleprint.clinic.pages.read import notes, shop_notes

    found = [note for file, alts in _described(order) for note in notes(file, alts, _scales(file, order.paper))]
    return found + [note for file in own_files(order) for note in shop_notes(file) if in_inks]


def _scales(file: OwnFile, paper: Paper) -> list[float]:
    frame = Rect(0, 0, paper.width, paper.height)
    return [fitted(page.width, page.height, frame)[0] for page in file.pages]
