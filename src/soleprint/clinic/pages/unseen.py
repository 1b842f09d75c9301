"""Text over a picture of a page, found and copied but not seen: letters of a font that draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from soleprint.clinic.pages.characters import UNKNOWN, sound, to_cmap
from soleprint.clinic.pages.objects import Parts, Pool, Uses, number
from soleprint.clinic.pages.source import Line

_MOST = 250
"""Letters in a font."""
_WIDTH = 500
"""Of each letter, in thousandths of the size."""


def unseen(lines: Sequence[Line], pool: Pool, uses: Uses) -> str:
    """The operators that set ``lines`` where they stand; the fonts are added to ``uses``."""
    said = [(_sound(line.text), line.box) for line in lines if line.box.height > 0]
    letters = sorted({char for text, _ in said for char in text})
    codes = {char: divmod(place, _MOST) for place, char in enumerate(letters)}
    fonts = [uses.name("Font", _font(letters[start : start + _MOST], pool)) for start in range(0, len(letters), _MOST)]
    out = []
    for text, box in said:
        size, wide = box.height, len(text) * _WIDTH / 1000 * box.height
        if not text or box.width <= 0:
            continue
        out.append(f"BT {number(100 * box.width / wide)} Tz {number(box.x0)} {number(box.y0)} Td")
        for font, run in groupby((codes[char] for char in text), key=lambda code: code[0]):
            shown = "".join(f"{code + 1:02X}" for _, code in run)
            out.append(f"{fonts[font]} {number(size)} Tf <{shown}> Tj")
        out.append("ET")
    return "\n".join(out)


def _sound(text: str) -> str:
    return " ".join("".join(sound(char, "") for char in text).replace(UNKNOWN, "").split())


def _font(letters: Sequence[str], pool: Pool) -> int:
    """A Type 3 font (ISO 32000-1, 9.6.5) with these letters as its codes from 1 on."""
    texts = {bytes([code]): char for code, char in enumerate(letters, 1)}
    glyph, table = pool.deflated([], f"{_WIDTH} 0 0 0 {_WIDTH} 1000 d1".encode()), pool.deflated([], to_cmap(texts))
    last, widths = len(letters), " ".join([str(_WIDTH)] * len(letters))
    body: Parts = [
        "<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/Resources<<>>",
        f"/FontBBox[0 0 {_WIDTH} 1000]",
    ]
    body += ["/CharProcs<</a", glyph, f">>/Encoding<</Type/Encoding/Differences[1{'/a' * last}]>>"]
    return pool.add([*body, f"/FirstChar 1/LastChar {last}/Widths[{widths}]/ToUnicode", table, ">>"])
