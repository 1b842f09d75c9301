"""The translations of one language: found by context, laid over each other, and never silently in English.

Content is written in English. For another language each printed text is looked up in ``locale/LANG/*.po`` of every
content folder, the user's first, entry by entry. A translation counts only if it was made for the English of today and
is not marked fuzzy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct

from soleprint.content.languages import TAG
from soleprint.content.locale.check import broken
from soleprint.content.locale.po import Entry, PoFile, read_po
from soleprint.content.locale.update import FILE, GLOSSARY, Review, review_of
from soleprint.content.model import Base, Routine
from soleprint.content.printed import Place, changed, is_safety
from soleprint.errors import ContentError, Finding, Severity
from soleprint.files.folders import builtin, find, is_folder, listed, names
from soleprint.marks import SOFT_HYPHEN

B = TypeVar("B", bound=Base)
_QUOTED = 60
MOST_ERRORS = 10


class Source(Struct, frozen=True):
    """A PO file that was read, and the name that messages use for it."""

    shown: str
    file: PoFile

    @property
    def translated(self) -> list[Entry]:
        return [entry for entry in self.file.entries if entry.text and not entry.obsolete]


def shown_name(folder: Path, file: str) -> str:
    """The name of a file in messages: "content/..." when built in, else as the user gave the folder."""
    return f"content/{file}" if folder == builtin("content") else (folder / file).as_posix()


def sources(folders: Sequence[Path], lang: str) -> list[Source]:
    """The PO files of ``lang`` without glossaries, the user's first. Raises ContentError for one that is unusable."""
    found = []
    for folder in folders:
        for stem in names([folder], f"locale/{lang}", ".po"):
            file = f"locale/{lang}/{stem}.po"
            path = find([folder], file)
            if path is not None and path.name != GLOSSARY:
                shown = shown_name(folder, file)
                found.append(Source(shown, read_po(path, shown)))
    return found


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages (BCP 47) that a content folder has files for, sorted."""
    found = [entry.name for entry in listed(folder / "locale")] if is_folder(folder / "locale") else []
    return tuple(name for name in found if re.fullmatch(TAG, name) and names([folder], f"locale/{name}", ".po"))


class Catalogue:
    """The translations of one language."""

    def __init__(self, folders: Sequence[Path], lang: str) -> None:
        self.folders = tuple(folders)
        self.lang = lang
        self._untranslated: dict[str, list[Finding]] = {}

    @cached_property
    def _sources(self) -> list[Source]:
        return sources(self.folders, self.lang)

    @cached_property
    def _entries(self) -> dict[str, list[tuple[Entry, str]]]:
        """By context: the translations, the user's first, each with the name of its file."""
        found: dict[str, list[tuple[Entry, str]]] = {}
        for source in self._sources:
            for entry in source.translated:
                found.setdefault(entry.context, []).append((entry, source.shown))
        return found

    @cached_property
    def review(self) -> Review:
        """Who has checked the translation; a draft as long as one text comes from a file that is a draft."""
        reviews: list[Review] = []
        seen: set[str] = set()
        for source in self._sources:
            contexts = {entry.context for entry in source.translated}
            reviews += [review_of(source.file)] if contexts - seen else []
            seen |= contexts
        drafts = (review for review in reviews if not review.reviewed)
        return next(drafts, reviews[0] if reviews else Review())

    def find(self, context: str, english: str) -> tuple[str, Finding | None]:
        """The translation, or the English with the finding that says why."""
        if not english:
            return english, None
        candidates = self._entries.get(context, ())
        for entry, shown in candidates:
            if entry.done and entry.english == english:
                faults = broken(entry, shown) if "{" in english or "{" in entry.text else []
                return (english, faults[0]) if faults else (entry.text, None)
        return english, self._absent(context, english, *(candidates[0] if candidates else (None, "")))

    def _absent(self, context: str, english: str, entry: Entry | None, shown: str) -> Finding:
        safety = is_safety(context)
        source = shown or f"content/locale/{self.lang}/{FILE}"
        quoted = english if len(english) <= _QUOTED else english[: _QUOTED - 1] + "…"
        ending = "" if safety else " and is printed in English"
        severity = Severity.ERROR if safety else Severity.WARNING
        if entry is not None:
            message = (
                f'{self.lang}: {context} has changed since it was translated{ending}; run "soleprint translate update '
                f'{self.lang}", correct the translation and take away its fuzzy mark. The English: "{quoted}"'
            )
            return Finding("stale-translation", message, source, entry.line, 1, severity)
        message = f'{self.lang}: {context} has no translation{ending}; fill in its msgstr. The English: "{quoted}"'
        code = "missing-safety-translation" if safety else "missing-translation"
        return Finding(code, message, source, 0, 0, severity)

    def text(self, context: str, english: str) -> str:
        """The text in this language. Raises ContentError for a safety text without a usable translation."""
        text, finding = self.find(context, english)
        self._note(context, [finding] if finding else [])
        return text

    def thing(self, thing: B, path: str) -> B:
        """``thing``, whose context is ``path``, in this language. Raises ContentError as ``text`` does."""
        findings: list[Finding] = []

        def change(place: Place, english: str) -> str:
            text, finding = self.find(place.context, english)
            findings.extend([finding] if finding else [])
            return text

        translated = changed(thing, path, change)
        self._note(path, findings)
        return translated

    def things(self, things: Mapping[str, B], path: str) -> Mapping[str, B]:
        """Each of ``things``, whose contexts are ``path/KEY``, in this language. Raises ContentError."""
        return MappingProxyType({key: self.thing(thing, f"{path}/{key}") for key, thing in things.items()})

    def texts(self, english: Mapping[str, str], path: str) -> Mapping[str, str]:
        """Each of these texts, whose contexts are ``path/KEY``, in this language. Raises ContentError."""
        found = {key: self.find(f"{path}/{key}", text) for key, text in english.items()}
        self._note(path, [finding for _, finding in found.values() if finding])
        return MappingProxyType({key: text for key, (text, _) in found.items()})

    def places_of(self, words: str) -> tuple[str, ...]:
        """Where translations have these words, soft hyphens aside: FILE:LINE, the user's first."""
        return tuple(
            f"{source.shown}:{entry.line}"
            for source in self._sources
            for entry in source.translated
            if words in entry.text.replace(SOFT_HYPHEN, "")
        )

    def warnings(self, routines: Iterable[Routine]) -> tuple[Finding, ...]:
        """The texts asked for so far that stay English, leaving out those of other routines than these."""
        wanted = {
            context
            for routine in routines
            for context in (
                f"routines/{routine.id}",
                f"safety/{routine.safety}",
                *(f"claims/{claim}" for claim in routine.claims),
            )
        }
        found = (
            findings
            for context, findings in self._untranslated.items()
            if context in wanted or not context.startswith(("routines/", "safety/", "claims/"))
        )
        return tuple(dict.fromkeys(finding for findings in found for finding in findings))

    def _note(self, context: str, findings: list[Finding]) -> None:
        self._untranslated[context] = findings
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if errors:
            raise ContentError(errors)


def errors_of(findings: Iterable[Finding], lang: str) -> list[Finding]:
    """The errors, each once; after ``MOST_ERRORS`` only how many more there are."""
    errors = list(dict.fromkeys(finding for finding in findings if finding.severity is Severity.ERROR))
    more = len(errors) - MOST_ERRORS
    if more <= 1:
        return errors
    message = f'{lang}: {more} more mistakes like these; "soleprint translate check {lang}" names them all.'
    return [*errors[:MOST_ERRORS], replace(errors[-1], message=message, line=0, column=0)]
