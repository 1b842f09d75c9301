"""The line that shows whether a sheet was printed at its true size. Points throughout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soleprint.bounds import moved
from soleprint.layout.painter import line
from soleprint.layout.paper import MM
from soleprint.marks import GlyphRun, Group, Matrix, Path, Primitive, Rect, ink_box, union
from soleprint.press.geometry import Size, shift
from soleprint.press.plan import Slug
from soleprint.press.sheets import MARK_COLOUR

LENGTH = 100 * MM
HEIGHT = 3 * MM
TEXT_SIZE = 8.0
GAP = 2 * MM
"""Between line and words."""
CLEAR = 1 * MM
"""Kept free round the line and its words."""
STEP = 2 * MM


def check_line(area: Rect, taken: Sequence[Rect], slug: Slug) -> Primitive | None:
    """The line with its words in a free place of ``area``, at an edge or between pages; None where there is none.

    ``taken`` are the pages with their bleed, and printer's marks.
    """
    for items, size in _blocks(slug):
        matrix = free_place(area, size, taken)
        if matrix:
            return Group(items, matrix)
    return None


def free_place(area: Rect, size: Size, taken: Sequence[Rect]) -> Matrix | None:
    """Where a block of ``size`` can be in ``area``, clear of what is ``taken``: at an edge, or beside what is taken."""
    kept = [rect.inset(-CLEAR, -CLEAR, -CLEAR, -CLEAR) for rect in taken]
    if any(other.contains(area) for other in kept):
        return None
    for matrix in _places(area, size, kept):
        box = moved(Rect(0, 0, *size), matrix)
        if area.contains(box) and not any(box.overlaps(other) for other in kept):
            return matrix
    return None


def _blocks(slug: Slug) -> Iterator[tuple[tuple[Primitive, ...], Size]]:
    """The words after the line, and above it."""
    runs = tuple(slug.lettering(slug.check, TEXT_SIZE))
    box = text_box(runs)
    ruler = _ruler()
    beside = Group(runs, shift(LENGTH + GAP - box.x0, (HEIGHT - box.height) / 2 - box.y0))
    yield (*ruler, beside), (LENGTH + GAP + box.width, max(HEIGHT, box.height))
    above = Group(runs, shift(-box.x0, HEIGHT + CLEAR - box.y0))
    yield (*ruler, above), (max(LENGTH, box.width), HEIGHT + CLEAR + box.height)


def _ruler() -> tuple[Path, ...]:
    """A line with a tick at every 10 mm, longer at its ends."""
    level = line(0, HEIGHT / 2, LENGTH, HEIGHT / 2, MARK_COLOUR, 0.5)
    ticks = []
    for number in range(11):
        x, half = number * 10 * MM, HEIGHT / 2 if number % 10 == 0 else HEIGHT / 4
        ticks.append(line(x, HEIGHT / 2 - half, x, HEIGHT / 2 + half, MARK_COLOUR, 0.5))
    return (level, *ticks)


def text_box(runs: Sequence[GlyphRun]) -> Rect:
    """What a line of text covers; an empty rectangle for blanks."""
    return union(box for run in runs if (box := ink_box(run))) or Rect(0, 0, 0, 0)


def _places(area: Rect, size: Size, taken: Sequence[Rect]) -> Iterator[Matrix]:
    """Along the bottom, the top, the left and the right edge, then along what is taken; upright text reads from below.

    A block that is free somewhere can be pushed until it touches one of these.
    """
    width, height = size
    levels = [area.y0, area.y1 - height, *[rect.y1 for rect in taken]]
    uprights = [area.x0 + height, area.x1, *[rect.x1 + height for rect in taken]]
    for y in dict.fromkeys(levels):
        for n in range(int(max(0.0, area.width - width) / STEP) + 1):
            yield shift(area.x0 + n * STEP, y)
    for x in dict.fromkeys(uprights):
        for n in range(int(max(0.0, area.height - width) / STEP) + 1):
            yield (0.0, 1.0, -1.0, 0.0, x, area.y0 + n * STEP)
