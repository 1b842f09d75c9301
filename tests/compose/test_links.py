"""Where addresses and numbers lead."""

from __future__ import annotations

import pytest

from soleprint.compose.links import contact, mail, tel, web


@pytest.mark.parametrize(
    ("number", "target"),
    [
        ("999", "tel:999"),
        ("01632 960123", "tel:01632960123"),
        ("+44 (0)113 496-0000", "tel:+441134960000"),
        ("(0113) 496.0000", "tel:01134960000"),
        ("01632 960123 ext. 45", "tel:01632960123;ext=45"),
        ("\u2066+44 113\u00a0496 0000\u2069", "tel:+441134960000"),
        ("*123#", "tel:*123%23"),
    ],
)
def test_a_number_is_dialled_as_people_mean_it(number: str, target: str) -> None:
    assert tel(number) == target


def test_an_address_leads_there_without_what_orders_a_line() -> None:
    assert web("\u2068https://clinic.example.org\u2069") == "https://clinic.example.org"
    assert mail("\u2068hello@example.org\u2069") == "mailto:hello@example.org"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("hello@example.org", "mailto:hello@example.org"),
        ("https://clinic.example.org/feet", "https://clinic.example.org/feet"),
        ("0113 496 0000 x12", "tel:01134960000;ext=12"),
        ("ask at the desk", ""),
        ("room 12", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_contact_is_what_it_looks_like_or_plain_words(text: str, target: str) -> None:
    assert contact(text) == target
