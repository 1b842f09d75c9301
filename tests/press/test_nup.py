"""Cards on a sheet: how many, where, and what is behind them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleprint.bounds import bounds, moved
from soleprint.errors import UsageProblem
from soleprint.layout.paper import MM, SIZES_MM, paper
from soleprint.marks import ARTIFACT, Group, Page, Path, Placement, Point, Rect, Sheet, apply
from soleprint.press.folds import panels
from soleprint.press.impose import Work, impose
from soleprint.press.leaflet import leaflet
from soleprint.press.plan import Cut, Imposed, Press
from soleprint.press.sheets import hole_guide
from tests.press.folding import Seen, on_back, on_front, printed
from tests.press.material import blank, heads_up, middle, near, pages


def trims(sheet: Sheet, made: Imposed) -> list[Rect]:
    return [
        moved(Rect(0, 0, made.pages[place.page].width, made.pages[place.page].height), place.matrix)
        for place in sheet.placements
    ]


presses = st.builds(
    Press,
    sheet=st.sampled_from(["A4", "Letter", "A3"]),
    impose=st.sampled_from(["nup", "none"]),
    duplex=st.sampled_from(["long", "short", "manual"]),
    restack=st.sampled_from(["over", "as-is"]),
    bleed_mm=st.sampled_from([0.0, 3.0]),
    gutter_mm=st.sampled_from([0.0, 4.0, 12.0]),
    copies=st.integers(0, 5),
)
cards = st.builds(
    lambda width, height, margin: blank(width, height, margin),
    st.floats(40, 120),
    st.floats(40, 170),
    st.sampled_from([2.0, 5.0, 8.0]),
)


@settings(deadline=None)
@given(cards, st.integers(1, 9), presses)
def test_backs_are_behind_their_fronts(page: Page, count: int, press: Press) -> None:
    made = impose((page,) * (2 * count), press, Work(faces=2))
    total = 0
    for front, back, like_a_book in printed(made, press):
        fronts = {at(seen): seen for seen in on_front(front, made.pages)}
        backs = {at(seen): seen for seen in on_back(back, made.pages, like_a_book)}
        assert fronts.keys() == backs.keys()
        for place, seen in fronts.items():
            assert backs[place].page == seen.page + 1
            # A card is turned like the page of a book: its back stands upright when its front does.
            assert backs[place].head == seen.head == 1
        total += len(fronts)
    if press.impose == "none":
        assert total == count
    elif press.copies:
        assert total == count * press.copies


def at(seen: Seen) -> tuple[float, float]:
    return round(seen.middle[0], 1), round(seen.middle[1], 1)


@settings(deadline=None)
@given(cards, st.integers(1, 9), presses)
def test_cards_keep_apart_and_on_the_sheet(page: Page, count: int, press: Press) -> None:
    made = impose((page,) * count, press)
    gap = max(press.gutter_mm, 2 * press.bleed_mm) * MM
    dead = press.dead_mm * MM
    for sheet in made.sheets:
        whole = Rect(0, 0, sheet.width, sheet.height)
        found = trims(sheet, made)
        for number, trim in enumerate(found):
            assert whole.contains(trim.inset(*(-press.bleed_mm * MM,) * 4))
            assert not any(trim.inset(-gap, 0, -gap, 0).overlaps(other, 0.1) for other in found[:number])
            assert not any(trim.inset(0, -gap, 0, -gap).overlaps(other, 0.1) for other in found[:number])
        for place in sheet.placements:
            safe = moved(made.pages[place.page].safe, place.matrix)
            assert whole.inset(dead, dead, dead, dead).contains(safe, 0.1)
    assert made.findings == ()


@pytest.mark.parametrize(
    ("size", "sheet", "grid", "landscape"),
    [
        ("A6", "A4", (2, 2), False),
        ("A5", "A4", (2, 1), True),
        ("A7", "A4", (4, 2), True),
        ("Half Letter", "Letter", (2, 1), True),
        ("4x6", "Letter", (2, 1), True),
        ("CR80", "A4", (2, 5), False),
        ("A4", "A3", (2, 1), True),
    ],
)
def test_as_many_as_fit(size: str, sheet: str, grid: tuple[int, int], landscape: bool) -> None:
    report = impose(pages(1, size), Press(sheet, "nup")).report
    assert (report.grid, report.landscape) == (grid, landscape)


def test_a_card_with_ink_all_over_keeps_out_of_the_dead_border() -> None:
    """Four A6 fill an A4 sheet; with bleed, or with text near the edge, there is room for two."""
    assert impose(pages(1, "A6", 5), Press("A4", "nup")).report.grid == (2, 2)
    assert impose(pages(1, "A6", 4), Press("A4", "nup")).report.grid == (2, 1)
    assert impose(pages(1, "A6", 4), Press("A4", "nup", dead_mm=4)).report.grid == (2, 2)
    assert impose(pages(1, "A6", 5), Press("A4", "nup", bleed_mm=3)).report.grid == (2, 1)


def numbers(made: Imposed) -> list[list[int]]:
    return [[place.page for place in sheet.placements] for sheet in made.sheets]


def test_one_card_fills_the_sheet() -> None:
    assert numbers(impose(pages(1, "A6"), Press("A4", "nup"))) == [[0, 0, 0, 0]]


def test_cards_in_order_fill_the_last_sheet() -> None:
    assert numbers(impose(pages(6, "A6"), Press("A4", "nup"))) == [[0, 1, 2, 3], [4, 5, 0, 1]]


def test_so_many_copies() -> None:
    assert numbers(impose(pages(2, "A6"), Press("A4", "nup", copies=3))) == [[0, 0, 0, 1], [1, 1]]


def test_cards_go_line_by_line_from_the_top_left() -> None:
    made = impose(pages(4, "A6"), Press("A4", "nup"))
    spots = [middle(place, made.pages[0]) for place in made.sheets[0].placements]
    assert spots == sorted(spots, key=lambda spot: (-spot[1], spot[0]))


def test_manual_backs_come_in_the_order_the_stack_is_fed() -> None:
    given = pages(6, "A4")
    over = impose(given, Press("A4", duplex="manual"), Work(faces=2))
    as_is = impose(given, Press("A4", duplex="manual", restack="as-is"), Work(faces=2))
    assert numbers(over) == [[0], [2], [4], [1], [3], [5]]
    assert numbers(as_is) == [[0], [2], [4], [5], [3], [1]]
    assert [heads_up(sheet.placements[0]) for sheet in as_is.sheets] == [True] * 3 + [False] * 3
    assert [sheet.label for sheet in as_is.sheets] == ["1a", "2a", "3a", "3b", "2b", "1b"]
    assert over.report.first_pass == as_is.report.first_pass == 3


@pytest.mark.parametrize(("duplex", "preference"), [("long", "DuplexFlipLongEdge"), ("short", "DuplexFlipShortEdge")])
def test_the_viewer_is_told_the_edge(duplex: str, preference: str) -> None:
    press = Press("A4", "nup", duplex="long" if duplex == "long" else "short")
    assert impose(pages(2, "A6"), press, Work(faces=2)).report.duplex == preference
    assert impose(pages(2, "A6"), press).report.duplex == "Simplex"


# Folded over


@pytest.mark.parametrize(
    "size", [name for name in SIZES_MM if name not in ("A2", "A3", "A4", "Tabloid", "Legal", "Letter")]
)
def test_a_card_folded_over_has_its_back_behind_its_front(size: str) -> None:
    made = impose(pages(2, size), Press("A3", "nup", duplex="none"), Work(faces=2))
    assert made.report.method == "fold-over"
    (sheet,) = made.sheets
    assert len(sheet.placements) == 2 * made.report.grid[0] * made.report.grid[1]
    for front, back in zip(sheet.placements[::2], sheet.placements[1::2], strict=True):
        assert (front.page, back.page) == (0, 1)
        assert folded_over(front, back, made)


def folded_over(front: Placement, back: Placement, made: Imposed) -> bool:
    """Folds along the edge that the two pages share and looks from behind, turning the card like a book's page."""
    page = made.pages[0]
    one, other = (moved(Rect(0, 0, page.width, page.height), place.matrix) for place in (front, back))

    def fold(point: Point) -> Point:
        x, y = point
        return (2 * one.x0 - x, y) if abs(one.x0 - other.x1) < 0.01 else (x, 2 * one.y1 - y)

    for x, y in ((0.0, 0.0), (page.width, page.height), (page.width, 0.0)):
        # The back's left is behind the front's right, its top behind the front's top.
        if not near(fold(apply(back.matrix, (x, y))), apply(front.matrix, (page.width - x, y))):
            return False
    return True


