"""Pages as pictures with numbers beside their texts."""

from __future__ import annotations

from itertools import combinations

from soleprint.marks import ARTIFACT, GlyphRun, Group, Mark, Page, Path, Primitive, Rect, union
from soleprint.press.numbered import EDGE, LARGEST, Numbered, numbered
from soleprint.products.sheets import lettering
from soleprint.text import Typesetter

LETTER = lettering(Typesetter("en"), display=True)
COLOURS = ("#5B2A5E", "#FFFFFF")
ROOM = (300 + 2 * EDGE, 400 + 2 * EDGE)
"""For the page at its size."""
PAGE = Page(300.0, 400.0, (), Rect(0, 0, 300, 400))


def drawn(page: Page, *numbers: Numbered, room: tuple[float, float] = (500.0, 700.0)) -> tuple[Primitive, ...]:
    return numbered("x", page, numbers, room, LETTER, COLOURS).items


def discs(items: tuple[Primitive, ...]) -> list[Rect]:
    """The boxes of the numbers' grounds, in order."""
    paths = (item for item in items if isinstance(item, Path) and item.fill == COLOURS[0])
    return [box for path in paths if (box := union(_points(path)))]


def _points(path: Path) -> list[Rect]:
    ends = [(segment[-2], segment[-1]) for segment in path.segments if len(segment) > 1]
    return [Rect(float(x), float(y), float(x), float(y)) for x, y in ends]


def pins(items: tuple[Primitive, ...]) -> list[Path]:
    return [item for item in items if isinstance(item, Path) and item.stroke and len(item.segments) == 2]


def test_a_page_is_as_large_as_there_is_room_for() -> None:
    symbol = numbered("x", PAGE, (), (300 + 2 * EDGE, 1000.0), LETTER, COLOURS)
    assert (symbol.bbox.width, symbol.bbox.height) == ROOM
    small = numbered("x", PAGE, (), (5000.0, 5000.0), LETTER, COLOURS)
    assert (small.bbox.width, small.bbox.height) == (5000, 400 * LARGEST + 2 * EDGE)
    (page,) = (item for item in small.items if isinstance(item, Group))
    assert page.matrix[4] == (5000 - 300 * LARGEST) / 2


def test_what_leaves_the_page_is_cut_off() -> None:
    (page,) = (item for item in drawn(PAGE) if isinstance(item, Group))
    assert page.clip is not None
    assert union(_points(Path(page.clip))) == Rect(0, 0, 300, 400)


def test_a_number_stands_before_its_line_in_either_direction() -> None:
    line = Rect(50, 100, 250, 112)
    (left,) = discs(drawn(PAGE, Numbered(7, line), room=ROOM))
    (right,) = discs(drawn(PAGE, Numbered(7, line, rtl=True), room=ROOM))
    assert left.x1 < 50 + EDGE < 250 + EDGE < right.x0
    assert left.y0 < 106 + EDGE < left.y1
    assert not pins(drawn(PAGE, Numbered(7, line)))


def test_numbers_never_lie_on_each_other_nor_leave_the_picture() -> None:
    lines = [Numbered(100 + n, Rect(30, 380 - 6 * n, 290, 390 - 6 * n)) for n in range(40)]
    boxes = discs(drawn(PAGE, *lines, room=ROOM))
    assert len(boxes) == 40
    assert all(Rect(0, 0, *ROOM).contains(box) for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_a_text_within_a_line_has_its_number_on_a_pin() -> None:
    words = tuple(run for run in LETTER("Before the text and after it, on one line", 12.0))
    run = GlyphRun(words[0].font, 12.0, (50.0, 200.0), words[0].glyphs, "#000000", words[0].text)
    page = Page(300.0, 400.0, (Mark(ARTIFACT, run),), Rect(0, 0, 300, 400))
    items = drawn(page, Numbered(7, Rect(120, 197, 250, 209)), room=ROOM)
    (box,) = discs(items)
    assert not box.y0 < 203 + EDGE < box.y1
    under, over = pins(items)
    assert {point.x0 for point in _points(over)} == {120 + EDGE}
    assert under.stroke is not None
    assert under.stroke.colour == COLOURS[1]
