"""Emergency numbers that a form suggests, by country. None is taken unless a person chooses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from soleprint.products.countries import numbers_by_country
from soleprint.web.maker import Maker

FIELDS = ("emergency", "ambulance")
"""The fields for such a number: an option, and a key of a clinic's profile."""
Numbers = tuple[tuple[str, str], ...]


def suggested_numbers(maker: Maker, fields: Iterable[str], lang: str) -> Numbers:
    """Pairs of country and number; none for a form without such a field."""
    if not {*FIELDS} & {*fields}:
        return ()
    found: Numbers = maker.call("numbers_by_country", lang)
    return found


CALLS: Mapping[str, Callable[..., Any]] = {"numbers_by_country": numbers_by_country}
