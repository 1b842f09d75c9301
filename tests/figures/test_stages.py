"""Stages: hands that do the strokes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest
from msgspec.structs import replace

from soleprint.content.library import Library
from soleprint.content.model import Mode, Move, Routine
from soleprint.content.select import steps_for
from soleprint.errors import UsageProblem
from soleprint.figures import HandPlan, Illustrator, Stage, StrokePicture, Studies, curves
from soleprint.figures.painter import arrows_on, hands_on
from soleprint.figures.stage import MM
from soleprint.figures.theme import THEMES, theme
from soleprint.files.folders import builtin, names
from soleprint.marks import GlyphRun, Group, Path, Point, Primitive, Rect, Use, ink_box, luminance
from soleprint.text.typesetter import Typesetter
from tests.figures.conftest import Draw
from tests.figures.drawn import outline, paths, uses

MODES: tuple[tuple[str, Mode], ...] = (
    ("back-of-leg", "partner"),
    ("front-of-leg", "partner"),
    ("foot", "partner"),
    ("foot", "self"),
)
SCALE = 0.108
"""Millimetres of paper per millimetre of body on an A5 card."""


@pytest.fixture(scope="session")
def arabic(library: Library) -> Illustrator:
    studies = Studies([builtin("content")])
    return Illustrator(Library(studies.folders, lang="ar"), studies, typesetter=Typesetter("ar"))


def stages(draw: Illustrator, library: Library, scale: float = SCALE) -> Iterator[Stage]:
    """Every stage of the content, with its letters."""
    for name, mode in MODES:
        routine = library.routine(name)
        letters = draw.letters(routine, mode)
        for stage in draw.stages(routine, mode):
            lettered = [(move, (move, stage.places)) for move in stage.moves if (move, stage.places) in letters]
            labels = tuple((move, f"1{letters[key]}") for move, key in lettered)
            yield replace(stage, scale=scale, letters=labels, type_size=11.0)


def size(draw: Illustrator, stage: Stage, room: float = 14.0) -> Point:
    """Points of a stage with so many millimetres of body round what must be seen."""
    need = draw.need(stage)
    width, height = replace(need, width=need.width + room, height=need.height + room).size(stage.scale or SCALE)
    return width * MM, height * MM


def moves(draw: Illustrator, stage: Stage) -> tuple[Move, ...]:
    """The moves of a stage with the places that it shows."""
    return draw.staging.shows(stage).moves


def marks(draw: Illustrator, stage: Stage) -> tuple[Primitive, ...]:
    """The marks inside a stage's field."""
    (group,) = draw.draw(stage, *size(draw, stage)).symbol.items
    assert isinstance(group, Group) and group.clip is not None
    return group.items


def hands(items: tuple[Primitive, ...]) -> list[list[Point]]:
    """Outlines of the flesh of the hands before the limb, as painted."""
    skins = {colour for one in THEMES.values() for colour in (one.colours["hand"], one.own["hand"])}
    return [
        outline(path, matrix)
        for use, matrix in uses(items)
        if use.symbol.name.startswith("hand-") and "-front-" in use.symbol.name
        for path in use.symbol.items
        if isinstance(path, Path) and path.fill in skins
    ]


def above(items: tuple[Primitive, ...]) -> list[Primitive]:
    """What is painted after the last hand: arrows and labels."""
    last = max((i for i, one in enumerate(items) if isinstance(one, Use) and "-front-" in one.symbol.name), default=-1)
    return [one for one in items[last + 1 :] if not isinstance(one, Use)] if last >= 0 else []


ENTRIES = {
    "back-of-leg": ("A1a", "A1b", "A1c", "A1d", "A1e", "A1f", "A2a", "A2b", "A3a", "A4a"),
    "front-of-leg": ("B1a", "B1b", "B1c", "B1d", "B1e", "B2a", "B3a", "B3b", "B3c", "B3d", "B3e"),
    "foot": ("C0b", "C2a", "C3a", "C3b", "C3c", "C4a", "C4b", "C5a", "C5b", "C5c", "C6a", "C6b"),
}
"""Entries of the source that are strokes. A2c, B1f, B3f, C3d and C6c repeat, C0a and C1a counsel and seat, A3b is a
zone."""


