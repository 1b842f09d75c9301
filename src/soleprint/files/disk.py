"""Results that the command keeps from one run to the next, in one small file of the user's cache folder.

What comes with soleprint is the same in each run: its content is read and checked, its templates are compiled. Nothing
else is kept: no folder of the user's own, no profile, and nothing that is asked for. A file belongs to one state of
all that its results depend on: the content and the templates, the source of soleprint and of what reads them for it,
and the Python that runs. A result is the same with and without; a file that is damaged, or that is not the user's own,
is not looked at. ``SOLEPRINT_CACHE=off`` turns all of it off.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import msgspec

from soleprint import __version__
from soleprint.errors import FileProblem
from soleprint.files.atomic import write_atomic
from soleprint.files.folders import builtin

SWITCH = "SOLEPRINT_CACHE"
MOST_FILES = 4
MOST_BYTES = 6 << 20
"""Of all files together."""
_STARTED = time.time()
_SETTLED = 2.0
"""Seconds. Source that changed so shortly before the start may have been read as it was before; file systems count
times in steps of up to two seconds."""
_SUFFIX = ".results"
_DIGEST = 32
"""Bytes of the checksum that a file begins with."""
Result = TypeVar("Result")


class Disk:
    """Results by name, read from ``folder`` when one is asked for first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new: dict[str, bytes] = {}

    @cached_property
    def _state(self) -> str:
        return state()

    @cached_property
    def _old(self) -> dict[str, bytes]:
        with suppress(OSError, msgspec.MsgspecError):
            if _is_own(self._folder):
                data = (self._folder / (self._state + _SUFFIX)).read_bytes()
                if sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
                    return msgspec.msgpack.decode(data[_DIGEST:], type=dict[str, bytes])
        return {}

    def get(self, name: str) -> bytes | None:
        """The result ``name`` of an earlier run."""
        return self._old.get(name)

    def put(self, name: str, data: bytes) -> None:
        """Keep a result; ``save`` writes it."""
        self._new[name] = data

    def save(self) -> None:
        """Write what is new and delete the oldest files. Nothing is kept where that is forbidden, or where a file that
        results depend on has changed just before the start or since."""
        with suppress(OSError, FileProblem):
            if self._new and is_settled() and state() == self._state:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                body = msgspec.msgpack.encode({**self._old, **self._new})
                if len(body) > MOST_BYTES - _DIGEST:
                    body = msgspec.msgpack.encode(self._new)
                if _is_own(self._folder) and len(body) <= MOST_BYTES - _DIGEST:
                    write_atomic(self._folder / (self._state + _SUFFIX), sha256(body).digest() + body)
                    _prune(self._folder)


_used: ContextVar[Disk | None] = ContextVar("_used", default=None)


@contextmanager
def used() -> Iterator[None]:
    """Inside, results come from earlier runs; at the end, unless it fails, new ones are left for later runs."""
    folder = cache_folder()
    disk = Disk(folder) if folder else None
    token = _used.set(disk)
    try:
        yield
    finally:
        _used.reset(token)
    if disk is not None:
        disk.save()


@contextmanager
def unused() -> Iterator[None]:
    """Inside, nothing is kept on the disk: for those who go on while what comes with soleprint may change."""
    token = _used.set(None)
    try:
        yield
    finally:
        _used.reset(token)


def disk_for(folders: Sequence[Path]) -> Disk | None:
    """Where results are kept of what is in ``folders``: only of folders that come with soleprint."""
    disk = _used.get()
    if disk is None or any(folder not in (builtin("content"), builtin("templates")) for folder in folders):
        return None
    return disk


def kept(folders: Sequence[Path], name: str, kind: type[Result], make: Callable[[], Result]) -> Result:
    """What ``make`` gives, of the type ``kind``, from what is in ``folders``; from an earlier run where it was kept.

    Without folders it depends on nothing but what ``name`` tells and what comes with soleprint.
    Raises what ``make`` raises, which is not kept.
    """
    disk = disk_for(folders)
    if disk is None:
        return make()
    data = disk.get(name)
    if data is not None:
        with suppress(msgspec.MsgspecError):
            return msgspec.msgpack.decode(data, type=kind)
    result = make()
    disk.put(name, msgspec.msgpack.encode(result))
    return result


def cache_folder() -> Path | None:
    """The folder by the system's custom; None where there is none, or results are not to be kept."""
    if os.environ.get(SWITCH, "").casefold() in ("off", "no", "0"):
        return None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")  # noqa: PTH111 - Path.home() raises where there is none
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(base, "soleprint") if os.path.isabs(base) else None  # noqa: PTH117


def state() -> str:
    """A digest of all that results depend on, 64 hexadecimal digits."""
    digest = sha256(f"{__version__} {sys.version} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    for root in _roots():
        for path in _files(root):
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - 400 files: each microsecond counts
                data = file.read()
            digest.update(f"\0{path[len(root) :]}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()


def is_settled() -> bool:
    """Whether all that results depend on was as it is before this process read it."""
    return all(
        os.stat(path).st_mtime < _STARTED - _SETTLED  # noqa: PTH116
        for root in _roots()
        for path in _files(root)
    )


def _roots() -> Iterator[str]:
    """Folders of all that results depend on."""
    yield str(builtin("content"))
    yield str(builtin("templates"))
    for package in ("soleprint", "jinja2", "yaml"):
        spec = find_spec(package)
        yield from (spec and spec.submodule_search_locations) or ()


def _files(folder: str) -> Iterator[str]:
    """Content, templates and source below a folder, in a steady order; translations are not among what is kept."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith((".yaml", ".j2", ".py")):
            yield entry.path
        elif "." not in entry.name and entry.name not in ("locale", "__pycache__") and entry.is_dir():
            yield from _files(entry.path)


def _is_own(folder: Path) -> bool:
    """Whether only the user can have put files there: compiled templates are code."""
    status = folder.stat()
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _prune(folder: Path) -> None:
    """Delete all but the newest files."""
    newest = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    total = 0
    for number, path in enumerate(newest):
        total += path.stat().st_size
        if number >= MOST_FILES or total > MOST_BYTES:
            path.unlink()
