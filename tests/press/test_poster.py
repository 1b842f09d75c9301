"""Posters: the sheets cover the page, and meet."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from soleprint.bounds import moved
from soleprint.errors import UsageProblem
from soleprint.layout.paper import MM
from soleprint.marks import (
    ARTIFACT,
    Anchor,
    Element,
    Excerpt,
    Foreign,
    ForeignObject,
    GlyphRun,
    Group,
    LinkArea,
    Mark,
    Page,
    Rect,
    Sheet,
)
from soleprint.press.impose import Work, impose
from soleprint.press.plan import Imposed, Press
from soleprint.press.poster import poster
from soleprint.press.tiles import cut_out
from soleprint.products.result import Result
from tests.ink import reading
from tests.ink.specimen import run
from tests.press.material import SLUG, blank, pages
from tests.support import cards


def windows(made: Imposed) -> list[Rect]:
    """What each sheet shows, on the page."""
    found = []
    for sheet in made.sheets:
        (place,) = sheet.placements
        assert place.matrix[:4] == (1, 0, 0, 1)
        assert place.clip is not None
        found.append(place.clip)
    return found


@settings(deadline=None)
@given(
    st.floats(100, 1100),
    st.floats(100, 1100),
    st.sampled_from(["A4", "Letter", "A3"]),
    st.sampled_from([5.0, 10.0, 20.0]),
    st.sampled_from([0.0, 5.0, 8.0]),
)
@example(287.015625, 100.0, "A4", 5.0, 5.0)  # a little more than a sheet shows
@example(100.0, 287.015625, "A4", 5.0, 5.0)
@example(287.00390625, 100.0, "A4", 5.0, 5.0)
def test_sheets_cover_the_page_with_the_overlap(
    width: float, height: float, sheet: str, overlap: float, dead: float
) -> None:
    made = impose((blank(width, height),), Press(sheet, "poster", overlap_mm=overlap, dead_mm=dead))
    columns, rows = made.report.grid
    shown = windows(made)
    assert len(shown) == columns * rows == made.report.papers
    for row in range(rows):
        line = shown[row * columns : (row + 1) * columns]
        assert line[0].x0 == pytest.approx(0, abs=0.01)
        assert line[-1].x1 / MM == pytest.approx(width)
        for left, right in pairwise(line):
            assert (left.x1 - right.x0) / MM == pytest.approx(overlap)
    for above, below in zip(shown[::columns], shown[columns::columns], strict=False):
        assert (above.y1 > below.y1) and (below.y1 - above.y0) / MM == pytest.approx(overlap)
    assert shown[0].y1 / MM == pytest.approx(height)
    assert shown[-1].y0 == pytest.approx(0, abs=0.01)


@settings(deadline=None)
@given(st.floats(100, 900), st.floats(100, 900))
def test_nothing_is_in_the_dead_border(width: float, height: float) -> None:
    for sheet in impose((blank(width, height),), Press("A4", "poster"), Work(slug=SLUG)).sheets:
        (place,) = sheet.placements
        assert place.clip is not None
        area = Rect(0, 0, sheet.width, sheet.height).inset(*(5 * MM,) * 4)
        assert area.contains(moved(place.clip, place.matrix))
        assert sheet.trim == pytest.approx(moved(place.clip, place.matrix))


def test_an_a3_page_takes_four_a4_sheets() -> None:
    report = impose(pages(1, "A3"), Press("A4", "poster")).report
    assert (report.grid, report.landscape, report.papers) == ((2, 2), False, 4)
    assert (report.method, report.duplex) == ("poster", "Simplex")


def words(sheet: Sheet) -> list[str]:
    def inside(item: object) -> list[str]:
        if isinstance(item, Group):
            return [text for part in item.items for text in inside(part)]
        return [item.text] if isinstance(item, GlyphRun) else []

    return [text for mark in sheet.marks for text in inside(mark.item)]


def test_sheets_are_named_and_say_where_to_glue() -> None:
    made = impose(pages(1, "A3"), Press("A4", "poster"), Work(slug=SLUG))
    assert [sheet.label for sheet in made.sheets] == ["A1", "A2", "B1", "B2"]
    assert [sorted(words(sheet)) for sheet in made.sheets] == [
        ["100 mm: print at 100 %", "A1", "glue", "glue"],
        ["100 mm: print at 100 %", "A2", "glue"],
        ["100 mm: print at 100 %", "B1", "glue"],
        ["100 mm: print at 100 %", "B2"],
    ]
    assert made.findings == ()
    assert all(mark.owner is ARTIFACT for sheet in made.sheets for mark in sheet.marks)


def test_a_full_sheet_has_its_name_in_the_strip() -> None:
    made = impose((blank(390, 564),), Press("A4", "poster"), Work(slug=SLUG))
    assert words(made.sheets[0]) == ["A1  glue", "A1  glue"]
    assert [finding.code for finding in made.findings] == ["no-check-line"]


def test_marks_are_lines_of_the_sheet() -> None:
    made = impose(pages(1, "A3"), Press("A4", "poster", marks=False))
    # Dashed where the neighbour comes, solid where to cut: two lines on each of four sheets.
    strokes = [[dashed(mark) for mark in sheet.marks] for sheet in made.sheets]
    assert strokes == [[True, True], [False, True], [False, True], [False, False]]


def dashed(mark: Mark) -> bool:
    stroke = getattr(mark.item, "stroke", None)
    return bool(stroke and stroke.dash)


def test_a_sheet_too_small_for_its_borders() -> None:
    with pytest.raises(UsageProblem) as caught:
        impose(pages(1, "A3"), Press("A6", "poster", overlap_mm=40))
    assert caught.value.code == "sheet-too-small"


# What a sheet holds


def card() -> Result:
    return cards.made("foot", size="A3", sheet="A4", impose="poster", emergency="999")


def test_a_sheet_holds_what_it_shows_and_nothing_else() -> None:
    """Every letter of a sheet's text is inside its window, by PDFium's boxes."""
    made = card()
    document = pypdfium2.PdfDocument(made.pdf)
    for sheet, page in zip(made.publication.sheets, document, strict=True):
        said = page.get_textpage()
        window = Rect(0, 0, sheet.width, sheet.height).inset(*(5 * MM - 0.5,) * 4)
        boxes = [Rect(*said.get_charbox(n)) for n in range(said.count_chars())]
        inked = [box for box in boxes if box.width and box.height]
        assert inked
        assert all(box.overlaps(window) for box in inked)
    tiles = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    whole = "".join(cards.texts(cards.pdf("foot", size="A3", emergency="999"))[0].split())
    assert max(map(len, tiles)) < 0.7 * len(whole), "no sheet hides the whole card's text"
    for word in ("Donotmassage", "999", "Repeatontheotherleg"):
        assert any(word in tile for tile in tiles)
    assert "Repeat on the other leg" in " ".join(cards.texts(made.pdf)), "blanks are kept"


def test_each_sheet_is_read_by_itself() -> None:
    """Every sheet has tags of its own, in its own section; a picture is described where it is seen."""
    pdf = reading.reader(card().pdf)
    sections = [each for each in reading.elements(pdf) if (each["/S"], each["/P"].get("/S")) == ("/Sect", "/Document")]
    assert len(sections) == len(pdf.pages)
    for number, section in enumerate(sections):
        assert reading.pages(pdf)[number]["/StructParents"] == number
        shown = [part for part in _flat(reading.outline(section)) if ":" in part]
        assert shown
        assert {part.split(":")[0] for part in shown} == {str(number)}
    described = [element["/Alt"] for element in reading.elements(pdf) if element["/S"] == "/Figure"]
    assert len(described) > len(set(described)) > 6, "a picture on the seam is on both"


def _flat(tree: Any) -> list[str]:
    return [tree] if isinstance(tree, str) else [part for kid in tree[1:] for part in _flat(kid)]


def test_letters_stay_with_the_one_before_them() -> None:
    """A run is cut between letters, never inside one."""
    run_of = run("stroke", (100.0, 50.0), 20.0)
    marks = (Mark(Element("P"), run_of),)
    whole = Page(400, 100, marks, Rect(0, 0, 400, 100))
    widths = [glyph.advance * 20 / run_of.font.upem for glyph in run_of.glyphs]
    seam = 100 + sum(widths[:3]) + 0.1
    left, right = (cut_out(whole, shown, ()) for shown in (Rect(0, 0, seam, 100), Rect(seam, 0, 400, 100)))
    said = [mark.item.text for page in (left, right) for mark in page.marks if isinstance(mark.item, GlyphRun)]
    assert said in (["str", "oke"], ["stro", "oke"])
    (second,) = right.marks
    assert isinstance(second.item, GlyphRun)
    assert second.item.origin[0] == pytest.approx(100 + sum(widths[:3]))
    assert second.owner.tag == "P"
    assert second.owner is not left.marks[0].owner
    assert cut_out(whole, Rect(0, 0, 90, 100), ()).marks == ()


def test_part_of_a_table_is_no_table() -> None:
    """Its rows would not be of one length."""
    table = Element("Table", Element("Sect"))
    cells = [Element("TD", Element("TR", table), attributes={"Table": {"ColSpan": 2}}) for _ in range(2)]
    marks = tuple(Mark(cell, run("x", (100.0 * place, 50.0), 20.0)) for place, cell in enumerate(cells))
    part = cut_out(Page(400, 100, marks, Rect(0, 0, 400, 100)), Rect(0, 0, 50, 100), ())
    (mark,) = part.marks
    assert mark.owner.parent is not None
    assert mark.owner.parent.parent is not None
    assert [mark.owner.tag, mark.owner.parent.tag, mark.owner.parent.parent.tag] == ["Div", "Div", "Div"]
    assert not mark.owner.attributes


def test_a_part_of_another_pdf_is_where_its_ink_is() -> None:
    """Of a tagged page each piece goes to the sheets that show it."""
    source = Foreign((ForeignObject((), b""),))
    frame = Rect(0, 0, 400, 400)
    pieces = [Excerpt(source, 0, Rect(x, 0, x + 90, 90), frame) for x in (0, 300)]
    marks = tuple(Mark(Element("P"), Group((piece,), (0.5, 0, 0, 0.5, 0, 0))) for piece in pieces)
    part = cut_out(Page(200, 200, marks, frame), Rect(0, 0, 100, 200), ())
    (mark,) = part.marks
    assert isinstance(mark.item, Group)
    assert mark.item.items == (pieces[0],)


def test_links_and_places_are_where_they_are_seen() -> None:
    owner = Element("Link", Element("P"))
    link = LinkArea(owner, Rect(150, 40, 250, 60), "https://example.org/", "there")
    page = Page(400, 400, (), Rect(0, 0, 400, 400), links=(link,), anchors=(Anchor("top", 390), Anchor("low", 10)))
    made = poster((page,), Press("200x300mm", "poster", overlap_mm=5, dead_mm=20, marks=False))
    assert sum(len(tile.links) for tile in made.pages) >= 1
    assert [anchor.name for tile in made.pages for anchor in tile.anchors] == ["top", "low"]
    half = cut_out(page, Rect(0, 0, 200, 400), ()).links[0]
    assert half.rect == Rect(150, 40, 200, 60)
    assert half.owner is not owner
