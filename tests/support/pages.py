"""What must never be on a page: words outside the safe area, words on pictures."""

from __future__ import annotations

from collections.abc import Iterator

from soleprint.marks import GlyphRun, Page, Rect, Use, ink_box
from soleprint.preflight.pages import placed_box


def runs(page: Page) -> list[tuple[GlyphRun, Rect]]:
    """Every run of glyphs with the box of its ink."""
    return [(m.item, box) for m in page.marks if isinstance(m.item, GlyphRun) and (box := ink_box(m.item))]


def outside(page: Page) -> list[str]:
    """Words and pictures that leave the safe area; a letter's hook may hang over by its bearing."""
    bad = [
        run.text
        for run, box in runs(page)
        if not page.safe.inset(-0.08 * run.size, 0, -0.08 * run.size, 0).contains(box, slack=0.05)
    ]
    boxes = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    return bad + [f"picture at {box}" for box in boxes if not page.safe.contains(box, slack=0.05)]


def words_on_pictures(page: Page) -> Iterator[str]:
    """Runs that lie on a picture; a step's number may lie on its own."""
    pictures = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    words = [mark.item for mark in page.marks if isinstance(mark.item, GlyphRun) and mark.owner.tag != "Lbl"]
    for run in words:
        box = ink_box(run)
        if box and any(box.overlaps(picture, slack=0.5) for picture in pictures):
            yield run.text
