"""Pages as they looked when someone last looked at them.

After a change that is meant to show, run ``pytest tests/golden --update-golden`` and look at every changed picture
before it is committed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from soleprint.ink import png
from soleprint.ink.pdf import write_pdf
from soleprint.ink.png import write_png
from soleprint.marks import GlyphRun, Mark, Primitive, Publication, Use
from tests.support import pixels
from tests.support.cards import made
from tests.support.golden import check_stored, compare

HERE = Path(__file__).parent
FAILED = HERE / "failed"
DPI = 60.0
FINE = 4

PAGES: dict[str, tuple[list[str], int, dict[str, Any]]] = {
    "back-of-leg-A4": (["back-of-leg"], 0, {"size": "A4"}),
    "back-of-leg-A5": (["back-of-leg"], 0, {}),
    "back-of-leg-A5-back-two-holes": (["back-of-leg"], 1, {"faces": 2, "hole": "two"}),
    "back-of-leg-A6-left-hole": (["back-of-leg"], 0, {"size": "A6", "side": "left", "hole": "top"}),
    "back-of-leg-A6-bleed-marks": (["back-of-leg"], 0, {"size": "A6", "bleed": 3, "marks": True}),
    "front-of-leg-A5": (["front-of-leg"], 0, {}),
    "front-of-leg-A5-landscape-corners": (["front-of-leg"], 0, {"orientation": "landscape", "corners": 8}),
    "front-of-leg-Half-Letter-cues-back": (["front-of-leg"], 1, {"size": "Half Letter", "faces": 2, "text": "cues"}),
    "foot-A5": (["foot"], 0, {}),
    "foot-A6-front": (["foot"], 0, {"size": "A6", "faces": 2}),
    "foot-A6-back": (["foot"], 1, {"size": "A6", "faces": 2}),
    "foot-A5-ink-saving": (["foot"], 0, {"theme": "ink-saving"}),
    "back-of-leg-A6-deep": (["back-of-leg"], 0, {"size": "A6", "theme": "deep"}),
    "foot-A5-self": (["foot"], 0, {"mode": "self", "side": "left"}),
    "second-of-three-4x6": (["back-of-leg", "front-of-leg", "foot"], 1, {"size": "4x6"}),
}
"""Name -> routines, page (from 0), options."""


@cache
def picture(name: str) -> pixels.Picture:
    routines, page, given = PAGES[name]
    return rendered(made(*routines, **given).publication, page)


def rendered(publication: Publication, page: int) -> pixels.Picture:
    """A page at 60 dots to the inch, from a finer picture: so a renderer's way to smooth edges matters little.

    The finer picture is not packed, which would take longer than all the rest and is the same when it is unpacked.
    """
    with patch.object(png, "_EFFORT", 0):
        fine = write_png(write_pdf(publication, producer="golden"), page, FINE * DPI)
    return pixels.reduced(pixels.from_png(fine), FINE)


@pytest.mark.parametrize("name", PAGES)
def test_looks_as_before(name: str, update_golden: bool) -> None:
    compare(HERE / f"{name}.png", picture(name), FAILED, update_golden)


def test_pictures_are_those_listed_and_small(update_golden: bool) -> None:
    check_stored(HERE, PAGES, 45_000, update_golden)


def moved(publication: Publication, page: int, index: int, by: tuple[float, float]) -> Publication:
    """The publication with one mark moved, in points."""
    marks = list(publication.pages[page].marks)
    marks[index] = Mark(marks[index].owner, shifted(marks[index].item, *by))
    pages = list(publication.pages)
    pages[page] = replace(pages[page], marks=tuple(marks))
    return replace(publication, pages=tuple(pages))


def shifted(item: Primitive, dx: float, dy: float) -> Primitive:
    if isinstance(item, Use):
        a, b, c, d, e, f = item.matrix
        return replace(item, matrix=(a, b, c, d, e + dx, f + dy))
    assert isinstance(item, GlyphRun)
    return replace(item, origin=(item.origin[0] + dx, item.origin[1] + dy))


@pytest.mark.parametrize("by", [(3.0, 0.0), (0.0, 3.0)])
@pytest.mark.parametrize("kind", [Use, GlyphRun])
def test_a_move_of_three_points_is_seen(kind: type[Primitive], by: tuple[float, float]) -> None:
    """Whatever single picture or line of text it is that moves: every fourth one is tried."""
    publication = made("foot", size="A6").publication
    before = rendered(publication, 0)
    kinds = [index for index, mark in enumerate(publication.pages[0].marks) if isinstance(mark.item, kind)]
    assert len(kinds) > 4
    for index in kinds[::4]:
        mark = publication.pages[0].marks[index]
        assert not pixels.same(before, rendered(moved(publication, 0, index, by), 0)), mark


def test_smoothing_is_not_a_difference(tmp_path: Path) -> None:
    """Neither coarser smoothing of edges, nor a shift too small to see, nor the few colours of a stored picture."""
    publication = made("foot", size="A6").publication
    normal = rendered(publication, 0)
    coarse = pixels.from_png(write_png(write_pdf(publication, producer="golden"), 0, 3 * DPI))
    assert pixels.same(normal, pixels.reduced(coarse, 3))
    for index, mark in enumerate(publication.pages[0].marks):
        if isinstance(mark.item, Use | GlyphRun):
            publication = moved(publication, 0, index, (0.2, -0.2))
    assert pixels.same(normal, rendered(publication, 0))
    pixels.save(normal, tmp_path / "stored.png")
    assert pixels.same(normal, pixels.load(tmp_path / "stored.png"))
