"""Cards on a ring: safety first, then for each routine how to lie and a card for each step, its text behind."""

from __future__ import annotations

import re
from typing import Any

import pytest

import soleprint
from soleprint.bounds import bounds
from soleprint.content.library import Library
from soleprint.content.select import setup_for, steps_for
from soleprint.files.folders import layers
from soleprint.layout.paper import MM
from soleprint.marks import Page, Path, Rect, Use
from soleprint.preflight.carried import folded as seamless
from soleprint.preflight.pages import placed_box
from soleprint.products.result import Result
from tests.ink import reading
from tests.support.breadth import EVERY
from tests.support.cards import ROUTINES, first_out_of_order, library
from tests.support.handouts import folded, ink_on_ink, phrases, text, texts
from tests.support.pages import letters_on, outside, runs, words_on_pictures
from tests.support.vera import validate

HOLE_MM, CENTRE_MM = 5.0, 8.0


def deck(*routines: str, **given: Any) -> Result:
    return soleprint.make("deck", routines or ROUTINES, **given)


def steps(routine: str) -> Any:
    found = library().routine(routine)
    return steps_for(found, setup_for(found, None).mode)


def sides(*routines: str) -> list[list[str]]:
    """For each side, what it must say, in order."""
    words, safety = phrases(), library().safety("leg-and-foot")
    title = words["booklet-title"] if len(routines) > 1 else library().routine(routines[0]).title

    def level(name: str) -> list[str]:
        found = [condition for condition in safety.conditions if condition.level == name]
        return [words[f"safety-{name}"], *(condition.short or condition.condition for condition in found)]

    wanted = [
        [title, words["read-the-safety-card"]],
        [*safety.general, words["not-yet-reviewed"]],
        [words["safety"], safety.stop.title, safety.stop.cue, *level("stop")],
        [words["before-you-start"], *(part for name in ("ask", "avoid", "care") for part in level(name))],
    ]
    for name in routines:
        found = library().routine(name)
        setup, last = setup_for(found, None), len(steps(name))
        zones = [part for zone in found.zones for part in (zone.cue, zone.text)]
        assert found.finish is not None
        wanted += [[found.title, setup.cue], [found.title, found.about, setup.text, *zones, found.finish.text]]
        for number, step in enumerate(steps(name), 1):
            which = f"{number} {found.title} · {number}/{last}"
            wanted += [[which, step.cue, step.caution or ""]]
            wanted += [[which, step.cue, step.text, step.caution or "", safety.stop.title, safety.stop.cue]]
    return wanted


@pytest.mark.parametrize("routines", [("foot",), ROUTINES], ids=["one", "all"])
def test_every_side_says_what_it_must_in_order(routines: tuple[str, ...]) -> None:
    said = texts(deck(*routines))
    wanted = sides(*routines)
    assert len(said) == len(wanted) == 4 + sum(2 + 2 * len(steps(name)) for name in routines)
    for parts, words in zip(wanted, said, strict=True):
        assert first_out_of_order([folded(part) for part in parts], words) is None


def test_every_side_is_sound() -> None:
    for page in deck().publication.pages:
        assert outside(page) == []
        assert list(ink_on_ink(page)) == []
        assert list(words_on_pictures(page)) == []


def test_the_cards_lie_and_are_as_large_as_asked() -> None:
    for size, wanted in (("A7", (105, 74)), ("A6", (148, 105))):
        result = deck("foot", size=size)
        assert {(round(page.width / MM), round(page.height / MM)) for page in result.publication.pages} == {wanted}
        assert result.scale >= 1


@pytest.mark.parametrize("given", [{}, {"distance": "25cm"}, {"pouch": 0, "corners": 0}], ids=str)
def test_nothing_stands_where_the_ring_goes(given: dict[str, Any]) -> None:
    for number, page in enumerate(deck("foot", **given).publication.pages):
        x = page.width / MM - CENTRE_MM if number % 2 else CENTRE_MM
        y = page.height / MM - CENTRE_MM
        (box,) = page.keep_out
        edges = (x - HOLE_MM, y - HOLE_MM, x + HOLE_MM, y + HOLE_MM)
        assert [edge / MM for edge in box] == pytest.approx(edges, abs=0.1)
        assert [run.text for run, place in runs(page) if place.overlaps(box)] == []


def test_without_a_ring_there_is_no_hole() -> None:
    assert {page.keep_out for page in deck("foot", hole="none").publication.pages} == {()}


def tab(page: Page) -> Rect:
    """The one narrow field at the end of a front."""
    boxes = [box for mark in page.marks if isinstance(mark.item, Path) and (box := bounds(mark.item))]
    (found,) = [box for box in boxes if box.width < 9 * MM < 10 * MM < box.height and box.x1 > page.safe.x1 - 1]
    return found


