"""What is found in a PDF file: the words between the process that reads it and the one that asked."""

from __future__ import annotations

from msgspec import Struct

from soleprint.marks import ForeignObject, Matrix, Rect

SECONDS, MORE_SECONDS = 6, 2
"""Of the processor that a file may take, and for each of its pages."""


class Request(Struct, frozen=True):
    """A file, and the room that each of its pages has on paper, in points."""

    data: bytes
    width: float
    height: float


class Refused(Struct, frozen=True, tag=True):
    """It cannot be used; ``page`` counts from 1, 0 is the whole file. ``why`` goes on where its name stands."""

    code: str
    why: str
    page: int = 0


class Opened(Struct, frozen=True, tag=True):
    """It can be read."""

    pages: int
    title: str
    lang: str


class Reached(Struct, frozen=True, tag=True):
    """The work on a page begins; it may never end."""

    page: int


class Tag(Struct, frozen=True, array_like=True):
    """A structure element. ``parent`` is the place of another in the list, -1 where it is outermost."""

    tag: str
    parent: int
    alt: str = ""
    lang: str = ""
    attributes: dict[str, dict[str, str | int]] = {}


class Piece(Struct, frozen=True, array_like=True):
    """A part of a page: a form (the number of an object; None: there is nothing to see), the tag that it belongs to
    (-1: decoration), and where it is."""

    form: int | None
    tag: int
    box: Rect


class PageLink(Struct, frozen=True, array_like=True):
    """Where a page leads: its place in the upright page, to the web, mail or a telephone, with words of what is there.
    ``tag`` is the place of a Link in the list of tags; -1: no tag has its words."""

    box: Rect
    target: str
    title: str
    tag: int = -1


class PageFound(Struct, frozen=True, tag=True):
    """A page. Its upright size is in points; ``matrix`` leads there from the coordinates of its forms, where ``box`` is
    what they may show."""

    width: float
    height: float
    matrix: Matrix
    box: Rect
    whole: int
    """The form of the whole page."""
    pieces: tuple[Piece, ...]
    tags: tuple[Tag, ...]
    """Empty: the page is a picture with a description."""
    text: str
    type_size: float
    """Of most of its text, in points; 0 where there is none."""
    drawn: str = ""
    """What it has that cannot be kept, where a picture of it was taken."""
    silent: int = 0
    """Pictures in a tagged page that have no description."""
    links: tuple[PageLink, ...] = ()
    led: int = 0
    """Links that lead elsewhere: to places in the file, to other files, nowhere."""


class Objects(Struct, frozen=True, tag=True):
    """What the forms of all pages are made of."""

    objects: tuple[ForeignObject, ...]


Found = Refused | Opened | Reached | PageFound | Objects
