"""Uploaded tables of people, with the copies that are made of them, for as long as their pages are visited.

A table lies in a private folder whose name says nothing about anybody. It is deleted with all copies when the last file
is downloaded, when it is stopped, after a quarter of an hour without a visit, and when the studio ends.
"""

from __future__ import annotations

import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from msgspec import Struct

from soleprint.errors import FileProblem
from soleprint.files.private import Private, sweep_private
from soleprint.web.guard import RequestRefused
from soleprint.web.merge_tasks import OutputKind, TableInfo, TableRow, check, make
from soleprint.web.task import Task

SECONDS_KEPT = 15 * 60
MOST_KEPT = 4
"""Tables of one owner. One more replaces that of the same owner which was visited longest ago."""
MOST_BYTES = 512 << 20
"""Of all tables and their copies on disk. The temporary folder may be a disk in memory."""
MOST_WORKING = 4
"""Tables that are checked or made at once. Each has a process, which may take ``maker.MEMORY`` bytes."""
TIDY_SECONDS = 30.0
_CHUNK = 1 << 18
EndReason = Literal["", "sent", "stopped", "failed"]


class TableJob(Struct, frozen=True):
    """What each person of a table gets: the path of a job file, or its bytes."""

    title: str
    form_address: str
    """The address of the form that the table was uploaded with."""
    job: Path | bytes
    strict: bool = False


class UploadedTable:
    """A table. ``called`` is its file's name, for messages alone; ``owner`` is a word that its person's browser knows;
    ``over`` is why nothing of it is there any more."""

    def __init__(self, table_job: TableJob, file_name: str, suffix: str, data: bytes, owner: str = "") -> None:
        self.table_job, self.file_name, self.owner = table_job, file_name, owner
        self.end_reason: EndReason = ""
        self.visited = time.monotonic()
        self.preview_keys: list[str] = []
        """Keys of the pages of single rows."""
        self._lock = threading.Lock()
        self._downloaded: set[tuple[OutputKind, int]] = set()
        try:
            self._private = Private()
            self.table = self._private.write(f"table{suffix}", data)
            self.job = (
                self._private.write("job.yaml", table_job.job) if isinstance(table_job.job, bytes) else table_job.job
            )
        except OSError as error:
            message = f"There is no place for the table: {error.strerror}. Make room on the disk."
            raise FileProblem(message, code="cannot-write") from error
        self.making: dict[OutputKind, Task] = {}
        self.checking = Task(check, self.job, self.table, table_job.strict)

    @property
    def is_running(self) -> bool:
        """Whether it is being checked, or copies are being made."""
        return not self.end_reason and (
            self.checking.is_running or any(task.is_running for task in self.making.values())
        )

    @property
    def size_on_disk(self) -> int:
        """Bytes on disk of the table and its copies."""
        return 0 if self.end_reason else self._private.size_on_disk

    @property
    def info(self) -> TableInfo | None:
        """The columns and the number of rows; None while that is not known."""
        parts = self.checking.parts
        return parts[0] if parts else None

    @property
    def rows(self) -> Sequence[TableRow]:
        """The rows that have been checked so far."""
        return self.checking.parts[1:]

    @property
    def ready(self) -> bool:
        """Whether the copies can be made: all rows are checked, and none is refused."""
        checked = not self.end_reason and self.checking.result.end == "done"
        return checked and bool(self.rows) and all(row.state != "cannot" for row in self.rows)

    @property
    def all_downloaded(self) -> bool:
        """Whether every file has been downloaded, and no more are being made."""
        return not self.is_running and not any(self.files(kind) for kind in self.making)

    def start(self, kind: OutputKind) -> None:
        """Begins to make the copies, unless they are made or being made."""
        with self._lock:
            known = self.making.get(kind)
            if self.ready and (known is None or known.result.end not in ("", "done")):
                self._clear(kind)
                task = Task(make, self.job, self.table, self.table_job.strict, self._out(kind), kind)
                self.making[kind] = task

    def stop(self, kind: OutputKind) -> None:
        """Stops making copies, and deletes those that are made."""
        with self._lock:
            if kind in self.making:
                self.making.pop(kind).stop()
                self._clear(kind)

    def files(self, kind: OutputKind) -> Mapping[int, str]:
        """The names of the files that can be downloaded, by their numbers. Each can be downloaded once."""
        names: Sequence[str] = self.making[kind].result.value or () if kind in self.making else ()
        return {number: name for number, name in enumerate(names) if (kind, number) not in self._downloaded}

    def download(self, kind: OutputKind, number: int) -> Iterator[bytes]:
        """The bytes of a file in chunks. The file is deleted after the last of them."""
        path = self._out(kind) / self.files(kind)[number]
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
        path.unlink(missing_ok=True)
        self._downloaded.add((kind, number))

    def size(self, kind: OutputKind, number: int) -> int:
        """The size of a file in bytes. Raises RequestRefused where there is no such file."""
        try:
            return (self._out(kind) / self.files(kind)[number]).stat().st_size
        except (KeyError, OSError):
            raise RequestRefused(404, "gone") from None

    def _out(self, kind: OutputKind) -> Path:
        return self._private.path / kind

    def _clear(self, kind: OutputKind) -> None:
        shutil.rmtree(self._out(kind), ignore_errors=True)
        self._downloaded = {(each, number) for each, number in self._downloaded if each != kind}

    def close(self, why: EndReason) -> None:
        """Stops all tasks, and deletes the table and its copies."""
        with self._lock:
            self.end_reason = self.end_reason or why
            for task in (self.checking, *self.making.values()):
                task.stop()
            self._private.close()
            self.making.clear()
            self.checking.parts = []


