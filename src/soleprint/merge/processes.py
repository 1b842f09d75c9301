"""Where tasks are done: in this process, in others beside it, or wherever an executor takes them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from soleprint.jobs.worker import deaf, ended
from soleprint.merge import worker
from soleprint.merge.parts import Part
from soleprint.merge.worker import Told, Work

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext


class Answer(Protocol):
    """What comes of a part."""

    @property
    def copies(self) -> int:
        """How many it has."""


Found = TypeVar("Found", bound=Answer)


class Run(Protocol):
    """Does a task for each of some parts."""

    def __call__(
        self, task: Callable[[Work, Part, Told], Found], work: Work, parts: Sequence[Part], told: Told
    ) -> Iterator[Found]:
        """What comes of each, in their order. Other processes begin at once, this one when it is asked."""


@contextmanager
def running(workers: int, executor: Executor | None, tasks: int) -> Iterator[Run]:
    """What does tasks, of which there are so many at most: here, in so many ``workers``, or as an executor does.

    Raises UsageProblem where one of several processes ends.
    """
    if executor is None and min(workers, tasks) < 2:
        yield _here
        return
    with _pool(min(workers, tasks)) if executor is None else nullcontext(executor) as found:
        futures: list[Future[Any]] = []
        try:
            yield partial(_elsewhere, found, futures)
        except BaseException as error:
            for future in futures:
                future.cancel()
            if isinstance(error, BrokenExecutor):
                raise ended("a part of the copies", "workers") from None
            raise


def _pool(workers: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(workers, _context(), worker.begin_beside)


def _context() -> BaseContext:
    """How processes begin: as copies of this one, which has the plan already, where it can be copied as it stands."""
    from multiprocessing import get_context

    return get_context("fork" if _is_alone() else "spawn")


def _is_alone() -> bool:
    """Whether no other thread of this process could hold a lock that a copy of it would wait for."""
    try:
        return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _here(task: Callable[[Work, Part, Told], Found], work: Work, parts: Sequence[Part], told: Told) -> Iterator[Found]:
    return (task(work, part, told) for part in parts)


def _elsewhere(
    executor: Executor,
    futures: list[Future[Any]],
    task: Callable[[Work, Part], Found],
    work: Work,
    parts: Sequence[Part],
    told: Told,
) -> Iterator[Found]:
    with deaf():
        new = [executor.submit(task, work, part) for part in parts]
    futures += new
    return _answers(new, told)


def _answers(futures: Sequence[Future[Found]], told: Told) -> Iterator[Found]:
    for future in futures:
        found = future.result()
        told(found.copies)
        yield found
