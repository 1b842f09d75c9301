"""Booklets: contents that lead where they say, everything in order, and folded from A4 as read on the screen."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.content.select import setup_for, steps_for
from soleprint.errors import DoesNotFit, UsageProblem
from soleprint.marks import ARTIFACT, GlyphRun, Group, Page, Rect, Use
from soleprint.preflight.pages import placed_box
from soleprint.press.plan import Imposed, Press, Report
from soleprint.products import shown
from soleprint.products.result import Result
from tests.cli.runner import run
from tests.ink import reading
from tests.press.folding import read
from tests.products.test_cards import flat
from tests.support.handouts import folded, ink_on_ink, library, made, missing, pdf, phrases, text, texts
from tests.support.pages import outside, words_on_pictures
from tests.support.vera import validate

ROUTINES = ("back-of-leg", "front-of-leg", "foot")
MOST_BYTES = 900_000
ON_A4 = {"sheet": "A4", "impose": "booklet"}


def booklet(*routines: str, **given: Any) -> Result:
    return made("booklet", *(routines or ROUTINES), **{"size": "A5", **given})


def file(*routines: str, **given: Any) -> bytes:
    return pdf("booklet", *(routines or ROUTINES), **{"size": "A5", **given})


def page_with(said: list[str], words: str) -> int:
    """The page that begins with these words."""
    (found,) = [number for number, page in enumerate(said) if number and page.startswith(folded(words))]
    return found


def chapters() -> list[str]:
    words = phrases()
    titles = [library().routine(name).title for name in ROUTINES]
    return [words["how-to-use"], words["safety"], words["glossary"], *titles, words["evidence"]]


# On single pages


def test_every_page_is_sound() -> None:
    for result in (booklet(), booklet(size="A4"), booklet("foot", edition="large-print")):
        for page in result.publication.pages:
            assert outside(page) == []
            assert list(ink_on_ink(page)) == []
            # The number of a step lies on the corner of its picture.
            assert [words for words in words_on_pictures(page) if not words.isdecimal()] == []


def test_page_numbers_in_the_contents_are_right() -> None:
    said = texts(booklet())
    contents = said[1]
    for title in chapters():
        match = re.search(rf"{re.escape(title)} (\d+)", contents)
        assert match, title
        assert said[int(match[1]) - 1].startswith(title)


@pytest.mark.parametrize("given", [{}, ON_A4], ids=["pages", "sheets"])
def test_links_in_the_contents_lead_to_the_chapter(given: dict[str, Any]) -> None:
    result, reader = booklet(**given), reading.reader(file(**given))
    pages, sheets = result.publication.pages, result.publication.sheets
    links: list[Any] = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    sheets_read: list[Any] = list(reader.pages)
    numbers = {page["/StructParents"]: number for number, page in enumerate(sheets_read)}
    leads = [numbers[link["/Dest"][0].get_object()["/StructParents"]] for link in links if "/Dest" in link]
    wanted = [number for title in chapters() for number, page in enumerate(texts(result)) if page.startswith(title)]
    assert len(wanted) == len(chapters())
    # The words of an entry, and its number.
    assert leads[::2] == leads[1::2] == [_sheet_of(result, page) for page in wanted]
    assert len(sheets) == (len(pages) if not given else len(pages) // 2)


def test_contents_are_a_table_of_contents_with_the_numbers_inside_the_links() -> None:
    tree = reading.elements(reading.reader(file("foot")))
    (contents,) = [element for element in tree if element["/S"] == "/TOC"]
    entries = reading.kids(contents)
    assert [entry["/S"] for entry in entries] == ["/TOCI"] * len(entries)
    assert len(entries) == len(chapters()) - 2, "of one routine"
    for entry in entries:
        (reference,) = reading.kids(entry)
        (link,) = reading.kids(reference)
        assert (reference["/S"], link["/S"]) == ("/Reference", "/Link")
        annotations = [kid for kid in reading.kids(link) if not isinstance(kid, int)]
        assert len(annotations) == 2, "over its words and over its number"
        assert len(reading.kids(link)) > 2


def _sheet_of(result: Result, page: int) -> int:
    sheets = result.publication.sheets
    return next(n for n, sheet in enumerate(sheets) if page in [place.page for place in sheet.placements])


def test_bookmarks_lead_to_the_chapters_and_pages_have_labels() -> None:
    reader, said = reading.reader(file()), texts(booklet())
    marks = [(str(mark.title), reader.get_destination_page_number(mark)) for mark in flat(reader.outline)]
    titles = [title for title, _ in marks]
    assert titles[1:] == [phrases()["contents"], *chapters()]
    assert titles[0] == phrases()["booklet-title"]
    assert all(said[page].startswith(title) for title, page in marks if page is not None and page not in (0, 1))
    assert [page for _, page in marks] == sorted(page for _, page in marks if page is not None)
    assert reader.page_labels == [str(number) for number in range(1, len(said) + 1)]


def test_cover_and_back_have_no_running_foot_and_all_others_have() -> None:
    pages = booklet().publication.pages
    feet = [text(page, decoration=True) for page in pages]
    title = phrases()["booklet-title"]
    assert feet[0] == feet[-1] == ""
    # The number at the outer edge.
    assert all(foot.endswith(f"{n} {title}") for n, foot in zip(range(2, len(pages), 2), feet[1:-1:2], strict=True))
    assert [foot.rsplit(" ")[-1] for foot in feet[2:-1:2]] == [str(n) for n in range(3, len(pages), 2)]


def test_the_foot_of_a_right_page_names_the_chapter_that_it_is_in() -> None:
    said, pages = texts(booklet()), booklet().publication.pages
    starts = {page_with(said, title): title for title in chapters()}
    now = ""
    for number in range(2, len(pages) - 1):
        now = starts.get(number, now)
        foot = text(pages[number], decoration=True)
        assert number % 2 or foot.startswith(now) or foot.startswith(phrases()["your-notes"]), (number, foot, now)


def test_safety_comes_before_every_routine() -> None:
    said = texts(booklet())
    order = [page_with(said, title) for title in chapters()[1:]]
    assert order == sorted(order)
    words, safety = phrases(), library().safety("leg-and-foot")
    told = " ".join(said[order[0] : order[1]])
    panel = (safety.stop.text, safety.stop.today, safety.stop.ambulance)
    needed = [words["do-not-massage-if"], *panel, "In an emergency, call 999"]
    conditions = [part for found in safety.conditions for part in (found.condition, found.advice)]
    assert missing([*needed, *safety.general, *conditions], told) == []


@pytest.mark.parametrize("edition", ["standard", "easy-read"])
def test_every_step_is_there_in_order(edition: str) -> None:
    said = " ".join(texts(booklet(edition=edition)))
    at = 0
    for name in ROUTINES:
        routine = library().routine(name)
        steps = steps_for(routine, setup_for(routine, None).mode)
        parts = [routine.about, setup_for(routine, None).text]
        for number, step in enumerate(steps, 1):
            body = step.easy if edition == "easy-read" else (step.text,)
            parts += [f"{number} {step.cue}", *body, step.caution or ""]
        assert routine.finish is not None
        for part in map(folded, [*filter(None, parts), routine.finish.text]):
            found = said.find(part, at)
            assert found >= 0, part
            at = found + len(part)


@pytest.mark.parametrize("routines", [("foot",), ROUTINES])
def test_the_glossary_has_the_strokes_that_are_used(routines: tuple[str, ...]) -> None:
    said = texts(booklet(*routines))
    begin, end = page_with(said, phrases()["glossary"]), page_with(said, library().routine(routines[0]).title)
    told = " ".join(said[begin:end])
    used = {
        move.stroke
        for name in routines
        for step in steps_for(library().routine(name), setup_for(library().routine(name), None).mode)
        for move in step.moves
    }
    entries = {id: f"{stroke.name} {stroke.explains}" for id, stroke in library().strokes().items()}
    listed = {id for id, entry in entries.items() if folded(entry[:1].upper() + entry[1:]) in told}
    assert listed == used
    figures = [mark.owner for page in booklet(*routines).publication.pages[begin:end] for mark in page.marks]
    assert len({id(owner) for owner in figures if owner.tag == "Figure"}) == len(used)


def test_a_booklet_ends_with_sources_and_who_made_it() -> None:
    said = texts(booklet(profile=True))
    routine = library().routine("foot")
    assert missing([routine.source.document, *library().safety("leg-and-foot").sources], said[-2]) == []
    clinic = [
        *("Riverside Clinic", "1 River Street", "Leeds LS1 1AA", "+44 113 496 0000", "hello@example.org"),
        *("https://clinic.example.org/feet", "Registered charity 1234567", "The foot team", "Issued: 31 January 2026"),
        *("Next review: 30 January 2028", "Reviewed by A. Reader, Physiotherapist, 20 January 2026"),
        *(phrases()["other-formats"], phrases()["not-medical-advice"]),
    ]
    assert missing(clinic, said[-1]) == []
    assert phrases()["not-yet-reviewed"] in texts(booklet())[-1]
    assert "call NHS 111" in " ".join(said)


def test_one_routine_gives_its_name_to_the_booklet() -> None:
    result = booklet("foot")
    assert result.publication.title == "Foot"
    assert texts(result)[0].startswith("Foot ")
    assert booklet().publication.title == phrases()["booklet-title"]


# What stands where


def pictures_on(page: Page) -> list[tuple[str, Rect]]:
    """What each picture of a page shows, and its place: of one over two pages the half that is seen."""
    return [(mark.owner.alt or "", seen(mark.item)) for mark in page.marks if isinstance(mark.item, Use | Group)]


def seen(item: Use | Group) -> Rect:
    if isinstance(item, Use):
        return placed_box(item)
    assert item.clip is not None
    points = [segment[1:] for segment in item.clip if len(segment) == 3]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def test_a_booklet_is_greeted_by_hands_that_rest_on_the_feet() -> None:
    for result in (booklet(), booklet("foot")):
        ((shows, place),) = pictures_on(result.publication.pages[0])
        greeting = next(step for step in library().routine("foot").steps if step.id == "greeting")
        assert library().strokes()[greeting.moves[0].stroke].name in shows.lower()
        page = result.publication.pages[0]
        assert (place.x0, place.x1, place.y1) == pytest.approx((0, page.width, page.height), abs=0.1)
    ((shows, _),) = pictures_on(booklet("back-of-leg").publication.pages[0])
    assert "glide" in shows.lower()


@pytest.mark.parametrize("lang", ["en", "de", "ar", "ja", "ta"])
def test_a_routine_begins_with_a_spread_whose_top_a_picture_fills(lang: str) -> None:
    """However long the words are: what it is at the left, in short at the right, then its first step."""
    result = booklet(lang=lang)
    said = texts(result)
    for name in ROUTINES:
        at = page_with(said, library(lang).routine(name).title)
        assert at % 2 == 1
        page = result.publication.pages[at]
        (_, place), *_ = pictures_on(page)
        assert (place.x0, place.x1, place.y1) == pytest.approx((0, page.width, page.height), abs=0.1)
        assert place.height > page.height / 7
        beside = said[at + 1].replace(" ", "")  # lines may part words of Japanese
        first = f"{phrases(lang)['main-message']}{phrases(lang)['summary']}".replace(" ", "")
        assert beside.startswith((first, phrases(lang)["summary"].replace(" ", "")))
        assert folded(library(lang).routine(name).steps[0].cue)[:8] in said[at + 2]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_opening_picture_lies_across_both_pages(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it goes on in the second."""
    monkeypatch.setattr(shown, "GOES_ON", 0.0)
    result = soleprint.make("booklet", ["foot"], size="A5", lang=lang, emergency="999")
    at = page_with(texts(result), library(lang).routine("foot").title)
    first, second = result.publication.pages[at : at + 2]
    (one,) = [mark for mark in first.marks if isinstance(mark.item, Group)]
    (other,) = [mark for mark in second.marks if isinstance(mark.item, Group)]
    assert one.owner.tag == "Figure"
    assert other.owner.tag == "Artifact", "it is read out once"
    assert isinstance(one.item, Group)
    assert isinstance(other.item, Group)
    (whole,), (again,) = one.item.items, other.item.items
    assert isinstance(whole, Use)
    assert isinstance(again, Use)
    assert whole.symbol == again.symbol
    assert whole.symbol.bbox.width == pytest.approx(2 * first.width, abs=0.1)
    assert whole.symbol.bbox.x0 == pytest.approx(-first.width if lang == "ar" else 0, abs=0.1)
    step = whole.matrix[4] - again.matrix[4]
    assert step == pytest.approx(first.width * (-1 if lang == "ar" else 1), abs=0.1)
    assert (whole.matrix[5], seen(one.item).y0) == pytest.approx((again.matrix[5], seen(other.item).y0))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_where_an_opening_picture_ends_on_its_page_the_steps_beside_it_are_shown_larger(lang: str) -> None:
    result = booklet("foot", lang=lang)
    at = page_with(texts(result), library(lang).routine("foot").title)
    second = result.publication.pages[at + 1]
    every = [place for _, place in pictures_on(second)]
    assert len(every) == len(library(lang).routine("foot").steps)
    assert min(place.width for place in every) > 0.35 * second.width
    assert texts(result)[at + 1].startswith(phrases(lang)["main-message"])


