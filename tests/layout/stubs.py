"""What layout needs of other rooms, as literals: a theme, pictures, boxes of a given size."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from soleprint.compose.markup import Node, check
from soleprint.compose.parse import parse
from soleprint.layout.boxes import Extent
from soleprint.layout.build import build_pages
from soleprint.layout.figure import NO_EDGES, Edges
from soleprint.layout.look import Look
from soleprint.layout.painter import Painter
from soleprint.layout.theme import Style, Theme, Tone
from soleprint.marks import Element, GlyphRun, Path, Rect, Symbol
from soleprint.text import Typesetter

THEME = Theme(
    schema=1,
    name="Test",
    figure="light",
    colours={"ink": "#111111", "paper": "#FFFFFF", "red": "#AA0000", "badge": "#000055", "on-badge": "#FFFFFF"},
    styles={
        "title": Style(size=2, bold=True),
        "heading": Style(size=1.2, bold=True),
        "body": Style(),
        "small": Style(size=0.5, floor=9),
        "badge": Style(bold=True),
    },
    tones={"plain": Tone(border="ink"), "stop": Tone(border="red", heading="red", icon="stop")},
    radius=4.0,
    border=1.0,
)


@dataclass(frozen=True)
class Drawing:
    symbol: Symbol
    alt: str


@dataclass
class SquarePictures:
    """The ``Pictures`` protocol with pictures as wide as tall."""

    drawn: list[tuple[object, float, float]] = field(default_factory=list)
    beyond: list[Edges] = field(default_factory=list)
    """How far the field of each reached beyond its box."""
    letters_from: float = 0.0
    """How wide a picture must be for its letters."""
    with_letters: list[bool] = field(default_factory=list)

    def height_for(self, scene: object, width: float) -> float:
        return width

    def width_for(self, scene: object, height: float) -> float:
        return height

    def heights(self, scene: object, width: float, height: float) -> list[float]:
        return [height]

    def body(self, scene: object) -> tuple[float, float]:
        return 100.0, 100.0

    def least(self, scene: object) -> float:
        return 0.0

    def fit(self, scene: object, width: float, height: float) -> float:
        return min(width, height) / 100.0

    def lettered(self, scene: object, width: float, height: float, beyond: Edges, scale: float) -> bool:
        return width >= self.letters_from

    def draw(
        self,
        scene: object,
        width: float,
        height: float,
        beyond: Edges = NO_EDGES,
        scale: float = 0.0,
        letters: bool = True,
    ) -> Drawing:
        self.drawn.append((scene, width, height))
        self.beyond.append(beyond)
        self.with_letters.append(letters)
        left, below, right, above = beyond
        box = Rect(-left, -below, width + right, height + above)
        return Drawing(Symbol("square", (Path((("M", 0.0, 0.0), ("L", width, height))),), box), f"picture of {scene}")


@cache
def typesetter(lang: str = "en") -> Typesetter:
    return Typesetter(lang)


def look(lang: str = "en", theme: Theme = THEME) -> Look:
    return Look(theme, typesetter(lang), SquarePictures(), lambda node: node.get("step") or "overview")


def page(body: str, attributes: str = "") -> Node:
    """The <page> with ``body``, which stands on line 3 of "t"."""
    root = parse(f'<document _at="t:1"><page _at="t:2" {attributes}>{body}</page></document>', "t")
    assert check(root) == []
    return root.elements[0]


def painted(body: str, width: float = 400, height: float = 600, base: float = 10, lang: str = "en") -> Painter:
    """The marks of a page with ``body``."""
    frame = Rect(10, 20, 10 + width, 20 + height)
    painter = Painter(Rect(0, 0, width + 20, height + 40), frame)
    build_pages(page(body), look(lang))[0].paint(painter, frame, base)
    return painter


def chain(element: Element) -> str:
    """Tags from the root to an element."""
    tags = []
    here: Element | None = element
    while here is not None:
        tags.append(here.tag)
        here = here.parent
    return " ".join(reversed(tags))


def runs(painter: Painter) -> list[tuple[Element, GlyphRun]]:
    return [(mark.owner, mark.item) for mark in painter.marks if isinstance(mark.item, GlyphRun)]


def words(painter: Painter) -> list[str]:
    return " ".join(run.text for _, run in runs(painter)).split()


@dataclass
class Block:
    """A box ``high`` em high that can use ``want`` em more, and is ``wide`` em wide."""

    high: float
    want: float = 0.0
    wide: float = 1.0
    name: str = ""

    def measure(self, width: float, base: float) -> Extent:
        return Extent(self.high * base, self.want * base, self.wide * base > width + 0.001)

    def natural_width(self, base: float) -> float:
        return self.wide * base

    def paint(self, painter: Painter, frame: Rect, base: float) -> None:
        raise AssertionError("not painted in tests")
