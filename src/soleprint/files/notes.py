"""What cameras and programs write into pictures beside the samples: date, place, names, a small copy. It goes out.

So does what stands behind a picture's end: a second picture, or the film of a photo that moves, with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_NOTES = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
"""Chunks (PNG, third edition, 11.3) that say something of the picture and change none of its samples."""
_JPEG_NOTES = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
"""Segments (T.81, B.2.4.6; APP0 says how large samples are, APP14 how colours are kept) of programs, and comments."""
_FILL, _END, _SCAN = 0xFF, 0xD9, 0xDA
"""Any number of the first may stand before a marker; the last is of the segment that samples follow."""
_ALONE = frozenset({0x01, *range(0xD0, 0xDA)})
"""Markers without a length."""
_AFTER_SAMPLES = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""A marker that ends samples: in these FF is followed by 0, or is a restart (T.81, B.1.1.5)."""


def without_notes(data: bytes) -> bytes:
    """A sound PNG or JPEG file without notes; its samples, and how they are packed, are the same."""
    return b"".join(_chunks(data) if data.startswith(_PNG) else _segments(data))


def _chunks(data: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if kind not in _PNG_NOTES:
            yield data[at:end]
        at = len(data) if kind == b"IEND" else end


def _segments(data: bytes) -> Iterator[bytes]:
    at, marker = 0, 0
    while marker != _END and at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        end = at + _size(data, at)
        if marker not in _JPEG_NOTES:
            yield data[at:end]
        at = end
    if marker != _END:
        yield data[at:]


def _size(data: bytes, at: int) -> int:
    """Bytes of the segment that begins at ``at``, with the samples behind it."""
    marker = data[at + 1]
    if marker == _FILL:
        return 1
    if marker in _ALONE:
        return 2
    size = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    if marker != _SCAN:
        return size
    after = _AFTER_SAMPLES.search(data, at + size)
    return (after.start() if after else len(data)) - at
