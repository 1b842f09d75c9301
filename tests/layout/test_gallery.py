"""Pictures in rows: all in order, inside, apart, tied ones together, at the scale that was asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleprint.errors import ContentError
from soleprint.layout.figure import StageBox
from soleprint.layout.gallery import MOST, Gallery
from soleprint.marks import Element, Rect
from tests.layout.stubs import SquarePictures, painted

BASE = 10.0
OWNER = Element("Document")


class BodyPictures(SquarePictures):
    """Pictures whose scene is what they show: its width and height in millimetres of body."""

    def body(self, scene: object) -> tuple[float, float]:
        assert isinstance(scene, tuple)
        return scene

    def height_for(self, scene: object, width: float) -> float:
        wide, high = self.body(scene)
        return width * high / wide


PICTURES = BodyPictures()
sizes = st.tuples(st.floats(100, 900), st.floats(100, 300))


def gallery(shown: list[tuple[float, float]], tied: list[bool] | None = None, **how: float) -> Gallery:
    boxes = [StageBox(PICTURES, size, OWNER, 1.0) for size in shown]
    return Gallery(boxes, tied or [False] * len(boxes), **how)  # type: ignore[arg-type]


def places(box: Gallery, width: float, height: float) -> list[Rect]:
    return [place for _, place in box.arrange(Rect(0, 0, width, height), BASE)]


def rows(found: list[Rect]) -> list[list[Rect]]:
    tops = sorted({place.y1 for place in found}, reverse=True)
    return [[place for place in found if place.y1 == top] for top in tops]


@settings(deadline=None)
@given(st.lists(sizes, min_size=1, max_size=7), st.floats(150, 600), st.floats(0, 300), st.sampled_from([0.0, 900.0]))
def test_pictures_stay_inside_apart_and_in_order(
    shown: list[tuple[float, float]], width: float, more: float, room: float
) -> None:
    box = gallery(shown, room=room)
    need = box.measure(width, BASE)
    if need.broken:
        return
    height = need.height + more
    found = places(box, width, height)
    assert len(found) == len(shown)
    for place in found:
        assert place.x0 >= -0.01
        assert place.x1 <= width + 0.01
        assert place.y0 >= -0.01
        assert place.y1 <= height + 0.01
    for one, next_ in pairwise(found):
        assert next_.x0 >= one.x1 - 0.01 or next_.y1 <= one.y0 + 0.01
    for row in rows(found):
        assert len({round(place.y0, 3) for place in row}) == 1, "pictures of a row share top and bottom"
        assert row[0].x0 == pytest.approx(0)
        assert row[-1].x1 == pytest.approx(width)


@given(st.lists(sizes, min_size=2, max_size=7), st.integers(1, 6))
def test_moments_of_a_stroke_share_a_row(shown: list[tuple[float, float]], at: int) -> None:
    at = min(at, len(shown) - 1)
    found = places(gallery(shown, [i == at for i in range(len(shown))], room=100.0), 500, 3000)
    assert found[at].y1 == found[at - 1].y1


def test_a_row_shows_no_more_of_the_body_than_it_may() -> None:
    found = places(gallery([(500.0, 200.0)] * 4, room=1000.0), 400, 400)
    assert [len(row) for row in rows(found)] == [2, 2]
    found = places(gallery([(500.0, 200.0)] * 4, room=2000.0), 400, 400)
    assert [len(row) for row in rows(found)] == [4]


def test_without_a_limit_rows_make_the_pictures_largest() -> None:
    shown = [(300.0, 300.0)] * 4
    assert [len(row) for row in rows(places(gallery(shown), 400, 95))] == [4]
    assert [len(row) for row in rows(places(gallery(shown), 400, 390))] == [2, 2]


def test_wide_pictures_get_wide_fields() -> None:
    first, second = places(gallery([(600.0, 200.0), (300.0, 200.0)], room=1000.0, gap=0.0), 300, 100)
    assert first.width == pytest.approx(2 * second.width)


def test_from_right_to_left_the_first_is_at_the_right() -> None:
    first, second = places(gallery([(300.0, 300.0)] * 2, rtl=True), 300, 100)
    assert first.x0 > second.x0


def test_very_many_pictures_are_divided_without_comparing_all_ways() -> None:
    found = places(gallery([(300.0, 300.0)] * (3 * MOST)), 600, 600)
    assert [len(row) for row in rows(found)] == [MOST] * 3


@pytest.mark.parametrize("inside", ["", '<figure scene="overview"/>'])
def test_a_gallery_holds_pictures_with_hands(inside: str) -> None:
    with pytest.raises(ContentError, match="gallery"):
        painted(f"<gallery>{inside}</gallery>")
