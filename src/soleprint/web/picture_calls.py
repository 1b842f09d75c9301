"""Calls of the process that makes: pictures of routines and products, to choose by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import soleprint
from soleprint.errors import SoleprintError, UsageProblem
from soleprint.files.folders import layers
from soleprint.products.options import options_of
from soleprint.products.product import product

STEPS = (2, 1, None)
"""The step that is shown for a routine: the second, since many begin with a greeting; or the first; or all steps."""
WIDTH_MM = 40.0


def routine_picture(routine: str, own: Mapping[str, Path]) -> str:
    """A step of a routine as SVG; "" where it cannot be drawn. ``own`` are the user's folders."""
    for step in STEPS:
        try:
            return soleprint.picture(routine, step=step, width=WIDTH_MM, **_options(own)).svg()
        except UsageProblem:
            continue
        except SoleprintError:
            break
    return ""


def product_picture(name: str, lang: str, own: Mapping[str, Path]) -> str:
    """The first side of a product as SVG, with the first routine; "" where it cannot be made."""
    # Imported here: the server imports this module too, and must not load what makes.
    from soleprint.products.attempt import needed_by

    try:
        found = product(layers("templates", own.get("templates")), name)
        given = {**needed_by(found), **_options(own)}
        if "lang" in options_of(found.takes):
            given["lang"] = lang
        routines = [] if found.documents == "none" else list(soleprint.routines(own.get("content")))[:1]
        return soleprint.make(name, routines, **given).svg()
    except SoleprintError:
        return ""


def _options(own: Mapping[str, Path]) -> dict[str, Any]:
    return dict(own)


CALLS: Mapping[str, Callable[..., Any]] = {"routine_picture": routine_picture, "product_picture": product_picture}
