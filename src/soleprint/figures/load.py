"""Drawings from content folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from soleprint.content import body
from soleprint.errors import FileProblem
from soleprint.figures.instructions import Base
from soleprint.files.disk import kept
from soleprint.files.folders import find, names, shown

S = TypeVar("S", bound=Base)
FOLDERS = {"view": "views", "hand": "hands", "scene": "scenes", "sign": "signs"}
"""What a file of a folder of the content is called."""
PLACING = "placing.yaml"
READ = (*(f"{folder}{os.sep}" for folder in FOLDERS.values()), PLACING, body.FILE)
"""How the paths of all files begin that drawings are read from, in a content folder."""
_UNKNOWN = {"hand": "unknown-hand", "sign": "unknown-sign"}


def load(folders: Sequence[Path], kind: str, name: str, struct: type[S]) -> S:
    """The file of a ``kind`` from the first content folder that has it.

    Raises ContentError for a file that is not what it should be, FileProblem when there is none.
    """
    path = find(folders, f"{FOLDERS[kind]}/{name}.yaml")
    if path is None:
        known = ", ".join(names(folders, FOLDERS[kind], ".yaml"))
        message = f'There is no {kind} "{name}" in content/{FOLDERS[kind]}. Known {kind}s: {known}.'
        raise FileProblem(message, code=_UNKNOWN.get(kind, "unknown-view"))
    return kept(folders, f"{kind} {name}", struct, lambda: load_file(path, kind, struct))


def load_file(path: Path, kind: str, struct: type[S]) -> S:
    """A file of a content folder. Raises ContentError for one that is not what it should be."""
    # Late: most runs of the command have read the files that are shipped before.
    from soleprint.content import nodes
    from soleprint.figures.reading import read

    source = shown(path, "content")
    return read(nodes.read_text(path, source), source, kind, struct)
