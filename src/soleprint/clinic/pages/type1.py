"""Font programs of PostScript (Adobe Type 1 Font Format)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from soleprint.clinic.pages.cff import operand


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
        self._glyphs = dict(_charstrings(own))
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
        steps = _decrypted(self._glyphs[self._names[glyph]], 4_330)[self._skip :]
        stack: list[float] = []
        at = 0
        while at < len(steps):
            if steps[at] >= 32:
                value, at = _number(steps, at)
                stack.append(value)
            elif steps[at] == 13:
                return stack[1] * self._scale
            elif steps[at : at + 2] == b"\x0c\x0c":
                stack[-2:] = [stack[-2] / stack[-1]]
                at += 2
            elif steps[at : at + 2] == b"\x0c\x07":
                return stack[2] * self._scale
            else:
                break
        raise ValueError("a glyph without a width")


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


def _charstrings(own: bytes) -> Iterator[tuple[str, bytes]]:
    _, _, rest = own.partition(b"/CharStrings")
    at = 0
    pattern = re.compile(rb"/(\S+)\s+(\d+)\s+(?:RD|-\||\S+)\s")
    while match := pattern.search(rest, at):
        size = int(match[2])
        yield match[1].decode("latin-1"), rest[match.end() : match.end() + size]
        at = match.end() + size
