"""Which page goes where in a booklet: blanks, sections and folded sheets. Pages count from 0; None is a blank."""

from __future__ import annotations

from typing import NamedTuple

Slots = tuple[int | None, ...]


class Folio(NamedTuple):
    """A sheet folded once: ``first`` and ``second`` are its first leaf in reading order, ``penult`` and ``last`` its
    other leaf. ``first`` and ``last`` are outside, ``second`` and ``penult`` inside."""

    first: int | None
    second: int | None
    penult: int | None
    last: int | None
    depth: int
    """How many sheets of its section lie round it."""
    section: int


def missing(count: int) -> int:
    """How many pages ``count`` pages need to be a multiple of 4."""
    return -count % 4


def padded(count: int, back_cover: bool) -> Slots:
    """Pages with blanks up to a multiple of 4: before the last page where that is the back cover, else at the end."""
    pages: list[int | None] = list(range(count))
    at = count - 1 if back_cover and count > 1 else count
    pages[at:at] = [None] * missing(count)
    return tuple(pages)


def sections(sheets: int, most: int) -> tuple[int, ...]:
    """Sheets in each section, at most ``most`` (0: all in one), as even as can be, the thicker ones first."""
    count = -(-sheets // most) if most else 1
    least, more = divmod(sheets, count)
    return tuple(least + (number < more) for number in range(count))


def folios(slots: Slots, sizes: tuple[int, ...]) -> tuple[Folio, ...]:
    """The folded sheets of every section, each section from its outermost sheet to its innermost."""
    made = []
    start = 0
    for number, size in enumerate(sizes):
        end = start + 4 * size
        for depth in range(size):
            low, high = start + 2 * depth, end - 1 - 2 * depth
            made.append(Folio(slots[low], slots[low + 1], slots[high - 1], slots[high], depth, number))
        start = end
    return tuple(made)
