"""What a job file holds. Field docstrings are the descriptions that editors show.

Settings are those of the command line, with the names of the Python API; lengths are millimetres where a name ends in
``_mm``.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any, Literal

from msgspec import Meta

from soleprint.content.model import Base, Line, Slug

Names = Annotated[tuple[Line, ...], Meta(min_length=1, max_length=60)]
Editions = Annotated[tuple[Literal["standard", "large-print", "easy-read"], ...], Meta(min_length=1)]


class Prescription(Base, frozen=True, kw_only=True):
    """What is prescribed. What is left out is a line for the pen."""

    name: Line | None = None
    date: Line | None = None
    steps: Line | None = None
    often: Line | None = None
    long: Line | None = None
    notes: Line | None = None


class Settings(Base, frozen=True, kw_only=True):
    """What may be set for one output, or for all of them under ``defaults``."""

    languages: Names | None = None
    """One file is made in each: [en, es]."""
    sizes: Names | None = None
    """One file is made in each: [A5, Letter, 100x150mm]."""
    editions: Editions | None = None
    """Of leaflets and booklets; one file is made of each."""
    name: Line | None = None
    """Pattern of the file names, with {product} {routines} {lang} {size} {edition}."""
    fold: Literal["flat", "half", "tri", "z"] | None = None
    """Of leaflets."""
    side: Literal["left", "right", "both"] | None = None
    mode: Literal["partner", "self"] | None = None
    theme: Line | None = None
    orientation: Literal["auto", "portrait", "landscape"] | None = None
    faces: Literal[1, 2] | None = None
    """Of cards."""
    text: Literal["full", "cues"] | None = None
    """Of cards: cues leaves the sentences of the steps off the back."""
    distance_mm: float | None = None
    """Of cards: how far away the front is read."""
    pouch_mm: float | None = None
    """Of cards: the margin that the laminating pouch seals."""
    hole: Literal["none", "top", "two"] | None = None
    """Of cards: where holes will be punched."""
    corners_mm: float | None = None
    """Of cards: radius of rounded corners."""
    bleed_mm: float | None = None
    marks: bool | None = None
    """Crop marks."""
    emergency: Line | None = None
    """The emergency number, in quotes, where no profile has it."""
    prescription: Prescription | None = None
    """Of leaflets."""
    sheet: Line | None = None
    """Paper in the printer; by default as large as the page."""
    impose: Literal["none", "booklet", "nup", "poster"] | None = None
    """How pages go on sheets."""
    binding: Literal["left", "right", "top"] | None = None
    signature: int | None = None
    """Folded sheets in a section of a booklet; 0: one section."""
    creep_mm: float | None = None
    """Thickness of the paper: 0.1 for 80 g/m2."""
    duplex: Literal["long", "short", "manual", "none"] | None = None
    cut: Literal["crop", "lines"] | None = None
    gutter_mm: float | None = None
    copies: int | None = None
    """Of each card on a sheet; 0 fills the sheet."""
    overlap_mm: float | None = None
    """Of a poster's sheets."""
    offset_mm: tuple[float, float] | None = None
    """Moves backs to the right and up, as the printer test says."""
    bundle: tuple[Line, ...] | None = None
    """Of booklets: PDF files of yours to take in, seen from the job file's folder."""
    bundle_alt: tuple[Line, ...] | None = None
    """Descriptions of the pages taken in, in order."""
    instructions: bool | None = None
    """Write assembly instructions into a second file beside each."""


class Output(Settings, frozen=True, kw_only=True):
    """Files of one product: one for each of its languages, sizes and editions."""

    product: Literal["card", "leaflet", "booklet"]
    routines: Annotated[tuple[Slug, ...], Meta(min_length=1)] | Literal["all"]
    """Ids of the routines that go into each file, or all."""


class Job(Base, frozen=True, kw_only=True):
    """Outputs to make together. Paths are seen from the job file's folder."""

    schema: Literal[1]
    profile: Line | None = None
    """The clinic's profile, such as clinic.yaml."""
    content: Line | None = None
    """A folder of your own content, laid over the built-in files."""
    templates: Line | None = None
    """A folder of your own templates and themes."""
    fonts: tuple[Line, ...] = ()
    """Folders of fonts, used first."""
    defaults: Settings = Settings()
    """Settings of every output that does not have its own."""
    outputs: Annotated[tuple[Output, ...], Meta(min_length=1, max_length=500)]


ONLY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("faces", "text", "distance_mm", "pouch_mm", "hole", "corners_mm", "copies"), ("card",)),
    **dict.fromkeys(("editions", "emergency", "prescription"), ("leaflet", "booklet")),
    **dict.fromkeys(("bundle", "bundle_alt"), ("booklet",)),
    "fold": ("leaflet",),
    "overlap_mm": ("card",),
}
"""Settings that only some products have."""
APART = frozenset({"languages", "sizes", "editions", "name", "prescription", "bundle", "instructions"})
"""Settings that are no keyword arguments of ``products.order`` as they stand."""


def job_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a job file, for editors."""
    from soleprint.content.schema import described_schema

    return described_schema(Job, sys.modules[__name__], "soleprint job")
