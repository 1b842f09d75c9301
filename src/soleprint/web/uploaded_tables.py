"""Tables that were handed in, for as long as their page is looked at, and what is made of them.

A table lies in a private folder under no name of anybody's. It is deleted with all that was made of it when the last
file is downloaded, when it is stopped, after a quarter of an hour without a visit, and when the studio ends.
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
from soleprint.web.guard import Refused
from soleprint.web.merge_tasks import Head, Kind, Row, check, make
from soleprint.web.task import Task

SECONDS_KEPT = 15 * 60
MOST_KEPT = 4
"""Tables of one person; the one that was not visited for longest makes room. Those of others never do."""
MOST_BYTES = 512 << 20
"""Of all tables and what is made of them, on disk; it may be one in memory."""
MOST_WORKING = 4
"""Tables that are worked on at once: each has a process, which may take as much memory as ``maker.MEMORY``."""
TIDY_SECONDS = 30.0
_CHUNK = 1 << 18
Why = Literal["", "sent", "stopped", "failed"]


class Wanted(Struct, frozen=True):
    """What each person of a table gets: a job file, or the bytes of one."""

    title: str
    back: str
    """The address of the form."""
    job: Path | bytes
    strict: bool = False


class Batch:
    """A table. ``called`` is its file's name, for messages alone; ``owner`` is a word that its person's browser knows;
    ``over`` is why nothing of it is there any more."""

    def __init__(self, wanted: Wanted, called: str, suffix: str, data: bytes, owner: str = "") -> None:
        self.wanted, self.called, self.owner = wanted, called, owner
        self.over: Why = ""
        self.visited = time.monotonic()
        self.shown: list[str] = []
        """Keys of the pages of single rows."""
        self._lock = threading.Lock()
        self._sent: set[tuple[Kind, int]] = set()
        try:
            self._private = Private()
            self.table = self._private.write(f"table{suffix}", data)
            self.job = self._private.write("job.yaml", wanted.job) if isinstance(wanted.job, bytes) else wanted.job
        except OSError as error:
            message = f"There is no place for the table: {error.strerror}. Make room on the disk."
            raise FileProblem(message, code="cannot-write") from error
        self.making: dict[Kind, Task] = {}
        self.checking = Task(check, self.job, self.table, wanted.strict)

    @property
    def works(self) -> bool:
        """Whether anything is being done."""
        return not self.over and (self.checking.works or any(task.works for task in self.making.values()))

    @property
    def size_on_disk(self) -> int:
        """What it and all that is made of it take on disk."""
        return 0 if self.over else self._private.size_on_disk

    @property
    def head(self) -> Head | None:
        """What the table is; None as long as that is not known."""
        parts = self.checking.parts
        return parts[0] if parts else None

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are checked so far."""
        return self.checking.parts[1:]

    @property
    def ready(self) -> bool:
        """Whether the copies can be made: all rows are checked, and none is refused."""
        checked = not self.over and self.checking.done.end == "done"
        return checked and bool(self.rows) and all(row.state != "cannot" for row in self.rows)

    @property
    def all_sent(self) -> bool:
        """Whether all that was made is downloaded, and nothing more is being made."""
        return not self.works and not any(self.files(kind) for kind in self.making)

    def start(self, kind: Kind) -> None:
        """Begins to make the copies, where that is not done already."""
        with self._lock:
            known = self.making.get(kind)
            if self.ready and (known is None or known.done.end not in ("", "done")):
                self._clear(kind)
                task = Task(make, self.job, self.table, self.wanted.strict, self._out(kind), kind)
                self.making[kind] = task

    def stop(self, kind: Kind) -> None:
        """Stops making copies, and deletes what is made of them."""
        with self._lock:
            if kind in self.making:
                self.making.pop(kind).stop()
                self._clear(kind)

    def files(self, kind: Kind) -> Mapping[int, str]:
        """The names of the files that are made and not downloaded yet, by their numbers."""
        names: Sequence[str] = self.making[kind].done.value or () if kind in self.making else ()
        return {number: name for number, name in enumerate(names) if (kind, number) not in self._sent}

    def sent(self, kind: Kind, number: int) -> Iterator[bytes]:
        """The bytes of a file, which is deleted behind the last of them."""
        path = self._out(kind) / self.files(kind)[number]
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
        path.unlink(missing_ok=True)
        self._sent.add((kind, number))

    def size(self, kind: Kind, number: int) -> int:
        """The bytes of a file that is made. Raises Refused where there is none."""
        try:
            return (self._out(kind) / self.files(kind)[number]).stat().st_size
        except (KeyError, OSError):
            raise Refused(404, "gone") from None

    def _out(self, kind: Kind) -> Path:
        return self._private.path / kind

    def _clear(self, kind: Kind) -> None:
        shutil.rmtree(self._out(kind), ignore_errors=True)
        self._sent = {(each, number) for each, number in self._sent if each != kind}

    def close(self, why: Why) -> None:
        """Stops all, and deletes the table and what was made of it."""
        with self._lock:
            self.over = self.over or why
            for task in (self.checking, *self.making.values()):
                task.stop()
            self._private.close()
            self.making.clear()
            self.checking.parts = []


