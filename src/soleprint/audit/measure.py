"""How a leaflet's type is set, measured on its finished pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from soleprint.audit.facts import TypeFacts
from soleprint.marks import Element, GlyphRun, Mark, Page, Path, Rect, contrast, ink_box

_SAME_LINE = 0.5
"""Baselines nearer than this, in points, are one line."""
_BLOCKS = ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "TD", "TH", "Caption")


def measure(pages: Sequence[Page]) -> TypeFacts:
    """The sizes, line lengths and contrast of all text that is not decoration. Raises ValueError without any."""
    runs = [
        mark.item for page in pages for mark in page.marks if isinstance(mark.item, GlyphRun) and mark.item.text.strip()
    ]
    if not runs:
        raise ValueError("there is no text to measure")
    amounts: Counter[float] = Counter()
    for run in runs:
        amounts[round(run.size, 2)] += len(run.text)
    blocks = [list(_lines(block)) for page in pages for block in _blocks(page)]
    lines = [length for block in blocks for length in block]
    full = [length for block in blocks if len(block) > 1 for length in block[:-1]] or lines
    return TypeFacts(
        body_pt=max(amounts, key=lambda size: (amounts[size], size)),
        smallest_pt=min(amounts),
        longest_line=max(lines),
        mean_line=sum(full) / len(full),
        least_contrast=min(ratio for page in pages for ratio in _contrasts(page)),
    )


def _blocks(page: Page) -> Iterator[list[GlyphRun]]:
    """The runs of each paragraph, heading or cell."""
    texts = [(mark, mark.item) for mark in page.marks if isinstance(mark.item, GlyphRun) and mark.item.text.strip()]
    for _, group in groupby(texts, key=lambda pair: id(_block(pair[0]))):
        yield [run for _, run in group]


def _block(mark: Mark) -> Element:
    """The nearest ancestor that is a block of text."""
    element: Element = mark.owner
    while element.tag not in _BLOCKS and element.parent is not None:
        element = element.parent
    return element if element.tag in _BLOCKS else mark.owner


def _lines(runs: Sequence[GlyphRun]) -> Iterator[int]:
    """Characters of each line of a block."""
    at, line = runs[0].origin[1], ""
    for run in runs:
        if abs(run.origin[1] - at) > _SAME_LINE:
            yield len(line.strip())
            at, line = run.origin[1], ""
        line += run.text
    yield len(line.strip())


def _contrasts(page: Page) -> Iterator[float]:
    """The contrast of each run with what was last painted under its middle."""
    grounds: list[tuple[Rect, str]] = []
    for mark in page.marks:
        item = mark.item
        if isinstance(item, Path) and isinstance(item.fill, str) and item.segments:
            grounds.append((_reach(item), item.fill))
        elif isinstance(item, GlyphRun) and (box := ink_box(item)):
            x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
            middle = Rect(x, y, x, y)
            yield contrast(
                item.colour, next((fill for area, fill in reversed(grounds) if area.contains(middle)), "#FFFFFF")
            )


def _reach(path: Path) -> Rect:
    """The rectangle round a path and its handles; for boxes, with round corners or not, that is the box."""
    points = [(segment[at], segment[at + 1]) for segment in path.segments for at in range(1, len(segment), 2)]
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))
