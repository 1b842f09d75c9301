"""A hand that grips the edge of a limb: its thumb in front of the limb, its fingers behind it.

The edge is x = 0, the limb lies to its left. The limb itself cuts the fingers, so a grip fits any width.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from handposes.digit import Digit, chain, read
from handposes.drawing import Corner, Dot, Drawing, corner, ends
from handposes.measures import ARM, STOUT, THUMB_BONES, THUMB_IN, THUMB_OUT, Finger, Point, forearm
from soleprint.figures import curves

WRIST: Point = (41, -84)
BACK: Sequence[Point] = ((28.5, 9), (34, -6), (39, -22), (46, -40), (54, -58))
"""The back of the hand, from the index finger to the wrist."""
INDEX: Sequence[Point] = ((-24, 58), (-8, 51), (6, 40), (16.5, 28), (24, 18.5), (28.5, 9))
MIDDLE: Sequence[Point] = (
    (-20, 66), (-2, 58.5), (13, 46), (23.5, 32), (30, 20), (33.4, 8), (35.2, -6), (37.2, -16),
)  # fmt: skip
"""The middle finger, further away."""
WEB = 1.3
"""Where on the thumb its web starts."""


@dataclass(frozen=True)
class Grip:
    """How the hand grips; angles are degrees clockwise from up."""

    thumb: tuple[float, float, float] = (-27, -34, -22)
    seen: tuple[float, float, float] = (0.95, 1.0, 1.0)
    forearm: float = 32.0
    reach: float = 110.0
    fingers: bool = True
    """False: without the fingers behind, for a limb too narrow to hide them."""

    def draw(self, on: Drawing) -> Drawing:
        """Add the hand to a drawing."""
        painter = _Painter(self, on)
        if self.fingers:
            painter.behind()
        painter.front()
        return on


class _Painter:
    """Lays the parts over one another."""

    def __init__(self, pose: Grip, on: Drawing) -> None:
        self.pose, self.on = pose, on

    @cached_property
    def thumb(self) -> Digit:
        joints = chain((24, -52), THUMB_BONES, self.pose.thumb, self.pose.seen)
        return Digit(joints, THUMB_IN, THUMB_OUT, 0.92, power=2.15, blunt=0.45)

    def arm(self, x: float, y: float) -> Point:
        return forearm(x, y, self.pose.forearm, WRIST)

    def behind(self) -> None:
        """Middle finger's edge, then the index finger."""
        on = self.on
        on.layer = "behind"
        on.shape("middle-fill", [*ends(MIDDLE), Corner(10, -10), Corner(-24, 20)])
        on.shape("middle-shade", [*ends(MIDDLE), (30, 2), (20, 20), (4, 40), Corner(-20, 50)], "hand-shade")
        on.ink("middle", MIDDLE, 1.3, (0.1, 0.35))
        on.shape(
            "index-fill",
            [corner(INDEX[0]), *INDEX[1:], *BACK[1:-1], corner(BACK[-1]), Corner(10, -40), Corner(-24, 20)],
        )
        on.ink("index", [*INDEX, *BACK[1:3]], 1.5, (0.06, 0.3))
        on.detail([(13.5, 30.5), (10.5, 25.5), (6, 23)], 0.6)
        on.detail([(10, 34.5), (7, 30), (3, 28)], 0.6)
        on.layer = "front"

    @cached_property
    def arm_left(self) -> list[Point]:
        arm, reach = self.arm, self.pose.reach
        far = [arm(-42, -ARM), arm(-40, -ARM * 0.7), arm(-36, -reach * 1.5), arm(-31, -reach)]
        return [*far, arm(-28.5, -reach * 0.7), arm(-25.5, -reach * 0.4), arm(-23.5, -reach * 0.15)]

    @cached_property
    def arm_right(self) -> list[Point]:
        arm, reach = self.arm, self.pose.reach
        near = [arm(23, -2), arm(24.5, -reach * 0.25), arm(28, -reach * 0.55), arm(31, -reach * 0.8)]
        return [*near, arm(32.5, -reach), arm(36, -reach * 1.5), arm(41, -ARM * 0.7), arm(43, -ARM)]

    @cached_property
    def web(self) -> tuple[list[Point], list[Point]]:
        """The thumb's inner side down to the limb's edge, and the fold that runs on into the hand."""
        inner = self.thumb.flank(-1, 2.45, WEB)
        start = inner[-1]
        if start[0] > 0.5:  # the thumb itself crosses the edge
            return inner, [start, (10.5, -2), (14, -17), (20, -32)]
        edge = (1.5, start[1] + 12)
        x, y = curves.mix(start, edge, 0.4)
        return [*inner, (x + 1.2, y - 3.4), edge], [(edge[0] + 3, edge[1] - 1), (9, 4), (12, -14), (18, -30)]

    def front(self) -> None:
        """Thumb, back of the hand and forearm."""
        on, thumb, (web, fold) = self.on, self.thumb, self.web
        radial = [*self.arm_left, *thumb.flank(1, 0.25, 2.45)]
        up: list[Dot] = [corner(radial[0]), *radial[1:], *thumb.cap(), *web[:-1], corner(web[-1]), (12, 18)]
        down: list[Dot] = [corner(BACK[0]), *BACK[1:], *self.arm_right[:-1], corner(self.arm_right[-1])]
        on.shape("palm", [*up, *down])
        on.outline.append("palm")
        reach, right = self.pose.reach, self.arm_right
        dark = [self.arm(18, -reach * 0.3), self.arm(14, -6), (40, -50), (31, -24)]
        on.shape("back-shade", [corner(BACK[0]), *BACK[1:], *right[:3], corner(right[3]), *dark], "hand-shade")
        on.shape("thumb-shade", thumb.shade(-1, 0.9, 2.5, 0.36), "hand-shade")
        on.ink("outer", [*BACK, *self.arm_right], 1.5, (0.02, 0.005))
        on.ink("thumb", [*radial, *thumb.cap(), *web], 1.5, (0.005, 0.04))
        thumb_details(on, thumb, -0.6)
        on.detail(fold, 0.7, (0.1, 0.8))
        on.detail([thumb.place(0.6, -0.1), thumb.place(0.25, -0.1), (31, -66)], 0.7, (0.4, 0.6), "hand-crease")


