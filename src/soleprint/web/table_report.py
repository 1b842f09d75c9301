"""What the page of a table shows: its rows, the progress of its tasks, and problems, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil
from urllib.parse import urlencode

from msgspec import Struct

from soleprint.errors import Finding
from soleprint.products.options import every_option
from soleprint.web.merge_tasks import CHECKED, CHECKED_AGAIN, MADE, MOST_ROWS, OUTPUT_KINDS, OutputKind, TableRow
from soleprint.web.messages import finding_message
from soleprint.web.offers import Choices
from soleprint.web.outcome import choice_text, with_labels
from soleprint.web.results import Failure
from soleprint.web.task import Task
from soleprint.web.uploaded_tables import UploadedTable

ROWS_SHOWN = 100
"""Rows on one page."""
_LETTERS = 26
_REMEDY = re.compile(r"--([a-z-]+) (?:'([^']*)'|([^ ;]+))")
"""As ``errors.Remedy`` has it."""

STATES = {"makes": "people-makes", "warns": "people-warns", "cannot": "people-cannot"}
"""Keys of the words for the states of rows."""
OUTPUTS: Mapping[OutputKind, tuple[str, str]] = {
    "zip": ("people-zip", "people-zip-hint"),
    "pdf": ("people-pdf", "people-pdf-hint"),
    "print": ("people-print", "people-print-hint"),
}
"""Keys of the name and of the hint of each kind of output."""


class RowSelection(Struct, frozen=True):
    """Which rows are shown: all or only those with problems, and the number of the page, from 0."""

    only: bool = False
    page: int = 0

    def query(self) -> str:
        """The query for an address, with its question mark; "" for the first page of all rows."""
        query = {**({"only": "problems"} if self.only else {}), **({"page": self.page} if self.page else {})}
        return f"?{urlencode(query)}" if query else ""


class RowReport(Struct, frozen=True):
    """A row as the page shows it: what its copy contains, and its problems."""

    row: TableRow
    contents: Sequence[str]
    problems: Sequence[str]


class TaskReport(Struct, frozen=True):
    """The progress of a task: its end (see ``TaskResult``), how much is done, and how long the rest will take."""

    end: str
    done: int
    total: int
    text: str
    time_left: str = ""
    problems: Sequence[str] = ()
    files: Mapping[int, str] = {}


class TableReport(Struct, frozen=True):
    """Everything the page of a table shows."""

    checking: TaskReport
    making: Mapping[OutputKind, TaskReport]
    counts: Mapping[str, int]
    """How many rows make a copy, make one with a warning, and cannot be made."""
    warnings: Sequence[str]
    rows: Sequence[RowReport]
    selection: RowSelection
    earlier: RowSelection | None
    later: RowSelection | None


class TableReporter:
    """Makes the reports on one table, in the language of ``choices``."""

    def __init__(self, upload: UploadedTable, choices: Choices) -> None:
        self.upload, self.choices, self.words = upload, choices, choices.words
        self._labels = {name: choices.words.label(name) for name in every_option()}

    def report(self, selection: RowSelection) -> TableReport:
        """What is known at this moment."""
        upload, rows = self.upload, self.upload.rows
        chosen = [row for row in rows if not selection.only or row.findings]
        first = selection.page * ROWS_SHOWN
        return TableReport(
            checking=self._checking(len(rows)),
            making={kind: self._making(kind, len(rows)) for kind in OUTPUT_KINDS if kind in upload.making},
            counts={state: sum(row.state == state for row in rows) for state in STATES},
            warnings=self.finding_messages(upload.info.warnings if upload.info else ()),
            rows=[self.row_report(row) for row in chosen[first : first + ROWS_SHOWN]],
            selection=selection,
            earlier=RowSelection(selection.only, selection.page - 1) if selection.page else None,
            later=RowSelection(selection.only, selection.page + 1) if len(chosen) > first + ROWS_SHOWN else None,
        )

    def row_report(self, row: TableRow) -> RowReport:
        """A row as the page shows it."""
        words, choices = self.words, self.choices
        contents = [words.title(row.product)]
        if row.lang:
            contents.append(choices.languages.get(row.lang, row.lang))
            contents += [words["all"]] if row.every else [choices.routines.get(one, one) for one in row.routines]
        findings = sorted(row.findings, key=lambda finding: finding.column)
        return RowReport(row, contents, self.finding_messages(findings, row.output, row.number))

    def _checking(self, done: int) -> TaskReport:
        task, info = self.upload.checking, self.upload.info
        total = info.rows if info else 0
        text = self.words.said("people-checked", done=done, all=total) if total else self.words["people-reading"]
        return TaskReport(
            task.result.end, done, total, text, self._time_left(task, CHECKED, total), self._problems(task)
        )

    def _making(self, kind: OutputKind, rows: int) -> TaskReport:
        """Making has two steps: each row is checked again, then made."""
        task = self.upload.making[kind]
        checked, made = (task.counts.get(what, 0) for what in (CHECKED_AGAIN, MADE))
        text = self.words.said("people-made", done=made, all=rows)
        if not made:
            text = self.words.said("people-checked", done=checked, all=rows)
        files = self.upload.files(kind)
        time_left = self._time_left(task, MADE, rows)
        return TaskReport(task.result.end, checked + made, 2 * rows, text, time_left, self._problems(task), files)

    def _time_left(self, task: Task, what: str, total: int) -> str:
        seconds = task.seconds_left(what, total)
        if seconds is None:
            return ""
        key, count = ("people-seconds", seconds) if seconds < 90 else ("people-minutes", seconds / 60)
        return self.words.said(key, n=ceil(count))

    def _problems(self, task: Task) -> Sequence[str]:
        """Why a task has failed."""
        result = task.result
        if result.failure is not None:
            return self.failure_messages(result.failure)
        return [self.words[result.end]] if result.end in ("slow", "broken") else []

    def failure_messages(self, failure: Failure) -> Sequence[str]:
        """Why something was not made."""
        if failure.findings:
            return self.finding_messages(failure.findings)
        if failure.code == "too-many-rows":
            return [self.words.said("people-too-many", most=MOST_ROWS)]
        return [self._without_paths(self.words.sentence(failure.code, failure.arguments, failure.message))]

    def finding_messages(self, findings: Iterable[Finding], output: int = 0, row: int = 0) -> Sequence[str]:
        """The messages of findings with their cells, without duplicates; with the row too where it is not ``row``."""
        return list(dict.fromkeys(self._finding_message(finding, output, row) for finding in findings))

    def _finding_message(self, finding: Finding, output: int, row: int) -> str:
        message = self._without_paths(finding_message(self._with_form_names(finding), self.words))
        if finding.source != self.upload.table.as_posix():
            own = isinstance(self.upload.table_job.job, bytes) and finding.source == self.upload.job.as_posix()
            place = f"{finding.source}:{finding.line}:{finding.column}" if finding.line else finding.source
            return message if own or not place else self._without_paths(f"{place}: {message}")
        if not finding.column:
            return message
        cell, name = self._column_label(finding.column, output)
        message = message.removeprefix(f"{name.casefold()}: ")
        if finding.line == row:
            return self.words.said("people-cell", cell=cell, message=message)
        return self.words.said("people-row-cell", row=finding.line, cell=cell, message=message)

    def _with_form_names(self, finding: Finding) -> Finding:
        """The finding, with remedies named as in the form, not as on the command line."""

        def named(found: re.Match[str]) -> str:
            return choice_text(found[1].replace("-", "_"), found[2] or found[3], self.words)

        given = ((name, _REMEDY.sub(named, text) if name == "ways" else text) for name, text in finding.arguments)
        return replace(finding, arguments=tuple(given))

    def _column_label(self, column: int, output: int) -> tuple[str, str]:
        """A column (from 1) as messages name it, by its letter and its name, and its name alone."""
        letters, rest = "", column
        while rest:
            rest, letter = divmod(rest - 1, _LETTERS)
            letters = chr(ord("A") + letter) + letters
        info = self.upload.info
        names = info.columns[output] if info else ()
        name = names[column - 1] if column <= len(names) else ""
        return f"{letters} “{name}”" if name else letters, name

    def _without_paths(self, message: str) -> str:
        """A message with the file's own name in place of the path of its private copy."""
        for path, name in ((self.upload.table, self.upload.file_name), (self.upload.job, self.upload.table_job.title)):
            for shown in (path.as_posix(), str(path)):
                message = message.replace(shown, name)
        return with_labels(message, self._labels)
