"""How an order goes on paper: what follows from it where nothing is asked for, and cards on sheets of paper."""

from __future__ import annotations

from typing import Any

import pytest

from soleprint.layout.paper import MM, SIZES_MM, Finishing
from soleprint.marks import Rect, apply
from soleprint.press.plan import Press
from soleprint.products.order import read_order
from soleprint.products.result import Result
from soleprint.products.sheets import finishing, leaf_of, press
from tests.ink import reading
from tests.press.folding import on_back, on_front
from tests.support.cards import made, pdf
from tests.support.vera import validate

ROUTINES = ("back-of-leg", "front-of-leg", "foot")


def asked(product: str, rtl: bool = False, **given: Any) -> Press:
    order = read_order(product, "foot", given)
    return press(order, leaf_of(order, rtl), rtl)


# What the press is asked for


def test_bleed_and_marks_are_for_the_page_and_the_press() -> None:
    order = read_order("card", "foot", {"bleed": 3, "marks": True, "sheet": "A4", "impose": "nup"})
    wanted = press(order, None, False)
    assert finishing(order).bleed_mm == wanted.bleed_mm == 3.0
    assert finishing(order).marks
    assert wanted.marks


def test_everything_asked_for_reaches_the_press() -> None:
    given: dict[str, Any] = {
        "sheet": "A3",
        "impose": "booklet",
        "duplex": "manual",
        "restack": "as-is",
        "offset": (1, -2),
        "dead": 4,
    }
    given |= {"cut": "lines", "gutter": 6, "binding": "top", "signature": 4, "creep": 0.1, "bleed": 3, "marks": False}
    wanted = asked("booklet", **given)
    assert wanted == Press(
        sheet="A3", impose="booklet", binding="top", signature=4, creep_mm=0.1, duplex="manual", restack="as-is",
        marks=False, cut="lines", bleed_mm=3, gutter_mm=6, dead_mm=4, offset_mm=(1, -2),
    )  # fmt: skip
    assert asked("card", sheet="A4", impose="nup", copies=6).copies == 6
    assert asked("card", sheet="A4", impose="poster", overlap="1.5cm").overlap_mm == 15


def test_finishing_is_that_of_the_order() -> None:
    order = read_order("card", "foot", {"pouch": 3, "hole": "top", "corners": "4mm", "bleed": 2, "marks": True})
    assert finishing(order) == Finishing(3, "top", 4, 2, True)
    assert finishing(read_order("card", "foot", {"pouch": 0})) == Finishing(0, laminated=False)
    assert finishing(read_order("deck", "foot", {})) == Finishing(4, "ring", 3)
    assert not finishing(read_order("poster", "foot", {})).laminated


def test_marks_are_the_rule_on_larger_paper_alone() -> None:
    assert asked("card", sheet="A4").marks
    assert not asked("card", sheet="A4", marks=False).marks
    assert not asked("card").marks
    assert asked("card", marks=True).marks


@pytest.mark.parametrize(("rtl", "given", "binding"), [(False, {}, "left"), (True, {}, "right"),
                                                       (True, {"binding": "top"}, "top")])  # fmt: skip
def test_a_book_is_bound_where_its_language_begins(rtl: bool, given: dict[str, str], binding: str) -> None:
    assert asked("booklet", rtl, sheet="A4", **given).binding == binding


@pytest.mark.parametrize(("fold", "edge"), [("flat", "long"), ("half", "short"), ("tri", "short"), ("z", "short")])
def test_a_folded_sheet_lies_and_is_turned_on_its_short_edge(fold: str, edge: str) -> None:
    assert asked("leaflet", fold=fold).duplex == edge
    assert asked("leaflet", fold=fold, duplex="long").duplex == "long"


# Cards on sheets


def boxes_are_true(data: bytes, result: Result) -> None:
    reader = reading.reader(data)
    assert len(reader.pages) == len(result.publication.sheets)
    for page, sheet in zip(reader.pages, result.publication.sheets, strict=True):
        media = [float(edge) for edge in page.mediabox]
        assert media == pytest.approx([0, 0, sheet.width, sheet.height], abs=0.1 * MM)
        trim = Rect(*map(float, page.trimbox))
        assert Rect(*media).contains(trim, 0.1)


@pytest.mark.parametrize("duplex", ["long", "short"])
@pytest.mark.parametrize("size", ["A6", "A5", "4x6"])
def test_backs_lie_behind_their_fronts(size: str, duplex: str) -> None:
    result = made(*ROUTINES, size=size, faces=2, sheet="A4", impose="nup", duplex=duplex)
    sheets, pages = result.publication.sheets, result.publication.pages
    seen = []
    for front, back in zip(sheets[::2], sheets[1::2], strict=True):
        stands = front.height >= front.width
        fronts = {one.middle: one for one in on_front(front, pages)}
        backs = on_back(back, pages, like_a_book=(duplex == "long") == stands)
        assert len(fronts) == len(backs)
        for one in backs:
            near = [f for f in fronts.values() if all(abs(a - b) < 0.1 for a, b in zip(f.box, one.box, strict=True))]
            assert [f.page for f in near] == [one.page - 1]
            seen.append(one.page)
    assert set(seen) == {1, 3, 5}
    boxes_are_true(pdf(*ROUTINES, size=size, faces=2, sheet="A4", impose="nup", duplex=duplex), result)


def test_copies_fill_sheets() -> None:
    result = made("foot", size="A6", sheet="A4", impose="nup", copies=6)
    placed = [place.page for sheet in result.publication.sheets for place in sheet.placements]
    assert placed == [0] * 6
    trims = [box for sheet in result.publication.sheets[:1] for box in trims_of(sheet, result)]
    assert not any(a.overlaps(b) for i, a in enumerate(trims) for b in trims[i + 1 :])


def trims_of(sheet: Any, result: Result) -> list[Rect]:
    page = result.publication.pages[0]
    return [
        Rect(*apply(place.matrix, (0, 0)), *apply(place.matrix, (page.width, page.height)))
        for place in sheet.placements
    ]


def test_a_poster_covers_the_card_at_its_true_size() -> None:
    given = {"size": "A3", "sheet": "A4", "impose": "poster"}
    result = made("foot", **given)
    page, sheets = result.publication.pages[0], result.publication.sheets
    assert len(sheets) >= 4
    boxes_are_true(pdf("foot", **given), result)
    covered = 0.0
    for sheet in sheets:
        assert sorted((sheet.width / MM, sheet.height / MM)) == pytest.approx(sorted(SIZES_MM["A4"]), abs=0.1)
        (place,) = sheet.placements
        assert [abs(value) for value in place.matrix[:4]] == pytest.approx([1, 0, 0, 1])
        assert place.clip is not None
        covered += place.clip.width * place.clip.height
    assert covered > page.width * page.height


@pytest.mark.parametrize(
    "given",
    [{"size": "A6", "faces": 2, "impose": "nup"}, {"size": "A3", "impose": "poster"}],
    ids=["nup", "poster"],
)
def test_cards_on_sheets_conform(given: dict[str, Any]) -> None:
    data = pdf("foot", sheet="A4", **given)
    assert validate(data, "ua1", "2a") == []
