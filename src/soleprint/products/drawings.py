"""A drawing of a part of the body (SVG) taken into the user's content, as a view and the names of its places."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from soleprint.content.library import Library
from soleprint.errors import ContentError, Finding, UsageProblem
from soleprint.figures.drawings.draft import Draft, draft_of
from soleprint.figures.drawings.files import region_rows, regions_file, view_file
from soleprint.files.atomic import write_all
from soleprint.files.folders import is_folder, layers, read_bytes
from soleprint.files.fresh import made_folders, refuse_there
from soleprint.products.starters import check_name, own_folder, refuse_builtin

_LONGEST_SUBJECT = 160


class Import(Struct, frozen=True):
    """What was written, and how large the view is in millimetres on the body."""

    name: str
    paths: tuple[Path, ...]
    width: float
    height: float
    landmarks: int
    has_lanes: bool
    warnings: tuple[Finding, ...]


def import_view(
    drawing: Path, content: Path | None, *, name: str | None = None, subject: str | None = None, force: bool = False
) -> Import:
    """Write the view of a drawing into the user's content folder; ``force``: over one that is there.

    Its name is that of the file where none is given; ``subject`` says what it shows. Places that the content does not
    have are written beside it. Raises UsageProblem, FileProblem, and ContentError with every mistake of the drawing.
    """
    own = own_folder("content", content)
    name = name or drawing.stem
    check_name(name)
    view, regions = f"views/{name}.yaml", f"regions/{name}.yaml"
    refuse_builtin("view", name, "content", [view])
    subject = _subject(subject, name)
    data = read_bytes(drawing)
    if not force:
        refuse_there([own / view], "or write over it with --force")
    known = Library(layers("content", own if is_folder(own) else None)).regions()
    draft = draft_of(data, drawing.as_posix(), name, known)
    source = drawing.name if drawing.name.isprintable() else "a drawing"
    files = {own / view: view_file(draft, source, subject)}
    if draft.places.new:
        refuse_builtin("view", name, "content", [regions])
        _refuse_lacking(draft, own / regions)
        files[own / regions] = regions_file(draft)
    with made_folders(path.parent for path in files):
        write_all({path: text.encode() for path, text in files.items()})
    has_lanes = bool(draft.lanes.rails or draft.lanes.axis)
    size = draft.box.width, draft.box.height
    return Import(name, tuple(files), *size, len(draft.places.landmarks), has_lanes, draft.warnings)


def _subject(given: str | None, name: str) -> str:
    subject = f"the {{side}} {name.replace('-', ' ')}" if given is None else given.strip()
    if not subject or len(subject) > _LONGEST_SUBJECT or not subject.isprintable():
        message = (
            f'--subject is one line of {_LONGEST_SUBJECT} characters at most, such as "the back of the {{side}} arm".'
        )
        raise UsageProblem(message, code="bad-subject")
    return subject


def _refuse_lacking(draft: Draft, regions: Path) -> None:
    """Names of places are people's work, so a file of them that is there is not written over."""
    if not regions.exists():
        return
    rows = region_rows(draft, draft.places.new)
    findings = [
        Finding(
            "drawing-landmark", f"this place is new; add it to the list, with a number that fits: {row}", str(regions)
        )
        for row in rows
    ]
    raise ContentError(findings)
