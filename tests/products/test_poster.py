"""A poster: the steps, when to stop, who asks first, and the clinic at its foot, read from across the room."""

from __future__ import annotations

from typing import Any

import pytest

import soleprint
from soleprint.content.select import setup_for, steps_for
from soleprint.layout.paper import MM
from soleprint.marks import Use
from soleprint.preflight.pages import placed_box
from soleprint.products.result import Result
from tests.support.cards import ROUTINES, first_out_of_order, library
from tests.support.handouts import TODAY, clinic, folded, ink_on_ink, phrases, texts
from tests.support.pages import outside, runs, words_on_pictures
from tests.support.vera import validate

SIZES_MM = {"A3": (297, 420), "A2": (420, 594), "Tabloid": (279, 432)}


def poster(*routines: str, **given: Any) -> Result:
    return soleprint.make("poster", routines, **given)


@pytest.mark.parametrize("profile", [False, True], ids=["plain", "clinic"])
@pytest.mark.parametrize("size", SIZES_MM)
@pytest.mark.parametrize("routine", ROUTINES)
def test_a_poster_is_sound_and_says_what_it_must(routine: str, size: str, profile: bool) -> None:
    given: dict[str, Any] = {"profile": clinic(), "today": TODAY} if profile else {}
    result = poster(routine, size=size, **given)
    (page,) = result.publication.pages
    assert (round(page.width / MM), round(page.height / MM)) == SIZES_MM[size]
    assert outside(page) == []
    assert list(ink_on_ink(page)) == []
    found, words = library().routine(routine), phrases()
    safety, setup = library().safety(found.profiles[0]), setup_for(found, None)
    assert found.finish is not None
    steps = steps_for(found, setup.mode)
    parts = [found.title, setup.cue, *(step.cue for step in steps)]
    assert list(words_on_pictures(page)) == []
    parts += [*(zone.cue for zone in found.zones), found.finish.cue, words["main-message"]]
    parts += [safety.stop.title, safety.stop.cue]
    parts += ["Ambulance:\u00a0999"] if profile else []
    parts += [safety.ask, *(["Riverside Clinic"] if profile else []), found.version]
    assert first_out_of_order([folded(part) for part in parts], texts(result)[0]) is None
    assert (words["not-yet-reviewed"] in texts(result)[0]) is not profile


def test_type_can_be_read_from_where_people_stand() -> None:
    """Capitals of what must be read are a 200th of the distance; only small print is smaller."""
    result = poster("foot", distance="2m", size="A2")
    (page,) = result.publication.pages
    cue = steps_for(library().routine("foot"), "partner")[0].cue
    (first, *_) = [run for run, _ in runs(page) if run.text.strip() and cue.startswith(run.text.strip())]
    assert first.font.cap_height * first.size / first.font.upem >= 2000 / 200 * MM - 0.01


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("size", ["A3", "A2"])
@pytest.mark.parametrize("routine", ROUTINES)
def test_pictures_come_first(routine: str, size: str, orientation: str) -> None:
    (page,) = poster(routine, size=size, orientation=orientation).publication.pages
    boxes = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
    share = sum(box.width * box.height for box in boxes) / page.width / page.height
    assert share > 0.35


def test_the_title_and_the_number_to_call_are_the_largest_type() -> None:
    (page,) = poster("foot", size="A2", emergency="999").publication.pages
    sizes = [(run.text.strip("\u2066\u2069 "), run.size) for run, _ in runs(page)]
    (cue,) = [size for words, size in sizes if words.startswith("Greet the feet")]
    assert max(size for words, size in sizes if words == "Foot") > 4 * cue
    assert max(size for words, size in sizes if words == "999") > 1.5 * cue


def test_the_clinic_says_what_its_code_is_for() -> None:
    result = poster("foot", size="A2", profile=clinic(), today=TODAY)
    assert texts(result)[0].endswith("Watch the film")


def test_each_routine_is_a_page() -> None:
    assert poster(*ROUTINES).pages == 3


@pytest.mark.parametrize("given", [{}, {"sheet": "A4", "impose": "poster"}], ids=["whole", "tiles"])
def test_a_poster_conforms(given: dict[str, Any]) -> None:
    assert validate(poster("foot", profile=clinic(), today=TODAY, **given).pdf, "ua1", "2a") == []
