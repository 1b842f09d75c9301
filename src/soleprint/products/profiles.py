"""Profiles of clinics while they are written: what a text would be as a profile, beside the files that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from soleprint.clinic import load_profile, profile_schema
from soleprint.clinic.colours import Shade, shade
from soleprint.clinic.logo.draw import UnsafePath, inside, read_logo
from soleprint.clinic.profile import Profile
from soleprint.clinic.rules import COLOURS
from soleprint.content import nodes
from soleprint.content.library import Library
from soleprint.content.load import keys_of
from soleprint.errors import ContentError, Finding, Severity
from soleprint.files.folders import layers, read_some
from soleprint.files.images import MAX_BYTES
from soleprint.layout.theme import theme
from soleprint.products.options import every_option

__all__ = ["Examined", "Place", "Shade", "examine", "files_named", "is_profile", "logo_ending", "profile_schema",
           "read_values", "written"]  # fmt: skip

Place = tuple[str, ...]
"""The keys that lead to a value: ("emergency_in", "es", "ambulance"). Items of lists have that of their list."""
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_LOGO = ("logo", "file")
_STARTS = {b"\x89PNG": ".png", b"\xff\xd8": ".jpg", b"RIFF": ".webp"}
_SHARED = frozenset({"schema", "name"})
"""Keys that files of other kinds have too."""


class Examined(Struct, frozen=True):
    """What is wrong with a profile, or odd about it, and where; and how its colours do on the paper of the theme."""

    findings: tuple[tuple[Place, Finding], ...]
    shades: tuple[tuple[Place, str, Shade], ...]
    """Place and colour of each."""

    @property
    def refused(self) -> bool:
        """Whether it cannot be used as it is."""
        return any(finding.severity is Severity.ERROR for _, finding in self.findings)


def is_profile(path: Path) -> bool:
    """Whether a file is meant as a profile; it may still have mistakes."""
    keys = keys_of(path)
    known = set(Profile.__struct_encode_fields__)
    own = keys - _SHARED
    return "name" in keys and len(own & known) >= len(own - known)


def read_values(path: Path) -> Mapping[str, Any]:
    """What a profile says, each value as text, in dicts and lists. Raises ContentError for what is no YAML."""
    found = _plain(nodes.read(path, path.as_posix()))
    return found if isinstance(found, dict) else {}


def _plain(node: nodes.Node) -> Any:
    if isinstance(node, nodes.Mapping):
        return {key.text: _plain(value) for key, value in node.items}
    return [_plain(item) for item in node.items] if isinstance(node, nodes.Sequence) else node.text


def written(values: Mapping[str, Any]) -> str:
    """The text of a profile that says ``values``."""
    import yaml

    text: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1 << 20)
    return text


def examine(text: str, path: Path, content: Path | None, templates: Path | None) -> Examined:
    """What ``text`` would be as the profile ``path``, by the rules that its file is held to, on the usual theme."""
    paper = theme(layers("templates", templates), every_option()["theme"].default).colour("paper")
    gate = Library(layers("content", content)).gate()
    shown = path.as_posix()
    findings: tuple[Finding, ...]
    try:
        root = nodes.parse(text, shown)
    except ContentError as error:
        return Examined(tuple(((), finding) for finding in error.findings), ())
    try:
        findings = load_profile(path, gate, date.today(), paper=paper, text=text).warnings
    except ContentError as error:
        findings = error.findings
    places = dict(_places(root, ()))
    # What is not in this file is in the only other that is read.
    found = ((places.get((one.line, one.column), ()) if one.source == shown else _LOGO, one) for one in findings)
    return Examined(tuple(found), tuple(_shades(_plain(root), paper)))


def _places(node: nodes.Node, place: Place) -> Iterator[tuple[tuple[int, int], Place]]:
    """Where each value stands, line and column, with the keys that lead to it; outer ones first."""
    yield (node.line, node.column), place
    if isinstance(node, nodes.Mapping):
        for key, value in node.items:
            yield (key.line, key.column), (*place, key.text)
            yield from _places(value, (*place, key.text))
    elif isinstance(node, nodes.Sequence):
        for item in node.items:
            yield (item.line, item.column), place


def _shades(values: Mapping[str, Any], paper: str) -> Iterator[tuple[Place, str, Shade]]:
    colours = values.get("colours")
    if not isinstance(colours, dict):
        return
    for name in COLOURS:
        colour = colours.get(name)
        if isinstance(colour, str) and _COLOUR.fullmatch(colour):
            yield ("colours", name), colour, shade(colour, paper)


def files_named(values: Mapping[str, Any], folder: Path) -> Mapping[str, bytes]:
    """The files that a profile in ``folder`` names, by their names; those that cannot be read are left out."""
    found: dict[str, bytes] = {}
    for part, key in (_LOGO, ("print_shop", "icc")):
        name = values.get(part, {}).get(key)
        with suppress(UnsafePath, OSError, ValueError):
            if name:
                found[name] = read_some(inside(folder, name), MAX_BYTES)
    return found


def logo_ending(data: bytes) -> str:
    """What the name of a logo's file should end in. Raises ContentError for what is no logo that can be printed."""
    read_logo(data, "")
    return next((ending for start, ending in _STARTS.items() if data.startswith(start)), ".svg")
