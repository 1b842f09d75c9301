"""From a job file to the list of files to make, with every mistake found before the first is made."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from msgspec import Struct

from soleprint.content.library import Library
from soleprint.content.load import in_order, refuse_other
from soleprint.content.nodes import read
from soleprint.content.places import Report
from soleprint.errors import ContentError, FileProblem, UsageProblem
from soleprint.files.folders import is_file, is_folder, layers
from soleprint.jobs.model import (
    FILES,
    LISTED,
    Job,
    Merge,
    MergeColumn,
    Output,
    examined,
    option,
    output_options,
)
from soleprint.jobs.names import FIELDS, file_name, filled_of, usual
from soleprint.products.options import Option, options_with
from soleprint.products.order import Order, read_order
from soleprint.products.product import Product
from soleprint.products.product import product as find_product
from soleprint.products.writing import beside


class Task(Struct, frozen=True):
    """One file to make. ``given`` are the option values of ``products.order.read_order``."""

    name: str
    product: str
    routines: tuple[str, ...]
    given: dict[str, Any]
    instructions: bool = False
    every: bool = False
    """All routines there are: those that cannot be done as asked are left out, with a warning."""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files: its own, and that of its instructions."""
        return (self.name, *self.told)

    @property
    def told(self) -> tuple[str, ...]:
        """The name of its instructions."""
        return (beside(Path(self.name)).name,) if self.instructions else ()

    def owns(self, names: Collection[str]) -> bool:
        """Whether files of these names can be all that are made of it: pictures of several pages have numbers."""
        stem, suffix = Path(self.name).stem, Path(self.name).suffix
        own = set(names) - set(self.told)
        numbered = {f"{stem}-{number}{suffix}" for number in range(1, len(own) + 1)}
        several = suffix.lower() != ".pdf" and len(own) > 1 and own == numbered
        return set(self.told) <= set(names) and (own == {self.name} or several)


class Base(Struct, frozen=True):
    """What all copies of an output ask for. ``name`` is the product's; ``given`` are the option values of
    ``read_order``."""

    name: str
    found: Product
    routines: tuple[str, ...]
    given: Mapping[str, Any]
    spare: frozenset[str]
    """Options that are left out where they would do nothing."""
    every: bool


class MergeTask(Struct, frozen=True):
    """An output of which each person of a table gets a copy."""

    base: Base
    merge: Merge
    columns: Mapping[str, str | tuple[str, ...] | MergeColumn | None]
    table: Path | None
    output: Output
    report: Report
    """Collects mistakes that are found in ``output`` later."""


def plan(path: Path, *, strict: bool = False) -> tuple[Task, ...]:
    """The files that the job file ``path`` asks for, in its order.

    Raises ContentError with every mistake of the file, and FileProblem for folders that are not there.
    """
    job, planner = _opened(path, strict)
    tasks = tuple(task for output in job.outputs for task in planner.tasks(output))
    refuse_mistakes(planner.report)
    return tasks


def plan_merges(path: Path, table: Path | None = None, *, strict: bool = False) -> tuple[MergeTask, ...]:
    """The outputs of the job file ``path`` that have ``merge``, in its order; with another ``table`` for all of them.

    Where none has, and a ``table`` is given, all of them. Raises as ``plan`` does.
    """
    job, planner = _opened(path, strict)
    merged = [output for output in job.outputs if output.merge is not None]
    if not merged and table is None:
        planner.report.on(job, ("outputs",), "no-merge", 'no output here has "merge: {table: people.csv}"')
    tasks = [planner.merge(output, table) for output in merged or (job.outputs if table else ())]
    refuse_mistakes(planner.report)
    return tuple(task for task in tasks if task is not None)


def asks_for_merge(path: Path) -> bool:
    """Whether a file is a job that makes copies for the people of a table, though it may have mistakes."""
    try:
        job, _ = examined(read(path, path.as_posix()), path.as_posix())
    except (ContentError, FileProblem):
        return False
    return job is not None and any(output.merge is not None for output in job.outputs)


_A_PROFILE = 'this is a clinic\'s profile, not a job; a job names it ("profile: clinic.yaml") and lists "outputs"'


def refuse_mistakes(report: Report) -> None:
    """Raises ContentError where a job has mistakes."""
    if report.findings:
        raise ContentError(in_order(list(dict.fromkeys(report.findings))))


