"""Making the files of a job, one after the other or several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import suppress
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from soleprint.errors import ExitCode, FileProblem, SoleprintError
from soleprint.jobs import manifest, worker
from soleprint.jobs.manifest import Entry, Origins
from soleprint.jobs.plan import Task


class Outcome(StrEnum):
    """What became of an output."""

    MADE = "made"
    KEPT = "up to date"
    FAILED = "failed"


class Done(Struct, frozen=True):
    """An output that was dealt with. ``warnings`` are findings as text; ``message`` says why it failed."""

    name: str
    outcome: Outcome
    pages: int = 0
    warnings: tuple[str, ...] = ()
    message: str = ""
    code: int = 0
    files: dict[str, str] = field(default_factory=dict)
    """Hash of each file that was written."""


def build(
    tasks: Sequence[Task],
    folder: Path,
    *,
    jobs: int = 1,
    force: bool = False,
    progress: Callable[[Done], None] = lambda done: None,
) -> tuple[Done, ...]:
    """Makes what is not up to date in ``folder``, which is made if need be; ``jobs`` at the same time.

    A task that fails does not stop the others. ``progress`` is called after each, in no fixed order; the answers
    have the order of ``tasks``. Raises FileProblem when the folder or the manifest cannot be written.
    """
    _make_folder(folder)
    before, origins, today = manifest.load(folder), Origins(), date.today()
    made_from = {task.name: origins.of(task, today) for task in tasks}
    done: dict[str, Done] = {}
    waiting = []
    for task in tasks:
        if not force and manifest.up_to_date(before.get(task.name), made_from[task.name], folder, task):
            done[task.name] = Done(task.name, Outcome.KEPT)
            progress(done[task.name])
        else:
            waiting.append(task)
    try:
        for one in _made(waiting, folder, jobs):
            done[one.name] = one
            progress(one)
    finally:
        fresh = {one.name: Entry(made_from[one.name], one.files) for one in done.values() if one.files}
        failed = {one.name for one in done.values() if one.outcome is Outcome.FAILED}
        manifest.update(folder, fresh, failed)
    return tuple(done[task.name] for task in tasks)


def exit_code(done: Sequence[Done]) -> int:
    """That of the first output that failed, in the order of the job; 0 when none did."""
    return next((one.code for one in done if one.outcome is Outcome.FAILED), int(ExitCode.OK))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(f"Cannot make the folder {folder}: {error.strerror}.", code="cannot-write") from error


def _made(tasks: Sequence[Task], folder: Path, jobs: int) -> Iterator[Done]:
    if jobs == 1 or len(tasks) < 2:
        yield from (make_one(task, folder) for task in tasks)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    futures: dict[Future[Done], Task] = {}
    with ProcessPoolExecutor(min(jobs, len(tasks)), get_context("spawn"), worker.begin) as pool:
        try:
            with worker.deaf():
                for task in tasks:
                    with suppress(BrokenExecutor):  # one process that ends takes the others with it
                        futures[pool.submit(make_one, task, folder)] = task
            for future in as_completed(futures):
                yield _answer(future, futures[future])
            begun = {task.name for task in futures.values()}
            yield from (_unfinished(task) for task in tasks if task.name not in begun)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _answer(future: Future[Done], task: Task) -> Done:
    try:
        return future.result()
    except BrokenExecutor:
        return _unfinished(task)


def _unfinished(task: Task) -> Done:
    problem = worker.ended("it", "jobs")
    return _failed(task, f"{problem} [{problem.code}]", problem.exit_code)


def _failed(task: Task, message: str, code: ExitCode) -> Done:
    return Done(task.name, Outcome.FAILED, message=message, code=int(code))


def make_one(task: Task, folder: Path) -> Done:
    """Makes one output and writes it."""
    from soleprint.products.instructions import instructions
    from soleprint.products.make import fulfil
    from soleprint.products.order import read_order
    from soleprint.products.result import format_of
    from soleprint.products.writing import write_files

    try:
        result = fulfil(read_order(task.product, task.routines, task.given, every=task.every))
        files = result.files_at(folder / task.name, format_of(Path(task.name)))
        files |= {folder / name: instructions(result).pdf for name in task.told}
        write_files(files, result.order, result.inputs)
    except SoleprintError as error:
        message = f"{error} [{error.code}]" if int(error.exit_code) != ExitCode.CONTENT else str(error)
        return _failed(task, message, error.exit_code)
    except Exception as error:
        # Not a user's mistake, and the other outputs may still be made.
        message = f"soleprint itself failed: {type(error).__name__}: {error}. Please report it."
        return _failed(task, message, ExitCode.FINDINGS)
    hashes = {path.name: sha256(data).hexdigest() for path, data in files.items()}
    return Done(task.name, Outcome.MADE, result.pages, tuple(map(str, result.findings)), files=hashes)
