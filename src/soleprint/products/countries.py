"""Emergency numbers to choose from, by the names of countries."""

from __future__ import annotations

from functools import lru_cache

from soleprint.content.emergency import emergency_numbers

_MOST_KEPT = 8


@lru_cache(_MOST_KEPT)
def numbers_by_country(lang: str) -> tuple[tuple[str, str], ...]:
    """Country and number, by what the countries are called in a language (BCP 47)."""
    from soleprint.content.locale.cldr import country_names

    names = country_names(lang)
    return tuple(sorted((names.get(code, code), number) for code, number in emergency_numbers().items()))
