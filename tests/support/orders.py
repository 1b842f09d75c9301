"""Products laid out, not yet on paper, for tests that look at pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from soleprint.errors import DoesNotFit
from soleprint.products.draft import Draft
from soleprint.products.make import set_pages
from soleprint.products.order import read_order


def laid_out(product: str, routines: str | Iterable[str] = (), /, **options: Any) -> Draft | None:
    """The pages of a product, or None when it does not fit."""
    from soleprint.products.make import _set

    draft = _set(read_order(product, routines, options), {})
    return draft if isinstance(draft, Draft) else None


def refusal(product: str, routines: str | Iterable[str] = (), /, **options: Any) -> DoesNotFit:
    """The error of a product that does not fit."""
    try:
        set_pages(read_order(product, routines, options))
    except DoesNotFit as error:
        return error
    raise AssertionError("it fits")


def remedied(options: dict[str, Any], error: DoesNotFit, number: int) -> dict[str, Any]:
    """The options of a user who adds a remedy to the command and changes nothing else."""
    return options | {remedy.option: remedy.value for remedy in error.remedies[number]}
