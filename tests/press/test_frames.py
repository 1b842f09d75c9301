"""Frames of assembly instructions: one for every task, of one size, nothing outside, drawn from what the press did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

import soleprint
from soleprint.bounds import bounds
from soleprint.marks import Group, Path, Rect, Use
from soleprint.preflight.pages import placed_box
from soleprint.press.frames import HEIGHT, WIDTH, frame
from soleprint.press.isometric import Colours
from soleprint.press.plan import Report
from soleprint.products.sheets import lettering
from soleprint.text import Typesetter
from tests.support.handouts import phrases, text

COLOURS = Colours("#13232C", "#FFFFFF", "#DCEAED", "#0A4757", "#F2A900", "#B00020")
REPORT = Report("nup", "A4", False, 1, (2, 4))
TASKS = [name for name in phrases() if name.startswith("assembly-")]


def drawn(task: str, report: Report = REPORT) -> Any:
    return frame(task, report, COLOURS, lettering(Typesetter("en"), display=True))


def paths(items: Any) -> Iterator[Path]:
    for item in items:
        if isinstance(item, Group):
            yield from paths(item.items)
        elif isinstance(item, Path):
            yield item


def test_every_task_has_a_frame() -> None:
    assert len(TASKS) == 22
    assert [task for task in TASKS if drawn(task) is None] == []
    assert drawn("printer-test") is None


@pytest.mark.parametrize("task", TASKS)
def test_a_frame_keeps_to_its_box_and_is_the_same_each_time(task: str) -> None:
    symbol = drawn(task)
    assert symbol.bbox == Rect(0, 0, WIDTH, HEIGHT)
    (items,) = symbol.items
    box = bounds(items)
    assert box is not None
    assert symbol.bbox.contains(box, slack=2)
    assert repr(symbol.items) == repr(drawn(task).items)


@pytest.mark.parametrize("task", TASKS)
def test_frames_have_two_weights_of_line_and_move_in_one_colour(task: str) -> None:
    """What is done is not told by colour alone: it is an arrow, or a dashed line."""
    found = list(paths(drawn(task).items))
    moves = [path for path in found if path.fill == COLOURS.move]
    assert moves, "an arrow"
    used = {path.stroke.colour for path in found if path.stroke} | {str(path.fill) for path in found if path.fill}
    assert used <= {COLOURS.ink, COLOURS.paper, COLOURS.tint, COLOURS.accent, COLOURS.move, COLOURS.stop}


def test_as_many_cards_are_drawn_as_are_on_a_sheet() -> None:
    def cards(report: Report) -> int:
        return sum(path.fill == COLOURS.accent for path in paths(drawn("assembly-cut", report).items))

    assert cards(REPORT) == 8
    assert cards(replace(REPORT, method="none")) == 1
    assert cards(replace(REPORT, grid=(9, 9))) == 20, "no more than can be seen"


def test_instructions_show_each_task_with_the_words_that_say_the_same() -> None:
    made = soleprint.instructions(soleprint.make("deck", ["foot"], sheet="A4", impose="nup"))
    (page,) = made.publication.pages
    frames = [(mark.owner, mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    names = ("actual-size", "duplex-long", "cut", "punch", "laminate", "punch-film", "corners", "ring")
    words = [phrases()[f"assembly-{name}"] for name in names]
    assert [owner.alt for owner, _ in frames] == words
    assert all(line in text(page) for line in words)
    heights = [placed_box(use).height for _, use in frames]
    assert max(heights) < 1.1 * min(heights), "lines of one weight"
