"""``soleprint view import``: a drawing becomes a view that cards are drawn on."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.errors import ExitCode
from soleprint.files.folders import builtin
from tests.cli.runner import run

ARM = {
    "[foot-sole, foot-top]": "[arm]",
    "foot-sole": "arm",
    "{from: toes, to: heel, via: [arch]}": "{from: arm.far-end, to: arm.near-end}",
    "[arch]": "[arm.middle]",
    "[ball]": "[arm.middle]",
    "toward-heel": "toward-heart",
    "limb: foot": "limb: arm",
}
"""What is edited in the routine to begin from, so that it is drawn on the imported view."""
TEMPLATE = (builtin("templates") / "new/drawing/NAME.svg").read_text(encoding="utf-8").replace("${name}", "arm")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "arm.svg").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def take(*extra: str, code: int = 0) -> str:
    return run("view", "import", "arm.svg", "--content", "own", *extra, code=code).output


def test_four_commands_and_two_files_make_a_card_on_a_view_of_ones_own(here: Path) -> None:
    run("new", "routine", "tired-arms", "--content", "own")
    routine = here / "own/routines/tired-arms.yaml"
    text = routine.read_text(encoding="utf-8")
    for foot, arm in ARM.items():
        assert foot in text
        text = text.replace(foot, arm)
    routine.write_text(text, encoding="utf-8")
    told = take()
    assert "Wrote own/views/arm.yaml\nWrote own/regions/arm.yaml\n" in told
    assert "94 mm wide, 255 mm high; 3 places; strokes run along it" in told
    assert run("check", "own").output.endswith("0 errors, 0 warnings.\n")
    run("make", "card", "tired-arms", "--content", "own", "--out", "card.pdf")


def test_it_has_another_name_and_subject_where_they_are_given(here: Path) -> None:
    (here / "arm.svg").write_text(TEMPLATE.replace('"arm.', '"upper.'), encoding="utf-8")
    take("--name", "upper", "--subject", 'the "back" of the {side} arm')
    assert 'subject: "the \\"back\\" of the {side} arm"\n' in (here / "own/views/upper.yaml").read_text()
    run("view", "upper", "--content", "own", "--debug", "--out", "upper.png")


def test_nothing_is_written_over_but_by_force(here: Path) -> None:
    take()
    view, regions = here / "own/views/arm.yaml", here / "own/regions/arm.yaml"
    before = view.read_bytes()
    regions.write_text(regions.read_text().replace("the middle", "the belly of the forearm"))
    kept = regions.read_bytes()
    view.write_text("mine")
    told = take(code=ExitCode.USAGE)
    assert "own/views/arm.yaml is there already" in told
    assert "--force" in told
    assert view.read_text() == "mine"
    assert take("--force").startswith("Wrote own/views/arm.yaml\n")
    assert view.read_bytes() == before
    assert regions.read_bytes() == kept


def test_a_place_that_is_new_since_then_is_added_by_hand(here: Path) -> None:
    take()
    more = TEMPLATE.replace("arm.near-end", "arm.elbow-fold")
    (here / "arm.svg").write_text(more, encoding="utf-8")
    before = (here / "own/views/arm.yaml").read_bytes()
    told = take("--force", code=ExitCode.CONTENT)
    row = "- {id: arm.elbow-fold, name: the elbow fold, along: 2}"
    assert f"own/regions/arm.yaml: this place is new; add it to the list, with a number that fits: {row}" in told
    assert (here / "own/views/arm.yaml").read_bytes() == before
    with (here / "own/regions/arm.yaml").open("a") as file:
        file.write(f"  {row}\n")
    take("--force")
    assert run("check", "own").output.endswith("0 errors, 0 warnings.\n")


def test_mistakes_are_told_at_once_with_their_places_and_nothing_is_written(here: Path) -> None:
    wrong = TEMPLATE.replace("arm.middle", "midle").replace("scale-100mm", "scale")
    (here / "arm.svg").write_text(wrong, encoding="utf-8")
    told = take(code=ExitCode.CONTENT)
    assert f'arm.svg:{line(wrong, "<circle id=", 1)}:5: "midle" is no place of content/regions' in told
    assert f'arm.svg:{line(wrong, "<line id=", 1)}:3: the name "scale" says no length' in told
    assert "2 mistakes found" in told
    assert "nothing was written" in told
    assert not (here / "own").exists()


def line(text: str, needle: str, number: int = 0) -> int:
    """In which line a drawing has something, the first time or a later one."""
    return [at for at, row in enumerate(text.splitlines(), 1) if needle in row][number]


@pytest.mark.parametrize(
    ("extra", "words", "code"),
    [
        (["--name", "leg-back"], "would take its place", ExitCode.USAGE),
        (["--name", "The Arm"], 'did you mean "the-arm"?', ExitCode.USAGE),
        (["--subject", ""], "--subject is one line", ExitCode.USAGE),
        (["--subject", "two\nlines"], "--subject is one line", ExitCode.USAGE),
    ],
)
def test_what_cannot_be_is_refused(extra: list[str], words: str, code: int, here: Path) -> None:
    assert words in take(*extra, code=code)
    assert not (here / "own").exists()


def test_a_drawing_and_a_folder_must_be_there(here: Path) -> None:
    assert "--content DIR" in run("view", "import", "arm.svg", code=ExitCode.USAGE).output
    told = run("view", "import", "leg.svg", "--content", "own", code=ExitCode.FILE).output
    assert "leg.svg does not exist" in told


def test_a_view_is_drawn_as_ever(here: Path) -> None:
    assert "Usage: soleprint view [OPTIONS] VIEW" in run("view", "--help").output
    told = run("view", "import", "--help").output
    assert "Usage: soleprint view import [OPTIONS] FILE" in told
    assert "soleprint view import mine/arm.svg --content mine" in told
