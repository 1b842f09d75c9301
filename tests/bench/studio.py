"""``python -m tests.bench.studio [ROUNDS]``: how long the studio takes from a request to the page drawn, and what
memory it takes. Prints figures beside what is aimed at; asserts nothing. Needs Linux, for processor time and memory.

What the browser does with what it is sent is not in it.
"""

from __future__ import annotations

import os
import re
import signal
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from msgspec import Struct

import soleprint

CLIENTS, CLICKS = 8, 12
_TICK = os.sysconf("SC_CLK_TCK")


class Case(Struct, frozen=True):
    """Forms of a product that a person clicks through in turn, and in how many milliseconds each is to be there."""

    name: str
    product: str
    forms: Sequence[Mapping[str, str]]
    aim: int


LEAFLET = {"routine": "foot", "emergency": "999"}
CASES = (
    Case("card, size", "card", [{"routine": "foot", "size": size} for size in ("A6", "A5", "A4")], 100),
    Case("card, one face or two", "card", [{"routine": "foot", "faces": faces} for faces in "12"], 100),
    Case("leaflet, fold", "leaflet", [{**LEAFLET, "fold": fold} for fold in ("flat", "half", "tri", "z")], 150),
    Case("leaflet, edition", "leaflet", [{**LEAFLET, "edition": one} for one in ("standard", "easy-read")], 150),
    Case("booklet, size", "booklet", [{**LEAFLET, "size": size} for size in ("A5", "A4")], 400),
    Case("card that does not fit", "card", [{"routine": "foot", "size": size} for size in ("A7", "CR80")], 150),
    Case("booklet that does not fit", "booklet", [{**LEAFLET, "size": "A7"}], 150),
)


class Visitor:
    """A browser as far as the server sees it."""

    def __init__(self, address: str, cookie: str = "") -> None:
        self.where = urlsplit(address)
        self._connection = HTTPConnection(str(self.where.hostname), self.where.port, timeout=120)
        self.cookie = cookie or self.get(f"{self.where.path}?{self.where.query}")[1].partition(";")[0]

    def get(self, path: str) -> tuple[str, str]:
        """The body, and the cookie that was set."""
        self._connection.request("GET", path, headers={"Cookie": getattr(self, "cookie", "")})
        return self._answer()

    def post(self, path: str, form: Mapping[str, str]) -> str:
        origin = f"http://{self.where.netloc}"
        headers = {"Cookie": self.cookie, "Origin": origin, "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", path, urlencode(form), headers)
        return self._answer()[0]

    def _answer(self) -> tuple[str, str]:
        answer = self._connection.getresponse()
        body = answer.read().decode()
        if answer.status >= 400:
            raise OSError(f"{answer.status}: {body[:200]}")
        return body, answer.headers.get("Set-Cookie", "")

    def click(self, product: str, form: Mapping[str, str]) -> float:
        """Seconds until the preview and its first side are there."""
        start = perf_counter()
        first = re.search('class="paper[^>]* src="([^"]+)"', self.post(f"/preview/{product}", form))
        if first:
            self.get(first[1])
        return perf_counter() - start


class Processes:
    """The server, and the process that makes."""

    def __init__(self, server: int) -> None:
        self.server = server

    def _makers(self) -> list[int]:
        """Its children that make; one more keeps their accounts."""
        found = Path(f"/proc/{self.server}/task/{self.server}/children").read_text(encoding="ascii").split()
        return [int(one) for one in found if "spawn_main" in Path(f"/proc/{one}/cmdline").read_text(encoding="utf-8")]

    def seconds(self) -> float:
        """Of the processor, so far."""
        every = (Path(f"/proc/{one}/stat").read_text(encoding="utf-8") for one in (self.server, *self._makers()))
        return sum(sum(map(int, text.rpartition(")")[2].split()[11:13])) for text in every) / _TICK

    def megabytes(self) -> tuple[float, float]:
        """Resident memory of the server, and of the process that makes."""
        return self._resident(self.server), sum(map(self._resident, self._makers()))

    def _resident(self, process: int) -> float:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Processes]]:
    """A studio that was just started: its address, and its processes."""
    command = [sys.executable, "-m", "soleprint", "studio", "--no-browser"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().split()[-1], Processes(server.pid)
        finally:
            server.send_signal(signal.SIGINT)


def report(name: str, walls: Sequence[float], cpu: float, aim: int) -> None:
    """Medians, the ninetieth of a hundred, processor time for each, in milliseconds."""
    ordered = sorted(walls)
    high = ordered[round(0.9 * (len(ordered) - 1))]
    middle = statistics.median(ordered)
    print(f"  {name:<28} {middle * 1e3:6.0f} {high * 1e3:6.0f} {cpu / len(walls) * 1e3:6.0f} {aim:6}")


def start(folder: Path) -> None:
    began = perf_counter()
    with served(folder) as (address, processes):
        visitor = Visitor(address)
        visitor.get("/make/card")
        visitor.click("card", {"routine": "foot"})
        report("command to page and preview", [perf_counter() - began], processes.seconds(), 1500)


def clicks(visitor: Visitor, processes: Processes, count: int) -> None:
    for case in CASES:
        for form in (*case.forms, *case.forms):
            visitor.click(case.product, form)
        before = processes.seconds()
        walls = [visitor.click(case.product, case.forms[number % len(case.forms)]) for number in range(count)]
        report(case.name, walls, processes.seconds() - before, case.aim)


def languages(visitor: Visitor, processes: Processes) -> None:
    forms = [{"routine": "foot", "lang": lang} for lang in soleprint.languages()]
    for name, aim in (("a language, first visit", 600), ("a language, second visit", 150)):
        before = processes.seconds()
        walls = [visitor.click("card", form) for form in forms]
        report(name, walls, processes.seconds() - before, aim)


def together(address: str, cookie: str) -> None:
    """Clients that click without a pause, after one has seen each page: other languages were made before."""
    first = Visitor(address, cookie)
    for case in CASES[:4]:
        for form in case.forms:
            first.click(case.product, form)
    walls: list[float] = []
    errors: list[OSError] = []

    def work(number: int) -> None:
        visitor, random = Visitor(address, cookie), Random(number)
        for _ in range(CLICKS):
            case = random.choice(CASES[:4])
            try:
                walls.append(visitor.click(case.product, random.choice(case.forms)))
            except OSError as error:
                errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate, high = len(walls) / (perf_counter() - began), sorted(walls)[round(0.95 * (len(walls) - 1))]
    print(f"\n{CLIENTS} clients without a pause: {rate:.1f} pages a second, 95 of 100 in {high * 1e3:.0f} ms (1500), "
          f"errors: {len(errors)}")  # fmt: skip


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    print(f"From request to the first side drawn, ms ({count} rounds; load {os.getloadavg()[0]:.1f})")
    print(f"  {'':<28} {'median':>6} {'p90':>6} {'cpu':>6} {'aim':>6}")
    with TemporaryDirectory() as name:
        start(Path(name))
        with served(Path(name)) as (address, processes):
            visitor = Visitor(address)
            clicks(visitor, processes, count)
            languages(visitor, processes)
            together(address, visitor.cookie)
            for product in soleprint.products():
                visitor.get(f"/sample/{product}.svg")
            print(
                "Memory: server {:.0f} MB (60), the process that makes {:.0f} MB (250)".format(*processes.megabytes())
            )


if __name__ == "__main__":
    main()
