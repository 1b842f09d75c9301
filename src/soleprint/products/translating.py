"""Reviewing the translations in a content folder of one's own, a text at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.languages import SOURCE
from soleprint.content.locale.advice import shown_name
from soleprint.content.locale.catalogue import Catalogue, sources, terms_in
from soleprint.content.locale.check import check_text
from soleprint.content.locale.files import TranslationFiles, own_folder, review_state
from soleprint.content.locale.po import Entry
from soleprint.content.locale.review import Reviewer, Selection, marks_of, reviewer
from soleprint.content.locale.update import FILE, state_of
from soleprint.content.printed import is_safety
from soleprint.errors import ContentError, Finding, Severity, UsageProblem
from soleprint.files.folders import leads_out
from soleprint.products.listing import languages_made

_ENDING = r"\w{0,3}"
"""What a word may end in that is a form of a term: "circles", "kneading"."""
Wish = Literal["save", "mark", "doubt"]


class Counted(Struct, frozen=True):
    """How far the review of a language is. ``open`` counts what nobody has read as it is now."""

    lang: str
    own: str
    english: str
    rtl: bool
    all: int
    reviewed: int
    void: int
    undone: int
    """Fuzzy or missing."""
    declared: bool
    """Whether the header of its file says that all of it is reviewed."""

    @property
    def open(self) -> int:
        return self.all - self.reviewed


class Reading(Struct, frozen=True):
    """A text that is printed, with its translation as it is now, fuzzy or not, and what was said of it.

    ``review`` is "reviewed", "void" (edited since somebody marked it), "unreviewed", or "" where it stays English.
    """

    context: str
    english: str
    notes: tuple[str, ...]
    text: str
    previous: str | None
    """The English that a fuzzy translation was made for."""
    state: str
    """"done", "fuzzy" or "missing"."""
    review: str
    safety: bool
    marks: tuple[str, ...]
    """Who has read these words or earlier ones, with role and day."""
    stamp: str
    """Changes with the translation, its English, and all that is said of it."""

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to read it."""
        return self.review != "reviewed"


class Saved(Struct, frozen=True):
    """What became of a wish: ``saved``; ``refused`` for its findings; ``changed`` meanwhile by somebody else."""

    outcome: Literal["saved", "refused", "changed", "unsigned"]
    reading: Reading
    findings: tuple[Finding, ...] = ()


def counted(content: Path) -> list[Counted]:
    """How far each language is. Raises ContentError for content that cannot be used."""
    files = TranslationFiles(own_folder(content))
    return [_counted(files, content, lang) for lang in languages_made(content) if lang.partition("-")[0] != SOURCE]


def _counted(files: TranslationFiles, content: Path, lang: str) -> Counted:
    one, status = languages_made(content)[lang], files.status(lang)
    every = len(files.printed)
    undone = every - status.reviewed - status.void - status.unreviewed
    return Counted(
        lang, one.own, one.english, one.rtl, every, status.reviewed, status.void, undone, status.review.reviewed
    )


