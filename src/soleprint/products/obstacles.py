"""Words that keep a product from fitting: named with their language, and where they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from soleprint.content.languages import Language, language
from soleprint.marks import SOFT_HYPHEN
from soleprint.text.hyphens import hyphenates

if TYPE_CHECKING:
    from soleprint.content.library import Library
    from soleprint.layout.parting import Wide

MOST = 3
"""Words, and places of a word, that a message names."""
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class Obstacle(Struct, frozen=True):
    """A word that no line holds. ``places`` are FILE:LINE; none where it is not content but comes from an order."""

    text: str
    language: Language
    places: tuple[str, ...] = ()

    def __str__(self) -> str:
        # What users type may be a patient's name, which stands in the output and nowhere else.
        word = f"“{self.text}”" if self.places else f"a word of {len(self.text)} letters in an option or the profile"
        return f"{word} ({self.language.english})"

    @property
    def remedy(self) -> str:
        if not self.places:
            return "Write it shorter."
        where = f"in {', '.join(self.places[:MOST])}"
        shorter = f"say it in shorter words {where}"
        if not hyphenates(self.text):
            return f"{shorter[0].upper()}{shorter[1:]}."
        return f"Write a soft hyphen (U+00AD) where it may be parted, or {shorter}."


def obstacle(word: Wide, libraries: Sequence[Library]) -> Obstacle:
    """The word without the signs round it, and where the content says it."""
    text = _EDGES.sub("", word.text.replace(SOFT_HYPHEN, "")) or word.text
    spoken = (library for library in libraries if library.lang.partition("-")[0] == word.lang.partition("-")[0])
    places = next((places for library in spoken if (places := library.places_of(text))), ())
    known = libraries[0].languages.find(word.lang) if libraries else language(word.lang)
    return Obstacle(text, known, places)


def reason(obstacles: Sequence[Obstacle]) -> str:
    """Why a product does not fit, and what to do about its words."""
    if not obstacles:
        return "the type would be too small to read."
    named = ", ".join(map(str, obstacles[:MOST]))
    more = f" and {len(obstacles) - MOST} more words are" if len(obstacles) > MOST else ""
    are = more or (" are" if len(obstacles) > 1 else " is")
    remedies = " ".join(dict.fromkeys(each.remedy for each in obstacles[:MOST]))
    return f"{named}{are} wider than a line at the smallest type that can be read. {remedies}"
