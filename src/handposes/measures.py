"""How long and how thick the parts of a hand are, in millimetres of an adult hand.

Lengths of bones are rounded means of adults (after Buryanov and Kotiuk 2010, *Proportions of hand segments*); half
widths are our own drawing's. A finger's half width is read at ``u``: 0 its root, 1 and 2 its joints, 3 its tip.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

Point = tuple[float, float]
Widths = Sequence[tuple[float, float]]
Finger = Literal["index", "middle", "ring", "little"]

FINGERS: tuple[Finger, ...] = ("index", "middle", "ring", "little")
"""From the thumb's side."""

DORSAL: Widths = (
    (0, 11.29), (0.35, 11.08), (0.62, 10.35), (0.84, 10.24), (1.0, 10.66), (1.18, 10.14), (1.5, 9.20), (1.82, 9.04),
    (2.0, 9.14), (2.22, 8.67), (2.5, 8.20),
)  # fmt: skip
"""A middle finger from its back; it swells at the joints."""
BACK: Widths = (
    (0, 10), (0.4, 8.4), (0.75, 7.9), (1.0, 8.8), (1.3, 7.4), (1.75, 6.9), (2.0, 7.4), (2.3, 6.2), (2.5, 5.6),
)  # fmt: skip
"""The back of a finger seen from the side."""
PAD: Widths = (
    (0, 11), (0.35, 9.4), (0.6, 9.7), (0.9, 8.2), (1.0, 7.8), (1.35, 8.8), (1.6, 8.5), (1.93, 6.9), (2.0, 6.8),
    (2.3, 7.9), (2.5, 7.7),
)  # fmt: skip
"""The palm's side of a finger seen from the side, with its pads."""
THUMB_OUT: Widths = (
    (0, 14), (0.5, 12.2), (0.8, 12.2), (1.0, 12.8), (1.25, 11.0), (1.6, 9.8), (1.85, 10.4), (2.0, 10.8), (2.25, 9.8),
    (2.5, 9.0),
)  # fmt: skip
THUMB_IN: Widths = (
    (0, 14), (0.6, 14.5), (1.0, 13.2), (1.3, 11.6), (1.65, 10.6), (1.95, 9.6), (2.1, 9.9), (2.35, 10.6), (2.5, 10.0),
)  # fmt: skip

BONES: Mapping[Finger, tuple[float, float, float]] = {
    "index": (42, 26, 24),
    "middle": (46, 29, 26),
    "ring": (42, 27.5, 25),
    "little": (33, 20, 22),
}
THUMB_BONES = (45.0, 33.0, 29.0)
STOUT: Mapping[Finger, float] = {"index": 0.97, "middle": 1.0, "ring": 0.94, "little": 0.83}
"""How thick a finger is beside the middle finger."""
KNUCKLES: Mapping[Finger, Point] = {
    "index": (-28.0, 80.5),
    "middle": (-6.0, 84.0),
    "ring": (15.2, 79.5),
    "little": (33.2, 70.5),
}
"""Where the fingers root, from the middle of the wrist."""
ARM = 380.0
"""Length of a forearm: it runs out of any picture."""


def forearm(x: float, y: float, bend: float, wrist: Point = (0.0, 0.0)) -> Point:
    """A place on the forearm: across it, and along it (negative); ``bend`` is in degrees, anticlockwise."""
    a = math.radians(bend)
    return wrist[0] + x * math.cos(a) - y * math.sin(a), wrist[1] + x * math.sin(a) + y * math.cos(a)
