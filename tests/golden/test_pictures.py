"""Every view, every stroke's sign and every step's picture as it looked when someone last looked at it.

See test_golden.py for how to store them anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from soleprint.products.drawing import _alone, picture, view
from soleprint.products.workshop import Result, Workshop

from soleprint.content.select import setup_for, steps_for
from soleprint.figures import StrokeSign
from soleprint.products.options import options
from tests.golden.test_golden import rendered
from tests.support import pixels
from tests.support.cards import ROUTINES, library
from tests.support.golden import compare

HERE = Path(__file__).parent / "pictures"
FAILED = HERE.parent / "failed"
VIEW_MM, SIGN_MM, STEP_MM = 50.0, 15.0, 70.0


def _steps() -> list[str]:
    routines = [library().routine(name) for name in ROUTINES]
    return [f"step {each.id} {step.id}" for each in routines for step in steps_for(each, setup_for(each, None).mode)]


NAMES = [
    *(f"view {name}" for name in library().view_ids()),
    *(f"stroke {name}" for name in library().strokes()),
    *_steps(),
    "step foot sole left",
]


@cache
def drawn(name: str) -> pixels.Picture:
    return rendered(_made(*name.split()).publication, 0)


def _made(kind: str, *what: str) -> Result:
    if kind == "view":
        return view(what[0], width_mm=VIEW_MM)
    if kind == "stroke":
        return _alone(Workshop(options()), StrokeSign(what[0]), what[0], SIGN_MM)
    return picture(what[0], what[1], STEP_MM, side=what[2] if len(what) > 2 else "right")


def _file(name: str) -> Path:
    return HERE / f"{name.replace(' ', '_')}.png"


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_looks_as_before(name: str, update_golden: bool) -> None:
    compare(_file(name), drawn(name), FAILED, update_golden)


def test_pictures_stored_are_those_there_are_and_small(update_golden: bool) -> None:
    stored, wanted = set(HERE.glob("*.png")), {_file(name) for name in NAMES}
    if update_golden:
        for path in stored - wanted:
            path.unlink()
        return
    assert stored == wanted
    assert sum(path.stat().st_size for path in stored) < 300_000


def test_no_two_pictures_are_the_same() -> None:
    """Each shows something, and something of its own."""
    seen: dict[bytes, str] = {}
    for name in NAMES:
        shown = drawn(name)
        assert (shown < 245).any(), name
        assert seen.setdefault(shown.tobytes(), name) == name
