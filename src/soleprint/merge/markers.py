"""What is made already: a marker for each part, in a hidden folder beside the copies.

A marker has the keyed hash of all that its part was made from. The key is made at random for the folder, since a plain
hash of few possible rows could be guessed. Nothing that a table says of a person stands in a marker, but what names the
copy's file.
"""

from __future__ import annotations

import csv
import hmac
import io
import os
import re
import secrets
import shutil
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from soleprint.errors import FileProblem
from soleprint.files.atomic import write_atomic
from soleprint.files.folders import read_some
from soleprint.files.temporary import new_file
from soleprint.merge.parts import Kind, Part

if TYPE_CHECKING:
    from soleprint.merge.plan import MergeOutput
    from soleprint.merge.table import Row

FOLDER = ".soleprint-merge"
_KEY, _TEMPORARY = "key", "making"
_MOST = 64 << 20
Line = tuple[int, str, int, str]
"""Of a copy: its row, its file, its pages, and the codes of its warnings."""


class Markers:
    """The markers in a folder of copies."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._folder = out / FOLDER

    def open(self) -> bytes:
        """Makes the folders, closed to others, and sweeps what dead runs have left; the key. Raises FileProblem."""
        try:
            self._out.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
            for left in self._folder.glob(f"{_TEMPORARY}-*"):
                if _is_dead(left.name):
                    shutil.rmtree(left, ignore_errors=True)
        except OSError as error:
            message = f"Cannot make the folder {self._out}: {error.strerror}."
            raise FileProblem(message, code="cannot-write") from error
        return self.key()

    def key(self) -> bytes:
        """The key of the folder, which is there."""
        path = self._folder / _KEY
        for _ in range(2):
            with suppress(FileNotFoundError):
                return read_some(path, 64)
            with suppress(FileExistsError), os.fdopen(new_file(path), "wb") as file:  # else another is making it
                file.write(secrets.token_bytes(32))
        return read_some(path, 64)

    def making(self) -> Path:
        """A new folder for what is not whole yet."""
        name = f"{_TEMPORARY}-{_machine()}-{os.getpid()}-{secrets.token_hex(4)}"
        path = self._folder / name
        path.mkdir(mode=0o700)
        return path

    def read(self, part: Part, kind: Kind) -> tuple[str, list[Line]] | None:
        """The hash of what a part was made from, and its copies; None where it is not made."""
        try:
            text = read_some(self._path(part, kind), _MOST).decode()
            made_from, _, rest = text.partition("\n")
            rows = csv.reader(rest.splitlines())
            return made_from, [(int(row), file, int(pages), codes) for row, file, pages, codes in rows]
        except (OSError, ValueError):
            return None

    def write(self, part: Part, kind: Kind, made_from: str, lines: Iterable[Line]) -> None:
        """Notes that a part is made. Raises FileProblem."""
        text = io.StringIO(newline="")
        text.write(f"{made_from}\n")
        csv.writer(text, lineterminator="\n").writerows(lines)
        write_atomic(self._path(part, kind), text.getvalue().encode(), private=True)

    def _path(self, part: Part, kind: Kind) -> Path:
        return self._folder / f"{kind}-{part.name}"


class Source:
    """The hash of what a part is made from, which grows with its rows."""

    def __init__(self, key: bytes, output: MergeOutput, kind: Kind, part: Part) -> None:
        patterns = (output.name, output.title_pattern, output.table.header, output.people.usual)
        parts = (output.origin, kind, part, patterns, output.people.places)
        self._hash = hmac.new(key, repr(parts).encode(), sha256)

    def add(self, row: Row) -> None:
        self._hash.update(repr((row.number, row.cells)).encode("utf-8", "surrogatepass"))

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


def _machine() -> str:
    return re.sub(r"[^\w]", "", socket.gethostname())[:40] or "here"


def _is_dead(name: str) -> bool:
    """Whether a process of this machine was making it, and is there no more."""
    parts: Sequence[str] = name.split("-")
    if len(parts) != 4 or parts[1] != _machine() or not parts[2].isdecimal():
        return False
    try:
        os.kill(int(parts[2]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
