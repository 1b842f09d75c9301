"""The structure tree, read back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from soleprint.ink.pdf import write_pdf
from soleprint.marks import ARTIFACT, Element, GlyphRun, LinkArea, Mark, Page, Placement, Publication, Rect, Use
from tests.ink import reading
from tests.ink.specimen import booklet, four_up, publication, run, sheet, spot_symbol

PAGE = Rect(0, 0, 100, 100)


def publish(*marks: Mark) -> bytes:
    return write_pdf(
        Publication("Title", "en", (Page(100, 100, marks, PAGE),), (sheet(Placement(0), size=(100, 100)),))
    )


def tree(pdf: bytes) -> object:
    (top,) = reading.kids(reading.root(reading.reader(pdf))["/StructTreeRoot"])
    return reading.outline(top)


def test_tree_follows_reading_order() -> None:
    assert tree(write_pdf(publication())) == (
        "Document",
        ("H1", "0:0"),
        ("P", "0:1", ("Span", "0:2"), "0:3"),
        ("L", ("LI", ("Lbl", "0:4"), ("LBody", "0:5")), ("LI", ("Lbl", "0:6"), ("LBody", "0:7"))),
        ("Figure", "0:8"),
        ("P", ("Link", "0:9", "link")),
    )


def test_reading_order_is_that_of_pages_whatever_the_sheets() -> None:
    top = reading.kids(reading.root(reading.reader(write_pdf(booklet())))["/StructTreeRoot"])[0]
    heads = [kid for kid in reading.outline(top)[1:] if kid[0].startswith("H")]
    assert heads == [("H1", "0:10"), ("H2", "1:0"), ("H2", "1:10"), ("H2", "0:0")]


def test_marks_of_one_owner_share_a_sequence() -> None:
    document = Element("Document")
    first, second = Element("P", document), Element("P", document)
    pdf = publish(*(Mark(owner, run("a", (10, 50))) for owner in (first, first, second, first)))
    assert tree(pdf) == ("Document", ("P", "0:0", "0:2"), ("P", "0:1"))


def test_orphans_get_a_document() -> None:
    assert tree(publish(Mark(Element("P"), run("a", (10, 50))))) == ("Document", ("P", "0:0"))


def test_an_element_can_go_on_over_pages() -> None:
    document = Element("Document")
    paragraph = Element("P", document)
    page = Page(100, 100, (Mark(paragraph, run("a", (10, 50))),), PAGE)
    sheets = (sheet(Placement(1), size=(100, 100)), sheet(Placement(0), size=(100, 100)))
    pdf = write_pdf(Publication("Title", "en", (page, page), sheets))
    assert tree(pdf) == ("Document", ("P", "1:0", "0:0"))


def test_copies_of_a_page_are_artifacts() -> None:
    once, four = reading.reader(write_pdf(publication())), reading.reader(write_pdf(four_up()))
    assert [e["/S"] for e in reading.elements(four)] == [e["/S"] for e in reading.elements(once)]
    content = reading.content(four, 0)
    # Two sequences of decoration on the page itself, one for each of its three copies.
    assert content.count(b"/Artifact BMC") == 2 + 3
    assert len(reading.MARKED.findall(content)) == 10
    assert len(reading.pages(four)[0]["/Annots"]) == 1


def test_the_page_of_a_publication_may_be_left_out() -> None:
    base = publication(2)
    pdf = write_pdf(Publication("Title", "en", base.pages, base.sheets[1:]))
    assert b"Part 1" not in pdf
    heads = [e["/S"] for e in reading.elements(reading.reader(pdf))]
    assert "/H1" not in heads
    assert "/H2" in heads


def test_parent_tree_and_content_agree() -> None:
    for made in (publication(2), booklet(), four_up()):
        pdf = reading.reader(write_pdf(made))
        parents = reading.parent_tree(pdf)
        for number, page in enumerate(reading.pages(pdf)):
            found = reading.MARKED.findall(reading.content(pdf, number))
            owners = parents[page["/StructParents"]]
            assert [int(mcid) for _, mcid, _ in found] == list(range(len(owners)))
            assert [tag.decode() for tag, _, _ in found] == [owner.get_object()["/S"][1:] for owner in owners]
            for annotation in page["/Annots"]:
                owner = parents[annotation.get_object()["/StructParent"]]
                objects = [kid for kid in reading.kids(owner) if not isinstance(kid, int)]
                assert owner["/S"] == "/Link"
                assert [kid.raw_get("/Obj") for kid in objects] == [annotation]


def test_every_element_knows_its_parent() -> None:
    pdf = reading.reader(write_pdf(booklet()))
    for element in reading.elements(pdf):
        parent = element["/P"]
        assert element.indirect_reference in list(parent["/K"])


def test_alternative_text_language_and_attributes() -> None:
    by_tag = {e["/S"]: e for e in reading.elements(reading.reader(write_pdf(publication())))}
    assert by_tag["/Figure"]["/Alt"] == "A foot seen from below, number 1"
    assert by_tag["/Span"]["/Lang"] == "pl"
    assert by_tag["/L"]["/A"] == {"/O": "/List", "/ListNumbering": "/Decimal"}


def test_a_figure_says_where_it_is() -> None:
    (figure,) = [e for e in reading.elements(reading.reader(write_pdf(publication(1, 9.0)))) if e["/S"] == "/Figure"]
    layout = figure["/A"]
    assert layout["/Placement"] == "/Block"
    # The symbol's box (-1 -1 41 41) at scale 2 from (60, 150), and turned left about (220, 150), with 9 pt of bleed.
    assert [float(v) for v in layout["/BBox"]] == pytest.approx([67.0, 157.0, 230.0, 241.0])


def test_a_figure_over_two_sheets_is_measured_on_the_first() -> None:
    figure = Element("Figure", alt="Wide")

    def part(x: float) -> Page:
        return Page(100, 100, (Mark(figure, Use(spot_symbol(), (1, 0, 0, 1, x, 0))),), PAGE)

    sheets = (sheet(Placement(0), size=(100, 100)), sheet(Placement(1), size=(100, 100)))
    pdf = reading.reader(write_pdf(Publication("Title", "en", (part(1), part(50)), sheets)))
    (found,) = [e for e in reading.elements(pdf) if e["/S"] == "/Figure"]
    assert [float(v) for v in found["/A"]["/BBox"]] == pytest.approx([0.0, -1.0, 42.0, 41.0])


def test_given_attributes_win() -> None:
    figure = Element("Figure", alt="Inline", attributes={"Layout": {"Placement": "Inline"}, "Table": {"RowSpan": 2}})
    (found,) = [e for e in reading.elements(reading.reader(publish(Mark(figure, run("a", (10, 50)))))) if "/A" in e]
    layout, table = found["/A"]
    assert (layout["/Placement"], table["/RowSpan"]) == ("/Inline", 2)
    assert "/BBox" in layout


def test_a_symbol_in_a_figure_has_no_sequences_of_its_own() -> None:
    pdf = reading.reader(write_pdf(publication()))
    form = reading.pages(pdf)[0]["/Resources"]["/XObject"]["/X0"]
    assert b"BDC" not in form.get_data()
    assert b"TJ" in form.get_data()
    assert "/StructParents" not in form


def test_a_page_of_decoration_has_no_sequences() -> None:
    document = Element("Document")
    plain = Page(100, 100, (Mark(ARTIFACT, run("a", (10, 50))),), PAGE)
    tagged = Page(100, 100, (Mark(Element("P", document), run("a", (10, 50))),), PAGE)
    sheets = (sheet(Placement(0), size=(100, 100)), sheet(Placement(1), size=(100, 100)))
    pdf = reading.reader(write_pdf(Publication("Title", "en", (plain, tagged), sheets)))
    assert "/StructParents" not in reading.pages(pdf)[0]
    assert reading.pages(pdf)[1]["/StructParents"] == 1


def right_to_left(text: str) -> GlyphRun:
    """Text that is painted from its end to its start."""
    painted = run(text[::-1], (10, 50))
    return replace(painted, text=text, rtl=True)


def actual_texts(pdf: bytes) -> list[tuple[str, str]]:
    every = [(each["/S"][1:], each.get("/ActualText")) for each in reading.elements(reading.reader(pdf))]
    return [(tag, text) for tag, text in every if text is not None]


def test_right_to_left_elements_say_their_text() -> None:
    document = Element("Document")
    first, second = Element("P", document), Element("P", document)
    texts = (right_to_left("one"), run(" 2 ", (10, 50)), right_to_left("three"))
    pdf = publish(*(Mark(first, each) for each in texts), Mark(second, run("four", (10, 50))))
    assert tree(pdf) == ("Document", ("P", ("Span", "0:0")), ("P", "0:1"))
    assert actual_texts(pdf) == [("P", "one 2 three")]


def test_beside_other_elements_text_is_said_in_spans() -> None:
    paragraph = Element("P", Element("Document"))
    inner = Element("Span", Element("Quote", paragraph))
    pdf = publish(*(Mark(owner, right_to_left("ab")) for owner in (paragraph, inner, paragraph)))
    span = ("Span", ("Span", "0:0")), ("Quote", ("Span", ("Span", "0:1"))), ("Span", ("Span", "0:2"))
    assert tree(pdf) == ("Document", ("P", *span))
    assert actual_texts(pdf) == [("Span", "ab")] * 3


def test_links_keep_their_annotation_beside_what_they_say() -> None:
    link = Element("Link", Element("P", Element("Document")))
    area = LinkArea(link, Rect(10, 50, 40, 60), "https://example.org/", "Example")
    page = Page(100, 100, (Mark(link, right_to_left("ab")),), PAGE, links=(area,))
    pdf = write_pdf(Publication("Title", "ar", (page,), (sheet(Placement(0), size=(100, 100)),)))
    assert tree(pdf) == ("Document", ("P", ("Link", ("Span", ("Span", "0:0")), "link")))


def test_figures_say_their_alternative_text_alone() -> None:
    figure = Element("Figure", alt="A foot")
    pdf = publish(Mark(figure, right_to_left("ab")), Mark(Element("Span", figure), right_to_left("cd")))
    assert tree(pdf) == ("Document", ("Figure", "0:0", ("Span", "0:1")))
    assert actual_texts(pdf) == []


@pytest.mark.parametrize("element", [Element("Heading"), Element("Figure"), Element("Figure", alt=" ")])
def test_wrong_elements_are_programming_errors(element: Element) -> None:
    with pytest.raises(ValueError, match=r"structure type|alternative text"):
        publish(Mark(element, run("a", (10, 50))))
