"""Checks on finished PDFs: our own, plain ones from elsewhere, and hostile ones."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, FloatObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from soleprint.errors import ExitCode, FileProblem, Severity
from soleprint.ink.pdf import write_pdf
from soleprint.preflight.foreign import inspect as finished
from soleprint.preflight.foreign.inspect import FontFacts, Report, format_report, inspect_pdf
from tests.ink.specimen import booklet, four_up, publication


def plain(draw: Callable[[Canvas], None]) -> bytes:
    """An untagged PDF, as ReportLab makes them."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(200, 200), invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def spoilt(spoil: Callable[[Any], None]) -> Report:
    """The report on our own card after ``spoil`` has changed its catalog."""
    writer = PdfWriter(clone_from=BytesIO(write_pdf(publication(1, 8.5))))
    spoil(writer.root_object)
    file = BytesIO()
    writer.write(file)
    return inspect_pdf(file.getvalue(), "card.pdf")


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("made", [lambda: publication(2, 8.5), booklet, four_up])
def test_our_own_files_have_no_findings(made: Callable[[], Any]) -> None:
    report = inspect_pdf(write_pdf(made()))
    assert report.findings == ()
    assert (report.tagged, report.shows_title, report.pdfa, report.pdfua) == (True, True, "2a", "1")
    assert report.fonts == (FontFacts("NotoSans-400", True, True, True), FontFacts("NotoSans-700", True, True, True))
    assert report.figures == len(made().pages)
    assert all(page.smallest_type == 9.0 and page.links for page in report.pages)


def test_boxes_are_measured() -> None:
    (page,) = inspect_pdf(write_pdf(publication(1, 8.5))).pages
    assert page.trim is not None
    assert page.bleed is not None
    assert (page.trim.width, page.trim.height) == pytest.approx((297.64, 419.53))
    assert page.bleed.width == pytest.approx(page.media.width) == pytest.approx(314.64)


def test_a_plain_file_has_everything_wrong() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(0.5, 0.5)
        canvas.drawString(20, 20, "small")
        canvas.linkURL("https://example.org", (0, 0, 9, 9))

    report = inspect_pdf(plain(draw), "plain.pdf")
    assert codes(report) == [
        "pdf-no-trim",
        "pdf-small-type",
        "pdf-untagged-text",
        "pdf-link-text",
        "pdf-font-missing",
        "pdf-untagged",
        "pdf-no-language",
        "pdf-no-title",
        "pdf-no-claim",
    ]
    assert report.pages[0].smallest_type == 6.0
    assert str(report.findings[1]).startswith("plain.pdf: warning: page 1 has type of 6 pt")


def test_type_size_is_that_on_paper() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.scale(2, 2)
        text = canvas.beginText(10, -20)
        text.setTextTransform(0.5, 0, 0, 0.75, 10, -20)
        text.setFont("Helvetica", 10)
        text.textOut("15 pt")
        canvas.drawText(text)

    assert inspect_pdf(plain(draw)).pages[0].smallest_type == 15.0


def test_type_in_forms_counts_and_hidden_text_does_not() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(5, 5, "in a form")
        canvas.endForm()
        canvas.scale(0.5, 0.5)
        canvas.doForm("inner")
        text = canvas.beginText(10, 10)
        text.setFont("Helvetica", 1)
        text.setTextRenderMode(3)
        text.textOut("scanned")
        canvas.drawText(text)

    assert inspect_pdf(plain(draw)).pages[0].smallest_type == 4.0


def drop_alternative(root: Any) -> None:
    document = root["/StructTreeRoot"]["/K"][0].get_object()
    del document["/K"][3].get_object()["/Alt"]


def drop_contents(root: Any) -> None:
    del root["/Pages"]["/Kids"][0]["/Annots"][0].get_object()["/Contents"]


def drop_unicode(root: Any) -> None:
    fonts = root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]
    del fonts["/NotoSans-700"].get_object()["/ToUnicode"]


def drop_font(root: Any) -> None:
    font = root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]["/NotoSans-700"]
    del font["/DescendantFonts"][0]["/FontDescriptor"].get_object()["/FontFile2"]


def widen_trim(root: Any) -> None:
    root["/Pages"]["/Kids"][0].get_object()[NameObject("/TrimBox")] = ArrayObject(
        FloatObject(v) for v in (-5, 0, 400, 400)
    )


def loosen_text(root: Any) -> None:
    page = root["/Pages"]["/Kids"][0].get_object()
    stream = DecodedStreamObject()
    stream.set_data(page["/Contents"].get_data().replace(b"<</MCID 3>>", b"<</X 3>>"))
    page[NameObject("/Contents")] = stream


