"""What boxes are made with, and where in a document they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from soleprint.compose.markup import Node
from soleprint.layout.reuse import Boxes, boxes_of
from soleprint.layout.theme import Theme, Tone
from soleprint.marks import Element, Symbol

if TYPE_CHECKING:
    from soleprint.layout.figure import Pictures
    from soleprint.layout.slots import Code, SlotBox
    from soleprint.layout.whole import WholePage
    from soleprint.text import Prepared, Typesetter

Result = TypeVar("Result")


class Link(NamedTuple):
    """Where words lead, and what is said of it where they cannot be seen."""

    target: str
    """A URI, or ``#name`` of an anchor."""
    title: str


class Look(Struct, dict=True):
    """What boxes are made with: the look, the type, the pictures."""

    theme: Theme
    typesetter: Typesetter
    pictures: Pictures
    scenes: Callable[[Node], object]
    """The picture that a <figure> asks for."""
    emblems: Mapping[str, Callable[[], tuple[Symbol, str] | WholePage]] = field(default_factory=dict)
    """Makers of what a <figure scene="..."> may ask for: symbols with their descriptions (logo, QR code), and pages."""
    others: Mapping[str, Typesetter] = field(default_factory=dict)
    """Typesetters of the other languages of the document."""
    prepared: dict[object, Prepared] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The page number of each place that <number of="..."/> may name, as far as pages are known."""
    subjects: dict[int, object] = field(default_factory=dict)
    """What each <figure> shows, by the node's identity."""
    parting: Mapping[str, str] = field(default_factory=dict)
    """Words that may be parted, with soft hyphens where."""
    anywhere: bool = False
    """Words that no line holds are broken anywhere, to see whether it is they that do not fit."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What this copy has in its slots, by name; "" where one stays empty."""
    codes: Mapping[str, Code] = field(default_factory=dict)
    """What draws the codes of slots, by name."""
    slots: list[SlotBox] = field(default_factory=list)
    """The paragraphs with slots that were built, in all ways that were tried."""
    margin: float = 0.0
    """Points from the safe area to the edge of the page, at each side."""

    def __post_init__(self) -> None:
        self.theme = self.boxes.theme

    @cached_property
    def boxes(self) -> Boxes:
        """The boxes that were built with the same before."""
        return boxes_of(self.theme, self.typesetter, self.pictures, self.others, (*self.parting.items(), self.anywhere))

    @property
    def rtl(self) -> bool:
        return self.typesetter.direction == "rtl"

    def narrowed(self) -> Look | None:
        """The same with letters as narrow as the theme allows; None where it has no narrower ones."""
        theme = self.theme.narrowed
        return None if theme is self.theme else replace(self, theme=theme, prepared={})

    def with_words(self, parting: Mapping[str, str] = MappingProxyType({}), anywhere: bool = False) -> Look:
        """The same with words that may be parted."""
        return replace(self, parting=parting, anywhere=anywhere, prepared={})

    def subject(self, figure: Node) -> object:
        """What a <figure> shows: a ready symbol with its description, or what the figures room draws."""
        subject = self.subjects.get(id(figure))
        if subject is None:
            emblem = self.emblems.get(figure.get("scene"))
            subject = self.subjects[id(figure)] = emblem() if emblem else self.scenes(figure)
        return subject

    def once(self, node: Node, place: Place, make: Callable[[], Result], *how: object) -> Result:
        """What ``make`` makes of a node in a place, or made of it before; ``how`` is all else that it depends on."""
        if node.slots:  # what a person is told is kept by nobody
            return make()
        shown = (node,) if node.tag == "figure" else node.figures
        key = (place.parent, place.colour, id(place.tone), place.rtl, place.edge, place.link, self.margin, *how)
        if node.targets or shown:
            key += (*map(self.numbers.get, node.targets), *map(self.subject, shown))
        return self.boxes.once(node, key, make)


class Place(Struct, frozen=True):
    """Where in the structure, and on what ground, a box is built."""

    parent: Element
    colour: str
    """Text colour, ``#RRGGBB``."""
    tone: Tone | None = None
    rtl: bool = False
    """Blocks side by side, numbers and signs run from right to left."""
    edge: bool = False
    """Pictures run off the page where they reach its edge."""
    link: Link | None = None
    """Words belong to ``parent`` itself, which leads there, and are no paragraphs of their own."""

    def under(self, parent: Element) -> Place:
        return replace(self, parent=parent)
