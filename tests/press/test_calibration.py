"""The printer test's measures, and that its offset brings front and back together."""

from __future__ import annotations

import pytest

from soleprint.bounds import bounds
from soleprint.errors import UsageProblem
from soleprint.layout.paper import MM, paper
from soleprint.marks import GlyphRun, Group, Path, Rect, Symbol
from soleprint.press.calibration import calibration_back, calibration_front
from tests.press.material import lettering


def front(sheet: str = "A4", dead_mm: float = 5.0) -> Symbol:
    return calibration_front(paper(sheet), lettering, dead_mm)


def back(sheet: str = "A4") -> Symbol:
    return calibration_back(paper(sheet), lettering)


def boxes(drawing: Symbol) -> list[Rect]:
    """Of the drawing's lines and outlines, in millimetres, without their strokes."""
    found = []
    for item in drawing.items:
        if isinstance(item, Path):
            box = bounds(Path(item.segments))
            assert box
            found.append(Rect(*(round(value / MM, 3) for value in box)))
    return found


def test_there_are_squares_of_100_mm_in_the_middle_of_both_sides() -> None:
    for drawing in (front(), back()):
        assert Rect(55, 98.5, 155, 198.5) in boxes(drawing)


def test_there_is_a_frame_at_the_dead_border() -> None:
    assert Rect(5, 5, 205, 292) in boxes(front())
    assert Rect(6.35, 6.35, 203.65, 290.65) in boxes(front(dead_mm=6.35))


def test_combs_stand_at_every_millimetre_of_each_edge() -> None:
    lines = boxes(front())
    for n in range(1, 16):
        assert any(box.y0 == box.y1 == n and box.width == 3 for box in lines)
        assert any(box.y0 == box.y1 == 297 - n and box.width == 3 for box in lines)
        assert any(box.x0 == box.x1 == n and box.height == 3 for box in lines)
        assert any(box.x0 == box.x1 == 210 - n and box.height == 3 for box in lines)


def test_the_cross_is_where_the_scale_has_its_zero() -> None:
    assert Rect(95, 148.5, 115, 148.5) in boxes(front())
    assert Rect(105, 138.5, 105, 158.5) in boxes(front())
    # On whatever axis the sheet is turned, its middle is behind its middle.
    for n in range(-10, 11):
        assert Rect(105 + n, 138.5, 105 + n, 158.5) in boxes(back())
        assert Rect(95, 148.5 + n, 115, 148.5 + n) in boxes(back())


def text(item: object) -> str:
    assert isinstance(item, Group)
    return "".join(run.text for run in item.items if isinstance(run, GlyphRun))


def test_the_scale_is_numbered() -> None:
    shown = [text(item) for item in back().items if isinstance(item, Group)]
    assert sorted(shown) == sorted(["-10", "-5", "5", "10"] * 2)


def test_a_small_sheet_has_no_room() -> None:
    for draw in (front, back):
        with pytest.raises(UsageProblem) as caught:
            draw("A6")
        assert caught.value.code == "sheet-too-small"
