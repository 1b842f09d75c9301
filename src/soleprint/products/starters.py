"""Files to begin from, under a name of one's own: ``templates/new/KIND`` holds them as they lie in a user's folder,
``templates/new/KIND-VARIANT`` those of another way to begin.

``NAME`` in the name of a file, and ``${name}``, ``${words}`` and ``${title}`` in its text, stand for the name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Template
from types import MappingProxyType

from soleprint.errors import UsageProblem
from soleprint.files.folders import DEVICES, Kind, builtin
from soleprint.files.fresh import write_fresh

HOMES: Mapping[str, Kind | None] = MappingProxyType({
    "routine": "content", "view": "content",
    "template": "templates", "theme": "templates",
    "profile": None, "job": None, "drawing": None,
})  # fmt: skip
"""The kinds of starters, and which folder of the user's one is laid into; None: any."""
LONGEST = 60
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def begin(kind: str, name: str, folder: Path | None, variant: str = "") -> tuple[Path, ...]:
    """Write the files of a ``kind`` of ``HOMES``, or of a ``variant`` of it, under a name into the user's folder; their
    paths.

    Raises UsageProblem for a name that cannot be, is built in or is there, and for a folder that is not the user's;
    FileProblem.
    """
    home = HOMES[kind]
    own = own_folder(home, folder) if home else folder or Path()
    check_name(name)
    starter = dict(_starter(f"{kind}-{variant}" if variant else kind, name))
    if home:
        refuse_builtin(kind, name, home, starter)
    files = {own / file: text.encode() for file, text in starter.items()}
    write_fresh(files)
    return tuple(files)


def own_folder(home: Kind, folder: Path | None) -> Path:
    """The folder to write in. Raises UsageProblem where it is not the user's."""
    if folder is None:
        raise UsageProblem(f"Name the folder to write in with --{home} DIR.", code="option-needed")
    if folder.resolve() == builtin(home).resolve():
        raise UsageProblem(f"{folder} is built in. Name a folder of your own.", code="built-in-content")
    return folder


def check_name(name: str) -> None:
    """Raises UsageProblem for what cannot be the name of a file and an id everywhere."""
    if name in DEVICES:
        raise UsageProblem(f'"{name}" is a device on some systems. Give another name.', code="bad-new-name")
    if _NAME.fullmatch(name) and len(name) <= LONGEST:
        return
    near = _nearly(name)
    hint = f'did you mean "{near}"?' if near else 'such as "neck-and-shoulders".'
    message = f"A name has small letters a to z, digits and single hyphens, {LONGEST} at most; {hint}"
    raise UsageProblem(message, code="bad-new-name")


def _nearly(name: str) -> str:
    """The name that was probably meant: without accents, spaces and capitals."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = plain.removesuffix(".yaml").removesuffix(".yml")
    return re.sub("[^a-z0-9]+", "-", stem).strip("-")[:LONGEST].rstrip("-")


def _starter(kind: str, name: str) -> Iterator[tuple[str, str]]:
    """The files in a folder of starters, by their names below the user's folder, with their texts."""
    root = builtin("templates") / "new" / kind
    words = name.replace("-", " ")
    for path in sorted(path for path in root.rglob("NAME.*") if path.is_file()):
        file = path.relative_to(root).as_posix().replace("NAME", name)
        yield (
            file,
            Template(path.read_text(encoding="utf-8")).substitute(name=name, words=words, title=words.capitalize()),
        )


def refuse_builtin(kind: str, name: str, home: Kind, files: Iterable[str]) -> None:
    """Raises UsageProblem where one of the ``files`` of the user's folder would take a built-in one's place."""
    for file in files:
        if (builtin(home) / file).exists():
            message = f'"{name}" is built in, and a {kind} of your own with that name would take its place.'
            remedy = f"Give another name. To change the built-in one, copy {home}/{file} into your folder."
            raise UsageProblem(f"{message} {remedy}", code="built-in-name")
