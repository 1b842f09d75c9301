"""What products will say for safety, told before they are made: which profiles of which routines, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from soleprint.content.library import Library
from soleprint.content.safety import LEVELS, CommonSafety, common_safety
from soleprint.errors import ContentError, UsageProblem
from soleprint.files.counts import count_of
from soleprint.files.folders import is_folder, layers, names

_ROUTINES = "routines"


def safety_lines(paths: Sequence[Path], content: Path | None) -> Iterator[str]:
    """A line for each routine in some files and content folders (for all, where there is no path): what every product
    of it prints."""
    for folder, routines in [_within(path) for path in paths] or [(content, None)]:
        library = Library(layers("content", folder))
        for name in library.routine_ids() if routines is None else routines:
            line = safety_line(library, (name,))
            if line:
                yield f"{name}: {line}"


def _within(path: Path) -> tuple[Path | None, Sequence[str] | None]:
    """The content folder that a path is or lies in, and the routines there that are meant."""
    if is_folder(path):
        return path, names([path], _ROUTINES, ".yaml")
    return (path.parent.parent, (path.stem,)) if path.parent.name == _ROUTINES else (None, ())


def safety_line(library: Library, routines: Sequence[str], carries: Sequence[str] = ()) -> str:
    """The safety texts of these routines, and with ``carries`` the pieces of them that a product's pages must hold; ""
    where a routine cannot be read, which is told elsewhere."""
    try:
        names = dict.fromkeys(profile for name in routines for profile in library.routine(name).profiles)
        profiles = [library.safety(name) for name in names]
    except (ContentError, UsageProblem):
        return ""
    if not profiles:
        return ""
    waiting = [profile.id for profile in profiles if profile.review is None]
    unread = f"; not reviewed: {', '.join(waiting)}" if waiting else ""
    pages = f"; its pages must hold: {', '.join(carries)}" if carries else ""
    return f"safety of {' + '.join(names)}: {_amount(common_safety(profiles))}{pages}{unread}"


def _amount(safety: CommonSafety) -> str:
    levels = [(level, len(safety.at(level))) for level in LEVELS]
    listed = ", ".join(f"{count} {level}" for level, count in levels if count)
    panels = count_of(len(safety.panels), "stop text")
    rules, conditions = count_of(len(safety.general), "rule"), count_of(len(safety.conditions), "condition")
    return f"{panels}, {rules}, {conditions} ({listed})" if listed else f"{panels}, {rules}"
