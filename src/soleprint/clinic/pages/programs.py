"""Font programs: which glyphs are in one, and how wide they are (ISO 32000-1, 9.9).

PDF/A wants every glyph that is shown to be there, and as wide as the font's dictionary says.
"""

from __future__ import annotations

import struct
from typing import Protocol

from soleprint.clinic.pages.cff import Cff
from soleprint.clinic.pages.truetype import TrueType, tables_of
from soleprint.clinic.pages.type1 import Type1

BROKEN = (ValueError, IndexError, KeyError, struct.error, RecursionError, StopIteration, ZeroDivisionError)
"""What reading a font program that is broken can end in."""


class Program(Protocol):
    """A font program that was read."""

    def named(self, name: str) -> int | None:
        """The glyph with a name."""

    def coded(self, letter: int) -> int | None:
        """The glyph that the program itself gives a letter of one byte."""

    def cid(self, cid: int) -> int | None:
        """The glyph that a CID stands for where nothing else says so."""

    def width(self, glyph: int) -> float | None:
        """How wide a glyph is, in thousandths of the size; None for one that is not there."""


def read_program(data: bytes) -> tuple[Program, str]:
    """The program in a font file, and its kind: ``Type1``, ``TrueType``, ``CFF`` or ``OpenType``.

    Raises one of ``BROKEN`` for another and for a broken one.
    """
    if data[:4] == b"OTTO":
        return Cff(tables_of(data)[b"CFF "]), "OpenType"
    if data[:4] in (b"\0\1\0\0", b"true"):
        return TrueType(data), "TrueType"
    if data[:1] == b"\1" and data[1:2] <= b"\5":
        return Cff(data), "CFF"
    if data.lstrip()[:2] == b"%!" or data[:1] == b"\x80":
        return Type1(data), "Type1"
    raise ValueError("no known kind of font")