@pytest.mark.parametrize("entry", [entry for entries in ENTRIES.values() for entry in entries])
def test_every_stroke_of_the_source_is_done_by_hands(library: Library, illustrator: Draw, entry: str) -> None:
    seen = 0
    for name, mode in MODES:
        routine = library.routine(name)
        for step in steps_for(routine, mode):
            for move in (move for move in step.moves if entry in move.source):
                shown = [s for s in illustrator().stages(routine, mode, step.id) if move.id in s.moves]
                places = {place for stage in shown for place in stage.places} or set(move.path.at)
                assert shown and places >= set(move.path.at), move.id
                assert all(hands(marks(illustrator(), replace(stage, scale=SCALE))) for stage in shown), move.id
                seen += 1
    assert seen


def test_the_list_of_strokes_of_the_source_is_complete(library: Library) -> None:
    for name, entries in ENTRIES.items():
        every = [move for step in library.routine(name).steps for move in step.moves]
        assert sorted(entry for move in every for entry in move.source) == sorted(entries)


def test_arrows_keep_off_the_hands(library: Library, illustrator: Draw, arabic: Illustrator) -> None:
    """Only whole ways lie under the hands, and they are seen before and behind them."""
    for draw in (illustrator(), illustrator(side="left"), arabic):
        for stage in stages(draw, library):
            shows = draw.staging.shows(stage)
            framing = draw.staging.framing(stage, shows, size(draw, stage))
            rings = hands_on(shows, framing)
            for arrow, way in arrows_on(shows, framing):
                covered = [any(curves.inside(p, ring) for ring in rings) for p in way]
                if arrow.under:
                    assert not covered[-1] and covered.count(False) > len(way) * 0.25, (stage.moves, arrow.move)
                else:
                    assert not any(covered), (stage.moves, stage.phase, arrow.move, covered)


def test_what_is_painted_over_hands_does_not_lie_on_them(library: Library, illustrator: Draw) -> None:
    """The same by the display list: no text and no line of an arrow or a label lies on a hand's flesh."""
    draw, labels, lines = illustrator(), 0, 0
    for stage in stages(draw, library):
        items = marks(draw, stage)
        flesh = hands(items)
        for item in above(items):
            if isinstance(item, GlyphRun):
                box = ink_box(item)
                assert box is not None and not any(_touches(box, ring) for ring in flesh), stage.moves
                labels += 1
            elif isinstance(item, Path) and item.stroke and item.stroke.colour != "#FFFFFF" and item.fill is None:
                on = [p for p in outline(item) if any(curves.inside(p, ring) for ring in flesh)]
                assert not on, (stage.moves, stage.phase, on[:2])
                lines += 1
    assert labels > 30 and lines > 30


def _touches(box: Rect, ring: list[Point]) -> bool:
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
    return any(curves.inside(p, ring) for p in corners) or any(
        box.x0 < x < box.x1 and box.y0 < y < box.y1 for x, y in ring
    )


def test_labels_keep_off_zones_arrows_and_each_other(library: Library, illustrator: Draw) -> None:
    draw = illustrator()
    for stage in stages(draw, library):
        items = marks(draw, stage)
        pills = [
            Rect(min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring))
            for item in above(items)
            if isinstance(item, Path) and item.fill == "#FFFFFF" and item.stroke and item.stroke.width == 0.9
            for ring in [outline(item)]
        ]
        assert all(not a.overlaps(b) for i, a in enumerate(pills) for b in pills[:i]), stage.moves
        shows = draw.staging.shows(stage)
        framing = draw.staging.framing(stage, shows, size(draw, stage))
        for pill in pills:
            assert not any(pill.contains(Rect(*p, *p)) for _, way in arrows_on(shows, framing) for p in way), (
                stage.moves
            )
        zones = [
            outline(path, matrix)
            for use, matrix in uses(items)
            if "-zone-" in use.symbol.name
            for path in use.symbol.items
            if isinstance(path, Path) and path.fill == "#FFFFFF"
        ]
        assert not any(_touches(pill, ring) for pill in pills for ring in zones), stage.moves


