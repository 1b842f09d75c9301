"""Boxes keep their children inside, apart and in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from soleprint.layout.boxes import (
    Box,
    Columns,
    Container,
    Hung,
    Indented,
    Padded,
    Pinned,
    RunIn,
    Spacer,
    Stack,
    mirrored,
    share,
)
from soleprint.layout.rows import Cell, Grids, Row, grid
from soleprint.marks import Rect
from tests.layout.stubs import Block

EM = st.floats(0, 5)
WANT = st.sampled_from([0.0, 0.0, 1.0, 4.0])
GAP = st.floats(0, 2)
BASE = 10.0


def blocks() -> st.SearchStrategy[Box]:
    return st.builds(Block, st.floats(0.5, 5), WANT, st.floats(0.2, 4))


def columns(children: list[Box], auto: bool, gap: float, middle: bool, rtl: bool) -> Box:
    return Columns(children, [0.0 if auto and i == 0 else 1.0 + i for i in range(len(children))], gap, middle, rtl)


def rows(parts: list[Box], gap: float, rtl: bool) -> Box:
    cells = [Cell([part, Block(1.0)], [1, 0]) for part in parts]
    return grid(cells, 2, gap, rtl)


def trees(rtl: bool | None = None) -> st.SearchStrategy[Box]:
    side = st.booleans() if rtl is None else st.just(rtl)

    def wider(inner: st.SearchStrategy[Box]) -> st.SearchStrategy[Box]:
        several = st.lists(inner, min_size=1, max_size=4)
        return st.one_of(
            st.builds(Stack, several, GAP, st.booleans()),
            st.builds(columns, several, st.booleans(), GAP, st.booleans(), side),
            st.builds(rows, several, GAP, side),
            st.builds(Indented, blocks(), inner, GAP, side, st.booleans()),
            st.builds(Padded, inner, st.floats(0, 1), st.floats(0, 1)),
        )

    return st.recursive(blocks(), wider, max_leaves=8)


def visit(box: Box, frame: Rect) -> Iterator[tuple[Container, Rect, list[tuple[Box, Rect]]]]:
    """Each container with its frame and its children's frames."""
    if isinstance(box, Container):
        children = list(box.arrange(frame, BASE))
        yield box, frame, children
        for child, place in children:
            yield from visit(child, place)


def placed(box: Box, width: float, spare: float) -> Rect:
    """A frame in which the box holds, with ``spare`` points of height left over."""
    extent = box.measure(width, BASE)
    assume(not extent.broken)
    return Rect(7, 11, 7 + width, 11 + extent.height + spare)


@settings(max_examples=300, deadline=None)
@given(trees(), st.floats(60, 500), st.sampled_from([0.0, 3.0, 200.0]))
def test_children_stay_inside_and_apart_and_get_what_they_need(box: Box, width: float, spare: float) -> None:
    for _, frame, children in visit(box, placed(box, width, spare)):
        for i, (child, place) in enumerate(children):
            need = child.measure(place.width, BASE)
            assert frame.contains(place)
            assert place.height >= need.height - 0.01
            assert not need.broken
            assert not any(place.overlaps(other) for _, other in children[i + 1 :])


@settings(max_examples=200, deadline=None)
@given(trees(rtl=False), st.floats(60, 500), st.sampled_from([0.0, 50.0]))
def test_reading_order_goes_down_stacks_and_along_columns(box: Box, width: float, spare: float) -> None:
    for container, _, children in visit(box, placed(box, width, spare)):
        frames = [place for _, place in children]
        if isinstance(container, Stack):
            assert [f.y1 for f in frames] == sorted((f.y1 for f in frames), reverse=True)
            assert [child for child, _ in children] == list(container.children)
        if isinstance(container, Columns):
            assert [f.x0 for f in frames] == sorted(f.x0 for f in frames)
            assert [child for child, _ in children] == list(container.children)


def turned(box: Box) -> Box:
    """The same boxes for a right-to-left page."""
    if isinstance(box, Stack):
        return Stack([turned(child) for child in box.children], box.gap, box.justify)
    if isinstance(box, Columns):
        return Columns([turned(child) for child in box.children], box.widths, box.gap, box.middle, True)
    if isinstance(box, Row):
        cells = [Cell([turned(part) for part in cell.parts], cell.order) for cell in box.cells]
        return Row(cells, box.columns, box.gap, box.part_gap, True)
    if isinstance(box, Indented):
        return Indented(turned(box.marker), turned(box.body), box.gap, True, box.middle)
    if isinstance(box, Padded):
        return Padded(turned(box.body), box.vertical, box.horizontal)
    return box


