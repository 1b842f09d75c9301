"""The number that calls an ambulance in a country, from ``emergency.yaml``: to be suggested, never printed unasked."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from soleprint.content.load import load
from soleprint.content.model import Base
from soleprint.files.folders import builtin

FILE = "emergency.yaml"
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$", description="an ISO 3166-1 code, such as GB")]
Number = Annotated[str, Meta(pattern="^[0-9]{2,5}$", description="digits as people dial them")]


class Emergency(Base, frozen=True, kw_only=True):
    """content/emergency.yaml."""

    schema: Literal[1]
    numbers: dict[Country, Number]


def emergency_numbers() -> dict[str, str]:
    """The numbers by country. Raises ContentError for a file that is bad."""
    return load(builtin("content") / FILE, Emergency, f"content/{FILE}").numbers
