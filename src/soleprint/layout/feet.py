"""What stands at the foot of pages: a page's own foot, and the running one."""

from __future__ import annotations

from collections.abc import Sequence

from soleprint.compose.markup import Node
from soleprint.layout.book import Book, Placed, Section
from soleprint.layout.boxes import Stack
from soleprint.layout.build import build_pages
from soleprint.layout.flow import Foot
from soleprint.layout.painter import Painter
from soleprint.layout.paper import Face
from soleprint.marks import ARTIFACT, Mark, Rect

FOOT_GAP = 0.6
"""Em between a page's content and its running foot."""


def feet_heights(feet: Sequence[Foot], frames: Sequence[Rect], base: float) -> list[float]:
    """The room that the foot of each page takes, its gap included; endless where a word is too wide for it."""
    rooms, rows = [0.0] * len(frames), dict[str, float]()
    for number, (foot, frame) in enumerate(zip(feet, frames, strict=False)):
        height, _, broken = foot.box.measure(frame.width, base)
        rooms[number] = float("inf") if broken else height + foot.gap * base
        rows[foot.row] = max(rows.get(foot.row, 0.0), rooms[number])
    for number, foot in enumerate(feet[: len(frames)]):
        rooms[number] = rows[foot.row] if foot.row else rooms[number]
    return rooms


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
    return foot(running, book, 88, 88, section).measure(width, base).height + FOOT_GAP * base


def foot(running: Node, book: Book, page: int, pages: int, section: Section) -> Stack:
    """The running foot of a page; the same one in every document that has it."""
    chapter = section.node.get("chapter")
    how = ("foot", page, pages, chapter)
    return book.look.boxes.once(running, how, lambda: _foot(running, book, page, pages, chapter))


def _foot(running: Node, book: Book, page: int, pages: int, chapter: str) -> Stack:
    numerals = book.look.typesetter.numerals
    values = {"{page}": numerals(str(page)), "{pages}": numerals(str(pages)), "{chapter}": chapter}
    filled = _substituted(running, values)
    whole = Node("page", {"gap": "0.1"}, filled.children, running.source, running.line)
    return build_pages(whole, book.look, book.setting)[0]


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


def foot_marks(book: Book, page: Placed, face: Face, number: int, total: int) -> tuple[Mark, ...]:
    """The running foot: pagination, so an artifact (ISO 32000-1, 14.8.2.2)."""
    running = book.foot_of(number - 1)
    if running is None or not page.section.says("running"):
        return ()
    base, safe, sheet = _foot_base(page.section, page.base), face.safe, face.sheet

    def painted() -> tuple[Mark, ...]:
        box = foot(running, book, number, total, page.section)
        painter = Painter(Rect(0, 0, sheet.width, sheet.height), safe)
        box.paint(painter, safe._replace(y1=safe.y0 + box.measure(safe.width, base).height), base)
        return tuple(Mark(ARTIFACT, mark.item) for mark in painter.marks)

    how = ("painted", number, total, page.section.node.get("chapter"), base, safe, sheet.width, sheet.height)
    return book.look.boxes.once(running, how, painted)
