"""A sheet of a finished PDF as a PNG picture, by PDFium."""

from __future__ import annotations

import struct
import zlib

from soleprint.errors import FileProblem

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_POINTS_PER_INCH = 72
_INCHES_PER_METRE = 1 / 0.0254
_MAX_PIXELS = 100_000_000


def write_png(pdf: bytes, sheet_index: int, dpi: float, *, greyscale: bool = False) -> bytes:
    """Sheet ``sheet_index`` (from 0) of ``pdf`` at ``dpi`` dots to the inch, as an 8-bit RGB or grey PNG.

    Raises FileProblem ``picture-too-large`` above 100 million pixels, ValueError for a sheet that is not there.
    """
    import pypdfium2  # 50 ms

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 0 <= sheet_index < len(document):
            raise ValueError(f"there is no sheet {sheet_index} in {len(document)}")
        page = document[sheet_index]
        scale = dpi / _POINTS_PER_INCH
        width, height = page.get_width() * scale, page.get_height() * scale
        if width * height > _MAX_PIXELS:
            raise FileProblem(
                f"A picture of {width:.0f} by {height:.0f} pixels is too large. Ask for fewer dots to the inch.",
                code="picture-too-large",
            )
        bitmap = page.render(scale=scale, grayscale=greyscale, rev_byteorder=True, prefer_bgrx=False)
        samples = bytes(bitmap.buffer)
        return _encode(samples, bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, dpi)
    finally:
        document.close()


def _encode(samples: bytes, width: int, height: int, stride: int, channels: int, dpi: float) -> bytes:
    """PNG (ISO/IEC 15948) of 1 or 3 channels; ``stride`` is bytes from line to line."""
    rows = range(0, height * stride, stride)
    lines = b"".join([b"\0" + samples[start : start + width * channels] for start in rows])
    per_metre = round(dpi * _INCHES_PER_METRE)
    header = struct.pack(">IIBBBBB", width, height, 8, {1: 0, 3: 2}[channels], 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"sRGB", b"\0"),
        (b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        (b"IDAT", zlib.compress(lines)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
