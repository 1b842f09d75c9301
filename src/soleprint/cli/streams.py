"""Standard output and standard error: in any encoding, on any device, with a reader or without.

``soleprint.errors`` is imported where it is met: ``--help`` meets none.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from soleprint.errors import FileProblem


class Unwritable(Exception):
    """A stream that takes no more. Not an OSError: click would hide that of a closed pipe."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


@contextmanager
def of_streams() -> Iterator[None]:
    """Inside, an OSError that names no file, which only a stream can be the reason of, is Unwritable."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            raise Unwritable(error) from None
        raise


@contextmanager
def guarded() -> Iterator[None]:
    """Around the whole command: its output is written to the end, or why not is said on standard error.

    A character that the encoding of a stream does not have (Windows: a code page) is written as Python writes it,
    ``\\u0103``. When the reader of a pipe has gone, as with ``| head``, the command ends as other commands do.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # there is none where the system has closed it
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:
                with of_streams():
                    sys.stdout.flush()
    except Unwritable as problem:
        _end(problem.error)


def _end(error: OSError) -> NoReturn:
    # Python would try to write the rest once more when it ends, and complain.
    with suppress(OSError, AttributeError):
        output = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), output)
    if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
        end_quietly()
    problem = told(error)
    with suppress(OSError):
        click.echo(f"Error: {problem} [{problem.code}]", err=True)
    sys.exit(int(problem.exit_code))


def told(error: OSError) -> FileProblem:
    """What is wrong, for an error that names no file."""
    from soleprint.errors import FileProblem

    if error.errno == errno.ENOENT:
        message = "The working folder is no longer there. Change to one that is."
        return FileProblem(message, code="no-such-folder")
    code = "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "cannot-write"
    return FileProblem(f"Cannot write to standard output: {error.strerror or error}.", code=code)


def end_quietly() -> NoReturn:
    """End as a command does that writes to a pipe nobody reads: by SIGPIPE, where there is one."""
    from soleprint.errors import ExitCode

    if sys.platform != "win32":
        import signal

        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
    os._exit(int(ExitCode.FINDINGS))


def write_bytes(data: bytes) -> None:
    """Write a file to standard output. Raises FileProblem where there is none, OSError where it takes no more."""
    if sys.stdout is None:
        from soleprint.errors import FileProblem

        raise FileProblem("Standard output is closed. Give --out the name of a file.", code="cannot-write")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_json(data: Any) -> None:
    """Write JSON to standard output, in ASCII where its encoding has not every character."""
    import json

    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower()
    click.echo(json.dumps(data, indent=2, ensure_ascii=not encoding.startswith("utf")))
