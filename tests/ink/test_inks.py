"""Colours in printing inks: within limits, greys in black alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from soleprint.errors import FileProblem
from soleprint.ink.icc import srgb_profile
from soleprint.ink.inks import BLACK, MOST, MOST_COLOUR, Separation, device, limited, separation
from tests.support import press

AMOUNT = st.floats(0, 1)
COLOUR = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


def inks() -> Separation:
    return separation(press.profile())


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT)
def test_no_colour_has_more_ink_than_dries(c: float, m: float, y: float, k: float) -> None:
    found = limited((c, m, y, k))
    assert all(-1e-9 <= amount <= 1 for amount in found)
    assert sum(found) <= MOST + 1e-9
    assert sum(found[:3]) <= MOST_COLOUR + 1e-9, "black may be printed over it"
    if c + m + y + k <= MOST and c + m + y <= MOST_COLOUR:
        assert found == pytest.approx((c, m, y, k))


@settings(max_examples=60, deadline=None)
@given(COLOUR)
def test_every_colour_keeps_the_limits(colour: str) -> None:
    found = inks()(colour)
    assert sum(found) <= MOST + 1e-9
    assert sum(found[:3]) <= MOST_COLOUR + 1e-9


@pytest.mark.parametrize("colour", ["#000000", "#13232C", "#1A1A1A", "#333333"])
def test_what_text_is_set_in_is_solid_black(colour: str) -> None:
    assert inks()(colour) == BLACK


@pytest.mark.parametrize("colour", ["#44545F", "#7A7A7A", "#C0C0C0"])
def test_greys_are_black_alone_and_lighter_as_they_are(colour: str) -> None:
    *others, black = inks()(colour)
    assert others == [0, 0, 0]
    assert 0 < black < 1


def test_paper_has_no_ink_and_colours_have_some() -> None:
    assert inks()("#FFFFFF") == (0, 0, 0, 0)
    cyan, magenta, yellow, _ = inks()("#B00020")
    assert magenta > 0.6 < yellow
    assert cyan < 0.4
    lighter = [inks()(colour)[3] for colour in ("#555555", "#888888", "#BBBBBB", "#EEEEEE")]
    assert lighter == sorted(lighter, reverse=True)


def test_marks_are_exact_inks() -> None:
    assert device("#00FFFF") == (1, 0, 0, 0)
    assert device("#FF0000") == (0, 1, 1, 0)
    assert device("#000000") == BLACK
    assert device("#808080")[3] == pytest.approx(0.498, abs=0.001)


def test_a_picture_keeps_the_limits_too() -> None:
    image = Image.linear_gradient("L").convert("RGB").resize((64, 64))
    image.paste((60, 20, 10), (0, 0, 32, 32))
    turned = inks().picture(image)
    assert turned.mode == "CMYK"
    pixels: list[tuple[int, ...]] = list(turned.getdata())
    assert max(map(sum, pixels)) <= 255 * MOST + 4
    assert max(sum(pixel[:3]) for pixel in pixels) <= 255 * MOST_COLOUR + 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no ICC profile"),
        (b"%PDF-1.7" + bytes(300), "no ICC profile"),
        (srgb_profile(), "not for printing"),
        (press.profile()[:8] + b"\x05" + press.profile()[9:], "newer than 4"),
        (press.profile()[:400], "damaged"),
        (press.profile() + bytes(9 << 20), "larger than"),
    ],
)
def test_another_file_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(FileProblem, match=words) as caught:
        Separation(data)
    assert caught.value.code == "bad-icc"
