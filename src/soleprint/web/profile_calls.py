"""In the process that makes: profiles of clinics, read and tried before they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct

from soleprint.files.folders import read_bytes
from soleprint.products import profiles
from soleprint.products.profiles import Examined
from soleprint.web.result_calls import make
from soleprint.web.results import Failed, Made

_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_COMMENT = re.compile(r"(^|\s)#")


class Opened(Struct, frozen=True):
    """A profile as its file is now."""

    values: Mapping[str, Any]
    """Each as text, in dicts and lists."""
    loses: bool
    """It has comments that a file that is written anew has not: those at its beginning are kept."""
    examined: Examined


def profiles_among(files: Mapping[str, Path]) -> tuple[str, ...]:
    """The names of those files that are profiles."""
    return tuple(name for name, path in files.items() if profiles.is_profile(path))


def opened(path: Path, content: Path | None, templates: Path | None) -> Opened:
    """A profile. Raises SoleprintError for a file that cannot be read."""
    values, text = profiles.read_values(path), read_bytes(path).decode("utf-8-sig")
    found = profiles.examine(text, path, content, templates)
    rest = (_QUOTED.sub("", line) for line in text[len(head_of(text)) :].splitlines())
    return Opened(values, any(map(_COMMENT.search, rest)), found)


def head_of(text: str) -> str:
    """The lines of comment that a file begins with."""
    lines = text.splitlines(keepends=True)
    end = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:end])


def stamp_of(path: Path) -> str:
    """What tells whether a file has changed; "" where there is none. Raises FileProblem."""
    return sha256(read_bytes(path)).hexdigest()[:24] if path.exists() else ""


def examined(text: str, path: Path, content: Path | None, templates: Path | None) -> Examined:
    """What ``text`` would be as the profile ``path``. Raises SoleprintError for content that cannot be used."""
    return profiles.examine(text, path, content, templates)


def front(
    values: Mapping[str, Any], folder: Path, product: str, routine: str, options: Mapping[str, Any]
) -> Made | Failed:
    """A product with the clinic of ``values``, whose files are in ``folder``; what it is made from is not kept."""
    with TemporaryDirectory(prefix="soleprint-") as place:
        path = Path(place) / "clinic.yaml"
        path.write_text(profiles.written(values), encoding="utf-8")
        for name, data in profiles.files_named(values, folder).items():
            copy = path.parent / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
        return make(product, (routine,), False, {**options, "profile": path}, False)


def logo_ending(data: bytes) -> str:
    """How the file of a logo is named. Raises SoleprintError for what cannot be printed."""
    return profiles.logo_ending(data)


CALLS: Mapping[str, Callable[..., Any]] = {
    "profiles_among": profiles_among, "opened": opened, "examined": examined, "front": front,
    "logo_ending": logo_ending,
}  # fmt: skip
