"""Waiting until a file changes: stamps are looked at again and again."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from soleprint.errors import FileProblem
from soleprint.files.folders import is_folder
from soleprint.files.stamps import Stamp, stamp, stamps

PAUSE = 0.25
"""Seconds between two looks. What has changed must be at rest for one: an editor may write a file in several steps."""
Seen = Mapping[Path, tuple[Stamp, ...]]
"""The stamps of files, and of all that is in folders, by the path that is watched."""


class Watch:
    """Files and folders that are watched. A file need not be there: that it comes is a change too."""

    def __init__(self) -> None:
        self._seen: Seen = {}
        self._left_out: set[str] = set()

    def look(self, paths: Iterable[Path]) -> None:
        """Watch these, and nothing else, from now on."""
        self._seen = self._looked_at(paths)

    def go_on(self, paths: Iterable[Path], left_out: Collection[Path] = ()) -> None:
        """Watch these: what was watched before, as it was at the last look, other paths from now on.

        ``left_out`` are files, or folders, that do not count: what is made.
        """
        self._left_out |= {os.path.realpath(path) for path in left_out}
        before = {path: self._counted(found) for path, found in self._seen.items()}
        now = self._looked_at(paths)
        self._seen = {path: before.get(path, found) for path, found in now.items()}

    def wait(self) -> list[str]:
        """The files that have changed, come or gone; it returns when there are some, and they are at rest."""
        last = self._seen
        while True:
            time.sleep(PAUSE)
            now = self._looked_at(self._seen)
            if now == last and now != self._seen:
                return sorted(_differing(self._seen, now))
            last = now

    def _looked_at(self, paths: Iterable[Path]) -> Seen:
        return {path: self._counted(_stamps(path)) for path in paths}

    def _counted(self, found: Iterable[Stamp]) -> tuple[Stamp, ...]:
        return tuple(one for one in found if not self._is_left_out(one[0]))

    def _is_left_out(self, path: str) -> bool:
        if not self._left_out:
            return False
        real = os.path.realpath(path)
        return any(real == other or real.startswith(other + os.sep) for other in self._left_out)


def _stamps(path: Path) -> Iterable[Stamp]:
    if is_folder(path):
        try:
            return stamps((path,))
        except (FileProblem, OSError):  # it has just gone, or may not be read: who makes says so
            return ()
    return (stamp(str(path)),)


def _differing(before: Seen, now: Seen) -> set[str]:
    old, new = ({one for found in seen.values() for one in found} for seen in (before, now))
    return {os.path.normpath(path) for path, _, _ in old ^ new}
