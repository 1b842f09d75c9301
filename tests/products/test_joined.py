"""What the program puts between the words of a page: commas, dates and digits are the language's own."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import groupby
from typing import Any

import pytest

import soleprint
from soleprint.content.library import Library
from soleprint.files.folders import builtin, layers
from soleprint.marks import GlyphRun, Mark
from soleprint.products.result import Result
from tests.safety.content import bare, said
from tests.support.languages import LANGUAGES

TWO = ["foot", "back-of-leg"]
DAY = date(2026, 11, 22)
MADE: dict[str, dict[str, Any]] = {"leaflet": {"emergency": "999"}, "card": {"size": "A4", "faces": 2}, "deck": {}}
NATIVE = [code for code, known in LANGUAGES.items() if known.digits[0] != "0"]
make: Any = soleprint.make
OTHERS = re.compile(r"[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]")


def made(product: str, lang: str, **given: Any) -> Result:
    result: Result = make(product, "foot", lang=lang, **MADE[product], **given)
    return result


def lines(result: Result) -> list[str]:
    """The paragraphs as they are set, spaces and all, without characters that only steer; sources are in English."""
    marks = [mark for page in result.publication.pages for mark in page.marks if isinstance(mark.item, GlyphRun)]
    found = [
        "".join(mark.item.text for mark in group if isinstance(mark.item, GlyphRun))
        for _, group in groupby(marks, key=block)
    ]
    return ["".join(sign for sign in text if unicodedata.category(sign) != "Cf") for text in found]


def block(mark: Mark) -> tuple[int, bool]:
    """The paragraph that a run is in, and whether it is in English."""
    owner = mark.owner
    while owner.tag in ("Span", "Link") and owner.parent:
        owner = owner.parent
    return id(owner), mark.owner.lang == "en"


@pytest.mark.parametrize(("lang", "sign"), [("ar", "، "), ("zh-Hant", "、")])
def test_titles_are_joined_by_the_languages_own_sign(lang: str, sign: str) -> None:
    result = make("leaflet", TWO, lang=lang, emergency="999")
    titles = [make("card", name, lang=lang, size="A4").publication.title for name in TWO]
    assert result.publication.title == sign.join(titles)


@pytest.mark.parametrize(("lang", "product"), [("ja", "leaflet"), ("zh-Hans", "card"), ("ja", "deck")])
def test_no_space_follows_a_sign_that_has_its_own(lang: str, product: str) -> None:
    text = "\n".join(lines(made(product, lang)))
    assert re.findall(r"[。；：，、][ ]\S{,6}", text) == []


@pytest.mark.parametrize(
    ("lang", "product"), [*[(code, "leaflet") for code in NATIVE], ("fa", "deck"), ("ur", "card"), ("hu", "card")]
)
def test_a_page_has_one_kind_of_digits_and_no_date_in_numbers(lang: str, product: str) -> None:
    text = "\n".join(lines(made(product, lang))).replace("999", "")
    text = re.sub(r".*\b(?:NHS|NICE|Cochrane)\b.*", "", text)
    assert re.findall(r"\d{4}-\d\d-\d\d", text) == []
    assert re.findall(r"\.\.|。。|।।", text) == []
    others = re.findall(r"[0-9]", text) if lang in NATIVE else OTHERS.findall(text)
    assert others == []


def test_descriptions_of_pictures_count_as_the_page_does() -> None:
    symbols = made("card", "fa").publication.pages[0].marks
    alts = " ".join(mark.owner.alt for mark in symbols if mark.owner.alt)
    assert re.search("[۱-۶]", alts)
    assert re.findall(r"[0-9]", alts) == []


def test_a_line_that_is_called_by_its_number_is_not_said_twice() -> None:
    from tests.support.handouts import TODAY, clinic

    text = said(make("leaflet", "foot", profile=clinic(), today=TODAY).publication.pages)
    assert bare("call NHS 111.") in text


# The review sheet is for translators, who read English.
TEMPLATES = [path for path in sorted(builtin("templates").glob("*.j2")) if path.name != "review-sheet.xml.j2"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_words_and_no_commas(template: Any) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    said_in_code = re.findall(r"\"([^\"]*)\"", " ".join(re.findall(r"\{[{%].*?[}%]\}", text, flags=re.DOTALL)))
    assert [quoted for quoted in said_in_code if re.fullmatch(r"\s*[,;:.]\s*", quoted)] == []
    shown = re.sub(r"\{[{%].*?[}%]\}", "", text, flags=re.DOTALL)
    shown = re.sub(r"<[^>]*>|&#160;|\{(pages?|chapter)\}", "", shown)
    assert set(shown) <= set(" \n|"), shown


# Two languages


@pytest.mark.parametrize("faces", [1, 2])
@pytest.mark.parametrize("size", ["A5", "A4"])
def test_cards_in_two_languages_fit_and_are_read_from_a_step_nearer(size: str, faces: int) -> None:
    result = make("card", "foot", lang="en+ar", size=size, faces=faces)
    assert result.order.distance == {"A5": 500, "A4": 700}[size]
    assert make("card", "foot", lang="en", size="A4").order.distance == 1000


@pytest.mark.parametrize(("product", "given"), [("card", {"size": "A4"}), ("poster", {})])
def test_both_languages_are_bold_and_each_has_its_imprint(product: str, given: dict[str, Any]) -> None:
    result: Result = make(product, "foot", lang="es+ar", emergency="112", **given)
    (page,) = result.publication.pages
    arabic = [run for mark in page.marks if isinstance(run := mark.item, GlyphRun) and mark.owner.lang == "ar"]
    cues = Library(layers("content"), lang="ar").routine("foot").steps
    word = cues[0].cue.split()[-1]
    assert {run.font.key.partition("-")[2] for run in arabic if word in run.text} == {"Bold"}
    text = said(result.publication.pages)
    for lang in ("es", "ar"):
        words = Library(layers("content"), lang=lang).phrases()
        for line in (LANGUAGES[lang].dated(DAY), words["draft-translation"], words["not-yet-reviewed"]):
            assert text.count(bare(line)) == 1
        assert bare(words["call-ambulance"].replace("{number}", "112")) in text
