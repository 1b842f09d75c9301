"""One vocabulary: what a template says means the same whether pages are faces, panels or as many as it takes (P4)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.errors import ContentError, DoesNotFit, ExitCode
from soleprint.marks import GlyphRun, Page
from soleprint.products.result import Result
from tests.cli.runner import run
from tests.ink import reading
from tests.support.handouts import text, texts

KINDS = ("faces", "panels", "flow")
every_kind = pytest.mark.parametrize("kind", KINDS)
make: Any = soleprint.make
LONG = "<p>Some words to read at leisure, and a few more of them.</p>"


def write(folder: Path, kind: str, body: str) -> Path:
    """A product of one's own, in words alone."""
    takes = "[look, page, fold]" if kind == "panels" else "[look, page]"
    (folder / "own.yaml").write_text(
        f"schema: 1\nsummary: My own.\ndocuments: none\ntakes: {takes}\nsize: A5\n"
        f"pages: {{kind: {kind}, margin: 10}}\ntype: {{by: fixed, fixed: {{smallest: 10, largest: 14}}}}\n",
        encoding="utf-8",
    )
    (folder / "own.xml.j2").write_text(f'<document title="Own">\n{body}\n</document>', encoding="utf-8")
    return folder


def own(folder: Path, kind: str, body: str, **given: Any) -> Result:
    result: Result = make("own", templates=write(folder, kind, body), **given)
    assert result.pdf.startswith(b"%PDF")
    return result


def said(result: Result) -> list[str]:
    """What each page that is not empty says."""
    return [words for words in texts(result) if words]


def sizes(page: Page) -> set[float]:
    return {round(mark.item.size, 2) for mark in page.marks if isinstance(mark.item, GlyphRun)}


# Choices


@every_kind
@pytest.mark.parametrize("flow", ["no", "yes"])
def test_of_choices_one_that_holds_is_taken(kind: str, flow: str, tmp_path: Path) -> None:
    wide = f"<p>wide {'m' * 120}</p>"
    body = f'<page flow="{flow}"><choose><option>{wide}</option><option><p>narrow</p></option></choose></page>'
    assert said(own(tmp_path, kind, body)) == ["narrow"]


@every_kind
def test_of_choices_the_one_with_larger_pictures_is_taken(kind: str, tmp_path: Path) -> None:
    picture = '<figure scene="view" view="foot-sole" min="4"/>'
    small = f"<p>small</p>{LONG * 30}{picture}"
    body = f"<page><choose><option>{small}</option><option><p>large</p>{picture}</option></choose></page>"
    assert said(own(tmp_path, kind, body)) == ["large"]


@every_kind
def test_of_choices_that_flow_the_one_on_fewer_pages_is_taken(kind: str, tmp_path: Path) -> None:
    many, few = LONG * 90, LONG * 3
    body = f'<page flow="yes"><choose><option>{many}</option><option><p>few</p>{few}</option></choose></page>'
    (words,) = said(own(tmp_path, kind, body))
    assert words.startswith("few")


@every_kind
def test_when_no_choice_holds_it_does_not_fit(kind: str, tmp_path: Path) -> None:
    body = f"<page><choose><option>{LONG * 99}</option><option><p>{'m' * 120}</p></option></choose></page>"
    with pytest.raises(DoesNotFit):
        own(tmp_path, kind, body)


# Type of its own


@every_kind
def test_a_page_may_state_its_type(kind: str, tmp_path: Path) -> None:
    body = f'<page minimum="21" maximum="21"><p>Large.</p></page><page flow="yes">{LONG * 40}</page>'
    result = own(tmp_path, kind, body)
    first, *others = result.publication.pages
    assert sizes(first) == {21.0}
    shared = {size for page in others for size in sizes(page)}
    assert len(shared) == 1
    assert 10 <= shared.pop() <= 14


@every_kind
def test_a_page_is_as_large_as_it_goes_within_what_it_states(kind: str, tmp_path: Path) -> None:
    (size,) = sizes(
        own(tmp_path, kind, '<page minimum="11" maximum="90"><p>Wide words.</p></page>').publication.pages[0]
    )
    assert 20 < size <= 90
    with pytest.raises(DoesNotFit):
        own(tmp_path, kind, f'<page minimum="60" maximum="90">{LONG * 9}</page>')


