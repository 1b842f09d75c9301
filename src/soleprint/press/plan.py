"""What the press is asked for, and what it hands back. Millimetres where a name ends in ``_mm``, points elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol, get_args

from msgspec import Struct

from soleprint.errors import Finding, UsageProblem
from soleprint.marks import GlyphRun, Page, Sheet

Impose = Literal["none", "booklet", "nup", "poster"]
Binding = Literal["left", "right", "top"]
Duplex = Literal["long", "short", "manual", "none"]
Restack = Literal["over", "as-is"]
Cut = Literal["crop", "lines"]


class Press(Struct, frozen=True):
    """How pages are put on paper."""

    sheet: str | None = None
    """Paper in the printer: a size name or WIDTHxHEIGHT. Its orientation is chosen by the press."""
    impose: Impose = "none"
    """none: one page on each side; booklet: folded and nested; nup: as many as fit; poster: one page on many sheets."""
    binding: Binding = "left"
    """Edge where a booklet is folded: right for languages read from right to left, top for a calendar."""
    signature: int = 0
    """Folded sheets in a section, at most; 0: all in one."""
    back_cover: bool = True
    """The last page stays last: blanks come before it."""
    up: int = 0
    """Pages on one side of a booklet's sheet, 2 or 4; 0: 4 where they fit."""
    creep_mm: float = 0.0
    """How far each folded sheet pushes the next inner one outwards: about 0.1 for 80 g/m2 (peers.md 3)."""
    duplex: Duplex = "long"
    """Edge over which the printer turns the sheet; manual: by hand; none: one side only, cards are folded over."""
    restack: Restack = "over"
    """Manual: how the stack goes back for the second pass (see ``duplex.py``)."""
    marks: bool = True
    """Crop and fold marks."""
    full: bool = False
    """Registration marks, a colour bar and the job beside them."""
    spots: bool = False
    """What is cut and creased is drawn whole, in inks of their own."""
    corners_mm: float = 0.0
    """Radius of the corners that are cut, for ``spots``."""
    cut: Cut = "crop"
    """crop: short marks outside the trims; lines: lines across the sheet along every cut."""
    bleed_mm: float = 0.0
    gutter_mm: float = 0.0
    """Between trims; never less than both their bleeds."""
    copies: int = 0
    """Of each card; 0: the cards in order, again and again until the last sheet is full."""
    overlap_mm: float = 10.0
    """Of a poster's sheets."""
    dead_mm: float = 5.0
    """Border where the printer puts no ink (peers.md 6: 4 to 6.35 mm)."""
    offset_mm: tuple[float, float] = (0.0, 0.0)
    """Moves everything on back sides to the right and up, as the printer test reads it."""

    def __post_init__(self) -> None:
        self._check_choices()
        x, y = self.offset_mm
        for name, value, low, high in (
            ("--signature", self.signature, 0, 50),
            ("--creep", self.creep_mm, 0, 1),
            ("--bleed", self.bleed_mm, 0, 20),
            ("--gutter", self.gutter_mm, 0, 50),
            ("--copies", self.copies, 0, 1000),
            ("--overlap", self.overlap_mm, 5, 50),
            ("--dead-border", self.dead_mm, 0, 20),
            ("--offset", x, -10, 10),
            ("--offset", y, -10, 10),
        ):
            if not low <= value <= high:
                unit = "" if isinstance(value, int) else " mm"
                message = f"{name} {value:g} is out of range: use {low} to {high}{unit}."
                raise UsageProblem(message, code="option-range", option=name.strip("-").replace("-", "_"))

    def _check_choices(self) -> None:
        choices: tuple[tuple[str, str, object], ...] = (
            ("--impose", self.impose, Impose),
            ("--binding", self.binding, Binding),
            ("--duplex", self.duplex, Duplex),
            ("--restack", self.restack, Restack),
            ("--cut", self.cut, Cut),
            ("--up", str(self.up), Literal["0", "2", "4"]),
        )
        for name, value, known in choices:
            if value not in get_args(known):
                raise UsageProblem(
                    f"{name} {value} is not known. Use {', '.join(get_args(known))}.", code="unknown-option"
                )


class Lettering(Protocol):
    """Sets a short text in one line."""

    def __call__(self, text: str, size: float) -> Sequence[GlyphRun]:
        """Runs from (0, 0) on the baseline rightwards, in visual order; ``size`` in points."""


class Slug(Struct, frozen=True):
    """Words that the press prints outside the trims, in the reader's language."""

    lettering: Lettering
    check: str
    """Beside the 100 mm line, such as "100 mm: print at 100 %"."""
    glue: str = ""
    """On the strip of a poster's sheet that another one covers."""
    job: str = ""
    """What is printed, and of which date its content is, for a print shop."""
    date: str = ""


Fill = Callable[[int], Sequence[Page]]
"""Given how many blank pages there would be, at most as many pages to put there."""


class Report(Struct, frozen=True):
    """What the press did, for the command line and for assembly instructions."""

    method: str
    """single, none, booklet, nup, fold-over, poster or leaflet."""
    sheet: str
    landscape: bool
    papers: int
    """Pieces of paper to put in the printer."""
    grid: tuple[int, int] = (1, 1)
    """Columns and rows: of folded sheets, cards, or a poster's sheets."""
    blanks: int = 0
    """Pages that stay empty."""
    filled: int = 0
    """Pages that ``Fill`` gave."""
    signatures: tuple[int, ...] = ()
    """Folded sheets in each section."""
    creep_mm: tuple[float, ...] = ()
    """How far pages move towards the fold, from the outermost sheet of the largest section to its innermost."""
    first_pass: int = 0
    """Manual: how many pages of the file to print before the stack is put back; 0: print everything at once."""
    restack: Restack = "over"
    """Manual: how the stack goes back."""
    duplex: str | None = None
    """For ``Publication.duplex``."""
    cut: bool = False
    """There is something to cut: pieces smaller than the paper, or several on it."""

    @property
    def made_up(self) -> bool:
        """Whether sheets must be cut, or folded and bound, before the product is whole."""
        return self.cut or self.method == "booklet"


class Imposed(Struct, frozen=True):
    """Sheets, and the pages they place: those given, with those of ``Fill`` among them."""

    pages: tuple[Page, ...]
    sheets: tuple[Sheet, ...]
    report: Report
    findings: tuple[Finding, ...] = ()
