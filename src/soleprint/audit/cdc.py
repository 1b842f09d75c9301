"""The CDC Clear Communication Index: 20 questions in four parts (cdc.gov/ccindex), in our own words.

A score below 90 % means: revise.
"""

from __future__ import annotations

from collections.abc import Iterator

from soleprint.audit.counts import Text
from soleprint.audit.facts import Facts, Paragraph
from soleprint.audit.items import Item, Sheet
from soleprint.audit.pemat import everyday_words
from soleprint.audit.voice import is_passive

_CDC = Sheet("CDC Index", "CDC")
FRONT = 4
"""Paragraphs from the top that count as the front: purpose, audience and one other may come before the main message."""


def cdc(facts: Facts, text: Text) -> Iterator[Item]:
    """The 20 items."""
    yield from _message(facts)
    yield from _language(facts, text)
    yield from _behaviour(facts)
    yield from _numbers_and_risk(facts, text)


def _message(facts: Facts) -> Iterator[Item]:
    messages = facts.of("main-message")
    count = len({message.text for message in messages})
    yield _CDC.decide(1, "Is there one main message?", count == 1, f"{count} main messages", "1")
    place = next((at for at, paragraph in enumerate(_read(facts), 1) if paragraph.role == "main-message"), 0)
    found = f"paragraph {place}" if place else "no main message"
    yield _CDC.decide(2, "Is the main message at the front?", 1 <= place <= FRONT, found, f"among the first {FRONT}")
    yield _CDC.there(
        3, "Does the main message stand out?", "marked main message", messages and all(m.marked for m in messages)
    )
    yield _CDC.at_least(4, "Is there a picture that supports the message?", len(facts.figures), 1, "pictures")
    yield _CDC.at_least(5, "Is the reader called to act?", facts.steps, 1, "steps")


def _read(facts: Facts) -> list[Paragraph]:
    """The paragraphs without small print."""
    return [paragraph for paragraph in facts.paragraphs if paragraph.role != "small"]


def _language(facts: Facts, text: Text) -> Iterator[Item]:
    question = "Are the main message and the call to act in the active voice?"
    if text.passive is None:
        yield _CDC.person(6, question)
    else:
        passive = [p.text for p in facts.of("main-message", "step") if is_passive(p.text)]
        found = f'"{passive[0]}"' if passive else "no passive sentence"
        yield _CDC.decide(6, question, not passive, found, "no passive sentence")
    yield everyday_words(_CDC, 7, text)
    items = sum(paragraph.listed for paragraph in facts.paragraphs)
    yield _CDC.at_least(8, "Are there bulleted or numbered lists?", items, 2, "list items")
    yield _CDC.at_least(9, "Is the text in parts with headings?", len(facts.headings), 2, "headings")
    at_front = any(paragraph.role in ("main-message", "summary") for paragraph in _read(facts)[:FRONT])
    yield _CDC.there(10, "Does the first part sum up what matters most?", "summary at the front", at_front)
    evidence = facts.of("evidence")
    yield _CDC.there(11, "Does it say what is known and what is not?", "words on the evidence", evidence)


def _behaviour(facts: Facts) -> Iterator[Item]:
    yield _CDC.at_least(12, "Does it recommend something to do?", facts.steps, 1, "steps")
    yield _CDC.there(13, "Does it say why that matters to the reader?", "reason", facts.of("why"))
    yield _CDC.at_least(14, "Does it say exactly how to do it?", len(facts.of("step")), 2, "instructions")


def _numbers_and_risk(facts: Facts, text: Text) -> Iterator[Item]:
    numbers = (
        (15, "Are the numbers ones that the reader uses?"),
        (16, "Is it explained what the numbers mean?"),
        (17, "Is the reader spared from calculating?"),
    )
    for number, question in numbers:
        if text.has_numbers:
            yield _CDC.person(number, question)
        else:
            yield _CDC.not_applicable(number, question, "no numbers in the text")
    yield _CDC.there(18, "Does it explain the risk?", "safety part", facts.of("safety"))
    both = facts.of("safety") and facts.of("why", "evidence")
    yield _CDC.there(19, "Does it give both risks and benefits?", "risks and benefits", both)
    question = "Are probabilities also said in words or shown?"
    if text.has_probability:
        yield _CDC.person(20, question)
    else:
        yield _CDC.not_applicable(20, question, "no probabilities")
