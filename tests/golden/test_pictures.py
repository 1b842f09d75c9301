"""Every view, every stroke's sign, every step's picture and every stage as it looked when someone last looked at it.

See test_golden.py for how to store them anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.content.model import Mode
from soleprint.content.select import setup_for, steps_for
from soleprint.figures import Illustrator, StrokeSign, Studies, Subject
from soleprint.layout.paper import MM, Finishing
from soleprint.marks import Element, Mark, Page, Publication, Rect, Use
from soleprint.press.sheets import single
from soleprint.products.materials import Materials, materials
from soleprint.products.order import read_order
from tests.golden.test_golden import rendered
from tests.support import pixels
from tests.support.cards import ROUTINES, library
from tests.support.golden import compare

HERE = Path(__file__).parent / "pictures"
FAILED = HERE.parent / "failed"
VIEW_MM, SIGN_MM, STEP_MM, STAGE_MM = 50.0, 15.0, 70.0, 40.0


def _steps() -> list[str]:
    routines = [library().routine(name) for name in ROUTINES]
    return [f"step {each.id} {step.id}" for each in routines for step in steps_for(each, setup_for(each, None).mode)]


AGAIN = "stage back-of-leg partner 8 right"
"""The gentle stroke behind the knee is a move of two steps, and looks the same in both."""


def _stages() -> list[str]:
    """Every stage, by its place in its routine; and one of the other leg, whose named hands stay."""
    modes: list[tuple[str, Mode]] = [
        (name, setup.mode) for name in ROUTINES for setup in library().routine(name).setups
    ]
    illustrator = Illustrator(library(), Studies(library().folders))
    counts = [(name, mode, len(illustrator.stages(library().routine(name), mode))) for name, mode in modes]
    every = [f"stage {name} {mode} {k} right" for name, mode, count in counts for k in range(count)]
    return [*every, "stage front-of-leg partner 2 left"]


NAMES = [
    *(f"view {name}" for name in library().view_ids()),
    *(f"stroke {name}" for name in library().strokes()),
    *_steps(),
    "step foot sole left",
    *_stages(),
]


@cache
def drawn(name: str) -> pixels.Picture:
    return rendered(_made(*name.split()), 0)


def _made(kind: str, *what: str) -> Publication:
    if kind == "view":
        return soleprint.make("view", view=what[0], width=VIEW_MM).publication
    if kind == "stroke":
        return _sign(what[0])
    if kind == "stage":
        material = materials(read_order("picture", what[0], {"side": what[3]}))[0]
        mode: Mode = "self" if what[1] == "self" else "partner"
        return _drawn(
            material, material.illustrator.stages(material.library.routine(what[0]), mode)[int(what[2])], STAGE_MM
        )
    side: Any = what[2] if len(what) > 2 else "right"
    return soleprint.picture(what[0], step=what[1], width=STEP_MM, side=side).publication


def _sign(stroke: str) -> Publication:
    """A stroke's sign alone."""
    return _drawn(materials(read_order("picture", "foot", {}))[0], StrokeSign(stroke), SIGN_MM)


def _drawn(material: Materials, subject: Subject, width_mm: float) -> Publication:
    """A drawing with nothing round it."""
    illustrator, width = material.illustrator, width_mm * MM
    figure = illustrator.draw(subject, width, illustrator.height_for(subject, width))
    whole = Rect(0, 0, figure.width, figure.height)
    page = Page(figure.width, figure.height, (Mark(Element("Figure", None, figure.alt), Use(figure.symbol)),), whole)
    return Publication("drawing", "en", (page,), single((page,), Finishing()))


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
    assert sum(path.stat().st_size for path in stored) < 600_000


def test_no_two_pictures_are_the_same() -> None:
    """Each shows something, and something of its own."""
    seen: dict[bytes, str] = {}
    for name in (name for name in NAMES if name != AGAIN):
        shown = drawn(name)
        assert (shown < 245).any(), name
        assert seen.setdefault(shown.tobytes(), name) == name
