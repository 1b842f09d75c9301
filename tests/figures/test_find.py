"""Figures that a template asks for."""

from __future__ import annotations

import pytest

from soleprint.compose.markup import Node
from soleprint.content.library import Library
from soleprint.errors import ContentError
from soleprint.figures import PositionPicture, Stage, StrokePicture
from soleprint.figures.find import Finder, scene_finder


@pytest.fixture
def find(library: Library) -> Finder:
    return scene_finder({"back-of-leg": (library.routine("back-of-leg"), "partner")}, library)


def node(**attributes: str) -> Node:
    return Node("figure", attributes, (), source="card.xml.j2", line=7)


def test_a_move_is_a_stage(find: Finder) -> None:
    stage = find(node(scene="move", move="a2a", place="thigh", phase="2"))
    assert isinstance(stage, Stage) and (stage.moves, stage.places, stage.phase) == (("a2a",), ("thigh",), 1)


def test_a_stroke_has_its_picture_and_a_position_its_ring(find: Finder) -> None:
    assert find(node(scene="stroke-picture", stroke="wring", phase="2")) == StrokePicture("wring", 1)
    assert find(node(scene="position", position="face-down", ring="leg")) == PositionPicture("face-down", "leg")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"scene": "move", "move": "a2z"}, 'move "a2z" is not known'),
        ({"scene": "move", "move": "a2a", "place": "calfs"}, 'place "calfs" is not known; did you mean "calf"'),
        ({"scene": "move", "move": "a2a", "phase": "3"}, 'phase "3" is not known'),
        ({"scene": "stroke-picture", "stroke": "pat"}, 'stroke "pat" is not known'),
    ],
)
def test_what_there_is_not_is_named(find: Finder, wrong: dict[str, str], words: str) -> None:
    with pytest.raises(ContentError, match=words) as caught:
        find(node(**wrong))
    assert caught.value.findings[0].line == 7
