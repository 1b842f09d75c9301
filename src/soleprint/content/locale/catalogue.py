"""The translations of one language: found by context, laid over each other, and never silently in English.

Content is written in English. For another language each printed text is looked up in ``locale/LANG/*.po`` of every
content folder, the user's first, entry by entry. A translation counts only if it was made for the English of today and
is not marked fuzzy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct

from soleprint.content.languages import TAG
from soleprint.content.locale.advice import absent, own_of, shown_name
from soleprint.content.locale.check import broken
from soleprint.content.locale.concern import Concerns
from soleprint.content.locale.po import Entry, PoFile, read_po
from soleprint.content.locale.review import Review, is_reviewed, is_void, review_of
from soleprint.content.locale.update import FILE, GLOSSARY, STUDIO
from soleprint.content.model import Base
from soleprint.content.printed import Place, changed
from soleprint.errors import ContentError, Finding, Severity
from soleprint.files.folders import find, is_folder, listed, names
from soleprint.marks import SOFT_HYPHEN

B = TypeVar("B", bound=Base)


class Source(Struct, frozen=True, dict=True):
    """A PO file that was read, and the name that messages use for it."""

    shown: str
    file: PoFile

    @property
    def translated(self) -> list[Entry]:
        return [entry for entry in self.file.entries if entry.text and not entry.obsolete]

    @cached_property
    def by_context(self) -> Mapping[str, Entry]:
        """What has a place in it, translated or not."""
        return {entry.context: entry for entry in self.file.entries if not entry.obsolete}

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


def sources(folders: Sequence[Path], lang: str) -> list[Source]:
    """The PO files of ``lang`` with what is printed, the user's first. Raises ContentError for one that is unusable."""
    found = []
    for folder in folders:
        for stem in names([folder], f"locale/{lang}", ".po"):
            file = f"locale/{lang}/{stem}.po"
            path = find([folder], file)
            if path is not None and path.name not in (GLOSSARY, STUDIO):
                shown = shown_name(folder, file)
                found.append(Source(shown, read_po(path, shown)))
    return found


