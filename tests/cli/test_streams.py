"""Standard output that is closed, full, without a reader, or in an encoding of old."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from soleprint.cli import main
from soleprint.errors import ExitCode

COMMAND = (sys.executable, "-m", "soleprint")
posix = pytest.mark.skipif(os.name != "posix", reason="streams of POSIX")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_characters_that_the_encoding_lacks_are_written_by_number(encoding: str) -> None:
    result = CliRunner(charset=encoding).invoke(main, ["list", "languages"])
    assert result.exit_code == 0, result.output
    assert "Romanian (română)".replace("ă", r"\u0103") in result.output


def test_json_is_json_in_any_encoding() -> None:
    result = CliRunner(charset="cp1252").invoke(main, ["schema", "job"])
    assert json.loads(result.stdout)["title"] == "soleprint job"
    assert result.stdout.isascii()


def ended(words: list[str], shell: str = 'exec "$@"') -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, started by a line of shell."""
    return subprocess.run(["sh", "-c", shell, "sh", *COMMAND, *words], capture_output=True, timeout=60, check=False)


@posix
@pytest.mark.parametrize("words", [["list", "sizes"], ["--help"]])
def test_a_reader_that_has_gone_is_no_matter(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as output:
        done = subprocess.run([*COMMAND, *words], stdout=output, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("words", [["list", "sizes"], ["--help"]])
def test_a_device_that_is_full_is_one_message(words: list[str]) -> None:
    done = ended(words, 'exec "$@" > /dev/full')
    assert done.returncode == ExitCode.FILE
    assert done.stderr.decode() == "Error: Cannot write to standard output: No space left on device. [disk-full]\n"


@posix
def test_standard_output_that_is_closed_is_one_message() -> None:
    done = ended(["make", "card", "foot", "--out", "-"], 'exec "$@" >&-')
    assert done.returncode == ExitCode.FILE
    assert done.stderr.decode() == ("Error: Standard output is closed. Give --out the name of a file. [cannot-write]\n")


@posix
def test_a_working_folder_that_is_gone_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    done = ended(["make", "card", "foot"], f'cd "{tmp_path}/gone"; rmdir "{tmp_path}/gone"; exec "$@"')
    assert done.returncode == ExitCode.FILE
    assert (
        done.stderr.decode()
        == "Error: The working folder is no longer there. Change to one that is. [no-such-folder]\n"
    )


@pytest.mark.parametrize("error", [OSError(errno.ENOMEM, "Cannot allocate memory"), BrokenPipeError(errno.EPIPE, "x")])
def test_what_streams_have_no_part_in_is_not_put_on_them(error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also processes and sockets raise errors that name no file."""

    def failing(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr("soleprint.products.listing.product_summaries", failing)
    result = CliRunner().invoke(main, ["list", "products"])
    assert result.exit_code == ExitCode.FINDINGS
    assert f"soleprint itself failed: {type(error).__name__}" in result.output
    assert "standard output" not in result.output


def test_what_is_written_goes_through_a_pipe(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["make", "card", "foot", "--out", "-", "--quiet"])
    assert result.stdout_bytes.startswith(b"%PDF")
