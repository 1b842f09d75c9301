"""Pages that stay as they are: text, lines and tags, in what PDF/A and PDF/UA allow."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, RectangleObject
from reportlab.pdfgen.canvas import Canvas

from soleprint.marks import Rect
from tests.clinic.pages.files import changed, file, operators, pdf_object, read, tagged, tags, words

FONT = "/F2+0"
"""What canvases call the font that they embed."""


def content(made: Any, page: int = 0) -> str:
    """The operators of a page's form."""
    data = made.objects.objects[made.pages[page].whole].data
    return zlib.decompress(data).decode("latin-1")


def test_text_stays_text_with_its_font() -> None:
    made = read(file(words("Grüße from us")))
    (page,) = made.pages
    assert (page.drawn, page.text, round(page.type_size)) == ("", "Grüße from us", 20)
    assert "Tj" in content(made)
    assert "/FontFile2" in made.pool()
    assert "/Image" not in made.pool()


def test_only_what_a_page_uses_comes_along() -> None:
    """The canvas names Helvetica on each page, and sets nothing in it."""

    def with_a_script(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = pdf_object({"S": "/JavaScript", "JS": "app.alert(2)"})
        writer.pages[0][NameObject("/AA")] = pdf_object({"O": {"S": "/JavaScript", "JS": "app.alert(1)"}})
        writer.pages[0][NameObject("/PieceInfo")] = pdf_object({"Secret": {"Private": "who wrote it"}})

    pool = read(changed(file(words()), with_a_script)).pool()
    for word in ("Helvetica", "JavaScript", "Secret", "Metadata", "Producer"):
        assert word not in pool


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_upright(turn: int) -> None:
    def rotate(writer: PdfWriter) -> None:
        writer.pages[0].rotate(turn)

    (page,) = read(changed(file(words("Top")), rotate)).pages
    assert not page.drawn, "it looks the same, turned"
    assert (page.width, page.height) == ((400, 300) if turn % 180 else (300, 400))
    x, y = (page.matrix[0] * 20 + page.matrix[2] * 300 + page.matrix[4], page.matrix[1] * 20 + page.matrix[3] * 300)
    top = {0: (20, 300), 90: (300, 280), 180: (280, 100), 270: (100, 20)}[turn]
    assert (x, y + page.matrix[5]) == pytest.approx(top)


@pytest.mark.parametrize(
    ("boxes", "shown"),
    [
        ({"CropBox": (10, 20, 210, 320)}, (10, 20, 210, 320)),
        ({"CropBox": (-50, -50, 200, 500)}, (0, 0, 200, 400)),
        ({"CropBox": (1000, 1000, 1200, 1200)}, (0, 0, 300, 400)),
        ({"CropBox": (200, 300, 0, 0)}, (0, 0, 200, 300)),
        ({"TrimBox": (20, 20, 280, 380)}, (20, 20, 280, 380)),
        ({"TrimBox": (20, 20, 280, 380), "CropBox": (50, 0, 300, 400)}, (50, 20, 280, 380)),
        ({"TrimBox": (500, 500, 600, 600)}, (0, 0, 300, 400)),
    ],
)
def test_what_is_cut_off_is_left_out(boxes: dict[str, Any], shown: tuple[float, ...]) -> None:
    def change(writer: PdfWriter) -> None:
        for name, box in boxes.items():
            writer.pages[0][NameObject(f"/{name}")] = RectangleObject(box)

    (page,) = read(changed(file(words()), change)).pages
    assert page.box == pytest.approx(Rect(*shown))
    assert (page.width, page.height) == (page.box.width, page.box.height)


def test_boxes_of_all_pages_count_for_each() -> None:
    def change(writer: PdfWriter) -> None:
        tree: Any = writer.root_object["/Pages"]
        tree[NameObject("/MediaBox")] = RectangleObject((0, 0, 200, 100))
        del writer.pages[0]["/MediaBox"]

    (page,) = read(changed(file(words(at=(20, 50))), change)).pages
    assert (page.width, page.height, page.drawn) == (200, 100, "")


# Colours


def test_black_ink_is_grey_and_other_inks_are_what_they_look_like() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorCMYK(0, 0, 0, 0.75)
        canvas.rect(20, 20, 50, 50, stroke=0, fill=1)
        canvas.setFillColorCMYK(0, 1, 1, 0)
        canvas.rect(120, 20, 50, 50, stroke=0, fill=1)

    made = read(file(draw))
    lines = content(made).split("\n")
    assert "0.25 g" in lines
    (red, green, blue), *others = [map(float, line.split()[:3]) for line in lines if line.endswith(" rg")]
    assert red > 0.8
    assert max(green, blue) < 0.3
    assert not others
    assert not made.pages[0].drawn


def _inks(kind: str) -> Callable[[PdfWriter], None]:
    """A page that paints with a spot colour, an ink with a profile that is none, or a blend of inks."""
    tint = {"FunctionType": 2, "N": 1, "Domain": [0, 1], "C0": [0, 0, 0, 0], "C1": [0, 1, 1, 0]}

    def change(writer: PdfWriter) -> None:
        resources: Any = writer.pages[0]["/Resources"]
        spaces = {
            "spot": ["/Separation", "/Tomato", "/DeviceCMYK", tint],
            "black": ["/Separation", "/Black", "/DeviceCMYK", {**tint, "C1": [0, 0, 0, 1]}],
            "several": ["/DeviceN", ["/A", "/B"], "/DeviceCMYK", _calculator(writer)],
        }
        space = pdf_object(spaces.get(kind, "/DeviceCMYK"))
        resources[NameObject("/ColorSpace")] = pdf_object({"Ink": space})
        blend = {"ShadingType": 2, "ColorSpace": space, "Coords": [0, 0, 300, 0], "Function": tint}
        resources[NameObject("/Shading")] = pdf_object({"Run": blend})

    return change


def _calculator(writer: PdfWriter) -> Any:
    made = DecodedStreamObject()
    made.set_data(b"{ 0 0 }")
    for key, value in {"FunctionType": 4, "Domain": [0, 1, 0, 1], "Range": [0, 1] * 4}.items():
        made[NameObject(f"/{key}")] = pdf_object(value)
    return writer._add_object(made)


@pytest.mark.parametrize(
    ("kind", "painted", "kept"),
    [
        ("spot", "/Ink cs 1 scn 0 0 300 400 re f", r"0\.9\d* 0\.[12]\d* 0\.[12]\d* rg"),
        ("spot", "/Ink cs 0 0 300 400 re f", r"[\d.]+ [\d.]+ [\d.]+ rg"),
        ("black", "/Ink cs 0.6 scn 0 0 300 400 re f", r"0\.4 g"),
        ("several", "/Ink cs 1 0 scn 0 0 300 400 re f", r"[\d.]+ 1?[\d.]* [\d.]+ rg"),
        ("inks", "/Run sh", r"/S\d+ sh"),
    ],
)
def test_colours_that_may_not_stay_are_replaced(kind: str, painted: str, kept: str) -> None:
    made = read(changed(file(operators(painted)), _inks(kind)))
    assert not made.pages[0].drawn
    assert re.search(kept, content(made)), content(made)
    assert not re.search("DeviceCMYK|Separation|DeviceN", made.pool())


def _image(**given: Any) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        made = DecodedStreamObject()
        made.set_data(bytes([0, 255, 255, 0] * 4))
        entries = {"Type": "/XObject", "Subtype": "/Image", "Width": 2, "Height": 2, "BitsPerComponent": 8, **given}
        for key, value in entries.items():
            made[NameObject(f"/{key}")] = pdf_object(value)
        resources: Any = writer.pages[0]["/Resources"]
        resources[NameObject("/XObject")] = pdf_object({"Im": writer._add_object(made)})

    return change


def test_a_picture_of_inks_becomes_one_of_light() -> None:
    made = read(changed(file(operators("200 0 0 200 50 50 cm /Im Do")), _image(ColorSpace="/DeviceCMYK")))
    assert not made.pages[0].drawn
    assert "DeviceCMYK" not in made.pool()
    (picture,) = [each for each in made.objects.objects if "/Width 2/Height 2" in "".join(map(str, each.body))]
    assert picture.data is not None
    red, green, blue = zlib.decompress(picture.data)[:3]
    assert red > 200 > 90 > max(green, blue)


def test_what_pictures_may_not_ask_for_is_left_out() -> None:
    change = _image(ColorSpace="/DeviceRGB", Width=1, Interpolate=True, Alternates=[], OPI={})
    pool = read(changed(file(operators("200 0 0 200 50 50 cm /Im Do")), change)).pool()
    assert "/Width 1" in pool
    assert not re.search("Interpolate|Alternates|OPI", pool)


def test_a_picture_among_the_operators_becomes_one_of_its_own() -> None:
    painted = "q 50 0 0 50 20 20 cm BI /W 2 /H 1 /BPC 8 /CS /G /F /AHx ID 00FF> EI Q"
    made = read(file(operators(painted)))
    assert not made.pages[0].drawn
    assert "/Filter[/ASCIIHexDecode]" in made.pool()
    assert re.search(r"/X\d+ Do", content(made))


# Tags


def marked(*lines: str) -> bytes:
    """A page with these operators in the embedded font, which has letters for them."""
    letters = "".join(sorted(set("".join(re.findall(r"\(([^)]*)\)", "".join(lines))))))

    def draw(canvas: Canvas) -> None:
        words(letters, at=(20, -100))(canvas)
        canvas._code.extend(lines)

    return file(draw)


def said(mcid: int, text: str, y: int, tag: str = "P") -> str:
    return f"/{tag} <</MCID {mcid}>> BDC BT {FONT} 12 Tf 1 0 0 1 20 {y} Tm ({text}) Tj ET EMC"


def test_a_tagged_page_keeps_its_structure() -> None:
    data = tagged(
        marked(said(0, "Feet", 350), said(1, "Wash", 300), said(2, "Dry", 280)),
        ("H1", 0),
        ("L", ("LI", ("Lbl", 1), ("LBody", 2))),
    )
    (page,) = read(data).pages
    assert tags(page) == [["Sect", ["H2", "."], ["L", ["LI", ["Lbl", "."], ["LBody", "."]]]]]
    assert [piece.tag >= 0 for piece in page.pieces] == [False, True, True, True], "what is not tagged is decoration"


def test_pieces_know_where_their_ink_is() -> None:
    (page,) = read(tagged(marked(said(0, "Feet", 350), said(1, "Wash", 30)), ("P", 0), ("P", 1))).pages
    upper, lower = (piece.box for piece in page.pieces if piece.tag >= 0)
    assert upper.y0 > 340
    assert lower.y1 < 50
    assert 19 < lower.x0 < lower.x1 < 80


def test_pieces_are_read_as_the_tags_say_and_not_as_they_are_painted() -> None:
    data = tagged(marked(said(0, "second", 300), said(1, "first", 350)), ("P", 1), ("P", 0))
    made = read(data)
    pieces = [made.objects.objects[piece.form] for piece in made.pages[0].pieces if piece.tag >= 0 and piece.form]
    shown = [zlib.decompress(each.data or b"") for each in pieces]
    assert [b"<6669727374> Tj" in each for each in shown] == [True, False]


RUNS = {
    "texts of their own": [said(0, "one", 350), said(1, "two", 330)],
    "one text, moved by lines": [
        f"BT {FONT} 12 Tf 20 350 Td /P <</MCID 0>> BDC (one) Tj EMC",
        "/P <</MCID 1>> BDC 0 -20 Td (two) Tj EMC ET",
    ],
    "one text, on and on": [
        f"BT {FONT} 12 Tf 3 Tc 120 Tz 20 350 Td /P <</MCID 0>> BDC [(on) -500 (e)] TJ EMC",
        "/P <</MCID 1>> BDC (two) Tj EMC ET",
    ],
    "leading": [
        f"BT {FONT} 12 Tf 14 TL 20 350 Td /P <</MCID 0>> BDC (one) Tj T* EMC",
        "/P <</MCID 1>> BDC (two) ' (on) ' EMC ET",
    ],
    "states around": [
        "q 1 0 0 rg 0.5 0 0 0.5 10 10 cm q 0 0 500 720 re W n",
        f"/P <</MCID 0>> BDC BT {FONT} 24 Tf 20 700 Td (one) Tj ET EMC Q 0 0 1 rg",
        f"/P <</MCID 1>> BDC BT {FONT} 24 Tf 20 600 Td (two) Tj ET EMC Q",
    ],
    "too many restored": [f"Q {said(0, 'one', 350)} Q {said(1, 'two', 330)} ET"],
}


@pytest.mark.parametrize("lines", RUNS.values(), ids=RUNS)
def test_pieces_look_as_the_page_did(lines: list[str]) -> None:
    """The worker holds the pieces against the page, and gives none where they differ."""
    (page,) = read(tagged(marked(*lines), ("P", 0), ("P", 1))).pages
    assert tags(page) == [["Sect", ["P", "."], ["P", "."]]]


def test_text_that_stands_for_other_text_still_does() -> None:
    lines = [
        f"/P <</MCID 0>> BDC BT {FONT} 12 Tf 20 350 Td (co) Tj /Span <</ActualText (operate)>> BDC (op) Tj EMC ET EMC"
    ]
    made = read(tagged(marked(*lines), ("P", 0)))
    forms = [made.objects.objects[piece.form].data for piece in made.pages[0].pieces if piece.form is not None]
    assert any(b"/Span<</ActualText<6F706572617465>>> BDC" in zlib.decompress(data or b"") for data in forms)


ROWS = [
    ("TR", ("TH", 0), ("TH", 1)),
    ("TR", ("TH", 2), ("TD",)),
]


def table(rows: list[Any]) -> Any:
    (page,) = read(tagged(marked(*(said(n, "x", 350 - 20 * n) for n in range(3))), ("Table", *rows))).pages
    return page


def test_a_table_keeps_its_empty_cells_and_says_what_heads_what() -> None:
    page = table(ROWS)
    head = ["TR", ["TH", "."], ["TH", "."]]
    assert tags(page) == [["Sect", ["Table", head, ["TR", ["TH", "."], ["TD", ""]]]]]
    scopes = [tag.attributes["Table"]["Scope"] for tag in page.tags if tag.tag == "TH"]
    assert scopes == ["Column", "Column", "Row"]


@pytest.mark.parametrize(
    "rows",
    [
        [("TR", ("TH", 0), ("TH", 1)), ("TR", ("TD", 2))],
        [("TR", ("TD", 0)), ("P", 1), ("TR", ("TD", 2))],
        [("TR", ("TD", 0), ("P", 1)), ("TR", ("TD", 2), ("TD",))],
        [("THead", ("TR", ("TH", 0))), ("TBody", ("P", 1), ("TR", ("TD", 2)))],
    ],
)
def test_a_table_that_is_none_becomes_plain(rows: list[Any]) -> None:
    found = {tag.tag for tag in table(rows).tags}
    assert found <= {"Sect", "Div", "P"}


def test_a_table_with_cells_that_span_others_is_whole() -> None:
    wide = {"A": {"O": "/Table", "ColSpan": 2}}
    tall = {"A": {"O": "/Table", "RowSpan": 2}}
    assert "Table" in str(tags(table([("TR", ("TH", wide, 0)), ("TR", ("TD", 1), ("TD", 2))])))
    assert "Table" in str(tags(table([("TR", ("TH", tall, 0), ("TD", 1)), ("TR", ("TD", 2))])))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (("H1", "H2", "H3"), ("H2", "H3", "H4")),
        (("H1", "H4", "H4"), ("H2", "H3", "H3")),
        (("H3", "H1", "H2"), ("H2", "H2", "H3")),
        (("H", "P", "H"), ("H2", "P", "H2")),
        (("Title", "H6", "Rubric"), ("H2", "H3", "H3")),
    ],
)
def test_headings_go_below_those_of_the_booklet_and_skip_none(given: tuple[str, ...], kept: tuple[str, ...]) -> None:
    lines = [said(number, "x", 350 - 20 * number) for number in range(3)]
    data = tagged(marked(*lines), *((tag, number) for number, tag in enumerate(given)), roles={"Rubric": "/H6"})
    (page,) = read(data).pages
    assert [tag.tag for tag in page.tags[1:]] == list(kept)


