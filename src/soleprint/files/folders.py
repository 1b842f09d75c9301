"""Finding content and templates: the built-in folders with a user's own laid over them, file by file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO, Literal

from soleprint.errors import ContentError, FileProblem, Finding

Kind = Literal["content", "templates"]
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""What Windows takes for a device, whatever stands behind a stop."""


@cache
def builtin(kind: Kind) -> Path:
    """The shipped folder: inside the wheel, or beside ``src`` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "data" / kind, package.parent.parent / kind):
        if candidate.is_dir():
            return candidate
    raise FileProblem(f"The built-in {kind} folder is missing from {package}. Install soleprint again.")


def layers(kind: Kind, user: Path | None = None) -> tuple[Path, ...]:
    """Folders to look in, the user's first.

    Raises FileProblem when the user's folder does not exist or may not be read.
    """
    if user is None:
        return (builtin(kind),)
    if not is_folder(user):
        raise FileProblem(f"{user} is not a folder. Give --{kind} a folder that exists.", code="no-such-folder")
    listed(user)
    return (user, builtin(kind))


def is_file(path: Path) -> bool:
    """Whether there is a plain file. Unlike ``Path.is_file`` it raises nothing, whatever the name."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether there is a folder. Unlike ``Path.is_dir`` it raises nothing, whatever the name."""
    return os.path.isdir(path)  # noqa: PTH112


def listed(folder: Path | str) -> list[os.DirEntry[str]]:
    """What is in a folder, by name, without hidden files: those of editors, of version control, of other systems.

    Raises FileProblem for a folder that may not be read.
    """
    try:
        with os.scandir(folder) as found:
            return sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        raise FileProblem(
            f"The folder {folder} cannot be read: {error.strerror}. Change its permissions, or give another.",
            code="unreadable-folder",
        ) from None


def leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or a link to one. Unlike ``DirEntry.is_dir`` it raises nothing."""
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def find(folders: Sequence[Path], name: str) -> Path | None:
    """The first ``name`` (a relative path with forward slashes) in ``folders``.

    Raises ContentError for a link that leads out of them.
    """
    for folder in folders:
        path = folder / name
        if is_file(path):
            if leads_out(folders, folder, path):
                message = "this is a link to a file outside the folder; put the file itself here"
                raise ContentError([Finding("outside-folder", message, path.as_posix())])
            return path
    return None


def leads_out(folders: Sequence[Path], folder: Path, path: Path) -> bool:
    """Whether ``path``, in one ``folder`` of several, is really in none of them. Installers may use links."""
    if folder == builtin("content") or folder == builtin("templates"):
        return False
    real = Path(os.path.realpath(path))
    return not any(real.is_relative_to(os.path.realpath(each)) for each in folders)


def shown(path: Path, kind: Kind) -> str:
    """How messages name a file: "content/..." when it is built in, else under the folder as the user gave it."""
    base = builtin(kind)
    return f"{kind}/{path.relative_to(base).as_posix()}" if path.is_relative_to(base) else path.as_posix()


def names(folders: Sequence[Path], under: str, suffix: str) -> tuple[str, ...]:
    """Stems of the files in subfolder ``under`` of any folder, sorted, each once; not of hidden ones.

    Raises FileProblem for a folder that may not be read.
    """
    stems = {
        entry.name.removesuffix(suffix)
        for folder in folders
        if is_folder(folder / under)
        for entry in listed(folder / under)
        if entry.name.endswith(suffix) and is_file(Path(entry.path))
    }
    return tuple(sorted(stems))


MAX_FILE = 512 * 1024 * 1024
"""Bytes of the largest PDF that is read."""


_MADE_UP = 1 << 20


class NoPlainFile(OSError):
    """A pipe, a device or a folder: reading it would wait, or never end."""

    strerror = "it is not a plain file"


class TooLarge(OSError):
    """A file with more bytes than are taken."""

    strerror = "it is too large"


def read_some(path: Path, most: int) -> bytes:
    """The bytes of a plain file, ``most`` at most. Raises OSError: NoPlainFile and TooLarge before anything is read."""
    size = _plain_size(path, most)
    with path.open("rb") as file:
        # What the system makes up as it is read (/proc) has no size.
        return file.read(min(most, size or _MADE_UP))


def _plain_size(path: Path, most: int) -> int:
    """The bytes of a plain file. Raises OSError."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise NoPlainFile
    if status.st_size > most:
        raise TooLarge
    return status.st_size


def read_bytes(path: Path) -> bytes:
    """The bytes of a user's file. Raises FileProblem, with what to do, when it cannot be read."""
    with _told(path, MAX_FILE):
        return read_some(path, MAX_FILE)


def open_plain(path: Path, most: int) -> BinaryIO:
    """A user's plain file of ``most`` bytes at most, open for reading. Raises FileProblem, with what to do."""
    with _told(path, most):
        _plain_size(path, most)
        return path.open("rb")


@contextmanager
def _told(path: Path, most: int) -> Iterator[None]:
    """Inside, what keeps a file from being read is a FileProblem."""
    try:
        yield
    except TooLarge:
        raise FileProblem(f"{path} is larger than {most // 1024 // 1024} MiB.", code="file-too-large") from None
    except FileNotFoundError:
        raise FileProblem(f"{path} does not exist. Check the name and the folder.", code="no-such-file") from None
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}.", code="unreadable-file") from None
    except ValueError:
        raise FileProblem(f"{str(path)!r} is not the name of a file.", code="no-such-file") from None
