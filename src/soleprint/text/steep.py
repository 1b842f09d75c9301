"""Lines of writing whose words climb (Nastaliq): as near to each other as their ink allows, and inside their measure.

A face for it asks for lines 2.5 em high, the reach of its rarest letters. Lines interlock in such writing, so here they
stand apart what its letters need where they come to stand one under the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from soleprint.marks import Font, Glyph
from soleprint.store import personal

AIR = 0.06
"""Ems between the ink of one line and that of the next, where they would meet else."""
DISC = 0.35
"""Ems below the baseline that a number in a disc reaches which is set into a line."""
_STEP = 0.15
"""Ems of a line that are looked at together."""
_Box = tuple[float, float, float, float]
"""Where a letter begins and ends, from the start of its word, and how far it reaches below and above the baseline."""


class Ink(NamedTuple):
    """The ink of a word, in ems: above and below the baseline, before its start, and letter by letter."""

    above: float = 0.0
    below: float = 0.0
    before: float = 0.0
    boxes: tuple[_Box, ...] = ()


NO_INK = Ink()


@personal
@lru_cache(maxsize=8_000)
def _letters(font: Font, glyphs: tuple[Glyph, ...], rtl: bool) -> tuple[_Box, ...]:
    """The letters of a piece in ems of its size; their places are counted from the side that it is read from."""
    width, pen, em = sum([glyph.advance for glyph in glyphs]), 0.0, font.upem
    boxes: list[_Box] = []
    for glyph in glyphs:
        x0, y0, x1, y1 = font.extents(glyph.id)
        left, right = pen + glyph.dx + x0, pen + glyph.dx + x1
        start, end = (width - right, width - left) if rtl else (left, right)
        if x1 > x0:
            boxes.append((start / em, end / em, -(y0 + glyph.dy) / em, (y1 + glyph.dy) / em))
        pen += glyph.advance
    return tuple(boxes)


def ink_of(pieces: Iterable[tuple[Font, tuple[Glyph, ...], float, float, bool]]) -> Ink:
    """The ink of pieces in reading order: font, glyphs, scale, width in ems, whether they run from right to left."""
    boxes: list[_Box] = []
    at = 0.0
    for font, glyphs, scale, width, rtl in pieces:
        for start, end, below, above in _letters(font, glyphs, rtl):
            boxes.append((at + start * scale, at + end * scale, below * scale, above * scale))
        at += width
    if not boxes:
        return NO_INK
    starts, _, belows, aboves = zip(*boxes, strict=True)
    return Ink(max(0.0, *aboves), max(0.0, *belows), max(0.0, -min(starts)), tuple(boxes))


def ink_before(font: Font, glyphs: tuple[Glyph, ...]) -> float:
    """How far the ink of right-to-left glyphs begins before their place, in ems of their size."""
    return max(0.0, -min((box[0] for box in _letters(font, glyphs, True)), default=0.0))


def set_in(width: float) -> Ink:
    """What stands in the room that is left for it at the start of a first line: a disc with a number."""
    return Ink(boxes=((0.0, width, DISC, 0.0),))


class Row(NamedTuple):
    """A line: its words with their places, in ems from the side that lines begin at."""

    words: Sequence[tuple[float, Ink]]

    @property
    def above(self) -> float:
        return max(ink.above for _, ink in self.words)

    @property
    def below(self) -> float:
        return max(ink.below for _, ink in self.words)

    def outline(self, side: int) -> dict[int, float]:
        """How far ink reaches, 2: below or 3: above the baseline, in each stretch of the line."""
        reach: dict[int, float] = {}
        for at, ink in self.words:
            for box in ink.boxes:
                for stretch in range(math.floor((at + box[0]) / _STEP), math.floor((at + box[1]) / _STEP) + 1):
                    if box[side] > reach.get(stretch, -math.inf):
                        reach[stretch] = box[side]
        return reach


def apart(rows: Sequence[Row]) -> float:
    """How far baselines must be from each other so that the ink of no two neighbouring lines meets, in ems."""
    needed = 0.0
    for upper, lower in pairwise(rows):
        deep, high = upper.outline(2), lower.outline(3)
        needed = max([needed, *[deep[stretch] + high[stretch] for stretch in deep.keys() & high.keys()]])
    return needed + AIR if needed else 0.0
