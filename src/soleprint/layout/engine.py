"""The layout engine: the pages of a document, however they come about.

A ``<page>`` of a template is a section. It holds on one page, or with ``flow="yes"`` takes as many as it needs;
``filler="yes"`` is not placed but fills pages that would stay empty; ``last="yes"`` goes on the last page;
``running="yes"`` has the running foot; ``starts="even"`` begins on a page with an even number, which lies at the left
of an open book (a filler goes before it where needed); ``pages="3"`` spreads it over just so many pages, each with its
``<foot>``, and ``even="yes"`` evenly over those it takes. A section that states ``minimum`` and ``maximum`` is sized by
itself, as the front and the back of a card are. All others share one size: the largest at which the document takes the
pages there are, or the smallest where there may be as many as it takes. Each ``<choose>`` is settled where it stands.

The same words mean the same whether pages are faces of a card, panels of a sheet or pages of a book: only the
``Format`` differs. All lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from msgspec.structs import replace

from soleprint.compose.markup import Node
from soleprint.errors import ContentError, Finding
from soleprint.layout.book import Book, Format, Layout, Placed, Section
from soleprint.layout.boxes import Box, Container, Stack
from soleprint.layout.build import build_pages, page_count
from soleprint.layout.content import TextBox
from soleprint.layout.feet import feet_heights, foot_marks, text_frame
from soleprint.layout.fit import fit, heights, lower, parted_texts, picture_value, preferred, scales
from soleprint.layout.flow import Chains, Way, Worth, column, evenly, filled, pour, reading, spread
from soleprint.layout.look import Look, Setting
from soleprint.layout.painter import Painter
from soleprint.layout.paper import Face, Paper
from soleprint.layout.reuse import page_marks
from soleprint.layout.scale import group_scale
from soleprint.layout.slots import SlotBox
from soleprint.layout.whole import PageBox
from soleprint.marks import Page, Rect

STEPS = 7
"""Halvings in the search for the largest type."""
NEAR = 0.015
"""Ways whose pictures are worth less than the best way's by no more than this are as good: the first is taken."""
PASSES = 6
"""Layouts until page numbers that stand in the text agree with the pages they name."""


def lay_out(
    document: Node, look: Look, pages: Format, fallbacks: bool = True, slots: list[SlotBox] | None = None
) -> Layout | None:
    """The document on its pages, or None when it does not fit at the smallest type, not even with narrow letters.

    Options that state a ``rank`` are taken only with ``fallbacks``. ``slots`` collects the paragraphs with slots that
    are built, in earlier attempts too; the layout has them all.

    Page numbers that stand in the text (``<number of="..."/>``) are put in until they are right. Raises ContentError
    for values that cannot be used.
    """
    setting = setting_on(pages, slots)
    layout = _laid_out(document, look, pages, fallbacks, setting)
    narrow = look.narrowed() if layout is None else None
    return layout if narrow is None else _laid_out(document, narrow, pages, fallbacks, setting)


def setting_on(pages: Format, slots: list[SlotBox] | None = None) -> Setting:
    """What boxes are built for on these pages, their numbers not yet known; see ``lay_out`` for ``slots``."""
    face = pages.face(0)
    margin = min(face.safe.x0, face.sheet.width - face.safe.x1)
    return Setting(margin, {}, [] if slots is None else slots)


def _laid_out(document: Node, look: Look, pages: Format, fallbacks: bool, setting: Setting) -> Layout | None:
    numbered = bool(document.targets) and any(node.tag == "number" for node in _walk(document))
    placed: list[Placed] | None = None
    for _ in range(PASSES if numbered else 1):
        book = book_of(document, look, pages, fallbacks, setting)
        placed = _largest(book)
        if placed is None:
            return None
        numbers = _numbers(placed, look) if numbered else {}
        if numbers == setting.numbers:
            break
        setting = replace(setting, numbers=numbers)
        # Type that grew again would bring back the pages, and so the numbers, of the pass before.
        pages = replace(pages, largest=max(pages.smallest, *_shared_sizes(placed)))
    assert placed is not None  # at least one pass was made
    return _layout(replace(book, setting=setting), placed)


def _shared_sizes(placed: Sequence[Placed]) -> list[float]:
    return [page.base for page in placed if page.section.limits is None]