class Translation:
    """The translation into a language that there is, as the folder ``content`` and the built-in one have it.

    Raises UsageProblem for a language that there is not, ContentError for files that cannot be used.
    """

    def __init__(self, content: Path, lang: str) -> None:
        if lang not in languages_made(content) or lang.partition("-")[0] == SOURCE:
            raise UsageProblem(f"There is no translation into {lang[:40]!r}.", code="unknown-language")
        self._content, self._lang = content, lang
        self._files = TranslationFiles(own_folder(content))

    def counted(self) -> Counted:
        """How far it is."""
        return _counted(self._files, self._content, self._lang)

    def readings(self) -> list[Reading]:
        """Every text, in the order of the content."""
        catalogue, said = Catalogue(self._files.folders, self._lang), self._said()
        return [_reading(entry, said.get(entry.context), catalogue) for entry in self._files.printed]

    def _said(self) -> Mapping[str, Entry]:
        """What the first file that says anything for a context has there."""
        found: dict[str, Entry] = {}
        for source in sources(self._files.folders, self._lang):
            found = {entry.context: entry for entry in source.translated} | found
        return found

    def reading(self, context: str) -> Reading:
        """One text. Raises UsageProblem for a context that there is not."""
        found = next((one for one in self.readings() if one.context == context), None)
        if found is None:
            raise UsageProblem(f'There is no text "{context[:200]}".', code="unknown-context")
        return found

    def terms(self, english: str) -> list[tuple[str, str]]:
        """The glossary's terms that are in a text, each with its translation where it has one."""
        known = terms_in(self._files.folders, self._lang)
        return [
            (term.english, known[term.context].text if term.context in known else "")
            for term in self._files.terms
            if re.search(rf"\b{re.escape(term.english)}{_ENDING}\b", english, re.IGNORECASE)
        ]

    def write(self, context: str, text: str, stamp: str, wish: Wish, by: tuple[str, str]) -> Saved:
        """Writes a translation into the folder: as it is, reviewed ``by`` a name and a role today, or as fuzzy.

        Nothing is written where the text is no longer as its ``stamp`` says, or has an error; as fuzzy it may have
        any that a PO file can hold.
        """
        before = self.reading(context)
        if before.stamp != stamp:
            return Saved("changed", before)
        findings = tuple(self.findings(before, text))
        if not text.strip():
            findings = (Finding("missing-translation", "there is no translation yet; write it"),)
        if any(_stops(finding, wish) for finding in findings):
            return Saved("refused", before, findings)
        signed = _signed(by) if wish == "mark" else None
        if wish == "mark" and signed is None:
            return Saved("unsigned", before, findings)
        self._refuse_outside()
        if wish == "doubt":
            self._files.doubt(self._lang, context, text)
        elif text != before.text or before.state != "done":
            self._files.fill(self._lang, {context: text})
        if signed is not None:
            self._files.mark(self._lang, signed, Selection((context,)))
        return Saved("saved", self.reading(context), findings)

    def findings(self, reading: Reading, text: str) -> list[Finding]:
        """What is wrong, or doubtful, of a translation; nothing of one that is not there."""
        return check_text(Entry(reading.context, reading.english, text), "") if text else []

    def declare(self, by: tuple[str, str]) -> bool:
        """Writes into the header of the file that all of it is reviewed; False for who cannot be named there.

        Raises UsageProblem where it is not all reviewed.
        """
        if count := self.counted().open:
            raise UsageProblem(f"{count} texts are still to be reviewed.", code="bad-mark")
        signed = _signed(by)
        if signed is not None:
            self._refuse_outside()
            self._files.declare(self._lang, signed)
        return signed is not None

    def _refuse_outside(self) -> None:
        """A link would have the file written elsewhere. Raises ContentError."""
        path = self._files.path(self._lang, FILE)
        if leads_out((self._content,), self._content, path):
            message = "this is a link to a file outside the folder; put the file itself here"
            raise ContentError([Finding("outside-folder", message, shown_name(self._content, path.name))])


def _signed(by: tuple[str, str]) -> Reviewer | None:
    """A reviewer of today; None for a name or a role that no mark can have."""
    try:
        return reviewer(*by, date.today().isoformat())
    except UsageProblem:
        return None


def _stops(finding: Finding, wish: Wish) -> bool:
    if wish == "doubt":
        return finding.code in ("control-character", "missing-translation")
    return finding.severity is Severity.ERROR


def _reading(entry: Entry, found: Entry | None, catalogue: Catalogue) -> Reading:
    known = found or replace(entry, text="")
    told = (entry.english, known.english, known.text, *known.flags, *known.remarks)
    marks = tuple(f"{mark.name}, {mark.role}, {mark.date}" for mark in marks_of(known))
    previous = known.previous if known.english == entry.english else known.english
    return Reading(
        entry.context, entry.english, entry.notes, known.text, previous,
        state_of(entry, found), review_state(entry, catalogue), is_safety(entry.context), marks,
        sha256("\0".join(told).encode()).hexdigest()[:16],
    )  # fmt: skip
