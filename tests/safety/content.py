"""Content folders with a second safety profile and with draft translations, and what pages made from them say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from soleprint.content.library import Library
from soleprint.content.locale.entries import entries, newest_date
from soleprint.content.locale.po import write_po
from soleprint.content.locale.update import FILE, filled, updated
from soleprint.files import folders
from soleprint.marks import ARTIFACT, GlyphRun, Page

BUILTIN = folders.builtin("content")
SECOND: dict[str, Any] = {
    "schema": 1,
    "id": "second",
    "title": "Safety of the second kind",
    "ask": "Ask a vet first: zebras, okapis and quaggas.",
    "stop": {
        "title": "Keep off",
        "cue": "Stripes that glow: ambulance now. A neck that hums: help today.",
        "text": "Do not touch a zebra whose stripes glow or whose neck hums.",
        "today": "Get help today from a keeper for a neck that hums.",
        "ambulance": "Call the night keeper at once for stripes that glow.",
    },
    "general": ["Zebras should not be hurried."],
    "conditions": [{"id": "S1", "level": "avoid", "condition": "A sunburnt zebra", "advice": "Keep to the shade."}],
    "sources": ["The keepers' handbook"],
    "date": "2026-01-01",
}
"""A safety profile that shares no word with the built-in one."""


def shipped() -> dict[str, Any]:
    """The built-in safety profile as its file has it."""
    found: dict[str, Any] = yaml.safe_load((BUILTIN / "safety/leg-and-foot.yaml").read_text(encoding="utf-8"))
    return found


def write_second(folder: Path, conditions: Iterable[dict[str, Any]] = ()) -> Path:
    """A content folder in which the routine "second-foot" is a foot massage with a safety profile of its own.

    ``conditions`` stand in it after the one of ``SECOND``.
    """
    for name in ("safety", "routines"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    given = [*SECOND["conditions"], *conditions]
    profile = {**SECOND, "conditions": [{**one, "id": f"S{n}"} for n, one in enumerate(given, 1)]}
    (folder / "safety/second.yaml").write_text(yaml.safe_dump(profile, sort_keys=False), encoding="utf-8")
    foot = (BUILTIN / "routines/foot.yaml").read_text(encoding="utf-8")
    foot = foot.replace("id: foot\n", "id: second-foot\n", 1).replace("title: Foot\n", "title: Other foot\n", 1)
    foot = foot.replace("safety: leg-and-foot\n", "safety: second\n", 1)
    (folder / "routines/second-foot.yaml").write_text(foot, encoding="utf-8")
    return folder


SPANISH = str.maketrans("aeiou", "áéíóú")
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابجدهوزحطيكلمنسعفصقرشتثخذض")


def spanish(english: str) -> str:
    """The English with other vowels, so that neither text holds the other; words in braces stay."""
    return _outside_braces(english, lambda part: part.translate(SPANISH))


def arabic(english: str) -> str:
    """The English in Arabic letters; words in braces stay."""
    return _outside_braces(english, lambda part: part.lower().translate(ARABIC))


def _outside_braces(text: str, change: Callable[[str], str]) -> str:
    return "".join(part if part.startswith("{") else change(part) for part in re.split(r"(\{\w+\})", text))


SAY: dict[str, Callable[[str], str]] = {"es": spanish, "ar": arabic}


def write_translation(folder: Path, lang: str, reviewed: str = "") -> Path:
    """A made-up translation of everything, a draft unless somebody has reviewed it, laid over that of ours."""
    library = Library([folder, BUILTIN])
    po = updated(None, entries(library), lang, newest_date(library))
    po = filled(po, {entry.context: SAY[lang](entry.english) for entry in po.entries})
    text = write_po(po)
    if reviewed:
        assert text.count("draft\\n") == 1
        text = text.replace("draft\\n", "reviewed\\n")
        text = re.sub(r'("X-[\w-]*Reviewer:) ?\\n"', rf'\1 {reviewed}\\n"', text)
        text = re.sub(r'("X-[\w-]*Date:) ?\\n"', r'\1 2026-01-01\\n"', text)
    path = folder / "locale" / lang / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def bare(text: str) -> str:
    """``text`` without white space and characters that cannot be seen: lines break where they must."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


def said(pages: Iterable[Page]) -> str:
    """All words of the pages in reading order, without running feet, bare."""
    return bare("".join(_words(page) for page in pages))


def _words(page: Page) -> str:
    return "".join(
        mark.item.text for mark in page.marks if isinstance(mark.item, GlyphRun) and mark.owner is not ARTIFACT
    )
