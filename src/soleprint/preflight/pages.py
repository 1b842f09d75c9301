"""Checks on finished pages, before any ink: nothing outside the safe area, nothing on top of something else, no type
below the minimum, enough contrast. They look at the display list alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf

from msgspec import Struct

from soleprint.errors import ContentError, Finding, Severity
from soleprint.marks import (
    TEXT_CONTRAST,
    GlyphRun,
    Mark,
    Page,
    Path,
    Rect,
    Segment,
    Use,
    apply,
    contrast,
    glyph_boxes,
    ink_box,
)
from soleprint.store import Store, personal

FLOOR_PT = 9.0
"""Smallest type of a footer or label on paper: EU readability guideline 2009."""
OVERHANG = 0.08
"""How far a letter's hook may reach beyond the start of its line (j in Noto Sans: 0.06), in ems."""
KERNED = 0.15
"""How far letters of neighbouring runs on a line may reach over each other, in ems."""


class Limits(Struct, frozen=True):
    """What a page's type must reach. ``cap_height`` is in points."""

    cap_height: float
    small_print: float = FLOOR_PT
    """Type of this size or larger is let through where a theme marks it as read in the hand."""
    hand_sizes: frozenset[float] = frozenset()
    """Type sizes, rounded to 0.01 pt, of styles that are read in the hand."""
    points: float = 0.0
    """What type itself must reach, in points, where sizes and not heights of capitals count."""


Styles = Callable[[float], Sequence[str]]
"""The names of the styles whose type has a size in points."""
_sound: Store[tuple[object, ...], tuple[Mark, ...]] = personal(Store(40))
"""The marks of pages without findings, by all that was checked: limits, boxes, the identity of the marks."""


def check_page(page: Page, limits: Limits, name: str, styles: Styles = lambda size: ()) -> list[Finding]:
    """Every finding of one page; ``name`` says which, ``styles`` which styles set type of a size. A page without any is
    not looked at again."""
    key = (limits, page.safe, page.keep_out, id(page.marks))
    if _sound.get(key) is not None:
        return []
    findings = _findings(page, limits, name, styles)
    if not findings:
        _sound.put(key, page.marks)
    return findings


def _findings(page: Page, limits: Limits, name: str, styles: Styles) -> list[Finding]:
    texts = [(mark.item, box) for mark in page.marks if isinstance(mark.item, GlyphRun) and (box := ink_box(mark.item))]
    return [
        *_outside(texts, page, name),
        *_overlapping(texts, name),
        *_too_small([run for run, _ in texts], limits, name, styles),
        *_faint(page, {id(run): box for run, box in texts}, name),
    ]


