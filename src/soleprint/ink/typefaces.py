"""Text in content streams and the Type0 fonts it needs (ISO 32000-1, 9.7 and 9.10).

Every (glyph, text) pair of a face gets a two-byte code of its own in order of first use, so one glyph that stands for
different characters copies out as each of them. Code 32 is the space, which readers look for between words.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from soleprint.ink import syntax
from soleprint.ink.objects import Dictionary, Objects, Stream
from soleprint.marks import Font, FontSubset, GlyphRun

Pair = tuple[int, str]
Codes = dict[Pair, tuple[str, float]]
"""Pairs with their codes as four hex digits, and the glyphs' own advances in font units."""
_PLAIN = re.compile(r"[A-Za-z0-9+_.-]+")
_SPACE = 32
_FIRST = 33
_SILENT = "\u2060"
"""What the later glyphs of a cluster copy as: a character that is ignored, since PDF/A-2 (6.2.11.7.2) wants one."""


class Face:
    """The codes one document uses of one font."""

    def __init__(self, font: Font) -> None:
        self.font = font
        self.name = resource_name(font.key)
        self.pairs: dict[int, Pair] = {}
        self._known: Codes = {}
        self._next = _FIRST

    def code(self, pair: Pair) -> tuple[str, float]:
        """The pair's code as four hex digits, and the glyph's own advance in font units."""
        known = self._known.get(pair)
        if known is None:
            known = self._known[pair] = self._assign(pair)
        return known

    def codes(self, pairs: Iterable[Pair]) -> Codes:
        """The codes of some pairs."""
        return {pair: self.code(pair) for pair in pairs}

    def has(self, codes: Codes) -> bool:
        """Whether pairs have these codes. Those that have none get one in turn, as showing them would give it."""
        return codes.items() <= self._known.items() or all(self.code(pair) == code for pair, code in codes.items())

    def _assign(self, pair: Pair) -> tuple[str, float]:
        if pair[0] == 0:
            raise ValueError(f"font {self.font.key} has no glyph for {pair[1]!r}")
        if pair[1] == " " and _SPACE not in self.pairs:
            code = _SPACE
        else:
            code, self._next = self._next, self._next + 1
        self.pairs[code] = pair
        return _coded(code, self.font.advance(pair[0]))

    def show(self, run: GlyphRun) -> str:
        """Text-showing operators for the run's glyphs.

        Where the shaped advance differs from the font's own, or a glyph is shifted, the array carries the difference
        in thousandths of the em; what rounding leaves is carried on to the next glyph.
        """
        per_mille = 1000 / self.font.upem
        parts: list[str] = ["[<"]
        known = self._known
        owed = rise = 0.0
        for glyph, text, advance, dx, dy in run.glyphs:
            code, natural = known.get((glyph, text)) or self.code((glyph, text))
            if dy != rise:
                parts.append(f">] TJ {syntax.number(dy * run.size / self.font.upem, 3)} Ts [<")
                rise = dy
            move = owed + dx
            if move and (step := round(-move * per_mille)):
                parts.append(f">{step}<")
                move += step / per_mille
            parts.append(code)
            owed = advance - dx - natural + move
        parts.append(">] TJ")
        if rise:
            parts.append(" 0 Ts")
        return "".join(parts).replace("[<>] TJ ", "").replace("[<>", "[")


def resource_name(key: str) -> str:
    """A font's name in resources: its key, or its key's bytes in hexadecimal when a name object cannot hold it."""
    return key if _PLAIN.fullmatch(key) else "F" + key.encode("utf-8").hex()


@lru_cache(maxsize=4096)
def _coded(code: int, advance: float) -> tuple[str, float]:
    """One pair of values for all documents, which keep many."""
    return f"{code:04X}", advance


class _Embedded(NamedTuple):
    """Everything of a font that depends only on the font and its codes; streams are compressed."""

    base_font: str
    is_cff: bool
    program: bytes
    program_size: int
    widths: str
    mapping: bytes
    to_unicode: bytes


