"""What is said of translations that are not there: which file to edit, and the command to type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from soleprint.content.locale.po import Entry
from soleprint.content.printed import is_safety
from soleprint.errors import Finding, Severity
from soleprint.files.folders import builtin

_QUOTED = 60
MOST_ERRORS = 10


def own_of(folders: tuple[Path, ...]) -> Path | None:
    """The user's folder of content, the first of several."""
    return folders[0] if len(folders) > 1 else None


def shown_name(folder: Path, file: str) -> str:
    """The name of a file in messages: "content/..." when built in, else as the user gave the folder."""
    return f"content/{file}" if folder == builtin("content") else (folder / file).as_posix()


def command(verb: str, lang: str, own: Path | None) -> str:
    """What to type, in quotes: ``"soleprint translate update es --content mine"``."""
    folder = own.as_posix() if own else ""
    folder = f"'{folder}'" if " " in folder else folder
    return f'"soleprint translate {verb} {lang}{f" --content {folder}" if folder else ""}"'


def absent(context: str, english: str, entry: Entry | None, shown: str, lang: str, own: Path | None) -> Finding:
    """That a text has no translation that can be used: an error where it is for safety.

    ``entry`` is what the file named ``shown`` has for the context, if anything.
    """
    safety = is_safety(context)
    ending = "" if safety else " and is printed in English"
    quoted = english if len(english) <= _QUOTED else english[: _QUOTED - 1] + "…"
    if entry is not None and entry.text and entry.english == english:
        said = f"is fuzzy{ending}; look at the translation, correct it and take its fuzzy mark away"
    elif entry is not None and entry.text:
        update = command("update", lang, own)
        said = f"has changed since it was translated{ending}; run {update}, correct it and take its fuzzy mark away"
    elif entry is not None and entry.english == english:
        said = f"has no translation{ending}; fill in its msgstr"
    else:
        said = f"has no translation{ending}; run {command('update', lang, own)}, then fill in its msgstr"
    code = "missing-safety-translation" if safety else "missing-translation"
    code = "stale-translation" if entry is not None and entry.text else code
    line = entry.line if entry else 0
    severity = Severity.ERROR if safety else Severity.WARNING
    return Finding(code, f'{lang}: {context} {said}. The English: "{quoted}"', shown, line, int(bool(line)), severity)


def errors_of(findings: Iterable[Finding], lang: str, own: Path | None) -> list[Finding]:
    """The errors, each once, in order of line; after ``MOST_ERRORS`` only how many more there are."""
    errors = list(dict.fromkeys(finding for finding in findings if finding.severity is Severity.ERROR))
    errors.sort(key=lambda finding: (finding.source, finding.line))
    more = len(errors) - MOST_ERRORS
    if more <= 1:
        return errors
    message = f"{lang}: {more} more mistakes like these; {command('check', lang, own)} names them all."
    return [*errors[:MOST_ERRORS], replace(errors[-1], message=message, line=0, column=0, mistakes=more)]
