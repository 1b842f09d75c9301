"""Stages in the room they are given, fallbacks in the order a template likes them, and what lies level in panels."""

from __future__ import annotations

import pytest

from soleprint.errors import ContentError
from soleprint.layout.boxes import Indented, Padded, Stack
from soleprint.layout.build import build_pages
from soleprint.layout.content import ICONS
from soleprint.layout.figure import StageBox
from soleprint.layout.fit import fit, heights
from soleprint.layout.painter import Painter
from soleprint.marks import Element, GlyphRun, Path, Rect, Use
from tests.layout.stubs import Block, SquarePictures, look, page

FRAME = Rect(10, 10, 110, 210)
TRIM = Rect(0, 0, 120, 220)


def painted(box: StageBox, frame: Rect = FRAME, bleed: float = 0.0) -> Rect:
    """Where the picture is drawn."""
    painter = Painter(TRIM, Rect(10, 10, 110, 210), bleed)
    box.paint(painter, frame, 10)
    ((_, width, height),) = box.illustrator.drawn  # type: ignore[attr-defined]
    (use,) = [mark.item for mark in painter.marks if isinstance(mark.item, Use)]
    x, y = use.matrix[4:]
    return Rect(x, y, x + width, y + height)


def stage(**given: object) -> StageBox:
    return StageBox(SquarePictures(), "a", Element("Sect"), 1.0, **given)  # type: ignore[arg-type]


def test_a_stage_fills_the_room_it_is_given_but_counts_only_as_far_as_it_shows_more() -> None:
    """So fields in one row share top and bottom, and a long strip is not taken for a large picture."""
    assert painted(stage()) == FRAME
    assert stage().measure(100, 10).stretch == pytest.approx(105)
    assert stage(fills=True).measure(100, 10).stretch > 1000
    for box in (stage(), stage(fills=True)):
        assert list(heights(Stack([box]), FRAME, 10)) == pytest.approx([115])


@pytest.mark.parametrize(("rtl", "clear"), [(False, (0, 0, 20, 0)), (True, (20, 0, 0, 0))])
def test_what_is_kept_clear_is_field_at_the_end_of_the_line(rtl: bool, clear: tuple[float, ...]) -> None:
    box = stage(clear=2.0, rtl=rtl)
    assert painted(box) == FRAME.inset(*clear)
    assert box.illustrator.beyond == [clear]  # type: ignore[attr-defined]
    assert box.measure(20, 10).broken


@pytest.mark.parametrize(("letters_from", "with_letters"), [(0.0, True), (90.0, True), (91.0, False)])
def test_letters_stand_on_all_pictures_of_a_step_or_on_none(letters_from: float, with_letters: bool) -> None:
    shown = '<figure scene="stage" letters="a=1a"/><figure scene="stage" letters="b=1b"/>'
    rows = f'<columns widths="2 1" gap="1">{shown}</columns>'
    item = '<li number="{}">{}<p>Words.</p></li>'
    other = item.format(2, '<figure scene="stage" letters="c=2a"/>')
    for step in (rows, f"<stack>{rows}</stack>", f"<gallery>{shown}</gallery>"):
        own = look()
        assert isinstance(own.pictures, SquarePictures)
        # Those of a gallery are equally wide.
        own.pictures.letters_from = letters_from if "gallery" not in step or with_letters else 200.0
        body = f'<ol layout="grid" columns="1">{item.format(1, step)}{other}</ol>'
        painter = Painter(Rect(0, 0, 300, 500), Rect(10, 10, 290, 490))
        build_pages(page(body), own)[0].paint(painter, Rect(10, 10, 290, 490), 10)
        assert own.pictures.with_letters == [with_letters, with_letters, True], "the other step has its own"


def test_a_stage_that_bleeds_shows_the_same_and_its_field_runs_off_the_page() -> None:
    box = stage(bleeds=True)
    assert painted(box, bleed=3) == FRAME
    assert box.illustrator.beyond == [(13, 13, 13, 13)]  # type: ignore[attr-defined]
    inner = stage(bleeds=True)
    painted(inner, Rect(10, 50, 60, 150), bleed=3)
    assert inner.illustrator.beyond == [(13, 0, 0, 0)], "only where it stands at the edge"  # type: ignore[attr-defined]


OPTIONS = "<option><p>one</p><spacer height='{}'/></option><option rank='1'><p>two</p></option>"


@pytest.mark.parametrize(("height", "taken"), [(3, "one"), (60, "two")])
def test_of_choices_the_first_that_holds_is_preferred_though_type_would_be_larger_with_another(
    height: float, taken: str
) -> None:
    body = f"<choose>{OPTIONS.format(height)}</choose>"
    found = fit(build_pages(page(body), look()), Rect(0, 0, 300, 100), 8, 40)
    assert found is not None
    painter = Painter(TRIM, TRIM)
    found.stack.paint(painter, Rect(0, 0, 300, 100), found.base)
    assert [mark.item.text for mark in painter.marks if isinstance(mark.item, GlyphRun)] == [taken]


def test_preferences_in_several_places_count_together() -> None:
    two = f"<choose>{OPTIONS.format(1)}</choose>" * 2
    assert [stack.rank for stack in build_pages(page(two), look())] == [0, 1, 1, 2]
    plain = f"<choose>{OPTIONS.format(1)}</choose>".replace(" rank='1'", "")
    assert [stack.rank for stack in build_pages(page(plain), look())] == [0, 0]
    with pytest.raises(ContentError, match="rank must be"):
        build_pages(page(plain.replace("<option>", '<option rank="last">')), look())


def test_a_number_in_a_disc_is_cut_out_of_the_ground() -> None:
    painter = Painter(TRIM, TRIM)
    build_pages(page('<disc number="7" size="3"/>'), look())[0].paint(painter, FRAME, 10)
    disc, number = (mark.item for mark in painter.marks)
    assert isinstance(disc, Path)
    assert isinstance(number, GlyphRun)
    assert (disc.fill, number.colour, number.text) == ("#111111", "#FFFFFF", "7")


def test_what_cannot_grow_is_in_the_middle_of_a_taller_panel() -> None:
    box = Padded(Block(10), 0, 0, middle=True)
    ((_, place),) = box.arrange(Rect(0, 0, 50, 200), 10)
    assert (place.y0, place.y1) == (50, 150)
    marked = Indented(Block(1), Block(3), level=True)
    (_, marker), (_, body) = marked.arrange(Rect(0, 0, 50, 30), 10)
    assert (marker.y0 + marker.y1) == pytest.approx(body.y0 + body.y1)


@pytest.mark.parametrize("kind", ICONS)
def test_every_sign_keeps_to_its_place(kind: str) -> None:
    for path in ICONS[kind](10, 10, 10, "#111111", "#FFFFFF"):
        assert all(-2 < value < 22 for _, *values in path.segments for value in values)
