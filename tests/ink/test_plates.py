"""PDF/X-4: what is in the file for a print shop."""

from __future__ import annotations

import re
import zlib
from typing import Any

import pytest
from msgspec.structs import replace

from soleprint.ink.inks import Inks, separation
from soleprint.ink.pdf import write_pdf
from soleprint.ink.plates import _with, separated
from soleprint.marks import ARTIFACT, Group, Mark, Path, Publication, Rect, Stroke, rounded
from soleprint.preflight.foreign.inspect import inspect_pdf
from tests.ink import reading
from tests.ink.specimen import publication
from tests.support import press
from tests.support.vera import validate


def inks(colour: str) -> Inks:
    return {"#000000": (0.0, 0.0, 0.0, 1.0), "#FFFFFF": (0.0, 0.0, 0.0, 0.0)}.get(colour, (0.5, 0.25, 0.0, 0.0))


def made(of: Publication | None = None) -> bytes:
    return write_pdf(of or publication(), producer="test", inks=separation(press.profile()))


def streams(pdf: bytes) -> list[str]:
    """All content streams and forms, unpacked."""
    found = re.findall(rb"(<<[^\n]*?>>)\nstream\n(.*?)\nendstream", pdf, re.DOTALL)
    plain = []
    for head, data in found:
        if b"/Filter/FlateDecode" in head and (b"/Subtype/Form" in head or head.startswith(b"<</Filter")):
            plain.append(zlib.decompress(data).decode("latin-1"))
    return plain


def test_colours_become_inks_and_black_alone_is_printed_over() -> None:
    lines = separated("0.2 0.4 0.6 rg\n0 0 m f\n0 g\nBT\n1 g\n0.2 0.4 0.6 RG", inks).split("\n")
    assert lines == [
        "/OB gs", "0 0 0 1 k", "0 0 0 1 K",
        "/OL gs", "0.5 0.25 0 0 k", "0 0 m f",
        "/OB gs", "0 0 0 1 k", "BT",
        "/OL gs", "0 0 0 0 k",
        "/ON gs", "0.5 0.25 0 0 K",
    ]  # fmt: skip


def test_what_a_group_sets_ends_with_it() -> None:
    lines = separated("q\n1 g\nQ\n1 g", inks).split("\n")
    assert lines[3:] == ["q", "/OL gs", "0 0 0 0 k", "Q", "/OL gs", "0 0 0 0 k"]


def test_a_stream_that_begins_nothing_goes_on_with_the_colours_of_its_caller() -> None:
    assert separated("0 0 9 9 re f", inks, begins=False) == "0 0 9 9 re f"
    lines = separated("q\n1.2 0 0 rg\nQ\n0 G\n-0.1 0 0 rg", inks, begins=False).split("\n")
    assert lines[:3] == ["q", "/ON gs", "0.5 0.25 0 0 k"]
    assert lines[3:] == ["Q", "/OL gs", "0 0 0 1 K", "-0.1 0 0 rg"]


@pytest.mark.parametrize(
    "own", ["<<>>", "<</Font<</F1 1 0 R>>>>", "<</ColorSpace<</C1 2 0 R>>/ExtGState<</E1 3 0 R>>>>"]
)
def test_resources_of_another_file_get_more_entries_of_each_kind_once(own: str) -> None:
    made = _with(own, {"ColorSpace": "/DefaultRGB 4 0 R", "ExtGState": "/OB 5 0 R"})
    assert made.count("/ColorSpace<</DefaultRGB 4 0 R") == made.count("/ColorSpace") == 1
    assert made.count("/ExtGState<</OB 5 0 R") == made.count("/ExtGState") == 1
    assert (made.count("<<"), made[:2], made[-2:]) == (made.count(">>"), "<<", ">>")
    assert all(part in made for part in own.strip("<>").split("/") if part)


def test_numbers_in_text_and_paths_are_left_alone() -> None:
    lines = "[<0021>-12<0022>] TJ\n1 0 0 1 5 5 cm\n0 0 m 1 1 l S\nq 0.5 0 0 1 0 0 cm /X0 Do Q"
    assert separated(lines, inks).split("\n")[3:] == lines.split("\n")


