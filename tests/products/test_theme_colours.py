"""A clinic's colours replace those of a theme, but of one whose colours are its purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import soleprint
from soleprint.marks import GlyphRun, Group, Primitive, Use
from soleprint.marks import Path as Outline
from tests.clinic import clinics

CLINIC = {"#0058AD", "#004B93"}
"""Of tests.clinic.clinics."""


def colours(items: Iterable[Primitive]) -> Iterator[object]:
    """Everything that is filled, drawn or written with, gradients too."""
    for item in items:
        if isinstance(item, GlyphRun):
            yield item.colour
        elif isinstance(item, Outline):
            yield from filter(None, (item.fill, item.stroke.colour if item.stroke else None))
        elif isinstance(item, Use):
            yield from colours(item.symbol.items)
        elif isinstance(item, Group):
            yield from colours(item.items)


@pytest.mark.parametrize(("theme", "black"), [("high-contrast", True), ("paper-white", False), ("clear", False)])
@pytest.mark.parametrize("product", ["card", "booklet"])
def test_high_contrast_stays_black_and_white_whatever_colours_a_clinic_has(
    product: str, theme: str, black: bool, tmp_path: Path
) -> None:
    profile = clinics.write(tmp_path)
    # The logo is the clinic's own, and keeps its colours.
    pages = soleprint.make(product, ["foot"], theme=theme, profile=profile).publication.pages
    marks = [mark.item for page in pages for mark in page.marks if not (mark.owner.alt or "").startswith("Riverside")]
    words = {item.colour for item in marks if isinstance(item, GlyphRun)}
    assert (CLINIC & {*words, *colours(marks)} == set()) is black
    assert (words <= {"#000000", "#FFFFFF"}) is black
