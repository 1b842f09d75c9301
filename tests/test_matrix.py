"""Every routine at every size, face count and orientation: it fits and is sound, or it says truly what would fit.

Everything is looked at on the display list, with means of the test's own: no check of preflight is trusted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from soleprint.compose import Node
from soleprint.errors import ExitCode
from soleprint.layout.choices import ranked
from soleprint.layout.paper import SIZES_MM, paper
from soleprint.marks import GlyphRun, Group, Mark, Page, Primitive, Use
from soleprint.preflight.pages import placed_box
from soleprint.products.checked import check_pages
from soleprint.products.draft import Draft
from soleprint.text.scripts import UNSEEN
from tests.support.orders import laid_out, refusal, remedied
from tests.support.pages import outside, runs, words_on_pictures

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


def words(node: Node | str) -> list[str]:
    """The words of a composed page in reading order: a step's number, then what it says, without what only steers."""
    if isinstance(node, str):
        return node.translate(STEERING).split()
    found = [node.get("number")] if node.get("number") else []
    return found + [word for child in node.children for word in words(child)]


def paragraphs(page: Page) -> list[str]:
    """The text of a page, words broken only where the display list has a space, a new element or a new line without a
    hyphen before it."""
    text, before = "", None
    for mark in page.marks:
        if isinstance(mark.item, GlyphRun):
            here = (id(mark.owner), mark.item.origin[1])
            text += mark.item.text if here == before else f" {mark.item.text}"
            before = here
    return text.replace("\u00ad ", "").split()


# The checks of one page


def on_top_of_each_other(page: Page) -> Iterator[tuple[str, str]]:
    texts = runs(page)
    for i, (run, box) in enumerate(texts):
        for other, place in texts[i + 1 :]:
            same_line = run.origin[1] == other.origin[1]
            if box.overlaps(place, slack=0.15 * run.size if same_line else 0.25):
                yield run.text, other.text


def too_small(page: Page, cap: float, hand: frozenset[float]) -> list[str]:
    """Words with capitals lower than ``cap``, small print below its floor excepted."""
    bad = []
    for run, _ in runs(page):
        capitals = run.font.cap_height * run.size / run.font.upem
        small_print = round(run.size, 2) in hand and run.size >= SMALL_PRINT_PT - 0.01
        if capitals < cap - 0.01 and not small_print:
            bad.append(f"{run.text} ({run.size:.2f} pt)")
    return bad


def examine(draft: Draft) -> None:
    (document,) = draft.documents
    composed, pages, bases = document.tree.elements, document.layout.pages, document.layout.bases
    assert len(composed) == len(pages) == draft.order.sides
    for number, (page, base, node) in enumerate(zip(pages, bases, composed, strict=True)):
        cap = (draft.sizes.cap, draft.sizes.hand_cap)[number]
        hand = frozenset(round(style.points(base), 2) for style in document.look.theme.styles.values() if style.hand)
        assert outside(page) == []
        assert list(on_top_of_each_other(page)) == []
        assert list(words_on_pictures(page)) == []
        assert too_small(page, cap, hand) == []
        assert paragraphs(page) in [words(way) for way, _ in ranked(node)]
        assert base >= (draft.sizes.smallest, draft.sizes.hand)[number] - 0.001


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize(("size", "orientation", "faces"), SHAPES)
def test_a_card_is_sound_or_says_what_would_fit(routine: str, size: str, orientation: str, faces: int) -> None:
    given = {"size": size, "orientation": orientation, "faces": faces}
    draft = laid_out("card", routine, **given)
    if draft is not None:
        examine(draft)
        assert check_pages(draft, draft.documents[0].layout.pages) == []
        return
    assert size not in MUST_FIT, "a card of this size must fit"
    error = refusal("card", routine, **given)
    assert error.exit_code is ExitCode.FIT
    assert paper(size).name in str(error)
    assert error.remedies
    assert all(str(remedy) in str(error) for change in error.remedies for remedy in change)
    # The first and the last remedy are made, as a user would.
    for number in {0, len(error.remedies) - 1}:
        better = laid_out("card", routine, **remedied(given, error, number))
        assert better is not None, error.remedies[number]
        examine(better)


@pytest.mark.parametrize(
    "given",
    [
        {"hole": "top"},
        {"hole": "two"},
        {"hole": "two", "size": "A4", "orientation": "landscape"},
        {"corners": 10.0},
        {"pouch": 10.0},
        {"bleed": 3.0, "marks": True},
        {"side": "left"},
        {"text": "cues"},
        {"distance": "50cm"},
    ],
    ids=str,
)
@pytest.mark.parametrize("routine", ROUTINES)
def test_finishing_keeps_a_card_sound(routine: str, given: dict[str, Any]) -> None:
    draft = laid_out("card", routine, **{"faces": 2, **given})
    assert draft is not None
    examine(draft)
    for page in draft.documents[0].layout.pages:
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
    draft = laid_out("card", "foot", size=size)
    assert draft is not None
    pages = draft.documents[0].layout.pages
    found = [points for page in pages for mark in page.marks for points in pictured_sizes(mark)]
    assert all(points >= SMALL_PRINT_PT - 0.01 for points in found), min(found)


def pictured_sizes(mark: Mark) -> Iterator[float]:
    return type_sizes([mark.item]) if isinstance(mark.item, Use) else iter(())


@pytest.mark.parametrize("mode", ["partner", "self"])
def test_both_ways_of_massaging_the_foot_make_a_card(mode: str) -> None:
    draft = laid_out("card", "foot", mode=mode, size="A5", faces=2)
    assert draft is not None
    examine(draft)


@pytest.mark.parametrize("faces", [1, 2])
def test_a_distance_that_cannot_be_met_says_so_and_what_can(faces: int) -> None:
    given = {"size": "A6", "faces": faces, "distance": "3m"}
    error = refusal("card", "foot", **given)
    assert "reading distance of 300 cm" in str(error)
    assert error.remedies
    for number in range(len(error.remedies)):
        assert laid_out("card", "foot", **remedied(given, error, number)), error.remedies[number]


@pytest.mark.parametrize("size", ["A7", "Poker"])
@pytest.mark.parametrize("routine", ROUTINES)
def test_a_deck_has_a_front_and_a_back_for_each_step(routine: str, size: str) -> None:
    draft = laid_out("deck", routine, size=size, distance="30cm" if size == "Poker" else "40cm")
    assert draft is not None
    pages = draft.documents[0].layout.pages
    assert len(pages) == 2 * (3 + len(draft.documents[0].items[0].steps))
    for page in pages:
        assert outside(page) == []
        assert list(words_on_pictures(page)) == []
        boxes = [box for _, box in runs(page)]
        assert not any(box.overlaps(hole) for box in boxes for hole in page.keep_out)


@pytest.mark.parametrize("size", ["A3", "A2", "Tabloid"])
@pytest.mark.parametrize("routine", ROUTINES)
def test_a_poster_fits(routine: str, size: str) -> None:
    draft = laid_out("poster", routine, size=size, emergency="999")
    assert draft is not None
    (page,) = draft.documents[0].layout.pages
    assert outside(page) == []
    assert list(words_on_pictures(page)) == []
