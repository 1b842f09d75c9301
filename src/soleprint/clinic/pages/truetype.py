"""Font programs in an sfnt: TrueType, and OpenType with compact outlines (ISO/IEC 14496-22)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

Cmap = dict[int, int]
"""Character, or code -> glyph."""
_NEEDED = (b"glyf", b"loca", b"hmtx", b"head", b"CFF ")


def tables_of(data: bytes) -> dict[bytes, bytes]:
    """The tables of an sfnt."""
    if data[:4] == b"ttcf":
        raise ValueError("a collection")
    found = {}
    for at in range(12, 12 + 16 * int.from_bytes(data[4:6]), 16):
        tag, _, start, size = struct.unpack_from(">4sIII", data, at)
        found[tag] = data[start : start + size]
        if tag in _NEEDED and len(found[tag]) < size:
            raise ValueError("a font that is cut off")
    return found


class TrueType:
    """A program with outlines in ``glyf``."""

    def __init__(self, data: bytes) -> None:
        tables = tables_of(data)
        (self._em,) = struct.unpack_from(">H", tables[b"head"], 18)
        (self._count,) = struct.unpack_from(">H", tables[b"maxp"], 4)
        (self._wide,) = struct.unpack_from(">H", tables[b"hhea"], 34)
        self._widths = tables[b"hmtx"]
        if not self._em or not self._wide or b"glyf" not in tables or b"loca" not in tables:
            raise ValueError("no outlines")
        self.maps = dict(_cmaps(tables[b"cmap"])) if b"cmap" in tables else {}

    def named(self, name: str) -> int | None:
        return None

    def coded(self, letter: int) -> int | None:
        """For a symbolic font (9.6.6.4): by its symbols, else as on a Macintosh."""
        symbols, roman = self.maps.get((3, 0), {}), self.maps.get((1, 0), {})
        found = [
            table[char]
            for table, char in ((symbols, letter), (symbols, 0xF000 + letter), (roman, letter))
            if char in table
        ]
        return found[0] if found else None

    def cid(self, cid: int) -> int | None:
        return cid

    def width(self, glyph: int) -> float | None:
        if not 0 < glyph < self._count:
            return None
        (units,) = struct.unpack_from(">H", self._widths, 4 * min(glyph, self._wide - 1))
        return float(units * 1000 / self._em)


def _cmaps(table: bytes) -> Iterator[tuple[tuple[int, int], Cmap]]:
    for at in range(4, 4 + 8 * int.from_bytes(table[2:4]), 8):
        platform, encoding, start = struct.unpack_from(">HHI", table, at)
        yield (platform, encoding), _cmap(table[start:])


def _cmap(table: bytes) -> Cmap:
    """A table of one of the formats that PDF knows of: 0, 4 and 6. No characters for others."""
    kind = int.from_bytes(table[:2])
    if kind == 0:
        return dict(enumerate(table[6:262]))
    if kind == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        return dict(enumerate(struct.unpack_from(f">{count}H", table, 10), first))
    return dict(_segments(table)) if kind == 4 else {}


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    size = int.from_bytes(table[6:8])
    ends, starts = 14, 16 + size
    for at in range(0, size, 2):
        (end,) = struct.unpack_from(">H", table, ends + at)
        (start,) = struct.unpack_from(">H", table, starts + at)
        (delta,) = struct.unpack_from(">H", table, starts + size + at)
        place = starts + 2 * size + at
        (offset,) = struct.unpack_from(">H", table, place)
        for char in range(start, end + 1):
            glyph = char
            if offset:
                where = place + offset + 2 * (char - start)
                glyph = int.from_bytes(table[where : where + 2])
            if glyph or not offset:
                yield char, (glyph + delta) & 0xFFFF
