"""Fit: how large a page's type and pictures can be, found by measuring.

Type is never below the minimum and nothing is clipped: a page that does not hold at the minimum is ``None``. Above the
minimum, larger type and larger pictures are weighed against each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct

from soleprint.layout.boxes import MEASURES, Box, Container, Stack
from soleprint.layout.content import TextBox
from soleprint.layout.figure import FigureBox
from soleprint.marks import Rect

RATIOS = (1.05, 1.1, 1.15, 1.25, 1.4)
"""Sizes tried above the smallest, as multiples of it; the largest allowed comes last."""
FINE = 0.005
"""How near, as a ratio, the last size is to the largest possible."""
COMFORT = 1.15
"""Type this much above the minimum is comfortable; more is worth less."""
TYPE_VALUE, LUXURY_VALUE = 0.6, 0.1
"""What a doubling of the type is worth, up to comfort and beyond."""
PICTURE_VALUE = 1.5
"""What pictures as tall as the page are worth; a quarter of that height is worth half as much."""
FINALISTS = 2
"""Layouts that are tried at every size, after all were tried at the smallest."""
SMALL, ROUNDING = 85.0, 0.1
"""Points (30 mm): type that is large enough to read does not grow at the cost of a picture lower than this."""
CLEAR_LEAD = 0.12
"""A layout that is worse by this much at the smallest type does not come first at a larger one."""


class Fitted(Struct, frozen=True):
    """A page's boxes at the size found, in points. ``score`` compares layouts of the same content."""

    stack: Stack
    base: float
    score: float


def holds(box: Box, frame: Rect, base: float) -> bool:
    """Whether a box fits into a frame at a base size, no word broken."""
    height, _, broken = box.measure(frame.width, base)
    return height <= frame.height + 0.01 and not broken


def preferred(stacks: Sequence[Stack], frame: Rect, base: float) -> list[Stack]:
    """Those that hold, and of them only those that the template likes best."""
    held: list[Stack] = []
    for stack in sorted(stacks, key=lambda stack: stack.rank):
        if held and held[0].rank < stack.rank:
            break
        if holds(stack, frame, base):
            held.append(stack)
    return held


def sizes(least: float, most: float) -> list[float]:
    """The sizes to try above the smallest, in points."""
    return [*(least * ratio for ratio in RATIOS if least * ratio < most), most]


def fit(stacks: Sequence[Stack], frame: Rect, least: float, most: float) -> Fitted | None:
    """The best of several layouts of one page, or None when none holds at the smallest type."""
    smallest = [_at(stack, frame, least, least) for stack in preferred(stacks, frame, least)]
    best = max((fitted.score for fitted in smallest), default=0.0)
    ranked = sorted(smallest, key=lambda fitted: -fitted.score)
    finalists = [fitted for fitted in ranked if fitted.score > best - CLEAR_LEAD][:FINALISTS]
    tried = [larger for finalist in finalists for larger in _enlarged(finalist, frame, least, most)]
    return max(tried, key=lambda fitted: fitted.score, default=None)


def _enlarged(fitted: Fitted, frame: Rect, least: float, most: float) -> Iterator[Fitted]:
    """The layout at each size at which it holds, the very largest among them."""
    held, whole = fitted, parted_texts(fitted.stack, frame, least)
    yield held
    for base in sizes(least, most):
        if not holds(fitted.stack, frame, base):
            if fitted.stack.pictured:
                # The next larger type takes from the pictures; only text alone should fill its page to the last line.
                return
            limit = _largest(fitted.stack, frame, held.base, base)
            yield _at(fitted.stack, frame, limit, least)
            return
        if _takes_from_small(fitted.stack, frame, held.base, base):
            return
        if parted_texts(fitted.stack, frame, base) > whole:
            return
        held = _at(fitted.stack, frame, base, least)
        yield held


def _takes_from_small(stack: Stack, frame: Rect, base: float, larger: float) -> bool:
    """Whether larger type makes a picture lower that is small as it is."""
    return lower(heights(stack, frame, base), heights(stack, frame, larger))


def lower(before: Sequence[float], after: Sequence[float]) -> bool:
    """Whether a picture that is small as it is has become lower."""
    return any(now < min(then, SMALL) - ROUNDING for then, now in zip(before, after, strict=False))


def _largest(stack: Stack, frame: Rect, holding: float, failing: float) -> float:
    """The largest size that holds, between one that does and one that does not, to within FINE."""
    whole = parted_texts(stack, frame, holding)
    while failing - holding > FINE * holding:
        middle = (holding + failing) / 2
        fits = holds(stack, frame, middle) and parted_texts(stack, frame, middle) <= whole
        holding, failing = (middle, failing) if fits else (holding, middle)
    return holding


def parted_texts(box: Box, frame: Rect, base: float) -> int:
    """How many texts inside a box have words that are parted by hyphens. Larger type must not part more of them."""
    if isinstance(box, TextBox):
        return int(box.divisible and box.parts_words(frame.width, base))
    if not isinstance(box, Container) or not box.divisible:
        return 0
    return sum([parted_texts(child, place, base) for child, place in box.arrange(frame, base)])


def _at(stack: Stack, frame: Rect, base: float, least: float) -> Fitted:
    return Fitted(stack, base, type_value(base / least) + picture_value(heights(stack, frame, base), frame.height))


def picture_value(tall: Sequence[float], page: float) -> float:
    """What pictures of these heights are worth on a page: the square root makes the smallest count most."""
    if not tall:
        return 0.0
    return PICTURE_VALUE * sum(math.sqrt(height / page) for height in tall) / len(tall)


def type_value(ratio: float) -> float:
    """What type ``ratio`` times the minimum is worth."""
    return TYPE_VALUE * (min(ratio, COMFORT) - 1) + LUXURY_VALUE * max(0.0, ratio - COMFORT)


def heights(box: Box, frame: Rect, base: float) -> tuple[float, ...]:
    """The heights of the pictures inside a box when it is painted into ``frame``."""
    return _of_pictures(box, frame, base, "heights")


def scales(box: Box, frame: Rect, base: float) -> tuple[float, ...]:
    """The largest scale of each stage inside a box when it is painted into ``frame``."""
    return _of_pictures(box, frame, base, "scales")


def _of_pictures(box: Box, frame: Rect, base: float, what: Literal["heights", "scales"]) -> tuple[float, ...]:
    """A box keeps them by the frame's size: where the frame is makes no difference."""
    if isinstance(box, FigureBox):
        return box.heights(frame, base) if what == "heights" else box.scales(frame, base)
    if not isinstance(box, Container) or not box.pictured:
        return ()
    key = (what, frame.width, frame.height, base)
    known = box.shown.get(key)
    if known is None:
        if len(box.shown) >= MEASURES:
            box.shown.clear()
        inside = [_of_pictures(child, place, base, what) for child, place in box.arrange(frame, base)]
        known = box.shown[key] = tuple(chain.from_iterable(inside))
    return known
