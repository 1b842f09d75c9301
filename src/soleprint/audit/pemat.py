"""PEMAT for printed material: understandability and actionability (AHRQ publication 14-0002-EF, 2013).

The questions are in our own words. Items 13 and 14 are for sound and film only. Where the instrument gives no figure,
the threshold is ours and stands in the item.
"""

from __future__ import annotations

from collections.abc import Iterator

from soleprint.audit.counts import Text
from soleprint.audit.facts import Facts
from soleprint.audit.items import Item, Sheet
from soleprint.audit.words import sentences, words

_PEMAT = Sheet("PEMAT-P", "PEMAT")
MOST_PASSIVE = 0.1
"""Share of sentences."""
LONGEST_PARAGRAPH = 5
"""Sentences."""
LONGEST_HEADING = 8
"""Words."""
LEAST_ADDRESSED = 0.8
"""Share of the steps' sentences."""


def pemat(facts: Facts, text: Text) -> Iterator[Item]:
    """The 24 items."""
    yield from _content(facts, text)
    yield from _layout(facts)
    yield from _pictures(facts)
    yield from _actions(facts, text)


def _content(facts: Facts, text: Text) -> Iterator[Item]:
    yield _PEMAT.there(
        1, "Is it plain what the leaflet is for?", "title and purpose", facts.title and facts.of("purpose")
    )
    yield _PEMAT.person(2, "Is everything in it about that purpose?")
    yield everyday_words(_PEMAT, 3, text)
    question = "Are special words explained where they are used?"
    terms = facts.unexplained_terms
    if terms is None:
        yield _PEMAT.person(4, question)
    else:
        found = ", ".join(terms) if terms else "none unexplained"
        yield _PEMAT.decide(4, question, not terms, found, "none unexplained")
    yield active_voice(_PEMAT, 5, text)
    numbers = ((6, "Are the numbers clear?"), (7, "Is the reader spared from calculating?"))
    for number, question in numbers:
        if text.has_numbers:
            yield _PEMAT.person(number, question)
        else:
            yield _PEMAT.not_applicable(number, question, "no numbers in the text")


def everyday_words(sheet: Sheet, number: int, text: Text) -> Item:
    """Common words, judged by the language's reading formula."""
    question = "Are the words common, everyday ones?"
    if not text.readings:
        return sheet.person(number, question)
    reading = text.readings[0]
    needed = f"{reading.limit:g} or {'more' if reading.rises else 'less'}"
    return sheet.decide(number, question, reading.passed, f"{reading.name} {reading.value:.1f}", needed)


def active_voice(sheet: Sheet, number: int, text: Text) -> Item:
    """Few passive sentences, in English; a person's question elsewhere."""
    question = "Do the sentences say who does what (active voice)?"
    if text.passive is None or not text.sentences:
        return sheet.person(number, question)
    share = len(text.passive) / text.sentences
    example = f', such as "{text.passive[0]}"' if text.passive else ""
    found = f"{100 * share:.0f} % passive{example}"
    return sheet.decide(number, question, share <= MOST_PASSIVE, found, f"{100 * MOST_PASSIVE:.0f} % or less")


def _layout(facts: Facts) -> Iterator[Item]:
    lengths = [len(sentences([paragraph.text])) for paragraph in facts.paragraphs]
    yield _PEMAT.at_most(
        8,
        "Is the text in short parts?",
        max(lengths, default=0),
        LONGEST_PARAGRAPH,
        "sentences in the longest paragraph",
    )
    longest = max((len(words(heading)) for heading in facts.headings), default=0)
    yield _PEMAT.decide(
        9,
        "Do headings say what comes?",
        len(facts.headings) >= max(2, facts.pages) and longest <= LONGEST_HEADING,
        f"{len(facts.headings)} headings on {facts.pages} pages, the longest of {longest} words",
        f"one or more to a page, at most {LONGEST_HEADING} words each",
    )
    yield _PEMAT.person(10, "Does one thing follow from another?")
    yield _PEMAT.there(11, "Is there a summary?", "summary", facts.of("summary"))
    marked = any(paragraph.marked for paragraph in facts.paragraphs)
    yield _PEMAT.there(12, "Do boxes, bold type or lists point to what matters?", "marked text", marked)


def _pictures(facts: Facts) -> Iterator[Item]:
    shown = sum(figure.step for figure in facts.figures)
    yield _PEMAT.decide(
        15, "Are there pictures where they help?", shown > 0, f"{shown} pictures of {facts.steps} steps", "1 or more"
    )
    yield _PEMAT.person(16, "Do the pictures say the same as the text?")
    bare = sum(not figure.caption.strip() for figure in facts.figures)
    yield _PEMAT.decide(17, "Has every picture a title or caption?", bare == 0, f"{bare} without", "none without")
    yield _PEMAT.person(18, "Are the pictures clear and uncluttered?")
    question = "Are tables simple, with short headings?"
    yield _PEMAT.person(19, question) if facts.tables else _PEMAT.not_applicable(19, question, "no tables")


def _actions(facts: Facts, text: Text) -> Iterator[Item]:
    yield _PEMAT.at_least(20, "Does it name something the reader can do?", facts.steps, 1, "steps")
    question = "Does it speak to the reader directly?"
    if text.addressed is None:
        yield _PEMAT.person(21, question)
    else:
        share = 100 * text.addressed
        passed = text.addressed >= LEAST_ADDRESSED
        yield _PEMAT.decide(
            21, question, passed, f"{share:.0f} % of sentences in steps", f"{100 * LEAST_ADDRESSED:.0f} % or more"
        )
    numbered = len([paragraph for paragraph in facts.of("step") if paragraph.listed])
    yield _PEMAT.decide(
        22,
        "Are actions broken into steps?",
        min(numbered, facts.steps) >= 2,
        f"{numbered} items in {facts.steps} steps",
        "2 or more",
    )
    yield _PEMAT.there(23, "Is there a tool, such as a checklist?", "checklist or diary", facts.of("checklist"))
    question = "Does it show how to calculate?"
    yield (
        _PEMAT.person(24, question) if text.has_numbers else _PEMAT.not_applicable(24, question, "nothing to calculate")
    )
    question = "Does it explain how to use charts and tables?"
    charts = facts.charts + facts.tables
    yield _PEMAT.person(25, question) if charts else _PEMAT.not_applicable(25, question, "no charts")
    shown = sum(figure.step for figure in facts.figures)
    share = shown / facts.steps if facts.steps else 0.0
    yield _PEMAT.decide(
        26,
        "Do pictures make it easier to act?",
        share >= 1,
        f"{shown} pictures of {facts.steps} steps",
        "one to each step",
    )
