"""Pictures as PDF image objects.

A JPEG's bytes are a PDF stream as they are (DCTDecode). A PNG's samples are packed anew, which suits flat drawings
better than PNG's filters do; its alpha becomes a soft mask.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from soleprint.store import personal

if TYPE_CHECKING:
    from PIL.Image import Image

_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}


class Picture(NamedTuple):
    """An image stream: dictionary entries and encoded samples. ``mask`` is its soft mask."""

    head: str
    data: bytes
    mask: Picture | None = None


@personal
@lru_cache(maxsize=32)
def read_picture(data: bytes) -> Picture:
    """The picture in a PNG or JPEG file as ``files.images`` gives it: 8-bit grey or RGB, a PNG perhaps with alpha."""
    from PIL.Image import open as open_image  # 20 ms

    image = open_image(BytesIO(data))
    if image.format == "JPEG":
        return Picture(_head(image, "DCTDecode"), data)
    colours, alpha = _parts(image)
    return packed(colours, packed(alpha) if alpha else None)


def decoded(data: bytes) -> tuple[Image, Image | None]:
    """The same picture's samples, grey or RGB, and its alpha."""
    from PIL.Image import open as open_image

    return _parts(open_image(BytesIO(data)))


def _parts(image: Image) -> tuple[Image, Image | None]:
    colours = image.convert("L" if image.mode.startswith("L") else "RGB")
    return colours, image.getchannel("A") if image.mode.endswith("A") else None


def packed(image: Image, mask: Picture | None = None) -> Picture:
    """Samples as an image stream."""
    return Picture(_head(image, "FlateDecode"), zlib.compress(image.tobytes()), mask)


def _head(image: Image, codec: str) -> str:
    size = f"/Width {image.width}/Height {image.height}"
    return f"/Type/XObject/Subtype/Image{size}/ColorSpace{_SPACES[image.mode]}/BitsPerComponent 8/Filter/{codec}"
