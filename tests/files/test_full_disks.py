"""Disks that are full: one message, and every file as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import soleprint
from soleprint.errors import FileProblem
from soleprint.files import atomic
from soleprint.jobs.make import Outcome, build
from soleprint.jobs.manifest import FILE
from soleprint.jobs.plan import plan
from tests.cli.runner import run
from tests.files.full_disks import fill
from tests.files.kills import JOB


class Filling:
    """A disk that takes so many files more."""

    def __init__(self, room: int) -> None:
        self.room = room

    def sync(self, _descriptor: int) -> None:
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def old(tmp_path: Path) -> Iterator[dict[str, bytes]]:
    """Files that are there; they must stay as they are."""
    for name in ("page-1.svg", "page-2.svg"):
        (tmp_path / name).write_bytes(b"old")
    before = contents(tmp_path)
    yield before
    assert contents(tmp_path) == before


@pytest.mark.parametrize("room", range(2))
def test_a_set_stays_as_it_was(
    room: int, old: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", Filling(room).sync)
    with pytest.raises(FileProblem, match="is full") as caught:
        soleprint.make("card", "foot", faces=2).save(tmp_path / "page.svg")
    assert caught.value.code == "disk-full"


@pytest.mark.parametrize("room", range(3))
def test_a_job_says_what_it_could_not_write_and_goes_on_when_there_is_room(
    room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "job.yaml").write_text(JOB, encoding="utf-8")
    tasks = plan(tmp_path / "job.yaml")
    with monkeypatch.context() as patch:
        # There is room again for the list of what was made.
        patch.setattr(os, "fsync", Filling(room).sync)
        if room < 2:
            patch.setattr(atomic, "_sync_folder", lambda folder: None)
            patch.setattr("soleprint.jobs.manifest.replace_file", lambda path, data: path.write_bytes(data))
            (done,) = build(tasks, tmp_path / "out")
            assert done.outcome is Outcome.FAILED
            assert "is full" in done.message
            assert contents(tmp_path / "out").keys() == {FILE}
        else:
            with pytest.raises(FileProblem, match="is full"):
                build(tasks, tmp_path / "out")
            assert contents(tmp_path / "out").keys() == set(tasks[0].files)
    assert [one.outcome for one in build(tasks, tmp_path / "out")] == [Outcome.MADE]
    assert contents(tmp_path / "out").keys() == {*tasks[0].files, FILE}


def test_translations_stay_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    run("translate", "new", "eo", "--content", "mine", cwd=tmp_path)
    before = contents(tmp_path)
    monkeypatch.setattr(os, "fsync", Filling(0).sync)
    (tmp_path / "eo.json").write_text('{"strokes/glide/name": "gliti"}', encoding="utf-8")
    told = run("translate", "fill", "eo", "eo.json", "--content", "mine", code=6, cwd=tmp_path)
    assert "is full" in told.stderr
    (tmp_path / "eo.json").unlink()
    assert contents(tmp_path) == before


LIMITED = """
import resource, sys
import soleprint
made = soleprint.make("card", "foot", faces=2)
made.pdf
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    made.save(sys.argv[1])
except soleprint.errors.FileProblem as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_limit_of_the_system_is_told(tmp_path: Path) -> None:
    (tmp_path / "card.pdf").write_bytes(b"old")
    words = [sys.executable, "-c", LIMITED, str(tmp_path / "card.pdf")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "disk-full\n", "")
    assert contents(tmp_path) == {"card.pdf": b"old"}


def test_disks_that_fill_up_lose_nothing(tmp_path: Path) -> None:
    try:
        assert fill(6, tmp_path) > 0
    except subprocess.CalledProcessError:
        pytest.skip("only root of Linux makes small disks")


def test_a_copy_that_does_not_fit_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a disk knows no second names, what is replaced is copied first."""

    def no_link(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    def no_room(_: Path, copy: Path) -> None:
        copy.write_bytes(b"o")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", no_link)
    monkeypatch.setattr("shutil.copy2", no_room)
    for name in ("page-1.svg", "page-2.svg"):
        (tmp_path / name).write_bytes(b"old")
    with pytest.raises(FileProblem, match="is full"):
        soleprint.make("card", "foot", faces=2).save(tmp_path / "page.svg")
    assert contents(tmp_path) == {"page-1.svg": b"old", "page-2.svg": b"old"}


def test_a_small_disk_keeps_what_is_on_it(tmp_path: Path) -> None:
    if (
        sys.platform != "linux"
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(tmp_path)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("only root of Linux makes small disks")
    try:
        (tmp_path / "card.pdf").write_bytes(b"old")
        (tmp_path / "other").write_bytes(b"x" * 100_000)
        with pytest.raises(FileProblem, match="is full"):
            soleprint.make("card", "foot").save(tmp_path / "card.pdf")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["card.pdf", "other"]
        assert (tmp_path / "card.pdf").read_bytes() == b"old"
        (tmp_path / "other").unlink()
        soleprint.make("card", "foot").save(tmp_path / "card.pdf")
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
