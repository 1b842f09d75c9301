"""Crop marks, cut lines, fold marks and the 100 mm line: where they are, and that they keep clear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleprint.bounds import bounds, moved
from soleprint.layout.paper import MM, Finishing
from soleprint.marks import ARTIFACT, Group, Path, Rect, Sheet
from soleprint.press.checkline import LENGTH, free_place
from soleprint.press.geometry import Line
from soleprint.press.impose import Work, impose
from soleprint.press.plan import Imposed, Press
from soleprint.press.trims import printers_lines
from tests.press.material import SLUG, pages

AREA = Rect(0, 0, 600, 800).inset(*(5 * MM,) * 4)
PIECE = Rect(100, 100, 400, 500)


def lines(trims: list[Rect], folds: list[Line], press: Press) -> tuple[list[Line], list[Line]]:
    """Solid ones, and dashed ones."""
    found = printers_lines(trims, folds, AREA, press)
    dashed = [bool(path.stroke and path.stroke.dash) for _, path in found]
    solid = [line for (line, _), bent in zip(found, dashed, strict=True) if not bent]
    return solid, [line for (line, _), bent in zip(found, dashed, strict=True) if bent]


def test_a_piece_has_eight_crop_marks_outside_its_bleed() -> None:
    for bleed, gap in ((0.0, 3.0), (2.0, 3.0), (3.0, 4.0), (6.0, 7.0)):
        solid, _ = lines([PIECE], [], Press(bleed_mm=bleed))
        assert len(solid) == 8
        for mark in solid:
            assert mark.length / MM == pytest.approx(5)
            assert not mark.box.overlaps(PIECE.inset(*(-gap * MM,) * 4))
            if mark.upright:
                assert mark.x0 in (PIECE.x0, PIECE.x1)
            else:
                assert mark.y0 in (PIECE.y0, PIECE.y1)


def test_neighbours_share_their_marks_and_have_none_between() -> None:
    left, right = PIECE._replace(x1=250), PIECE._replace(x0=250)
    solid, _ = lines([left, right], [], Press())
    assert len(solid) == 10
    assert not any(mark.box.overlaps(PIECE) for mark in solid)


def test_marks_stand_in_a_wide_gutter_and_not_in_a_narrow_one() -> None:
    for gutter, count in ((16.0, 16), (7.0, 12)):
        left = PIECE._replace(x1=250 - gutter * MM / 2)
        right = PIECE._replace(x0=250 + gutter * MM / 2)
        solid, _ = lines([left, right], [], Press(gutter_mm=gutter))
        assert len(solid) == count


def test_cut_lines_go_through() -> None:
    solid, _ = lines([PIECE._replace(x1=250), PIECE._replace(x0=250)], [], Press(cut="lines"))
    assert len(solid) == 5
    assert {round(line.length, 3) for line in solid} == {round(AREA.width, 3), round(AREA.height, 3)}


def test_fold_marks_are_dashed_at_both_ends() -> None:
    _, dashed = lines([PIECE], [Line(250, 100, 250, 500)], Press())
    assert [(mark.x0, mark.upright) for mark in dashed] == [(250, True)] * 2
    assert all(not mark.box.overlaps(PIECE) for mark in dashed)


def test_without_room_a_tick_stands_on_the_fold() -> None:
    whole = Rect(0, 0, 600, 800)
    _, dashed = lines([whole], [Line(300, 0, 300, 800)], Press())
    low, high = sorted(dashed)
    assert tuple(low) == pytest.approx((300, 5 * MM, 300, 8 * MM))
    assert tuple(high) == pytest.approx((300, 800 - 5 * MM, 300, 800 - 8 * MM))


def test_an_edge_that_is_the_edge_of_the_sheet_needs_no_mark() -> None:
    assert lines([Rect(0, 0, 600, 800)], [], Press()) == ([], [])


def test_marks_can_be_left_out() -> None:
    assert all(sheet.marks == () for sheet in impose(pages(4, "A7"), Press("A4", "nup", marks=False)).sheets)


sheets = st.builds(
    Press,
    sheet=st.sampled_from(["A4", "Letter", "A3"]),
    impose=st.sampled_from(["nup", "none", "booklet"]),
    cut=st.sampled_from(["crop", "lines"]),
    bleed_mm=st.sampled_from([0.0, 3.0]),
    gutter_mm=st.sampled_from([0.0, 9.0, 16.0]),
    creep_mm=st.sampled_from([0.0, 0.2]),
    dead_mm=st.sampled_from([4.0, 5.0, 6.35]),
    up=st.just(2),
)


@settings(deadline=None)
@given(sheets, st.sampled_from(["A7", "CR80", "A6"]))
def test_marks_keep_out_of_the_dead_border_and_the_check_line_off_the_pages(press: Press, size: str) -> None:
    made = impose(pages(8, size), press, Work(slug=SLUG))
    for sheet in made.sheets:
        area = Rect(0, 0, sheet.width, sheet.height).inset(*(press.dead_mm * MM,) * 4)
        boxes = [box for mark in sheet.marks if (box := bounds(mark.item))]
        assert len(boxes) == len(sheet.marks)
        assert all(mark.owner is ARTIFACT for mark in sheet.marks)
        assert all(area.contains(box, slack=0.5) for box in boxes)
        check = check_line(sheet)
        if check:
            inked = [piece.inset(*(-press.bleed_mm * MM,) * 4) for piece in pieces(sheet, made)]
            assert not any(check.overlaps(other) for other in inked)
            others = [box for mark in sheet.marks if not isinstance(mark.item, Group) and (box := bounds(mark.item))]
            assert not any(check.overlaps(other) for other in others)
            assert max(check.width, check.height) > LENGTH - 0.1
    has_line = [check_line(sheet) is not None for sheet in made.sheets]
    assert all(has_line) == ("no-check-line" not in [finding.code for finding in made.findings])


def pieces(sheet: Sheet, made: Imposed) -> list[Rect]:
    return [
        moved(Rect(0, 0, made.pages[place.page].width, made.pages[place.page].height), place.matrix)
        for place in sheet.placements
    ]


def check_line(sheet: Sheet) -> Rect | None:
    groups = [mark.item for mark in sheet.marks if isinstance(mark.item, Group)]
    assert len(groups) <= 1
    return bounds(groups[0]) if groups else None


def test_the_check_line_is_100_mm_long() -> None:
    (sheet,) = impose(pages(1, "A5"), Press("A4"), Work(slug=SLUG)).sheets
    (group,) = (mark.item for mark in sheet.marks if isinstance(mark.item, Group))
    level = group.items[0]
    assert isinstance(level, Path)
    (x0, y0), (x1, y1) = ends(level)
    assert (x1 - x0) / MM == pytest.approx(100, abs=0.01)
    assert y0 == y1
    ticks = [ends(item)[0] for item in group.items[1:] if isinstance(item, Path)]
    assert [x / MM for x, _ in ticks] == pytest.approx([10 * n for n in range(11)])


def ends(path: Path) -> list[tuple[float, ...]]:
    return [tuple(value for value in segment if not isinstance(value, str)) for segment in path.segments]


def test_without_words_there_is_no_check_line_and_no_complaint() -> None:
    made = impose(pages(1, "A5"), Press("A4"))
    assert made.findings == ()
    assert check_line(made.sheets[0]) is None


def test_marks_keep_off_the_bleed_of_a_neighbour() -> None:
    """A gutter of 9 mm has room for a mark that ends at 8 mm, but the neighbour's bleed begins at 6 mm."""
    gutter, bleed = 9 * MM, 3 * MM
    left, right = PIECE._replace(x1=250 - gutter / 2), PIECE._replace(x0=250 + gutter / 2)
    solid, _ = lines([left, right], [], Press(bleed_mm=3))
    assert len(solid) == 12
    for trim in (left, right):
        assert not any(mark.box.overlaps(trim.inset(*(-bleed,) * 4)) for mark in solid)


