"""Processes that make files of a job beside the one that was started."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process

from soleprint.errors import ExitCode, UsageProblem


@contextmanager
def deaf() -> Iterator[None]:
    """Processes that are started inside do not hear Ctrl-C, from their first moment on: who started them does.

    A Ctrl-C meanwhile is heard at the end.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ended(what: str, option: str) -> UsageProblem:
    """What is told where one of several processes is no longer there: the system may have ended it, or a library."""
    message = f"The process that made {what} ended; perhaps memory ran out: use fewer --{option}."
    return UsageProblem(message, code="process-ended")


def begin() -> None:
    """A process that begins: it does not hear Ctrl-C, and ends when the one that started it does, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(int(ExitCode.INTERRUPTED))
