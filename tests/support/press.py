"""A CMYK profile to test with, made from a simple model of a press: nothing that anybody should print by.

Inks multiply the light that paper reflects; a colour is cyan, magenta and yellow less half of what they share, which is
black. Tables are those of ICC.1:2010, 10.8 (lut16Type), with identity curves.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from functools import cache
from itertools import product

WHITE = (0.9642, 1.0, 0.8249)
INKS = {"c": (0.22, 0.55, 0.90), "m": (0.80, 0.22, 0.45), "y": (0.95, 0.90, 0.16), "k": (0.04, 0.04, 0.04)}
"""How much red, green and blue light a solid ink lets through."""
GRID = 9


@cache
def profile() -> bytes:
    tags = {
        b"desc": _text("soleprint test press"),
        b"cprt": _text("CC0"),
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in WHITE),
        b"A2B0": _table(4, 3, 5, lambda cmyk: _to_lab(_light(cmyk))),
        b"B2A0": _table(3, 4, GRID, _separated),
    }
    start = 132 + 12 * (len(tags) + 4)
    index, body = b"", b""
    for name, data in tags.items():
        names = (name, name[:3] + b"1", name[:3] + b"2") if name[:3] in (b"A2B", b"B2A") else (name,)
        for each in names:
            index += struct.pack(">4sII", each, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I4sI4s4s4s6H4s", start + len(body), b"", 0x02400000, b"prtr", b"CMYK", b"Lab ", 2000, 1, 1,
                       0, 0, 0, b"acsp").ljust(68, b"\0")  # fmt: skip
    head += b"".join(struct.pack(">i", round(value * 65536)) for value in WHITE)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags) + 4) + index + body


def _text(words: str) -> bytes:
    ascii_ = words.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_)) + ascii_ + bytes(79)


def _table(inputs: int, outputs: int, grid: int, function: Callable[[Sequence[float]], Sequence[float]]) -> bytes:
    identity = struct.pack(">9i", *(65536 if n % 4 == 0 else 0 for n in range(9)))
    head = struct.pack(">4sIBBBB", b"mft2", 0, inputs, outputs, grid, 0) + identity + struct.pack(">HH", 2, 2)
    values = [
        round(min(1.0, max(0.0, value)) * 65535)
        for place in product(range(grid), repeat=inputs)
        for value in function([step / (grid - 1) for step in place])
    ]
    line = struct.pack(">2H", 0, 65535)
    return head + line * inputs + struct.pack(f">{len(values)}H", *values) + line * outputs


def _light(cmyk: Sequence[float]) -> list[float]:
    """The red, green and blue light that inks leave, linear."""
    light = [1.0, 1.0, 1.0]
    for amount, through in zip(cmyk, INKS.values(), strict=True):
        light = [each * (1 - amount + amount * share) for each, share in zip(light, through, strict=True)]
    return light


TO_XYZ = ((0.4361, 0.3851, 0.1431), (0.2225, 0.7169, 0.0606), (0.0139, 0.0971, 0.7141))
TO_RGB = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))
"""Linear sRGB to XYZ (D50), and back."""


def _times(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix]


def _to_lab(rgb: Sequence[float]) -> list[float]:
    """Lab (D50) as lut16 holds it, from linear sRGB."""
    shares = [value / white for value, white in zip(_times(TO_XYZ, rgb), WHITE, strict=True)]
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in shares)
    lightness, a, b = 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
    return [lightness * 652.8 / 65535, (a + 128) * 256 / 65535, (b + 128) * 256 / 65535]


def _separated(lab: Sequence[float]) -> list[float]:
    lightness, a, b = lab[0] * 65535 / 652.8, lab[1] * 65535 / 256 - 128, lab[2] * 65535 / 256 - 128
    fy = (lightness + 16) / 116
    roots = zip((fy + a / 500, fy, fy - b / 200), WHITE, strict=True)
    xyz = [white * (f**3 if f > 6 / 29 else (116 * f - 16) * 27 / 24389) for f, white in roots]
    cmy = [1 - min(1.0, max(0.0, value)) ** 0.6 for value in _times(TO_RGB, xyz)]
    black = 0.5 * min(cmy)
    return [*(value - 0.4 * black for value in cmy), black]
