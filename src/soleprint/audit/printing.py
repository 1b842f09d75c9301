"""Reading, clear print, and what a trustworthy leaflet carries.

Sources: sentence length of the standard editions from GOV.UK's content guidance (25 words), of easy read from the
Department of Health 2009 (10 to 15 words); type sizes UKAAF G003 (2019), small print the EU readability guideline
2009; lines RNIB (60 to 70 characters); contrast WCAG 2.2, 1.4.3; contents PIF TICK, NHS trusts (review within two
years) and MedlinePlus (translations name who checked them).
"""

from __future__ import annotations

from collections.abc import Iterator

from soleprint.audit.counts import Text
from soleprint.audit.facts import Edition, Facts
from soleprint.audit.items import Item, Sheet
from soleprint.audit.words import sentences
from soleprint.content.languages import SOURCE
from soleprint.marks import TEXT_CONTRAST

_READING = Sheet("Reading", "READ")
_PRINT = Sheet("Clear print", "PRINT")
_TRUST = Sheet("PIF TICK", "TICK")
_EASY = Sheet("Easy read", "EASY")

MEAN_SENTENCE, LONGEST_SENTENCE, LONGEST_EASY = 15, 25, 15
BODY_PT: dict[Edition, float] = {"standard": 12, "large-print": 16, "easy-read": 14}
SMALLEST_PT: dict[Edition, float] = {"standard": 9, "large-print": 16, "easy-read": 12}
LONGEST_LINE = 70
REVIEW_DAYS = 2 * 366
EASY_WORDS, EASY_PAGES = 1000, 24


def reading(facts: Facts, text: Text) -> Iterator[Item]:
    """Reading formulas and sentence lengths."""
    for number, result in enumerate(text.readings, 1):
        needed = f"{result.limit:g} or {'more' if result.rises else 'less'}"
        yield _READING.decide(number, f"Is it easy by {result.name}?", result.passed, f"{result.value:.1f}", needed)
    if not text.readings:
        yield _READING.person(1, "Is it easy to read?")
    longest = LONGEST_EASY if facts.edition == "easy-read" else LONGEST_SENTENCE
    questions = ("Are sentences short on the whole?", "Is every sentence short?")
    if not text.lengths:
        yield from (
            _READING.person(name, question) for name, question in zip(("mean", "longest"), questions, strict=True)
        )
        return
    yield _READING.at_most("mean", questions[0], text.mean_length, MEAN_SENTENCE, "words to a sentence")
    most = max(text.lengths)
    found = f"{most} words" + (f': "{text.longest}"' if most > longest else "")
    yield _READING.decide("longest", questions[1], most <= longest, found, f"{longest} or less")


def clear_print(facts: Facts) -> Iterator[Item]:
    """Type, lines and contrast."""
    type_, edition = facts.type, facts.edition
    yield _PRINT.at_least(1, "Is the text large enough?", type_.body_pt, BODY_PT[edition], "pt")
    yield _PRINT.at_least(2, "Is the smallest print large enough?", type_.smallest_pt, SMALLEST_PT[edition], "pt")
    yield _PRINT.at_most(3, "Are lines short enough?", type_.longest_line, LONGEST_LINE, "characters in the longest")
    yield _PRINT.at_least(4, "Does the text stand out from its ground?", type_.least_contrast, TEXT_CONTRAST, "to 1")
    shouting = [line for line in (facts.title, *facts.headings, *facts.reading()) if _shouts(line)]
    found = f'"{shouting[0]}"' if shouting else "none"
    yield _PRINT.decide(5, "Is the text free of blocks of capitals?", not shouting, found, "none")
    question = "Are the pages numbered?"
    if facts.pages > 1:
        yield _PRINT.there(6, question, "page numbers", facts.page_numbers)
    else:
        yield _PRINT.not_applicable(6, question, "one page")
    yield _PRINT.person(7, "Does it look calm, with space round its parts?")


def _shouts(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 6 and all(char.isupper() for char in letters)


def trust(facts: Facts) -> Iterator[Item]:
    """Who is behind it, since when, and until when."""
    yield _TRUST.there(1, "Does it say who wrote it?", "author", facts.author)
    yield _TRUST.there(2, "Does it say how to reach them?", "contact", facts.contact)
    yield _TRUST.there(3, "Does it say who to call in an emergency?", "emergency number", facts.emergency)
    yield _TRUST.at_least(4, "Does it name its sources?", facts.sources, 1, "sources")
    yield _TRUST.there(5, "Does it carry a version?", "version", facts.version)
    yield _TRUST.there(6, "Does it carry its date of issue?", "date of issue", facts.issued)
    yield _review(facts)
    yield _TRUST.there(
        8, "Does it say which health professional checked it, or that none has?", "review status", facts.review_stated
    )
    yield _TRUST.there(9, "Are readers asked for their opinion?", "feedback contact", facts.feedback)
    question = "Does it say who checked the translation, or that nobody has?"
    if facts.lang.partition("-")[0] == SOURCE:
        yield _TRUST.not_applicable(10, question, "not a translation")
    else:
        yield _TRUST.there(10, question, "translation status", facts.translation_stated)
    yield _TRUST.there(11, "Does it offer other formats?", "line on other formats", facts.other_formats)
    yield _TRUST.person(12, "Did people like its readers help to make it?")


def _review(facts: Facts) -> Item:
    question = "Is the next review within two years of issue?"
    if facts.review_by is None:
        return _TRUST.there(7, question, "review date", None)
    days = (facts.review_by - facts.issued).days if facts.issued else 0
    found = f"{facts.review_by}" + (f", {days} days after issue" if facts.issued else "")
    return _TRUST.decide(7, question, 0 <= days <= REVIEW_DAYS, found, f"{REVIEW_DAYS} days or less")


def easy_read(facts: Facts, text: Text) -> Iterator[Item]:
    """What an easy-read edition must keep; nothing for the others."""
    if facts.edition != "easy-read":
        return
    shown = sum(figure.step for figure in facts.figures)
    instructions = len(sentences(paragraph.text for paragraph in facts.of("step")))
    found = f"{shown} pictures, {instructions} sentences"
    yield _EASY.decide(
        1, "Is there a picture beside every sentence of the steps?", shown >= instructions, found, "as many"
    )
    if text.words is not None:
        yield _EASY.at_most(2, "Is it short?", text.words, EASY_WORDS, "words")
    yield _EASY.at_most(3, "Has it few pages?", facts.pages, EASY_PAGES, "pages")
    yield _EASY.person(4, "Does each sentence hold one idea?")
    yield _EASY.person(5, "Did people with a learning disability check it?")
