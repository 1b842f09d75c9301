"""Fit: as large as it goes, never below the minimum."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleprint.layout.boxes import Stack
from soleprint.layout.figure import FigureBox
from soleprint.layout.fit import RATIOS, fit, heights, holds, picture_value, sizes, type_value
from soleprint.marks import Element, Rect
from tests.layout.stubs import Block, SquarePictures

PAGE = Rect(0, 0, 300, 400)


def stack(*heights: float, wide: float = 1.0) -> Stack:
    return Stack([Block(height, wide=wide) for height in heights], gap=0.0)


@given(st.floats(4, 50), st.floats(1, 4))
def test_sizes_go_from_the_smallest_to_the_largest(least: float, ratio: float) -> None:
    tried = sizes(least, least * ratio)
    assert all(size > least for size in tried[:-1])
    assert tried[-1] == pytest.approx(least * ratio)
    assert tried == sorted(tried)
    assert len(tried) <= len(RATIOS) + 1


@settings(deadline=None)
@given(st.floats(1, 60), st.floats(0.2, 20), st.floats(4, 12), st.floats(1, 3))
def test_a_page_of_text_is_as_large_as_it_goes(high: float, wide: float, least: float, ratio: float) -> None:
    """Nothing on the page but text: nothing speaks against larger type."""
    most = least * ratio
    box = stack(high, wide=wide)
    found = fit([box], PAGE, least, most)
    limit = min(PAGE.height / high, PAGE.width / wide)
    if limit < least * 0.9999:
        assert found is None
    elif found is not None:
        assert least <= found.base <= most * 1.0001
        assert holds(found.stack, PAGE, found.base)
        assert found.base >= min(limit, most) * 0.98
    else:
        assert limit < least * 1.0001


def test_a_page_holds_by_height_and_width() -> None:
    assert holds(stack(40), PAGE, 10)
    assert not holds(stack(40.1), PAGE, 10)
    assert holds(stack(1, wide=30), PAGE, 10)
    assert not holds(stack(1, wide=30.1), PAGE, 10)


def test_nothing_is_set_below_the_minimum() -> None:
    assert fit([stack(50)], PAGE, 8, 12) is not None
    assert fit([stack(51)], PAGE, 8, 12) is None
    assert fit([], PAGE, 8, 12) is None


def test_one_size_allowed_is_the_size_taken() -> None:
    found = fit([stack(10)], PAGE, 9, 9)
    assert found is not None
    assert found.base == 9


def test_the_layout_that_allows_larger_type_is_taken() -> None:
    tight, roomy = stack(40), stack(20)
    found = fit([tight, roomy], PAGE, 8, 16)
    assert found is not None
    assert found.stack is roomy
    same = fit([roomy, tight], PAGE, 8, 16)
    assert same is not None
    assert (same.stack, same.base) == (roomy, found.base)


def test_the_layout_with_the_larger_picture_is_taken() -> None:
    def with_picture(least: float) -> Stack:
        picture = FigureBox(SquarePictures(), "a", Element("Sect"), 5, least)
        return Stack([Block(10), picture], gap=0.0)

    small, large = with_picture(8), with_picture(24)
    found = fit([small, large], PAGE, 8, 8)
    assert found is not None
    assert found.stack is large


def test_pictures_are_measured_as_they_will_be_painted() -> None:
    picture = FigureBox(SquarePictures(), "a", Element("Sect"), 5)
    box = Stack([Block(10), Stack([picture])], gap=0.0)
    assert list(heights(box, PAGE, 10)) == [300]
    assert picture.picture(Rect(0, 0, 300, 300), 10) == Rect(0, 0, 300, 300)
    assert list(heights(stack(10), PAGE, 10)) == []


@given(st.lists(st.floats(1, 400), min_size=1, max_size=6), st.integers(0, 5))
def test_larger_pictures_are_worth_more(tall: list[float], which: int) -> None:
    larger = [height + 10 * (i == which % len(tall)) for i, height in enumerate(tall)]
    assert picture_value(larger, 400) > picture_value(tall, 400)
    assert picture_value([], 400) == 0


@settings(deadline=None)
@given(st.floats(30, 400), st.floats(20, 400), st.floats(1, 12), st.one_of(st.none(), st.floats(3, 30)))
def test_a_picture_stays_in_its_frame_and_keeps_its_shape(
    width: float, height: float, least: float, broadest: float | None
) -> None:
    box = FigureBox(SquarePictures(), "a", Element("Sect"), least, broadest)
    extent = box.measure(width, 10)
    frame = Rect(5, 5, 5 + width, 5 + max(height, extent.height))
    place = box.picture(frame, 10)
    assert frame.contains(place)
    assert place.width == pytest.approx(place.height)
    assert place.height <= extent.height + extent.stretch + 0.01
    if not extent.broken:
        assert place.height >= extent.height - 0.01
    if broadest is not None:
        assert place.width <= broadest * 10 + 0.01


def test_a_picture_much_smaller_than_asked_does_not_hold() -> None:
    box = FigureBox(SquarePictures(), "a", Element("Sect"), 10)
    assert box.measure(59, 10).broken
    assert not box.measure(61, 10).broken


# What type and pictures are worth, against each other


def pictured(tall: float, more: float = 40.0) -> Stack:
    """A page whose text takes ``more`` em, beside a picture ``tall`` em tall that grows with the type."""
    picture = FigureBox(SquarePictures(), "a", Element("Sect"), tall / 2, None, tall)
    return Stack([Block(more), picture], gap=0.0)


@pytest.mark.parametrize(
    ("ratio", "worth"), [(1.0, 0.0), (1.1, 0.06), (1.15, 0.09), (1.25, 0.1), (2.15, 0.19)], ids=str
)
def test_larger_type_is_worth_much_until_it_is_comfortable(ratio: float, worth: float) -> None:
    assert type_value(ratio) == pytest.approx(worth)


@pytest.mark.parametrize(
    ("tall", "worth"), [([400.0], 1.5), ([100.0], 0.75), ([100.0, 400.0], 1.125), ([4.0], 0.15)], ids=str
)
def test_pictures_are_worth_the_root_of_their_height(tall: list[float], worth: float) -> None:
    assert picture_value(tall, 400) == pytest.approx(worth)


def bottom_heavy(high: float, tall: float) -> Stack:
    """Text that takes ``high`` em and above it a picture that takes what is left, ``tall`` em at most."""
    picture = FigureBox(SquarePictures(), "a", Element("Sect"), 1, None, tall)
    return Stack([Block(high), picture], gap=0.0)


@pytest.mark.parametrize(("high", "chosen"), [(3.0, 1.6), (20.0, 1.15), (30.0, 1.0)])
def test_type_grows_to_comfort_unless_pictures_pay_for_it(high: float, chosen: float) -> None:
    """The page is 40 em tall and 30 em wide at the smallest type."""
    found = fit([bottom_heavy(high, 100)], PAGE, 10, 16)
    assert found is not None
    assert found.base / 10 == pytest.approx(chosen)


def test_a_layout_that_is_far_behind_at_the_smallest_type_is_left_there() -> None:
    """Words alone could be four times as large, which is worth more than a small picture; it stays a picture."""
    words = Stack([Block(10)], gap=0.0)
    ahead, near = pictured(0.7, 39.3), pictured(0.2, 39.8)
    far = fit([ahead, words], PAGE, 10, 40)
    assert far is not None
    assert far.stack is ahead
    close = fit([near, words], PAGE, 10, 40)
    assert close is not None
    assert close.stack is words


def test_pictures_of_little_worth_are_taken_only_where_no_others_fit() -> None:
    def way(text: float, worth: float) -> Stack:
        picture = FigureBox(SquarePictures(), "a", Element("Sect"), 2, None, None, worth)
        return Stack([Block(text), picture], gap=0.0)

    best, spare = way(20, 1.0), way(1, 0.02)
    found = fit([spare, best], PAGE, 8, 12)
    assert found is not None and found.stack is best
    found = fit([spare, way(49, 1.0)], PAGE, 8, 12)
    assert found is not None and found.stack is spare


class Wide(SquarePictures):
    """Pictures twice as wide as high, which take all the height there is."""

    def height_for(self, scene: object, width: float) -> float:
        return width / 2


def test_larger_type_takes_nothing_from_pictures_that_are_small() -> None:
    picture = FigureBox(Wide(), "x", Element("Document"), 1.0)
    page = Stack([picture, Block(20.0)], gap=0.0)
    found = fit([page], Rect(0, 0, 300, 230), 8, 16)
    assert found is not None
    assert found.base == 8, "70 of 150 points are left for the picture: type stays as it is"
    found = fit([page], Rect(0, 0, 300, 600), 8, 16)
    assert found is not None
    assert found.base > 8, "the picture is as large as it can be"
