"""Which of a page's placements counts, and which figure a mark is part of."""

from __future__ import annotations

from typing import NamedTuple

from soleprint.marks import Element, Matrix, Publication


class Spot(NamedTuple):
    """Where a page is laid for the first time; later copies of it are decoration."""

    sheet: int
    place: int
    """Which of the sheet's placements."""
    matrix: Matrix


def find_spots(publication: Publication) -> dict[int, Spot]:
    """Page -> where it first appears, in sheet order; ValueError for a placement of a page that is not there."""
    spots: dict[int, Spot] = {}
    for number, sheet in enumerate(publication.sheets):
        for place, placement in enumerate(sheet.placements):
            if not 0 <= placement.page < len(publication.pages):
                raise ValueError(f"sheet {number} places page {placement.page} of {len(publication.pages)}")
            spots.setdefault(placement.page, Spot(number, place, placement.matrix))
    return spots


def figure_of(element: Element) -> Element | None:
    """The innermost figure that ``element`` is or is in."""
    place: Element | None = element
    while place is not None and place.tag != "Figure":
        place = place.parent
    return place
