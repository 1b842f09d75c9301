"""The layout engine: the pages of a document, however they come about.

A ``<page>`` of a template is a section. It holds on one page, or with ``flow="yes"`` takes as many as it needs;
``filler="yes"`` is not placed but fills pages that would stay empty; ``last="yes"`` goes on the last page;
``even="yes"`` begins on a page with an even number, which lies at the left of an open book (a filler goes before it
where needed); ``running="yes"`` has the running foot. A section that states ``minimum`` and ``maximum`` is sized by itself, as the
front and the back of a card are. All others share one size: the largest at which the document takes the pages there
are, or the smallest where there may be as many as it takes. Each ``<choose>`` is settled where it stands.

The same words mean the same whether pages are faces of a card, panels of a sheet or pages of a book: only the
``Format`` differs. All lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from soleprint.compose.markup import Node
from soleprint.errors import ContentError, Finding
from soleprint.layout.boxes import Box, Container, Stack
from soleprint.layout.build import Kit, build_pages
from soleprint.layout.content import TextBox
from soleprint.layout.fit import fit, heights, holds, picture_value
from soleprint.layout.flow import Unit, column, evenly, pour, units
from soleprint.layout.painter import Painter
from soleprint.layout.paper import Face, Paper
from soleprint.marks import ARTIFACT, Mark, Page, Rect

STEPS = 7
"""Halvings in the search for the largest type."""
FOOT_GAP = 0.6
"""Em between a page's content and its running foot."""
PASSES = 6
"""Layouts until page numbers that stand in the text agree with the pages they name."""


@dataclass(frozen=True, slots=True)
class Format:
    """The pages there are. ``face`` gives page ``i``, counted from 0."""

    face: Callable[[int], Face]
    smallest: float
    """Type of sections that do not state their own, in points."""
    largest: float
    total: int | None = None
    """Number of pages; None for as many as it takes."""
    elastic: bool = False
    """More pages than ``total`` are allowed where these do not hold the document."""
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """A <page> of the document, built: a stack for each way of choosing, and each stack as a flow of blocks."""

    node: Node
    ways: tuple[Stack, ...]
    flows: tuple[tuple[Unit, ...], ...] = ()
    limits: tuple[float, float] | None = None
    """Type sizes that it states itself."""
    held: object = None
    """What its identity depends on."""

    def says(self, name: str) -> bool:
        return self.node.get(name) == "yes"


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands on one page, and its body type."""

    section: Section
    stack: Stack
    base: float


@dataclass(frozen=True, slots=True)
class Book:
    """A document ready to be laid out."""

    sections: tuple[Section, ...]
    running: tuple[Node, ...]
    format: Format
    kit: Kit

    @property
    def filler(self) -> Section | None:
        return next((section for section in self.sections if section.says("filler")), None)

    def foot_of(self, index: int) -> Node | None:
        """The running foot of page ``index``, counted from 0: a book may have one for even and one for odd pages."""
        number = "odd" if index % 2 == 0 else "even"
        return next((node for node in self.running if node.get("pages", number) == number), None)


@dataclass(frozen=True, slots=True)
class Layout:
    """A document on its pages. ``bases`` is each page's body type, ``smallest`` the least that each may have."""

    pages: tuple[Page, ...]
    bases: tuple[float, ...]
    smallest: tuple[float, ...]
    spare: Callable[[int], tuple[Page, ...]] = field(compare=False)
    """Pages to write on, as many as asked for where the template has a filler, for what imposition leaves blank."""


def lay_out(document: Node, kit: Kit, pages: Format) -> Layout | None:
    """The document on its pages, or None when it does not fit at the smallest type, not even with narrow letters.

    Page numbers that stand in the text (``<number of="..."/>``) are put in until they are right. Raises ContentError
    for values that cannot be used.
    """
    face = pages.face(0)
    kit.margin = min(face.safe.x0, face.sheet.width - face.safe.x1)
    layout, narrow = _laid_out(document, kit, pages), kit.narrowed()
    return layout if layout is not None or narrow is None else _laid_out(document, narrow, pages)


