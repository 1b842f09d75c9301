"""What making gives back: pages and sheets, findings, what the press did, and the finished file in each format."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from soleprint import __version__
from soleprint.errors import Finding, UsageProblem
from soleprint.ink.inks import Separation
from soleprint.marks import Publication
from soleprint.press.plan import Report
from soleprint.products.order import Order

if TYPE_CHECKING:
    from soleprint.products.reading import Passage

Format = Literal["pdf", "svg", "png"]
FORMATS: tuple[Format, ...] = ("pdf", "svg", "png")
DPI = (1, 2400)
"""Fewest and most dots to the inch of a picture."""
MOST_NAMED, LONGEST_NAMED = 4, 100
"""So many routines, in so many characters, are named in a file's name; of more, only how many."""


class Result(Struct, frozen=True, dict=True):
    """A product that was made. ``result.pdf`` is the bytes of its PDF; ``result.save()`` writes it."""

    # The types of these are imported for good: a struct looks them up when ``help(soleprint)`` asks for its fields.
    publication: Publication
    findings: tuple[Finding, ...]
    """Warnings: nothing that stops it from being used."""
    report: Report
    """What the press did."""
    order: Order
    scales: tuple[float, ...] = ()
    """For each page, its type size as a multiple of the smallest allowed."""
    inputs: tuple[Path, ...] = ()
    """Files that it was made from, beside those that the order names."""
    inks: Separation | None = None
    """The printing inks of a file for a print shop."""
    drafts: tuple[str, ...] = ()
    """Its languages in which nobody has checked the translation, which it says too."""

    def __repr__(self) -> str:
        return f"<Result {self.file_name()}: {self.pages} page{'s' if self.pages != 1 else ''}>"

    @property
    def pages(self) -> int:
        """How many pages there are, before they are put on sheets."""
        return len(self.publication.pages)

    @property
    def scale(self) -> float:
        """The smallest of ``scales``."""
        return min(self.scales, default=1.0)

    @cached_property
    def pdf(self) -> bytes:
        """The finished PDF, written once."""
        from soleprint.ink.pdf import write_pdf

        return write_pdf(self.publication, producer=f"soleprint {__version__}", inks=self.inks)

    def svg(self, page: int = 0) -> str:
        """One side of the paper as SVG, counted from 0. Raises UsageProblem for one that there is not."""
        from soleprint.ink.svg import write_svg

        return write_svg(self.publication, self._side(page))

    def png(self, page: int = 0, dpi: float = 150) -> bytes:
        """One side of the paper as PNG, counted from 0. Raises UsageProblem for one that there is not."""
        from soleprint.ink.png import write_png

        return write_png(self.pdf, self._side(page), _dots(dpi))

    def passages(self) -> tuple[Passage, ...]:
        """What it says, in reading order: each heading, paragraph, item and picture, with its language."""
        from soleprint.products.reading import passages

        return passages(self.publication)

    def text(self) -> str:
        """What it says, as a screen reader reads it out: a line for each of ``passages``."""
        return "".join(f"{passage.text}\n" for passage in self.passages())

    def _side(self, page: int) -> int:
        sides = len(self.publication.sheets)
        if not isinstance(page, int) or isinstance(page, bool) or not 0 <= page < sides:
            raise UsageProblem(f"There is no page {page!r}: pages count from 0 to {sides - 1}.", code="no-such-page")
        return page

    def file_name(self, format: Format = "pdf") -> str:
        """The name of its file where none is given: what it is, of what, in which language and size."""
        return "_".join(filter(None, file_fields(self.order).values())) + f".{known_format(format)}"

    def save(self, path: str | Path | None = None, *, format: Format | None = None, dpi: float = 150) -> list[Path]:
        """Writes the file and returns its path; pictures of several pages get a number each.

        The format is that of the file's ending, PDF where it has none. Without ``path`` the file gets ``file_name``, in
        the working folder; a folder as ``path`` gets it inside. All files are written, or none: each is new, or as it
        was. One that says anything of a person, even if only a number or a date, can be read by its owner alone. Raises
        FileProblem, and UsageProblem for an ending that is no format and for a file that it was made from.
        """
        from soleprint.products.writing import write_files

        files = self.outputs(path, format=format, dpi=dpi)
        write_files(files, self.order, self.inputs)
        return list(files)

    def outputs(
        self, path: str | Path | None = None, *, format: Format | None = None, dpi: float = 150
    ) -> dict[Path, bytes]:
        """The files that ``save`` writes. Raises as it does."""
        from soleprint.files.folders import is_folder
        from soleprint.products.kinds import File

        target = File().read(path, "out") if path is not None else Path()
        format = format or (format_of(target) if path is not None and not is_folder(target) else "pdf")
        if path is None or is_folder(target):
            target = target / self.file_name(format)
        return self.files_at(target, format, dpi)

    def files_at(self, target: Path, format: Format, dpi: float = 150) -> dict[Path, bytes]:
        """Its file by that name, or the pictures of its sides, numbered where there are several."""
        from soleprint.files.atomic import is_stream

        files = self.files(format, dpi)
        if len(files) == 1:
            return {target: files[0]}
        if is_stream(target):
            message = f"{len(files)} pages cannot go to {target} as {format}; use --format pdf, or a file."
            raise UsageProblem(message, code="unknown-format")
        return {target.with_stem(f"{target.stem}-{number}"): data for number, data in enumerate(files, 1)}

    def files(self, format: Format, dpi: float = 150) -> list[bytes]:
        """The contents of its file, or of the pictures of each of its sides."""
        if known_format(format) == "pdf":
            return [self.pdf]
        numbers = range(len(self.publication.sheets))
        return [self.svg(n).encode() if format == "svg" else self.png(n, dpi) for n in numbers]


