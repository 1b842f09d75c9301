"""The contact sheet of a language: every text once, on the page where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from soleprint.content.library import Library
from soleprint.content.locale.catalogue import terms_in
from soleprint.content.locale.traced import Span
from soleprint.errors import ContentError
from soleprint.marks import GlyphRun, Page
from soleprint.preflight.carried import folded, page_text
from soleprint.preflight.foreign.inspect import inspect_pdf
from soleprint.products import review
from soleprint.products.order import read_order
from soleprint.products.product import product, product_names
from soleprint.products.result import Result
from soleprint.products.review import NAME, Sheet, review_sheet, survey
from soleprint.products.sayings import Sayings, fold
from soleprint.products.sightings import Sighting
from tests.content.translated import BUILTIN, LANG, every_entry, file, save, with_entry
from tests.support.languages import LANGUAGES
from tests.support.vera import validate

TEMPLATES = Path("templates").resolve()
CONTEXTS = [entry.context for entry in every_entry()]


def showing(folder: Path, **shown: str) -> Path:
    """A folder of templates in which these products alone are shown to reviewers, in these ways."""
    for name in product_names([TEMPLATES]):
        text = (TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8").partition("\nreview:\n")[0]
        (folder / f"{name}.yaml").write_text(f"{text.rstrip()}\nreview: {shown.get(name, '[]')}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The card and the leaflet of one routine are shown."""
    folder = tmp_path_factory.mktemp("few")
    return showing(folder, card="[{routines: [foot]}, {mode: self}]", leaflet="[{routines: [foot]}]")


@lru_cache(maxsize=8)
def sheet(lang: str, templates: Path | None, content: Path | None = None) -> Sheet:
    given = {"lang": f"en+{lang}", "templates": templates, "content": content}
    return survey(read_order(NAME, (), given, beside=True))


def either(lang: str, few: Path) -> Sheet:
    """A sheet of few pages, and in one language that of all products in all the ways that they are shown in."""
    return sheet(lang, few if lang == "ar" else None)


@pytest.mark.parametrize("lang", ["ar", "ja"])
def test_every_text_is_in_the_lists_once_under_its_page(few: Path, lang: str) -> None:
    found = either(lang, few)
    rows = [row for part in found.parts for row in part.rows]
    assert sorted(row.context for row in rows) == sorted(CONTEXTS)
    assert [row.number for row in rows] == list(range(1, len(CONTEXTS) + 1))
    assert {row.context: row.number for row in rows} == dict(found.numbers)
    pages = {page.name: page for page in found.shown}
    *placed, rest = found.parts
    assert (rest.title, rest.page) == ("Not on these pages", "")
    for part in placed:
        assert [row.context for row in part.rows] == list(pages[part.page].new)
        assert part.rows
    assert not found.findings
    english = {entry.context: entry.english for entry in every_entry()}
    library = Library([BUILTIN], lang=lang)
    if lang == "ja":
        # The rest is what no template asks for, what a clinic's profile prints, and parts that no routine names: of
        # safety, what is for other parts of the body.
        assert len([row for row in rest.rows if not row.context.startswith("safety/general/")]) < 100
        assert not [
            row for row in rest.rows if row.context.startswith(("routines/", "strokes/")) and "goals" not in row.context
        ]
    cue = next(row for row in rows if row.context == "routines/foot/steps/sole/cue")
    step = next(step for step in library.routine("foot").steps if step.id == "sole")
    assert (cue.english, cue.translation) == (english[cue.context], step.cue)


def _line_of(page: Page, sighting: Sighting) -> str:
    """The words of the line whose end is that of the text."""
    box = sighting.box
    assert box is not None
    runs = (mark.item for mark in page.marks if isinstance(mark.item, GlyphRun))
    near = [run for run in runs if box.y0 < run.origin[1] < box.y1]
    ends = {run.text: run.origin[0] - box.x0 if sighting.rtl else run.origin[0] + run.width - box.x1 for run in near}
    (words,) = [text for text, away in ends.items() if abs(away) < 0.01]
    return fold([words])[0]