def test_spots_and_exact_inks_of_marks() -> None:
    lines = separated("%device\n1 0 1 RG\n%spot CutContour\n1 0 1 RG\n%end\n0 G\n0 g", inks).split("\n")[3:]
    assert lines == [
        "/OF gs", "0 1 0 0 K",
        "/OB gs", "/SCutContour CS 1 SCN",
        "/SAll CS 1 SCN",
        "0 0 0 1 k",
    ]  # fmt: skip


def test_nothing_in_the_file_is_red_green_and_blue() -> None:
    pdf = made()
    assert pdf.startswith(b"%PDF-1.6")
    content = streams(pdf)
    assert len(content) >= 2
    assert not any(re.search(r"^[\d.]+( [\d.]+ [\d.]+)? (rg|RG|g|G)$", text, re.MULTILINE) for text in content)
    assert any(" k" in text for text in content)
    root = reading.root(reading.reader(pdf))
    assert b"DeviceRGB" not in pdf
    kinds = [intent["/S"] for intent in root["/OutputIntents"]]
    assert kinds == ["/GTS_PDFX", "/GTS_PDFA1"]
    first, second = (intent["/DestOutputProfile"] for intent in root["/OutputIntents"])
    assert first == second
    assert first.get_data() == press.profile()
    assert not any(page.get("/Annots") for page in reading.reader(pdf).pages)
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp


def test_it_is_tagged_and_for_the_archive_as_well() -> None:
    assert validate(made(), "ua1", "2a") == []


def test_it_is_the_same_again_and_leaves_the_other_standard_alone() -> None:
    before = write_pdf(publication(), producer="test")
    one = made()
    assert made() == one
    assert write_pdf(publication(), producer="test") == before
    identity = re.findall(rb"uuid:[0-9a-f-]+", one)
    other = made(publication(2))
    assert identity != re.findall(rb"uuid:[0-9a-f-]+", other), "another content is another document"


def test_our_own_preflight_finds_nothing() -> None:
    report = inspect_pdf(made())
    assert (report.pdfx, report.version, report.press) == ("PDF/X-4", "1.6", "soleprint test press")
    assert [finding.code for finding in report.findings if finding.code.startswith("pdf-x")] == []
    assert max(page.most_ink for page in report.pages) <= 2.8
    assert not any(page.rgb or page.notes_inside for page in report.pages)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda pdf: pdf.replace(b"%PDF-1.6", b"%PDF-1.7", 1), "pdf-x-version"),
        (lambda pdf: pdf.replace(b"xmpMM:VersionID", b"xmpMM:VersionXX"), "pdf-x-identity"),
        (lambda pdf: _claimed(write_pdf(publication(), producer="test")), "pdf-x-colour"),
        (lambda pdf: _claimed(write_pdf(publication(), producer="test")), "pdf-x-intent"),
        (lambda pdf: _claimed(write_pdf(publication(), producer="test")), "pdf-x-notes"),
    ],
)
def test_what_is_spoilt_is_found(spoil: Any, code: str) -> None:
    assert code in [finding.code for finding in inspect_pdf(spoil(made())).findings]


def _claimed(pdf: bytes) -> bytes:
    """A file that says of itself what it is not; as long as it was."""
    old = b"<dc:format>application/pdf</dc:format>"
    new = b"<!--GTS_PDFXVersion>PDF/X-4 -->"
    assert old in pdf
    return pdf.replace(old, new + b" " * (len(old) - len(new)))


def test_printers_marks_of_an_ink_of_their_own_are_found_inside_groups() -> None:
    pen = Stroke("#FF00FF", 1, butt=True)
    die = Group((Path(rounded(Rect(10, 10, 50, 50), 0), None, pen),), spot="CutContour")
    plain = publication()
    sheet = plain.sheets[0]
    marks = (*sheet.marks, Mark(ARTIFACT, Group((die,), (1, 0, 0, 1, 5, 5))))
    changed = replace(plain, sheets=(replace(sheet, marks=marks), *plain.sheets[1:]))
    assert any("/SCutContour CS 1 SCN" in text for text in streams(made(changed)))
