"""The parts of a PDF that are not structure, read back with pypdf and PDFium."""

from __future__ import annotations

from importlib.resources import files

import pypdfium2
import pytest
from msgspec.structs import replace

from soleprint.ink.pdf import write_pdf
from soleprint.marks import (
    Anchor,
    Element,
    GlyphRun,
    Gradient,
    Group,
    LinkArea,
    Mark,
    Page,
    Path,
    Placement,
    Primitive,
    Publication,
    Rect,
    Segment,
    Stroke,
    Symbol,
    Use,
)
from tests.ink import reading
from tests.ink.specimen import A6, booklet, face, publication, run, sheet, spot_symbol

MM = 72 / 25.4


def test_boxes_are_right_to_a_tenth_of_a_millimetre() -> None:
    (page,) = reading.pages(reading.reader(write_pdf(publication(1, 3 * MM))))
    assert [float(v) / MM for v in page["/MediaBox"]] == pytest.approx([0, 0, 111, 154], abs=0.01)
    assert [float(v) / MM for v in page["/BleedBox"]] == pytest.approx([0, 0, 111, 154], abs=0.01)
    assert [float(v) / MM for v in page["/TrimBox"]] == pytest.approx([3, 3, 108, 151], abs=0.01)


def test_text_comes_back_exactly() -> None:
    pdf = write_pdf(publication())
    lines = [
        "Part 1",
        "Wake up (gently):",
        "zażółć gęślą jaźń",
        "and rest.",
        "Oil your hands.",
        "Stroke upwards.",
        "More about feet",
    ]
    by_pypdf = reading.reader(pdf).pages[0].extract_text()
    by_pdfium = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    for line in lines:
        assert line in by_pypdf
        assert line in by_pdfium


def test_information_and_metadata() -> None:
    pdf = reading.reader(write_pdf(replace(publication(), created=1_700_000_000), producer="soleprint 9"))
    info = pdf.metadata
    assert info is not None
    assert (info.title, info.author, info.subject) == ("Foot & leg: żółw", "Ann Author", "A card <for> testing")
    assert info.producer == "soleprint 9"
    assert {str(info["/CreationDate"]), str(info["/ModDate"])} == {"D:20231114221320+00'00'"}
    xmp = reading.root(pdf)["/Metadata"].get_data().decode("utf-8")
    assert "Foot &amp; leg: żółw" in xmp
    assert "A card &lt;for&gt; testing" in xmp
    assert "<xmp:CreateDate>2023-11-14T22:13:20Z</xmp:CreateDate>" in xmp
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>" in xmp


def test_viewers_are_told_how_to_show_and_print() -> None:
    root = reading.root(reading.reader(write_pdf(replace(booklet(), rtl=True))))
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"] == {
        "/DisplayDocTitle": True,
        "/PrintScaling": "/None",
        "/Duplex": "/DuplexFlipShortEdge",
        "/Direction": "/R2L",
    }
    assert root["/MarkInfo"] == {"/Marked": True}
    assert root["/OutputIntents"][0]["/OutputConditionIdentifier"] == "sRGB"


def test_sheets_have_their_labels() -> None:
    assert list(reading.reader(write_pdf(booklet())).page_labels) == ["outer", "inner"]
    mixed = publication(2)
    mixed = replace(mixed, sheets=(mixed.sheets[0], replace(mixed.sheets[1], label="")))
    assert list(reading.reader(write_pdf(mixed)).page_labels) == ["p-1", "2"]


def test_links_lie_where_the_page_was_put() -> None:
    pdf = reading.reader(write_pdf(booklet()))
    link = reading.pages(pdf)[0]["/Annots"][0].get_object()
    # (40, 116, 140, 132) turned left by (x, y) -> (419.53 - y, x + 297.64).
    assert [float(v) for v in link["/Rect"]] == pytest.approx([287.53, 337.64, 303.53, 437.64])
    assert link["/F"] == 4
    assert link["/Contents"] == "More about feet (example.org)"


def test_links_inside_go_to_the_anchor() -> None:
    pdf = reading.reader(write_pdf(booklet()))
    page, kind, x, y, _ = reading.pages(pdf)[0]["/Annots"][0].get_object()["/Dest"]
    assert (page.get_object(), kind) == (pdf.pages[0], "/XYZ")  # page 4 is on the outer sheet too
    assert (float(x), float(y)) == pytest.approx((29.53, 0.0))