def drop(key: str) -> Callable[[Any], None]:
    def spoil(root: Any) -> None:
        del root[key]

    return spoil


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (drop_alternative, "pdf-no-alt"),
        (drop_contents, "pdf-link-text"),
        (drop_unicode, "pdf-font-unicode"),
        (drop_font, "pdf-font-missing"),
        (widen_trim, "pdf-boxes"),
        (loosen_text, "pdf-untagged-text"),
        (drop("/Lang"), "pdf-no-language"),
        (drop("/ViewerPreferences"), "pdf-no-title"),
        (drop("/MarkInfo"), "pdf-untagged"),
        (drop("/Metadata"), "pdf-no-claim"),
    ],
)
def test_each_fault_is_found_alone(spoil: Callable[[Any], None], code: str) -> None:
    assert codes(spoilt(spoil)) == [code]


def problem(data: bytes) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        inspect_pdf(data, "odd.pdf")
    assert caught.value.exit_code is ExitCode.FILE
    assert str(caught.value).startswith("odd.pdf ")
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a pdf",
        b"%PDF-1.7\n",
        write_pdf(publication())[:4000],
    ],
)
def test_broken_files_are_one_clear_error(data: bytes) -> None:
    assert problem(data).code == "pdf-broken"


def test_every_truncation_is_survived() -> None:
    data = write_pdf(publication())
    for end in range(0, len(data), 997):
        assert problem(data[:end]).code == "pdf-broken"


def test_locked_files_are_named_as_such() -> None:
    writer = PdfWriter(clone_from=BytesIO(write_pdf(publication())))
    writer.encrypt("secret", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    assert problem(file.getvalue()).code == "pdf-encrypted"


def test_sizes_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished, "MAX_BYTES", 1000)
    assert problem(write_pdf(publication())).code == "pdf-too-large"
    monkeypatch.undo()
    monkeypatch.setattr(finished, "MAX_PAGES", 1)
    assert problem(write_pdf(publication(2))).code == "pdf-too-large"


def handmade(*objects: bytes) -> bytes:
    """A PDF of the given objects, numbered from 1; the first is the catalog. Readers rebuild its missing table."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, text) for number, text in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF"


def test_a_page_tree_that_bites_its_tail_is_broken() -> None:
    assert (
        problem(handmade(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")).code == "pdf-broken"
    )


def test_a_form_that_draws_itself_ends() -> None:
    """Drawn sixteen times at twelve depths it would be more operations than there are grains of sand."""
    drawing = b"/X Do " * 16
    resources = b"/Resources<</XObject<</X 5 0 R>>>>"
    bomb = handmade(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R" + resources + b">>",
        b"<</Length 6>>stream\n/X Do \nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>stream\n%s\nendstream"
        % (resources, len(drawing), drawing),
    )
    assert problem(bomb).code == "pdf-too-large"


def test_a_form_may_have_a_matrix() -> None:
    resources = b"/Resources<</XObject<</X 5 0 R>>/Font<</F 6 0 R>>>>"
    drawing = b"BT /F 10 Tf (a) Tj ET"
    data = handmade(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R" + resources + b">>",
        b"<</Length 6>>stream\n/X Do \nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Matrix[0 2 -2 0 0 0]%s/Length %d>>stream\n%s\nendstream"
        % (resources, len(drawing), drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    )
    report = inspect_pdf(data)
    assert report.pages[0].smallest_type == 20.0
    assert report.fonts == (FontFacts("Times-Roman", False, False, True),)


def test_structure_that_bites_its_tail_ends() -> None:
    def spoil(root: Any) -> None:
        root["/StructTreeRoot"]["/K"].append(
            root["/StructTreeRoot"].indirect_reference or root.raw_get("/StructTreeRoot")
        )

    assert spoilt(spoil).figures == 1


def test_report_reads_well() -> None:
    text = format_report(inspect_pdf(write_pdf(publication(3, 8.5)), "card.pdf"), "card.pdf")
    assert text.splitlines() == [
        "card.pdf: 3 pages, PDF/UA-1 and PDF/A-2a",
        "  title     Foot & leg: żółw",
        "  language  en-GB",
        "  tags      yes, 3 of 3 figures described",
        "  font      NotoSans-400 (embedded, subset)",
        "  font      NotoSans-700 (embedded, subset)",
        "  page 1-3  105.0 x 148.0 mm cut, 111.0 x 154.0 mm with bleed, smallest type 9 pt",
        "errors: 0, warnings: 0",
    ]
    bad = format_report(inspect_pdf(plain(lambda canvas: canvas.drawString(9, 9, "x")), "plain.pdf"))
    assert "Helvetica (NOT embedded)" in bad
    assert "[pdf-font-missing]" in bad


def test_severities() -> None:
    report = spoilt(drop("/Metadata"))
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]
    assert TextStringObject(report.title) == "Foot & leg: żółw"
