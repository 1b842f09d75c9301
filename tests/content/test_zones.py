"""Which paths cross a zone."""

from __future__ import annotations

import pytest

from soleprint.content.library import Library
from soleprint.content.model import Move, Path
from soleprint.content.zones import crosses
from soleprint.files import folders

LIBRARY = Library([folders.builtin("content")])


@pytest.mark.parametrize(
    ("start", "via", "end", "stroke", "expected"),
    [
        ("ankle", (), "thigh", "drain", True),
        ("thigh", (), "ankle", "drain", True),
        ("ankle", (), "calf.top", "drain", False),
        ("thigh.low", (), "hip-joint", "drain", False),
        ("ankle", (), "knee.back", "drain", True),
        ("knee.back", (), "thigh", "drain", True),
        ("calf", ("knee.back",), "calf.low", "drain", True),
        ("calf", ("thigh",), "calf.low", "drain", True),
        ("calf", (), "kneecap.top", "drain", False),  # the front of the knee, reached from the sides
        ("kneecap", (), "thigh.top", "drain", False),
        ("calf", (), "kneecap.top", "wring", True),  # goes round the limb
        ("ankle", (), "gluteal-fold", "drain", True),
    ],
)
def test_crossing(start: str, via: tuple[str, ...], end: str, stroke: str, expected: bool) -> None:
    regions = LIBRARY.regions()
    move = Move(id="x", stroke=stroke, path=Path(start=start, via=via, to=end))
    encircles = LIBRARY.strokes()[stroke].encircles
    assert crosses(move, regions["knee.back"], regions, encircles) is expected


def test_heights_rise_along_each_chain() -> None:
    regions = LIBRARY.regions()
    up = ["toes", "ball", "arch", "heel", "ankle", "calf.low", "calf", "calf.top", "knee.back", "thigh.low"]
    up += ["thigh", "thigh.top", "gluteal-fold", "buttock", "hip-joint"]
    heights = [regions[name].along or 0 for name in up]
    assert heights == sorted(set(heights))
