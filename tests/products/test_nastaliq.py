"""Products in Urdu with a Nastaliq face of the user's are sound, as every page that is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from soleprint.marks import GlyphRun
from soleprint.products.make import make
from tests.support import nastaliq

pytestmark = nastaliq.needed


@pytest.mark.parametrize(
    ("product", "given"),
    [
        ("card", {"size": "A5", "distance": "50cm"}),
        ("leaflet", {"emergency": "112"}),
        ("booklet", {"emergency": "112"}),
        ("deck", {}),
    ],
)
def test_pages_are_sound(product: str, given: dict[str, Any], tmp_path: Path) -> None:
    """Preflight has found no text over text and none outside its area, or ``make`` would have raised."""
    made = make(product, ["foot"], lang="ur", font_dir=nastaliq.folder(tmp_path / "fonts"), **given)
    runs = [mark.item for page in made.publication.pages for mark in page.marks if isinstance(mark.item, GlyphRun)]
    fonts = {run.font.key for run in runs if any("\u0600" <= char <= "\u06ff" for char in run.text)}
    assert fonts == {"NotoNastaliqUrdu-Regular", "NotoNastaliqUrdu-Bold"}
