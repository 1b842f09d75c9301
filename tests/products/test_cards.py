"""The three shipped routines as finished PDFs: what every card must be, on paper and read aloud."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf.generic import RectangleObject

from soleprint.content.select import setup_for, steps_for
from soleprint.marks import GlyphRun
from tests.ink import reading
from tests.support import pixels
from tests.support.breadth import EVERY
from tests.support.cards import (
    ROUTINES,
    SHIPPED,
    SIZES_MM,
    expected,
    first_out_of_order,
    library,
    made,
    pdf,
    small,
    texts,
)
from tests.support.vera import validate

MM = 72 / 25.4
MOST_BYTES = {"A6": 120_000, "A5": 120_000, "A4": 160_000}
"""Of one face; a second, of text, may add a third."""

every_card = pytest.mark.parametrize(("routine", "size", "faces"), SHIPPED)


def is_of_its_shape(routine: str, size: str, faces: int) -> bool:
    """True for one routine of each size and number of faces; each routine has as many of these."""
    return routine == ROUTINES[([*SIZES_MM].index(size) + faces) % len(ROUTINES)]


def millimetres(box: RectangleObject) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) / MM for edge in box)
    return left, bottom, right - left, top - bottom


@pytest.mark.parametrize(("routine", "size", "faces"), [one for one in SHIPPED if EVERY or is_of_its_shape(*one)])
def test_conforms(routine: str, size: str, faces: int) -> None:
    data = pdf(routine, size=size, faces=faces)
    assert validate(data, "ua1", "2a") == []


@every_card
def test_small_enough(routine: str, size: str, faces: int) -> None:
    assert len(pdf(routine, size=size, faces=faces)) <= MOST_BYTES[size] * (1 if faces == 1 else 4 / 3)


@every_card
def test_true_size(routine: str, size: str, faces: int) -> None:
    pages = reading.reader(pdf(routine, size=size, faces=faces)).pages
    assert len(pages) == faces
    for page in pages:
        for box in (page.mediabox, page.trimbox, page.bleedbox):
            assert millimetres(box) == pytest.approx((0, 0, *SIZES_MM[size]), abs=0.1)


@pytest.mark.parametrize(
    ("size", "orientation", "wanted"),
    [
        ("Letter", "auto", (215.9, 279.4)),
        ("Half Letter", "auto", (139.7, 215.9)),
        ("4x6", "auto", (101.6, 152.4)),
        ("A5", "landscape", (210, 148)),
        ("100x150mm", "auto", (100, 150)),
        ("6x4in", "auto", (152.4, 101.6)),
    ],
)
def test_true_size_of_others(size: str, orientation: str, wanted: tuple[float, float]) -> None:
    (page,) = reading.reader(pdf("back-of-leg", size=size, orientation=orientation)).pages
    assert millimetres(page.trimbox)[2:] == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize("marks", [False, True])
def test_bleed_and_crop_marks(marks: bool) -> None:
    (page,) = reading.reader(pdf("foot", size="A6", bleed=3, marks=marks)).pages
    media, bleed, trim = (millimetres(box) for box in (page.mediabox, page.bleedbox, page.trimbox))
    assert trim[2:] == pytest.approx((105, 148), abs=0.1)
    assert bleed == pytest.approx((trim[0] - 3, trim[1] - 3, 111, 154), abs=0.1)
    assert media[2:] == pytest.approx((trim[2] + 2 * trim[0], trim[3] + 2 * trim[1]), abs=0.1)
    assert (trim[0] > 3.5) is marks


def test_conforms_with_everything_asked_for() -> None:
    data = pdf("back-of-leg", size="A5", faces=2, hole="top", corners=5, bleed=3, marks=True)
    assert validate(data, "ua1", "2a") == []


@every_card
def test_title_and_language(routine: str, size: str, faces: int) -> None:
    reader = reading.reader(pdf(routine, size=size, faces=faces))
    root = reading.root(reader)
    assert reader.metadata is not None
    assert reader.metadata.title == library().routine(routine).title
    assert reader.metadata.subject == library().routine(routine).about
    assert root["/Lang"] == "en"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])


@every_card
def test_bookmarks_and_page_labels(routine: str, size: str, faces: int) -> None:
    reader = reading.reader(pdf(routine, size=size, faces=faces))
    assert reader.page_labels == ["1", "2"][:faces]
    marks = list(flat(reader.outline))
    assert marks[0].title == library().routine(routine).title
    pages = [page for mark in marks if (page := reader.get_destination_page_number(mark)) is not None]
    assert pages == sorted(pages)
    assert set(pages) == {0} if small(size) else set(range(faces))
    for mark, page in zip(marks, pages, strict=True):
        assert 0 < float(mark.top or 0) <= float(reader.pages[page].mediabox.top)


def flat(outline: Any) -> Iterator[Any]:
    """Every bookmark, in order, whatever its level."""
    for item in outline if isinstance(outline, list) else [outline]:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def alts(data: bytes) -> list[str]:
    elements = reading.elements(reading.reader(data))
    return [str(element.get("/Alt", "")) for element in elements if element["/S"] == "/Figure"]


@every_card
def test_pictures_are_described(routine: str, size: str, faces: int) -> None:
    """One picture a step at least, each with what is drawn and the step's number; together they name every stroke."""
    thing = library().routine(routine)
    steps = steps_for(thing, setup_for(thing, None).mode)
    found = alts(pdf(routine, size=size, faces=faces))
    assert len(set(found)) >= len(steps)
    for number, step in enumerate(steps, 1):
        shown = [text for text in found if f" {number}: " in text]
        assert shown, number
        strokes = {library().strokes()[move.stroke].name.lower() for move in step.moves}
        assert all(stroke in " ".join(shown).lower() for stroke in strokes), (strokes, shown)
        assert all(any(word in alt for word in (" leg", " foot", " feet", " knee", " toe")) for alt in shown)
        assert all(alt.endswith(".") for alt in shown)


