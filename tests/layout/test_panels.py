"""Sections on just so many pages: filled alike, each with its foot, in the best way that is no fallback."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from soleprint.errors import ContentError
from soleprint.layout.boxes import Stack
from soleprint.layout.flow import Chains, Flows, Unit, chains, filled, spread
from soleprint.layout.theme import Tone
from soleprint.marks import GlyphRun, Page, Path, Rect
from tests.layout.documents import laid, made, outside, pages_of, paragraphs, plain, text
from tests.layout.stubs import THEME, Block, look

BASE = 10.0
SIX = pages_of(12, 12, 6)


def flat(parts: list[Chains]) -> list[Unit]:
    return [unit for page in parts for chain in page for unit in chain.units]


heights = st.floats(0.5, 8, allow_nan=False).map(lambda value: round(value, 2))
flows = st.lists(st.builds(Unit, st.builds(Block, heights), st.sampled_from([0.0, 0.5])), min_size=1, max_size=12)


@given(flows, st.integers(1, 4), st.integers(60, 200))
def test_spread_uses_every_page_and_loses_nothing(flow: list[Unit], pages: int, tall: int) -> None:
    frames = [Rect(0, 0, 100, tall)] * pages
    parts = spread(chains(flow, Flows()), frames, BASE, lambda parts, frame: 0.0)
    if parts is None:
        return
    assert [id(unit.box) for unit in flat(parts)] == [id(unit.box) for unit in flow]
    assert len(parts) == pages
    for held in parts:
        assert held
        assert filled(held).measure(100, BASE).height <= tall + 0.02


def test_pages_are_filled_alike() -> None:
    flow = [Unit(Block(4), 0.0)] * 6
    parts = spread(chains(flow, Flows()), [Rect(0, 0, 100, 200)] * 3, BASE, lambda parts, frame: 0.0)
    assert parts is not None
    assert [len(page) for page in parts] == [2, 2, 2]


def test_what_pictures_are_worth_counts_most() -> None:
    flow = [Unit(Block(4), 0.0)] * 4
    parts = spread(
        chains(flow, Flows()), [Rect(0, 0, 100, 200)] * 2, BASE, lambda parts, frame: 9.0 if len(parts) == 1 else 0.0
    )
    assert parts is not None
    assert sorted(len(page) for page in parts) == [1, 3]


def test_blocks_without_a_gap_stay_edge_to_edge() -> None:
    flow = chains([Unit(Block(1), 0.5), Unit(Block(1), 0.0), Unit(Block(1), 0.5)], Flows())
    body = filled(flow)
    places = [frame for _, frame in body.arrange(Rect(0, 0, 100, 100), BASE)]
    assert len(places) == 2
    assert places[0].height == pytest.approx(2 * flow[0].height(100, BASE, first=True))
    assert isinstance(body, Stack)


def test_a_break_names_the_page_that_follows() -> None:
    pages = made(
        f'<page flow="yes" pages="6">{paragraphs(5, 4)}<break page="5"/><p>Five.</p>'
        '<break page="6"/><p>Six.</p></page>',
        SIX,
    ).pages
    assert ["Five." in text(page) for page in pages] == [False] * 4 + [True, False]
    assert text(pages[5]) == "Six."


def lowest(page: Page, words: str) -> float:
    (run,) = [m.item for m in page.marks if isinstance(m.item, GlyphRun) and m.item.text.strip() == words]
    return run.origin[1]


def test_each_page_has_its_foot_and_those_of_a_row_begin_alike() -> None:
    feet = '<foot row="r"><panel><p>one</p></panel></foot><foot row="r"><panel><p>two</p><p>more</p></panel></foot>'
    pages = made(f'<page flow="yes" pages="3" gap="0.5">{paragraphs(6, 4)}{feet}</page>', pages_of(12, 12, 3)).pages
    assert [("one" in text(page), "two" in text(page)) for page in pages] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert lowest(pages[0], "one") == pytest.approx(lowest(pages[1], "two"))
    assert all(outside(page) == [] for page in pages)


def test_a_section_that_cannot_fill_its_pages_does_not_fit() -> None:
    assert laid('<page flow="yes" pages="3"><p>One.</p></page>', pages_of(12, 12, 3)) is None
    assert laid(f'<page flow="yes" pages="2">{paragraphs(3)}</page>', pages_of(12, 12, 1)) is None


@pytest.mark.parametrize("count", ["0", "1.5", "many"])
def test_pages_are_counted_in_whole_numbers(count: str) -> None:
    with pytest.raises(ContentError):
        laid(f'<page flow="yes" pages="{count}"><p>One.</p></page>')


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 40))
def test_even_pages_are_as_few_as_others_and_filled_alike(count: int) -> None:
    plainly, evenly = (
        made(f'<page flow="yes" gap="0.5" {how}>{paragraphs(count)}</page>').pages for how in ("", 'even="yes"')
    )
    assert len(evenly) == len(plainly)
    assert " ".join(map(text, evenly)) == " ".join(map(text, plainly))
    counts = [text(page).count(":") for page in evenly]
    assert max(counts) - min(counts) <= 1


# Fallbacks


def chosen(body: str) -> str:
    return " ".join(text(page) for page in made(f"<page>{body}</page>").pages)


def test_a_fallback_is_taken_only_where_nothing_else_holds() -> None:
    long, short = f"<option>{paragraphs(30)}</option>", '<option rank="1"><p>Short.</p></option>'
    assert chosen(f"<choose>{short}<option><p>Wanted.</p></option></choose>") == "Wanted."
    assert chosen(f"<choose>{long}{short}</choose>") == "Short."
    # Though its picture would be larger.
    low = '<option><figure scene="overview" min="1" max="2"/><p>Wanted.</p></option>'
    high = '<option rank="1"><figure scene="overview" min="1"/><p>Short.</p></option>'
    assert chosen(f"<choose>{low}{high}</choose>") == "Wanted."


def test_a_fallback_is_not_taken_for_its_fewer_pages() -> None:
    ways = f'<choose><option>{paragraphs(30)}</option><option rank="1"><p>Short.</p></option></choose>'
    for even in ("", 'even="yes"'):
        pages = made(f'<page flow="yes" {even}>{ways}</page>').pages
        assert "Short." not in text(pages[0])
        assert len(pages) > 1


def test_a_fallback_may_stand_inside_a_panel() -> None:
    inside = f'<panel><choose><option>{paragraphs(30)}</option><option rank="1"><p>Short.</p></option></choose></panel>'
    assert chosen(inside) == "Short."


def test_an_option_has_feet_of_its_own() -> None:
    body = "<p>One.</p><choose><option><p>Two.</p><foot><p>Foot.</p></foot></option></choose>"
    assert text(made(f'<page flow="yes" pages="1">{body}</page>', pages_of(12, 12, 1)).pages[0]) == "One. Two. Foot."


# Titles, panels


@pytest.mark.parametrize(
    ("words", "size"), [("Foot", 24.0), ("A title of words that take more lines than three", 14.4)]
)
def test_a_title_is_set_in_the_largest_style_that_suits_it(words: str, size: float) -> None:
    page = made(
        f'<page><h1 style="title heading">{words}</h1></page>', pages_of(12, 12, face=lambda i: plain(120))
    ).pages[0]
    assert {round(m.item.size, 1) for m in page.marks if isinstance(m.item, GlyphRun)} == {size}
    assert [anchor.title for anchor in page.anchors] == [words]


def test_a_panel_may_keep_with_what_follows() -> None:
    for count in range(1, 14):
        pages = made(
            f'<page flow="yes">{paragraphs(count)}<panel keep="next"><p>Band.</p></panel>{paragraphs(3)}</page>'
        ).pages
        assert not any(text(page).endswith("Band.") for page in pages)


@pytest.mark.parametrize("sign", ["ask", "call", "stop", "care", "repeat", "zone"])
def test_every_sign_is_drawn_as_large_as_its_tone_says(sign: str) -> None:
    tones = {"signed": Tone(text="ink", icon=sign, icon_size=3)}  # type: ignore[arg-type]
    using = look(theme=replace(THEME, tones=tones))
    page = made('<page><panel tone="signed"><p>x</p></panel></page>', using=using).pages[0]
    drawn = [mark.item for mark in page.marks if isinstance(mark.item, Path) and (mark.item.fill or mark.item.stroke)]
    heights = [end for path in drawn for _, *ends in path.segments for end in ends[1::2]]
    assert 0.6 * 36 < max(heights) - min(heights) <= 2 * 36


@pytest.mark.parametrize(("sign", "colour"), [(None, "ink"), ("red", "red")])
def test_a_sign_has_the_colour_that_its_tone_says(sign: str | None, colour: str) -> None:
    tones = {"signed": Tone(border="ink", icon="care", sign=sign)}
    using = look(theme=replace(THEME, tones=tones))
    page = made('<page><panel tone="signed"><p>x</p></panel></page>', using=using).pages[0]
    fills = [mark.item.fill for mark in page.marks if isinstance(mark.item, Path) and mark.item.fill]
    assert THEME.colour(colour) in fills


def test_a_page_may_be_read_after_another_than_the_one_before_it() -> None:
    body = "<p>One.</p><break page='2'/><p>Two.</p><break page='3' after='1'/><p>Three.</p>"
    body += "<break page='4' after='3'/><p>Four.</p>"
    pages = made(f'<page flow="yes" pages="4">{body}</page>', pages_of(12, 12, 4)).pages
    assert [text(page) for page in pages] == ["One.", "Two.", "Three.", "Four."]
    heard = sorted(range(4), key=lambda at: at if pages[at].read is None else pages[at].read or 0)
    assert [text(pages[at]) for at in heard] == ["One.", "Three.", "Four.", "Two."]
