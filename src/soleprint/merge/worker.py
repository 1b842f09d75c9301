"""What one process does: checks a part of a table, or makes it. It is told which part, and reads the rows itself."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from msgspec import Struct

from soleprint import store
from soleprint.errors import Finding
from soleprint.jobs.worker import begin
from soleprint.merge.check import MOST_FINDINGS
from soleprint.merge.copies import Copies
from soleprint.merge.fitting import Fitting
from soleprint.merge.markers import Line, Markers, Source
from soleprint.merge.outputs import Making
from soleprint.merge.parts import Kind, Part
from soleprint.merge.people import Person
from soleprint.merge.plan import MergeOutput, MergePlan, people, plan_merge, rows_of

Told = Callable[[int], None]
"""Is told how many rows are done since the last time."""


class Work(Struct, frozen=True):
    """What is to be done, as it is sent to other processes: nothing of any row."""

    job: Path
    table: Path | None
    strict: bool
    kind: Kind
    out: Path
    run: str
    """Which call it is part of: what is kept of one is of no use to another."""


class Checked(Struct, frozen=True):
    """What was found of a part: what of it cannot be printed; the first of that where it is much."""

    copies: int
    findings: tuple[Finding, ...]


class Tally(Struct, frozen=True):
    """What became of a part."""

    copies: int
    pages: int
    kept: bool = False
    """It had been made before."""
    warnings: tuple[Finding, ...] = ()
    """About layouts, each once: nothing of what anyone is told."""


class _Kept(Struct):
    """A plan and the layouts of its outputs, which all parts of a run share."""

    run: str
    plan: MergePlan
    copies: tuple[Copies, ...]


_now: list[_Kept] = []


def keep(work: Work, plan: MergePlan) -> None:
    """The plan of a run, for this process, until ``forget_people``; other processes make their own."""
    _now[:] = [_Kept(work.run, plan, tuple(map(Copies, plan.outputs)))]


def _kept(work: Work) -> _Kept:
    if not _now or _now[0].run != work.run:
        keep(work, plan_merge(work.job, work.table, strict=work.strict))
    return _now[0]


def begin_beside() -> None:
    """A process that begins beside another. It may be a copy of that one, with its tables open: files that two have
    open have one place, so it reads them anew."""
    begin()
    _collect_seldom()
    for kept in _now:
        for output in kept.plan.outputs:
            output.table.reopen()


def forget_people() -> None:
    """Keep nothing of a table any longer."""
    _now.clear()
    store.forget_people()


_SELDOM = (100_000, 50, 100)


def _collect_seldom() -> bool:
    """Python seldom looks for circles among what is kept from now on; whether what was kept so far is not looked at by
    our doing."""
    frozen = not gc.get_freeze_count()  # else somebody has done it, who may undo it
    if frozen:
        gc.freeze()
    gc.set_threshold(*_SELDOM)
    return frozen


@contextmanager
def steady() -> Iterator[None]:
    """While many copies are made, Python seldom looks for circles: there are none to speak of.

    This is of the whole process, so it is for those whose own the process is: a command, a task of the studio, and
    processes that begin beside another. A program that calls ``soleprint.merge`` keeps its memory as it wants.
    """
    before = gc.get_threshold()
    gc.collect()
    frozen = _collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if frozen:
            gc.unfreeze()


def check_part(work: Work, part: Part, told: Told = lambda rows: None) -> Checked:
    """Looks for what of a part cannot be printed. Rows in which something else is wrong are left out."""
    kept = _kept(work)
    output, copies = kept.plan.outputs[part.number], kept.copies[part.number]
    every = Counted(output, part, told)
    findings = tuple(islice(Fitting(output, copies).findings(every), MOST_FINDINGS))
    return Checked(every.copies, findings)


class Counted:
    """The people of a part, counted."""

    def __init__(self, output: MergeOutput, part: Part, told: Told) -> None:
        self._output, self._part, self._told = output, part, told
        self.copies = 0

    def __iter__(self) -> Iterator[Person]:
        for person in people(self._output, (self._part.index, self._part.count)):
            yield person
            self.copies += 1
            self._told(1)


def made_before(work: Work, part: Part, key: bytes) -> Tally | None:
    """What became of a part in an earlier run, where it would become the same now; None where it must be made."""
    output = _kept(work).plan.outputs[part.number]
    known = Markers(work.out).read(part, work.kind)
    if known is None or not _is_there(work.out, known[1]) or known[0] != _made_from(key, output, work.kind, part):
        return None
    return Tally(len(known[1]), sum(pages for _, _, pages, _ in known[1]), kept=True)


def make_part(work: Work, part: Part, told: Told = lambda rows: None) -> Tally:
    """Makes a part. Raises FileProblem."""
    kept = _kept(work)
    output, copies = kept.plan.outputs[part.number], kept.copies[part.number]
    markers = Markers(work.out)
    source = Source(markers.key(), output, work.kind, part)
    warnings: dict[Finding, None] = {}
    with Making(markers.making(), work.out, output, copies, work.kind, part) as making:
        lines: list[Line] = []
        for row in rows_of(output, (part.index, part.count)):
            source.add(row)
            person, _ = output.people.read(row)
            file, shape = making.add(person, output.file_name(person))
            lines.append((person.number, file, shape.result.pages, shape.warnings))
            warnings |= dict.fromkeys(shape.result.findings)
            told(1)
        making.commit()
    markers.write(part, work.kind, source.digest, lines)
    return Tally(len(lines), sum(pages for _, _, pages, _ in lines), warnings=tuple(warnings))


def _made_from(key: bytes, output: MergeOutput, kind: Kind, part: Part) -> str:
    source = Source(key, output, kind, part)
    for row in rows_of(output, (part.index, part.count)):
        source.add(row)
    return source.digest


def _is_there(out: Path, lines: list[Line]) -> bool:
    return all((out / file).is_file() for file in dict.fromkeys(file for _, file, _, _ in lines))
