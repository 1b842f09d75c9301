"""Files for a print shop, from the order to the plates that Ghostscript makes of them."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image
from reportlab.lib.utils import ImageReader

import soleprint
from soleprint.errors import ContentError, FileProblem, UsageProblem
from soleprint.ink.inks import Separation
from soleprint.ink.pdf import write_pdf
from soleprint.marks import GlyphRun, Group, Placement, Rect, apply, ink_box
from soleprint.preflight.foreign.inspect import inspect_pdf
from soleprint.products.result import Result
from tests.cli.runner import run
from tests.clinic.pages.files import file, noto
from tests.support import press, sample
from tests.support.vera import validate

DPI = 100
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
PRODUCTS: dict[str, tuple[str, dict[str, Any]]] = {
    "leaflet": ("leaflet", {"size": "A4", "fold": "tri", "emergency": "999", "bleed": 3, "marks": "full"}),
    "card": ("card", {"size": "A5", "bleed": 3, "marks": "full", "hole": "top", "corners": 4, "spots": True}),
}


def icc() -> Path:
    return sample.folder() / "press.icc"


@cache
def made(name: str) -> Result:
    product, options = PRODUCTS[name]
    return soleprint.make(product, ["foot"], standard="pdfx4", icc=icc(), **options)


@cache
def plates(name: str) -> list[dict[str, Image.Image]]:
    """For each side, the plates of the inks: white where there is none."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "made.pdf").write_bytes(made(name).pdf)
        subprocess.run(
            ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}",
             f"-sOutputFile={path / 'side-%d.tif'}", str(path / "made.pdf")],
            check=True, capture_output=True,
        )  # fmt: skip
        sides = []
        for number in range(1, len(made(name).publication.sheets) + 1):
            found = path.glob(f"side-{number}(*).tif")
            sides.append({file.stem.split("(")[1][:-1]: Image.open(file).convert("L").copy() for file in found})
        return sides


def pixels(box: Rect, height: float) -> tuple[int, int, int, int]:
    scale = DPI / 72
    x0, y0, x1, y1 = box
    return round(x0 * scale), round((height - y1) * scale), round(x1 * scale), round((height - y0) * scale)


@ghostscript
@pytest.mark.parametrize("name", PRODUCTS)
def test_body_text_is_on_the_black_plate_alone(name: str) -> None:
    """Where a line of black text stands, the other plates are as even as its ground."""
    inks, looked_at = Separation(press.profile()), 0
    for sheet, side in zip(made(name).publication.sheets, plates(name), strict=True):
        for place in sheet.placements:
            for mark in made(name).publication.pages[place.page].marks:
                run_ = mark.item
                if not isinstance(run_, GlyphRun) or inks(run_.colour)[:3] != (0, 0, 0) or not inks(run_.colour)[3]:
                    continue
                box = ink_box(run_)
                if box is None or box.width < 10:
                    continue
                (x0, y0), (x1, y1) = apply(place.matrix, box[:2]), apply(place.matrix, box[2:])
                window = pixels(Rect(x0, y0, x1, y1).inset(1, 1, 1, 1), sheet.height)
                for ink in PLATES[:3]:
                    low, high = side[ink].crop(window).getextrema()
                    assert high - low <= 3, (run_.text, ink)  # type: ignore[operator]
                low, high = side["Black"].crop(window).getextrema()
                assert high - low > 60, run_.text  # type: ignore[operator]
                looked_at += 1
    assert looked_at > 15


@ghostscript
@pytest.mark.parametrize("name", PRODUCTS)
def test_no_place_gets_more_ink_than_dries(name: str) -> None:
    for sheet, side in zip(made(name).publication.sheets, plates(name), strict=True):
        window = pixels(sheet.bleed.inset(1, 1, 1, 1), sheet.height)
        amounts = [side[ink].crop(window).tobytes() for ink in PLATES]
        assert max(1020 - sum(values) for values in zip(*amounts, strict=True)) <= 255 * 2.8 + 4


