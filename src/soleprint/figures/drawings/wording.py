"""Numbers and lines as a view's file has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from soleprint.figures.instructions import Dot

_WIDTH = 112


def number(value: float) -> str:
    """Tenths at most, without what says nothing."""
    return f"{round(value, 1) + 0.0:g}"


def pair(point: Sequence[float]) -> str:
    """Numbers as a list."""
    return f"[{', '.join(map(number, point))}]"


def line(name: str, points: Iterable[str]) -> str:
    """A line of points, its rows set in below its name where it is long."""
    text = ", ".join(points)
    if len(name) + len(text) + 4 <= _WIDTH:
        return f"  {name}: {text}\n"
    rows = wrap(text, _WIDTH, break_long_words=False)
    return f"  {name}:\n" + "".join(f"    {row}\n" for row in rows)


def point(dot: Dot) -> str:
    """A point of a line."""
    return f"{number(dot.x)} {number(dot.y)}{' c' if dot.corner else ''}"
