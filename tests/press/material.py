"""Pages to impose, words for outside the trims, and how to read placements."""

from __future__ import annotations

import math
from collections.abc import Sequence

from soleprint.layout.paper import MM, paper
from soleprint.marks import ARTIFACT, Element, GlyphRun, Mark, Page, Path, Placement, Point, Rect, Sheet, apply
from soleprint.press.plan import Slug
from tests.ink.specimen import run


def lettering(text: str, size: float) -> Sequence[GlyphRun]:
    return (run(text, (0.0, 0.0), size),)


SLUG = Slug(lettering, "100 mm: print at 100 %", "glue")


def blank(width_mm: float, height_mm: float, margin_mm: float = 10.0) -> Page:
    width, height = width_mm * MM, height_mm * MM
    margin = margin_mm * MM
    return Page(width, height, (), Rect(margin, margin, width - margin, height - margin))


def pages(count: int, size: str = "A5", margin_mm: float = 10.0) -> tuple[Page, ...]:
    width, height = paper(size).millimetres
    return (blank(width, height, margin_mm),) * count


def numbered(count: int, size: str = "A5", bleed_mm: float = 0.0) -> tuple[Page, ...]:
    """Pages to look at: a frame, a large number, an arrow to the top."""
    return tuple(_numbered(number, size, bleed_mm) for number in range(1, count + 1))


def _numbered(number: int, size: str, bleed_mm: float) -> Page:
    page = blank(*paper(size).millimetres)
    whole = Rect(0, 0, page.width, page.height)
    grown = whole.inset(*(-bleed_mm * MM,) * 4)
    hue = ("#FFE3D0", "#DDEBFF", "#E2F5DC", "#FFF6C8")[number % 4]
    marks = (
        Mark(ARTIFACT, _box(grown, hue)),
        Mark(ARTIFACT, _box(page.safe.inset(2, 2, 2, 2), "#FFFFFF")),
        Mark(Element("P"), run(str(number), (page.width / 2 - 20, page.height / 2 - 20), 60)),
        Mark(Element("P"), run("top", (page.width / 2 - 12, page.safe.y1 - 20), 14)),
    )
    return Page(page.width, page.height, marks, page.safe, str(number))


def _box(rect: Rect, fill: str) -> Path:
    x0, y0, x1, y1 = rect
    return Path((("M", x0, y0), ("L", x1, y0), ("L", x1, y1), ("L", x0, y1), ("Z",)), fill)


def middle(place: Placement, page: Page) -> Point:
    return apply(place.matrix, (page.width / 2, page.height / 2))


def heads_up(place: Placement) -> bool:
    """Whether the page stands upright on the sheet; it may only be upright or turned by a half."""
    a, b, c, d, _, _ = place.matrix
    assert (b, c) == (0, 0), "turned by a quarter"
    assert abs(a) == 1, "scaled"
    assert a == d, "mirrored"
    return a > 0


def in_lines(sheet: Sheet, made: Sequence[Page]) -> list[tuple[int, bool]]:
    """Page numbers from 1, line by line from the top left, and whether each is turned by a half."""
    found = [(*middle(place, made[place.page]), place) for place in sheet.placements]
    found.sort(key=lambda item: (-round(item[1] / 50), item[0]))
    return [(place.page + 1, not heads_up(place)) for _, _, place in found]


def near(one: Point, other: Point, slack: float = 0.01) -> bool:
    return math.dist(one, other) <= slack
