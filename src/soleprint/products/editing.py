"""The files of a content folder of one's own, to read, check and write; built-in ones come into it as copies."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Literal

from msgspec import Struct

from soleprint.content.locale.files import own_folder
from soleprint.content.nodes import parse
from soleprint.errors import ContentError, Finding, Severity, UsageProblem, caught
from soleprint.files.atomic import write_atomic
from soleprint.files.folders import TooLarge, builtin, is_file, is_folder, leads_out, listed, names, read_some

ROUTINES = "routines"
FOLDERS = (ROUTINES, "safety", "regions", "words")
FILES = ("phrases.yaml", "body.yaml", "strokes.yaml", "claims.yaml", "languages.yaml")
"""What can be edited; views, hands, scenes and signs are drawings."""
MOST_BYTES = 40_000
"""Of a file that is edited: in a form each may become three."""


class File(Struct, frozen=True):
    """A file by its name below the folder, such as ``routines/foot.yaml``."""

    name: str
    own: bool
    """Whether the user's folder has it; else it is built in."""
    builtin: bool


class Opened(Struct, frozen=True):
    """A file as it is. ``stamp`` changes with it; ``findings`` are those of ``soleprint check`` in this file."""

    file: File
    text: str
    stamp: str
    findings: tuple[Finding, ...]

    @property
    def routine(self) -> str:
        """The id of the routine that it is; "" where it is none."""
        path = PurePosixPath(self.file.name)
        return path.stem if path.parent.name == ROUTINES else ""


class Written(Struct, frozen=True):
    """What became of a text: ``saved``; ``refused`` for its errors; ``changed``: the file has another meanwhile."""

    outcome: Literal["saved", "refused", "changed"]
    opened: Opened
    findings: tuple[Finding, ...] = ()


def editable(content: Path) -> list[File]:
    """The files that there are, one's own and built-in ones."""
    own, beneath = own_folder(content), builtin("content")
    mine, theirs = set(_names(own)), set(_names(beneath))
    ordered = sorted(mine | theirs, key=lambda name: ("/" not in name, _place(name), name))
    return [File(name, name in mine, name in theirs) for name in ordered]


def _place(name: str) -> int:
    folder = name.partition("/")[0]
    return FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS)


def _names(folder: Path) -> Iterator[str]:
    for under in FOLDERS:
        if is_folder(folder / under):
            yield from (f"{under}/{stem}.yaml" for stem in names([folder], under, ".yaml"))
    yield from (entry.name for entry in listed(folder) if entry.name in FILES and is_file(Path(entry.path)))


def opened(content: Path, name: str) -> Opened:
    """A file as it is. Raises UsageProblem for a name that is not listed, ContentError for what cannot be edited."""
    file = next((one for one in editable(content) if one.name == name), None)
    if file is None:
        raise UsageProblem(f"There is no file {name[:80]!r} to edit.", code="unknown-file")
    data = _data(content if file.own else builtin("content"), name)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise ContentError([Finding("not-utf-8", "this file is not UTF-8; save it as UTF-8 first", name)]) from None
    return Opened(file, text.replace("\r\n", "\n"), _stamp(data), tuple(checked(content, name, text)))


def _data(folder: Path, name: str) -> bytes:
    path = folder / name
    _refuse_outside(folder, path)
    try:
        return read_some(path, MOST_BYTES)
    except TooLarge:
        raise ContentError([_too_large(name)]) from None
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        raise ContentError([Finding("unreadable-file", message, name)]) from None


def _too_large(name: str) -> Finding:
    message = f"this file is too large to edit here (more than {MOST_BYTES // 1000} kB); open it in an editor"
    return Finding("file-too-large", message, name)


def _refuse_outside(folder: Path, path: Path) -> None:
    if leads_out((folder,), folder, path):
        message = "this is a link to a file outside the folder; put the file itself here"
        raise ContentError([Finding("outside-folder", message, path.as_posix())])


def _stamp(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def checked(content: Path, name: str, text: str) -> list[Finding]:
    """The findings of a file of the folder if it had this text, in order of line. Nothing is written into it."""
    broken = caught(parse, text, name)
    if broken:
        return list(broken)
    if len(text.encode()) > MOST_BYTES:
        return [_too_large(name)]
    with TemporaryDirectory(prefix="soleprint-") as above:
        path = Path(above) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        shown = path.as_posix()
        found = _check((Path(above), content, builtin("content")))
    return [replace(finding, source=name) for finding in found if finding.source == shown]


def _check(folders: Sequence[Path]) -> list[Finding]:
    from soleprint.content.library import Library
    from soleprint.figures import landmarks

    try:
        known = landmarks(folders)
    except ContentError:  # a view that cannot be read has its own finding elsewhere
        known = None
    return Library(folders, known).check()


def write(content: Path, name: str, text: str, stamp: str) -> Written:
    """Writes a file of the folder. Nothing is written where it is no longer as ``stamp`` says, or has an error.

    Lines end as they did before.
    """
    before = opened(content, name)
    if not before.file.own or before.stamp != stamp:
        return Written("changed", before)
    findings = tuple(checked(content, name, text))
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Written("refused", before, findings)
    ending = b"\r\n" if b"\r\n" in _data(content, name) else b"\n"
    write_atomic(content / name, text.encode().replace(b"\n", ending))
    return Written("saved", opened(content, name), findings)


def copy_in(content: Path, name: str) -> None:
    """Copies a built-in file into the folder, to change it there. Raises UsageProblem where that is there already."""
    file = next((one for one in editable(content) if one.name == name), None)
    if file is None or file.own:
        raise UsageProblem(f"There is no built-in file {name[:80]!r} to copy.", code="unknown-file")
    path = content / name
    _refuse_outside(content, path)
    if os.path.lexists(path):
        raise UsageProblem(f"{path} is there, and is no plain file. Take it away first.", code="unknown-file")
    path.parent.mkdir(exist_ok=True)
    write_atomic(path, _data(builtin("content"), name))