@pytest.mark.parametrize(
    ("tree", "kept"),
    [
        (("LI", ("LBody", 0)), ["Div", ["P", "."]]),
        (("L", ("P", 0)), ["L", ["LI", ["LBody", ["P", "."]]]]),
        (("L", ("LI", 0)), ["L", ["LI", ["LBody", "."]]]),
        (("P", ("Link", 0)), ["P", ["Span", "."]]),
        (("P", ("Nonsense", 0)), ["P", ["Span", "."]]),
        (("Nonsense", ("P", 0)), ["Div", ["P", "."]]),
        (("Round", 0), ["P", "."]),
        (("TOC", ("TOCI", ("Reference", 0))), ["Div", ["Div", ["Span", "."]]]),
    ],
)
def test_tags_out_of_place_say_less(tree: Any, kept: Any) -> None:
    data = tagged(marked(said(0, "x", 350)), tree, roles={"Round": "/And", "And": "/Round"})
    assert tags(read(data).pages[0]) == [["Sect", kept]]


def test_a_picture_that_nobody_described_is_counted_and_left_out() -> None:
    lines = [said(0, "x", 350), "/Figure <</MCID 1>> BDC 20 20 50 50 re f EMC"]
    silent, spoken = (
        read(tagged(marked(*lines), ("P", 0), ("Figure", given, 1))).pages[0] for given in ({}, {"Alt": "A square"})
    )
    assert (silent.silent, tags(silent)) == (1, [["Sect", ["P", "."]]])
    assert (spoken.silent, tags(spoken)) == (0, [["Sect", ["P", "."], ["Figure", "."]]])
    assert spoken.tags[-1].alt == "A square"


