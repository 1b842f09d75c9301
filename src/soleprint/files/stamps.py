"""Stamps of files, by which it is seen that one has changed without reading it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from soleprint.errors import FileProblem
from soleprint.files.folders import leads_out, leads_to_folder, listed
from soleprint.store import Store

DEPTH = 3
"""Levels of folders that content and templates have."""
SETTLED_NS = 2_000_000_000
"""A folder that changed less than this before it was read may change again without another time of change: file
systems count in steps of up to two seconds."""
Stamp = tuple[str, int, int]
"""A file's path, its time of change in nanoseconds and its size."""


class _Listing(Struct, frozen=True):
    """The files of some folders, and how each folder was that they were found in."""

    files: tuple[str, ...]
    folders: tuple[tuple[str, int, int], ...]
    """Path, time of change in nanoseconds and inode, from before the folder was read."""

    def is_current(self) -> bool:
        """Whether every folder is still the same, and unchanged."""
        try:
            return self.folders == tuple([_folder(path) for path, _, _ in self.folders])
        except OSError:
            return False


_listings: Store[tuple[object, ...], _Listing] = Store(8)


def stamps(folders: Sequence[Path], lang: str | None = None) -> list[Stamp]:
    """A stamp of each file in the folders, down to ``locale/LANG/FILE``; with ``lang``, of no other language's.

    Every file is looked at each time; the folders are read again only when one of them has changed.
    """
    key = (lang, *folders)
    listing = _listings.get(key)
    if listing is None or not listing.is_current():
        now = time.time_ns()
        listing = _listing(folders, lang)
        if all(time_of_change < now - SETTLED_NS for _, time_of_change, _ in listing.folders):
            _listings.put(key, listing)
    return [stamp(path) for path in listing.files]


def _listing(folders: Sequence[Path], lang: str | None) -> _Listing:
    files: list[str] = []
    inner: list[tuple[str, int, int]] = []
    for folder in folders:
        walk = _Walk(folder, lang)
        walk.read(str(folder), DEPTH)
        files += walk.files
        inner += walk.folders
    return _Listing(tuple(files), tuple(inner))


class _Walk:
    """The files below a folder, and the folders that they lie in."""

    def __init__(self, root: Path, lang: str | None) -> None:
        self.root, self.lang = root, lang
        self.files: list[str] = []
        self.folders: list[tuple[str, int, int]] = []

    def read(self, folder: str, depth: int) -> None:
        of_languages = depth == DEPTH - 1 and os.path.basename(folder) == "locale"  # noqa: PTH119
        try:
            self.folders.append(_folder(folder))
            found = listed(folder)
        except (FileProblem, OSError):
            if depth == DEPTH:
                raise
            return  # it may not be read, which who needs what is in it says, or it has just gone
        for entry in found:
            if of_languages and self.lang is not None and entry.name.casefold() != self.lang.casefold():
                continue
            if depth > 1 and leads_to_folder(entry) and not self._is_elsewhere(entry):
                self.read(entry.path, depth - 1)
            else:
                self.files.append(entry.path)

    def _is_elsewhere(self, entry: os.DirEntry[str]) -> bool:
        """Whether it is a link that leads out, to a folder that may hold anything, and is not looked through."""
        return entry.is_symlink() and leads_out([self.root], self.root, Path(entry.path))


def _folder(path: str) -> tuple[str, int, int]:
    status = os.stat(path)  # noqa: PTH116
    return path, status.st_mtime_ns, status.st_ino


def stamp(path: str) -> Stamp:
    """The stamp of one file; where there is none, that of nothing."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:  # a link to nothing
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size
