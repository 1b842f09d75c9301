"""Products are made outside the server: by a process that does one call at a time and is ended when it takes too long.

So the server stays small and always answers, and a hostile file can harm only that process.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from soleprint.errors import SoleprintError
from soleprint.jobs.worker import begin, deaf
from soleprint.web.results import CallFailed, Failure, ResultInfo, failure_of

SECONDS = 60.0
"""A call that takes longer is ended. On an idle machine fifteen seconds would be enough."""
MEMORY = 2 << 30
"""Bytes of memory that the process may take, with all libraries."""
MOST_WAITING = 8
TIDY_SECONDS = 30.0
PATIENCE_SECONDS = 3.0
PRELOADED = (
    "compose.environment",
    "content.library",
    "figures.find",
    "figures.illustrator",
    "ink.svg",
    "products.attempt",
    "products.make",
    "products.reading",
    "text.assemble",
)
"""Modules of soleprint that are imported when the process starts, since most calls need them."""
processes = get_context("spawn")
"""Processes are spawned, so that they share no memory with the server."""


class CallTimeout(Exception):
    """The call took too long, or its process ended."""


class CallStopped(Exception):
    """The user stopped the call."""


class TooManyCalls(Exception):
    """Too many calls are waiting already."""


class CallCrashed(Exception):
    """soleprint itself failed. The text is only the type of the error, since its message may contain what was typed."""


class FairLock:
    """A lock that is given in the order of requests, as Python's own is not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: deque[threading.Lock] = deque()

    def __enter__(self) -> None:
        mine = threading.Lock()
        mine.acquire()
        with self._lock:
            self._asked.append(mine)
            mine_now = len(self._asked) == 1
        if not mine_now:
            mine.acquire()  # until the thread before it is done

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._asked.popleft()
            if self._asked:
                self._asked[0].release()


class Maker(ABC):
    """Makes products for the pages: does calls in another process, by their names in ``calls.CALLS``."""

    @abstractmethod
    def call(self, name: str, *arguments: Any) -> Any:
        """The result of a call. Raises CallFailed for an error that the user can correct, TooManyCalls, CallTimeout,
        CallStopped and CallCrashed."""

    @abstractmethod
    def stop(self) -> None:
        """Ends the present call, where there is one user alone, so that it can only be theirs."""

    @abstractmethod
    def end(self) -> None:
        """Ends the process at once, with all results that it keeps."""

    @abstractmethod
    def close(self) -> None:
        """Waits at most ``PATIENCE_SECONDS`` for the present call, then ends the process."""

    def make(
        self,
        product: str,
        routines: Sequence[str],
        every: bool,
        options: Mapping[str, Any],
        personal: bool,
        whole: bool = True,
    ) -> ResultInfo | Failure:
        """See ``result_calls.make``. All of these raise the same errors as ``call``."""
        made: ResultInfo | Failure = self.call("make", product, routines, every, options, personal, whole)
        return made

    def make_row(self, job: Path, table: Path, number: int, output: int, strict: bool) -> ResultInfo | Failure:
        """See ``result_calls.row``."""
        made: ResultInfo | Failure = self.call("make_row", job, table, number, output, strict)
        return made

    def forget(self, keys: Sequence[str]) -> None:
        """See ``result_calls.forget``."""
        self.call("forget", keys)

    def side(self, key: str, number: int) -> str | None:
        """See ``result_calls.side``."""
        drawn: str | None = self.call("side", key, number)
        return drawn

    def pdf(self, key: str) -> bytes | None:
        """See ``result_calls.pdf``."""
        written: bytes | None = self.call("pdf", key)
        return written


class ProcessMaker(Maker):
    """One process. Its calls wait for each other."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = FairLock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._ending = threading.Lock()
        self._making = self._stopped = False
        self._begin()

    def _begin(self) -> None:
        self._pipe, theirs = processes.Pipe()
        self._process = processes.Process(target=serve, args=(theirs,), daemon=True)
        with deaf():
            self._process.start()
        theirs.close()

    def call(self, name: str, *arguments: Any) -> Any:
        if not self._waiting.acquire(blocking=False):
            raise TooManyCalls
        try:
            with self._turn:
                good, value = self._answer(name, arguments)
        finally:
            self._waiting.release()
        if not good:
            raise CallFailed(value) if isinstance(value, Failure) else CallCrashed(value)
        return value

    def _answer(self, name: str, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
        self._making = True
        answer = self._exchange(name, arguments)
        with self._ending:
            self._making, stopped, self._stopped = False, self._stopped, False
        if answer is not None and not stopped:
            return answer
        self.end()
        self._begin()
        raise CallStopped if stopped else CallTimeout

    def _exchange(self, name: str, arguments: tuple[Any, ...]) -> tuple[bool, Any] | None:
        """Sends a call and receives its answer; None where it takes too long, or the process has ended."""
        try:
            self._pipe.send((name, arguments))
            answer: tuple[bool, Any] | None = self._pipe.recv() if self._pipe.poll(self._seconds) else None
        except (EOFError, OSError):
            return None
        return answer

    def stop(self) -> None:
        with self._ending:
            if self._making:
                self._stopped = True
                self._process.kill()

    def end(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        self._pipe.close()
        self._process.join(PATIENCE_SECONDS)
        self.end()


def serve(pipe: Connection) -> None:
    """The process: answers calls until the server closes the pipe."""
    begin()
    limit_memory()
    from soleprint.files.disk import used
    from soleprint.web.calls import CALLS
    from soleprint.web.result_calls import draw_ahead, tidy

    # Imported now, while the browser starts and nobody waits.
    for name in PRELOADED:
        import_module(f"soleprint.{name}")
    with used(), suppress(EOFError, OSError):
        while True:
            if not pipe.poll(TIDY_SECONDS):
                tidy()
                continue
            name, arguments = pipe.recv()
            pipe.send(_answer_to(CALLS[name], arguments))
            if name == "make" and not pipe.poll():
                with suppress(Exception):  # the error is raised again when the side is asked for
                    draw_ahead()


def _answer_to(call: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    """True and the result of a call; or False and why it failed: a Failure, or the type of an unexpected error."""
    try:
        return True, call(*arguments)
    except SoleprintError as error:
        return False, failure_of(error)
    except Exception as error:
        return False, type(error).__name__


def limit_memory() -> None:
    """Limits the memory of this process to ``MEMORY`` bytes, where the system can do that."""
    try:
        import resource
    except ImportError:  # there is none on Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
