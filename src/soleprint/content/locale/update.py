"""Bringing PO files up to date with the content, filling them in, and counting what is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.locale.po import Entry, PoFile
from soleprint.content.locale.review import BACK_TRANSLATION, HEADERS, REVIEW, REVIEW_DATE, REVIEWER
from soleprint.content.printed import is_safety

CREATED = "POT-Creation-Date"
FILE, GLOSSARY, STUDIO = "soleprint.po", "glossary.po", "studio.po"
"""What is printed; terms to agree on; what the studio's own pages say."""


def new_header(lang: str, day: date) -> dict[str, str]:
    """The header of a file for ``lang``, a draft that nobody has reviewed; dates are the content's."""
    return {
        "Project-Id-Version": "soleprint",
        CREATED: f"{day} 00:00+0000",
        "PO-Revision-Date": f"{day} 00:00+0000",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": lang.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        REVIEW: "draft",
        REVIEWER: "",
        REVIEW_DATE: "",
        BACK_TRANSLATION: "",
    }


def updated(old: PoFile | None, wanted: Sequence[Entry], lang: str, day: date) -> PoFile:
    """The file with exactly the ``wanted`` texts, translations kept.

    A text that only moved keeps its translation; one whose English changed becomes fuzzy and remembers the English it
    was made for; a translation that nothing uses any more stays at the end as obsolete.
    """
    fresh = new_header(lang, day)
    if old is None:
        return PoFile(fresh, (), tuple(wanted))
    header = fresh | old.header | {CREATED: fresh[CREATED]}
    english = {entry.context: entry.english for entry in wanted}
    known = {entry.context: entry for entry in sorted(old.entries, key=lambda entry: not entry.obsolete)}
    left = {
        entry.english: entry for entry in known.values() if entry.text and english.get(entry.context) != entry.english
    }
    moved = {entry.context: left[entry.english] for entry in wanted if _is_move(entry, known, left)}
    gone = {entry.context for entry in moved.values()}
    merged = [_merged(entry, moved.get(entry.context) or _unless(known, entry.context, gone)) for entry in wanted]
    obsolete = [
        replace(entry, obsolete=True, notes=())
        for entry in old.entries
        if entry.text and entry.context not in english and entry.context not in gone
    ]
    ordered = {name: header[name] for name in (*old.header, *(name for name in fresh if name not in old.header))}
    return PoFile(ordered, old.remarks, (*merged, *obsolete))


def _is_move(entry: Entry, known: Mapping[str, Entry], left: Mapping[str, Entry]) -> bool:
    """Whether the same English stood elsewhere and stands there no more."""
    before = known.get(entry.context)
    return (before is None or before.english != entry.english) and entry.english in left


def _unless(known: Mapping[str, Entry], context: str, gone: set[str]) -> Entry | None:
    return None if context in gone else known.get(context)


def _merged(wanted: Entry, old: Entry | None) -> Entry:
    if old is None:
        return wanted
    kept = replace(wanted, remarks=old.remarks)
    if not old.text:
        return kept
    same = old.english == wanted.english
    fuzzy = old.fuzzy or not same
    previous = old.previous if same or old.previous is not None else old.english
    flags = ("fuzzy", *wanted.flags) if fuzzy else wanted.flags
    return replace(kept, text=old.text, flags=flags, previous=previous if fuzzy else None)


def suggested(file: PoFile, known: Mapping[str, str]) -> PoFile:
    """The file with a fuzzy translation where there is none and one of the same English is ``known``."""
    entries = tuple(
        replace(entry, text=known[entry.english], flags=("fuzzy", *entry.flags))
        if not entry.text and entry.english in known
        else entry
        for entry in file.entries
    )
    return replace(file, entries=entries)


def filled(file: PoFile, translations: Mapping[str, str]) -> PoFile:
    """The file with these translations (by context) in place, no longer fuzzy, and header fields (by name) set.

    A changed text ends a review, unless the same call states a new one.
    """
    entries = tuple(_filled(entry, translations) for entry in file.entries)
    header = dict(file.header)
    if entries != file.entries:
        header |= {REVIEW: "draft", REVIEWER: "", REVIEW_DATE: ""}
    header |= {name: " ".join(translations[name].split()) for name in HEADERS if name in translations}
    return PoFile(header, file.remarks, entries)


def _filled(entry: Entry, translations: Mapping[str, str]) -> Entry:
    text = translations.get(entry.context)
    if text is None or entry.obsolete or (text == entry.text and not entry.fuzzy):
        return entry
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return replace(entry, text=text, flags=flags, previous=None)


def doubted(file: PoFile, context: str, text: str) -> PoFile:
    """The file with this translation in place and fuzzy: it waits for somebody to look at it."""
    entries = tuple(
        replace(entry, text=text, flags=("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")))
        if entry.context == context and not entry.obsolete
        else entry
        for entry in file.entries
    )
    return replace(file, entries=entries)


class Count(Struct, frozen=True):
    """How far a file is. ``safety`` counts the safety texts that are fuzzy or missing: what shows one is not made."""

    done: int
    fuzzy: int
    missing: int
    safety: int

    @property
    def percent(self) -> int:
        """Done of all, rounded down, so that 100 is all."""
        return 100 * self.done // max(1, self.done + self.fuzzy + self.missing)


def count(wanted: Sequence[Entry], file: PoFile | None) -> Count:
    """What is done of the ``wanted`` texts; a translation of other English than today's counts as fuzzy."""
    known = {entry.context: entry for entry in file.entries if not entry.obsolete} if file else {}
    states = {entry.context: state_of(entry, known.get(entry.context)) for entry in wanted}
    values = list(states.values())
    safety = sum(state != "done" for context, state in states.items() if is_safety(context))
    return Count(values.count("done"), values.count("fuzzy"), values.count("missing"), safety)


def state_of(wanted: Entry, found: Entry | None) -> str:
    """``done``, ``fuzzy`` or ``missing``."""
    if found is None or not found.text:
        return "missing"
    return "done" if found.done and found.english == wanted.english else "fuzzy"
