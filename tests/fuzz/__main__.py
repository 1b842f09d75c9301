"""Inputs at random for as long as one likes: ``python -m tests.fuzz --minutes 30 [--kind svg] [--seed 7]``.

Each failure is made as small as it can be and kept in a folder, ``fuzz-failures/KIND-N`` by default, with its files and
``case.json``; ``python -m tests.fuzz --again fuzz-failures/KIND-N`` tries it once more.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
import warnings
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Flaky

os.environ["SOLEPRINT_SYSTEM_FONTS"] = "no"
os.environ["SOLEPRINT_CACHE"] = "off"

from tests.fuzz.cases import KINDS, Case, warm
from tests.fuzz.child import Failure, attempt

ROUND = 40
"""Inputs of one kind, then of the next."""


def round_of(kind: str, number: int, most: int = ROUND) -> tuple[int, Case | None, str]:
    """Try some inputs; how many were tried, and the smallest that failed, with how."""
    last: list[Case] = []
    tried = 0

    @seed(number)
    @settings(
        max_examples=most,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(KINDS[kind])
    def trial(case: Case) -> None:
        nonlocal tried
        tried += 1
        last[:] = [case]
        attempt(case.run)

    try:
        trial()
    except Failure as failure:
        return tried, last[0], str(failure)
    except Flaky:  # a machine so busy that a trial ran out of time by the clock, and not when tried again
        print(f"{kind}, seed {number}: failed once, and not again.", flush=True)
    return tried, None, ""


def main() -> int:
    """How many failures there were, 1 at most."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    parser.add_argument("--again", type=Path)
    asked = parser.parse_args()
    if asked.again:
        return again(asked.again)
    warnings.simplefilter("ignore")  # that a strategy is long to write down
    warm()
    until, tried, failed, number = time.monotonic() + asked.minutes * 60, 0, 0, asked.seed
    while time.monotonic() < until:
        for kind in asked.kind or KINDS:
            count, case, why = round_of(kind, number)
            tried += count
            if case is not None:
                failed += 1
                folder = asked.keep / f"{kind}-{failed}"
                folder.mkdir(parents=True, exist_ok=True)
                case.save(folder)
                print(f"{kind}, seed {number}, kept in {folder}:\n{why[-1500:]}\n", flush=True)
        number += 1
        print(f"{tried} inputs, {failed} failures.", flush=True)
    print(f"{tried} inputs from seed {asked.seed} on, {failed} failures.")
    return min(failed, 1)


def again(folder: Path) -> int:
    """Try a case that was kept; 1 where it still fails."""
    told = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    case = Case({name: (folder / name).read_bytes() for name in told["files"]}, told["action"], told["given"])
    print(attempt(case.run))
    return 0


if __name__ == "__main__":
    sys.exit(main())
