"""What a print shop wants round a page: registration marks, a colour bar, a line that says which job and sheet it is;
and the lines that its machines cut and crease along, in inks of their own. Points.

Colours are those of printer's marks: ``#00FFFF`` is cyan and nothing else. What a printer at home makes of them only
looks alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soleprint.bounds import moved
from soleprint.layout.painter import circle, line
from soleprint.layout.paper import MM
from soleprint.marks import Group, Path, Primitive, Rect, Stroke, rounded, union
from soleprint.press.checkline import free_place, text_box
from soleprint.press.geometry import Line, shift
from soleprint.press.plan import Slug
from soleprint.press.sheets import MARK_COLOUR, MARK_WIDTH, mark_gap

EVERY_INK, CUT, CREASE = "All", "CutContour", "Crease"
"""Spots: in all inks (ISO 32000-1, 8.6.6.4), and the usual names of the lines of a cutter and a creaser."""
ARM, RING = 2.5 * MM, 1.5 * MM
"""Of a registration mark."""
ASIDE = (0.0, 8 * MM, -8 * MM, 16 * MM, -16 * MM)
"""Where along an edge a registration mark may be, from its middle."""
PATCH = 4 * MM
BAR = (
    "#00FFFF", "#FF00FF", "#FFFF00", "#000000", "#FF0000", "#00FF00", "#0000FF",
    "#80FFFF", "#FF80FF", "#FFFF80", "#808080",
)  # fmt: skip
"""Solid inks, two printed over each other, and half tones."""
SLUG_SIZE = 9.0
CUT_COLOUR, CREASE_COLOUR = "#FF00FF", "#00FFFF"
DIE_WIDTH = 0.5

Placed = tuple[Primitive, Rect]


def shop_marks(
    trims: Sequence[Rect], bleed: float, area: Rect, taken: Sequence[Rect], slug: Slug, label: str
) -> list[Placed]:
    """Registration marks at all four sides of the pieces, a colour bar and the job, where there is room in ``area``
    beside what is ``taken``; each with the rectangle that it covers. ``label`` is the sheet's and side's."""
    found: list[Placed] = []
    whole = union(trims)
    if whole is None:
        return found
    for way in _ways(whole, mark_gap(bleed) + ARM):
        free = (each for each in way if area.contains(each[1]) and not _hits(each[1], [*taken, *_boxes(found)]))
        found += [mark for mark in [next(free, None)] if mark]
    job = tuple(slug.lettering(" \N{MIDDLE DOT} ".join(filter(None, (slug.job, label, slug.date))), SLUG_SIZE))
    box = text_box(job)
    shown = Group(job, shift(-box.x0, -box.y0))
    for item, size in ((_bar(), (PATCH * len(BAR), PATCH)), (shown, (box.width, box.height))):
        matrix = free_place(area, size, [*taken, *_boxes(found)])
        if matrix:
            found.append((Group((item,), matrix), moved(Rect(0, 0, *size), matrix)))
    return found


COMPLETE = 6
"""How many there are where there is room for all."""


def die_lines(trims: Sequence[Rect], folds: Sequence[Line], corners: float, cuts: bool) -> Iterator[Group]:
    """The outlines to cut out, round at the corners, unless ``cuts`` is false; and the lines to crease."""
    pen = Stroke(CUT_COLOUR, DIE_WIDTH, butt=True)
    outlines = tuple(Path(rounded(trim, corners), None, pen) for trim in trims if cuts)
    creases = tuple(line(*fold, CREASE_COLOUR, DIE_WIDTH, (4.0, 3.0)) for fold in folds)
    for paths, spot in ((outlines, CUT), (creases, CREASE)):
        if paths:
            yield Group(paths, spot=spot)


def _ways(whole: Rect, away: float) -> Iterator[list[Placed]]:
    """For each side, the places where its registration mark may be, the best first."""
    x, y = (whole.x0 + whole.x1) / 2, (whole.y0 + whole.y1) / 2
    for level in (whole.y0 - away, whole.y1 + away):
        yield [_registration(x + aside, level) for aside in ASIDE]
    for upright in (whole.x0 - away, whole.x1 + away):
        yield [_registration(upright, y + aside) for aside in ASIDE]


def _registration(x: float, y: float) -> Placed:
    ring = Path(circle(x, y, RING), None, Stroke(MARK_COLOUR, MARK_WIDTH, butt=True))
    level = line(x - ARM, y, x + ARM, y, MARK_COLOUR, MARK_WIDTH)
    upright = line(x, y - ARM, x, y + ARM, MARK_COLOUR, MARK_WIDTH)
    return Group((ring, level, upright), spot=EVERY_INK), Rect(x - ARM, y - ARM, x + ARM, y + ARM)


def _bar() -> Group:
    return Group(
        tuple(Path(rounded(Rect(n * PATCH, 0, (n + 1) * PATCH, PATCH), 0), colour) for n, colour in enumerate(BAR))
    )


def _boxes(placed: Sequence[Placed]) -> list[Rect]:
    return [box for _, box in placed]


def _hits(box: Rect, others: Sequence[Rect]) -> bool:
    return any(box.overlaps(other) for other in others)
