"""Booklets: sheets folded once and nested, one or two folded sheets on each sheet of paper.

Page order agrees with pdfcpu's published tables (github.com/pdfcpu/pdfcpu, pkg/pdfcpu/booklet_test.go) for 2-up and
for the plain ("booklet") 4-up scheme: the second folded sheet is turned round, feet to feet with the first, so that
after cutting it is turned and laid inside. Different here: sections are balanced, never one full and one nearly empty;
an odd number of folded sheets leaves half a sheet of paper empty and does not add four blank pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from soleprint.bounds import moved
from soleprint.errors import Finding, Severity, UsageProblem
from soleprint.layout.paper import MM, Paper
from soleprint.marks import Matrix, Page, Placement, Rect, multiply
from soleprint.press.duplex import collate, flip, viewer_preference
from soleprint.press.geometry import Axis, Line, Size, behind, half_turn, moved_line, shift
from soleprint.press.order import Folio, folios, missing, padded, sections
from soleprint.press.plan import Fill, Imposed, Press, Report, Slug
from soleprint.press.side import Side, dress_all, in_dead_border, offset_back
from soleprint.press.stock import UNCUT, both_ways, can_be_cut, named_sheet, same_size, too_small

NEAREST_FOLD = 3 * MM
"""Text nearer to the fold than this disappears in it."""


class _Job(Struct, frozen=True):
    """What every side of a booklet has in common."""

    press: Press
    page: Size
    sheet: Size
    up: int
    """Folded sheets on a sheet of paper, 1 or 2."""

    @property
    def spread(self) -> Size:
        return _spread(self.press, self.page)

    @property
    def fold_axis(self) -> Axis:
        return "horizontal" if self.press.binding == "top" else "vertical"


def booklet(pages: tuple[Page, ...], press: Press, fill: Fill | None = None, slug: Slug | None = None) -> Imposed:
    """Pages as a booklet. Raises UsageProblem when the sheet is missing or too small, pages differ in size, or both
    sides cannot be printed."""
    if press.duplex == "none":
        raise UsageProblem(
            "A booklet needs both sides of the paper. Use --duplex manual if the printer prints one side only.",
            code="needs-both-sides",
            option="duplex",
        )
    page = same_size(pages)
    paper, up = _paper(press, page)
    pages, filled = _filled(pages, press, fill)
    slots = padded(len(pages), press.back_cover)
    sizes = sections(len(slots) // 4, press.signature)
    job = _Job(press, page, (paper.width, paper.height), up)
    leaves = folios(slots, sizes)
    sheets = [leaves[at : at + up] for at in range(0, len(leaves), up)]
    fronts = [_front(job, number, group) for number, group in enumerate(sheets, 1)]
    backs = [offset_back(_back(job, number, group), press) for number, group in enumerate(sheets, 1)]
    dressed, findings = dress_all(collate(fronts, backs, press), press, slug)
    findings += in_dead_border((*fronts, *backs), pages, press)
    creep = tuple(round(depth * press.creep_mm, 3) for depth in range(max(sizes)))
    report = Report(
        method="booklet",
        sheet=paper.name,
        landscape=paper.width > paper.height,
        papers=len(sheets),
        grid=(up, 1) if press.binding == "top" else (1, up),
        blanks=slots.count(None),
        filled=filled,
        signatures=sizes,
        creep_mm=creep,
        first_pass=len(fronts) if press.duplex == "manual" else 0,
        restack=press.restack,
        duplex=viewer_preference(press, True),
        cut=up > 1 or any(own < whole - 2 * UNCUT for own, whole in zip(job.spread, job.sheet, strict=True)),
    )
    return Imposed(pages, dressed, report, (*findings, *_creep_findings(pages, press, creep[-1])))


def _filled(pages: tuple[Page, ...], press: Press, fill: Fill | None) -> tuple[tuple[Page, ...], int]:
    """The pages with those that the caller puts where blanks would be, and how many those are."""
    blanks = missing(len(pages))
    given = tuple(fill(blanks)) if fill and blanks else ()
    if len(given) > blanks:
        raise ValueError(f"asked for at most {blanks} pages, got {len(given)}")
    same_size((*pages, *given))
    at = len(pages) - 1 if press.back_cover and len(pages) > 1 else len(pages)
    return (*pages[:at], *given, *pages[at:]), len(given)


def _spread(press: Press, page: Size) -> Size:
    width, height = page
    return (width, 2 * height) if press.binding == "top" else (2 * width, height)


def _block(press: Press, page: Size, up: int) -> Size:
    """What ``up`` spreads cover with their bleed: side by side when bound at the top, else one above the other."""
    width, height = _spread(press, page)
    bleed = 2 * press.bleed_mm * MM
    between = _between(press) * (up - 1)
    if press.binding == "top":
        return up * width + between + bleed, height + bleed
    return width + bleed, up * height + between + bleed


def _between(press: Press) -> float:
    return max(press.gutter_mm, 2 * press.bleed_mm) * MM


def _paper(press: Press, page: Size) -> tuple[Paper, int]:
    """The sheet as it lies, and how many spreads go on it."""
    counts = [press.up // 2] if press.up else [2, 1]

    def room(paper: Paper, up: int) -> float:
        """What is left over, where less is left; below 0 when the spreads do not fit, or cannot be cut."""
        width, height = _block(press, page, up)
        left = (paper.width - width, paper.height - height)
        bleed = press.bleed_mm * MM
        return min(left) if all(can_be_cut(each / 2 + bleed, press) for each in left) else -1.0

    def fits(paper: Paper) -> bool:
        return room(paper, counts[-1]) > -0.1

    name = named_sheet(press, fits)
    for up in counts:
        roomiest = max(both_ways(name), key=lambda paper: room(paper, up))
        if room(roomiest, up) > -0.1:
            return roomiest, up
    what = f"A booklet with {2 * counts[-1]} pages side by side"
    raise too_small(press, what, _block(press, page, counts[-1]), fits)


def _spots(job: _Job) -> list[Matrix]:
    """Where the spreads of a sheet go: the block in the middle, the second spread turned round."""
    width, height = job.spread
    bleed = job.press.bleed_mm * MM
    block = _block(job.press, job.page, job.up)
    x, y = (job.sheet[0] - block[0]) / 2 + bleed, (job.sheet[1] - block[1]) / 2 + bleed
    if job.up == 1:
        return [shift(x, y)]
    turned = half_turn(job.spread)
    if job.press.binding == "top":
        return [shift(x, y), multiply(turned, shift(x + width + _between(job.press), y))]
    return [shift(x, y + height + _between(job.press)), multiply(turned, shift(x, y))]


def _front(job: _Job, number: int, group: Sequence[Folio]) -> Side:
    spots = list(zip(group, _spots(job), strict=False))
    return _side(job, spots, outside=True, label=f"{number}a")


def _back(job: _Job, number: int, group: Sequence[Folio]) -> Side:
    seen = flip(job.press, job.sheet)
    spots = zip(group, _spots(job), strict=False)
    turned = [(folio, behind(spot, job.spread, job.fold_axis, seen)) for folio, spot in spots]
    return _side(job, turned, outside=False, label=f"{number}b")


def _side(job: _Job, spots: Sequence[tuple[Folio, Matrix]], outside: bool, label: str) -> Side:
    width, height = job.spread
    if job.press.binding == "top":
        fold = Line(0, height / 2, width, height / 2)
    else:
        fold = Line(width / 2, 0, width / 2, height)
    return Side(
        job.sheet,
        tuple(place for folio, spot in spots for place in _placements(job, folio, spot, outside)),
        tuple(moved(_trim(job, folio), spot) for folio, spot in spots),
        tuple(_in_order(moved_line(fold, spot)) for _, spot in spots),
        label=label,
    )


def _in_order(line: Line) -> Line:
    """The line from left to right, or upwards."""
    return Line(*line.box)


def _creep(job: _Job, folio: Folio) -> float:
    return folio.depth * job.press.creep_mm * MM


def _trim(job: _Job, folio: Folio) -> Rect:
    """The finished spread: an inner one is narrower, as its fold lies farther out."""
    creep = _creep(job, folio)
    across, up = (0.0, creep) if job.press.binding == "top" else (creep, 0.0)
    return Rect(0, 0, *job.spread).inset(across, up, across, up)


def _placements(job: _Job, folio: Folio, spot: Matrix, outside: bool) -> list[Placement]:
    """The pages of one face of a folded sheet, in their places and moved towards the fold."""
    early, late = (folio.last, folio.first) if outside else (folio.second, folio.penult)
    if job.press.binding == "right":
        early, late = late, early
    creep, (width, height) = _creep(job, folio), job.page
    if job.press.binding == "top":
        places = ((early, shift(0, height - creep), "y0"), (late, shift(0, creep), "y1"))
    else:
        places = ((early, shift(creep, 0), "x1"), (late, shift(width - creep, 0), "x0"))
    return [
        Placement(page, multiply(matrix, spot), _clip(job, edge, creep))
        for page, matrix, edge in places
        if page is not None
    ]


def _clip(job: _Job, spine: str, creep: float) -> Rect:
    """The page with its bleed, but not across the fold."""
    bleed = job.press.bleed_mm * MM
    whole = Rect(0, 0, *job.page)
    at_fold = {"x0": creep, "y0": creep, "x1": whole.x1 - creep, "y1": whole.y1 - creep}[spine]
    return whole.inset(-bleed, -bleed, -bleed, -bleed)._replace(**{spine: at_fold})


def _creep_findings(pages: Sequence[Page], press: Press, most_mm: float) -> list[Finding]:
    """A warning when creep pushes text into the fold."""
    if press.binding == "top":
        margin = min(min(page.safe.y0, page.height - page.safe.y1) for page in pages)
    else:
        margin = min(min(page.safe.x0, page.width - page.safe.x1) for page in pages)
    if not most_mm or margin - most_mm * MM >= NEAREST_FOLD:
        return []
    message = (
        f"the innermost pages move {most_mm:.1f} mm towards the fold, and their margin is {margin / MM:.1f} mm: "
        "text comes too near to the fold. Use --signature for thinner sections, or wider margins"
    )
    return [Finding("creep-in-margin", message, severity=Severity.WARNING)]
