"""Files that are not there yet: they are written as a set, with the folders they need, and never over another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from soleprint.errors import FileProblem, UsageProblem
from soleprint.files.atomic import write_all
from soleprint.files.folders import is_folder


def write_fresh(files: Mapping[Path, bytes]) -> None:
    """Write all these files, or none. Folders that are missing are made.

    Raises UsageProblem (file-exists) where one of them is there, whatever it is, and FileProblem.
    """
    refuse_there(files, "or change what is there")
    with made_folders(path.parent for path in files):
        write_all(files)


def refuse_there(files: Iterable[Path], remedy: str) -> None:
    """Raises UsageProblem (file-exists) where one of the files is there; ``remedy``: what helps but another name."""
    there = [path.as_posix() for path in files if os.path.lexists(path)]
    if there:
        message = f"Nothing was written: {' and '.join(there)} {'is' if len(there) == 1 else 'are'} there already."
        raise UsageProblem(f"{message} Give another name, {remedy}.", code="file-exists")


@contextmanager
def made_folders(folders: Iterable[Path]) -> Iterator[None]:
    """Inside, the folders are there; those that were made for something that fails are taken away again.

    Raises FileProblem.
    """
    made: list[Path] = []
    try:
        for folder in folders:
            missing = [each for each in (folder, *folder.parents) if not is_folder(each)]
            for each in reversed(missing):
                _make(each)
                made.append(each)
        yield
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):  # something is in it
                each.rmdir()
        raise


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileProblem(f"Cannot make the folder {folder}: {reason}.", code="cannot-write") from None
