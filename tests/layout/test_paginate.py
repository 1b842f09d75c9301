"""Documents poured into pages: one type size, as large as fits, with fillers, last pages and running feet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soleprint.layout.paginate import Book, Plan, Sheetlet, book, foot_height, largest_plan, paint, plan, text_frame

from soleprint.compose.markup import Node, check
from soleprint.compose.parse import parse
from soleprint.marks import ARTIFACT, GlyphRun, Page, Rect, ink_box
from tests.layout.stubs import kit

KIT = kit()
FOOT = '<running><p style="small">Page {page} of {pages}</p></running>'
WORDS = ["Glide", "from", "the", "ankle", "to", "the", "knee", "with", "flat", "hands."]


def sheetlet(width: float = 200, height: float = 200) -> Sheetlet:
    return Sheetlet(width, height, Rect(10, 10, width - 10, height - 10))


def document(body: str) -> Node:
    root = parse(f'<document _at="t:1">{body}</document>', "t")
    assert check(root) == []
    return root


def made(body: str, total: int | None = None, size: Sheetlet | None = None) -> Book:
    return book(document(body), KIT, lambda index: size or sheetlet(), total)


def paragraphs(count: int, words: int = 12) -> str:
    return "".join(f"<p>{n}: {' '.join((WORDS * 9)[:words])}</p>" for n in range(1, count + 1))


def text(page: Page, artifact: bool = False) -> str:
    runs = [mark for mark in page.marks if isinstance(mark.item, GlyphRun) and (mark.owner is ARTIFACT) is artifact]
    return " ".join(" ".join(mark.item.text for mark in runs if isinstance(mark.item, GlyphRun)).split())


def right_of(run: GlyphRun) -> float:
    """Where a run ends, without the blank at its end."""
    box = ink_box(run)
    return box.x1 if box else run.origin[0]


def painted(one: Book, planned: Plan | None) -> tuple[Page, ...]:
    assert planned is not None
    return paint(one, planned, KIT, 0.0)


def flowing(count: int, more: str = "") -> str:
    return f'<page flow="yes" gap="0.5" {more}>{paragraphs(count)}</page>'


# Every block once


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(1, 40), st.integers(8, 16))
def test_every_paragraph_is_on_one_page_in_order_and_inside_it(count: int, words: int, base: int) -> None:
    one = made(f'<page flow="yes" gap="0.4">{paragraphs(count, words)}</page>')
    planned = plan(one, KIT, base)
    if planned is None:
        return
    pages = painted(one, planned)
    expected = " ".join(f"{n}: {' '.join((WORDS * 9)[:words])}" for n in range(1, count + 1))
    assert " ".join(text(page) for page in pages) == expected
    for page, (section, stack) in zip(pages, planned.pages, strict=True):
        frame = text_frame(one, KIT, base, 0, section)
        assert stack.measure(frame.width, base).height <= frame.height + 0.02
        for mark in page.marks:
            assert isinstance(mark.item, GlyphRun)
            assert 10 <= mark.item.origin[1] <= 190
            assert 10 <= mark.item.origin[0] <= right_of(mark.item) <= 190.01


def test_a_heading_is_not_the_last_of_its_page() -> None:
    for count in range(1, 14):
        one = made(f'<page flow="yes" gap="0.5">{paragraphs(count)}<h2>Heading</h2>{paragraphs(3)}</page>')
        pages = [text(page) for page in painted(one, plan(one, KIT, 12))]
        assert not any(page.endswith("Heading") for page in pages)
        assert sum(page.count("Heading") for page in pages) == 1


def test_what_is_kept_is_not_parted() -> None:
    for count in range(1, 14):
        kept = f"<keep><p>Begin.</p>{paragraphs(2)}<p>End.</p></keep>"
        one = made(f'<page flow="yes" gap="0.5">{paragraphs(count)}{kept}{paragraphs(2)}</page>')
        pages = [text(page) for page in painted(one, plan(one, KIT, 12))]
        assert [("Begin." in page) for page in pages] == [("End." in page) for page in pages]


def test_a_break_begins_a_page() -> None:
    one = made('<page flow="yes"><p>One.</p><break/><p>Two.</p><p>Three.</p></page>')
    assert [text(page) for page in painted(one, plan(one, KIT, 12))] == ["One.", "Two. Three."]


def test_sections_begin_pages_and_one_that_does_not_flow_must_hold() -> None:
    one = made(f"<page><p>Cover.</p></page>{flowing(10)}<page><p>End.</p></page>")
    pages = [text(page) for page in painted(one, plan(one, KIT, 12))]
    assert pages[0] == "Cover."
    assert pages[-1] == "End."
    assert len(pages) > 3
    assert plan(made(f"<page>{paragraphs(10)}</page>"), KIT, 12) is None


# The largest type


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 25), st.integers(1, 4))
def test_the_type_found_is_nearly_the_largest(count: int, total: int) -> None:
    one, least, most = made(flowing(count), total), 9.0, 24.0
    found = largest_plan(one, KIT, least, most)
    if found is None:
        assert plan(one, KIT, least) is None
        return
    assert least <= found.base <= most
    assert len(found.pages) == total
    assert plan(one, KIT, found.base) is not None
    if found.base < most:
        larger = found.base + 1.05 * (most - least) / 2**7
        assert larger > most or plan(one, KIT, larger) is None


def test_what_fits_at_the_largest_type_gets_it() -> None:
    found = largest_plan(made("<page><p>Few.</p></page>"), KIT, 12, 15)
    assert found is not None
    assert found.base == 15


# A set number of pages


FILLER = '<page filler="yes"><p>Notes.</p></page>'
LAST = '<page last="yes"><p>Imprint.</p></page>'


@pytest.mark.parametrize("total", [2, 3, 6])
def test_fillers_come_before_the_last_page(total: int) -> None:
    one = made(f"<page><p>Cover.</p></page>{FILLER}{LAST}", total)
    pages = [text(page) for page in painted(one, plan(one, KIT, 12))]
    assert pages == ["Cover.", *["Notes."] * (total - 2), "Imprint."]


def test_without_a_number_of_pages_there_is_no_filler() -> None:
    one = made(f"<page><p>Cover.</p></page>{FILLER}{LAST}")
    assert [text(page) for page in painted(one, plan(one, KIT, 12))] == ["Cover.", "Imprint."]


def test_without_a_filler_or_a_last_page_blanks_end_the_document() -> None:
    one = made("<page><p>Cover.</p></page>", 3)
    assert [text(page) for page in painted(one, plan(one, KIT, 12))] == ["Cover.", "", ""]


def test_too_many_pages_do_not_fit() -> None:
    assert plan(made(f"{flowing(2)}{FILLER}{LAST}", 1), KIT, 12) is None
    assert plan(made(flowing(30), 2), KIT, 12) is None
    assert plan(made("<page><p>A.</p></page>" * 3, 2), KIT, 12) is None


def test_pages_may_differ_in_size() -> None:
    def size(index: int) -> Sheetlet:
        return sheetlet(150 if index == 1 else 200, 200)

    one = book(document(flowing(9)), KIT, size)
    pages = painted(one, plan(one, KIT, 12))
    assert [page.width for page in pages][:3] == [200, 150, 200]
    assert text(pages[0]).split(":")[0] == "1"
    assert max(right_of(mark.item) for mark in pages[1].marks if isinstance(mark.item, GlyphRun)) <= 140.01


# The running foot


def test_the_foot_counts_pages_and_is_decoration() -> None:
    one = made(FOOT + flowing(12, 'running="yes"'))
    pages = painted(one, plan(one, KIT, 12))
    assert len(pages) > 2
    feet = [text(page, artifact=True) for page in pages]
    assert feet == [f"Page {n} of {len(pages)}" for n in range(1, len(pages) + 1)]
    assert not any("Page" in text(page) for page in pages)
    assert [page.label for page in pages] == [str(n) for n in range(1, len(pages) + 1)]


def test_the_foot_has_its_own_room() -> None:
    one = made(FOOT + flowing(12, 'running="yes"'))
    planned = plan(one, KIT, 12)
    assert planned is not None
    section = planned.pages[0][0]
    room = foot_height(one, KIT, 12, 180, section)
    frame = text_frame(one, KIT, 12, 0, section)
    assert room > 9
    assert frame == Rect(10, 10 + room, 190, 190)
    for page in painted(one, planned):
        for mark in page.marks:
            assert isinstance(mark.item, GlyphRun)
            low = mark.item.origin[1] + mark.item.font.descent * mark.item.size / mark.item.font.upem
            assert low >= 9.99 if mark.owner is ARTIFACT else low >= frame.y0 - 0.01


def test_only_pages_that_ask_for_it_have_a_foot() -> None:
    one = made(f'{FOOT}<page><p>Cover.</p></page><page running="yes"><p>Inside.</p></page>')
    pages = painted(one, plan(one, KIT, 12))
    assert [text(page, artifact=True) for page in pages] == ["", "Page 2 of 2"]
    bare = made('<page running="yes"><p>Inside.</p></page>')
    assert [text(page, artifact=True) for page in painted(bare, plan(bare, KIT, 12))] == [""]


def test_larger_type_never_takes_fewer_pages() -> None:
    one = made(flowing(20))
    counts = [len(found.pages) for base in (8, 10, 12, 14, 16) if (found := plan(one, KIT, base))]
    assert len(counts) == 5
    assert all(few <= more for few, more in pairwise(counts))
