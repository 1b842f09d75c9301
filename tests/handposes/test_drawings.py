"""The construction of the hands and the files that ship stay together."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from handposes.__main__ import main
from handposes.back import Back
from handposes.digit import Digit
from handposes.drawing import Drawing
from handposes.measures import BONES, DORSAL, FINGERS
from handposes.poses import drawings
from handposes.skeleton import Bones, together
from soleprint.files.folders import builtin

HANDS = builtin("content") / "hands"
ALL = {drawing.id: drawing for drawing in drawings()}


@pytest.mark.parametrize("name", ALL)
def test_the_construction_reproduces_the_file_byte_for_byte(name: str) -> None:
    assert ALL[name].yaml().encode() == (HANDS / f"{name}.yaml").read_bytes()


def test_no_hand_is_without_its_construction(tmp_path: Path) -> None:
    main(tmp_path)
    files = {path.name for path in tmp_path.iterdir()}
    assert files == {path.name for path in HANDS.glob("*.yaml")} == {f"{name}.yaml" for name in ALL}


def test_a_flat_hand_has_the_proportions_of_a_hand() -> None:
    bones = Bones(Back(together()))
    lengths = {name: math.dist(bones.digits[name].joints[0], bones.digits[name].joints[-1]) for name in FINGERS}
    assert lengths["middle"] > lengths["ring"] > lengths["little"] and lengths["middle"] > lengths["index"]
    assert bones.digits["middle"].joints[-1][1] == pytest.approx(185, abs=4)  # wrist to fingertip, as in an adult
    assert bones.thumb.joints[-1][0] < min(d.joints[-1][0] for d in bones.digits.values())


def test_a_finger_is_as_wide_as_its_table_says() -> None:
    joints = [(0.0, 0.0)]
    for bone in BONES["middle"]:
        joints.append((0.0, joints[-1][1] + bone))
    finger = Digit(joints, DORSAL, DORSAL)
    left, right = finger.side(1.0, 1), finger.side(1.0, -1)
    assert left == pytest.approx((-10.66, 46.0)) and right == pytest.approx((10.66, 46.0))
    assert max(y for _, y in finger.cap()) == pytest.approx(joints[-1][1])


def test_a_drawing_turns_clockwise_after_it_moves() -> None:
    on = Drawing("x", "x", "wrist", (1, 2))
    on.ink("line", [(0.0, 10.0), (0.0, 20.0)])
    on.place((0.0, 5.0), 90)
    assert on.lines["line"][0] == pytest.approx((15.0, 0.0))
