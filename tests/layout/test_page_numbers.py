"""Page numbers that stand in the text: always those of the pages that they name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleprint.layout.book import Layout
from soleprint.text import Span
from tests.layout.documents import LOOK, MARGIN, made, pages_of, paragraphs, plain, said, text
from tests.layout.stubs import look

NUMBER = re.compile(r"\[(\w+) (\d+) \]")
"""What ``reference`` looks like on a page."""
PLACE = re.compile(r"Place (\w+)\.")


def reference(name: str) -> str:
    return f'<p>[{name} <number of="{name}"/>]</p>'


def place(name: str) -> str:
    return f'<h2 id="{name}" outline="no">Place {name}.</h2>'


def right(layout: Layout) -> None:
    """Every number on the pages is that of the page where its place stands."""
    pages = [text(page) for page in layout.pages]
    places = {name: str(n) for n, page in enumerate(pages, 1) for name in PLACE.findall(page)}
    named = [found for page in pages for found in NUMBER.findall(page)]
    assert named
    assert [(name, places[name]) for name, _ in named] == named


def chapter(name: str, count: int) -> str:
    return f'<page flow="yes" gap="0.4">{place(name)}{paragraphs(count)}</page>'


chapters = st.lists(st.integers(0, 14), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None)
@given(chapters, st.integers(0, 5), st.booleans())
def test_a_list_of_contents_has_the_pages_of_its_chapters(counts: list[int], before: int, ahead: bool) -> None:
    names = [f"c{n}" for n in range(len(counts))]
    contents = f'<page flow="yes">{paragraphs(before)}{"".join(map(reference, names))}</page>'
    body = "".join(map(chapter, names, counts))
    right(made(contents + body if ahead else body + contents))


@settings(max_examples=15, deadline=None)
@given(chapters, st.integers(1, 12))
def test_numbers_are_right_where_type_is_as_large_as_fits(counts: list[int], more: int) -> None:
    names = [f"c{n}" for n in range(len(counts))]
    body = f'<page flow="yes">{"".join(map(reference, names))}</page>' + "".join(map(chapter, names, counts))
    needed = len(made(body, pages_of(8)).pages)
    right(made(body, pages_of(8, 20, needed + more % 3)))


@pytest.mark.parametrize("column", [30, 34, 38, 42, 46, 50, 54, 58])
def test_numbers_are_right_where_their_own_width_moves_what_they_name(column: float) -> None:
    """Until pages are known something stands for each number: a line more or less, and places go elsewhere."""
    lines = "".join(f'<p>{said(2)} <number of="end"/> <number of="end"/></p>' for _ in range(20))
    body = f'<page flow="yes" gap="0">{lines}{reference("end")}{place("end")}</page>'
    free = made(body, pages_of(8, face=lambda index: plain(20 + column, 60)))
    right(free)
    right(made(body, pages_of(8, 9, len(free.pages), face=lambda index: plain(20 + column, 60))))


def test_numbers_are_right_where_larger_type_and_a_wider_number_chase_each_other() -> None:
    """With a 9 the type can be larger, which puts the place on page 10; with a 10 it must be smaller: page 9."""
    chapters = [(7, 3, ""), (3, 1, "c0"), (3, 2, ""), (9, 3, ""), (6, 1, "c2"), (3, 2, "c2")]
    body = '<page flow="yes">'
    for at, words in enumerate((4, 2, 2, 0, 4, 2)):
        body += f'<p>{said(words)} [c{at} <number of="c{at}"/>]</p>'
    body += "</page>"
    for at, (count, words, other) in enumerate(chapters):
        inside = place(f"c{at}") + paragraphs(count, words) + (reference(other) if other else "")
        body += f'<page flow="yes" gap="0.4">{inside}</page>'
    right(made(body, pages_of(8, 20, 10, face=lambda index: plain(86, 128))))


def test_a_page_that_holds_its_numbers_need_not_hold_wider_ones() -> None:
    """Eight lines hold on the page only if none wraps, and none does with the number it really has."""
    wide = LOOK.typesetter.prepare([Span("on page 0")]).natural_width(10) + 0.5
    face = plain(wide + 2 * MARGIN, 8 * 13 + 2 * MARGIN)
    body = '<page gap="0">' + '<p>on page <number of="end"/></p>' * 8 + '</page><page><h2 id="end">x</h2></page>'
    layout = made(body, pages_of(10, total=2, face=lambda index: face))
    assert text(layout.pages[0]) == " ".join(["on page 2"] * 8)


def test_the_first_of_several_pages_counts() -> None:
    twice = f'<page flow="yes">{place("a")}<break/>{place("b")}<break/>{place("c")}</page>'
    layout = made(f"<page>{reference('b')}</page>{twice}")
    assert [text(page) for page in layout.pages] == ["[b 3 ]", "Place a.", "Place b.", "Place c."]


def test_numbers_are_in_the_digits_of_the_language() -> None:
    layout = made('<page><p><number of="end"/></p></page><page><h2 id="end">x</h2></page>', using=look("ar"))
    assert text(layout.pages[0]) == "٢"


def test_places_inside_panels_lists_and_columns_are_found() -> None:
    inside = (
        f"<panel>{place('a')}</panel>"
        f"<columns>{place('b')}<p>x</p></columns>"
        f'<ol><li number="1">{place("c")}</li></ol>'
        f"<keep><grid>{place('d')}</grid></keep>"
        f"<overlay>{place('e')}</overlay>"
    )
    references = "".join(map(reference, "abcde"))
    right(made(f"<page>{references}</page><page>{inside}</page>", pages_of(10)))
