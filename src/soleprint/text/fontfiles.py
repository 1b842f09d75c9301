"""Files of fonts in folders, and the stamps by which it is seen that one has changed: no font is read for that."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from soleprint.errors import FontProblem
from soleprint.files.folders import is_file
from soleprint.files.stamps import Stamp, stamp

SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
MOST_ENTRIES = 50_000
"""Files and folders that a folder of fonts may hold."""


def font_files(folder: Path, *, own: bool) -> Iterator[Path]:
    """Files in a folder and below that are named as fonts; folders that cannot be read are passed over.

    Raises FontProblem for a folder of the user's own with far more in it than fonts, such as a whole disk.
    """
    left = MOST_ENTRIES
    for place, folders, names in os.walk(folder):
        left -= len(folders) + len(names)
        if left < 0 and own:
            message = (
                f"{folder} has more than {MOST_ENTRIES} files in it and below. Give the folder of the fonts alone."
            )
            raise FontProblem(message, code="too-many-files")
        paths = (Path(place, name) for name in names)
        yield from (path for path in paths if path.suffix.lower() in SUFFIXES and is_file(path))


def font_stamps(folders: Sequence[Path]) -> tuple[Stamp, ...]:
    """A stamp of each font in the user's own folders; fonts of packages do not change while a process runs.

    Raises FontProblem as ``font_files``.
    """
    return tuple([stamp(str(path)) for folder in folders for path in sorted(font_files(folder, own=True))])
