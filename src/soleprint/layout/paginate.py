"""Documents of many pages: sections poured into pages, one type size for all, as large as fits.

A section is a <page> of the template. With ``flow="yes"`` it takes as many pages as it needs; without, it must hold on
one. ``filler="yes"`` is not placed: it fills what is left before the last section. ``last="yes"`` goes on
the last page.
All lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from soleprint.compose.markup import Node
from soleprint.layout.boxes import Stack
from soleprint.layout.build import Kit, build_pages
from soleprint.layout.fit import holds
from soleprint.layout.flow import Unit, column, pour, units
from soleprint.layout.painter import Painter
from soleprint.marks import ARTIFACT, Mark, Page, Rect

STEPS = 7
"""Halvings in the search for the largest type."""
FOOT_GAP = 0.6
"""Em between a page's content and its running foot."""


@dataclass(frozen=True, slots=True)
class Sheetlet:
    """The trimmed size of one page and where its text may stand."""

    width: float
    height: float
    safe: Rect


@dataclass(frozen=True, slots=True)
class Section:
    """A <page> of the document, built."""

    node: Node
    stack: Stack
    flow: tuple[Unit, ...]

    def says(self, name: str) -> bool:
        return self.node.get(name) == "yes"


@dataclass(slots=True)
class Plan:
    """What goes on each page at one type size."""

    base: float
    pages: list[tuple[Section, Stack]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Book:
    """A document ready to be planned: its sections, its running foot and the page sizes."""

    sections: tuple[Section, ...]
    running: Node | None
    sheetlet: Callable[[int], Sheetlet]
    """Size of page ``i``, counted from 0."""
    total: int | None = None
    """Number of pages there are; None for as many as it takes."""


def book(document: Node, kit: Kit, sheetlet: Callable[[int], Sheetlet], total: int | None = None) -> Book:
    """Builds every section of a document. Raises ContentError for values that cannot be used."""
    sections = []
    for node in document.elements:
        if node.tag == "page":
            stack = build_pages(node, kit)[0]
            sections.append(Section(node, stack, tuple(units(stack))))
    running = next((node for node in document.elements if node.tag == "running"), None)
    return Book(tuple(sections), running, sheetlet, total)


def largest_plan(made: Book, kit: Kit, least: float, most: float) -> Plan | None:
    """The plan with the largest type, or None when even the smallest does not fit."""
    best = plan(made, kit, most)
    if best is not None:
        return best
    best = plan(made, kit, least)
    low, high = least, most
    for _ in range(STEPS if best else 0):
        middle = (low + high) / 2
        tried = plan(made, kit, middle)
        if tried is None:
            high = middle
        else:
            best, low = tried, middle
    return best


def plan(made: Book, kit: Kit, base: float) -> Plan | None:
    """What goes where at one type size, or None when it does not fit."""
    out = Plan(base)
    placed = [section for section in made.sections if not section.says("filler")]
    for section in placed:
        if section.says("last") and made.total is not None:
            _fill(out, made, made.total - 1 - len(out.pages))
        stacks = _poured(section, made, kit, base, len(out.pages))
        if stacks is None:
            return None
        out.pages += [(section, stack) for stack in stacks]
    if made.total is not None:
        _fill(out, made, made.total - len(out.pages))
        if len(out.pages) > made.total:
            return None
    return out


def _fill(out: Plan, made: Book, blanks: int) -> None:
    filler = next((section for section in made.sections if section.says("filler")), None)
    for _ in range(max(0, blanks)):
        out.pages.append((filler, filler.stack) if filler else (_blank(made), Stack([])))


def _blank(made: Book) -> Section:
    return Section(Node("page", {}, ()), Stack([]), ())


def _poured(section: Section, made: Book, kit: Kit, base: float, first: int) -> list[Stack] | None:
    """The section's content page by page."""
    if not section.says("flow"):
        frame = text_frame(made, kit, base, first, section)
        return [section.stack] if holds(section.stack, frame, base) else None
    limit = made.total
    numbers = count(first) if limit is None else iter(range(first, limit))
    filled = pour(section.flow, (text_frame(made, kit, base, i, section) for i in numbers), base)
    return None if filled is None else [column(blocks) for _, blocks in filled]


def text_frame(made: Book, kit: Kit, base: float, index: int, section: Section) -> Rect:
    """The safe area of page ``index`` less the running foot."""
    safe = made.sheetlet(index).safe
    foot = foot_height(made, kit, base, safe.width, section)
    return safe._replace(y0=safe.y0 + foot)


def foot_height(made: Book, kit: Kit, base: float, width: float, section: Section) -> float:
    """The room that a running foot takes, its gap included; 0 where there is none."""
    if made.running is None or section.node.get("running") != "yes":
        return 0.0
    return foot(made.running, kit, 88, 88).measure(width, base).height + FOOT_GAP * base


def foot(running: Node, kit: Kit, page: int, pages: int) -> Stack:
    """The running foot of a page."""
    numerals = kit.typesetter.numerals
    filled = _substituted(running, {"{page}": numerals(str(page)), "{pages}": numerals(str(pages))})
    return build_pages(Node("page", {"gap": "0.1"}, filled.children, running.source, running.line), kit)[0]


def _substituted(node: Node, values: dict[str, str]) -> Node:
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            children.append(_substituted(child, values))
        else:
            for key, value in values.items():
                child = child.replace(key, value)
            children.append(child)
    return Node(node.tag, node.attributes, tuple(children), node.source, node.line)


def paint(made: Book, planned: Plan, kit: Kit, bleed: float) -> tuple[Page, ...]:
    """The pages of a plan, painted."""
    total = len(planned.pages)
    return tuple(
        _paint_one(made, planned.base, section, stack, number, total, kit, bleed)
        for number, (section, stack) in enumerate(planned.pages, 1)
    )


def _paint_one(
    made: Book, base: float, section: Section, stack: Stack, number: int, total: int, kit: Kit, bleed: float
) -> Page:
    size = made.sheetlet(number - 1)
    painter = Painter(Rect(0, 0, size.width, size.height), size.safe, bleed)
    stack.paint(painter, text_frame(made, kit, base, number - 1, section), base)
    marks = list(painter.marks)
    if foot_height(made, kit, base, size.safe.width, section):
        marks += _foot_marks(made, kit, base, size, number, total)
    return Page(
        size.width, size.height, tuple(marks), size.safe, str(number), tuple(painter.links), tuple(painter.anchors)
    )


def _foot_marks(made: Book, kit: Kit, base: float, size: Sheetlet, number: int, total: int) -> Sequence[Mark]:
    """The running foot: pagination, so an artifact (ISO 32000-1, 14.8.2.2)."""
    if made.running is None:
        return ()
    box = foot(made.running, kit, number, total)
    height = box.measure(size.safe.width, base).height
    painter = Painter(Rect(0, 0, size.width, size.height), size.safe)
    box.paint(painter, size.safe._replace(y1=size.safe.y0 + height), base)
    return [Mark(ARTIFACT, mark.item) for mark in painter.marks]
