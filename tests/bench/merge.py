"""``python -m tests.bench.merge [COPIES]``: a leaflet for each of many people, in three panels, with a logo.

Needs the extra ``bench``. Prints copies a second of processor time and how many times that is what Typst's reused
compiler makes of like pages, and our own ``make``; other people in every round. Asserts nothing of it.

    cold COPIES                 one process makes so many copies from its start, in memory
    run KIND COPIES [WORKERS]   the whole command, from a table to files: what time and memory it takes
"""

from __future__ import annotations

import csv
import random
import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import soleprint
from soleprint.merge.copies import Copies
from soleprint.merge.make import merge
from soleprint.merge.outputs import Files, Zip
from soleprint.merge.parts import KINDS, Kind
from soleprint.merge.people import Person
from soleprint.merge.plan import plan_merge
from soleprint.merge.volumes import PrintWriter, VolumeWriter
from soleprint.merge.worker import steady
from soleprint.products.result import Result
from tests.bench.like_pages import like_pages
from tests.bench.likeness import static_fonts
from tests.bench.typst_pages import TypstPages

ROUNDS = 4
FAST = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
"""A folder in memory, where there is one."""
PROFILE = Path("examples/clinic/clinic.yaml").resolve()
JOB = f"""
schema: 1
profile: {PROFILE}
outputs:
  - {{product: leaflet, routines: [foot], fold: tri, merge: {{table: people.csv, title: "{{title}} ({{reference}})"}}}}
"""
_START = (
    "Jo",
    "Ma",
    "Lu",
    "El",
    "Zo",
    "Ana",
    "Se",
    "Ro",
    "Ni",
    "Ka",
    "Şe",
    "Bö",
    "Ål",
    "Žo",
    "Ça",
    "Mi",
    "Te",
    "Vi",
    "Ha",
)
_END = ["na", "ra", "lde", "ska", "vić", "rez", "ton", "berg", "lund", "ová", "ıl", "tte", "dóttir", "nen", "ez", "er"]
_STEPS = ("1, 2 and 4", "All", "1 to 3", "4", "2 and 5")
_OFTEN = ("Twice a day", "Once a day", "Every evening", "Three times a week", "On Mondays")
_LONG = ("Two weeks", "Four weeks", "Until your next visit", "Six weeks", "Ten minutes")
_NOTES = ("Use oil", "Start gently", "Sit on a firm chair", "Rest your heel on a towel", "Call us if it hurts")


Way = Callable[[Copies, Iterator[Person], Path], None]
"""Makes copies of people, in an empty folder where they are files."""


def people(start: int, count: int, code: bool = False) -> Iterator[Person]:
    """Invented people, others for each start."""
    chance = random.Random(start)
    first = [one + other for one in _START for other in _END[:4]]
    last = [one + other for one in _START for other in _END]
    for number in range(start, start + count):
        values = {
            "name": f"{chance.choice(first)} {chance.choice(last)}",
            "date": f"{chance.randrange(1, 29)} November 2026",
            "steps": chance.choice(_STEPS),
            "often": chance.choice(_OFTEN),
            "long": chance.choice(_LONG),
            "reference": f"R-{number:07}",
        }
        values |= {"notes": chance.choice(_NOTES)} if chance.random() < 0.7 else {}
        values |= {"qr": f"https://clinic.example/p/{number}"} if code else {}
        yield Person(number + 2, number + 2, values, {}, {})


def copies() -> Copies:
    with TemporaryDirectory() as folder:
        Path(folder, "people.csv").write_text("Reference,Name\nA,B\n")
        Path(folder, "job.yaml").write_text(JOB)
        (output,) = plan_merge(Path(folder, "job.yaml")).outputs
    return Copies(output)


def in_memory(made: Copies, every: Iterator[Person], folder: Path = Path()) -> None:
    for person in every:
        made.make(person)


def to_files(made: Copies, every: Iterator[Person], folder: Path) -> None:
    writer = Files(folder, made)
    for person in every:
        writer.add(person, f"{person.values['reference']}.pdf")


def to_zip(made: Copies, every: Iterator[Person], folder: Path) -> None:
    writer = Zip(folder / "all.zip", made)
    for person in every:
        writer.add(person, f"{person.values['reference']}.pdf")
    writer.close()


def to_one(kind: type[VolumeWriter | PrintWriter]) -> Way:
    """All copies in one document."""

    def make(made: Copies, every: Iterator[Person], folder: Path) -> None:
        with (folder / "all.pdf").open("wb") as out:
            writer = kind(out, "Leaflets", "en", created=0)
            for person in every:
                shape, shown = made.fill(person)
                writer.add(shape, shown, person.values["reference"], person.values["reference"])
            writer.close()

    return make


