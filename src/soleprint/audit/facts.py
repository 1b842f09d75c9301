"""What an audit must know about a leaflet."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

Edition = Literal["standard", "large-print", "easy-read"]
Role = Literal[
    "purpose",  # what the leaflet is for
    "audience",  # who it is for
    "main-message",  # the one thing to remember
    "summary",
    "why",  # what the reader gets from it
    "before",  # position, oil, getting ready
    "safety",  # do not massage if
    "stop",  # when to stop and who to call
    "step",  # what to do
    "tip",
    "evidence",  # what is known and not known
    "checklist",  # a list or diary to tick
    "small",  # contacts, sources, dates, page numbers: not judged as reading matter
]


class Paragraph(Struct, frozen=True):
    """A paragraph or list item, in the order of reading."""

    text: str
    role: Role
    marked: bool = False
    """Stands out: in a panel, in bold or larger than the rest."""
    listed: bool = False
    """An item of a bulleted or numbered list."""


class Figure(Struct, frozen=True):
    """A picture. ``caption`` is the text printed with it (a step's own words count); ``step`` that it shows a step."""

    alt: str
    caption: str = ""
    step: bool = False


class TypeFacts(Struct, frozen=True):
    """How the type is set, measured on the finished pages. Sizes are points, lines characters with their spaces."""

    body_pt: float
    """The size that most of the text is set in."""
    smallest_pt: float
    longest_line: int
    mean_line: float
    """Of the lines of paragraphs that fill more than one."""
    least_contrast: float


class Facts(Struct, frozen=True):
    """A leaflet. Counts of tables and charts are of those for the reader, not of layout.

    ``unexplained_terms`` are special words without an explanation; None when nobody has looked.
    """

    lang: str
    title: str
    headings: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[Figure, ...]
    steps: int
    type: TypeFacts
    pages: int
    script: str = "Latn"
    """What the language is written in (ISO 15924)."""
    edition: Edition = "standard"
    unexplained_terms: tuple[str, ...] | None = None
    tables: int = 0
    charts: int = 0
    page_numbers: bool = False
    author: str = ""
    contact: str = ""
    feedback: str = ""
    emergency: str = ""
    """The number to call."""
    sources: int = 0
    version: str = ""
    issued: date | None = None
    review_by: date | None = None
    review_stated: bool = False
    """Says which health professional checked it, or that none has."""
    translation_stated: bool = False
    """Says who checked the translation, or that nobody has."""
    other_formats: bool = False

    def of(self, *roles: Role) -> tuple[Paragraph, ...]:
        """The paragraphs with these roles."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.role in roles)

    def reading(self) -> tuple[str, ...]:
        """The texts that are there to be read through, for measuring how hard they are."""
        return tuple(paragraph.text for paragraph in self.paragraphs if paragraph.role not in ("small", "checklist"))
