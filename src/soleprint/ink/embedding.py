"""Type0 fonts: programs cut down to what a document shows, and their dictionaries (ISO 32000-1, 9.7 to 9.10)."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from soleprint.ink import cmaps, syntax
from soleprint.ink.cff import with_cids
from soleprint.ink.composites import Composite, add_composites
from soleprint.ink.objects import Dictionary, Objects, Stream
from soleprint.ink.signs import Sign
from soleprint.ink.typefaces import Face
from soleprint.marks import Font, FontSubset
from soleprint.store import personal

_CMAP = "Soleprint-H"
_SYSTEM = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
_Signs = tuple[tuple[int, Sign], ...]
"""By code."""


class _Program(NamedTuple):
    """A font program in which every sign is a glyph."""

    data: bytes
    cids: Mapping[int, int]
    """Code -> what the PDF's font numbers the glyph by (CID)."""
    mapping: bytes
    """The stream between codes and glyphs: a CMap (CFF) or CIDToGIDMap (TrueType); nothing where they are the same."""


class _Embedded(NamedTuple):
    """Everything of a font that depends only on the font and its codes; streams are compressed."""

    base_font: str
    is_cff: bool
    program: bytes
    program_size: int
    widths: str
    mapping: bytes
    to_unicode: bytes


@personal
@lru_cache(maxsize=64)
def _embed(font: Font, signs: _Signs) -> _Embedded:
    subset = font.subset(frozenset([glyph for _, sign in signs for glyph, _, _ in sign.parts]))
    program = _numbered(subset, signs) if subset.is_cff else _composed(font, subset, signs)
    tag = "".join([chr(65 + byte % 26) for byte in hashlib.sha256(program.data).digest()[:6]])
    return _Embedded(
        base_font=syntax.name(f"{tag}+{font.key}"),
        is_cff=subset.is_cff,
        program=_compressed(program.data),
        program_size=len(program.data),
        widths=_widths({program.cids[code]: sign.advance * 1000 / font.upem for code, sign in signs}),
        mapping=zlib.compress(program.mapping) if program.mapping else b"",
        to_unicode=zlib.compress(cmaps.to_unicode([(code, sign.text) for code, sign in signs])),
    )


@personal
@lru_cache(maxsize=64)
def _compressed(program: bytes) -> bytes:
    """A program, compressed; documents with other codes often have the same glyphs."""
    return zlib.compress(program)


def _numbered(subset: FontSubset, signs: _Signs) -> _Program:
    """A CFF program whose CIDs are codes, or are the font's where it cannot be so, as where a glyph has two codes."""
    glyphs = {code: subset.glyph_map[sign.parts[0][0]] for code, sign in signs}
    codes = {glyph: code for code, glyph in glyphs.items()}
    if len(codes) == len(glyphs):
        data = with_cids(subset.data, [codes.get(number, 0) for number in range(1, len(subset.glyph_map))])
        if data is not None:
            return _Program(data, {code: code for code in glyphs}, b"")
    return _Program(subset.data, glyphs, cmaps.to_cids(_CMAP, glyphs))


def _composed(font: Font, subset: FontSubset, signs: _Signs) -> _Program:
    """A TrueType program with a glyph more for each sign that is none of the font's own."""
    own = {code: subset.glyph_map[sign.parts[0][0]] for code, sign in signs if _is_own(font, sign)}
    made = {code: _composite(subset, sign) for code, sign in signs if code not in own}
    wanted = list(dict.fromkeys(made.values()))
    data, first = add_composites(subset.data, wanted) if wanted else (subset.data, 0)
    numbers = {composite: first + at for at, composite in enumerate(wanted)}
    glyphs = own | {code: numbers[composite] for code, composite in made.items()}
    return _Program(data, {code: code for code in glyphs}, _cid_to_gid(glyphs))


def _is_own(font: Font, sign: Sign) -> bool:
    if len(sign.parts) != 1:
        return False
    ((glyph, x, y),) = sign.parts
    return not x and not y and sign.advance == font.advance(glyph)


def _composite(subset: FontSubset, sign: Sign) -> Composite:
    return Composite(tuple([(subset.glyph_map[glyph], x, y) for glyph, x, y in sign.parts]), round(sign.advance))


def _widths(by_cid: Mapping[int, float]) -> str:
    """The W array (9.7.4.3) of advances in thousandths of the em."""
    parts, last = [], -2
    for cid in sorted(by_cid):
        width = syntax.number(by_cid[cid])
        parts.append(f" {width}" if cid == last + 1 else f"]{cid}[{width}")
        last = cid
    return "[" + "".join(parts).removeprefix("]") + "]]"


def _cid_to_gid(glyphs: Mapping[int, int]) -> bytes:
    """CIDToGIDMap: two bytes for every code up to the last (9.7.4.2)."""
    table = [0] * (max(glyphs) + 1)
    for code, glyph in glyphs.items():
        table[code] = glyph
    return struct.pack(f">{len(table)}H", *table)


def add_font(objects: Objects, face: Face) -> None:
    """Add a face's font dictionaries, program and maps to the document, under its resource name."""
    ready = _embed(face.font, tuple(sorted(face.signs.items())))
    descendant = {
        "Type": "/Font",
        "Subtype": "/CIDFontType0" if ready.is_cff else "/CIDFontType2",
        "BaseFont": ready.base_font,
        "CIDSystemInfo": _SYSTEM,
        "FontDescriptor": objects.add(Dictionary(_descriptor(objects, face.font, ready))),
        "W": ready.widths,
    }
    encoding = "/Identity-H"
    if ready.mapping and ready.is_cff:
        head = f"/Type/CMap/CMapName/{_CMAP}/CIDSystemInfo{_SYSTEM}/Filter/FlateDecode"
        encoding = objects.add(Stream(head, ready.mapping))
    elif ready.mapping:
        descendant["CIDToGIDMap"] = objects.add(Stream("/Filter/FlateDecode", ready.mapping))
    font = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": ready.base_font,
        "Encoding": encoding,
        "DescendantFonts": f"[{objects.add(Dictionary(descendant))}]",
        "ToUnicode": objects.add(Stream("/Filter/FlateDecode", ready.to_unicode)),
    }
    objects.fonts[face.name] = objects.add(Dictionary(font))


def _descriptor(objects: Objects, font: Font, ready: _Embedded) -> dict[str, str]:
    """The font descriptor (9.8). StemV is estimated from the weight, as no font says it."""
    per_mille = 1000 / font.upem
    if ready.is_cff:
        key, head = "FontFile3", "/Subtype/CIDFontType0C/Filter/FlateDecode"
    else:
        key, head = "FontFile2", f"/Length1 {ready.program_size}/Filter/FlateDecode"
    return {
        "Type": "/FontDescriptor",
        "FontName": ready.base_font,
        "Flags": "4",
        "FontBBox": f"[{syntax.numbers([v * per_mille for v in font.bbox], 0)}]",
        "ItalicAngle": "0",
        "Ascent": syntax.number(font.ascent * per_mille, 0),
        "Descent": syntax.number(font.descent * per_mille, 0),
        "CapHeight": syntax.number(font.cap_height * per_mille, 0),
        "XHeight": syntax.number(font.x_height * per_mille, 0),
        "StemV": str(50 + round((font.weight / 65) ** 2)),
        key: objects.add(Stream(head, ready.program)),
    }
