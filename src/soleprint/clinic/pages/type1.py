"""Font programs of PostScript (Adobe Type 1 Font Format)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from soleprint.clinic.pages.cff import operand

_WIDTHS = {b"\x0d": 1, b"\x0c\x07": 2}
"""Operators that tell a width (hsbw, sbw), and which of their numbers it is."""


class Type1:
    """A program of PostScript."""

    def __init__(self, data: bytes) -> None:
        if data[:1] == b"\x80":
            data = b"".join(_blocks(data))
        clear, found, secret = data.partition(b"eexec")
        if not found:
            raise ValueError("no outlines")
        own = _decrypted(_binary(secret.lstrip(b" \t\r\n")), 55_665)
        skipped = re.search(rb"/lenIV\s+(\d+)", own)
        self._skip = int(skipped[1]) if skipped else 4
        head, _, rest = own.partition(b"/CharStrings")
        self._glyphs = {name.decode("latin-1"): code for name, code in _pieces(rest, rb"/(\S+)\s+(\d+)")}
        subrs = head.partition(b"/Subrs")[2]
        self._subrs = {int(name): code for name, code in _pieces(subrs, rb"dup\s+(\d+)\s+(\d+)")}
        if not self._glyphs:
            raise ValueError("no outlines")
        self._names = [".notdef", *(name for name in self._glyphs if name != ".notdef")]
        pairs = re.findall(rb"dup\s+(\d{1,3})\s*/([^\s/]+)\s+put", clear)
        self._coded = {int(code): name.decode("latin-1") for code, name in pairs}
        matrix = re.search(rb"/FontMatrix\s*\[\s*([-0-9.eE]+)", clear)
        self._scale = 1000 * float(matrix[1]) if matrix else 1.0

    def named(self, name: str) -> int | None:
        return self._names.index(name) if name in self._glyphs and name != ".notdef" else None

    def coded(self, letter: int) -> int | None:
        return self.named(self._coded.get(letter, ""))

    def cid(self, cid: int) -> int | None:
        return None

    def width(self, glyph: int) -> float | None:
        found = self._width(self._glyphs[self._names[glyph]], [], 0)
        if found is None:
            raise ValueError("a glyph without a width")
        return found * self._scale

    def _width(self, secret: bytes, stack: list[float], depth: int) -> float | None:
        """What the first operator says that is not about numbers: hsbw or sbw, perhaps in a subroutine (6.4)."""
        steps, at = _decrypted(secret, 4_330)[self._skip :], 0
        while at < len(steps) and depth < 10:
            if steps[at] >= 32:
                value, at = _number(steps, at)
                stack.append(value)
                continue
            operator = steps[at : at + (2 if steps[at] == 12 else 1)]
            at += len(operator)
            if operator == b"\x0a":
                found = self._width(self._subrs[int(stack.pop())], stack, depth + 1)
                if found is not None:
                    return found
            elif operator == b"\x0c\x0c":
                stack[-2:] = [stack[-2] / stack[-1]]
            elif operator in _WIDTHS:
                return stack[_WIDTHS[operator]]
            else:
                break
        return None


def _number(data: bytes, at: int) -> tuple[float, int]:
    """As in charstrings of Type 2, but that the longest is a whole number."""
    if data[at] == 255:
        return struct.unpack_from(">i", data, at + 1)[0], at + 5
    return operand(data, at)


def _blocks(data: bytes) -> Iterator[bytes]:
    at = 0
    while data[at : at + 1] == b"\x80" and data[at + 1] in (1, 2):
        size = int.from_bytes(data[at + 2 : at + 6], "little")
        yield data[at + 6 : at + 6 + size]
        at += 6 + size


def _binary(data: bytes) -> bytes:
    head = data[:8]
    if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", head):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", data)
        return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    return data


def _decrypted(data: bytes, key: int) -> bytes:
    out = bytearray()
    for byte in data:
        out.append(byte ^ (key >> 8))
        key = ((byte + key) * 52_845 + 22_719) & 0xFFFF
    return bytes(out)


def _pieces(text: bytes, named: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Binary pieces with their names; ``named`` finds the name and the length that stand before each."""
    at = 0
    pattern = re.compile(named + rb"\s+(?:RD|-\||\S+)\s")
    while match := pattern.search(text, at):
        at = match.end() + int(match[2])
        yield match[1], text[match.end() : at]
