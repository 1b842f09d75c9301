"""Who has reviewed a translation: all of a file, as its header says, or single texts, by marks beside them.

A mark is a translator's comment, which gettext, Poedit and Weblate keep::

    # soleprint-reviewed: Ana Pérez, physiotherapist, 2026-11-27, 3f9c1a2b

It ends in the start of a hash of the English and the translation, so that it holds for these words alone: whoever edits
either of them, with whatever program, voids it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.locale.po import Entry, PoFile
from soleprint.content.nodes import CONTROL
from soleprint.content.printed import is_safety
from soleprint.errors import UsageProblem

REVIEW = "X-Soleprint-Review-Status"
REVIEWER = "X-Soleprint-Reviewer"
REVIEW_DATE = "X-Soleprint-Review-Date"
BACK_TRANSLATION = "X-Soleprint-Back-Translation-Check"
HEADERS = (REVIEW, REVIEWER, REVIEW_DATE, BACK_TRANSLATION)
"""Header fields of our own."""
PREFIX = "soleprint-reviewed:"
"""How the comment begins that is a mark."""
DIGITS = 8
"""Of the hash, hexadecimal."""
LONGEST = 80
"""Characters of a name or a role."""


class Review(Struct, frozen=True):
    """Who has checked a translation. Only a named reviewer with a date makes it ``reviewed``."""

    status: str = "draft"
    reviewer: str = ""
    date: str = ""
    back_translation: str = ""
    """How the translation was checked by translating it back."""

    @property
    def reviewed(self) -> bool:
        return self.status == "reviewed" and bool(self.reviewer) and is_date(self.date)


def review_of(file: PoFile) -> Review:
    """The review that the header of a file states."""
    return Review(*(file.header.get(name, "") for name in HEADERS))


class Mark(Struct, frozen=True):
    """That somebody has read one text. ``digest`` is ``digest_of`` the entry as it was then."""

    name: str
    role: str
    date: str
    digest: str

    @property
    def line(self) -> str:
        """The comment that it stands in."""
        return f"{PREFIX} {self.name}, {self.role}, {self.date}, {self.digest}"


class Reviewer(Struct, frozen=True):
    """Who reviews, and on which day (YYYY-MM-DD)."""

    name: str
    role: str
    date: str


def reviewer(name: str, role: str, day: str) -> Reviewer:
    """A reviewer as a mark can name one. Raises UsageProblem for what it cannot."""
    name, role = " ".join(name.split()), " ".join(role.split())
    for option, text in (("name", name), ("role", role)):
        if not text or len(text) > LONGEST or CONTROL.search(text):
            message = f"--{option} says who has read the texts, in one line of at most {LONGEST} characters."
            raise UsageProblem(message, code="bad-mark")
    if "," in role:
        raise UsageProblem("--role has no comma: it ends the role in the mark. Leave it out.", code="bad-mark")
    if not is_date(day):
        raise UsageProblem(f"--date {day[:40]!r} is not a day. Write it as in 2026-01-31.", code="bad-mark")
    return Reviewer(name, role, day)


def is_date(text: str) -> bool:
    """Whether a text is a day as in 2026-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def digest_of(entry: Entry) -> str:
    """What a mark of the English and the translation as they are now ends in."""
    return sha256(f"{entry.english}\0{entry.text}".encode()).hexdigest()[:DIGITS]


def is_mark(remark: str) -> bool:
    """Whether a translator's comment is meant for a mark."""
    return remark.startswith(PREFIX)


def mark_of(remark: str) -> Mark | None:
    """The mark that a translator's comment is; None for any other, and for one that is not written as marks are."""
    if not is_mark(remark):
        return None
    parts = [part.strip() for part in remark.removeprefix(PREFIX).rsplit(",", 3)]
    return Mark(*parts) if len(parts) == 4 and all(parts) and is_date(parts[2]) else None


def marks_of(entry: Entry) -> list[Mark]:
    """The marks of a text, void ones too."""
    return [mark for remark in entry.remarks if (mark := mark_of(remark)) is not None]


def is_reviewed(entry: Entry) -> bool:
    """Whether somebody has read this text as it is now; one that is fuzzy waits for somebody to look at it."""
    return entry.done and any(mark.digest == digest_of(entry) for mark in marks_of(entry))


def is_void(entry: Entry) -> bool:
    """Whether a text has been marked, and not as it is now."""
    return any(map(is_mark, entry.remarks)) and not is_reviewed(entry)


def marked(entry: Entry, by: Reviewer) -> Entry:
    """The text with a mark of its words of now; marks of other words, and earlier ones of the same reviewer, go."""
    mark = Mark(by.name, by.role, by.date, digest_of(entry))
    kept = [remark for remark in entry.remarks if not is_mark(remark) or _stays(mark_of(remark), mark)]
    return replace(entry, remarks=(*kept, mark.line))


def _stays(old: Mark | None, new: Mark) -> bool:
    """Whether another reviewer's mark of the same words."""
    return old is not None and old.digest == new.digest and (old.name, old.role) != (new.name, new.role)


class Selection(Struct, frozen=True):
    """Texts by their contexts: those named or matched in ``only`` (empty: all), without those of ``without``.

    A name is a context, or the beginning of contexts up to a slash; * and ? stand for any characters. A safety text is
    picked only by its whole name, or with ``safety``: nobody marks it unread because it was one of many.
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    safety: bool = False

    def picks(self, context: str) -> bool:
        return self._names(context) and (self.safety or context in self.only or not is_safety(context))

    def leaves_out(self, context: str) -> bool:
        """Whether a text would be picked if it were none of safety."""
        return self._names(context) and not self.picks(context)

    def _names(self, context: str) -> bool:
        named = not self.only or any(_matches(name, context) for name in self.only)
        return named and not any(_matches(name, context) for name in self.without)

    def unknown(self, contexts: Iterable[str]) -> str | None:
        """The first name that none of the contexts has."""
        every = list(contexts)
        names = (*self.only, *self.without)
        return next((name for name in names if not any(_matches(name, context) for context in every)), None)


def _matches(name: str, context: str) -> bool:
    return fnmatchcase(context, name) or context.startswith(f"{name.rstrip('/')}/")
