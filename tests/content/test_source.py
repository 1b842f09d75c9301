"""The shipped routines say what their source says: every entry once, every fact of a faithful model in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
import yaml

from soleprint.content.library import Library
from soleprint.content.model import HandUse, Move, Path, Repeat, Routine
from soleprint.content.rules import entry_places
from soleprint.content.select import steps_for
from soleprint.files import folders

ENTRIES = {
    "back-of-leg": "A1a A1b A1c A1d A1e A1f A2a A2b A2c A3a A3b A4a",
    "front-of-leg": "B1a B1b B1c B1d B1e B1f B2a B3a B3b B3c B3d B3e B3f",
    "foot": "C0a C0b C1a C2a C3a C3b C3c C3d C4a C4b C5a C5b C5c C6a C6b C6c",
}
LEFT, RIGHT, BOTH = HandUse(hand="left"), HandUse(hand="right"), HandUse(hand="both")
THUMBS, HEELS = HandUse(part="thumbs"), HandUse(part="heels")


@pytest.fixture(scope="module")
def library() -> Library:
    return Library([folders.builtin("content")])


@pytest.fixture(scope="module")
def moves(library: Library) -> dict[str, Move]:
    return {entry: move for name in ENTRIES for move in all_moves(library.routine(name)) for entry in move.source}


def all_moves(routine: Routine) -> Iterator[Move]:
    for step in routine.steps:
        yield from step.moves


def stated(move: Move, field: str) -> bool:
    """Whether the source, not the editor, gives the field."""
    return field not in move.editor


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_of_the_source_is_used_exactly_once(library: Library, name: str) -> None:
    used = Counter(entry for entry, _, _ in entry_places(library.routine(name)))
    assert used == Counter(ENTRIES[name].split())


def test_there_are_forty_one_entries() -> None:
    assert sum(len(entries.split()) for entries in ENTRIES.values()) == 41


def test_three_routines_and_their_steps(library: Library) -> None:
    assert set(library.routine_ids()) == set(ENTRIES)
    assert len(library.routine("back-of-leg").steps) == 4
    assert len(library.routine("front-of-leg").steps) == 3
    foot = library.routine("foot")
    assert [step.id for step in steps_for(foot, "partner")][:2] == ["greeting", "ankle"]


@pytest.mark.parametrize("name", ["back-of-leg", "front-of-leg"])
def test_moves_keep_the_order_of_the_source(library: Library, name: str) -> None:
    order = [entry for move in all_moves(library.routine(name)) for entry in move.source]
    assert order == sorted(order)


def test_foot_moves_keep_their_order_after_the_greeting(library: Library) -> None:
    order = [entry for move in all_moves(library.routine("foot")) for entry in move.source]
    assert order == ["C2a", "C0b", "C3a", "C3b", "C3c", "C4a", "C4b", "C5a", "C5b", "C5c", "C6a", "C6b"]


def test_left_and_right_hand_turn_opposite_ways_round_the_kneecap(moves: dict[str, Move]) -> None:
    hold, first, then = moves["B1c"], moves["B1d"], moves["B1e"]
    assert (hold.stroke, hold.hands, hold.path.at) == ("hold", (LEFT,), ("knee.back",))
    assert (first.hands, first.rotation, first.frame, first.together) == ((RIGHT,), "clockwise", "giver", "b1c")
    assert (then.hands, then.rotation, then.frame) == ((LEFT,), "anticlockwise", "giver")
    assert first.path.around == then.path.around == ("kneecap", "knee.back")
    assert stated(hold, "hands") and stated(first, "hands") and stated(then, "hands")
    assert stated(first, "rotation") and stated(then, "rotation")


def test_thumbs_hand_over_to_heels_of_the_hands_at_the_knee(moves: dict[str, Move]) -> None:
    thumbs, heels = moves["A1c"], moves["A1e"]
    assert (thumbs.stroke, thumbs.hands, thumbs.path) == ("drain", (THUMBS,), Path(start="ankle", to="calf.top"))
    assert (heels.stroke, heels.hands, heels.path.to) == ("drain", (HEELS,), "hip-joint")
    assert "thigh" in heels.path.via
    assert stated(thumbs, "hands") and stated(heels, "hands")


def test_thumbs_and_heels_where_they_occur(moves: dict[str, Move]) -> None:
    assert {entry for entry, move in moves.items() if THUMBS in move.hands} == {"A1c", "B1b", "B2a", "C4b"}
    assert {entry for entry, move in moves.items() if HEELS in move.hands} == {"A1e", "B3a"}


def test_slowly_and_smoothly_exactly_where_they_occur(moves: dict[str, Move]) -> None:
    tempi = {entry: move.tempo for entry, move in moves.items() if move.tempo}
    assert tempi == {"A1f": "slow", "C3b": "smooth", "C3c": "slow", "C5a": "slow"}


def test_stated_pressures_exactly_where_they_occur(moves: dict[str, Move]) -> None:
    pressures = {entry: move.pressure for entry, move in moves.items() if move.pressure and stated(move, "pressure")}
    assert pressures == {"A2b": "feather", "A4a": "feather", "B1c": "feather", "C6b": "firm"}


def test_no_pressure_behind_the_knee(library: Library, moves: dict[str, Move]) -> None:
    for name in ("back-of-leg", "front-of-leg"):
        (zone,) = library.routine(name).zones
        assert (zone.region, zone.max_pressure) == ("knee.back", "feather")
        assert {"drain", "knead", "wring", "circles"} <= set(zone.forbid)
    assert library.routine("back-of-leg").zones[0].source == ("A3b",)
    assert moves["A3a"].float_over == moves["B3c"].float_over == ("knee.back",)


def test_both_leg_routines_finish_with_feathering(library: Library, moves: dict[str, Move]) -> None:
    for name, entry, end in (("back-of-leg", "A4a", "heel"), ("front-of-leg", "B3e", "toes")):
        last = list(all_moves(library.routine(name)))[-1]
        assert last is moves[entry]
        assert (last.stroke, last.direction, last.path.to) == ("feather", "away-from-heart", end)
    assert stated(moves["B3e"], "path.to")


def test_up_and_down_the_leg(moves: dict[str, Move]) -> None:
    ways = {
        entry: (moves[entry].path.start, moves[entry].path.to)
        for entry in ["A1a", "A1b", "A1f", "A3a", "B1b", "B3a", "B3b"]
    }
    assert ways == {
        "A1a": ("ankle", "hip-joint"),
        "A1b": ("hip-joint", "ankle"),
        "A1f": ("hip-joint", "ankle"),
        "A3a": ("ankle", "buttock"),
        "B1b": ("calf", "knee"),
        "B3a": ("kneecap", "thigh.top"),
        "B3b": ("thigh.top", "ankle"),
    }
    assert moves["A2a"].path.at == ("calf", "thigh")


def test_the_knee_is_bent_before_the_ankle_is_circled(library: Library, moves: dict[str, Move]) -> None:
    partner = library.routine("foot").setups[0]
    assert partner.position == "face-up-knee-bent"
    assert "C0b" in partner.supports
    assert (moves["C0b"].stroke, moves["C0b"].path.around) == ("circle-stroke", ("ankle",))


def test_the_greeting_opens_the_partner_version_only(library: Library, moves: dict[str, Move]) -> None:
    foot = library.routine("foot")
    greeting = foot.steps[0]
    assert greeting.modes == ("partner",)
    assert greeting.moves == (moves["C2a"],)
    assert (moves["C2a"].stroke, moves["C2a"].hands) == ("hold", (BOTH,))
    assert greeting not in steps_for(foot, "self")


def test_self_massage_is_sitting_with_one_leg_on_the_other(library: Library) -> None:
    setup = library.routine("foot").setups[1]
    assert (setup.mode, setup.position, setup.source) == ("self", "seated-figure-four", ("C1a",))


def test_the_stroke_between_two_hands(moves: dict[str, Move]) -> None:
    hold, up, back = moves["C3a"], moves["C3b"], moves["C3c"]
    assert hold.path.at == ("instep", "arch")
    assert [move.hands[0].hand for move in (hold, up, back)] == ["both"] * 3
    assert (up.path.start, up.path.to) == ("toes", "ankle")
    assert (back.path.start, back.path.to, back.stroke) == ("ankle", "toes", "glide-return")


def test_between_the_tendons_towards_the_toes(moves: dict[str, Move]) -> None:
    assert (moves["C5a"].path.start, moves["C5a"].path.to) == ("instep", "toes")
    assert moves["C5a"].direction == "toward-toes"
    assert stated(moves["C5a"], "direction")


def test_toes_are_squeezed_and_pulled_one_at_a_time(moves: dict[str, Move]) -> None:
    assert (moves["C5b"].stroke, moves["C5b"].path.at) == ("squeeze", ("toes",))
    pull = moves["C5c"]
    assert (pull.stroke, pull.path.each, pull.repeat) == ("pull", True, Repeat(word="one-by-one"))
    assert pull.path.at == ("toe1", "toe2", "toe3", "toe4", "toe5")
    assert not stated(pull, "pressure")


def test_heel_in_circles_with_both_hands(moves: dict[str, Move]) -> None:
    heel = moves["C6a"]
    assert (heel.path.around, heel.hands, heel.direction) == (("heel",), (BOTH,), "around")


def test_firm_strokes_on_both_sides_and_the_lower_leg(library: Library, moves: dict[str, Move]) -> None:
    outer = next(move for move in all_moves(library.routine("foot")) if move.id == "c6b-outer")
    assert (*moves["C6b"].path.at, *outer.path.at) == ("side.inner", "lower-leg", "side.outer")
    assert outer.stroke == moves["C6b"].stroke == "stroke-firm"
    assert outer.pressure == moves["C6b"].pressure == "firm"
    assert moves["C6b"].direction is None


def test_every_routine_is_repeated_on_the_other_leg(library: Library) -> None:
    finishes = {name: library.routine(name).finish for name in ENTRIES}
    assert {name: finish.source for name, finish in finishes.items() if finish} == {
        "back-of-leg": ("A2c",),
        "front-of-leg": ("B3f",),
        "foot": ("C6c",),
    }
    assert {finish.cue for finish in finishes.values() if finish} == {"Repeat on the other leg"}


def test_unknown_counts_stay_unknown(library: Library, moves: dict[str, Move]) -> None:
    assert all(move.repeat.times is None for name in ENTRIES for move in all_moves(library.routine(name)))
    assert not any(library.routine(name).source.states_counts for name in ENTRIES)
    repeats = {entry: move.repeat.word for move in moves.values() for entry in move.repeats}
    assert repeats == {"B1f": "several", "C3d": "several"}


def test_oil_for_the_legs_and_none_for_the_foot(library: Library) -> None:
    media = {name: {setup.medium for setup in library.routine(name).setups} for name in ENTRIES}
    assert media == {"back-of-leg": {"oil"}, "front-of-leg": {"oil"}, "foot": {None}}


def test_no_stretch_is_made_up(library: Library, moves: dict[str, Move]) -> None:
    assert "stretch" not in library.strokes()
    assert not any("stretch" in move.stroke for move in moves.values())


def test_positions_are_marked_as_the_editors(library: Library) -> None:
    for name in ("back-of-leg", "front-of-leg", "foot"):
        assert "position" in library.routine(name).setups[0].editor


def test_every_ruling_is_noted(library: Library) -> None:
    asked = {note.question for name in ENTRIES for note in library.routine(name).notes}
    assert asked == {f"Q{number}" for number in range(1, 26)}


def test_the_only_additions_are_a_supporting_hand_and_the_other_side_of_the_foot(
    library: Library,
) -> None:
    added = [move for name in ENTRIES for move in all_moves(library.routine(name)) if move.added]
    assert [(move.id, move.hands, move.together) for move in added] == [
        ("b1e-hold", (RIGHT,), "b1e"),
        ("c6b-outer", (), None),
    ]


def test_every_move_is_on_a_view_that_shows_all_of_it() -> None:
    folder = folders.builtin("content")
    files = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (folder / "views").glob("*.yaml")}
    landmarks = {name: set(view.get("landmarks") or ()) for name, view in files.items()}
    assert Library([folder], landmarks).check() == []