def falls_back(node: Node) -> bool:
    """Whether an option in a node states a rank.

    It looks only at what holds a choice: options share parts, so a document of many ways is far longer than its text.
    """
    options = node.elements if node.tag == "choose" else ()
    return any(option.get("rank") for option in options) or any(
        falls_back(child) for child in node.elements if child.chooses
    )


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.elements:
        yield from _walk(child)


def drawing_faces(document: Node, look: Look, width: float, base: float) -> Callable[[int], Face]:
    """Faces ``width`` wide and each as tall as what its <page> shows, nothing round it."""
    faces = []
    for node in document.elements:
        if node.tag == "page":
            extent = build_pages(node, look)[0].measure(width, base)
            height = extent.height + extent.stretch
            faces.append(Face(Paper("drawing", width, height), Rect(0, 0, width, height), ()))
    return lambda index: faces[min(index, len(faces) - 1)]


def build_all(document: Node, look: Look) -> None:
    """Goes as far as boxes. Raises ContentError for what a template or its values have wrong."""
    for node in document.elements:
        if node.tag == "page":
            page_limits(node)
            build_pages(node, look)


def book_of(document: Node, look: Look, pages: Format, fallbacks: bool, setting: Setting) -> Book:
    """The document built, not yet on pages."""
    sections = tuple([_section(node, look, fallbacks, setting) for node in document.elements if node.tag == "page"])
    running = tuple(node for node in document.elements if node.tag == "running")
    return Book(sections, running, pages, look, setting)


def _section(node: Node, look: Look, fallbacks: bool, setting: Setting) -> Section:
    """The section of a <page>, without ``fallbacks`` in the ways of no rank; where its boxes are those of an earlier
    document, so is the section."""
    ways = build_pages(node, look, setting)
    return look.boxes.once(node, ("section", id(ways), fallbacks), lambda: _built(node, ways, fallbacks))


def _built(node: Node, ways: list[Way], fallbacks: bool) -> Section:
    taken = tuple([way for way in ways if fallbacks or not way.rank])
    return Section(node, taken, page_limits(node), page_count(node), ways)


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
    """The plan for a number of pages with the largest type: each section in the way that suits it at the smallest, no
    small picture made lower and no more words parted. Where a section had to fall back, its pictures have the room."""
    least, most = book.format.smallest, book.format.largest
    smallest = _plan(book, least, total)
    if smallest is None or not _shares(book) or any(page.section.ways[page.way].rank for page in smallest):
        return smallest
    settled = _settled(book, smallest)
    pictures, parted = _pictures(settled, smallest), _parted(settled, smallest)

    def larger(base: float) -> list[Placed] | None:
        tried = _plan(settled, base, total)
        if tried is None or lower(pictures, _pictures(settled, tried)) or _parted(settled, tried) > parted:
            return None
        return tried

    return _grown(larger, smallest, least, most)


def _grown(plan: Callable[[float], list[Placed] | None], best: list[Placed], least: float, most: float) -> list[Placed]:
    """The plan at the largest size that holds, from that at the least, which is ``best``. Most documents grow by
    little, so sizes near the least are tried first."""
    low = least
    for doubled in range(STEPS + 1):
        size = least + (most - least) * 2**doubled / 2**STEPS
        grown = plan(size)
        if grown is None:
            return _halved(plan, best, low, size, doubled - 1)
        best, low = grown, size
    return best


def _settled(book: Book, placed: Sequence[Placed]) -> Book:
    """The book with the ways to set its sections that were taken."""
    taken = {id(page.section): page.way for page in placed}
    sections = [section.only(taken.get(id(section), 0)) for section in book.sections]
    return replace(book, sections=tuple(sections))


def _pictures(book: Book, placed: Sequence[Placed]) -> list[float]:
    """The heights of all pictures, in order."""
    return [
        tall
        for index, page in enumerate(placed)
        for tall in heights(page.stack, text_frame(book, page.base, index, page.section), page.base)
    ]


def _parted(book: Book, placed: Sequence[Placed]) -> int:
    """How many texts have words that are parted by hyphens."""
    return sum(
        parted_texts(page.stack, text_frame(book, page.base, index, page.section), page.base)
        for index, page in enumerate(placed)
        if page.stack.divisible
    )


def _halved(
    plan: Callable[[float], list[Placed] | None], best: list[Placed], low: float, high: float, steps: int = STEPS
) -> list[Placed]:
    """The plan at the largest size that holds, from that at size ``low``, which is ``best``, to one that does not."""
    for _ in range(steps):
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
        if section.node.get("starts") == "even" and len(out) % 2 == 0 and book.filler:
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


