"""Pictures come first: how much of a card they cover, on both ways a card may lie."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import soleprint
from soleprint.files.folders import layers
from soleprint.layout.theme import theme
from soleprint.marks import Element, GlyphRun, Group, Path, Primitive, Use, ink_box
from soleprint.preflight.pages import placed_box
from tests.support.handouts import phrases, text
from tests.support.pages import in_step, letters_of, stage_share

SIZES = (
    {"size": "A6"},
    {"size": "A6", "orientation": "landscape", "faces": 2},
    {"size": "A5"},
    {"size": "A4", "faces": 2},
)
ROUTINES = ("back-of-leg", "front-of-leg", "foot")


@pytest.mark.parametrize("size", ["A5", "A4"])
@pytest.mark.parametrize("routine", ROUTINES)
def test_pictures_cover_a_third_of_an_upright_card_and_more(routine: str, size: str) -> None:
    page = soleprint.make("card", [routine], size=size).publication.pages[0]
    assert stage_share(page) >= 0.35


@pytest.mark.parametrize("size", ["210x148mm", "297x210mm"])
@pytest.mark.parametrize("routine", ROUTINES)
def test_pictures_cover_a_quarter_of_a_lying_card_beside_its_bar(routine: str, size: str) -> None:
    page = soleprint.make("card", [routine], size=size).publication.pages[0]
    assert stage_share(page) >= 0.25


@pytest.mark.parametrize("look", ["clear", "deep", "brown", "paper-white", "high-contrast", "ink-saving"])
def test_what_is_said_of_a_zone_has_the_sign_that_marks_it_in_pictures(look: str) -> None:
    page = soleprint.make("card", ["back-of-leg"], theme=look).publication.pages[0]
    pictured = {colour for mark in page.marks for colour in _of_zones([mark.item])}
    assert len(pictured) == 1
    signs = [mark.item for mark in page.marks if isinstance(mark.item, Path) and _hatches(mark.item)]
    assert {sign.stroke.colour for sign in signs if sign.stroke} == pictured


def _of_zones(items: Iterable[Primitive], zone: bool = False) -> Iterator[str]:
    """The colours of the dashed rims of zones in a picture."""
    for item in items:
        if isinstance(item, Use):
            yield from _of_zones(item.symbol.items, "-zone-" in item.symbol.name)
        elif isinstance(item, Group):
            yield from _of_zones(item.items, zone)
        elif zone and isinstance(item, Path) and item.stroke and item.stroke.dash:
            yield item.stroke.colour


def _hatches(path: Path) -> bool:
    """Whether it is several lines of two points each."""
    commands = [command for command, *_ in path.segments]
    return path.stroke is not None and len(commands) > 6 and commands == ["M", "L"] * (len(commands) // 2)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_numbers_that_are_read_from_afar_leave_the_pictures_free(lang: str) -> None:
    """Their middles are the corners of the pictures; nearer numbers are small, and lie on the corners."""
    page = soleprint.make("card", ["foot"], size="A4", faces=2, distance="2m", lang=lang).publication.pages[0]
    boxes = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use) and in_step(mark.owner)]
    corners = [(box.x1 if lang == "ar" else box.x0, box.y1) for box in boxes]
    numbers = [box for mark in page.marks if mark.owner.tag == "Lbl" and isinstance(mark.item, GlyphRun)
               and (box := ink_box(mark.item))]  # fmt: skip
    assert len(numbers) == 6
    for box in numbers:
        middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        assert min(math.dist(middle, corner) for corner in corners) < box.height / 3


@pytest.mark.parametrize("given", SIZES, ids=lambda given: " ".join(map(str, given.values())))
@pytest.mark.parametrize("routine", ROUTINES)
def test_letters_stand_on_all_pictures_of_a_step_or_on_none(routine: str, given: dict[str, Any]) -> None:
    """So there is no 6b without 6a; each picture has letters of its own, but for two moments of one stroke."""
    page = soleprint.make("card", [routine], **given).publication.pages[0]
    steps: dict[Element | None, list[tuple[str, ...]]] = {}
    for mark in page.marks:
        if isinstance(mark.item, Use) and mark.owner.parent and in_step(mark.owner):
            steps.setdefault(mark.owner.parent, []).append(letters_of(mark.item))
    assert len(steps) > 2
    for found in steps.values():
        assert all(found) or not any(found), found
        every = [letter for own in dict.fromkeys(found) for letter in own]
        assert sorted(every) == [f"{every[0][0]}{letter}" for letter in "abcdefgh"[: len(every)]] if every else True


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("routine", ["back-of-leg", "foot"])
def test_a_front_sends_to_its_back_with_the_stop_sign(routine: str, orientation: str) -> None:
    """Once: what stops a massage is behind, and nothing else in front is filled with red."""
    given: dict[str, Any] = {"size": "A5", "orientation": orientation, "faces": 2}
    front = soleprint.make("card", [routine], **given).publication.pages[0]
    red = theme(layers("templates"), "clear").colour("stop")
    assert [mark for mark in front.marks if isinstance(mark.item, Path) and mark.item.fill == red]
    assert text(front).count(phrases()["read-the-back-first"]) == 1
