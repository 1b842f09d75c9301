"""Boxes that show something: text, badges, icons, pictures and panel backgrounds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from soleprint.layout import signs
from soleprint.layout.boxes import Box, Container, Extent, Measured, Wrapper
from soleprint.layout.painter import Painter, circle, line
from soleprint.layout.theme import Sign, Style
from soleprint.marks import (
    ARTIFACT,
    SOFT_HYPHEN,
    Anchor,
    Element,
    GlyphRun,
    Mark,
    Matrix,
    Path,
    Rect,
    Segment,
    Stroke,
    Symbol,
    Use,
    rounded,
)

if TYPE_CHECKING:
    from soleprint.layout.look import Link
    from soleprint.text import Prepared, Setting

Align = Literal["start", "end", "center"]


class TextBox(Measured):
    """A paragraph. ``owners`` are the structure elements of its spans, ``links`` where they lead."""

    prepared: Prepared
    style: Style
    owners: Sequence[Element]
    links: Sequence[Link | None]
    align: Align = "start"
    anchor: Anchor | None = None
    indent: float = 0.0
    """Of the first line, in ems of the style: room for a number that is set into it."""
    keep_next: bool = False
    """A heading: never the last block of a page."""

    def indented(self, indent: float) -> TextBox:
        """A box of its own with its first line set in: the paragraph may stand without a number elsewhere."""
        return TextBox(
            self.prepared, self.style, self.owners, self.links, self.align, self.anchor, indent, self.keep_next
        )

    @property
    def _leading(self) -> float:
        return self.style.step(self.prepared.tall)

    def extent(self, width: float, base: float) -> Extent:
        size = self.style.points(base)
        height, overfull = self.prepared.measure(
            width, size, self._leading, self.align, self.indent * size, self.style.balance, self.style.balance
        )
        return Extent(height, 0.0, overfull)

    def first_middle(self, width: float, base: float) -> float:
        """How far below its top the middle of its first line is, in points, where its script needs tall lines."""
        lines = self.setting(width, base).lines if self.prepared.tall else ()
        return lines[0].baseline - self.prepared.rise * self.style.points(base) if lines else 0.0

    @property
    def divisible(self) -> bool:
        """Whether words of it may be parted by hyphens."""
        return self.prepared.divisible

    def parts_words(self, width: float, base: float) -> bool:
        """Whether words of it are parted by hyphens."""
        size = self.style.points(base)
        return self.prepared.parts_words(width, size, self.indent * size, self.style.balance)

    def overfull(self, width: float, base: float) -> tuple[str, ...]:
        """The words that no line holds."""
        size = self.style.points(base)
        return self.prepared.overfull(width, size, self.indent * size, self.style.balance)

    def turns(self, width: float, base: float) -> bool:
        """Whether some of its letters are painted in another order than they are read, or with hyphens between."""
        runs = [run for line in self.setting(width, base).lines for _, run in line.runs]
        return any(run.rtl or SOFT_HYPHEN in run.text for run in runs)

    def natural_width(self, base: float) -> float:
        # A hair more than the words need, so that rounding never wraps the last one.
        return self.prepared.natural_width(self.style.points(base)) + 0.01

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        self.draw_anchor(painter, frame)
        for index, run in self.setting(frame.width, base).runs(frame.x0, frame.y1):
            self._place(painter, int(str(index)), run)

    def draw_anchor(self, painter: Painter, frame: Rect) -> None:
        """Notes the place that it is for links and the outline."""
        if self.anchor is not None:
            anchor = self.anchor
            painter.anchors.append(Anchor(anchor.name, frame.y1, anchor.title, anchor.level))

    def setting(self, width: float, base: float) -> Setting:
        """Its lines at a width and a base type size."""
        size, balance = self.style.points(base), self.style.balance
        return self.prepared.set(width, size, self._leading, self.align, self.indent * size, balance, phrases=balance)

    def _place(self, painter: Painter, index: int, run: GlyphRun) -> None:
        owner, link = self.owners[index], self.links[index]
        painter.add(owner, run)
        if link:
            painter.link(owner, run, *link)


LINES = 3
"""Lines that a title may take in a larger style than its last, where it does not say how many."""


class Title(Container):
    """The same words in several styles, the largest first: set in the first that parts no word and takes few lines."""

    sizes: Sequence[TextBox]
    lines: float = LINES
    """How many it may take in a larger style than its last."""

    @property
    def inside(self) -> Sequence[Box]:
        return self.sizes[:1]

    @property
    def keep_next(self) -> bool:
        return self.sizes[0].keep_next

    def _set(self, width: float, base: float) -> TextBox:
        for box in self.sizes[:-1]:
            most = self.lines * box.style.leading * box.style.points(base) + 0.1
            height, _, broken = box.measure(width, base)
            if not broken and height <= most and not box.parts_words(width, base):
                return box
        return self.sizes[-1]

    def extent(self, width: float, base: float) -> Extent:
        return self._set(width, base).measure(width, base)

    def natural_width(self, base: float) -> float:
        return self.sizes[0].natural_width(base)

    def arrange(self, frame: Rect, base: float) -> Iterator[tuple[Box, Rect]]:
        yield self._set(frame.width, base), frame


RIM = 0.1
"""Width of the line round a disc that lies on a picture, in ems."""


class Badge(Struct):
    """A number in a filled disc; the number is the item's label."""

    prepared: Prepared
    style: Style
    owner: Element
    fill: str
    line: Style
    """The style of the text beside it, whose first line it is centred on."""

    diameter: float = 1.5
    """In ems of the style."""
    rim: str | None = None
    """Colour of a thin line round the disc, which keeps it apart from a picture that it lies on."""

    def _diameter(self, base: float) -> float:
        return self.diameter * self.style.points(base)

    def middle(self, base: float) -> float:
        """How far below its top its middle is painted, in points."""
        return max(self._diameter(base), self.line.points(base) * self.line.leading) / 2

    def measure(self, width: float, base: float) -> Extent:
        return Extent(self._diameter(base))

    def natural_width(self, base: float) -> float:
        return self._diameter(base)

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        size, radius = self.style.points(base), self._diameter(base) / 2
        x, y = frame.x0 + radius, frame.y1 - self.middle(base)
        rim = Stroke(self.rim, RIM * size) if self.rim else None
        painter.decorate(Path(circle(x, y, radius - RIM * size / 2 if rim else radius), self.fill, rim))
        width = self.prepared.natural_width(size)
        for _, run in self.prepared.set(width + 1, size, 1.0).runs(x - width / 2, y):
            cap = run.font.cap_height * size / run.font.upem
            painter.add(self.owner, _at_baseline(run, y - cap / 2))


