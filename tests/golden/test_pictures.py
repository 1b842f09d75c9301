"""Every view, every stroke's sign and every step's picture as it looked when someone last looked at it.

See test_golden.py for how to store them anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.content.select import setup_for, steps_for
from soleprint.figures import StrokeSign
from soleprint.layout.paper import MM, Finishing
from soleprint.marks import Element, Mark, Page, Publication, Rect, Use
from soleprint.press.sheets import single
from soleprint.products.materials import materials
from soleprint.products.order import read_order
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
    return rendered(_made(*name.split()), 0)


def _made(kind: str, *what: str) -> Publication:
    if kind == "view":
        return soleprint.make("view", view=what[0], width=VIEW_MM).publication
    if kind == "stroke":
        return _sign(what[0])
    side: Any = what[2] if len(what) > 2 else "right"
    return soleprint.picture(what[0], step=what[1], width=STEP_MM, side=side).publication


def _sign(stroke: str) -> Publication:
    """A stroke's sign alone."""
    illustrator = materials(read_order("picture", "foot", {}))[0].illustrator
    subject, width = StrokeSign(stroke), SIGN_MM * MM
    figure = illustrator.draw(subject, width, illustrator.height_for(subject, width))
    whole = Rect(0, 0, figure.width, figure.height)
    page = Page(figure.width, figure.height, (Mark(Element("Figure", None, figure.alt), Use(figure.symbol)),), whole)
    return Publication(stroke, "en", (page,), single((page,), Finishing()))


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