def test_fold_over_takes_the_way_that_brings_more() -> None:
    wide = impose(pages(2, "CR80"), Press("A4", "nup", duplex="none"), Work(faces=2))
    assert wide.report.grid == (1, 5)
    tall = impose((blank(180, 60),) * 2, Press("A4", "nup", duplex="none"), Work(faces=2))
    assert tall.report.grid == (1, 2)
    assert [heads_up(place) for place in tall.sheets[0].placements] == [True, False] * 2


def test_bleed_does_not_cross_the_fold() -> None:
    made = impose(pages(2, "A7"), Press("A4", "nup", duplex="none", bleed_mm=3), Work(faces=2))
    front, back = (moved(place.clip, place.matrix) for place in made.sheets[0].placements[:2] if place.clip)
    assert not front.overlaps(back)
    assert front.width / MM == pytest.approx(77)


# What goes with a card


def test_guides_move_with_their_card() -> None:
    work = Work(faces=2, holes=(((20.0, 30.0),), ()))
    made = impose(pages(2, "A6"), Press("A4", "nup", marks=False), work)
    front, back = made.sheets
    groups = [mark.item for mark in front.marks]
    assert all(mark.owner is ARTIFACT for mark in front.marks)
    assert len(groups) == 4
    assert back.marks == ()
    for group, place in zip(groups, front.placements, strict=True):
        assert isinstance(group, Group)
        assert group.matrix == place.matrix
        assert group.items == tuple(hole_guide(20.0, 30.0))


