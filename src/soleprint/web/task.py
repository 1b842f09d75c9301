"""Work that takes long, in a process of its own: how far it is, what it has found so far, how it ends, and a stop.

Not the whole of it has a limit of time, but how long it may be silent: so a table may have many rows, and no row may
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
from soleprint.web.results import Failed, failed

SECONDS_SILENT = 60.0
"""On the clock, after which work that tells nothing is ended."""
_TOGETHER = 0.1
"""Seconds; what is told in between is told at once."""
End = Literal["", "done", "failed", "slow", "broken", "stopped"]


class Telling:
    """In the process: tells how far it is, and what was found, to whom it works for."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._last = pipe, 0.0
        self._counts: dict[str, int] = {}
        self._parts: list[Any] = []

    def __call__(self, what: str, more: int = 1, *parts: Any) -> None:
        """So many more of something are done, and these parts of the answer are known."""
        self._counts[what] = self._counts.get(what, 0) + more
        self._parts += parts
        if time.monotonic() - self._last > _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Tells what is not told yet."""
        self._pipe.send((self._counts, self._parts))
        self._counts, self._parts, self._last = {}, [], time.monotonic()


Work = Callable[..., Any]
"""A function of a module: it is given a ``Telling`` and the arguments of the task, and gives back the value."""


class Done(Struct, frozen=True):
    """How a task has ended: ``broken`` by a mistake of ours, or by too much memory; ``failed`` by one of the user's."""

    end: End
    value: Any = None
    failure: Failed | None = None


class Task:
    """Work that has begun. ``counts`` is what is done, in the words of the work, ``parts`` what it has found so far."""

    def __init__(self, work: Work, *arguments: Any, silent: float = SECONDS_SILENT) -> None:
        self.counts: dict[str, int] = {}
        self.parts: list[Any] = []
        self._since: dict[str, float] = {}
        self._done, self._silent, self._stopped = Done(""), silent, False
        self._ended = threading.Event()
        self._pipe, theirs = processes.Pipe(duplex=False)
        self._process = processes.Process(target=_serve, args=(theirs, work, arguments), daemon=True)
        with deaf():
            self._process.start()
        theirs.close()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def works(self) -> bool:
        return not self._ended.is_set()

    @property
    def done(self) -> Done:
        """How it has ended; its end is "" as long as it works."""
        return self._done

    def seconds_left(self, what: str, total: int) -> float | None:
        """How long the rest of ``total`` will take, as fast as it went so far; None where that is not known yet."""
        done = self.counts.get(what, 0)
        if not done or what not in self._since:
            return None
        return (time.monotonic() - self._since[what]) / done * max(0, total - done)

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, which is waited for so long."""
        return self._ended.wait(seconds)

    def stop(self) -> None:
        """Ends it, and every process that it began. What it has written so far stays where it is."""
        if self.works:
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
        """Hears what the process tells, until that ends."""
        done = Done("broken")
        try:
            while self._pipe.poll(self._silent):
                told = self._pipe.recv()
                if isinstance(told, Done):
                    done = told
                    break
                self._hear(*told)
            else:
                done = Done("slow")
        except (EOFError, OSError):
            pass  # it was stopped, or wanted more memory than it may have
        self._kill()
        self._process.join()
        self._pipe.close()
        self._done = Done("stopped") if self._stopped and done.end != "done" else done
        self._ended.set()

    def _hear(self, counts: dict[str, int], parts: list[Any]) -> None:
        for what, more in counts.items():
            self._since.setdefault(what, time.monotonic())
            self.counts[what] = self.counts.get(what, 0) + more
        self.parts += parts


def _serve(pipe: Connection, work: Work, arguments: tuple[Any, ...]) -> None:
    """The process. What goes wrong in it is told by its kind alone, since the rest may quote a person."""
    begin()
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    os.umask(0o077)
    limit_memory()
    from soleprint.files.disk import used

    tell = Telling(pipe)
    with suppress(EOFError, OSError):
        try:
            with used():
                done = Done("done", work(tell, *arguments))
        except SoleprintError as error:
            done = Done("failed", failure=failed(error))
        except Exception as error:
            print(f"A task failed: {type(error).__name__}.", file=sys.stderr, flush=True)
            done = Done("broken")
        tell.flush()
        pipe.send(done)