def terms_in(folders: Sequence[Path], lang: str) -> Mapping[str, Entry]:
    """What the glossaries of ``lang`` have, by context, the user's first. Raises ContentError for an unusable one."""
    found: dict[str, Entry] = {}
    for folder in folders:
        file = f"locale/{lang}/{GLOSSARY}"
        path = find([folder], file)
        entries = read_po(path, shown_name(folder, file)).entries if path is not None else ()
        found = {entry.context: entry for entry in entries if not entry.obsolete} | found
    return found


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages (BCP 47) that a content folder has files for, sorted."""
    found = [entry.name for entry in listed(folder / "locale")] if is_folder(folder / "locale") else []
    return tuple(name for name in found if re.fullmatch(TAG, name) and names([folder], f"locale/{name}", ".po"))


class Catalogue:
    """The translations of one language."""

    refuses = True
    """Whether asking for a safety text that would stay English raises ContentError."""

    def __init__(self, folders: Sequence[Path], lang: str) -> None:
        self.folders = tuple(folders)
        self.lang = lang
        self._found: dict[str, Found] = {}
        """What was looked up so far, by context."""
        self._lacking: dict[str, Finding] = {}
        """Of these, what stays English."""

    @cached_property
    def _sources(self) -> list[Source]:
        return sources(self.folders, self.lang)

    def _entries(self, context: str) -> Iterator[tuple[Entry, Source]]:
        """The translations for a context, the user's first, each with its file."""
        for source in self._sources:
            entry = source.by_context.get(context)
            if entry is not None and entry.text:
                yield entry, source

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
        return any(is_void(entry) for entry, _ in islice(self._entries(context), 1))

    def is_draft(self, concerns: Concerns) -> bool:
        """Whether nobody has reviewed one of the texts looked up so far that a document shows."""
        return not self.review.reviewed and not all(
            found.reviewed for context, found in self._found.items() if concerns(context)
        )

    def find(self, context: str, english: str) -> Found:
        """The translation, or the English with the finding that says why."""
        found = self._found[context] = self._find(context, english) if english else Found(english, True)
        if found.finding is not None:
            self._lacking[context] = found.finding
        return found

    def proposal(self, context: str) -> str:
        """What the first file says for a context, fuzzy or of other English too; "" where none says anything."""
        return next((entry.text for entry, _ in self._entries(context)), "")

    def _find(self, context: str, english: str) -> Found:
        for entry, source in self._entries(context):
            if entry.done and entry.english == english:
                faults = broken(entry, source.shown) if "{" in english or "{" in entry.text else []
                return Found(english, finding=faults[0]) if faults else Found(entry.text, source.has_reviewed(entry))
        return Found(english, finding=self._absent(context, english))

    def _absent(self, context: str, english: str) -> Finding:
        """Names the file to edit: that which has the text of now, else the user's, and the built-in one without any."""
        own = own_of(self.folders)
        held = ((source.by_context.get(context), source.shown) for source in self._sources)
        here = [(entry, shown) for entry, shown in held if entry is not None]
        same = next(((entry, shown) for entry, shown in here if entry.english == english), None)
        if same is not None:
            return absent(context, english, *same, self.lang, own)
        file = shown_name(self.folders[0], f"locale/{self.lang}/{FILE}")
        mine = next((entry for entry, shown in here if shown == file), None)
        return absent(context, english, mine, file, self.lang, own)

    def text(self, context: str, english: str) -> str:
        """The text in this language. Raises ContentError for a safety text without a usable translation."""
        found = self.find(context, english)
        self._refuse([found])
        return found.text

    def thing(self, thing: B, path: str) -> B:
        """``thing``, whose context is ``path``, in this language. Raises ContentError as ``text`` does."""
        every: list[Found] = []

        def change(place: Place, english: str) -> str:
            every.append(self.find(place.context, english))
            return every[-1].text

        translated = changed(thing, path, change)
        self._refuse(every)
        return translated

    def _refuse(self, every: Iterable[Found]) -> None:
        if self.refuses:
            _refuse(every)

    def things(self, things: Mapping[str, B], path: str) -> Mapping[str, B]:
        """Each of ``things``, whose contexts are ``path/KEY``, in this language. Raises ContentError."""
        return MappingProxyType({key: self.thing(thing, f"{path}/{key}") for key, thing in things.items()})

    def texts(self, english: Mapping[str, str], path: str) -> Texts:
        """Each of these texts, whose contexts are ``path/KEY``, in this language."""
        return Texts({key: self.find(f"{path}/{key}", text) for key, text in english.items()})

    def places_of(self, words: str) -> tuple[str, ...]:
        """Where translations have these words, soft hyphens aside: FILE:LINE, the user's first."""
        return tuple(
            f"{source.shown}:{entry.line}"
            for source in self._sources
            for entry in source.translated
            if words in entry.text.replace(SOFT_HYPHEN, "")
        )

    @property
    def is_whole(self) -> bool:
        """Whether nothing of what was looked up so far stays English."""
        return not self._lacking

    def lacking(self, concerns: Concerns) -> tuple[Finding, ...]:
        """What was looked up so far, stays English and is shown by a document: errors for safety texts."""
        found = [finding for context, finding in self._lacking.items() if concerns(context)]
        return tuple(sorted(dict.fromkeys(found), key=lambda finding: (finding.source, finding.line, finding.message)))


class Lenient(Catalogue):
    """The same, in English where need be: to find out all that a product needs. Nothing is printed of it."""

    refuses = False


class Texts(Mapping[str, str]):
    """Texts in a language. Asking for a safety text without a usable translation raises ContentError."""

    def __init__(self, found: Mapping[str, Found]) -> None:
        self._found = found

    def __getitem__(self, key: str) -> str:
        found = self._found[key]
        if found.finding is not None:
            _refuse([found])
        return found.text

    def unrefused(self, key: str) -> str:
        """The text, or the English that must not be printed."""
        return self._found[key].text

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _refuse(every: Iterable[Found]) -> None:
    """Raises ContentError with the findings that are errors."""
    errors = [each.finding for each in every if each.finding and each.finding.severity is Severity.ERROR]
    if errors:
        raise ContentError(errors)
