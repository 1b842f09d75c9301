"""Pages of which a picture is taken, and files that are refused."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject, NullObject
from reportlab.pdfgen.canvas import Canvas

from soleprint.clinic.pages.objects import Pool
from soleprint.marks import IDENTITY, Rect
from tests.clinic.pages.files import Read, changed, file, operators, pdf_object, read, refused, tagged, text_of, words


def copy(made: Read, page: int = 0) -> bytes:
    """The form of a page as a file of its own."""
    pool = Pool()
    pool.objects[:] = made.objects.objects
    found = made.pages[page]
    content = f"{' '.join(map(str, found.matrix))} cm /Own Do"
    return pool.file(content, ["<</XObject<</Own", found.whole, ">>>>"], Rect(0, 0, found.width, found.height))


def test_a_font_that_is_not_in_the_file_makes_a_picture_with_its_text() -> None:
    made = read(file(words("Grüße — from us", "Helvetica")))
    (page,) = made.pages
    assert page.drawn == "the font Helvetica, which is not in the file"
    assert page.matrix == IDENTITY
    assert "/Subtype/Image" in made.pool()
    assert text_of(copy(made)).strip() == "Grüße — from us"


def test_the_text_of_a_picture_lies_where_it_is_seen() -> None:
    data = file(words("Feet", "Helvetica", at=(40, 300), size=30))
    boxes = []
    for each in (data, copy(read(data))):
        page = pypdfium2.PdfDocument(each)[0].get_textpage()
        page.count_rects()
        boxes.append(page.get_rect(0))
    assert boxes[1] == pytest.approx(boxes[0], abs=1.5)


@pytest.mark.parametrize("size", [(300.0, 400.0), (2400.0, 3200.0), (100.0, 50.0)])
def test_a_picture_has_200_dots_to_the_inch_of_its_printed_size(size: tuple[float, float]) -> None:
    made = read(file(words("x", "Helvetica", at=(10, 10)), size=size), room=(300, 400))
    wide, high = (int(found) for found in re.findall(r"/(?:Width|Height) (\d+)", made.pool()))
    scale = min(300 / size[0], 400 / size[1])
    assert (wide, high) == pytest.approx((size[0] * scale * 200 / 72, size[1] * scale * 200 / 72), abs=1)


def test_a_picture_of_black_and_white_is_grey() -> None:
    def draw(canvas: Canvas) -> None:
        words("x", "Helvetica")(canvas)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(20, 20, 50, 50, fill=1)

    assert "/DeviceGray" in read(file(words("x", "Helvetica"))).pool()
    assert "/DeviceRGB" in read(file(draw)).pool()


def forms(**given: Any) -> bytes:
    def draw(canvas: Canvas) -> None:
        words()(canvas)
        canvas.acroForm.textfield(name="n", value="FILLED IN", x=50, y=200, width=200, height=30, **given)
        canvas.acroForm.checkbox(name="c", checked=True, x=50, y=150, size=30)

    return file(draw)


def without_appearance(writer: PdfWriter) -> None:
    fields: Any = writer.pages[0]["/Annots"]
    for each in fields:
        each.get_object().pop("/AP", None)
    form: Any = writer.root_object["/AcroForm"]
    form[NameObject("/NeedAppearances")] = pdf_object(True)


@pytest.mark.parametrize("data", [forms(), changed(forms(), without_appearance)], ids=["drawn", "to be drawn"])
def test_form_fields_are_drawn_into_the_page(data: bytes) -> None:
    made = read(data)
    assert "FILLED IN" in made.pages[0].text
    assert "FILLED IN" in text_of(copy(made))
    field = pypdfium2.PdfDocument(copy(made))[0].render(scale=1).to_pil().crop((50, 170, 250, 200))
    assert field.convert("L").getextrema()[0] < 100
    assert not re.search("AcroForm|Widget|Annot", made.pool())


def test_a_field_that_is_not_printed_is_not() -> None:
    assert "FILLED IN" not in read(forms(annotationFlags="")).pages[0].text


CANNOT_STAY = {
    "layers of which some are hidden": "/OC /Off BDC 10 10 50 50 re f EMC",
    "operators that PDF does not have": "10 10 50 50 re f wobble",
    "drawings that name what is not there": "/Nothing Do",
    "operators with too much or too little": "10 10 50 re f",
    "drawings nested in themselves or too deep": "/Self Do",
}


def with_oddities(writer: PdfWriter) -> None:
    off = writer._add_object(pdf_object({"Type": "/OCG", "Name": "Draft"}))
    layers = pdf_object({"D": {}})
    layers[NameObject("/OCGs")] = ArrayObject([off])
    layers["/D"][NameObject("/OFF")] = ArrayObject([off])
    writer.root_object[NameObject("/OCProperties")] = layers
    resources: Any = writer.pages[0]["/Resources"]
    resources[NameObject("/Properties")] = pdf_object({"Off": off})
    from pypdf.generic import DecodedStreamObject

    form = DecodedStreamObject()
    form.set_data(b"/Self Do")
    form.update(pdf_object({"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 9, 9]}))
    own = writer._add_object(form)
    form[NameObject("/Resources")] = pdf_object({"XObject": {"Self": own}})
    resources[NameObject("/XObject")] = pdf_object({"Self": own})


@pytest.mark.parametrize(("reason", "painted"), CANNOT_STAY.items(), ids=CANNOT_STAY)
def test_what_cannot_stay_is_said(reason: str, painted: str) -> None:
    (page,) = read(changed(file(operators(painted)), with_oddities)).pages
    assert page.drawn == reason


def test_a_layer_that_shows_stays() -> None:
    def shown(writer: PdfWriter) -> None:
        with_oddities(writer)
        layers: Any = writer.root_object["/OCProperties"]
        layers["/D"][NameObject("/OFF")] = ArrayObject()

    made = read(changed(file(operators("/OC /Off BDC 10 10 50 50 re f EMC")), shown))
    assert not made.pages[0].drawn
    assert "/OC" not in made.pool()


def _fonts(writer: PdfWriter) -> Any:
    resources: Any = writer.pages[0]["/Resources"]
    return next(font.get_object() for font in resources["/Font"].values() if "/Widths" in font.get_object())


def wider(writer: PdfWriter) -> None:
    font = _fonts(writer)
    font[NameObject("/Widths")] = ArrayObject(FloatObject(float(width) + 40) for width in font["/Widths"])


def torn(writer: PdfWriter) -> None:
    program = _fonts(writer)["/FontDescriptor"]["/FontFile2"]
    program.set_data(program.get_data()[:200])


def other(writer: PdfWriter) -> None:
    _fonts(writer)[NameObject("/Subtype")] = NameObject("/Type1")


def unheard_of(writer: PdfWriter) -> None:
    _fonts(writer)[NameObject("/Subtype")] = NameObject("/Type9")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (wider, "whose letters are not as wide as the file says"),
        (torn, "which is damaged"),
        (other, "which is not of the kind that the file says"),
        (unheard_of, "a font of no known kind"),
    ],
)
def test_a_font_that_is_not_sound_makes_a_picture(change: Any, reason: str) -> None:
    (page,) = read(changed(file(words()), change)).pages
    assert reason in page.drawn


def test_a_letter_that_the_font_lacks_makes_a_picture() -> None:
    def draw(canvas: Canvas) -> None:
        words("ab")(canvas)
        canvas._code.append("BT /F2+0 20 Tf 20 200 Td (\\377) Tj ET")

    assert "lacks letters" in read(file(draw)).pages[0].drawn


# Files


def test_a_file_that_opens_without_a_password_is_read() -> None:
    def lock(writer: PdfWriter) -> None:
        writer.encrypt("", "owner", algorithm="RC4-128")

    assert read(changed(file(words("Open")), lock)).pages[0].text == "Open"


def locked(writer: PdfWriter) -> None:
    writer.encrypt("secret", "owner", algorithm="RC4-128")


def endless(writer: PdfWriter) -> None:
    for _ in range(64):
        writer.add_blank_page(10, 10)


def tiny(writer: PdfWriter) -> None:
    writer.add_blank_page(1, 1)


def empty(writer: PdfWriter) -> None:
    writer.remove_page(0)


@pytest.mark.parametrize(
    ("change", "code", "page", "said"),
    [
        (locked, "pdf-encrypted", 0, "locked with a password"),
        (endless, "pdf-too-large", 0, "65 pages"),
        (tiny, "pdf-broken", 2, "which no paper is"),
        (empty, "pdf-broken", 0, "no PDF with pages"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(change: Any, code: str, page: int, said: str) -> None:
    found = refused(changed(file(words()), change))
    assert (found.code, found.page) == (code, page)
    assert said in found.why


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"no PDF at all", file(words())[:300], file(words())[:-300]])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refused(data).code == "pdf-broken"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"startxref\n", b"startxref\n9"),
        lambda data: data.replace(b"xref\n0", b"xrxx\n0"),
        lambda data: b"From: a mail program\r\n\r\n" + data,
    ],
)
def test_a_broken_table_is_repaired(spoil: Any) -> None:
    assert read(spoil(file(words("Mended")))).pages[0].text == "Mended"


def test_a_page_that_is_none_is_named() -> None:
    def spoil(writer: PdfWriter) -> None:
        writer.add_blank_page(100, 100)
        tree: Any = writer.root_object["/Pages"]
        tree["/Kids"][1] = NullObject()

    found = refused(changed(file(words()), spoil))
    assert (found.code, found.page) == ("pdf-broken", 2)


def test_tags_of_a_drawn_page_are_left() -> None:
    made = read(tagged(file(words("x", "Helvetica")), ("P", 0)))
    assert made.pages[0].drawn
    assert made.pages[0].tags == ()


def test_the_language_is_taken_where_it_is_one() -> None:
    said = [read(tagged(file(words()), ("P", 0), lang=lang)).opened.lang for lang in ("de-AT", "*&!", "")]
    assert said == ["de-AT", "", ""]