def test_no_hand_lies_on_a_zone_that_is_seen(library: Library, illustrator: Draw) -> None:
    draw, zones = illustrator(), 0
    for stage in stages(draw, library):
        items = marks(draw, stage)
        flesh = hands(items)
        for use, matrix in uses(items):
            if "leg-back-zone" in use.symbol.name:
                rim = next(path for path in use.symbol.items if isinstance(path, Path))
                zones += 1
                assert not any(curves.inside(p, ring) for p in outline(rim, matrix) for ring in flesh), stage.moves
    assert zones >= 8


def test_a_zone_is_whole_or_not_there(library: Library, illustrator: Draw) -> None:
    draw = illustrator()
    for stage in stages(draw, library):
        width, height = size(draw, stage)
        for use, matrix in uses(marks(draw, stage)):
            if "-zone-" in use.symbol.name and "leg-back" in use.symbol.name:
                rim = next(path for path in use.symbol.items if isinstance(path, Path))
                assert all(-2 < x < width + 2 and -2 < y < height + 2 for x, y in outline(rim, matrix)), stage.moves


def test_a_shaft_in_a_zone_becomes_dots(library: Library, illustrator: Draw) -> None:
    draw = illustrator()
    (glide,) = (s for s in draw.stages(library.routine("back-of-leg")) if s.moves == ("a1a", "a1b"))
    items = marks(draw, replace(glide, scale=SCALE))
    colour = theme("light").arrow("glide")
    shafts = [item for item in items if isinstance(item, Path) and item.stroke and item.stroke.colour == colour]
    assert {bool(item.stroke and item.stroke.dash) for item in shafts} == {True, False}
    zone = draw.anatomy("leg-back").view.zones["knee.back"]
    shows = draw.staging.shows(glide)
    stage = replace(glide, scale=SCALE)
    framing = draw.staging.framing(stage, shows, size(draw, stage))
    low, high = curves.at(
        [_paper(framing.body, (0.0, zone.at[1] + d)) for d in (-zone.size[1], zone.size[1])], [0.0, 1.0]
    )
    (dotted,) = (item for item in shafts if item.stroke and item.stroke.dash)
    xs = [x for x, _ in outline(dotted)]
    assert min(xs) == pytest.approx(high[0], abs=2.5) and max(xs) == pytest.approx(low[0], abs=2.5)


def _paper(matrix: tuple[float, ...], p: Point) -> Point:
    a, b, c, d, e, f = matrix
    return a * p[0] + c * p[1] + e, b * p[0] + d * p[1] + f


def test_named_hands_and_senses_stay_what_they_are(library: Library, illustrator: Draw, arabic: Illustrator) -> None:
    """Turning never makes a left hand of a right one; on the other limb a named hand stays, an unnamed one may swap."""
    left = illustrator(side="left")
    for stage in stages(illustrator(), library):
        named = {
            use.hand for move in moves(illustrator(), stage) for use in move.hands if use.hand in ("left", "right")
        }
        for draw in (illustrator(), arabic, left):
            if named:
                assert _shown_hands(draw, stage) == _shown_hands(illustrator(), stage) >= named, stage.moves
            elif draw is arabic:
                assert _shown_hands(draw, stage) == _shown_hands(illustrator(), stage), stage.moves


