"""Documents for the layout engine: markup made, laid out on plain pages, and read back from them."""

from __future__ import annotations

from collections.abc import Callable

from soleprint.compose.markup import Node, check
from soleprint.compose.parse import parse
from soleprint.layout.book import Format, Layout
from soleprint.layout.engine import lay_out
from soleprint.layout.look import Look
from soleprint.layout.paper import Face, Paper
from soleprint.marks import ARTIFACT, GlyphRun, Page, Path, Rect, Use, ink_box
from tests.layout.stubs import look

LOOK = look()
MARGIN = 10.0
FOOT = '<running><p style="small">Page {page} of {pages}</p></running>'
WORDS = ["Glide", "from", "the", "ankle", "to", "the", "knee", "with", "flat", "hands."]


def plain(width: float = 200, height: float = 200) -> Face:
    """A page with a margin of 10 points."""
    return Face(Paper("test", width, height), Rect(MARGIN, MARGIN, width - MARGIN, height - MARGIN), ())


def pages_of(
    least: float = 12.0,
    most: float | None = None,
    total: int | None = None,
    elastic: bool = False,
    face: Callable[[int], Face] = lambda index: plain(),
    turns: int = 2,
) -> Format:
    return Format(face, least, most or least, total, elastic, turns=turns)


def document(body: str) -> Node:
    root = parse(f'<document _at="t:1">{body}</document>', "t")
    assert check(root) == []
    return root


def laid(body: str, form: Format | None = None, using: Look | None = None) -> Layout | None:
    # A look of its own: page numbers stay in it.
    return lay_out(document(body), using or LOOK, form or pages_of())


def made(body: str, form: Format | None = None, using: Look | None = None) -> Layout:
    found = laid(body, form, using)
    assert found is not None
    return found


def texts(body: str, form: Format | None = None) -> list[str]:
    """The words of each page."""
    return [text(page) for page in made(body, form).pages]


def said(words: int) -> str:
    return " ".join((WORDS * 9)[:words])


def paragraphs(count: int, words: int = 12, first: int = 1) -> str:
    return "".join(f"<p>{n}: {said(words)}</p>" for n in range(first, first + count))


def flowing(count: int, more: str = "") -> str:
    return f'<page flow="yes" gap="0.5" {more}>{paragraphs(count)}</page>'


def text(page: Page, artifact: bool = False) -> str:
    runs = [mark for mark in page.marks if isinstance(mark.item, GlyphRun) and (mark.owner is ARTIFACT) is artifact]
    return " ".join(" ".join(mark.item.text for mark in runs if isinstance(mark.item, GlyphRun)).split())


def right_of(run: GlyphRun) -> float:
    """Where a run ends, without the blank at its end."""
    box = ink_box(run)
    return box.x1 if box else run.origin[0]


def lowest(run: GlyphRun) -> float:
    return run.origin[1] + run.font.descent * run.size / run.font.upem


def outside(page: Page) -> list[str]:
    """Words, pictures and lines that leave the safe area."""
    bad = []
    for mark in page.marks:
        match mark.item:
            case GlyphRun() as run:
                box = Rect(run.origin[0], lowest(run), right_of(run), run.origin[1] + run.size * 0.7)
            case Use() as use:
                (_, _, _, _, x, y), size = use.matrix, use.symbol.bbox
                box = Rect(x, y, x + size.width, y + size.height)
            case Path() as path:
                points = [point for _, *point in path.segments if point]
                xs, ys = [point[0] for point in points], [point[1] for point in points]
                box = Rect(min(xs), min(ys), max(xs), max(ys))
            case _:
                raise AssertionError(mark.item)
        if not page.safe.contains(box, slack=0.02):
            bad.append(f"{mark.item}"[:80])
    return bad
