"""The claims gate: no printed text may promise what is not supported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from soleprint.content.model import Base, Claim
from soleprint.content.places import Report
from soleprint.content.printed import EVERY, NAMES, Place, texts
from soleprint.errors import Arguments, arguments

_IGNORED = re.compile("[\u00ad\u200b-\u200f\u2060\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_REFUSED = ("unsupported", "prohibited")
_QUOTES = str.maketrans("\u2018\u2019\u02bc\u2010\u2011\u2012\u2013\u2014", "'''-----")


class Hit(Struct, frozen=True):
    """Words of a text that make a claim."""

    claim: Claim
    words: str


class Gate(Struct, frozen=True):
    """The compiled patterns of the claims, in their order."""

    patterns: tuple[tuple[Claim, re.Pattern[str]], ...]

    def first_hit(self, text: str) -> Hit | None:
        """The first claim that ``text`` makes, however it is spaced, cased or encoded."""
        plain = normal(text)
        for claim, pattern in self.patterns:
            match = pattern.search(plain)
            if match:
                return Hit(claim, match[0])
        return None

    def hits(self, texts: Sequence[str]) -> list[tuple[int, Hit]]:
        """The index and first hit of every text that makes a claim; one pass when none does (the usual case)."""
        joined = "\n".join(normal(text) for text in texts)
        if not any(pattern.search(joined) for _, pattern in self.patterns):
            return []
        found = ((index, self.first_hit(text)) for index, text in enumerate(texts))
        return [(index, hit) for index, hit in found if hit is not None]

    @property
    def prohibited(self) -> Gate:
        """Only what must not be printed in any way."""
        return Gate(tuple(pair for pair in self.patterns if pair[0].evidence == "prohibited"))

    @property
    def others(self) -> Gate:
        """All but that."""
        return Gate(tuple(pair for pair in self.patterns if pair[0].evidence != "prohibited"))


def check_content(thing: Base, gate: Gate, report: Report) -> None:
    """Report every text of a content file that would be printed and makes a claim it may not make."""
    sentences: list[tuple[Place, str]] = []
    names: list[tuple[Place, str]] = []
    for place, text in texts(thing, "", EVERY):
        named = place.field in NAMES.get(type(place.owner), ())
        (names if named else sentences).append((place, text))
    check_texts(sentences, gate, report)
    check_texts(names, gate.prohibited, report)


def check_texts(found: Iterable[tuple[Place, str]], gate: Gate, report: Report) -> None:
    """Report every one of these texts that makes a claim of ``gate``."""
    printed = list(found)
    if not printed:
        return
    for index, hit in gate.hits([text for _, text in printed]):
        place = printed[index][0]
        report.on(place.owner, place.keys, *claim_finding(hit))


def claim_finding(hit: Hit, subject: str = "") -> tuple[str, str, Arguments]:
    """The code and the message of the finding about a claim, and what the message has in it."""
    code = "prohibited-claim" if hit.claim.evidence == "prohibited" else "unsupported-claim"
    instead = {"instead": hit.claim.text} if hit.claim.text else {}
    return code, claim_message(hit, subject), arguments(claim=subject or hit.words, **instead)


def build_gate(claims: Iterable[Claim]) -> Gate:
    """The gate for ``claims``; patterns that do not compile are left out (``check_claims`` reports them)."""
    usable = ((claim, text) for claim in claims for text in claim.forbidden if _pattern_problem(text) is None)
    return Gate(tuple((claim, re.compile(text)) for claim, text in usable))


def _pattern_problem(text: str) -> str | None:
    try:
        matches_nothing = re.compile(text).search("") is not None  # compiled once; re keeps it for the gate
    except re.error as error:
        return f"is not a regular expression: {error.msg}"
    return "matches any text" if matches_nothing else None


def normal(text: str) -> str:
    """``text`` in NFKC and lower case, with single spaces, plain quotes and dashes, and nothing invisible."""
    if text.isascii():  # as most is, and nothing but its case and its spaces can vary
        return " ".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _SPACE.sub(" ", _IGNORED.sub("", folded).translate(_QUOTES)).strip()


def claim_message(hit: Hit, subject: str = "") -> str:
    """What is wrong with the words found, and what to write instead; with a ``subject`` the words are not quoted."""
    remedy = f'write "{hit.claim.text}" or leave it out' if hit.claim.text else "leave it out"
    subject = subject or f'"{hit.words}"'
    start = f"{subject} makes a claim that is {'not supported' if hit.claim.text else hit.claim.evidence}"
    return f"{start} ({hit.claim.id}: {hit.claim.because.rstrip('.')}); {remedy}"


def check_claims(claims: Sequence[Claim], report: Report) -> None:
    """Report repeated ids, patterns that cannot be used, and words for claims that must not be made."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            report.on(claim, ("id",), "duplicate-id", f'claim "{claim.id}" is there twice; give it another id')
        seen.add(claim.id)
        if claim.text is not None and claim.evidence in _REFUSED:
            message = f"a claim graded {claim.evidence} has no words to print; delete this text"
            report.on(claim, ("text",), "refused-claim", message)
        for index, text in enumerate(claim.forbidden):
            problem = _pattern_problem(text)
            if problem:
                report.on(claim, ("forbidden", index), "bad-pattern", f"this pattern {problem}")
