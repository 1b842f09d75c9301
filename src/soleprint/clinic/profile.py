"""What a clinic's profile file (``clinic.yaml``) holds.

Field docstrings are the descriptions that editors show. Telephone numbers are fields and never stand in sentences: a
number in a sentence is missed when numbers change, and is not translated for the reader's country.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from soleprint.clinic.numbers import SHORT_NUMBER
from soleprint.content.model import Base, Line, Review

WHITE = "#FFFFFF"

Colour = Annotated[
    str,
    Meta(
        pattern=r"^#[0-9A-Fa-f]{6}$", description='a colour such as "#005EB8", in double quotes', examples=["#005EB8"]
    ),
]
Phone = Annotated[
    str,
    Meta(
        pattern=r"^\+?[0-9(][0-9 ()./-]{1,22}[0-9]( ?(ext\.?|x|#) ?[0-9]{1,8})?$",
        description='a telephone number: digits, spaces, brackets, a + in front, and perhaps "ext. 45" behind',
        examples=["+44 20 7946 0018"],
    ),
]
# At least two digits, as for --emergency.
ShortNumber = Annotated[
    str,
    Meta(
        pattern=rf"^(?=(?:[^0-9]*[0-9]){{2}}){SHORT_NUMBER}$",
        description="a telephone number as people dial it",
        examples=["999"],
    ),
]
Web = Annotated[
    str,
    Meta(
        pattern=r"^https?://\S+$",
        max_length=200,
        description="an address that begins with https:// or http://",
        examples=["https://clinic.example"],
    ),
]
Email = Annotated[
    str,
    Meta(
        pattern=r"^[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+$",
        max_length=120,
        description="an e-mail address",
        examples=["info@clinic.example"],
    ),
]
TARGET = r"^(https?://|tel:|mailto:)[!-~]+$"
LONGEST_TARGET = 200
Target = Annotated[
    str,
    Meta(
        pattern=TARGET,
        max_length=LONGEST_TARGET,
        description="an address of plain letters that begins with https://, http://, tel: or mailto:",
        examples=["https://clinic.example"],
    ),
]
LanguageTag = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
        description="a language such as es, zh-Hans or pt-BR",
        examples=["es-MX"],
    ),
]


class LogoFile(Base, frozen=True, kw_only=True):
    """The clinic's mark."""

    file: Line
    """An SVG, PNG, JPEG or WebP file in the profile's folder or below it."""
    alt: Line
    """What the logo says, for people who cannot see it: "Riverside Clinic"."""


TINTS = {"stage": 0.93, "finish-tint": 0.965}
"""Colours of a theme that go with its accent, and how light they are (OKLab)."""


class Colours(Base, frozen=True, kw_only=True):
    """Colours of the clinic that replace those of a theme, but of one for high contrast. One that is too pale to be
    read is darkened; a red is refused."""

    accent: Colour | None = None
    """Title band and headings. White text stands on it."""
    badge: Colour | None = None
    """Step numbers; the accent where there is none."""


class Advice(Base, frozen=True, kw_only=True):
    """A line for advice that is not an emergency."""

    name: Line
    number: ShortNumber


class Numbers(Base, frozen=True, kw_only=True):
    """Who to call."""

    ambulance: ShortNumber
    """The emergency number: 999, 112, 911."""
    advice: Advice | None = None


class Feedback(Base, frozen=True, kw_only=True):
    """How readers tell the clinic what they think of the leaflet."""

    contact: Line
    """A telephone number, an e-mail or a web address."""


class Qr(Base, frozen=True, kw_only=True):
    """A QR code. Its address is printed in words beside it."""

    target: Target
    caption: Line
    """What one gets there."""


class PrintShop(Base, frozen=True, kw_only=True):
    """How files are made where the clinic's print shop gets them."""

    standard: Literal["pdfa", "pdfx4"] = "pdfx4"
    """pdfx4: in printing inks (PDF/X-4), unless an order says otherwise."""
    icc: Line | None = None
    """The CMYK profile of the press, which the print shop names: a file in the profile's folder or below it."""
    spots: bool = False
    """Lines to cut and crease are in inks of their own."""


class TranslationReview(Base, frozen=True, kw_only=True):
    """Who checked a translation, and when."""

    name: Line
    date: date


class Profile(Base, frozen=True, kw_only=True):
    """A clinic: who gives the leaflet out, how to reach them, and how their paper looks."""

    schema: Literal[1]
    name: Line
    logo: LogoFile | None = None
    address: Annotated[tuple[Line, ...], Meta(max_length=8)] = ()
    """The lines of the postal address."""
    phone: Phone | None = None
    web: Web | None = None
    email: Email | None = None
    colours: Colours = Colours()
    emergency: Numbers | None = None
    """Numbers of the country where the clinic is."""
    emergency_in: dict[LanguageTag, Numbers] = field(default_factory=dict)
    """Other numbers for leaflets in one language ("es-MX"; "es" stands for every Spanish)."""
    reference: Line | None = None
    """The clinic's number for this leaflet."""
    issued: date | None = None
    review_by: date | None = None
    """The day by which the leaflet must be reviewed; usually two years after it was issued."""
    reviewer: Review | None = None
    """The health professional who checked the content."""
    footer: Line | None = None
    """Printed small on every page, such as a charity's number."""
    feedback: Feedback | None = None
    qr: Qr | None = None
    author: Line | None = None
    """Who is responsible for the text; the clinic's name where there is none."""
    print_shop: PrintShop | None = None
    """For a clinic whose leaflets are printed by a print shop."""
    translation_reviewers: dict[LanguageTag, TranslationReview] = field(default_factory=dict)
    """By language: who checked the translation."""

    def numbers(self, lang: str) -> Numbers | None:
        """Who to call, for a leaflet in ``lang``: of the tag itself, else of its language, else of the country."""
        parts = lang.split("-")
        tags = ("-".join(parts[:size]) for size in range(len(parts), 0, -1))
        return next((self.emergency_in[tag] for tag in tags if tag in self.emergency_in), self.emergency)

    def theme_colours(self) -> dict[str, str]:
        """Names of theme colours with what this profile sets them to, ``#RRGGBB`` in capitals."""
        accent, badge = self.colours.accent, self.colours.badge or self.colours.accent
        return {name: colour.upper() for name, colour in (("accent", accent), ("badge", badge)) if colour}

    def tints(self) -> dict[str, str]:
        """Names of the pale grounds that follow from its accent, behind pictures and behind text."""
        from soleprint.clinic.colours import tint

        accent = self.colours.accent
        return {name: tint(accent, light) for name, light in TINTS.items()} if accent else {}
