from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.ink import syntax


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (-0.004, "0"),
        (1.5, "1.5"),
        (100.0, "100"),
        (1e7, "10000000"),
        (0.126, "0.13"),
        (-2.50, "-2.5"),
    ],
)
def test_numbers_are_short_and_never_exponents(value: float, text: str) -> None:
    assert syntax.number(value) == text


def test_whole_numbers_keep_their_zeros() -> None:
    assert syntax.number(1200.4, 0) == "1200"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        syntax.number(value)


def test_paths_become_operators() -> None:
    assert syntax.path((("M", 1.0, 2.0), ("C", 1.0, 2.0, 3.0, 4.0, 5.0, 6.125), ("Z",))) == "1 2 m 1 2 3 4 5 6.12 c h"
    with pytest.raises(ValueError, match="segment"):
        syntax.path((("Q", 1.0, 2.0),))


@given(st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=6))
def test_numbers_that_are_written_at_once_are_those_written_singly(values: list[float]) -> None:
    a, b, c, d, e, f = values
    written = syntax.path_data((("M", a, b), ("L", c, d), ("C", a, b, c, d, e, f), ("Z",), ("L", e, f)))
    singly = [syntax.numbers(some) for some in ((a, b), (c, d), (a, b, c, d, e, f), (e, f))]
    assert written == "M{} L{} C{} Z L{}".format(*singly)


def test_black_is_grey_so_that_it_prints_in_black_ink() -> None:
    assert syntax.colour_operands("#000000") == ("0", True)
    assert syntax.colour_operands("#FF0000") == ("1 0 0", False)


@pytest.mark.parametrize("colour", ["red", "#FFF", "#GGGGGG", "FF00001"])
def test_other_colours_are_refused(colour: str) -> None:
    with pytest.raises(ValueError, match=r"colour|hexadecimal"):
        syntax.colour(colour)


def test_strings_are_escaped() -> None:
    assert syntax.string("a(b)\\c\r\n") == r"(a\(b\)\\c\r\n)"
    assert syntax.string("ż𠮷") == "<FEFF017CD842DFB7>"
    assert syntax.name("A b/ü") == "/A#20b#2F#C3#BC"
