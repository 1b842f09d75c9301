"""Writing output files whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from soleprint.errors import FileProblem

_REMEDIES = {
    errno.ENOENT: ("no-such-folder", "The folder {folder} does not exist. Make it, or give another place."),
    errno.ENOTDIR: ("no-such-folder", "{folder} is not a folder. Give another place."),
    errno.EACCES: ("not-writable", "You may not write in {folder}. Give another place, or change its permissions."),
    errno.EPERM: ("not-writable", "You may not write in {folder}. Give another place, or change its permissions."),
    errno.EROFS: ("not-writable", "{folder} is on a read-only disk. Give another place."),
    errno.EISDIR: ("is-a-folder", "{path} is a folder. Give the name of a file in it."),
    errno.ENOSPC: ("disk-full", "The disk with {folder} is full. Free some space and try again."),
    errno.EDQUOT: (
        "disk-full",
        "Your share of the disk with {folder} is used up. Free some space and try again.",
    ),
    errno.ENAMETOOLONG: ("bad-name", "The name {path} is too long. Give a shorter one."),
}


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, which afterwards is whole: new, or as it was if anything goes wrong.

    The bytes go to a temporary file in the same folder, are synced to the disk and then take the name. Permissions
    are those of any new file under the umask. Raises FileProblem (no-such-folder, not-writable, is-a-folder,
    disk-full, bad-name, cannot-write).
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _replace(path, data)
    except OSError as error:
        raise _problem(path, error) from error


def _problem(path: Path, error: OSError) -> FileProblem:
    code, remedy = _REMEDIES.get(error.errno or 0, ("cannot-write", f"The system says: {error.strerror or error}."))
    return FileProblem(f"Cannot write {path}. " + remedy.format(path=path, folder=path.parent), code=code)


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name[:200]}.{os.urandom(6).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; where folders cannot be opened (Windows) the system does that."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
