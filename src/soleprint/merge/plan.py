"""From a job and a table to what is made: outputs with their columns, and the people one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from soleprint.content.columns import Words, column_words
from soleprint.content.gate import claim_finding
from soleprint.content.library import Library
from soleprint.errors import ContentError, Finding, Severity, UsageProblem
from soleprint.files.folders import layers
from soleprint.jobs.manifest import Origins
from soleprint.jobs.plan import Base, MergeTask, Task, plan_merges, refuse_mistakes
from soleprint.merge.columns import FIELDS, ROUTINES, Column, Columns, match_columns
from soleprint.merge.names import TITLE, Pattern, file_name, name_pattern, title, title_pattern
from soleprint.merge.orders import Orders
from soleprint.merge.people import People, Person, read_cells
from soleprint.merge.table import Row, Table, open_table
from soleprint.merge.wishes import options_of_rows
from soleprint.products.order import Order, read_order
from soleprint.products.personal import slots_of
from soleprint.products.product import Product


class MergeOutput(Struct, frozen=True, dict=True):
    """A product of which each person of a table gets a copy."""

    base: Base
    table: Table
    columns: Columns
    people: People
    library: Library
    """The content in its own language."""
    name: Pattern
    title_pattern: Pattern

    @cached_property
    def origin(self) -> str:
        """The hash of all that its copies are made from but for the table."""
        base = self.base
        task = Task("", base.name, base.routines, dict(base.given), every=base.every)
        return Origins().of(task, date.today())

    def order_of(self, person: Person) -> Order:
        """What a person's copy asks for; people who ask for the same have the same object. It says nothing of them."""
        return self.people.orders.order_of(person.options)

    def file_name(self, person: Person) -> str:
        """The name of a person's file. Raises ``cells.Spoilt``, which ``check`` tells before anything is made."""
        return file_name(self.name, person, self.people.orders.fields_of(self.order_of(person)))

    def title(self, person: Person, plain: str) -> str:
        """The title of a person's copy, where that of the product is ``plain``."""
        return title(self.title_pattern, person, plain)


