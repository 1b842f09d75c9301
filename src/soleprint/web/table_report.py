"""What the page of a table tells: each row, how far the work is, and what is wrong, in the reader's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil
from urllib.parse import urlencode

from msgspec import Struct

from soleprint.errors import Finding
from soleprint.products.options import every_option
from soleprint.web.merge_tasks import CHECKED, CHECKED_AGAIN, KINDS, MADE, MOST_ROWS, Kind, Row
from soleprint.web.messages import finding_said
from soleprint.web.offers import Choices
from soleprint.web.outcome import labelled, said_in_form
from soleprint.web.results import Failed
from soleprint.web.task import Task
from soleprint.web.uploaded_tables import Batch

ROWS_SHOWN = 100
"""Of a table at once."""
_LETTERS = 26
_REMEDY = re.compile(r"--([a-z-]+) (?:'([^']*)'|([^ ;]+))")
"""As ``errors.Remedy`` has it."""

STATES = {"makes": "people-makes", "warns": "people-warns", "cannot": "people-cannot"}
"""Keys of the words for the states of rows."""
OUTPUTS: Mapping[Kind, tuple[str, str]] = {
    "zip": ("people-zip", "people-zip-hint"),
    "pdf": ("people-pdf", "people-pdf-hint"),
    "print": ("people-print", "people-print-hint"),
}
"""Keys of what each kind of output is called, and of what is said of it."""


class Look(Struct, frozen=True):
    """Which rows are looked at: only those with problems, and the page of them from 0 on."""

    only: bool = False
    page: int = 0

    def query(self) -> str:
        """For an address, with its question mark; "" for all rows from the first on."""
        said = {**({"only": "problems"} if self.only else {}), **({"page": self.page} if self.page else {})}
        return f"?{urlencode(said)}" if said else ""


class Copy(Struct, frozen=True):
    """A row as it is shown."""

    row: Row
    what: Sequence[str]
    problems: Sequence[str]


class Work(Struct, frozen=True):
    """A task: its end as ``task.Done`` has it, how much of what is done, and how long the rest takes."""

    end: str
    done: int
    total: int
    said: str
    left: str = ""
    problems: Sequence[str] = ()
    files: Mapping[int, str] = {}


class Told(Struct, frozen=True):
    """All that a page tells of a table."""

    checking: Work
    making: Mapping[Kind, Work]
    counts: Mapping[str, int]
    """Of rows that make, warn and cannot."""
    warnings: Sequence[str]
    copies: Sequence[Copy]
    look: Look
    earlier: Look | None
    later: Look | None


class Teller:
    """Tells of one table, in the words of ``choices``."""

    def __init__(self, batch: Batch, choices: Choices) -> None:
        self.batch, self.choices, self.words = batch, choices, choices.words
        self._labels = {name: choices.words.label(name) for name in every_option()}

    def told(self, look: Look) -> Told:
        """What is known by now."""
        batch, rows = self.batch, self.batch.rows
        chosen = [row for row in rows if not look.only or row.findings]
        first = look.page * ROWS_SHOWN
        return Told(
            checking=self._checking(len(rows)),
            making={kind: self._making(kind, len(rows)) for kind in KINDS if kind in batch.making},
            counts={state: sum(row.state == state for row in rows) for state in STATES},
            warnings=self.placed(batch.head.warnings if batch.head else ()),
            copies=[self.copy(row) for row in chosen[first : first + ROWS_SHOWN]],
            look=look,
            earlier=Look(look.only, look.page - 1) if look.page else None,
            later=Look(look.only, look.page + 1) if len(chosen) > first + ROWS_SHOWN else None,
        )

    def copy(self, row: Row) -> Copy:
        """A row as it is shown."""
        words, choices = self.words, self.choices
        what = [words.title(row.product)]
        if row.lang:
            what.append(choices.languages.get(row.lang, row.lang))
            what += [words["all"]] if row.every else [choices.routines.get(one, one) for one in row.routines]
        findings = sorted(row.findings, key=lambda finding: finding.column)
        return Copy(row, what, self.placed(findings, row.output, row.number))

    def _checking(self, done: int) -> Work:
        task, head = self.batch.checking, self.batch.head
        total = head.rows if head else 0
        said = self.words.said("people-checked", done=done, all=total) if total else self.words["people-reading"]
        return Work(task.done.end, done, total, said, self._left(task, CHECKED, total), self._wrong(task))

    def _making(self, kind: Kind, rows: int) -> Work:
        """Each row is checked again, and then made: two steps."""
        task = self.batch.making[kind]
        checked, made = (task.counts.get(what, 0) for what in (CHECKED_AGAIN, MADE))
        said = self.words.said("people-made", done=made, all=rows)
        if not made:
            said = self.words.said("people-checked", done=checked, all=rows)
        files = self.batch.files(kind)
        left = self._left(task, MADE, rows)
        return Work(task.done.end, checked + made, 2 * rows, said, left, self._wrong(task), files)

    def _left(self, task: Task, what: str, total: int) -> str:
        seconds = task.seconds_left(what, total)
        if seconds is None:
            return ""
        key, count = ("people-seconds", seconds) if seconds < 90 else ("people-minutes", seconds / 60)
        return self.words.said(key, n=ceil(count))

    def _wrong(self, task: Task) -> Sequence[str]:
        """Why a task has not done what it should."""
        done = task.done
        if done.failure is not None:
            return self.failed(done.failure)
        return [self.words[done.end]] if done.end in ("slow", "broken") else []

    def failed(self, failure: Failed) -> Sequence[str]:
        """Why something was not made."""
        if failure.findings:
            return self.placed(failure.findings)
        if failure.code == "too-many-rows":
            return [self.words.said("people-too-many", most=MOST_ROWS)]
        return [self._plain(self.words.sentence(failure.code, failure.arguments, failure.message))]

    def placed(self, findings: Iterable[Finding], output: int = 0, row: int = 0) -> Sequence[str]:
        """Findings, each with the cell that it is about; the row too where it is not ``row``. Each once."""
        return list(dict.fromkeys(self._placed(finding, output, row) for finding in findings))

    def _placed(self, finding: Finding, output: int, row: int) -> str:
        message = self._plain(finding_said(self._in_words(finding), self.words))
        if finding.source != self.batch.table.as_posix():
            own = isinstance(self.batch.wanted.job, bytes) and finding.source == self.batch.job.as_posix()
            place = f"{finding.source}:{finding.line}:{finding.column}" if finding.line else finding.source
            return message if own or not place else self._plain(f"{place}: {message}")
        if not finding.column:
            return message
        cell, name = self._cell(finding.column, output)
        message = message.removeprefix(f"{name.casefold()}: ")
        if finding.line == row:
            return self.words.said("people-cell", cell=cell, message=message)
        return self.words.said("people-row-cell", row=finding.line, cell=cell, message=message)

    def _in_words(self, finding: Finding) -> Finding:
        """A finding whose remedies are named as the form names them, not as they are typed."""

        def named(found: re.Match[str]) -> str:
            return said_in_form(found[1].replace("-", "_"), found[2] or found[3], self.words)

        given = ((name, _REMEDY.sub(named, text) if name == "ways" else text) for name, text in finding.arguments)
        return replace(finding, arguments=tuple(given))

    def _cell(self, column: int, output: int) -> tuple[str, str]:
        """What a column (from 1) is called: its letter in a spreadsheet with its name, and its name alone."""
        letters, rest = "", column
        while rest:
            rest, letter = divmod(rest - 1, _LETTERS)
            letters = chr(ord("A") + letter) + letters
        head = self.batch.head
        names = head.columns[output] if head else ()
        name = names[column - 1] if column <= len(names) else ""
        return f"{letters} “{name}”" if name else letters, name

    def _plain(self, message: str) -> str:
        """A message without the places of files that the reader has not named so."""
        for path, name in ((self.batch.table, self.batch.called), (self.batch.job, self.batch.wanted.title)):
            for shown in (path.as_posix(), str(path)):
                message = message.replace(shown, name)
        return labelled(message, self._labels)
