"""A page as a picture, with a number beside each of its texts.

The page keeps its proportions; the numbers keep their size, however small the page is. Each goes where it hides least:
before the line that it is for, or over or under its beginning, on a pin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from soleprint.marks import (
    GlyphRun,
    Group,
    Matrix,
    Page,
    Path,
    Primitive,
    Rect,
    Stroke,
    Symbol,
    apply,
    ink_box,
    rounded,
)
from soleprint.press.checkline import text_box
from soleprint.press.geometry import shift
from soleprint.press.plan import Lettering

SIZE = 7.5
"""Type of the numbers, in points."""
PAD_X, PAD_Y = 2.4, 1.9
RIM, PIN = 0.7, 0.8
"""Width of the line round a number, and of its pin."""
EDGE = 22.0
"""Points round the page, where numbers may stand too."""
LARGEST = 1.3
"""Times that a small page may be enlarged."""
ON_NUMBER, ON_TEXT, NO_PLACE = 40.0, 1.0, 1e6
"""How much a point of covered area counts, of another number and of text; and to leave the picture."""


class Numbered(Struct, frozen=True):
    """A number, and the first line of the text that it is for, in the page's coordinates."""

    number: int
    line: Rect
    rtl: bool = False


def numbered(
    name: str,
    page: Page,
    numbers: Sequence[Numbered],
    room: tuple[float, float],
    letter: Lettering,
    colours: tuple[str, str],
) -> Symbol:
    """The picture of a page, called ``name``, in the middle of ``room`` (width, height in points).

    It is as wide as that, and no higher. The first of ``colours`` is that of the numbers' ground, the other that of
    their digits.
    """
    scale = min((room[0] - 2 * EDGE) / page.width, (room[1] - 2 * EDGE) / page.height, LARGEST)
    at: Matrix = (scale, 0.0, 0.0, scale, (room[0] - page.width * scale) / 2, EDGE)
    sheet = Rect(0.0, 0.0, page.width, page.height)
    box = Rect(0.0, 0.0, room[0], page.height * scale + 2 * EDGE)
    outline = rounded(_placed(sheet, at), 0)
    items = (
        Path(outline, "#FFFFFF"),
        Group(tuple(mark.item for mark in page.marks), at, rounded(sheet, 0)),
        Path(outline, None, Stroke(colours[0], 0.5)),
        *_discs(page, numbers, at, box, letter, colours),
    )
    return Symbol(name, items, box)


def _placed(box: Rect, matrix: Matrix) -> Rect:
    return Rect(*apply(matrix, (box.x0, box.y0)), *apply(matrix, (box.x1, box.y1)))


def _discs(
    page: Page, numbers: Sequence[Numbered], at: Matrix, box: Rect, letter: Lettering, colours: tuple[str, str]
) -> Iterator[Primitive]:
    ink, paper = colours
    inks = (ink_box(mark.item) for mark in page.marks if isinstance(mark.item, GlyphRun))
    texts = [_placed(each, at) for each in inks if each]
    taken: list[Rect] = []
    for each in numbers:
        runs = [replace(run, colour=paper) for run in letter(str(each.number), SIZE)]
        said, line = text_box(runs), _placed(each.line, at)
        size = max(said.width + 2 * PAD_X, said.height + 2 * PAD_Y), said.height + 2 * PAD_Y
        start = line.x1 if each.rtl else line.x0
        disc = min(_places(line, start, size, each.rtl), key=lambda place: _hidden(place, texts, taken, box))
        taken.append(disc)
        if not (disc.y0 < (line.y0 + line.y1) / 2 < disc.y1):
            yield _pin(start, line, disc, paper, PIN + 2 * RIM)
            yield _pin(start, line, disc, ink, PIN)
        yield Path(rounded(disc, size[1] / 2), ink, Stroke(paper, RIM))
        x, y = (disc.x0 + disc.x1) / 2, (disc.y0 + disc.y1) / 2
        yield Group(tuple(runs), shift(x - (said.x0 + said.x1) / 2, y - (said.y0 + said.y1) / 2))


def _pin(x: float, line: Rect, disc: Rect, colour: str, width: float) -> Path:
    """From a number to where its text begins, within a line."""
    ends = (disc.y0, line.y0 + 1.0) if disc.y0 > line.y0 else (disc.y1, line.y1 - 1.0)
    return Path((("M", x, ends[0]), ("L", x, ends[1])), stroke=Stroke(colour, width))


def _places(line: Rect, start: float, size: tuple[float, float], rtl: bool) -> Iterator[Rect]:
    """Where a number for a line may stand, the best places first: before it, or as a flag on a pin at its beginning."""
    width, height = size
    out = 1.0 if rtl else -1.0
    middle = (line.y0 + line.y1) / 2
    for away in (0.0, 1.0, 2.0):
        yield _round(start + out * (0.5 + (away + 0.5) * (width + 0.5)), middle, size)
    for up in (0.35, 0.5, 0.65):
        for beside in (0.0, -0.45, 0.45):
            x = start + out * beside * width
            yield _round(x, line.y1 + (up - 0.35) * height, size)
            yield _round(x, line.y0 - (up - 0.35) * height, size)


def _round(x: float, y: float, size: tuple[float, float]) -> Rect:
    return Rect(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)


def _hidden(place: Rect, texts: Sequence[Rect], taken: Sequence[Rect], box: Rect) -> float:
    """How much a number hides there."""
    outside = 0.0 if box.contains(place) else NO_PLACE
    numbers, words = sum(_common(place, other) for other in taken), sum(_common(place, text) for text in texts)
    return outside + ON_NUMBER * numbers + ON_TEXT * words


def _common(first: Rect, other: Rect) -> float:
    """The area that two rectangles share."""
    width = min(first.x1, other.x1) - max(first.x0, other.x0)
    height = min(first.y1, other.y1) - max(first.y0, other.y0)
    return width * height if width > 0 and height > 0 else 0.0
