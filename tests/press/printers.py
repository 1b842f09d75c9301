"""Printers that print one side, and a person who does what the instructions say and nothing else.

A sheet has two sides and two ends. What is known of a printer is which way up its paper comes out and which side of the
paper in its tray takes ink; nothing of the press's own rules is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from soleprint.marks import Sheet


class Ink(NamedTuple):
    """A side of the file on paper, and the end of the paper that came out first with it."""

    number: int
    end: int


@dataclass
class Paper:
    """A sheet: what is on its sides 0 and 1. ``up`` is the side that is seen, ``first`` the end towards the person."""

    sides: list[list[Ink]] = field(default_factory=lambda: [[], []])
    up: int = 0
    first: int = 0


@dataclass
class Printer:
    """Takes sheets from the top of its tray and lays them on the top of what has come out."""

    out_face_up: bool
    prints_upper: bool
    """Whether the side that is seen in the tray is printed, or the one below."""
    tray: list[Paper] = field(default_factory=list)
    out: list[Paper] = field(default_factory=list)

    def fill(self, count: int) -> None:
        self.tray = [Paper() for _ in range(count)]
        self.out = []

    def print(self, numbers: Iterable[int]) -> None:
        """Prints sides of the file, each on the next sheet, its first end leading."""
        for number in numbers:
            paper = self.tray.pop()
            side = paper.up if self.prints_upper else 1 - paper.up
            paper.sides[side].append(Ink(number, paper.first))
            paper.up = side if self.out_face_up else 1 - side
            self.out.append(paper)

    def put_back(self, over: bool) -> None:
        """The stack goes back: turned like a page, the same end first; or as it lies, when the other end is first."""
        stack, self.out = self.out, []
        for paper in stack:
            if over:
                paper.up = 1 - paper.up
            else:
                paper.first = 1 - paper.first
        self.tray = stack[::-1] if over else stack


def way_of(printer: Printer) -> str:
    """What the printer test says of a printer: page 1, the sheet back as it lies, page 2."""
    printer.fill(1)
    printer.print([0])
    printer.put_back(over=False)
    printer.print([1])
    (paper,) = printer.out
    on_blank = all(len(side) == 1 for side in paper.sides)
    return "as-is" if on_blank else "over"


def printed_by_hand(
    printer: Printer, tasks: Sequence[tuple[str, Mapping[str, str]]], sheets: Sequence[Sheet]
) -> list[tuple[Sheet, Sheet, bool]]:
    """Follows the tasks: each piece of paper with its front, its back, and whether they are turned like a book's page.

    The sheets are in the order of the pages on their fronts, as a person lays them.
    """
    named = dict(tasks)
    printer.fill(len(sheets) // 2)
    printer.print(_numbers(named["assembly-manual-1"]["first"]))
    (way,) = [name for name in named if name in ("assembly-manual-over", "assembly-manual-as-is")]
    printer.put_back(over=way == "assembly-manual-over")
    printer.print(_numbers(named[way]["second"]))
    found = []
    for paper in printer.out:
        inks = sorted(ink for side in paper.sides for ink in side)
        assert [len(side) for side in paper.sides] == [1, 1], "a side was printed twice"
        front, back = inks
        stands = sheets[front.number].height >= sheets[front.number].width
        # Heads are at the end that leads, where a sheet stands; where it lies, that end is its left or right.
        found.append((front.number, sheets[front.number], sheets[back.number], (front.end == back.end) == stands))
    return [(front, back, like_a_book) for _, front, back, like_a_book in sorted(found, key=lambda each: each[0])]


def _numbers(pages: str) -> range:
    first, *last = map(int, re.findall("[0-9]+", pages))
    return range(first - 1, last[0] if last else first)
