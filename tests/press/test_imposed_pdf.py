"""Imposed files: right to 0.1 mm, conforming, and read in the order of the pages whatever the order of printing."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest

from soleprint.ink.pdf import write_pdf
from soleprint.layout.paper import MM, paper
from soleprint.marks import Element, Page, Publication, Rect
from soleprint.press.folds import panels
from soleprint.press.impose import Work, impose
from soleprint.press.leaflet import leaflet
from soleprint.press.plan import Imposed, Press
from tests.ink.reading import elements, outline, reader, root
from tests.ink.reading import kids as below
from tests.ink.specimen import page as specimen_page
from tests.ink.specimen import spot_symbol
from tests.press.material import SLUG
from tests.support.vera import validate

COUNT = 10


def specimens(count: int = COUNT) -> tuple[Page, ...]:
    """A6 pages with everything; the first links to the last but one."""
    document, symbol = Element("Document"), spot_symbol()
    target = f"#part{count - 1}"
    width, height = paper("A6").width, paper("A6").height
    made = [
        specimen_page(document, n, symbol, target if n == 1 else "https://example.org/") for n in range(1, count + 1)
    ]
    return tuple(
        Page(width, height, p.marks, p.safe, p.label, p.links, p.anchors if n in (0, count - 2) else ())
        for n, p in enumerate(made)
    )


def folded() -> Imposed:
    sheet = paper("210x148mm")
    leaf = panels("half", sheet)
    return leaflet(specimens(4), leaf, sheet, Press("A4", bleed_mm=3), SLUG)


PRESSES = {
    "booklet": Press("A4", "booklet", creep_mm=0.1, signature=2),
    "booklet by hand": Press("A3", "booklet", "right", duplex="manual", restack="as-is", bleed_mm=3),
    "cards": Press("A4", "nup", gutter_mm=5, duplex="short"),
    "cards to fold over": Press("A4", "nup", duplex="none"),
    "poster": Press("A6", "poster", overlap_mm=5, dead_mm=4),
}
NAMES = [*PRESSES, "leaflet"]
WHOLE = [name for name in NAMES if name != "poster"]
"""Those that show pages whole."""


def imposed(name: str) -> Imposed:
    if name == "leaflet":
        return folded()
    faces = 2 if name.startswith("cards") else 1
    return impose(specimens(), PRESSES[name], Work(faces=faces, slug=SLUG))


@cache
def file(name: str) -> bytes:
    made = imposed(name)
    return write_pdf(Publication("Test", "en", made.pages, made.sheets, duplex=made.report.duplex), producer="test")


@cache
def plain(count: int) -> bytes:
    """The same pages, one on each sheet."""
    made = impose(specimens(count), Press("A6"))
    return write_pdf(Publication("Test", "en", made.pages, made.sheets), producer="test")


def count_of(name: str) -> int:
    return 4 if name == "leaflet" else COUNT


@pytest.mark.parametrize("name", NAMES)
def test_an_imposed_file_conforms(name: str) -> None:
    assert validate(file(name), "ua1", "2a") == []


def spoken(pdf: bytes) -> list[tuple[str, str | None, str | None]]:
    """Tag, alternative text and language of each element in reading order."""
    return [
        (element["/S"], element.get("/Alt"), element.get("/Lang"))
        for element in elements(reader(pdf))
        if "/S" in element
    ]


def without_numbers(tree: object) -> object:
    """An outline of tags without the numbers of sheets and sequences."""
    if isinstance(tree, tuple):
        return tuple(without_numbers(part) for part in tree)
    return "content" if isinstance(tree, str) and ":" in tree else tree


@pytest.mark.parametrize("name", WHOLE)
def test_the_tags_are_those_of_the_pages_in_order(name: str) -> None:
    one, other = file(name), plain(count_of(name))
    assert spoken(one) == spoken(other)
    trees = [
        [without_numbers(outline(top)) for top in below(root(reader(pdf))["/StructTreeRoot"])] for pdf in (one, other)
    ]
    assert trees[0] == trees[1]


@pytest.mark.parametrize("name", WHOLE)
def test_bookmarks_and_links_lead_to_their_page(name: str) -> None:
    pdf, made = reader(file(name)), imposed(name)
    count = count_of(name)
    first = {page: n for n in reversed(range(len(made.sheets))) for page in pages_on(made, n)}
    (top,) = [entry for entry in pdf.outline if not isinstance(entry, list)]
    assert pdf.get_destination_page_number(top) == first[0]
    links = [a.get_object() for sheet in pdf.pages for a in sheet.get("/Annots", [])]
    assert len(links) == count
    (inner,) = [link for link in links if "/Dest" in link]
    sheet = inner["/Dest"][0].get_object()
    assert [n for n, page in enumerate(pdf.pages) if page.get_object() == sheet] == [first[count - 2]]


def pages_on(made: Imposed, sheet: int) -> list[int]:
    return [place.page for place in made.sheets[sheet].placements]


@pytest.mark.parametrize("name", NAMES)
def test_boxes_are_right_to_a_tenth_of_a_millimetre(name: str) -> None:
    made, pdf = imposed(name), reader(file(name))
    size = sorted(paper(made.report.sheet).millimetres)
    for sheet, page in zip(made.sheets, pdf.pages, strict=True):
        media = [float(value) / MM for value in page.mediabox]
        assert sorted(media[2:]) == pytest.approx(size, abs=0.1)
        trim = Rect(*(float(value) for value in page.trimbox))
        assert [value / MM for value in trim] == pytest.approx([value / MM for value in sheet.trim], abs=0.1)
        assert Rect(*map(float, page.bleedbox)).contains(trim, 0.1)
        assert Rect(*map(float, page.mediabox)).contains(Rect(*map(float, page.bleedbox)), 0.1)


def test_a_half_fold_of_a5_has_its_panels_where_they_should_be() -> None:
    """What the file says, not what the press says: the trim, and the pages' origins in the content stream."""
    pdf = reader(file("leaflet"))
    content = pdf.pages[0].get_contents()
    assert content is not None
    moves = [
        [float(value) for value in line.split()[:6]]
        for line in content.get_data().decode("latin-1").splitlines()
        if line.endswith(" cm") and line.startswith("1 0 0 1 ")
    ]
    trim = [float(value) / MM for value in pdf.pages[0].trimbox]
    assert trim[2] - trim[0] == pytest.approx(210, abs=0.1)
    assert trim[3] - trim[1] == pytest.approx(148, abs=0.1)
    origins = {round((move[4] / MM - trim[0]) * 10) / 10 for move in moves if abs(move[5] / MM - trim[1]) < 0.1}
    assert origins == {0.0, 105.0}


@pytest.mark.parametrize("name", ["booklet", "cards", "poster"])
def test_the_same_pages_make_the_same_bytes(name: str) -> None:
    made = imposed(name)
    again = write_pdf(Publication("Test", "en", made.pages, made.sheets, duplex=made.report.duplex), producer="test")
    assert again == file(name)


def test_text_of_a_page_is_read_once() -> None:
    """Copies that fill the sheet are decoration."""
    made = impose(specimens(2), Press("A4", "nup"), Work(faces=2))
    assert [len(sheet.placements) for sheet in made.sheets] == [4, 4]
    pdf = write_pdf(Publication("Test", "en", made.pages, made.sheets))
    assert spoken(pdf) == spoken(plain(2))
    assert len(BytesIO(pdf).getvalue()) < 1.35 * len(plain(2))
