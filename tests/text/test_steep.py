"""Lines that interlock: how near they come, by the ink of their words. Ems."""

from __future__ import annotations

import pytest

from soleprint.text.steep import AIR, NO_INK, Ink, Row, apart, set_in

TALL = Ink(2.0, 0.0, 0.0, ((0.0, 1.0, 0.0, 2.0),))
DEEP = Ink(0.0, 0.5, 0.0, ((0.0, 1.0, 0.5, 0.0),))


def test_lines_are_apart_by_what_stands_one_under_the_other() -> None:
    assert apart([Row([(0.0, DEEP)]), Row([(0.5, TALL)])]) == pytest.approx(2.5 + AIR)
    assert apart([Row([(0.0, DEEP)]), Row([(3.0, TALL)])]) == 0.0
    assert apart([Row([(0.0, TALL)]), Row([(0.0, DEEP)])]) == pytest.approx(0.0), "they do not meet the other way round"


def test_the_two_lines_that_need_most_decide() -> None:
    rows = [Row([(0.0, DEEP)]), Row([(0.0, NO_INK), (2.0, DEEP)]), Row([(2.0, TALL)])]
    assert apart(rows) == pytest.approx(2.5 + AIR)
    assert apart(rows[:1]) == apart([]) == 0.0


def test_a_row_reaches_as_far_as_its_words() -> None:
    row = Row([(0.0, DEEP), (1.2, TALL)])
    assert (row.above, row.below) == (2.0, 0.5)


def test_a_number_set_into_a_line_keeps_the_next_off() -> None:
    assert apart([Row([(0.0, set_in(1.6))]), Row([(1.0, TALL)])]) > 2.0
    assert apart([Row([(0.0, set_in(1.6))]), Row([(2.0, TALL)])]) == 0.0
