"""Pictures in rows: as many in a row as makes all of them largest at about one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from soleprint.layout.boxes import Box, Container, Extent, mirrored, share
from soleprint.layout.figure import FigureBox
from soleprint.marks import Rect

Rows = tuple[tuple[int, int], ...]
"""Where each row begins and ends among the pictures."""
MOST = 10
"""Pictures whose every division into rows is compared; of more, each row has this many."""


class Gallery(Container, dict=True):
    """Pictures that belong together, in reading order. ``gap`` is in em.

    ``room`` is how many millimetres of body a row may show, which gives galleries of one room about one scale; 0: as
    many rows as make the pictures largest in the height there is. In a row each is as wide as what it shows. ``tied``
    pictures stay in the row of the one before: two moments of one stroke.
    """

    children: Sequence[FigureBox]
    tied: Sequence[bool]
    gap: float = 0.15
    room: float = 0.0
    rtl: bool = False

    @property
    def inside(self) -> Sequence[Box]:
        return self.children

    @cached_property
    def _sizes(self) -> list[tuple[float, float]]:
        """Width and height of what each picture shows, in millimetres of body."""
        return [child.illustrator.body(child.scene) for child in self.children]

    @cached_property
    def _ways(self) -> list[Rows]:
        """For each number of rows those whose longest is shortest; with ``room``, the fewest rows that keep it."""
        total = len(self.children)
        if total > MOST:
            return [tuple((at, min(at + MOST, total)) for at in range(0, total, MOST))]
        best: dict[int, tuple[float, Rows]] = {}
        for rows in _divisions(total, self.tied):
            longest = max(sum(self._sizes[i][0] for i in range(*row)) for row in rows)
            if len(rows) not in best or longest < best[len(rows)][0]:
                best[len(rows)] = longest, rows
        every = [best[count] for count in sorted(best)]
        kept = [rows for longest, rows in every if longest <= self.room]
        return (kept or [every[-1][1]])[:1] if self.room else [rows for _, rows in every]

    def _widths(self, row: tuple[int, int], width: float, base: float) -> list[float]:
        shown = [self._sizes[i][0] for i in range(*row)]
        room = width - self.gap * base * (len(shown) - 1)
        return [room * wide / sum(shown) for wide in shown]

    def _row(self, row: tuple[int, int], width: float, base: float) -> Extent:
        widths = self._widths(row, width, base)
        if min(widths) <= 0:
            return Extent(0.0, 0.0, True)
        extents = [self.children[i].measure(wide, base) for i, wide in zip(range(*row), widths, strict=True)]
        height = max(extent.height for extent in extents)
        reach = max(extent.height + extent.stretch for extent in extents)
        return Extent(height, reach - height, any(extent.broken for extent in extents))

    def _extent(self, rows: Rows, width: float, base: float) -> Extent:
        extents = [self._row(row, width, base) for row in rows]
        gaps = self.gap * base * (len(rows) - 1)
        height, stretch = sum(extent.height for extent in extents), sum(extent.stretch for extent in extents)
        return Extent(height + gaps, stretch, any(extent.broken for extent in extents))

    def extent(self, width: float, base: float) -> Extent:
        """From the lowest of the ways to set the rows to the one that can grow highest."""
        every = [self._extent(rows, width, base) for rows in self._ways]
        able = [extent for extent in every if not extent.broken]
        if not able:
            return every[-1]
        height = min(extent.height for extent in able)
        return Extent(height, max(extent.height + extent.stretch for extent in able) - height)

    def natural_width(self, base: float) -> float:
        return sum(child.natural_width(base) for child in self.children) + self.gap * base * (len(self.children) - 1)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        held = [rows for rows in self._ways if self._holds(rows, frame, base)]
        rows = max(held or self._ways[-1:], key=lambda rows: self._scale(rows, frame, base))
        for i, place in self._places(rows, frame, base):
            yield self.children[i], mirrored(place, frame) if self.rtl else place

    def _holds(self, rows: Rows, frame: Rect, base: float) -> bool:
        height, _, broken = self._extent(rows, frame.width, base)
        return not broken and height <= frame.height + 0.01

    def _scale(self, rows: Rows, frame: Rect, base: float) -> float:
        """The scale of the smallest picture, in points per millimetre of body."""
        every = self._places(rows, frame, base)
        return min(min(place.width / self._sizes[i][0], place.height / self._sizes[i][1]) for i, place in every)

    def _places(self, rows: Rows, frame: Rect, base: float) -> Iterator[tuple[int, Rect]]:
        gap = self.gap * base
        extents = [self._row(row, frame.width, base) for row in rows]
        free = frame.height - sum(extent.height for extent in extents) - gap * (len(rows) - 1)
        more = share(max(0.0, free), [extent.stretch for extent in extents])
        # Between what these rows can use and what one more would need, their fields show more around.
        rest = max(0.0, free - sum(more)) / len(rows)
        top = frame.y1
        for row, extent, extra in zip(rows, extents, more, strict=True):
            bottom, x = top - extent.height - extra - rest, frame.x0
            for i, wide in zip(range(*row), self._widths(row, frame.width, base), strict=True):
                yield i, Rect(x, bottom, x + wide, top)
                x += wide + gap
            top = bottom - gap


def _divisions(total: int, tied: Sequence[bool]) -> Iterator[Rows]:
    """Every way to divide so many pictures into rows, none between two that are tied."""
    for mask in range(1 << (total - 1)):
        cuts = [0, *(at for at in range(1, total) if mask >> (at - 1) & 1), total]
        if not any(tied[at] for at in cuts[1:-1]):
            yield tuple(pairwise(cuts))
