"""Links in pages of one's own: those to the web, to mail and to telephones are kept where they are."""

from __future__ import annotations

from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from soleprint.clinic.pages.leads import MOST_LINKS
from soleprint.clinic.pages.read import shown
from soleprint.marks import Rect
from tests.clinic.pages.files import Draw, changed, file, pdf_object, read, tagged, words
from tests.clinic.pages.test_kept import marked, said
from tests.clinic.pages.test_read import own

PLACE = (20.0, 300.0, 120.0, 320.0)


def linked(*targets: str, font: str = "") -> Draw:
    """A page with links one below the other, over words."""

    def draw(canvas: Canvas) -> None:
        words("Book a visit", font, at=(20, 303), size=15)(canvas)
        for number, target in enumerate(targets):
            x0, y0, x1, y1 = PLACE
            canvas.linkURL(target, (x0, y0 - 40 * number, x1, y1 - 40 * number))

    return draw


@pytest.mark.parametrize(
    "target",
    ["https://clinic.example/book?a=1", "http://a.example", "mailto:a@clinic.example", "tel:+441134960000"],
)
def test_a_link_that_anybody_may_follow_is_kept_where_it_is(target: str) -> None:
    (page,) = read(file(linked(target))).pages
    (link,) = page.links
    assert (link.target, link.title, page.led) == (target, "Book a visit", 0)
    assert link.box == pytest.approx(PLACE, abs=0.01)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example", "https://", "mailto:nobody", "tel:",
        "page.html",
        "https://a.example/\N{RIGHT-TO-LEFT OVERRIDE}x", "https://a.example/" + "x" * 3000, "",
    ],
)  # fmt: skip
def test_other_links_are_counted_and_left_out(target: str) -> None:
    (page,) = read(file(linked(target))).pages
    assert (page.links, page.led) == ((), 1)


def test_places_in_the_file_are_counted() -> None:
    def draw(canvas: Canvas) -> None:
        words()(canvas)
        canvas.bookmarkPage("here")
        canvas.linkRect("", "here", (20, 300, 120, 320))

    assert read(file(draw)).pages[0].led == 1


def test_a_link_of_a_page_that_is_drawn_is_kept() -> None:
    (page,) = read(file(linked("https://a.example", font="Helvetica"))).pages
    assert page.drawn
    assert [link.title for link in page.links] == ["Book a visit"]


def test_a_link_is_upright_and_only_where_it_is_shown() -> None:
    def turned(writer: PdfWriter) -> None:
        writer.pages[0].cropbox.lower_left = (70, 0)
        writer.pages[0][NameObject("/Rotate")] = pdf_object(90)

    (link,) = read(changed(file(linked("https://a.example")), turned)).pages[0].links
    assert link.box == pytest.approx((300, 230 - 50, 320, 230), abs=0.01)


def test_a_link_that_is_cut_off_is_none() -> None:
    def cut(writer: PdfWriter) -> None:
        writer.pages[0].cropbox.upper_right = (300, 200)

    assert read(changed(file(linked("https://a.example")), cut)).pages[0].links == ()


def described(writer: PdfWriter) -> None:
    notes: Any = writer.pages[0]["/Annots"]
    note = notes[0].get_object()
    note[NameObject("/Contents")] = pdf_object("Our  diary")
    lines = ((20, 310, 120, 320), (20, 300, 60, 310))
    quads = [value for x0, y0, x1, y1 in lines for value in (x0, y1, x1, y1, x0, y0, x1, y0)]
    note[NameObject("/QuadPoints")] = ArrayObject(FloatObject(value) for value in quads)


def test_a_link_over_two_lines_has_an_area_in_each_and_says_what_the_file_says() -> None:
    found = read(changed(file(linked("https://a.example")), described)).pages[0].links
    assert [(link.box, link.title) for link in found] == [
        (Rect(20, 310, 120, 320), "Our diary"), (Rect(20, 300, 60, 310), "Our diary"),
    ]  # fmt: skip


def test_there_is_an_end_to_links() -> None:
    (page,) = read(file(linked(*[f"https://a.example/{number}" for number in range(MOST_LINKS + 50)]))).pages
    assert len(page.links) + page.led <= MOST_LINKS


def test_a_tagged_link_has_its_words_and_other_links_a_paragraph() -> None:
    data = tagged(marked(said(0, "Book", 300), said(1, "never", 200)), ("P", ("Link", 0)), ("P", ("Link", 1)))

    def link(writer: PdfWriter) -> None:
        for number, y in enumerate((295, 20)):
            action = {"S": "/URI", "URI": f"https://a.example/{number}"}
            note = pdf_object({"Type": "/Annot", "Subtype": "/Link", "Rect": [10, y, 200, y + 25], "A": action})
            writer.pages[0].setdefault(NameObject("/Annots"), ArrayObject()).append(writer._add_object(note))

    made = read(changed(data, link))
    assert [tag.tag for tag in made.pages[0].tags] == ["Sect", "P", "Link", "P", "Span"]
    page = shown(own(made), 0, "", "en")
    with_words, alone = page.links
    assert with_words.owner in [mark.owner for mark in page.marks]
    assert (with_words.owner.tag, alone.owner.tag, alone.owner.parent and alone.owner.parent.tag) == (
        "Link",
        "Link",
        "P",
    )


def test_a_link_in_a_link_is_none() -> None:
    made: Any = read(tagged(marked(said(0, "x", 300)), ("P", ("Link", ("Span", ("Link", 0))))))
    assert [tag.tag for tag in made.pages[0].tags] == ["Sect", "P", "Span", "Span", "Span"]
