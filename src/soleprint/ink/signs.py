"""Signs: what single codes stand for. A letter has a code for each of its characters, so that every reader copies it.

Some readers turn right-to-left text round code by code, and with it the characters of one code; others know codes for
one character only. So each code is one character, in visual order. The widest draws the letter, the others are blank.
"""

from __future__ import annotations

import unicodedata

from msgspec import Struct

Parts = tuple[tuple[int, int, int], ...]
"""(glyph, x, y): glyphs and where their origins stand, in font units. () is a blank."""
_THIN, _STEP = 0.001, 0.12
"""Widths, in ems, of a mark and of a further character of a letter. pdf.js counts a mark as nothing wide whatever its
width, pdfminer drops what is, and Poppler takes characters nearer than a tenth for one."""
_MARKS = ("Mn", "Me", "Cf")


class Sign(Struct, frozen=True, cache_hash=True):
    """What one code draws, how far it moves the pen (font units), and the text it is."""

    parts: Parts
    advance: float
    text: str


def spelt(parts: Parts, text: str, advance: float, upem: int, rtl: bool) -> tuple[tuple[Sign, ...], tuple[Sign, ...]]:
    """A sign for each character of ``text``, from left to right, together as wide as ``advance``.

    ``text`` is in logical order; ``rtl`` says that it reads from the right. Blank marks at the right end come apart.
    """
    shares = _shares(text, round(advance), upem)
    order = range(len(text))
    drawn = max(order, key=lambda at: (shares[at], -at))
    signs, pen = [], 0
    for at in reversed(order) if rtl else order:
        moved = tuple([(glyph, x - pen, y) for glyph, x, y in parts]) if at == drawn else ()
        signs.append(Sign(moved, float(shares[at]), text[at]))
        pen += shares[at]
    end = len(signs)
    while not rtl and end > drawn + 1 and _is_mark(text[end - 1]):
        end -= 1
    return tuple(signs[:end]), tuple(signs[end:])


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in _MARKS


def _shares(text: str, width: int, upem: int) -> list[int]:
    """How a letter's width is shared among its characters: the first that is no mark has the most. Font units."""
    full = [at for at, char in enumerate(text) if not _is_mark(char)] or [0]
    thin = min(round(upem * _THIN), width // len(text))
    step = min(round(upem * _STEP), (width - thin * (len(text) - len(full))) // len(full))
    shares = [step if at in full else thin for at in range(len(text))]
    shares[full[0]] += width - sum(shares)
    return shares
