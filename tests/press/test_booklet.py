"""Booklets: the order of pages against published tables, and by folding them."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleprint.bounds import moved
from soleprint.errors import UsageProblem
from soleprint.layout.paper import MM
from soleprint.marks import Page, Rect, Sheet
from soleprint.press.booklet import booklet
from soleprint.press.plan import Binding, Imposed, Press
from tests.press.folding import Piece, Seen, pieces, read
from tests.press.material import SLUG, blank, heads_up, middle, pages


class Published(NamedTuple):
    """An order of pages, line by line on each side; 0 is a blank."""

    order: tuple[int, ...]
    pages: int = 16
    page: tuple[float, float] = (105, 148)
    binding: Binding = "left"
    signature: int = 0


A5, A6, A6_LYING = (148, 210), (105, 148), (148, 105)
TWO_UP = (16, 1, 15, 2, 14, 3, 13, 4, 12, 5, 11, 6, 10, 7, 9, 8)
SIDE_FOLD = (16, 1, 3, 14, 2, 15, 13, 4, 12, 5, 7, 10, 6, 11, 9, 8)
TOP_FOLD = (16, 3, 1, 14, 4, 15, 13, 2, 12, 7, 5, 10, 8, 11, 9, 6)
TWO_SECTIONS = (12, 1, 11, 2, 10, 3, 9, 4, 8, 5, 7, 6, 24, 13, 23, 14, 22, 15, 21, 16, 20, 17, 19, 18)

TABLE = {
    "2up": Published(TWO_UP, page=A5),
    "2up with trailing blank pages": Published((0, 1, 0, 2, 10, 3, 9, 4, 8, 5, 7, 6), 10, A5),
    "booklet portrait long edge": Published(SIDE_FOLD),
    "booklet landscape short edge": Published((8, 1, 3, 6, 4, 5, 7, 2), 8, A6_LYING),
    "booklet topfold portrait": Published(TOP_FOLD, binding="top"),
    "booklet topfold landscape": Published((8, 3, 1, 6, 2, 5, 7, 4), 8, A6_LYING, "top"),
    "signatures 2up": Published(TWO_SECTIONS, 24, A5, signature=3),
    "signatures 4up": Published(
        (*SIDE_FOLD, 32, 17, 19, 30, 18, 31, 29, 20, 28, 21, 23, 26, 22, 27, 25, 24), 32, signature=4
    ),
}
"""From pdfcpu, pkg/pdfcpu/booklet_test.go (github.com/pdfcpu/pdfcpu, commit 105c0c28), whose duplexer turns about the
long edge and whose blanks come last. Its rows for signatures end in a section that is not full, which ours balances:
these two are its scheme with full ones."""


def cells(sheet: Sheet, made: tuple[Page, ...], grid: tuple[int, int]) -> list[int]:
    """Page numbers from 1, line by line; 0 where no page is."""
    columns, rows = grid
    found = [0] * (columns * rows)
    for place in sheet.placements:
        x, y = middle(place, made[place.page])
        column, row = int(x / sheet.width * columns), int((1 - y / sheet.height) * rows)
        found[row * columns + column] = place.page + 1
    return found


@pytest.mark.parametrize("name", TABLE)
def test_the_order_is_the_published_one(name: str) -> None:
    published = TABLE[name]
    given = (blank(*published.page),) * published.pages
    press = Press(
        "A4", "booklet", binding=published.binding, signature=published.signature, back_cover=False, marks=False
    )
    made = booklet(given, press)
    grid = (2, 1) if published.page == A5 else (2, 2)
    assert [number for sheet in made.sheets for number in cells(sheet, made.pages, grid)] == list(published.order)


def test_the_second_folded_sheet_is_turned_round() -> None:
    made = booklet(pages(8, "A6"), Press("A4", "booklet"))
    front = {place.page + 1: heads_up(place) for place in made.sheets[0].placements}
    assert front == {8: True, 1: True, 3: False, 6: False}


# Folded and nested

presses = st.builds(
    Press,
    sheet=st.sampled_from(["A4", "A3", "Tabloid"]),
    impose=st.just("booklet"),
    binding=st.sampled_from(["left", "right", "top"]),
    signature=st.integers(0, 9),
    up=st.sampled_from([0, 2]),
    creep_mm=st.sampled_from([0.0, 0.1, 0.25]),
    duplex=st.sampled_from(["long", "short", "manual"]),
    restack=st.sampled_from(["over", "as-is"]),
    back_cover=st.booleans(),
    gutter_mm=st.sampled_from([0.0, 0.5]),
    marks=st.just(False),
)
formats = st.sampled_from([A6, A6_LYING, (90.0, 90.0)])


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 200), presses, formats)
def test_a_folded_booklet_reads_in_order(count: int, press: Press, page: tuple[float, float]) -> None:
    made = booklet((blank(*page),) * count, press)
    order = read(made, press)
    assert [number for number in order if number is not None] == list(range(count))
    assert len(order) % 4 == 0
    assert order.count(None) == made.report.blanks == -count % 4
    if press.back_cover and count > 1:
        assert order[0] == 0
        assert order[-1] == count - 1
    else:
        assert order[:count] == list(range(count))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 200), presses)
def test_sections_are_balanced(count: int, press: Press) -> None:
    sizes = booklet(pages(count, "A6"), press).report.signatures
    assert sum(sizes) == -(-count // 4)
    assert max(sizes) - min(sizes) <= 1
    assert press.signature == 0 or max(sizes) <= press.signature
    assert press.signature or len(sizes) == 1


def fore_edge(seen: Seen, binding: Binding) -> float:
    """How far a page's outer edge is from the middle of its folded sheet."""
    x0, y0, x1, y1 = seen.box
    return max(abs(y0), abs(y1)) if binding == "top" else max(abs(x0), abs(x1))


