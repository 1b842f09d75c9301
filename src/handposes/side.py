"""A hand seen from its thumb's side: fingers up, palm to the left, the thumb towards the reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from handposes.digit import Digit, chain, read
from handposes.drawing import Dot, Drawing, corner
from handposes.measures import ARM, BACK, BONES, PAD, STOUT, THUMB_BONES, THUMB_IN, THUMB_OUT, Finger, Point, forearm
from soleprint.figures import curves

Three = tuple[float, float, float]


@dataclass(frozen=True)
class Beyond:
    """A finger further away than the index finger."""

    finger: Finger
    shift: Point
    """Its knuckle from the index finger's."""
    angles: Three
    colour: str = "hand-shade"


@dataclass(frozen=True)
class Side:
    """How the hand is held. Angles are degrees clockwise from up. The origin is the middle of the wrist."""

    index: Three = (0, -1, -2)
    others: Sequence[Beyond] = (Beyond("middle", (2, 4), (1, 0, -1)),)
    """The nearest first."""
    thumb: Three = (-30, -22, -10)
    thumb_root: Point = (-6, 14)
    thumb_seen: Three = (1, 1, 1)
    forearm: float = 0.0
    """Bend of the wrist in degrees, positive: back of the hand towards the forearm."""
    reach: float = 120.0
    web_from: float = 1.3
    web_deep: float = 0.45
    index_from: float = 0.3
    nail: float = 0.3
    """How far the thumb's nail is turned to its outer side."""
    knuckle: Point = (6.0, 84.0)

    def draw(self, on: Drawing) -> Drawing:
        """Add the hand to a drawing."""
        _Painter(self, on).paint()
        return on