def test_links_outside_are_plain_ascii() -> None:
    pdf = reading.reader(write_pdf(publication()))
    action = reading.pages(pdf)[0]["/Annots"][0].get_object()["/A"]
    assert (action["/S"], action["/URI"]) == ("/URI", "https://example.org/%C3%A9")


def test_bookmarks_follow_levels() -> None:
    document = Element("Document")
    base = Page(100, 100, (Mark(Element("P", document), run("a", (10, 50))),), Rect(0, 0, 100, 100))
    names = (("a", 1), ("b", 3), ("c", 2), ("none", 0), ("d", 1))
    page = replace(base, anchors=tuple(Anchor(name, 90, f"{name} ż", level) for name, level in names))
    pdf = reading.reader(write_pdf(Publication("T", "en", (page,), (sheet(Placement(0), size=(100, 100)),))))

    def titles(items: object) -> object:
        return [titles(item) if isinstance(item, list) else item["/Title"] for item in items]  # type: ignore[attr-defined]

    assert titles(pdf.outline) == ["a ż", ["b ż", "c ż"], "d ż"]
    assert reading.root(pdf)["/Outlines"]["/Count"] == 4


def test_no_bookmarks_no_outline() -> None:
    base = publication()
    pdf = reading.reader(write_pdf(replace(base, pages=(replace(base.pages[0], anchors=()),))))
    assert "/Outlines" not in reading.root(pdf)


def test_a_symbol_is_stored_once() -> None:
    pdf = write_pdf(publication(3))
    assert pdf.count(b"/Subtype/Form") == 1


def test_symbols_in_symbols() -> None:
    inner = spot_symbol()
    outer = Symbol("two", (Use(inner), Use(inner, (1, 0, 0, 1, 40, 0))), Rect(0, 0, 80, 40))
    figure = Element("Figure", alt="Two spots")
    page = Page(100, 100, (Mark(figure, Use(outer)),), Rect(0, 0, 100, 100))
    made = Publication("T", "en", (page,), (sheet(Placement(0), size=(100, 100)),))
    pdf = write_pdf(made)
    assert pdf.count(b"/Subtype/Form") == 2
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split() == ["7a", "7a"]


def pixel(pdf: bytes, x: float, y: float) -> tuple[int, ...]:
    """The colour at a point of the first sheet, in points from its lower left corner."""
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=2).to_pil().convert("RGB")
    found = image.getpixel((int(x * 2), image.height - 1 - int(y * 2)))
    assert isinstance(found, tuple)
    return found


def test_paint_shows_where_it_should() -> None:
    pdf = write_pdf(publication())
    assert pixel(pdf, 100.0, 362.1) == pytest.approx((0x20, 0x40, 0x60), abs=16)  # the rule below the heading
    assert pixel(pdf, 60.2, 200.0) == (0x20, 0x30, 0x40)  # the figure's frame
    low, high = pixel(pdf, 66.0, 156.0), pixel(pdf, 136.0, 226.0)
    assert low[2] > 150 > high[2]  # the gradient runs from light to dark, up and to the right
    assert pixel(pdf, 20.0, 20.0) == (255, 255, 255)


def test_pages_do_not_paint_over_their_neighbours() -> None:
    big = Mark(Element("Figure", alt="Wide"), Use(spot_symbol(), (20.0, 0.0, 0.0, 20.0, -100.0, -100.0)))
    page = Page(*A6, (big,), Rect(0, 0, *A6))
    places = (Placement(0, (1, 0, 0, 1, 50, 50), clip=Rect(0, 0, 100, 100)),)
    pdf = write_pdf(Publication("T", "en", (page,), (sheet(*places, size=(300, 300)),)))
    assert pixel(pdf, 148.0, 148.0) != (255, 255, 255)
    assert pixel(pdf, 152.0, 148.0) == pixel(pdf, 48.0, 60.0) == (255, 255, 255)


def test_only_its_own_fonts_are_in_it() -> None:
    pdf = write_pdf(publication())
    fonts = reading.pages(reading.reader(pdf))[0]["/Resources"]["/Font"]
    assert sorted(fonts) == ["/NotoSans-400", "/NotoSans-700"]
    assert b"Helvetica" not in pdf
    assert len(pdf) < 12_000


