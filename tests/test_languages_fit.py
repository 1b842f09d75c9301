"""How much of what people print most fits, counted over four products and all languages; what does not is refused with
remedies that all work.

An eighth of it, by chance that is the same in every run; with EVERY_LANGUAGE=yes in the environment all of it (fifteen
minutes).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from soleprint.errors import ExitCode
from tests.support.breadth import some
from tests.support.languages import LANGUAGES
from tests.support.orders import laid_out, refusal, remedied

ROUTINES = ("back-of-leg", "front-of-leg", "foot")

PRODUCTS: dict[str, tuple[str, dict[str, Any]]] = {
    "A5, one face": ("card", {"size": "A5", "faces": 1}),
    "A5, two faces": ("card", {"size": "A5", "faces": 2}),
    "A4": ("card", {"size": "A4"}),
    "C-fold": ("leaflet", {"size": "A4", "fold": "tri", "emergency": "999"}),
}
LEAST_FITTING = 0.9
"""Counted over all products, 320 of 348 fit in the first languages, and 513 of 552 in all."""
FIRST = [*LANGUAGES][: [*LANGUAGES].index("fil") + 1]
"""Portuguese, which is two of them, counts as both."""
SETS = (FIRST, [*LANGUAGES])


@cache
def fits(lang: str, kind: str, routine: str) -> bool:
    product, given = PRODUCTS[kind]
    return laid_out(product, routine, lang=lang, **given) is not None


def test_nine_in_ten_fit() -> None:
    """One test of both sets: processes that share the tests out would each make what the sets have in common."""
    for among in SETS:
        every = [(lang, kind, name) for lang in among for kind in PRODUCTS for name in ROUTINES]
        counted = [one for one in every if some(*one, of=8)]
        refused = [one for one in counted if not fits(*one)]
        assert len(refused) <= (1 - LEAST_FITTING) * len(counted), refused


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_remedy_for_what_is_refused_works(lang: str) -> None:
    for kind, (product, options) in PRODUCTS.items():
        for routine in ROUTINES:
            if not some(lang, kind, routine, of=8) or fits(lang, kind, routine):
                continue
            given = {**options, "lang": lang}
            error = refusal(product, routine, **given)
            assert error.exit_code is ExitCode.FIT
            assert error.remedies
            for number, remedy in enumerate(error.remedies):
                assert laid_out(product, routine, **remedied(given, error, number)), (kind, routine, remedy)