@ghostscript
def test_what_is_cut_is_on_a_plate_of_its_own() -> None:
    (side,) = plates("card")
    assert set(side) == {*PLATES, "CutContour"}
    sheet = made("card").publication.sheets[0]
    # Registration marks, outside the bleed, are on this plate too.
    x0, y0, x1, y1 = pixels(sheet.trim, sheet.height)
    outline = side["CutContour"].crop((x0 - 5, y0 - 5, x1 + 5, y1 + 5)).point(lambda value: 255 - value).getbbox()
    assert outline == pytest.approx((5, 5, x1 - x0 + 5, y1 - y0 + 5), abs=2)
    # Rounded: the corner itself is not cut.
    assert side["CutContour"].getpixel((x0, y0)) == 255
    above = (0, 0, side["Black"].width, y0 - 14)
    darkest = [min(side[ink].crop(above).tobytes()) for ink in PLATES]
    assert max(darkest) < 160, "registration marks are on every plate"


@pytest.mark.parametrize("name", PRODUCTS)
def test_marks_of_a_print_shop_stand_clear_of_the_bleed(name: str) -> None:
    sheet = made(name).publication.sheets[0]
    spots = [mark.item.spot for mark in sheet.marks if isinstance(mark.item, Group)]
    assert spots.count("All") == 4
    slug = [item.text for mark in sheet.marks if isinstance(mark.item, Group) for item in _texts(mark.item)]
    job = next(text for text in slug if "2026-" in text)
    assert job.startswith(f"{'foot' if name == 'card' else 'leaflet_foot'}_en_A")
    assert " \N{MIDDLE DOT} 1" in job


def _texts(group: Group) -> list[GlyphRun]:
    found = [item for item in group.items if isinstance(item, GlyphRun)]
    return found + [run_ for item in group.items if isinstance(item, Group) for run_ in _texts(item)]


@pytest.mark.parametrize("name", PRODUCTS)
def test_it_conforms(name: str) -> None:
    assert validate(made(name).pdf, "ua1", "2a") == []


@pytest.mark.parametrize("name", PRODUCTS)
def test_our_own_preflight_finds_nothing(name: str) -> None:
    report = inspect_pdf(made(name).pdf)
    assert report.pdfx == "PDF/X-4"
    assert report.findings == ()


# Pages of the clinic's own


def own_page(canvas: Any) -> None:
    canvas.setFont(noto(), 24)
    for place, colour in enumerate(((0, 0, 0), (0.1, 0.1, 0.12))):
        canvas.setFillColorRGB(*colour)
        canvas.drawString(20, 340 - 40 * place, "BLACK")
    canvas.setFillGray(0)
    canvas.drawString(20, 260, "BLACK")
    canvas.setFillColorRGB(0.6, 0.02, 0.02)
    canvas.rect(20, 100, 100, 50, fill=1, stroke=0)
    canvas.drawImage(ImageReader(Image.new("RGB", (9, 9), "teal")), 150, 100, 50, 50)
    canvas.setFillAlpha(0.5)
    canvas.rect(180, 80, 50, 50, fill=1, stroke=0)


@cache
def with_own_page() -> Result:
    (sample.folder() / "own.pdf").write_bytes(file(own_page))
    own: Any = {"bundle": [sample.folder() / "own.pdf"], "bundle_alt": ["Prices"]}
    return soleprint.make("booklet", "foot", emergency="999", standard="pdfx4", icc=icc(), **own)


@cache
def own_page_alone() -> bytes:
    """A file of that page alone."""
    whole = with_own_page().publication
    (page,) = (page for page in whole.pages if any(each.name == "own-file-1" for each in page.anchors))
    alone = replace(whole, pages=(page,), sheets=(replace(whole.sheets[0], placements=(Placement(0),)),))
    return write_pdf(alone, inks=Separation(press.profile()))


def test_pages_of_ones_own_conform_at_a_print_shop_too() -> None:
    assert validate(own_page_alone(), "2a") == []
    report = inspect_pdf(own_page_alone())
    assert report.pdfx == "PDF/X-4"
    assert [finding.code for finding in report.findings] == ["pdf-x-profile"]
    assert 0 < report.pages[0].most_ink <= 2.8
    told = [finding.code for finding in with_own_page().findings if finding.source.endswith("own.pdf")]
    assert told == ["own-colours"]


