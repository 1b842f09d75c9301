"""What can be wrong with a translation that a program can see."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from soleprint.content.locale.po import BRACES, Entry, PoFile
from soleprint.content.locale.review import REVIEW, is_void, marks_of, review_of
from soleprint.content.locale.update import state_of
from soleprint.content.nodes import CONTROL
from soleprint.content.printed import is_safety
from soleprint.errors import Finding, Severity

LONGER = 1.6
LONG = 40
SAME_WORDS = 3
STATUSES = ("draft", "reviewed")


def check_texts(file: PoFile, shown: str, lang: str) -> list[Finding]:
    """Findings of the header and of every translation that is there, in order of line."""
    findings = list(_header(file, shown, lang))
    for entry in file.entries:
        if entry.text and not entry.obsolete:
            findings += [*check_text(entry, shown), *_void(entry, shown)]
    return findings


def check_text(entry: Entry, shown: str) -> list[Finding]:
    """Findings of one translation, whoever has reviewed it."""
    return [*broken(entry, shown), *_doubtful(entry, shown)]


def broken(entry: Entry, shown: str) -> list[Finding]:
    """Errors of one translation."""
    english, text = entry.english, entry.text
    found = []
    wanted, given = set(BRACES.findall(english)), set(BRACES.findall(text))
    rest = BRACES.sub("", text)
    if wanted != given or "{" in rest or "}" in rest:
        words = ", ".join(sorted(wanted)) or "no words in braces"
        message = f'"{entry.context}" must have {words}, exactly as the English has'
        found.append(Finding("translation-placeholders", message, shown, entry.line, 1))
    if _edges(english) != _edges(text):
        message = f'"{entry.context}" begins or ends with another space than the English; delete it'
        found.append(Finding("translation-spaces", message, shown, entry.line, 1))
    control = CONTROL.search(text.replace("\t", "\x1f").replace("\r", "\x1f"))
    if control or ("\n" in text and "\n" not in english):
        message = f'"{entry.context}" has a line break, tab or invisible control character inside; delete it'
        found.append(Finding("control-character", message, shown, entry.line, 1))
    return found


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _doubtful(entry: Entry, shown: str) -> Iterator[Finding]:
    """Warnings of one translation."""
    if entry.text == entry.english and len(entry.english.split()) > SAME_WORDS:
        message = f'"{entry.context}" is still English'
        yield Finding("untranslated", message, shown, entry.line, 1, Severity.WARNING)
    if entry.context.rpartition("/")[2] in ("cue", "short"):
        length, usual = _length(entry.text), _length(entry.english)
        if length > LONG and length > LONGER * usual:
            message = f'"{entry.context}" has {length} characters, the English {usual}; say it in fewer words'
            yield Finding("cue-too-long-translated", message, shown, entry.line, 1, Severity.WARNING)


def _void(entry: Entry, shown: str) -> Iterator[Finding]:
    """A warning of a text that was reviewed and edited since."""
    if is_void(entry):
        last = next(reversed(marks_of(entry)), None)
        message = f'"{entry.context}" has a review mark that is not written as one; mark the text anew'
        if last is not None:
            message = (
                f'"{entry.context}" was reviewed by {last.name} on {last.date} and has been edited since, or is fuzzy; '
                "have it read again and mark it anew"
            )
        yield Finding("void-review", message, shown, entry.line, 1, Severity.WARNING)


def _length(text: str) -> int:
    """Characters that take room: marks above and below others do not."""
    return sum(unicodedata.category(character) not in ("Mn", "Me", "Cf") for character in text)


def _header(file: PoFile, shown: str, lang: str) -> Iterator[Finding]:
    given = file.header.get("Language", "").replace("_", "-")
    if given.casefold() != lang.casefold():
        yield Finding("po-header", f"the header says Language: {given or 'nothing'}, but this is {lang}", shown, 1, 1)
    review = review_of(file)
    if review.status not in STATUSES:
        message = f'{REVIEW} "{review.status}" is not known; use draft or reviewed'
        yield Finding("review-incomplete", message, shown, 1, 1)
    elif review.status == "reviewed" and not review.reviewed:
        message = "a reviewed translation names its reviewer and the date (2026-01-31) in the header; until then: draft"
        yield Finding("review-incomplete", message, shown, 1, 1)


def check_done(wanted: Sequence[Entry], file: PoFile, shown: str, update: str) -> Iterator[Finding]:
    """What is fuzzy, missing, or there for nothing: errors for safety texts, warnings for others.

    ``update`` is the command that brings the file up to date."""
    known = {entry.context: entry for entry in file.entries if not entry.obsolete}
    for entry in wanted:
        found = known.pop(entry.context, None)
        state = state_of(entry, found)
        if state != "done":
            yield _undone(entry, found, state, shown, update)
    for entry in known.values():
        message = f'"{entry.context}" is not in the content; run {update}, which puts it aside'
        yield Finding("unknown-context", message, shown, entry.line, 1, Severity.WARNING)


def _undone(entry: Entry, found: Entry | None, state: str, shown: str, update: str) -> Finding:
    safety = is_safety(entry.context)
    code = "missing-safety-translation" if safety else "missing-translation"
    if state == "fuzzy":
        code = "stale-translation"
    message = f'{entry.context} is {state}: "{entry.english}"'
    if found is None or (state == "fuzzy" and not found.fuzzy):
        message += f"; run {update}"
    line = found.line if found else 0
    return Finding(code, message, shown, line, int(bool(line)), Severity.ERROR if safety else Severity.WARNING)