def test_the_offset_moves_backs_with_their_marks() -> None:
    straight = impose(pages(2, "A7"), Press("A4", "nup", gutter_mm=16), Work(faces=2))
    corrected = impose(pages(2, "A7"), Press("A4", "nup", gutter_mm=16, offset_mm=(1.0, 2.0)), Work(faces=2))
    assert straight.sheets[0] == corrected.sheets[0]
    one, other = straight.sheets[1], corrected.sheets[1]
    assert [(b - a) / MM for a, b in zip(one.trim, other.trim, strict=True)] == pytest.approx([1, 2, 1, 2])
    before, after = (lines(sheet) for sheet in (one, other))
    assert len(before) == 32
    for a, b in zip(before, after, strict=True):
        assert [(y - x) / MM for x, y in zip(a, b, strict=True)] == pytest.approx([1, 2, 1, 2])


def lines(sheet: Sheet) -> list[Rect]:
    return [box for mark in sheet.marks if isinstance(mark.item, Path) and (box := bounds(mark.item))]


def problem(count: int, size: str, press: Press, faces: int = 1) -> UsageProblem:
    with pytest.raises(UsageProblem) as caught:
        impose(pages(count, size), press, Work(faces=faces))
    return caught.value


def test_what_does_not_fit() -> None:
    assert problem(1, "A6", Press(None, "nup")).code == "sheet-needed"
    small = problem(1, "A4", Press("A5", "nup"))
    assert small.code == "sheet-too-small"
    assert "210 x 297 mm" in str(small)
    assert "--sheet A4" in str(small)
    assert problem(2, "A5", Press("A5", "nup", duplex="none"), 2).code == "sheet-too-small"
    assert problem(1, "A6", Press("A17", "nup")).code == "unknown-size"


def test_faces_must_come_in_pairs() -> None:
    with pytest.raises(ValueError, match="3 pages"):
        impose(pages(3, "A6"), Press("A4", "nup"), Work(faces=2))


@pytest.mark.parametrize("cut", ["crop", "lines"])
@pytest.mark.parametrize("bleed", [0.0, 3.0])
@settings(deadline=None, max_examples=30)
@given(st.integers(60, 140), st.integers(60, 140), st.sampled_from([3.0, 5.0, 8.0]))
def test_every_cut_is_where_a_line_shows_it(cut: Cut, bleed: float, width: int, height: int, dead: float) -> None:
    """No strip is cut off the sheet inside the dead border, where nothing is printed to cut along."""
    press = Press("A4", "nup", cut=cut, bleed_mm=bleed, dead_mm=dead)
    made = impose((blank(width, height),), press)
    sheet = made.sheets[0]
    for trim in trims(sheet, made):
        for strip in (trim.x0, trim.y0, sheet.width - trim.x1, sheet.height - trim.y1):
            assert strip / MM <= 1 or strip / MM >= dead - 0.02


def test_a_piece_that_cannot_be_cut_out_is_refused() -> None:
    """A strip of 3 mm all round, and a border of 5 mm without ink: there is no line to cut along."""
    card = (blank(204, 291),)
    with pytest.raises(UsageProblem) as caught:
        impose(card, Press("A4"))
    assert caught.value.code == "sheet-too-small"
    assert "--sheet Legal or --sheet Tabloid" in str(caught.value)
    assert impose(card, Press("A4", dead_mm=3)).report.cut
    assert impose(card, Press("A4", marks=False)).report.cut
    with pytest.raises(UsageProblem):
        impose(pages(8, "143x204mm"), Press("A4", "booklet"))
    whole = paper("290x204mm", "landscape")
    with pytest.raises(UsageProblem):
        leaflet(pages(4, "145x204mm"), panels("half", whole), whole, Press("A4"))


def test_bleed_that_the_offset_moves_stays_out_of_the_dead_border() -> None:
    card = pages(2, "93x62mm")
    assert impose(card, Press("A4", "nup", bleed_mm=3), Work(2)).report.grid == (2, 4)
    assert impose(card, Press("A4", "nup", bleed_mm=3, offset_mm=(4.0, 0.0)), Work(2)).report.grid != (2, 4)