@ghostscript
def test_black_letters_of_ones_own_page_are_on_the_black_plate_alone(tmp_path: Path) -> None:
    (tmp_path / "made.pdf").write_bytes(own_page_alone())
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}",
         f"-sOutputFile={tmp_path / 'side.tif'}", str(tmp_path / "made.pdf")],
        check=True, capture_output=True,
    )  # fmt: skip
    side = {ink: Image.open(tmp_path / f"side({ink}).tif").convert("L") for ink in PLATES}
    scale = side["Black"].width / 300
    letters, below = (side["Black"].height * part for part in (0.42, 0.58))
    for ink in PLATES[:3]:
        assert side[ink].crop((0, 0, side[ink].width, int(letters))).getextrema() == (255, 255), ink
        assert side[ink].crop((0, int(below), side[ink].width, side[ink].height)).getextrema() != (255, 255), ink
    dark = side["Black"].crop((int(15 * scale), 0, int(150 * scale), int(letters))).histogram()
    assert dark[0] > 500


@pytest.mark.parametrize(
    ("given", "error", "code"),
    [
        ({"standard": "pdfx4"}, UsageProblem, "icc-needed"),
        ({"standard": "pdfx4", "icc": "nix.icc"}, FileProblem, "no-such-file"),
        ({"marks": "full"}, UsageProblem, "option-needs"),
        ({"spots": True}, UsageProblem, "option-needs"),
        ({"icc": "press.icc"}, UsageProblem, "option-needs"),
        ({"standard": "pdfx1"}, UsageProblem, "unknown-option"),
        ({"marks": "most"}, UsageProblem, "bad-value"),
        ({"standard": "pdfx4", "icc": "x", "marks": "full", "size": "A3", "sheet": "A4", "impose": "poster"},
         UsageProblem, "not-for-product"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant(given: dict[str, Any], error: type[Exception], code: str) -> None:
    with pytest.raises(error) as caught:
        soleprint.make("card", ["foot"], **given)
    assert getattr(caught.value, "code", None) == code


def clinic(folder: Path, shop: str) -> Path:
    path = folder / "clinic.yaml"
    path.write_text(f'schema: 1\nname: C\nemergency: {{ambulance: "999"}}\nprint_shop: {shop}\n', encoding="utf-8")
    return path


def test_a_clinic_may_have_a_print_shop_and_an_order_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / "press.icc").write_bytes(press.profile())
    path = clinic(tmp_path, "{icc: press.icc, spots: true}")
    made_ = soleprint.make("leaflet", ["foot"], profile=path, fold="half")
    assert made_.pdf.startswith(b"%PDF-1.6")
    spots = [m.item.spot for sheet in made_.publication.sheets for m in sheet.marks if isinstance(m.item, Group)]
    assert "Crease" in spots
    assert soleprint.make("leaflet", ["foot"], profile=path, standard="pdfa").pdf.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(("shop", "code"), [("{icc: nix.icc}", "no-such-file"), ("{icc: ../x.icc}", "outside-folder"),
                                            ("{standard: pdfx9}", "unknown-value")])  # fmt: skip
def test_a_mistake_in_the_profile_is_named_with_its_line(shop: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        soleprint.make("leaflet", ["foot"], profile=clinic(tmp_path, shop))
    (finding,) = caught.value.findings
    assert (finding.code, finding.line) == (code, 4)


def test_at_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    shop = ["--standard", "pdfx4", "--icc", str(icc())]
    run("make", "card", "--marks", "full", "foot", "--bleed", "3", *shop, "--out", out)
    assert inspect_pdf(out.read_bytes()).pdfx == "PDF/X-4"
    # A word that is no way of marking is a routine.
    run("make", "card", "--marks", "foot", "--out", out)
    assert inspect_pdf(out.read_bytes()).pages[0].trim != inspect_pdf(out.read_bytes()).pages[0].media
    run("make", "card", "foot", "--no-marks", "--out", out)
    assert inspect_pdf(out.read_bytes()).pages[0].trim == inspect_pdf(out.read_bytes()).pages[0].media
    assert "--marks [full] / --no-marks" in run("make", "card", "--help").output