def thumb_details(on: Drawing, thumb: Digit, shift: float) -> None:
    """Nail and creases of a thumb seen from its back; ``shift`` moves the nail to its left, mm."""
    width = read(thumb.left, 2.5) * thumb.stout
    on.nail("thumb-nail", thumb.nail(2.5, width * 0.66, 13, shift))
    on.detail(thumb.crease(1.96, -0.5, 0.5, 1.4), 0.6)
    on.detail(thumb.crease(2.07, -0.4, 0.45, 1.2), 0.55)
    on.detail([thumb.place(1.12, 0.2), thumb.place(0.98, 0.42), thumb.place(0.84, 0.3)], 0.6)


@dataclass(frozen=True)
class End:
    """The end of a finger that comes round the far edge of a limb. The edge is x = 0, the limb lies to its right."""

    finger: Finger
    y: float
    out: float
    """How far it bulges beyond the edge, mm."""
    reach: float
    """How far it lies on the limb, mm."""
    tilt: float

    def at(self, x: float, v: float) -> Point:
        """``x`` away from the limb and ``v`` up, both along the tilted finger."""
        a = math.radians(self.tilt)
        return -(x * math.cos(a) - v * math.sin(a)), self.y + x * math.sin(a) + v * math.cos(a)


ENDS = (End("middle", -7, 8.6, 20, 7), End("index", 11, 9.4, 23, -3))
"""Two show: more would read as gripping."""


def tips(on: Drawing) -> Drawing:
    """The ends of two fingers of a hand that lies under a limb, nails to the reader."""
    for end in ENDS:
        _tip(on, end)
    return on


def _tip(on: Drawing, end: End) -> None:
    out, reach, h = end.out, end.reach, 8.9 * STOUT[end.finger]
    upper = [
        (out, 0.0), (out - 0.9, 0.55), (out - 4, 0.93), (0, 1.0), (-reach * 0.4, 0.95), (-reach * 0.72, 0.84),
        (-reach * 0.93, 0.5), (-reach, 0.0),
    ]  # fmt: skip
    ring = [end.at(x, v * h) for x, v in (*upper, *((x, -v) for x, v in reversed(upper[:-1])))]
    on.shape(f"{end.finger}-fill", ring[:-1])
    on.outline.append(f"{end.finger}-fill")
    dark = [(out, 0.0), (out - 0.9, 0.55), (out - 4, 0.93), (out - 7, 0.98), (out - 6.2, 0.4), (out - 6, 0.0)]
    low = [(out - 6.2, -0.4), (out - 7, -0.98), (out - 4, -0.93), (out - 0.9, -0.55)]
    on.shape(f"{end.finger}-away", [end.at(x, v * h) for x, v in (*dark, *low)], "hand-shade")
    under = [
        (out - 7, -0.98), (0, -0.99), (-reach * 0.4, -0.96), (-reach * 0.72, -0.84), (-reach * 0.5, -0.66), (0, -0.62),
    ]  # fmt: skip
    on.shape(f"{end.finger}-shade", [end.at(x, v * h) for x, v in under], "hand-shade")
    on.ink(end.finger, [*ring, *ring[1:3]], 1.4, (0.03, 0.03))
    n = 0.66
    root = [(-reach * 0.36, n * 0.5), (-reach * 0.31, 0.0), (-reach * 0.36, -n * 0.5), (-reach * 0.52, -n * 0.95)]
    rim = [(-reach * 0.74, -n * 0.86), (-reach * 0.87, -n * 0.5), (-reach * 0.9, 0.0), (-reach * 0.87, n * 0.5)]
    side = [(-reach * 0.74, n * 0.86), (-reach * 0.52, n * 0.95)]
    on.nail(f"{end.finger}-nail", [end.at(x, v * h) for x, v in (*root, *rim, *side)])
    on.detail([end.at(-0.5, h * 0.5), end.at(0.6, 0), end.at(-0.5, -h * 0.4)], 0.55)