@every_card
def test_reads_in_order(routine: str, size: str, faces: int) -> None:
    pages = texts(pdf(routine, size=size, faces=faces))
    for wanted, text in zip(expected(routine, size, faces), pages, strict=True):
        assert first_out_of_order(wanted, text) is None


@every_card
def test_no_prohibited_claim(routine: str, size: str, faces: int) -> None:
    patterns = [
        text for claim in library().claims().values() if claim.evidence == "prohibited" for text in claim.forbidden
    ]
    said = " ".join(texts(pdf(routine, size=size, faces=faces))).lower()
    assert [found[0] for text in patterns if (found := re.search(text, said))] == []
    assert any(re.search(text, "massage could spare you an operation") for text in patterns)


def test_sides_differ() -> None:
    left, right = (pdf("back-of-leg", size="A6", side=side) for side in ("left", "right"))
    assert "Left leg" in texts(left)[0]
    assert "Right leg" in texts(right)[0]
    assert "Right leg" not in texts(left)[0]
    assert all("left leg" in alt and "right leg" not in alt for alt in alts(left) if "person" not in alt)
    assert all("right leg" in alt and "left leg" not in alt for alt in alts(right) if "person" not in alt)
    pictures = [pixels.from_png(made("back-of-leg", size="A6", side=side).png(0, 60)) for side in ("left", "right")]
    assert pixels.differing(*pictures) > 1000


@pytest.mark.parametrize(
    ("lang", "title"), [("en", "Foot: for yourself"), ("de", "Fuß: für sich selbst"), ("ja", "足：自分でマッサージ")]
)
def test_a_card_for_oneself_says_so_in_its_title(lang: str, title: str) -> None:
    alone = pdf("foot", size="A5", mode="self", lang=lang)
    assert reading.reader(alone).metadata.title == title  # type: ignore[union-attr]
    assert texts(alone)[0].startswith(title)
    assert not texts(pdf("foot", size="A5", lang=lang))[0].startswith(title)


@pytest.mark.parametrize("faces", [1, 2])
@pytest.mark.parametrize("lang", ["en", "de", "ja", "hi", "en+ar"])
def test_the_number_to_call_stands_in_a_box(lang: str, faces: int) -> None:
    """In larger type than usual, alone, on the face that says when not to massage, whatever the title is."""
    pages = made("foot", size="A4", lang=lang, faces=faces, emergency="112").publication.pages
    runs = [mark.item for mark in pages[-1].marks if isinstance(mark.item, GlyphRun)]
    usual = statistics.median(run.size for run in runs)
    assert [run for run in runs if run.text.strip() == "112" and run.size >= 1.2 * usual]


def test_self_massage_has_no_greeting() -> None:
    thing = library().routine("foot")
    greeting = next(step for step in thing.steps if step.id == "greeting")
    alone = setup_for(thing, "self")
    for faces in (1, 2):
        pages = texts(pdf("foot", size="A6", mode="self", faces=faces))
        assert alone.cue in pages[0]
        assert not any(greeting.cue in page or greeting.text in page for page in pages)
        assert not any("partner" in page for page in pages)
        cues = [step.cue for step in steps_for(thing, "self")]
        assert "Circle round the ankle." in cues, "who sits with a leg on the other need not be told to bend the knee"
        assert first_out_of_order([part for n, cue in enumerate(cues, 1) for part in (str(n), cue)], pages[0]) is None
    assert not any("both feet" in alt for alt in alts(pdf("foot", size="A6", mode="self")))


def test_several_cards_in_one_file() -> None:
    data = pdf(*ROUTINES, size="A6", faces=2)
    reader = reading.reader(data)
    titles = [library().routine(name).title for name in ROUTINES]
    assert reader.metadata is not None
    assert reader.metadata.title == ", ".join(titles)
    assert reader.page_labels == ["1", "2", "3", "4", "5", "6"]
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in flat(reader.outline)]
    assert all((title, 2 * number) in marks for number, title in enumerate(titles))
    wanted = [page for name in ROUTINES for page in expected(name, "A6", 2)]
    for parts, text in zip(wanted, texts(data), strict=True):
        assert first_out_of_order(parts, text) is None
    assert validate(data, "ua1") == []
    assert made(*ROUTINES, size="A6", faces=2).pages == 6


def test_naming_a_card_twice_makes_it_once() -> None:
    assert made("foot", "foot", size="A6").pages == 1


@pytest.mark.parametrize(("size", "faces"), [("A5", 1), ("A5", 2), ("A6", 1), ("A6", 2)])
def test_do_not_massage_is_a_heading(size: str, faces: int) -> None:
    """Who listens jumps from heading to heading, and must come past it."""
    marks = [mark for page in made("foot", size=size, faces=faces).publication.pages for mark in page.marks]
    headings = " ".join(
        mark.item.text.strip() for mark in marks if mark.owner.tag == "H2" and isinstance(mark.item, GlyphRun)
    )
    assert "Do not massage" in headings