class MergePlan(Struct, frozen=True):
    """The outputs of a job that people get copies of."""

    outputs: tuple[MergeOutput, ...]

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is odd about the tables, each once."""
        found = [finding for output in self.outputs for finding in (*output.table.warnings, *output.columns.findings)]
        return tuple(dict.fromkeys(found))


def people(output: MergeOutput, part: tuple[int, int] | None = None) -> Iterator[Person]:
    """The people of an output, read as they are asked for; of a ``part`` (index from 0, count) only.

    Rows with a mistake are left out: ``check`` tells of them.
    """
    for person, findings in output.people.rows(rows_of(output, part)):
        if not any(finding.severity is Severity.ERROR for finding in findings):
            yield person


def rows_of(output: MergeOutput, part: tuple[int, int] | None) -> Iterator[Row]:
    """The rows of the table, or those of a part."""
    return output.table.rows() if part is None else output.table.part(*part)


def plan_merge(job: Path, table: Path | None = None, *, strict: bool = False) -> MergePlan:
    """What a job makes of its tables, or of another ``table``.

    Raises ContentError with every mistake of the job and of the first row of its tables, UsageProblem and FileProblem
    for tables that cannot be read.
    """
    tasks = plan_merges(job, table, strict=strict)
    tables: dict[tuple[Path, str | None], Table] = {}
    outputs = [_output(task, tables, len(tasks) > 1) for task in tasks]
    for task in tasks[:1]:
        refuse_mistakes(task.report)
    found = [finding for output in outputs if output for finding in output.columns.findings]
    if any(finding.severity is Severity.ERROR for finding in found):
        raise ContentError(list(dict.fromkeys(found)))
    return MergePlan(tuple(output for output in outputs if output is not None))


def _output(task: MergeTask, tables: dict[tuple[Path, str | None], Table], several: bool) -> MergeOutput | None:
    """An output, or None after a mistake in the job."""
    assert task.table is not None  # that there is none is a mistake of the job
    before, key = len(task.report.findings), (task.table, task.merge.sheet)
    table = tables[key] = tables.get(key) or open_table(*key)
    content = task.base.given.get("content")
    library, words = Library(layers("content", content)), column_words(layers("content", content))
    usual = {key: str(value) for key, value in task.base.given.items() if key in FIELDS}
    base = replace(task.base, given={key: value for key, value in task.base.given.items() if key not in FIELDS})
    columns = _columns(task, table, words)
    patterns = _patterns(task, columns, several)
    _check_base(task, base, columns)
    _check_usual(task, usual, library)
    if patterns is None or len(task.report.findings) > before:
        return None
    orders = Orders(base, columns.options, library, words)
    return MergeOutput(base, table, columns, People(table, columns, orders, usual), library, *patterns)


def _columns(task: MergeTask, table: Table, words: Words) -> Columns:
    """The columns of a table; mistakes in the job are noted in it."""
    mine = options_of_rows(task.base.found, task.base.given.get("content"))
    routines = (ROUTINES,) if task.base.found.documents != "none" else ()
    columns = match_columns(table, task.columns, fields_of_rows(task.base.found), (*routines, *mine), words)
    for key, code, message in columns.mistakes:
        task.report.on(task.output, ("columns", key), code, message)
    for column in columns.fields:
        _check_format(task, column)
    for column in columns.options:
        if len(column.places) > 1 or column.format is not None:
            message = f'"{column.name}" stands in one column, and is no date'
            task.report.on(task.output, ("columns", column.name), "bad-value", message)
    return columns


def fields_of_rows(found: Product) -> tuple[str, ...]:
    """What may be said to a person in a row. Where there is no room for that, the reference still names the file."""
    return slots_of(found) or ("reference",)


def _check_format(task: MergeTask, column: Column) -> None:
    try:
        read_cells(column)
    except ValueError as error:
        task.report.on(task.output, ("columns", column.name, "format"), "bad-date-format", str(error))


def _patterns(task: MergeTask, columns: Columns, several: bool) -> tuple[Pattern, Pattern] | None:
    """The patterns of names and titles, or None after a mistake."""
    person = "{reference}" if any(column.name == "reference" for column in columns.fields) else "{row}"
    usual = f"{person}_{{product}}" if several or person == "{row}" else person
    found = []
    for key, read, text in (
        ("name", name_pattern, task.merge.name or usual),
        ("title", title_pattern, task.merge.title or TITLE),
    ):
        try:
            found.append(read(text))
        except UsageProblem as error:
            task.report.on(task.output, ("merge", key), error.code, str(error))
    return (found[0], found[1]) if len(found) == 2 else None


def _check_base(task: MergeTask, base: Base, columns: Columns) -> None:
    """What the job asks for that cannot be, whatever a row says."""
    asked = {column.name for column in columns.options}
    given: dict[str, Any] = {name: value for name, value in base.given.items() if name not in asked}
    needs = base.found.documents != "none" and not base.routines and not base.every
    if needs and ROUTINES not in asked:
        message = "name routines, or a column of the table that has them"
        task.report.on(task.output, (), "no-routine", message)
        return
    try:
        spare = frozenset(given) if asked else base.spare
        read_order(base.name, base.routines, given, every=base.every or needs, spare=spare)
    except UsageProblem as error:
        task.report.on(task.output, (), error.code, str(error))
    except ContentError as error:  # of a file that the output names
        task.report.findings += error.findings


def _check_usual(task: MergeTask, usual: Mapping[str, str], library: Library) -> None:
    """What the job says to all people, held to the claims gate."""
    for field, text in usual.items():
        hit = library.gate().first_hit(text)
        if hit is not None:
            task.report.on(task.output, (field,), *claim_finding(hit))