def passed(findings: list[Finding]) -> list[Finding]:
    """The findings, when all are warnings. Raises ContentError with those that are errors."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise ContentError(errors)
    return findings


def _outside(texts: Sequence[tuple[GlyphRun, Rect]], page: Page, name: str) -> Iterator[Finding]:
    for run, box in texts:
        reach = OVERHANG * run.size
        if not (page.safe.contains(box, 0.1) or page.safe.inset(-reach, 0, -reach, 0).contains(box, 0.1)):
            yield Finding("outside-safe-area", f"{run.text.strip()!r} leaves the safe area", name)
        if any(box.overlaps(hole) for hole in page.keep_out):
            yield Finding("in-the-hole", f"{run.text.strip()!r} is where the hole will be", name)
    for mark in page.marks:
        if isinstance(mark.item, Use):
            box = placed_box(mark.item)
            if not _inside_or_off(box, page):
                yield Finding("outside-safe-area", "a picture leaves the safe area", name)
            if any(box.overlaps(hole) for hole in page.keep_out):
                yield Finding("in-the-hole", "a picture is where the hole will be", name)


def _inside_or_off(box: Rect, page: Page) -> bool:
    """Whether a picture keeps to the safe area at each side, or there runs off the page as one that bleeds."""
    safe, slack = page.safe, 0.1
    return (
        (box.x0 >= safe.x0 - slack or box.x0 <= slack)
        and (box.y0 >= safe.y0 - slack or box.y0 <= slack)
        and (box.x1 <= safe.x1 + slack or box.x1 >= page.width - slack)
        and (box.y1 <= safe.y1 + slack or box.y1 >= page.height - slack)
    )


def placed_box(use: Use) -> Rect:
    """The rectangle that an upright symbol covers on its page."""
    x0, y0 = apply(use.matrix, (use.symbol.bbox.x0, use.symbol.bbox.y0))
    x1, y1 = apply(use.matrix, (use.symbol.bbox.x1, use.symbol.bbox.y1))
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _overlapping(texts: Sequence[tuple[GlyphRun, Rect]], name: str) -> Iterator[Finding]:
    """Text over text. Runs of one line may lean into each other a little at their ends."""
    ordered = sorted(texts, key=lambda item: -item[1].y1)
    for i, (run, box) in enumerate(ordered):
        for other, below in ordered[i + 1 :]:
            if below.y1 <= box.y0:
                break
            if below.x0 >= box.x1 or box.x0 >= below.x1:
                continue
            same_line = run.origin[1] == other.origin[1]
            slack = KERNED * run.size if same_line else 0.25
            if box.overlaps(below, slack) and _touching(run, other, slack):
                message = f"{run.text.strip()!r} and {other.text.strip()!r} lie on top of each other"
                yield Finding("overlap", message, name)


def _touching(run: GlyphRun, other: GlyphRun, slack: float) -> bool:
    """Whether letters meet: the marks of one line may stand between those of the next without touching any."""
    boxes = glyph_boxes(other)
    return any(box.overlaps(below, slack) for box in glyph_boxes(run) for below in boxes)


def _too_small(runs: Sequence[GlyphRun], limits: Limits, name: str, styles: Styles) -> Iterator[Finding]:
    """One finding for all type of a size: one style has set it."""
    small: dict[tuple[float, str], list[GlyphRun]] = {}
    for run in runs:
        in_hand = round(run.size, 2) in limits.hand_sizes and run.size >= limits.small_print - 0.01
        if not in_hand and (fault := _fault(run, limits)):
            small.setdefault((round(run.size, 2), fault), []).append(run)
    for (size, fault), found in small.items():
        verb = f"and {len(found) - 1} more are" if len(found) > 1 else "is"
        named = " or ".join(f'"{style}"' for style in styles(size))
        by = f"; set by the style {named}" if named else ""
        yield Finding("type-too-small", f"{found[0].text.strip()!r} {verb} {fault}{by}", name)


def _fault(run: GlyphRun, limits: Limits) -> str:
    """What is too small about a run; "" where nothing is."""
    cap = run.font.cap_height * run.size / run.font.upem
    if run.size < limits.points - 0.01:
        return f"{run.size:.1f} pt; this edition needs {limits.points:g} pt"
    if cap < limits.cap_height - 0.01:
        needed = f"the reading distance needs {limits.cap_height / 72 * 25.4:.1f} mm"
        return f"{run.size:.1f} pt (capitals {cap / 72 * 25.4:.1f} mm high); {needed}"
    return ""


def _faint(page: Page, inked: Mapping[int, Rect], name: str) -> Iterator[Finding]:
    """Text whose colour is too near to the ground under its middle."""
    grounds: list[tuple[Rect, str]] = []
    for mark in page.marks:
        item = mark.item
        if isinstance(item, Path) and isinstance(item.fill, str):
            grounds.append((_bounds(item.segments), item.fill))
        elif isinstance(item, GlyphRun) and (box := inked.get(id(item))):
            ground = _ground(grounds, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
            ratio = contrast(item.colour, ground)
            if ratio < TEXT_CONTRAST:
                message = f"{item.text.strip()!r} has a contrast of {ratio:.1f} to 1 on {ground}"
                yield Finding("low-contrast", f"{message}; text needs {TEXT_CONTRAST}", name, severity=Severity.ERROR)


def _ground(grounds: Sequence[tuple[Rect, str]], x: float, y: float) -> str:
    """The colour of the last area painted that a point lies in."""
    for (x0, y0, x1, y1), fill in reversed(grounds):
        if x0 <= x <= x1 and y0 <= y <= y1:
            return fill
    return "#FFFFFF"


_bounded: Store[int, tuple[tuple[Segment, ...], Rect]] = personal(Store(500))
"""The bounds of outlines, by identity: to compare them takes as long as to measure them."""


def _bounds(segments: tuple[Segment, ...]) -> Rect:
    _, bounds = _bounded.get(id(segments)) or _bounded.put(id(segments), (segments, _measured(segments)))
    return bounds


def _measured(segments: tuple[Segment, ...]) -> Rect:
    """An outline of nothing holds no point."""
    points = [(segment[i], segment[i + 1]) for segment in segments for i in range(1, len(segment), 2)]
    xs = [float(x) for x, _ in points]
    ys = [float(y) for _, y in points]
    return Rect(min(xs, default=inf), min(ys, default=inf), max(xs, default=-inf), max(ys, default=-inf))
