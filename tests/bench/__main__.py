"""``python -m tests.bench [ROUNDS]``: how long a card takes, next to other programs. Prints ratios; asserts nothing.

Needs the extra ``bench``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import soleprint
from tests.bench.changes import Change
from tests.bench.likeness import LikeCard, like, static_fonts
from tests.bench.timing import Task, children_time, report, rounds
from tests.bench.typst_card import TypstCard

HERE = Path(__file__).parent
ROUTINE, SIZE, SIZE_MM = "foot", "A5", (148.0, 210.0)


class Runner:
    """Starts processes. Each program finds its modules compiled, as after any installation, in a folder of ours."""

    def __init__(self, folder: Path) -> None:
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        self.environment = kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}

    def __call__(self, *command: object) -> None:
        quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*map(str, command)], check=True, env=self.environment, **quiet)


def warm(card: LikeCard, folder: Path, count: int) -> None:
    change, typst = Change(ROUTINE, "cue"), TypstCard(card, folder)

    def ours() -> bytes:
        change.put(change.new())
        return soleprint.make("card", [ROUTINE], size=SIZE).pdf

    tasks: dict[str, Task] = {"soleprint": ours, "typst, compiler reused": lambda: typst.make(change.new())}
    for clock, times in ((process_time, "processor time"), (perf_counter, "time by the clock")):
        print(f"\nWarm: one card in one process, another cue each time ({count} rounds, {times})")
        print(report(rounds(tasks, count, warm_up=4, clock=clock), "soleprint"))
    for name, task in tasks.items():
        one, other = task(), task()
        assert isinstance(one, bytes)
        assert one != other, "the cue was not changed"
        print(f"  {name}: {len(one):,} bytes")


def cold(card: LikeCard, folder: Path, run: Runner, count: int) -> None:
    python, command = sys.executable, Path(sys.executable).with_name("soleprint")
    data, out = folder / "card.json", folder / "out.pdf"
    card.save(data)
    tasks: dict[str, Task] = {"soleprint": partial(run, command, "make", "card", ROUTINE, "--size", SIZE, "--out", out)}
    for name in ("fpdf2", "weasyprint"):
        script = (python, HERE / f"{name}_card.py", data, folder, folder / f"{name}.pdf")
        tasks[name] = partial(run, *script)
        tasks[f"{name}, words only"] = partial(run, *script, "plain")
    print(f"\nCold: a process from start to a file on disk ({count} rounds)")
    print(report(rounds(tasks, count, warm_up=1), "soleprint"))


def start(run: Runner, count: int) -> None:
    python, command = sys.executable, Path(sys.executable).with_name("soleprint")
    tasks = {"soleprint --help": partial(run, command, "--help"), "python -c pass": partial(run, python, "-c", "pass")}
    print(f"\nStart ({count} rounds, processor time)")
    print(report(rounds(tasks, count, clock=children_time), "soleprint --help"))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with TemporaryDirectory() as name:
        folder = Path(name)
        card = like(ROUTINE, SIZE, SIZE_MM)
        static_fonts(folder)
        print(f"{ROUTINE}, {SIZE}: {card.operations} path operations in {len(card.steps)} drawings")
        warm(card, folder, 2 * count)
        run = Runner(folder)
        cold(card, folder, run, count)
        start(run, 2 * count)


if __name__ == "__main__":
    main()
