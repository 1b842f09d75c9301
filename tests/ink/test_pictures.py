"""Pictures, read back through PDFium's rendering of the PDF that holds them."""

from __future__ import annotations

import io
import random

import pypdfium2
import pytest
from PIL import Image as Pillow

from soleprint.ink.pdf import write_pdf
from soleprint.marks import Element, Image, Mark, Page, Placement, Publication, Rect
from tests.ink.specimen import sheet
from tests.support.vera import validate

SIZE = (16, 12)


def sample(mode: str) -> Pillow.Image:
    """Noise under a smooth ramp."""
    rng = random.Random(7)
    image = Pillow.new(mode, SIZE)
    for y in range(SIZE[1]):
        for x in range(SIZE[0]):
            values = [(x * 16 + y * 3 + rng.randrange(9) * channel) % 256 for channel in range(len(mode))]
            image.putpixel((x, y), tuple(values) if len(mode) > 1 else values[0])
    return image


def encoded(image: Pillow.Image, kind: str) -> bytes:
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def pdf_with(data: bytes) -> bytes:
    document = Element("Document")
    figure = Element("Figure", document, alt="A picture")
    page = Page(*SIZE, (Mark(figure, Image(data, Rect(0, 0, *SIZE))),), Rect(0, 0, *SIZE))
    return write_pdf(Publication("Picture", "en", (page,), (sheet(Placement(0), size=SIZE),)))


def shown(pdf: bytes) -> Pillow.Image:
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=1).to_pil()
    assert isinstance(image, Pillow.Image)
    return image.convert("RGB")


def difference(one: Pillow.Image, other: Pillow.Image) -> int:
    return max(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_pictures_look_the_same(mode: str, kind: str) -> None:
    data = encoded(sample(mode), kind)
    assert difference(shown(pdf_with(data)), Pillow.open(io.BytesIO(data)).convert("RGB")) <= 3


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_alpha_lets_the_paper_through(mode: str) -> None:
    image = sample(mode)
    paper = Pillow.new("RGBA", SIZE, "white")
    expected = Pillow.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
    assert difference(shown(pdf_with(encoded(image, "PNG"))), expected) <= 3


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("LA", "PNG"), ("L", "JPEG"), ("RGB", "JPEG")])
def test_pictures_conform(mode: str, kind: str) -> None:
    assert validate(pdf_with(encoded(sample(mode), kind)), "2a") == []


def test_a_jpeg_is_not_packed_again() -> None:
    data = encoded(sample("RGB"), "JPEG")
    assert data in pdf_with(data)


def test_a_picture_used_twice_is_stored_once() -> None:
    data = encoded(sample("RGB"), "PNG")
    figure = Element("Figure", Element("Document"), alt="A picture")
    marks = tuple(Mark(figure, Image(data, Rect(x, 0, x + 8, 12))) for x in (0, 8))
    page = Page(*SIZE, marks, Rect(0, 0, *SIZE))
    pdf = write_pdf(Publication("Picture", "en", (page,), (sheet(Placement(0), size=SIZE),)))
    assert pdf.count(b"/Subtype/Image") == 1
