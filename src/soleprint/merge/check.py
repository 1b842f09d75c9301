"""Every mistake of a table, told before anything is made: row, column and what is wrong, but not what a cell says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from soleprint.content.gate import Gate, claim_finding
from soleprint.errors import Finding, Severity, arguments
from soleprint.merge.cells import Spoilt
from soleprint.merge.columns import FIELDS
from soleprint.merge.people import Person
from soleprint.merge.plan import MergeOutput, MergePlan, rows_of
from soleprint.products.personal import NAMES

MOST_FINDINGS = 200
REST = "too-many-findings"
"""The code of what only counts the rest."""
_TOGETHER = 1_000
"""Rows whose texts go through the claims gate at once."""
_SENTENCES = tuple(field for field in FIELDS if field not in (*NAMES, "date"))
Found = tuple[Person, list[Finding]]


def check_plan(plan: MergePlan, part: tuple[int, int] | None = None) -> list[Finding]:
    """Every mistake of the tables of a plan, or of a ``part`` of their rows, and every warning; of each at most
    ``MOST_FINDINGS``, then how many more. Holds a number for each file name, so that two of one name are found; nothing
    else grows with the table."""
    names: dict[int, int] = {}
    collected = {severity: _Collected() for severity in Severity}
    for finding in plan.warnings:
        collected[finding.severity].add(finding)
    for number, output in enumerate(plan.outputs):
        for finding in _findings(output, part, Names(number, names)):
            collected[finding.severity].add(finding)
    found = [finding for each in collected.values() for finding in each.first]
    source = plan.outputs[0].table.source
    found += [_rest(each.more, severity, source) for severity, each in collected.items() if each.more]
    return in_order(found)


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of their rows; what only counts the rest comes last."""
    return sorted(found, key=lambda each: (each.code == REST, each.source, each.line, each.column))


class _Collected:
    """Findings of one severity: a table with many odd columns must not hide its mistakes, nor seem to have some."""

    def __init__(self) -> None:
        self.first: dict[Finding, None] = {}
        self.more = 0

    def add(self, finding: Finding) -> None:
        if finding in self.first:
            return
        if len(self.first) < MOST_FINDINGS:
            self.first[finding] = None
        else:
            self.more += finding.mistakes


def _rest(count: int, severity: Severity, source: str) -> Finding:
    """How many more there are."""
    first = "; correct these first" if severity is Severity.ERROR else ""
    message = f"and {count} more like these{first}"
    return Finding(REST, message, source, severity=severity, mistakes=count)


def _findings(output: MergeOutput, part: tuple[int, int] | None, names: Names) -> Iterator[Finding]:
    told = set[int]()
    for _, findings in rows_with_findings(output, part, names):
        for finding in findings:
            if finding.severity is Severity.ERROR:
                yield finding
            elif finding.column not in told:  # of a column, so once
                told.add(finding.column)
                yield finding


def rows_with_findings(output: MergeOutput, part: tuple[int, int] | None, names: Names) -> Iterator[Found]:
    """Each person of a table, or of a part of it, with what is wrong with the row: all but whether it fits."""
    gate = output.library.gate()
    rows = output.people.rows(rows_of(output, part))
    while batch := list(islice(rows, _TOGETHER)):
        for person, findings in _with_claims(output, batch, gate):
            if not any(finding.severity is Severity.ERROR for finding in findings):
                findings += _named(output, person, names)
            yield person, findings


def _with_claims(output: MergeOutput, batch: list[Found], gate: Gate) -> list[Found]:
    """Some people with what is wrong with each, what they are told that must not be claimed among it."""
    for every, own in (((*_SENTENCES, *output.base.found.slots), gate), (NAMES, gate.prohibited)):
        fields = [field for field in every if field in output.people.places]
        texts = list({text for person, _ in batch for field in fields if (text := person.values.get(field))})
        hits = {texts[index]: hit for index, hit in own.hits(texts)}
        for person, findings in batch if hits else ():
            for field in fields:
                hit = hits.get(person.values.get(field, ""))
                if hit is not None:
                    place, (code, message, given) = person.places[field] - 1, claim_finding(hit, field)
                    findings.append(output.people.finding(person, place, code, message, arguments=given))
    return batch


class Names:
    """Names of the files of an output. ``taken`` has where each is from by its hash: 2**32 times the number of its
    output, and its row."""

    def __init__(self, number: int, taken: dict[int, int]) -> None:
        self.number, self.taken = number, taken

    def take(self, name: str, row: int) -> int | None:
        """The row of the file that has the name already; None where none has."""
        own = self.number << 32 | row
        first = self.taken.setdefault(hash(unicodedata.normalize("NFC", name).casefold()), own)
        return None if first == own else first & 0xFFFFFFFF


def _named(output: MergeOutput, person: Person, names: Names) -> Iterator[Finding]:
    """What is wrong with the name of a person's file."""
    place = person.places.get("reference", 1) - 1
    try:
        first = names.take(output.file_name(person), person.number)
    except Spoilt as error:
        yield output.people.spoilt(person, place, error, str(error))
        return
    if first is not None:
        message = f"the file would have the name of that of row {first}; give each a reference of its own, "
        message += 'or the output name: "{row}"'
        yield output.people.finding(person, place, "same-name", message, arguments=arguments(row=first))
