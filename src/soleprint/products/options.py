"""The option model: everything that can be asked of a product, said once.

An option belongs to a group; a product file names the groups it takes (``takes:``). The doors are made from this
model alone: the options of the command line with their help, the keys of job files and their schema, the keyword
arguments of the Python API (``api/typed.py``, generated), the reference table in templates/README.md.

An option has one name at every door, and lengths have their unit in the value: ``distance="70cm"``. None stands for
"not asked": the product's own default, or what follows from the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.languages import SOURCE
from soleprint.content.model import Mode
from soleprint.press.folds import Fold
from soleprint.products.kinds import (
    Choice,
    Day,
    File,
    Flag,
    Kind,
    LanguageTags,
    Length,
    Many,
    Modes,
    Offset,
    PaperSize,
    Switch,
    Text,
    Whole,
    coded,
    dialled,
)

EditionName = Literal["standard", "large-print", "easy-read"]


class Option(Struct, frozen=True):
    """One option. ``needs`` is another option, with the values it may have, without which this one does nothing."""

    kind: Kind
    help: str
    default: Any
    needs: tuple[str, tuple[str, ...]] | None = None
    shown: bool = True
    """Offered on the command line."""
    name: str = ""
    section: str = ""


def _option(kind: Kind, help: str, default: Any = None, needs: str = "", shown: bool = True) -> Any:
    other, _, values = needs.partition("=")
    return Option(kind, help, default, (other, tuple(filter(None, values.split("|")))) if needs else None, shown)


class Group:
    """Options that a product takes together: those of the class are what may be asked, those of an instance the values.

    ``section`` is their heading in help. Not a dataclass: two dozen of them would cost a cold start 10 ms.
    """

    section: ClassVar[str] = ""
    options: ClassVar[Mapping[str, Option]] = {}

    def __init_subclass__(cls) -> None:
        found = {name: value for name, value in vars(cls).items() if isinstance(value, Option)}
        cls.options = {name: replace(one, name=name, section=cls.section) for name, one in found.items()}

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - self.options.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        self.__dict__.update({name: values.get(name, option.default) for name, option in self.options.items()})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def changed(self, **values: Any) -> Self:
        """The same with other values."""
        return type(self)(**{**vars(self), **values})


class Content(Group):
    """What is said and shown, in which language and look."""

    section: ClassVar[str] = "What"
    side: str = _option(Choice(("left", "right", "both")), "The side it is for; both: each in its turn.", "both")
    mode: Mode | None = _option(Modes(), "Who does it: see `soleprint list modes`; the routine's first.")
    lang: tuple[str, ...] = _option(LanguageTags(), "Language, such as es; cards also two: en+ar.", (SOURCE,))
    theme: str = _option(Text(60), "Look: see `soleprint list themes`.", "clear")


class Look(Group):
    """Language and look of what shows no routine."""

    section: ClassVar[str] = "What"
    lang: tuple[str, ...] = _option(LanguageTags(), "Language, such as es.", (SOURCE,))
    theme: str = _option(Text(60), "Look: see `soleprint list themes`.", "clear")


class Step(Group):
    """One step instead of the whole routine."""

    section: ClassVar[str] = "What"
    step: str | None = _option(Text(60), "Number or id of one step; without it the whole routine.")


class View(Group):
    """A view, bare or explained."""

    section: ClassVar[str] = "What"
    view: str | None = _option(Text(80), "A view of content/views, hand:NAME or sign:NAME.")
    debug: bool = _option(Flag(), "Show points, landmark names, zones and lanes.", False)
    side: str = _option(Choice(("left", "right")), "Mirrored: left.", "right")


class Edition(Group):
    """Type and wording for its readers."""

    section: ClassVar[str] = "What"
    edition: EditionName = _option(
        Choice(("standard", "large-print", "easy-read")),
        "Type of 12, 16 or 14 points at least; easy-read has short sentences.",
        "standard",
    )


class Width(Group):
    """How wide a picture is."""

    section: ClassVar[str] = "Paper"
    width: float = _option(Length(5, 1000), "How wide.", 120.0)


class Page(Group):
    """The trimmed page."""

    section: ClassVar[str] = "Paper"
    size: str | None = _option(PaperSize(), "A3 to A7, Letter, ..., or 100x150mm, 4x6in: `soleprint list sizes`.")
    orientation: str = _option(
        Choice(("auto", "portrait", "landscape")), "How the paper stands; auto: as is usual for its size.", "auto"
    )


class Faces(Group):
    """One side of the paper or both."""

    section: ClassVar[str] = "Paper"
    faces: int = _option(Choice((1, 2)), "1: all in front. 2: pictures in front, full text and safety behind.", 1)
    text: str = _option(
        Choice(("full", "cues")), "cues: no sentences of the steps on the back.", "full", needs="faces=2"
    )


class Reading(Group):
    """How far away it is read, which type is as large as."""

    section: ClassVar[str] = "Paper"
    distance: float | None = _option(
        Length(100, 10_000, bare=False),
        "How far away the front is read: 70cm, 1m, 3ft; by default as suits the size, in two languages a step nearer.",
    )


class Folding(Group):
    """How a sheet is folded into panels."""

    section: ClassVar[str] = "Paper"
    fold: Fold = _option(Choice(("flat", "half", "tri", "z")), "tri: C-fold, the last panel tucked in.", "flat")


class Trim(Group):
    """Colour to the edge, to be cut."""

    section: ClassVar[str] = "Cut and hang"
    bleed: float = _option(Length(0, 20), "Colour beyond the edge, to cut away.", 0.0)
    marks: Any = _option(
        Switch(("full",)),
        "Crop and fold marks; on larger paper they are there unless switched off. full: registration, colour bar, job.",
    )


class Shop(Group):
    """For a print shop."""

    section: ClassVar[str] = "Print shop"
    standard: str | None = _option(
        Choice(("pdfa", "pdfx4")), "pdfa: to print, read and keep. pdfx4: for a print shop, in CMYK."
    )
    icc: Any = _option(File(endings=(".icc", ".icm")), "CMYK profile of the press, which the print shop names.")
    spots: bool | None = _option(Flag(), "Lines to cut and crease in inks of their own: CutContour, Crease.")


class Lamination(Group):
    """What is sealed in film, and its corners."""

    section: ClassVar[str] = "Cut and hang"
    pouch: float = _option(Length(0, 40), "Margin that the laminating pouch seals.", 5.0)
    corners: float = _option(Length(0, 20), "Radius of rounded corners, drawn to cut along.", 0.0)


class Hanging(Group):
    """Holes to hang or file it by."""

    section: ClassVar[str] = "Cut and hang"
    hole: str = _option(
        Choice(("none", "top", "two")), "Where holes will be punched; two: filing holes 80 mm apart.", "none"
    )


class Ring(Group):
    """A hole for a ring that holds cards together."""

    section: ClassVar[str] = "Cut and hang"
    hole: str = _option(Choice(("ring", "none")), "A hole for a ring in the first corner.", "ring")


class ClinicOptions(Group):
    """Who hands it out."""

    section: ClassVar[str] = "Clinic"
    profile: Any = _option(File(endings=(".yaml", ".yml")), "Your clinic: name, logo, numbers, dates: clinic.yaml.")
    emergency: str | None = _option(
        Text(24, "NUMBER", rule=dialled), "Emergency number to print, such as 999; goes before the profile's."
    )
    strict: bool = _option(Flag(), "A review date that is past is an error.", False)
    today: Any = _option(Day(), "The day to hold the review date against; never printed.", shown=False)


class Patient(Group):
    """What is prescribed, and to whom; what is left out is a line for the pen."""

    section: ClassVar[str] = "Patient"
    name: str = _option(Text(), "Who it is for.", "")
    date: str = _option(Text(), "Date of the plan.", "")
    steps: str = _option(Text(), "Steps prescribed, in words.", "")
    often: str = _option(Text(), "How often, in words.", "")
    long: str = _option(Text(), "For how long, in words.", "")
    notes: str = _option(Text(), "Notes.", "")
    appointment: str = _option(Text(), "When to come back, in words.", "")
    reference: str = _option(Text(), "Your own number for the copy.", "")
    slot: tuple[str, ...] = _option(
        Many(Text(metavar="NAME=TEXT")), "What a slot has that the product's own file names.", ()
    )
    qr: str = _option(Text(400, "URL", rule=coded), "Where the QR code of this copy leads: a web address.", "")


class SheetOptions(Group):
    """How pages go on paper."""

    section: ClassVar[str] = "On the sheet"
    sheet: str | None = _option(PaperSize(), "Paper in the printer, such as A4; by default as large as the page.")
    impose: str | None = _option(
        Choice(("none", "booklet", "nup", "poster")),
        "booklet: folded and nested; nup: as many as fit; poster: one page on many sheets.",
    )
    printer: Any = _option(
        File(endings=(".yaml", ".yml")), "What your printer test has shown: office.yaml. Options go before it."
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


class Binding(Group):
    """Sheets that are folded and nested."""

    section: ClassVar[str] = "On the sheet"
    binding: str | None = _option(
        Choice(("left", "right", "top")), "Edge where it is folded; by the language.", needs="impose=booklet"
    )
    signature: int = _option(Whole(0, 50), "Folded sheets in a section; 0: one section.", 0, needs="impose=booklet")
    creep: float = _option(Length(0, 1), "Paper thickness: 0.1 for 80 g/m2.", 0.0, needs="impose=booklet")


class Bundle(Group):
    """PDF pages of the clinic's own."""

    section: ClassVar[str] = "Own files"
    bundle: Any = _option(
        Many(File(endings=(".pdf",))), "A PDF of yours to take in: one after the contents, more at the end.", ()
    )
    bundle_title: Any = _option(Many(Text()), "Title of a PDF taken in, in order; else its own.", (), needs="bundle")
    bundle_alt: Any = _option(Many(Text()), "Describes a page taken in, in order.", (), needs="bundle")


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
    "shop": Shop,
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
    return {option.name: option for name in groups for option in GROUPS[name].options.values()}


def options_with(groups: tuple[str, ...], content: Path | None) -> Mapping[str, Option]:
    """The same, where languages and modes that only a user's content has may be asked for too."""
    options = options_of(groups)
    kinds = {"lang": LanguageTags(content), "mode": Modes(content)} if content is not None else {}
    own = {name: replace(options[name], kind=kind) for name, kind in kinds.items() if name in options}
    return {**options, **own} if own else options


@cache
def every_option() -> Mapping[str, Option]:
    """Every option that there is; of those with one name the first."""
    found: dict[str, Option] = {}
    for group in GROUPS.values():
        for option in group.options.values():
            found.setdefault(option.name, option)
    return found
