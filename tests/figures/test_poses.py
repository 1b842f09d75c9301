"""Hands as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from soleprint.errors import ContentError, FileProblem
from soleprint.figures.outlines import Outlines
from soleprint.figures.poses import HandPose, load_pose
from soleprint.figures.reading import read
from soleprint.figures.theme import THEMES
from soleprint.files.folders import builtin, names

FOLDERS = [builtin("content")]
POSES = names(FOLDERS, "hands", ".yaml")
PLAIN = (builtin("content") / "hands" / "tips.yaml").read_text()


@pytest.fixture(scope="module", params=POSES)
def pose(request: pytest.FixtureRequest) -> HandPose:
    return load_pose(FOLDERS, str(request.param))


def test_every_hand_loads_under_its_name_and_has_only_roles_of_the_theme(pose: HandPose) -> None:
    assert pose.id in POSES
    roles = {getattr(item, "colour", "ink") for item in pose.art} | {getattr(item, "ink", "ink") for item in pose.art}
    assert all(roles <= set(theme.colours) for theme in THEMES.values())


def test_instructions_of_hands_lie_before_or_behind_the_limb(pose: HandPose) -> None:
    assert {item.layer for item in pose.art} <= {"always", "front", "behind"}
    assert pose.fits[0] < pose.fits[1]


def test_a_hand_has_the_size_of_a_hand(pose: HandPose) -> None:
    outlines = Outlines(pose)
    points = [p for name in pose.closed for p in outlines.polyline(name)]
    width = max(x for x, _ in points) - min(x for x, _ in points)
    assert 25 < width < 420, "an adult hand with its forearm, in millimetres"


@pytest.mark.parametrize(
    ("old", "new", "words", "code"),
    [
        ("origin: far-edge", "origin: elbow", "Invalid enum value", "hand-value"),
        ("fits: [26, 62]", "fits: [26]", "length 2", "hand-value"),
        ("fits: [26, 62]", "fits: [26, 9999]", "<= 300", "hand-value"),
        ("fits: [26, 62]", "fits: [26, .nan]", "fits", "hand-value"),
        ("fits: [26, 62]", "fit: [26, 62]", "fit", "hand-value"),
        ("shape: middle-fill", "shape: midle-fill", '"midle-fill" is used here', "hand-reference"),
        ("-8.5 -6", "-80000 -6", ">= -5000", "hand-value"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, words: str, code: str) -> None:
    assert old in PLAIN
    text = PLAIN.replace(old, new)
    with pytest.raises(ContentError, match=words) as caught:
        read(text, "content/hands/tips.yaml", "hand", HandPose)
    assert {finding.code for finding in caught.value.findings} == {code}
    assert all(finding.line > 0 and finding.source == "content/hands/tips.yaml" for finding in caught.value.findings)


def test_an_unknown_hand_lists_the_known() -> None:
    with pytest.raises(FileProblem, match="glide-beside") as caught:
        load_pose(FOLDERS, "karate")
    assert caught.value.code == "unknown-hand"


def test_a_hostile_hand_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hands").mkdir()
    (tmp_path / "hands" / "mine.yaml").write_text("a: &x [1]\nb: *x\n")
    with pytest.raises(ContentError) as caught:
        load_pose([tmp_path], "mine")
    assert [finding.code for finding in caught.value.findings] == ["alias"]
