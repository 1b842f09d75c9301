"""Font programs of compact outlines (Adobe Technical Note 5176), with charstrings of Type 2 (5177)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise

from soleprint.clinic.pages.glyphnames import STANDARD, STRINGS

_END, _ROS, _MATRIX = 14, (12, 30), (12, 7)
_CHARSET, _ENCODING, _CHARSTRINGS, _PRIVATE, _FDARRAY, _FDSELECT = (15,), (16,), (17,), (18,), (12, 36), (12, 37)
_SUBRS, _DEFAULT, _NOMINAL = (19,), (20,), (21,)
Dict = Mapping[tuple[int, ...], list[float]]


class Cff:
    """A program of compact outlines."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        _, at = _index(data, data[2])
        tops, at = _index(data, at)
        self._strings, at = _index(data, at)
        self._subrs, _ = _index(data, at)
        top = _dict(tops[0])
        self.keyed = _ROS in top
        self._glyphs, _ = _index(data, int(top[_CHARSTRINGS][0]))
        self._charset = self._names(int(top.get(_CHARSET, [0])[0]))
        self._select: list[int] = []
        if not self.keyed:
            self._own = [self._private(top)]
        else:
            self._own = [self._private(_dict(each)) for each in _index(data, int(top[_FDARRAY][0]))[0]]
            self._select = self._fonts(int(top[_FDSELECT][0]))
        self._scale = 1000 * top.get(_MATRIX, [0.001])[0]
        self._coded = {} if self.keyed else self._encoding(int(top.get(_ENCODING, [0])[0]))

    def _private(self, holder: Dict) -> tuple[float, float, list[bytes]]:
        """The usual width, what others are given from, and subroutines."""
        size, start = (int(value) for value in holder[_PRIVATE])
        own = _dict(self._data[start : start + size])
        subrs = _index(self._data, start + int(own[_SUBRS][0]))[0] if _SUBRS in own else []
        return own.get(_DEFAULT, [0.0])[0], own.get(_NOMINAL, [0.0])[0], subrs

    def _names(self, at: int) -> list[int]:
        """The string, or the CID, of each glyph (section 13)."""
        count, data = len(self._glyphs), self._data
        if at < 3:
            return list(range(count))
        kind, at, found = data[at], at + 1, [0]
        while len(found) < count:
            (first,) = struct.unpack_from(">H", data, at)
            left = 0 if kind == 0 else int.from_bytes(data[at + 2 : at + 2 + kind])
            found += range(first, first + left + 1)
            at += 2 + kind
        return found[:count]

    def _fonts(self, at: int) -> list[int]:
        """Which font each glyph is of (section 19)."""
        data, count = self._data, len(self._glyphs)
        if data[at] == 0:
            return list(data[at + 1 : at + 1 + count])
        found: list[int] = []
        for place in range(int.from_bytes(data[at + 1 : at + 3])):
            _, font, following = struct.unpack_from(">HBH", data, at + 3 + 3 * place)
            found += [font] * (min(following, count) - len(found))
        return found

    def _encoding(self, at: int) -> dict[int, int]:
        """Code -> glyph (section 12); of a standard encoding, nothing: its names are known elsewhere."""
        data, found = self._data, dict[int, int]()
        if at < 2:
            return found
        kind, count, at = data[at] & 0x7F, data[at + 1], at + 2
        if kind == 0:
            return {code: glyph for glyph, code in enumerate(data[at : at + count], 1)}
        glyph = 1
        for first, left in struct.iter_unpack(">BB", data[at : at + 2 * count]):
            found |= {first + more: glyph + more for more in range(left + 1)}
            glyph += left + 1
        return found

    def named(self, name: str) -> int | None:
        string = STANDARD.get(name)
        if string is None and name.encode("latin-1", "replace") in self._strings:
            string = STRINGS + self._strings.index(name.encode("latin-1"))
        return self._charset.index(string) if string in self._charset else None

    def coded(self, letter: int) -> int | None:
        return self._coded.get(letter)

    def cid(self, cid: int) -> int | None:
        if not self.keyed:
            return cid
        return self._charset.index(cid) if cid in self._charset else None

    def width(self, glyph: int) -> float | None:
        if not 0 < glyph < len(self._glyphs):
            return None
        usual, base, subrs = self._own[self._select[glyph] if self._select else 0]
        given = _Charstring(self._subrs, subrs).width(self._glyphs[glyph])
        return (usual if given is None else base + given) * self._scale


