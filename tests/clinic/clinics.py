"""A clinic's files, and helpers to spoil them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from soleprint.clinic import Clinic, load_profile
from soleprint.content.gate import Gate
from soleprint.content.library import Library
from soleprint.errors import ContentError, Finding
from soleprint.files import folders

TODAY = date(2026, 11, 22)
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="teal"/></svg>'
PROFILE = """\
schema: 1
name: Riverside Clinic
logo: {file: art/logo.svg, alt: Riverside Clinic}
address: [1 River Street, Leeds LS1 1AA]
phone: "+44 113 496 0000"
web: https://clinic.example.org
email: hello@example.org
colours: {accent: "#0058ad", badge: "#004B93"}
emergency: {ambulance: 999, advice: {name: NHS 111, number: 111}}
emergency_in:
  es: {ambulance: 112}
  es-MX: {ambulance: 911}
reference: RC-17
issued: 2026-01-31
review_by: 2028-01-30
reviewer: {name: A. Reader, role: Physiotherapist, date: 2026-01-20}
footer: Registered charity 1234567
feedback: {contact: hello@example.org}
qr: {target: "https://clinic.example.org/feet", caption: Watch the film}
author: The foot team
translation_reviewers: {es: {name: B. Lector, date: 2026-01-25}}
"""


@cache
def gate() -> Gate:
    """The claims gate of the shipped content."""
    return Library([folders.builtin("content")]).gate()


def write(folder: Path, *changes: tuple[str, str], logo: bytes = SQUARE) -> Path:
    """The profile in ``folder`` with its logo, with texts replaced."""
    text = PROFILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "art").mkdir(exist_ok=True)
    (folder / "art/logo.svg").write_bytes(logo)
    path = folder / "clinic.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def load(path: Path, strict: bool = False) -> Clinic:
    return load_profile(path, gate(), TODAY, strict=strict)


def findings(path: Path, strict: bool = False) -> list[Finding]:
    """The findings of a profile that cannot be used."""
    try:
        load(path, strict)
    except ContentError as error:
        return list(error.findings)
    raise AssertionError("the profile was accepted")
