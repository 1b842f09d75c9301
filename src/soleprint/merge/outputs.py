"""Where copies go: a file each, or a file of many."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from soleprint.errors import FileProblem
from soleprint.files.temporary import new_file
from soleprint.merge.parts import Kind, Part

if TYPE_CHECKING:
    from soleprint.merge.copies import Copies, Copy
    from soleprint.merge.people import Person
    from soleprint.merge.plan import MergeOutput
    from soleprint.merge.shapes import Shape

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of all files in an archive: the first that it can hold."""
_OF_OWNER = 0o100600 << 16


class Writer(Protocol):
    """Takes the copies of a part, one after the other, into files below a folder."""

    @property
    def file(self) -> str:
        """The name of the file of many copies that the last copy is in; "" where each has its own."""

    def add(self, person: Person, name: str) -> Shape:
        """Makes and writes a person's copy; its layout."""

    def close(self) -> None:
        """Ends the files."""


class Files:
    """A file for each person."""

    file = ""

    def __init__(self, folder: Path, copies: Copies) -> None:
        self._folder, self._copies = str(folder), copies

    def add(self, person: Person, name: str) -> Shape:
        copy = self._copies.make(person)
        # As few calls as there can be: there may be a million.
        descriptor = new_file(f"{self._folder}/{name}")
        try:
            _write(descriptor, copy)
        finally:
            os.close(descriptor)
        return copy.shape

    def close(self) -> None:
        pass


def _write(descriptor: int, copy: Copy) -> None:
    parts = [copy.shape.skeleton.head, copy.tail]
    size = sum(map(len, parts))
    if not hasattr(os, "writev") or os.writev(descriptor, parts) != size:
        os.lseek(descriptor, 0, os.SEEK_SET)
        data = memoryview(b"".join(parts))
        while data:
            data = data[os.write(descriptor, data) :]


class Zip:
    """An archive of a file for each person, not compressed: what could be is already."""

    def __init__(self, path: Path, copies: Copies) -> None:
        self.file, self._copies = path.name, copies
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, strict_timestamps=False)

    def add(self, person: Person, name: str) -> Shape:
        copy = self._copies.make(person)
        entry = zipfile.ZipInfo(name, _LONG_AGO)
        entry.external_attr = _OF_OWNER
        self._archive.writestr(entry, copy.data)
        return copy.shape

    def close(self) -> None:
        self._archive.close()


class Making:
    """The files of a part while they are made, in a folder of their own; ``commit`` gives them their names."""

    def __init__(self, folder: Path, out: Path, output: MergeOutput, copies: Copies, kind: Kind, part: Part) -> None:
        self._folder, self._out = folder, out
        path = folder if kind == "files" else folder / volume_name(output, kind, part)
        self._writer = _writer(path, output, copies, kind)

    def add(self, person: Person, name: str) -> tuple[str, Shape]:
        """Makes a person's copy; the file that it is in, and its layout."""
        shape = self._writer.add(person, name)
        return self._writer.file or name, shape

    def commit(self) -> None:
        """Gives every file its name."""
        self._writer.close()
        for entry in sorted(os.listdir(self._folder)):  # noqa: PTH208
            os.replace(f"{self._folder}/{entry}", f"{self._out}/{entry}")  # noqa: PTH105

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        import shutil

        shutil.rmtree(self._folder, ignore_errors=True)
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise FileProblem(f"Cannot write copies in {self._out}: {reason}.", code="cannot-write") from error


def _writer(path: Path, output: MergeOutput, copies: Copies, kind: Kind) -> Writer:
    if kind == "files":
        return Files(path, copies)
    if kind == "zip":
        return Zip(path, copies)
    from soleprint.merge.volumes import OnePdf, PrintWriter, VolumeWriter

    return OnePdf(path, output, copies, PrintWriter if kind == "print" else VolumeWriter)


def volume_name(output: MergeOutput, kind: Kind, part: Part) -> str:
    """The name of a file of many copies: the product's, with the number of the part where there are several."""
    number = f"-{part.index + 1:0{len(str(part.count))}}" if part.count > 1 else ""
    several = f"-{part.number + 1}" if part.number else ""
    suffix = "zip" if kind == "zip" else "pdf"
    return f"{output.base.name}{several}{'-print' if kind == 'print' else ''}{number}.{suffix}"
