"""Each check on a page that has exactly that fault, and none on a good page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from soleprint.layout.painter import circle
from soleprint.marks import ARTIFACT, Element, Mark, Page, Path, Rect, Segment, Symbol, Use, ink_box, rounded
from soleprint.preflight.pages import Limits, check_page, placed_box
from tests.ink.specimen import run

P = Element("P")
SIZE = 12.0
CAP = SIZE * run("x", (0, 0)).font.cap_height / run("x", (0, 0)).font.upem
LIMITS = Limits(CAP)
PANEL = Mark(ARTIFACT, Path(rounded(Rect(20, 100, 180, 160), 4), fill="#123B4A"))


def page(*marks: Mark, keep_out: tuple[Rect, ...] = ()) -> Page:
    return Page(200, 300, marks, Rect(14, 14, 186, 286), keep_out=keep_out)


def text(words: str, x: float = 30, y: float = 200, size: float = SIZE, colour: str = "#000000") -> Mark:
    return Mark(P, run(words, (x, y), size, colour=colour))


def picture(x: float, y: float, side: float = 40) -> Mark:
    return Mark(
        Element("Figure", alt="a square"), Use(Symbol("square", (), Rect(0, 0, side, side)), (1, 0, 0, 1, x, y))
    )


def codes(*marks: Mark, keep_out: tuple[Rect, ...] = (), limits: Limits = LIMITS) -> list[str]:
    findings = check_page(page(*marks, keep_out=keep_out), limits, "front")
    assert all(finding.source == "front" for finding in findings)
    return [finding.code for finding in findings]


def test_a_good_page_has_no_findings() -> None:
    marks = (
        text("Glide up the leg", y=230),
        text("and stop if it hurts.", y=214),
        PANEL,
        text("Stop", y=130, colour="#FFFFFF"),
        picture(14, 14),
    )
    assert codes(*marks, keep_out=(Rect(80, 260, 110, 290),)) == []
    assert codes() == []


def test_a_good_page_is_looked_at_again_for_other_limits_and_holes() -> None:
    marks = (text("Glide up the leg", y=230), picture(60, 60))
    assert codes(*marks) == codes(*marks) == []
    assert codes(*marks, limits=Limits(2 * CAP)) == ["type-too-small"]
    assert codes(*marks, keep_out=(Rect(70, 70, 80, 80),)) == ["in-the-hole"]
    narrow = replace(page(*marks), safe=Rect(35, 14, 186, 286))
    assert [finding.code for finding in check_page(narrow, LIMITS, "front")] == ["outside-safe-area"]
    assert codes(*marks) == []


def test_a_page_with_a_finding_has_it_each_time() -> None:
    marks = (text("Glide up", 10, 200),)
    assert codes(*marks) == codes(*marks) == ["outside-safe-area"]


# Safe area and holes


@pytest.mark.parametrize(("x", "y"), [(10, 200), (150, 200), (30, 5), (30, 282)])
def test_words_outside_the_safe_area(x: float, y: float) -> None:
    assert codes(text("Glide up", x, y)) == ["outside-safe-area"]


def test_a_hook_may_hang_over_the_edge_by_its_own_bearing() -> None:
    assert codes(text("joint", 14)) == []
    assert codes(text("joint", 13.5)) == ["outside-safe-area"]


@pytest.mark.parametrize(("x", "y"), [(13, 100), (147, 100), (100, 13), (100, 247)])
def test_a_picture_outside_the_safe_area(x: float, y: float) -> None:
    assert codes(picture(x, y)) == ["outside-safe-area"]


def test_decoration_may_bleed() -> None:
    assert codes(Mark(ARTIFACT, Path(rounded(Rect(-9, 250, 209, 309), 0), fill="#FFFFFF"))) == []


def test_words_in_the_hole() -> None:
    box = ink_box(run("Glide", (30, 200), SIZE))
    assert box is not None
    assert codes(text("Glide"), keep_out=(Rect(box.x1 - 1, box.y0, box.x1 + 9, box.y1),)) == ["in-the-hole"]
    assert codes(text("Glide"), keep_out=(Rect(box.x1 + 1, box.y0, box.x1 + 9, box.y1),)) == []


def test_a_picture_in_the_hole() -> None:
    assert codes(picture(60, 200), keep_out=(Rect(90, 210, 120, 240),)) == ["in-the-hole"]
    assert codes(picture(60, 200), keep_out=(Rect(101, 210, 120, 240),)) == []


def test_a_mirrored_picture_is_where_it_is_painted() -> None:
    use = Use(Symbol("s", (), Rect(0, 0, 40, 20)), (-1, 0, 0, 2, 100, 50))
    assert placed_box(use) == Rect(60, 50, 100, 90)


# Overlap


def test_words_on_top_of_words() -> None:
    assert codes(text("Glide up", 30, 200), text("the leg", 50, 204)) == ["overlap"]
    assert codes(text("Glide up", 30, 200), text("the leg", 50, 214)) == []
    assert codes(text("Glide up", 30, 200), text("the leg", 120, 204)) == []


def test_words_on_top_of_words_of_the_same_line() -> None:
    assert codes(text("Glide up", 30, 200), text("the leg", 50, 200)) == ["overlap"]


def test_runs_of_one_line_that_touch_are_no_overlap() -> None:
    first = run("Glide ", (30, 200), SIZE)
    second = run("up", (30 + first.width, 200), SIZE, 700)
    assert codes(Mark(P, first), Mark(P, second)) == []
    # Letters that lean into each other: f over the next letter.
    third = run("Stif", (30, 100), 40.0)
    assert codes(Mark(P, third), Mark(P, run("f", (30 + third.width - 1.5, 100), 40.0))) == []


@given(st.permutations([(30.0, 250.0), (40.0, 253.0), (30.0, 180.0), (30.0, 60.0), (35.0, 64.0)]))
def test_overlaps_are_found_in_any_order(places: list[tuple[float, float]]) -> None:
    assert codes(*(text("Glide", x, y) for x, y in places)) == ["overlap", "overlap"]


# Type size


def test_type_below_the_minimum() -> None:
    (finding,) = check_page(page(text("Glide up", size=11.8)), LIMITS, "front")
    assert finding.code == "type-too-small"
    assert "'Glide up' is 11.8 pt" in finding.message
    assert codes(text("Glide up", size=12.0)) == []
    assert codes(text("Glide up", size=14.0)) == []


def test_type_of_one_size_is_one_finding_that_names_its_style() -> None:
    marks = [text("Glide up", size=11.8, y=300.0), text("Circle", size=11.8, y=200.0), text("Hold", size=9.0, y=100.0)]
    styles = {11.8: ("cue", "body"), 9.0: ()}
    found = check_page(page(*marks), LIMITS, "front", lambda size: styles[size])
    one, other = (finding for finding in found if finding.code == "type-too-small")
    assert "'Glide up' and 1 more are 11.8 pt" in one.message
    assert one.message.endswith('; set by the style "cue" or "body"')
    assert "'Hold' is 9.0 pt" in other.message
    assert "style" not in other.message


def test_small_print_is_let_through_to_its_own_floor() -> None:
    small = replace(LIMITS, hand_sizes=frozenset({9.0, 8.5}))
    assert codes(text("Version", size=9.0), limits=small) == []
    assert codes(text("Version", size=8.5), limits=small) == ["type-too-small"]
    assert codes(text("Version", size=9.5), limits=small) == ["type-too-small"]


def test_blanks_are_nowhere_and_no_size() -> None:
    assert codes(text("   ", x=-50, size=12)) == []


# Contrast


def test_faint_words_on_paper() -> None:
    (finding,) = check_page(page(text("Glide", colour="#777777")), LIMITS, "front")
    assert finding.code == "low-contrast"
    assert "4.5 to 1" in finding.message
    assert codes(text("Glide", colour="#767676")) == []


@pytest.mark.parametrize("segments", [(), (("Z",),)])
def test_an_outline_of_nothing_is_no_ground(segments: tuple[Segment, ...]) -> None:
    assert codes(Mark(ARTIFACT, Path(segments, fill="#000000")), text("Glide")) == []


def test_words_are_held_against_what_lies_under_them() -> None:
    assert codes(PANEL, text("Stop", y=130, colour="#000000")) == ["low-contrast"]
    assert codes(text("Stop", y=130, colour="#FFFFFF")) == ["low-contrast"]
    # Painted after the words: not their ground.
    assert codes(text("Stop", y=130), PANEL) == []
    # The last painted wins.
    patch = Mark(ARTIFACT, Path(circle(40, 134, 30), fill="#FFFFFF"))
    assert codes(PANEL, patch, text("Stop", y=130)) == []
    # An outline without a fill is no ground.
    assert codes(Mark(ARTIFACT, Path(rounded(Rect(20, 100, 180, 160), 4))), text("Stop", y=130)) == []
