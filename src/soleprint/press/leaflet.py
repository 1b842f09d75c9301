"""A leaflet's panels, each a page, on the two sides of a sheet that is folded."""

from __future__ import annotations

from collections.abc import Sequence

from soleprint.bounds import moved
from soleprint.layout.paper import MM, Paper
from soleprint.marks import Matrix, Page, Placement, Rect, multiply
from soleprint.press.duplex import collate, flip, viewer_preference
from soleprint.press.folds import Leaf, Panel
from soleprint.press.geometry import Line, Size, behind, moved_line, shift
from soleprint.press.plan import Imposed, Press, Report, Slug
from soleprint.press.sheets import slug_width
from soleprint.press.side import Side, dress_all, in_dead_border, offset_back
from soleprint.press.stock import both_ways, can_be_cut, too_small


def leaflet(pages: tuple[Page, ...], leaf: Leaf, sheet: Paper, press: Press, slug: Slug | None = None) -> Imposed:
    """A leaflet of which ``pages`` are the panels, in reading order; a flat one may have any number of pages.

    ``sheet`` is the leaflet unfolded, as it lies; ``press.sheet``, where given, is larger paper to cut it from.
    Without it the paper is as large as the leaflet, with room round it for bleed, and for crop marks of a flat one.
    Raises UsageProblem when the paper is too small.
    """
    panels = len(leaf.sizes())
    if not pages or (leaf.folds and len(pages) != panels):
        raise ValueError(f"this leaflet has {panels} panels, not {len(pages)}")
    if not all(_is_size(page, leaf.sizes()[number % panels]) for number, page in enumerate(pages)):
        raise ValueError("a page has not the size of its panel")
    whole = (sheet.width, sheet.height)
    name, paper = _paper(sheet, press, bool(leaf.folds))
    spot = shift((paper[0] - whole[0]) / 2, (paper[1] - whole[1]) / 2)
    back_spot = behind(spot, whole, "vertical", flip(press, paper))
    firsts = range(0, len(pages), panels)
    fronts = [
        _side(paper, whole, _from(leaf.outside, first), leaf.folds, spot, press, f"{number}a")
        for number, first in enumerate(firsts, 1)
    ]
    backs = [
        offset_back(
            _side(paper, whole, _there(leaf.inside, first, pages), leaf.inner_folds, back_spot, press, f"{number}b"),
            press,
        )
        for number, first in enumerate(firsts, 1)
    ]
    two_sided = len(pages) > len(leaf.outside)
    sides = collate(fronts, backs if two_sided else [], press)
    if two_sided and press.duplex != "manual" and not backs[-1].placements:
        # The last page of an odd number has nothing behind it.
        sides = sides[:-1]
    dressed, findings = dress_all(sides, press, slug)
    findings += in_dead_border(sides, pages, press)
    report = Report(
        "leaflet",
        name,
        paper[0] > paper[1],
        len(fronts),
        (len(leaf.outside), 1),
        first_pass=len(fronts) if two_sided and press.duplex == "manual" else 0,
        restack=press.restack,
        duplex=viewer_preference(press, two_sided),
        cut=paper[0] > whole[0] + 1 or paper[1] > whole[1] + 1,
    )
    return Imposed(pages, dressed, report, findings)


def _from(row: Sequence[Panel], first: int) -> tuple[Panel, ...]:
    """The panels of the leaf that begins with page ``first``."""
    return tuple(panel._replace(number=panel.number + first) for panel in row)


def _there(row: Sequence[Panel], first: int, pages: tuple[Page, ...]) -> tuple[Panel, ...]:
    """Those panels of a leaf's inside for which there is a page."""
    return tuple(panel for panel in _from(row, first) if panel.number < len(pages))


def _is_size(page: Page, size: Size) -> bool:
    return abs(page.width - size[0]) < 0.1 and abs(page.height - size[1]) < 0.1


def _paper(sheet: Paper, press: Press, folded: bool) -> tuple[str, Size]:
    """The paper's name and size. Larger paper is turned so that the leaflet fits on it."""
    bleed = 2 * press.bleed_mm * MM
    if press.sheet is None:
        # Fold marks alone go inside, so that a leaflet to fold needs no larger paper.
        outside = press.bleed_mm > 0 or (press.marks and not folded)
        room = 2 * (slug_width(press.bleed_mm, press.marks) + press.dead_mm * MM) if outside else 0.0
        return sheet.name, (sheet.width + room, sheet.height + room)
    need = (sheet.width + bleed, sheet.height + bleed)

    def fits(paper: Paper) -> bool:
        left = (paper.width - need[0], paper.height - need[1])
        return min(left) >= -0.1 and all(can_be_cut((each + bleed) / 2, press) for each in left)

    for paper in both_ways(press.sheet):
        if fits(paper):
            return paper.name, (paper.width, paper.height)
    raise too_small(press, "The leaflet", need, fits)


def _side(
    paper: Size, whole: Size, row: Sequence[Panel], folds: Sequence[float], spot: Matrix, press: Press, label: str
) -> Side:
    height = whole[1]
    lines = [moved_line(Line(x, 0.0, x, height), spot) for x in folds]
    return Side(
        paper,
        tuple(
            Placement(panel.number, multiply(shift(panel.rect.x0, 0), spot), _clip(panel, whole, press))
            for panel in row
        ),
        (moved(Rect(0, 0, *whole), spot),),
        tuple(Line(*line.box) for line in lines),
        label=label,
    )


def _clip(panel: Panel, whole: Size, press: Press) -> Rect:
    """The panel, with its bleed where the leaflet ends."""
    bleed = press.bleed_mm * MM
    left = bleed if panel.rect.x0 < 0.1 else 0.0
    right = bleed if panel.rect.x1 > whole[0] - 0.1 else 0.0
    return Rect(0, 0, panel.rect.width, panel.rect.height).inset(-left, -bleed, -right, -bleed)
