"""Shaping: one stretch of text in one face to positioned glyphs, in font units."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import uharfbuzz as hb

from soleprint.marks import Glyph
from soleprint.store import personal
from soleprint.text.face import Face


class Shaped(NamedTuple):
    """Shaped text. ``glyphs`` are in visual order; ``width`` is in ems; ``text`` is in logical order."""

    face: Face
    glyphs: tuple[Glyph, ...]
    width: float
    text: str


def shape(face: Face, text: str, script: str, lang: str, rtl: bool, before: str = "", after: str = "") -> Shaped:
    """Shape ``text``; ``before`` and ``after`` are neighbours it joins to (Arabic), not set themselves.

    Kerning and standard ligatures are on, discretionary ligatures off (HarfBuzz's defaults). ``script`` is an
    ISO 15924 code. Every glyph carries the exact characters it stands for.
    """
    buffer = hb.Buffer()
    buffer.add_str(before + text + after, len(before), len(text))
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = lang
    hb.shape(face.shaper, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    clusters = [info.cluster - len(before) for info in infos]
    if len(text) == len(infos) == len(set(clusters)):
        ids, places = [info.codepoint for info in infos], [place.position for place in positions]
        glyphs = list(map(_glyph, ids, [text[at] for at in clusters], places))
    else:
        glyphs = _of_clusters(face, text, infos, positions, clusters, rtl)
    return Shaped(face, tuple(glyphs), sum([glyph.advance for glyph in glyphs]) / face.upem, text)


def _of_clusters(
    face: Face, text: str, infos: list[Any], positions: list[Any], clusters: list[int], rtl: bool
) -> list[Glyph]:
    """The glyphs of clusters, some of which are several characters or several glyphs."""
    glyphs: list[Glyph] = []
    start = 0
    ends = dict(zip(sorted(set(clusters)), [*sorted(set(clusters))[1:], len(text)], strict=True))
    for stop in range(1, len(infos) + 1):
        if stop == len(infos) or clusters[stop] != clusters[start]:
            chars = text[clusters[start] : ends[clusters[start]]]
            ids = [info.codepoint for info in infos[start:stop]]
            texts = _texts(face, chars, ids, positions[start:stop], rtl)
            glyphs += map(_glyph, ids, texts, [place.position for place in positions[start:stop]])
            start = stop
    return glyphs


@personal
@lru_cache(maxsize=1 << 12)
def _glyph(glyph_id: int, text: str, place: tuple[int, int, int, int]) -> Glyph:
    """One object for equal glyphs."""
    dx, dy, advance, _ = place
    return Glyph(glyph_id, text, float(advance), float(dx), float(dy))


def _texts(face: Face, chars: str, ids: list[int], positions: list[Any], rtl: bool) -> list[str]:
    """Share a cluster's characters among its glyphs.

    One each where the glyphs are simply the characters' own, side by side; otherwise the first carries them all and
    the others nothing, which says that together they are one letter.
    """
    if len(ids) == 1:
        return [chars]
    logical = ids[::-1] if rtl else ids
    own = len(ids) == len(chars) and logical == [face.glyph(char) for char in chars]
    if own and all(place.x_advance and not place.x_offset and not place.y_offset for place in positions):
        return list(reversed(chars)) if rtl else list(chars)
    return [chars, *[""] * (len(ids) - 1)]
