"""The display list: what a finished page is made of.

Layout and figures make these values; preflight checks them, press moves them, ink writes them. Nothing draws on a
canvas. Units are points (1/72 in) with y growing upwards; a page's origin is the lower left corner of its trimmed
sheet. Colours are ``#RRGGBB`` strings (sRGB).

A *primitive* is a thing that shows (glyph run, path, image, group, use of a symbol). A *mark* is a primitive with
its place in the logical structure. A page lists its marks in reading order, decoration (``ARTIFACT``) where it must be
painted. A *slot* is a place whose marks differ from copy to copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct, field

from soleprint.store import Store, personal

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f) as in PDF: x' = a x + c y + e, y' = b x + d y + f."""
Segment = tuple[str, *tuple[float, ...]]
"""('M', x, y), ('L', x, y), ('C', x1, y1, x2, y2, x3, y3) or ('Z',), absolute coordinates."""

SOFT_HYPHEN = "\u00ad"
"""In the text of a run: the hyphen there is only for the line's end. Elsewhere it says where a word may be parted."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ARC = 0.5522847498
"""Control distance of a quarter circle drawn as one cubic curve of radius 1."""


class Rect(NamedTuple):
    """A rectangle in points, lower left and upper right corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def inset(self, left: float, bottom: float, right: float, top: float) -> Rect:
        return Rect(self.x0 + left, self.y0 + bottom, self.x1 - right, self.y1 - top)

    def contains(self, other: Rect, slack: float = 0.01) -> bool:
        return (
            other.x0 >= self.x0 - slack
            and other.y0 >= self.y0 - slack
            and other.x1 <= self.x1 + slack
            and other.y1 <= self.y1 + slack
        )

    def overlaps(self, other: Rect, slack: float = 0.01) -> bool:
        return (
            self.x0 < other.x1 - slack
            and other.x0 < self.x1 - slack
            and self.y0 < other.y1 - slack
            and other.y0 < self.y1 - slack
        )


class Element(Struct, frozen=True, eq=False):
    """A place in the document's logical structure; compared by identity.

    ``tag`` is a standard structure type (ISO 32000-1, 14.8.4: H1, P, L, LI, Lbl, LBody, Figure, Span, Link, Sect...).
    Children are ordered by first appearance in reading order, so an element needs to know only its parent.
    """

    tag: str
    parent: Element | None = None
    alt: str | None = None
    lang: str | None = None
    attributes: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Attribute owner -> name -> value, e.g. {"List": {"ListNumbering": "Decimal"}}."""


ARTIFACT = Element("Artifact")
"""Decoration and printer's marks: painted, never read out."""


class Glyph(NamedTuple):
    """One shaped glyph, in visual order. ``advance``, ``dx`` and ``dy`` are in font units."""

    id: int
    text: str
    """The characters this glyph stands for ('' for one that is a letter only together with the glyph before)."""
    advance: float
    dx: float = 0.0
    dy: float = 0.0


class FontSubset(NamedTuple):
    """A font file with only the glyphs asked for."""

    data: bytes
    glyph_map: Mapping[int, int]
    """Original glyph id -> glyph id in ``data``."""
    is_cff: bool
    """True: ``data`` is a bare CFF table (FontFile3 / CIDFontType0C); False: TrueType (FontFile2)."""


class Font(Protocol):
    """One face at one weight. Vertical metrics and advances are in font units (``upem`` to the em)."""

    @property
    def key(self) -> str:
        """Stable identity: PostScript name, with the weight pinned; no path."""

    @property
    def upem(self) -> int: ...
    @property
    def ascent(self) -> float: ...
    @property
    def descent(self) -> float:
        """Negative below the baseline."""

    @property
    def cap_height(self) -> float: ...
    @property
    def x_height(self) -> float: ...
    @property
    def bbox(self) -> tuple[float, float, float, float]: ...
    @property
    def weight(self) -> int: ...
    @property
    def is_cff(self) -> bool:
        """Whether outlines are cubic (CFF or CFF2)."""

    def advance(self, glyph: int) -> float: ...
    def extents(self, glyph: int) -> tuple[float, float, float, float]:
        """Ink box of a glyph as (x0, y0, x1, y1); all zero for a blank."""

    def outline(self, glyph: int) -> Sequence[Segment]:
        """The glyph's contour, for SVG output."""

    def subset(self, glyphs: frozenset[int]) -> FontSubset: ...
    def __hash__(self) -> int: ...


class GlyphRun(Struct, frozen=True):
    """Shaped text of one font, size and colour, from ``origin`` on the baseline rightwards."""

    font: Font
    size: float
    origin: Point
    glyphs: tuple[Glyph, ...]
    colour: str
    text: str
    """The run's characters in logical order."""
    rtl: bool = False

    @property
    def width(self) -> float:
        return sum(g.advance for g in self.glyphs) * self.size / self.font.upem


class Gradient(Struct, frozen=True):
    """An axial gradient from ``start`` to ``end``; ``stops`` are (offset 0..1, colour). Extended at both ends."""

    start: Point
    end: Point
    stops: tuple[tuple[float, str], ...]


