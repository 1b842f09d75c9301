from __future__ import annotations

import pytest

from soleprint.audit import measure
from soleprint.marks import ARTIFACT, Element, Mark, Page, Path, Rect, rounded
from tests.ink.specimen import run

BOX = Rect(0.0, 0.0, 300.0, 300.0)


def page(*marks: Mark) -> Page:
    return Page(300.0, 300.0, marks, BOX)


def paragraph(*lines: str, top: float = 250.0, size: float = 12.0, colour: str = "#000000") -> tuple[Mark, ...]:
    owner = Element("P", Element("Document"))
    return tuple(Mark(owner, run(line, (20.0, top - 15 * n), size, 400, colour)) for n, line in enumerate(lines))


def test_sizes() -> None:
    facts = measure([page(*paragraph("A paragraph of text", "in two lines"), *paragraph("small", top=50, size=9.0))])
    assert (facts.body_pt, facts.smallest_pt) == (12, 9)


def test_lines() -> None:
    """The last line of a paragraph is short by nature, and a heading is no measure."""
    facts = measure([page(*paragraph("a" * 40, "b" * 44, "end"), *paragraph("heading", top=100))])
    assert facts.longest_line == 44
    assert facts.mean_line == 42


def test_runs_of_one_line_are_one_line() -> None:
    owner = Element("P", Element("Document"))
    strong = Element("Strong", owner)
    marks = (Mark(owner, run("one ", (20.0, 50.0))), Mark(strong, run("two", (60.0, 50.0), 12.0, 700)))
    assert measure([page(*marks)]).longest_line == 7


def test_columns_are_separate_lines() -> None:
    """Two paragraphs side by side have the same baselines."""
    facts = measure([page(*paragraph("left", "left"), *paragraph("right", "right"))])
    assert facts.longest_line == 5


def test_contrast_with_what_is_under_the_text() -> None:
    band = Mark(ARTIFACT, Path(rounded(Rect(10, 240, 290, 270), 5), fill="#005EB8"))
    white = paragraph("white on blue", colour="#FFFFFF")
    assert measure([page(band, *white)]).least_contrast == pytest.approx(6.4, abs=0.1)
    grey = paragraph("grey on paper", top=100, colour="#777777")
    assert measure([page(band, *white, *grey)]).least_contrast == pytest.approx(4.48, abs=0.01)


def test_no_text() -> None:
    with pytest.raises(ValueError, match="no text"):
        measure([page()])
