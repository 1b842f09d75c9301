"""A card as small as a bank card: a reminder that says so, with one picture a step in front and the safety behind."""

from __future__ import annotations

import pytest

from soleprint.errors import DoesNotFit
from soleprint.marks import Page, Use
from tests.support.cards import ROUTINES, library, made, pdf, texts

SMALL = {"size": "CR80", "faces": 2}


def drawn(page: Page, routine: str) -> list[str]:
    """The names of the drawings of a routine on a page."""
    symbols = [mark.item.symbol.name for mark in page.marks if isinstance(mark.item, Use)]
    return [name for name in symbols if name.startswith(f"{routine}-partner")]


@pytest.mark.parametrize("routine", ROUTINES)
def test_it_shows_one_picture_a_step_and_says_that_it_is_a_reminder(routine: str) -> None:
    content, words = library().routine(routine), library().phrases()
    front, back = texts(pdf(routine, **SMALL))
    assert len(drawn(made(routine, **SMALL).publication.pages[0], routine)) == len(content.steps)
    assert words["reminder"] in back
    assert words["read-the-back-first"] in front
    assert not any(step.cue in front for step in content.steps)


def test_the_number_to_call_stands_behind() -> None:
    _, back = texts(pdf("foot", emergency="112", **SMALL))
    assert "112" in back.split()


def test_one_face_is_refused_and_two_are_the_remedy() -> None:
    with pytest.raises(DoesNotFit, match="--faces 2"):
        made("foot", size="CR80")


@pytest.mark.parametrize("lang", ["ar", "de", "ja"])
def test_longer_words_are_read_from_nearer(lang: str) -> None:
    front, back = texts(pdf("foot", lang=lang, distance="30cm", **SMALL))
    assert front
    assert back


@pytest.mark.parametrize("faces", [1, 2])
def test_from_afar_the_front_of_two_has_pictures_with_hands_alone(faces: int) -> None:
    words = [step.cue for step in library().routine("foot").steps]
    made_card = made("foot", size="A3", faces=faces, distance="1.5m")
    front = texts(made_card.pdf)[0]
    assert [cue in front for cue in words] == [faces == 1] * len(words)
    assert len(drawn(made_card.publication.pages[0], "foot")) > len(words)