_EMPTY = Section(Node("page", {}, ()), (Way([]),))


def _placed(section: Section, book: Book, base: float, first: int, total: int | None) -> list[Placed] | None:
    """A section page by page, from page ``first`` on."""
    if section.limits is None:
        return _poured(section, book, base, first, total) if section.flows else _on_one(section, book, base, first)
    least, most = section.limits
    if not section.flows:
        frame = text_frame(book, least, first, section)
        fitted = fit(section.ways, frame, least, most)
        return None if fitted is None else [Placed(section, fitted.stack, fitted.base)]
    fewest = _poured(section, book, least, first, total)
    if fewest is None:
        return None

    def no_longer(base: float) -> list[Placed] | None:
        tried = _poured(section, book, base, first, total)
        return tried if tried and len(tried) <= len(fewest) else None

    return _halved(no_longer, fewest, least, most)


def _on_one(section: Section, book: Book, base: float, first: int) -> list[Placed] | None:
    """The way to set a section on one page that shows its pictures largest."""
    frame = text_frame(book, base, first, section)
    holding = preferred(section.ways, frame, base)
    if not holding:
        return None
    best = holding[0]
    if len(holding) > 1:
        best = max(holding, key=lambda way: picture_value(heights(way, frame, base), frame.height))
    return [Placed(section, best, base, section.ways.index(best))]


def _poured(section: Section, book: Book, base: float, first: int, total: int | None) -> list[Placed] | None:
    """The way to pour a section that takes the fewest pages."""
    if section.pages:
        return _spread(section, book, base, first, total, section.pages)
    if total is not None:
        numbers = range(first, total)
        placed = _fewest(section, lambda: (text_frame(book, base, i, section) for i in numbers), base)
    else:
        placed = _evened(section, book, base, first)
    if placed is None or not (section.says("even") or section.ends_odd):
        return placed
    one_more = section.ends_odd and (first + len(placed)) % 2 == 0
    return _spread(section, book, base, first, total, len(placed) + one_more) or placed


def _fewest(section: Section, frames: Callable[[], Iterator[Rect]], base: float) -> list[Placed] | None:
    """Of the ways to pour a section that have the lowest rank, the first that takes the fewest pages."""
    best: list[Placed] | None = None
    ranks = [way.rank for way in section.ways]
    for way in sorted(range(len(ranks)), key=lambda number: ranks[number]):
        if best is not None and ranks[way] > ranks[best[0].way]:
            break
        poured = pour(section.ways[way].chains, frames(), base)
        if poured is not None and (best is None or len(poured) < len(best)):
            best = [Placed(section, column(blocks), base, way) for _, blocks in poured]
    return best


def _evened(section: Section, book: Book, base: float, first: int) -> list[Placed] | None:
    """The same on as many pages as it takes, which are equally full. Frames take turns: a left page, a right page."""
    turns = [text_frame(book, base, first + i, section) for i in range(book.format.turns)]

    def made() -> list[Placed] | None:
        best = _fewest(section, lambda: cycle(turns), base)
        if best is None or len(best) < 2:
            return best
        way = best[0].way
        poured = evenly(section.ways[way].chains, lambda: cycle(turns), base, len(best))
        return [Placed(section, column(blocks), base, way) for _, blocks in poured] if poured else best

    how = ("poured", id(section.held), len(section.ways), base, *turns)
    return book.look.boxes.once(section.node, how, made)


def _spread(
    section: Section, book: Book, base: float, first: int, total: int | None, pages: int
) -> list[Placed] | None:
    """A section on just so many pages."""
    if total is not None and first + pages > total:
        return None
    whole = [text_frame(book, base, first + i, section) for i in range(pages)]
    how = ("spread", *map(id, section.ways), base, *whole)
    # The section is kept with the answer, so that its ways go on being what they are known by.
    _, placed = book.look.boxes.once(section.node, how, lambda: (section, _clearest(section, whole, base)))
    return placed


