"""Leaflets: widths of panels, and that they read in order when the sheet is folded."""

from __future__ import annotations

from itertools import pairwise

import pytest

from soleprint.bounds import moved
from soleprint.errors import UsageProblem
from soleprint.layout.paper import MM, paper
from soleprint.marks import Page, Rect, apply
from soleprint.press.folds import Fold, Leaf, Panel, panels
from soleprint.press.leaflet import leaflet
from soleprint.press.plan import Imposed, Press
from tests.press.folding import on_back, on_front, printed
from tests.press.material import SLUG, blank

A4 = paper("A4", "landscape")
LETTER = paper("Letter", "landscape")
INCH = 72.0


def widths(row: tuple[Panel, ...], unit: float = MM) -> list[float]:
    return [panel.rect.width / unit for panel in row]


def numbers(row: tuple[Panel, ...]) -> list[int]:
    """As the trade counts them, from 1."""
    return [panel.number + 1 for panel in row]


def test_the_c_fold_of_a4_has_100_100_and_97_mm() -> None:
    leaf = panels("tri", A4)
    assert widths(leaf.outside) == pytest.approx([97, 100, 100])
    assert widths(leaf.inside) == pytest.approx([100, 100, 97])
    assert [x / MM for x in leaf.folds] == pytest.approx([97, 197])
    assert [x / MM for x in leaf.inner_folds] == pytest.approx([100, 200])


def test_the_c_fold_of_letter_is_in_sixteenths() -> None:
    leaf = panels("tri", LETTER)
    assert widths(leaf.outside, INCH) == pytest.approx([3 + 5 / 8, 3 + 11 / 16, 3 + 11 / 16])
    assert widths(leaf.inside, INCH) == pytest.approx([3 + 11 / 16, 3 + 11 / 16, 3 + 5 / 8])
    assert widths(panels("tri", paper("11x8.5in")).inside, INCH) == widths(leaf.inside, INCH)


def test_the_z_fold_has_equal_thirds() -> None:
    assert widths(panels("z", A4).outside) == pytest.approx([99, 99, 99])


@pytest.mark.parametrize(
    ("fold", "rtl", "outside", "inside"),
    [
        ("tri", False, [5, 6, 1], [2, 3, 4]),
        ("z", False, [5, 6, 1], [2, 3, 4]),
        ("half", False, [4, 1], [2, 3]),
        ("flat", False, [1], [2]),
        ("tri", True, [1, 6, 5], [4, 3, 2]),
        ("z", True, [1, 6, 5], [4, 3, 2]),
        ("half", True, [1, 4], [3, 2]),
    ],
)
def test_panels_are_numbered_as_the_trade_does(fold: Fold, rtl: bool, outside: list[int], inside: list[int]) -> None:
    leaf = panels(fold, A4, rtl)
    assert (numbers(leaf.outside), numbers(leaf.inside)) == (outside, inside)


@pytest.mark.parametrize("fold", ["tri", "z", "half", "flat"])
@pytest.mark.parametrize("rtl", [False, True])
def test_panels_fill_both_faces_and_lie_back_to_back(fold: Fold, rtl: bool) -> None:
    leaf = panels(fold, A4, rtl)
    for row in (leaf.outside, leaf.inside):
        assert row[0].rect.x0 == 0
        assert row[-1].rect.x1 == pytest.approx(A4.width)
        assert all(a.rect.x1 == b.rect.x0 for a, b in pairwise(row))
        assert all((panel.rect.y0, panel.rect.y1) == (0, A4.height) for panel in row)
    assert widths(leaf.outside) == pytest.approx(widths(leaf.inside)[::-1])
    assert sorted(numbers((*leaf.outside, *leaf.inside))) == list(range(1, 2 * len(leaf.outside) + 1))


class Strip:
    """A leaflet on the table, its inside up: the piles of its panels from left to right, each from the top down.

    A layer is (what faces up, what faces down).
    """

    def __init__(self, leaf: Leaf) -> None:
        up, down = numbers(leaf.inside), numbers(leaf.outside)[::-1]
        self.piles = [[layer] for layer in zip(up, down, strict=True)]

    def seen(self) -> list[int]:
        return [pile[0][0] for pile in self.piles]

    def fold_right_over(self) -> None:
        """The rightmost pile onto its neighbour."""
        moving = [(down, up) for up, down in reversed(self.piles.pop())]
        self.piles[-1] = moving + self.piles[-1]

    def fold_right_under(self) -> None:
        moving = [(down, up) for up, down in reversed(self.piles.pop())]
        self.piles[-1] += moving

    def mirror(self) -> None:
        self.piles.reverse()

    def turn_over(self) -> None:
        self.piles = [[(down, up) for up, down in reversed(pile)] for pile in reversed(self.piles)]


@pytest.mark.parametrize("rtl", [False, True])
def test_a_c_fold_opens_in_order(rtl: bool) -> None:
    strip = Strip(panels("tri", A4, rtl))
    order = [2, 3, 4]
    if rtl:
        strip.mirror()
    assert strip.seen() == order
    strip.fold_right_over()
    # The cover is open: the beginning of the inside, and the flap on the rest.
    assert strip.seen() == [2, 5]
    strip.mirror()
    strip.fold_right_over()
    assert strip.seen() == [1]
    strip.turn_over()
    assert strip.seen() == [6]


