"""``soleprint new``: what it writes passes the check, is made at once, and takes the place of nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from soleprint.cli.new import KINDS, new
from soleprint.errors import ExitCode
from soleprint.files.folders import builtin
from soleprint.products.starters import HOMES
from tests.cli.runner import run
from tests.support import words_only

FOOT_TO_NECK = {
    "[foot-sole, foot-top]": "[neck-pain]",
    "foot-sole": "neck-pain",
    "{from: toes, to: heel, via: [arch]}": "{from: neck-pain.far, to: neck-pain.near}",
    "[arch]": "[neck-pain.middle]",
    "[ball]": "[neck-pain.middle]",
    "toward-heel": "toward-heart",
}
"""What is edited in the routine, so that it is drawn on the view."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def begin(kind: str, name: str = "neck-pain", folder: str = "own", code: int = 0) -> str:
    return run("new", kind, name, f"--{KINDS[kind][0]}", folder, code=code).output


def texts(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_each_kind_has_a_starter_and_each_starter_a_command() -> None:
    assert set(KINDS) == set(HOMES)
    assert {*KINDS, "routine-words"} == {path.name for path in (builtin("templates") / "new").iterdir()}
    assert set(new.commands) == {*KINDS, "language"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_new_passes_the_check(kind: str, here: Path) -> None:
    told = begin(kind)
    assert re.findall(r"^Wrote (.+)$", told, re.M) == [f"own/{name}" for name in texts(here / "own")]
    if HOMES[kind]:
        checked = run("check", "own")
        assert checked.stdout == "" and checked.stderr.endswith("0 errors, 0 warnings.\n")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_made_without_an_edit_by_what_it_says_to_type_next(kind: str, here: Path) -> None:
    told = begin(kind)
    while following := re.findall(r"^Next: soleprint (.+)$", told, re.M):
        told = run(*following[0].split()).output
    assert [*here.rglob("*.pdf")]


def test_a_routine_in_words_is_two_commands_and_one_file(here: Path) -> None:
    told = run("new", "routine", "neck", "--words", "--content", "own").output
    (following,) = re.findall(r"^Next: soleprint (.+)$", told, re.M)
    run(*following.split())
    assert list(texts(here / "own")) == ["routines/neck.yaml"]
    text = " ".join(page.extract_text() for page in PdfReader(here / "neck_en_A5.pdf").pages)
    assert "Hold the hand between yours" in " ".join(text.split())
    assert run("check", "own").output.endswith("0 errors, 0 warnings.\n")


def test_the_picture_that_it_speaks_of_is_all_but_a_file(here: Path) -> None:
    """Its line without the sign of a comment, and a photo of that name."""
    run("new", "routine", "neck", "--words", "--content", "own")
    path = here / "own/routines/neck.yaml"
    path.write_text(path.read_text().replace("# picture:", "picture:"))
    assert "[no-such-file]" in run("check", "own/routines/neck.yaml", code=ExitCode.FINDINGS).output
    (here / "own/pictures").mkdir()
    (here / "own/pictures/hold.jpg").write_bytes(words_only.photo())
    assert run("check", "own").output.endswith("0 errors, 0 warnings.\n")
    run("make", "card", "neck", "--content", "own")


@pytest.mark.parametrize("product", ["leaflet", "booklet"])
def test_other_products_take_a_new_routine_too(product: str, here: Path) -> None:
    begin("routine")
    run("make", product, "neck-pain", "--content", "own", "--emergency", "999", "--out", "made.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(here / "made.pdf").pages)
    assert "not yet reviewed" in " ".join(text.split()).casefold()


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_explains_itself_and_nothing_is_left_to_fill_in(kind: str, here: Path) -> None:
    begin(kind)
    for name, text in texts(here / "own").items():
        comments = re.findall(r"^ *#|\{#|<!--", text, re.M)
        assert len(comments) >= 3, name
        assert "NAME" not in text + name
        assert "${" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_there_is_written_over(kind: str, here: Path) -> None:
    begin(kind)
    last = [*(here / "own").rglob("*.*")][-1]
    last.write_text("mine")
    before = texts(here / "own")
    assert "there already" in begin(kind, code=ExitCode.USAGE)
    assert texts(here / "own") == before


def test_of_a_set_none_is_written_where_one_is_there(here: Path) -> None:
    (here / "own/views").mkdir(parents=True)
    (here / "own/views/neck-pain.yaml").symlink_to("nowhere")
    assert "own/views/neck-pain.yaml is there already" in begin("view", code=ExitCode.USAGE)
    assert not (here / "own/regions").exists()


@pytest.mark.parametrize(
    ("kind", "name"), [("routine", "foot"), ("view", "leg-back"), ("template", "parts"), ("theme", "clear")]
)
def test_a_built_in_name_is_refused_with_the_reason(kind: str, name: str, here: Path) -> None:
    told = begin(kind, name, code=ExitCode.USAGE)
    assert "would take its place" in told
    assert "[built-in-name]" in told
    assert not (here / "own").exists()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Neck", '"neck"'),
        ("neck & shoulders", '"neck-shoulders"'),
        ("N\u00e4ckar", '"nackar"'),
        ("neck.yaml", '"neck"'),
        ("../neck", '"neck"'),
        ("neck--two", '"neck-two"'),
        ("\u9996", "such as"),
        ("n" * 61, '"nnn'),
        ("con", "device"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_one_that_can(name: str, hint: str, here: Path) -> None:
    for kind in ("routine", "job"):
        told = begin(kind, name, code=ExitCode.USAGE)
        assert hint in told
        assert "[bad-new-name]" in told
    assert [*here.iterdir()] == []


def test_a_kind_that_is_nearly_right_is_guessed(here: Path) -> None:
    assert "Did you mean 'routine'?" in run("new", "rutine", "neck", code=ExitCode.USAGE).output
    assert "Use " in run("new", "zzz", "neck", code=ExitCode.USAGE).output


def test_a_folder_of_ones_own_must_be_named(here: Path) -> None:
    assert "--content DIR" in run("new", "routine", "neck", code=ExitCode.USAGE).output
    assert "--templates DIR" in run("new", "theme", "calm", code=ExitCode.USAGE).output
    for kind in ("routine", "theme"):
        home = KINDS[kind][0]
        told = run("new", kind, "neck", f"--{home}", builtin("content" if home == "content" else "templates"), code=2)
        assert "[built-in-content]" in told.output


def test_folders_that_cannot_be_made_are_told_and_none_is_left(here: Path) -> None:
    (here / "file").write_text("")
    assert "[cannot-write]" in begin("routine", folder="file/own", code=ExitCode.FILE)
    assert [path.name for path in here.iterdir()] == ["file"]


def test_folders_of_what_fails_are_taken_away_again(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from soleprint.errors import FileProblem
    from soleprint.files import fresh

    def full(files: object) -> None:
        raise FileProblem("The disk is full.", code="disk-full")

    monkeypatch.setattr(fresh, "write_all", full)
    begin("view", folder="one/two", code=ExitCode.FILE)
    assert [*here.iterdir()] == []


def test_a_routine_is_drawn_on_a_view_of_that_name(here: Path) -> None:
    begin("view")
    begin("routine")
    path = here / "own/routines/neck-pain.yaml"
    text = path.read_text()
    for foot, neck in FOOT_TO_NECK.items():
        assert foot in text
        text = text.replace(foot, neck)
    path.write_text(text)
    assert run("check", "own").output.endswith("0 errors, 0 warnings.\n")
    run("make", "card", "neck-pain", "--content", "own", "--out", "card.pdf")


def test_a_language_is_begun_in_a_folder_that_is_made(here: Path) -> None:
    run("new", "language", "eo", "--content", "own")
    assert (here / "own/locale/eo/soleprint.po").is_file()
    assert run("check", "own").output.endswith("0 errors, 0 warnings.\n")
    assert "[language-exists]" in run("new", "language", "eo", "--content", "own", code=ExitCode.USAGE).output


def test_a_language_that_cannot_be_leaves_no_folder(here: Path) -> None:
    assert "[language-exists]" in run("new", "language", "es", "--content", "own", code=ExitCode.USAGE).output
    assert [*here.iterdir()] == []
