"""Remarks that a library logs, not to be heard while we use it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_level, _inside = logging.NOTSET, 0


@contextmanager
def pypdf_silent() -> Iterator[None]:
    """Meanwhile pypdf says nothing of damaged files; then its logger has the level that it had.

    A level is of the whole process: threads may be inside together, and the first in and the last out set it. What
    other code makes pypdf say meanwhile is not heard either: its loggers cannot tell who called.
    """
    global _level, _inside
    logger = logging.getLogger("pypdf")
    with _lock:
        if not _inside:
            _level = logger.level
            logger.setLevel(logging.CRITICAL)
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                logger.setLevel(_level)
