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
from soleprint.content.locale.concern import Concerns
from soleprint.content.locale.po import Entry, PoFile, read_po
from soleprint.content.locale.review import Review, is_reviewed, is_void, review_of
from soleprint.content.locale.update import FILE, GLOSSARY
from soleprint.content.model import Base
from soleprint.content.printed import Place, changed, is_safety
from soleprint.errors import ContentError, Finding, Severity
from soleprint.files.folders import builtin, find, is_folder, listed, names
from soleprint.marks import SOFT_HYPHEN

B = TypeVar("B", bound=Base)
_QUOTED = 60
MOST_ERRORS = 10


class Source(Struct, frozen=True, dict=True):
    """A PO file that was read, and the name that messages use for it."""

    shown: str
    file: PoFile

    @property
    def translated(self) -> list[Entry]:
        return [entry for entry in self.file.entries if entry.text and not entry.obsolete]

    @cached_property
    def review(self) -> Review:
        """What its header says."""
        return review_of(self.file)

    def has_reviewed(self, entry: Entry) -> bool:
        """Whether somebody has read this text of the file as it is now."""
        return self.review.reviewed or is_reviewed(entry)


class Found(Struct, frozen=True):
    """What is printed for one context: the translation, or the English with the finding that says why."""

    text: str
    reviewed: bool = False
    """Whether somebody has read it as it is now."""
    finding: Finding | None = None


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
        self._found: dict[str, Found] = {}
        """What was looked up so far, by context."""

    @cached_property
    def _sources(self) -> list[Source]:
        return sources(self.folders, self.lang)

    @cached_property
    def _entries(self) -> dict[str, list[tuple[Entry, Source]]]:
        """By context: the translations, the user's first, each with its file."""
        found: dict[str, list[tuple[Entry, Source]]] = {}
        for source in self._sources:
            for entry in source.translated:
                found.setdefault(entry.context, []).append((entry, source))
        return found

    @cached_property
    def review(self) -> Review:
        """Who has checked the translation; a draft as long as one text comes from a file that is a draft."""
        reviews: list[Review] = []
        seen: set[str] = set()
        for source in self._sources:
            contexts = {entry.context for entry in source.translated}
            reviews += [source.review] if contexts - seen else []
            seen |= contexts
        drafts = (review for review in reviews if not review.reviewed)
        return next(drafts, reviews[0] if reviews else Review())

    @cached_property
    def is_begun(self) -> bool:
        """Whether anybody has reviewed any of it."""
        return any(source.has_reviewed(entry) for source in self._sources for entry in source.translated)

    def has_void_mark(self, context: str) -> bool:
        """Whether a text was marked as reviewed and has been edited since, where it is first said."""
        return any(is_void(entry) for entry, _ in self._entries.get(context, ())[:1])

    def is_draft(self, concerns: Concerns) -> bool:
        """Whether nobody has reviewed one of the texts looked up so far that a document shows."""
        return not self.review.reviewed and not all(
            found.reviewed for context, found in self._found.items() if concerns(context)
        )

    def find(self, context: str, english: str) -> Found:
        """The translation, or the English with the finding that says why."""
        found = self._found[context] = self._find(context, english) if english else Found(english, True)
        return found

    def _find(self, context: str, english: str) -> Found:
        candidates = self._entries.get(context, ())
        for entry, source in candidates:
            if entry.done and entry.english == english:
                faults = broken(entry, source.shown) if "{" in english or "{" in entry.text else []
                return Found(english, finding=faults[0]) if faults else Found(entry.text, source.has_reviewed(entry))
        first = (candidates[0][0], candidates[0][1].shown) if candidates else (None, "")
        return Found(english, finding=self._absent(context, english, *first))

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
        found = self.find(context, english)
        _refuse([found])
        return found.text

    def thing(self, thing: B, path: str) -> B:
        """``thing``, whose context is ``path``, in this language. Raises ContentError as ``text`` does."""
        every: list[Found] = []

        def change(place: Place, english: str) -> str:
            every.append(self.find(place.context, english))
            return every[-1].text

        translated = changed(thing, path, change)
        _refuse(every)
        return translated

    def things(self, things: Mapping[str, B], path: str) -> Mapping[str, B]:
        """Each of ``things``, whose contexts are ``path/KEY``, in this language. Raises ContentError."""
        return MappingProxyType({key: self.thing(thing, f"{path}/{key}") for key, thing in things.items()})

    def texts(self, english: Mapping[str, str], path: str) -> Mapping[str, str]:
        """Each of these texts, whose contexts are ``path/KEY``, in this language. Raises ContentError."""
        every = {key: self.find(f"{path}/{key}", text) for key, text in english.items()}
        _refuse(every.values())
        return MappingProxyType({key: found.text for key, found in every.items()})

    def places_of(self, words: str) -> tuple[str, ...]:
        """Where translations have these words, soft hyphens aside: FILE:LINE, the user's first."""
        return tuple(
            f"{source.shown}:{entry.line}"
            for source in self._sources
            for entry in source.translated
            if words in entry.text.replace(SOFT_HYPHEN, "")
        )

    def warnings(self, concerns: Concerns) -> tuple[Finding, ...]:
        """The texts looked up so far that stay English and that a document shows."""
        found = [each.finding for context, each in self._found.items() if each.finding and concerns(context)]
        return tuple(sorted(dict.fromkeys(found), key=lambda finding: (finding.source, finding.line, finding.message)))


def _refuse(every: Iterable[Found]) -> None:
    """Raises ContentError with the findings that are errors."""
    errors = [each.finding for each in every if each.finding and each.finding.severity is Severity.ERROR]
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
