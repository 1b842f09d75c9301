"""A studio for a clinic's network, behind another server; and the file that starts one by a double click."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http.client import HTTPConnection
from pathlib import Path

import pytest
from werkzeug.test import Client

import soleprint
from soleprint.errors import FileProblem, UsageProblem
from soleprint.web.app import Studio
from soleprint.web.guard import Guard
from soleprint.web.network import LOOPBACK, NetworkAddress, read_network_address
from soleprint.web.offers import Folders
from soleprint.web.pool import PoolMaker
from soleprint.web.results import ResultInfo
from soleprint.web.serve import USUAL_PORT
from soleprint.web.shortcut import shortcut, write_shortcut
from tests.cli.runner import run
from tests.web.browser import PORT, DirectMaker

ROOT = Path(__file__).parents[2]
PLACE = read_network_address("Print.clinic.example", https=True, prefix="/leaflets/", listen="127.0.0.1", edit=False)
ORIGIN = "https://print.clinic.example"
ADDRESS = re.compile(r'(?:href|src|action|formaction|data-preview)="([^"#][^"]*)"')


@pytest.fixture
def client(tmp_path: Path) -> Client:
    """A browser as the server before the studio lets it through, which keeps the path as it was asked for."""
    return Client(Studio(Guard(PORT, PLACE), DirectMaker(), Folders(working=tmp_path), PLACE))


def test_a_place_is_read() -> None:
    assert NetworkAddress("print.clinic.example", True, "/leaflets") == PLACE
    assert PLACE.address == "https://print.clinic.example/leaflets/"
    for host in ("", "a b", "http://x", "x/y", "x:y", "-x", "x..y", "é.example"):
        with pytest.raises(UsageProblem, match="--serve-as"):
            read_network_address(host, https=False, prefix="", listen="", edit=False)
    for prefix in ("leaflets", "/a b", "/a//b", "/a?b"):
        with pytest.raises(UsageProblem, match="--prefix"):
            read_network_address("x.example", https=False, prefix=prefix, listen="", edit=False)


def test_a_name_is_taken_from_one_address_alone() -> None:
    def user_from(listen: str = "", proxy: str = "", trust_user: bool = True) -> str:
        return read_network_address(
            "x.example", https=True, prefix="", listen=listen, edit=True, trust_user=trust_user, proxy=proxy
        ).user_from

    assert (user_from(trust_user=False), user_from(), user_from("0.0.0.0", "10.88.0.1")) == ("", LOOPBACK, "10.88.0.1")
    with pytest.raises(UsageProblem, match="--proxy ADDRESS"):
        user_from("0.0.0.0")
    with pytest.raises(UsageProblem, match="no address"):
        user_from(proxy="nginx")
    with pytest.raises(UsageProblem, match="--trust-user"):
        user_from(proxy="10.88.0.1", trust_user=False)


def test_every_address_is_below_the_prefix_and_answers(client: Client) -> None:
    base = f"{ORIGIN}/leaflets"
    pages = [
        "/",
        "/handout",
        "/make/card?routine=foot",
        "/make/leaflet?routine=foot&bleed=zz",
        "/make/card?routine=foot&size=A7",
    ]
    found = [unescape(one) for page in reversed(pages) for one in ADDRESS.findall(client.get(page, base_url=base).text)]
    assert len(set(found)) > 15
    for address in sorted(set(found), key=lambda one: "/side/" not in one):  # pages are kept for the last few
        assert address.startswith("/leaflets/"), address
        if "/make/" in address or "/static/" in address or "/side/" in address:
            path = address.removeprefix("/leaflets")
            assert client.get(path, base_url=base).status_code == 200, path


def test_forms_lead_to_addresses_below_the_prefix(client: Client) -> None:
    form = {"routine": "foot", "do": "save"}
    sent = client.post("/pdf/card", base_url=f"{ORIGIN}/leaflets", data=form, headers={"Origin": ORIGIN})
    assert sent.headers["Location"].startswith("/leaflets/made/")
    path = sent.headers["Location"].removeprefix("/leaflets")
    assert client.get(path, base_url=f"{ORIGIN}/leaflets").data == soleprint.make("card", "foot").pdf


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("print.clinic.example", ORIGIN, 303),
        ("print.clinic.example", "http://print.clinic.example", 403),
        ("print.clinic.example", "https://evil.example", 403),
        ("print.clinic.example", "null", 403),
        (f"127.0.0.1:{PORT}", f"http://127.0.0.1:{PORT}", 421),
        ("evil.example", "https://evil.example", 421),
    ],
)
def test_only_its_own_name_and_origin_are_let_in(client: Client, host: str, origin: str, status: int) -> None:
    told = {"Host": host, "Origin": origin}
    sent = client.post("/make/card", base_url=ORIGIN, data={"routine": "foot"}, headers=told)
    assert sent.status_code == status


def test_there_is_no_code_to_open_it_with(client: Client) -> None:
    assert client.get("/start?code=", base_url=ORIGIN).status_code == 401


def test_it_says_where_it_is(client: Client) -> None:
    text = client.get("/", base_url=ORIGIN).text
    assert "print.clinic.example" in text and "On this computer only" not in text


def test_options_of_a_network_are_for_a_network() -> None:
    for given in ("--https", "--prefix /x", "--listen 0.0.0.0", "--edit", "--workers 2", "--trust-user", "--proxy ::1"):
        assert "--serve-as" in run("studio", "--check", *given.split(), code=2).output
    assert "--serve-as" in run("studio", "--serve-as", "a/b", code=2).output


def test_several_processes_are_asked_as_one() -> None:
    pool = PoolMaker(2)
    try:
        made = [pool.make("picture", ["foot"], False, {"lang": lang}, False) for lang in ("en", "es", "de", "fr")]
        keys = [one.key for one in made if isinstance(one, ResultInfo)]
        assert {key[:2] for key in keys} == {"0.", "1."}
        assert [pool.side(key, 0) for key in keys] == [soleprint.make("picture", "foot", lang=one.lang).svg(0)
                                                       for one in made if isinstance(one, ResultInfo)]  # fmt: skip
        assert pool.pdf("7.x") is None and pool.side("x", 0) is None
    finally:
        pool.close()


def test_a_shortcut_starts_it_in_its_folder(tmp_path: Path) -> None:
    here = tmp_path / "it's 50 %"
    here.mkdir()
    made = shortcut("darwin", sys.executable, ["studio", "--check"], here)
    (tmp_path / made.name).write_text(made.text, encoding="utf-8")
    done = subprocess.run(["sh", tmp_path / made.name], capture_output=True, text=True, check=True)
    assert "The studio works" in done.stderr


def test_a_shortcut_says_its_words_to_each_system(tmp_path: Path) -> None:
    odd = ["studio", 'a "b" %c \\d `e` $f']
    windows = shortcut("win32", r"C:\Program Files\python.exe", ["studio", "--content", "mine 5 %"], tmp_path)
    assert windows.name.endswith(".cmd")
    assert '"C:\\Program Files\\python.exe" "-m" "soleprint" "studio" "--content" "mine 5 %%"\r\n' in windows.text
    line = shortcut("linux", "/usr/bin/python3", odd, tmp_path).text.splitlines()[-1]
    # Twice unescaped, as a desktop does it: as a text of the file, then as words of a command.
    text = line.removeprefix("Exec=").replace("\\\\", "\\").replace("%%", "%")
    words = [re.sub(r"\\(.)", r"\1", word) for word in re.findall(r'"((?:[^"\\]|\\.)*)"', text)]
    assert words == ["/usr/bin/python3", "-m", "soleprint", *odd]


def test_a_shortcut_is_written_and_nothing_of_others_is_overwritten(tmp_path: Path) -> None:
    path = write_shortcut(["studio"], tmp_path)
    assert path == write_shortcut(["studio"], tmp_path) and path.stat().st_mode & 0o100
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileProblem, match="Move it away"):
        write_shortcut(["studio"], tmp_path)
    assert path.read_text(encoding="utf-8") == "mine"


@contextmanager
def ended(server: subprocess.Popen[str]) -> Iterator[None]:
    """Whatever happens, the server does not stay."""
    try:
        yield
    finally:
        server.kill()


@pytest.mark.parametrize("name", ["README.md", "soleprint-studio.service", "Containerfile"])
def test_examples_start_one_that_answers_to_its_name(name: str, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "intranet" / name).read_text(encoding="utf-8")
    *_, found = re.findall(r"soleprint[\", ]+studio[\", ]+(--serve-as.*)", text)
    words = re.findall(r"[^\s\",\]]+", found)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "soleprint", "studio", *words, "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server, ended(server):
        assert server.stdout is not None
        assert server.stdout.readline().startswith("Soleprint studio: https://print.clinic.example/")
        assert f":{port} " in server.stdout.readline()
        prefix = "/leaflets" if "--prefix" in words else ""
        asked = HTTPConnection("127.0.0.1", port, timeout=60)
        asked.request("GET", f"{prefix}/make/card?routine=foot", headers={"Host": "print.clinic.example"})
        answer = asked.getresponse().read().decode()
        assert f'src="{prefix}/side/' in answer
        server.send_signal(signal.SIGTERM)  # as systemd and containers end it
        assert "The studio has ended." in server.stdout.read()
        assert server.wait(30) == 0


def test_the_container_is_built_from_what_is_there_and_runs_as_nobody() -> None:
    """What can be held without building it: its steps, in order, and the paths that they name."""
    text = (ROOT / "examples" / "intranet" / "Containerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n", "", text)
    steps = [line.partition(" ")[::2] for line in joined.splitlines() if line and not line.startswith("#")]
    assert [step for step, _ in steps] == ["FROM", "COPY", "RUN", "USER", "WORKDIR", "CMD"]
    said = dict(steps)
    version = re.fullmatch(r"python:(3\.\d+)-slim", said["FROM"])
    assert version is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert tuple(map(int, version[1].split("."))) >= tuple(map(int, project["requires-python"][2:].split(".")))
    assert said["COPY"] == ". /source" and f"useradd --create-home {said['USER']}" in said["RUN"]
    for path in re.findall(r"/source/(\S+)", said["RUN"]):
        assert (ROOT / path).is_file(), path
    assert json.loads(said["CMD"])[:2] == ["soleprint", "studio"] and "soleprint" in project["scripts"]
    assert f"-p 127.0.0.1:{USUAL_PORT}:{USUAL_PORT}" in text and "-f examples/intranet/Containerfile" in text
