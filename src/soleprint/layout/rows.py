"""Cells side by side whose parts line up, and grids of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from soleprint.layout.boxes import MEASURES, Box, Container, Extent, Stack, mirrored, share
from soleprint.marks import Rect


class Cell(Struct):
    """What stands in one cell of a grid, from top to bottom. ``order`` lists the parts as they are read."""

    parts: Sequence[Box]
    order: Sequence[int]


class Row(Container):
    """Cells side by side whose parts line up: all first parts are equally tall, all second parts, and so on."""

    cells: Sequence[Cell]
    columns: int
    gap: float
    part_gap: float
    rtl: bool = False
    spans: Sequence[int] = ()
    """How many columns each cell takes; one where nothing is said."""
    levels: dict[tuple[float, float], list[Extent]] = field(default_factory=dict)
    """Those of the widths and bases that it was asked for."""

    @property
    def inside(self) -> Sequence[Box]:
        return [part for cell in self.cells for part in cell.parts]

    def _widths(self, width: float, base: float) -> list[float]:
        """The width of each cell."""
        gap = self.gap * base
        one = (width - gap * (self.columns - 1)) / self.columns
        return [one * span + gap * (span - 1) for span in self.spans or [1] * len(self.cells)]

    def _levels(self, width: float, base: float) -> list[Extent]:
        """For each level, the tallest part and the reach of the one that can grow most."""
        key = (width, base)
        levels = self.levels.get(key)
        if levels is None:
            if len(self.levels) >= MEASURES:
                self.levels.clear()
            levels = self.levels[key] = self._levels_in(self._widths(width, base), base)
        return levels

    def _levels_in(self, widths: Sequence[float], base: float) -> list[Extent]:
        if min(widths) <= 0:
            return [Extent(0.0, 0.0, True)]
        levels = []
        for level in range(max(len(cell.parts) for cell in self.cells)):
            extents = [
                cell.parts[level].measure(width, base)
                for cell, width in zip(self.cells, widths, strict=True)
                if level < len(cell.parts)
            ]
            height = max(extent.height for extent in extents)
            reach = max(extent.height + extent.stretch for extent in extents)
            levels.append(Extent(height, reach - height, any(extent.broken for extent in extents)))
        return levels

    def extent(self, width: float, base: float) -> Extent:
        levels = self._levels(width, base)
        gaps = self.part_gap * base * (len(levels) - 1)
        return Extent(
            sum(level.height for level in levels) + gaps,
            sum(level.stretch for level in levels),
            any(level.broken for level in levels),
        )

    def natural_width(self, base: float) -> float:
        widest = max(part.natural_width(base) for cell in self.cells for part in cell.parts)
        return widest * self.columns + self.gap * base * (self.columns - 1)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        widths, levels = self._widths(frame.width, base), self._levels(frame.width, base)
        gap = self.part_gap * base
        free = frame.height - sum(level.height for level in levels) - gap * (len(levels) - 1)
        extra = share(max(0.0, free), [level.stretch for level in levels])
        bands, top = [], frame.y1
        for level, more in zip(levels, extra, strict=True):
            bands.append((top - level.height - more, top))
            top -= level.height + more + gap
        x = frame.x0
        for cell, width in zip(self.cells, widths, strict=True):
            for part in cell.order:
                low, high = bands[part]
                place = Rect(x, low, x + width, high)
                yield cell.parts[part], mirrored(place, frame) if self.rtl else place
            x += width + self.gap * base


class Grids(Container):
    """The same cells in several numbers of columns: the first in which no word is broken."""

    ways: Sequence[Stack]

    @property
    def inside(self) -> Sequence[Box]:
        return self.ways[:1]

    def _set(self, width: float, base: float) -> Stack:
        unbroken = (way for way in self.ways if not way.measure(width, base).broken)
        return next(unbroken, self.ways[-1])

    def extent(self, width: float, base: float) -> Extent:
        return self._set(width, base).measure(width, base)

    def natural_width(self, base: float) -> float:
        return self.ways[0].natural_width(base)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        yield self._set(frame.width, base), frame


def in_rows(spans: Sequence[int], columns: int) -> list[dict[int, int]]:
    """Rows of cells: the number of each, and how many of the ``columns`` it takes, which is its span if there are."""
    rows: list[dict[int, int]] = []
    for number, span in enumerate(spans):
        wide = max(1, min(span, columns))
        if not rows or sum(rows[-1].values()) + wide > columns:
            rows.append({})
        rows[-1][number] = wide
    return rows


def grid(cells: Sequence[Cell], columns: int, gap: float, rtl: bool, part_gap: float = 0.3) -> Stack:
    """Cells in rows of ``columns``; all rows grow alike."""
    rows = in_rows([1] * len(cells), columns)
    return Stack([Row([cells[n] for n in row], columns, gap, part_gap, rtl, [*row.values()]) for row in rows], gap)
