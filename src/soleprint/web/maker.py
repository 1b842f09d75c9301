"""A process that makes, one thing at a time: what takes too long, or too much memory, is ended with it.

The server stays small and always answers; what a hostile file brings into disorder ends with the process.
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
from soleprint.web.results import Failed, Made, Refusal, failed

SECONDS = 60.0
"""On the clock, after which a making is ended. Fifteen would do on an idle machine."""
MEMORY = 2 << 30
"""Bytes that the process may take, all libraries with it."""
MOST_WAITING = 8
TIDY_SECONDS = 30.0
PATIENCE_SECONDS = 3.0
MAKING = (
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
"""Modules of soleprint that bring all that most makings use."""
processes = get_context("spawn")
"""How processes begin: with nothing of this one."""


class TooSlow(Exception):
    """It took too long, or the process ended."""


class Stopped(Exception):
    """Whoever waited for it has had enough."""


class Busy(Exception):
    """Too many wait already."""


class Broken(Exception):
    """soleprint itself failed; the text is the kind of the error alone, since others may hold what was typed."""


class Turns:
    """A lock that is had in the order in which it was asked for: for Python's own some wait while others come again."""

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
            mine.acquire()  # until the one before has done

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._asked.popleft()
            if self._asked:
                self._asked[0].release()


class Maker(ABC):
    """What makes for the pages: each call is made in a process, by the name that it has in ``calls.CALLS``."""

    @abstractmethod
    def call(self, name: str, *arguments: Any) -> Any:
        """What a call in the process gives back. Raises Refusal for what a person can mend, Busy, and the call raised
        TooSlow, Stopped or Broken."""

    @abstractmethod
    def stop(self) -> None:
        """Ends what is being made, where it is known whose it is."""

    @abstractmethod
    def end(self) -> None:
        """Ends what makes at once, and all that it kept."""

    @abstractmethod
    def close(self) -> None:
        """Lets a call that goes on come to its end, for ``PATIENCE_SECONDS`` at most, and then ends what makes."""

    def make(
        self,
        product: str,
        routines: Sequence[str],
        every: bool,
        options: Mapping[str, Any],
        personal: bool,
        whole: bool = True,
    ) -> Made | Failed:
        """See ``result_calls.make``. Raises TooSlow, Stopped, Busy and Broken, as the other calls do."""
        made: Made | Failed = self.call("make", product, routines, every, options, personal, whole)
        return made

    def row(self, job: Path, table: Path, number: int, output: int, strict: bool) -> Made | Failed:
        """See ``result_calls.row``."""
        made: Made | Failed = self.call("row", job, table, number, output, strict)
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


class OneProcess(Maker):
    """The process, and whose turn it is to ask it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = Turns()
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
            raise Busy
        try:
            with self._turn:
                good, value = self._answer(name, arguments)
        finally:
            self._waiting.release()
        if not good:
            raise Refusal(value) if isinstance(value, Failed) else Broken(value)
        return value

    def _answer(self, name: str, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
        self._making = True
        answer = self._exchanged(name, arguments)
        with self._ending:
            self._making, stopped, self._stopped = False, self._stopped, False
        if answer is not None and not stopped:
            return answer
        self.end()
        self._begin()
        raise Stopped if stopped else TooSlow

    def _exchanged(self, name: str, arguments: tuple[Any, ...]) -> tuple[bool, Any] | None:
        """The answer; None where it takes too long, or the process has ended."""
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
    """The process: answers calls until nobody holds the other end."""
    begin()
    limit_memory()
    from soleprint.files.disk import used
    from soleprint.web.calls import CALLS
    from soleprint.web.result_calls import ahead, tidy

    # Here, while the browser begins and nobody waits for it yet.
    for name in MAKING:
        import_module(f"soleprint.{name}")
    with used(), suppress(EOFError, OSError):
        while True:
            if not pipe.poll(TIDY_SECONDS):
                tidy()
                continue
            name, arguments = pipe.recv()
            pipe.send(_answer_to(CALLS[name], arguments))
            if name == "make" and not pipe.poll():
                with suppress(Exception):  # what fails is told when it is asked for
                    ahead()


def _answer_to(call: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    """Whether a call came to its end, and what it gives back; else why not: of soleprint's own mistakes the kind."""
    try:
        return True, call(*arguments)
    except SoleprintError as error:
        return False, failed(error)
    except Exception as error:
        return False, type(error).__name__


def limit_memory() -> None:
    """This process may take ``MEMORY`` bytes and no more, where the system can see to that."""
    try:
        import resource
    except ImportError:  # there is none on Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
