from __future__ import annotations

from typing import get_args

import pytest

from soleprint.content.library import Library
from soleprint.content.model import HandPart
from soleprint.figures import HandIcon, Illustrator, PositionPicture, StrokeSign, Studies, ViewPlan
from soleprint.figures.strokes import GLYPHS
from soleprint.figures.theme import theme
from soleprint.files.folders import builtin
from soleprint.marks import Symbol
from tests.figures.conftest import Draw
from tests.figures.drawn import paths, texts

POSITIONS = tuple(Library([builtin("content")]).body.positions)
PART = theme("light").colours["part"]


def _working(symbol: Symbol) -> list[tuple[float, float]]:
    return [point for path, points in paths(symbol.items) if path.fill == PART for point in points]


@pytest.mark.parametrize("part", get_args(HandPart))
def test_the_working_part_is_filled(illustrator: Draw, part: HandPart) -> None:
    assert _working(illustrator().draw(HandIcon("right", part), 40, 60).symbol)
    assert not _working(illustrator().draw(HandIcon("right", None), 40, 60).symbol)


def test_thumb_and_heel_are_where_they_belong(illustrator: Draw) -> None:
    thumb = _working(illustrator().draw(HandIcon("right", "thumbs"), 40, 60).symbol)
    heel = _working(illustrator().draw(HandIcon("right", "heels"), 40, 60).symbol)
    assert min(x for x, _ in thumb) > 25 and max(y for _, y in heel) < 25


@pytest.mark.parametrize("side", ["right", "left"])
def test_hands_do_not_mirror_with_the_body(illustrator: Draw, side: str) -> None:
    draw = illustrator(side=side)
    right, left = (draw.draw(HandIcon(hand, "thumbs"), 40, 60).symbol for hand in ("right", "left"))
    assert min(x for x, _ in _working(right)) > 20 > max(x for x, _ in _working(left))


@pytest.mark.parametrize("position", POSITIONS)
def test_every_position_has_a_picture_and_words(illustrator: Draw, position: str) -> None:
    figure = illustrator().draw(PositionPicture(position), 100, 80)
    assert len(list(paths(figure.symbol.items))) > 10 and figure.alt.startswith("A person") and figure.alt.endswith(".")


@pytest.mark.parametrize("stroke", GLYPHS)
def test_every_stroke_has_a_sign(illustrator: Draw, library: Library, stroke: str) -> None:
    figure = illustrator().draw(StrokeSign(stroke), 50, 60)
    colour = theme("light").glyph(stroke)
    used = {path.fill for path, _ in paths(figure.symbol.items)}
    used |= {path.stroke.colour for path, _ in paths(figure.symbol.items) if path.stroke}
    assert colour in used and library.strokes()[stroke].name in figure.alt
    assert figure.caption == library.strokes()[stroke].name


def test_a_view_plan_names_its_landmarks(illustrator: Draw) -> None:
    names = texts(illustrator().draw(ViewPlan("knee-front"), 300, 400).symbol.items)
    assert {"kneecap", "shin", "knee.back"} <= set(names)
    assert texts(illustrator().draw(ViewPlan("knee-front", debug=False), 300, 400).symbol.items) == []


@pytest.mark.parametrize("position", POSITIONS)
def test_a_ring_tells_where_to_work(illustrator: Draw, position: str) -> None:
    """Round the foot it is smaller than round the leg, and lies within it or reaches as far."""
    boxes = {}
    for part in ("leg", "foot"):
        figure = illustrator().draw(PositionPicture(position, part), 120, 90)
        ring = theme("light").colours["ring"]
        (points,) = (p for path, p in paths(figure.symbol.items) if path.stroke and path.stroke.colour == ring)
        boxes[part] = (min(x for x, _ in points), max(x for x, _ in points), min(y for _, y in points))
        assert boxes[part][0] >= 0 and boxes[part][1] <= 120
        assert figure.alt == illustrator().alt(PositionPicture(position))
    (left, right, _), (foot_left, foot_right, _) = boxes["leg"], boxes["foot"]
    assert foot_right - foot_left < right - left and left - 1 <= foot_left and foot_right <= right + 1


def test_a_position_without_ring_has_none(illustrator: Draw) -> None:
    figure = illustrator().draw(PositionPicture("face-up"), 120, 90)
    assert not any(
        path.stroke and path.stroke.colour == theme("light").colours["ring"] for path, _ in paths(figure.symbol.items)
    )


def test_who_lies_has_the_head_at_the_start_of_the_line(library: Library) -> None:
    """As limbs have the hip; who sits is not mirrored."""
    arabic = Illustrator(Library(library.folders, lang="ar"), Studies(library.folders))
    english = Illustrator(library, Studies(library.folders))
    hair = theme("light").colours["hair"]

    def head(draw: Illustrator, position: str) -> float:
        figure = draw.draw(PositionPicture(position), 120, 60)
        return next(points[0][0] for path, points in paths(figure.symbol.items) if path.fill == hair)

    assert head(english, "face-down") < 40 and head(arabic, "face-down") > 80
    assert head(english, "seated") == head(arabic, "seated")
