"""The real server, the process that makes, and that nothing else loads them."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

import soleprint
from soleprint.errors import FileProblem
from soleprint.web.maker import CallStopped, CallTimeout, FairLock, ProcessMaker
from soleprint.web.offers import Folders
from soleprint.web.results import Failure, ResultInfo
from soleprint.web.serve import bound_socket
from tests.cli.runner import run
from tests.web.browser import Browser, problems
from tests.web.own import FOOT, own_folder

OPENER = urllib.request.ProxyHandler({})


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("studio")
    command = [sys.executable, "-m", "soleprint", "studio", "--no-browser"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/start\?code=\S+", server.stdout.readline())
        assert found
        yield found[0]
        server.send_signal(signal.SIGINT)
        rest = server.stdout.read()
        assert server.wait(30) == 0
    assert "The studio has ended." in rest
    assert "foot" not in rest
    assert list(folder.iterdir()) == []


def test_a_browser_opens_it_and_makes_a_card(address: str) -> None:
    opener = urllib.request.build_opener(OPENER, urllib.request.HTTPCookieProcessor())
    base = address.partition("/start")[0]
    with opener.open(address, timeout=60) as answer:
        assert answer.url == f"{base}/"
        assert "Server" not in answer.headers
    request = urllib.request.Request(f"{base}/pdf/card", b"routine=foot&do=save", {"Origin": base})
    with opener.open(request, timeout=120) as answer:
        assert answer.read() == soleprint.make("card", "foot").pdf
    port = int(base.rpartition(":")[2])
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/", headers={"Host": f"evil.example:{port}"})
    assert connection.getresponse().status == 421


def test_the_process_is_ended_when_it_takes_too_long_and_begins_anew() -> None:
    maker = ProcessMaker(seconds=0.0)
    try:
        first = maker._process
        with pytest.raises(CallTimeout):
            maker.make("card", ["foot"], False, {}, False)
        assert not first.is_alive()
        maker._seconds = 120
        made = maker.make("picture", ["foot"], False, {}, False)
        assert isinstance(made, ResultInfo) and maker.pdf(made.key)
        assert isinstance(maker.make("picture", ["knee"], False, {}, False), Failure)
    finally:
        maker.close()


def test_who_waits_can_stop_it_and_the_process_begins_anew() -> None:
    maker = ProcessMaker()
    told: list[Exception] = []

    def make() -> None:
        try:
            maker.make("booklet", ["foot"], False, {"emergency": "999", "size": "A7"}, False)
        except CallStopped as error:
            told.append(error)

    try:
        maker.stop()  # nothing is being made
        first = maker._process
        waiting = threading.Thread(target=make)
        waiting.start()
        while not maker._making:
            waiting.join(0.01)
        maker.stop()
        waiting.join()
        assert told and not first.is_alive()
        assert isinstance(maker.make("picture", ["foot"], False, {}, False), ResultInfo)
    finally:
        maker.close()


def test_what_a_person_can_mend_is_told_and_is_no_failure_of_the_studio(tmp_path: Path) -> None:
    """A file of content that is bad, on screens that are about something else."""
    content = own_folder(tmp_path)
    (tmp_path / "job.yaml").write_text("schema: 1\ncontent: mine\noutputs: [{product: card, routines: [foot]}]\n")
    maker = ProcessMaker()
    try:
        browser = Browser(Folders(content, working=tmp_path, job=tmp_path / "job.yaml"), maker)
        assert browser.get("/handout").status_code == 200
        (content / "claims.yaml").write_text("claims: [", encoding="utf-8")
        form = browser.get("/clinic/new.yaml")
        assert form.status_code == 200 and "claims.yaml:2" in problems(form)[""]
        sent = browser.post("/clinic/new.yaml", {"name": "Typed", "do": "save"})
        assert sent.status_code == 422 and 'value="Typed"' in sent.text
        assert not (tmp_path / "new.yaml").exists()
        (content / "claims.yaml").unlink()
        (content / FOOT).write_text("id: [", encoding="utf-8")
        answer = browser.get("/handout")
        assert answer.status_code == 422 and f"{FOOT}:2" in answer.text
    finally:
        maker.close()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(FileProblem, match="--port"):
            bound_socket(taken.getsockname()[1])


def test_of_two_that_begin_at_once_one_has_the_port() -> None:
    with closing(bound_socket(0)) as first, pytest.raises(FileProblem, match="cannot be had"):
        bound_socket(first.getsockname()[1])


def test_a_folder_that_is_not_there_is_told() -> None:
    run("studio", "--check", "--templates", "nowhere", code=6)


def test_only_the_studio_loads_a_server() -> None:
    code = (
        "import sys, soleprint.cli, soleprint; soleprint.make('picture', 'foot').svg()\n"
        "print([m for m in sys.modules if m.startswith(('werkzeug', 'waitress', 'soleprint.web'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_turns_are_had_in_the_order_in_which_they_were_asked_for() -> None:
    """Whoever asks again goes to the end: nobody waits while others come twice."""
    turns, had = FairLock(), list[int]()
    first, asked = threading.Event(), threading.Event()

    def ask(number: int) -> None:
        with turns:
            had.append(number)
            first.set()
            asked.wait()
        if number < 10:
            ask(number + 10)

    def waiting(count: int) -> None:
        while len(turns._asked) < count:
            pass

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for count, thread in enumerate(threads, 1):
        thread.start()
        waiting(count)
    asked.set()
    for thread in threads:
        thread.join()
    assert had[:4] == [0, 1, 2, 3]
    assert sorted(had[4:]) == [10, 11, 12, 13]
