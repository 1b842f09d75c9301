"""Pages of the clinic's own in a booklet, to the end."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from msgspec.structs import replace

import soleprint
from soleprint.clinic.pages import read as reading
from soleprint.errors import FileProblem, UsageProblem
from soleprint.ink.pdf import write_pdf
from soleprint.marks import Group, Placement
from soleprint.products import bundle
from soleprint.products.result import Result
from soleprint.store import Store
from tests.clinic.pages.files import file, tagged, words
from tests.clinic.pages.test_kept import marked, said
from tests.clinic.pages.test_leads import linked
from tests.ink import reading as pdfs
from tests.support.readers import poppler
from tests.support.vera import validate


@cache
def folder() -> Path:
    path = Path(mkdtemp(prefix="soleprint-own-"))
    lines = [said(0, "Feet", 350, "H1"), said(1, "x", 300), said(2, "x", 280)]
    tree = [("H1", 0), ("Table", ("TR", ("TH", 1), ("TH",)), ("TR", ("TD", 2), ("TD",)))]
    (path / "tagged.pdf").write_bytes(tagged(marked(*lines), *tree, lang="de"))
    sides = words("Opening hours"), words("Second side", "Helvetica")
    (path / "plain.pdf").write_bytes(file(*sides, title="Our clinic"))
    (path / "linked.pdf").write_bytes(file(linked("https://a.example", "file:///etc/passwd", "tel:+441134960000")))
    return path


@cache
def made(*names: str, **given: Any) -> Result:
    own = [folder() / name for name in names]
    more: Any = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    return soleprint.make("booklet", "foot", emergency="999", bundle=own, **more)


def both() -> Result:
    return made("plain.pdf", "tagged.pdf", bundle_alt=("When we are open",), bundle_title=("About us & <you>",))


def page_with(result: Result, name: str) -> int:
    """The page that a place is on."""
    pages = result.publication.pages
    return next(at for at, page in enumerate(pages) if any(anchor.name == name for anchor in page.anchors))


def test_pages_that_are_kept_drawn_and_tagged_conform_among_others() -> None:
    whole = both().publication
    own = [page for page in whole.pages if page.marks and isinstance(page.marks[-1].item, Group)]
    assert len(own) == 3
    pages = tuple(replace(page, links=(), anchors=()) for page in [*whole.pages[:3], *own, *whole.pages[-2:]])
    sheets = tuple(replace(whole.sheets[0], placements=(Placement(number),)) for number in range(len(pages)))
    assert validate(write_pdf(replace(whole, pages=pages, sheets=sheets)), "ua1", "2a") == []


def test_pages_are_pages_with_text_that_is_found() -> None:
    found = poppler(both().pdf)
    assert all(text in found for text in ("Opening hours", "Second side", "Feet"))


def test_the_structure_is_that_of_the_file_or_a_figure_with_a_description() -> None:
    every = pdfs.elements(pdfs.reader(both().pdf))
    alts = [each["/Alt"] for each in every if each["/S"] == "/Figure"]
    assert "When we are open" in alts
    assert "Second side" in alts
    table = next(each for each in every if each["/S"] == "/Table")
    rows = [[tag for tag, *_ in row[1:]] for row in pdfs.outline(table)[1:]]
    assert rows == [["TH", "TH"], ["TD", "TD"]]


def test_files_are_in_the_contents_and_bookmarked() -> None:
    result = both()
    pdf = pdfs.reader(result.pdf)
    assert all(f"'{title}'" in str(pdf.outline) for title in ("About us & <you>", "Our feet"))
    assert "About us & <you>" in pdf.pages[1].extract_text()
    targets = [link.target for page in result.publication.pages for link in page.links]
    assert {"#own-file-1", "#own-file-2"} <= set(targets)


def test_what_is_odd_is_said() -> None:
    told = [finding.code for finding in both().findings if str(folder()) in finding.source]
    assert told == ["page-drawn", "page-not-described"]


def test_a_page_is_as_large_as_the_page_that_it_stands_on() -> None:
    result = both()
    page = result.publication.pages[page_with(result, "own-file-1")]
    (mark,) = page.marks
    assert isinstance(mark.item, Group)
    assert mark.item.matrix[0] == pytest.approx(min(page.width / 300, page.height / 400))


def test_links_to_the_web_and_to_telephones_are_kept_and_others_told_of() -> None:
    result = made("linked.pdf")
    number = page_with(result, "own-file-1")
    page = result.publication.pages[number]
    assert [link.target for link in page.links] == ["https://a.example", "tel:+441134960000"]
    scale = min(page.width / 300, page.height / 400)
    assert page.links[0].rect.width == pytest.approx(100 * scale)
    assert "links-left-out" in [finding.code for finding in result.findings]
    pdf = write_pdf(
        replace(
            result.publication,
            pages=(page,),
            sheets=(replace(result.publication.sheets[0], placements=(Placement(0),)),),
        )
    )
    notes: Any = pdfs.reader(pdf).pages[0]["/Annots"]
    assert [note.get_object()["/A"]["/URI"] for note in notes] == ["https://a.example", "tel:+441134960000"]
    assert validate(pdf, "ua1") == []


def test_a_second_copy_is_not_read_out() -> None:
    nup = made("tagged.pdf", sheet="A4", impose="nup", copies=2)
    assert sum(each["/S"] == "/Table" for each in pdfs.elements(pdfs.reader(nup.pdf))) == 1


def test_pictures_of_pages_show_it() -> None:
    result = made("tagged.pdf")
    number = page_with(result, "own-file-1")
    drawn = result.svg(number)
    assert drawn.count("data:image/png") == 1
    assert 'aria-label="Feet' in drawn
    assert result.png(number) != result.png(number + 1)


def test_it_is_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = made("tagged.pdf").pdf
    monkeypatch.setattr(reading, "_read", Store(reading.FILES))
    monkeypatch.setattr(bundle, "_pages", Store(8))
    made.cache_clear()
    assert made("tagged.pdf").pdf == first


def test_as_many_files_as_one_likes_are_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than are kept, each read anew every time, and more than one page of contents lists."""
    result = made("plain.pdf")
    one = reading.own_file(folder() / "plain.pdf", result.order.paper.width, result.order.paper.height)
    monkeypatch.setattr(reading, "_read", Store(1))
    monkeypatch.setattr(reading, "_fresh", lambda path, *_: replace(one, path=path))
    result = made(*["plain.pdf", "tagged.pdf"] * 8)
    assert [finding.code for finding in result.findings].count("page-drawn") == 16
    listed = [link.target for page in result.publication.pages[1:3] for link in page.links]
    own = [target for target in dict.fromkeys(listed) if "own" in target]
    assert own == [f"#own-file-{number}" for number in range(1, 17)]
    assert sum(each["/S"] == "/TOC" for each in pdfs.elements(pdfs.reader(result.pdf))) == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"bundle_alt": ("a", "b", "c")}, "--bundle-alt is given 3 times, for 2 pages"),
        ({"bundle_title": ("a", "b")}, "--bundle-title is given 2 times, for 1 file"),
        ({"bundle_title": ("Massage instead of surgery",)}, "--bundle-title: .*claim"),
    ],
)
def test_words_that_cannot_be_used_are_refused(given: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageProblem, match=told):
        made("plain.pdf", **given)


def test_a_file_that_is_none_is_named() -> None:
    path = folder() / "none.pdf"
    path.write_text("nothing")
    with pytest.raises(FileProblem, match=r"none\.pdf is no PDF"):
        made("none.pdf")
