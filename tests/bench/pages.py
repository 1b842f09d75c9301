"""``python -m tests.bench.pages [ROUNDS [PROFILE]]``: a leaflet in three panels and a booklet next to Typst, in one
process; with a clinic's profile where one is named.

Needs the extra ``bench``. One text is another each time. Prints ratios of processor time, pair by pair; asserts nothing
of them. The like pages have no panels, links, contents list with numbers or pictures beside words, and smaller type, so
that Typst needs as many pages: it has less to do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import pypdfium2

import soleprint
from soleprint.products.result import Result
from tests.bench.changes import Change
from tests.bench.like_pages import like_pages
from tests.bench.likeness import static_fonts
from tests.bench.timing import Task, report, rounds
from tests.bench.typst_pages import TypstPages

ROUTINE = "back-of-leg"
WARM_UP = 8


def leaflet(**clinic: Any) -> Result:
    return soleprint.make("leaflet", [ROUTINE], size="A4", fold="tri", **clinic)


def booklet(**clinic: Any) -> Result:
    return soleprint.make("booklet", [ROUTINE, "foot", "front-of-leg"], size="A5", **clinic)


def compare(name: str, make: Callable[[], Result], change: Change, theirs: TypstPages, count: int) -> None:
    """Times both with the same changes, and shows that both make as many pages."""

    def ours() -> bytes:
        change.put(change.new())
        return make().pdf

    tasks: dict[str, Task] = {"soleprint": ours, "typst, compiler reused": lambda: theirs.make(change.new())}
    print(f"\n{name}, another text each time ({count} rounds)")
    print(report(rounds(tasks, count, WARM_UP, process_time), "soleprint"))
    for program, task in tasks.items():
        pdf = task()
        assert isinstance(pdf, bytes)
        assert pdf != task(), "the text was not changed"
        print(f"  {program}: {len(pypdfium2.PdfDocument(pdf))} pages, {len(pdf):,} bytes")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    clinic = {"profile": sys.argv[2]} if len(sys.argv) > 2 else {"emergency": "999"}
    flat_one, bound_one = partial(leaflet, **clinic), partial(booklet, **clinic)
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        for folder in (one, two):
            static_fonts(Path(folder))
        change = Change(ROUTINE, "text")
        flat = TypstPages(like_pages(flat_one().publication), Path(one), change.original, across=3, squeeze=0.66)
        compare("Leaflet in three panels", flat_one, change, flat, count)
        change = Change(ROUTINE, "text")
        book = TypstPages(like_pages(bound_one().publication), Path(two), change.original)
        compare("Booklet", bound_one, change, book, count)


if __name__ == "__main__":
    main()
