"""What a document is made of on the way to its pages. All lengths are points."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from soleprint.compose.markup import Node
from soleprint.layout.boxes import Stack
from soleprint.layout.flow import Way
from soleprint.layout.look import Look, Setting
from soleprint.layout.paper import Face
from soleprint.layout.slots import SlotBox
from soleprint.marks import Page


class Format(Struct, frozen=True):
    """The pages there are. ``face`` gives page ``i``, counted from 0."""

    face: Callable[[int], Face]
    smallest: float
    """Type of sections that do not state their own, in points."""
    largest: float
    total: int | None = None
    """Number of pages; None for as many as it takes."""
    elastic: bool = False
    """More pages than ``total`` are allowed where these do not hold the document."""
    bleed: float = 0.0
    turns: int = 2
    """Pages after which faces take turns again; an even number, since feet do so too."""


class Section(Struct, frozen=True):
    """A <page> of the document, built: a stack for each way of choosing."""

    node: Node
    ways: tuple[Way, ...]
    limits: tuple[float, float] | None = None
    """Type sizes that it states itself."""
    pages: int = 0
    """How many pages it takes; 0: as many as it needs."""
    held: object = None
    """What its identity depends on."""

    @property
    def ends_odd(self) -> bool:
        """It ends at the right of an open book."""
        return self.node.get("ends") == "odd"

    def says(self, name: str) -> bool:
        return self.node.get(name) == "yes"

    @property
    def flows(self) -> bool:
        """Whether it is a flow of blocks, on as many pages as it needs."""
        return self.says("flow")

    def only(self, way: int) -> Section:
        """The section with one of its ways alone."""
        return replace(self, ways=self.ways[way : way + 1])


class Placed(Struct, frozen=True):
    """What stands on one page, and its body type."""

    section: Section
    stack: Stack
    base: float
    way: int = 0
    """Which of the section's ways it is."""
    moved: int = 0
    """How many pages later it is read than it stands; below 0: earlier."""


class Book(Struct, frozen=True):
    """A document ready to be laid out."""

    sections: tuple[Section, ...]
    running: tuple[Node, ...]
    format: Format
    look: Look
    setting: Setting

    @property
    def filler(self) -> Section | None:
        return next((section for section in self.sections if section.says("filler")), None)

    def foot_of(self, index: int) -> Node | None:
        """The running foot of page ``index``, counted from 0: a book may have one for even and one for odd pages."""
        number = "odd" if index % 2 == 0 else "even"
        return next((node for node in self.running if node.get("pages", number) == number), None)


class Layout(Struct, frozen=True):
    """A document on its pages. ``bases`` is each page's body type, ``smallest`` the least that each may have."""

    pages: tuple[Page, ...]
    bases: tuple[float, ...]
    smallest: tuple[float, ...]
    spare: Callable[[int], tuple[Page, ...]]
    """Pages to write on, as many as asked for where the template has a filler, for what imposition leaves blank."""
    slots: tuple[SlotBox, ...] = ()
    """The paragraphs with slots that were built, in all ways that were tried: what they were asked, it depends on."""
