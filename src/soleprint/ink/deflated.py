"""Templates that are compressed once: of a text that differs from copy to copy in a few digits, only those are changed.

The digits are compressed as characters that are nowhere else in the text, with the fixed Huffman codes (RFC 1951,
3.2.6), in which these and all digits have eight bits. Wherever one was written for itself, and not as a part of what
was there before, its bits are changed to those of the digit: the rest of the stream refers to them and stays as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

_MARKS = bytes([*range(1, 9), *range(14, 32)])
"""Control characters that no text of ours has."""
_REVERSED = [int(f"{0x30 + byte:08b}"[::-1], 2) for byte in range(144)]
"""The code of each literal, as it lies in the stream: the first bit lowest."""
_LENGTH_BITS = (*[0] * 8, *[bits for bits in range(1, 6) for _ in range(4)], 0)
"""Further bits after each code of a length, from 257 on."""
_DISTANCE_BITS = (*[0] * 4, *[bits for bits in range(1, 14) for _ in range(2)])
_LEVEL, _WINDOW, _MEMORY = 1, 13, 6
"""How other streams are compressed. A higher level takes twice as long and gains a fifth; with the 256 kB that ``zlib``
usually takes, and not 64, most of the time goes into getting them."""


def deflated(data: bytes) -> bytes:
    """A compressed stream."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY)
    return packer.compress(data) + packer.flush()


class Deflated:
    """A piece of a compressed stream. In ``text`` the keys of ``digits`` stand for as many digits, new in each copy."""

    def __init__(self, text: bytes, digits: Mapping[bytes, int]) -> None:
        if sum(digits.values()) > len(_MARKS):
            raise ValueError("too many digits")
        marks, at = dict[int, tuple[bytes, int]](), 0
        for key, count in digits.items():
            text = text.replace(key, _MARKS[at : at + count])
            marks |= {_MARKS[at + place]: (key, place) for place in range(count)}
            at += count
        packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_FIXED)
        self._data = packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH)
        found = [(bit, literal) for bit, literal in _literals(self._data) if literal in marks]
        self._places = [(*divmod(bit, 8), _REVERSED[literal], *marks[literal]) for bit, literal in found]

    def at(self, digits: Mapping[bytes, bytes]) -> bytes:
        """The piece with these digits. It ends at a whole byte, and does not end the stream."""
        data = bytearray(self._data)
        for byte, bit, mark, key, place in self._places:
            change = (mark ^ _REVERSED[digits[key][place]]) << bit
            data[byte] ^= change & 0xFF
            if change > 0xFF:
                data[byte + 1] ^= change >> 8
        return bytes(data)


def joined(pieces: list[bytes], last: bytes, text: bytes) -> bytes:
    """A stream of pieces, and of ``last``, which is not compressed yet; ``text`` is all that it says."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -_WINDOW, _MEMORY)
    end = packer.compress(last) + packer.flush()
    return b"".join((b"\x78\x01", *pieces, end, zlib.adler32(text).to_bytes(4, "big")))


def stored(text: bytes) -> bytes:
    """A piece that is not compressed, of less than 64 kB."""
    size = len(text)
    return b"\0" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + text


def _literals(data: bytes) -> Iterator[tuple[int, int]]:
    """The characters that a stream of blocks with fixed codes has as such, with the bit that each begins at."""
    bits = f"{int.from_bytes(data, 'little'):0{8 * len(data)}b}"[::-1]
    at = 0
    while at < len(bits):
        kind, at = bits[at + 1 : at + 3], at + 3
        if kind == "00":  # what a flush ends with: nothing, up to a whole byte
            at = -(-at // 8) * 8 + 32
            continue
        if kind != "10":
            raise ValueError("a block with codes of its own")
        while True:
            symbol, size = _SYMBOLS[bits[at : at + 7]] if bits[at : at + 7] in _SYMBOLS else _longer(bits, at)
            if symbol < 256:
                yield at, symbol
            at += size
            if symbol == 256:
                break
            if symbol > 256:
                at += _LENGTH_BITS[symbol - 257]
                at += 5 + _DISTANCE_BITS[int(bits[at : at + 5], 2)]


def _longer(bits: str, at: int) -> tuple[int, int]:
    eight = bits[at : at + 8]
    return _SYMBOLS[eight] if eight in _SYMBOLS else _SYMBOLS[bits[at : at + 9]]


def _codes() -> Iterator[tuple[str, tuple[int, int]]]:
    """Each literal and length by its code (RFC 1951, 3.2.6), with how many bits that has."""
    ranges = ((256, 280, 0b0000000, 7), (0, 144, 0b00110000, 8), (280, 288, 0b11000000, 8), (144, 256, 0b110010000, 9))
    for low, high, code, size in ranges:
        for symbol in range(low, high):
            yield f"{code + symbol - low:0{size}b}", (symbol, size)


_SYMBOLS = dict(_codes())
