from __future__ import annotations

import io

import pytest
from PIL import Image

from soleprint.errors import FileProblem
from soleprint.ink.pdf import write_pdf
from soleprint.ink.png import write_png
from tests.ink.specimen import booklet, publication


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_picture_has_the_size_and_resolution_asked_for() -> None:
    image = opened(write_png(write_pdf(publication()), 0, 144))
    assert (image.mode, image.size) == ("RGB", (596, 840))
    assert image.info["dpi"] == pytest.approx((144, 144), abs=0.1)
    assert image.info["srgb"] == 0  # its colours are sRGB, perceptual intent


def test_colours_are_not_swapped() -> None:
    image = opened(write_png(write_pdf(publication()), 0, 72))
    pixels = zip(*[iter(image.tobytes())] * 3, strict=True)
    assert sum(red > 150 and green < 40 and blue < 40 for red, green, blue in pixels) > 50


def test_greyscale_has_one_channel() -> None:
    image = opened(write_png(write_pdf(publication()), 0, 72, greyscale=True))
    assert image.mode == "L"
    assert len(set(image.tobytes())) > 20


def test_sheets_are_counted_from_nought() -> None:
    pdf = write_pdf(booklet())
    assert write_png(pdf, 0, 50) != write_png(pdf, 1, 50)
    with pytest.raises(ValueError, match="no sheet 2"):
        write_png(pdf, 2, 50)


def test_monstrous_pictures_are_refused() -> None:
    with pytest.raises(FileProblem, match="fewer dots") as caught:
        write_png(write_pdf(publication()), 0, 5000)
    assert caught.value.code == "picture-too-large"


def test_same_bytes() -> None:
    pdf = write_pdf(publication())
    assert write_png(pdf, 0, 60) == write_png(pdf, 0, 60)