class Stroke(Struct, frozen=True):
    """How a line is drawn. ``width`` and ``dash`` in points; caps and joins are round unless ``butt``."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    butt: bool = False


class Path(Struct, frozen=True):
    """A filled or stroked outline."""

    segments: tuple[Segment, ...]
    fill: str | Gradient | None = None
    stroke: Stroke | None = None


class Image(Struct, frozen=True):
    """A picture of samples. ``data`` is a file as ``files.images`` gives it; ``rect`` is where it goes."""

    data: bytes
    rect: Rect


class Group(Struct, frozen=True):
    """Primitives under a common transform and clip. ``clip`` is in the group's own coordinates."""

    items: tuple[Primitive, ...]
    matrix: Matrix = IDENTITY
    clip: tuple[Segment, ...] | None = None
    spot: str = ""
    """Among printer's marks: the ink of its own that a print shop gets it in ("All": in all of them)."""


class Symbol(Struct, frozen=True, eq=False, weakref=True):
    """Primitives drawn once per document and used often (a PDF form XObject, an SVG ``symbol``)."""

    name: str
    """Readable and unique within a document for equal content."""
    items: tuple[Primitive, ...]
    bbox: Rect
    kept: bool = False
    """It is of paths alone, and what is written of it may be kept on disk by its name: see ``files.disk``."""


class Use(Struct, frozen=True):
    """A symbol, placed."""

    symbol: Symbol
    matrix: Matrix = IDENTITY


class ForeignObject(Struct, frozen=True):
    """An object of another PDF file, as text: a number stands where it refers to another object of that file."""

    body: tuple[str | int, ...]
    """Of a stream, the entries of its dictionary but for Length."""
    data: bytes | None = None
    """A stream's content, encoded as its dictionary says; None for what is no stream."""
    role: Literal["", "resources", "content"] = ""
    """A dictionary of resources, whose entries are dictionaries; or a stream of operators that paints, one on a line,
    packed with Flate alone."""


class Foreign(Struct, frozen=True, eq=False):
    """What is taken of another PDF file: objects that refer to no others, fit to stand in any file that we write."""

    objects: tuple[ForeignObject, ...]


class Excerpt(Struct, frozen=True, eq=False):
    """A part of a page of another PDF, as it stands there: its text is text, its lines are lines."""

    source: Foreign
    form: int
    """Which of its objects: a form XObject (ISO 32000-1, 8.10)."""
    box: Rect
    """Where its ink is, in the coordinates of the form."""
    whole: Rect
    """What the form may show: its page."""
    picture: int | None = None
    """The form to draw where there can be samples only; None: this part is in the picture of another one."""
    text: str = ""
    """What the picture says."""


Primitive = GlyphRun | Path | Image | Group | Use | Excerpt


class Filling(NamedTuple):
    """What stands in a slot of one copy."""

    items: tuple[Primitive, ...]
    alt: str = ""
    """Of a slot that is a figure: what is said of it."""


class Slot(Protocol):
    """A place on a page that each copy has its own words, or its own picture, in. Compared by identity."""

    @property
    def names(self) -> tuple[str, ...]:
        """The slots that its words are from."""

    def filled(self, values: Mapping[str, str]) -> Filling:
        """What stands there for these values: slot name -> text."""

    def usual(self) -> Sequence[GlyphRun]:
        """Text with the letters that most copies are made of, and those around them that are always there."""


class Mark(Struct, frozen=True):
    """A primitive and the structure element it belongs to (``ARTIFACT`` for decoration).

    The marks of a slot follow each other and have one owner.
    """

    owner: Element
    item: Primitive
    slot: Slot | None = None


class LinkArea(Struct, frozen=True):
    """A clickable area. ``owner`` is a Link element; ``target`` is a URI or ``#name`` of an anchor."""

    owner: Element
    rect: Rect
    target: str
    title: str


class Anchor(Struct, frozen=True):
    """A place links and bookmarks can point to. ``level`` 1.. makes it a bookmark with ``title``; 0 does not."""

    name: str
    y: float
    title: str = ""
    level: int = 0


class Page(Struct, frozen=True):
    """One trimmed page in logical order."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    safe: Rect
    """No text may leave this rectangle."""
    label: str = ""
    links: tuple[LinkArea, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    keep_out: tuple[Rect, ...] = ()
    """Holes and the like: nothing but printer's marks may touch these."""
    read: int | None = None
    """Which page it is in the order of reading, from 0; by default as it stands."""


class Placement(Struct, frozen=True):
    """A page laid on a sheet: ``page`` is an index into ``Publication.pages``."""

    page: int
    matrix: Matrix = IDENTITY
    clip: Rect | None = None
    """In page coordinates: the page with its bleed, where neighbours must not be painted over."""


