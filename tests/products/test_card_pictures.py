"""Pictures come first: how much of a card they cover, on both ways a card may lie."""

from __future__ import annotations

import pytest

import soleprint
from tests.support.pages import stage_share

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
