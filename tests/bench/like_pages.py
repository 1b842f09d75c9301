"""What the pages of any publication hold, plainly enough for another program to make pages like them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from soleprint.marks import Element, GlyphRun, Mark, Page, Publication, Symbol, Use
from tests.bench.likeness import SCALE, Drawing, paths


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph or heading. ``bold`` is that of its first run; ``size`` is in points."""

    tag: str
    text: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class LikePage:
    """A page in points and what stands on it in reading order."""

    width: float
    height: float
    blocks: tuple[Words | Drawing, ...]
    foot: str


def like_pages(publication: Publication) -> tuple[LikePage, ...]:
    """Every page. What soleprint writes once and shows often is in the first figure only."""
    seen: set[Symbol] = set()
    return tuple(_page(page, seen) for page in publication.pages)


def _page(page: Page, seen: set[Symbol]) -> LikePage:
    artifacts = [mark for mark in page.marks if mark.owner.tag == "Artifact"]
    foot = " ".join(mark.item.text for mark in artifacts if isinstance(mark.item, GlyphRun))
    tagged = [mark for mark in page.marks if mark.owner.tag != "Artifact"]
    return LikePage(page.width, page.height, tuple(_blocks(tagged, seen)), foot)


def _blocks(marks: Sequence[Mark], seen: set[Symbol]) -> Iterator[Words | Drawing]:
    for owner, group in groupby(marks, key=lambda mark: _block(mark.owner)):
        items = [mark.item for mark in group]
        runs = [item for item in items if isinstance(item, GlyphRun)]
        if runs:
            text = " ".join("".join(run.text for run in runs).split())
            yield Words(owner.tag, text, round(runs[0].size, 2), "Bold" in runs[0].font.key)
        for item in items:
            if isinstance(item, Use):
                box = item.symbol.bbox
                flip = (SCALE, 0.0, 0.0, -SCALE, -box.x0 * SCALE, box.y1 * SCALE)
                drawn = tuple(paths(item.symbol.items, flip, seen))
                yield Drawing(box.width * SCALE, box.height * SCALE, owner.alt or "picture", drawn)


def _block(owner: Element) -> Element:
    """The block that an inline element is in."""
    while owner.tag in ("Span", "Link") and owner.parent is not None:
        owner = owner.parent
    return owner
