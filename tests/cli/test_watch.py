"""``--watch``: made again when a file changes, however it is saved; mistakes are told; Ctrl-C ends it quietly."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from soleprint.errors import ExitCode
from tests.cli.runner import run
from tests.support import words_only

RUN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from soleprint.cli import main; main(prog_name='soleprint')"
)
"""A shell that runs tests in the background has its children ignore Ctrl-C."""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
STUCK = 60.0
"""Seconds after which it is taken to hang, and the test fails."""


class Watching:
    """A command that watches; its lines are read one by one."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def until(self, words: str) -> list[str]:
        """The lines up to the first that has the words."""
        assert self.process.stdout is not None
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip())
            if words in line:
                return lines
        pytest.fail(f"it ended without {words!r}: {lines}")

    def end(self) -> str:
        """What it says when Ctrl-C is pressed; it ends well."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate()
        assert self.process.returncode == ExitCode.OK
        return rest


@contextmanager
def watching(*words: str) -> Iterator[Watching]:
    command = [sys.executable, "-u", "-c", RUN, *words, "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        stuck = Timer(STUCK, process.kill)
        stuck.start()
        try:
            yield Watching(process)
        finally:
            stuck.cancel()
            process.kill()


@pytest.fixture
def routine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a routine of one's own, in mine/routines."""
    monkeypatch.chdir(tmp_path)
    run("new", "routine", "neck", "--content", "mine")
    return tmp_path / "mine/routines/neck.yaml"


def replace(path: Path, old: str, new: str) -> None:
    """As editors save: another file takes the name."""
    text = path.read_text()
    assert old in text
    beside = path.with_name("4913~")
    beside.write_text(text.replace(old, new))
    beside.replace(path)


def test_a_change_is_one_line_a_mistake_is_told_and_what_is_mended_is_made(routine: Path) -> None:
    with watching("make", "card", "neck", "--content", "mine") as command:
        command.until("Wrote neck_en_A5.pdf")
        before = Path("neck_en_A5.pdf").read_bytes()
        replace(routine, "title: Neck", "title: Neck and back")
        (line,) = command.until("Wrote")
        assert line.startswith("mine/routines/neck.yaml changed. Wrote neck_en_A5.pdf: 1 page")
        made = Path("neck_en_A5.pdf").read_bytes()
        assert made != before
        replace(routine, "title: ", "titel: ")
        assert "mine/routines/neck.yaml:" in command.until("[unknown-key]")[-1]
        assert Path("neck_en_A5.pdf").read_bytes() == made
        replace(routine, "titel: ", "title: ")
        assert "Wrote" in command.until("changed.")[-1]
        routine.unlink()
        assert "neck" in command.until("[unknown-routine]")[-1]
        assert command.end() == ""


def test_what_it_makes_itself_is_no_change(routine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(routine.parents[1])
    with watching("make", "card", "neck", "--content", ".") as command:
        command.until("Wrote neck_en_A5.pdf")
        for old, new in (("Neck", "Back"), ("Back", "Arm"), ("Arm", "Leg")):
            replace(routine, f"title: {old}", f"title: {new}")
            (line,) = command.until("Wrote")
            assert line.startswith("routines/neck.yaml changed. Wrote")
        assert command.end() == ""


def test_a_profile_and_a_logo_that_comes_later_are_watched(routine: Path) -> None:
    run("new", "profile", "clinic")
    profile = Path("clinic.yaml")
    replace(profile, "# logo:", "logo:")
    with watching("make", "card", "neck", "--content", "mine", "--profile", "clinic.yaml") as command:
        command.until("[no-such-file]")
        Path("logo.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
        )
        assert command.until("Wrote")[-1].startswith("logo.svg changed. Wrote")
        replace(profile, "name: Clinic", "name: Riverside")
        assert command.until("Wrote")[-1].startswith("clinic.yaml changed. Wrote")


def test_a_photo_of_a_step_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words_only.write(Path("mine"), words_only.SOME)
    with watching("make", "card", "by-hand", "--content", "mine") as command:
        command.until("Wrote by-hand_en_A5.pdf")
        Path("mine/pictures/hold.jpg").write_bytes(words_only.photo(300, 300))
        assert command.until("Wrote")[-1].startswith("mine/pictures/hold.jpg changed. Wrote")
        Path("mine/pictures/hold.jpg").unlink()
        assert "mine/routines/by-hand.yaml:" in command.until("[no-such-file]")[-1]


def test_a_template_of_ones_own_is_watched(routine: Path) -> None:
    run("new", "template", "slip", "--templates", "looks")
    with watching("make", "slip", "foot", "--templates", "looks") as command:
        command.until("Wrote slip")
        replace(Path("looks/slip.xml.j2"), "<h1>", "<h2>")
        assert command.until("[template-markup]")[-1].startswith("slip.xml.j2:")
        replace(Path("looks/slip.xml.j2"), "<h2>", "<h1>")
        assert "Wrote" in command.until("changed.")[-1]


def test_of_a_job_only_what_is_out_of_date_is_built_again(routine: Path) -> None:
    run("new", "job", "cards")
    replace(Path("cards.yaml"), "# content: mine", "content: mine")
    replace(
        Path("cards.yaml"),
        "product: poster\n    routines: [foot]\n    size: [A3]",
        "product: card\n    routines: [neck]",
    )
    with watching("build", "cards.yaml") as command:
        command.until("2 made.")
        replace(Path("cards.yaml"), "# hole: top", "hole: top")
        (line,) = command.until("made,")
        assert line.startswith("cards.yaml changed. card_foot_en_A5.pdf")
        replace(Path("cards.yaml"), "hole: top", "whole: top")
        command.until("[unknown-key]")
        replace(Path("cards.yaml"), "whole: top", "# hole: top")
        assert "card_foot" in command.until("made,")[-1]
        assert command.end() == ""


@pytest.mark.parametrize(
    "words", [("make", "card", "nek"), ("make", "card", "neck", "--size", "A99"), ("build", "no.yaml")]
)
def test_a_mistake_in_the_line_itself_ends_it(words: list[str], routine: Path) -> None:
    own = ("--content", "mine") if words[0] == "make" else ()
    assert run(*words, *own, "--watch", code=ExitCode.USAGE if own else ExitCode.CONTENT).output


def test_standard_output_is_not_written_again_and_again(routine: Path) -> None:
    told = run("make", "card", "neck", "--content", "mine", "--out", "-", "--watch", code=ExitCode.USAGE)
    assert "--out" in told.output
