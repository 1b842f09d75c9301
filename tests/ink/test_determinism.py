"""Same publication, same bytes."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from msgspec.structs import replace

from soleprint.ink.paint import Painter
from soleprint.ink.pdf import write_pdf
from soleprint.ink.svg import write_svg
from soleprint.marks import Element, Mark, Page, Placement, Primitive, Publication, Rect, Symbol, Use
from tests.ink.specimen import booklet, publication, run, sheet, spot_symbol

SCRIPT = """
from hashlib import sha256
from soleprint.ink.pdf import write_pdf
from tests.ink.specimen import booklet
print(sha256(write_pdf(booklet())).hexdigest())
"""


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@pytest.mark.parametrize(
    "setting",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ],
)
def test_other_processes_write_the_same(setting: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, **setting, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == digest(write_pdf(booklet()))


def test_again_and_in_threads() -> None:
    once = write_pdf(booklet())
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: write_pdf(booklet()), range(8))) == {once}


def card(symbol: Symbol, text: str) -> Publication:
    """Text that takes codes before the symbol's letters get theirs."""
    document = Element("Document")
    marks = (
        Mark(Element("P", document), run(text, (10, 80), weight=700)),
        Mark(Element("Figure", document, alt="Spot"), Use(symbol)),
    )
    page = Page(100, 100, marks, Rect(0, 0, 100, 100))
    return Publication("Card", "en", (page,), (sheet(Placement(0), size=(100, 100)),))


def test_a_kept_symbol_does_not_change_what_follows() -> None:
    symbol = spot_symbol()
    write_pdf(card(symbol, "other letters"))
    kept = write_pdf(card(symbol, "xyz"))
    assert write_pdf(card(symbol, "xyz")) == kept
    assert kept == write_pdf(card(spot_symbol(), "xyz"))


def test_symbols_are_not_kept_for_ever() -> None:
    from soleprint.ink.paint import _drawn
    from soleprint.ink.sheets import PAGES

    gc.collect()
    before = len(_drawn)
    symbol = spot_symbol()
    write_pdf(card(symbol, "a"))
    kept = weakref.ref(symbol)
    assert len(_drawn) == before + 1
    del symbol
    for number in range(2 * PAGES + 1):
        written(marks_of([(f"page {number}", "#000000")]))
    gc.collect()
    assert kept() is None


Texts = Sequence[tuple[str, str]]
"""Texts with their colours."""


def marks_of(texts: Texts) -> tuple[Mark, ...]:
    document = Element("Document")
    lines = [run(text, (10.0, 90.0 - 15 * number), colour=colour) for number, (text, colour) in enumerate(texts)]
    return tuple(Mark(Element("P", document), line) for line in lines)


def written(marks: tuple[Mark, ...]) -> bytes:
    page = Page(100, 100, marks, Rect(0, 0, 100, 100))
    return write_pdf(Publication("T", "en", (page,), (sheet(Placement(0), size=(100, 100)),)))


@pytest.mark.parametrize(
    "before",
    [
        [],
        [("xyz", "#000000")],
        [("other letters first", "#000000")],
        [("cba", "#FF0000")],
        [("abc", "#FF0000")],
        [("", "#000000")],
    ],
)
def test_marks_of_another_page_are_written_as_new_ones(before: Texts) -> None:
    """What stands before the same marks gives letters other codes, and leaves another colour and size."""
    same: Texts = [("abc", "#000000"), ("cab", "#FF0000"), ("b", "#000000")]
    kept = marks_of(same)
    written(kept)
    for first in (before, [*before, *before]):
        assert written((*marks_of(first), *kept)) == written((*marks_of(first), *marks_of(same)))
        assert written((*kept, *marks_of(first), *kept[1:])) == written(twice(marks_of(same), marks_of(first)))
    assert written(kept) == written(marks_of(same))


def test_marks_are_kept_with_the_codes_of_several_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one text is changed time and again, letters after it have now these codes, now those."""
    kept = marks_of([("abc", "#000000"), ("cab", "#FF0000")])
    befores = [marks_of([(text, "#000000")]) for text in ("x", "xy")]
    pages = [written((*before, *kept)) for before in befores]
    drawn: list[Primitive] = []
    draw = Painter.draw

    def noted(painter: Painter, item: Primitive) -> None:
        drawn.append(item)
        draw(painter, item)

    monkeypatch.setattr(Painter, "draw", noted)
    assert [written((*before, *kept)) for before in befores] == pages
    assert drawn == []


def twice(marks: tuple[Mark, ...], between: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return (*marks, *between, *marks[1:])


def test_identifier_comes_from_the_content() -> None:
    one = publication()
    other = replace(one, pages=(replace(one.pages[0], marks=one.pages[0].marks[:-1]),))

    def identifier(pdf: bytes) -> bytes:
        return pdf[pdf.index(b"/ID[<") + 5 :][:32]

    assert identifier(write_pdf(one)) == identifier(write_pdf(publication()))
    assert identifier(write_pdf(one)) != identifier(write_pdf(other))


def test_svg_is_the_same_too() -> None:
    assert write_svg(booklet(), 1) == write_svg(booklet(), 1)