class _Painter:
    """Lays the parts over one another, from back to front."""

    def __init__(self, pose: Side, on: Drawing) -> None:
        self.pose, self.on = pose, on

    def arm(self, x: float, y: float) -> Point:
        return forearm(x, y, self.pose.forearm)

    def _digit(self, name: Finger, root: Point, angles: Three) -> Digit:
        joints = chain(root, BONES[name], angles, (1.0, 1.0, 1.0))
        return Digit(joints, PAD, BACK, STOUT[name], power=2.35, blunt=0.6)

    @cached_property
    def index(self) -> Digit:
        return self._digit("index", self.pose.knuckle, self.pose.index)

    @cached_property
    def thumb(self) -> Digit:
        joints = chain(self.pose.thumb_root, THUMB_BONES, self.pose.thumb, self.pose.thumb_seen)
        return Digit(joints, THUMB_OUT, THUMB_IN, 0.92, power=2.15, blunt=0.45)

    @cached_property
    def arm_left(self) -> list[Point]:
        arm, reach = self.arm, self.pose.reach
        far = [arm(-40, -ARM), arm(-38, -ARM * 0.7), arm(-34, -reach * 1.5), arm(-28.5, -reach)]
        return [*far, arm(-26, -reach * 0.7), arm(-22.5, -reach * 0.4), arm(-20.5, -14)]

    @cached_property
    def arm_right(self) -> list[Point]:
        arm, reach = self.arm, self.pose.reach
        near = [arm(22, -16), arm(22.5, -reach * 0.35), arm(26, -reach * 0.7), arm(28, -reach)]
        return [*near, arm(32, -reach * 1.5), arm(36, -ARM * 0.7), arm(38, -ARM)]

    @cached_property
    def back(self) -> list[Point]:
        """The back of the hand, from the knuckle to the wrist."""
        return [
            self.index.side(0.06, -1),
            (18, 68),
            (19.5, 48),
            (20.5, 28),
            (21.5, 14) if self.pose.forearm > 12 else (21, 12),
        ]

    @cached_property
    def thumb_in(self) -> list[Point]:
        return self.thumb.flank(-1, 2.45, self.pose.web_from)

    @cached_property
    def crotch(self) -> list[Point]:
        """The web between thumb and index finger."""
        pose = self.pose
        a, z = self.thumb_in[-1], self.index.side(pose.index_from, 1)
        h, g = self.thumb.at(pose.web_from)[1], self.index.at(pose.index_from)[1]
        deep = max(math.dist(a, z), 14) * pose.web_deep
        p1 = (a[0] - h[0] * deep, a[1] - h[1] * deep)
        p2 = (z[0] - g[0] * deep * 1.6, z[1] - g[1] * deep * 1.6)
        return [curves.point_on((a, p1, p2, z), t) for t in (0.2, 0.4, 0.6, 0.8)]

    def paint(self) -> None:
        for other in reversed(self.pose.others):
            self.beyond(other)
        self.hand()
        self.shades()
        self.details()
        if self.pose.nail >= 0:
            self.nails()

    def beyond(self, other: Beyond) -> None:
        """A finger further away; its far side is covered by the index finger."""
        x, y = self.pose.knuckle
        d = self._digit(other.finger, (x + other.shift[0], y + other.shift[1]), other.angles)
        outline: list[Dot] = [*d.outline(0.45, 0.55), self.index.side(0.12, -1)]
        shape = [corner(outline[0]), *outline[1:-1], corner(outline[-1]), corner(self.index.at(0.2)[0])]
        self.on.shape(f"{other.finger}-fill", shape, other.colour)
        self.on.outline.append(f"{other.finger}-fill")
        self.on.ink(other.finger, outline, 1.4, (0.05, 0.12))

    def hand(self) -> None:
        """Forearm, thumb, web, index finger and the back of the hand are one line."""
        thumb, index = self.thumb, self.index
        outer = [*self.arm_left, *thumb.flank(1, 0.2, 2.45)]
        loop = index.outline(self.pose.index_from, 0.2)
        line: list[Dot] = [*outer, *thumb.cap(), *self.thumb_in, *self.crotch, *loop, *self.back, *self.arm_right]
        self.on.shape("hand", [corner(line[0]), *line[1:-1], corner(line[-1])])
        self.on.outline.append("hand")
        self.line = line

    def shades(self) -> None:
        thumb, on, left, reach = self.thumb, self.on, self.arm_left, self.pose.reach
        on.shape("index-shade", self.index.shade(1, self.pose.index_from, 2.5, 0.4), "hand-shade")
        on.shape("thumb-shade", thumb.shade(-1, 0.9, 2.5, 0.4), "hand-shade")
        up: list[Dot] = [corner(left[-3]), left[-2], left[-1], *thumb.flank(1, 0.2, 0.6), corner(thumb.side(0.85, 1))]
        down = [thumb.side(0.5, 1, 0.55), self.arm(-13, -4), self.arm(-14, -reach * 0.35)]
        on.shape("arm-shade", [*up, *down], "hand-shade")
        on.ink("hand-line", self.line, 1.5, (0.005, 0.005))

    def details(self) -> None:
        """Folds at the joints of the index finger, the palm's edge behind the thumb."""
        on, index, crotch, thumb = self.on, self.index, self.crotch, self.thumb
        on.detail(
            [crotch[1], curves.mix(crotch[1], (3, 40), 0.35), curves.mix(crotch[1], (6, 30), 0.8)], 0.7, (0.1, 0.8)
        )
        for u, size in ((1.0, 0.6), (2.0, 0.48)):
            fold = [index.place(u - 0.02, 0.95), index.place(u + 0.01, 0.6, 0.6), index.place(u - 0.03, 0.25)]
            on.detail(fold, size, (0.1, 0.6))
        on.detail([index.place(0.92, -0.88), index.place(0.88, -0.5, 0.3), index.place(0.95, -0.2)], 0.55, (0.3, 0.5))
        on.detail([index.place(1.04, -0.9), index.place(1.02, -0.55, 0.3), index.place(1.06, -0.3)], 0.55, (0.3, 0.5))
        on.detail(thumb.crease(1.96, -0.2, 0.6, 1.4), 0.6)
        on.detail(thumb.crease(2.07, -0.15, 0.5, 1.2), 0.55)
        on.detail([thumb.place(1.1, 0.3), thumb.place(0.96, 0.5), thumb.place(0.82, 0.4)], 0.6)
        vein = [thumb.place(0.62, -0.35), thumb.place(0.3, -0.45), thumb.place(0.0, -0.5), self.arm(4, -8)]
        on.detail(vein, 0.7, (0.3, 0.7), "hand-crease")

    def nails(self) -> None:
        index, thumb, on = self.index, self.thumb, self.on
        rim = [index.cap((angle,))[0] for angle in (172, 150, 124)]
        root, belly, front = index.place(2.36, -0.97), index.place(2.42, -0.52), index.place(2.72, -0.5)
        on.shape("index-nail", [corner(root), belly, front, corner(rim[2]), rim[1], rim[0]], "hand-nail")
        on.detail([root, index.place(2.37, -0.66), belly, front, rim[2]], 0.6, (0.2, 0.2))
        width = read(THUMB_OUT, 2.5) * 0.92
        on.nail("thumb-nail", thumb.nail(2.5, width * 0.55, 12.5, width * self.pose.nail))
