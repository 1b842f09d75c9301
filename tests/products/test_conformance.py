"""Every product as it comes is PDF/UA-1 and PDF/A-2a, and is the same again."""

from __future__ import annotations

from typing import Any

import pytest

import soleprint
from tests.support import sample
from tests.support.vera import validate

make: Any = soleprint.make


@pytest.mark.parametrize("product", [*sample.PRODUCTS, "instructions"])
def test_it_conforms(product: str) -> None:
    if product == "instructions":
        result = soleprint.instructions(make("card", "foot", faces=2, hole="top", corners=3))
    else:
        result = make(product, sample.routines(product), **sample.required(product))
    assert validate(result.pdf, "ua1", "2a") == []


@pytest.mark.parametrize("product", sample.PRODUCTS)
def test_it_is_the_same_again(product: str) -> None:
    first, second = (make(product, sample.routines(product), **sample.required(product)) for _ in range(2))
    assert first.pdf == second.pdf
    assert first.files("svg") == second.files("svg")


def test_how_far_it_is_from_the_next_standard() -> None:
    """PDF/UA-2 is not claimed; the README of the tests says what is missing."""
    rules = {line.partition(": ")[0] for line in validate(make("card", "foot").pdf, "ua2")}
    assert rules == {"5-2", "5-5", "6.1-1", "8.2.5.2-2", "8.8-1"}