class Batches:
    """The tables of one studio, by random keys. ``forget`` is told the keys of pages that are not to be kept."""

    def __init__(self, forget: Callable[[Sequence[str]], None]) -> None:
        self._forget = forget
        self._kept: dict[str, Batch] = {}
        self._lock = threading.Lock()
        self._beginning = self._coming = 0
        """Tables for which there is a place, and their bytes, that are not kept yet."""
        self._closed = threading.Event()
        self._tidying: threading.Thread | None = None
        sweep_private()

    def take(self, owner: str, size: int, begin: Callable[[], Batch]) -> tuple[str, Batch]:
        """Begins and keeps a table of ``size`` bytes; its key, and the table.

        The person's own that are more than are kept make room. Raises Refused where those of others leave none, or too
        many are worked on.
        """
        self._make_room(owner)
        with self._place(size):
            batch = begin()
            return self._add(batch), batch

    def start(self, batch: Batch, kind: Kind) -> None:
        """Begins to make copies. Raises Refused where as many other tables are worked on as may be."""
        with self._place(0, batch):
            batch.start(kind)

    def _make_room(self, owner: str) -> None:
        with self._lock:
            mine = [key for key, one in self._kept.items() if one.owner == owner]
            mine.sort(key=lambda key: self._kept[key].visited)
            gone = [self._kept.pop(key) for key in mine[: max(0, len(mine) - MOST_KEPT + 1)]]
        for batch in gone:
            self.end(batch, "stopped")

    @contextmanager
    def _place(self, size: int, own: Batch | None = None) -> Iterator[None]:
        """Inside, a table begins that takes ``size`` bytes more, or goes on that is there, its ``own``.

        Its place among those worked on is taken before it begins: a table is handed in by several at once.
        """
        with self._lock:
            others = [one for one in self.all() if one is not own]
            if size and sum(one.size_on_disk for one in others) + self._coming + size > MOST_BYTES:
                raise Refused(503, "people-full")
            if sum(one.works for one in others) + self._beginning >= MOST_WORKING:
                raise Refused(503, "busy")
            self._beginning, self._coming = self._beginning + 1, self._coming + size
        try:
            yield
        finally:
            with self._lock:
                self._beginning, self._coming = self._beginning - 1, self._coming - size

    def _add(self, batch: Batch) -> str:
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[key] = batch
            if self._tidying is None:
                self._tidying = threading.Thread(target=self._tidy, daemon=True)
                self._tidying.start()
        self.tidy()
        return key

    def get(self, key: str) -> Batch:
        """A table, which is visited by that. Raises Refused where it is not kept any more."""
        batch = self._kept.get(key)
        if batch is None:
            raise Refused(404, "gone")
        batch.visited = time.monotonic()
        if not batch.over and batch.checking.done.end not in ("", "done"):
            self.end(batch, "failed")
        return batch

    def all(self) -> Sequence[Batch]:
        """Those that are kept."""
        return list(self._kept.values())

    def drop(self, key: str) -> None:
        """Stops all that is done with a table, and deletes it. Raises Refused where it is not kept any more."""
        self.end(self.get(key), "stopped")
        self._kept.pop(key, None)

    def end(self, batch: Batch, why: Why) -> None:
        """Deletes all of a table but that there was one."""
        batch.close(why)
        shown, batch.shown = batch.shown, []
        if shown:
            with suppress(Exception):  # they are dropped after a while in any case
                self._forget(shown)

    def tidy(self) -> None:
        """Deletes what nobody has visited for long."""
        with self._lock:
            latest = time.monotonic() - SECONDS_KEPT
            gone = [key for key, batch in self._kept.items() if batch.visited < latest]
            batches = [self._kept.pop(key) for key in gone]
        for batch in batches:
            self.end(batch, "stopped")

    def _tidy(self) -> None:
        while not self._closed.wait(TIDY_SECONDS):
            self.tidy()

    def close(self) -> None:
        """Deletes everything."""
        self._closed.set()
        with self._lock:
            batches = list(self._kept.values())
            self._kept.clear()
        for batch in batches:
            batch.close("stopped")
