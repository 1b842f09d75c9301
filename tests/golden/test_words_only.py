"""Pages of routines in words, with pictures of one's own and without, as they looked when someone last looked at them.

See test_golden.py for how to store them anew. The photos are drawn in the test.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

import soleprint
from tests.golden.test_golden import rendered
from tests.support import pixels, words_only
from tests.support.golden import check_stored, compare

HERE = Path(__file__).parent / "words"
FAILED = HERE.parent / "failed"
MOST_BYTES = 60_000
PHOTOS = {"hold": "hold.png", "stroke": "stroke.png", "palm": "palm.png", "fingers": "fingers.svg"}
TRI: dict[str, Any] = {"emergency": "999", "fold": "tri"}
PAGES: dict[str, tuple[str, str, int, dict[str, Any]]] = {
    "card-photos": ("card", "photos", 0, {}),
    "card-words": ("card", "words", 0, {}),
    "leaflet-photos-inside": ("leaflet", "photos", 1, TRI),
    "leaflet-words-inside": ("leaflet", "words", 1, TRI),
}
"""Name -> product, routine, side of the paper (from 0), options."""


@cache
def own() -> Path:
    folder = Path(mkdtemp(prefix="soleprint-golden-"))
    words_only.write(folder, PHOTOS, "photos")
    return words_only.write(folder, name="words")


@pytest.mark.parametrize("name", PAGES)
def test_it_looks_as_before(name: str, update_golden: bool) -> None:
    product, routine, side, given = PAGES[name]
    result = soleprint.make(product, routine, content=own(), **given)
    compare(HERE / f"{name}.png", rendered(result.publication, side), FAILED, update_golden)


def test_pictures_are_those_listed_and_small(update_golden: bool) -> None:
    check_stored(HERE, PAGES, MOST_BYTES, update_golden)


def test_the_photo_counts(update_golden: bool) -> None:
    """Another photo is another picture."""
    if update_golden:
        return
    folder = words_only.write(Path(mkdtemp(prefix="soleprint-golden-")), PHOTOS, "photos")
    (folder / "pictures/hold.png").write_bytes(words_only.photo(400, 500, "PNG", hue=90))
    shown = rendered(soleprint.make("card", "photos", content=folder).publication, 0)
    assert not pixels.same(pixels.load(HERE / "card-photos.png"), shown)
