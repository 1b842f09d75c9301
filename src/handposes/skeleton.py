"""How a hand seen from its back is held, and where everything of it lies."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from handposes.digit import Digit, chain
from handposes.measures import (
    ARM,
    BONES,
    DORSAL,
    FINGERS,
    KNUCKLES,
    STOUT,
    THUMB_BONES,
    THUMB_IN,
    THUMB_OUT,
    Finger,
    Point,
    forearm,
)
from soleprint.figures import curves

Three = tuple[float, float, float]
Angles = Mapping[Finger, Three]
WHOLE: Three = (1.0, 1.0, 1.0)
BLUNT: Three = (0.5, 0.0, 2.25)


def together(spread: float = 0.0, bend: float = 0.0) -> Angles:
    """Directions of fingers side by side, degrees; ``spread`` fans them, ``bend`` turns them all."""
    base: Angles = {"index": (3, 1.5, 0), "middle": (1.5, 0.5, 0), "ring": (-0.5, -1.5, -2), "little": (-1, -5, -7)}
    fan: Mapping[Finger, float] = {"index": -1.3, "middle": -0.25, "ring": 0.8, "little": 1.9}
    out: dict[Finger, Three] = {}
    for name, (a, b, c) in base.items():
        more = spread * fan[name] + bend
        out[name] = (a + more, b + more, c + more)
    return out


def alike(seen: Three) -> Mapping[Finger, Three]:
    """The same seen lengths for every finger."""
    return dict.fromkeys(FINGERS, seen)


@dataclass(frozen=True)
class Posture:
    """How a hand is held. Angles are degrees clockwise from up, lengths are parts of the bones that are seen."""

    angles: Angles
    lengths: Mapping[Finger, Three] = field(default_factory=dict)
    thumb: Three = (-44, -30, -34)
    thumb_lengths: Three = WHOLE
    palm: float = 1.0
    """How much of the palm's length is seen."""
    breadth: float = 1.0
    """How much of its breadth is seen; less is rolled round a limb."""
    forearm: float = 0.0
    """Where the forearm comes from: 0 straight on, positive bends to the little finger."""
    reach: float = 120.0
    """How far up the forearm widens."""
    order: Sequence[Finger] = ("little", "ring", "index", "middle")
    """Fingers from back to front."""
    nails: bool = True
    wrist: Literal["flat", "bent"] = "flat"
    """Bent: the hand leans on its heel."""
    web_from: float = 1.42
    """Where on the thumb its web starts."""
    web_deep: float = 0.55
    root: Point = (-18.0, 14.0)
    """Where the thumb roots."""
    blunt: Mapping[Finger, Three] = field(default_factory=dict)
    """Where round ends begin, their length in mm and their shape."""
    folded: Sequence[Finger] = ()
    """Fingers without creases."""
    heel: bool = False
    """True: the heel of the hand works, and is tinted."""
    fingertips: bool = False
    """True: the fingertips work, and are tinted."""
    fold: bool = False
    """True: a fold of the limb's flesh rises between thumb and index finger."""


class Bones:
    """Where everything of a hand lies."""

    def __init__(self, pose: Posture) -> None:
        self.pose = pose

    @cached_property
    def digits(self) -> Mapping[Finger, Digit]:
        pose = self.pose
        out = {}
        for name in FINGERS:
            x, y = KNUCKLES[name]
            joints = chain(
                (x * pose.breadth, y * pose.palm), BONES[name], pose.angles[name], pose.lengths.get(name, WHOLE)
            )
            blunt, tip, power = pose.blunt.get(name, BLUNT)
            stout = STOUT[name] * (0.5 + 0.5 * pose.breadth)
            out[name] = Digit(joints, DORSAL, DORSAL, stout, tip, power, blunt)
        return out

    @cached_property
    def thumb(self) -> Digit:
        pose = self.pose
        root = (pose.root[0] * pose.breadth, pose.root[1] * pose.palm)
        joints = chain(root, THUMB_BONES, pose.thumb, pose.thumb_lengths)
        return Digit(joints, THUMB_OUT, THUMB_IN, 0.95, power=2.2, blunt=0.45)

    def arm(self, x: float, y: float) -> Point:
        """A place on the forearm: across it, and along it (negative)."""
        return forearm(x, y, self.pose.forearm)

    @cached_property
    def arm_left(self) -> list[Point]:
        """From the elbow to the wrist, on the thumb's side."""
        arm, reach = self.arm, self.pose.reach
        far = [arm(-47, -ARM), arm(-45, -ARM * 0.72), arm(-41, -reach * 1.45)]
        if self.pose.wrist == "bent":
            return [*far, arm(-33, -reach), arm(-32, -reach * 0.6), arm(-30.5, -reach * 0.3), arm(-28.5, -8)]
        near = [arm(-37, -reach), arm(-35, -reach * 0.72), arm(-31.5, -reach * 0.45)]
        return [*far, *near, arm(-29, -reach * 0.22), arm(-28.5, -9)]

    @cached_property
    def arm_right(self) -> list[Point]:
        """From the wrist to the elbow, on the little finger's side."""
        arm, reach, bend = self.arm, self.pose.reach, self.pose.forearm
        far = [arm(41, -reach * 1.45), arm(45, -ARM * 0.72), arm(47, -ARM)]
        if self.pose.wrist == "bent":
            start = arm(29, -16 - 0.55 * max(0.0, bend - 8))
            return [start, arm(31, -reach * 0.45), arm(33, -reach * 0.6), arm(34.5, -reach), *far]
        rest = [arm(28.6, -reach * 0.36), arm(31.5, -reach * 0.5), arm(35, -reach * 0.75), arm(37, -reach), *far]
        if abs(bend) < 5:
            return [arm(26.5, -10), arm(29.5, -20), *rest]
        return [arm(27.5 - 5 * (1 - self.pose.breadth), -20 - 0.5 * max(0.0, bend - 20)), *rest]

    @cached_property
    def webs(self) -> list[Point]:
        """Between neighbouring fingers, from the thumb's side."""
        d = self.digits
        return [curves.mix(d[one].side(0.5, -1), d[two].side(0.5, 1), 0.5) for one, two in pairwise(FINGERS)]

    @cached_property
    def ulnar(self) -> list[Point]:
        """The hand's edge from the little finger to the wrist."""
        b, q = self.pose.breadth, self.pose.palm
        edge = [(42.6 * b, 55 * q), (40.4 * b, 38 * q), (36.2 * b, 21 * q), (30.5 * (0.4 + 0.6 * b), 5 * q)]
        return [self.digits["little"].side(0.12, -1), *edge]

    @cached_property
    def thumb_in(self) -> list[Point]:
        """The thumb's inner side, from its tip to where the web starts."""
        return self.thumb.flank(-1, 2.45, self.pose.web_from)

    @cached_property
    def crotch(self) -> list[Point]:
        """The web from thumb to index finger."""
        a, z = self.thumb_in[-1], self.digits["index"].side(0.12, 1)
        h, g = self.thumb.at(self.pose.web_from)[1], self.digits["index"].at(0.1)[1]
        deep = math.dist(a, z) * self.pose.web_deep
        p1 = (a[0] - h[0] * deep, a[1] - h[1] * deep)
        p2 = (z[0] - g[0] * deep * 1.15, z[1] - g[1] * deep * 1.15)
        return [*(curves.point_on((a, p1, p2, z), t) for t in (0.2, 0.4, 0.6, 0.8)), z]
