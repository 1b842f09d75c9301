"""The second side: how a printer, or a hand, turns the sheet over, and the order in which sides are printed.

A duplexer turns a sheet about its long or its short edge; which axis that is on the page depends on whether the page
lies or stands. Backs are laid by ``geometry.behind`` for that axis, so nothing else has to know.

By hand (``manual``) the file has all fronts, then all backs. Two ways cover the printers at home:

``over``: take the stack out, turn it over about its long edge like a page of a book, and put it back with the same end
going in first. The first sheet is then fed first: backs come in the order of the fronts, laid as for the long edge.
Lasers with a drawer (out face down, in face down) and ink-jets fed from behind (out face up, in face up) need this.

``as-is``: put the stack back as it lies. The last sheet is on top and fed first, and the end that came out first goes
in last: backs come in reverse, laid as for the short edge. Ink-jets fed from a drawer at the front (out face up, in
face down), and lasers fed through the slot for single sheets, need this. The printer test tells which one it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from soleprint.marks import Matrix
from soleprint.press.geometry import Axis, Size, mirror
from soleprint.press.plan import Press

T = TypeVar("T")


def turning_edge(press: Press) -> str:
    """``long`` or ``short``: the edge about which the sheet is turned over."""
    if press.duplex == "manual":
        return "long" if press.restack == "over" else "short"
    return "short" if press.duplex == "short" else "long"


def axis(press: Press, sheet: Size) -> Axis:
    """The axis, on the page as it is laid out, about which a sheet of that size is turned over."""
    stands = sheet[1] >= sheet[0]
    return "vertical" if stands == (turning_edge(press) == "long") else "horizontal"


def flip(press: Press, sheet: Size) -> Matrix:
    """Takes a point of the front to the point of the back behind it."""
    return mirror(axis(press, sheet), sheet)


def collate(fronts: Sequence[T], backs: Sequence[T], press: Press) -> tuple[T, ...]:
    """Sides in the order of printing; ``backs`` is as long as ``fronts``, or empty."""
    if not backs:
        return tuple(fronts)
    if press.duplex == "manual":
        return (*fronts, *(backs if press.restack == "over" else reversed(backs)))
    return tuple(side for pair in zip(fronts, backs, strict=True) for side in pair)


def viewer_preference(press: Press, two_sided: bool) -> str:
    """What a viewer should preset (ISO 32000-1, table 150)."""
    if not two_sided or press.duplex in ("manual", "none"):
        return "Simplex"
    return "DuplexFlipShortEdge" if press.duplex == "short" else "DuplexFlipLongEdge"
