"""Pictures, read back through PDFium's rendering of the PDF that holds them."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pypdfium2
import pytest
from PIL import Image as Pillow

from soleprint.errors import FileProblem
from soleprint.ink.pdf import write_pdf
from soleprint.ink.pictures import read_picture
from soleprint.marks import Element, Image, Mark, Page, Placement, Publication, Rect
from tests.ink.specimen import sheet
from tests.support.vera import validate

SIZE = (16, 12)


def sample(mode: str) -> Pillow.Image:
    """Noise, so that every PNG filter is used, under a smooth ramp."""
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


def filtered(kind: int) -> bytes:
    """A grey-with-alpha PNG in which every line has filter ``kind``, filtered here from the definition."""
    image = sample("LA").tobytes()
    row, lines, above = SIZE[0] * 2, b"", bytes(SIZE[0] * 2)
    for start in range(0, len(image), row):
        line = image[start : start + row]
        left = b"\0\0" + line[:-2]
        corner = b"\0\0" + above[:-2]
        guesses = {
            0: bytes(row),
            1: left,
            2: above,
            3: bytes((a + b) // 2 for a, b in zip(left, above, strict=True)),
            4: bytes(
                min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
                for a, b, c in zip(left, above, corner, strict=True)
            ),
        }
        lines += bytes([kind]) + bytes((v - g) % 256 for v, g in zip(line, guesses[kind], strict=True))
        above = line
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", *SIZE, 8, 4, 0, 0, 0)), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


@pytest.mark.parametrize("kind", range(5))
def test_every_filter_is_undone(kind: int) -> None:
    picture = read_picture(filtered(kind))
    assert picture.mask is not None
    image = sample("LA").tobytes()
    assert (zlib.decompress(picture.data), zlib.decompress(picture.mask.data)) == (image[::2], image[1::2])


def test_alpha_conforms() -> None:
    assert validate(pdf_with(encoded(sample("RGBA"), "PNG")), "2a") == []


def test_a_picture_used_twice_is_stored_once() -> None:
    data = encoded(sample("RGB"), "PNG")
    figure = Element("Figure", Element("Document"), alt="A picture")
    marks = tuple(Mark(figure, Image(data, Rect(x, 0, x + 8, 12))) for x in (0, 8))
    page = Page(*SIZE, marks, Rect(0, 0, *SIZE))
    pdf = write_pdf(Publication("Picture", "en", (page,), (sheet(Placement(0), size=SIZE),)))
    assert pdf.count(b"/Subtype/Image") == 1


def corrupt(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + bytes(40),
        encoded(sample("RGB"), "PNG")[:60],
        corrupt(encoded(sample("RGB"), "PNG"), 60),
        encoded(sample("RGB").convert("P"), "PNG"),
        encoded(sample("RGB").convert("CMYK"), "JPEG"),
        encoded(sample("RGB"), "JPEG")[:30],
        encoded(sample("L").convert("1"), "PNG"),
        b"\xff\xd8",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_other_files_are_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(FileProblem, match="Save the picture again") as caught:
        read_picture(data)
    assert caught.value.code == "bad-picture"
