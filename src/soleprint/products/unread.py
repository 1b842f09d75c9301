"""Files and folders of the user's own that nothing reads because their names are only nearly right."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from soleprint.content.languages import TAG, languages
from soleprint.errors import FileProblem, Finding, Severity
from soleprint.files.folders import builtin, is_file, is_folder, leads_to_folder, listed, read_bytes
from soleprint.files.suggest import nearest
from soleprint.products.product import TEMPLATE, product_names

CONTENT_FOLDERS = ("routines", "safety", "regions", "views", "hands", "scenes", "signs", "words", "pictures")
CONTENT_FILES = (
    "body.yaml", "languages.yaml", "strokes.yaml", "claims.yaml", "phrases.yaml", "placing.yaml", "columns.yaml",
)  # fmt: skip
LIKE = 0.75
"""How like a known name another must be to be taken for it."""
_NEARLY_YAML = (".yaml.yaml", ".yaml.txt", ".yml.txt", ".yaml", ".yml", ".yam")
"""What editors and people make of .yaml."""


def unread(content: Path | None, templates: Path | None) -> list[Finding]:
    """Warnings for what is in one's own folders and is not read. Raises FileProblem for a folder that cannot be."""
    found = [*(_content(content) if content else ()), *(_templates(templates) if templates else ())]
    return [Finding("not-read", message, path.as_posix(), severity=Severity.WARNING) for path, message in found]


def _content(folder: Path) -> Iterator[tuple[Path, str]]:
    for entry in listed(folder):
        path = Path(entry.path)
        known = (*CONTENT_FOLDERS, "locale") if leads_to_folder(entry) else CONTENT_FILES
        if entry.name in CONTENT_FOLDERS and leads_to_folder(entry):
            yield from _below(path)
        elif entry.name == "locale" and leads_to_folder(entry):
            yield from _languages(path)
        elif entry.name not in known:
            yield from _nearly(path, known)


def unused_phrases(content: Path, mentioned: str) -> list[Finding]:
    """Warnings for phrases of one's own that are nearly ones that there are, and that no template of one's own has."""
    from soleprint.content.library import Library
    from soleprint.content.nodes import Mapping, read

    path = content / "phrases.yaml"
    if not is_file(path):
        return []
    known = Library([builtin("content")]).phrases()
    root = read(path, path.as_posix())
    phrases = root.get("phrases") if isinstance(root, Mapping) else None
    found = []
    for key, _ in phrases.items if isinstance(phrases, Mapping) else ():
        near = None if key.text in known or key.text in mentioned else nearest(key.text, known, LIKE)
        if near:
            message = f'nothing uses a phrase "{key.text}"; did you mean "{near}"?'
            found.append(Finding("not-used", message, path.as_posix(), key.line, key.column, severity=Severity.WARNING))
    return found


def _templates(folder: Path) -> Iterator[tuple[Path, str]]:
    templates = [Path(entry.path) for entry in listed(folder) if entry.name.endswith(".j2")]
    for entry in listed(folder):
        path = Path(entry.path)
        if leads_to_folder(entry):
            yield from _below(path) if entry.name == "themes" else _nearly(path, ("themes",))
        elif entry.name.endswith(".j2"):
            yield from _template(folder, path, templates)
        else:
            yield from _nearly(path, ())


def _below(folder: Path) -> Iterator[tuple[Path, str]]:
    """What lies in a folder of which each file NAME.yaml is read."""
    for entry in listed(folder):
        path = Path(entry.path)
        if leads_to_folder(entry):
            if any(each.name.lower().endswith(_NEARLY_YAML) for each in listed(path)):
                yield path, f'folders in "{folder.name}" are not read; put its files into "{folder.name}" itself'
        elif entry.name.endswith(".yaml") and not is_file(path):
            yield path, "this is a link to nothing, or no file; it is not read"
        else:
            yield from _nearly(path, ())


def _nearly(path: Path, known: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """A name that is not read, where it is nearly one that is: of those ``known``, or any NAME.yaml."""
    stem = next((path.name[: -len(end)] for end in _NEARLY_YAML if path.name.lower().endswith(end)), None)
    if is_folder(path):
        wanted = nearest(path.name.casefold(), known, LIKE)
    elif known:
        near = nearest(stem.casefold(), [name.removesuffix(".yaml") for name in known], LIKE) if stem else None
        wanted = near and f"{near}.yaml"
    else:
        wanted = stem and f"{stem}.yaml"
    if wanted and wanted != path.name and not _is_same(path, path.with_name(wanted)):
        yield path, f'"{path.name}" is not read; did you mean "{wanted}"?'


def _is_same(path: Path, other: Path) -> bool:
    """Whether both names are one file: some disks do not tell capitals from small letters."""
    return os.path.exists(other) and path.samefile(other)  # noqa: PTH110


def _languages(folder: Path) -> Iterator[tuple[Path, str]]:
    codes = {code.casefold(): code for code in languages((folder.parent, builtin("content"))).known}
    for entry in listed(folder):
        path = Path(entry.path)
        if not leads_to_folder(entry) or re.fullmatch(TAG, entry.name):
            continue
        code = codes.get(entry.name.replace("_", "-").casefold())
        if code and not _is_same(path, path.with_name(code)):
            yield path, f'"{entry.name}" is not read; did you mean "{code}"?'


def _template(folder: Path, path: Path, templates: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """A template that belongs to no product, replaces none that is shipped, and that no other one mentions."""
    folders = [folder, builtin("templates")]
    stem, products = path.name.partition(".")[0], product_names(folders)
    shipped = is_file(builtin("templates") / path.name)
    if shipped or path.name.removesuffix(TEMPLATE) in products or _is_mentioned(path, templates):
        return
    near = nearest(stem.casefold(), products, LIKE)
    hint = f'did you mean "{near}{TEMPLATE}"?' if near else f"a product needs a file {stem}.yaml beside it"
    if near is None or not _is_same(path, path.with_name(near + TEMPLATE)):
        yield path, f'"{path.name}" is used by no product and no other template; {hint}'


def _is_mentioned(path: Path, templates: Sequence[Path]) -> bool:
    return any(path.name in mentions(other) for other in templates if other != path)


def mentions(template: Path) -> str:
    """The text of a template, to look for names in; nothing where it cannot be read."""
    try:
        return read_bytes(template).decode("utf-8", "replace")
    except FileProblem:
        return ""


def all_mentions(folder: Path | None) -> str:
    """The texts of all of one's own templates."""
    if folder is None or not is_folder(folder):
        return ""
    return "\n".join(mentions(Path(entry.path)) for entry in listed(folder) if entry.name.endswith(".j2"))
