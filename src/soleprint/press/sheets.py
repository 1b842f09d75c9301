"""Single pages on their own sheets, with bleed and printer's marks. Points throughout."""

from __future__ import annotations

from soleprint.layout.painter import circle, line
from soleprint.layout.paper import FILM_HOLE_RADIUS_MM, HOLE_RADIUS_MM, MM, Finishing
from soleprint.marks import (
    ARC,
    ARTIFACT,
    Group,
    Mark,
    Page,
    Path,
    Placement,
    Primitive,
    Rect,
    Segment,
    Sheet,
    Stroke,
)

MARK_GAP = 3 * MM
"""From the trim to a mark."""
MARK_CLEAR = 1 * MM
"""From the bleed to a mark: a knife that strays, or colour that creeps, does not touch it."""
MARK_LENGTH = 5 * MM
MARK_WIDTH = 0.25
MARK_COLOUR = "#000000"
GUIDE_COLOUR = "#7A7A7A"


def single(
    pages: tuple[Page, ...],
    finishing: Finishing,
    holes: tuple[tuple[tuple[float, float], ...], ...] = (),
    spots: bool = False,
) -> tuple[Sheet, ...]:
    """One sheet for each page; ``holes`` are each page's hole centres in page coordinates, if any page has some."""
    centred = zip(pages, holes or ((),) * len(pages), strict=True)
    return tuple(_sheet(i, page, finishing, centres, spots) for i, (page, centres) in enumerate(centred))


def _sheet(index: int, page: Page, finishing: Finishing, holes: tuple[tuple[float, float], ...], spots: bool) -> Sheet:
    bleed = finishing.bleed_mm * MM
    slug = slug_width(finishing.bleed_mm, finishing.marks)
    trim = Rect(slug, slug, slug + page.width, slug + page.height)
    marks: list[Primitive] = [*crop_marks(trim, mark_gap(bleed))] if finishing.marks else []
    marks += guides(trim, finishing, holes, spots)
    return Sheet(
        page.width + 2 * slug,
        page.height + 2 * slug,
        trim,
        trim.inset(-bleed, -bleed, -bleed, -bleed),
        (Placement(index, (1, 0, 0, 1, slug, slug)),),
        tuple(Mark(ARTIFACT, path) for path in marks),
        page.label,
    )


def slug_width(bleed_mm: float, marks: bool) -> float:
    """What the sheet needs round the trim for bleed and crop marks."""
    bleed = bleed_mm * MM
    return mark_gap(bleed) + MARK_LENGTH + 1 * MM if marks else bleed


def mark_gap(bleed: float) -> float:
    """How far from the trim marks begin."""
    return max(bleed + MARK_CLEAR, MARK_GAP)


def guides(
    trim: Rect, finishing: Finishing, holes: tuple[tuple[float, float], ...], spots: bool = False
) -> list[Primitive]:
    """What is printed inside the trim for the hand: where to punch, and how to round the corners. ``holes`` are
    centres from the trim's corner. With ``spots`` the holes are for a machine that cuts, which rounds corners too."""
    if spots:
        pen = Stroke("#FF00FF", 0.5, butt=True)
        rings = tuple(Path(circle(trim.x0 + x, trim.y0 + y, HOLE_RADIUS_MM * MM), None, pen) for x, y in holes)
        return [Group(rings, spot="CutContour")] if rings else []
    marks: list[Primitive] = [path for x, y in holes for path in hole_guide(trim.x0 + x, trim.y0 + y)]
    return marks + (corner_guides(trim, finishing.corners_mm * MM) if finishing.corners_mm else [])


def crop_marks(trim: Rect, gap: float) -> list[Path]:
    """Two thin lines at each corner, ``gap`` outside the trim."""
    marks = []
    for x, out_x in ((trim.x0, -1), (trim.x1, 1)):
        for y, out_y in ((trim.y0, -1), (trim.y1, 1)):
            near, far = gap, gap + MARK_LENGTH
            marks.append(line(x + out_x * near, y, x + out_x * far, y, MARK_COLOUR, MARK_WIDTH))
            marks.append(line(x, y + out_y * near, x, y + out_y * far, MARK_COLOUR, MARK_WIDTH))
    return marks


def hole_guide(x: float, y: float) -> list[Path]:
    """Where to punch: the paper's hole dashed, the film's hole inside it, and a cross at the centre."""
    cross = 1.5 * MM
    return [
        Path(circle(x, y, HOLE_RADIUS_MM * MM), stroke=Stroke(GUIDE_COLOUR, 0.5, (2, 2), butt=True)),
        Path(circle(x, y, FILM_HOLE_RADIUS_MM * MM), stroke=Stroke(GUIDE_COLOUR, 0.5)),
        line(x - cross, y, x + cross, y, GUIDE_COLOUR, 0.35),
        line(x, y - cross, x, y + cross, GUIDE_COLOUR, 0.35),
    ]


def corner_guides(trim: Rect, radius: float) -> list[Path]:
    """A quarter circle to cut along at each corner."""
    k = radius * (1 - ARC)
    stroke = Stroke(GUIDE_COLOUR, 0.35, butt=True)
    paths = []
    for x, dx in ((trim.x0, 1), (trim.x1, -1)):
        for y, dy in ((trim.y0, 1), (trim.y1, -1)):
            curve: tuple[Segment, ...] = (
                ("M", x, y + dy * radius),
                ("C", x, y + dy * k, x + dx * k, y, x + dx * radius, y),
            )
            paths.append(Path(curve, stroke=stroke))
    return paths