def _at_baseline(run: GlyphRun, y: float) -> GlyphRun:
    return GlyphRun(run.font, run.size, (run.origin[0], y), run.glyphs, run.colour, run.text, run.rtl)


class Bullet(Struct):
    """A list bullet, drawn because not every font has one. ``label`` keeps it out of the text."""

    style: Style
    colour: str

    def measure(self, width: float, base: float) -> Extent:
        return Extent(self.style.points(base) * self.style.leading)

    def natural_width(self, base: float) -> float:
        return 0.4 * self.style.points(base)

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        size = self.style.points(base)
        y = frame.y1 - size * self.style.leading / 2 - 0.02 * size
        painter.decorate(Path(circle(frame.x0 + 0.16 * size, y, 0.14 * size), fill=self.colour))


class Icon(Struct):
    """A sign: an octagon for stop, a triangle for care (both after ISO 3864), two arrows in a ring for repeat, a
    question mark for asking first, a receiver for calling."""

    kind: Sign
    colour: str
    paper: str
    size: float = 1.5
    """Height in em."""

    def measure(self, width: float, base: float) -> Extent:
        return Extent(self.size * base)

    def natural_width(self, base: float) -> float:
        return self.size * base

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        r = self.size * base / 2
        x, y = frame.x0 + r, frame.y1 - r
        for path in ICONS[self.kind](x, y, r, self.colour, self.paper):
            painter.decorate(path)


def _warning(outline: tuple[Segment, ...], x: float, y: float, r: float, colour: str, paper: str) -> list[Path]:
    """A filled sign with an exclamation mark whose middle is at (x, y)."""
    bar = Rect(x - 0.11 * r, y - 0.12 * r, x + 0.11 * r, y + 0.5 * r)
    return [
        Path(outline, fill=colour, stroke=Stroke(colour, 0.12 * r)),
        Path(rounded(bar, 0.11 * r), fill=paper),
        Path(circle(x, y - 0.4 * r, 0.14 * r), fill=paper),
    ]


def _stop(x: float, y: float, r: float, colour: str, paper: str) -> list[Path]:
    corners = [(x + r * math.cos(a), y + r * math.sin(a)) for a in (math.radians(22.5 + 45 * k) for k in range(8))]
    return _warning(_polygon(corners), x, y, r, colour, paper)


