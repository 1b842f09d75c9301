"""Labels of moves ("1a") on a stage: pills that stand in a free corner or at an arrow's end, or nowhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from soleprint.figures import curves
from soleprint.figures.curves import Point
from soleprint.figures.theme import PAPER, Theme
from soleprint.marks import GlyphRun, Path, Primitive, Rect, Stroke, rounded

if TYPE_CHECKING:
    from soleprint.text.typesetter import Typesetter

INSET, NARROW_INSET = 4.0, 1.5
"""Points between a label and the edge of its stage, and where there is no room for that."""
CLEAR, NARROW = 2.0, 0.8
"""Points between a label and anything else, and where there is no room for that."""
PADDING = (0.42, 0.2)
"""Room beside and above the text, in its size."""
RIM = 0.9
"""Points of the pill's outline."""


class Crowd(Struct, frozen=True):
    """What labels keep clear of, in points: rings of hands and zones, ways of arrows, round spots, the stage's edge."""

    field: Rect
    rings: Sequence[Sequence[Point]]
    ways: Sequence[Sequence[Point]]
    spots: Sequence[tuple[Point, float]]
    """Toes and the number of the step: centre and radius."""
    shaft: float
    """Half the width of an arrow with its rim and head."""
    inset: float = INSET
    clear: float = CLEAR

    @property
    def box(self) -> Rect:
        """Where labels may stand."""
        return self.field.inset(self.inset, self.inset, self.inset, self.inset)

    def narrow(self) -> Crowd:
        """The same with no more room round a label than it needs."""
        return replace(self, inset=NARROW_INSET, clear=NARROW)

    def free(self, pill: Rect, taken: Sequence[Rect]) -> bool:
        """True when a pill stands clear of everything."""
        grown = pill.inset(-self.clear, -self.clear, -self.clear, -self.clear)
        if not self.box.contains(pill) or any(grown.overlaps(other) for other in taken):
            return False
        if any(_distance(grown, [centre], radius) < radius for centre, radius in self.spots):
            return False
        if any(_distance(grown, way, self.shaft) < self.shaft for way in self.ways):
            return False
        return not any(_meets(grown, ring) for ring in self.rings)


def _distance(pill: Rect, points: Iterable[Point], most: float = math.inf) -> float:
    """How far a pill is from the nearest of some points, or ``most`` where all are as far.

    Hundreds of places are tried with hundreds of points: most are ruled out by one of the two coordinates.
    """
    x0, y0, x1, y1 = pill.x0, pill.y0, pill.x1, pill.y1
    for x, y in points:
        dx = x0 - x if x < x0 else x - x1
        if dx < most:
            dy = y0 - y if y < y0 else y - y1
            if dy < most:
                most = min(most, math.hypot(max(dx, 0.0), max(dy, 0.0)))
    return most


def _meets(pill: Rect, ring: Sequence[Point]) -> bool:
    """True when a ring passes through a pill or holds it."""
    if any(pill.x0 <= x <= pill.x1 and pill.y0 <= y <= pill.y1 for x, y in ring):
        return True
    across, up = [x for x, _ in ring], [y for _, y in ring]
    if max(across) < pill.x0 or min(across) > pill.x1 or max(up) < pill.y0 or min(up) > pill.y1:
        return False  # as nearly all are
    corners = ((pill.x0, pill.y0), (pill.x1, pill.y0), (pill.x1, pill.y1), (pill.x0, pill.y1))
    middle = ((pill.x0 + pill.x1) / 2, (pill.y0 + pill.y1) / 2)
    return any(curves.inside(p, ring) for p in (*corners, middle))


Ways = Sequence[Sequence[Point]]
"""Arrows, as points along them."""


def place(sizes: Sequence[Point], ways: Sequence[Ways], crowd: Crowd) -> list[Rect]:
    """Where each label stands: at its own arrows' ends where a stage has several, else in a corner; where that is not
    free, at an edge or anywhere, but never nearer to another's arrows. Nothing where one of them has no room: a label
    alone says less than none.

    ``sizes`` are widths and heights in points, ``ways`` the arrows of each label's move.
    """
    out: list[Rect] = []
    for number, (size, own) in enumerate(zip(sizes, ways, strict=True)):
        others = [way for k, each in enumerate(ways) if k != number for way in each]
        pill = next(_free(size, own, others, crowd, out), None)
        if pill is None:
            return []
        out.append(pill)
    return out


def _free(size: Point, own: Ways, others: Ways, crowd: Crowd, taken: Sequence[Rect]) -> Iterator[Rect]:
    """Free places for a label, the best first."""
    for each in (crowd, crowd.narrow()):
        for places in _places(size, own, bool(others), each):
            yield from (pill for pill in places if each.free(pill, taken) and _belongs(pill, own, others))


def _places(size: Point, own: Ways, several: bool, crowd: Crowd) -> Iterator[Iterable[Rect]]:
    near = chain(_ends(own, size, crowd.shaft), _beside(own, size, crowd.shaft))
    corners = _corners(crowd.box, size)
    yield from (near, corners) if several else (corners, near)
    rows = _rows(crowd.box, size)
    yield sorted(rows, key=lambda pill: _off_arrows(pill, own)) if several else rows


def _belongs(pill: Rect, own: Ways, others: Ways) -> bool:
    """Whether a label is taken for that of its own arrows."""
    return not others or _off_arrows(pill, own) <= _off_arrows(pill, others)


def _off_arrows(pill: Rect, ways: Ways) -> float:
    """How far a label is from the nearest of some arrows, in points."""
    return _distance(pill, chain.from_iterable(ways))


def _corners(box: Rect, size: Point) -> Iterator[Rect]:
    """The four corners, the end of the top edge first."""
    w, h = size
    for x in (box.x1 - w, box.x0):
        for y in (box.y1 - h, box.y0):
            yield Rect(x, y, x + w, y + h)


def _rows(box: Rect, size: Point) -> Iterator[Rect]:
    """Places in rows over the whole box: those along its edges first."""
    w, h = size
    across, up = max(2, math.ceil((box.width - w) / (w / 3)) + 1), max(2, math.ceil((box.height - h) / (h / 2)) + 1)
    spots = [(i, j) for j in range(up) for i in range(across)]
    for i, j in sorted(spots, key=lambda at: min(at[0], across - 1 - at[0], at[1], up - 1 - at[1])):
        x, y = box.x1 - w - (box.width - w) * i / (across - 1), box.y1 - h - (box.height - h) * j / (up - 1)
        yield Rect(x, y, x + w, y + h)


def _ends(ways: Ways, size: Point, shaft: float) -> Iterator[Rect]:
    """Places round the tail and the tip of each arrow, in line with it first."""
    for way in ways:
        for end, before in ((way[0], way[min(8, len(way) - 1)]), (way[-1], way[-min(9, len(way))])):
            ahead = math.atan2(end[1] - before[1], end[0] - before[0])
            for turn in (0.0, 0.7, -0.7, 1.57, -1.57):
                yield _off(end, ahead + turn, size, shaft)


def _beside(ways: Ways, size: Point, shaft: float) -> Iterator[Rect]:
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
