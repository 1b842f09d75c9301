"""How far marks reach: no more and no less than their ink."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from soleprint.bounds import bounds, moved
from soleprint.marks import GlyphRun, Group, Path, Rect, Segment, Stroke, Symbol, Use, glyph_boxes, ink_box, union
from soleprint.text import Span, Typesetter

SQUARE: tuple[Segment, ...] = (("M", 10, 20), ("L", 30, 20), ("L", 30, 40), ("L", 10, 40), ("Z",))
INSIDE = Rect(10, 20, 30, 40)


def test_a_fill_reaches_as_far_as_its_outline() -> None:
    assert bounds(Path(SQUARE, fill="#000000")) == INSIDE


@pytest.mark.parametrize("width", [0.5, 4.0])
def test_a_line_reaches_half_its_width_beyond_its_outline(width: float) -> None:
    half = width / 2
    line = Path(SQUARE, stroke=Stroke("#000000", width))
    assert bounds(line) == Rect(10 - half, 20 - half, 30 + half, 40 + half)


def test_what_is_placed_reaches_where_it_is_placed() -> None:
    line = Path(SQUARE, stroke=Stroke("#000000", 2))
    assert bounds(Group((line,), (2, 0, 0, 2, 5, 7))) == Rect(23, 45, 67, 89)
    assert bounds(Use(Symbol("s", (line,), INSIDE), (1, 0, 0, 1, 5, 7))) == Rect(15, 27, 35, 47)
    assert moved(Rect(0, 0, 2, 1), (0, 1, -1, 0, 0, 0)) == Rect(-1, 0, 0, 2)


def test_a_clip_cuts_the_line_too() -> None:
    line = Path(SQUARE, stroke=Stroke("#000000", 2))
    clip: tuple[Segment, ...] = (("M", 0, 0), ("L", 20, 0), ("L", 20, 100), ("L", 0, 100), ("Z",))
    assert bounds(Group((line,), clip=clip)) == Rect(9, 19, 20, 41)


def test_a_clip_holds_wherever_a_group_is_and_hides_what_is_outside() -> None:
    """Of a group in a group; a clip is in the coordinates of its own."""
    line = Path(SQUARE, stroke=Stroke("#000000", 2))
    clip: tuple[Segment, ...] = (("M", 0, 0), ("L", 20, 0), ("L", 20, 100), ("L", 0, 100), ("Z",))
    placed = Group((Group((line,), (2, 0, 0, 2, 0, 0), clip),), (1, 0, 0, 1, 100, 0))
    assert bounds(placed) == Rect(118, 38, 140, 82)
    beside = Group((Path((("M", 50, 50), ("L", 60, 60)), fill="#000000"),), clip=clip)
    assert bounds(beside) is None


def test_nothing_reaches_nowhere() -> None:
    assert bounds(Path(())) is None
    assert bounds(Group(())) is None


# Letters


def runs(text: str, lang: str) -> Iterator[GlyphRun]:
    prepared = Typesetter(lang).prepare([Span(text)])
    return (run for _, run in prepared.set(1000, 20, 1.2).runs(10, 100))


LETTERS = [*runs("Hagp", "en"), *runs("ที่สูง", "th"), *runs("محمّد", "ar")]
"""Plain letters, marks above each other, and letters that join."""


@pytest.mark.parametrize("run", LETTERS, ids=lambda run: run.text)
def test_a_run_reaches_as_far_as_its_letters(run: GlyphRun) -> None:
    assert ink_box(run) == pytest.approx(union(glyph_boxes(run)))


@given(st.integers(-2000, 2000), st.integers(-2000, 2000), st.integers(0, 3))
def test_a_letter_that_is_moved_takes_its_ink_along(dx: int, dy: int, which: int) -> None:
    """Marks stand where the font's tables put them, above a letter or below it."""
    run = LETTERS[0]
    alone = replace(run, glyphs=(run.glyphs[which],))
    there = replace(run, glyphs=(run.glyphs[which]._replace(dx=dx, dy=dy),))
    box, scale = ink_box(alone), run.size / run.font.upem
    assert box is not None
    moved = Rect(box.x0 + dx * scale, box.y0 + dy * scale, box.x1 + dx * scale, box.y1 + dy * scale)
    assert ink_box(there) == pytest.approx(moved)
    assert glyph_boxes(there) == [pytest.approx(moved)]


def test_blanks_have_no_ink() -> None:
    (run,) = runs("\u00a0", "en")
    assert ink_box(run) is None
    assert glyph_boxes(run) == []
