"""No option is swallowed: what a product takes changes what is made, or what is said of it.

The tests are made from the option model and the product files.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import soleprint
from soleprint.errors import SoleprintError
from tests.support import sample
from tests.support.breadth import EVERY
from tests.support.sample import PRODUCTS, required

ELSEWHERE = ("today", "strict", "content", "templates", "font_dir", "lang")
"""Options that do something only with a past date, with files of one's own, or with fonts: tested where those are."""
ON_PAPER: dict[tuple[str, str], dict[str, Any]] = {
    ("booklet", "cut"): {"impose": "none"},
    ("booklet", "impose"): {"sheet": "A4"},
    ("booklet", "overlap"): {"size": "A4", "sheet": "A5"},
    ("card", "impose"): {"sheet": "A4", "size": "A5"},
    ("card", "mode"): {"faces": 2},
    ("card", "orientation"): {"faces": 2},
    ("card", "overlap"): {"size": "A3", "sheet": "A4"},
    ("card", "restack"): {"size": "A6", "sheet": "A4", "impose": "nup"},
    ("contact-sheet", "cut"): {"size": "A4"},
    ("contact-sheet", "dead"): {"size": "A4"},
    ("contact-sheet", "printer"): {"size": "A4"},
    ("contact-sheet", "impose"): {"sheet": "A4"},
    ("contact-sheet", "overlap"): {"sheet": "A4"},
    ("deck", "impose"): {"sheet": "A4"},
    ("leaflet", "dead"): {"fold": "tri"},
    ("poster", "cut"): {"sheet": "A2"},
    ("poster", "dead"): {"sheet": "A2"},
    ("poster", "printer"): {"sheet": "A2"},
    ("poster", "impose"): {"sheet": "A4"},
    ("poster", "overlap"): {"size": "A2"},
}
"""What else must be asked for to see what an option does on paper."""
CASES = [
    (product, name)
    for product in PRODUCTS
    for name in sample.options(product)
    if name not in ELSEWHERE and sample.needed(product, name) is not None and (product, name) != ("leaflet", "impose")
]


@cache
def made(product: str, given: str) -> tuple[object, ...]:
    """All that a person gets to see: the file and the warnings, or what is said instead."""
    try:
        result = soleprint.make(product, sample.routines(product), **GIVEN[given])
    except SoleprintError as error:
        return (error.code, str(error))
    return (result.pdf, *map(str, result.findings))


GIVEN: dict[str, dict[str, Any]] = {}


def outcome(product: str, given: dict[str, Any]) -> tuple[object, ...]:
    key = repr(sorted(given.items()))
    GIVEN[key] = given
    return made(product, key)


@pytest.mark.parametrize(("product", "name"), CASES)
def test_an_option_does_something(product: str, name: str) -> None:
    usual = name == "impose" and PRODUCTS[product].impose[0] != "none"
    value = {name: "none" if usual else sample.value(name, product)}
    base = {**required(product, name), **(sample.needed(product, name) or {}), **ON_PAPER.get((product, name), {})}
    before, after = outcome(product, base), outcome(product, {**base, **value})
    assert isinstance(after[0], bytes), after
    # Without it there may be no product: a number to call, a way to have it on smaller paper, half of what a print
    # shop needs.
    assert isinstance(before[0], bytes) or name in (*PRODUCTS[product].requires, "impose", "standard", "icc"), before
    assert before != after


DRAWN = [name for name in PRODUCTS if name != "printer-test"]
LOOKS = [
    (product, theme)
    for number, product in enumerate(DRAWN)
    for place, theme in enumerate(soleprint.themes())
    if EVERY or (number + place) % 3 == 0
]
"""Each product in a third of the themes, and each theme in a third of the products."""


@pytest.mark.parametrize(("product", "theme"), LOOKS)
def test_every_product_is_made_in_every_theme(product: str, theme: str) -> None:
    routines = ["foot", "back-of-leg"] if sample.routines(product) else []
    assert soleprint.make(product, routines, **{**required(product), "theme": theme}).pages