def test_the_check_line_stands_between_pages_where_there_is_no_room_at_the_edge() -> None:
    """Two strips from edge to edge of the sheet, and 20 mm between them."""
    sheet = Rect(0, 0, 600, 800)
    strips = [sheet._replace(y1=390 - 10 * MM), sheet._replace(y0=390 + 10 * MM)]
    line = free_place(sheet.inset(*(5 * MM,) * 4), (LENGTH, 3 * MM), strips)
    assert line is not None
    box = moved(Rect(0, 0, LENGTH, 3 * MM), line)
    assert not any(box.overlaps(strip) for strip in strips)


@pytest.mark.parametrize("finishing", [Finishing(bleed_mm=3, marks=True), Finishing(marks=True)])
def test_a_page_with_marks_has_the_check_line_in_its_slug(finishing: Finishing) -> None:
    (sheet,) = impose(pages(1, "A5"), Press(), Work(finishing=finishing, slug=SLUG)).sheets
    box = check_line(sheet)
    assert box is not None
    assert not box.overlaps(sheet.bleed)
    assert Rect(0, 0, sheet.width, sheet.height).contains(box)
    crops = [found for mark in sheet.marks if isinstance(mark.item, Path) and (found := bounds(mark.item))]
    assert not any(box.overlaps(mark) for mark in crops)


def test_a_page_with_nothing_round_it_has_no_check_line() -> None:
    (sheet,) = impose(pages(1, "A5"), Press(), Work(slug=SLUG)).sheets
    assert sheet.marks == ()