def _shown_hands(draw: Illustrator, stage: Stage) -> set[str]:
    """Which hands are seen on paper: every pose is of a right hand, and a mirrored one is a left hand."""
    found = set()
    for use, (a, b, c, d, *_) in uses(marks(draw, stage)):
        if use.symbol.name.startswith("hand-") and "-shadow-" not in use.symbol.name:
            found.add("right" if a * d - b * c > 0 else "left")
    return found


def test_a_hand_is_there_once(library: Library, illustrator: Draw) -> None:
    """No picture has two right hands; the ends of its fingers may show on the far side."""
    for stage in stages(illustrator(), library):
        laid = illustrator().staging.shows(stage).hands
        placed = [hand.place.hand for hand in laid if hand.origin != "far-edge"]
        assert len(placed) == len(set(placed)), stage.moves


def test_clockwise_is_clockwise_on_either_leg(library: Library, illustrator: Draw, arabic: Illustrator) -> None:
    for draw in (illustrator(), illustrator(side="left"), arabic):
        for stage in stages(draw, library):
            turning = [move for move in moves(draw, stage) if move.rotation]
            shows = draw.staging.shows(stage)
            framing = draw.staging.framing(stage, shows, size(draw, stage))
            for arrow, way in arrows_on(shows, framing):
                for move in turning:
                    if move.id == arrow.move:
                        middle = (sum(x for x, _ in way) / len(way), sum(y for _, y in way) / len(way))
                        turn = sum(_turned(middle, a, b) for a, b in pairwise(way))
                        assert (turn < 0) == (move.rotation == "clockwise"), (stage.moves, draw.side)


def _turned(middle: Point, a: Point, b: Point) -> float:
    (ax, ay), (bx, by) = ((x - middle[0], y - middle[1]) for x, y in (a, b))
    return math.atan2(ax * by - ay * bx, ax * bx + ay * by)


def test_limbs_turn_and_never_mirror_with_the_script(library: Library, illustrator: Draw, arabic: Illustrator) -> None:
    stage = illustrator().stages(library.routine("back-of-leg"))[0]
    for draw, side, hip in ((illustrator(), 1, -1), (arabic, 1, 1), (illustrator(side="left"), -1, -1)):
        framing = draw.staging.framing(stage, draw.staging.shows(stage), (300.0, 70.0))
        a, b, c, d, *_ = framing.body
        assert math.copysign(1, a * d - b * c) == side
        up = _paper(framing.body, (0.0, 900.0))[0] - _paper(framing.body, (0.0, 0.0))[0]
        assert math.copysign(1, up) == hip, "the hip lies at the start of the line"


def test_one_body_millimetre_is_one_length(library: Library, illustrator: Draw) -> None:
    draw, factors = illustrator(), set()
    for stage in stages(draw, library):
        framing = draw.staging.framing(stage, draw.staging.shows(stage), size(draw, stage))
        factor = draw.need(stage).factor
        factors.add(round(factor, 3))
        assert framing.scale == pytest.approx(SCALE * MM * factor)
    assert factors == {1.0, 0.667, 1.4}


def test_what_must_be_seen_is_seen(library: Library, illustrator: Draw) -> None:
    """Without a scale a stage is as large as its box allows; arrows lie in it."""
    draw = illustrator()
    for stage in stages(draw, library, scale=0.0):
        need = draw.need(stage)
        width, height = 200.0, 200.0 * need.height / need.width
        shows = draw.staging.shows(stage)
        framing = draw.staging.framing(stage, shows, (width, height))
        assert framing.scale == pytest.approx(width / need.width)
        for arrow, way in arrows_on(shows, framing):
            assert all(-1 < x < width + 1 and -1 < y < height + 1 for x, y in way), (stage.moves, arrow.move)


