"""The Python door: what ``import soleprint`` offers. It translates calls into orders and holds no logic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from typing import Unpack

    from soleprint.api.typed import AnyOptions, ContactSheetOptions, Make, PictureOptions, PrinterTestOptions
    from soleprint.audit import Report
    from soleprint.errors import Finding
    from soleprint.jobs.make import Done
    from soleprint.merge.make import Report as MergeReport
    from soleprint.merge.parts import Kind as OutputKind
    from soleprint.products.result import Result

AnyPath = str | PathLike[str]
MOST_JOBS = 64
"""Files made at the same time."""


def _make(product: str, routines: str | Iterable[str] = (), /, *, all: bool = False, **options: Any) -> Result:
    """A product of one routine or several: ``make("card", ["foot"], size="A6", faces=2, hole="top").pdf``.

    ``options`` are those of the command line (``soleprint make card --help``), with the same names and values; ``all``
    takes every routine. Raises the errors of ``soleprint.errors``: UsageProblem, ContentError, DoesNotFit,
    FontProblem, FileProblem.
    """
    from soleprint.products.make import make as fulfilled

    return fulfilled(product, routines, all=all, **options)


_make.__name__ = _make.__qualname__ = "make"
make: Make = cast("Make", _make)


def picture(routine: str, /, **options: Unpack[PictureOptions]) -> Result:
    """The picture of a routine, or of one step of it: ``picture("foot", step=4, width="80mm").svg()``."""
    return make("picture", routine, **options)


def contact_sheet(**options: Unpack[ContactSheetOptions]) -> Result:
    """Every view and every stroke of the content on one sheet."""
    return make("contact-sheet", **options)


def printer_test(**options: Unpack[PrinterTestOptions]) -> Result:
    """Two pages, front and back, that show a printer's border, its scale and how backs meet fronts."""
    return make("printer-test", **options)


def instructions(result: Result, /) -> Result:
    """How to print, cut, fold and bind what was made, on a page of its own."""
    from soleprint.errors import UsageProblem
    from soleprint.products.instructions import instructions as told
    from soleprint.products.result import Result

    if not isinstance(result, Result):
        raise UsageProblem(f"instructions(...) takes what make(...) gave back, not {str(result)[:60]!r}.")
    return told(result)


def check(
    paths: AnyPath | Iterable[AnyPath] = (),
    /,
    *,
    content: AnyPath | None = None,
    templates: AnyPath | None = None,
) -> list[Finding]:
    """Every mistake in content and templates, or only in the files and folders ``paths``, profiles and jobs among them;
    an empty list is all well.

    Raises FileProblem for a path that does not exist and UsageProblem for a file of no known kind.
    """
    from soleprint.jobs.check import check_paths
    from soleprint.products.kinds import File, Many

    several = paths if isinstance(paths, str | PathLike) or not isinstance(paths, Iterable) else tuple(paths)
    return check_paths(
        Many(File()).read(several, "paths"), _folder(content, "content"), _folder(templates, "templates")
    )


def audit(
    product: str, routines: str | Iterable[str] = (), /, *, all: bool = False, **options: Unpack[AnyOptions]
) -> Report:
    """A product, as it would be printed, held against published standards for leaflets: ``report.score()``."""
    from soleprint.audit.product import audit_product

    return audit_product(product, routines, all=all, **options)


def build(
    job: AnyPath,
    out: AnyPath | None = None,
    /,
    *,
    jobs: int = 1,
    force: bool = False,
    strict: bool = False,
    progress: Callable[[Done], None] = lambda done: None,
) -> tuple[Done, ...]:
    """Makes the files of a job that are not up to date, into ``out`` (by default the folder out beside the job).

    ``jobs`` at the same time; ``progress`` is called after each. A file that fails does not stop the others: see each
    answer's ``outcome``. Raises ContentError with every mistake of the job file, before anything is made.
    """
    from soleprint.jobs.make import build as made
    from soleprint.jobs.plan import plan
    from soleprint.products.kinds import File, Whole

    path = File().read(job, "job")
    folder = _folder(out, "out") or path.parent / "out"
    workers = Whole(1, MOST_JOBS).read(jobs, "jobs")
    return made(plan(path, strict=strict), folder, jobs=workers, force=force, progress=progress)


def merge(
    job: AnyPath,
    table: AnyPath | None = None,
    out: AnyPath = "letters",
    /,
    *,
    output: OutputKind = "files",
    workers: int = 1,
    shard: str | None = None,
    strict: bool = False,
    executor: Executor | None = None,
    progress: Callable[[str, int], None] = lambda what, rows: None,
) -> MergeReport:
    """A copy for each person of a table, in the folder ``out``; what was made of the same rows before is kept.

    ``output``: a file for each, an archive of them, one document with bookmarks, or one to print.

    ``executor`` makes parts of the table elsewhere: any of ``concurrent.futures``. ``progress`` is told what is done
    ("check", "make") and of how many rows more. Raises ContentError with every mistake of the table, by row and column,
    before anything is made.
    """
    from soleprint.merge.make import merge as made
    from soleprint.merge.parts import read_share
    from soleprint.products.kinds import File, Whole

    folder = File().read(out, "out")
    share = read_share(shard) if shard else None
    count = Whole(1, MOST_JOBS).read(workers, "workers")
    return made(
        File().read(job, "job"), _table(table), folder, kind=output, strict=strict, workers=count, share=share,
        executor=executor, progress=progress,
    )  # fmt: skip


def preview(job: AnyPath, row: int, table: AnyPath | None = None, /, *, strict: bool = False) -> Result:
    """The copy of one row of a table, as a spreadsheet counts rows: ``preview("letters.yaml", 7).png()``."""
    from soleprint.merge.make import preview as shown
    from soleprint.products.kinds import File

    return shown(File().read(job, "job"), _table(table), row, strict=strict)


def check_table(job: AnyPath, table: AnyPath | None = None, /, *, strict: bool = False) -> list[Finding]:
    """Every mistake of a job's tables, by row and column, and what is odd about them; what cells say is not told."""
    from soleprint.merge.make import check_table as checked
    from soleprint.products.kinds import File

    return checked(File().read(job, "job"), _table(table), strict=strict)


def products(templates: AnyPath | None = None) -> Mapping[str, str]:
    """The products there are, with what each is; those of one's own folder of templates among them."""
    from soleprint.products.listing import product_summaries

    return product_summaries(_folder(templates, "templates"))


def routines(content: AnyPath | None = None) -> Mapping[str, str]:
    """The routines there are, with their titles."""
    from soleprint.products.listing import routine_titles

    return routine_titles(_folder(content, "content"))


def languages(content: AnyPath | None = None) -> Mapping[str, str]:
    """The languages there are, with their English names; those of one's own folder of content among them."""
    from soleprint.products.listing import languages_made

    made = languages_made(_folder(content, "content"))
    return {code: language.english for code, language in made.items()}


def sizes() -> Mapping[str, tuple[float, float]]:
    """The sizes of paper that have a name, with width and height in millimetres as they stand."""
    from soleprint.layout.paper import SIZES_MM

    return dict(SIZES_MM)


def themes(templates: AnyPath | None = None) -> Mapping[str, str]:
    """The looks there are, with their names."""
    from soleprint.products.listing import theme_titles

    return theme_titles(_folder(templates, "templates"))


def _table(given: AnyPath | None) -> Path | None:
    from soleprint.products.kinds import File

    return None if given is None else File().read(given, "table")


def _folder(given: AnyPath | None, name: str) -> Path | None:
    from soleprint.products.kinds import File

    return None if given is None else File(folder=True).read(given, name)
