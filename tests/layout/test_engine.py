"""Documents on pages: one type size, as large as fits, with fillers, last pages, running feet and page numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from soleprint.layout.book import Format
from soleprint.layout.engine import drawing_faces, falls_back, lay_out
from soleprint.layout.paper import Face, Paper
from soleprint.marks import ARTIFACT, GlyphRun, Rect, Use, ink_box
from tests.layout.documents import (
    FOOT,
    LOOK,
    document,
    flowing,
    laid,
    lowest,
    made,
    outside,
    pages_of,
    paragraphs,
    plain,
    right_of,
    said,
    text,
    texts,
)
from tests.layout.stubs import THEME, look

# Every block once


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(1, 40), st.integers(8, 16))
def test_every_paragraph_is_on_one_page_in_order_and_inside_it(count: int, words: int, base: int) -> None:
    found = laid(f'<page flow="yes" gap="0.4">{paragraphs(count, words)}</page>', pages_of(base))
    if found is None:
        # A paragraph is taller than a page: alone it has no place either.
        assert laid(f"<page>{paragraphs(1, words, count)}</page>", pages_of(base)) is None
        return
    expected = " ".join(f"{n}: {said(words)}" for n in range(1, count + 1))
    assert " ".join(text(page) for page in found.pages) == expected
    assert [problem for page in found.pages for problem in outside(page)] == []


def test_a_heading_is_not_the_last_of_its_page() -> None:
    for count in range(1, 14):
        pages = texts(f'<page flow="yes" gap="0.5">{paragraphs(count)}<h2>Heading</h2>{paragraphs(3)}</page>')
        assert not any(page.endswith("Heading") for page in pages)
        assert sum(page.count("Heading") for page in pages) == 1


def test_what_is_kept_is_not_parted() -> None:
    for count in range(1, 14):
        kept = f"<keep><p>Begin.</p>{paragraphs(2)}<p>End.</p></keep>"
        pages = texts(f'<page flow="yes" gap="0.5">{paragraphs(count)}{kept}{paragraphs(2)}</page>')
        assert [("Begin." in page) for page in pages] == [("End." in page) for page in pages]


def test_a_break_begins_a_page() -> None:
    assert texts('<page flow="yes"><p>One.</p><break/><p>Two.</p><p>Three.</p></page>') == ["One.", "Two. Three."]


def test_sections_begin_pages_and_one_that_does_not_flow_must_hold() -> None:
    pages = texts(f"<page><p>Cover.</p></page>{flowing(10)}<page><p>End.</p></page>")
    assert pages[0] == "Cover."
    assert pages[-1] == "End."
    assert len(pages) > 3
    assert laid(f"<page>{paragraphs(10)}</page>") is None


# The largest type


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 25), st.integers(1, 4))
def test_the_type_found_is_nearly_the_largest(count: int, total: int) -> None:
    least, most = 9.0, 24.0
    found = laid(flowing(count), pages_of(least, most, total))
    if found is None:
        assert laid(flowing(count), pages_of(least, least, total)) is None
        return
    (base,) = set(found.bases)
    assert least <= base <= most
    assert len(found.pages) == total
    larger = base + 1.05 * (most - least) / 2**7
    assert base == most or larger > most or laid(flowing(count), pages_of(larger, larger, total)) is None


def test_what_fits_at_the_largest_type_gets_it() -> None:
    found = made("<page><p>Few.</p></page>", pages_of(12, 15, 1))
    assert found.bases == (15,)
    assert found.smallest == (12,)


def test_where_there_may_be_as_many_pages_as_it_takes_type_is_the_smallest() -> None:
    found = made(flowing(10), pages_of(12, 15))
    assert set(found.bases) == {12}


def test_larger_type_never_takes_fewer_pages() -> None:
    counts = [len(made(flowing(20), pages_of(base)).pages) for base in (8, 10, 12, 14, 16)]
    assert all(few <= more for few, more in pairwise(counts))
    assert counts[0] < counts[-1]


# Sections that state their own type


def test_a_page_with_limits_is_as_large_as_it_goes_by_itself() -> None:
    found = made(f'<page minimum="8" maximum="40"><p>Few.</p></page>{flowing(3)}', pages_of(12))
    assert found.bases == (40, 12)
    assert found.smallest == (8, 12)


def test_a_page_that_does_not_hold_at_its_own_smallest_does_not_fit() -> None:
    body = f'<page minimum="{{}}" maximum="30">{paragraphs(6)}</page>'
    assert laid(body.format(8)) is not None
    assert laid(body.format(20)) is None


@pytest.mark.parametrize("count", [3, 8, 15, 22])
def test_a_flow_with_limits_takes_the_fewest_pages_and_then_the_largest_type(count: int) -> None:
    least, most = 8.0, 20.0
    found = made(flowing(count, f'minimum="{least}" maximum="{most}"'), pages_of(12))
    fewest = len(made(flowing(count), pages_of(least)).pages)
    assert len(found.pages) == fewest
    (base,) = set(found.bases)
    assert least <= base <= most
    assert len(made(flowing(count), pages_of(base)).pages) == fewest
    larger = base + 1.05 * (most - least) / 2**7
    assert larger > most or len(made(flowing(count), pages_of(larger)).pages) > fewest


def test_limits_change_nothing_for_other_sections() -> None:
    body = f'<page flow="yes" gap="0.5" minimum="8" maximum="9">{paragraphs(9)}</page><page><p>Other.</p></page>'
    found = made(body, pages_of(12, 24, 3))
    assert [base for base, page in zip(found.bases, found.pages, strict=True) if text(page) == "Other."] == [24]


# A set number of pages


FILLER = '<page filler="yes"><p>Notes.</p></page>'
LAST = '<page last="yes"><p>Imprint.</p></page>'


@pytest.mark.parametrize("total", [2, 3, 6])
def test_fillers_come_before_the_last_page(total: int) -> None:
    pages = texts(f"<page><p>Cover.</p></page>{FILLER}{LAST}", pages_of(total=total))
    assert pages == ["Cover.", *["Notes."] * (total - 2), "Imprint."]


def test_without_a_number_of_pages_there_is_no_filler() -> None:
    assert texts(f"<page><p>Cover.</p></page>{FILLER}{LAST}") == ["Cover.", "Imprint."]


def test_without_a_filler_or_a_last_page_blanks_end_the_document() -> None:
    assert texts("<page><p>Cover.</p></page>", pages_of(total=3)) == ["Cover.", "", ""]


def test_too_many_pages_do_not_fit() -> None:
    assert laid(f"{flowing(2)}{FILLER}{LAST}", pages_of(total=1)) is None
    assert laid(flowing(30), pages_of(total=2)) is None
    assert laid("<page><p>A.</p></page>" * 3, pages_of(total=2)) is None


def test_where_more_pages_are_allowed_those_it_takes_are_filled() -> None:
    body, least, most = flowing(30), 12.0, 24.0
    needed = len(made(body, pages_of(least)).pages)
    assert needed > 2
    found = made(body, pages_of(least, most, 2, elastic=True))
    assert len(found.pages) == needed
    assert found.bases == made(body, pages_of(least, most, needed)).bases
    assert laid(body, pages_of(least, most, 2)) is None


def test_where_more_pages_are_allowed_none_is_taken_without_need() -> None:
    assert len(made(flowing(2), pages_of(12, 24, 2, elastic=True)).pages) == 2


def test_a_filler_without_room_is_left_out() -> None:
    filler = f'<page filler="yes">{paragraphs(9)}</page>'
    assert texts(f"<page><p>Cover.</p></page>{filler}", pages_of(total=2)) == ["Cover.", ""]
    small = f'<page filler="yes"><choose><option>{paragraphs(9)}</option><option><p>Notes.</p></option></choose></page>'
    assert texts(f"<page><p>Cover.</p></page>{small}", pages_of(total=2)) == ["Cover.", "Notes."]


def test_pages_may_differ_in_size() -> None:
    def size(index: int) -> Face:
        return plain(150 if index == 1 else 200, 200)

    pages = made(flowing(9), pages_of(face=size)).pages
    assert [page.width for page in pages][:3] == [200, 150, 200]
    assert text(pages[0]).split(":")[0] == "1"
    assert max(right_of(mark.item) for mark in pages[1].marks if isinstance(mark.item, GlyphRun)) <= 140.01


# Spare pages


def test_spare_pages_are_fillers_without_foot_or_number() -> None:
    running = '<page filler="yes" running="yes"><p>Notes.</p></page>'
    found = made(f'{FOOT}<page running="yes"><p>Cover.</p></page>{running}')
    assert [text(page) for page in found.spare(3)] == ["Notes."] * 3
    assert [page.label for page in found.spare(2)] == ["", ""]
    assert [text(page, artifact=True) for page in found.spare(1)] == [""]
    assert found.spare(0) == ()
    assert len(found.pages) == 1


def test_without_a_filler_there_are_no_spare_pages() -> None:
    assert made("<page><p>Cover.</p></page>").spare(3) == ()


# The running foot


def test_the_foot_counts_pages_and_is_decoration() -> None:
    pages = made(FOOT + flowing(12, 'running="yes"')).pages
    assert len(pages) > 2
    feet = [text(page, artifact=True) for page in pages]
    assert feet == [f"Page {n} of {len(pages)}" for n in range(1, len(pages) + 1)]
    assert not any("Page" in text(page) for page in pages)
    assert [page.label for page in pages] == [str(n) for n in range(1, len(pages) + 1)]


def test_the_foot_names_the_chapter_of_its_page_and_takes_the_room_of_that_name() -> None:
    foot = '<running><p style="small">{chapter} {page}</p></running>'
    long = "A chapter with a name of so many words that it takes two lines of the foot"
    sections = '<page running="yes"><p>a</p></page><page running="yes" chapter="One"><p>b</p></page>'
    pages = made(f'{foot}{sections}{flowing(30, f"""running="yes" chapter="{long}" """)}').pages
    feet = [text(page, artifact=True) for page in pages]
    assert feet == ["1", "One 2", *(f"{long} {number}" for number in range(3, len(pages) + 1))]
    assert all(outside(page) == [] for page in pages)
    for page in pages[2:]:
        runs = [mark for mark in page.marks if isinstance(mark.item, GlyphRun)]
        low = min(lowest(mark.item) for mark in runs if mark.owner is not ARTIFACT)  # type: ignore[arg-type]
        high = max(ink_box(mark.item).y1 for mark in runs if mark.owner is ARTIFACT)  # type: ignore[arg-type,union-attr]
        assert low > high


def test_the_foot_counts_in_the_digits_of_the_language() -> None:
    foot = "<running><p>{page}</p></running>"
    (page,) = made(f'{foot}<page running="yes"><p>x</p></page>', using=look("ar")).pages
    assert text(page, artifact=True) == "١"


FOOT_HIGH = 9 * 1.3
"""Its style is 9 points at least, led 1.3."""


@pytest.mark.parametrize("limits", ["", 'minimum="12" maximum="12"'])
def test_the_foot_takes_its_height_and_six_tenths_of_an_em(limits: str) -> None:
    """A block as tall as the rest of the page holds, one a hair taller does not."""
    room = 180 - FOOT_HIGH - 0.6 * 12

    def holds(high: float) -> bool:
        body = f'<page running="yes" {limits}><spacer height="{high / 12:.6f}"/></page>'
        return laid(FOOT + body) is not None

    assert holds(room - 0.05)
    assert not holds(room + 0.05)
    assert laid(f'{FOOT}<page><spacer height="{180 / 12}"/></page>') is not None


@pytest.mark.parametrize("words", [3, 12, 25])
def test_nothing_comes_nearer_to_the_foot(words: int) -> None:
    pages = made(f'{FOOT}<page flow="yes" running="yes" gap="0.2">{paragraphs(14, words)}</page>').pages
    assert len(pages) > 1
    for page in pages:
        for mark in page.marks:
            assert isinstance(mark.item, GlyphRun)
            floor = 10 if mark.owner is ARTIFACT else 10 + FOOT_HIGH + 0.6 * 12
            assert lowest(mark.item) >= floor - 0.01


def test_only_pages_that_ask_for_it_have_a_foot() -> None:
    pages = made(f'{FOOT}<page><p>Cover.</p></page><page running="yes"><p>Inside.</p></page>').pages
    assert [text(page, artifact=True) for page in pages] == ["", "Page 2 of 2"]
    bare = made('<page running="yes"><p>Inside.</p></page>').pages
    assert [text(page, artifact=True) for page in bare] == [""]


# A drawing


def test_a_drawing_is_as_tall_as_what_it_shows() -> None:
    root = document('<page gap="0"><figure step="a" min="3"/></page>')
    face = drawing_faces(root, LOOK, 90.0, 10.0)
    found = lay_out(root, LOOK, pages_of(10, 10, 1, face=face))
    assert found is not None
    (page,) = found.pages
    # Pictures of the test are as tall as wide.
    assert (page.width, page.height) == (90.0, 90.0)
    (mark,) = page.marks
    assert isinstance(mark.item, Use)
    assert (mark.item.symbol.bbox.width, mark.item.matrix[4:]) == (90.0, (0.0, 0.0))
    assert outside(page) == []


def test_letters_are_narrowed_only_where_a_page_does_not_hold_else() -> None:
    style = replace(THEME.styles["body"], narrowest=80)
    theme = replace(THEME, styles={**THEME.styles, "body": style})
    narrow = look(theme=theme)
    words = "Stroke the whole foot from the toes to the ankle with both hands. " * 4

    def fonts(high: float) -> set[str]:
        face = Face(Paper("test", 120, high), Rect(0, 0, 120, high), ())
        pages = Format(lambda _: face, 10, 10, 1)
        layout = lay_out(document(f"<page><p>{words}</p></page>"), narrow, pages)
        assert layout is not None
        return {mark.item.font.key for mark in layout.pages[0].marks if isinstance(mark.item, GlyphRun)}

    lines = 10 * THEME.styles["body"].leading
    heights = [count * lines + 0.1 for count in range(8, 20)]
    tried = []
    for high in heights:
        try:
            tried.append(fonts(high))
        except AssertionError:
            continue
    assert tried[0] == {"NotoSans-Regular80"}
    assert tried[-1] == {"NotoSans-Regular"}


@pytest.mark.parametrize(
    ("body", "ranked"),
    [
        ("<p>one</p>", False),
        ("<choose><option><p>one</p></option><option><p>two</p></option></choose>", False),
        ('<choose><option><p>one</p></option><option rank="1"><p>two</p></option></choose>', True),
        ('<stack><panel><choose><option rank="1"><p>one</p></option></choose></panel></stack>', True),
        ('<choose><option><choose><option rank="1"><p>one</p></option></choose></option></choose>', True),
    ],
)
def test_an_option_with_a_rank_is_found_wherever_it_stands(body: str, ranked: bool) -> None:
    assert falls_back(document(f"<page>{body}</page>")) is ranked


def test_a_look_is_as_it_was_when_a_document_is_laid_out() -> None:
    own = look()
    before = {name: getattr(own, name) for name in own.__struct_fields__}
    body = '<page><p>On page <number of="end"/></p></page><page><h2 id="end">End</h2></page>'
    first = [text(page) for page in made(body, using=own).pages]
    assert {name: getattr(own, name) for name in own.__struct_fields__} == before
    with pytest.raises(AttributeError):
        own.anywhere = True  # type: ignore[misc]
    assert [text(page) for page in made(body, using=own).pages] == first == ["On page 2", "End"]