class UploadedTables:
    """The tables of one studio, by random keys. ``forget`` is called with the keys of previews to delete."""

    def __init__(self, forget: Callable[[Sequence[str]], None]) -> None:
        self._forget = forget
        self._tables: dict[str, UploadedTable] = {}
        self._lock = threading.Lock()
        self._starting = self._starting_bytes = 0
        """The number and the bytes of tables that have a place but are not stored yet."""
        self._closed = threading.Event()
        self._tidying: threading.Thread | None = None
        sweep_private()

    def add(self, owner: str, size: int, start_table: Callable[[], UploadedTable]) -> tuple[str, UploadedTable]:
        """Starts and stores a table of ``size`` bytes, and returns its key and the table.

        The oldest of the same owner is deleted where there are too many. Raises RequestRefused where the disk space is
        taken, or too many tables are worked on.
        """
        self._make_room(owner)
        with self._reserved(size):
            upload = start_table()
            return self._keep(upload), upload

    def start(self, upload: UploadedTable, kind: OutputKind) -> None:
        """Begins to make copies. Raises RequestRefused where too many other tables are worked on."""
        with self._reserved(0, upload):
            upload.start(kind)

    def _make_room(self, owner: str) -> None:
        with self._lock:
            mine = [key for key, one in self._tables.items() if one.owner == owner]
            mine.sort(key=lambda key: self._tables[key].visited)
            gone = [self._tables.pop(key) for key in mine[: max(0, len(mine) - MOST_KEPT + 1)]]
        for upload in gone:
            self.end(upload, "stopped")

    @contextmanager
    def _reserved(self, size: int, own: UploadedTable | None = None) -> Iterator[None]:
        """Inside, a table begins that takes ``size`` bytes more, or goes on that is there, its ``own``.

        Its place among those worked on is taken before it begins: a table is handed in by several at once.
        """
        with self._lock:
            others = [one for one in self.all() if one is not own]
            if size and sum(one.size_on_disk for one in others) + self._starting_bytes + size > MOST_BYTES:
                raise RequestRefused(503, "people-full")
            if sum(one.is_running for one in others) + self._starting >= MOST_WORKING:
                raise RequestRefused(503, "busy")
            self._starting, self._starting_bytes = self._starting + 1, self._starting_bytes + size
        try:
            yield
        finally:
            with self._lock:
                self._starting, self._starting_bytes = self._starting - 1, self._starting_bytes - size

    def _keep(self, upload: UploadedTable) -> str:
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._tables[key] = upload
            if self._tidying is None:
                self._tidying = threading.Thread(target=self._tidy, daemon=True)
                self._tidying.start()
        self.tidy()
        return key

    def get(self, key: str) -> UploadedTable:
        """A table, and notes that it is visited now. Raises RequestRefused where it no longer exists."""
        upload = self._tables.get(key)
        if upload is None:
            raise RequestRefused(404, "gone")
        upload.visited = time.monotonic()
        if not upload.end_reason and upload.checking.result.end not in ("", "done"):
            self.end(upload, "failed")
        return upload

    def all(self) -> Sequence[UploadedTable]:
        """All tables."""
        return list(self._tables.values())

    def delete(self, key: str) -> None:
        """Stops all tasks of a table, and deletes it. Raises RequestRefused where it no longer exists."""
        self.end(self.get(key), "stopped")
        self._tables.pop(key, None)

    def end(self, upload: UploadedTable, why: EndReason) -> None:
        """Deletes all that a table has, and keeps only why it ended, for its page."""
        upload.close(why)
        shown, upload.preview_keys = upload.preview_keys, []
        if shown:
            with suppress(Exception):  # they are dropped after a while in any case
                self._forget(shown)

    def tidy(self) -> None:
        """Deletes tables that nobody has visited for ``SECONDS_KEPT``."""
        with self._lock:
            latest = time.monotonic() - SECONDS_KEPT
            gone = [key for key, upload in self._tables.items() if upload.visited < latest]
            batches = [self._tables.pop(key) for key in gone]
        for upload in batches:
            self.end(upload, "stopped")

    def _tidy(self) -> None:
        while not self._closed.wait(TIDY_SECONDS):
            self.tidy()

    def close(self) -> None:
        """Deletes all tables, when the studio ends."""
        self._closed.set()
        with self._lock:
            batches = list(self._tables.values())
            self._tables.clear()
        for upload in batches:
            upload.close("stopped")
