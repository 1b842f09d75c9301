"""As many pieces on a sheet as fit."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from soleprint.layout.paper import MM, Paper
from soleprint.marks import Matrix, Page
from soleprint.press.geometry import HAIR, Size, shift
from soleprint.press.plan import Press
from soleprint.press.stock import both_ways, can_be_cut


class Piece(Struct, frozen=True):
    """What is cut out: its trimmed size, and how far from its edges (left and right, bottom and top) text begins."""

    size: Size
    margin: Size


class Grid(Struct, frozen=True):
    """Pieces in columns and rows, in the middle of the sheet."""

    paper: Paper
    columns: int
    rows: int
    piece: Piece
    gutter: float

    @property
    def count(self) -> int:
        return self.columns * self.rows

    @property
    def room(self) -> float:
        """What is left over beside the pieces, where less is left."""
        width, height = self.piece.size
        across = self.paper.width - self.columns * (width + self.gutter) + self.gutter
        return min(across, self.paper.height - self.rows * (height + self.gutter) + self.gutter)

    @property
    def spots(self) -> tuple[Matrix, ...]:
        """Where pieces go, line by line from the top left."""
        (width, height), step = self.piece.size, self.gutter
        x = (self.paper.width - self.columns * (width + step) + step) / 2
        y = (self.paper.height - self.rows * (height + step) + step) / 2
        return tuple(
            shift(x + column * (width + step), y + row * (height + step))
            for row in reversed(range(self.rows))
            for column in range(self.columns)
        )


def margin(pages: Sequence[Page]) -> Size:
    """The smallest margins of any page."""
    across = min(min(page.safe.x0, page.width - page.safe.x1) for page in pages)
    up = min(min(page.safe.y0, page.height - page.safe.y1) for page in pages)
    return across, up


def best_grid(piece: Piece, sheet: str, press: Press) -> Grid | None:
    """The fullest grid, on the sheet standing or lying, and of equals the roomier; None when not one piece fits."""
    grids = [grid_on(piece, paper, press) for paper in both_ways(sheet)]
    return max(grids, key=lambda grid: (grid.count, grid.room)) if any(grid.count for grid in grids) else None


def grid_on(piece: Piece, paper: Paper, press: Press) -> Grid:
    """The fullest grid on a sheet as it lies that can be cut; ``impose none`` puts one piece on it."""
    gutter = max(press.gutter_mm, 2 * press.bleed_mm) * MM
    columns, rows = (
        _count(room, size, gutter, _edge(press, margin, offset), press)
        for room, size, margin, offset in zip(
            (paper.width, paper.height), piece.size, piece.margin, press.offset_mm, strict=True
        )
    )
    return Grid(paper, columns, rows, piece, gutter) if columns and rows else Grid(paper, 0, 0, piece, gutter)


def _edge(press: Press, margin: float, offset_mm: float) -> float:
    """What must stay between the outermost trim and the edge of the sheet.

    Only ink has to keep out of the printer's dead border. A piece with bleed has ink all over, which the offset moves
    on its back; one without has text from its margin inwards, so it may lie at the very edge of the sheet.
    """
    if press.bleed_mm:
        return (press.dead_mm + press.bleed_mm + abs(offset_mm)) * MM
    return max(0.0, press.dead_mm * MM - margin)


def _count(room: float, size: float, gutter: float, edge: float, press: Press) -> int:
    """How many pieces go side by side: as many as leave the outer cuts where they can be made."""
    most = 1 if press.impose == "none" else 1000
    fit = min(most, max(0, int((room - 2 * edge + gutter + HAIR) / (size + gutter))))
    left = [(room - count * (size + gutter) + gutter) / 2 for count in range(fit + 1)]
    return next((count for count in range(fit, 0, -1) if can_be_cut(left[count], press)), 0)
