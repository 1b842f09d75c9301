"""Whatever a form says is read, and what is said in an address is read back."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from werkzeug.datastructures import MultiDict

from soleprint.web.fields import fields_of
from soleprint.web.form_order import FormOrder, read_form
from soleprint.web.offers import Folders, choices
from soleprint.web.screen import Form
from tests.support import sample
from tests.web.browser import ENGLISH

CHOICES = choices(Folders(), ENGLISH)
PRODUCTS = ("card", "leaflet", "booklet", "view")
FIELDS = {name: fields_of(sample.PRODUCTS[name], CHOICES) for name in PRODUCTS}
NAMES = some.sampled_from(sorted({"routine", "all", "change", "x", *(name for one in FIELDS.values() for name in one)}))
NEAR = some.sampled_from(
    ["foot", "on", "true", "es", "ar", "A4", "100x150mm", "5mm", "2", "tri", "999", "clear", "two\r\nlines"]
)
FORMS = some.lists(some.tuples(NAMES, NEAR | some.text(max_size=30)), max_size=20)


def order(product: str, form: Form) -> FormOrder:
    return read_form(form, sample.PRODUCTS[product], FIELDS[product], CHOICES)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(some.sampled_from(PRODUCTS), FORMS)
def test_any_form_is_read_and_its_address_says_the_same(product: str, pairs: list[tuple[str, str]]) -> None:
    first = order(product, MultiDict(pairs))
    again = order(product, MultiDict(parse_qsl(first.query(), keep_blank_values=True)))
    assert again.query() == first.query()
    assert {**again.texts} == {name: one for name, one in first.texts.items() if name not in first.private}
    assert first.problems.keys() <= {"routine", *FIELDS[product]}


@pytest.mark.parametrize("product", PRODUCTS)
def test_values_that_are_sampled_are_read_as_such(product: str) -> None:
    for name, field in FIELDS[product].items():
        if not field.endings and name not in ("offset", "slot"):
            value = sample.value(name, product) if name not in ("qr", "appointment", "reference") else ""
            texts = value if isinstance(value, list) else ["true" if value is True else str(value)]
            form = MultiDict([("routine", "foot"), *((name, text) for text in texts if text)])
            assert order(product, form).problems == {}, name
