"""Help, completion, names that are nearly right, and what is imported."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from soleprint.cli import COMMANDS, main
from soleprint.errors import ExitCode
from soleprint.products.options import SECTIONS
from tests.cli.runner import run
from tests.support import sample


def commands(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    yield path
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


ALL = list(commands())


def test_every_command_is_there() -> None:
    assert {"make", "list", "check", "schema", "preflight", "explain"} <= {path[0] for path in ALL if path}
    assert ("make", "card") in ALL


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_has_a_purpose_and_an_example(path: tuple[str, ...]) -> None:
    text = run(*path, "--help").output
    assert re.search(r"^ *Examples?:\n +soleprint ", text, re.MULTILINE), text
    assert len(text.splitlines()) > 5


def examples() -> list[str]:
    found = []
    for path in ALL:
        found += re.findall(r"^ +(soleprint .+)$", run(*path, "--help").output, re.MULTILINE)
    return sorted(set(found))


def test_the_examples_name_real_commands_and_options() -> None:
    for example in examples():
        command: click.Command = main
        context = click.Context(main)
        words = re.split(r" (?:>|#)", example)[0].split()[1:]
        while isinstance(command, click.Group):
            found = command.get_command(context, words.pop(0))
            assert found is not None, example
            command = found
        known = {name for option in command.params for name in option.opts}
        assert {word for word in words if word.startswith("-")} <= known, example


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_option_is_explained(path: tuple[str, ...]) -> None:
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    unexplained = [option.name for option in command.params if isinstance(option, click.Option) and not option.help]
    assert unexplained == []


@pytest.mark.parametrize("product", sample.PRODUCTS)
def test_options_stand_under_their_headings(product: str) -> None:
    """Those of the model, in its order, and the output last; each with what it takes."""
    text = run("make", product, "--help").stdout
    places: dict[str, list[str]] = {}
    heading = ""
    for line in text.splitlines():
        if re.fullmatch(r"[A-Z][A-Za-z ]+:", line):
            heading = line[:-1]
        elif found := re.match(r"  (?:-q, )?--([a-z-]+)", line):
            places.setdefault(heading, []).append(found[1].replace("-", "_"))
    shown = {name: option for name, option in sample.options(product).items() if option.shown}
    for section in SECTIONS:
        wanted = [name for name, option in shown.items() if option.section == section]
        assert [name for name in places.pop(section, []) if name != "all"] == wanted
    assert places.pop("Output")[:4] == ["out", "format", "dpi", "quiet"]
    assert set(places) <= {"Help"}
    assert [option.help.split()[0] for option in shown.values() if option.help.split()[0] not in text] == []


def test_the_summaries_of_the_group_are_there() -> None:
    text = run("--help").output
    assert all(name in text for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("maek", "card"), "Did you mean 'make'?"),
        (("make", "cards", "foot"), 'did you mean "card"?'),
        (("make", "card", "foot", "--sise", "A5"), "--size"),
        (("list", "routine"), "routines"),
    ],
)
def test_a_name_that_is_nearly_right_is_guessed(words: tuple[str, ...], hint: str) -> None:
    assert hint in run(*words, code=ExitCode.USAGE).output


def test_a_name_that_is_nothing_like_any_is_listed_against_what_there_is() -> None:
    assert "zzz" in run("zzz", code=ExitCode.USAGE).output
    assert "--help" in run("list", code=ExitCode.USAGE).output


def test_version() -> None:
    from soleprint import __version__

    assert run("--version").output == f"soleprint {__version__}\n"


def python(code: str) -> str:
    """What ``code`` prints in a new interpreter."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("words", [["--help"], ["list", "sizes"], ["list", "routines"], ["make", "card", "--help"]])
def test_help_and_lists_load_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys\n"
        "from soleprint.cli import main\n"
        f"main({words!r}, standalone_mode=False)\n"
        "heavy = ('reportlab', 'jinja2', 'uharfbuzz', 'pypdfium2', 'pypdf', 'babel')\n"
        "print('LOADED', [m for m in heavy if m in sys.modules])"
    )
    assert python(code).splitlines()[-1] == "LOADED []"


def test_the_shell_completes_routines_and_options() -> None:
    def completed(line: str) -> list[str]:
        words = line.split(" ")
        variables = {
            "_SOLEPRINT_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        }
        code = "from soleprint.cli import main; main(prog_name='soleprint')"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **variables}, check=False
        )
        return [item.partition(",")[2] for item in done.stdout.split()]

    assert "back-of-leg" in completed("soleprint make card ba")
    assert completed("soleprint list si") == ["sizes"]
    assert "--hole" in completed("soleprint make card --ho")


def test_python_m_soleprint_is_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "soleprint", "list", "sizes"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.startswith("A2 ")
