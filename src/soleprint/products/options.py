"""The option model: everything that can be asked of a product, said once.

An option belongs to a group; a product file names the groups it takes (``takes:``). The doors are made from this
model alone: the options of the command line with their help, the keys of job files and their schema, the keyword
arguments of the Python API (``keywords.py``, generated), the reference table in templates/README.md.

An option has one name at every door, and lengths have their unit in the value: ``distance="70cm"``. None stands for
"not asked": the product's own default, or what follows from the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, ClassVar

from soleprint.products.kinds import (
    Choice,
    Day,
    File,
    Flag,
    Kind,
    LanguageTags,
    Length,
    Many,
    Offset,
    PaperSize,
    Text,
    Whole,
    dialled,
)


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``needs`` is another option, with the values it may have, without which this one does nothing."""

    name: str
    kind: Kind
    help: str
    default: Any
    section: str
    needs: tuple[str, tuple[str, ...]] | None = None
    shown: bool = True
    """Offered on the command line."""


def _option(kind: Kind, help: str, default: Any = None, needs: str | None = None, shown: bool = True) -> Any:
    other, _, values = (needs or "").partition("=")
    needed = (other, tuple(filter(None, values.split("|")))) if other else None
    return field(default=default, metadata={"kind": kind, "help": help, "needs": needed, "shown": shown})