@pytest.mark.parametrize("routine", ["back-of-leg", "front-of-leg", "foot"])
@pytest.mark.parametrize("opens", [True, False])
@pytest.mark.parametrize("room", [(97.0, 130.0), (148.0, 88.0), (182.0, 110.0), (90.0, 45.0)])
def test_covers_keep_the_heads_of_arrows_and_go_towards_the_heart(
    library: Library, illustrator: Draw, arabic: Illustrator, routine: str, opens: bool, room: Point
) -> None:
    for draw in (illustrator(), illustrator(side="left"), arabic):
        stage = draw.staging.cover(library.routine(routine), "partner", "#0A4757", opens=opens)
        shows, size = draw.staging.shows(stage), (room[0] * MM, room[1] * MM)
        framing = draw.staging.framing(stage, shows, size)
        fingers = [p for ring in hands_on(shows, framing) for p in ring]
        assert any(0 < x < size[0] and 0 < y < size[1] for x, y in fingers)
        for arrow, way in arrows_on(shows, framing):
            x, y = way[-1]
            assert 6 < x < size[0] - 6 and 6 < y < size[1] - 6, (routine, arrow.move, room)
            assert arrow.style == "solid", "no way back"
        heel = draw.anatomy("foot-outer-side").polyline("back") if routine == "foot" else []
        assert all(y > 0 for _, y in (_paper(framing.body, p) for p in heel)), room


def test_a_stage_has_a_least_size(library: Library, illustrator: Draw) -> None:
    for stage in stages(illustrator(), library):
        need = illustrator().need(stage)
        wide, high = need.size(SCALE)
        assert need.fits(wide + 20, high + 20, SCALE) and not need.fits(wide - 1, high + 20, SCALE)
        assert not need.fits(wide + 200, need.least - 1, SCALE / 100), "too low to be read"
        assert 14 <= need.least <= 29


def test_hands_are_written_once(library: Library, illustrator: Draw) -> None:
    """All stages of a routine at one scale share the marks of a hand, of a view's layers and of a zone."""
    for name, mode in MODES:
        draw = Illustrator(library, Studies(library.folders))
        items = [
            item
            for stage in draw.stages(library.routine(name), mode)
            for item in marks(draw, replace(stage, scale=SCALE))
        ]
        symbols: dict[str, set[int]] = {}
        for use, _ in uses(items):
            symbols.setdefault(use.symbol.name, set()).add(id(use.symbol))
        assert max(len(same) for same in symbols.values()) == 1
        fronts = [key for key in symbols if key.startswith("hand-") and "-front-" in key]
        assert len(fronts) == len({key.split("-front-")[0] for key in fronts}), "one weight a hand at one scale"
        segments = [path.segments for use, _ in uses(items) for path in use.symbol.items if isinstance(path, Path)]
        unique = {id(segment): len(segment) for segment in segments}
        assert sum(unique.values()) < 6500, "a card with hands stays under 120 kB"


def test_equal_stages_are_equal_drawings(library: Library) -> None:
    first, second = (Illustrator(library, Studies(library.folders)) for _ in range(2))
    for one, other in zip(stages(first, library), stages(second, library), strict=True):
        assert one == other and hash(one) == hash(other)
        a, b = (draw.draw(s, *size(draw, s)) for draw, s in ((first, one), (second, other)))
        assert list(paths(a.symbol.items)) == list(paths(b.symbol.items)) and a.symbol.name == b.symbol.name


def test_names_of_stages_are_their_own(library: Library, illustrator: Draw) -> None:
    drawn = [illustrator().draw(s, *size(illustrator(), s)).symbol for s in stages(illustrator(), library)]
    assert len({symbol.name for symbol in drawn}) == len(drawn)


def test_a_stroke_that_takes_turns_shows_both_moments(library: Library, illustrator: Draw) -> None:
    for name, mode in MODES:
        for stage in illustrator().stages(library.routine(name), mode):
            if {move.stroke for move in moves(illustrator(), stage)} & {"knead", "wring"}:
                first, second = (hands(marks(illustrator(), replace(stage, scale=SCALE, phase=k))) for k in (0, 1))
                assert first != second
                heads = [
                    {(arrow.move, way[0], way[-1]) for arrow, way in illustrator().staging.shows(s).lines}
                    for s in (replace(stage, phase=0), replace(stage, phase=1))
                ]
                assert heads[0] != heads[1], "the arrows turn round"


