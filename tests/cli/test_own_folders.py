"""From an empty folder to a card of one's own: content and templates laid over the built-in ones."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from soleprint.content.library import Library
from soleprint.errors import ExitCode
from soleprint.files.folders import builtin
from tests.cli import hands
from tests.cli.runner import run


def text(path: Path) -> str:
    return " ".join(PdfReader(path).pages[0].extract_text().split())


def test_a_routine_of_ones_own_in_the_built_in_template(tmp_path: Path) -> None:
    hands.write(tmp_path)
    run("make", "card", "hands", "--content", "mine", "--out", "card.pdf", cwd=tmp_path)
    words = text(tmp_path / "card.pdf")
    assert "Tired hands" in words
    assert "Glide from fingertips to wrist" in words
    assert "Each hand in turn" in words
    # The built-in safety profile goes with it.
    assert Library([builtin("content")]).safety("leg-and-foot").stop.title in words


def test_a_routine_and_a_template_of_ones_own(tmp_path: Path) -> None:
    hands.write(tmp_path)
    folders = ("--content", "mine", "--templates", "my-templates")
    run("make", "card", "hands", *folders, "--out", "card.pdf", cwd=tmp_path)
    words = text(tmp_path / "card.pdf")
    assert "Tired hands & rest" in words
    assert "From our clinic, sitting at a table" in words
    assert "Each hand in turn" not in words


def test_built_in_routines_go_into_ones_own_template(tmp_path: Path) -> None:
    hands.write(tmp_path)
    run("make", "card", "foot", "--templates", "my-templates", "--distance", "40cm", "--out", "card.pdf", cwd=tmp_path)
    assert "From our clinic" in text(tmp_path / "card.pdf")


def test_the_picture_of_ones_own_view_is_drawn_and_described(tmp_path: Path) -> None:
    hands.write(tmp_path)
    run("make", "card", "hands", "--content", "mine", "--out", "card.svg", cwd=tmp_path)
    svg = (tmp_path / "card.svg").read_text(encoding="utf-8")
    assert "palm of the right hand" in svg
    run("make", "card", "hands", "--content", "mine", "--side", "left", "--out", "left.svg", cwd=tmp_path)
    left = (tmp_path / "left.svg").read_text(encoding="utf-8")
    assert "palm of the left hand" in left
    assert left != svg


def test_moving_a_landmark_moves_the_arrow(tmp_path: Path) -> None:
    content, _ = hands.write(tmp_path)
    run("make", "card", "hands", "--content", "mine", "--out", "a.svg", cwd=tmp_path)
    view = content / "views" / "hand-palm.yaml"
    view.write_text(hands.VIEW.replace("wrist: [0, 0]", "wrist: [0, 40]"), encoding="utf-8")
    # A new folder name, as a new run of the command would see it.
    content.rename(tmp_path / "moved")
    run("make", "card", "hands", "--content", "moved", "--out", "b.svg", cwd=tmp_path)
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") != (tmp_path / "b.svg").read_text(encoding="utf-8")


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "t" / "themes").mkdir(parents=True)
    (tmp_path / "t" / "themes" / "dark.yaml").write_text(
        'schema: 1\nname: Dark\nextends: clear\ncolours: {accent: "#123456"}\n', encoding="utf-8"
    )
    run("make", "card", "foot", "--templates", "t", "--theme", "dark", "--out", "card.svg", cwd=tmp_path)
    assert "#123456" in (tmp_path / "card.svg").read_text(encoding="utf-8")


def test_ones_own_content_is_held_to_the_claims_gate(tmp_path: Path) -> None:
    content, _ = hands.write(tmp_path)
    routine = content / "routines" / "hands.yaml"
    routine.write_text(
        hands.ROUTINE.replace("Many people find it relaxing.", "It flushes toxins out of your body."), encoding="utf-8"
    )
    result = run("make", "card", "hands", "--content", "mine", code=ExitCode.CONTENT, cwd=tmp_path)
    assert "mine/routines/hands.yaml:4:" in result.stderr
    assert not list(tmp_path.glob("*.pdf"))


def test_a_changed_file_is_seen_in_the_same_process(tmp_path: Path) -> None:
    content, _ = hands.write(tmp_path)
    run("make", "card", "hands", "--content", "mine", "--out", "a.pdf", cwd=tmp_path)
    routine = content / "routines" / "hands.yaml"
    routine.write_text(hands.ROUTINE.replace("title: Tired hands", "title: Happy hands"), encoding="utf-8")
    run("make", "card", "hands", "--content", "mine", "--out", "b.pdf", cwd=tmp_path)
    assert "Happy hands" in text(tmp_path / "b.pdf")
