"""Several jobs in one folder, a manifest that somebody has tampered with, and a build that is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from soleprint.errors import ExitCode
from soleprint.jobs.make import Done, Outcome, build
from soleprint.jobs.manifest import FILE
from soleprint.jobs.plan import plan

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")
CARD = "{product: card, routines: [foot], size: A6}"
OTHER = "{product: card, routines: [foot], size: A5}"


def job(folder: Path, *outputs: str) -> Path:
    path = folder / "job.yaml"
    path.write_text("schema: 1\noutputs:\n" + "".join(f"  - {output}\n" for output in outputs), encoding="utf-8")
    return path


def outcomes(path: Path) -> list[Outcome]:
    return [one.outcome for one in build(plan(path), path.parent / "out")]


def test_jobs_that_run_at_the_same_time_keep_each_others_entries(tmp_path: Path) -> None:
    one, other = plan(job(tmp_path, CARD)), plan(job(tmp_path, OTHER))

    def meanwhile(_: Done) -> None:
        build(other, tmp_path / "out")

    build(one, tmp_path / "out", progress=meanwhile)
    for tasks in (one, other):
        assert [each.outcome for each in build(tasks, tmp_path / "out")] == [Outcome.KEPT]


def test_what_failed_is_made_again_and_the_rest_is_not(tmp_path: Path) -> None:
    path = job(tmp_path, CARD, OTHER)
    assert outcomes(path) == [Outcome.MADE] * 2
    (tmp_path / "out/card_foot_en_A6.pdf").unlink()
    (tmp_path / "out/card_foot_en_A6.pdf").mkdir()
    assert outcomes(path) == [Outcome.FAILED, Outcome.KEPT]
    assert list(json.loads((tmp_path / "out" / FILE).read_bytes())["outputs"]) == ["card_foot_en_A5.pdf"]


def without_files(path: Path) -> None:
    tampered = json.loads(path.read_bytes())
    for entry in tampered["outputs"].values():
        entry["files"] = {}
    path.write_text(json.dumps(tampered))


def of_other_files(path: Path) -> None:
    """Everything that it names is as it says, but it does not name what is to be made."""
    (path.parent / "a").write_bytes(b"")
    tampered = json.loads(path.read_bytes())
    for entry in tampered["outputs"].values():
        entry["files"] = {"a": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
    path.write_text(json.dumps(tampered))


def replaced(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def led_elsewhere(path: Path) -> None:
    (path.parent / "precious").write_bytes(b"precious")
    path.unlink()
    path.symlink_to("precious")


TAMPERED: dict[str, Callable[[Path], object]] = {
    "deep": lambda path: path.write_text("[" * 100_000),
    "half a character": lambda path: path.write_bytes(
        rb'{"schema":1,"outputs":{"\ud800":{"made_from":"x","files":{"a":"b"}}}}'
    ),
    "not UTF-8": lambda path: path.write_bytes(b'{"schema":1,"outputs":{"\xff":{"made_from":"x","files":{}}}}'),
    "another kind": lambda path: path.write_text('{"schema": 2, "outputs": {}}'),
    "without files": without_files,
    "of other files": of_other_files,
    "a pipe": replaced,
    "a link": led_elsewhere,
    "enormous": lambda path: os.truncate(path, 1 << 30),
}


@posix
@pytest.mark.parametrize("name", TAMPERED)
def test_a_manifest_that_was_tampered_with_is_remade_and_not_believed(name: str, tmp_path: Path) -> None:
    path = job(tmp_path, CARD)
    assert outcomes(path) == [Outcome.MADE]
    pdf = (tmp_path / "out/card_foot_en_A6.pdf").read_bytes()
    TAMPERED[name](tmp_path / "out" / FILE)
    assert outcomes(path) == [Outcome.MADE]
    assert outcomes(path) == [Outcome.KEPT]
    assert (tmp_path / "out/card_foot_en_A6.pdf").read_bytes() == pdf
    if name == "a link":
        assert (tmp_path / "out/precious").read_bytes() == b"precious"


@contextmanager
def building(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A build by two processes, in a group of its own, at the moment when its first file is there."""
    many = "lang: [en, es, de, fr, it, nl, ro, id, sw, sv], size: [A3, A4, A5, Letter, Legal, Tabloid]"
    path = job(folder, f"{{product: card, routines: [foot], {many}}}")
    words = [sys.executable, "-m", "soleprint", "build", str(path), "--jobs", "2"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    try:
        while not list((folder / "out").glob("*.pdf")) and process.poll() is None:
            time.sleep(0.01)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def is_alone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@posix
def test_ctrl_c_ends_a_build_by_several_processes_with_one_message(tmp_path: Path) -> None:
    with building(tmp_path) as process:
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED
    assert errors.decode() == "Stopped. No unfinished file was left.\n"
    made = {path.name for path in (tmp_path / "out").iterdir()} - {FILE}
    listed = set(json.loads((tmp_path / "out" / FILE).read_bytes())["outputs"])
    assert all(name.endswith(".pdf") for name in made)
    assert 0 < len(made) < 60
    assert listed <= made


@posix
def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    with building(tmp_path) as process:
        process.kill()
        process.wait()
        until = time.monotonic() + 30
        while not is_alone(process.pid) and time.monotonic() < until:
            time.sleep(0.02)
        assert is_alone(process.pid)
