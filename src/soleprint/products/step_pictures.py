"""Pictures of one's own that steps have: their files, read and checked, as symbols to place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from soleprint.content.nodes import Mapping, Node
from soleprint.content.nodes import Sequence as YamlSequence
from soleprint.content.nodes import read as read_yaml
from soleprint.content.own_pictures import picture_file
from soleprint.errors import ContentError, Finding
from soleprint.files.folders import TooLarge, find, read_some, shown
from soleprint.files.images import MAX_BYTES, is_raster
from soleprint.files.stamps import Stamp, stamp
from soleprint.marks import Rect, Symbol
from soleprint.store import Store

if TYPE_CHECKING:
    from soleprint.content.model import Routine, Step
    from soleprint.content.safety import Item

PICTURES = 40
"""How many are kept at least."""
_NO_RASTER = "inside it is neither PNG nor JPEG nor WebP, whatever its name says; save it again as one of them"
_read: Store[Stamp, Symbol] = Store(PICTURES)
"""Pictures by their files, as these were when they were read."""


def own_picture(folders: Sequence[Path], routine: Routine, step: Step) -> tuple[Symbol, str]:
    """The picture that a step names, and its description.

    Raises ContentError, at the line of the routine, for a file that is none, and for each mistake in a drawing.
    """
    assert step.picture is not None
    path = picture_file(folders, step.picture.file)
    if path is None:  # it was there when the routine was read
        raise _refused(folders, routine, step, "no-such-file", "it is not there any more")
    key = stamp(str(path))
    return _read.get(key) or _read.put(key, _symbol(path, folders, routine, step)), step.picture.alt


def first_own(steps: Sequence[Step]) -> Step | None:
    """The step whose own picture stands for a routine, where none of its steps is drawn; None where one is."""
    drawn = any(step.moves and step.picture is None for step in steps)
    return None if drawn else next((step for step in steps if step.picture), None)


def check_own_pictures(folders: Sequence[Path], routines: Iterable[Routine]) -> Iterator[Finding]:
    """Findings of the files that the steps of some routines name as their pictures."""
    for routine in routines:
        for step in routine.steps:
            if step.picture is not None:
                try:
                    own_picture(folders, routine, step)
                except ContentError as error:
                    yield from error.findings


def rights_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Whose the pictures of some routines are, each said once."""
    every = (step.picture.rights for item in items for step in item.steps if step.picture)
    return tuple(dict.fromkeys(every))


def _symbol(path: Path, folders: Sequence[Path], routine: Routine, step: Step) -> Symbol:
    from soleprint.clinic.logo.draw import read_logo

    try:
        data = read_some(path, MAX_BYTES)
        if not is_raster(data) and path.suffix.lower() != ".svg":
            raise _refused(folders, routine, step, "picture-type", _NO_RASTER)
        artwork = read_logo(data, shown(path, "content"), "picture")
    except TooLarge:
        message = f"it is larger than {MAX_BYTES >> 20} MiB; save it smaller"
        raise _refused(folders, routine, step, "file-too-large", message) from None
    except OSError:
        message = "it cannot be read; check that it is a file"
        raise _refused(folders, routine, step, "unreadable-file", message) from None
    except ContentError as error:
        if any(finding.line for finding in error.findings):  # of a drawing, with its own lines
            raise
        (finding,) = error.findings
        raise _refused(folders, routine, step, finding.code, finding.message) from None
    box = Rect(0.0, 0.0, artwork.width, artwork.height)
    return Symbol(f"own-{artwork.digest}", artwork.items, box)


def _refused(folders: Sequence[Path], routine: Routine, step: Step, code: str, why: str) -> ContentError:
    """An error at the place where the routine names the picture of a step."""
    assert step.picture is not None
    source = find(folders, f"routines/{routine.id}.yaml")
    assert source is not None
    node = _named(read_yaml(source, source.as_posix()), step.id)
    message = f'the picture "{step.picture.file}" cannot be used: {why[:1].lower()}{why[1:]}'
    return ContentError([Finding(code, message, shown(source, "content"), node.line, node.column)])


def _named(root: Node, step: str) -> Node:
    """Where a routine's file names the picture of a step."""
    steps = root.get("steps") if isinstance(root, Mapping) else None
    for node in steps.items if isinstance(steps, YamlSequence) else ():
        if isinstance(node, Mapping) and getattr(node.get("id"), "text", None) == step:
            picture = node.get("picture")
            named = picture.get("file") if isinstance(picture, Mapping) else None
            return named or node
    return root