def _laid_out(document: Node, kit: Kit, pages: Format) -> Layout | None:
    numbered = bool(document.targets) and any(node.tag == "number" for node in _walk(document))
    kit.numbers = {}
    placed: list[Placed] | None = None
    for _ in range(PASSES if numbered else 1):
        book = _book(document, kit, pages)
        placed = _largest(book)
        if placed is None:
            return None
        numbers = _numbers(placed, kit) if numbered else {}
        if numbers == kit.numbers:
            break
        kit.numbers = numbers
        # Type that grew again would bring back the pages, and so the numbers, of the pass before.
        pages = replace(pages, largest=max(pages.smallest, *_shared_sizes(placed)))
    assert placed is not None  # at least one pass was made
    return _layout(book, placed)


def _shared_sizes(placed: Sequence[Placed]) -> list[float]:
    return [page.base for page in placed if page.section.limits is None]


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.elements:
        yield from _walk(child)


def drawing_faces(document: Node, kit: Kit, width: float, base: float) -> Callable[[int], Face]:
    """Faces ``width`` wide and each as tall as what its <page> shows, nothing round it."""
    faces = []
    for node in document.elements:
        if node.tag == "page":
            extent = build_pages(node, kit)[0].measure(width, base)
            height = extent.height + extent.stretch
            faces.append(Face(Paper("drawing", width, height), Rect(0, 0, width, height), ()))
    return lambda index: faces[min(index, len(faces) - 1)]


def build_all(document: Node, kit: Kit) -> None:
    """Goes as far as boxes. Raises ContentError for what a template or its values have wrong."""
    for node in document.elements:
        if node.tag == "page":
            page_limits(node)
            build_pages(node, kit)


def _book(document: Node, kit: Kit, pages: Format) -> Book:
    sections = tuple(_section(node, kit) for node in document.elements if node.tag == "page")
    running = tuple(node for node in document.elements if node.tag == "running")
    return Book(sections, running, pages, kit)


def _section(node: Node, kit: Kit) -> Section:
    """The section of a <page>; where its boxes are those of an earlier document, so is the section."""
    stacks = build_pages(node, kit)
    return kit.boxes.once(node, ("section", id(stacks)), lambda: _built(node, stacks))


def _built(node: Node, stacks: list[Stack]) -> Section:
    flows = tuple(tuple(units(way)) for way in stacks) if node.get("flow") == "yes" else ()
    return Section(node, tuple(stacks), flows, page_limits(node), stacks)


def page_limits(node: Node) -> tuple[float, float] | None:
    """The smallest and largest base type, in points, that a <page> states; None where it states neither."""
    if not node.get("minimum") and not node.get("maximum"):
        return None
    try:
        least = float(node.get("minimum", "9"))
        most = float(node.get("maximum", str(least * 1.5)))
    except ValueError:
        raise ContentError([_limits_finding(node)]) from None
    if not 4 <= least <= most <= 2000:
        raise ContentError([_limits_finding(node)])
    return least, most


def _limits_finding(node: Node) -> Finding:
    message = "a page's minimum and maximum are type sizes in points, the maximum not below the minimum"
    return Finding("template-value", message, node.source, node.line, 1)


def _largest(book: Book) -> list[Placed] | None:
    """What goes on each page at the largest type that fits; None when even the smallest does not."""
    pages = book.format
    if pages.total is None:
        return _plan(book, pages.smallest, None)
    best = _larger(book, pages.total)
    if best is None and pages.elastic:
        more = _plan(book, pages.smallest, None)
        # The pages that it takes at the smallest type are then filled.
        best = _larger(book, len(more)) if more else None
    return best


