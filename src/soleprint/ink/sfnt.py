"""The table directory of a TrueType font file (OpenType, "Organization of an OpenType font")."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SUM = 0xB1B0AFBA
"""What ``head.checkSumAdjustment`` makes the sum of the whole file."""


def read_tables(font: bytes) -> dict[bytes, bytes]:
    """The font's tables by tag."""
    (count,) = struct.unpack_from(">H", font, 4)
    entries = [struct.unpack_from(">4s3I", font, 12 + 16 * number) for number in range(count)]
    return {tag: font[start : start + length] for tag, _, start, length in entries}


def write_font(version: bytes, tables: Mapping[bytes, bytes]) -> bytes:
    """A font file of ``tables``, ``head`` among them, with their sums."""
    power = len(tables).bit_length() - 1
    directory = struct.pack(">4s4H", version, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    start = len(directory) + 16 * len(tables)
    body, head, total = b"", 0, 0
    for tag, table in sorted(tables.items()):
        data = table
        if tag == b"head":
            data, head = table[:8] + bytes(4) + table[12:], start + len(body)
        padded = data + bytes(-len(data) % 4)
        total += (own := _sum(padded))
        directory += struct.pack(">4s3I", tag, own, start + len(body), len(data))
        body += padded
    font = bytearray(directory + body)
    struct.pack_into(">I", font, head + 8, (_SUM - total - _sum(directory)) & 0xFFFFFFFF)
    return bytes(font)


def _sum(data: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(data) // 4}I", data))
    return total & 0xFFFFFFFF