@pytest.mark.parametrize("bleed", [0, 2])
def test_every_routine_has_a_tab_at_a_height_of_its_own(bleed: int) -> None:
    """Told apart without their colour: the tab is at another height on the cards of each, at the cards' very edge."""
    heights: dict[str, list[float]] = {}
    result = deck(bleed=bleed)
    names = [name for name in ROUTINES for _ in range(1 + len(steps(name)))]
    for name, page in zip(names, result.publication.pages[4::2], strict=True):
        assert tab(page).x1 == pytest.approx(page.width + bleed * MM if bleed else page.safe.x1, abs=0.1)
        heights.setdefault(name, []).append(tab(page).y1)
    first, second, third = heights.values()
    assert min(first) - max(second) > 5 * MM
    assert min(second) - max(third) > 5 * MM


def test_pictures_fill_the_front_below_what_to_do() -> None:
    """At least as much of a front is pictures as the target shows; on cards that bleed they run off its edges."""
    for name in ROUTINES:
        pages = deck(name).publication.pages[6::2]
        assert min(pictured(page) for page in pages) > 0.45, name
    for page in deck("foot", bleed=2).publication.pages[6::2]:
        boxes = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
        assert min(box.x0 for box in boxes) == pytest.approx(-2 * MM, abs=0.1)
        assert max(box.x1 for box in boxes) == pytest.approx(page.width + 2 * MM, abs=0.1)


def pictured(page: Page) -> float:
    """The share of a page that is pictures of what to do."""
    boxes = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    return (sum(box.width * box.height for box in boxes) - boxes[0].width * boxes[0].height) / page.width / page.height


@pytest.mark.parametrize("lang", ["de", "ta", "ar", "ja"])
def test_a_back_keeps_what_it_must_say_in_longer_languages(lang: str) -> None:
    """What a longer language has no room for is the stop line, never the text, the caution or the rules."""
    result = deck("foot", lang=lang)
    content = Library(layers("content"), lang=lang)
    words, found = content.phrases(), content.routine("foot")
    backs = [seamless(text(page)) for page in result.publication.pages[7::2]]
    assert len(backs) == len(found.steps)
    for step, said in zip(found.steps, backs, strict=True):
        assert seamless(step.text) in said
        assert seamless(step.caution or "") in said
        assert seamless(words["main-message"]) in said or seamless(content.safety(found.profiles[0]).stop.cue) in said


ON_PAPER: dict[str, dict[str, Any]] = {
    "sheets": {"sheet": "A4", "impose": "nup", "duplex": "manual"},
    **({"cards": {}} if EVERY else {}),
}
"""As cards a deck of one routine is looked at in test_conformance.py too."""


@pytest.mark.parametrize("given", ON_PAPER.values(), ids=ON_PAPER)
def test_a_deck_conforms(given: dict[str, Any]) -> None:
    assert validate(deck(**given).pdf, "ua1", "2a") == []


def test_on_sheets_every_back_is_behind_its_front() -> None:
    result = deck("foot", sheet="A4")
    sheets = result.publication.sheets
    assert len(sheets) == 6
    for front, back in zip(sheets[::2], sheets[1::2], strict=True):
        fronts = {place.page for place in front.placements}
        assert {place.page for place in back.placements} == {number + 1 for number in fronts}
        assert all(number % 2 == 0 for number in fronts)
    placed = [place.page for sheet in sheets for place in sheet.placements]
    assert sorted(placed) == list(range(result.pages)), "every card once"
    assert [len(sheet.placements) for sheet in deck("foot", sheet="A4", copies=0).publication.sheets] == [4] * 6
    assert {len(sheet.placements) for sheet in deck("foot", sheet="A4", impose="none").publication.sheets} == {1}
    reader = reading.reader(result.pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "Foot"


def test_a_back_says_which_stroke_each_letter_of_the_pictures_stands_for() -> None:
    """Letters of one stroke together."""
    said = [text(page) for page in deck("back-of-leg").publication.pages[7::2]]
    assert "1a long glide 1b·1f glide back 1c·1e draining stroke 1d gentle stroke" in said[0]
    assert "2a·2b kneading 2c gentle stroke" in said[1], "the calf and the thigh"


@pytest.mark.parametrize("size", ["A7", "A6"])
@pytest.mark.parametrize("routine", ["back-of-leg", "front-of-leg", "foot"])
def test_every_letter_that_a_back_names_is_on_its_front(routine: str, size: str) -> None:
    pages = deck(routine, size=size).publication.pages
    for front, back in zip(pages[6::2], pages[7::2], strict=True):
        named = set(re.findall(r"\b\d[a-h]\b", text(back)))
        assert named == set(letters_on(front))


def test_the_number_to_call_is_on_every_step() -> None:
    for page in deck("foot", emergency="999").publication.pages[7::2]:
        assert "999" in [run.text.strip("\u2066\u2069") for run, _ in runs(page)]
