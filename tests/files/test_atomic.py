from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from soleprint.errors import ExitCode, FileProblem
from soleprint.files.atomic import replace_file, write_all, write_atomic
from soleprint.files.temporary import PREFIX, SUFFIX, temporary


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


posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and permissions of POSIX")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_name_of_as_many_bytes_as_the_system_takes(tmp_path: Path) -> None:
    target = tmp_path / ("字" * 83 + ".pdf")
    assert len(target.name.encode()) == 253
    write_atomic(target, b"x")
    assert names(tmp_path) == [target.name]


@posix
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "share/card.pdf").write_bytes(b"old")
    (tmp_path / "card.pdf").symlink_to("share/card.pdf")
    (tmp_path / "new.pdf").symlink_to("share/new.pdf")
    for name in ("card.pdf", "new.pdf"):
        write_atomic(tmp_path / name, b"new")
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / "share" / name).read_bytes() == b"new"
    assert names(tmp_path / "share") == ["card.pdf", "new.pdf"]


@posix
def test_a_link_to_nowhere_or_in_a_circle_is_named(tmp_path: Path) -> None:
    (tmp_path / "away.pdf").symlink_to("none/card.pdf")
    problem = failure(tmp_path / "away.pdf")
    assert problem.code == "no-such-folder"
    assert f"{tmp_path / 'none'} does not exist" in str(problem)
    (tmp_path / "circle.pdf").symlink_to("circle.pdf")
    assert failure(tmp_path / "circle.pdf").code == "cannot-write"
    assert names(tmp_path) == ["away.pdf", "circle.pdf"]


@posix
@pytest.mark.parametrize("kept", [0o600, 0o640, 0o664, 0o444])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, kept: int) -> None:
    target = tmp_path / "card.pdf"
    target.write_bytes(b"old")
    target.chmod(kept)
    write_atomic(target, b"new")
    assert (mode(target), target.read_bytes()) == (kept, b"new")


@posix
@pytest.mark.parametrize(("before", "after"), [(None, 0o600), (0o644, 0o600), (0o640, 0o640), (0o600, 0o600)])
def test_what_is_private_is_closed_to_others(tmp_path: Path, before: int | None, after: int) -> None:
    target = tmp_path / "leaflet.pdf"
    if before is not None:
        target.write_bytes(b"old")
        target.chmod(before)
    write_atomic(target, b"new", private=True)
    assert mode(target) == after


@posix
def test_a_group_that_cannot_be_kept_leaves_its_rights_to_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    target = tmp_path / "card.pdf"
    target.write_bytes(b"old")
    target.chmod(0o640)
    monkeypatch.setattr(os, "fchown", refuse)
    found = target.stat()
    before = os.stat_result((*found[:5], 54321, *found[6:]))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", lambda path: before)
        write_atomic(target, b"new")
    assert mode(target) == 0o600


@posix
def test_pipes_and_devices_are_written_to_as_they_are(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_atomic(pipe, b"x" * 100_000)
    reader.join()
    assert read == [b"x" * 100_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    write_atomic(Path(os.devnull), b"x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    assert names(tmp_path) == ["pipe.pdf"]


@posix
def test_what_is_open_already_goes_on_where_it_stands(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w+b") as file:
        file.write(b"before ")
        file.flush()
        write_atomic(Path(f"/dev/fd/{file.fileno()}"), b"after")
        file.seek(0)
        assert file.read() == b"before after"


@posix
def test_a_reader_that_has_gone_is_named(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert failure(Path(f"/dev/fd/{writing}")).code == "closed-pipe"
    finally:
        os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_device_that_is_full_is_named() -> None:
    assert failure(Path("/dev/full")).code == "disk-full"


@posix
def test_a_folder_that_may_be_written_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path: Path, flags: int, *more: int) -> int:
        if flags & os.O_DIRECTORY:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(path, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    write_atomic(tmp_path / "card.pdf", b"x")
    assert (tmp_path / "card.pdf").read_bytes() == b"x"


@pytest.mark.parametrize("place", range(3))
def test_of_a_set_all_are_written_or_none(tmp_path: Path, place: int) -> None:
    files = {tmp_path / f"{number}.png": b"new" for number in range(3)}
    for path in list(files)[1:]:
        path.write_bytes(b"old")
    spoilt = list(files)[place]
    if place:
        spoilt.unlink()
    spoilt.mkdir()
    with pytest.raises(FileProblem) as caught:
        write_all(files)
    assert caught.value.code == "is-a-folder"
    assert names(tmp_path) == sorted({spoilt.name, "1.png", "2.png"})
    assert {path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == {b"old"}


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("links", [True, False])
def test_what_has_its_name_already_is_put_back(
    tmp_path: Path, place: int, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk, or another program, refuses one of the names when the others are taken."""
    files = {tmp_path / f"{number}.png": b"new" for number in range(3)}
    (tmp_path / "1.png").write_bytes(b"old")
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target == list(files)[place] and path.read_bytes() == b"new":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return replace(path, target)

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "replace", refuse)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(FileProblem, match="open in another program"):
        write_all(files)
    assert names(tmp_path) == ["1.png"]
    assert (tmp_path / "1.png").read_bytes() == b"old"


def test_a_set_is_written(tmp_path: Path) -> None:
    files = {tmp_path / f"{number}.png": str(number).encode() for number in range(3)}
    (tmp_path / "1.png").write_bytes(b"old")
    write_all(files)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files


@posix
def test_one_file_under_two_names_is_no_set(tmp_path: Path) -> None:
    (tmp_path / "2.png").symlink_to("1.png")
    with pytest.raises(FileProblem, match="they are one file"):
        write_all({tmp_path / "1.png": b"a", tmp_path / "2.png": b"b"})
    assert names(tmp_path) == ["2.png"]


@posix
def test_what_dead_runs_left_is_swept_and_what_the_living_write_is_not(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}dead{SUFFIX}").write_bytes(b"half")
    os.mkfifo(tmp_path / f"{PREFIX}pipe{SUFFIX}")
    descriptor, living = temporary(tmp_path, 0o600)
    (tmp_path / ".other.tmp").write_bytes(b"another program's")
    try:
        write_atomic(tmp_path / "card.pdf", b"x")
        assert names(tmp_path) == sorted([".other.tmp", living.name, "card.pdf"])
    finally:
        os.close(descriptor)


def test_what_is_only_ours_replaces_whatever_is_there(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"precious")
    (tmp_path / "list.json").symlink_to("other")
    replace_file(tmp_path / "list.json", b"{}")
    assert (tmp_path / "other").read_bytes() == b"precious"
    assert (tmp_path / "list.json").read_bytes() == b"{}"
    assert names(tmp_path) == ["list.json", "other"]
