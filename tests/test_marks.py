"""Colours of the display list: luminance and contrast as WCAG 2.2 defines them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.marks import contrast, luminance


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        # WCAG 2.2: black on white is the most there is; the greys are those of its well-known examples.
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#777777", "#FFFFFF", 4.48),
        ("#949494", "#FFFFFF", 3.03),
        ("#595959", "#FFFFFF", 7.00),
        ("#FF0000", "#FFFFFF", 4.00),
        ("#0000FF", "#FFFFFF", 8.59),
        ("#00FF00", "#FFFFFF", 1.37),
    ],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_contrast_is_between_1_and_21(first: int, second: int) -> None:
    assert 1 <= contrast(f"#{first:06X}", f"#{second:06X}") <= 21.000001


@given(st.integers(0, 254))
def test_luminance_rises(level: int) -> None:
    assert luminance(f"#{level:02X}0000") < luminance(f"#{level + 1:02X}0000")