def _care(x: float, y: float, r: float, colour: str, paper: str) -> list[Path]:
    outline = _polygon([(x - r, y - 0.86 * r), (x + r, y - 0.86 * r), (x, y + 0.88 * r)])
    return _warning(outline, x, y - 0.16 * r, r, colour, paper)


def _repeat(x: float, y: float, r: float, colour: str, paper: str) -> list[Path]:
    """Two half rings, each ending in an arrow head, clockwise."""
    paths = []
    ring, head = 0.66 * r, 0.42 * r
    for turn in (0.0, 180.0):
        angles = [math.radians(turn + 155 - step * 11) for step in range(12)]
        points = [(x + ring * math.cos(a), y + ring * math.sin(a)) for a in angles]
        line = (("M", *points[0]), *(("L", *point) for point in points[1:]))
        paths.append(Path(line, stroke=Stroke(colour, 0.24 * r)))
        tip = angles[-1] - head / ring
        outer, inner = (
            (x + s * math.cos(angles[-1]), y + s * math.sin(angles[-1]))
            for s in (ring + 0.75 * head, ring - 0.75 * head)
        )
        paths.append(Path(_polygon([outer, (x + ring * math.cos(tip), y + ring * math.sin(tip)), inner]), fill=colour))
    return paths


ICONS = {"stop": _stop, "care": _care, "repeat": _repeat, "ask": signs.ask, "call": signs.call, "zone": signs.zone}


def _polygon(corners: Sequence[tuple[float, float]]) -> tuple[Segment, ...]:
    first, *others = corners
    return (("M", *first), *(("L", *corner) for corner in others), ("Z",))


class Line(Struct):
    """A line to write on, at the foot of its ``height`` in em."""

    height: float
    colour: str

    def measure(self, width: float, base: float) -> Extent:
        return Extent(self.height * base)

    def natural_width(self, base: float) -> float:
        return 4 * base

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        painter.decorate(line(frame.x0, frame.y0, frame.x1, frame.y0, self.colour, 0.6))


class Emblem(Struct):
    """A symbol of its own size, or ``height`` em high: a logo, a QR code. Points."""

    symbol: Symbol
    owner: Element
    alt: str
    """Empty: decoration."""
    align: Align = "start"
    rtl: bool = False
    height: float = 0.0

    def _scale(self, base: float) -> float:
        return self.height * base / self.symbol.bbox.height if self.height else 1.0

    def measure(self, width: float, base: float) -> Extent:
        box, scale = self.symbol.bbox, self._scale(base)
        return Extent(box.height * scale, 0.0, box.width * scale > width + 0.01)

    def natural_width(self, base: float) -> float:
        return self.symbol.bbox.width * self._scale(base)

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        owner = Element("Figure", self.owner, self.alt) if self.alt else ARTIFACT
        painter.add(owner, Use(self.symbol, self.place(frame, base)))

    def place(self, frame: Rect, base: float) -> Matrix:
        """Where in ``frame`` it is painted."""
        box, scale = self.symbol.bbox, self._scale(base)
        slack = frame.width - box.width * scale
        start, end = (slack, 0.0) if self.rtl else (0.0, slack)
        x = frame.x0 + {"start": start, "end": end, "center": slack / 2}[self.align]
        return (scale, 0.0, 0.0, scale, x - box.x0 * scale, frame.y1 - (box.height + box.y0) * scale)


class Decoration(Wrapper):
    """What is shown beside words that say it: it is seen, and never read out."""

    def draw(self, painter: Painter, frame: Rect, base: float) -> None:
        aside = replace(painter, marks=[], links=[], anchors=[])
        self.body.paint(aside, frame, base)
        painter.marks += [Mark(ARTIFACT, mark.item, mark.slot) for mark in aside.marks]


class Background(Struct, frozen=True):
    """A panel's fill and frame."""

    fill: str | None
    border: str | None
    width: float
    radius: float
    bleed: bool = False
    edge: bool = False
    """It reaches the edge of the page even where nothing is cut off."""

    def paint(self, painter: Painter, frame: Rect) -> None:
        if self.fill and (self.edge or (self.bleed and painter.bleed > 0)):
            painter.decorate(Path(rounded(painter.to_bleed(frame), 0), fill=self.fill))
            return
        inset = self.width / 2 if self.border else 0.0
        stroke = Stroke(self.border, self.width) if self.border else None
        painter.add(ARTIFACT, Path(rounded(frame.inset(*(inset,) * 4), self.radius), self.fill, stroke))
