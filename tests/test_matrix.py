"""Every routine at every size, face count and orientation: it fits and is sound, or it says truly what would fit.

Everything is looked at on the display list, with means of the test's own: no check of preflight is trusted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from soleprint.cli.types import Length
from soleprint.compose import Node
from soleprint.errors import DoesNotFit, ExitCode
from soleprint.layout.build import variants
from soleprint.layout.paper import SIZES_MM, paper
from soleprint.marks import GlyphRun, Group, Mark, Page, Primitive, Rect, Use, ink_box
from soleprint.preflight.pages import placed_box
from soleprint.products.card import Made
from soleprint.products.options import Options, options
from soleprint.products.workshop import Workshop
from soleprint.text.scripts import UNSEEN

ROUTINES = ("back-of-leg", "front-of-leg", "foot")
TURNED = ("A4", "A5", "CR80")
MUST_FIT = ("A3", "A4", "A5", "A6", "Letter", "Legal", "Tabloid", "Half Letter", "4x6", "5x8")
SHAPES = [
    (size, orientation, faces)
    for size in SIZES_MM
    for orientation in ("portrait", "landscape")
    for faces in (1, 2)
    if orientation == "portrait" or size in TURNED
]
SMALL_PRINT_PT = 9.0
STEERING = dict.fromkeys(map(ord, UNSEEN))


@cache
def workshop(size: str, orientation: str, faces: int) -> Workshop:
    return Workshop(options(size=size, orientation=orientation, faces=faces))


def document(shop: Workshop, routine: str) -> Node:
    return shop.document(shop.library.routine(routine))


def runs(page: Page) -> list[tuple[GlyphRun, Rect]]:
    return [(m.item, box) for m in page.marks if isinstance(m.item, GlyphRun) and (box := ink_box(m.item))]


def words(node: Node | str) -> list[str]:
    """The words of a composed page in reading order: a step's number, then what it says, without what only steers."""
    if isinstance(node, str):
        return node.translate(STEERING).split()
    found = [node.get("number")] if node.get("number") else []
    return found + [word for child in node.children for word in words(child)]


def paragraphs(page: Page) -> list[str]:
    """The text of a page, words broken only where the display list has a space, a new element or a new line."""
    text, before = "", None
    for mark in page.marks:
        if isinstance(mark.item, GlyphRun):
            here = (id(mark.owner), mark.item.origin[1])
            text += mark.item.text if here == before else f" {mark.item.text}"
            before = here
    return text.split()


# The checks of one page


def outside(page: Page) -> list[str]:
    """Words and pictures that leave the safe area; a letter's hook may hang over by its bearing."""
    bad = [
        run.text
        for run, box in runs(page)
        if not page.safe.inset(-0.08 * run.size, 0, -0.08 * run.size, 0).contains(box, slack=0.05)
    ]
    boxes = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    return bad + [f"picture at {box}" for box in boxes if not page.safe.contains(box, slack=0.05)]


def on_top_of_each_other(page: Page) -> Iterator[tuple[str, str]]:
    texts = runs(page)
    for i, (run, box) in enumerate(texts):
        for other, place in texts[i + 1 :]:
            same_line = run.origin[1] == other.origin[1]
            if box.overlaps(place, slack=0.15 * run.size if same_line else 0.25):
                yield run.text, other.text


def words_on_pictures(page: Page) -> Iterator[str]:
    pictures = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    for run, box in runs(page):
        if any(box.overlaps(picture, slack=0.5) for picture in pictures):
            yield run.text


def too_small(page: Page, cap: float, hand: frozenset[float]) -> list[str]:
    """Words with capitals lower than ``cap``, small print below its floor excepted."""
    bad = []
    for run, _ in runs(page):
        capitals = run.font.cap_height * run.size / run.font.upem
        small_print = round(run.size, 2) in hand and run.size >= SMALL_PRINT_PT - 0.01
        if capitals < cap - 0.01 and not small_print:
            bad.append(f"{run.text} ({run.size:.2f} pt)")
    return bad


def examine(shop: Workshop, routine: str, made: Made) -> None:
    composed = document(shop, routine).elements
    assert len(composed) == len(made.pages) == shop.wanted.faces
    for number, (page, base, node) in enumerate(zip(made.pages, made.bases, composed, strict=True)):
        cap = (shop.sizes.cap_front, shop.sizes.cap_back)[number]
        hand = frozenset(round(style.points(base), 2) for style in shop.studio.theme.styles.values() if style.hand)
        assert outside(page) == []
        assert list(on_top_of_each_other(page)) == []
        assert list(words_on_pictures(page)) == []
        assert too_small(page, cap, hand) == []
        assert paragraphs(page) in [words(way) for way in variants(node)]
        assert base >= (shop.sizes.front, shop.sizes.back)[number] - 0.001