def _opened(path: Path, strict: bool) -> tuple[Job, _Planner]:
    """The job file ``path`` and what plans its outputs. Raises ContentError."""
    shown = path.as_posix()
    root = read(path, shown)
    refuse_other(root, shown, "name", _A_PROFILE, unless="outputs")
    job, report = examined(root, shown)
    if job is None:
        raise ContentError(in_order(report.findings))
    refuse_mistakes(report)
    own, fonts = _common(job, path.parent, report)
    refuse_mistakes(report)
    return job, _Planner(job, path.parent, own, fonts, strict, report)


def _common(job: Job, folder: Path, report: Report) -> tuple[dict[str, Path], tuple[Path, ...]]:
    """The file and folders of the job, and its folders of fonts, seen from its folder."""
    named = (("profile", job.profile), ("content", job.content), ("templates", job.templates))
    found = {key: _seen(job, (key,), folder, name, report) for key, name in named if name is not None}
    fonts = (_seen(job, ("font_dir", number), folder, name, report) for number, name in enumerate(job.font_dir))
    return found, tuple(fonts)


def _seen(job: Job, where: tuple[str | int, ...], folder: Path, name: str, report: Report) -> Path:
    """A file or folder that the job names; that it is not there is a finding."""
    path = folder / name
    kind, is_there = ("file", is_file) if where == ("profile",) else ("folder", is_folder)
    if not is_there(path):
        report.on(job, where, f"no-such-{kind}", f'there is no {kind} "{name}" here')
    return path


