"""The sRGB colour profile for the output intent, made from its definition: no file to ship, no date inside.

Format: ICC.1:2010 (version 4.3). Colourants are those of IEC 61966-2-1 adapted to D50.
"""

from __future__ import annotations

import struct
from functools import cache

_PCS_WHITE = (0.9642, 1.0, 0.8249)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_HEADER_SIZE = 128


def _fixed(*values: float) -> bytes:
    """s15Fixed16Number (4.6)."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _text(text: str) -> bytes:
    """multiLocalizedUnicodeType (10.13) with one English record."""
    encoded = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28) + encoded


def _tags() -> list[tuple[bytes, bytes]]:
    curve = b"para\0\0\0\0\0\3\0\0" + _fixed(*_CURVE)
    colours = {b"wtpt": _PCS_WHITE, b"rXYZ": _RED, b"gXYZ": _GREEN, b"bXYZ": _BLUE}
    return [
        (b"desc", _text("sRGB")),
        (b"cprt", _text("CC0")),
        (b"chad", b"sf32\0\0\0\0" + _fixed(*_ADAPTATION)),
        *((tag, b"XYZ \0\0\0\0" + _fixed(*xyz)) for tag, xyz in colours.items()),
        *((tag, curve) for tag in (b"rTRC", b"gTRC", b"bTRC")),
    ]


def _header(size: int) -> bytes:
    """The profile header (7.2): version 4.2, display device, RGB to XYZ, 2000-01-01."""
    fields = (size, b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ", 2000, 1, 1, 0, 0, 0, b"acsp")
    head = struct.pack(">I4sI4s4s4s6H4s", *fields).ljust(68, b"\0") + _fixed(*_PCS_WHITE)
    return head.ljust(_HEADER_SIZE, b"\0")


@cache
def srgb_profile() -> bytes:
    """An sRGB display profile, 480 bytes, the same on every call and machine."""
    tags = _tags()
    start = _HEADER_SIZE + 4 + 12 * len(tags)
    index, body, seen = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    for signature, data in tags:
        if data not in seen:
            seen[data] = start + len(body)
            body += data.ljust(-(-len(data) // 4) * 4, b"\0")
        index += signature + struct.pack(">II", seen[data], len(data))
    return _header(start + len(body)) + index + body
