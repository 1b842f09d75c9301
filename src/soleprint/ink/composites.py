"""Glyphs made of glyphs: letters that a font draws in parts, added to an embedded TrueType font as one glyph each.

They are composite glyphs of the font's own, moved but not scaled (OpenType, "glyf", "Composite glyph description").
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from soleprint.ink.sfnt import read_tables, write_font
from soleprint.ink.signs import Parts

_ARE_WORDS, _ARE_PLACES, _MORE, _OVERLAP, _UNSCALED = 0x0001, 0x0002, 0x0020, 0x0400, 0x1000
_MOST = 0xFFFF
_LARGEST_SHORT = 0x1FFFE
"""The last place in ``glyf`` that ``loca`` can say in its short form."""
_BOX = struct.Struct(">4h").unpack_from


class Composite(NamedTuple):
    """A glyph to add: its parts, glyphs of the font, and its advance. Font units."""

    parts: Parts
    advance: int


class _Outline(NamedTuple):
    """An entry of ``glyf``, and what other tables must know of it."""

    data: bytes
    left: int
    inked: int
    """How many of the parts show."""


def add_composites(font: bytes, composites: Sequence[Composite]) -> tuple[bytes, int]:
    """A TrueType font with the glyphs of ``composites`` after its own, and the number of the first of them."""
    tables = read_tables(font)
    (count,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    offsets = _offsets(tables, count)
    glyf = tables[b"glyf"][: offsets[-1]]
    made = [_outline(glyf, offsets, composite.parts) for composite in composites]
    added = [(composite.advance, outline.left) for composite, outline in zip(composites, made, strict=True)]
    metrics = _metrics(tables, count) + added
    tables |= {
        b"maxp": _maxp(tables[b"maxp"], len(metrics), max(outline.inked for outline in made)),
        b"hhea": _hhea(tables[b"hhea"], metrics),
        b"hmtx": b"".join([struct.pack(">Hh", *metric) for metric in metrics]),
        b"glyf": glyf + b"".join([outline.data for outline in made]),
    }
    places = offsets + list(accumulate([len(outline.data) for outline in made], initial=offsets[-1]))[1:]
    is_long = places[-1] > _LARGEST_SHORT or any(place % 2 for place in places)
    tables[b"head"] = tables[b"head"][:50] + struct.pack(">h", is_long) + tables[b"head"][52:]
    tables[b"loca"] = struct.pack(
        f">{len(places)}{'I' if is_long else 'H'}", *(p if is_long else p // 2 for p in places)
    )
    return write_font(font[:4], tables), count


def _outline(glyf: bytes, offsets: Sequence[int], parts: Parts) -> _Outline:
    """The composite of the parts that show; no data for a blank."""
    inked = [part for part in parts if offsets[part[0] + 1] > offsets[part[0]]]
    if not inked:
        return _Outline(b"", 0, 0)
    boxes = [_BOX(glyf, offsets[glyph] + 2) for glyph, _, _ in inked]
    left = min([box[0] + x for box, (_, x, _) in zip(boxes, inked, strict=True)])
    low = min([box[1] + y for box, (_, _, y) in zip(boxes, inked, strict=True)])
    right = max([box[2] + x for box, (_, x, _) in zip(boxes, inked, strict=True)])
    high = max([box[3] + y for box, (_, _, y) in zip(boxes, inked, strict=True)])
    last = len(inked) - 1
    components = [_component(*part, first=at == 0, last=at == last) for at, part in enumerate(inked)]
    data = struct.pack(">5h", -1, left, low, right, high) + b"".join(components)
    return _Outline(data + bytes(-len(data) % 4), left, len(inked))


def _component(glyph: int, x: int, y: int, first: bool, last: bool) -> bytes:
    flags = _ARE_PLACES | _UNSCALED | (_OVERLAP if first else 0) | (0 if last else _MORE)
    if min(x, y) >= -128 and max(x, y) < 128:
        return struct.pack(">2H2b", flags, glyph, x, y)
    return struct.pack(">2H2h", flags | _ARE_WORDS, glyph, x, y)


def _offsets(tables: dict[bytes, bytes], count: int) -> list[int]:
    """Where each glyph's entry in ``glyf`` starts, and the last one ends."""
    if struct.unpack_from(">h", tables[b"head"], 50)[0]:
        return list(struct.unpack_from(f">{count + 1}I", tables[b"loca"]))
    return [2 * place for place in struct.unpack_from(f">{count + 1}H", tables[b"loca"])]


def _metrics(tables: dict[bytes, bytes], count: int) -> list[tuple[int, int]]:
    """(advance, left side bearing) of every glyph; those after the last advance share it."""
    (full,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    metrics: list[tuple[int, int]] = list(struct.iter_unpack(">Hh", tables[b"hmtx"][: 4 * full]))
    rest = struct.unpack_from(f">{count - full}h", tables[b"hmtx"], 4 * full)
    return metrics + [(metrics[-1][0], left) for left in rest]


def _hhea(table: bytes, metrics: Sequence[tuple[int, int]]) -> bytes:
    changed = bytearray(table)
    struct.pack_into(">H", changed, 10, max(advance for advance, _ in metrics))
    struct.pack_into(">H", changed, 34, len(metrics))
    return bytes(changed)


def _maxp(table: bytes, count: int, most: int) -> bytes:
    """``maxp`` with bounds for composites of up to ``most`` glyphs, each as large and as deep as the font has any."""
    changed = bytearray(table)
    points, contours, deep_points, deep_contours = struct.unpack_from(">4H", table, 6)
    elements, depth = struct.unpack_from(">2H", table, 28)
    most = max(most, 1)
    limits = (max(points, deep_points) * most, max(contours, deep_contours) * most)
    struct.pack_into(">H", changed, 4, count)
    struct.pack_into(">2H", changed, 10, *(min(limit, _MOST) for limit in limits))
    struct.pack_into(">2H", changed, 28, max(elements, most), depth + 1)
    return bytes(changed)
