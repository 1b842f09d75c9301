"""Work in a process of its own: its answers come, and nothing that it does harms this one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from soleprint.files.limited import Answer, in_process, more_time

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits are the kernel's")


def ask(name: str, request: bytes = b"") -> Answer:
    return in_process(f"tests.files.workers:{name}", request, 1)


def test_answers_come_in_order_and_noise_does_not(capfd: pytest.CaptureFixture[str]) -> None:
    assert ask("echo", b"\0abc" * 100_000) == Answer((b"\0abc" * 100_000, b"", b"cba\0" * 100_000), "done")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["fail", "abort"])
def test_what_was_found_before_it_ended_is_kept(name: str) -> None:
    assert ask(name) == Answer((b"first",), "crash")


@linux
def test_it_may_not_take_longer() -> None:
    assert ask("loop") == Answer((b"first",), "time")


@linux
def test_a_process_that_is_none_of_those_is_not_limited() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_CPU)
    more_time(1)
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


@linux
def test_it_may_not_take_more_memory() -> None:
    assert ask("grow") == Answer((b"first",), "crash")


@linux
def test_it_may_not_write_files(tmp_path: Path) -> None:
    assert ask("write", bytes(tmp_path / "file")).end == "crash"
    assert (tmp_path / "file").read_bytes() == b""


def test_files_of_the_working_folder_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert ask("echo", b"a").end == "done"