def edges(piece: Piece, binding: Binding) -> set[float]:
    return {round(fore_edge(seen, binding) / MM, 3) for seen in (*piece.outside, *piece.inside)}


@pytest.mark.parametrize("binding", ["left", "right", "top"])
@pytest.mark.parametrize("duplex", ["long", "short"])
def test_creep_is_linear_towards_the_fold_and_one_cut_trims_all(binding: Binding, duplex: str) -> None:
    press = Press("A4", "booklet", binding, signature=4, creep_mm=0.2, duplex="long" if duplex == "long" else "short")
    made = booklet(pages(32), press) if binding != "top" else booklet((blank(210, 148),) * 32, press)
    assert made.report.creep_mm == (0.0, 0.2, 0.4, 0.6)
    side = 148
    for number, piece in enumerate(pieces(made, press)):
        depth = number % 4
        assert edges(piece, binding) == {side - 0.2 * depth}
        # A folded sheet lies 0.2 mm farther out than the one round it, so after folding all edges are at 148 mm.
        (edge,) = edges(piece, binding)
        assert edge + 0.2 * depth == pytest.approx(side)


@pytest.mark.parametrize("binding", ["left", "top"])
def test_the_trim_of_an_inner_sheet_is_narrower_by_its_creep(binding: Binding) -> None:
    page = blank(148, 210) if binding == "left" else blank(210, 148)
    made = booklet((page,) * 12, Press("A4", "booklet", binding, creep_mm=0.5))
    along = [sheet.trim.width if binding == "left" else sheet.trim.height for sheet in made.sheets]
    assert [length / MM for length in along] == pytest.approx([296, 296, 295, 295, 294, 294])


def test_inner_pages_do_not_cross_the_fold() -> None:
    press = Press("A4", "booklet", creep_mm=0.5)
    made = booklet(pages(16), press)
    for sheet in made.sheets:
        boxes = [moved(place.clip, place.matrix) for place in sheet.placements if place.clip]
        assert len(boxes) == 2
        assert not boxes[0].overlaps(boxes[1])
        assert min(box.x1 for box in boxes) == pytest.approx(sheet.width / 2)


def test_bleed_reaches_over_the_trim_but_not_over_the_fold() -> None:
    made = booklet(pages(4, "A6"), Press("A4", "booklet", up=2, bleed_mm=3))
    (left, right) = sorted(made.sheets[0].placements, key=lambda place: place.matrix[4])
    assert left.clip == pytest.approx((-3 * MM, -3 * MM, 105 * MM, 151 * MM))
    assert right.clip == pytest.approx((0, -3 * MM, 108 * MM, 151 * MM))
    sheet = made.sheets[0]
    assert sheet.bleed == pytest.approx(sheet.trim.inset(*(-3 * MM,) * 4))


def test_the_trim_is_in_the_middle_of_the_sheet() -> None:
    for sheet in booklet(pages(4), Press("A4", "booklet")).sheets:
        assert (sheet.width / MM, sheet.height / MM) == pytest.approx((297, 210))
        assert sheet.trim == pytest.approx(Rect(0.5 * MM, 0, 296.5 * MM, 210 * MM))