@pytest.mark.parametrize("lang", ["ar", "ja"])
def test_a_text_stands_where_its_number_says(few: Path, lang: str) -> None:
    found = either(lang, few)
    said = {row.context: fold([row.translation])[0] for part in found.parts for row in part.rows}
    checked = 0
    for page in found.shown:
        for sighting in page.sightings:
            if sighting.box is not None and not said[sighting.context].startswith("{"):
                words, line = said[sighting.context], _line_of(page.page, sighting)
                assert words[:2] in line or words.startswith(line), sighting
                assert sighting.rtl is (LANGUAGES[lang].direction == "rtl")
                checked += 1
    assert checked > 90


def test_what_is_read_aloud_is_listed_with_the_page_of_its_picture(few: Path) -> None:
    rows = {row.context: (part.title, row.note) for part in sheet("ar", few).parts for row in part.rows}
    assert rows["strokes/circle-stroke/name"] == ("Card", "read aloud")
    assert rows["phrases/figure-from-to"] == ("Card", "read aloud")
    assert rows["safety/leg-and-foot/stop/cue"] == ("Card", "SAFETY")
    assert rows["phrases/assembly-actual-size"] == ("Card, instructions", "")
    assert rows["routines/foot/steps/ankle/words_for/self/cue"] == ("Card, mode self", "")
    assert rows["phrases/diary"][0].startswith("Leaflet, page ")
    assert rows["routines/back-of-leg/title"] == ("Not on these pages", "")


def test_what_is_not_translated_is_listed_too(one: Path, tmp_path: Path) -> None:
    po = file({"routines/foot/title": "", "phrases/diary": ""})
    save(tmp_path, with_entry(po, "routines/foot/steps/sole/cue", flags=("fuzzy",)))
    rows = {row.context: row for part in sheet(LANG, one, tmp_path).parts for row in part.rows}
    assert (rows["routines/foot/title"].translation, rows["routines/foot/title"].note) == ("", "no translation")
    cue = rows["routines/foot/steps/sole/cue"]
    assert (cue.translation, cue.note) == ("«Circle along the sole with your thumbs»", "not printed")
    assert len(rows) == len(CONTEXTS)


