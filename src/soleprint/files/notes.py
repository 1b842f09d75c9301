"""What cameras and programs write into pictures beside the samples: date, place, names, a small copy. It goes out."""

from __future__ import annotations

from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_NOTES = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
"""Chunks (PNG, third edition, 11.3) that say something of the picture and change none of its samples."""
_JPEG_NOTES = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
"""Segments (T.81, B.2.4.6; APP0 says how large samples are, APP14 how colours are kept) of programs, and comments."""
_SCAN, _ALONE = 0xDA, frozenset({0x01, *range(0xD0, 0xDA)})
"""The segment that samples follow, and markers without a length."""


def without_notes(data: bytes) -> bytes:
    """A sound PNG or JPEG file without notes; its samples, and how they are packed, are the same."""
    return b"".join(_chunks(data) if data.startswith(_PNG) else _segments(data))


def _chunks(data: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in _PNG_NOTES:
            yield data[at:end]
        at = end


def _segments(data: bytes) -> Iterator[bytes]:
    at = 0
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:
        marker = data[at + 1]
        # Any number of FF may stand before a marker.
        size = 1 if marker == 0xFF else 2 if marker in _ALONE else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker not in _JPEG_NOTES:
            yield data[at : at + size]
        at += size
    yield data[at:]