def test_blanks_are_filled_by_the_caller_before_the_back_cover() -> None:
    asked = []

    def notes(count: int) -> list[Page]:
        asked.append(count)
        return [blank(148, 210, 20)] * 2

    given = pages(9)
    made = booklet(given, Press("A4", "booklet"), notes)
    assert asked == [3]
    assert len(made.pages) == 11
    assert [page.safe.x0 / MM for page in made.pages[7:]] == pytest.approx([10, 20, 20, 10])
    assert made.pages[10] is given[8]
    assert (made.report.filled, made.report.blanks) == (2, 1)
    assert read(made, Press("A4", "booklet")) == [*range(10), None, 10]


def test_nothing_is_asked_for_when_there_are_no_blanks() -> None:
    def never(count: int) -> list[Page]:
        raise AssertionError

    assert booklet(pages(8), Press("A4", "booklet"), never).report.filled == 0


def test_too_many_fillers_are_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="at most 3"):
        booklet(pages(5), Press("A4", "booklet"), lambda count: pages(4))


def test_half_a_sheet_stays_empty_rather_than_four_blank_pages() -> None:
    made = booklet(pages(12, "A6"), Press("A4", "booklet"))
    assert made.report.papers == 2
    assert [len(sheet.placements) for sheet in made.sheets] == [4, 4, 2, 2]


def test_the_offset_moves_backs_only() -> None:
    straight = booklet(pages(4), Press("A4", "booklet"))
    corrected = booklet(pages(4), Press("A4", "booklet", offset_mm=(1.5, -0.5)))
    assert corrected.sheets[0].placements == straight.sheets[0].placements
    for one, other in zip(straight.sheets[1].placements, corrected.sheets[1].placements, strict=True):
        assert other.matrix[:4] == one.matrix[:4]
        assert (other.matrix[4] - one.matrix[4]) / MM == pytest.approx(1.5)
        assert (other.matrix[5] - one.matrix[5]) / MM == pytest.approx(-0.5)


def problem(made: tuple[Page, ...], press: Press) -> UsageProblem:
    with pytest.raises(UsageProblem) as caught:
        booklet(made, press)
    return caught.value


def test_what_cannot_be_a_booklet() -> None:
    assert problem(pages(4), Press(None, "booklet")).code == "sheet-needed"
    assert "--sheet A4" in str(problem(pages(4), Press(None, "booklet")))
    small = problem(pages(4), Press("A5", "booklet"))
    assert small.code == "sheet-too-small"
    assert "296 x 210 mm" in str(small)
    assert "--sheet A4" in str(small)
    bleeding = problem(pages(4), Press("A4", "booklet", bleed_mm=3))
    assert "302 x 216 mm" in str(bleeding)
    assert "--sheet Tabloid" in str(bleeding) or "--sheet A3" in str(bleeding)
    assert problem(pages(4), Press("A4", "booklet", duplex="none")).code == "needs-both-sides"
    assert problem((), Press("A4", "booklet")).code == "no-pages"
    assert problem((*pages(2), *pages(2, "A6")), Press("A4", "booklet")).code == "mixed-sizes"
    assert problem(pages(8), Press("A4", "booklet", up=4)).code == "sheet-too-small"
    assert "smaller --size" in str(problem(pages(4, "A3"), Press("A3", "booklet")))


def codes(made: Imposed) -> list[str]:
    return [finding.code for finding in made.findings]


def test_creep_that_eats_the_margin_is_reported() -> None:
    press = Press("A4", "booklet", creep_mm=0.3)
    assert "creep-in-margin" in codes(booklet(pages(80, margin_mm=6), press))
    assert "creep-in-margin" not in codes(booklet(pages(80, margin_mm=10), press))
    assert "creep-in-margin" not in codes(booklet(pages(80, margin_mm=6), Press("A4", "booklet")))


def test_text_in_the_dead_border_is_reported() -> None:
    assert "dead-border" in codes(booklet(pages(4, margin_mm=3), Press("A4", "booklet")))
    assert "dead-border" not in codes(booklet(pages(4, margin_mm=5), Press("A4", "booklet")))
    assert "dead-border" not in codes(booklet(pages(4, margin_mm=3), Press("A3", "booklet", up=2)))


def test_a_sheet_that_is_full_says_that_it_has_no_check_line() -> None:
    assert codes(booklet(pages(4), Press("A4", "booklet"), slug=SLUG)) == ["no-check-line"]
    assert codes(booklet(pages(4), Press("A3", "booklet", up=2), slug=SLUG)) == []