class _Done(Exception):
    """The width is known; None: it is the usual one."""


class _Charstring:
    """What a charstring of Type 2 says of its width: a number too many before the first operator that draws."""

    def __init__(self, common: list[bytes], own: list[bytes]) -> None:
        self._common, self._own = common, own
        self._stack: list[float] = []
        self._found: float | None = None

    def width(self, steps: bytes) -> float | None:
        with suppress(_Done):
            self._run(steps, 0)
        return self._found

    def _run(self, steps: bytes, depth: int) -> None:
        at = 0
        while at < len(steps):
            first = steps[at]
            if first >= 32 or first == 28:
                value, at = operand(steps, at)
                self._stack.append(value)
                continue
            at += 1
            if first == 11:
                return
            if first in (10, 29) and depth < 10:
                several = self._own if first == 10 else self._common
                bias = 107 if len(several) < 1240 else 1131 if len(several) < 33_900 else 32_768
                self._run(several[int(self._stack.pop()) + bias], depth + 1)
                continue
            self._settle(first)

    def _settle(self, operator: int) -> None:
        usual = {21: 2, 4: 1, 22: 1, _END: 0}.get(operator)
        count = len(self._stack)
        more = count % 2 == 1 if usual is None else count > usual and not (operator == _END and count == 4)
        self._found = self._stack[0] if more else None
        raise _Done


def operand(data: bytes, at: int) -> tuple[float, int]:
    """A number of a charstring, and where it ends."""
    first = data[at]
    if first == 28:
        return struct.unpack_from(">h", data, at + 1)[0], at + 3
    if first < 247:
        return first - 139, at + 1
    if first < 251:
        return (first - 247) * 256 + data[at + 1] + 108, at + 2
    if first < 255:
        return -(first - 251) * 256 - data[at + 1] - 108, at + 2
    return struct.unpack_from(">i", data, at + 1)[0] / 65_536, at + 5


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The items of an INDEX (section 5), and where it ends."""
    count = int.from_bytes(data[at : at + 2])
    if not count:
        return [], at + 2
    size = data[at + 2]
    marks = [at + 3 + place * size for place in range(count + 2)]
    offsets = [int.from_bytes(data[low:high]) for low, high in pairwise(marks)]
    start = at + 2 + (count + 1) * size
    return [data[start + low : start + high] for low, high in pairwise(offsets)], start + offsets[-1]


def _dict(data: bytes) -> Dict:
    """The operators of a DICT (section 4) with their operands."""
    found: dict[tuple[int, ...], list[float]] = {}
    stack: list[float] = []
    at = 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            size = 2 if first == 12 else 1
            found[tuple(data[at : at + size])], stack = stack, []
            at += size
        elif first == 30:
            end = next(place for place in range(at + 1, len(data)) if data[place] & 15 == 15 or data[place] >> 4 == 15)
            stack.append(_real(data[at + 1 : end + 1]))
            at = end + 1
        elif first == 29:
            stack.append(struct.unpack_from(">i", data, at + 1)[0])
            at += 5
        else:
            value, at = operand(data, at)
            stack.append(value)
    return found


def _real(data: bytes) -> float:
    digits = "".join("0123456789.EE -"[nibble] + ("-" if nibble == 12 else "") for byte in data
                     for nibble in (byte >> 4, byte & 15) if nibble != 15)  # fmt: skip
    return float(digits)