def leaves(box: Box, frame: Rect) -> list[Rect]:
    if not isinstance(box, Container):
        return [frame]
    return [leaf for child, place in box.arrange(frame, BASE) for leaf in leaves(child, place)]


@settings(max_examples=200, deadline=None)
@given(trees(rtl=False), st.floats(60, 500), st.sampled_from([0.0, 50.0]))
def test_a_right_to_left_page_is_the_mirror_image(box: Box, width: float, spare: float) -> None:
    frame = placed(box, width, spare)
    for left, right in zip(leaves(box, frame), leaves(turned(box), frame), strict=True):
        assert mirrored(left, frame) == pytest.approx(right, abs=0.001)


@given(st.floats(0, 1000), st.lists(st.floats(0, 100), max_size=6))
def test_share_gives_nobody_too_much_and_wastes_nothing(free: float, wants: list[float]) -> None:
    given_ = share(free, wants)
    assert len(given_) == len(wants)
    assert all(0 <= got <= want + 1e-6 for got, want in zip(given_, wants, strict=True))
    assert sum(given_) == pytest.approx(min(free, sum(wants)), abs=1e-4)


@given(st.floats(0, 100), st.lists(st.floats(0, 100), min_size=2, max_size=6))
def test_share_treats_all_alike(free: float, wants: list[float]) -> None:
    given_ = share(free, wants)
    for got, want in zip(given_, wants, strict=True):
        if got < want - 1e-3:
            # Who has not enough has as much as anybody.
            assert got >= max(given_) - 1e-3


def test_a_stack_gives_spare_height_to_those_who_can_use_it() -> None:
    stack = Stack([Block(1), Block(1, want=3), Spacer(grow=True)], gap=0.5)
    frames = [place for _, place in stack.arrange(Rect(0, 0, 100, 100), BASE)]
    assert [round(f.height, 3) for f in frames] == [10, 40, 40]
    assert frames[-1].y0 == pytest.approx(0)


def test_a_justified_stack_widens_its_gaps_up_to_a_limit() -> None:
    def bottoms(height: float) -> list[float]:
        stack = Stack([Block(1), Block(1), Block(1)], gap=0.5, justify=True)
        return [round(place.y0, 3) for _, place in stack.arrange(Rect(0, 0, 100, height), BASE)]

    assert bottoms(40) == [30, 15, 0]
    assert bottoms(50) == [40, 20, 0]
    # 1.6 em more than the 0.5 asked for, and not a point more.
    assert bottoms(500) == [490, 459, 428]


def test_columns_share_what_the_automatic_ones_leave() -> None:
    box = Columns([Block(1), Block(1, wide=3), Block(1)], [2, 0, 1], gap=1)
    assert box.spans(110, BASE) == pytest.approx([40, 30, 20])


@pytest.mark.parametrize("widths", [[0.0, 0.0], [1.0, 0.0]])
def test_columns_that_are_wider_than_the_page_do_not_hold(widths: list[float]) -> None:
    box = Columns([Block(1, wide=1), Block(1, wide=9)], widths, gap=1)
    assert box.measure(99, BASE).broken
    assert not box.measure(115, BASE).broken


def test_column_tops_are_level_unless_in_the_middle() -> None:
    def tops(middle: bool) -> list[float]:
        box = Columns([Block(1), Block(3)], [1, 1], middle=middle)
        return [place.y1 for _, place in box.arrange(Rect(0, 0, 100, 30), BASE)]

    assert tops(False) == [30, 30]
    assert tops(True) == [20, 30]


def test_the_parts_of_a_row_line_up() -> None:
    row = Row([Cell([Block(1), Block(2)], [1, 0]), Cell([Block(3), Block(1)], [1, 0])], 2, 1, 0.5)
    frames = {id(child): place for child, place in row.arrange(Rect(0, 0, 110, 55), BASE)}
    first, second = ([frames[id(part)] for part in cell.parts] for cell in row.cells)
    assert [f.y0 for f in first] == [f.y0 for f in second] == [25, 0]
    assert [f.y1 for f in first] == [f.y1 for f in second] == [55, 20]
    # Read in the cell's own order.
    assert [child for child, _ in row.arrange(Rect(0, 0, 110, 55), BASE)][:2] == list(row.cells[0].parts)[::-1]


