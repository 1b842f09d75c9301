from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.figures import curves

coordinate = st.floats(-300, 300).map(lambda v: round(v, 2))
polyline = st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=12, unique=True)


@given(polyline, st.booleans())
def test_a_smooth_curve_passes_through_its_points(points: list[curves.Point], closed: bool) -> None:
    curve = curves.smooth(points, closed and len(points) > 2)
    assert [bezier[0] for bezier in curve][: len(points)] == points[: len(curve)]
    assert all(a[3] == b[0] for a, b in pairwise(curve))


def test_two_points_give_a_straight_line() -> None:
    assert curves.smooth([(0, 0), (10, 0)]) == [((0, 0), (0, 0), (10, 0), (10, 0))]


def test_a_corner_breaks_the_curve() -> None:
    points = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
    sharp = curves.smooth(points, corners=frozenset({1}))
    assert sharp[0][2][1] == pytest.approx(0) and sharp[1][1][0] == pytest.approx(10)
    assert curves.smooth(points)[0][2][1] < -0.1


@given(polyline, st.floats(0, 1), st.floats(0, 1))
def test_a_cut_keeps_its_length(points: list[curves.Point], a: float, b: float) -> None:
    total = curves.length(points)
    start, end = sorted((a * total, b * total))
    assert curves.length(curves.cut(points, start, end)) == pytest.approx(end - start, abs=1e-6)


def test_even_stops_are_even() -> None:
    line = curves.sample(curves.ellipse((0, 0), 30, 30), 40)
    gaps = [math.dist(a, b) for a, b in pairwise(curves.even(line, 20))]
    assert max(gaps) - min(gaps) < 0.1


@pytest.mark.parametrize("half", [0.5, 3.0])
def test_a_ribbon_has_the_width_asked_for(half: float) -> None:
    arc = [(50 * math.cos(t / 20), 50 * math.sin(t / 20)) for t in range(40)]
    edge = curves.sample(curves.ribbon(arc, lambda _: half, slack=2.0), 6)
    radii = [math.hypot(x, y) for x, y in edge]
    assert max(radii) == pytest.approx(50 + half, abs=0.06)
    assert min(radii) == pytest.approx(50 - half, abs=0.06)


def test_a_ribbon_is_sparse_where_the_line_is_straight() -> None:
    straight = [(float(x), 0.0) for x in range(200)]
    assert len(curves.ribbon(straight, lambda _: 1.0)) < 12


def test_a_tube_is_as_wide_as_its_radii() -> None:
    ring = curves.sample(curves.tube([(0, 0), (100, 0)], [10, 20]), 8)
    assert min(x for x, _ in ring) == pytest.approx(-10, abs=0.6)
    assert max(x for x, _ in ring) == pytest.approx(120, abs=0.6)
    assert curves.inside((50, 14), ring) and not curves.inside((0, 14), ring)
