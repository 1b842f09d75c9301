"""Frames without words for assembly instructions: each task as one drawing, from what the press did.

All frames are one size and one scale, so that their lines are of one weight. They are told apart by what is done, not
by their colours: arrows move, dashed lines are cut or folded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from soleprint.layout.painter import circle
from soleprint.marks import Group, Path, Point, Rect, Segment, Stroke, Symbol, rounded
from soleprint.press.geometry import shift
from soleprint.press.isometric import DETAIL, Colours, Pencil, on_paper
from soleprint.press.plan import Lettering, Report

WIDTH, HEIGHT = 190.0, 148.0
"""Points of every frame."""
MOST_COLUMNS, MOST_ROWS = 4, 5
"""A sheet of more cards is drawn with so many."""


class Job(Struct, frozen=True):
    """What was printed, as far as it is drawn: ``grid`` of cards on a sheet; and how."""

    colours: Colours
    lettering: Lettering
    grid: tuple[int, int] = (1, 1)


def frame(task: str, report: Report, colours: Colours, lettering: Lettering) -> Symbol | None:
    """The drawing of a task of ``press.assembly``; None for one that has none."""
    draw = _DRAWN.get(task)
    if draw is None:
        return None
    columns, rows = report.grid if report.method in ("nup", "fold-over") else (1, 1)
    job = Job(colours, lettering, (min(columns, MOST_COLUMNS), min(rows, MOST_ROWS)))
    pencil = Pencil(colours)
    draw(pencil, job)
    box = pencil.bounds
    moved = shift((WIDTH - box.x0 - box.x1) / 2, (HEIGHT - box.y0 - box.y1) / 2)
    name = f"frame-{task}-{job.grid[0]}x{job.grid[1]}-{colours.accent[1:]}"
    return Symbol(name, (Group(tuple(pencil.marks), moved),), Rect(0.0, 0.0, WIDTH, HEIGHT))


def _printed(pencil: Pencil, job: Job, corner: tuple[float, float, float], wide: float, deep: float) -> None:
    """A printed sheet: its cards with crop marks round them."""
    x, y, z = corner
    columns, rows = job.grid
    pencil.sheet(corner, wide, deep)
    edge, gap = 0.13, 0.03
    one_wide = wide * (1 - 2 * edge - gap * (columns - 1)) / columns
    one_deep = deep * (1 - 2 * edge - gap * (rows - 1)) / rows
    for row in range(rows):
        for column in range(columns):
            at = (
                x + wide * edge + column * (one_wide + wide * gap),
                y + deep * edge + row * (one_deep + deep * gap),
                z,
            )
            pencil.card(at, one_wide, one_deep)


def _crops(pencil: Pencil, corner: tuple[float, float, float], wide: float, deep: float) -> None:
    """Crop marks at the corners of what is cut out."""
    x, y, z = corner
    edge, mark = 0.13, 0.07
    for at in (x + wide * edge, x + wide * (1 - edge)):
        for near in (y + deep * 0.02, y + deep * (0.98 - mark)):
            pencil.line([(at, near, z), (at, near + deep * mark, z)], 0.7)
    for at in (y + deep * edge, y + deep * (1 - edge)):
        for near in (x + wide * 0.02, x + wide * (0.98 - mark)):
            pencil.line([(near, at, z), (near + wide * mark, at, z)], 0.7)


def _printer(pencil: Pencil, job: Job, feed: bool = True) -> None:
    """A printer with paper behind, and a printed sheet that comes out."""
    paper, ink = pencil.colours.paper, pencil.colours.ink
    if feed:
        pencil.area([(8, 2, 34), (50, 2, 34), (50, -10, 62), (8, -10, 62)], paper)
        pencil.area([(12, 4, 30), (54, 4, 30), (54, -8, 58), (12, -8, 58)], paper)
    pencil.block((0, 0, 6), 64, 40, 28)
    pencil.line([(6, 5, 34), (58, 5, 34)], 1.6)
    pencil.area([(6, 40, 10), (58, 40, 10), (58, 40, 20), (6, 40, 20)], ink, 0.6)
    _printed(pencil, job, (10, 38, 8), 44, 44)


def _actual_size(pencil: Pencil, job: Job) -> None:
    """The printer; at 100 %, not smaller than the sheet."""
    _printer(pencil, job)
    pencil.arrow((64, 58, 4), (64, 90, -2))
    x, y = 46.0, -40.0
    pencil.marks.append(Path(rounded(Rect(x, y, x + 56, y + 17), 8.5), pencil.colours.accent))
    _words(pencil, job, "\u2066100 %\u2069", (x + 20, y + 8.5), 10.0, pencil.colours.paper)
    tick: tuple[Segment, ...] = (("M", x + 39, y + 8.5), ("L", x + 43, y + 4.5), ("L", x + 49, y + 12.5))
    pencil.marks.append(Path(tick, stroke=Stroke(pencil.colours.paper, 2.2)))
    box = Rect(x + 10, y - 25, x + 24, y - 5)
    pencil.marks.append(Path(rounded(box, 0), pencil.colours.paper, Stroke(pencil.colours.ink, 0.9)))
    small = box.inset(4, 5.5, 4, 5.5)
    pencil.marks.append(Path(rounded(small, 0), pencil.colours.tint, Stroke(pencil.colours.ink, 0.6)))
    for turn in (1, -1):
        cross: tuple[Segment, ...] = (("M", x + 33, y - 15 - 6 * turn), ("L", x + 42, y - 15 + 6 * turn))
        pencil.marks.append(Path(cross, stroke=Stroke(pencil.colours.stop, 2.8)))


def _words(pencil: Pencil, job: Job, text: str, middle: Point, size: float, colour: str) -> None:
    """A numeral or two, in the middle of a place."""
    runs = [replace(run, colour=colour) for run in job.lettering(text, size)]
    width = sum(run.width for run in runs)
    at = shift(middle[0] - width / 2, middle[1] - 0.36 * size)
    pencil.marks.append(Group(tuple(runs), at))


def _turned(pencil: Pencil, job: Job, long: bool) -> None:
    """A sheet that is turned over its long or short edge."""
    wide, deep = 44.0, 62.0
    ghost = (wide + 2, 0.0, 0.0) if long else (0.0, deep + 2, 0.0)
    pencil.sheet(ghost, wide, deep, pencil.colours.tint)
    _printed(pencil, job, (0, 0, 0), wide, deep)
    hinge = [(wide + 1, -3, 0), (wide + 1, deep + 3, 0)] if long else [(-3, deep + 1, 0), (wide + 3, deep + 1, 0)]
    pencil.along([(float(x), float(y), float(z)) for x, y, z in hinge])
    if long:
        pencil.arrow((10, deep / 2, 2), (2 * wide - 8, deep / 2, 2), (wide, deep / 2, 78))
    else:
        pencil.arrow((wide / 2, 12, 2), (wide / 2, 2 * deep - 10, 2), (wide / 2, deep, 92))


def _first_pass(pencil: Pencil, job: Job) -> None:
    _printer(pencil, job)
    pencil.arrow((64, 58, 4), (64, 90, -2))


def _as_is(pencil: Pencil, job: Job) -> None:
    """The printed stack goes back to where the paper comes from."""
    _printer(pencil, job)
    pencil.sweep(on_paper((62, 86, 4)), on_paper((40, -10, 62)), (136.0, -20.0))


def _over(pencil: Pencil, job: Job) -> None:
    """The same, once it is turned like a page."""
    _as_is(pencil, job)
    pencil.arrow((8, 68, 10), (50, 68, 10), (29, 68, 58))


def _cut(pencil: Pencil, job: Job) -> None:
    wide, deep = 74.0, 96.0
    _printed(pencil, job, (0, 0, 0), wide, deep)
    _crops(pencil, (0, 0, 0), wide, deep)
    at = wide * 0.87
    pencil.along([(at, deep - 2, 0), (at, 4, 0)])
    _scissors(pencil, on_paper((at, deep * 0.86, 0)))
    pencil.arrow((wide + 12, 52, 0), (wide + 12, 20, 0))


def _cut_halves(pencil: Pencil, job: Job) -> None:
    """A sheet is cut in two; one half is turned round and goes on the other."""
    wide, deep = 104.0, 70.0
    pencil.sheet((0, 0, 0), wide, deep)
    pencil.card((5, 5, 0), 42, 60)
    pencil.sheet((57, 5, 0), 42, 60, width=DETAIL)
    pencil.sheet((57, 54, 0), 42, 11, pencil.colours.accent, 0)
    pencil.sheet((61, 12, 0), 34, 10, pencil.colours.stop, 0)
    pencil.along([(wide / 2, deep + 2, 0), (wide / 2, -2, 0)])
    _scissors(pencil, on_paper((wide / 2, deep - 4, 0)))
    pencil.arrow((86, 30, 2), (28, 40, 2), (64, 4, 52))


def _scissors(pencil: Pencil, tip: Point) -> None:
    """A pair of scissors that cuts up along y; ``tip`` is where its blades meet the line."""
    turn = math.atan2(0.5, math.cos(math.pi / 6))

    def at(u: float, v: float) -> Point:
        x, y = -12 + u, v
        return tip[0] + x * math.cos(turn) - y * math.sin(turn), tip[1] + x * math.sin(turn) + y * math.cos(turn)

    for side in (1, -1):
        fill = pencil.colours.paper if side > 0 else pencil.colours.tint
        pencil.shape([at(0, -1.6 * side), at(28, 6 * side), at(30, 2.4 * side), at(2, 2.8 * side)], fill)
        pencil.marks.append(Path((("M", *at(0, 0)), ("L", *at(-9, -4 * side))), stroke=Stroke(pencil.colours.ink, 3)))
        pencil.marks.append(Path(_ring(at, -17, -7.5 * side), stroke=Stroke(pencil.colours.ink, 2.8)))
    pencil.marks.append(Path(circle(*at(0, 0), 1.6), pencil.colours.ink))


def _ring(at: Callable[[float, float], Point], u: float, v: float) -> tuple[Segment, ...]:
    points = [at(u + 8.5 * math.cos(k / 12 * math.pi), v + 5.2 * math.sin(k / 12 * math.pi)) for k in range(24)]
    return (("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",))


def _panel(
    pencil: Pencil, hinge: float, wide: float, deep: float, angle: float, fill: str = "", z: float = 0.0
) -> None:
    """A panel of paper that stands up from a fold at x = ``hinge``, to the left where the angle is above 90 degrees."""
    dx, dz = wide * math.cos(math.radians(angle)), wide * math.sin(math.radians(angle))
    corners = [(hinge, 0.0, z), (hinge + dx, 0.0, z + dz), (hinge + dx, deep, z + dz), (hinge, deep, z)]
    pencil.area(corners, fill or pencil.colours.paper)

    def part(u0: float, u1: float, v0: float, v1: float, colour: str) -> None:
        ways = ((u0, v0), (u1, v0), (u1, v1), (u0, v1))
        pencil.area([(hinge + dx * u, deep * v, z + dz * u) for u, v in ways], colour, DETAIL)

    if not fill:
        part(0.1, 0.9, 0.08, 0.24, pencil.colours.accent)
        part(0.1, 0.9, 0.32, 0.56, pencil.colours.tint)
        part(0.1, 0.9, 0.64, 0.88, pencil.colours.tint)


def _fold(pencil: Pencil, job: Job, stack: int = 1) -> None:
    """One half is turned over on the other."""
    for k in range(stack):
        pencil.sheet((50, 0, 1.2 * k), 50, 70)
    _panel(pencil, 50, 50, 70, 0, z=1.2 * (stack - 1))
    for k in range(stack):
        _panel(pencil, 50, 50, 70, 130 - 5 * k, z=1.2 * k)
    z = 1.2 * stack
    pencil.along([(50, 0, z), (50, 70, z)])
    pencil.arrow((18, 66, 50), (88, 78, 10), (64, 84, 66))


def _fold_c(pencil: Pencil, job: Job) -> None:
    """The narrow panel goes in first, then the other one over it."""
    _panel(pencil, 36, 36, 70, 0)
    _panel(pencil, 72, 34, 70, 52)
    _panel(pencil, 36, 36, 70, 140)
    for at in (36.0, 72.0):
        pencil.along([(at, 0, 0), (at, 70, 0)])
    pencil.arrow((100, 78, 30), (60, 74, 8), (84, 78, 44))
    _number(pencil, job, "1", on_paper((112, 72, 16)))
    _number(pencil, job, "2", on_paper((2, 78, 26)))


def _number(pencil: Pencil, job: Job, text: str, middle: Point) -> None:
    pencil.marks.append(Path(circle(*middle, 8), pencil.colours.move))
    _words(pencil, job, text, middle, 11.0, pencil.colours.ink)


def _fold_z(pencil: Pencil, job: Job) -> None:
    """To and fro."""
    _panel(pencil, 0, 40, 70, 28)
    dx, dz = 40 * math.cos(math.radians(28)), 40 * math.sin(math.radians(28))
    _slope(pencil, dx, dz, 40, 70, -28)
    _panel(pencil, 2 * dx, 40, 70, 28)
    for at, z in ((dx, dz), (2 * dx, 0.0)):
        pencil.along([(at, 0, z), (at, 70, z)])
    pencil.arrow((3 * dx + 26, 60, 18), (2.2 * dx + 10, 78, 0))


def _slope(pencil: Pencil, x: float, z: float, wide: float, deep: float, angle: float) -> None:
    dx, dz = wide * math.cos(math.radians(angle)), wide * math.sin(math.radians(angle))
    pencil.area([(x, 0, z), (x + dx, 0, z + dz), (x + dx, deep, z + dz), (x, deep, z)], pencil.colours.tint)


def _fold_booklet(pencil: Pencil, job: Job) -> None:
    _fold(pencil, job, 3)


def _roof(pencil: Pencil) -> None:
    """A folded booklet with its back up, like a low roof."""
    high = 13.0
    for k in range(2):
        z = 1.2 * k
        pencil.area([(0, 0, z), (50, 0, high + z), (50, 76, high + z), (0, 76, z)], pencil.colours.paper)
        pencil.area([(50, 0, high + z), (100, 0, z), (100, 76, z), (50, 76, high + z)], pencil.colours.accent)

    def part(u0: float, u1: float, v0: float, v1: float, colour: str) -> None:
        ways = ((u0, v0), (u1, v0), (u1, v1), (u0, v1))
        pencil.area([(50 + 50 * u, 76 * v, high + 1.2 - high * u) for u, v in ways], colour, 0)

    part(0.18, 0.86, 0.5, 0.6, pencil.colours.paper)
    part(0.18, 0.6, 0.68, 0.74, pencil.colours.tint)


def _staple(pencil: Pencil, job: Job) -> None:
    _roof(pencil)
    top = 15.4
    for at in (19.0, 57.0):
        pencil.line([(50, at - 5, top), (50, at + 5, top)], 2.4, pencil.colours.stop)
    x, y = on_paper((50, 57, top))
    _stapler(pencil, (x, y + 12))
    pencil.sweep((x + 16, y + 40), (x + 16, y + 10))
    x, y = on_paper((50, 19, top))
    pencil.sweep((x + 8, y + 40), (x + 8, y + 8))
    _words(pencil, job, "2 ×", (78.0, 6.0), 17.0, pencil.colours.accent)


def _stapler(pencil: Pencil, mouth: Point) -> None:
    """A stapler whose mouth is at a place, its tail to the left and up."""
    x, y = mouth

    def part(corners: Sequence[Point], fill: str) -> None:
        pencil.shape([(x + u, y + v) for u, v in corners], fill)

    part([(4, 0), (-56, 24), (-60, 27), (-61, 31), (-59, 34), (2, 13), (6, 10), (6, 5)], pencil.colours.paper)
    part([(5, 8), (-59, 33), (-58, 38), (-54, 40), (-50, 39), (1, 20), (6, 16), (6, 12)], pencil.colours.tint)
    part([(4, 0), (4, -4), (-1, -2), (-1, 2)], pencil.colours.ink)


def _trim(pencil: Pencil, job: Job) -> None:
    """The open edge of a folded booklet is cut straight."""
    for k in range(4):
        pencil.sheet((0, 0, 1.4 * k), 58 + 2.2 * (3 - k), 80)
    pencil.sheet((0, 0, 5.6), 58, 80, pencil.colours.accent)
    pencil.sheet((8, 40, 5.6), 38, 8, pencil.colours.paper, 0)
    pencil.along([(54, 84, 5.6), (54, -6, 5.6)])
    _scissors(pencil, on_paper((54, 82, 5.6)))
    pencil.arrow((76, 46, 0), (76, 16, 0))


def _fold_over(pencil: Pencil, job: Job) -> None:
    """Print outside: the half that stands shows its back."""
    pencil.sheet((50, 0, 0), 50, 70, pencil.colours.tint)
    _panel(pencil, 50, 50, 70, 118, pencil.colours.paper)
    pencil.along([(50, 0, 0), (50, 70, 0)])
    for v in (20.0, 50.0):
        pencil.line([(60, v, 0), (70, v + 8, 0), (76, v - 6, 0), (88, v + 4, 0)], 1.6, pencil.colours.move)
    pencil.arrow((18, 66, 50), (88, 80, 10), (64, 84, 66))


def _tiles(pencil: Pencil, job: Job) -> None:
    """Sheets side by side; each covers a strip of the one before."""
    pencil.sheet((0, 0, 0), 52, 44)
    pencil.sheet((0, 0, 0), 52, 12, pencil.colours.accent, 0)
    pencil.sheet((46, 0, 1), 52, 44)
    pencil.sheet((46, 0, 1), 52, 12, pencil.colours.accent, 0)
    pencil.sheet((0, 38, 1), 52, 44)
    for x, y, text in ((24.0, 26.0, "1"), (70.0, 26.0, "2"), (24.0, 62.0, "3")):
        _words(pencil, job, text, on_paper((x, y, 1)), 12.0, pencil.colours.accent)
    pencil.sheet((58, 50, 12), 52, 44)
    pencil.sheet((58, 50, 12), 6, 44, pencil.colours.tint, DETAIL)
    pencil.sheet((58, 50, 12), 52, 6, pencil.colours.tint, DETAIL)
    _words(pencil, job, "4", on_paper((86, 76, 12)), 12.0, pencil.colours.accent)
    pencil.arrow((134, 118, 26), (100, 84, 8))


def _laminated(pencil: Pencil, corner: tuple[float, float, float], wide: float, deep: float) -> None:
    """A card in its film, which is larger all round."""
    x, y, z = corner
    pencil.sheet((x - 7, y - 7, z), wide + 14, deep + 14, pencil.colours.tint)
    pencil.card((x, y, z), wide, deep, 0.6)


def _hole(pencil: Pencil, place: tuple[float, float, float], size: float) -> None:
    x, y = on_paper(place)
    outline = rounded(Rect(x - size, y - 0.58 * size, x + size, y + 0.58 * size), size, 0.58 * size)
    pencil.marks.append(Path(outline, pencil.colours.paper, Stroke(pencil.colours.ink, 1.1)))


def _puncher(pencil: Pencil, place: tuple[float, float, float]) -> None:
    """A hand punch above a hole, with its arrow."""
    x, y = on_paper(place)
    y += 10
    pencil.shape([(x - 2.2, y - 3), (x - 2.2, y + 5), (x + 2.2, y + 5), (x + 2.2, y - 3)], pencil.colours.ink)
    pencil.shape([(x - 9, y + 5), (x + 9, y + 5), (x + 12, y + 17), (x - 12, y + 17)], pencil.colours.tint)
    pencil.shape([(x - 12, y + 17), (x + 12, y + 17), (x + 16, y + 28), (x - 16, y + 28)], pencil.colours.paper)
    pencil.sweep((x + 27, y + 36), (x + 27, y + 4))


def _punch(pencil: Pencil, job: Job) -> None:
    pencil.card((0, 0, 0), 56, 76, 0.9)
    _hole(pencil, (9, 7, 0), 4.4)
    _puncher(pencil, (9, 7, 0))


def _punch_film(pencil: Pencil, job: Job) -> None:
    """The smaller hole is in the film alone: inside the larger one of the card."""
    _laminated(pencil, (0, 0, 0), 56, 76)
    _hole(pencil, (9, 7, 0), 6.0)
    _hole(pencil, (9, 7, 0), 3.4)
    _puncher(pencil, (9, 7, 0))


def _laminate(pencil: Pencil, job: Job) -> None:
    """The card in its pouch goes into the laminator; the seal runs all round."""
    pencil.sheet((-7, 26, 2), 62, 74, pencil.colours.tint)
    pencil.card((1, 34, 2), 46, 58, 0.6)
    pencil.block((-16, -8, 0), 80, 36, 22)
    pencil.area([(-10, 28, 2), (58, 28, 2), (58, 28, 8), (-10, 28, 8)], pencil.colours.ink, 0.5)
    pencil.line([(-8, 2, 22), (52, 2, 22)], 1.5)
    pencil.along([(-3.5, 30, 2), (-3.5, 96.5, 2), (51.5, 96.5, 2), (51.5, 30, 2)])
    pencil.arrow((70, 92, 2), (70, 56, 2))


def _corners(pencil: Pencil, job: Job) -> None:
    """Square film corners are cut round along the line."""
    pencil.sheet((0, 0, 0), 62, 82, pencil.colours.paper)
    pencil.card((8, 8, 0), 46, 66, 0.4)
    for x, y, turn in ((0, 0, 2), (62, 0, 3), (62, 82, 0), (0, 82, 1)):
        angles = [(turn + k / 8) * math.pi / 2 for k in range(9)]
        middle = (x + (12 if x == 0 else -12), y + (12 if y == 0 else -12))
        pencil.along([(middle[0] + 12 * math.cos(a), middle[1] + 12 * math.sin(a), 0.0) for a in angles])
    near = on_paper((62, 82, 0))
    _scissors(pencil, (near[0] - 20, near[1] - 2))
    pencil.sweep((near[0] + 16, near[1] - 2), (near[0] + 38, near[1] + 11))


def _ring_through(pencil: Pencil, job: Job) -> None:
    """Cards in a fan, and the ring through their holes."""
    for k in (4, 2, 0):
        pencil.card((2.6 * k, -3.4 * k, 1.6 * (4 - k)), 58, 78, 0.9)
    x, y = on_paper((10, 8, 6.4))
    _hole(pencil, (10, 8, 6.4), 4.4)
    ring = [(x + 15 * math.cos(k / 24 * 2 * math.pi), y + 15 + 15 * math.sin(k / 24 * 2 * math.pi)) for k in range(24)]
    outline: tuple[Segment, ...] = (("M", *ring[0]), *(("L", *point) for point in ring[1:]), ("Z",))
    for colour, width in ((pencil.colours.ink, 4.6), (pencil.colours.tint, 2.6)):
        pencil.marks.append(Path(outline, stroke=Stroke(colour, width)))
    pencil.sweep((x + 44, y + 44), (x + 22, y + 22))


def _long(pencil: Pencil, job: Job) -> None:
    _turned(pencil, job, True)


def _short(pencil: Pencil, job: Job) -> None:
    _turned(pencil, job, False)


_DRAWN: Mapping[str, Callable[[Pencil, Job], None]] = {
    "assembly-actual-size": _actual_size,
    "assembly-duplex-long": _long,
    "assembly-duplex-short": _short,
    "assembly-manual-1": _first_pass,
    "assembly-manual-over": _over,
    "assembly-manual-as-is": _as_is,
    "assembly-cut": _cut,
    "assembly-cut-sides": _cut,
    "assembly-cut-halves": _cut_halves,
    "assembly-corners": _corners,
    "assembly-fold-booklet": _fold_booklet,
    "assembly-staple": _staple,
    "assembly-trim": _trim,
    "assembly-fold-half": _fold,
    "assembly-fold-c": _fold_c,
    "assembly-fold-z": _fold_z,
    "assembly-fold-over": _fold_over,
    "assembly-tiles": _tiles,
    "assembly-punch": _punch,
    "assembly-punch-film": _punch_film,
    "assembly-ring": _ring_through,
    "assembly-laminate": _laminate,
}
"""By the name of the phrase that says the same."""
