"""Hands as data: ``content/hands/NAME.yaml``, an adult RIGHT hand in millimetres, y upwards.

``content/hands/README.md`` describes every key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from soleprint.figures.instructions import Drawing, Name
from soleprint.figures.load import load

Origin = Literal["wrist", "edge", "far-edge", "digit"]


class HandPose(Drawing, frozen=True, kw_only=True):
    """One hand in one position. Its instructions have the layer ``front`` or ``behind``, of the limb."""

    origin: Origin
    """What (0, 0) is: the middle of the wrist, the limb's edge (the limb to its left), the far edge (the limb to its
    right), the end of a toe or finger."""
    fits: tuple[Annotated[float, Meta(ge=0, le=300)], Annotated[float, Meta(ge=0, le=300)]]
    """Half widths of limb in millimetres that the hand looks right on, from and to."""
    outline: Annotated[tuple[Name, ...], Meta(min_length=1)]
    """Closed lines that together are all that is seen of it in front of the limb."""

    def dangling(self) -> Iterator[str]:
        """Every name that is used and not defined."""
        yield from super().dangling()
        yield from (name for name in self.outline if name not in self.closed)


def load_pose(folders: Sequence[Path], name: str) -> HandPose:
    """The hand ``name`` from the first content folder that has it.

    Raises ContentError for a file that is no hand, FileProblem when there is none.
    """
    return load(folders, "hand", name, HandPose)
