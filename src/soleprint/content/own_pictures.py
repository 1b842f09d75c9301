"""The pictures of one's own that steps name: where their files lie, and whether they are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from soleprint.content.model import Routine, StepPicture
from soleprint.content.places import Report
from soleprint.errors import ContentError
from soleprint.files.folders import find, is_folder, leads_to_folder, listed
from soleprint.files.suggest import did_you_mean, nearest

FOLDERS = ("routines", "pictures")
"""Of a content folder: beside the routine, or with other pictures."""
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".svg")
_UNSAFE = ("\\", ":", "\0")


def picture_file(folders: Sequence[Path], name: str) -> Path | None:
    """The file of a picture, in the first content folder that has it; None where none has, or the name leads out.

    Raises ContentError for a link that leads out of the folders.
    """
    if not _is_inside(name):
        return None
    return next((path for under in FOLDERS if (path := find(folders, f"{under}/{name}"))), None)


def check_pictures(routine: Routine, folders: Sequence[Path], report: Report) -> None:
    """Report files that are named wrongly, or are not there. What is in them is looked at where they are drawn."""
    for picture in (step.picture for step in routine.steps if step.picture is not None):
        if picture.file:
            _check(picture, folders, report)


def _check(picture: StepPicture, folders: Sequence[Path], report: Report) -> None:
    name = picture.file
    if not _is_inside(name):
        message = f'"{name}" leads out of the folder of pictures; give the name of a file in it, such as neck.jpg'
        report.on(picture, ("file",), "outside-folder", message)
    elif not name.lower().endswith(SUFFIXES):
        message = f'"{name}" is no picture that can be printed; save it as PNG, JPEG, WebP or SVG'
        report.on(picture, ("file",), "picture-type", message)
    else:
        _check_there(picture, folders, report)


def _check_there(picture: StepPicture, folders: Sequence[Path], report: Report) -> None:
    try:
        found = picture_file(folders, picture.file)
    except ContentError as error:
        (finding,) = error.findings
        report.on(picture, ("file",), finding.code, f'"{picture.file}": {finding.message}')
        return
    if found is None:
        message = f'there is no picture "{picture.file}"{_hint(picture.file, folders)}'
        report.on(picture, ("file",), "no-such-file", message)


def _hint(name: str, folders: Sequence[Path]) -> str:
    """What was probably meant, or where a picture is to be put."""
    known = sorted(dict.fromkeys(_names(folders)))
    plain = PurePosixPath(name).name
    if nearest(name, known) or plain in known:
        return did_you_mean(plain if plain in known else name, known)
    return '; put it into the folder "pictures" of your content, or beside the routine'


def _names(folders: Sequence[Path]) -> Iterator[str]:
    """The names of all pictures that there are."""
    for folder in (folder / under for folder in folders for under in FOLDERS):
        for entry in listed(folder) if is_folder(folder) else ():
            if entry.name.lower().endswith(SUFFIXES) and not leads_to_folder(entry):
                yield entry.name


def _is_inside(name: str) -> bool:
    """Whether a name is that of a file in a folder, or in one below it, and of no other place."""
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or len(path.parts) > 2 or any(c in name for c in _UNSAFE))