def linked(target: str, title: str = "Title", tag: str = "Link") -> Publication:
    owner = Element(tag, Element("P"))
    page = replace(publication().pages[0], links=(LinkArea(owner, Rect(0, 0, 9, 9), target, title),))
    return replace(publication(), pages=(page,))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (replace(publication(), title=" "), "title"),
        (replace(publication(), lang=""), "language"),
        (replace(publication(), sheets=()), "sheet"),
        (replace(publication(), sheets=(sheet(Placement(1)),)), "places page 1 of 1"),
        (replace(publication(), duplex="Both"), "Duplex"),
        (linked("#nowhere"), "#nowhere"),
        (linked("https://example.org", title=""), "no title"),
        (linked("https://example.org", tag="P"), "Link element"),
    ],
)
def test_what_no_user_can_cause_is_a_value_error(wrong: Publication, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        write_pdf(wrong)


def drawn(*items: Primitive) -> bytes:
    """The items as one figure on a square sheet of 100 pt."""
    figure = Element("Figure", alt="Shapes")
    page = Page(100, 100, tuple(Mark(figure, item) for item in items), Rect(0, 0, 100, 100))
    return write_pdf(Publication("T", "en", (page,), (sheet(Placement(0), size=(100, 100)),)))


def box(x: float, y: float, size: float) -> tuple[Segment, ...]:
    return (("M", x, y), ("L", x + size, y), ("L", x + size, y + size), ("L", x, y + size), ("Z",))


def test_what_a_group_sets_ends_with_it() -> None:
    red = Path(box(10, 10, 20), fill="#FF0000", stroke=Stroke("#0000FF", 6.0, butt=True))
    again = Path(box(60, 60, 20), fill="#FF0000", stroke=Stroke("#0000FF", 6.0, butt=True))
    pdf = drawn(Group((red,)), again)
    assert pixel(pdf, 20, 20) == pixel(pdf, 70, 70) == (255, 0, 0)
    assert pixel(pdf, 12, 20) == pixel(pdf, 62, 70) == (0, 0, 255)


def test_gradients_stay_inside_their_shape() -> None:
    gradient = Gradient((20, 0), (80, 0), ((0, "#FF0000"), (1, "#0000FF")))
    pdf = drawn(Group((Path(box(20, 20, 60), fill=gradient),), matrix=(0.5, 0, 0, 0.5, 0, 0)))
    assert pixel(pdf, 5, 25) == pixel(pdf, 45, 25) == (255, 255, 255)
    left, middle, right = (pixel(pdf, x, 25) for x in (11, 25, 39))
    assert left[0] > middle[0] > right[0]
    assert left[2] < middle[2] < right[2]


def test_lines_are_round_unless_butt() -> None:
    line: tuple[Segment, ...] = (("M", 20, 50), ("L", 60, 50))
    assert pixel(drawn(Path(line, stroke=Stroke("#000000", 20.0))), 66, 50) == (0, 0, 0)
    assert pixel(drawn(Path(line, stroke=Stroke("#000000", 20.0, butt=True))), 66, 50) == (255, 255, 255)
    round_before = Path(box(80, 80, 9), stroke=Stroke("#000000", 1.0))
    assert pixel(drawn(round_before, Path(line, stroke=Stroke("#000000", 20.0, butt=True))), 66, 50) == (255, 255, 255)


def test_dashes_leave_gaps() -> None:
    line: tuple[Segment, ...] = (("M", 0, 50), ("L", 100, 50))
    pdf = drawn(Path(line, stroke=Stroke("#000000", 4.0, dash=(20.0, 20.0), butt=True)))
    assert [pixel(pdf, x, 50)[0] for x in (10, 30, 50, 70)] == [0, 255, 0, 255]


def test_nothing_is_drawn_for_nothing() -> None:
    empty = GlyphRun(face(), 12.0, (5, 5), (), "#000000", "")
    pdf = reading.reader(drawn(Path(()), Path(box(1, 1, 9)), empty, Path(box(1, 1, 9), fill="#000000")))
    assert reading.content(pdf, 0).splitlines() == [
        b"q",
        b"/Figure <</MCID 0>> BDC",
        b"1 1 m 10 1 l 10 10 l 1 10 l h f",
        b"EMC",
        b"Q",
    ]


def test_one_module_knows_reportlab() -> None:
    sources = files("soleprint").joinpath("ink").iterdir()
    users = [source.name for source in sources if source.is_file() and "from reportlab" in source.read_text("utf-8")]
    assert users == ["objects.py"]