@every_kind
@pytest.mark.parametrize("limits", ['minimum="9" maximum="8"', 'minimum="large"', 'minimum="3"', 'maximum="9999"'])
def test_type_that_cannot_be_is_told(kind: str, limits: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        own(tmp_path, kind, f"<page><p>one</p></page>\n<page {limits}><p>two</p></page>")
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [("template-value", 3)]


# The running foot


@every_kind
def test_pages_that_ask_for_it_have_a_running_foot(kind: str, tmp_path: Path) -> None:
    foot = "<running><p>Page {page} of {pages}</p></running>"
    body = f'{foot}<page running="yes"><p>one</p></page><page><p>two</p></page><page running="yes"><p>three</p></page>'
    result = own(tmp_path, kind, body)
    feet = [text(page, decoration=True) for page in result.publication.pages]
    assert said(result) == ["one", "two", "three"]
    assert feet[:3] == [f"Page 1 of {len(feet)}", "", f"Page 3 of {len(feet)}"]


# Flow


@every_kind
def test_what_flows_takes_the_pages_that_it_needs(kind: str, tmp_path: Path) -> None:
    numbered = "".join(f"<p>{number} Some words to read at leisure.</p>" for number in range(1, 181))
    result = own(tmp_path, kind, f'<page flow="yes">{numbered}</page><page><p>The end.</p></page>')
    words = " ".join(said(result))
    assert result.pages > 3
    assert re.findall(r"(\d+) Some", words) == [str(number) for number in range(1, 181)]
    assert words.endswith("The end.")


@every_kind
def test_what_does_not_flow_must_hold(kind: str, tmp_path: Path) -> None:
    with pytest.raises(DoesNotFit):
        own(tmp_path, kind, f"<page>{LONG * 180}</page>")


@every_kind
def test_a_break_begins_a_page_and_what_is_kept_stays_together(kind: str, tmp_path: Path) -> None:
    body = f'<page flow="yes"><p>one</p><break/><p>two</p><keep>{"<p>kept</p>" * 3}</keep></page>'
    assert said(own(tmp_path, kind, body)) == ["one", "two kept kept kept"]


def test_panels_of_a_fold_are_filled_and_the_last_page_is_last(tmp_path: Path) -> None:
    body = '<page><p>cover</p></page><page filler="yes"><p>notes</p></page><page last="yes"><p>back</p></page>'
    result = own(tmp_path, "panels", body, fold="tri", size="A4")
    assert said(result) == ["cover", "notes", "notes", "notes", "notes", "back"]
    assert said(own(tmp_path, "flow", body)) == ["cover", "back"]


# Links

AHEAD = '<page><p>See <a href="#there">the rest</a> on page <number of="there"/>.</p></page>\n'


@every_kind
@pytest.mark.parametrize("place", ['<h2 id="there">Here</h2>', '<p id="there">Here</p>', "<h2>There</h2>"])
def test_links_and_page_numbers_lead_to_their_place(kind: str, place: str, tmp_path: Path) -> None:
    result = own(tmp_path, kind, f"{AHEAD}<page><p>between</p></page><page>{place}</page>")
    assert said(result)[0] == "See the rest on page 3."
    pages: list[Any] = list(reading.reader(result.pdf).pages)
    (link,) = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    sheet = next(
        number for number, each in enumerate(result.publication.sheets) if 2 in [one.page for one in each.placements]
    )
    assert link["/Dest"][0].get_object()["/StructParents"] == pages[sheet]["/StructParents"]


@every_kind
@pytest.mark.parametrize(
    "use", ['<a href="#nowhere">there</a>', '<number of="nowhere"/>', '<a href="#">there</a>'], ids=["a", "number", "#"]
)
def test_a_link_to_nowhere_is_told_with_its_line(
    kind: str, use: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = f'<page><h2 id="somewhere">Here</h2></page>\n\n<page>\n<p>See {use}</p></page>'
    with pytest.raises(ContentError) as caught:
        own(tmp_path, kind, body)
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [("dangling-link", 5)]
    told = run("make", "own", "--templates", tmp_path, "--out", tmp_path / "own.pdf", code=ExitCode.CONTENT)
    assert "own.xml.j2:5:1: " in told.stderr
    assert "[dangling-link]" in told.stderr
    assert not (tmp_path / "own.pdf").exists()
    monkeypatch.setattr("soleprint.products.attempt.product_names", lambda folders: ["own"])
    assert "[dangling-link]" in run("check", tmp_path, code=ExitCode.FINDINGS).stdout


def test_a_name_that_is_nearly_right_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match='did you mean "there"'):
        own(tmp_path, "flow", '<page><p><a href="#their">x</a></p><h2 id="there">Here</h2></page>')


HEADING = '<h2 id="there">Here</h2>'
UNPLACED = {
    "an option that was not taken": f"<choose><option><p>a</p></option><option>{HEADING}{LONG * 99}</option></choose>",
    "a page to fill up with": '</page><page filler="yes">' + HEADING,
}


@pytest.mark.parametrize("place", UNPLACED.values(), ids=UNPLACED)
@pytest.mark.parametrize("use", ['<a href="#there">there</a>', 'page <number of="there"/>'], ids=["a", "number"])
@pytest.mark.parametrize("kind", ["faces", "flow"])
def test_a_place_that_is_on_no_page_is_told(kind: str, use: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        own(tmp_path, kind, f"<page>\n<p>See {use}</p>{place}</page>")
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [("dangling-link", 3)]
    assert "on none of the pages" in str(caught.value)


def test_links_of_several_documents_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "poster.xml.j2").write_text(
        (Path(__file__).parents[2] / "templates" / "poster.xml.j2")
        .read_text(encoding="utf-8")
        .replace("<h1 ", '<h1 id="top" ')
        .replace('<p style="near">{{ line }}', '<p style="near"><a href="#top">Up.</a> {{ line }}'),
        encoding="utf-8",
    )
    result = make("poster", ["foot", "back-of-leg"], templates=tmp_path)
    pages: list[Any] = list(reading.reader(result.pdf).pages)
    for page in pages:
        (link,) = [note.get_object() for note in page["/Annots"]]
        assert link["/Dest"][0].get_object()["/StructParents"] == page["/StructParents"]
