"""What the product says, set one string to a line, each a P: the measure of how well text is found and copied.

``python -m tests.ink.strings [LANG ...]`` prints, for all strings of content/locale, the share in per cent of words
that PDFium's search finds and of strings that each reader gives back whole, and how many paragraphs have ActualText.
pdf.js is asked where node finds pdfjs-dist (NODE_PATH). What readers cannot do, whatever is written, is listed in
``test_reading_back.py``.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import polib

from soleprint.ink.pdf import write_pdf
from soleprint.marks import Element, GlyphRun, Mark, Page, Placement, Publication, Rect
from soleprint.text import breaks
from soleprint.text.paragraph import Span
from soleprint.text.typesetter import Typesetter
from tests.ink import reading
from tests.ink.specimen import sheet
from tests.support.languages import LANGUAGES
from tests.support.readers import READERS, installed, lost, missed

LOCALE = Path(__file__).parents[2] / "content" / "locale"
SIZE = (1600.0, 800.0)
MARGIN, TYPE, GAP = 40.0, 12.0, 14.0
LONGEST = 160
_MARKUP = re.compile(r"[{}<>*_`\[\]|]")
_EDGE = (
    "".join(map(chr, range(0x2010, 0x2060))) + "\"'()[]{}.,:;!?/«»،؛؟۔।॥、。「」『』（）：；！？・~～#*%+=&0123456789"
)
"""What may stand before and after words, and parts them."""
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
"""Marks that order others, which nobody types."""
_NO_SPACES = ("th", "ja", "zh-Hans", "zh-Hant")


@cache
def strings(lang: str) -> tuple[str, ...]:
    """The strings of a language that are one line of plain text."""
    entries = polib.pofile(str(LOCALE / ("de" if lang == "en" else lang) / "soleprint.po"))
    texts = [" ".join((entry.msgid if lang == "en" else entry.msgstr).split()) for entry in entries]
    return tuple(dict.fromkeys(text for text in texts if 0 < len(text) < LONGEST and not _MARKUP.search(text)))


def words(lang: str, lines: tuple[str, ...]) -> list[str]:
    """Their distinct words of two letters and more; of languages without spaces, what lines may be broken into."""
    found: dict[str, None] = {}
    for line in lines:
        stops = sorted({0, len(line), *breaks.opportunities(line, LANGUAGES[lang])}) if lang in _NO_SPACES else []
        parts = [line[start:end] for start, end in pairwise(stops)] or line.split(" ")
        stripped = [part.translate(_ISOLATES).strip().strip(_EDGE) for part in parts]
        found |= {part: None for part in stripped if len(part) > 1 and set(part).isdisjoint(_EDGE)}
    return list(found)


def some(every: list[str], count: int) -> list[str]:
    """At most ``count`` of them, from all over."""
    return every[:: max(1, len(every) // count)][:count]


def runs(lang: str, line: str, width: int = 100, display: bool = False) -> list[GlyphRun]:
    """A string's runs on one line, in logical order."""
    prepared = Typesetter(lang).prepare([Span(line, width=width, display=display)])
    return [run for _, run in prepared.set(10_000.0, TYPE).runs(0.0, 0.0)]


def document(lang: str, lines: tuple[str, ...]) -> bytes:
    """A PDF of the lines."""
    typesetter, top = Typesetter(lang), Element("Document")
    pages: list[Page] = []
    marks: list[Mark] = []
    y = SIZE[1] - MARGIN
    for line in lines:
        setting = typesetter.prepare([Span(line)]).set(SIZE[0] - 2 * MARGIN, TYPE)
        if y - setting.height < MARGIN:
            pages.append(Page(*SIZE, tuple(marks), Rect(0, 0, *SIZE)))
            marks, y = [], SIZE[1] - MARGIN
        owner = Element("P", top)
        marks += [Mark(owner, run) for _, run in setting.runs(MARGIN, y)]
        y -= setting.height + GAP
    pages.append(Page(*SIZE, tuple(marks), Rect(0, 0, *SIZE)))
    sheets = tuple(sheet(Placement(number), size=SIZE) for number in range(len(pages)))
    return write_pdf(Publication("Text", lang, tuple(pages), sheets))


def told(pdf: bytes) -> list[str | None]:
    """The ActualText of each paragraph."""
    return [each.get("/ActualText") for each in reading.elements(reading.reader(pdf)) if each["/S"] == "/P"]


def _measured(lang: str) -> str:
    lines = strings(lang)
    look, pdf = words(lang, lines), document(lang, lines)
    shares = [100 - 100 * len(missed(pdf, look)) / len(look)]
    shares += [
        100 - 100 * len(lost(lines, read(pdf))) / len(lines) if installed(name) else -1
        for name, read in READERS.items()
    ]
    spoken = sum(each is not None for each in told(pdf))
    cells = " ".join(f"{share:8.1f}" if share >= 0 else "       -" for share in shares)
    return f"{lang:8} {len(lines):7} {len(look):5} {cells} {spoken:9} {len(pdf):8}"


if __name__ == "__main__":
    names = " ".join(f"{name:>8}" for name in ("found", *READERS))
    print(f"language strings words {names} ActualText  bytes")
    for code in sys.argv[1:] or LANGUAGES:
        print(_measured(code), flush=True)
