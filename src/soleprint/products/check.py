"""``soleprint check``: every finding in content, views, themes and templates, nothing made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from soleprint.content.nodes import read
from soleprint.errors import ContentError, Finding, UsageProblem, caught
from soleprint.files.folders import is_folder, layers, names, read_bytes
from soleprint.products.profiles import examine, is_profile
from soleprint.products.unread import CONTENT_FILES, CONTENT_FOLDERS

if TYPE_CHECKING:
    from soleprint.content.library import Library
    from soleprint.content.model import Routine

_FOLDERS = tuple(folder for folder in CONTENT_FOLDERS if folder != "pictures")
"""What holds content in YAML."""


def check_all(paths: Sequence[Path], content: Path | None = None, templates: Path | None = None) -> list[Finding]:
    """Findings of all content and templates, or only of the files and folders in ``paths``.

    A folder in ``paths`` is taken as a content or template folder of the user's; a file may lie anywhere inside one.
    Raises FileProblem for a path that cannot be read and UsageProblem for a file of no known kind.
    """
    if not paths:
        return _unique(_everything(content, templates))
    findings: list[Finding] = []
    for path in paths:
        if not is_folder(path):
            read_bytes(path)
        findings += _folder(path) if is_folder(path) else _file(path, content, templates)
    return _unique(findings)


def _everything(own_content: Path | None, own_templates: Path | None) -> Iterator[Finding]:
    from soleprint.content.columns import column_words
    from soleprint.content.library import Library
    from soleprint.content.locale.files import check_catalogues
    from soleprint.figures import landmarks
    from soleprint.figures.views import load_view
    from soleprint.layout.theme import theme, theme_names
    from soleprint.layout.unused import theme_warnings
    from soleprint.products.attempt import try_products
    from soleprint.products.unread import all_mentions, unread, unused_phrases

    content, templates = layers("content", own_content), layers("templates", own_templates)
    views = names(content, "views", ".yaml")
    spoilt = [finding for name in views for finding in caught(load_view, content, name)]
    library = Library(content, None if spoilt else landmarks(content))
    yield from library.check()
    yield from spoilt
    drawn = [*_pictures(library, content), *_own_pictures(library, content)]
    yield from drawn
    yield from check_catalogues(content)
    yield from caught(column_words, content)
    yield from unread(own_content, own_templates)
    mentioned = all_mentions(own_templates)
    with suppress(ContentError):  # which the library has told already
        yield from unused_phrases(own_content, mentioned) if own_content else ()
    for name in theme_names(templates):
        faults = caught(theme, templates, name)
        yield from faults or (theme_warnings(templates, name, mentioned) if own_templates else ())
    if not drawn:  # a page cannot be tried with a picture that cannot be drawn
        yield from try_products(own_content, own_templates)


def _pictures(library: Library, content: Sequence[Path]) -> Sequence[Finding]:
    """Findings of hands and scenes; a routine or stroke that cannot be read has its own finding elsewhere."""
    from soleprint.figures.check import findings

    try:
        strokes, modes = tuple(library.strokes()), tuple(library.body.modes)
    except ContentError:
        return ()
    return findings(content, {name: _routine(library, name) for name in library.routine_ids()}, strokes, modes)


def _own_pictures(library: Library, content: Sequence[Path]) -> Iterator[Finding]:
    """Findings of the pictures that steps name; a routine that cannot be read has its own finding elsewhere."""
    from soleprint.products.step_pictures import check_own_pictures

    routines = (_routine(library, name) for name in library.routine_ids())
    yield from check_own_pictures(content, filter(None, routines))


def _routine(library: Library, name: str) -> Routine | None:
    try:
        return library.routine(name)
    except ContentError:
        return None


def _folder(path: Path) -> Iterator[Finding]:
    """A folder of the user's: content if it looks like content, else templates."""
    holds_templates = any(path.glob("*.j2")) or (path / "themes").is_dir()
    return _everything(None, path) if holds_templates else _everything(path, None)


def _file(path: Path, content: Path | None, templates: Path | None) -> list[Finding]:
    """One file, within the folder it lies in; only its own findings. A clinic's profile is read with what it names."""
    for depth in (path.parent, path.parent.parent):
        wanted = path.relative_to(depth).as_posix()
        if _is_content(wanted) or _is_template(wanted):
            shown = {path.as_posix(), f"content/{wanted}", f"templates/{wanted}", wanted}
            return [finding for finding in _folder(depth) if finding.source in shown]
    if is_profile(path):
        text = read_bytes(path).decode("utf-8", "replace")
        return [finding for _, finding in examine(text, path, content, templates).findings]
    if path.suffix in (".yaml", ".yml") and (faults := caught(read, path, path.as_posix())):
        return list(faults)  # whatever it is meant as
    raise UsageProblem(
        f"{path} is no content, template, profile or job. Content lies in {_either(_FOLDERS)}, or is "
        f"{_either(CONTENT_FILES)}; templates end in .xml.j2; themes lie in themes.",
        code="unknown-file",
    )


def _either(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _is_content(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    if folder:
        return folder in _FOLDERS and file.endswith(".yaml")
    return name in CONTENT_FILES


def _is_template(name: str) -> bool:
    return name.endswith(".j2") or (name.startswith("themes/") and name.endswith(".yaml"))


def _unique(findings: Sequence[Finding] | Iterator[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))