def _larger(book: Book, total: int) -> list[Placed] | None:
    """The plan for a number of pages with the largest type."""
    least, most = book.format.smallest, book.format.largest
    best = _plan(book, most, total)
    if best is not None or not _shares(book):
        return best
    return _halved(lambda base: _plan(book, base, total), _plan(book, least, total), least, most)


def _halved(
    plan: Callable[[float], list[Placed] | None], best: list[Placed] | None, low: float, high: float
) -> list[Placed] | None:
    """The plan at the largest size that holds, from that at size ``low``, which is ``best``, to one that does not."""
    for _ in range(STEPS if best else 0):
        middle = (low + high) / 2
        tried = plan(middle)
        if tried is None:
            high = middle
        else:
            best, low = tried, middle
    return best


def _shares(book: Book) -> bool:
    return any(section.limits is None for section in book.sections)


def _plan(book: Book, base: float, total: int | None) -> list[Placed] | None:
    """What goes where at one shared type size, or None when it does not fit."""
    out: list[Placed] = []
    for section in book.sections:
        if section.says("filler"):
            continue
        if section.says("even") and len(out) % 2 == 0 and book.filler:
            out += _blanks(book, base, len(out), len(out) + 1)
        if section.says("last") and total is not None:
            out += _blanks(book, base, len(out), total - 1)
        placed = _placed(section, book, base, len(out), total)
        if placed is None:
            return None
        out += placed
    if total is not None:
        out += _blanks(book, base, len(out), total)
        if len(out) > total:
            return None
    return out


def _blanks(book: Book, base: float, first: int, end: int) -> list[Placed]:
    """Pages from ``first`` up to ``end``, which is not among them, to write on; empty where no filler holds."""
    blanks: list[Placed] = []
    for index in range(first, end):
        filled = _placed(book.filler, book, base, index, index + 1) if book.filler else None
        blanks.append(filled[0] if filled else Placed(_EMPTY, Stack([]), base))
    return blanks


_EMPTY = Section(Node("page", {}, ()), (Stack([]),))


def _placed(section: Section, book: Book, base: float, first: int, total: int | None) -> list[Placed] | None:
    """A section page by page, from page ``first`` on."""
    if section.limits is None:
        return _poured(section, book, base, first, total) if section.flows else _on_one(section, book, base, first)
    least, most = section.limits
    if not section.flows:
        fitted = fit(section.ways, text_frame(book, least, first, section), least, most)
        return None if fitted is None else [Placed(section, fitted.stack, fitted.base)]
    fewest = _poured(section, book, least, first, total)

    def no_longer(base: float) -> list[Placed] | None:
        tried = _poured(section, book, base, first, total)
        return tried if tried and fewest and len(tried) <= len(fewest) else None

    return _halved(no_longer, fewest, least, most)


def _on_one(section: Section, book: Book, base: float, first: int) -> list[Placed] | None:
    """The way to set a section on one page that shows its pictures largest."""
    frame = text_frame(book, base, first, section)
    holding = [way for way in section.ways if holds(way, frame, base)]
    if not holding:
        return None
    if len(holding) == 1:
        return [Placed(section, holding[0], base)]
    best = max(holding, key=lambda way: picture_value(heights(way, frame, base), frame.height))
    return [Placed(section, best, base)]


def _poured(section: Section, book: Book, base: float, first: int, total: int | None) -> list[Placed] | None:
    """The way to pour a section that takes the fewest pages."""
    best: list[Placed] | None = None
    for flow in section.flows:
        if total is None:
            filled = evenly(flow, lambda: (text_frame(book, base, i, section) for i in count(first)), base)
        else:
            filled = pour(flow, (text_frame(book, base, i, section) for i in range(first, total)), base)
        if filled is not None and (best is None or len(filled) < len(best)):
            best = [Placed(section, column(blocks), base) for _, blocks in filled]
    return best


