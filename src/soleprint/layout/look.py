"""What boxes are made with, and where in a document they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

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


class Caches(Struct, frozen=True):
    """What was made with a look, and is used again while documents are set with it. Nothing here says what a look, a
    node and its place do not: without it all is made again, to the same pages."""

    boxes: Boxes
    """The boxes that were built with the same theme, typesetters, pictures and parted words before: also by other looks
    that have these."""
    subjects: dict[int, object]
    """What each <figure> shows, by the node's identity: also in narrower letters, and with words parted."""
    prepared: dict[object, Prepared]
    """Shaped text, by its stretches and how they are set."""


class Setting(Struct, frozen=True):
    """What is other each time that a document is laid out with the same look."""

    margin: float = 0.0
    """Points from the safe area to the edge of the page, at each side."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The page number of each place that <number of="..."/> may name, as far as pages are known."""
    slots: list[SlotBox] = field(default_factory=list)
    """Collects the paragraphs with slots that are built, in all ways that are tried."""


class Look(Struct, frozen=True):
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
    parting: Mapping[str, str] = field(default_factory=dict)
    """Words that may be parted, with soft hyphens where."""
    anywhere: bool = False
    """Words that no line holds are broken anywhere, to see whether it is they that do not fit."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What this copy has in its slots, by name; "" where one stays empty."""
    codes: Mapping[str, Code] = field(default_factory=dict)
    """What draws the codes of slots, by name."""
    caches: Caches = None  # type: ignore[assignment]
    """Made with the look."""

    def __post_init__(self) -> None:
        words = (*self.parting.items(), self.anywhere)
        boxes = boxes_of(self.theme, self.typesetter, self.pictures, self.others, words)
        subjects = self.caches.subjects if self.caches else {}  # of the look that this one is made of
        force_setattr(self, "caches", Caches(boxes, subjects, {}))
        force_setattr(self, "theme", boxes.theme)  # the one of those that say the same

    @property
    def boxes(self) -> Boxes:
        return self.caches.boxes

    @property
    def rtl(self) -> bool:
        return self.typesetter.direction == "rtl"

    def narrowed(self) -> Look | None:
        """The same with letters as narrow as the theme allows; None where it has no narrower ones."""
        theme = self.theme.narrowed
        return None if theme is self.theme else replace(self, theme=theme)

    def with_words(self, parting: Mapping[str, str] = MappingProxyType({}), anywhere: bool = False) -> Look:
        """The same with words that may be parted."""
        return replace(self, parting=parting, anywhere=anywhere)

    def subject(self, figure: Node) -> object:
        """What a <figure> shows: a ready symbol with its description, or what the figures room draws."""
        subjects = self.caches.subjects
        subject = subjects.get(id(figure))
        if subject is None:
            emblem = self.emblems.get(figure.get("scene"))
            subject = subjects[id(figure)] = emblem() if emblem else self.scenes(figure)
        return subject

    def once(self, node: Node, place: Place, make: Callable[[], Result], *how: object) -> Result:
        """What ``make`` makes of a node in a place, or made of it before; ``how`` is all else that it depends on."""
        if node.slots:  # what a person is told is kept by nobody
            return make()
        shown = (node,) if node.tag == "figure" else node.figures
        setting = place.setting
        key = (place.parent, place.colour, id(place.tone), place.rtl, place.edge, place.link, setting.margin, *how)
        if node.targets or shown:
            key += (*map(setting.numbers.get, node.targets), *map(self.subject, shown))
        return self.caches.boxes.once(node, key, make)


class Place(Struct, frozen=True):
    """Where in the structure, and on what ground, a box is built."""

    parent: Element
    colour: str
    """Text colour, ``#RRGGBB``."""
    setting: Setting
    tone: Tone | None = None
    rtl: bool = False
    """Blocks side by side, numbers and signs run from right to left."""
    edge: bool = False
    """Pictures run off the page where they reach its edge."""
    link: Link | None = None
    """Words belong to ``parent`` itself, which leads there, and are no paragraphs of their own."""

    def under(self, parent: Element) -> Place:
        return replace(self, parent=parent)
