"""Standard output and standard error: in any encoding, on any device, with a reader or without.

``soleprint.errors`` is imported where it is met: ``--help`` meets none.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, cast

import click

if TYPE_CHECKING:
    from soleprint.errors import FileProblem


class Unwritable(Exception):
    """A stream that takes no more. Not an OSError: click would hide that of a closed pipe."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class _Stream:
    """A stream, of text or bytes, that raises Unwritable where it takes no more. All else is the stream's own.

    Who catches an OSError elsewhere cannot tell which are of a stream: those of memory, processes and sockets name no
    file either.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def buffer(self) -> _Stream:
        return _Stream(self._stream.buffer)

    def write(self, data: Any) -> Any:
        return _written(self._stream.write, data)

    def writelines(self, lines: Any) -> None:
        _written(self._stream.writelines, lines)

    def flush(self) -> None:
        _written(self._stream.flush)


def _written(write: Callable[..., Any], *data: Any) -> Any:
    try:
        return write(*data)
    except OSError as error:
        raise Unwritable(error) from None


@contextmanager
def guarded() -> Iterator[None]:
    """Around the whole command: its output is written to the end, or why not is said on standard error.

    A character that the encoding of a stream does not have (Windows: a code page) is written as Python writes it,
    ``\\u0103``. When the reader of a pipe has gone, as with ``| head``, the command ends as other commands do.
    """
    try:
        with _told_apart():
            try:
                yield
            finally:
                if sys.stdout is not None:
                    sys.stdout.flush()
    except Unwritable as problem:
        _end(problem.error)
    except FileNotFoundError as error:
        if not is_nowhere(error):
            raise
        _stop(_nowhere())


@contextmanager
def _told_apart() -> Iterator[None]:
    before: tuple[Any, Any] = sys.stdout, sys.stderr
    for stream in before:
        if hasattr(stream, "reconfigure"):  # there is none where the system has closed it
            stream.reconfigure(errors="backslashreplace")
    sys.stdout, sys.stderr = (stream and cast("TextIO", _Stream(stream)) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def is_nowhere(error: Exception) -> bool:
    """Whether it comes of a working folder that is no longer there."""
    if not isinstance(error, FileNotFoundError):
        return False
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _end(error: OSError) -> NoReturn:
    # Python would try to write the rest once more when it ends, and complain.
    with suppress(OSError, AttributeError):
        output = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), output)
    if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
        end_quietly()
    _stop(_told(error))


def _stop(problem: FileProblem) -> NoReturn:
    with suppress(OSError):
        click.echo(f"Error: {problem} [{problem.code}]", err=True)
    sys.exit(int(problem.exit_code))


def _nowhere() -> FileProblem:
    from soleprint.errors import FileProblem

    return FileProblem("The working folder is no longer there. Change to one that is.", code="no-such-folder")


def _told(error: OSError) -> FileProblem:
    """What is wrong with a stream."""
    from soleprint.errors import FileProblem

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
    """Write a file to standard output. Raises FileProblem where there is none, Unwritable where it takes no more."""
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
