"""What a part of a page shows, as a page of its own: nothing hidden, and its own place in the structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from soleprint.bounds import bounds, moved
from soleprint.marks import (
    ARTIFACT,
    IDENTITY,
    Anchor,
    Element,
    GlyphRun,
    Group,
    LinkArea,
    Mark,
    Matrix,
    Page,
    Primitive,
    Rect,
    Use,
    multiply,
    rounded,
)

_PARTS = {"Table": "Div", "TR": "Div", "TH": "Div", "TD": "Div", "Caption": "P"}
"""What a part of a table is, which has no rows of one length."""


def cut_out(page: Page, shown: Rect, anchors: Sequence[Anchor]) -> Page:
    """The page with only what is in ``shown``, in page coordinates: pictures that reach into it, and of text the
    letters that do. Structure elements are new, so that each part is read by itself; ``anchors`` are those it keeps.
    """
    copies: dict[Element, Element] = {}
    marks = tuple(Mark(_copied(mark.owner, copies), item) for mark in page.marks for item in _within(mark.item, shown))
    links = tuple(_linked(link, shown, copies) for link in page.links if link.rect.overlaps(shown))
    return replace(page, marks=marks, links=links, anchors=tuple(anchors), read=None)


def _copied(element: Element, copies: dict[Element, Element]) -> Element:
    if element is ARTIFACT or element.tag == "Document":
        return element
    copy = copies.get(element)
    if copy is None:
        parent = element.parent and _copied(element.parent, copies)
        tag, attributes = _PARTS.get(element.tag, element.tag), element.attributes
        copy = copies[element] = Element(
            tag, parent, element.alt, element.lang, {} if tag != element.tag else attributes
        )
    return copy


def _linked(link: LinkArea, shown: Rect, copies: dict[Element, Element]) -> LinkArea:
    x0, y0, x1, y1 = link.rect
    area = Rect(max(x0, shown.x0), max(y0, shown.y0), min(x1, shown.x1), min(y1, shown.y1))
    return replace(link, owner=_copied(link.owner, copies), rect=area)


def _within(item: Primitive, shown: Rect, placed: Matrix = IDENTITY) -> Iterator[Primitive]:
    """The item, which ``placed`` takes to the page, where it shows; of a run of text the letters that do."""
    box = bounds(item)
    if box is None or not moved(box, placed).overlaps(shown, 0.0):
        return
    if isinstance(item, Use) and _has_text(item.symbol.items):
        item = Group(item.symbol.items, item.matrix, rounded(item.symbol.bbox, 0))
    if isinstance(item, Group):
        inner = multiply(item.matrix, placed)
        yield replace(item, items=tuple(part for each in item.items for part in _within(each, shown, inner)))
    elif isinstance(item, GlyphRun) and _runs_right(item, placed):
        scale, _, _, _, x, _ = placed
        part = _letters(item, (shown.x0 - x) / scale, (shown.x1 - x) / scale)
        if part is not None:
            yield part
    else:
        yield item


def _has_text(items: Sequence[Primitive]) -> bool:
    return any(isinstance(item, GlyphRun) or (isinstance(item, Group) and _has_text(item.items)) for item in items)


def _runs_right(run: GlyphRun, placed: Matrix) -> bool:
    """Whether letters follow each other to the right on the page, so that a run may be cut between them."""
    return not run.rtl and placed[0] > 0 and placed[1:3] == (0.0, 0.0)


def _letters(run: GlyphRun, low: float, high: float) -> GlyphRun | None:
    """The letters of a run that reach in between two places along it; None for none. A glyph without text of its own
    stays with the one before it."""
    scale, pen = run.size / run.font.upem, run.origin[0]
    starts, inside = [], []
    for number, glyph in enumerate(run.glyphs):
        starts.append(pen)
        x0, _, x1, _ = run.font.extents(glyph.id)
        left = pen + glyph.dx * scale
        # A blank has no ink, and is where the pen is.
        if left + x0 * scale < high and left + max(x1, x0 + 1) * scale > low:
            inside.append(number)
        pen += glyph.advance * scale
    if not inside:
        return None
    first, end = inside[0], inside[-1] + 1
    while first and not run.glyphs[first].text:
        first -= 1
    while end < len(run.glyphs) and not run.glyphs[end].text:
        end += 1
    if (first, end) == (0, len(run.glyphs)):
        return run
    glyphs = run.glyphs[first:end]
    text = "".join([glyph.text for glyph in glyphs])
    return replace(run, origin=(starts[first], run.origin[1]), glyphs=glyphs, text=text)
