"""Every kind of picture looks the same before and after; what cannot be used is refused with a reason."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from soleprint.errors import FileProblem
from soleprint.files.images import MOST_SIDE, read_raster
from tests.support.pixels import Picture

PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def ramp(mode: str = "RGB", size: tuple[int, int] = (64, 40)) -> Image.Image:
    """Red grows to the right, green downwards; with alpha, the lower half is half clear."""
    y, x = np.mgrid[: size[1], : size[0]]
    red, green = x * 255 // (size[0] - 1), y * 255 // (size[1] - 1)
    alpha = np.where(y < size[1] // 2, 255, 128)
    samples = np.stack([red, green, np.full_like(x, 60), alpha], 2).astype(np.uint8)
    return Image.fromarray(samples, "RGBA").convert(mode)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def png(
    depth: int, colour: int, interlace: int, lines: bytes, size: tuple[int, int], *more: tuple[bytes, bytes]
) -> bytes:
    """A PNG written out from its definition, for kinds that Pillow does not write."""
    header = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, interlace)
    chunks = [(b"IHDR", header), *more, (b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    return PNG_HEAD + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def on_white(image: Image.Image) -> Picture:
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return np.asarray(paper.convert("RGB"))


def shown(data: bytes) -> Picture:
    """What ``read_raster`` makes of a file, having one of the forms it promises."""
    raster = read_raster(data)
    image = Image.open(io.BytesIO(raster.data))
    image.load()
    assert image.size == (raster.width, raster.height)
    assert (image.format, image.mode) in {
        ("JPEG", "L"), ("JPEG", "RGB"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "RGB"), ("PNG", "RGBA"),
    }  # fmt: skip
    assert "transparency" not in image.info
    return on_white(image)


def off(one: Picture, other: Picture) -> int:
    assert one.shape == other.shape
    return int(np.abs(one.astype(int) - other.astype(int)).max())


@pytest.mark.parametrize(("form", "mode"), [
    ("PNG", "L"), ("PNG", "LA"), ("PNG", "RGB"), ("PNG", "RGBA"), ("JPEG", "L"), ("JPEG", "RGB"),
])  # fmt: skip
def test_what_every_output_holds_stays_as_it_is(form: str, mode: str) -> None:
    data = encoded(ramp(mode), form)
    assert read_raster(data).data == data


def test_a_progressive_jpeg_stays_as_it_is() -> None:
    data = encoded(ramp(), "JPEG", progressive=True)
    assert read_raster(data).data == data


@pytest.mark.parametrize(
    "image", [ramp().quantize(16), ramp("1"), ramp("RGBA").quantize(16)], ids=["palette", "black", "clear"]
)
def test_png_of_few_colours(image: Image.Image) -> None:
    assert off(shown(encoded(image, "PNG")), on_white(image)) == 0


def test_a_palette_with_a_clear_colour() -> None:
    image = ramp().quantize(4)
    data = encoded(image, "PNG", transparency=image.getpixel((0, 0)))
    picture = shown(data)
    assert tuple(picture[0, 0]) == (255, 255, 255)
    assert off(picture, on_white(Image.open(io.BytesIO(data)))) == 0


@pytest.mark.parametrize(("colour", "clear"), [(0, (200,)), (2, (200, 200, 200))])
def test_one_clear_colour(colour: int, clear: tuple[int, ...]) -> None:
    pixels = bytes(clear) + bytes(len(clear))
    key = struct.pack(f">{len(clear)}H", *clear)
    picture = shown(png(8, colour, 0, b"\0" + pixels, (2, 1), (b"tRNS", key)))
    assert [tuple(pixel) for pixel in picture[0]] == [(255, 255, 255), (0, 0, 0)]


@pytest.mark.parametrize("clear", [(), ((b"tRNS", struct.pack(">H", 40_000)),)], ids=["opaque", "clear"])
def test_sixteen_bits_of_grey(clear: tuple[tuple[bytes, bytes], ...]) -> None:
    """High bytes are kept: neither cut off at 255 nor wrapped round."""
    values = (0, 300, 0x8000, 65_535)
    picture = shown(png(16, 0, 0, b"\0" + struct.pack(">4H", *values), (4, 1), *clear))
    assert picture[0, :, 0].tolist() == pytest.approx([value >> 8 for value in values], abs=1)


@pytest.mark.parametrize(("colour", "channels"), [(2, 3), (4, 2), (6, 4)])
def test_sixteen_bits_of_colour_or_alpha(colour: int, channels: int) -> None:
    values = (0x1234, 0x8000, 0xFF00, 0xFFFF)
    line = struct.pack(f">{channels}H", *([*values[: channels - 1], 0xFFFF] if channels != 3 else values[:3]))
    picture = shown(png(16, colour, 0, b"\0" + line, (1, 1)))
    expected = (0x12, 0x12, 0x12) if channels == 2 else (0x12, 0x80, 0xFF)
    assert off(picture, np.array([[expected]], np.uint8)) <= 1


def test_interlaced() -> None:
    """Adam7 (PNG 8.2): two pixels side by side are passes 1 and 6."""
    picture = shown(png(8, 0, 1, b"\0\x40" + b"\0\x90", (2, 1)))
    assert picture[0, :, 0].tolist() == [0x40, 0x90]


def test_webp() -> None:
    image = ramp("RGBA")
    assert off(shown(encoded(image, "WEBP", lossless=True, exact=True)), on_white(image)) == 0


def test_cmyk() -> None:
    image = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    picture = shown(encoded(image, "JPEG", quality=95))
    assert off(picture, np.full((16, 16, 3), (255, 0, 0), np.uint8)) <= 4


@pytest.mark.parametrize(("form", "close"), [("JPEG", 6), ("PNG", 0), ("WEBP", 0)])
@pytest.mark.parametrize("turn", range(2, 9))
def test_a_picture_that_is_marked_as_turned(form: str, close: int, turn: int) -> None:
    """The eight orientations of Exif, undone as the standard says: where row 0 and column 0 of the samples are."""
    upright = ramp()
    samples = {
        2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: lambda image: image.rotate(180),
        4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
        6: lambda image: image.rotate(90, expand=True),
        7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
        8: lambda image: image.rotate(270, expand=True),
    }[turn](upright)
    exif = Image.Exif()
    exif[0x0112] = turn
    options = {"quality": 95, "subsampling": 0} if form == "JPEG" else {"lossless": True} if form == "WEBP" else {}
    data = encoded(samples, form, exif=exif, **options)
    assert off(shown(data), on_white(upright)) <= close
    again = Image.open(io.BytesIO(read_raster(data).data))
    assert again.getexif().get(0x0112, 1) == 1


def test_colours_of_another_profile_are_changed_to_srgb() -> None:
    """A profile whose primaries are swapped: what its samples call red is shown as green."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"\0s\0R\0G\0B", b"\0m\0i\0n\0e")
    srgb = srgb.replace(b"sRGB", b"mine")
    swapped = srgb.replace(b"rXYZ", b"qqqq").replace(b"gXYZ", b"rXYZ").replace(b"qqqq", b"gXYZ")
    image = Image.new("RGB", (8, 8), (255, 0, 0))
    green = np.full((8, 8, 3), (0, 255, 0), np.uint8)
    assert off(shown(encoded(image, "PNG", icc_profile=swapped)), green) <= 2
    assert off(shown(encoded(image, "JPEG", icc_profile=swapped, quality=95)), green) <= 4


