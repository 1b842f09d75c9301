"""Temporary files beside what they will replace. What a dead run has left of them is swept away.

A file is locked as long as its writer lives, so that a lock says who is dead: not a clock, nor a process number, which
another machine may use too. Systems without such locks (Windows) refuse to delete what is open.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PREFIX, SUFFIX = ".soleprint-", ".tmp"
OLD = 3600.0
"""Seconds after which a file without locks is nobody's."""
_swept: set[Path] = set()


def new_file(path: Path | str, mode: int = 0o600) -> int:
    """A new file, open for reading and writing; by default closed to others. Raises FileExistsError, OSError."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)


def temporary(folder: Path, mode: int) -> tuple[int, Path]:
    """A new file, open for writing and ours, and its path. Raises OSError."""
    while True:
        path = folder / f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}"
        descriptor = new_file(path, mode)
        if hold(descriptor) and os.fstat(descriptor).st_nlink:
            return descriptor, path
        os.close(descriptor)  # another run has just taken it for one that is dead


def hold(descriptor: int) -> bool:
    """Lock a file until it is closed; False where another run has it. Where there are no locks, it is ours."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


def copied(path: Path) -> tuple[int, Path]:
    """A file as it is, open and ours, and a temporary name for it: its second name where the disk allows two."""
    copy = path.parent / f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}"
    try:
        descriptor = os.open(path, os.O_RDONLY)
        hold(descriptor)
    except OSError:  # it may be written and not read
        descriptor = -1
    try:
        os.link(path, copy)
    except OSError:
        from shutil import copy2  # late: it is slow to load, and few disks need it

        try:
            copy2(path, copy)
        except BaseException:  # the disk may be full
            copy.unlink(missing_ok=True)
            if descriptor >= 0:
                os.close(descriptor)
            raise
    return descriptor, copy


def sweep(folder: Path) -> None:
    """Delete what dead runs have left in a folder; once for each run."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX):
                with suppress(OSError):
                    delete_if_dead(Path(entry.path))


def delete_if_dead(path: Path) -> None:
    """Delete a temporary file that no process holds. Raises OSError for one that is held."""
    if sys.platform == "win32":
        if path.stat().st_mtime < time.time() - OLD:
            path.unlink()
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(descriptor)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Inside, no other run is here for the same folder. Without locks (Windows, some network disks) it may be."""
    if sys.platform == "win32":
        yield
        return
    with ExitStack() as stack:
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
