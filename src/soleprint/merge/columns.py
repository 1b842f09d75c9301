"""Which column of a table has what: by names that people give columns (content/columns.yaml), or as a job says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from soleprint.content.columns import Words, folded
from soleprint.errors import Arguments, Finding, Severity, arguments
from soleprint.files.suggest import did_you_mean, nearest
from soleprint.jobs.model import MergeColumn
from soleprint.merge.table import Table
from soleprint.products.personal import USUAL

FIELDS = USUAL
"""What is said to a person, each in a place of its own on the page."""
PARTS = {"name": ("given-name", "family-name")}
"""Fields that may stand in two columns, in this order; or in one of them alone."""
_WHOLE = {part: field for field, parts in PARTS.items() for part in parts}
ROUTINES = "routines"
_LIKE = 0.8
_COUNTED = ("no", "nr", "num", "number", "nummer", "numero", "id", "ref", "reference")
"""Names of columns whose numbers are names: 0042 is not 42."""
Asked = Mapping[str, str | tuple[str, ...] | MergeColumn | None]


class Column(Struct, frozen=True):
    """A field or an option, and the columns from 0 that it stands in, one after the other."""

    name: str
    places: tuple[int, ...]
    format: str | None = None


class Mistake(NamedTuple):
    """What is wrong in a job: the key of ``columns``, a code and a message."""

    key: str
    code: str
    message: str


class Columns(Struct, frozen=True):
    """The columns of a table. ``unnamed`` are those, from 0, that have no name."""

    fields: tuple[Column, ...]
    options: tuple[Column, ...]
    unnamed: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def places(self) -> dict[str, int]:
        """The column of each field and option, the first being 1."""
        return {one.name: one.places[0] + 1 for one in (*self.fields, *self.options)}


def match_columns(table: Table, asked: Asked, fields: Sequence[str], options: Sequence[str], words: Words) -> Columns:
    """The columns of a table: those that a job ``asked`` for by their names, and others that are known by theirs.

    ``fields`` and ``options`` are all that may be found. Raises ContentError as ``table.header`` does.
    """
    return _Matcher(table, asked, fields, options, words).match()


class _Matcher:
    def __init__(self, table: Table, asked: Asked, fields: Sequence[str], options: Sequence[str], words: Words) -> None:
        self.table, self.asked = table, asked
        self.fields, self.options = fields, options
        self.header = [folded(name) for name in table.header]
        parts = [part for field, several in PARTS.items() if field in fields for part in several]
        self.wanted = (*fields, *options, *parts)
        own = {folded(name): name for name in self.wanted}
        self.known = {name: meant for name, meant in words.columns.items() if meant in self.wanted} | own
        self.found: dict[str, Column] = {}
        self.mistakes: list[Mistake] = []
        self.findings: list[Finding] = []

    def match(self) -> Columns:
        for key, value in self.asked.items():
            self._take(key, value)
        taken = {place for column in self.found.values() for place in column.places}
        free = [(place, name) for place, name in enumerate(self.header) if place not in taken]
        self._guess([(place, self.known[name]) for place, name in free if name in self.known])
        if not self.found and not self.mistakes and not self.findings:
            self._note(0, "no-columns", "no name in this row is that of a column; the first row names the columns, "
                       'such as Name or Language, or a job does: "columns: {name: Full name}"')  # fmt: skip
        elif self.found:
            self._warn([(place, name) for place, name in free if name and name not in self.known])
            self._warn_of_zeros()
        unnamed = tuple(place for place, name in enumerate(self.table.header) if not name and place not in taken)
        return Columns(self._of(self.fields), self._of(self.options), unnamed, tuple(self.findings),
                       tuple(self.mistakes))  # fmt: skip

    def _of(self, names: Iterable[str]) -> tuple[Column, ...]:
        return tuple(self.found[name] for name in names if name in self.found)

    def _note(
        self, place: int, code: str, message: str, severity: Severity = Severity.ERROR, arguments: Arguments = ()
    ) -> None:
        row, column = self.table.first_row, place + 1
        self.findings.append(Finding(code, message, self.table.source, row, column, severity, arguments=arguments))

    def _take(self, key: str, value: str | tuple[str, ...] | MergeColumn | None) -> None:
        """A column as the job names it."""
        if key not in (*self.fields, *self.options):
            message = f'"{key}" is nothing that a column may have here{did_you_mean(key, self.wanted)}'
            self.mistakes.append(Mistake(key, code="unknown-key", message=message))
            return
        names, form = (value.column, value.format) if isinstance(value, MergeColumn) else (value, None)
        if names is None:
            return
        several = (names,) if isinstance(names, str) else names
        places = [self._place(key, name) for name in several]
        if None not in places:
            self.found[key] = Column(key, tuple(place for place in places if place is not None), form)

    def _place(self, key: str, name: str) -> int | None:
        """Where a column of that name is; None after a mistake."""
        exact = [place for place, own in enumerate(self.table.header) if own.casefold() == name.casefold()]
        alike = exact or [place for place, own in enumerate(self.header) if own and own == folded(name)]
        if len(alike) == 1:
            return alike[0]
        near = nearest(folded(name), filter(None, self.header), _LIKE)
        hint = f"; did you mean column {self.header.index(near) + 1}?" if near else ""
        problem = f'there are several columns "{name}"' if alike else f'there is no column "{name}"'
        self.mistakes.append(Mistake(key, code="no-such-column", message=f"{problem} in {self.table.source}{hint}"))
        return None

    def _guess(self, known: Sequence[tuple[int, str]]) -> None:
        """Columns by their names: the one whose name is the field's own goes before others that may be meant."""
        for name in dict.fromkeys(meant for _, meant in known):
            field = _WHOLE.get(name, name)
            if field in self.asked:
                continue
            places = [place for place, meant in known if meant == name]
            own = [place for place in places if self.header[place] == folded(name)]
            if len(own or places) > 1:
                others = " and ".join(str(place + 1) for place in places)
                message = f'columns {others} may both be "{name}"; say which, in a job: "columns: {{{field}: ...}}"'
                self._note(places[1], "same-column", message)
            else:
                self.found[name] = Column(name, tuple((own or places)[:1]))
        for field, parts in PARTS.items():
            ends = [self.found.pop(part).places for part in parts if part in self.found]
            if field not in self.found and field not in self.asked and ends:
                self.found[field] = Column(field, tuple(place for end in ends for place in end))

    def _warn(self, unknown: Sequence[tuple[int, str]]) -> None:
        """Of columns that are not read; with what may be meant where a name is nearly one that is known."""
        rest = []
        for place, name in unknown:
            near = nearest(name, self.known, _LIKE)
            if near:
                message = f'this column is not known and not read; did you mean "{self.known[near]}"?'
                self._note(place, "unknown-column", message, Severity.WARNING, arguments(near=self.known[near]))
            else:
                rest.append(place)
        if rest:
            which = "column " if len(rest) == 1 else "columns "
            which += ", ".join(str(place + 1) for place in rest[:20]) + (" ..." if len(rest) > 20 else "")
            self._note(rest[0], "unknown-column", f"not known and not read: {which}", Severity.WARNING)

    def _warn_of_zeros(self) -> None:
        for place in self._numbered():
            message = "numbers here may have lost zeros at their beginning; format the column as text, or see that not"
            self._note(place, "lost-zeros", message, Severity.WARNING)

    def _numbered(self) -> Iterator[int]:
        """Columns that are read, have names and are numbers in the spreadsheet."""
        for column in self.found.values():
            for place in column.places:
                named = {folded(word) for word in self.table.header[place].split()}
                if place in self.table.numeric and (column.name == "reference" or named & set(_COUNTED)):
                    yield place
