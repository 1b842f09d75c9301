"""Ways to hold the fingers that several hands share."""

from __future__ import annotations

from collections.abc import Mapping

from handposes.back import Back
from handposes.drawing import Drawing
from handposes.measures import FINGERS, STOUT, Finger
from handposes.skeleton import Angles, Three

STRAIGHT: Angles = {"index": (2, 3, 4), "middle": (1, 1, 1), "ring": (-1, -1, -1), "little": (-2, -4, -5)}
OVER: Mapping[Finger, Three] = {
    "index": (0.98, 0.6, 0.2),
    "middle": (0.96, 0.56, 0.2),
    "ring": (0.98, 0.6, 0.2),
    "little": (1, 0.8, 0.3),
}
"""How much is seen of fingers that go over the far edge of a limb."""


def round_ends(begin: float, size: float, power: float, names: tuple[Finger, ...] = FINGERS) -> dict[Finger, Three]:
    """Round ends: where they begin, how long they are and their shape."""
    return {name: (begin, size * STOUT[name], power) for name in names}


FOLDED: tuple[Finger, ...] = ("middle", "ring", "little")


def pointing(on: Drawing, index: Three, seen: Three, forearm: float) -> Drawing:
    """Add a hand whose index finger strokes while the others are folded."""
    angles: Angles = {"index": index, "middle": (3, 2, 2), "ring": (2, 0, 0), "little": (0, -3, -3)}
    lengths: Mapping[Finger, Three] = {
        "index": seen,
        "middle": (0.78, 0.16, 0.1),
        "ring": (0.72, 0.16, 0.1),
        "little": (0.74, 0.2, 0.1),
    }
    pose = Back(
        angles, lengths, thumb=(-37, -15, -4), thumb_lengths=(1, 0.95, 0.95), forearm=forearm, reach=118,
        blunt=round_ends(0.1, 9, 2.2, FOLDED), web_from=1.25, order=("little", "ring", "middle", "index"),
        folded=FOLDED,
    )  # fmt: skip
    return pose.draw(on)
