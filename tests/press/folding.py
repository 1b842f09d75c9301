"""Printing, cutting, folding and nesting a booklet as a person does, from the placements alone.

Nothing here uses the press's own geometry: a sheet is turned by the formulas of a printer, pages are found by where
their middles are, and their heads by where their top edges are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from soleprint.marks import Page, Placement, Point, Rect, Sheet, apply
from soleprint.press.plan import Imposed, Press


class Seen(NamedTuple):
    """A page on a piece of paper, seen through the paper from its front."""

    page: int
    middle: Point
    head: int
    """1: its top is up, -1: down."""
    box: Rect
    """The whole page, hidden parts too."""

    def turned(self) -> Seen:
        x0, y0, x1, y1 = self.box
        return Seen(self.page, (-self.middle[0], -self.middle[1]), -self.head, Rect(-x1, -y1, -x0, -y0))


@dataclass(frozen=True)
class Piece:
    """A folded sheet, its fold at x = 0 or y = 0."""

    outside: list[Seen]
    inside: list[Seen]


Papers = list[tuple[Sheet, Sheet, bool]]
"""Each piece of paper: what is on its front, on its back, and whether it was turned as a page of a book."""


def printed(imposed: Imposed, press: Press) -> Papers:
    """Each piece of paper: what is on its front, on its back, and whether it was turned as a page of a book."""
    sheets = imposed.sheets
    half = len(sheets) // 2
    if press.duplex == "manual":
        assert imposed.report.first_pass == half
        fronts, backs = sheets[:half], sheets[half:]
        # As it lies, the stack has its last sheet on top.
        backs = backs if press.restack == "over" else backs[::-1]
        about_long = press.restack == "over"
    else:
        fronts, backs = sheets[::2], sheets[1::2]
        about_long = press.duplex == "long"
    stands = sheets[0].height >= sheets[0].width
    return [(front, back, about_long == stands) for front, back in zip(fronts, backs, strict=True)]


def on_front(sheet: Sheet, pages: tuple[Page, ...]) -> list[Seen]:
    """What is on a side, with the sheet's middle as origin."""
    return [_seen(place, pages[place.page], sheet, lambda point: point) for place in sheet.placements]


def on_back(sheet: Sheet, pages: tuple[Page, ...], like_a_book: bool) -> list[Seen]:
    """What is on a back side, seen through the paper from the front."""

    def through(point: Point) -> Point:
        x, y = point
        return (-x, y) if like_a_book else (x, -y)

    return [_seen(place, pages[place.page], sheet, through) for place in sheet.placements]


def _seen(place: Placement, page: Page, sheet: Sheet, through: object) -> Seen:
    assert callable(through)

    def at(x: float, y: float) -> Point:
        u, v = apply(place.matrix, (x, y))
        seen: Point = through((u - sheet.width / 2, v - sheet.height / 2))
        return seen

    corners = [at(x, y) for x in (0, page.width) for y in (0, page.height)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    middle, top = at(page.width / 2, page.height / 2), at(page.width / 2, page.height)
    assert abs(top[0] - middle[0]) < 0.01, "turned by a quarter"
    head = 1 if top[1] > middle[1] else -1
    return Seen(place.page, middle, head, Rect(min(xs), min(ys), max(xs), max(ys)))


def pieces(imposed: Imposed, press: Press, papers: Papers | None = None) -> list[Piece]:
    """The sheets to fold, in the order of nesting: cut apart, and the second one turned round."""
    top = press.binding == "top"
    found = []
    for front, back, like_a_book in papers or printed(imposed, press):
        outside = on_front(front, imposed.pages)
        inside = on_back(back, imposed.pages, like_a_book)
        if 2 not in imposed.report.grid:
            found.append(Piece(outside, inside))
            continue
        first = [[s for s in face if (s.middle[0] < 0 if top else s.middle[1] > 0)] for face in (outside, inside)]
        second = [
            [s.turned() for s in face if (s.middle[0] > 0 if top else s.middle[1] < 0)] for face in (outside, inside)
        ]
        found.append(Piece(*first))
        if any(second):
            found.append(Piece(*second))
    return found


def _half(face: list[Seen], binding: str, first: bool) -> Seen | None:
    """The page on the half that is read first, or on the other one. Seen from the outside."""
    along = 1 if binding == "top" else 0
    side = 1 if (binding == "left") == first else -1
    if binding == "top":
        side = -1 if first else 1
    found = [seen for seen in face if seen.middle[along] * side > 0]
    assert len(found) <= 1
    return found[0] if found else None


def read(imposed: Imposed, press: Press, papers: Papers | None = None) -> list[int | None]:
    """Pages in the order in which the folded and nested booklet is read; ``papers`` are those that were printed."""
    order: list[int | None] = []
    left = pieces(imposed, press, papers)
    for size in imposed.report.signatures:
        section, left = left[:size], left[size:]
        opening = [(_half(p.outside, press.binding, True), _half(p.inside, press.binding, True)) for p in section]
        closing = [(_half(p.inside, press.binding, False), _half(p.outside, press.binding, False)) for p in section]
        for leaf in (*opening, *reversed(closing)):
            check_leaf(leaf, press.binding)
            order += [None if page is None else page.page for page in leaf]
    assert not left
    return order


def check_leaf(leaf: tuple[Seen | None, Seen | None], binding: str) -> None:
    """Heads are where the reader expects them, and both pages of a leaf lie on each other."""
    one, other = leaf
    for seen in leaf:
        outside = binding != "top" or seen is None or _faces_out(seen, leaf)
        assert seen is None or seen.head == (1 if outside else -1)
    if one and other:
        assert all(abs(a - b) < 0.01 for a, b in zip(one.box, other.box, strict=True))


def _faces_out(seen: Seen, leaf: tuple[Seen | None, Seen | None]) -> bool:
    """Whether a page of a calendar is on the outside of its sheet: below the fold the leaf's first page is."""
    return (seen is leaf[0]) == (seen.middle[1] < 0)
