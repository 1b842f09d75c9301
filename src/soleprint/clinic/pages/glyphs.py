"""Whether the glyphs that texts show are in their fonts, and as wide as the file says (PDF/A-2, 6.2.11.4, 6.2.11.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pypdf.generic import StreamObject

from soleprint.clinic.pages.characters import character, glyph_codes
from soleprint.clinic.pages.glyphnames import glyph_name
from soleprint.clinic.pages.objects import Unkept, at
from soleprint.clinic.pages.programs import BROKEN, Program
from soleprint.clinic.pages.truetype import TrueType

_OFF = 1.5
"""Thousandths of the size that a width may be off; the standard says 1, and leaves open how it is rounded."""


class Glyphs:
    """The glyphs of a font. ``wide``: its codes are CIDs."""

    def __init__(self, font: Any, own: Any, program: Program, called: str, wide: bool, symbolic: bool) -> None:
        """``own`` is the dictionary with the descriptor."""
        self._font, self._program, self._called, self._wide = font, program, called, wide
        table = at(own, "/CIDToGIDMap")
        self._table = table.get_data() if isinstance(table, StreamObject) else None
        self._names: Mapping[int, str] = {} if wide else glyph_codes(font)
        self._symbolic = symbolic

    def check(self, letter: int, told: float) -> None:
        """Raises Unkept where the glyph of a letter is not there, or its width is not ``told`` (of a size of 1000)."""
        try:
            glyph = self._cid(letter) if self._wide else self._simple(letter)
            width = self._program.width(glyph) if glyph else None
        except BROKEN:
            raise Unkept(f"the font {self._called}, which is damaged") from None
        if width is None:
            raise Unkept(f"the font {self._called}, which lacks letters that are used")
        if abs(width - told) > _OFF:
            raise Unkept(f"the font {self._called}, whose letters are not as wide as the file says")

    def _cid(self, cid: int) -> int | None:
        if self._table is not None:
            return int.from_bytes(self._table[2 * cid : 2 * cid + 2])
        return self._program.cid(cid)

    def _simple(self, letter: int) -> int | None:
        if isinstance(self._program, TrueType):
            return self._outlined(self._program, letter)
        name = self._names.get(letter)
        own = self._program.coded(letter) if name is None else None
        return self._program.named(name or glyph_name(chr(letter))) if own is None else own

    def _outlined(self, program: TrueType, letter: int) -> int | None:
        """The glyph of TrueType (9.6.6.4): by its own table, or by the character of its name."""
        if self._symbolic:
            return program.coded(letter)
        char = character(self._names.get(letter, ""))
        unicode = program.maps.get((3, 1), {})
        if len(char) == 1 and ord(char) in unicode:
            return unicode[ord(char)]
        return program.coded(letter)
