"""Pictures as PDF image objects, without decoding what need not be decoded.

A JPEG's bytes are a PDF stream as they are (DCTDecode). So are the compressed samples of a PNG without alpha, because
PDF knows PNG's predictors (ISO 32000-1, 7.4.4.4). Only alpha has to be taken apart, into a soft mask.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from soleprint.errors import FileProblem

_PNG = b"\x89PNG\r\n\x1a\n"
_MAX_PIXELS = 50_000_000
_REMEDY = "Save the picture again as an 8-bit RGB or grey PNG without interlacing, or as a JPEG."
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB"}
_PNG_COLOURS = {0: 1, 2: 3, 4: 1, 6: 3}
"""PNG colour type -> colour channels (PNG 11.2.2); 4 and 6 have alpha besides. Palettes (3) are not taken."""


class Picture(NamedTuple):
    """An image stream: dictionary entries and encoded samples. ``mask`` is its soft mask."""

    width: int
    height: int
    head: str
    data: bytes
    mask: Picture | None = None


def _problem(what: str) -> FileProblem:
    return FileProblem(f"A picture cannot be used: {what}. {_REMEDY}", code="bad-picture")


@lru_cache(maxsize=32)
def read_picture(data: bytes) -> Picture:
    """The picture in a PNG or JPEG file; FileProblem ``bad-picture`` for any other or a damaged one."""
    try:
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
    except (struct.error, IndexError, KeyError, zlib.error) as error:
        raise _problem(f"it is damaged ({error})") from None
    raise _problem("it is neither PNG nor JPEG")


def _head(width: int, height: int, space: str, rest: str) -> str:
    if not 0 < width * height <= _MAX_PIXELS:
        raise _problem(f"it is {width} by {height} pixels, and {_MAX_PIXELS:,} in all is the limit")
    return f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace{space}/BitsPerComponent 8{rest}"


def _jpeg(data: bytes) -> Picture:
    """Find the frame header (ITU-T T.81, B.2.2): baseline, extended or progressive Huffman."""
    at = 2
    while data[at] == 0xFF and data[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    if data[at] != 0xFF:
        raise _problem("it is damaged (no JPEG frame)")
    precision, height, width, channels = struct.unpack_from(">BHHB", data, at + 4)
    if precision != 8 or channels not in _SPACES:
        raise _problem("a JPEG must be 8-bit RGB or grey (CMYK is not taken)")
    return Picture(width, height, _head(width, height, _SPACES[channels], "/Filter/DCTDecode"), data)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG up to IEND; IndexError when it ends early or a checksum is wrong."""
    at = len(_PNG)
    while True:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        (check,) = struct.unpack_from(">I", data, at + 8 + size)
        if zlib.crc32(kind + body) != check:
            raise _problem("it is damaged (wrong checksum)")
        if kind == b"IEND":
            return
        yield kind, body
        at += 12 + size


def _png(data: bytes) -> Picture:
    chunks = list(_chunks(data))
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or interlace or colour not in _PNG_COLOURS or any(kind == b"tRNS" for kind, _ in chunks):
        raise _problem("this kind of PNG is not supported")
    channels = _PNG_COLOURS[colour]
    samples = b"".join(body for kind, body in chunks if kind == b"IDAT")
    space = _SPACES[channels]
    if colour >= 4:
        return _with_alpha(width, height, space, channels, samples)
    parameters = f"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors {channels}/Columns {width}>>"
    _inflate(samples, height * (width * channels + 1))
    return Picture(width, height, _head(width, height, space, parameters), samples)


def _inflate(samples: bytes, size: int) -> bytes:
    """The samples unpacked, which must be ``size`` bytes."""
    unpacked = zlib.decompressobj().decompress(samples, size + 1)
    if len(unpacked) != size:
        raise _problem("it is damaged (not the number of samples it says)")
    return unpacked


def _with_alpha(width: int, height: int, space: str, channels: int, samples: bytes) -> Picture:
    head = _head(width, height, space, "/Filter/FlateDecode")
    step = channels + 1
    pixels = _unfiltered(_inflate(samples, height * (width * step + 1)), width * step, step)
    colours = bytearray(width * height * channels)
    for channel in range(channels):
        colours[channel::channels] = pixels[channel::step]
    alpha_head = _head(width, height, "/DeviceGray", "/Filter/FlateDecode")
    mask = Picture(width, height, alpha_head, zlib.compress(pixels[channels::step]))
    return Picture(width, height, head, zlib.compress(bytes(colours)), mask)


def _unfiltered(data: bytes, row: int, step: int) -> bytes:
    """Undo PNG's filters (PNG 9.2); ``row`` and ``step`` are bytes to a line and to a pixel."""
    out, above = bytearray(), bytearray(row)
    for start in range(0, len(data), row + 1):
        line = bytearray(data[start + 1 : start + 1 + row])
        _unfilter_line(data[start], line, above, step)
        out += line
        above = line
    return bytes(out)


def _unfilter_line(kind: int, line: bytearray, above: bytearray, step: int) -> None:
    if kind > 4:
        raise _problem("it is damaged (unknown filter)")
    if kind == 0:
        return
    for at in range(len(line)):
        left = line[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        guess = (0, left, above[at], (left + above[at]) >> 1)[kind] if kind < 4 else _paeth(left, above[at], corner)
        line[at] = (line[at] + guess) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    """PNG 9.4: the neighbour nearest to left + up - corner."""
    guess = left + up - corner
    distances = (abs(guess - left), abs(guess - up), abs(guess - corner))
    return (left, up, corner)[distances.index(min(distances))]
