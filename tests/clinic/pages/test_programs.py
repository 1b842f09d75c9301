"""What is read in font programs, held against what other readers say."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import fontpkg_noto_sans
import pytest
import uharfbuzz

from soleprint.clinic.pages.programs import BROKEN, read_program
from soleprint.clinic.pages.truetype import TrueType, tables_of
from soleprint.text import fonts


@cache
def noto() -> bytes:
    return next(Path(fontpkg_noto_sans.__file__).parent.rglob("NotoSans[[]*.ttf")).read_bytes()


def test_glyphs_of_truetype_are_those_that_harfbuzz_finds() -> None:
    program, kind = read_program(noto())
    assert kind == "TrueType"
    assert isinstance(program, TrueType)
    font = uharfbuzz.Font(uharfbuzz.Face(noto()))
    for char in "Aaßé—":
        glyph = font.get_nominal_glyph(ord(char))
        assert program.maps[3, 1][ord(char)] == glyph
        assert program.width(glyph) == pytest.approx(font.get_glyph_h_advance(glyph), abs=0.01)
    assert program.width(0) is None
    assert program.width(65_000) is None


def test_glyphs_of_compact_outlines_are_as_wide_as_their_font_says() -> None:
    """A font whose glyphs have numbers, as soleprint embeds it for Chinese and Japanese."""
    (family,) = [each for each in fonts.library(())._package if each.name == "Noto Sans CJK JP"]
    face = family.face(fonts.FontStyle(400, 100))
    glyphs = [face.glyph(char) for char in "足A.力"]
    subset = face.subset(frozenset(glyphs))
    program, kind = read_program(subset.data)
    assert (kind, subset.is_cff) == ("CFF", True)
    for glyph in glyphs:
        assert program.width(subset.glyph_map[glyph]) == pytest.approx(face.advance(glyph) * 1000 / face.upem, abs=0.6)


@pytest.mark.parametrize("kind", [0, 6])
def test_tables_of_other_formats_are_read(kind: int) -> None:
    """A font with no table of characters but one of this format."""
    glyphs = bytes(range(256))
    lines = {0: struct.pack(">HHH", 0, 262, 0) + glyphs, 6: struct.pack(">HHHHH3H", 6, 16, 0, 65, 3, 7, 8, 9)}
    table = struct.pack(">HHHHI", 0, 1, 1, 0, 12) + lines[kind]
    program = TrueType(with_table(noto(), b"cmap", table))
    assert program.coded(66) == (66 if kind == 0 else 8)


def with_table(font: bytes, tag: bytes, data: bytes) -> bytes:
    """A font with one table put in the place of another."""
    tables = {**tables_of(font), tag: data}
    head, body, at = font[:4] + struct.pack(">HHHH", len(tables), 0, 0, 0), b"", 12 + 16 * len(tables)
    for name, table in tables.items():
        head += struct.pack(">4sIII", name, 0, at + len(body), len(table))
        body += table
    return head + body


def encrypted(data: bytes, key: int) -> bytes:
    out = bytearray()
    for byte in data:
        out.append(byte ^ (key >> 8))
        key = ((out[-1] + key) * 52_845 + 22_719) & 0xFFFF
    return bytes(out)


def type1(hexadecimal: bool) -> bytes:
    """Three glyphs: with a width, with one in a subroutine, and with one that is a fraction."""
    wide = b"\x8b\xf8\xc8"  # 0 564
    half = wide + b"\x8d\x0c\x0c\x0d\x0e"
    glyphs = {".notdef": b"\x8b\x8b\x0d\x0e", "A": wide + b"\x0d\x0e", "B": b"\x8b\x0a\x0e", "C": half}
    common = encrypted(b"\0\0\0\0" + wide + b"\x0d\x0b", 4_330)
    lines = [f"/lenIV 4 def /Subrs 1 array\ndup 0 {len(common)} RD ".encode(), common, b" NP\n"]
    lines.append(b"/CharStrings 4 dict dup begin\n")
    for name, steps in glyphs.items():
        secret = encrypted(b"\0\0\0\0" + steps, 4_330)
        lines += [f"/{name} {len(secret)} RD ".encode(), secret, b" ND\n"]
    secret = encrypted(b"abcd" + b"".join(lines), 55_665)
    clear = b"%!PS-AdobeFont-1.0: T\n/FontMatrix [0.001 0 0 0.001 0 0]\ndup 65 /B put\ncurrentfile eexec\n"
    return clear + (secret.hex().encode() if hexadecimal else secret)


@pytest.mark.parametrize("hexadecimal", [True, False])
def test_glyphs_of_type_1_have_names_and_widths(hexadecimal: bool) -> None:
    program, kind = read_program(type1(hexadecimal))
    assert kind == "Type1"
    assert [program.width(program.named(name) or 0) for name in "ABC"] == [564, 564, 282]
    assert program.coded(65) == program.named("B")
    assert program.named(".notdef") is None
    assert program.named("D") is None


def test_what_is_no_font_is_told() -> None:
    for data in (b"", b"OTTO", b"\1\0\4\1", b"%!PS", b"ttcf" + bytes(20), noto()[:100], noto()[:5_000]):
        with pytest.raises(BROKEN):
            read_program(data)