# The remedies of an error


def remedies(error: DoesNotFit) -> list[dict[str, Any]]:
    """The options that each remedy of a message names."""
    match = re.search(r"What fits: (.*)\.$", str(error))
    assert match, f"no remedy: {error}"
    found: list[dict[str, Any]] = []
    for remedy in match[1].split("; or "):
        given: dict[str, Any] = {}
        for name, value in re.findall(r"--(\w+) ('[^']*'|\S+)", remedy):
            word = value.strip("'")
            if name == "distance":
                given["distance_mm"] = Length().convert(word, None, None)
            else:
                given[name] = int(word) if name == "faces" else word
        found.append(given)
    return found


def apply_remedy(wanted: Options, remedy: dict[str, Any]) -> Options:
    """The options of a user who adds the remedy to the command and changes nothing else."""
    return replace(wanted, **remedy)


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize(("size", "orientation", "faces"), SHAPES)
def test_a_card_is_sound_or_says_what_would_fit(routine: str, size: str, orientation: str, faces: int) -> None:
    shop = workshop(size, orientation, faces)
    made = shop._lay_out(shop.library.routine(routine))
    if made is not None:
        examine(shop, routine, made)
        assert shop._preflight([shop.library.routine(routine)], [made]) == ()
        return
    assert size not in MUST_FIT, "a card of this size must fit"
    with pytest.raises(DoesNotFit) as caught:
        shop.cards([routine])
    assert caught.value.exit_code is ExitCode.FIT
    message = str(caught.value)
    assert shop.library.routine(routine).title in message
    assert paper(size).name in message
    found = remedies(caught.value)
    assert found
    # The first and the last remedy are made, as a user would.
    for remedy in {str(given): given for given in (found[0], found[-1])}.values():
        other = Workshop(apply_remedy(shop.wanted, remedy))
        better = other._lay_out(other.library.routine(routine))
        assert better is not None, remedy
        examine(other, routine, better)


@pytest.mark.parametrize(
    "given",
    [
        {"hole": "top"},
        {"hole": "two"},
        {"hole": "two", "size": "A4", "orientation": "landscape"},
        {"corners_mm": 10.0},
        {"pouch_mm": 10.0},
        {"bleed_mm": 3.0, "marks": True},
        {"side": "left"},
        {"text": "cues"},
        {"distance_mm": 500.0},
    ],
    ids=str,
)
@pytest.mark.parametrize("routine", ROUTINES)
def test_finishing_keeps_a_card_sound(routine: str, given: dict[str, Any]) -> None:
    shop = Workshop(options(**{"faces": 2, **given}))
    made = shop._lay_out(shop.library.routine(routine))
    assert made is not None
    examine(shop, routine, made)
    for page in made.pages:
        boxes = [box for _, box in runs(page)]
        boxes += [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
        assert not any(box.overlaps(hole) for box in boxes for hole in page.keep_out)


def type_sizes(items: Iterable[Primitive], scale: float = 1.0) -> Iterator[float]:
    """Sizes of the type inside pictures, in points on the page."""
    for item in items:
        if isinstance(item, GlyphRun):
            yield item.size * scale
        elif isinstance(item, Use):
            yield from type_sizes(item.symbol.items, scale * abs(item.matrix[3]))
        elif isinstance(item, Group):
            yield from type_sizes(item.items, scale * abs(item.matrix[3]))


@pytest.mark.parametrize("size", ["A3", "A5"])
def test_type_in_pictures_is_no_smaller_than_small_print(size: str) -> None:
    shop = workshop(size, "portrait", 1)
    made = shop._lay_out(shop.library.routine("foot"))
    assert made is not None
    found = [points for page in made.pages for mark in page.marks for points in pictured_sizes(mark)]
    assert all(points >= SMALL_PRINT_PT - 0.01 for points in found), min(found)


def pictured_sizes(mark: Mark) -> Iterator[float]:
    return type_sizes([mark.item]) if isinstance(mark.item, Use) else iter(())


@pytest.mark.parametrize("mode", ["partner", "self"])
def test_both_ways_of_massaging_the_foot_make_a_card(mode: str) -> None:
    shop = Workshop(options(mode=mode, size="A5", faces=2))
    made = shop._lay_out(shop.library.routine("foot"))
    assert made is not None
    examine(shop, "foot", made)


@pytest.mark.parametrize("faces", [1, 2])
def test_a_distance_that_cannot_be_met_says_so_and_what_can(faces: int) -> None:
    shop = Workshop(options(size="A6", faces=faces, distance_mm=3000.0))
    with pytest.raises(DoesNotFit, match="reading distance of 300 cm") as caught:
        shop.cards(["foot"])
    for remedy in remedies(caught.value):
        other = Workshop(apply_remedy(shop.wanted, remedy))
        assert other.fits("foot"), remedy
