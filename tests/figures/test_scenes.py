from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from soleprint.content.library import Library
from soleprint.content.model import Move
from soleprint.content.select import steps_for
from soleprint.figures import Illustrator, Scene, Studies, ViewPlan
from soleprint.figures.lanes import Panel, place
from soleprint.figures.plan import Plan, zone_spans
from soleprint.figures.scene import PAD, Projection, draw_moves, place_badges
from soleprint.figures.strokes import GLYPHS, Placed
from soleprint.figures.theme import theme
from soleprint.marks import Path, Use
from tests.figures.conftest import Draw
from tests.figures.drawn import paths, symbols, texts

ROUTINES = ("back-of-leg", "front-of-leg", "foot")


def scenes(library: Library) -> Iterator[Scene]:
    """Every step of every routine and mode, and every whole routine."""
    for name in ROUTINES:
        routine = library.routine(name)
        for setup in routine.setups:
            yield Scene(routine, setup.mode)
            for step in steps_for(routine, setup.mode):
                yield Scene(routine, setup.mode, step.id)


def placed(draw: Illustrator, scene: Scene) -> Iterator[tuple[Panel, Plan, Placed]]:
    """Every move of a scene where it was put, at half a point per millimetre."""
    for picture in draw.pictures(scene):
        where = place(picture.panel, 2.0, scene.routine.zones)
        for plan, spot in zip(picture.panel.plans, where, strict=True):
            yield picture.panel, plan, spot


def test_every_stroke_of_the_content_has_a_glyph(library: Library) -> None:
    assert set(library.strokes()) == set(GLYPHS)


def test_every_move_is_drawn(library: Library, illustrator: Draw) -> None:
    draw = illustrator()
    for scene in scenes(library):
        shown = {(p.move.stroke, p.move.path) for _, p, _ in placed(draw, scene)}
        far = {(p.move.stroke, name) for _, p, _ in placed(draw, scene) for name in p.move.path.at}
        for step in steps_for(scene.routine, scene.mode):
            for move in step.moves if scene.step in (None, step.id) else ():
                assert (move.stroke, move.path) in shown or {(move.stroke, n) for n in move.path.at} <= far, move.id


def test_glyphs_end_where_the_data_ends(library: Library, illustrator: Draw) -> None:
    draw, seen = illustrator(), 0
    for scene in scenes(library):
        for panel, plan, spot in placed(draw, scene):
            path, lanes, marks = plan.move.path, panel.anatomy.lanes, panel.anatomy.view.landmarks
            if not (path.start and path.to and lanes):
                continue
            wanted = [lanes.along(marks[path.start]), lanes.along(marks[path.to])]
            for run in spot.runs if spot.kind == "lane" else ():
                ends = [lanes.along(run[0].line[0]), lanes.along(run[-1].line[-1])]
                bent = panel.anatomy.view.limb is not None and panel.anatomy.view.limb.bent
                assert ends == pytest.approx(wanted, abs=10.0 if bent else 0.01), plan.move.id
                seen += 1
            if spot.kind == "band":
                assert [spot.spans[0][0], spot.spans[-1][1]] == pytest.approx(wanted), plan.move.id
                seen += 1
    assert seen > 20


def test_no_stroke_works_in_a_zone(library: Library, illustrator: Draw) -> None:
    draw, floats = illustrator(), 0
    for scene in scenes(library):
        for panel, plan, spot in placed(draw, scene):
            lanes = panel.anatomy.lanes
            for low, high in zone_spans(panel.anatomy, scene.routine.zones, encircling=spot.kind == "band"):
                assert lanes is not None
                for part in (part for run in spot.runs if spot.kind == "lane" for part in run):
                    along = [lanes.along(p) for p in part.line]
                    crosses = min(along) < high - 0.1 and max(along) > low + 0.1
                    assert crosses == part.floats, plan.move.id
                    floats += part.floats
                for start, end in spot.spans if plan.move.stroke != "feather" else ():
                    assert max(start, end) < low or min(start, end) > high, plan.move.id
    assert floats >= 4


def test_strokes_side_by_side_have_their_own_lanes(library: Library, illustrator: Draw) -> None:
    for panel, plan, spot in placed(illustrator(), Scene(library.routine("back-of-leg"), "partner", "oil-and-drain")):
        others = [s for _, p, s in placed(illustrator(), Scene(library.routine("back-of-leg"), "partner")) if p is plan]
        assert panel.anatomy.view.id == "leg-back" and others == [] and spot.kind == "lane"
    lanes = [
        spot.runs[0][0].line[0][0]
        for _, p, spot in placed(illustrator(), Scene(library.routine("back-of-leg"), "partner", "oil-and-drain"))
        if p.move.path.start == "ankle" or p.move.path.to == "ankle"
    ]
    assert len(lanes) == 3 and min(abs(a - b) for a in lanes for b in lanes if a != b) > 8


