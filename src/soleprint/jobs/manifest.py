"""What was made from what: the hashes that tell whether a file is up to date."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

import msgspec

from soleprint import __version__
from soleprint.errors import ContentError, FileProblem
from soleprint.files.atomic import replace_file
from soleprint.files.folders import is_file, layers, read_bytes, read_some
from soleprint.files.stamps import stamps
from soleprint.files.temporary import alone_in
from soleprint.jobs.model import FILES
from soleprint.jobs.plan import Task

FILE = ".soleprint-build.json"
MAX_BYTES = 16 << 20
PACKAGES = ("manimgx-fonts", "manimgx-fonts-cjk", "uharfbuzz", "budoux", "zxing-cpp", "reportlab", "jinja2")
"""What else the bytes of a file depend on."""
PATHS = ("content", "templates", "profile", "font_dir", *FILES)


class Entry(msgspec.Struct, frozen=True):
    """One output: the hash of what it was made from, and of each file that was written."""

    made_from: str
    files: dict[str, str]


class _Manifest(msgspec.Struct, frozen=True):
    schema: Literal[1]
    outputs: dict[str, Entry]


def load(folder: Path) -> dict[str, Entry]:
    """The entries of earlier builds by file name; none when there is no manifest that can be read."""
    try:
        return msgspec.json.decode(read_some(folder / FILE, MAX_BYTES), type=_Manifest).outputs
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return {}


def update(folder: Path, fresh: Mapping[str, Entry], failed: Collection[str]) -> None:
    """Writes what was made into the manifest of a folder; what other jobs have written there meanwhile stays.

    Raises FileProblem.
    """
    with alone_in(folder):
        entries = {name: entry for name, entry in load(folder).items() if name not in failed} | dict(fresh)
        manifest = _Manifest(1, dict(sorted(entries.items())))
        replace_file(folder / FILE, msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")


def up_to_date(entry: Entry | None, made_from: str, folder: Path, task: Task) -> bool:
    """Whether the files of an entry are those of the task, and still those that would be made."""
    if entry is None or entry.made_from != made_from or not task.owns(entry.files):
        return False
    try:
        return all(digest(folder / name) == known for name, known in entry.files.items())
    except FileProblem:
        return False


def digest(path: Path) -> str:
    """SHA-256 of a file. Raises FileProblem when it cannot be read."""
    return sha256(read_bytes(path)).hexdigest()


class Origins:
    """What the tasks of one build are made from. Every file is read once."""

    def __init__(self) -> None:
        self._folders: dict[tuple[str, Path], str] = {}

    def of(self, task: Task, today: date) -> str:
        """The hash of everything that the file depends on; no path is in it."""
        given = {name: value for name, value in task.given.items() if name not in PATHS}
        content, templates = task.given.get("content"), task.given.get("templates")
        folders = (*layers("content", content), *layers("templates", templates))
        parts = [
            program(),
            os.environ.get("SOURCE_DATE_EPOCH", ""),
            json.dumps([task.product, task.routines, task.every, task.instructions, given], sort_keys=True),
            *(self._folder(folder) for folder in folders),
            *(self._fonts(folder) for folder in task.given.get("font_dir", ())),
            *(digest(path) for key in FILES for path in _paths(task.given.get(key, ()))),
            *_profile(task.given.get("profile"), today),
        ]
        return sha256("\0".join(parts).encode()).hexdigest()

    def _folder(self, folder: Path) -> str:
        return self._once("files", folder, lambda: [path for path, _, _ in stamps([folder])])

    def _fonts(self, folder: Path) -> str:
        """Of all that may be printed in, however deep it lies."""
        from soleprint.text.fontfiles import font_stamps

        return self._once("fonts", folder, lambda: [path for path, _, _ in font_stamps([folder])])

    def _once(self, what: str, folder: Path, listed: Callable[[], Sequence[str]]) -> str:
        if (what, folder) not in self._folders:
            files = [path for path in map(Path, listed()) if is_file(path)]
            self._folders[what, folder] = _together(folder, files)
        return self._folders[what, folder]


def _paths(given: Path | Sequence[Path]) -> Sequence[Path]:
    return (given,) if isinstance(given, Path) else given


def _together(folder: Path, files: Sequence[Path]) -> str:
    lines = (f"{path.relative_to(folder).as_posix()} {digest(path)}" for path in files)
    return sha256("\n".join(lines).encode()).hexdigest()


@cache
def program() -> str:
    """The hash of soleprint itself and the versions of what it draws with."""
    package = Path(__file__).resolve().parents[1]
    own = _together(package, sorted(package.rglob("*.py")))
    return " ".join([__version__, own, *(f"{name}={_version(name)}" for name in PACKAGES)])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _profile(path: Path | None, today: date) -> Iterator[str]:
    """The profile, its logo, and whether its review is overdue, which warnings depend on."""
    if path is None:
        return
    from soleprint.clinic.profile import Profile
    from soleprint.content.load import load as load_struct

    yield digest(path)
    try:
        profile: Any = load_struct(path, Profile)
    except ContentError:
        return
    yield str(profile.review_by is not None and profile.review_by < today)
    named = (profile.logo and profile.logo.file, profile.print_shop and profile.print_shop.icc)
    for name in filter(None, named):
        if is_file(path.parent / name):
            yield digest(path.parent / name)