def test_a_jpeg_that_names_srgb_keeps_its_samples() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(ramp(), "JPEG", icc_profile=profile)
    assert read_raster(data).data == encoded(ramp(), "JPEG")


def test_what_is_written_again_has_no_notes_and_is_the_same_each_time() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 3, "A camera"
    data = encoded(ramp(), "JPEG", exif=exif, comment=b"taken at home")
    raster = read_raster(data)
    assert b"taken at home" in data
    assert b"taken at home" not in raster.data
    assert b"A camera" not in raster.data
    assert raster == read_raster(data)


def test_nothing_is_said_of_notes_that_are_damaged(recwarn: pytest.WarningsRecorder) -> None:
    notes = Image.Exif()
    notes[0x0112], notes[0x010E] = 6, "A foot, seen from above"
    data = encoded(ramp(), "JPEG", exif=notes)
    at = data.index(b"\x01\x0e\x00\x02") + 4
    read_raster(data[:at] + b"\0\0\xff\xff" + data[at + 4 :])
    assert [str(warning.message) for warning in recwarn] == []


def test_arithmetic_coding_is_undone() -> None:
    """Stands in for a file that Pillow does not write: a comment holds the frame's marker."""
    data = encoded(ramp(), "JPEG", comment=b"\xff\xc9")
    assert read_raster(data).data != data


def corrupt(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + bytes(40),
        encoded(ramp(), "TIFF"),
        encoded(ramp(), "PNG")[:60],
        corrupt(encoded(ramp(), "PNG"), 20),
        encoded(ramp(), "JPEG")[:30],
        encoded(ramp(), "JPEG")[:-90],
        encoded(ramp(), "WEBP")[:-90],
        b"\xff\xd8",
        PNG_HEAD,
    ],
)
def test_other_files_are_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(FileProblem, match="Save the picture again") as caught:
        read_raster(data)
    assert caught.value.code == "bad-picture"
    assert " at 0x" not in str(caught.value)


@pytest.mark.parametrize("size", [(8000, 5001), (10_000, 10_000), (30_000, 30_000)])
@pytest.mark.filterwarnings("error")
def test_too_many_pixels_are_refused_before_they_are_decoded(size: tuple[int, int]) -> None:
    """The samples are not there: what is read is the header alone."""
    with pytest.raises(FileProblem, match=r"million|40,000,000") as caught:
        read_raster(png(8, 2, 0, b"", size))
    assert caught.value.code == "bad-picture"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(4800, 60), (6000, 30), (60, 2500)])
def test_far_more_samples_than_are_printed_are_fewer(form: str, size: tuple[int, int]) -> None:
    image = ramp("RGB", size)
    raster = read_raster(encoded(image, form, quality=95))
    assert max(raster.width, raster.height) == MOST_SIDE
    small = image.resize((raster.width, raster.height), Image.Resampling.BICUBIC)
    assert np.abs(shown(raster.data).astype(int) - on_white(small)).mean() < 4


def test_as_many_samples_as_are_printed_stay() -> None:
    data = encoded(ramp("RGB", (MOST_SIDE, 20)), "JPEG")
    assert read_raster(data).data == data


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(FileProblem, match="16 MiB") as caught:
        read_raster(encoded(ramp(), "JPEG") + bytes(16 << 20))
    assert caught.value.code == "file-too-large"
