"""A view that is shipped, drawn out as an SVG and imported again, has the same outline."""

from __future__ import annotations

import pytest

from soleprint.figures import curves
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.curves import Point
from soleprint.figures.drawings.draft import draft_of
from soleprint.figures.drawings.files import view_file
from soleprint.figures.drawings.points import TOLERANCE
from soleprint.figures.reading import read
from soleprint.figures.views import View, load_view
from soleprint.files.folders import builtin
from tests.figures.drawings.sketch import apart, path, svg

FOLDERS = [builtin("content")]
FRAMES = {
    "as it is": 'transform="scale(1)"',
    "turned and turned back": 'transform="translate(300 900) rotate(90) scale(0.31) rotate(-90) translate(-12 4)"',
    "a matrix": 'transform="matrix(2.5 0 0 2.5 40 -700)"',
}
"""Transforms of the drawing, its scale line included."""


def drawn(name: str, frame: str) -> bytes:
    """The outline and places of a view, with a scale line."""
    view = load_view(FOLDERS, name)
    anatomy = Anatomy(view)
    outline = "".join(path(shape, anatomy.curve(shape), closed=True) for shape in view.contour)
    rails = (view.limb.rails or ()) if view.limb else ()
    lanes = "".join(
        path(edge, anatomy.curve(rail)) for edge, rail in zip(("inner", "outer"), rails, strict=bool(rails))
    )
    places = "".join(f'<circle label="{n}" cx="{x}" cy="{-y}" r="3"/>\n' for n, (x, y) in view.landmarks.items())
    scale = '<line id="scale-20cm" x1="0" y1="0" x2="120" y2="160"/>'
    layers = f'<g label="outline">{outline}</g><g label="lanes">{lanes}</g><g label="landmarks">{places}</g>{scale}'
    return svg(f"<g {frame}><g>{layers}</g></g>", 'width="300mm" height="600mm" viewBox="-200 -1100 600 1200"')


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("name", ["leg-back", "leg-front", "knee-front", "foot-top", "foot-inner-side"])
def test_the_contour_is_the_same_within_a_millimetre(name: str, frame: str) -> None:
    before = Anatomy(load_view(FOLDERS, name))
    known = before.view.landmarks
    made = draft_of(drawn(name, FRAMES[frame]), "drawn.svg", "again", known)
    after = Anatomy(read(view_file(made, "drawn.svg", "what it shows"), "again.yaml", "view", View))
    here, there = ring(before), ring(after)
    shift = corner(here)[0] - corner(there)[0], corner(here)[1] - corner(there)[1]
    assert len(after.view.contour) == len(before.view.contour)
    assert apart(here, [(x + shift[0], y + shift[1]) for x, y in there]) < TOLERANCE + 0.15
    moved = {place: (round(x + shift[0]), round(y + shift[1])) for place, (x, y) in after.view.landmarks.items()}
    assert moved == {place: pytest.approx(at, abs=1) for place, at in known.items()}


def ring(anatomy: Anatomy) -> list[Point]:
    return curves.sample(anatomy.curve(anatomy.view.contour[0]), 12)


def corner(points: list[Point]) -> Point:
    """The middle between the outermost points to each side, and the lowest."""
    xs = [x for x, _ in points]
    return (min(xs) + max(xs)) / 2, min(y for _, y in points)
