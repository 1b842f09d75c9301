"""From ``clinic.yaml`` to a checked profile with its logo."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from soleprint.clinic.logo.draw import Artwork, UnsafePath, inside, read_logo
from soleprint.clinic.profile import WHITE, Profile
from soleprint.clinic.rules import check_profile, readable
from soleprint.content.gate import Gate
from soleprint.content.load import examine, in_order, refuse_other
from soleprint.content.nodes import parse, read
from soleprint.content.places import Report
from soleprint.errors import ContentError, Finding, Severity
from soleprint.files.folders import TooLarge, read_some
from soleprint.files.images import MAX_BYTES

_WARNINGS, _LENIENT = frozenset({"darkened-colour"}), frozenset({"review-past"})
"""Findings that stop nothing, and those that do only when strict."""


class Clinic(Struct, frozen=True):
    """A profile ready for use, its colours as they are printed; its logo; warnings that do not stop anything."""

    profile: Profile
    artwork: Artwork | None = None
    warnings: tuple[Finding, ...] = ()
    files: tuple[Path, ...] = ()
    """Those that it was read from: the profile's, the logo's, the print shop's."""
    icc: Path | None = None
    """The colour profile of the clinic's print shop."""


def load_profile(
    path: Path, gate: Gate, today: date, *, strict: bool = False, paper: str = WHITE, text: str | None = None
) -> Clinic:
    """The clinic of the YAML file ``path``; ``text`` is what that file is to say, where it does not say it yet.

    ``gate`` is the claims gate that its sentences must pass, ``today`` the day to hold its review date against (a
    review that is overdue is a warning, and an error when ``strict``), ``paper`` what the theme prints the clinic's
    colours on. Raises ContentError with every finding of the file and of its logo.
    """
    shown = path.as_posix()
    root = read(path, shown) if text is None else parse(text, shown)
    refuse_other(root, shown, "outputs", "this is a job, not a clinic's profile; give the profile that it names")
    profile, report = examine(root, Profile, shown)
    artwork: Artwork | None = None
    icc: Path | None = None
    findings: Sequence[Finding] = ()
    if profile is not None:
        check_profile(profile, report, gate, paper, today)
        artwork, findings = _artwork(profile, path, report)
        icc = _icc(profile, path, report)
    mild = _WARNINGS if strict else _WARNINGS | _LENIENT
    warned = [finding for finding in report.findings if finding.code in mild]
    errors = [finding for finding in [*report.findings, *findings] if finding not in warned]
    if errors or profile is None:
        raise ContentError(in_order(errors))
    printed = msgspec.structs.replace(profile, colours=readable(profile.colours, paper))
    logo = (path.parent / profile.logo.file,) if profile.logo else ()
    files = (path, *logo, *((icc,) if icc else ()))
    mild_ones = tuple(replace(finding, severity=Severity.WARNING) for finding in warned)
    return Clinic(printed, artwork, mild_ones, files, icc)


def _artwork(profile: Profile, path: Path, report: Report) -> tuple[Artwork | None, Sequence[Finding]]:
    """The logo, and findings in its own file; what is wrong with its name goes to ``report``."""
    if profile.logo is None or not profile.logo.file:
        return None, ()
    name = profile.logo.file
    try:
        file = inside(path.parent, name)
        return read_logo(read_some(file, MAX_BYTES), file.as_posix()), ()
    except ContentError as error:
        return None, error.findings
    except UnsafePath as error:
        report.on(profile.logo, ("file",), "outside-folder", f'the logo "{name}" cannot be used: {error}')
    except FileNotFoundError:
        report.on(profile.logo, ("file",), "no-such-file", f'there is no "{name}" beside this file; check its name')
    except TooLarge:
        message = f'the logo "{name}" is larger than {MAX_BYTES >> 20} MiB; save it smaller'
        report.on(profile.logo, ("file",), "file-too-large", message)
    except (OSError, ValueError, RuntimeError):  # a link in a circle is the last one until Python 3.12
        report.on(profile.logo, ("file",), "unreadable-file", f'"{name}" cannot be read; check that it is a file')
    return None, ()


def _icc(profile: Profile, path: Path, report: Report) -> Path | None:
    """The colour profile of the print shop; what is wrong with its name goes to ``report``."""
    shop = profile.print_shop
    if shop is None or not shop.icc:
        return None
    try:
        file = inside(path.parent, shop.icc)
    except UnsafePath as error:
        report.on(shop, ("icc",), "outside-folder", f'the profile "{shop.icc}" cannot be used: {error}')
        return None
    if not file.is_file():
        report.on(shop, ("icc",), "no-such-file", f'there is no "{shop.icc}" beside this file; check its name')
        return None
    return file


def profile_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a profile file, for editors."""
    from soleprint.content.schema import described_schema

    return described_schema(Profile, sys.modules[Profile.__module__], "soleprint clinic profile")