@lru_cache(maxsize=64)
def _subset(font: Font, glyphs: frozenset[int]) -> tuple[FontSubset, bytes]:
    """The font program cut down to ``glyphs``, and the same compressed."""
    subset = font.subset(glyphs)
    return subset, zlib.compress(subset.data)


@lru_cache(maxsize=64)
def _embed(font: Font, pairs: tuple[tuple[int, Pair], ...]) -> _Embedded:
    subset, program = _subset(font, frozenset(glyph for _, (glyph, _) in pairs))
    digest = hashlib.sha256(subset.data).digest()
    tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
    cids = [(code, subset.glyph_map[glyph]) for code, (glyph, _) in pairs]
    mapping = _cid_cmap(cids) if subset.is_cff else _cid_to_gid(cids)
    return _Embedded(
        base_font=syntax.name(f"{tag}+{font.key}"),
        is_cff=subset.is_cff,
        program=program,
        program_size=len(subset.data),
        widths=_widths(font, pairs, dict(cids) if subset.is_cff else None),
        mapping=zlib.compress(mapping),
        to_unicode=zlib.compress(_to_unicode(pairs)),
    )


def _widths(font: Font, pairs: tuple[tuple[int, Pair], ...], cids: dict[int, int] | None) -> str:
    """The W array (9.7.4.3). In a CFF font a CID is a glyph of the subset, in TrueType it is the code."""
    by_cid = {cids[code] if cids else code: font.advance(glyph) for code, (glyph, _) in pairs}
    parts, last = [], -2
    for cid in sorted(by_cid):
        width = syntax.number(by_cid[cid] * 1000 / font.upem)
        parts.append(f" {width}" if cid == last + 1 else f"]{cid}[{width}")
        last = cid
    return "[" + "".join(parts).removeprefix("]") + "]]"


def _cid_to_gid(cids: list[tuple[int, int]]) -> bytes:
    """CIDToGIDMap: two bytes for every code up to the last (9.7.4.2)."""
    table = [0] * (cids[-1][0] + 1)
    for code, glyph in cids:
        table[code] = glyph
    return struct.pack(f">{len(table)}H", *table)


def _cmap(name: str, ordering: str, kind: int, operator: str, lines: list[str]) -> bytes:
    """A CMap program (9.7.5) that maps two-byte codes; at most 100 lines to a block."""
    blocks = []
    for start in range(0, len(lines), 100):
        part = lines[start : start + 100]
        blocks += [f"{len(part)} begin{operator}", *part, f"end{operator}"]
    head = f"/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 0>>def\n/CMapName/{name} def"
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
            f"{head}\n/CMapType {kind} def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange",
            *blocks,
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
        ]
    ).encode("ascii")


def _cid_cmap(cids: list[tuple[int, int]]) -> bytes:
    return _cmap("Soleprint-H", "Identity", 1, "cidchar", [f"<{code:04X}> {cid}" for code, cid in cids])


def _to_unicode(pairs: tuple[tuple[int, Pair], ...]) -> bytes:
    lines = [f"<{code:04X}> <{(text or _SILENT).encode('utf-16-be').hex().upper()}>" for code, (_, text) in pairs]
    return _cmap("Adobe-Identity-UCS", "UCS", 2, "bfchar", lines)


def add_font(objects: Objects, face: Face) -> None:
    """Add a face's font dictionaries, program and maps to the document, under its resource name."""
    ready = _embed(face.font, tuple(sorted(face.pairs.items())))
    kind = "/CIDFontType0" if ready.is_cff else "/CIDFontType2"
    descendant = {
        "Type": "/Font",
        "Subtype": kind,
        "BaseFont": ready.base_font,
        "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
        "FontDescriptor": objects.add(Dictionary(_descriptor(objects, face.font, ready))),
        "W": ready.widths,
    }
    encoding = "/Identity-H"
    if ready.is_cff:
        head = "/Type/CMap/CMapName/Soleprint-H/CIDSystemInfo" + descendant["CIDSystemInfo"] + "/Filter/FlateDecode"
        encoding = objects.add(Stream(head, ready.mapping))
    else:
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
