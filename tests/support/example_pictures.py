"""The pictures of what examples make, from what they make now: ``python -m tests.support.example_pictures``.

Look at them, then commit those that have changed.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pypdfium2
from PIL import Image

import soleprint

EXAMPLES = Path(__file__).parents[2] / "examples"
GROUND, GAP = (208, 212, 215), 10


class Sheet(NamedTuple):
    """Pages of the files of a job, side by side; pages count from 0."""

    picture: str
    pages: tuple[tuple[str, int], ...]
    columns: int
    width: int
    """Of a page, in pixels."""


LEAFLET = "leaflet_back-of-leg_{}_A4.pdf"
JOBS = {
    "bathroom.yaml": (
        Sheet("bathroom-cards.png", (("bathroom-cards_A5.pdf", 0), ("bathroom-cards_A5.pdf", 2)), 2, 485),
        Sheet("pictures/bathroom.png", tuple(("bathroom-cards_A5.pdf", page) for page in range(3)), 3, 322),
    ),
    "clinic.yaml": (
        Sheet("pictures/clinic-en.png", ((LEAFLET.format("en"), 0), (LEAFLET.format("en"), 1)), 1, 800),
        Sheet(
            "pictures/clinic-languages.png",
            tuple((LEAFLET.format(lang), 1) for lang in ("es", "ar", "th", "zh-Hans")),
            2,
            416,
        ),
    ),
    "booklet.yaml": (
        Sheet(
            "pictures/booklet-pages.png",
            tuple(("booklet-pages.pdf", page) for page in (0, 1, 3, 7, 9, 10, 11, 21)),
            4,
            237,
        ),
        Sheet("pictures/booklet-to-fold.png", tuple(("booklet-to-fold.pdf", page) for page in range(4)), 2, 494),
    ),
}
"""What each job's pictures show."""


def draw(sheet: Sheet, folder: Path) -> Image.Image:
    """The pages of a sheet in rows, on grey."""
    shown = [_page(folder / name, page, sheet.width) for name, page in sheet.pages]
    wide, high = sheet.width + GAP, max(page.height for page in shown) + GAP
    rows = -(-len(shown) // sheet.columns)
    picture = Image.new("RGB", (GAP + wide * sheet.columns, GAP + high * rows), GROUND)
    for index, page in enumerate(shown):
        row, column = divmod(index, sheet.columns)
        picture.paste(page, (GAP + column * wide, GAP + row * high))
    return picture


def _page(path: Path, number: int, width: int) -> Image.Image:
    page = pypdfium2.PdfDocument(path)[number]
    large: Image.Image = page.render(scale=3 * width / page.get_width()).to_pil().convert("RGB")
    return large.resize((width, round(large.height * width / large.width)), Image.Resampling.LANCZOS)


def write_all() -> None:
    with TemporaryDirectory() as made:
        for job, sheets in JOBS.items():
            soleprint.build(EXAMPLES / job, made)
            for sheet in sheets:
                indexed = draw(sheet, Path(made)).quantize(
                    256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
                )
                indexed.save(EXAMPLES / sheet.picture, optimize=True)


if __name__ == "__main__":
    write_all()
