"""What a drawing becomes as a view."""

from __future__ import annotations

from math import dist

import pytest

from soleprint.figures import curves
from soleprint.figures.anatomy import Anatomy
from soleprint.figures.drawings.draft import draft_of
from soleprint.figures.drawings.files import regions_file, view_file
from soleprint.figures.drawings.points import TOLERANCE, dots
from soleprint.figures.instructions import Dot
from soleprint.figures.outlines import spline
from soleprint.figures.reading import read
from soleprint.figures.views import View
from tests.figures.drawings.sketch import INSIDE, KNOWN, draft, spoiled, svg

SCALE = '<line id="scale-100mm" x1="80" y1="10" x2="80" y2="60"/>'


def view(inside: str = INSIDE, head: str = 'viewBox="0 0 100 100"') -> View:
    return read(view_file(draft(inside, head), "arm.svg", 'the "{side}" arm'), "arm.yaml", "view", View)


def test_everything_has_its_place_in_millimetres_upwards() -> None:
    made = view()
    assert made.subject == 'the "{side}" arm'
    assert made.landmarks["calf"] == pytest.approx((-0.8, 100), abs=0.1)
    assert made.zones["calf"].size == pytest.approx((16, 12))
    assert made.reach["calf"].start == pytest.approx((-0.8, 60), abs=0.1)
    assert made.limb and made.limb.rails == ("inner", "outer")
    assert made.contour == ("limb",)
    assert made.extent == pytest.approx((-46.8, -3, 46.8, 163), abs=0.1)


@pytest.mark.parametrize(
    "head",
    [
        'viewBox="0 0 100 100" width="210mm" height="210mm"',
        'viewBox="-50 7 400 100" width="30cm" height="10in"',
        'width="120" height="120"',
        'viewBox="0 0 100 100" width="100%" height="100%"',
    ],
)
def test_the_units_of_the_page_do_not_matter(head: str) -> None:
    assert view(INSIDE, head).lines == view().lines


def test_transforms_of_groups_and_shapes_do_not_matter() -> None:
    turned = f'<g transform="translate(5,9) scale(.2)"><g transform="rotate(0)">{INSIDE}</g></g>'
    assert view(turned).lines == view().lines


def test_names_of_layers_and_edges_may_have_capitals() -> None:
    assert view(INSIDE.replace('"outline"', '"Outline"').replace('id="inner"', 'label="Inner"')).limb == view().limb


def test_a_scale_line_may_be_a_path_in_other_units() -> None:
    inches = spoiled(SCALE, '<g label="scale"><path label="Scale 2in" d="M 80 10 L 80 35.4"/></g>')
    assert view(inches).extent == pytest.approx(view().extent, abs=0.1)


def test_no_line_is_drawn_where_the_limb_is_cut_off() -> None:
    made = view()
    inked = [item.line for item in made.art if item.__struct_config__.tag == "ink"]  # type: ignore[union-attr]
    assert inked == ["outer", "inner", "detail"]
    assert made.art[0].__struct_config__.tag == "fade"


def test_a_closed_path_is_an_outline_too() -> None:
    closed = '<g label="outline"><path d="M 10 90 C 8 60 8 40 10 10 L 50 10 C 52 40 54 60 50 90 Z"/></g>'
    start, end = INSIDE.index('<g label="outline">'), INSIDE.index('<g label="landmarks">')
    made = view(INSIDE[:start] + closed + INSIDE[end:])
    assert made.closed == made.contour == ("outline",)
    assert made.limb is None
    assert {(dot.x, dot.y) for dot in made.lines["outline"] if dot.corner} == {
        (-40.8, 0),
        (39.2, 0),
        (39.2, 160),
        (-40.8, 160),
    }


def test_an_axis_has_the_width_of_the_limb() -> None:
    made = view(INSIDE + '<g label="lanes"><path label="axis" d="M 30 86 L 30 14"/></g>')
    assert made.limb and made.limb.rails is None
    assert [round(disc.radius) for disc in made.limb.axis] == [40, 42, 42, 43, 43, 43, 42, 42, 40]
    lanes = Anatomy(made).lanes
    assert lanes and lanes.at(0, 1)[0] > lanes.at(0, -1)[0]


def test_edges_that_do_not_rise_are_bent() -> None:
    lying = '<path id="inner" d="M 12 80 L 48 80"/><path id="outer" d="M 12 20 L 48 20"/>'
    limb = view(INSIDE + f'<g label="lanes">{lying}</g>').limb
    assert limb and limb.bent


@pytest.mark.parametrize(("name", "degrees"), [("lying-left", 90), ("lying-right", -90)])
def test_it_lies_as_a_line_says(name: str, degrees: int) -> None:
    assert view(INSIDE + f'<line id="{name}" x2="9"/>').lying == degrees


def test_new_places_are_listed_in_their_order_along_the_limb() -> None:
    two = spoiled(
        '<circle id="arm.middle" cx="30" cy="60" r="2"/>',
        '<circle id="arm.elbow-fold" cx="30" cy="20" r="2"/><circle id="arm.wrist" cx="30" cy="80" r="2"/>',
    )
    text = regions_file(draft(two))
    assert (
        "{id: arm.wrist, name: the wrist, along: 0}\n  - {id: arm.elbow-fold, name: the elbow fold, along: 2}" in text
    )
    assert "calf" not in text


def test_the_same_drawing_gives_the_same_file() -> None:
    texts = {
        view_file(draft_of(svg(), "arm.svg", "arm", set(order)), "arm.svg", "x") for order in (KNOWN, sorted(KNOWN))
    }
    assert len(texts) == 1


CURVES: dict[str, tuple[list[curves.Bezier], bool]] = {
    "a circle": (curves.ellipse((0, 0), 100, 100), True),
    "a long ellipse": (curves.ellipse((0, 0), 20, 400), True),
    "a square": (curves.polygon([(0, 0), (80, 0), (80, 80), (0, 80)]), True),
    "a straight line": ([curves.line((0, 0), (30, 400))], False),
    "a bend between straight lines": (
        [curves.line((0, 0), (0, 200)), ((0, 200), (0, 240), (20, 260), (60, 260)), curves.line((60, 260), (300, 260))],
        False,
    ),
    "a hair pin": ([((0, 0), (0, 300), (8, 300), (8, 0))], False),
}  # fmt: skip


@pytest.mark.parametrize("name", CURVES)
def test_points_follow_a_curve_within_the_tolerance(name: str) -> None:
    drawn, closed = CURVES[name]
    points = dots(drawn, closed)
    fine, smooth = curves.sample(drawn, 2000), curves.sample(spline(points, closed), 2000)
    away = max(min(dist(point, other) for other in fine) for point in smooth[::50])
    back = max(min(dist(point, other) for other in smooth) for point in fine[::50])
    assert max(away, back) < TOLERANCE + 0.1  # rounding, and half of the way between two samples
    assert len(points) <= 40


def test_corners_are_kept_and_bends_are_none() -> None:
    square = dots(curves.polygon([(0, 0), (80, 0), (80, 80), (0, 80)]), closed=True)
    assert square == (Dot(0, 0, "c"), Dot(80, 0, "c"), Dot(80, 80, "c"), Dot(0, 80, "c"))
    assert not any(dot.corner for dot in dots(curves.ellipse((0, 0), 50, 50), closed=True))
