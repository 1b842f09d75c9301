"""Calls of the process that makes: profiles of clinics, read, checked and previewed before they are written."""

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
from soleprint.web.results import Failure, ResultInfo

_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_COMMENT = re.compile(r"(^|\s)#")


class ProfileFile(Struct, frozen=True):
    """The content of a profile's file."""

    values: Mapping[str, Any]
    """Its values as texts, in dicts and lists."""
    loses_comments: bool
    """Whether writing it anew loses comments. Only those at its beginning are kept."""
    examined: Examined


def profiles_among(files: Mapping[str, Path]) -> tuple[str, ...]:
    """The names of those files that are profiles."""
    return tuple(name for name, path in files.items() if profiles.is_profile(path))


def read_profile(path: Path, content: Path | None, templates: Path | None) -> ProfileFile:
    """Reads and checks a profile. Raises SoleprintError for a file that cannot be read."""
    values, text = profiles.read_values(path), read_bytes(path).decode("utf-8-sig")
    found = profiles.examine(text, path, content, templates)
    rest = (_QUOTED.sub("", line) for line in text[len(leading_comment(text)) :].splitlines())
    return ProfileFile(values, any(map(_COMMENT.search, rest)), found)


def leading_comment(text: str) -> str:
    """The lines of comment that a file begins with."""
    lines = text.splitlines(keepends=True)
    end = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:end])


def file_stamp(path: Path) -> str:
    """A hash of a file, to tell whether it has changed; "" where there is none. Raises FileProblem."""
    return sha256(read_bytes(path)).hexdigest()[:24] if path.exists() else ""


def examine_profile(text: str, path: Path, content: Path | None, templates: Path | None) -> Examined:
    """Checks ``text`` as if it were in the file ``path``. Raises SoleprintError for content that cannot be used."""
    return profiles.examine(text, path, content, templates)


def make_profile_preview(
    values: Mapping[str, Any], folder: Path, product: str, routine: str, options: Mapping[str, Any]
) -> ResultInfo | Failure:
    """Makes a product for a profile that is not written yet: from a temporary file of its ``values``, with the pictures
    that it names in ``folder``."""
    with TemporaryDirectory(prefix="soleprint-") as place:
        path = Path(place) / "clinic.yaml"
        path.write_text(profiles.written(values), encoding="utf-8")
        for name, data in profiles.files_named(values, folder).items():
            copy = path.parent / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
        return make(product, (routine,), False, {**options, "profile": path}, False)


def logo_ending(data: bytes) -> str:
    """The file ending for a logo. Raises SoleprintError for a picture that cannot be printed."""
    return profiles.logo_ending(data)


CALLS: Mapping[str, Callable[..., Any]] = {
    "profiles_among": profiles_among, "read_profile": read_profile, "examine_profile": examine_profile,
    "make_profile_preview": make_profile_preview, "logo_ending": logo_ending,
}  # fmt: skip
