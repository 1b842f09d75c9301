from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from soleprint.clinic.logo.draw import logo, read_logo
from soleprint.errors import ContentError
from soleprint.marks import Group, Path
from tests.clinic.clinics import SQUARE
from tests.clinic.drawing import render


def picture(mode: str, colour: int | tuple[int, ...], form: str = "PNG", **options: object) -> bytes:
    out = BytesIO()
    Image.new(mode, (40, 20), colour).save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize(("width", "height", "size"), [(50, 50, (50, 25)), (100, 10, (20, 10)), (8, 4, (8, 4))])
def test_it_fits_and_keeps_its_shape(width: float, height: float, size: tuple[float, float]) -> None:
    symbol = logo(read_logo(picture("RGB", (200, 0, 0)), "logo.png"), width, height)
    assert symbol.bbox == pytest.approx((0, 0, *size))


@pytest.mark.parametrize(
    "data",
    [
        picture("RGB", (200, 0, 0)),
        picture("RGBA", (200, 0, 0, 255)),
        picture("RGB", (200, 0, 0), "JPEG", quality=95),
        picture("CMYK", (0, 255, 255, 55), "JPEG", quality=95),
        picture("RGB", (200, 0, 0), "WEBP", lossless=True),
    ],
)
def test_pictures_are_shown(data: bytes) -> None:
    shown = render(logo(read_logo(data, "logo"), 40, 20), scale=1)
    red, green, blue = (int(value) for value in shown[20, 30])
    assert red > 190
    assert max(green, blue) < 12
    assert tuple(shown[5, 5]) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        picture("RGB", (1, 2, 3))[:-30],
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
    ],
)
def test_pictures_that_cannot_be_printed(data: bytes) -> None:
    with pytest.raises(ContentError) as caught:
        read_logo(data, "logo.png")
    (finding,) = caught.value.findings
    assert (finding.code, finding.source) == ("bad-picture", "logo.png")


def test_a_picture_that_is_too_large() -> None:
    with pytest.raises(ContentError, match="larger than 16 MiB"):
        read_logo(b"\xff\xd8" + bytes(16 << 20), "logo.jpg")


def test_scaling_is_baked_in() -> None:
    """Coordinates are points of the page, so that rounding to hundredths is finer than any printer."""
    (frame,) = logo(read_logo(SQUARE, "logo.svg"), 72, 72).items
    assert isinstance(frame, Group)
    (square,) = frame.items
    assert isinstance(square, Path)
    assert square.fill == "#008080"
    assert {segment[1:] for segment in square.segments} == {(0, 72), (72, 72), (72, 0), (0, 0), ()}


def test_names_tell_logos_and_sizes_apart() -> None:
    one = read_logo(SQUARE, "logo.svg")
    assert logo(one, 10, 10).name == logo(read_logo(SQUARE, "else.svg"), 10, 20).name
    assert logo(one, 10, 10).name != logo(one, 11, 11).name
    assert logo(one, 10, 10).name != logo(read_logo(SQUARE.replace(b"teal", b"navy"), "logo.svg"), 10, 10).name
