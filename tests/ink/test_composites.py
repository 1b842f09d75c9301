"""Glyphs made of glyphs: what they draw, and what CFF fonts get instead."""

from __future__ import annotations

import struct

import pytest
import uharfbuzz as hb

from soleprint.ink.cff import with_cids
from soleprint.ink.composites import Composite, add_composites
from soleprint.ink.sfnt import read_tables
from soleprint.ink.signs import spelt
from soleprint.marks import Segment
from tests.ink.specimen import face

TEXT = "gO.̃ "


def outline(font: hb.Font, glyph: int) -> list[Segment]:
    segments: list[Segment] = []
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, out: out.append(("M", x, y)))
    pen.set_line_to_func(lambda x, y, out: out.append(("L", x, y)))
    pen.set_quadratic_to_func(lambda a, b, x, y, out: out.append(("Q", a, b, x, y)))
    font.draw_glyph(glyph, pen, segments)
    return segments


def moved(segments: list[Segment], x: float, y: float) -> list[Segment]:
    return [(kind, *(v + (y if at % 2 else x) for at, v in enumerate(values))) for kind, *values in segments]


def cut() -> tuple[bytes, dict[str, int]]:
    """A font of the letters of ``TEXT`` alone, and its glyphs."""
    subset = face().subset(frozenset(map(face().glyph, TEXT)))
    return subset.data, {char: subset.glyph_map[face().glyph(char)] for char in TEXT}


def test_a_composite_is_its_parts_where_they_stand() -> None:
    program, glyphs = cut()
    parts = ((glyphs["g"], 0, 0), (glyphs["\u0303"], 560, -90), (glyphs["."], -400, 1200))
    made, first = add_composites(program, [Composite(parts, 640), Composite((), 12), Composite(parts[:1], 500)])
    before, after = hb.Font(hb.Face(program)), hb.Font(hb.Face(made))
    assert first == before.face.glyph_count
    assert after.face.glyph_count == first + 3
    assert outline(after, first) == [
        segment for glyph, x, y in parts for segment in moved(outline(before, glyph), x, y)
    ]
    assert [after.get_glyph_h_advance(first + at) for at in range(3)] == [640, 12, 500]
    assert outline(after, first + 1) == []
    # What was there is as it was.
    assert [outline(after, glyph) for glyph in range(first)] == [outline(before, glyph) for glyph in range(first)]


def test_blanks_are_no_parts() -> None:
    program, glyphs = cut()
    made, first = add_composites(program, [Composite(((glyphs[" "], 50, 0),), 300)])
    assert outline(hb.Font(hb.Face(made)), first) == []


def test_the_sums_of_a_font_with_composites_are_right() -> None:
    program, glyphs = cut()
    made, _ = add_composites(program, [Composite(((glyphs["g"], 5, 5),), 640)])

    def total(data: bytes) -> int:
        padded = data + bytes(-len(data) % 4)
        numbers: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
        return sum(numbers) & 0xFFFFFFFF

    assert total(made) == 0xB1B0AFBA
    for number in range(struct.unpack_from(">H", made, 4)[0]):
        tag, said, start, length = struct.unpack_from(">4s3I", made, 12 + 16 * number)
        data = made[start : start + length]
        assert total(data[:8] + bytes(4) + data[12:] if tag == b"head" else data) == said
    assert struct.unpack_from(">H", read_tables(made)[b"maxp"], 28)[0] == 1


@pytest.mark.parametrize(
    ("text", "rtl", "texts", "advances"),
    [
        ("ก\u0e34", False, ("ก", "\u0e34"), (599, 1)),
        ("لا", True, ("ا", "ل"), (120, 480)),
        ("x\u0301y", False, ("x", "\u0301", "y"), (479, 1, 120)),
    ],
)
def test_a_letter_has_a_sign_for_each_character(
    text: str, rtl: bool, texts: tuple[str, ...], advances: tuple[int, ...]
) -> None:
    body, marks = spelt(((5, 10, 20),), text, 600.0, 1000, rtl)
    assert tuple(sign.text for sign in body + marks) == texts
    assert tuple(sign.advance for sign in body + marks) == advances
    (drawn,) = [sign for sign in body if sign.parts]
    assert drawn.parts == ((5, 10 - (120 if rtl else 0), 20),)
    assert all(not sign.parts for sign in marks)


def cff(*operators: int) -> bytes:
    """The start of a CFF font: its header, the INDEX of names and that of Top DICTs."""
    name, top = b"\0\1\1\1\2A", bytes(operators)
    return b"\1\0\4\1" + name + b"\0\1\1\1" + bytes([1 + len(top)]) + top


ROS = (139, 139, 139, 12, 30)
CHARSET = (29, 0, 0, 0, 9, 15)
NUMBERS = (28, 1, 1, 13, 30, 0x1F, 13, 247, 0, 17)


def test_glyphs_of_a_cid_font_are_numbered_anew() -> None:
    font = cff(*ROS, *NUMBERS, *CHARSET)
    made = with_cids(font, [7, 0x0123])
    assert made == cff(*ROS, *NUMBERS, 29, 0, 0, 0, len(font), 15) + b"\0\0\7\1\x23"


@pytest.mark.parametrize("operators", [CHARSET, ROS, (*ROS, 28, 0, 9, 15), ()])
def test_others_keep_their_numbers(operators: tuple[int, ...]) -> None:
    assert with_cids(cff(*operators), [7]) is None
