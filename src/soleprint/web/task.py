"""Long work in a process of its own: it reports its progress, can be stopped, and gives back a result.

The limit of time is for the time without a report, not for the whole task: a table may have many rows, but no row may
take forever. Memory is limited as in ``maker``.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Literal

from msgspec import Struct

from soleprint.errors import SoleprintError
from soleprint.jobs.worker import begin, deaf
from soleprint.web.maker import limit_memory, processes
from soleprint.web.results import Failure, failure_of

SECONDS_SILENT = 60.0
"""A task that reports nothing for this long is ended."""
_SECONDS_BETWEEN = 0.1
"""Reports are collected for this long, and then sent together."""
End = Literal["", "done", "failed", "slow", "broken", "stopped"]


class Progress:
    """Given to the work, in its process, to report how much is done and what was found."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._last = pipe, 0.0
        self._counts: dict[str, int] = {}
        self._parts: list[Any] = []

    def __call__(self, what: str, more: int = 1, *parts: Any) -> None:
        """Reports ``more`` units of ``what`` as done, and parts of the answer."""
        self._counts[what] = self._counts.get(what, 0) + more
        self._parts += parts
        if time.monotonic() - self._last > _SECONDS_BETWEEN:
            self.flush()

    def flush(self) -> None:
        """Sends what has been collected."""
        self._pipe.send((self._counts, self._parts))
        self._counts, self._parts, self._last = {}, [], time.monotonic()


Work = Callable[..., Any]
"""A function of a module. It takes a ``Progress`` and the arguments of the task, and returns the value."""


class TaskResult(Struct, frozen=True):
    """How a task has ended. ``failed`` is a mistake of the user, ``broken`` one of soleprint, or too little memory."""

    end: End
    value: Any = None
    failure: Failure | None = None


class Task:
    """A running piece of work. ``counts`` says how much is done of what, ``parts`` what has been found so far."""

    def __init__(self, work: Work, *arguments: Any, silent: float = SECONDS_SILENT) -> None:
        self.counts: dict[str, int] = {}
        self.parts: list[Any] = []
        self._since: dict[str, float] = {}
        self._result, self._silent, self._stopped = TaskResult(""), silent, False
        self._ended = threading.Event()
        self._pipe, theirs = processes.Pipe(duplex=False)
        self._process = processes.Process(target=_serve, args=(theirs, work, arguments), daemon=True)
        with deaf():
            self._process.start()
        theirs.close()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def is_running(self) -> bool:
        return not self._ended.is_set()

    @property
    def result(self) -> TaskResult:
        """How it has ended; its ``end`` is "" while it is running."""
        return self._result

    def seconds_left(self, what: str, total: int) -> float | None:
        """How long the rest of ``total`` will take at the present speed; None where that is not known yet."""
        done = self.counts.get(what, 0)
        if not done or what not in self._since:
            return None
        return (time.monotonic() - self._since[what]) / done * max(0, total - done)

    def wait(self, seconds: float) -> bool:
        """Waits at most this long for the end; whether it has ended."""
        return self._ended.wait(seconds)

    def stop(self) -> None:
        """Ends it and every process that it started. The files that it has written stay."""
        if self.is_running:
            self._stopped = True
            self._kill()
        self._ended.wait()

    def _kill(self) -> None:
        group = self._process.pid
        if hasattr(os, "killpg") and group is not None:
            with suppress(OSError):  # it may not have made its group yet
                os.killpg(group, signal.SIGKILL)
        self._process.kill()

    def _watch(self) -> None:
        """Receives the reports of the process until it ends."""
        done = TaskResult("broken")
        try:
            while self._pipe.poll(self._silent):
                received = self._pipe.recv()
                if isinstance(received, TaskResult):
                    done = received
                    break
                self._receive(*received)
            else:
                done = TaskResult("slow")
        except (EOFError, OSError):
            pass  # it was stopped, or wanted more memory than it may have
        self._kill()
        self._process.join()
        self._pipe.close()
        self._result = TaskResult("stopped") if self._stopped and done.end != "done" else done
        self._ended.set()

    def _receive(self, counts: dict[str, int], parts: list[Any]) -> None:
        for what, more in counts.items():
            self._since.setdefault(what, time.monotonic())
            self.counts[what] = self.counts.get(what, 0) + more
        self.parts += parts


def _serve(pipe: Connection, work: Work, arguments: tuple[Any, ...]) -> None:
    """The process. Of an unexpected error only the type is printed, since its text may quote a person."""
    begin()
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    os.umask(0o077)
    limit_memory()
    from soleprint.files.disk import used

    progress = Progress(pipe)
    with suppress(EOFError, OSError):
        try:
            with used():
                done = TaskResult("done", work(progress, *arguments))
        except SoleprintError as error:
            done = TaskResult("failed", failure=failure_of(error))
        except Exception as error:
            print(f"A task failed: {type(error).__name__}.", file=sys.stderr, flush=True)
            done = TaskResult("broken")
        progress.flush()
        pipe.send(done)