def test_badges_show_the_numbers_of_the_steps(library: Library, illustrator: Draw) -> None:
    for scene in scenes(library):
        figure = illustrator().draw(scene, 400, 300)
        steps = steps_for(scene.routine, scene.mode)
        wanted = {str(n) for n, step in enumerate(steps, start=1) if scene.step in (None, step.id)}
        assert set(texts(figure.symbol.items)) == wanted


def test_alt_text_names_every_number_and_every_move(library: Library, illustrator: Draw) -> None:
    for scene in scenes(library):
        alt = illustrator().alt(scene)
        for number, step in enumerate(steps_for(scene.routine, scene.mode), start=1):
            if scene.step in (None, step.id):
                said = re.search(rf"\b{number}: (.*?)\.(?: |$)", alt)
                assert said, (step.id, alt)
                for move in step.moves:
                    assert _says(said[1], move, library), (move.id, said[1])
        assert "{" not in alt and "figure-" not in alt


def _says(text: str, move: Move, library: Library) -> bool:
    places = [move.path.start, move.path.to, *move.path.at, *move.path.around]
    regions = library.regions()
    names = [regions[name].name for name in places if name]
    return library.strokes()[move.stroke].name in text and all(name in text for name in names)


def test_alt_text_and_pictures_know_the_side(library: Library, illustrator: Draw) -> None:
    scene = Scene(library.routine("back-of-leg"), "partner")
    assert "right leg" in illustrator().alt(scene) and "left leg" not in illustrator().alt(scene)
    assert "left leg" in illustrator(side="left").alt(scene)


def test_the_other_side_is_the_exact_mirror_image(library: Library, illustrator: Draw) -> None:
    scene = Scene(library.routine("back-of-leg"), "partner", "feather")
    right, left = (illustrator(side=side).draw(scene, 200, 400) for side in ("right", "left"))
    art = [symbols(figure.symbol.items)[0] for figure in (right, left)]
    width = art[0].bbox.width
    for (_, a), (_, b) in zip(paths(art[0].items), paths(art[1].items), strict=True):
        assert [(round(width - x, 3), round(y, 3)) for x, y in a] == [(round(x, 3), round(y, 3)) for x, y in b]


@pytest.mark.parametrize(("rotation", "sign"), [("clockwise", -1), ("anticlockwise", 1)])
@pytest.mark.parametrize("side", ["right", "left"])
def test_rotation_on_paper_does_not_mirror(
    library: Library, illustrator: Draw, rotation: str, sign: int, side: str
) -> None:
    routine = library.routine("front-of-leg")
    draw = illustrator(side=side)
    phase = next(
        i
        for i, picture in enumerate(draw.pictures(Scene(routine, "partner")))
        if any(plan.move.rotation == rotation for plan in picture.panel.plans)
    )
    figure = draw.draw(Scene(routine, "partner", None, phase), 150, 300)
    colour = theme("light").glyph("circle-stroke")
    arcs = [p for path, p in paths(figure.symbol.items) if path.stroke and path.stroke.colour == colour]
    (arc,) = [points for points in arcs if len(points) > 12]
    cx, cy = sum(x for x, _ in arc) / len(arc), sum(y for _, y in arc) / len(arc)
    turned = 0.0
    for (ax, ay), (bx, by) in pairwise(arc):
        turned += math.remainder(math.atan2(by - cy, bx - cx) - math.atan2(ay - cy, ax - cx), math.tau)
    assert math.copysign(1, turned) == sign and abs(turned) > 4


def test_a_left_hand_stays_a_left_hand(library: Library, illustrator: Draw) -> None:
    """The fingers of the holding left hand show at the right of the paper for either leg."""
    routine = library.routine("front-of-leg")
    for side in ("right", "left"):
        draw = illustrator(side=side)
        phase = next(
            i
            for i, picture in enumerate(draw.pictures(Scene(routine, "partner")))
            if any(plan.move.id == "b1c" for plan in picture.panel.plans)
        )
        figure = draw.draw(Scene(routine, "partner", None, phase), 150, 300)
        colour = "#5B4A3F"
        middles = [
            sum(x for x, _ in points) / len(points) - 75
            for path, points in paths(figure.symbol.items)
            if path.stroke and path.stroke.colour == colour and path.fill
        ]
        assert sorted(x > 0 for x in middles) == [False, True, True, True, True]


def test_lines_weigh_the_same_at_every_size(library: Library, illustrator: Draw) -> None:
    scene = Scene(library.routine("back-of-leg"), "partner", "wring")
    small, large = (_widths(illustrator(), scene, size) for size in (260.0, 1100.0))
    assert small == large and small


def _widths(draw: Illustrator, scene: Scene, height: float) -> set[float]:
    figure = draw.draw(scene, height, height)
    return {round(path.stroke.width, 4) for path, _ in paths(figure.symbol.items) if path.stroke}


