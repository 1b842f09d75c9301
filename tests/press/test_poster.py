"""Posters: the sheets cover the page, and meet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from soleprint.errors import UsageProblem
from soleprint.layout.paper import MM
from soleprint.marks import ARTIFACT, GlyphRun, Group, Mark, Rect, Sheet
from soleprint.press.geometry import moved
from soleprint.press.impose import Work, impose
from soleprint.press.plan import Imposed, Press
from tests.press.material import SLUG, blank, pages


def windows(made: Imposed) -> list[Rect]:
    """What each sheet shows, on the page."""
    found = []
    for sheet in made.sheets:
        (place,) = sheet.placements
        assert place.matrix[:4] == (1, 0, 0, 1)
        assert place.clip is not None
        found.append(place.clip)
    return found


@settings(deadline=None)
@given(
    st.floats(100, 1100),
    st.floats(100, 1100),
    st.sampled_from(["A4", "Letter", "A3"]),
    st.sampled_from([5.0, 10.0, 20.0]),
    st.sampled_from([0.0, 5.0, 8.0]),
)
@example(287.015625, 100.0, "A4", 5.0, 5.0)  # a little more than a sheet shows
@example(100.0, 287.015625, "A4", 5.0, 5.0)
@example(287.00390625, 100.0, "A4", 5.0, 5.0)
def test_sheets_cover_the_page_with_the_overlap(
    width: float, height: float, sheet: str, overlap: float, dead: float
) -> None:
    made = impose((blank(width, height),), Press(sheet, "poster", overlap_mm=overlap, dead_mm=dead))
    columns, rows = made.report.grid
    shown = windows(made)
    assert len(shown) == columns * rows == made.report.papers
    for row in range(rows):
        line = shown[row * columns : (row + 1) * columns]
        assert line[0].x0 == pytest.approx(0, abs=0.01)
        assert line[-1].x1 / MM == pytest.approx(width)
        for left, right in pairwise(line):
            assert (left.x1 - right.x0) / MM == pytest.approx(overlap)
    for above, below in zip(shown[::columns], shown[columns::columns], strict=False):
        assert (above.y1 > below.y1) and (below.y1 - above.y0) / MM == pytest.approx(overlap)
    assert shown[0].y1 / MM == pytest.approx(height)
    assert shown[-1].y0 == pytest.approx(0, abs=0.01)


@settings(deadline=None)
@given(st.floats(100, 900), st.floats(100, 900))
def test_nothing_is_in_the_dead_border(width: float, height: float) -> None:
    for sheet in impose((blank(width, height),), Press("A4", "poster"), Work(slug=SLUG)).sheets:
        (place,) = sheet.placements
        assert place.clip is not None
        area = Rect(0, 0, sheet.width, sheet.height).inset(*(5 * MM,) * 4)
        assert area.contains(moved(place.clip, place.matrix))
        assert sheet.trim == pytest.approx(moved(place.clip, place.matrix))


def test_an_a3_page_takes_four_a4_sheets() -> None:
    report = impose(pages(1, "A3"), Press("A4", "poster")).report
    assert (report.grid, report.landscape, report.papers) == ((2, 2), False, 4)
    assert (report.method, report.duplex) == ("poster", "Simplex")


def words(sheet: Sheet) -> list[str]:
    def inside(item: object) -> list[str]:
        if isinstance(item, Group):
            return [text for part in item.items for text in inside(part)]
        return [item.text] if isinstance(item, GlyphRun) else []

    return [text for mark in sheet.marks for text in inside(mark.item)]


def test_sheets_are_named_and_say_where_to_glue() -> None:
    made = impose(pages(1, "A3"), Press("A4", "poster"), Work(slug=SLUG))
    assert [sheet.label for sheet in made.sheets] == ["A1", "A2", "B1", "B2"]
    assert [sorted(words(sheet)) for sheet in made.sheets] == [
        ["100 mm: print at 100 %", "A1", "glue", "glue"],
        ["100 mm: print at 100 %", "A2", "glue"],
        ["100 mm: print at 100 %", "B1", "glue"],
        ["100 mm: print at 100 %", "B2"],
    ]
    assert made.findings == ()
    assert all(mark.owner is ARTIFACT for sheet in made.sheets for mark in sheet.marks)


def test_a_full_sheet_has_its_name_in_the_strip() -> None:
    made = impose((blank(390, 564),), Press("A4", "poster"), Work(slug=SLUG))
    assert words(made.sheets[0]) == ["A1  glue", "A1  glue"]
    assert [finding.code for finding in made.findings] == ["no-check-line"]


def test_marks_are_lines_of_the_sheet() -> None:
    made = impose(pages(1, "A3"), Press("A4", "poster", marks=False))
    # Dashed where the neighbour comes, solid where to cut: two lines on each of four sheets.
    strokes = [[dashed(mark) for mark in sheet.marks] for sheet in made.sheets]
    assert strokes == [[True, True], [False, True], [False, True], [False, False]]


def dashed(mark: Mark) -> bool:
    stroke = getattr(mark.item, "stroke", None)
    return bool(stroke and stroke.dash)


def test_a_sheet_too_small_for_its_borders() -> None:
    with pytest.raises(UsageProblem) as caught:
        impose(pages(1, "A3"), Press("A6", "poster", overlap_mm=40))
    assert caught.value.code == "sheet-too-small"