def test_alt_text_says_what_the_hands_do(library: Library, illustrator: Draw) -> None:
    draw = illustrator()
    for stage in stages(draw, library):
        alt = draw.alt(stage)
        assert "{" not in alt and "figure-" not in alt and "shown as" not in alt
        for move in moves(draw, stage):
            assert library.strokes()[move.stroke].name in alt
            assert all(library.regions()[place].name in alt for place in move.path.at), (move.id, alt)
        both = len({hand.place.hand for hand in draw.staging.shows(stage).hands}) == 2
        if both and stage.mode == "partner":
            assert re.search(r"both hands|thumbs|palms|heels|fingertips|left hand|right hand", alt), alt
    knee = next(s for s in stages(draw, library) if "b1d" in s.moves)
    assert "left hand on the back of the knee" in draw.alt(knee) and "clockwise" in draw.alt(knee)


def test_letters_are_those_of_moves_with_arrows(library: Library, illustrator: Draw) -> None:
    letters = illustrator().letters(library.routine("back-of-leg"))
    assert [letters[f"a1{letter}", ()] for letter in "abcdef"] == list("abcdef")
    second = {key: letter for key, letter in letters.items() if key[0].startswith("a2")}
    assert second == {("a2a", ("calf",)): "a", ("a2a", ("thigh",)): "b", ("a2b", ()): "c"}
    assert "c4a" not in {move for move, _ in illustrator().letters(library.routine("foot"))}, "holding still"


def test_pictures_of_a_step_that_show_other_things_have_other_letters(library: Library, illustrator: Draw) -> None:
    for name, mode in MODES:
        routine = library.routine(name)
        letters = illustrator().letters(routine, mode)
        for step in steps_for(routine, mode):
            own = [letter for (move, _), letter in letters.items() if move in {each.id for each in step.moves}]
            assert "".join(own) == "abcdefgh"[: len(own)], (name, mode, step.id)


def test_a_label_without_room_is_left_out(library: Library, illustrator: Draw) -> None:
    draw = illustrator()
    stage = next(s for s in stages(draw, library) if s.moves == ("a1c",))
    for room, wanted in ((11.0, 1), (60.0, 0)):
        items = marks(draw, replace(stage, type_size=room))
        assert len([item for item in items if isinstance(item, GlyphRun)]) == wanted


def test_a_routine_without_scenes_gets_hands_by_stroke_and_part(library: Library, illustrator: Draw) -> None:
    for name in ("back-of-leg", "front-of-leg"):
        own = msgspec.structs.replace(library.routine(name), id="a-routine-of-ones-own")
        found = illustrator().stages(own)
        assert {move for stage in found for move in stage.moves} == {m.id for step in own.steps for m in step.moves}
        assert all(hands(marks(illustrator(), replace(stage, scale=SCALE))) for stage in found)


def test_every_stroke_with_a_part_of_the_hand_has_its_hands(library: Library, illustrator: Draw) -> None:
    """Every stroke and part that the content has, on a limb, by the recipes alone."""
    wanted = {
        (move.stroke, use.part)
        for name, _ in MODES
        for step in library.routine(name).steps
        for move in step.moves
        for use in move.hands
        if use.part
    }
    base = library.routine("back-of-leg")
    for stroke, part in sorted(wanted):
        path = {"from": "ankle", "to": "calf.top"} if "from-to" in library.strokes()[stroke].paths else {"at": ["calf"]}
        move = msgspec.convert(
            {"id": "m", "stroke": stroke, "view": "leg-back", "path": path, "hands": [{"part": part}]}, Move
        )
        own = _with(base, move)
        for stage in illustrator().stages(own):
            assert hands(marks(illustrator(), replace(stage, scale=SCALE))), (stroke, part)
    assert len(wanted) >= 8