class Sheet(Struct, frozen=True):
    """One side of the paper as printed. Boxes are in sheet coordinates, points."""

    width: float
    height: float
    trim: Rect
    bleed: Rect
    placements: tuple[Placement, ...]
    marks: tuple[Mark, ...] = ()
    """Printer's marks, all ``ARTIFACT``, painted after the pages."""
    label: str = ""


class Publication(Struct, frozen=True):
    """A whole document, ready for ink. ``created`` is seconds since 1970 in UTC."""

    title: str
    lang: str
    pages: tuple[Page, ...]
    sheets: tuple[Sheet, ...]
    subject: str = ""
    author: str = ""
    keywords: str = ""
    created: int = 946_684_800
    duplex: str | None = None
    """Viewer preference: Simplex, DuplexFlipShortEdge or DuplexFlipLongEdge."""
    rtl: bool = False


def rounded(frame: Rect, radius: float, upright: float | None = None) -> tuple[Segment, ...]:
    """The outline of a rectangle with round corners, anticlockwise from the lower left.

    Corners are quarter circles, or with ``upright``, their radius along y, parts of ellipses.
    """
    x0, y0, x1, y1 = frame
    rx, ry = min(radius, frame.width / 2), min(radius if upright is None else upright, frame.height / 2)
    if upright is None:
        rx = ry = min(rx, ry)
    if rx <= 0 or ry <= 0:
        return (("M", x0, y0), ("L", x1, y0), ("L", x1, y1), ("L", x0, y1), ("Z",))
    kx, ky = rx * (1 - ARC), ry * (1 - ARC)
    return (
        ("M", x0 + rx, y0),
        ("L", x1 - rx, y0),
        ("C", x1 - kx, y0, x1, y0 + ky, x1, y0 + ry),
        ("L", x1, y1 - ry),
        ("C", x1, y1 - ky, x1 - kx, y1, x1 - rx, y1),
        ("L", x0 + rx, y1),
        ("C", x0 + kx, y1, x0, y1 - ky, x0, y1 - ry),
        ("L", x0, y0 + ry),
        ("C", x0, y0 + ky, x0 + kx, y0, x0 + rx, y0),
        ("Z",),
    )


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first``, then ``then``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, point: Point) -> Point:
    """The point that ``matrix`` takes ``point`` to."""
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)


def apply_all(matrix: Matrix, points: Sequence[Point]) -> list[Point]:
    """``apply`` for many points."""
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


_Ink = tuple[tuple[Glyph, ...], Font, Rect | None]
_inks: Store[tuple[int, int, float], _Ink] = personal(Store(500))
"""By the identities of glyphs and font, and the size; see ``ink_box``."""


def ink_box(run: GlyphRun) -> Rect | None:
    """The rectangle that a run's ink covers, in the run's coordinates; None when it is all blanks."""
    key = (id(run.glyphs), id(run.font), run.size)
    _, _, ink = _inks.get(key) or _inks.put(key, (run.glyphs, run.font, _ink(run)))
    x, y = run.origin
    return ink and Rect(x + ink.x0, y + ink.y0, x + ink.x1, y + ink.y1)


def _ink(run: GlyphRun) -> Rect | None:
    """``ink_box`` from the origin on."""
    font, scale = run.font, run.size / run.font.upem
    left = low = 1e9
    right = high = -1e9
    pen = 0.0
    for glyph in run.glyphs:
        x0, y0, x1, y1 = font.extents(glyph.id)
        if x1 > x0:
            x, dy = pen + glyph.dx, glyph.dy
            left, right = min(left, x + x0), max(right, x + x1)
            low, high = min(low, y0 + dy), max(high, y1 + dy)
        pen += glyph.advance
    return None if right < left else Rect(left * scale, low * scale, right * scale, high * scale)


def glyph_boxes(run: GlyphRun) -> list[Rect]:
    """The rectangle of each glyph's ink, blanks left out, in the run's coordinates."""
    scale, x = run.size / run.font.upem, run.origin[0]
    boxes = []
    for glyph in run.glyphs:
        x0, y0, x1, y1 = run.font.extents(glyph.id)
        if x1 > x0:
            left, base = x + glyph.dx * scale, run.origin[1] + glyph.dy * scale
            boxes.append(Rect(left + x0 * scale, base + y0 * scale, left + x1 * scale, base + y1 * scale))
        x += glyph.advance * scale
    return boxes


def union(boxes: Iterable[Rect]) -> Rect | None:
    """The smallest rectangle round all of them; None for none."""
    every = list(boxes)
    if not every:
        return None
    return Rect(min(b.x0 for b in every), min(b.y0 for b in every), max(b.x1 for b in every), max(b.y1 for b in every))


TEXT_CONTRAST = 4.5
"""The least that text needs against its ground (WCAG 2.2, 1.4.3)."""


def linear_rgb(colour: str) -> tuple[float, float, float]:
    """The amounts of light in ``#RRGGBB``, 0 to 1 (sRGB, IEC 61966-2-1)."""
    red, green, blue = (byte / 255 for byte in bytes.fromhex(colour[1:]))
    return _linear(red), _linear(green), _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2)."""
    red, green, blue = linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=256)
def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)
