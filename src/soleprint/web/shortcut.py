"""A file that starts the studio by a double click, for each kind of system."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from soleprint.errors import FileProblem
from soleprint.files.atomic import write_atomic
from soleprint.files.folders import is_file

NAME = "Soleprint studio"


class Shortcut(Struct, frozen=True):
    """A file of commands, by its name."""

    name: str
    text: str


def shortcut(platform: str, python: str, words: Sequence[str], folder: Path) -> Shortcut:
    """What starts ``python -m soleprint`` with ``words`` in ``folder`` on a platform (as ``sys.platform`` has it)."""
    if platform == "win32":
        return Shortcut(f"{NAME}.cmd", _windows(python, words))
    command = shlex.join([python, "-m", "soleprint", *words])
    if platform == "darwin":
        return Shortcut(f"{NAME}.command", f"#!/bin/sh\ncd {shlex.quote(str(folder))} || exit\nexec {command}\n")
    return Shortcut(f"{NAME}.desktop", _desktop([python, "-m", "soleprint", *words], folder))


def _windows(python: str, words: Sequence[str]) -> str:
    """The window stays open after a mistake, to be read. %~dp0 is the folder that the file lies in."""
    command = " ".join(f'"{word}"'.replace("%", "%%") for word in (python, "-m", "soleprint", *words))
    lines = ("@echo off", "chcp 65001 >nul", 'cd /d "%~dp0"', command, "if errorlevel 1 pause", "")
    return "\r\n".join(lines)


def _desktop(command: Sequence[str], folder: Path) -> str:
    """A Desktop Entry (freedesktop.org, 1.5): in quotes, with its own signs after a backslash."""
    quoted = " ".join(f'"{_escaped(word)}"' for word in command)
    path = str(folder).replace("\\", "\\\\")
    return f"[Desktop Entry]\nType=Application\nName={NAME}\nTerminal=true\nPath={path}\nExec={quoted}\n"


def _escaped(word: str) -> str:
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    # Once more, as all texts of such a file; a percent sign begins a field.
    return word.replace("\\", "\\\\").replace("%", "%%")


def write_shortcut(words: Sequence[str], folder: Path) -> Path:
    """Writes one for this computer into a folder. Raises FileProblem where another file has its name."""
    folder = folder.resolve()
    made = shortcut(sys.platform, sys.executable, words, folder)
    path, data = folder / made.name, made.text.encode()
    if is_file(path) and path.read_bytes() != data:
        raise FileProblem(f"{path} is there already, and is another. Move it away.", code="file-exists")
    write_atomic(path, data)
    path.chmod(0o755)
    return path
