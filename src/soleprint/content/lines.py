"""Where content has some words: files are listed and read as loading does, and what cannot be read is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from soleprint.content.nodes import read_text
from soleprint.errors import ContentError, FileProblem
from soleprint.files.folders import find
from soleprint.files.stamps import stamps


def lines_with(folders: Sequence[Path], words: str) -> Iterator[tuple[str, int]]:
    """The lines that have these words: the name of the file in its folder, and the number of the line from 1."""
    files = dict.fromkeys(file for folder in folders for file in _files(folder))
    for file in files:
        for number, line in enumerate(_text(folders, file).splitlines(), 1):
            if words in line:
                yield file, number


def _files(folder: Path) -> list[str]:
    try:
        found = [Path(path) for path, _, _ in stamps([folder])]
    except (FileProblem, OSError):
        return []
    return sorted(path.relative_to(folder).as_posix() for path in found if path.suffix == ".yaml")


def _text(folders: Sequence[Path], file: str) -> str:
    try:
        path = find(folders, file)
        return read_text(path, file) if path else ""
    except ContentError:  # a link that leads out, no text, or too much: loading says so
        return ""
