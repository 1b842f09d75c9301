"""Turning paper over: where a thing lies on the back, and lines under a transform. Points throughout."""

from __future__ import annotations

from typing import Literal, NamedTuple

from soleprint.marks import Matrix, Rect, apply, multiply

Size = tuple[float, float]
Axis = Literal["vertical", "horizontal"]
"""The line about which something is turned over: vertical as a page of a book, horizontal as one of a calendar."""

HAIR = 0.05
"""Lengths that differ by less are the same, in points."""


class Line(NamedTuple):
    """A straight line on a side."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def upright(self) -> bool:
        return abs(self.x1 - self.x0) < HAIR

    @property
    def length(self) -> float:
        return max(abs(self.x1 - self.x0), abs(self.y1 - self.y0))

    @property
    def box(self) -> Rect:
        return Rect(min(self.x0, self.x1), min(self.y0, self.y1), max(self.x0, self.x1), max(self.y0, self.y1))


def shift(x: float, y: float) -> Matrix:
    """The matrix that moves to the right and up."""
    return (1.0, 0.0, 0.0, 1.0, x, y)


def half_turn(size: Size) -> Matrix:
    """Turns a piece of ``size`` round on the spot."""
    return (-1.0, 0.0, 0.0, -1.0, *size)


def mirror(axis: Axis, size: Size) -> Matrix:
    """Where a point of a piece of ``size`` is once the piece is turned over and seen from behind."""
    if axis == "vertical":
        return (-1.0, 0.0, 0.0, 1.0, size[0], 0.0)
    return (1.0, 0.0, 0.0, -1.0, 0.0, size[1])


def behind(matrix: Matrix, piece: Size, turned: Axis, seen: Matrix) -> Matrix:
    """How to lay the back of a piece so that it comes out behind its front.

    ``matrix`` lays the front; a reader turns the piece over about ``turned``; ``seen`` takes a point of the front to
    its place on the back (the duplexer's ``mirror``, or the reflection in a fold). Two reflections: never mirrored.
    """
    return multiply(multiply(mirror(turned, piece), matrix), seen)


def moved_line(line: Line, matrix: Matrix) -> Line:
    """The line between the two ends after ``matrix``."""
    return Line(*apply(matrix, (line.x0, line.y0)), *apply(matrix, (line.x1, line.y1)))


def clipped(line: Line, area: Rect) -> Line | None:
    """The part of an upright or level line that is in ``area``; None when there is none."""
    box = line.box
    x0, x1 = max(box.x0, area.x0), min(box.x1, area.x1)
    y0, y1 = max(box.y0, area.y0), min(box.y1, area.y1)
    return Line(x0, y0, x1, y1) if x0 <= x1 + HAIR and y0 <= y1 + HAIR else None
