"""Runs that are killed: ``python -m tests.files.kills 200`` kills two hundred at random moments, and one at each step.

A run is a child of this process, so that it begins warm and its moments are those of making and writing. After each
kill every file is whole, new or as it was, nothing else is there but temporary files, and the next run clears those
away.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import soleprint
from soleprint.files import temporary
from soleprint.files.temporary import PREFIX, SUFFIX
from soleprint.jobs import manifest
from soleprint.jobs.make import build
from soleprint.jobs.plan import plan
from soleprint.products.result import Result
from soleprint.products.writing import write_files

STEPS = ("open", "link", "fsync", "replace", "rename", "unlink", "fchmod")
"""Calls of the system that writing is made of."""
JOB = """schema: 1
outputs:
  - {product: card, routines: [foot], size: A6, instructions: true}
"""
OLD = b"old"
Run = Callable[[Path], None]


@cache
def _pages() -> tuple[Result, dict[Path, bytes]]:
    result = soleprint.make("leaflet", "foot", emergency="999")
    return result, result.outputs("page.svg")


def saved(folder: Path) -> None:
    """A set of pictures over what is there."""
    result, pages = _pages()
    write_files({folder / path: data for path, data in pages.items()}, result.order, result.inputs)


def built(folder: Path) -> None:
    """The files of a job, and its manifest."""
    build(plan(folder.parent / "job.yaml"), folder, force=True)


RUNS: Mapping[str, Run] = {"make": saved, "build": built}


class Trial:
    """One kind of run in a folder of its own, killed again and again."""

    def __init__(self, run: Run, root: Path) -> None:
        (root / "job.yaml").write_text(JOB, encoding="utf-8")
        self.run, self.folder = run, root / "out"
        self.folder.mkdir()
        run(self.folder)
        begin = time.perf_counter()
        self._child(lambda: None)
        self.seconds = time.perf_counter() - begin
        self.new = self._found()
        assert len(self.new) >= 3

    def _found(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def _child(self, prepare: Callable[[], object], after: float | None = None) -> int:
        """How a run ended that does something else first, killed ``after`` so many seconds."""
        child = os.fork()
        if not child:
            temporary._swept.clear()
            try:
                prepare()
                self.run(self.folder)
            finally:
                os._exit(0)
        if after is not None:
            time.sleep(after)
            os.kill(child, signal.SIGKILL)
        return os.waitpid(child, 0)[1]

    def at_a_moment(self, seconds: float, over: bool) -> None:
        """Kill a run after so many seconds, over files that are there or over none."""
        self._prepare(over)
        self._child(lambda: None, seconds)
        self._check(over)

    def at_step(self, number: int, over: bool) -> bool:
        """Kill a run before or after one call of the system; whether there were so many."""
        self._prepare(over)
        ended = self._child(lambda: _kill_at(number))
        self._check(over)
        return ended == signal.SIGKILL

    def _prepare(self, over: bool) -> None:
        for path in self.folder.iterdir():
            if not path.name.startswith(PREFIX):  # those are for the next run
                path.unlink()
        for name in self.new if over else ():
            (self.folder / name).write_bytes(OLD)

    def _check(self, over: bool) -> None:
        found = self._found()
        for name, data in found.items():
            if name == manifest.FILE:
                assert data == OLD or manifest.load(self.folder), "the manifest is broken"
            elif not (name.startswith(PREFIX) and name.endswith(SUFFIX)):
                assert data in (self.new[name], OLD), f"{name} is neither new nor as it was"
        if over:
            assert self.new.keys() <= found.keys(), "a file is gone"

    def finish(self) -> None:
        """A run that is not killed leaves what it should, and nothing else."""
        self._child(lambda: None)
        assert self._found() == self.new


def _kill_at(number: int) -> None:
    left = [number]

    def step() -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def instead(*args: object, **options: object) -> object:
            step()
            done = call(*args, **options)
            step()
            return done

        return instead

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))


def kill(count: int, root: Path, seed: int = 1) -> int:
    """Kill ``count`` runs at random moments, and one at each step; how many were killed."""
    killed, chance = 0, random.Random(seed)
    for name, run in RUNS.items():
        (root / name).mkdir()
        trial = Trial(run, root / name)
        for number in range(count // len(RUNS)):
            trial.at_a_moment(chance.uniform(0, trial.seconds * 1.2), over=number % 2 == 0)
        step = 0
        while trial.at_step(step, over=step % 2 == 0):
            step += 1
        trial.finish()
        killed += step + count // len(RUNS)
    return killed


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(f"{kill(int(sys.argv[1]), Path(place), int((*sys.argv, '1')[2]))} killed; nothing was lost.")
