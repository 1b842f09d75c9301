"""``soleprint merge`` at its door: shares, schedulers, and the line that tells how far it is."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
import yaml

import soleprint.cli.merge as door
from soleprint.errors import ExitCode
from soleprint.merge.parts import Share, read_share
from tests.cli.runner import run

EXAMPLES = Path(__file__).parents[2] / "examples"


class Screen(StringIO):
    """Where somebody looks."""

    def isatty(self) -> bool:
        return True


def test_a_line_tells_how_far_it_is_how_fast_and_how_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, clock = Screen(), [0.0]
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("soleprint.cli.merge.time.monotonic", lambda: clock[0])
    with door._Bar() as bar:
        bar.told("check", 1_000)
        clock[0] = 1.0
        bar.told("check", 1_000)
        bar.told("make", 0)
        clock[0] = 2.0
        bar.told("make", 500)
    assert "Checked 2,000 rows, 2,000 a second" in screen.getvalue()
    assert "Made 500 rows, 500 a second, 3 s left" in screen.getvalue()
    assert screen.getvalue().endswith("\r\033[K")


def test_where_nobody_looks_there_is_no_such_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := StringIO())
    monkeypatch.setattr("soleprint.cli.merge.time.monotonic", iter(range(0, 100, 10)).__next__)
    with door._Bar() as bar:
        bar.told("check", 1_000)
    assert screen.getvalue() == ""


@pytest.mark.parametrize("share", ["0/3", "4/3", "1", "a/b", "1/0", "1/1000000", "-1/3", ""])
def test_what_is_no_share_is_refused(share: str) -> None:
    said = run("merge", EXAMPLES / "letters.yaml", "--out", "never", f"--shard={share or ' '}", code=ExitCode.USAGE)
    assert "write 3/40 for the third of forty" in said.output
    assert not Path("never").exists()


def test_shares_are_counted_from_one() -> None:
    assert read_share("3/40") == Share(2, 40)


@pytest.mark.parametrize("words", [["--workers", "2"], ["--shard", "1/2"]], ids=str)
def test_a_scheduler_shares_the_work_out_alone(words: list[str]) -> None:
    said = run("merge", EXAMPLES / "letters.yaml", "--out", "never", "--dask", "tcp://x:1", *words, code=ExitCode.USAGE)
    assert "--dask shares the work out by itself" in said.output


def script(name: str) -> str:
    """What an example has a machine do."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    if name.endswith(".sh"):
        return text
    (container,) = yaml.safe_load(text)["spec"]["template"]["spec"]["containers"]
    assert container["command"] == ["sh", "-c"]
    (line,) = container["args"]
    return str(line)


@pytest.mark.skipif(sys.platform == "win32", reason="they are for a shell")
@pytest.mark.parametrize(
    ("name", "own"), [("slurm.sh", {"SLURM_ARRAY_TASK_ID": "3"}), ("kubernetes.yaml", {"JOB_COMPLETION_INDEX": "2"})]
)
def test_the_examples_for_many_machines_ask_for_a_share_each(name: str, own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "soleprint").write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    (tmp_path / "soleprint").chmod(0o700)
    environment = {**os.environ, **own, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    said = subprocess.run(["sh", "-c", script(name)], env=environment, capture_output=True, text=True, check=True)
    command, *words = said.stdout.split()
    assert (command, words[:2], words[-2:]) == ("merge", ["letters.yaml", "people.csv"], ["--shard", "3/40"])
    door.merge.make_context("merge", [*words])  # all that is said there is understood
    assert read_share(words[-1]) == Share(2, 40)
