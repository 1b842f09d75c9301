"""One PDF of many copies: a tagged volume to read on a screen, or a print file.

Copies are written as they come, in the order in which they are added; only the little that a page tree needs is kept.
The bytes depend on who is in a file, and on nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from soleprint import __version__
from soleprint.errors import UsageProblem
from soleprint.files.temporary import new_file
from soleprint.ink.collection import Added
from soleprint.ink.prints import PrintFile
from soleprint.ink.volume import Volume
from soleprint.marks import Publication
from soleprint.merge.shapes import Shape
from soleprint.products.options import SheetOptions

if TYPE_CHECKING:
    from soleprint.ink.own import Shown
    from soleprint.ink.paint import Hole
    from soleprint.merge.copies import Copies
    from soleprint.merge.people import Person
    from soleprint.merge.plan import MergeOutput


class VolumeWriter:
    """A PDF/UA-1 and PDF/A-2a of copies, with a part of the structure, a bookmark and page labels for each.

    ``title`` and ``lang`` are those of the file, ``created`` is seconds since 1970, ``author`` who answers for it.
    """

    def __init__(self, out: BinaryIO, title: str, lang: str, *, created: int, author: str = "") -> None:
        about = Publication(title, lang, (), (), author=author, created=created)
        self._volume = Volume(out, about, f"soleprint {__version__}")

    @property
    def full(self) -> bool:
        """Whether there is no room for another copy: 50,000 are in it, or nearly as many objects as PDF/A allows."""
        return self._volume.full

    def add(self, shape: Shape, shown: Mapping[Hole, Shown], title: str, label: str) -> None:
        """A copy: its layout, what stands in its holes, its bookmark, and what its pages are called.

        Raises OverflowError when the volume is full.
        """
        self._volume.add(added(shape, shown, title, label))

    def close(self) -> None:
        """Write the end of the file; ``out`` stays open. Raises ValueError when there is no copy in it."""
        self._volume.close()


class PrintWriter:
    """A PDF/A-2u of copies, as ``VolumeWriter`` is made and used.

    Of what is one to a sheet, or several sheets each, copies follow each other. Where several lie on a sheet to be cut
    apart (``impose: nup``), those are different copies, in stack order.
    """

    def __init__(self, out: BinaryIO, title: str, lang: str, *, created: int, author: str = "") -> None:
        about = Publication(title, lang, (), (), author=author, created=created)
        self._file = PrintFile(out, about, f"soleprint {__version__}")

    @property
    def full(self) -> bool:
        """Whether there is no room for another copy: there are nearly as many objects as PDF/A allows."""
        return self._file.full

    def add(self, shape: Shape, shown: Mapping[Hole, Shown], title: str, label: str) -> None:
        """A copy: its layout, what stands in its holes, its title, which is not printed, and what its pages are called.

        Raises OverflowError when the file is full.
        """
        copy = added(shape, shown, title, label)
        if shares_sheets(shape):
            self._file.stack(copy)
        else:
            self._file.add(copy)

    def close(self) -> None:
        """Write the end of the file; ``out`` stays open. Raises ValueError when there is no copy in it."""
        self._file.close()


class OnePdf:
    """Copies of people in one PDF; in several where one does not hold them."""

    def __init__(
        self, path: Path, output: MergeOutput, copies: Copies, writer: type[VolumeWriter] | type[PrintWriter]
    ) -> None:
        self._path, self._output, self._copies, self._make = path, output, copies, writer
        self._count = 0
        self._out: BinaryIO | None = None
        self._writer: VolumeWriter | PrintWriter | None = None

    @property
    def file(self) -> str:
        """The name of the file that the last copy is in."""
        return self._path.name if self._count < 2 else f"{self._path.stem}.{self._count}{self._path.suffix}"

    def add(self, person: Person, name: str) -> Shape:
        """Makes and writes a person's copy; its layout."""
        shape, shown = self._copies.fill(person)
        plain = shape.result.publication
        if self._writer is None or self._writer.full:
            self.close()
            self._writer = self._begin(plain)
        label = person.values.get("reference") or str(person.number)
        self._writer.add(shape, shown, self._output.title(person, plain.title), label)
        return shape

    def _begin(self, first: Publication) -> VolumeWriter | PrintWriter:
        """A file more, which says of itself what its first copy does."""
        self._count += 1
        self._out = os.fdopen(new_file(self._path.with_name(self.file)), "wb")
        return self._make(self._out, first.title, first.lang, created=first.created, author=first.author)

    def close(self) -> None:
        """Ends the file."""
        if self._writer is not None and self._out is not None:
            with self._out:
                self._writer.close()
        self._writer = self._out = None


def added(shape: Shape, shown: Mapping[Hole, Shown], title: str, label: str) -> Added:
    """A copy as ink takes it. Raises UsageProblem for a file in printing inks, which has no place for other words."""
    result = shape.result
    if result.inks is not None:
        message = "--standard pdfx4 is for a file of each copy. Leave it out, or make files (--as files) or a zip."
        raise UsageProblem(message, code="not-for-product")
    report = result.report
    reverse = report.first_pass > 0 and report.restack == "as-is"
    return Added(shape.skeleton, result.publication, shown, title, label, report.first_pass, reverse, shape.shared)


def shares_sheets(shape: Shape) -> bool:
    """Whether other copies may lie on the same sheets: there is room for several, and each is one piece of paper."""
    result = shape.result
    report, order = result.report, result.order
    columns, rows = report.grid
    several = shape.shared and report.method in ("nup", "fold-over") and columns * rows > 1
    return several and not order[SheetOptions].copies and result.pages == order.sides