def test_each_step_has_its_pictures_from_edge_to_edge() -> None:
    pages = booklet().publication.pages
    said = texts(booklet())
    for name in ROUTINES:
        first = page_with(said, library().routine(name).title) + 2
        steps = steps_for(library().routine(name), setup_for(library().routine(name), None).mode)
        for number, step in enumerate(steps, 1):
            at = next(n for n in range(first, len(said)) if f"{number} {step.cue}" in said[n])
            edges = [place for _, place in pictures_on(pages[at]) if place.x0 < 0.1]
            assert edges
            assert max(place.x1 for _, place in pictures_on(pages[at])) == pytest.approx(pages[at].width, abs=0.1)


def test_strokes_are_explained_at_their_first_use() -> None:
    said = texts(booklet())
    for stroke in library().strokes().values():
        name = stroke.name[:1].upper() + stroke.name[1:]
        explained = folded(f"{name}. {stroke.explains}")
        assert sum(page.count(explained) for page in said) == 1, name


@pytest.mark.parametrize("given", [{}, {"lang": "ar"}, {"size": "A4"}], ids=["A5", "ar", "A4"])
def test_no_page_is_half_empty(given: dict[str, Any]) -> None:
    """But what is said of the conditions, which is text alone, may end anywhere."""
    result = booklet(**given)
    said = texts(result)
    told = range(page_with(said, phrases(given.get("lang", "en"))["glossary"]), len(said))
    for number in told:
        page = result.publication.pages[number]
        feet = [run.origin[1] for mark in page.marks if isinstance(run := mark.item, GlyphRun)
                and mark.owner is not ARTIFACT]  # fmt: skip
        low = min([place.y0 for _, place in pictures_on(page)] + feet, default=0.0)
        notes = any(phrases(given.get("lang", "en"))[key] in said[number] for key in ("your-notes",))
        assert notes or low < page.safe.y0 + 0.4 * page.safe.height, number + 1


