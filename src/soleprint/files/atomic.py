"""Writing output files whole or not at all, alone or as a set.

A file is written under another name in its folder, synced to the disk, and then takes its name. So what was there stays
whole until the new one is. Links are followed, permissions kept, pipes and devices written to as they are.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from soleprint.errors import FileProblem
from soleprint.files.temporary import copied, sweep, temporary

_REMEDIES = {
    errno.ENOENT: ("no-such-folder", "The folder {folder} does not exist. Make it, or give another place."),
    errno.ENOTDIR: ("no-such-folder", "{folder} is not a folder. Give another place."),
    errno.EACCES: ("not-writable", "You may not write in {folder}. Give another place, or change its permissions."),
    errno.EPERM: ("not-writable", "You may not write in {folder}. Give another place, or change its permissions."),
    errno.EROFS: ("not-writable", "{folder} is on a read-only disk. Give another place."),
    errno.EISDIR: ("is-a-folder", "{path} is a folder. Give the name of a file in it."),
    errno.ENOSPC: ("disk-full", "The disk with {folder} is full. Free some space and try again."),
    errno.EFBIG: ("disk-full", "The system takes no file as large as that in {folder}. Give another place."),
    errno.EDQUOT: (
        "disk-full",
        "Your share of the disk with {folder} is used up. Free some space and try again.",
    ),
    errno.ENAMETOOLONG: ("bad-name", "The name {path} is too long. Give a shorter one."),
    errno.EPIPE: ("closed-pipe", "Whoever was reading it has stopped."),
}
_OPEN_ALREADY = re.compile(r"/(?:dev|proc/self)/(?:fd/([0-9]{1,4})|stdout|stderr)")
"""Names of what this process has open: opening it anew would begin at its beginning."""


class _Target(Struct):
    """A file to write. ``shown`` is its name as it was given, ``path`` where it really is."""

    shown: Path
    data: bytes
    path: Path
    before: os.stat_result | None
    """Of the file that it replaces."""
    private: bool
    descriptor: int = -1
    temporary: Path | None = None
    """Where the data is as long as the file has not taken its name."""
    backup: Path | None = None
    """What it replaces, as long as it may have to be put back; ``held`` is open and locked meanwhile."""
    held: int = -1

    @property
    def mode(self) -> int:
        """The permissions of a new file, before the umask; of one that replaces another, exactly."""
        if self.before is None:
            return 0o600 if self.private else 0o666
        mode = self.before.st_mode & 0o777
        return 0o600 if self.private and mode & 0o007 else mode


def write_atomic(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write ``data`` to ``path``, as ``write_all`` does."""
    write_all({path: data}, private=private)


