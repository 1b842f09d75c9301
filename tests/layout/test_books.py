"""What books need of the layout: pages equally full, spreads, feet at the outer edge, pictures from edge to edge."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from soleprint.layout.boxes import share_in_turn
from soleprint.layout.theme import Style, Theme, Tone
from soleprint.marks import GlyphRun, Path, Use
from soleprint.preflight.pages import placed_box
from soleprint.text import Span
from tests.layout.documents import flowing, laid, made, pages_of, paragraphs, said, text, texts
from tests.layout.stubs import THEME, look, typesetter


def themed(**styles: Style) -> Theme:
    tones = {**THEME.tones, "strip": Tone(background="red", pad=(0.5, 0))}
    return msgspec.structs.replace(THEME, styles={**THEME.styles, **styles}, tones=tones)


BOOK = look(theme=themed(numeral=Style(size=2, bold=True), narrow=Style(balance=True)))
NOTES = '<page filler="yes"><p>Notes.</p></page>'


@pytest.mark.parametrize("count", [7, 9, 11, 13])
def test_pages_of_a_flow_are_about_equally_full(count: int) -> None:
    found = texts(flowing(count))
    assert len(found) > 1
    held = [page.count(":") for page in found]
    assert max(held) == -(-count // len(held))


def test_what_no_page_holds_is_broken_though_it_is_kept_together() -> None:
    kept = f"<keep>{paragraphs(20)}</keep>"
    found = texts(f'<page flow="yes"><p>First.</p>{kept}<p>Last.</p></page>')
    assert " ".join(found) == f"First. {' '.join(f'{n}: {said(12)}' for n in range(1, 21))} Last."
    assert laid(f"<page>{kept}</page>") is None


@pytest.mark.parametrize(("before", "at"), [(1, 1), (2, 3), (3, 3)])
def test_a_spread_begins_on_a_page_with_an_even_number(before: int, at: int) -> None:
    pages = "<page><p>Before.</p></page>" * before + '<page starts="even"><p>Left.</p></page>' + NOTES
    found = texts(pages)
    assert found[at] == "Left."
    assert found.count("Notes.") == at - before


def test_without_a_filler_no_page_is_left_empty() -> None:
    assert texts('<page><p>A.</p></page><page><p>B.</p></page><page starts="even"><p>C.</p></page>') == [
        "A.",
        "B.",
        "C.",
    ]


def test_even_and_odd_pages_have_feet_of_their_own() -> None:
    feet = '<running pages="even"><p>even {page}</p></running><running pages="odd"><p>odd {page}</p></running>'
    pages = made(feet + 3 * '<page running="yes"><p>x</p></page>').pages
    assert [text(page, artifact=True) for page in pages] == ["odd 1", "even 2", "odd 3"]


def test_pictures_from_edge_to_edge_are_as_wide_as_the_page_and_equally_high() -> None:
    figures = '<columns gap="0"><figure scene="stage" min="2"/><figure scene="stage" min="2" max="3"/></columns>'
    (page,) = made(f'<page><p>Above.</p><stack bleed="edge">{figures}</stack><p>Below.</p></page>', using=BOOK).pages
    boxes = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    assert [(round(box.x0), round(box.x1)) for box in boxes] == [(0, 100), (100, 200)]
    assert boxes[0].height == boxes[1].height


def test_a_picture_from_edge_to_edge_runs_off_into_the_bleed() -> None:
    form = replace(pages_of(), bleed=9.0)
    (page,) = made('<page><stack bleed="edge"><figure scene="stage" min="2"/></stack></page>', form, BOOK).pages
    (box,) = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    assert (box.x0, box.x1) == (-9, 209)


def test_a_panel_from_edge_to_edge_keeps_its_words_in_the_margins() -> None:
    (page,) = made('<page><panel tone="strip" bleed="edge"><p>Words.</p></panel></page>', using=BOOK).pages
    (ground,) = [mark.item for mark in page.marks if isinstance(mark.item, Path)]
    xs = [point[0] for _, *point in ground.segments if point]
    assert (min(xs), max(xs)) == (0, 200)
    (run,) = [mark.item for mark in page.marks if isinstance(mark.item, GlyphRun)]
    assert run.origin[0] == 10


def test_a_cover_leaves_room_and_fills_the_rest() -> None:
    body = '<page gap="0"><figure scene="cover" min="2"/><spacer height="1"/><p>Title</p></page>'
    (page,) = made(body, using=BOOK).pages
    (box,) = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    assert box.height == pytest.approx(180 - 12 - 1.3 * 12)


def test_a_heading_has_its_number_before_it_and_stays_with_what_follows() -> None:
    for count in range(1, 14):
        body = f'<page flow="yes">{paragraphs(count)}<h3 number="7">Seven</h3>{paragraphs(3)}</page>'
        pages = [text(page) for page in made(body, using=BOOK).pages]
        assert sum("7 Seven" in page for page in pages) == 1
        assert not any(page.endswith("Seven") for page in pages)


def test_pictures_grow_before_empty_space_does() -> None:
    assert share_in_turn(10, [6, 1e4]) == [6, 4]
    assert share_in_turn(5, [6, 1e4]) == [5, 0]
    assert share_in_turn(9, [2, 2, 0]) == [2, 2, 0]


@pytest.mark.parametrize("align", ["start", "end"])
def test_balanced_lines_stand_where_others_do(align: str) -> None:
    def lefts(style: str) -> list[float]:
        markup = f'<page><p style="{style}" align="{align}">Glide from the ankle up to the knee with hands</p></page>'
        (page,) = made(markup, using=BOOK).pages
        runs = [mark.item for mark in page.marks if isinstance(mark.item, GlyphRun)]
        return [run.origin[0] + (run.width if align == "end" else 0) for run in runs]

    assert lefts("narrow")[-1] == pytest.approx(lefts("body")[-1], abs=3.5)


def test_scripts_with_tall_letters_have_lines_of_their_own() -> None:
    style = Style(leading=1.1, tall_leading=1.4)
    assert style.step(tall=False) == 1.1
    assert style.step(tall=True) == 1.4
    assert Style(leading=1.1).step(tall=True) == 1.1
    assert typesetter("ar").prepare([Span("تدليك الساق")]).tall
    assert not typesetter().prepare([Span("Leg")]).tall


STEPS = "".join(f'<keep><p>Step {step}.</p><figure scene="stage" min="4"/></keep>' for step in (1, 2, 3))


@pytest.mark.parametrize(("before", "pages"), [(1, 2), (2, 3)])
def test_a_section_may_end_at_the_right_of_an_open_book_and_fills_all_its_pages(before: int, pages: int) -> None:
    flow = f'<page flow="yes" ends="odd">{STEPS}</page>'
    body = "<page><p>Before.</p></page>" * before + flow + NOTES
    found = [text(page) for page in made(body, using=BOOK).pages]
    held = found[before:]
    assert len(held) == pages
    assert all(page.startswith("Step") for page in held)
    assert " ".join(held) == "Step 1. Step 2. Step 3."


def test_a_section_that_cannot_fill_one_page_more_ends_where_it_does() -> None:
    flow = '<page flow="yes" ends="odd"><p>All.</p></page>'
    assert texts("<page><p>Before.</p></page>" * 2 + flow) == ["Before.", "Before.", "All."]
    assert texts("<page><p>Before.</p></page>" + flow) == ["Before.", "All."]
