"""Blocks poured into frames: whatever the blocks and frames are, nothing is lost, moved, cut or parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.layout.boxes import Box, Spacer, Stack
from soleprint.layout.build import build_pages
from soleprint.layout.flow import (
    Break,
    Chain,
    Flows,
    Heights,
    Unit,
    _reach_the_end,
    chains,
    column,
    pour,
    spread,
    units,
)
from soleprint.marks import Rect
from tests.layout.stubs import Block, look, page

BASE = 10.0


@dataclass
class Heading(Block):
    keep_next: bool = True


heights = st.floats(0.5, 8, allow_nan=False).map(lambda value: round(value, 2))
blocks = st.builds(lambda kind, high: kind(high), st.sampled_from([Block, Block, Heading]), heights)
flows = st.lists(
    st.builds(Unit, blocks, st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([False, False, False, True])), max_size=12
)
rooms = st.lists(st.integers(60, 200), min_size=1, max_size=12)


def poured(flow: list[Unit], frames: Iterator[Rect]) -> list[tuple[Rect, list[Unit]]] | None:
    return pour(chains(flow, Flows()), frames, BASE)


def tall_of(held: Sequence[Unit], first: bool) -> float:
    return Chain(tuple(held), Flows()).height(100, BASE, first)


def frames(tall: list[int]) -> Iterator[Rect]:
    return (Rect(0, 0, 100, height) for height in tall)


def boxes(placed: list[tuple[Rect, list[Unit]]]) -> list[int]:
    return [id(unit.box) for _, held in placed for unit in held]


@given(flows, rooms)
def test_every_block_is_placed_once_in_order(flow: list[Unit], tall: list[int]) -> None:
    placed = poured(flow, frames(tall))
    if placed is not None:
        assert boxes(placed) == [id(unit.box) for unit in flow]
        assert [frame.height for frame, _ in placed] == tall[: len(placed)]
        assert all(held for _, held in placed)


@given(flows, rooms)
def test_nothing_is_taller_than_its_frame(flow: list[Unit], tall: list[int]) -> None:
    for frame, held in poured(flow, frames(tall)) or ():
        assert tall_of(held, first=True) <= frame.height + 0.02
        made = column(held).measure(frame.width, BASE)
        assert made.height <= frame.height + 0.02
        assert not made.broken


@given(flows, rooms)
def test_a_heading_stays_with_what_follows(flow: list[Unit], tall: list[int]) -> None:
    placed = poured(flow, frames(tall)) or []
    for (_, held), (_, after) in pairwise(placed):
        assert not isinstance(held[-1].box, Heading) or after[0].break_before


@given(flows, rooms)
def test_a_break_begins_a_frame_and_nothing_else_does_without_need(flow: list[Unit], tall: list[int]) -> None:
    placed = poured(flow, frames(tall)) or []
    for _, held in placed:
        assert not any(unit.break_before for unit in held[1:])
    for (frame, held), (_, after) in pairwise(placed):
        if not after[0].break_before:
            chain = chains(after, Flows())[0]
            full = tall_of(held, first=True) + tall_of(chain.units, first=False)
            assert full > frame.height


@given(flows, rooms)
def test_it_fails_only_where_frames_or_room_are_missing(flow: list[Unit], tall: list[int]) -> None:
    if poured(flow, frames(tall)) is None:
        enough = [max(200, *(int(chain.height(100, BASE, first=True)) + 1 for chain in chains(flow, Flows())))]
        assert poured(flow, frames(enough * len(flow))) is not None
        assert len(tall) < len(flow) or min(tall) < enough[0]


def test_a_block_too_wide_fits_nowhere() -> None:
    assert poured([Unit(Block(1, wide=11), 0)], frames([200])) is None
    assert poured([Unit(Block(1, wide=10), 0)], frames([200])) is not None


def test_the_gap_before_a_block_counts_only_inside_a_frame() -> None:
    flow = [Unit(Block(5), 1.0), Unit(Block(4), 1.0)]
    whole = poured(flow, frames([100]))
    assert whole is not None
    assert len(whole) == 1
    parted = poured(flow, frames([99, 40]))
    assert parted is not None
    assert [len(held) for _, held in parted] == [1, 1]
    assert column(flow).measure(100, BASE).height == 100
    assert [type(child) for child in column(flow).children] == [Block, Spacer, Block]


def test_an_empty_flow_takes_no_frame() -> None:
    assert poured([], frames([100])) == []


def test_chains_of_the_same_blocks_are_one_with_what_they_measured() -> None:
    one, two = Heading(1), Block(2)
    kept = Flows()
    first, again = (chains([Unit(one, 0.5), Unit(two, 0.5), Unit(one, 0.0)], kept) for _ in range(2))
    assert first[0] is again[0]
    assert first[0].height(100, BASE, first=True) == 35
    assert first[0].height(100, BASE, first=False) == 40
    assert chains([Unit(one, 0.6), Unit(two, 0.5)], kept)[0] is not first[0]
    assert chains([Unit(one, 0.5, break_before=True), Unit(two, 0.5)], kept)[0] is not first[0]


# What of a stack may be parted


def test_stacks_come_apart_unless_they_are_kept() -> None:
    one, two, three, four = (Block(1, name=name) for name in "abcd")
    inner, kept = Stack([two, three], 0.3, parts=True), Stack([one, four], 0.3)
    found = list(units(Stack([one, inner, kept, four], 0.7)))
    assert [unit.box for unit in found] == [one, two, three, kept, four]
    assert [unit.gap for unit in found] == [0.0, 0.7, 0.3, 0.7, 0.7]


def test_a_break_is_before_the_block_that_follows_it() -> None:
    one, two = Block(1), Block(2)
    boxes: list[Box] = [one, Break(), Stack([two, one], 0.1, parts=True)]
    assert [unit.break_before for unit in units(Stack(boxes, 0.5))] == [False, True, False]


MARKUP = """
<h2>One</h2><p>A paragraph of words.</p>
<keep><h2>Two</h2><p>Kept.</p><p>Together.</p></keep>
<ol layout="grid" columns="1"><li number="1"><p>First.</p></li><li number="2"><p>Second.</p></li></ol>
<break/>
<ul><li>Dot.</li><li>Dash.</li></ul>
"""


def test_markup_says_what_stays_together() -> None:
    (stack,) = build_pages(page(MARKUP), look())
    found = list(units(stack))
    assert [type(unit.box).__name__ for unit in found] == [
        *("TextBox", "TextBox", "Stack", "Row", "Row", "Indented", "Indented")
    ]
    assert [unit.break_before for unit in found] == [False] * 5 + [True, False]
    assert [len(chain.units) for chain in chains(found, Flows())] == [2, 1, 1, 1, 1, 1]


@given(flows, rooms)
def test_what_frames_do_not_hold_even_filled_to_the_brim_they_hold_in_no_way(flow: list[Unit], tall: list[int]) -> None:
    every, areas = chains(flow, Flows()), list(frames(tall))
    with pytest.MonkeyPatch.context() as patch:
        found = spread(every, areas, BASE, lambda *_: 0.0)
        patch.setattr("soleprint.layout.flow._reach_the_end", lambda *_: True)
        assert spread(every, areas, BASE, lambda *_: 0.0) == found


def test_frames_that_cannot_hold_a_flow_are_known_without_trying() -> None:
    every = chains((Unit(Block(4.0), 0.5) for _ in range(6)), Flows())
    tall = {100.0: Heights(every, 100.0, BASE)}
    assert _reach_the_end(every, list(frames([90, 90, 90])), tall)
    assert not _reach_the_end(every, list(frames([90, 90, 80])), tall)


@dataclass
class Strip(Block):
    strip: bool = True


def test_a_strip_that_goes_on_in_the_next_frame_reaches_to_the_end_of_its_own() -> None:
    """But no other block does, and none at the end of what was kept together."""
    for kind, reaches in ((Strip, True), (Block, False)):
        kept = Stack([kind(5), kind(4), kind(6)], 0.0, kept=True)
        placed = poured([Unit(kept, 0.0), Unit(Block(20), 0.0)], frames([100, 100, 200]))
        assert placed is not None
        assert [[unit.goes_on for unit in held] for _, held in placed] == [[False, reaches], [False], [False]]
        frame, held = placed[0]
        *_, (_, place) = column(held).arrange(frame, BASE)
        assert place.y0 == (0 if reaches else 10)