def _with(base: Routine, move: Move) -> Routine:
    step = msgspec.structs.replace(base.steps[0], moves=(move,))
    return msgspec.structs.replace(base, id="one-move", steps=(step,))


def test_where_no_hand_can_be_drawn_glyphs_tell(library: Library, illustrator: Draw) -> None:
    """On a drawing that has its own hands the strokes' glyphs stay."""
    own = msgspec.structs.replace(library.routine("foot"), id="another")
    (stage,) = (s for s in illustrator().stages(own) if s.moves == ("c3b",))
    items = marks(illustrator(), replace(stage, scale=SCALE))
    colour = theme("light").arrow("glide")
    assert not hands(items) and any(path.fill == colour for path, _ in paths(items))


def test_a_stage_that_is_not_there_is_named(library: Library, illustrator: Draw) -> None:
    stage = Stage(library.routine("foot"), "partner", ("c3a", "c4a"))
    with pytest.raises(UsageProblem, match="foot has no picture of c3a, c4a") as caught:
        illustrator().draw(stage, 100, 100)
    assert caught.value.code == "unknown-picture"


def test_a_move_finds_the_picture_that_it_shares(library: Library, illustrator: Draw) -> None:
    picture = illustrator().staging.picture
    foot = library.routine("foot")
    assert picture(Stage(foot, "partner", ("c3b",))).moves == ("c3a", "c3b")
    assert picture(Stage(foot, "partner", ("c6b",), ("lower-leg",))).view == "leg-front"


@pytest.mark.parametrize("name", THEMES)
def test_giver_and_limb_differ_in_grey(name: str) -> None:
    colours, own = theme(name).colours, theme(name).own
    apart = abs(_lightness(colours["hand"]) - _lightness(colours["skin"]))
    assert apart >= (9 if name in ("paper", "outline") else 17)
    assert abs(_lightness(own["hand"]) - _lightness(colours["skin"])) >= 5, "the sitter's own: one tone apart"
    assert theme(name).colours["hand"] == colours["hand"]
    assert theme(name).with_own_hands().colours["hand"] == own["hand"]


def _lightness(colour: str) -> float:
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_the_field_has_the_ground_that_is_asked_for(library: Library) -> None:
    draw = Illustrator(library, Studies(library.folders), ground="#ABCDEF")
    stage = draw.stages(library.routine("foot"))[0]
    first, *_ = marks(draw, replace(stage, scale=SCALE))
    assert isinstance(first, Path) and first.fill == "#ABCDEF"
    fades = [
        p.fill for p, _ in paths(marks(draw, replace(stage, scale=SCALE))) if not isinstance(p.fill, (str, type(None)))
    ]
    assert any(stop[1] == "#ABCDEF" for fade in fades for stop in fade.stops), "limbs fade into the field"


@pytest.mark.parametrize("name", names([builtin("content")], "hands", ".yaml"))
@pytest.mark.parametrize("debug", [True, False])
def test_a_plan_shows_a_hand(illustrator: Draw, name: str, debug: bool) -> None:
    figure = illustrator().draw(HandPlan(name, debug), 200, 240)
    words = list(_runs(figure.symbol.items))
    assert bool(words) == debug and figure.alt.startswith("Drawing of ")
    assert hands(figure.symbol.items)


def _runs(items: tuple[Primitive, ...]) -> Iterator[GlyphRun]:
    for item in items:
        if isinstance(item, GlyphRun):
            yield item
        elif isinstance(item, Group):
            yield from _runs(item.items)


def test_every_stroke_has_a_picture_with_hands(library: Library, illustrator: Draw) -> None:
    for name, stroke in library.strokes().items():
        figure = illustrator().draw(StrokePicture(name, scale=0.105), 50 * MM, 22 * MM)
        assert hands(figure.symbol.items) and stroke.explains in figure.alt and figure.caption == stroke.name
