"""Arranging several pictures in rows within a width and a height."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from soleprint.figures.scene import PAD
from soleprint.marks import Rect

GUTTER = 8.0
"""Points between pictures."""
STEP = 1.05
"""Scales are powers of this, so that equal views in one document share one drawing."""
SMALLEST = 24.0
"""Points: pictures side by side that would be lower than this stand in more rows where that makes them larger."""


class Cell(Struct, frozen=True):
    """Where a picture goes: its lower left corner in points, and its scale."""

    x: float
    y: float
    scale: float


def stepped(scale: float) -> float:
    """The largest allowed scale that is not larger."""
    return STEP ** math.floor(math.log(scale, STEP) + 1e-9) if scale > 0 else 0.0


def rows(aspects: Sequence[float], count: int) -> list[list[int]]:
    """Pictures in order, broken into ``count`` rows whose widest is as narrow as can be."""
    return _rows(tuple(aspects), count)


@lru_cache(maxsize=1024)
def _rows(aspects: tuple[float, ...], count: int) -> list[list[int]]:
    # Layout asks again and again about the same few pictures.
    if count == 1:
        return [list(range(len(aspects)))]
    low, high = max(aspects), sum(aspects)
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_fill(aspects, middle)) <= count else (middle, high)
    return _fill(aspects, high)


def _fill(aspects: Sequence[float], widest: float) -> list[list[int]]:
    out: list[list[int]] = [[]]
    used = 0.0
    for i, aspect in enumerate(aspects):
        if out[-1] and used + aspect > widest + 1e-9:
            out.append([])
            used = 0.0
        out[-1].append(i)
        used += aspect
    return out


def row_height(aspects: Sequence[float], row: Sequence[int], width: float) -> float:
    """Height of a row of pictures that fills ``width``."""
    fixed = GUTTER * (len(row) - 1) + 2 * PAD * len(row)
    return (width - fixed) / sum(aspects[i] for i in row) + 2 * PAD


def best(aspects: Sequence[float], width: float, height: float) -> tuple[list[list[int]], float]:
    """Rows, and the height of a row, that show the pictures largest."""
    found: tuple[list[list[int]], float] = ([list(range(len(aspects)))], 0.0)
    for count in range(1, len(aspects) + 1):
        lines = rows(aspects, count)
        tallest = (height - GUTTER * (len(lines) - 1)) / len(lines)
        size = min([tallest, *(row_height(aspects, row, width) for row in lines)])
        if size > found[1] + 0.5:
            found = lines, size
    return found


def arrange(extents: Sequence[Rect], width: float, height: float) -> tuple[list[Cell], float, float]:
    """Cells for views of these extents, and the width and height they take together. All in points."""
    aspects = [box.width / box.height for box in extents]
    lines, size = best(aspects, width, height)
    inner = max(size - 2 * PAD, 1.0)
    scales = [stepped(inner / box.height) for box in extents]
    sizes = [(b.width * s + 2 * PAD, b.height * s + 2 * PAD) for b, s in zip(extents, scales, strict=True)]
    wide = max(sum(sizes[i][0] for i in row) + GUTTER * (len(row) - 1) for row in lines)
    cells: dict[int, Cell] = {}
    top = tall = sum(max(sizes[i][1] for i in row) for row in lines) + GUTTER * (len(lines) - 1)
    for row in lines:
        deep = max(sizes[i][1] for i in row)
        x = (wide - sum(sizes[i][0] for i in row) - GUTTER * (len(row) - 1)) / 2
        for i in row:
            cells[i] = Cell(x, top - deep + (deep - sizes[i][1]) / 2, scales[i])
            x += sizes[i][0] + GUTTER
        top -= deep + GUTTER
    return [cells[i] for i in range(len(extents))], wide, tall


def natural(aspects: Sequence[float]) -> list[list[int]]:
    """The rows that come nearest to a square block; up to four narrow pictures stay side by side."""
    if sum(aspects) <= 1.6:
        return [list(range(len(aspects)))]
    options = [rows(aspects, count) for count in range(1, len(aspects) + 1)]

    def off_square(lines: list[list[int]]) -> float:
        return abs(math.log(max(sum(aspects[i] for i in row) for row in lines) / len(lines) / 1.2))

    return min(options, key=off_square)


def width_of(extents: Sequence[Rect], height: float) -> float:
    """Width in points of the natural rows at this height."""
    aspects = [box.width / box.height for box in extents]
    lines = natural(aspects)
    inner = (height - GUTTER * (len(lines) - 1)) / len(lines) - 2 * PAD
    return max(sum(aspects[i] * inner + 2 * PAD for i in row) + GUTTER * (len(row) - 1) for row in lines)


def height_of(extents: Sequence[Rect], width: float) -> float:
    """Height in points of the natural rows at this width, or of more rows where those are too low."""
    aspects = [box.width / box.height for box in extents]
    fewest = len(natural(aspects))
    options = [rows(aspects, count) for count in range(fewest, len(aspects) + 1)]
    for lines in options:
        size = min(row_height(aspects, row, width) for row in lines)
        if size >= SMALLEST:
            break
    return size * len(lines) + GUTTER * (len(lines) - 1)
