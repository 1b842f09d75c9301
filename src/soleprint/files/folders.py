"""Finding content and templates: the built-in folders with a user's own laid over them, file by file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from soleprint.errors import FileProblem

Kind = Literal["content", "templates"]


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

    Raises FileProblem when the user's folder does not exist.
    """
    if user is None:
        return (builtin(kind),)
    if not user.is_dir():
        raise FileProblem(f"{user} is not a folder. Give --{kind} a folder that exists.", code="no-such-folder")
    return (user, builtin(kind))


def find(folders: Sequence[Path], name: str) -> Path | None:
    """The first ``name`` (a relative path with forward slashes) in ``folders``."""
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def shown(path: Path, kind: Kind) -> str:
    """How messages name a file: "content/..." when it is built in, else under the folder as the user gave it."""
    base = builtin(kind)
    return f"{kind}/{path.relative_to(base).as_posix()}" if path.is_relative_to(base) else path.as_posix()


def names(folders: Sequence[Path], under: str, suffix: str) -> tuple[str, ...]:
    """Stems of the files in subfolder ``under`` of any folder, sorted, each once."""
    stems = {
        path.name.removesuffix(suffix)
        for folder in folders
        for path in (folder / under).glob(f"*{suffix}")
        if path.is_file()
    }
    return tuple(sorted(stems))


MAX_FILE = 512 * 1024 * 1024
"""Bytes of the largest PDF that is read."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a user's file. Raises FileProblem, with what to do, when it cannot be read."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise FileProblem(f"{path} is larger than {MAX_FILE // 1024 // 1024} MiB.", code="file-too-large")
        return path.read_bytes()
    except FileNotFoundError:
        raise FileProblem(f"{path} does not exist. Check the name and the folder.", code="no-such-file") from None
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}.", code="unreadable-file") from None