def test_a_structure_that_goes_in_circles_ends() -> None:
    def circle(writer: PdfWriter) -> None:
        root: Any = writer.root_object["/StructTreeRoot"]
        root["/K"]["/K"].append(root.raw_get("/K"))

    (page,) = read(changed(tagged(marked(said(0, "x", 350)), ("P", 0)), circle)).pages
    assert tags(page) == [["Sect", ["P", "."]]]


# Characters


def test_every_letter_says_something_and_bullets_are_bullets() -> None:
    """Office programs put the signs of Symbol and Wingdings into the private area of Unicode."""

    def change(writer: PdfWriter) -> None:
        resources: Any = writer.pages[0]["/Resources"]
        for font in resources["/Font"].values():
            if "/ToUnicode" in font.get_object():
                font.get_object()[NameObject("/BaseFont")] = NameObject("/AAAAAA+Wingdings-Regular")
                table = DecodedStreamObject()
                table.set_data(
                    b"2 beginbfchar <66> <F0A7> <65> <0000> endbfchar 1 beginbfrange <74> <75> <0041> endbfrange"
                )
                font.get_object()[NameObject("/ToUnicode")] = writer._add_object(table)

    made = read(changed(file(words("feet")), change))
    assert not made.pages[0].drawn
    streams = [each.data for each in made.objects.objects if each.data and each.body == ("/Filter/FlateDecode",)]
    (table,) = [each for each in map(zlib.decompress, streams) if b"begincmap" in each]
    pairs = dict(re.findall(rb"<(\w+)> <(\w+)>\n", table.partition(b"beginbfchar")[2]))
    assert pairs[b"66"] == b"25AA"
    assert pairs[b"65"] == b"FFFD"
    assert (pairs[b"74"], pairs[b"75"]) == (b"0041", b"0042")
