"""The printer test's measures, and that its offset brings front and back together."""

from __future__ import annotations

import pytest

from soleprint.errors import UsageProblem
from soleprint.ink.bounds import bounds
from soleprint.layout.paper import MM, paper
from soleprint.marks import GlyphRun, Group, Page, Path, Rect
from soleprint.press.trial import TrialWords, printer_test
from tests.press.material import lettering

WORDS = TrialWords("Printer test", ("Print at 100 %.", "Measure."), ("Prick the cross.",), "A square", "A scale")


def made(sheet: str = "A4", dead_mm: float = 5.0) -> tuple[Page, Page]:
    return printer_test(paper(sheet), WORDS, lettering, dead_mm)


def boxes(page: Page) -> list[Rect]:
    """Of the page's lines and outlines, in millimetres, without their strokes."""
    found = []
    for mark in page.marks:
        if isinstance(mark.item, Path):
            box = bounds(Path(mark.item.segments))
            assert box
            found.append(Rect(*(round(value / MM, 3) for value in box)))
    return found


def test_there_are_squares_of_100_mm_in_the_middle_of_both_sides() -> None:
    for page in made():
        assert Rect(55, 98.5, 155, 198.5) in boxes(page)


def test_there_is_a_frame_at_the_dead_border() -> None:
    assert Rect(5, 5, 205, 292) in boxes(made()[0])
    assert Rect(6.35, 6.35, 203.65, 290.65) in boxes(made(dead_mm=6.35)[0])


def test_combs_stand_at_every_millimetre_of_each_edge() -> None:
    front = boxes(made()[0])
    for n in range(1, 16):
        assert any(box.y0 == box.y1 == n and box.width == 3 for box in front)
        assert any(box.y0 == box.y1 == 297 - n and box.width == 3 for box in front)
        assert any(box.x0 == box.x1 == n and box.height == 3 for box in front)
        assert any(box.x0 == box.x1 == 210 - n and box.height == 3 for box in front)


def test_the_cross_is_where_the_scale_has_its_zero() -> None:
    front, back = made()
    assert Rect(95, 148.5, 115, 148.5) in boxes(front)
    assert Rect(105, 138.5, 105, 158.5) in boxes(front)
    # On whatever axis the sheet is turned, its middle is behind its middle.
    for n in range(-10, 11):
        assert Rect(105 + n, 138.5, 105 + n, 158.5) in boxes(back)
        assert Rect(95, 148.5 + n, 115, 148.5 + n) in boxes(back)


def test_words_are_tagged_and_the_drawing_is_a_figure() -> None:
    front, back = made()
    assert [(mark.owner.tag, text(mark.item)) for mark in front.marks[:3]] == [
        ("H1", "Printer test"),
        ("P", "Print at 100 %."),
        ("P", "Measure."),
    ]
    assert {mark.owner.alt for mark in front.marks[3:]} == {"A square"}
    assert {mark.owner.alt for mark in back.marks[1:]} == {"A scale"}


def text(item: object) -> str:
    assert isinstance(item, Group)
    return "".join(run.text for run in item.items if isinstance(run, GlyphRun))


def test_the_scale_is_numbered() -> None:
    shown = [text(mark.item) for mark in made()[1].marks if isinstance(mark.item, Group)]
    assert sorted(shown[1:]) == sorted(["-10", "-5", "5", "10"] * 2)


def test_a_small_sheet_has_no_room() -> None:
    with pytest.raises(UsageProblem) as caught:
        made("A6")
    assert caught.value.code == "sheet-too-small"
