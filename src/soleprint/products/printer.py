"""What is known of a printer, in a small file (``--printer office.yaml``), as the printer test has shown it.

Its keys are options of the same names; what is asked for in an order goes before them. Field docstrings are the
descriptions that editors show (``soleprint schema printer``).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta
from msgspec.structs import asdict

from soleprint.content.model import Base, Line

Millimetres = Annotated[float, Meta(ge=-10, le=10)]


class Printer(Base, frozen=True, kw_only=True):
    """A printer, as its test page has shown it."""

    schema: Literal[1]
    name: Line | None = None
    """What you call it."""
    dead: Annotated[float, Meta(ge=0, le=20)] | None = None
    """The border where it puts no ink, in millimetres: the nearest line to the edge that came out whole."""
    offset: tuple[Millimetres, Millimetres] | None = None
    """How far the hole lies from the middle of the scale on the back, in millimetres: [right, up]."""
    duplex: Literal["manual"] | None = None
    """manual: it prints one side only, and the paper is put back by hand."""
    restack: Literal["over", "as-is"] | None = None
    """How the stack goes back by hand. as-is: put back as it lay, the blank side was printed. over: it was not."""


def load_printer(path: Path) -> Mapping[str, Any]:
    """The values that a printer's file gives to options. Raises ContentError with every mistake and its line."""
    from soleprint.content.load import load

    values = asdict(load(path, Printer))
    return {key: value for key, value in values.items() if key not in ("schema", "name") and value is not None}


def printer_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a printer file, for editors."""
    from soleprint.content.schema import described_schema

    return described_schema(Printer, sys.modules[__name__], "soleprint printer")
