"""What must never be on a page: characters without a glyph, words outside the safe area, words on pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from soleprint.marks import Element, GlyphRun, Group, Page, Primitive, Rect, Use, ink_box
from soleprint.preflight.pages import placed_box


def runs(page: Page) -> list[tuple[GlyphRun, Rect]]:
    """Every run of glyphs with the box of its ink."""
    return [(m.item, box) for m in page.marks if isinstance(m.item, GlyphRun) and (box := ink_box(m.item))]


def no_glyph(page: Page) -> list[str]:
    """Runs in which a character has no glyph."""
    runs = [mark.item for mark in page.marks if isinstance(mark.item, GlyphRun)]
    return [run.text for run in runs if any(glyph.id == 0 for glyph in run.glyphs)]


def outside(page: Page) -> list[str]:
    """Words and pictures that leave the safe area; a letter's hook may hang over by its bearing, and pictures may run
    off the page."""
    bad = [
        run.text
        for run, box in runs(page)
        if not page.safe.inset(-0.08 * run.size, 0, -0.08 * run.size, 0).contains(box, slack=0.05)
    ]
    boxes = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    return bad + [f"picture at {box}" for box in boxes if not page.safe.contains(_without_bleed(box, page), slack=0.05)]


def _without_bleed(box: Rect, page: Page) -> Rect:
    """A picture's box less what runs off the page: there it ends at the safe area."""
    safe, near = page.safe, 0.05
    return Rect(
        safe.x0 if box.x0 <= near else box.x0,
        safe.y0 if box.y0 <= near else box.y0,
        safe.x1 if box.x1 >= page.width - near else box.x1,
        safe.y1 if box.y1 >= page.height - near else box.y1,
    )


def words_on_pictures(page: Page) -> Iterator[str]:
    """Runs that lie on a picture, other than a step's number on its disc."""
    pictures = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    for mark in page.marks:
        box = ink_box(mark.item) if isinstance(mark.item, GlyphRun) and mark.owner.tag != "Lbl" else None
        if box and any(box.overlaps(picture, slack=0.5) for picture in pictures):
            yield mark.item.text  # type: ignore[union-attr]


def letters_of(picture: Use) -> tuple[str, ...]:
    """The letters on a picture with hands, such as 1a."""
    fields = (item for item in picture.symbol.items if isinstance(item, Group))
    return tuple(item.text for field in fields for item in field.items if isinstance(item, GlyphRun))


def letters_on(page: Page) -> list[str]:
    """The letters on all pictures of a page."""
    return [letter for mark in page.marks if isinstance(mark.item, Use) for letter in letters_of(mark.item)]


def stage_share(page: Page) -> float:
    """How much of the sheet the pictures of the steps cover, 0 to 1."""
    boxes = [placed_box(m.item) for m in page.marks if isinstance(m.item, Use) and m.owner.parent and in_step(m.owner)]
    return sum(box.width * box.height for box in boxes) / (page.width * page.height)


def in_step(owner: Element) -> bool:
    """Whether an element is part of a numbered step."""
    return owner.parent is not None and (owner.parent.tag == "LBody" or in_step(owner.parent))


def steps_without_hands(page: Page) -> list[str]:
    """The pictures of steps on which no hand does the stroke."""
    shown = [mark.item for mark in page.marks if isinstance(mark.item, Use) and in_step(mark.owner)]
    return [use.symbol.name for use in shown if not any(map(_is_hand, _drawings(use.symbol.items)))]


def _is_hand(drawing: str) -> bool:
    return drawing.startswith("hand-")


def _drawings(items: Iterable[Primitive]) -> Iterator[str]:
    """The names of the drawings that a picture is made of."""
    for item in items:
        if isinstance(item, Use):
            yield item.symbol.name
            yield from _drawings(item.symbol.items)
        elif isinstance(item, Group):
            yield from _drawings(item.items)
