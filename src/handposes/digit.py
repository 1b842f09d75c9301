"""A finger or thumb: a chain of joints with flesh on either side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from handposes.measures import Point, Widths
from soleprint.figures import curves

ROUND = (26, 58, 90, 122, 154)
"""Angles in degrees at which the round end of a digit has points."""


def polar(start: Point, angle: float, length: float) -> Point:
    """The point ``length`` mm from ``start`` in a direction: degrees clockwise from straight up."""
    turn = math.radians(angle)
    return start[0] + math.sin(turn) * length, start[1] + math.cos(turn) * length


def chain(root: Point, bones: Sequence[float], angles: Sequence[float], seen: Sequence[float]) -> list[Point]:
    """Joints from a root along bones; ``seen`` is how much of each bone's length shows, 1 for a bone in the plane."""
    joints = [root]
    for bone, angle, part in zip(bones, angles, seen, strict=True):
        joints.append(polar(joints[-1], angle, bone * part))
    return joints


def read(table: Widths, u: float) -> float:
    """A value read smoothly from rising (u, value) pairs."""
    if u <= table[0][0]:
        return table[0][1]
    for (u0, v0), (u1, v1) in pairwise(table):
        if u <= u1:
            t = (u - u0) / (u1 - u0)
            return v0 + (v1 - v0) * (t * t * (3 - 2 * t) * 0.6 + t * 0.4)
    return table[-1][1]


@dataclass(frozen=True)
class Digit:
    """A digit in the picture plane. ``left`` and ``right`` are its half widths, times ``stout``."""

    joints: Sequence[Point]
    left: Widths
    right: Widths
    stout: float = 1.0
    tip: float = 0.0
    """Length of the round end in mm; 0: from the last bone."""
    power: float = 2.25
    """Shape of the end: 2 an ellipse, more is blunter."""
    blunt: float = 0.5
    """Where the round end begins, from the last joint (0) to the tip (1)."""

    @cached_property
    def curve(self) -> list[curves.Bezier]:
        return curves.smooth(self.joints)

    def at(self, u: float) -> tuple[Point, Point, Point]:
        """Place on the bones, direction, and the direction to the left of it."""
        k = min(int(u), len(self.curve) - 1)
        bone = self.curve[k]
        a, b = (curves.point_on(bone, max(0.0, min(1.0, u - k + d))) for d in (-0.04, 0.04))
        size = math.dist(a, b) or 1.0
        ahead = ((b[0] - a[0]) / size, (b[1] - a[1]) / size)
        return curves.point_on(bone, u - k), ahead, (-ahead[1], ahead[0])

    def side(self, u: float, which: float, depth: float = 1.0) -> Point:
        """The outline at ``u``, to the left (+1) or right (-1); ``depth`` less than 1 is inside."""
        p, _, n = self.at(u)
        w = read(self.left if which > 0 else self.right, u) * self.stout * which * depth
        return p[0] + n[0] * w, p[1] + n[1] * w

    def flank(self, which: float, start: float, end: float, step: float = 0.34) -> list[Point]:
        """Points of one side from ``start`` to ``end``."""
        count = max(2, round(abs(end - start) / step))
        return [self.side(start + (end - start) * k / count, which) for k in range(count + 1)]

    def beyond(self, web: Point, which: float, ahead: float = 2.5) -> float:
        """The first ``u`` whose side lies ``ahead`` mm further out than a web."""
        u = 0.3
        while u < 1.4:
            p, h = self.side(u, which), self.at(u)[1]
            if (p[0] - web[0]) * h[0] + (p[1] - web[1]) * h[1] > ahead:
                break
            u += 0.03
        return u

    @property
    def end(self) -> float:
        """Where the round end begins."""
        return len(self.joints) - 2 + self.blunt

    def outline(self, from_left: float = 0.0, from_right: float = 0.0) -> list[Point]:
        """Left side up, round the tip, right side down."""
        return [*self.flank(1, from_left, self.end), *self.cap(), *self.flank(-1, self.end, from_right)]

    def cap(self, angles: Sequence[float] = ROUND) -> list[Point]:
        """The round end, from left to right."""
        p, h, n = self.at(self.end)
        reach = self.tip or max(math.dist(p, self.joints[-1]), 4.0)
        left, right = (read(table, self.end) * self.stout for table in (self.left, self.right))
        out = []
        for angle in angles:
            c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            x = math.copysign(abs(c) ** (2 / self.power), c) * (left if c > 0 else right)
            y = s ** (2 / self.power) * reach
            out.append((p[0] + n[0] * x + h[0] * y, p[1] + n[1] * x + h[1] * y))
        return out

    def place(self, u: float, across: float, forward: float = 0.0) -> Point:
        """``u`` along, ``across`` from -1 (right) to 1 (left), and so many mm forward."""
        h = self.at(u)[1]
        q = self.side(u, 1 if across >= 0 else -1, abs(across))
        return q[0] + h[0] * forward, q[1] + h[1] * forward

    def crease(self, u: float, right: float = -0.6, left: float = 0.6, bow: float = 1.6) -> list[Point]:
        """A short line across, bowed towards the tip."""
        return [self.place(u, left), self.place(u, (right + left) / 2, bow), self.place(u, right)]

    def shade(self, which: float, start: float, end: float, amount: float = 0.42) -> list[Point]:
        """A sickle of shade along one side, thinning to nothing at both ends."""
        steps = max(4, round(abs(end - start) / 0.4))
        us = [start + (end - start) * k / steps for k in range(steps + 1)]
        depths = [1 - amount * math.sin(math.pi * k / steps) ** 0.6 for k in range(1, steps)]
        inner = [self.side(u, which, depth) for u, depth in zip(us[1:-1], depths, strict=True)]
        return [*(self.side(u, which, 0.99) for u in us), *reversed(inner)]

    def nail(self, u: float, width: float, length: float, shift: float = 0.0) -> list[Point]:
        """Outline of a nail at ``u``: sides, free edge towards the tip, rounded root. ``width`` is half, in mm."""
        p, h, n = self.at(u)
        p = (p[0] + n[0] * shift, p[1] + n[1] * shift)
        rim = (
            (0.62, -0.42), (0.0, -0.5), (-0.62, -0.42), (-0.93, -0.12), (-0.96, 0.25), (-0.62, 0.5), (0.0, 0.6),
            (0.62, 0.5), (0.96, 0.25), (0.93, -0.12),
        )  # fmt: skip
        return [
            (p[0] + n[0] * x * width + h[0] * y * length, p[1] + n[1] * x * width + h[1] * y * length) for x, y in rim
        ]
