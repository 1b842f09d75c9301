"""Scale groups: nearly equal pictures share a scale, none loses much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.layout.scale import CLASSES, KEPT, group_scale, own_scale

FITS = st.lists(st.floats(0.05, 5), min_size=2, max_size=12)


@given(FITS)
def test_a_picture_has_a_class_of_the_group_or_is_as_large_as_it_can_be(fits: list[float]) -> None:
    group = group_scale(fits)
    for fit in fits:
        own = own_scale(group, fit)
        assert own == 0 or KEPT * fit <= own <= fit
        assert own == 0 or any(own == pytest.approx(group * size, rel=2e-3) for size in CLASSES)


@given(FITS)
def test_the_group_keeps_at_least_one_picture_at_its_largest(fits: list[float]) -> None:
    group = group_scale(fits)
    assert any(own_scale(group, fit) == pytest.approx(fit, rel=2e-3) for fit in fits)


def test_pictures_that_are_nearly_alike_are_alike() -> None:
    fits = [0.285, 0.297, 0.192, 0.335, 0.414]
    group = group_scale(fits)
    assert [own_scale(group, fit) / group for fit in fits] == pytest.approx([1, 1, 2 / 3, 1, 1.4], rel=2e-3)


def test_one_picture_is_no_group() -> None:
    assert group_scale([0.3]) == 0
    assert group_scale([]) == 0
