"""What READMEs and help tell people to type works, in the order in which it stands, in a folder of one's own."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from soleprint.files.folders import builtin
from tests.cli.hands import REGIONS, ROUTINE, VIEW
from tests.cli.runner import run
from tests.cli.test_help import examples
from tests.support import press

ROOT = Path(__file__).parents[2]
READMES = [
    *("README.md", "templates/README.md", "examples/README.md"),
    *("content/README.md", "content/views/README.md", "content/locale/README.md"),
]
_PART = re.compile(r"this as `(?P<name>[^`]+)`|^```(?P<kind>\w+)\n(?P<text>.*?)^```", re.M | re.S)
CLINIC = 'schema: 1\nname: Riverside Clinic\nemergency: {ambulance: "999"}\n'
JOB = "schema: 1\noutputs:\n  - {product: card, routines: [foot], size: A6, faces: 2}\n"


def parts(readme: str) -> Iterator[tuple[str, str, str]]:
    """Kind, text and name of each block of code; the name is that of the file to save it as, or empty."""
    name = ""
    for found in _PART.finditer((ROOT / readme).read_text(encoding="utf-8")):
        if found["kind"]:
            yield found["kind"], found["text"], name
            name = ""
        else:
            name = found["name"]


def commands(text: str) -> list[list[str]]:
    return [shlex.split(line, comments=True) for line in text.splitlines() if line.startswith(("soleprint ", "mkdir "))]


def few_people() -> str:
    """The first of the example's table: all twelve are made by web/test_people.py."""
    return "".join((ROOT / "examples" / "people.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:4])


@pytest.mark.parametrize("readme", READMES)
def test_every_command_of_a_readme_works(readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clinic.yaml").write_text(CLINIC)
    (tmp_path / "press.icc").write_bytes(press.profile())
    shutil.copy(ROOT / "examples" / "letters.yaml", tmp_path / "letters.yaml")
    (tmp_path / "people.csv").write_text(few_people(), encoding="utf-8")
    for folder in ("clinic", "own"):
        shutil.copytree(ROOT / "examples" / folder, tmp_path / folder)
    typed = 0
    for kind, text, name in parts(readme):
        if name and kind in ("yaml", "xml", "csv"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        elif kind == "python":
            exec(compile(text, readme, "exec"), {})
        elif kind == "sh":
            for words in commands(text):
                typed += 1
                if words[0] == "mkdir":
                    Path(words[1]).mkdir(exist_ok=True)
                else:
                    run(*words[1:])
    assert typed >= 3, "no command was found to type"


def test_the_readme_saves_what_it_names(tmp_path: Path) -> None:
    saved = {name for readme in READMES for _, _, name in parts(readme) if name}
    own = {"clinic.yaml", "office.yaml", "job.yaml", "people.csv", "letters.yaml"}
    own |= {"mine/routines/neck.yaml", "mine/routines/neck-drawn.yaml"}
    assert saved == own | {"mine/bookmark.yaml", "mine/bookmark.xml.j2"}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that examples in the help name."""
    tmp_path = tmp_path_factory.mktemp("named")
    (tmp_path / "clinic.yaml").write_text(CLINIC)
    (tmp_path / "job.yaml").write_text(JOB)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "examples" / "people.csv").write_text(few_people(), encoding="utf-8")
    mine = tmp_path / "mine"
    for name, text in (
        ("routines/hands.yaml", ROUTINE),
        ("regions/hand.yaml", REGIONS),
        ("views/hand-palm.yaml", VIEW),
        ("arm.svg", (builtin("templates") / "new/drawing/NAME.svg").read_text("utf-8").replace("${name}", "arm")),
    ):
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_text(text, encoding="utf-8")
    (tmp_path / "spanish.json").write_text('{"routines/hands/title": "Manos"}')
    run("translate", "update", "es", "--content", "mine", cwd=tmp_path)
    run("make", "card", "foot", "--out", "card.pdf", cwd=tmp_path)
    return tmp_path


@pytest.fixture
def folder(named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Such a folder of one's own."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(named, tmp_path, dirs_exist_ok=True))


@pytest.mark.parametrize("example", examples())
def test_every_example_of_the_help_runs(example: str, folder: Path) -> None:
    words = shlex.split(re.split(r" (?:>|#)", example)[0])
    elsewhere = (["translate", "update"], ["translate", "sheet"], ["build", "examples/clinic.yaml"])
    if words[1:3] in elsewhere and "--content" not in words:
        pytest.skip("writes into the checkout, or makes what test_build and test_review_sheet make")
    run(*words[1:])
