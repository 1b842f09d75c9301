"""``python -m tests.bench.languages [ROUNDS] [LANG ...]``: how long a leaflet in three panels takes, next to English.

One process; one text is another each time. Prints ratios of processor time, pair by pair; asserts nothing of them.
"""

from __future__ import annotations

import itertools
import statistics
import sys
from collections.abc import Callable
from functools import partial
from time import process_time

import msgspec

import soleprint
from soleprint.content.library import Library
from soleprint.content.model import Routine
from soleprint.errors import DoesNotFit
from tests.bench.timing import Task, rounds
from tests.support.languages import LANGUAGES

ROUTINE = "foot"
WARM_UP = 8


def changing() -> None:
    """From now on the first text of the routine is another one whenever it is asked for anew, in every language."""
    numbers = itertools.count(100)
    hand_out: Callable[[Library, str], Routine] = Library.routine
    latest: dict[int, tuple[int, Routine]] = {}

    def routine(library: Library, wanted: str) -> Routine:
        return changed(library) if wanted == ROUTINE else hand_out(library, wanted)

    def changed(library: Library) -> Routine:
        known = hand_out(library, ROUTINE)
        made, last = latest.get(id(known), (-1, known))
        if made != turn[0]:
            ending = f" {next(numbers)}"
            first = msgspec.structs.replace(known.steps[0], text=known.steps[0].text[: -len(ending)] + ending)
            last = msgspec.structs.replace(known, steps=(first, *known.steps[1:]))
            latest[id(known)] = turn[0], last
        return last

    Library.routine = routine  # type: ignore[method-assign, assignment]


turn = [0]
"""Which make it is: within one the text stays."""


def leaflet(lang: str) -> bytes:
    turn[0] += 1
    return soleprint.make("leaflet", [ROUTINE], lang=lang, size="A4", emergency="999", fold="tri").pdf


def compared(lang: str, count: int) -> str:
    """A language in pairs with English. None other is made in between: what is kept from one to the next has bounds."""
    pair: dict[str, Task] = {"en": partial(leaflet, "en"), lang: partial(leaflet, lang)}
    try:
        assert leaflet(lang) != leaflet(lang), "the text was not changed"
    except DoesNotFit:
        return "does not fit"
    times = rounds(pair, count, WARM_UP, process_time)
    low, middle, high = statistics.quantiles([one / other for one, other in zip(times[lang], times["en"], strict=True)])
    english, own = (statistics.median(times[each]) * 1000 for each in pair)
    return f"{own:6.1f} ms, en {english:5.1f} ms: {middle:.2f} x [{low:.2f} .. {high:.2f}]"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    changing()
    print(f"Leaflet in three panels, another text each time ({count} rounds)")
    for lang in sys.argv[2:] or [code for code in LANGUAGES if code != "en"]:
        print(f"  {lang:<8} {compared(lang, count)}", flush=True)


if __name__ == "__main__":
    main()
