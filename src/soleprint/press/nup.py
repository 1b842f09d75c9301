"""Cards on a sheet: several at once, with their backs behind them or folded over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice

from msgspec import Struct

from soleprint.bounds import moved
from soleprint.layout.paper import MM, Paper
from soleprint.marks import IDENTITY, Matrix, Page, Placement, Rect, multiply
from soleprint.press.duplex import collate, flip, viewer_preference
from soleprint.press.geometry import Line, Size, behind, moved_line, shift
from soleprint.press.grid import Grid, Piece, best_grid, grid_on, margin
from soleprint.press.plan import Imposed, Press, Report, Slug
from soleprint.press.side import Guides, Side, dress_all, guided, in_dead_border, offset_back
from soleprint.press.stock import named_sheet, same_size, too_small

Card = tuple[int, int | None]
"""Front and back, as indices of pages."""


class _Cut(Struct, frozen=True):
    """How one card lies in its piece: where its pages go (``back`` None: on the other side), and its fold."""

    piece: Piece
    front: Matrix = IDENTITY
    back: Matrix | None = None
    fold: Line | None = None
    fold_edges: tuple[str, str] = ("", "")
    """The edge of the front page, and of the back page, that is at the fold."""


def nup(
    pages: tuple[Page, ...], press: Press, faces: int = 1, guides: Guides = (), slug: Slug | None = None
) -> Imposed:
    """Cards of one or two ``faces`` (front, back, front, back...) on sheets.

    With ``duplex`` none, cards of two faces are laid out to be folded over. Raises UsageProblem when the sheet is
    missing or too small, or pages differ in size.
    """
    if faces not in (1, 2) or len(pages) % faces:
        raise ValueError(f"{len(pages)} pages are not cards of {faces} faces")
    size = same_size(pages)
    folded = faces == 2 and press.duplex == "none"
    cut, grid = _choose(_cuts(size, margin(pages), folded), press, "A card to fold over" if folded else "A card")
    cards: list[Card] = [(at, at + 1 if faces == 2 else None) for at in range(0, len(pages), faces)]
    wanted = _copies(cards, grid.count, press)
    groups = [wanted[at : at + grid.count] for at in range(0, len(wanted), grid.count)]
    layer = _Layer(press, size, cut, grid, guides)
    fronts = [layer.front(number, group) for number, group in enumerate(groups, 1)]
    two_sided = faces == 2 and not folded
    backs = [layer.back(number, group) for number, group in enumerate(groups, 1)] if two_sided else []
    sheets, findings = dress_all(collate(fronts, backs, press), press, slug)
    findings += in_dead_border((*fronts, *backs), pages, press)
    report = Report(
        method="fold-over" if folded else press.impose,
        sheet=grid.paper.name,
        landscape=grid.paper.width > grid.paper.height,
        papers=len(groups),
        grid=(grid.columns, grid.rows),
        first_pass=len(fronts) if backs and press.duplex == "manual" else 0,
        restack=press.restack,
        duplex=viewer_preference(press, bool(backs)),
        cut=True,
    )
    return Imposed(pages, sheets, report, findings)


def _copies(cards: list[Card], room: int, press: Press) -> list[Card]:
    """Every card in the number asked for; without a number, one after the other until the last sheet is full."""
    if press.impose == "none":
        return cards
    if press.copies:
        return [card for card in cards for _ in range(press.copies)]
    return list(islice(cycle(cards), -(-len(cards) // room) * room))


def _cuts(size: Size, margins: Size, folded: bool) -> list[_Cut]:
    """The ways to lay a card out. To fold it over, the back goes to the left of the front, or head to head with it."""
    if not folded:
        return [_Cut(Piece(size, margins))]
    width, height = size
    beside, above = Line(width, 0, width, height), Line(0, height, width, height)
    return [
        _folded(size, Piece((2 * width, height), margins), shift(width, 0), beside, ("x0", "x1")),
        _folded(size, Piece((width, 2 * height), margins), IDENTITY, above, ("y1", "y1")),
    ]


def _folded(size: Size, piece: Piece, front: Matrix, fold: Line, edges: tuple[str, str]) -> _Cut:
    """A card whose back comes behind its front when the piece is folded; the reader turns it like a book's page."""
    over = (-1.0, 0.0, 0.0, 1.0, 2 * fold.x0, 0.0) if fold.upright else (1.0, 0.0, 0.0, -1.0, 0.0, 2 * fold.y0)
    return _Cut(piece, front, behind(front, size, "vertical", over), fold, edges)


def _choose(cuts: Sequence[_Cut], press: Press, what: str) -> tuple[_Cut, Grid]:
    """The way to lay cards out that brings most on a sheet."""

    def fits(paper: Paper) -> bool:
        return any(grid_on(cut.piece, paper, press).count for cut in cuts)

    name = named_sheet(press, fits)
    found = [(cut, grid) for cut in cuts if (grid := best_grid(cut.piece, name, press))]
    if not found:
        bleed = 2 * press.bleed_mm * MM
        width, height = cuts[0].piece.size
        raise too_small(press, what, (width + bleed, height + bleed), fits)
    return max(found, key=lambda pair: pair[1].count)


class _Layer(Struct, frozen=True):
    """Lays groups of cards on sheets."""

    press: Press
    page: Size
    cut: _Cut
    grid: Grid
    guides: Guides

    @property
    def _sheet(self) -> Size:
        return self.grid.paper.width, self.grid.paper.height

    def front(self, number: int, group: Sequence[Card]) -> Side:
        spots = self.grid.spots[: len(group)]
        places = []
        for (front, back), spot in zip(group, spots, strict=True):
            places.append(Placement(front, multiply(self.cut.front, spot), self._clip(0)))
            if self.cut.back is not None and back is not None:
                places.append(Placement(back, multiply(self.cut.back, spot), self._clip(1)))
        fold = self.cut.fold
        folds = tuple(moved_line(fold, spot) for spot in spots) if fold else ()
        return self._side(
            places, [moved(Rect(0, 0, *self.cut.piece.size), spot) for spot in spots], folds, f"{number}a"
        )

    def back(self, number: int, group: Sequence[Card]) -> Side:
        seen = flip(self.press, self._sheet)
        spots = [behind(spot, self.page, "vertical", seen) for spot in self.grid.spots[: len(group)]]
        places = [
            Placement(back, spot, self._clip(1))
            for (_, back), spot in zip(group, spots, strict=True)
            if back is not None
        ]
        side = self._side(places, [moved(Rect(0, 0, *self.page), spot) for spot in spots], (), f"{number}b")
        return offset_back(side, self.press)

    def _side(self, places: list[Placement], trims: list[Rect], folds: tuple[Line, ...], label: str) -> Side:
        return Side(self._sheet, tuple(places), tuple(trims), folds, guided(places, self.guides), label)

    def _clip(self, face: int) -> Rect:
        """The page with its bleed, but not across a fold."""
        bleed = self.press.bleed_mm * MM
        whole = Rect(0, 0, *self.page)
        clip = whole.inset(-bleed, -bleed, -bleed, -bleed)
        edge = self.cut.fold_edges[face]
        return clip._replace(**{edge: getattr(whole, edge)}) if edge else clip
