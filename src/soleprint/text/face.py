"""One face at one weight: the metrics, outlines and subsets of ``soleprint.marks.Font``, by HarfBuzz."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import uharfbuzz as hb

from soleprint.errors import FontProblem
from soleprint.files.folders import MAX_FILE, read_some
from soleprint.files.stamps import Stamp
from soleprint.marks import FontSubset, Segment
from soleprint.store import Store

# What a PDF viewer does not need once text is shaped: layout, hinting, variations, names (ISO 32000-1, 9.9).
_UNUSED = (
    "GSUB", "GPOS", "GDEF", "kern", "BASE", "VORG", "vhea", "vmtx", "DSIG", "STAT", "gasp", "prep", "fpgm", "cvt ",
    "meta",
)  # fmt: skip
_OF_AXES = ("HVAR", "VVAR", "MVAR", "avar", "fvar")
_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
)


SUBSETS = 30
"""How many of a face are kept at least: one with other glyphs may come with every text that is edited."""
PART = 3000
"""Glyphs of the part of a face that subsets are cut from, which is faster than from a face of 65,000. It is as variable
as the whole: whichever glyphs are in it, subsets are the same."""


OWN = 16
"""Files of fonts of the user's own, or states of them, that are kept in memory."""


class Source(NamedTuple):
    """Where a face lives. ``axes``: those of ``wght`` and ``wdth`` that the file has, to be set as asked for."""

    path: Path
    number: int = 0
    axes: tuple[str, ...] = ()
    stamp: Stamp | None = None
    """Of a file of the user's own, which may be replaced while it is in use."""


def _blob(source: Source) -> Any:
    """What a face is in. Raises HarfBuzz's errors, and FontProblem for a file that has just gone."""
    if source.stamp is None:
        return _shipped(source.path)
    try:
        return _own(source.path, source.stamp)
    except OSError as error:
        message = f"{source.path} cannot be read: {error.strerror}. Replace it or remove it."
        raise FontProblem(message, code="bad-font") from None


@cache
def _shipped(path: Path) -> Any:
    """A file of fonts, which all its faces share: what is read of it takes memory once. Raises HarfBuzz's errors."""
    return hb.Blob.from_file_path(str(path))


@lru_cache(maxsize=OWN)
def _own(path: Path, _: Stamp) -> Any:
    """The same of the user's own: read as a whole, since HarfBuzz maps a file into memory, where one that is written
    over changes under it, and one that gets shorter ends the process."""
    return hb.Blob(read_some(path, MAX_FILE))


class Face:
    """A face at one weight and width; see ``marks.Font`` for what each member means. Compared by identity."""

    def __init__(self, source: Source, weight: int, key: str, width: int = 100) -> None:
        self.source = source
        self.key = key
        self.weight = weight
        self._axes = {tag: value for tag, value in (("wght", weight), ("wdth", width)) if tag in source.axes}
        self._face = hb.Face(_blob(source), source.number)
        self.shaper = hb.Font(self._face)
        if self._axes:
            self.shaper.set_variations(self._axes)
        self.upem: int = self._face.upem
        extents = self.shaper.get_font_extents("ltr")
        self.ascent = float(extents.ascender)
        self.descent = float(extents.descender)
        self.cap_height = self._metric(hb.OTMetricsTag.CAP_HEIGHT)
        self.x_height = self._metric(hb.OTMetricsTag.X_HEIGHT)
        self._advances: dict[int, float] = {}
        self._extents: dict[int, tuple[float, float, float, float]] = {}
        self._subsets: Store[frozenset[int], FontSubset] = Store(SUBSETS)
        self._part = _Part(self._face, frozenset(), {})

    def __repr__(self) -> str:
        return f"Face({self.key})"

    def _metric(self, tag: Any) -> float:
        return float(self.shaper.get_metric_position_with_fallback(tag))

    @cached_property
    def is_cff(self) -> bool:
        """Whether outlines are cubic (CFF or CFF2)."""
        return not {"CFF ", "CFF2"}.isdisjoint(self._face.table_tags)

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        head = self._face.reference_table("head").data
        x0, y0, x1, y1 = (int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42))
        return (x0, y0, x1, y1)

    def glyph(self, char: str) -> int:
        """The glyph of one character before any shaping; 0 when the face has none."""
        return int(self.shaper.get_nominal_glyph(ord(char)) or 0)

    def advance(self, glyph: int) -> float:
        found = self._advances.get(glyph)
        if found is None:
            found = self._advances[glyph] = float(self.shaper.get_glyph_h_advance(glyph))
        return found

    def extents(self, glyph: int) -> tuple[float, float, float, float]:
        found = self._extents.get(glyph)
        if found is None:
            box = self.shaper.get_glyph_extents(glyph)
            found = (0.0, 0.0, 0.0, 0.0)
            if box is not None and box.width:
                x0, y1 = float(box.x_bearing), float(box.y_bearing)
                found = (x0, y1 + box.height, x0 + box.width, y1)
            self._extents[glyph] = found
        return found

    def outline(self, glyph: int) -> tuple[Segment, ...]:
        segments: list[Segment] = []
        self.shaper.draw_glyph(glyph, _pen(), segments)
        return tuple(segments)

    def subset(self, glyphs: frozenset[int]) -> FontSubset:
        return self._subsets.get(glyphs) or self._subsets.put(glyphs, self._subset(glyphs))

    def _subset(self, glyphs: frozenset[int]) -> FontSubset:
        part = self._part
        if not part.asked >= glyphs:
            asked = glyphs | part.asked if len(part.asked) < PART else glyphs
            part = self._part = _cut(self._face, asked, _FLAGS, _UNUSED)
        own = [part.numbers[glyph] for glyph in glyphs]
        cut = _cut(part.face, frozenset(own), _FLAGS | hb.SubsetFlags.DOWNGRADE_CFF2, _UNUSED + _OF_AXES, self._axes)
        data = cut.face.reference_table("CFF ").data if self.is_cff else cut.face.blob.data
        glyph_map = {glyph: cut.numbers[own] for glyph, own in part.numbers.items() if own in cut.numbers}
        return FontSubset(bytes(data), glyph_map, self.is_cff)


class _Part(NamedTuple):
    """A face with some of another's glyphs."""

    face: Any
    asked: frozenset[int]
    """Those that were asked for: of others, which these are composed of, not all is kept."""
    numbers: Mapping[int, int]
    """The number that each has in it."""


def _cut(
    face: Any, asked: frozenset[int], flags: Any, dropped: Iterable[str], axes: Mapping[str, int] = MappingProxyType({})
) -> _Part:
    """Some glyphs of a face, and those that they are composed of; without ``axes`` they stay variable."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(asked | {0})
    wanted.sets(hb.SubsetInputSets.NAME_ID).clear()
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(map(_tag, dropped))
    wanted.flags = flags
    if axes:
        wanted.pin_all_axes_to_default(face)
        for tag, value in axes.items():
            wanted.pin_axis_location(face, tag, value)
    plan = hb.SubsetPlan(face, wanted)
    return _Part(plan.execute(), asked, dict(sorted(plan.old_to_new_glyph_mapping.items())))


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _pen() -> Any:
    """Draw functions that append segments to the list handed to ``draw_glyph``; quadratics arrive as cubics."""
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, out: out.append(("M", x, y)))
    funcs.set_line_to_func(lambda x, y, out: out.append(("L", x, y)))
    funcs.set_cubic_to_func(lambda a, b, c, d, x, y, out: out.append(("C", a, b, c, d, x, y)))
    funcs.set_close_path_func(lambda out: out.append(("Z",)))
    return funcs