@pytest.mark.parametrize("rtl", [False, True])
def test_a_z_fold_opens_in_order(rtl: bool) -> None:
    strip = Strip(panels("z", A4, rtl))
    if rtl:
        strip.mirror()
    strip.fold_right_under()
    assert strip.seen() == [2, 3]
    strip.mirror()
    strip.fold_right_over()
    assert strip.seen() == [1]
    strip.turn_over()
    assert strip.seen() == [4]


@pytest.mark.parametrize("rtl", [False, True])
def test_the_panel_folded_in_is_the_narrow_one(rtl: bool) -> None:
    leaf = panels("tri", A4, rtl)
    narrow = [panel.number + 1 for panel in (*leaf.outside, *leaf.inside) if panel.rect.width < 99 * MM]
    assert sorted(narrow) == [4, 5]


def test_what_cannot_be_folded() -> None:
    with pytest.raises(UsageProblem) as narrow:
        panels("tri", paper("A6"))
    assert narrow.value.code == "sheet-too-small"
    with pytest.raises(UsageProblem) as unknown:
        panels("gate", A4)  # type: ignore[arg-type]
    assert unknown.value.code == "unknown-option"


# On paper


def panel_pages(leaf: Leaf) -> tuple[Page, ...]:
    return tuple(blank(width / MM, height / MM) for width, height in leaf.sizes())


def folded(press: Press, fold: Fold = "tri", rtl: bool = False) -> tuple[Leaf, Imposed]:
    leaf = panels(fold, A4, rtl)
    return leaf, leaflet(panel_pages(leaf), leaf, A4, press, SLUG)


@pytest.mark.parametrize("duplex", ["long", "short", "manual"])
@pytest.mark.parametrize("sheet", [None, "A3"])
@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("fold", ["tri", "z", "half"])
def test_the_cover_is_behind_the_first_panel_inside(duplex: str, sheet: str | None, rtl: bool, fold: Fold) -> None:
    press = Press(sheet, duplex=duplex)  # type: ignore[arg-type]
    leaf, made = folded(press, fold, rtl)
    ((front, back, like_a_book),) = printed(made, press)
    outside = {seen.page: seen for seen in on_front(front, made.pages)}
    inside = {seen.page: seen for seen in on_back(back, made.pages, like_a_book)}
    count = len(leaf.outside)
    pairs = [(0, 1), *((2 * count - 1 - n, 2 + n) for n in range(count - 1))]
    for face, behind in pairs:
        assert outside[face].box == pytest.approx(inside[behind].box)
        assert outside[face].head == inside[behind].head == 1


def test_panels_keep_their_order_of_reading() -> None:
    _, made = folded(Press())
    assert [[place.page for place in sheet.placements] for sheet in made.sheets] == [[4, 5, 0], [1, 2, 3]]


def test_without_bleed_the_paper_is_the_leaflet() -> None:
    _, made = folded(Press())
    assert all((sheet.width, sheet.height) == (A4.width, A4.height) for sheet in made.sheets)
    assert [finding.code for finding in made.findings] == ["no-check-line"]
    # No room outside for fold marks: two short ones at each fold, in the margins.
    ends = [mark.item for mark in made.sheets[0].marks]
    assert len(ends) == 4


def test_with_bleed_the_paper_is_larger_and_bleed_is_outside_only() -> None:
    leaf, made = folded(Press(bleed_mm=3))
    sheet = made.sheets[0]
    assert sheet.trim.width / MM == pytest.approx(297)
    assert sheet.width / MM > 297 + 2 * 9
    clips = [moved(place.clip, place.matrix) for place in sheet.placements if place.clip]
    assert [clip.width / MM for clip in clips] == pytest.approx([100, 100, 103])
    assert Rect(clips[0].x0, clips[0].y0, clips[-1].x1, clips[-1].y1) == pytest.approx(sheet.bleed)
    assert made.findings == ()
    assert apply(sheet.placements[2].matrix, (0, 0))[0] == pytest.approx(sheet.trim.x0 + leaf.folds[1])


def test_paper_too_small_for_the_leaflet() -> None:
    with pytest.raises(UsageProblem) as caught:
        folded(Press("A4", bleed_mm=3))
    assert caught.value.code == "sheet-too-small"
    assert "--sheet" in str(caught.value)


def test_a_flat_leaflet_may_have_one_side() -> None:
    leaf = panels("flat", paper("A5"))
    made = leaflet((blank(148, 210),), leaf, paper("A5"), Press())
    assert (len(made.sheets), made.report.duplex) == (1, "Simplex")
    with pytest.raises(ValueError, match="panels"):
        leaflet((blank(148, 210),), panels("half", A4), A4, Press())
    with pytest.raises(ValueError, match="size"):
        leaflet((blank(140, 210),), leaf, paper("A5"), Press())