class _Planner:
    """What is the same for all outputs of a job while they are read."""

    def __init__(
        self, job: Job, folder: Path, own: dict[str, Path], fonts: tuple[Path, ...], strict: bool, report: Report
    ) -> None:
        self.defaults = job.defaults
        self.folder = folder
        self.common: dict[str, object] = {**own}
        if fonts:
            self.common["font_dir"] = fonts
        if strict:
            self.common["strict"] = True
        self.report = report
        self.templates = layers("templates", own.get("templates"))
        self.content = own.get("content")
        self.library = Library(layers("content", self.content))
        self.names: set[str] = set()

    def tasks(self, output: Output) -> Iterator[Task]:
        """The cross product of an output's lists; mistakes become findings."""
        if output.merge is not None or output.columns is not None:
            key = "columns" if output.merge is None else "merge"
            message = "`soleprint merge` makes this output, for the people of a table; build others in another job"
            self.report.on(output, (key,), "is-merge", message)
            return
        found = self._product(output)
        if found is None:
            return
        routines = self._routines(output, found)
        given, every = self._given(output, found), output.routines == "all"
        lists = [_listed(given.pop(key, None)) for key in LISTED]
        for lang, size, edition in product(*lists):
            asked = given | {"lang": lang, "size": size, "edition": edition}
            asked = {key: value for key, value in asked.items() if value is not None}
            # What the defaults say is for the outputs where it does something.
            spare = {key for key in asked if option(output, key) is None}
            try:
                order = read_order(output.product, routines, asked, every=every, spare=spare)
            except UsageProblem as error:
                self.report.on(output, (), error.code, str(error), error.arguments)
                continue
            except ContentError as error:  # of a file that the output names
                self.report.findings += error.findings
                continue
            name = self._name(output, order, filled_of(order))
            if name:
                asked = {key: value for key, value in asked.items() if key in order.given}
                told = self.defaults.instructions if output.instructions is None else output.instructions
                task = Task(name, output.product, routines, asked, bool(told), every)
                self._note_names(output, task)
                yield task

    def merge(self, output: Output, table: Path | None) -> MergeTask | None:
        """What an output with ``merge`` asks for; None after a finding."""
        found = self._product(output)
        if found is None:
            return None
        self._refuse_in_merge(output)
        routines, every = self._routines(output, found), output.routines == "all"
        given = {key: self._one(output, key, value) for key, value in self._given(output, found).items()}
        spare = frozenset(key for key in given if option(output, key) is None)
        merge, columns = output.merge or Merge(), output.columns or {}
        if table is None and merge.table is not None:
            table = self.folder / merge.table
            if not is_file(table):
                message = f'there is no file "{merge.table}" here'
                self.report.on(output, ("merge", "table"), "no-such-file", message)
        elif table is None:
            self.report.on(output, ("merge",), "no-such-file", 'name a table: "table: people.csv"')
        base = Base(output.product, found, routines, given, spare, every)
        return MergeTask(base, merge, columns, table, output, self.report)

    def _refuse_in_merge(self, output: Output) -> None:
        """Findings for what an output with ``merge`` does not have."""
        if output.file is not None:
            message = 'with "merge", file names have a pattern of their own: merge: {name: "{reference}"}'
            self.report.on(output, ("file",), "not-for-merge", message)
        if output.instructions:
            message = "instructions are the same for all copies; make them with an output without merge"
            self.report.on(output, ("instructions",), "not-for-merge", message)

    def _one(self, output: Output, key: str, value: object) -> object:
        """The one value of an option: a copy has one language, size and edition."""
        if key not in LISTED or not isinstance(value, tuple):
            return value
        if len(value) > 1:
            own = option(output, key) is not None
            message = (
                f'each person gets one copy, so "{key}" has one value with "merge"; a column of the table may differ'
            )
            self.report.on(output, (key,) if own else (), "not-for-merge", message)
        return value[0]

    def _product(self, output: Output) -> Product | None:
        """The product of an output, or None after a finding."""
        try:
            return find_product(self.templates, output.product)
        except UsageProblem as error:
            self.report.on(output, ("product",), error.code, str(error), error.arguments)
            return None

    def _routines(self, output: Output, found: Product) -> tuple[str, ...]:
        if output.routines is None or found.documents == "none":
            return ()
        known = self.library.routine_ids()
        for number, name in enumerate(output.routines if output.routines != "all" else ()):
            if name not in known:
                try:
                    self.library.routine(name)
                except UsageProblem as error:
                    self.report.on(output, ("routines", number), error.code, str(error), error.arguments)
        return () if output.routines == "all" else tuple(dict.fromkeys(output.routines))

    def _own(self, output: Output, key: str) -> object:
        """What an output or else the defaults say of an option."""
        own = option(output, key)
        return option(self.defaults, key) if own is None else own

    def _given(self, output: Output, found: Product) -> dict[str, object]:
        """The option values of an output, and those it takes from the defaults. What its product does not take is a
        finding where the output gives it, and left out where the defaults do."""
        taken = options_with((*found.takes, "own"), self.content)
        given = {key: value for key, value in self.common.items() if key in taken}
        for key in output_options():
            value = self._own(output, key)
            if value is None:
                continue
            if key not in taken:
                if option(output, key) is not None:
                    message = f'the product "{output.product}" does not take "{key}"'
                    self.report.on(output, (key,), "not-for-product", message)
                continue
            usable = [
                one for number, one in enumerate(_several(value)) if self._usable(output, taken[key], one, number)
            ]
            if key in FILES:
                # What is said of a bundle that is missing is no further mistake; a missing printer cannot be read.
                names = [str(one) for one in usable]
                there = [self._is_there(output, key, number, name) for number, name in enumerate(names)]
                usable = [self.folder / name for name, is_there in zip(names, there, strict=True)
                          if is_there or key == "bundle"]  # fmt: skip
            if usable:
                given[key] = tuple(usable) if isinstance(value, tuple) or key == "bundle" else usable[0]
        return given

    def _usable(self, output: Output, asked: Option, value: object, number: int) -> bool:
        """Whether an option's kind can read the value; if not, a finding."""
        key = asked.name
        if key == "offset":
            return True
        try:
            asked.kind.read(value, key)
        except UsageProblem as error:
            own = option(output, key) is not None
            where = (key, number) if isinstance(self._own(output, key), tuple) else (key,)
            self.report.on(output if own else self.defaults, where, error.code, str(error), error.arguments)
            return False
        return True

    def _is_there(self, output: Output, key: str, number: int, name: str) -> bool:
        """Whether there is a file of that name beside the job; if not, a finding."""
        if is_file(self.folder / name):
            return True
        own = option(output, key) is not None
        where = (key, number) if isinstance(self._own(output, key), tuple) else (key,)
        message = f'there is no file "{name}" here'
        self.report.on(output if own else self.defaults, where, "no-such-file", message)
        return False

    def _name(self, output: Output, order: Order, filled: dict[str, str]) -> str | None:
        """The file's name, or None after a finding."""
        pattern = output.file or self.defaults.file or usual(order, filled)
        try:
            return file_name(pattern, filled)
        except ValueError as error:
            self.report.on(output, ("file",), "bad-name-pattern", str(error))
            return None

    def _note_names(self, output: Output, task: Task) -> None:
        """Remembers the names of a task's files; a name that is taken is a finding."""
        for name in task.files:
            key = unicodedata.normalize("NFC", name).casefold()
            if key in self.names:
                message = f'two files would be called "{name}"; give a `file` with {{{"} {".join(FIELDS)}}}'
                self.report.on(output, ("file",), "same-name", message)
            self.names.add(key)


def _several(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _listed(value: object) -> tuple[object, ...]:
    """The values of an option of which each makes a file; (None,) where the product's own default holds."""
    return (None,) if value is None else tuple(dict.fromkeys(_several(value)))
