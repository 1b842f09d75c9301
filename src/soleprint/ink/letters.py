"""Letters: what of a run of glyphs is written as one thing, because readers must take it for one.

A font draws many letters with several glyphs (Bengali syllables, Thai tones, dots of Arabic letters), raised, moved and
laid over each other. Readers take jumps of the pen for spaces, and glyphs without a character for rubbish. So glyphs
that only together are some characters become one letter, which ``composites`` makes one glyph.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from soleprint.ink.signs import Parts, Sign, spelt
from soleprint.marks import Font, Glyph, GlyphRun
from soleprint.store import Store, personal

SILENT = "\u2060"
"""What later glyphs of a letter copy as in a CFF font, where no glyph can be made of others: a character that is
ignored, since PDF/A-2 (6.2.11.7.2) wants one."""
_KERN = 0.08
"""How far, in ems, a letter's place may differ from where the pen is: readers take 0.1 for the space between words."""
_RIGHT_TO_LEFT_MARK = "\u200f"
_WEAK = ("CS", "EN", "ES", "ET", "AN")
"""Bidirectional classes (UAX #9, table 4) that Poppler takes for left-to-right text, with the space after them."""


class Letter(Struct, frozen=True, cache_hash=True):
    """The signs of a letter, from left to right. ``marks`` are the blank ones of marks that end it."""

    body: tuple[Sign, ...]
    marks: tuple[Sign, ...]
    advance: float
    """How far they move the pen, in font units: never less than nothing."""


class Placed(NamedTuple):
    """A letter in a run. Font units, as ``marks.Glyph`` has them; ``dy`` is not 0 in CFF fonts only."""

    letter: Letter
    advance: float
    dx: float
    dy: float


_Kept = tuple[tuple[Glyph, ...], Font, tuple[Placed, ...]]
_kept: Store[tuple[int, int, bool], _Kept] = personal(Store(250))
"""By the identities of glyphs and font."""


def letters(run: GlyphRun) -> tuple[Placed, ...]:
    """The run's letters from left to right. ValueError where the font has no glyph for one."""
    key = (id(run.glyphs), id(run.font), run.rtl)
    kept = _kept.get(key) or _kept.put(key, (run.glyphs, run.font, _letters(run.font, run.glyphs, run.rtl)))
    return kept[2]


def _letters(font: Font, glyphs: Sequence[Glyph], rtl: bool) -> tuple[Placed, ...]:
    if font.is_cff:
        return tuple([_alone(font, glyph, rtl) for glyph in glyphs])
    if rtl:
        glyphs = _with_marks(glyphs)
    if _are_plain(glyphs):
        return tuple([_alone(font, glyph, rtl) for glyph in glyphs])
    return tuple([_placed(font, tuple(group), rtl) for group in _groups(glyphs, rtl)])


def _are_plain(glyphs: Sequence[Glyph]) -> bool:
    """Whether each glyph is a letter, on the baseline."""
    return all(glyph.text and glyph.advance and not glyph.dy for glyph in glyphs)


def plain_letters(font: Font, glyphs: Sequence[Glyph]) -> list[Letter]:
    """The letters of glyphs of which each is one, from left to right; none where some are not."""
    return [_alone(font, glyph, rtl=False).letter for glyph in glyphs] if _are_plain(glyphs) else []


def _with_marks(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Right-to-left glyphs with a mark that says so before each space after a comma, a number or another run.

    Without it Poppler gives "one, two" back as "one ,two". Such marks do not show, and searches skip them.
    """
    found: list[Glyph] = []
    weak = True
    for glyph in reversed(glyphs):
        found.append(glyph._replace(text=_RIGHT_TO_LEFT_MARK + " ") if weak and glyph.text == " " else glyph)
        if glyph.text:
            weak = unicodedata.bidirectional(glyph.text[-1]) in _WEAK
    return found[::-1]


def _groups(glyphs: Sequence[Glyph], rtl: bool) -> list[list[Glyph]]:
    """Glyphs that are one letter: those without text go with the glyph before, clusters that do not move the pen with
    the letter read before (Bengali kta draws ta on ka, as a cluster of its own)."""
    clusters: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.text or not clusters:
            clusters.append([glyph])
        else:
            clusters[-1].append(glyph)
    groups: list[list[Glyph]] = []
    for cluster in reversed(clusters) if rtl else clusters:
        if not groups or any(glyph.advance for glyph in cluster):
            groups.append(cluster)
        else:
            groups[-1] = cluster + groups[-1] if rtl else groups[-1] + cluster
    return groups[::-1] if rtl else groups


def _placed(font: Font, glyphs: tuple[Glyph, ...], rtl: bool) -> Placed:
    if len(glyphs) == 1 and not glyphs[0].dy:
        return _alone(font, glyphs[0], rtl)
    return _together(font, glyphs, rtl)


@personal
@lru_cache(maxsize=1 << 12)
def _alone(font: Font, glyph: Glyph, rtl: bool) -> Placed:
    """A letter that is one glyph on the baseline."""
    own = _own(font, font.advance(glyph.id), glyph.advance)
    letter = _letter(font, ((glyph.id, 0, 0),), glyph.text or SILENT, own, rtl)
    return Placed(letter, glyph.advance, glyph.dx, glyph.dy)


@personal
@lru_cache(maxsize=1 << 12)
def _together(font: Font, glyphs: tuple[Glyph, ...], rtl: bool) -> Placed:
    """A letter of several glyphs, or of one that is raised: it says where its parts stand, so it is not moved."""
    parts, pen = [], 0.0
    for glyph in glyphs:
        parts.append((glyph.id, round(pen + glyph.dx), round(glyph.dy)))
        pen += glyph.advance
    text = "".join([glyph.text for glyph in (reversed(glyphs) if rtl else glyphs)]) or SILENT
    own = _own(font, sum([font.advance(glyph.id) for glyph in glyphs if glyph.advance]), pen)
    return Placed(_letter(font, tuple(parts), text, own, rtl), pen, 0.0, 0.0)


def _own(font: Font, natural: float, shaped: float) -> float:
    """The advance of a letter that the font would move by ``natural`` units, where it moves by ``shaped``.

    The difference is written as a number between letters, unless readers would take that for a space.
    """
    if font.is_cff or abs(shaped - natural) <= font.upem * _KERN:
        return natural
    return float(max(0, round(shaped)))


@personal
@lru_cache(maxsize=1 << 12)
def _letter(font: Font, parts: Parts, text: str, advance: float, rtl: bool) -> Letter:
    """One object for equal letters, which are kept in many places and soon compared."""
    if any(glyph == 0 for glyph, _, _ in parts):
        raise ValueError(f"font {font.key} has no glyph for {text!r}")
    if len(text) == 1 or font.is_cff:
        return Letter((Sign(parts, advance, text),), (), advance)
    return Letter(*spelt(parts, text, advance, font.upem, rtl), advance)
