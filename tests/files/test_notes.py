"""What a camera writes into a photo does not go along; the samples do, as they are packed."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from soleprint.files.images import read_raster
from soleprint.files.notes import without_notes
from tests.support import words_only

PLACE = b"Secret Street 7"


def jpeg() -> bytes:
    image, out = Image.open(BytesIO(words_only.photo())), BytesIO()
    notes = Image.Exif()
    notes[0x010E] = PLACE.decode()
    image.save(out, "JPEG", exif=notes, comment=PLACE, icc_profile=b"sRGB" + PLACE)
    return out.getvalue()


def png() -> bytes:
    image, out = Image.open(BytesIO(words_only.photo(form="PNG"))), BytesIO()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Place", PLACE.decode())
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    image.save(out, "PNG", pnginfo=notes, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("data", [jpeg(), png()], ids=["jpeg", "png"])
def test_notes_are_left_out_and_samples_stay(data: bytes) -> None:
    assert PLACE in data
    bare = read_raster(data).data
    assert PLACE not in bare
    assert len(bare) < len(data)
    assert Image.open(BytesIO(bare)).tobytes() == Image.open(BytesIO(data)).tobytes()
    assert without_notes(bare) == bare


def test_a_photo_of_a_phone_with_a_second_one_behind_stays_a_jpeg() -> None:
    first, out = Image.open(BytesIO(words_only.photo())), BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[Image.open(BytesIO(words_only.photo(hue=50)))])
    assert Image.open(BytesIO(read_raster(out.getvalue()).data)).format == "JPEG"


@pytest.mark.parametrize("data", [jpeg(), png()], ids=["jpeg", "png"])
def test_what_stands_behind_the_end_is_left_out(data: bytes) -> None:
    film = b"ftypmp42" + PLACE
    assert read_raster(data + film).data == read_raster(data).data


def test_notes_between_the_scans_of_a_jpeg_are_left_out() -> None:
    image, out = Image.open(BytesIO(words_only.photo())), BytesIO()
    image.save(out, "JPEG", progressive=True, restart_marker_rows=1)
    data = out.getvalue()
    scans = [found.start() for found in re.finditer(rb"\xff\xda", data)]
    note = b"\xff\xfe" + (2 + len(PLACE)).to_bytes(2, "big") + PLACE
    noted = data[: scans[1]] + note + data[scans[1] :]
    assert len(scans) > 3
    assert re.search(rb"\xff[\xd0-\xd7]", data)
    assert Image.open(BytesIO(noted)).tobytes() == image_of(data)
    assert without_notes(noted) == without_notes(data)
    assert image_of(without_notes(noted)) == image_of(data)


def image_of(data: bytes) -> bytes:
    return Image.open(BytesIO(data)).tobytes()


def test_a_file_that_ends_early_is_no_error() -> None:
    data = jpeg()
    assert all(len(without_notes(data[:end])) <= end for end in range(400))
