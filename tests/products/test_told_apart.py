"""The pictures of strokes at 20 mm, in grey: each can still be told from every other."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

import soleprint
from tests.support.handouts import library

PRODUCT = """\
schema: 1
summary: One stroke a page.
documents: none
takes: [look, page]
size: 46x40mm
pages: {kind: faces, margin: 0}
type: {by: fixed, fixed: {smallest: 9, largest: 9}}
"""
FIGURE = '<figure scene="stroke-picture" stroke="{}" field="yes" min="6.2" max="6.3"/>'
PAGE = f'<page minimum="9" maximum="9">{FIGURE}</page>'
DIFFERENT = 1.5
"""Mean difference of grey, of 255, over a page of which half is empty: another style of arrow alone makes 2.2."""


@pytest.fixture(scope="module")
def greys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    folder = tmp_path_factory.mktemp("strokes")
    names = list(library().strokes())
    (folder / "strokes.yaml").write_text(PRODUCT, encoding="utf-8")
    pages = "".join(PAGE.format(name) for name in names)
    (folder / "strokes.xml.j2").write_text(f'<document title="Strokes">{pages}</document>', encoding="utf-8")
    data = soleprint.make("strokes", templates=Path(folder)).pdf
    document = pdfium.PdfDocument(data)
    images = [page.render(scale=150 / 72, grayscale=True).to_numpy().astype(float) for page in document]
    return dict(zip(names, images, strict=True))


def test_strokes_are_told_apart_in_grey_at_20_mm(greys: dict[str, np.ndarray]) -> None:
    alike = {
        (one, other): round(float(np.abs(greys[one] - greys[other]).mean()), 2)
        for one, other in combinations(greys, 2)
        if np.abs(greys[one] - greys[other]).mean() < DIFFERENT
    }
    assert alike == {}
