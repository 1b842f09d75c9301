"""Whether English sentences are active and speak to the reader: rules of thumb for plain sentences."""

from __future__ import annotations

import re

_IRREGULAR = (
    "begun bent bitten bought bound broken brought built caught chosen cut done drawn driven eaten felt found given "
    "gone grown held hidden hurt kept known laid led left lost made meant met paid put read rung said seen sent set "
    "shown shut sold sought spent split spread stretched struck taken taught thought thrown told torn understood "
    "used worn written"
)
_ADJECTIVES = frozenset(
    [
        "tired",
        "relaxed",
        "worried",
        "interested",
        "pleased",
        "concerned",
        "bored",
        "scared",
        "inflamed",
        "infected",
        "crossed",
        "raised",
        "rounded",
        "left",
        "bent",
        "read",
        "hurt",
        "hundred",
        "supposed",
        "allowed",
    ]
)
"""Participles that mostly say how something is, not what is done to it."""
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being|isn't|aren't|wasn't|weren't)\s+"
    rf"(?:(?:not|never|then|also|always|often|only|now|still|being|\w+ly)\s+){{0,2}}"
    rf"(\w{{2,}}ed|{'|'.join(_IRREGULAR.split())})\b",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_STATEMENTS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "it",
        "its",
        "he",
        "she",
        "they",
        "there",
        "we",
        "i",
        "some",
        "many",
        "most",
        "all",
        "each",
        "his",
        "her",
        "their",
        "our",
        "my",
        "what",
        "who",
        "which",
        "people",
        "nobody",
        "someone",
    ]
)
"""First words of a sentence that is not an instruction."""


def is_passive(sentence: str) -> bool:
    """Whether something is done to the subject: "The leg is kneaded"."""
    found = (match[1].casefold() for match in _PASSIVE.finditer(sentence.replace("’", "'")))
    return any(word not in _ADJECTIVES for word in found)


def addresses_reader(sentence: str) -> bool:
    """Whether a sentence says "you" or tells the reader what to do."""
    first = re.search(r"[A-Za-z']+", sentence)
    return bool(_READER.search(sentence)) or (first is not None and first[0].casefold() not in _STATEMENTS)
