from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from soleprint.errors import ExitCode, FileProblem
from soleprint.files.atomic import write_atomic


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "card.pdf"
    write_atomic(target, b"one")
    write_atomic(target, b"two")
    assert target.read_bytes() == b"two"
    assert names(tmp_path) == ["card.pdf"]


def test_permissions_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "card.pdf", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "card.pdf").stat().st_mode & 0o777 == 0o640


def failure(path: Path) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        write_atomic(path, b"x")
    assert caught.value.exit_code is ExitCode.FILE
    assert str(path) in str(caught.value)
    return caught.value


def test_missing_folder_is_named(tmp_path: Path) -> None:
    problem = failure(tmp_path / "none" / "card.pdf")
    assert problem.code == "no-such-folder"
    assert "does not exist" in str(problem)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert failure(tmp_path / "file" / "card.pdf").code == "no-such-folder"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "card.pdf").mkdir()
    assert failure(tmp_path / "card.pdf").code == "is-a-folder"
    assert names(tmp_path) == ["card.pdf"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EACCES, "not-writable"),
        (errno.EROFS, "not-writable"),
        (errno.EIO, "cannot-write"),
    ],
)
def test_failing_half_way_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    target = tmp_path / "card.pdf"
    target.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    assert failure(target).code == code
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["card.pdf"]


def test_interrupting_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "card.pdf", b"x")
    assert names(tmp_path) == []


def test_a_very_long_name_is_reported(tmp_path: Path) -> None:
    assert failure(tmp_path / ("x" * 300)).code == "bad-name"
