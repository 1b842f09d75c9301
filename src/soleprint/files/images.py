"""Pictures of samples, brought into a form that every output can hold: PNG or JPEG, upright, 8 bits, sRGB.

The samples of a file that already has that form stay as they are, so that a photograph is not packed a second time;
what a camera wrote beside them, such as the place, is left out. Any other is decoded and written again: palettes, 16
bits, CMYK, colour profiles, WebP, pictures that a camera marked as turned, and those with far more samples than are
printed.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from soleprint.errors import FileProblem
from soleprint.files.notes import without_notes

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 16 << 20
MAX_PIXELS = 40_000_000
MOST_SIDE = 2400
"""Samples along a side that are kept: 1200 to the inch of what is printed largest, 50 mm."""
_FORMATS = ("PNG", "JPEG", "WEBP")
_REMEDY = "Save the picture again as a PNG or JPEG, 1000 pixels wide or so."
_MODES = {"JPEG": ("L", "RGB"), "PNG": ("L", "LA", "RGB", "RGBA")}
"""Format -> what every output can hold as it is."""
_ORIENTATION = 0x0112
"""The Exif tag (CIPA DC-008, 4.6.4); 1 is upright."""
_ARITHMETIC = (b"\xff\xc9", b"\xff\xca")
"""JPEG frames that PDF readers and browsers cannot decode. Compressed samples hold no such bytes (T.81, B.1.1.5)."""


class Raster(NamedTuple):
    """A picture's size in pixels and its file: PNG or JPEG in 8-bit grey or RGB, a PNG perhaps with alpha."""

    width: int
    height: int
    data: bytes


def is_raster(data: bytes) -> bool:
    """Whether ``data`` begins as a PNG, JPEG or WebP file does."""
    return data.startswith((b"\x89PNG", b"\xff\xd8")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def read_raster(data: bytes) -> Raster:
    """The picture in a PNG, JPEG or WebP file (the first one of several).

    Raises FileProblem: ``file-too-large`` above 16 MiB, ``bad-picture`` above 40 million pixels (before any is
    decoded), for another kind of file and for a damaged one.
    """
    if len(data) > MAX_BYTES:
        raise FileProblem(f"A picture is larger than {MAX_BYTES >> 20} MiB. {_REMEDY}", code="file-too-large")
    try:
        with warnings.catch_warnings():
            # Pillow warns of notes that are damaged, and of large pictures; our limit is below its own.
            warnings.simplefilter("ignore")
            return _read(data)
    except FileProblem:
        raise
    except Exception as error:  # a damaged file can make a decoder raise anything
        raise _problem(f"it is damaged, or neither PNG nor JPEG nor WebP ({_reason(error)})") from None


def _reason(error: Exception) -> str:
    from PIL import UnidentifiedImageError

    # Pillow's own words there hold a memory address.
    return "unknown format" if isinstance(error, UnidentifiedImageError) else str(error).rstrip(".")


def _problem(what: str) -> FileProblem:
    return FileProblem(f"A picture cannot be used: {what}. {_REMEDY}", code="bad-picture")


def _read(data: bytes) -> Raster:
    from PIL import Image

    try:
        image: Image.Image = Image.open(BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _problem("it has hundreds of millions of pixels") from None
    if image.width * image.height > MAX_PIXELS:
        raise _problem(f"it is {image.width} by {image.height} pixels, and {MAX_PIXELS:,} in all is the limit")
    form = "JPEG" if image.format in ("JPEG", "MPO") else "PNG"  # MPO: a phone's, with a second picture behind
    large = max(image.size) > MOST_SIDE
    if large:
        image.draft(None, (MOST_SIDE, MOST_SIDE))  # a JPEG can be decoded at a half or less of its size
    image.load()
    if not large and _is_plain(image, data):
        return Raster(image.width, image.height, without_notes(data))
    plain = _plain(image)
    plain.thumbnail((MOST_SIDE, MOST_SIDE))
    return _written(plain, form)


def _is_plain(image: Image, data: bytes) -> bool:
    return (
        image.mode in _MODES.get(image.format or "", ())
        and "transparency" not in image.info
        and image.getexif().get(_ORIENTATION, 1) == 1
        and (image.format == "PNG" or not any(marker in data for marker in _ARITHMETIC))
        and not _has_own_colours(image)
    )


def _plain(image: Image) -> Image:
    """The picture upright, in L, LA, RGB or RGBA, its colours in sRGB."""
    from PIL import ImageOps

    ImageOps.exif_transpose(image, in_place=True)
    upright = image
    if upright.mode.startswith("I"):
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    elif _has_own_colours(upright):
        upright = _in_srgb(upright)
    grey = upright.mode in ("1", "L", "LA", "La")
    mode = "L" if grey else "RGB"
    if upright.has_transparency_data:
        mode = "LA" if grey else "RGBA"
    return upright if upright.mode == mode else upright.convert(mode)


def _has_own_colours(image: Image) -> bool:
    """Whether the picture has a colour profile other than sRGB, one that fits its samples."""
    profile = image.info.get("icc_profile") or b""
    # Header, ICC.1:2022, 7.2: the colour space of the samples.
    space = {"RGB": b"RGB ", "RGBA": b"RGB ", "CMYK": b"CMYK"}.get(image.mode)
    return profile[16:20] == space and b"sRGB" not in profile.replace(b"\0", b"")


def _in_srgb(image: Image) -> Image:
    from PIL import ImageCms

    own = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    done = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode=mode)
    assert done is not None  # it is None only when the picture is changed in place
    return done


def _written(image: Image, form: str) -> Raster:
    out = BytesIO()
    image.info.clear()  # no profile, text, date or place goes along
    options = {"quality": 95, "subsampling": 0} if form == "JPEG" else {}
    image.save(out, form, **options)
    return Raster(image.width, image.height, out.getvalue())
