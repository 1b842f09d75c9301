"""A long task in a process of its own: what it tells, how it ends, and that it can be stopped."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.web.task import Progress, Task

SECONDS = 120.0


def counts(progress: Progress, most: int) -> str:
    for number in range(most):
        progress("rows", 1, number)
    return "all"


def refuses(progress: Progress) -> None:
    progress("rows", 1)
    raise ContentError([Finding("odd", "this is odd", "x.csv", 3, 2)])


def objects(progress: Progress) -> None:
    raise UsageProblem("No.", code="not-so")


def breaks(progress: Progress) -> None:
    raise RuntimeError("Ana")


def dies(progress: Progress) -> None:
    os._exit(3)


def fills(progress: Progress) -> None:
    bytearray(8 << 30)


def sleeps(progress: Progress) -> None:
    """Begins a process too, and tells its number."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    progress("children", 1, child.pid)
    time.sleep(600)


def ended(work: Callable[..., Any], *arguments: Any) -> Task:
    task = Task(work, *arguments)
    assert task.wait(SECONDS)
    return task


def test_it_tells_how_far_it_is_and_what_it_found() -> None:
    task = ended(counts, 1000)
    assert not task.is_running
    assert (task.result.end, task.result.value) == ("done", "all")
    assert task.counts == {"rows": 1000} and task.parts == list(range(1000))
    assert task.seconds_left("rows", 1000) == 0.0
    assert task.seconds_left("others", 1000) is None


def test_a_mistake_of_the_user_is_told_whole() -> None:
    failure = ended(refuses).result.failure
    assert failure is not None and failure.findings == (Finding("odd", "this is odd", "x.csv", 3, 2),)
    failure = ended(objects).result.failure
    assert failure is not None and (failure.code, failure.message) == ("not-so", "No.")


@pytest.mark.parametrize("work", [breaks, dies, fills])
def test_a_mistake_of_ours_says_nothing_of_anybody(work: Callable[..., Any], capfd: pytest.CaptureFixture[str]) -> None:
    done = ended(work).result
    assert (done.end, done.value, done.failure) == ("broken", None, None)
    assert "Ana" not in capfd.readouterr().err


def test_work_that_is_silent_for_too_long_is_ended() -> None:
    task = Task(sleeps, silent=0.0)
    assert task.wait(SECONDS)
    assert task.result.end == "slow"


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_a_stop_ends_it_and_all_that_it_began() -> None:
    task = Task(sleeps)
    while not task.parts:
        assert not task.wait(0.05)
    task.stop()
    assert not task.is_running and task.result.end == "stopped"
    assert is_over(task.parts[0])
    task.stop()  # once more does nothing


def is_over(process: int) -> bool:
    """Whether a process ends, which it does very soon."""
    for _ in range(200):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
            if state == "Z":  # nobody has asked how it ended
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
