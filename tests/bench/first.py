"""``python -m tests.bench.first [ROUNDS]``: a card from the start of the process, next to the first edition.

The first edition is taken from the repository's history. Prints ratios of processor time, pair by pair; asserts nothing
of them.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.timing import Task, children_time, report, rounds

FIRST = "bec91a3"
"""The last commit of the first edition."""
HERE = Path(__file__).parents[2]
CARD = ("make", "card", "foot", "--size", "A5", "--out")


def make(source: Path, folder: Path) -> None:
    """A card by the command whose package is in ``source``, modules compiled as after any installation."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    own = {"PYTHONPATH": str(source), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    command = (sys.executable, "-m", "soleprint", *CARD, str(folder / "card.pdf"))
    subprocess.run(command, check=True, env=kept | own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    archive = subprocess.run(["git", "archive", FIRST], cwd=HERE, capture_output=True, check=True).stdout
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        with tarfile.open(fileobj=io.BytesIO(archive)) as first:
            first.extractall(one, filter="data")
        tasks: dict[str, Task] = {
            "soleprint": partial(make, HERE / "src", Path(two)),
            "first edition": partial(make, Path(one) / "src", Path(one)),
        }
        print(f"One card, cold ({count} rounds, processor time)")
        print(report(rounds(tasks, count, clock=children_time), "soleprint"))


if __name__ == "__main__":
    main()
