"""Labels of moves ("1a") on a stage: pills that stand in a free corner or at an arrow's end, or nowhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.theme import PAPER, Theme
from soleprint.marks import GlyphRun, Path, Primitive, Rect, Stroke, rounded

if TYPE_CHECKING:
    from soleprint.text.typesetter import Typesetter

INSET = 4.0
"""Points between a label and the edge of its stage."""
CLEAR = 2.0
"""Points between a label and anything else."""
PADDING = (0.42, 0.2)
"""Room beside and above the text, in its size."""
RIM = 0.9
"""Points of the pill's outline."""


class Crowd(Struct, frozen=True):
    """What labels keep clear of, in points: rings of hands and zones, ways of arrows, round spots, the stage's edge."""

    box: Rect
    rings: Sequence[Sequence[Point]]
    ways: Sequence[Sequence[Point]]
    spots: Sequence[tuple[Point, float]]
    """Toes and the number of the step: centre and radius."""
    shaft: float
    """Half the width of an arrow with its rim and head."""

    def free(self, pill: Rect, taken: Sequence[Rect]) -> bool:
        """True when a pill stands clear of everything."""
        grown = Rect(pill.x0 - CLEAR, pill.y0 - CLEAR, pill.x1 + CLEAR, pill.y1 + CLEAR)
        if not self.box.contains(pill) or any(grown.overlaps(other) for other in taken):
            return False
        if any(_near(grown, centre, radius) for centre, radius in self.spots):
            return False
        if any(_near(grown, p, self.shaft) for way in self.ways for p in way):
            return False
        return not any(_meets(grown, ring) for ring in self.rings)


def _near(pill: Rect, p: Point, radius: float) -> bool:
    dx = max(pill.x0 - p[0], 0.0, p[0] - pill.x1)
    dy = max(pill.y0 - p[1], 0.0, p[1] - pill.y1)
    return math.hypot(dx, dy) < radius


def _meets(pill: Rect, ring: Sequence[Point]) -> bool:
    """True when a ring passes through a pill or holds it."""
    if any(pill.x0 <= x <= pill.x1 and pill.y0 <= y <= pill.y1 for x, y in ring):
        return True
    corners = ((pill.x0, pill.y0), (pill.x1, pill.y0), (pill.x1, pill.y1), (pill.x0, pill.y1))
    middle = ((pill.x0 + pill.x1) / 2, (pill.y0 + pill.y1) / 2)
    return any(curves.inside(p, ring) for p in (*corners, middle))


def place(sizes: Sequence[Point], ways: Sequence[Sequence[Sequence[Point]]], crowd: Crowd) -> list[Rect | None]:
    """Where each label stands: at its own arrows' ends where a stage has several, else in a corner; None: nowhere.

    ``sizes`` are widths and heights in points, ``ways`` the arrows of each label's move.
    """
    out: list[Rect | None] = []
    for size, own in zip(sizes, ways, strict=True):
        near, corners = [*_ends(own, size, crowd.shaft), *_beside(own, size, crowd.shaft)], _corners(crowd.box, size)
        options = [*near, *corners] if len(sizes) > 1 else [*corners, *near]
        taken = [pill for pill in out if pill]
        out.append(next((pill for pill in options if crowd.free(pill, taken)), None))
    return out


def _corners(box: Rect, size: Point) -> Iterator[Rect]:
    """The four corners, the end of the top edge first."""
    w, h = size
    for x in (box.x1 - w, box.x0):
        for y in (box.y1 - h, box.y0):
            yield Rect(x, y, x + w, y + h)


def _ends(ways: Sequence[Sequence[Point]], size: Point, shaft: float) -> Iterator[Rect]:
    """Places round the tail and the tip of each arrow, in line with it first."""
    for way in ways:
        for end, before in ((way[0], way[min(8, len(way) - 1)]), (way[-1], way[-min(9, len(way))])):
            ahead = math.atan2(end[1] - before[1], end[0] - before[0])
            for turn in (0.0, 0.7, -0.7, 1.57, -1.57):
                yield _off(end, ahead + turn, size, shaft)


def _beside(ways: Sequence[Sequence[Point]], size: Point, shaft: float) -> Iterator[Rect]:
    """Places on both sides of each arrow, from its ends to its middle."""
    for more in (0.0, 6.0, 12.0):
        for way in ways:
            across = curves.normals(way)
            for part in (0.08, 0.92, 0.2, 0.8, 0.35, 0.65, 0.5):
                k = round(part * (len(way) - 1))
                side = math.atan2(across[k][1], across[k][0])
                for turn in (0.0, math.pi):
                    yield _off(way[k], side + turn, size, shaft + more)


def _off(p: Point, angle: float, size: Point, shaft: float) -> Rect:
    """A pill just clear of an arrow at ``p``, in a direction."""
    c, s = math.cos(angle), math.sin(angle)
    w, h = size
    half = min(w / 2 / abs(c) if abs(c) > 1e-6 else math.inf, h / 2 / abs(s) if abs(s) > 1e-6 else math.inf)
    away = shaft + CLEAR + 1.0 + half
    x, y = p[0] + away * c, p[1] + away * s
    return Rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2)


class Label(Struct, frozen=True):
    """A text set for a pill."""

    runs: tuple[GlyphRun, ...]
    width: float
    height: float
    """Of the text's capitals."""
    size: float

    @property
    def pill(self) -> Point:
        """Width and height of the pill in points."""
        return self.width + 2 * PADDING[0] * self.size, self.height + 2 * PADDING[1] * self.size + 2 * RIM


def label(text: str, size: float, colour: str, typesetter: Typesetter) -> Label:
    """A text, bold, set in a size in points."""
    from soleprint.text.paragraph import Span

    prepared = typesetter.prepare([Span(typesetter.numerals(text), bold=True, colour=colour)])
    runs = tuple(run for _, run in prepared.set(1000.0, size).runs(0.0, 0.0))
    font = runs[0].font
    return Label(runs, sum(run.width for run in runs), font.cap_height * size / font.upem, size)


def draw(text: Label, pill: Rect, theme: Theme) -> list[Primitive]:
    """An open pill with its label in the middle."""
    outline = rounded(pill, pill.height / 2)
    items: list[Primitive] = [Path(outline, PAPER, Stroke(theme.colours["ink"], RIM))]
    x, y = pill.x0 + (pill.width - text.width) / 2, pill.y0 + (pill.height - text.height) / 2
    for run in text.runs:
        items.append(GlyphRun(run.font, run.size, (x, y), run.glyphs, run.colour, run.text, run.rtl))
        x += run.width
    return items