def write_all(files: Mapping[Path, bytes], *, private: bool = False) -> None:
    """Write all these files, or none: each is afterwards new, or as it was if anything goes wrong.

    A new file has the permissions of any new file under the umask, a ``private`` one those of its owner alone. One that
    is replaced keeps its own, but that a private one is closed to everyone where everyone could read it. Raises
    FileProblem (no-such-folder, not-writable, is-a-folder, disk-full, bad-name, cannot-write, closed-pipe).
    """
    plain: list[_Target] = []
    streams: list[tuple[Path, bytes]] = []
    for shown, data in files.items():
        with _named(shown):
            if is_stream(shown):
                streams.append((shown, data))
            else:
                plain.append(_target(shown, data, private))
    _refuse_twins(plain)
    try:
        for target in plain:
            with _named(target.shown, target.path):
                _prepare(target)
        _commit(plain, streams)
    finally:
        for target in plain:
            _clean(target)


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` in place of whatever has the name ``path``: a link or a pipe is not followed, but replaced.

    For files that are nobody's but ours. Raises FileProblem.
    """
    target = _Target(path, data, path, None, private=False)
    try:
        with _named(path):
            _prepare(target)
        _commit([target], [])
    finally:
        _clean(target)


@contextmanager
def _named(shown: Path, real: Path | None = None) -> Iterator[None]:
    """Inside, what the system refuses becomes a FileProblem about the file."""
    folder = (real or shown).parent
    try:
        yield
    except OSError as error:
        code, remedy = _REMEDIES.get(error.errno or 0, ("cannot-write", f"The system says: {error.strerror or error}."))
        message = f"Cannot write {shown}. {remedy.format(path=shown, folder=folder)}"
        raise FileProblem(message, code=code) from error
    except ValueError:  # a character that no name may have
        message = f"Cannot write {str(shown)!r}. That is no name of a file. Give another."
        raise FileProblem(message, code="bad-name") from None


def is_stream(path: Path) -> bool:
    """Whether a path is a pipe or a device, which is written to as it is. Raises OSError; FileProblem for a disk."""
    if os.name == "posix" and _OPEN_ALREADY.fullmatch(str(path)):
        return True
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
        raise FileProblem(f"Cannot write {path}. It is no file. Give the name of a file.", code="cannot-write")
    return not stat.S_ISREG(mode)


def _target(shown: Path, data: bytes, private: bool) -> _Target:
    path = Path(os.path.realpath(shown))
    try:
        before = path.stat()
    except FileNotFoundError:
        before = None
    return _Target(shown, data, path, before, private)


def _refuse_twins(targets: Sequence[_Target]) -> None:
    known: dict[Path, Path] = {}
    for target in targets:
        other = known.setdefault(target.path, target.shown)
        if other != target.shown:
            message = f"Cannot write {other} and {target.shown}: they are one file. Give another name."
            raise FileProblem(message, code="cannot-write")


def _prepare(target: _Target) -> None:
    """Write the data beside the target."""
    folder = target.path.parent
    sweep(folder)
    target.descriptor, target.temporary = temporary(folder, target.mode if target.before is None else 0o600)
    if target.before is not None and sys.platform != "win32":
        os.fchmod(target.descriptor, _kept_mode(target, target.before))
    with os.fdopen(os.dup(target.descriptor), "wb") as file:
        file.write(target.data)
        file.flush()
        os.fsync(file.fileno())


def _kept_mode(target: _Target, before: os.stat_result) -> int:
    """The permissions for a file that replaces another, after giving it the other's owner and group where we may."""
    mode = target.mode
    if sys.platform == "win32":
        return mode
    own = os.fstat(target.descriptor)
    with suppress(OSError):
        if own.st_uid != before.st_uid:
            os.fchown(target.descriptor, before.st_uid, -1)
    try:
        if own.st_gid != before.st_gid:
            os.fchown(target.descriptor, -1, before.st_gid)
    except OSError:
        mode = mode & 0o707 | (mode & 0o007) << 3  # another group may do no more than anyone
    return mode


def _commit(plain: Sequence[_Target], streams: Sequence[tuple[Path, bytes]]) -> None:
    """Give the new files their names; put everything back if one cannot have it."""
    try:
        for target in plain:
            with _named(target.shown, target.path):
                if target.before is not None and len(plain) + len(streams) > 1:
                    target.held, target.backup = copied(target.path)
                _take_name(target)
        for shown, data in streams:
            with _named(shown):
                _write_through(shown, data)
    except BaseException:
        for target in plain:
            _put_back(target)
        raise
    for folder in dict.fromkeys(target.path.parent for target in plain):
        _sync_folder(folder)


def _take_name(target: _Target) -> None:
    assert target.temporary is not None  # it has been prepared
    if sys.platform == "win32":  # what is open there keeps its name
        os.close(target.descriptor)
        target.descriptor = -1
    try:
        target.temporary.replace(target.path)
    except PermissionError:
        reason = "It is open in another program, or protected. Close it there, or give another name."
        raise FileProblem(f"Cannot write {target.shown}. {reason}", code="not-writable") from None
    target.temporary = None


def _put_back(target: _Target) -> None:
    if target.temporary is not None:
        return
    with suppress(OSError):
        if target.backup is not None:
            target.backup.replace(target.path)
            target.backup = None
        elif target.before is None:
            target.path.unlink()


def _clean(target: _Target) -> None:
    for path in (target.temporary, target.backup):
        if path is not None:
            with suppress(OSError):
                path.unlink()
    for descriptor in (target.descriptor, target.held):
        if descriptor >= 0:
            os.close(descriptor)


def _write_through(path: Path, data: bytes) -> None:
    """Write to a pipe or device as it stands."""
    number = _OPEN_ALREADY.fullmatch(str(path)) if os.name == "posix" else None
    if number:
        descriptor = os.dup(int(number[1] or {"stdout": 1, "stderr": 2}[path.name]))
    else:
        descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _sync_folder(folder: Path) -> None:
    """Make the new names themselves durable. Where folders cannot be opened, the system does that in its own time."""
    if sys.platform != "win32":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
