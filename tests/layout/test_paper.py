"""Paper, distances and faces, against the published numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.errors import ExitCode, UsageProblem
from soleprint.layout.paper import (
    MM,
    SIZES_MM,
    Finishing,
    Hole,
    Orientation,
    Paper,
    cap_height_for,
    default_distance_mm,
    face,
    paper,
)
from soleprint.marks import Rect

PUBLISHED_MM = {
    # ISO 216; US sizes by their inches; ISO/IEC 7810 ID-1.
    "A2": (420.0, 594.0),
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "A6": (105.0, 148.0),
    "A7": (74.0, 105.0),
    "Letter": (8.5 * 25.4, 11 * 25.4),
    "Legal": (8.5 * 25.4, 14 * 25.4),
    "Tabloid": (11 * 25.4, 17 * 25.4),
    "Half Letter": (5.5 * 25.4, 8.5 * 25.4),
    "4x6": (4 * 25.4, 6 * 25.4),
    "5x8": (5 * 25.4, 8 * 25.4),
    "Poker": (63.5, 88.9),
    "CR80": (53.98, 85.60),
}


@pytest.mark.parametrize("name", PUBLISHED_MM)
def test_sizes_are_right_to_a_tenth_of_a_millimetre(name: str) -> None:
    assert paper(name, "portrait").millimetres == pytest.approx(PUBLISHED_MM[name], abs=0.05)
    assert paper(name, "landscape").millimetres == pytest.approx(PUBLISHED_MM[name][::-1], abs=0.05)


def test_every_size_is_published() -> None:
    assert set(SIZES_MM) == set(PUBLISHED_MM)


def test_points_are_72_to_the_inch() -> None:
    assert (paper("Letter").width, paper("Letter").height) == pytest.approx((612, 792))


def test_a_bank_card_lies_and_all_others_stand() -> None:
    assert {name for name in SIZES_MM if paper(name).width > paper(name).height} == {"CR80"}


@pytest.mark.parametrize("written", ["a4", "A4", " a4 ", "half letter", "Half-Letter", "HALF_LETTER", "halfletter"])
def test_names_are_read_kindly(written: str) -> None:
    assert paper(written).name in ("A4", "Half Letter")


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("100x150mm", (100, 150)),
        ("150x100mm", (150, 100)),
        ("4x6in", (101.6, 152.4)),
        ("4X6 IN", (101.6, 152.4)),
        (" 100 x 150 mm ", (100, 150)),
        ("100×150mm", (100, 150)),
        ("99.5x150.25mm", (99.5, 150.25)),
        ("40x1200mm", (40, 1200)),
    ],
)
def test_sizes_of_ones_own(written: str, size: tuple[float, float]) -> None:
    assert paper(written).millimetres == pytest.approx(size, abs=0.05)


@given(st.integers(40, 1200), st.integers(40, 1200), st.sampled_from(["portrait", "landscape"]))
def test_orientation_turns_the_sheet(width: int, height: int, orientation: Orientation) -> None:
    sheet = paper(f"{width}x{height}mm", orientation)
    assert sorted(sheet.millimetres) == pytest.approx(sorted((width, height)))
    if width != height:
        assert (sheet.width > sheet.height) == (orientation == "landscape")


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("Lettr", "unknown-size", "Did you mean 'Letter'?"),
        ("A99", "unknown-size", "WIDTHxHEIGHT"),
        ("100x150", "unknown-size", "with a unit"),
        ("100mm", "unknown-size", "WIDTHxHEIGHT"),
        ("-100x150mm", "unknown-size", "100x150mm"),
        ("", "unknown-size", "A4"),
        ("39x150mm", "size-out-of-range", "40 to 1200 mm"),
        ("100x1201mm", "size-out-of-range", "40 to 1200 mm"),
        ("1x6in", "size-out-of-range", "40 to 1200 mm"),
        ("9" * 400 + "x5mm", "size-out-of-range", "40 to 1200 mm"),
    ],
)
def test_other_sizes_are_refused(written: str, code: str, words: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        paper(written)
    assert caught.value.code == code
    assert caught.value.exit_code is ExitCode.USAGE
    assert words in str(caught.value)


def test_default_distances() -> None:
    afar, metre = {"A2"}, {"A3", "A4", "Tabloid", "Letter", "Legal"}
    seventy = {"A5", "Half Letter"}
    for name in SIZES_MM:
        expected = 1500 if name in afar else 1000 if name in metre else 700 if name in seventy else 400
        for orientation in ("portrait", "landscape"):
            assert default_distance_mm(paper(name, orientation)) == expected, name
            nearer = {1500: 1000, 1000: 700, 700: 500, 400: 400}[expected]
            assert default_distance_mm(paper(name, orientation), crowded=True) == nearer, name


def test_capitals_are_a_two_hundredth_of_the_distance() -> None:
    assert cap_height_for(1000) == pytest.approx(5 * MM)
    assert cap_height_for(400) == pytest.approx(2 / 25.4 * 72)


# Faces

A5 = paper("A5")


def margins(sheet: Paper, safe: Rect) -> list[float]:
    """Left, bottom, right, top, in millimetres."""
    return [edge / MM for edge in (safe.x0, safe.y0, sheet.width - safe.x1, sheet.height - safe.y1)]


def test_the_pouch_keeps_its_margin_on_every_side() -> None:
    assert margins(A5, face(A5, Finishing()).safe) == pytest.approx([5, 5, 5, 5])
    assert margins(A5, face(A5, Finishing(pouch_mm=8)).safe) == pytest.approx([8, 8, 8, 8])


def test_text_stays_clear_of_round_corners() -> None:
    for radius in (3, 6, 10, 20):
        safe = face(A5, Finishing(pouch_mm=0, corners_mm=radius)).safe
        margin = safe.x0 / MM
        # The corner of the safe area lies inside the arc: no farther from the arc's centre than its radius.
        assert 2**0.5 * (radius - margin) <= radius - 1 or margin >= radius


def test_a_hole_at_the_top_is_in_the_middle_and_clear_of_text() -> None:
    side = face(A5, Finishing(hole="top"))
    ((x, y),) = side.holes
    assert (x / MM, (A5.height - y) / MM) == pytest.approx((74, 8))
    (hole,) = side.keep_out
    assert not side.safe.overlaps(hole)
    assert hole.y0 - side.safe.y1 >= 2 * MM - 0.01
    assert margins(A5, side.safe)[:3] == pytest.approx([5, 5, 5])


@pytest.mark.parametrize("size", ["A3", "A4", "A5", "A6", "A7", "Letter", "5x8"])
@pytest.mark.parametrize("back", [False, True])
def test_filing_holes_are_those_of_iso_838(size: str, back: bool) -> None:
    sheet = paper(size)
    side = face(sheet, Finishing(hole="two"), back)
    (x0, y0), (x1, y1) = side.holes
    assert abs(y0 - y1) / MM == pytest.approx(80, abs=0.5)
    assert (y0 + y1) / 2 == pytest.approx(sheet.height / 2)
    for x in (x0, x1):
        assert (sheet.width - x if back else x) / MM == pytest.approx(12, abs=1)
    assert not any(side.safe.overlaps(hole) for hole in side.keep_out)


def test_filing_holes_go_to_the_top_of_a_low_card() -> None:
    sheet = paper("150x90mm")
    side = face(sheet, Finishing(hole="two"))
    (x0, y0), (x1, y1) = side.holes
    assert y0 == y1
    assert (sheet.height - y0) / MM == pytest.approx(12)
    assert abs(x1 - x0) / MM == pytest.approx(80)
    assert not any(side.safe.overlaps(hole) for hole in side.keep_out)


def test_the_back_is_the_front_seen_through_the_paper() -> None:
    holes: list[Hole] = ["none", "top", "two"]
    for hole in holes:
        front, back = (face(A5, Finishing(hole=hole), back) for back in (False, True))
        assert {(round(A5.width - x, 3), round(y, 3)) for x, y in front.holes} == {
            (round(x, 3), round(y, 3)) for x, y in back.holes
        }


@pytest.mark.parametrize(
    ("size", "finishing", "code"),
    [
        ("90x90mm", Finishing(hole="two"), "hole-needs-room"),
        ("CR80", Finishing(hole="two"), "hole-needs-room"),
        ("CR80", Finishing(pouch_mm=20), "no-room"),
        ("40x40mm", Finishing(pouch_mm=5, hole="top"), "no-room"),
    ],
)
def test_too_little_room_is_said(size: str, finishing: Finishing, code: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        face(paper(size), finishing)
    assert caught.value.code == code


@given(
    st.sampled_from(sorted(SIZES_MM)),
    st.builds(
        Finishing,
        st.floats(0, 40),
        st.sampled_from(["none", "top", "two"]),
        st.floats(0, 20),
    ),
    st.booleans(),
)
def test_a_face_is_inside_its_sheet_and_clear_of_its_holes(size: str, finishing: Finishing, back: bool) -> None:
    sheet = paper(size)
    try:
        side = face(sheet, finishing, back)
    except UsageProblem:
        return
    assert Rect(0, 0, sheet.width, sheet.height).contains(side.safe)
    assert min(side.safe.width, side.safe.height) >= 20 * MM
    assert min(margins(sheet, side.safe)) >= finishing.pouch_mm - 0.01
    for hole in side.keep_out:
        assert Rect(0, 0, sheet.width, sheet.height).contains(hole)
        assert not side.safe.overlaps(hole)