def test_without_its_safety_texts_nothing_is_made(one: Path, tmp_path: Path) -> None:
    save(tmp_path, file({"safety/leg-and-foot/stop/cue": ""}))
    with pytest.raises(ContentError) as caught:
        review_sheet(LANG, templates=one, content=tmp_path)
    assert [finding.code for finding in caught.value.findings] == ["missing-safety-translation"]


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One card is shown."""
    return showing(tmp_path_factory.mktemp("one"), card="[{mode: self}]")


@pytest.fixture(scope="module")
def short(one: Path) -> Iterator[Callable[[], Result]]:
    """Makes a sheet of one card, which lists a part of the texts alone."""
    wanted = ("routines/foot/setups", "routines/foot/steps/sole", "phrases/d", "safety/leg-and-foot/stop/cue")
    some = [entry for entry in every_entry() if entry.context.startswith(wanted)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(review, "entries", lambda library: some)
        yield lambda: review_sheet("ar", templates=one)


@pytest.fixture(scope="module")
def made(short: Callable[[], Result]) -> Result:
    return short()


def test_a_sheet_is_tagged_conforms_and_repeats(made: Result, short: Callable[[], Result]) -> None:
    assert validate(made.pdf, "ua1") == []
    report = inspect_pdf(made.pdf)
    assert {finding.code for finding in report.findings} <= {"pdf-small-type"}
    assert short().pdf == made.pdf
    assert made.publication.title == "Arabic: every text, to review"
    assert made.file_name() == "review-sheet_en+ar_A4.pdf"


def test_the_lists_are_in_both_languages(made: Result) -> None:
    elements = {mark.owner for page in made.publication.pages for mark in page.marks}
    langs = {element.lang for element in elements}
    assert {"ar", None} <= langs
    said = page_text(made.publication.pages)
    for words in (
        "routines/foot/steps/sole/cue",
        "Circle along the sole with your thumbs",
        "Not on these pages",
        "draining stroke",
    ):
        assert folded(words) in said
    assert folded("On page 2: Card, mode self") in said
    figures = {element.alt for element in elements if element.tag == "Figure"}
    assert "Card, mode self, with the numbers of its texts." in figures


def test_every_shipped_product_says_how_it_is_shown() -> None:
    for name in product_names([TEMPLATES]):
        found = product([TEMPLATES], name)
        if found.alone:
            needed = {"emergency"} if "emergency" in found.requires else set()
            assert any(set(found.requires) <= {*given, *needed} for given in found.review), name


def test_an_option_that_a_product_does_not_take_is_a_mistake_of_its_file(tmp_path: Path) -> None:
    text = (TEMPLATES / "card.yaml").read_text(encoding="utf-8").partition("review:")[0]
    (tmp_path / "card.yaml").write_text(text + "review:\n  - {mode: self}\n  - {fold: tri}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        product([tmp_path, TEMPLATES], "card")
    (finding,) = caught.value.findings
    assert (finding.code, finding.line > 10) == ("product-default", True)
    assert '"fold" is not an option it takes' in finding.message


def test_the_same_words_in_two_places_take_turns() -> None:
    said = Sayings()
    for context in ("a", "b", "a"):
        said.add("Go on.", [Span(context, 0, 6)])
    going = fold(["GO  on."])[0]
    assert [said.read(going) for _ in range(3)] == [[("a", 0)], [("b", 0)], [("b", 0)]]


def test_a_paragraph_is_known_with_what_is_put_into_it() -> None:
    said = Sayings()
    said.add("Call {number} at once. {page} of {pages}", [Span("call", 0, 22), Span("of", 23, 40)])
    assert said.read(fold(["call 112 at\n", "once. 3 of 12"])[0]) == [("call", 0), ("of", 15)]
    assert said.read(fold(["call at once. 3 of 12"])[0]) == []
    assert said.read(fold([f"call {'1' * 40} at once. 3 of 12"])[0]) == []
    said.add("{x}" * 400, [Span("many", 0, 1200)])
    assert said.read("y" * 3000) == []


def test_headings_of_conditions_and_the_conditions_are_numbered() -> None:
    pages = {page.title: page for page in sheet("ja", None).shown}
    page = pages["Leaflet, mode self, page 2 of 3"]
    seen = {sighting.context for sighting in page.sightings if sighting.box is not None}
    assert {"phrases/safety-stop", "phrases/safety-ask"} <= seen
    assert len([context for context in seen if context.startswith("safety/leg-and-foot/conditions/")]) > 15


def test_the_terms_of_the_glossary_are_listed_after_the_texts(one: Path, tmp_path: Path) -> None:
    found = sheet("ar", one)
    rows, first = found.terms.rows, len(found.numbers) + 1  # `short` may have made it of some texts
    assert [row.number for row in rows] == list(range(first, first + len(rows)))
    assert {row.context for row in rows} == set(terms_in([BUILTIN], "ar"))
    glide = next(row for row in rows if row.context == "glossary/stroke-glide")
    assert glide.english == "long glide"
    assert glide.translation == terms_in([BUILTIN], "ar")["glossary/stroke-glide"].text
    assert glide.note == "Slide your whole hands along the skin in one long, even stroke."
    own = tmp_path / "locale" / "ar" / "glossary.po"
    own.parent.mkdir(parents=True)
    own.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#, fuzzy\nmsgctxt "glossary/stroke-glide"\nmsgid "long glide"\nmsgstr "ا"\n\n'
        'msgctxt "glossary/stroke-knead"\nmsgid "kneading"\nmsgstr ""\n',
        encoding="utf-8",
    )
    notes = {row.context: (row.translation, row.note.split(" · ")[0]) for row in sheet("ar", one, tmp_path).terms.rows}
    assert notes["glossary/stroke-glide"] == ("ا", "in doubt")
    assert notes["glossary/stroke-knead"] == ("", "no translation")
