from __future__ import annotations

from colorsys import rgb_to_hsv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleprint.clinic.colours import difference, nearest_passing, passes
from soleprint.marks import contrast

WHITE = ("#FFFFFF",)


def test_a_colour_that_passes_stays() -> None:
    assert nearest_passing("#005eb8", WHITE) == "#005EB8"


@pytest.mark.parametrize("colour", ["#41B6E6", "#FFB81C", "#ED8B00", "#78BE20", "#00A9CE", "#FF69B4"])
def test_the_offer_is_near_and_keeps_the_hue(colour: str) -> None:
    offer = nearest_passing(colour, WHITE)
    assert 4.5 <= contrast(offer, "#FFFFFF") < 4.6
    assert abs(_hue(colour) - _hue(offer)) < 0.06
    # No darkening in sRGB towards black that passes looks nearer.
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    plain = ("#" + "".join(f"{round(c * step / 256):02X}" for c in channels) for step in range(256, 0, -1))
    first = next(candidate for candidate in plain if passes(candidate, WHITE))
    assert difference(colour, offer) <= difference(colour, first) + 0.01


def _hue(colour: str) -> float:
    return rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]


def test_known_distance() -> None:
    """White and black are 1 apart in OKLab."""
    assert difference("#FFFFFF", "#000000") == pytest.approx(1, abs=1e-3)
    assert difference("#123456", "#123456") == 0


def test_every_ground_counts() -> None:
    offer = nearest_passing("#41B6E6", ("#FFFFFF", "#DDEEFF"))
    assert contrast(offer, "#DDEEFF") >= 4.5
    assert contrast(offer, "#FFFFFF") > 4.6


def test_on_a_dark_ground_it_grows_lighter() -> None:
    offer = nearest_passing("#203040", ("#101010",))
    assert contrast(offer, "#101010") >= 4.5
    assert contrast(offer, "#000000") > contrast("#203040", "#000000")


@given(st.integers(0, 0xFFFFFF))
def test_every_offer_passes(number: int) -> None:
    assert passes(nearest_passing(f"#{number:06X}", WHITE), WHITE)