@dataclass(frozen=True, slots=True)
class Group:
    """Options that a product takes together. ``section`` is their heading in help."""

    section: ClassVar[str] = ""

    @classmethod
    def options(cls) -> tuple[Option, ...]:
        """The options of the group, in order."""
        return tuple(
            Option(f.name, f.metadata["kind"], f.metadata["help"], f.default, cls.section, f.metadata["needs"],
                   f.metadata["shown"])
            for f in fields(cls)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content(Group):
    """What is said and shown, in which language and look."""

    section: ClassVar[str] = "What"
    side: str = _option(Choice(("left", "right", "both")), "The leg or foot it is for; both: each in its turn.", "both")
    mode: str | None = _option(Choice(("partner", "self")), "For a partner, or for yourself; the routine's first.")
    lang: tuple[str, ...] = _option(LanguageTags(), "Language, such as es; cards also two: en+ar.", ("en",))
    theme: str = _option(Text(60), "Look: see `soleprint list themes`.", "clear")


@dataclass(frozen=True, slots=True)
class Look(Group):
    """Language and look of what shows no routine."""

    section: ClassVar[str] = "What"
    lang: tuple[str, ...] = _option(LanguageTags(), "Language, such as es.", ("en",))
    theme: str = _option(Text(60), "Look: see `soleprint list themes`.", "clear")


@dataclass(frozen=True, slots=True)
class Step(Group):
    """One step instead of the whole routine."""

    section: ClassVar[str] = "What"
    step: str | None = _option(Text(60), "Number or id of one step; without it the whole routine.")


@dataclass(frozen=True, slots=True)
class View(Group):
    """A view, bare or explained."""

    section: ClassVar[str] = "What"
    view: str | None = _option(Text(80), "Name of a view of content/views.")
    debug: bool = _option(Flag(), "Show points, landmark names, zones and lanes.", False)
    side: str = _option(Choice(("left", "right")), "Mirrored: left.", "right")


@dataclass(frozen=True, slots=True)
class Edition(Group):
    """Type and wording for its readers."""

    section: ClassVar[str] = "What"
    edition: str = _option(
        Choice(("standard", "large-print", "easy-read")),
        "Type of 12, 16 or 14 points at least; easy-read has short sentences.",
        "standard",
    )


@dataclass(frozen=True, slots=True)
class Width(Group):
    """How wide a picture is."""

    section: ClassVar[str] = "Paper"
    width: float = _option(Length(5, 1000), "How wide.", 120.0)


@dataclass(frozen=True, slots=True)
class Page(Group):
    """The trimmed page."""

    section: ClassVar[str] = "Paper"
    size: str | None = _option(PaperSize(), "A3 to A7, Letter, ..., or 100x150mm, 4x6in: `soleprint list sizes`.")
    orientation: str = _option(
        Choice(("auto", "portrait", "landscape")), "How the paper stands; auto: as is usual for its size.", "auto"
    )


@dataclass(frozen=True, slots=True)
class Faces(Group):
    """One side of the paper or both."""

    section: ClassVar[str] = "Paper"
    faces: int = _option(Choice((1, 2)), "1: all in front. 2: pictures in front, full text and safety behind.", 1)
    text: str = _option(
        Choice(("full", "cues")), "cues: no sentences of the steps on the back.", "full", needs="faces=2"
    )


@dataclass(frozen=True, slots=True)
class Reading(Group):
    """How far away it is read, which type is as large as."""

    section: ClassVar[str] = "Paper"
    distance: float | None = _option(
        Length(100, 10_000, bare=False), "How far away the front is read: 70cm, 1m, 3ft; by default as suits the size."
    )


@dataclass(frozen=True, slots=True)
class Folding(Group):
    """How a sheet is folded into panels."""

    section: ClassVar[str] = "Paper"
    fold: str = _option(Choice(("flat", "half", "tri", "z")), "tri: C-fold, the last panel tucked in.", "flat")


@dataclass(frozen=True, slots=True)
class Trim(Group):
    """Colour to the edge, to be cut."""

    section: ClassVar[str] = "Cut and hang"
    bleed: float = _option(Length(0, 20), "Colour beyond the edge, to cut away.", 0.0)
    marks: bool | None = _option(Flag(), "Crop and fold marks; on larger paper they are there unless switched off.")


@dataclass(frozen=True, slots=True)
class Lamination(Group):
    """What is sealed in film, and its corners."""

    section: ClassVar[str] = "Cut and hang"
    pouch: float = _option(Length(0, 40), "Margin that the laminating pouch seals.", 5.0)
    corners: float = _option(Length(0, 20), "Radius of rounded corners, drawn to cut along.", 0.0)


@dataclass(frozen=True, slots=True)
class Hanging(Group):
    """Holes to hang or file it by."""

    section: ClassVar[str] = "Cut and hang"
    hole: str = _option(
        Choice(("none", "top", "two")), "Where holes will be punched; two: filing holes 80 mm apart.", "none"
    )


@dataclass(frozen=True, slots=True)
class Ring(Group):
    """A hole for a ring that holds cards together."""

    section: ClassVar[str] = "Cut and hang"
    hole: str = _option(Choice(("ring", "none")), "A hole for a ring in the first corner.", "ring")


@dataclass(frozen=True, slots=True)
class ClinicOptions(Group):
    """Who hands it out."""

    section: ClassVar[str] = "Clinic"
    profile: Any = _option(File(), "Your clinic: name, logo, numbers, dates: clinic.yaml.")
    emergency: str | None = _option(
        Text(24, "NUMBER", rule=dialled), "Emergency number to print, such as 999; goes before the profile's."
    )
    strict: bool = _option(Flag(), "A review date that is past is an error.", False)
    today: Any = _option(Day(), "The day to hold the review date against; never printed.", shown=False)


@dataclass(frozen=True, slots=True)
class Patient(Group):
    """What is prescribed, and to whom; what is left out is a line for the pen."""

    section: ClassVar[str] = "Patient"
    name: str = _option(Text(), "Who it is for.", "")
    date: str = _option(Text(), "Date of the plan.", "")
    steps: str = _option(Text(), "Steps prescribed, in words.", "")
    often: str = _option(Text(), "How often, in words.", "")
    long: str = _option(Text(), "For how long, in words.", "")
    notes: str = _option(Text(), "Notes.", "")


@dataclass(frozen=True, slots=True)
class SheetOptions(Group):
    """How pages go on paper."""

    section: ClassVar[str] = "On the sheet"
    sheet: str | None = _option(PaperSize(), "Paper in the printer, such as A4; by default as large as the page.")
    impose: str | None = _option(
        Choice(("none", "booklet", "nup", "poster")),
        "booklet: folded and nested; nup: as many as fit; poster: one page on many sheets.",
    )
    duplex: str | None = _option(
        Choice(("long", "short", "manual", "none")),
        "Edge the printer turns sheets on; manual: fronts, then backs; none: one side.",
    )
    restack: str = _option(
        Choice(("over", "as-is")), "How the stack goes back into the printer.", "over", needs="duplex=manual"
    )
    offset: Any = _option(Offset(), "Moves backs right and up, in mm, as the printer test says.")
    dead: float = _option(Length(0, 20), "Border where the printer puts no ink.", 5.0)
    cut: str = _option(Choice(("crop", "lines")), "Crop marks, or lines along every cut.", "crop", needs="sheet")
    gutter: float = _option(Length(0, 50), "Between pages on a sheet.", 0.0, needs="impose=nup|booklet")
    copies: int = _option(Whole(0, 1000), "Of each page; 0 fills the sheet.", 0, needs="impose=nup")
    overlap: float = _option(Length(5, 50), "Of a poster's sheets.", 10.0, needs="impose=poster")


@dataclass(frozen=True, slots=True)
class Binding(Group):
    """Sheets that are folded and nested."""

    section: ClassVar[str] = "On the sheet"
    binding: str | None = _option(
        Choice(("left", "right", "top")), "Edge where it is folded; by the language.", needs="impose=booklet"
    )
    signature: int = _option(Whole(0, 50), "Folded sheets in a section; 0: one section.", 0, needs="impose=booklet")
    creep: float = _option(Length(0, 1), "Paper thickness: 0.1 for 80 g/m2.", 0.0, needs="impose=booklet")


@dataclass(frozen=True, slots=True)
class Bundle(Group):
    """PDF pages of the clinic's own."""

    section: ClassVar[str] = "Own files"
    bundle: Any = _option(Many(File()), "A PDF of yours to take in: one after the contents, more at the end.", ())
    bundle_alt: Any = _option(Many(Text()), "Describes a page taken in, in order.", (), needs="bundle")


@dataclass(frozen=True, slots=True)
class Own(Group):
    """Content, templates and fonts of one's own."""

    section: ClassVar[str] = "Own files"
    content: Any = _option(File(folder=True), "Your own content, laid over the built-in files one by one.")
    templates: Any = _option(File(folder=True), "Your own templates, products and themes.")
    font_dir: Any = _option(Many(File(folder=True)), "Fonts, used first.", ())


GROUPS: Mapping[str, type[Group]] = {
    "content": Content,
    "look": Look,
    "step": Step,
    "view": View,
    "edition": Edition,
    "width": Width,
    "page": Page,
    "faces": Faces,
    "distance": Reading,
    "fold": Folding,
    "trim": Trim,
    "lamination": Lamination,
    "hanging": Hanging,
    "ring": Ring,
    "clinic": ClinicOptions,
    "patient": Patient,
    "sheet": SheetOptions,
    "binding": Binding,
    "bundle": Bundle,
    "own": Own,
}
"""Groups by the name that product files use. ``own`` is taken by every product."""
SECTIONS = tuple(dict.fromkeys(group.section for group in GROUPS.values()))


@cache
def options_of(groups: tuple[str, ...]) -> Mapping[str, Option]:
    """The options of these groups by name, in order."""
    return {option.name: option for name in groups for option in GROUPS[name].options()}


@cache
def every_option() -> Mapping[str, Option]:
    """Every option that there is; of those with one name the first."""
    found: dict[str, Option] = {}
    for group in GROUPS.values():
        for option in group.options():
            found.setdefault(option.name, option)
    return found