def test_the_last_row_of_a_grid_keeps_the_width_of_the_others() -> None:
    frames = leaves(grid([Cell([Block(1)], [0]) for _ in range(3)], 2, 1.0, False), Rect(0, 0, 110, 30))
    assert [(f.x0, f.x1) for f in frames] == [(0, 50), (60, 110), (0, 50)]


def test_a_grid_has_as_many_columns_as_break_no_word() -> None:
    cells = [Cell([Block(1, wide=3)], [0]) for _ in range(4)]
    box = Grids([grid(cells, columns, 1.0, False) for columns in (4, 2, 1)])
    assert len({f.y1 for f in leaves(box, Rect(0, 0, 150, 60))}) == 1
    assert len({f.y1 for f in leaves(box, Rect(0, 0, 149, 60))}) == 2
    assert box.measure(69, BASE).height == 4 * BASE + 3 * BASE
    assert box.measure(20, BASE).broken


def test_a_marker_stands_at_the_first_line() -> None:
    box = Indented(Block(1.5, wide=2), Block(5), gap=0.5)
    (_, marker), (_, body) = box.arrange(Rect(0, 0, 100, 50), BASE)
    assert marker == Rect(0, 35, 20, 50)
    assert body == Rect(25, 0, 100, 50)


def test_a_marker_run_in_takes_no_width_of_the_text() -> None:
    (_, marker), (_, body) = RunIn(Block(5), Block(1, wide=2)).arrange(Rect(0, 0, 100, 50), BASE)
    assert body == Rect(0, 0, 100, 50)
    assert (marker.x0, marker.x1) == (0, 20)
    (_, marker), _ = RunIn(Block(5), Block(1, wide=2), rtl=True).arrange(Rect(0, 0, 100, 50), BASE)
    assert (marker.x0, marker.x1) == (80, 100)


@pytest.mark.parametrize(
    "box",
    [
        Indented(Block(1, wide=9), Block(1)),
        Padded(Block(1), 0, 6),
        Columns([Block(1), Block(1)], [1, 1], gap=20),
        grid([Cell([Block(1)], [0]), Cell([Block(1)], [0])], 2, 20, False),
    ],
)
def test_no_room_is_broken_not_an_exception(box: Box) -> None:
    assert box.measure(60, BASE).broken


def test_a_number_lies_on_the_corner_where_the_line_begins() -> None:
    marker, body = Block(2.0), Block(9.0)
    frame = Rect(0, 0, 100, 90)
    for rtl in (False, True):
        (first, whole), (second, corner) = Pinned(body, marker, rtl).arrange(frame, BASE)
        assert (first, second) == (body, marker), "the number is painted on top"
        assert whole == frame
        assert corner.y1 == frame.y1
        assert (corner.x1 == frame.x1) is rtl
        assert (corner.x0 == frame.x0) is not rtl
    assert Pinned(body, marker).measure(100, BASE) == body.measure(100, BASE)


@pytest.mark.parametrize("rtl", [False, True])
def test_a_marker_that_hangs_has_its_middle_on_the_corner(rtl: bool) -> None:
    marker, body = Block(10, 20), Block(50)
    frame = Rect(0, 0, 100, 60)
    (first, whole), (second, corner) = Hung(body, marker, rtl).arrange(frame, BASE)
    assert (first, second) == (body, marker)
    half = marker.natural_width(BASE) / 2
    assert half > 0
    assert whole == (Rect(0, 0, 100 - half, 60 - half) if rtl else Rect(half, 0, 100, 60 - half))
    assert (corner.x0 + corner.x1) / 2 == (whole.x1 if rtl else whole.x0)
    assert corner.y1 - half == whole.y1
    assert Hung(body, marker).measure(100, BASE).height == body.measure(100, BASE).height + half
    assert Hung(body, marker).measure(half, BASE).broken


def test_what_may_stand_in_the_middle_does_so_only_with_height_to_spare() -> None:
    body = Block(3.0)
    ((_, place),) = Padded(body, 1.0, 0.0, middle=True).arrange(Rect(0, 0, 100, 90), BASE)
    assert (place.y0, place.y1) == (30, 60)
    ((_, place),) = Padded(body, 1.0, 0.0).arrange(Rect(0, 0, 100, 90), BASE)
    assert (place.y0, place.y1) == (10, 80)
