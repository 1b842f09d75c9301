"""Numbers of glyphs (CIDs) in a CFF font (Adobe Technical Note 5176, "The Compact Font Format Specification")."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

_ESCAPE, _SHORT, _LONG, _REAL = 12, 28, 29, 30
_ROS = (_ESCAPE << 8) | 30
"""The operator that a CID-keyed font's Top DICT begins with (section 18)."""
_CHARSET = 15


def with_cids(font: bytes, cids: Sequence[int]) -> bytes | None:
    """A CID-keyed CFF font with its glyphs numbered anew: ``cids`` are those of all glyphs but the first, which is 0.

    So codes can be CIDs, and need no CMap of the document's own, which some readers do not follow. None where glyphs
    have names instead of CIDs (section 13), and where the place of the numbers is not written as HarfBuzz does.
    """
    operators = list(_operators(font, *_first_item(font, _index_end(font, font[2]))))
    charset = next((at for operator, at in operators if operator == _CHARSET), None)
    if not operators or operators[0][0] != _ROS or charset is None or font[charset] != _LONG:
        return None
    numbers = struct.pack(f">B{len(cids)}H", 0, *cids)
    return font[: charset + 1] + struct.pack(">I", len(font)) + font[charset + 5 :] + numbers


def _operators(font: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """The operators of the DICT from ``at`` to ``end`` (section 4), and where the last operand of each is."""
    operand = at
    while at < end:
        kind = font[at]
        if kind <= 21:
            size = 2 if kind == _ESCAPE else 1
            yield (int.from_bytes(font[at : at + size], "big"), operand)
        else:
            operand, size = at, _operand_size(font, at)
        at += size


def _operand_size(font: bytes, at: int) -> int:
    kind = font[at]
    if kind != _REAL:
        return {_SHORT: 3, _LONG: 5}.get(kind, 1 if kind < 247 else 2)
    end = at + 1
    while font[end] & 15 != 15 and font[end] >> 4 != 15:
        end += 1
    return end + 1 - at


def _index(font: bytes, at: int) -> tuple[int, int, int]:
    """The INDEX at ``at`` (section 5): how many items, the size of its offsets, and where its data starts, less 1."""
    count, size = struct.unpack_from(">HB", font, at)
    return count, size, at + 2 + size * (count + 1)


def _first_item(font: bytes, at: int) -> tuple[int, int]:
    """Where the first item of an INDEX starts and ends."""
    _, size, base = _index(font, at)
    return base + 1, base + int.from_bytes(font[at + 3 + size : at + 3 + 2 * size], "big")


def _index_end(font: bytes, at: int) -> int:
    """Where an INDEX with items ends."""
    count, size, base = _index(font, at)
    return base + int.from_bytes(font[at + 3 + size * count : at + 3 + size * (count + 1)], "big")
