"""One trial in a process of its own, with limits: what becomes of an input that nobody has foreseen."""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from soleprint.cli import main
from soleprint.cli.explain import EXPLANATIONS
from soleprint.errors import ContentError, ExitCode, Severity, SoleprintError
from soleprint.files import temporary

SECONDS = 10
"""Of the processor."""
WAIT = 120
"""Seconds by the clock, of a machine that has other work: for what waits, and does nothing."""
MEMORY = 1 << 30
"""More than the process that it comes of has ever taken, whose pages count as its own."""
_ADDRESSES = 3 << 30
"""Fonts are mapped into memory and not read: addresses are no measure, and stop only what would take all there is."""
MOST_WORDS = 20_000
"""Characters of a message: a hundred findings of two hundred each."""
Trial = Callable[[Path], object]


class Failure(AssertionError):
    """What must not happen: neither a result nor a finding with its place."""


def attempt(trial: Trial) -> str:
    """Run ``trial`` in an empty folder; how it ended: "made", or the code of the error.

    Raises Failure for anything but a result or an error of ``soleprint.errors``, and for too much time or memory.
    """
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            _end(trial, Path(folder), reading, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read().decode("utf-8", "replace")
        _, status, used = os.wait4(child, 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        raise Failure(f"ended by {signal.Signals(number).name} after {used.ru_utime + used.ru_stime:.1f} s")
    taken = (used.ru_maxrss - before) * (1 if sys.platform == "darwin" else 1024)
    if taken > MEMORY:
        raise Failure(f"took {taken >> 20} MiB")
    if os.WEXITSTATUS(status):
        raise Failure(told)
    return told


def _end(trial: Trial, folder: Path, reading: int, writing: int) -> None:
    """What the child does; it never comes back."""
    code = 1
    try:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
        signal.alarm(WAIT)
        temporary._swept.clear()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what libraries say of broken files
        os.chdir(folder)
        told = _outcome(trial, folder)
        code = 0
    except BaseException:
        told = traceback.format_exc()
    os.write(writing, told.encode("utf-8", "backslashreplace")[-60_000:])
    os._exit(code)


def _outcome(trial: Trial, folder: Path) -> str:
    try:
        trial(folder)
    except SoleprintError as error:
        judge(error)
        return error.code
    return "made"


def judge(error: SoleprintError) -> None:
    """An error has words, a code that is explained, and of findings each its place."""
    words = str(error)
    assert words.strip(), "an error without words"
    assert len(words) < MOST_WORDS, f"{len(words)} characters of message"
    assert " at 0x" not in words, f"an address in memory: {words[:500]}"
    if not isinstance(error, ContentError):
        assert error.code in EXPLANATIONS, f"{error.code} is not explained"
        return
    assert error.findings
    for finding in error.findings:
        assert finding.code in EXPLANATIONS, f"{finding.code} is not explained"
        assert finding.source, f"no place: {finding}"
        assert finding.message.strip()
        assert finding.severity is Severity.ERROR


def command(*words: str) -> None:
    """The command in this process. Raises AssertionError unless it ends as commands of soleprint do."""
    result = CliRunner().invoke(main, list(words), prog_name="soleprint")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    said = result.output
    assert result.exit_code in list(ExitCode), f"exit code {result.exit_code}: {said}"
    assert "soleprint itself failed" not in said, said
    assert "Traceback" not in said, said
    assert not result.exit_code or said.strip(), f"exit code {result.exit_code} without a word"