def text_frame(book: Book, base: float, index: int, section: Section) -> Rect:
    """The safe area of page ``index`` less the running foot."""
    safe = book.format.face(index).safe
    return safe._replace(y0=safe.y0 + _foot_height(book, base, index, section))


def _foot_base(section: Section, base: float) -> float:
    """The running foot of a section that is sized by itself keeps its smallest type."""
    return section.limits[0] if section.limits else base


def _foot_height(book: Book, base: float, index: int, section: Section) -> float:
    """The room that the running foot of a page takes, its gap included; 0 where there is none."""
    running = book.foot_of(index)
    if running is None or not section.says("running"):
        return 0.0
    base, width = _foot_base(section, base), book.format.face(index).safe.width
    return foot(running, book.kit, 88, 88).measure(width, base).height + FOOT_GAP * base


def foot(running: Node, kit: Kit, page: int, pages: int) -> Stack:
    """The running foot of a page; the same one in every document that has it."""
    return kit.boxes.once(running, ("foot", page, pages), lambda: _foot(running, kit, page, pages))


def _foot(running: Node, kit: Kit, page: int, pages: int) -> Stack:
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


def _numbers(placed: Sequence[Placed], kit: Kit) -> dict[str, str]:
    """The page number, in the language's digits, of every place that can be named."""
    found: dict[str, str] = {}
    for number, page in enumerate(placed, 1):
        for name in _anchors(page.stack):
            found.setdefault(name, kit.typesetter.numerals(str(number)))
    return found


def _anchors(box: Box) -> Iterator[str]:
    """The names of the places in a box."""
    if isinstance(box, TextBox):
        if box.anchor is not None:
            yield box.anchor.name
    elif isinstance(box, Container):
        for child in box.inside:
            yield from _anchors(child)


def _layout(book: Book, placed: Sequence[Placed]) -> Layout:
    total = len(placed)
    pages = tuple(_painted(book, page, number, total) for number, page in enumerate(placed, 1))
    smallest = tuple(page.section.limits[0] if page.section.limits else book.format.smallest for page in placed)

    def spare(wanted: int) -> tuple[Page, ...]:
        if book.filler is None or not wanted:
            return ()
        footless = replace(book, running=())
        page = _painted(footless, _blanks(footless, book.format.smallest, 0, 1)[0], 1, total)
        return (replace(page, label=""),) * wanted

    return Layout(pages, tuple(page.base for page in placed), smallest, spare)


def _painted(book: Book, page: Placed, number: int, total: int) -> Page:
    face = book.format.face(number - 1)
    sheet = face.sheet
    painter = Painter(Rect(0, 0, sheet.width, sheet.height), face.safe, book.format.bleed)
    page.stack.paint(painter, text_frame(book, page.base, number - 1, page.section), page.base)
    marks = (*painter.marks, *_foot_marks(book, page, face, number, total))
    return Page(
        sheet.width, sheet.height, marks, face.safe, str(number), tuple(painter.links), tuple(painter.anchors),
        face.keep_out,
    )  # fmt: skip


def _foot_marks(book: Book, page: Placed, face: Face, number: int, total: int) -> tuple[Mark, ...]:
    """The running foot: pagination, so an artifact (ISO 32000-1, 14.8.2.2)."""
    running, kit = book.foot_of(number - 1), book.kit
    if running is None or not page.section.says("running"):
        return ()
    base, safe, sheet = _foot_base(page.section, page.base), face.safe, face.sheet

    def painted() -> tuple[Mark, ...]:
        box = foot(running, kit, number, total)
        painter = Painter(Rect(0, 0, sheet.width, sheet.height), safe)
        box.paint(painter, safe._replace(y1=safe.y0 + box.measure(safe.width, base).height), base)
        return tuple(Mark(ARTIFACT, mark.item) for mark in painter.marks)

    return kit.boxes.once(running, ("painted", number, total, base, safe, sheet.width, sheet.height), painted)
