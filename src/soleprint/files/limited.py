"""Work on files from outside in a process of its own, which may use so much time and memory and no more.

Libraries that read such files can be brought to loop, to take all the memory there is, or to end the process. There
that harms nobody: what they print is dropped, and what was found before is kept. Limits on memory and processor time
are the kernel's (``setrlimit``); where it has none, as on Windows, the clock alone is watched.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import Literal

from msgspec import Struct

MEMORY = 1 << 30
"""Bytes that a process may take, all libraries with it."""
CLOCK = 120.0 if os.name == "nt" else 900.0
"""Seconds on the clock after which a process is ended, whatever it does. Where the processor's seconds are counted it
is long: the machine may have much else to do, and this is only for a process that waits for nothing."""
_LENGTH = 8
"""Bytes before each answer that say how long it is."""
_CODE = "import sys; sys.path[:] = sys.argv[3:]; from soleprint.files.limited import serve; serve(*sys.argv[1:3])"

Worker = Callable[[bytes], Iterable[bytes]]
_serving = False
"""Whether this is such a process."""


class Answer(Struct, frozen=True):
    """What a process gave before it ended, and how that came."""

    parts: tuple[bytes, ...]
    end: Literal["done", "time", "crash"]
    """``crash``: it ended by itself, as most do that want more memory than they may have."""


def in_process(worker: str, request: bytes, seconds: int) -> Answer:
    """The answers of ``worker`` (``module:function``, a ``Worker``) to ``request``.

    It may take ``seconds`` of the processor, and more where it says so itself (``more_time``).
    """
    # An empty entry would be the working folder, whose files are not ours.
    command = [sys.executable, "-P", "-c", _CODE, worker, str(seconds), *filter(None, sys.path)]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing) as process:
        try:
            output, late = process.communicate(request, CLOCK)[0], False
        except subprocess.TimeoutExpired:
            process.kill()
            output, late = process.communicate()[0], True
        except BaseException:
            process.kill()
            raise
    late = late or _out_of_time(process.returncode)
    return Answer(tuple(_parts(output)), "time" if late else "crash" if process.returncode else "done")


def _out_of_time(code: int) -> bool:
    import signal

    return code == -getattr(signal, "SIGXCPU", 0) != 0


def _parts(output: bytes) -> Iterator[bytes]:
    """The answers that are whole."""
    start = 0
    while start + _LENGTH <= len(output):
        end = start + _LENGTH + int.from_bytes(output[start : start + _LENGTH])
        if end > len(output):
            return
        yield output[start + _LENGTH : end]
        start = end


def serve(name: str, seconds: str) -> None:
    """The process: sets its limits, then answers what stands on its standard input."""
    global _serving
    _serving = True
    for limit, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
        _limit(limit, most, most)
    more_time(int(seconds))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print goes nowhere
    module, _, function = name.partition(":")
    work: Worker = getattr(import_module(module), function)
    for part in work(sys.stdin.buffer.read()):
        out.write(len(part).to_bytes(_LENGTH) + part)
        out.flush()
    out.close()
    os._exit(0)  # libraries that were brought into disorder may not even end well


def more_time(seconds: int) -> None:
    """In such a process: it may take ``seconds`` of the processor from its start, and not what was said before."""
    if _serving:
        _limit("RLIMIT_CPU", seconds, None)


def _limit(name: str, most: int, hard: int | None) -> None:
    try:
        import resource
    except ImportError:  # there is none on Windows
        return
    # A system may know a limit and not let it be set.
    with suppress(ValueError, OSError, AttributeError):
        limit: int = getattr(resource, name)
        resource.setrlimit(limit, (most, resource.getrlimit(limit)[1] if hard is None else hard))
