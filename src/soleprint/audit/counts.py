"""What a leaflet's text comes to: the counts that several standards ask for."""

from __future__ import annotations

import re

from msgspec import Struct

from soleprint.audit.facts import Facts
from soleprint.audit.readability import Reading, readings
from soleprint.audit.voice import addresses_reader, is_passive
from soleprint.audit.words import UNSPACED, sentences, words
from soleprint.content.languages import SOURCE

_NUMBER = re.compile(r"\d+")
_PART = re.compile(r"\d\s?%|\b\d+\s+(?:in|out of)\s+\d+\b")


class Text(Struct, frozen=True):
    """A leaflet's reading matter, taken apart. Shares are 0 to 1; None where the language cannot be judged."""

    readings: tuple[Reading, ...]
    words: int | None
    lengths: tuple[int, ...]
    """Words of each sentence; empty for languages that do not part words."""
    longest: str
    """The longest sentence."""
    passive: tuple[str, ...] | None
    """The passive sentences; None where only a person can tell."""
    sentences: int
    addressed: float | None
    """Share of the steps' sentences that speak to the reader."""
    has_numbers: bool
    has_probability: bool

    @property
    def mean_length(self) -> float:
        return sum(self.lengths) / len(self.lengths)


def text_of(facts: Facts) -> Text:
    """The counts of a leaflet."""
    reading = facts.reading()
    parts = sentences(reading)
    lengths = () if facts.script in UNSPACED else tuple(len(words(part)) for part in parts)
    steps = sentences(paragraph.text for paragraph in facts.of("step"))
    # Numbers to dial stand beside the advice to call; they are not quantities.
    plain = " ".join(
        paragraph.text for paragraph in facts.paragraphs if paragraph.role not in ("small", "checklist", "stop")
    )
    english = facts.lang.partition("-")[0] == SOURCE
    return Text(
        readings=readings(reading, facts.lang),
        words=sum(lengths) if lengths else None,
        lengths=lengths,
        longest=max(parts, key=lambda part: len(words(part)), default=""),
        passive=tuple(part for part in parts if is_passive(part)) if english else None,
        sentences=len(parts),
        addressed=sum(map(addresses_reader, steps)) / len(steps) if english and steps else None,
        has_numbers=_NUMBER.search(plain) is not None,
        has_probability=_PART.search(plain) is not None,
    )