def known_format(format: str) -> str:
    """The format. Raises UsageProblem for one that there is not."""
    if format not in FORMATS:
        raise UsageProblem(f"Format {format!r} is not known. Use {', '.join(FORMATS)}.", code="unknown-format")
    return format


def _dots(dpi: float) -> float:
    """Dots to the inch. Raises UsageProblem for what is no such number."""
    if isinstance(dpi, bool) or not isinstance(dpi, int | float) or not DPI[0] <= dpi <= DPI[1]:
        low, high = DPI
        raise UsageProblem(f"--dpi {dpi!r} is out of range: use {low} to {high}.", code="option-range")
    return dpi


def format_of(path: Path) -> Format:
    """The format that a file's name ends in, or pdf. Raises UsageProblem for an ending that is none."""
    suffix = path.suffix.lower().lstrip(".")
    found = next((format for format in FORMATS if format == suffix), None)
    if suffix and found is None:
        raise UsageProblem(
            f"{path} does not end in .pdf, .svg or .png; say which with --format.", code="unknown-format"
        )
    return found or "pdf"


def name_fields(order: Order) -> dict[str, str]:
    """All that names of files say of an order, by the fields of product files and of jobs; "" for what it has not."""
    from soleprint.products.options import Edition, Step, View

    return {
        "product": order.name,
        "routines": "all" if order.every else _named(order.routines),
        "lang": "+".join(order.langs),
        "size": order.paper.name.replace(" ", "-"),
        "edition": order[Edition].edition,
        "side": order.side,
        "step": (order[Step].step or "").replace("/", "-"),
        "view": (order[View].view or "").replace(":", "-"),
    }


def _named(routines: tuple[str, ...]) -> str:
    """Routines by name, or how many: systems take no longer name than 255 bytes."""
    named = "_".join(routines)
    few = len(routines) <= MOST_NAMED and len(named) <= LONGEST_NAMED
    return named if few or len(routines) == 1 else f"{len(routines)}-routines"


def file_fields(order: Order) -> dict[str, str]:
    """What an order's file is named after, in the order of its product file; "" for what is usual."""
    from soleprint.products.options import Content, Edition, View

    usual_side = View().side if View in order.groups else Content().side
    usual = {"edition": Edition().edition, "side": usual_side}
    fields = name_fields(order)
    return {name: fields[name] if fields[name] != usual.get(name) else "" for name in order.product.file}
