"""Scenes name moves, places, views and hands that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.content.library import Library
from soleprint.errors import ContentError, Finding
from soleprint.figures.check import findings
from soleprint.figures.pictures import load_pictures
from soleprint.figures.recipes import load_placing
from soleprint.files.folders import builtin

SCENE = (builtin("content") / "scenes" / "back-of-leg.yaml").read_text()


def found(folder: Path, library: Library, text: str, name: str = "back-of-leg") -> list[Finding]:
    (folder / "scenes").mkdir(exist_ok=True)
    (folder / "scenes" / f"{name}.yaml").write_text(text)
    routines = {routine: library.routine(routine) for routine in library.routine_ids()}
    every = findings([folder, builtin("content")], routines, list(library.strokes()), list(library.body.modes))
    return [finding for finding in every if str(folder) in finding.source]


def test_the_built_in_scenes_and_hands_are_in_order(library: Library) -> None:
    routines = {routine: library.routine(routine) for routine in library.routine_ids()}
    assert findings([builtin("content")], routines, list(library.strokes()), list(library.body.modes)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("moves: [a1c]", "moves: [a9z]", '"a9z" is no move of this routine'),
        ("moves: [a1a, a1b]", "moves: [a1a, a3a]", "must be of one step"),
        ("places: [calf]", "places: [elbow]", '"elbow" is no place of these moves'),
        ("{move: a1c, way", "{move: a1d, way", 'the arrow of "a1d" stands in a picture'),
        ("view: leg-back", "view: leg-bach", 'view "leg-bach" is not known; did you mean "leg-back"'),
        ("pose: glide-beside", "pose: glid-beside", 'hand "glid-beside" is not known; did you mean "glide-beside"'),
    ],
)
def test_a_name_that_is_not_there_is_named_with_its_line(
    tmp_path: Path, library: Library, old: str, new: str, words: str
) -> None:
    assert old in SCENE
    first, *_ = found(tmp_path, library, SCENE.replace(old, new, 1))
    assert words in first.message and first.code == "scene-reference"
    assert new.strip("{").split(" ")[1].strip("[],") in SCENE.replace(old, new, 1).splitlines()[first.line - 1]


@pytest.mark.parametrize("name", ["back-of-leg", "elbow"])
def test_a_mode_that_is_not_there_is_named_with_its_line(tmp_path: Path, library: Library, name: str) -> None:
    """Whether or not there is such a routine."""
    text = SCENE.replace("    view: leg-back", "    modes: [slef]\n    view: leg-back", 1).replace("back-of-leg", name)
    (one,) = [finding for finding in found(tmp_path, library, text, name) if "mode" in finding.message]
    assert one.message == 'mode "slef" is not known; did you mean "self"?'
    assert text.splitlines()[one.line - 1] == "    modes: [slef]"


def test_scenes_of_no_routine_are_told(tmp_path: Path, library: Library) -> None:
    (one,) = found(tmp_path, library, SCENE.replace("back-of-leg", "elbow"), "elbow")
    assert 'no routine "elbow"' in one.message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("least: 14", "least: 2", ">= 5"),
        ("box: [-100, -10, 112, 905]", "box: [-100, -10, 112]", "length 4"),
        ("style: dash", "style: wavy", "Invalid enum value"),
        ("turn: -1", "turn: 720", "<= 360"),
        ("under: true", "over: true", "over"),
    ],
)
def test_a_mistake_in_a_scene_has_its_line(tmp_path: Path, library: Library, old: str, new: str, words: str) -> None:
    (one,) = found(tmp_path, library, SCENE.replace(old, new, 1))
    assert words in one.message and one.code == "scene-value" and one.line > 0


def test_scenes_of_ones_own_replace_the_built_in(tmp_path: Path, library: Library) -> None:
    assert found(tmp_path, library, SCENE.replace("least: 14", "least: 15", 1)) == []
    pictures = load_pictures([tmp_path, builtin("content")], "back-of-leg")
    assert pictures[0].least == 15 and load_pictures([tmp_path], "foot") == ()


def test_placing_of_ones_own_is_checked(tmp_path: Path) -> None:
    (tmp_path / "placing.yaml").write_text("schema: 1\nrecipes:\n  - {strokes: [glide], where: beside, moments: []}\n")
    with pytest.raises(ContentError, match="where"):
        load_placing([tmp_path])


def test_a_file_that_is_no_text_is_told(tmp_path: Path, library: Library) -> None:
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "foot.yaml").write_bytes(b"schema: 1\n\xff\xfe")
    routines = {routine: library.routine(routine) for routine in library.routine_ids()}
    every = findings([tmp_path, builtin("content")], routines, list(library.strokes()), list(library.body.modes))
    assert [finding.code for finding in every] == ["not-utf-8"]


def test_placing_of_ones_own_is_hostile_until_checked(tmp_path: Path) -> None:
    """Aliases that double ten times over would fill the memory."""
    (tmp_path / "placing.yaml").write_text("schema: 1\nrecipes: [&a {strokes: [glide]}, *a]\n")
    with pytest.raises(ContentError) as error:
        load_placing([tmp_path])
    assert error.value.findings[0].code == "alias"
