"""Folders of our own for what must not stay: closed to others, and gone when they are closed or the process ends.

What a process leaves that is killed is swept by the next one: a locked file inside says whether its owner lives.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path

from soleprint.files.temporary import OLD, PREFIX, SUFFIX, delete_if_dead, temporary


class Private:
    """A folder that only its owner may look into, under a random name. Raises OSError where there can be none."""

    def __init__(self) -> None:
        self.path = _beside() / f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}"
        self.path.mkdir(mode=0o700)
        self._close = weakref.finalize(self, _remove, self.path, temporary(self.path, 0o600)[0])

    def write(self, name: str, data: bytes) -> Path:
        """A new file in it, closed to others; its path."""
        path = self.path / name
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(data)
        return path

    @property
    def size_on_disk(self) -> int:
        """The sizes of all files in it together."""
        total = 0
        for folder, _, names in os.walk(self.path):
            for name in names:
                with suppress(OSError):  # it may have just gone
                    total += (Path(folder) / name).lstat().st_size
        return total

    def close(self) -> None:
        """Deletes it with all that is in it."""
        self._close()


def _beside() -> Path:
    return Path(tempfile.gettempdir())


def _remove(path: Path, lock: int) -> None:
    os.close(lock)  # first: Windows does not delete what is open
    shutil.rmtree(path, ignore_errors=True)


def sweep_private() -> None:
    """Deletes the folders that dead processes of this user have left."""
    with suppress(OSError), os.scandir(_beside()) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX) and entry.is_dir(follow_symlinks=False):
                with suppress(OSError):
                    _sweep(Path(entry.path))


def _sweep(folder: Path) -> None:
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        return
    locks = list(folder.glob(f"{PREFIX}*{SUFFIX}"))
    for lock in locks:
        delete_if_dead(lock)
    # One that never had a lock is just being made, or half deleted.
    if not any(lock.exists() for lock in locks) and (locks or folder.stat().st_mtime < time.time() - OLD):
        shutil.rmtree(folder, ignore_errors=True)
