"""Signs, numbers and bullets stand level with the first line beside them, also where a script needs tall lines."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from soleprint.marks import GlyphRun, Page, Path
from soleprint.text import Typesetter
from tests.layout.documents import LOOK, made, pages_of

TEXTS = {"en": "Glide up the leg", "ar": "مرر يديك على الساق", "th": "ลูบขึ้นไปตามขา", "hi": "पैर पर ऊपर तक फेरें"}


def _middles(page: Page, text: str) -> tuple[float, float]:
    """Of the disc or bullet, and of the first line of the text beside it."""
    (disc,) = (mark.item for mark in page.marks if isinstance(mark.item, Path))
    runs = [mark.item for mark in page.marks if isinstance(mark.item, GlyphRun) and mark.item.text.strip() in text]
    run = max((run for run in runs if not run.text.strip().isdigit()), key=lambda run: run.origin[1])
    points = [numbers[-1] for _, *numbers in disc.segments if numbers]
    face = Typesetter("en").font()
    return (min(points) + max(points)) / 2, run.origin[1] + face.cap_height / face.upem * run.size / 2


@pytest.mark.parametrize("lang", TEXTS)
@pytest.mark.parametrize("body", ["<ul><li>{}</li></ul>", '<ol><li number="1"><p>{}</p></li></ol>'])
def test_they_are_level(lang: str, body: str) -> None:
    look = replace(LOOK, typesetter=Typesetter(lang))
    page = made(f"<page>{body.format(TEXTS[lang])}</page>", pages_of(), look).pages[0]
    marker, line = _middles(page, TEXTS[lang])
    assert marker == pytest.approx(line, abs=0.9)
