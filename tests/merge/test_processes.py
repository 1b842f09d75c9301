"""Processes that check and make copies together: how they begin, what they share, and how they are stopped."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from soleprint.errors import ContentError, UsageProblem
from soleprint.merge import make, parts, processes, worker
from soleprint.merge.make import check_table, merge
from soleprint.merge.parts import Part, parts_of, stretches
from soleprint.merge.plan import plan_merge, rows_of
from tests.merge.test_make import PLAIN, job, made

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
RUN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from soleprint.cli import main
sys.argv = ["soleprint", "merge", sys.argv[1], "--out", sys.argv[2], "--workers", "2"]
main()
"""


def many(count: int) -> list[str]:
    return [f"B-{number:05},Jane Secretname,en,twice a day," for number in range(count)]


@linux
def test_a_process_is_copied_only_where_no_thread_may_hold_a_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "from soleprint.merge import processes; print(processes._context().get_start_method())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "fork"
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        assert processes._context().get_start_method() == "spawn"
    finally:
        wait.set()
        thread.join()


@pytest.mark.parametrize("alone", [True, False])
def test_copies_are_the_same_however_processes_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    """Also where this one has the table open, having looked at what was made before."""
    monkeypatch.setattr(processes, "_is_alone", lambda: alone)
    monkeypatch.setitem(parts.ROWS, "files", 2)
    merge(job(tmp_path, PLAIN), None, tmp_path / "one")
    merge(job(tmp_path, PLAIN), None, tmp_path / "two", workers=2)
    assert made(tmp_path / "two") == made(tmp_path / "one")
    (tmp_path / "two" / "A-1.pdf").unlink()
    (tmp_path / "two" / "A-6.pdf").unlink()
    assert merge(job(tmp_path, PLAIN), None, tmp_path / "two", workers=2).kept == 2
    assert made(tmp_path / "two") == made(tmp_path / "one")


@pytest.mark.parametrize("rows", [1, 2, 7, 23])
def test_each_row_of_some_parts_is_checked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setitem(parts.ROWS, "print", 5)
    monkeypatch.setattr(parts, "_CHECKED", 2)
    plan = plan_merge(job(tmp_path, many(rows)))
    (output,) = plan.outputs

    def numbers(some: list[Part]) -> list[int]:
        return [row.number for part in some for row in rows_of(output, (part.index, part.count))]

    own = parts_of(plan, "print")
    assert numbers(stretches(plan, own)) == numbers(own) == list(range(2, rows + 2))
    assert numbers(stretches(plan, own[-1:])) == numbers(own[-1:])
    assert all(len(numbers([piece])) <= 2 for piece in stretches(plan, own))


def test_rows_with_mistakes_are_told_until_there_are_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "MOST_FINDINGS", 3)
    monkeypatch.setattr(parts, "_CHECKED", 2)
    path = job(tmp_path, [f"A-{number},Ana 𓀀 Oculta,en,x," for number in range(6)])
    *found, last = check_table(path)
    assert [(each.code, each.line) for each in found] == [("missing-glyph", row) for row in range(2, 6)]
    assert (last.code, last.line) == ("too-many-findings", 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_program_that_merges_keeps_its_memory_as_it_wants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """The collector is of a whole process: a host that has set it otherwise, or frozen its own, finds it as it was."""
    monkeypatch.setattr(parts, "_CHECKED", 2)
    before = gc.get_threshold()
    seen: set[object] = set()
    gc.freeze()
    try:
        merge(
            job(tmp_path, many(4)), None, tmp_path / "out", workers=workers,
            progress=lambda what, rows: seen.add((gc.get_threshold(), gc.get_freeze_count() > 0)),
        )  # fmt: skip
        with worker.steady():
            pass
        seen.add((gc.get_threshold(), gc.get_freeze_count() > 0))
    finally:
        gc.unfreeze()
    assert seen == {(before, True)}


def test_a_process_that_ends_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_CHECKED", 2)
    monkeypatch.setattr(worker, "begin_beside", ended)
    with pytest.raises(UsageProblem, match="perhaps memory ran out: use fewer --workers") as caught:
        merge(job(tmp_path, many(6)), None, tmp_path / "out", workers=2)
    assert caught.value.code == "process-ended"


def ended() -> None:
    """A process that is killed, as by a system whose memory has run out."""
    os._exit(9)


@linux
def test_a_mistake_in_the_table_ends_what_others_have_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_CHECKED", 2)
    path = job(tmp_path, [*many(20), "A-1,Ana \x07 Oculta,en,x,", "A-1,Bo Oculta,en,x,"])
    with pytest.raises(ContentError) as caught:
        merge(path, None, tmp_path / "out", workers=2)
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [("control-character", 22)]
    assert not (tmp_path / "out").exists()


@linux
def test_ctrl_c_is_heard_while_others_work(tmp_path: Path) -> None:
    """What is made by then is whole, and a further run goes on from there."""
    rows, out = many(4_000), tmp_path / "out"
    path = job(tmp_path, rows)
    command = [sys.executable, "-c", RUN, str(path), str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    _wait(lambda: any(out.glob("*.pdf")) or process.poll() is not None)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130, said.decode()
    assert b"Traceback" not in said
    done = {name.stem for name in out.glob("*.pdf")}
    assert 0 < len(done) < len(rows)
    markers = [each.name for each in (out / ".soleprint-merge").iterdir()]
    assert sum(name.startswith("files-") for name in markers) * 500 == len(done)
    assert not any(name.startswith("making-") for name in markers)


def _wait(until: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        time.sleep(0.01)
