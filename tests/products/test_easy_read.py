"""Easy read: a picture beside every sentence, safety included, and nothing of the safety left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.content.model import EasyStop, Sentence
from soleprint.errors import ContentError
from soleprint.marks import Page, Use
from soleprint.preflight.pages import placed_box
from soleprint.products.result import Result
from tests.support.breadth import EVERY
from tests.support.cards import ROUTINES, library
from tests.support.handouts import folded, texts
from tests.support.pages import outside, runs, words_on_pictures
from tests.support.vera import validate


def easy(routine: str, **given: Any) -> Result:
    return soleprint.make("leaflet", [routine], edition="easy-read", fold="flat", emergency="999", **given)


def stop_easy() -> EasyStop:
    easy = library().safety("leg-and-foot").stop.easy
    assert easy is not None
    return easy


def stop_sentences() -> list[Sentence]:
    stop = stop_easy()
    return [*stop.never, *stop.today, *stop.ambulance, *stop.also]


def pictures(page: Page, kind: str) -> list[str]:
    """Names of the pictures of a kind on a page."""
    return [
        mark.item.symbol.name
        for mark in page.marks
        if isinstance(mark.item, Use) and mark.item.symbol.name.startswith(kind)
    ]


@pytest.mark.parametrize("size", ["A4", "Letter", "A5"])
@pytest.mark.parametrize("routine", ROUTINES)
def test_every_sentence_has_a_picture_beside_it(routine: str, size: str) -> None:
    result = easy(routine, size=size)
    pages = result.publication.pages
    said = folded(" ".join(texts(result)))
    steps = library().routine(routine).steps
    sentences = [sentence for step in steps if step.is_for("partner") for sentence in step.easy]
    assert [sentence for sentence in sentences if folded(sentence) not in said] == []
    lying = sum(len(step.easy_position) for step in steps)
    shown = sum(len(pictures(page, f"{routine}-partner")) for page in pages)
    assert shown == len(sentences) - lying + 1, "and the cover"
    assert sum(len(pictures(page, "position")) for page in pages) == lying + 1, "and where the routine begins"
    for page in pages:
        assert outside(page) == []
        assert list(words_on_pictures(page)) == []


@pytest.mark.parametrize(("routine", "lang"), [("foot", "ta"), ("front-of-leg", "tr")])
def test_long_words_cost_no_picture_and_leave_no_page_half_empty(routine: str, lang: str) -> None:
    pages = easy(routine, lang=lang, size="A4").publication.pages
    steps = library().routine(routine).steps
    sentences = sum(len(step.easy) - len(step.easy_position) for step in steps if step.is_for("partner"))
    assert sum(len(pictures(page, f"{routine}-partner")) for page in pages) == sentences + 1
    for number, page in enumerate(pages, 1):
        boxes = [placed_box(mark.item) for mark in page.marks if isinstance(mark.item, Use)]
        boxes += [box for run, box in runs(page) if not run.text[:1].isdigit() and run.size > 12]
        left = page.height / (5 if number < len(pages) else 2)
        assert min(box.y0 for box in boxes) < page.safe.y0 + left, "the last page may end sooner"


def test_a_stop_panel_with_many_words_has_smaller_signs_rather_than_two_pages() -> None:
    pages = easy("foot", lang="es", size="A4").publication.pages
    assert [len(pictures(page, "sign-")) > 10 for page in pages[:3]] == [False, True, True], "the stop, who should ask"
    assert len(pictures(pages[1], "sign-")) == len(stop_sentences())


def test_the_stop_panel_is_whole_with_a_sign_for_every_sentence() -> None:
    result = easy("foot", size="A4")
    page, said = result.publication.pages[1], folded(texts(result)[1])
    assert [sentence.text for sentence in stop_sentences() if folded(sentence.text) not in said] == []
    shown = [re.sub(r"^sign-|-right.*$", "", name) for name in pictures(page, "sign-")]
    assert sorted(shown) == sorted(sentence.sign for sentence in stop_sentences())
    assert folded(stop_easy().call) in said
    assert "999" in said


def test_every_condition_has_its_sign() -> None:
    pages = easy("foot", size="A4").publication.pages
    shown = {re.sub(r"^sign-|-right.*$", "", name) for page in pages[2:] for name in pictures(page, "sign-")}
    conditions = library().safety("leg-and-foot").conditions
    assert {condition.sign for condition in conditions} <= shown


def test_a_still_picture_has_no_arrow() -> None:
    """Beside "You can hold the foot in both hands" no circles are drawn."""
    pages = easy("foot", size="A4").publication.pages
    soles = [
        mark.item.symbol
        for page in pages
        for mark in page.marks
        if isinstance(mark.item, Use) and mark.item.symbol.name.startswith("foot-partner-c4a-c4b")
    ]
    still, moving, again = soles
    assert len(str(still.items)) < len(str(moving.items)) == len(str(again.items))


def test_a_profile_without_easy_sentences_prints_its_texts(tmp_path: Path) -> None:
    folder = tmp_path / "safety"
    folder.mkdir()
    text = (Path(soleprint.__file__).parents[2] / "content/safety/leg-and-foot.yaml").read_text(encoding="utf-8")
    without = re.sub(r"\n  easy:\n(    .*\n)+", "\n", text)
    (folder / "leg-and-foot.yaml").write_text(without, encoding="utf-8")
    result = easy("foot", size="A4", content=tmp_path)
    assert folded(library().safety("leg-and-foot").stop.ambulance) in folded(" ".join(texts(result)))


def test_a_template_that_drops_an_easy_sentence_is_refused(tmp_path: Path) -> None:
    shipped = Path(soleprint.__file__).parents[2] / "templates/easy.xml.j2"
    text = shipped.read_text(encoding="utf-8")
    assert " + stop.easy.today" in text
    (tmp_path / "easy.xml.j2").write_text(text.replace(" + stop.easy.today", ""), encoding="utf-8")
    with pytest.raises(ContentError, match="where to get help"):
        easy("foot", size="A4", templates=tmp_path)


@pytest.mark.parametrize("lang", ["ar", "en"] if EVERY else ["ar"])
def test_easy_read_conforms(lang: str) -> None:
    assert validate(easy("foot", size="A4", lang=lang).pdf, "ua1", "2a") == []