def one(person: Mapping[str, str]) -> Result:
    asked: Any = {"profile": PROFILE, "fold": "tri", **person}
    return soleprint.make("leaflet", ["foot"], **asked)


def ours(made: Copies, every: Iterator[Person], folder: Path) -> None:
    for person in every:
        assert one(person.values).pdf


WAYS: dict[str, tuple[Way, bool]] = {
    "in memory": (in_memory, False),
    "files": (to_files, False),
    "zip": (to_zip, False),
    "one document, tagged": (to_one(VolumeWriter), False),
    "one file to print": (to_one(PrintWriter), False),
    "files, a QR code each": (to_files, True),
}


def typst(folder: Path) -> Way:
    static_fonts(folder)
    person = next(people(0, 1)).values
    pages = like_pages(one(person).publication)
    theirs = TypstPages(pages, folder, person["name"], across=3, squeeze=0.66)

    def make(_: Copies, every: Iterator[Person], __: Path) -> None:
        for each in every:
            theirs.make(each.values["name"])

    return make


def timed(way: Way, made: Copies, every: Iterator[Person], count: int) -> float:
    """Copies a second of processor time; to delete them does not count."""
    with TemporaryDirectory(dir=FAST) as folder, steady():
        begin = process_time()
        way(made, islice(every, count), Path(folder))
        return count / (process_time() - begin)


def compare(count: int, folder: Path) -> None:
    made, theirs = copies(), typst(folder)
    for code in (False, True):
        in_memory(made, people(10_000_000, 400, code))
    names = ["typst, compiler reused", "soleprint.make", *WAYS]
    rates: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(ROUNDS):
        start = turn * 1_000_000
        rates[names[0]].append(timed(theirs, made, people(start, 40), 40))
        rates[names[1]].append(timed(ours, made, people(start + 50_000, 40), 40))
        for place, (name, (way, code)) in enumerate(WAYS.items(), 2):
            rates[name].append(timed(way, made, people(start + place * 100_000, count, code), count))
    for name, found in rates.items():
        against = [sorted(a / b for a, b in zip(found, rates[other], strict=True))[ROUNDS // 2] for other in names[:2]]
        print(f"{name:24} {sorted(found)[ROUNDS // 2]:8.0f} /s   {against[0]:6.1f} x Typst   {against[1]:6.1f} x make")


def cold(count: int) -> None:
    begin = process_time()
    with steady():
        in_memory(copies(), people(0, count))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count:,} copies: {count / (process_time() - begin):,.0f} a CPU second, {memory} MiB")


def run(kind: Kind, count: int, workers: int) -> None:
    """Time of the processor is told apart for each process: by the clock, whoever else is at work counts too."""
    with TemporaryDirectory(dir=FAST) as name:
        folder = Path(name)
        with (folder / "people.csv").open("w", encoding="utf-8", newline="") as out:
            table = csv.DictWriter(out, ("reference", "name", "date", "steps", "often", "long", "notes"))
            table.writeheader()
            table.writerows(person.values for person in people(0, count))
        job = folder / "job.yaml"
        job.write_text(JOB.replace("merge:", "columns: {date: {column: date, format: text}}, merge:"))
        begin = perf_counter()
        with steady():  # as the command
            report = merge(job, None, folder / "out", kind=kind, workers=workers)
        clock = perf_counter() - begin
        size = sum(path.stat().st_size for path in (folder / "out").iterdir())
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    spent, apart = (each.ru_utime + each.ru_stime for each in (own, others))
    memory = max(own.ru_maxrss, others.ru_maxrss) // 1024
    print(f"{kind}, {report.copies:,} copies, {workers} at work: {spent:.1f} s here and {apart:.1f} s in others, "
          f"{clock:.1f} s by the clock; {size / 1e6:,.0f} MB, {memory} MiB of memory in one process")  # fmt: skip


def main() -> None:
    words = sys.argv[1:]
    if words and words[0] == "run":
        kind, count, workers = words[1], int(words[2]), int(words[3]) if len(words) > 3 else 1
        assert kind in KINDS
        run(kind, count, workers)
        return
    count = int(words[-1]) if words and words[-1].isdecimal() else 1000
    if words and words[0] == "cold":
        cold(count)
        return
    with TemporaryDirectory() as folder:
        compare(count, Path(folder))


if __name__ == "__main__":
    main()
