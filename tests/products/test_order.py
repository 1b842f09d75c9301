"""One door for all products, and cards as they come from it on sheets of paper."""

from __future__ import annotations

from typing import Any

import pytest

import soleprint
from soleprint.errors import UsageProblem
from soleprint.layout.paper import MM, SIZES_MM
from soleprint.marks import Rect, apply
from soleprint.press.plan import Press
from soleprint.products.order import every_routine, fulfil, order
from soleprint.products.workshop import Result
from tests.ink import reading
from tests.press.folding import on_back, on_front
from tests.support.cards import made, pdf
from tests.support.vera import validate

ROUTINES = ("back-of-leg", "front-of-leg", "foot")


# Orders


def test_each_name_goes_where_it_is_understood() -> None:
    given = {"size": "A4", "hole": "top", "edition": "easy-read", "often": "daily", "fold": "tri", "sheet": "A3"}
    wanted = order("leaflet", "foot", given)
    assert wanted.routines == ("foot",)
    assert wanted.options.size == "A4"
    assert wanted.options.finishing.hole == "top"
    assert wanted.handout.edition == "easy-read"
    assert wanted.handout.plan.often == "daily"
    assert wanted.fold == "tri"
    assert wanted.press == Press("A3")


def test_bleed_and_marks_are_for_the_page_and_the_press() -> None:
    wanted = order("card", "foot", {"bleed_mm": 3.0, "marks": True, "sheet": "A4", "impose": "nup"})
    assert wanted.press is not None
    assert wanted.options.finishing.bleed_mm == wanted.press.bleed_mm == 3.0
    assert wanted.press.marks
    assert order("card", "foot", {"bleed_mm": 3.0}).press is None


@pytest.mark.parametrize(
    ("lang", "given", "binding"),
    [("en", {}, "left"), ("ar", {}, "right"), ("he", {}, "right"), ("ar", {"binding": "top"}, "top")],
)
def test_a_book_is_bound_where_its_language_begins(lang: str, given: dict[str, str], binding: str) -> None:
    press = order("booklet", "foot", {"lang": lang, "sheet": "A4", "impose": "booklet", **given}).press
    assert press is not None
    assert press.binding == binding


@pytest.mark.parametrize(
    ("product", "routines", "given", "code", "words"),
    [
        ("leaflt", ["foot"], {}, "unknown-product", "Did you mean 'leaflet'?"),
        ("", ["foot"], {}, "unknown-product", "card, leaflet, booklet"),
        ("card", [], {}, "no-routine", "soleprint list routines"),
        ("card", ["foot"], {"sise": "A4"}, "unknown-option", "Did you mean 'size'?"),
        ("card", ["foot"], {"plan": None}, "unknown-option", "'plan'"),
        ("leaflet", ["foot"], {"edition": "large"}, "unknown-option", "large-print"),
        ("leaflet", ["foot"], {"fold": "tree", "emergency": "999"}, "unknown-option", "flat, half, tri, z"),
        ("card", ["foot"], {"impose": "booklet"}, "sheet-needed", "--sheet"),
        ("card", ["foot"], {"impose": "nup"}, "sheet-needed", "--sheet"),
    ],
)
def test_what_is_not_known_is_told(
    product: str, routines: list[str], given: dict[str, Any], code: str, words: str
) -> None:
    with pytest.raises(UsageProblem) as caught:
        soleprint.make(product, routines, **given)
    assert caught.value.code == code
    assert words in str(caught.value)


def test_a_routine_is_named_alone_or_in_a_list() -> None:
    assert fulfil(order("card", "foot", {"size": "A6"})).pdf == made("foot", size="A6").pdf
    assert made("foot", "foot", size="A6").pages == 1


def test_every_routine_is_known() -> None:
    assert tuple(sorted(every_routine(None))) == tuple(sorted(ROUTINES))


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
    assert validate(data, "ua1") == []
    assert validate(data, "2a") == []


def test_paper_for_a_booklet_means_a_booklet_to_fold() -> None:
    folded = order("booklet", "foot", {"sheet": "A4", "emergency": "999"})
    single = order("booklet", "foot", {"sheet": "A4", "impose": "none", "emergency": "999"})
    assert (folded.press and folded.press.impose, single.press and single.press.impose) == ("booklet", "none")
    assert order("booklet", "foot", {"emergency": "999"}).press is None
    card = order("card", "foot", {"sheet": "A4"}).press
    assert card is not None
    assert card.impose == "none"
