"""Options of the press, and the order of pages without paper."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from soleprint.errors import UsageProblem
from soleprint.press.geometry import Axis, behind, half_turn, mirror, shift
from soleprint.press.order import folios, padded, sections
from soleprint.press.plan import Press


@pytest.mark.parametrize(
    ("given_", "code", "words"),
    [
        ({"impose": "stack"}, "unknown-option", "--impose stack is not known. Use none, booklet, nup, poster."),
        ({"binding": "bottom"}, "unknown-option", "--binding bottom"),
        ({"duplex": "both"}, "unknown-option", "--duplex both"),
        ({"restack": "x"}, "unknown-option", "--restack x"),
        ({"cut": "x"}, "unknown-option", "--cut x"),
        ({"up": 3}, "unknown-option", "--up 3 is not known. Use 0, 2, 4."),
        ({"signature": -1}, "option-range", "--signature -1 is out of range: use 0 to 50."),
        ({"creep_mm": 1.5}, "option-range", "--creep 1.5 is out of range: use 0 to 1 mm."),
        ({"bleed_mm": 21.0}, "option-range", "--bleed"),
        ({"gutter_mm": -1.0}, "option-range", "--gutter"),
        ({"copies": 1001}, "option-range", "--copies"),
        ({"overlap_mm": 2.0}, "option-range", "--overlap"),
        ({"dead_mm": 21.0}, "option-range", "--dead-border"),
        ({"offset_mm": (0.0, 11.0)}, "option-range", "--offset 11"),
        ({"creep_mm": float("nan")}, "option-range", "--creep"),
    ],
)
def test_what_cannot_be_asked_for(given_: dict[str, Any], code: str, words: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        replace(Press(), **given_)
    assert caught.value.code == code
    assert words in str(caught.value)


@given(st.integers(1, 200), st.booleans())
def test_padding_is_up_to_a_multiple_of_four(count: int, back_cover: bool) -> None:
    slots = padded(count, back_cover)
    assert len(slots) % 4 == 0
    assert len(slots) - count < 4
    assert [slot for slot in slots if slot is not None] == list(range(count))
    assert slots[-1] == count - 1 or not back_cover or count == 1


def test_sections_as_a_binder_would() -> None:
    """43 pages: 16 + 16 + 12 rather than 20 + 20 + 4 (peers.md 3, pdfBooklet)."""
    assert sections(11, 4) == (4, 4, 3)
    assert sections(11, 5) == (4, 4, 3)
    assert sections(11, 0) == (11,)
    assert sections(5, 4) == (3, 2)


@given(st.integers(1, 50), st.integers(0, 9))
def test_every_slot_is_on_one_folded_sheet(sheets: int, most: int) -> None:
    slots = tuple(range(4 * sheets))
    made = folios(slots, sections(sheets, most))
    assert sorted(slot for folio in made for slot in folio[:4] if slot is not None) == list(slots)
    for folio in made:
        assert folio.second == (folio.first or 0) + 1
        assert folio.last == (folio.penult or 0) + 1


def test_what_is_behind_is_never_mirrored() -> None:
    axes: tuple[Axis, ...] = ("vertical", "horizontal")
    for turned in axes:
        for axis in axes:
            a, b, c, d, _, _ = behind(shift(3, 4), (10, 20), turned, mirror(axis, (100, 200)))
            assert a * d - b * c == 1
    assert behind(shift(3, 4), (10, 20), "vertical", mirror("vertical", (100, 200))) == shift(87, 4)
    assert half_turn((10, 20)) == (-1, 0, 0, -1, 10, 20)