def test_outline_ribbons_weigh_the_same_at_every_size(illustrator: Draw) -> None:
    widths = []
    for height in (260.0, 1100.0):
        figure = illustrator().draw(ViewPlan("foot-sole", debug=False), height, height)
        ring = max((points for path, points in paths(figure.symbol.items) if path.fill == "#26323A"), key=len)
        middle = len(ring) // 4
        widths.append(min(math.dist(ring[middle], p) for p in ring[len(ring) // 2 + 2 :]))
    assert widths[0] == pytest.approx(widths[1], rel=0.15) == pytest.approx(1.5, rel=0.15)


def test_drawings_stay_in_their_box(library: Library, illustrator: Draw) -> None:
    for scene in scenes(library):
        for width, height in ((300.0, 400.0), (120.0, 90.0), (700.0, 200.0)):
            figure = illustrator().draw(scene, width, height)
            box = figure.symbol.bbox
            assert (box.x0, box.y0, box.x1, box.y1) == (0, 0, width, height)
            for item in figure.symbol.items:
                assert isinstance(item, Use)
                assert item.matrix[4] >= -0.01 and item.matrix[5] >= -0.01
                assert item.matrix[4] + item.symbol.bbox.x1 <= width + 0.01
                assert item.matrix[5] + item.symbol.bbox.y1 <= height + 0.01


def test_equal_scenes_are_equal_drawings(library: Library, illustrator: Draw) -> None:
    scene = Scene(library.routine("foot"), "partner")
    fresh = [Illustrator(library, Studies(library.folders)).draw(scene, 300, 400).symbol for _ in range(2)]
    first, second = (list(paths(symbol.items)) for symbol in fresh)
    assert first == second and len(first) > 100


def test_artwork_is_shared(library: Library, illustrator: Draw) -> None:
    routine = library.routine("back-of-leg")
    draw = illustrator()
    a = draw.draw(Scene(routine, "partner", "knead"), 200, 300)
    b = draw.draw(Scene(routine, "partner", "wring"), 200, 300)
    assert symbols(a.symbol.items)[0] is symbols(b.symbol.items)[0]
    whole = draw.draw(Scene(routine, "partner"), 500, 300)
    assert len({id(s) for s in symbols(whole.symbol.items) if s.name.startswith("leg-back-right")}) == 1


def test_clothes_are_a_layer(illustrator: Draw, library: Library) -> None:
    scene = Scene(library.routine("back-of-leg"), "partner", "knead")
    shorts, none = (illustrator(clothed=clothed).draw(scene, 100, 300) for clothed in (True, False))
    inks = [
        {path.fill for path, _ in paths(figure.symbol.items) if isinstance(path.fill, str)} for figure in (shorts, none)
    ]
    assert "#5F7480" in inks[0] and "#5F7480" not in inks[1]


def test_small_drawings_thin_out(library: Library, illustrator: Draw) -> None:
    scene = Scene(library.routine("back-of-leg"), "partner", "wring")
    small, large = (len(list(paths(illustrator().draw(scene, 400, h).symbol.items))) for h in (90, 400))
    assert small < large / 1.5


def test_sizes_agree_with_drawings(library: Library, illustrator: Draw) -> None:
    for scene in scenes(library):
        width = illustrator().width_for(scene, 300)
        assert illustrator().height_for(scene, width) == pytest.approx(300, rel=0.01)
        assert illustrator().aspect(scene) == pytest.approx(illustrator().width_for(scene, 400) / 400)


def test_shared_paths_are_small(library: Library, illustrator: Draw) -> None:
    """A card with pictures stays under 80 kB: about 45 bytes a segment before compression."""
    figure = illustrator().draw(Scene(library.routine("back-of-leg"), "partner"), 300, 300)
    unique = {id(path): path for path, _ in paths(figure.symbol.items)}
    assert sum(len(path.segments) for path in unique.values() if isinstance(path, Path)) < 3500


def test_badges_stand_beside_the_limb(library: Library, illustrator: Draw) -> None:
    """Where the picture has room beside the limb; a hand on the foot leaves little."""
    for scene in scenes(library):
        for picture in illustrator().pictures(scene):
            anatomy = picture.panel.anatomy
            if anatomy.view.hands_drawn:
                continue
            projection = Projection(anatomy, theme("light"), 300 / (anatomy.view.extent[3] - anatomy.view.extent[1]))
            _, spots = draw_moves(picture.panel, projection, scene.routine.zones)
            badges = place_badges(picture.panel, spots, projection, dict.fromkeys(range(20), "glide"))
            pen = projection.pen(PAD)
            assert [b.number for b in badges if anatomy.covers(pen.to_body(b.centre))] == [], anatomy.view.id


def test_symbols_of_one_name_are_one_symbol(library: Library, illustrator: Draw) -> None:
    named: dict[str, set[int]] = {}
    kept = [illustrator().draw(scene, 300, 300) for scene in scenes(library)]
    for figure in kept:
        for symbol in (figure.symbol, *symbols(figure.symbol.items)):
            named.setdefault(symbol.name, set()).add(id(symbol))
    assert [name for name, ids in named.items() if len(ids) > 1] == []


def test_badges_can_be_left_out(library: Library, illustrator: Draw) -> None:
    scene = Scene(library.routine("foot"), "partner", "sole", numbered=False)
    assert texts(illustrator().draw(scene, 200, 200).symbol.items) == []