def test_all_routines_stand_in_the_order_of_their_source() -> None:
    result = soleprint.make("booklet", all=True, emergency="999")
    titles = [library().routine(name).title for name in ROUTINES]
    assert result.publication.subject == ", ".join(titles)


def test_every_size_and_edition_holds() -> None:
    for given in ({"size": "A6"}, {"edition": "large-print"}, {"edition": "easy-read", "lang": "ta"}):
        assert booklet(**given).pages > 20


# On sheets


def folding(result: Result) -> Imposed:
    """The imposed sheets as the simulated reader takes them."""
    sheets = result.publication.sheets
    report = Report("booklet", "A4", True, len(sheets) // 2, signatures=(len(sheets) // 2,))
    return Imposed(result.publication.pages, sheets, report)


@pytest.mark.parametrize("duplex", ["short", "long"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_folded_it_reads_as_its_pages(lang: str, duplex: str) -> None:
    result = booklet(lang=lang, duplex=duplex, **ON_A4)
    press = Press("A4", "booklet", "right" if lang == "ar" else "left", duplex=duplex)  # type: ignore[arg-type]
    order = read(folding(result), press)
    said = texts(result)
    plain = texts(booklet(lang=lang))
    notes = phrases(lang)["your-notes"]
    told = [said[page] for page in order if page is not None]
    assert len(told) == len(order) == -(-len(plain) // 4) * 4
    assert [page for page in told if not page.startswith(notes)] == [p for p in plain if not p.startswith(notes)]
    assert told[-1] == plain[-1]
    assert told.count(notes) - plain.count(notes) == len(order) - len(plain)


def test_on_sheets_tags_are_those_of_the_pages() -> None:
    def spoken(data: bytes) -> list[tuple[str, str, str]]:
        found = reading.elements(reading.reader(data))
        return [(e["/S"], str(e.get("/Alt", "")), str(e.get("/Lang", ""))) for e in found]

    plain, on_sheets = spoken(file()), spoken(file(**ON_A4))
    more = list(on_sheets)
    at = 0
    for entry in plain:
        at = more.index(entry, at) + 1
    added = booklet(**ON_A4).pages - booklet().pages
    assert 0 <= len(on_sheets) - len(plain) <= 3 * added


@pytest.mark.parametrize("given", [{"profile": True}, {**ON_A4, "lang": "ar"}], ids=["pages", "sheets-ar"])
def test_a_booklet_conforms(given: dict[str, Any]) -> None:
    assert validate(file(**given), "ua1", "2a") == []


def test_a_booklet_is_small_and_imposing_adds_little() -> None:
    plain, imposed = len(file()), len(file(**ON_A4))
    assert plain <= MOST_BYTES
    assert imposed <= 1.1 * plain


def test_a_booklet_is_the_same_again() -> None:
    one = file(**ON_A4)
    made.cache_clear()
    pdf.cache_clear()
    assert file(**ON_A4) == one


# What cannot be made


def test_imposing_needs_a_sheet(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="--sheet A4") as caught:
        booklet(impose="booklet")
    assert caught.value.code == "sheet-needed"
    out = tmp_path / "booklet.pdf"
    told = run("make", "booklet", "--all", "--emergency", "999", "--impose", "booklet", "--out", out, code=2)
    assert "--sheet" in told.output
    assert not out.exists()


def test_pages_too_small_say_so() -> None:
    with pytest.raises(DoesNotFit, match="--size"):
        booklet(size="A7")


def test_nothing_to_bundle_is_an_error(tmp_path: Path) -> None:
    told = run("make", "booklet", "--emergency", "999", "--out", tmp_path / "none.pdf", code=2)
    assert "routine" in told.output


def test_pages_grow_with_the_type() -> None:
    counts = [booklet("foot", edition=edition).pages for edition in ("standard", "easy-read", "large-print")]
    assert all(few <= more for few, more in pairwise(counts))


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("binding", ["left", "right"])
def test_page_numbers_stand_at_the_outer_edge(lang: str, binding: str) -> None:
    """A book's first page lies at the right where it is bound at the left, and the page behind it at the left."""
    result = booklet("foot", lang=lang, sheet="A4", binding=binding)
    for number, page in enumerate(result.publication.pages, 1):
        folio = [
            mark.item
            for mark in page.marks
            if mark.owner is ARTIFACT
            and isinstance(mark.item, GlyphRun)
            and mark.item.text.strip("\u2066\u2069 ").isdecimal()
            and mark.item.origin[1] < 60
        ]
        at_right = (number % 2 == 1) == (binding == "left")
        for number_run in folio:
            assert (number_run.origin[0] > page.width / 2) == at_right, number