def _clearest(section: Section, whole: Sequence[Rect], base: float) -> list[Placed] | None:
    """A section in just these frames: the first way whose pictures are not clearly lower than those of any other."""
    found: list[tuple[float, int, list[Placed]]] = []
    worth = _worth(base)
    ranks = [way.rank for way in section.ways]
    for number in sorted(range(len(ranks)), key=lambda number: ranks[number]):
        if found and ranks[number] > ranks[found[0][1]]:
            break
        way = section.ways[number]
        room = feet_heights(way.feet, whole, base)
        frames = [frame._replace(y0=frame.y0 + taken) for frame, taken in zip(whole, room, strict=True)]
        parts = spread(way.chains, frames, base, worth)
        if parts is not None:
            bodies = [filled(part) for part in parts]
            pictures = [tall for body, frame in zip(bodies, frames, strict=True) for tall in heights(body, frame, base)]
            feet = [*way.feet, *[None] * len(whole)][: len(whole)]
            stacks = [way.flows.footed(body, foot, taken) for body, foot, taken in zip(bodies, feet, room, strict=True)]
            order = reading(parts)
            placed = [Placed(section, stack, base, number, order.index(at) - at) for at, stack in enumerate(stacks)]
            found.append((_clear(pictures, base) / max(1, len(pictures)), number, placed))
    best = max((value for value, _, _ in found), default=0.0)
    return next((placed for value, _, placed in found if value > best - NEAR), None)


def _worth(base: float) -> Worth:
    """What the pictures of a filled frame are worth together, at a type size."""

    def worth(parts: Chains, frame: Rect) -> float:
        if not any(chain.pictured for chain in parts):
            return 0.0
        return _clear(heights(filled(parts), frame, base), base)

    return worth


def _clear(tall: Sequence[float], base: float) -> float:
    """How clear pictures of these heights are together, each from 0 to 1: one as low as a line of type is half as clear
    as it can be, so that none is made low for the sake of one that is high."""
    return sum([height / (height + base) for height in tall])


def _numbers(placed: Sequence[Placed], look: Look) -> dict[str, str]:
    """The page number, in the language's digits, of every place that can be named."""
    found: dict[str, str] = {}
    for number, page in enumerate(placed, 1):
        for name in _anchors(page.stack):
            found.setdefault(name, look.typesetter.numerals(str(number)))
    return found


def _anchors(box: Box) -> tuple[str, ...]:
    """The names of the places in a box, which keeps them."""
    if isinstance(box, Container):
        if box.anchored is None:
            box.anchored = tuple([name for child in box.inside for name in _anchors(child)])
        return box.anchored
    return (box.anchor.name,) if isinstance(box, (TextBox, PageBox)) and box.anchor is not None else ()


def _layout(book: Book, placed: Sequence[Placed]) -> Layout:
    total = len(placed)
    frames = [text_frame(book, page.base, index, page.section) for index, page in enumerate(placed)]
    set_in = zip(placed, frames, _scales(placed, frames), strict=True)
    pages = tuple([_painted(book, *page, number, total) for number, page in enumerate(set_in, 1)])
    smallest = tuple(page.section.limits[0] if page.section.limits else book.format.smallest for page in placed)

    def spare(wanted: int) -> tuple[Page, ...]:
        if book.filler is None or not wanted:
            return ()
        footless = replace(book, running=())
        blank = _blanks(footless, book.format.smallest, 0, 1)[0]
        page = _painted(footless, blank, text_frame(footless, blank.base, 0, blank.section), 0.0, 1, total)
        return (replace(page, label=""),) * wanted

    return Layout(pages, tuple(page.base for page in placed), smallest, spare, tuple(book.setting.slots))


def _scales(placed: Sequence[Placed], frames: Sequence[Rect]) -> list[float]:
    """The scale of the group that the pictures of each page are in: those of a face that is sized by itself, and those
    of all other pages together."""
    fits = [
        [fit for fit in scales(page.stack, frame, page.base) if fit] for page, frame in zip(placed, frames, strict=True)
    ]
    alone = [page.section.limits is not None for page in placed]
    shared = group_scale([fit for own, single in zip(fits, alone, strict=True) if not single for fit in own])
    return [group_scale(own) if single else shared for own, single in zip(fits, alone, strict=True)]


def _painted(book: Book, page: Placed, frame: Rect, scale: float, number: int, total: int) -> Page:
    face = book.format.face(number - 1)
    sheet = face.sheet
    trim = Rect(0, 0, sheet.width, sheet.height)
    painter = Painter(trim, face.safe, book.format.bleed, scale)
    page.stack.paint(painter, frame, page.base)
    marks = page_marks((*painter.marks, *foot_marks(book, page, face, number, total)))
    return Page(
        sheet.width, sheet.height, marks, face.safe, str(number), tuple(painter.links), tuple(painter.anchors),
        face.keep_out, number - 1 + page.moved if page.moved else None,
    )  # fmt: skip
