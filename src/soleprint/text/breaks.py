"""Where lines may end: UAX #14 (Unicode 15.0), Thai words, Japanese and Chinese phrases, Burmese, Khmer and Lao
syllables, and a few habits of languages. Words that content lists are kept whole.

Words between spaces are looked at one by one and remembered, since the rules never look across a space further than
the characters next to it.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from soleprint.content.languages import Language
from soleprint.store import personal
from soleprint.text.lineclass import is_wide, line_class
from soleprint.text.syllables import syllable_starts
from soleprint.text.words import NO_WORDS, Words

_PARTS = re.compile("( *)([^ ]+)")
_LONG_PHRASE = 12
"""Phrases longer than this may be broken inside, or narrow columns would overflow."""
_PHRASES = {"Jpan": "japanese", "Hans": "simplified_chinese", "Hant": "traditional_chinese"}
"""Scripts of languages without spaces that a line may end nearly anywhere in, and who knows their phrases."""

UNPARTED = ("Khmr", "Laoo", "Mymr")
"""Scripts without spaces between words whose words nobody here knows."""
_SYLLABLE = "[가-힣]"
"""Korean words keep together; by the default rules they would break after any syllable. Compiled for Korean alone."""
_CHINESE_QUOTES = str.maketrans("“‘”’", "「「」」")
"""Chinese writes no spaces round its quotation marks, so they must count as brackets."""

_UNSPACED = frozenset(map(chr, (*range(0x0E01, 0x0F00), *range(0x1780, 0x1800))))
"""Thai, Lao and Khmer: where two listed words meet, one ends. (Chinese and Japanese phrases are longer than words, and
Burmese syllables are all found.)"""

_NEVER_BEFORE = {"CL", "CP", "EX", "IS", "SY"}  # LB13
_HANGUL = {"JL", "JV", "JT", "H2", "H3"}
_LETTERS = {"AL", "HL"}
_AFTER_LATIN = "\u0250"
"""Letters before it are all of class AL, between which no line ends (LB28)."""
_ALIKE = str.maketrans(dict.fromkeys(string.ascii_letters, "a") | dict.fromkeys(string.digits, "0"))
"""Characters of one class as one of them: numbers of files, of which each is new, are alike."""
_PICTURES = {"ID", "EB", "EM"}
_NUMBER = re.compile("(?:PR |PO )?(?:OP |HY )?NU (?:NU |SY |IS )*(?:CL |CP )?(?:PR |PO )?")
_PREFIX = re.compile("(?:PR |PO )(?=(?:OP |HY )NU )")
_JAMO = {"JL": {"JL", "JV", "H2", "H3"}, "JV": {"JV", "JT"}, "H2": {"JV", "JT"}, "JT": {"JT"}, "H3": {"JT"}}


def opportunities(text: str, lang: Language, kept: Words = NO_WORDS) -> set[int]:
    """Offsets in ``text`` before which a line may start, by the habits of ``lang``; always after spaces, never inside
    the words that are ``kept``."""
    stops = _find(text, lang, words=word_stops)
    if not kept:
        return stops
    return (stops | {at for at in kept.joints(text) if text[at] in _UNSPACED}) - kept.inside(text)


def inside_phrases(text: str, lang: Language, kept: Words = NO_WORDS) -> set[int]:
    """Further offsets where a line of running text may start: inside phrases, where titles and cues are not broken."""
    if lang.script not in _PHRASES:
        return set()
    return _find(text, lang, words=_loose_stops) - opportunities(text, lang, kept) - kept.inside(text)


def conforming(text: str) -> set[int]:
    """Offsets by the default rules of UAX #14 alone."""
    return _find(text, None, words=lambda word, _: _default_stops(word))


def _find(text: str, lang: Language | None, words: Any) -> set[int]:
    stops: set[int] = set()
    last = ""
    for match in _PARTS.finditer(text):
        spaces, word = match.groups()
        start = match.start(2)
        if spaces and _may_end_at_space(last, word[0], lang):
            stops.add(start)
        found = words(word, lang)
        if found:
            stops.update([start + at for at in found])
        last = word[-1] if line_class(word[-1]) not in ("CM", "ZWJ") else _base(word)
    return stops


def _base(word: str) -> str:
    """The character whose class a word's end has: marks take their base's (LB9), or are letters without one (LB10)."""
    base = next((char for char in reversed(word) if line_class(char) not in ("CM", "ZWJ")), "A")
    return "A" if line_class(base) == "ZW" else base


@personal
@lru_cache(maxsize=1 << 12)
def _may_end_at_space(last: str, first: str, lang: Language | None) -> bool:
    """LB7 to LB18 for ``last`` SP+ ``first``; ``last`` is empty at the start of the text."""
    before, after = (line_class(last) if last else ""), line_class(first)
    if lang and (first in "।॥" or (lang.spaced_quotes and (first in "»›" or last in "«‹"))):
        return False
    if after == "ZW" or (before != "ZW" and after == "WJ"):
        return after != "ZW" and before == "ZW"
    if before == "ZW":
        return True
    return not (
        after in _NEVER_BEFORE
        or before == "OP"
        or (before == "QU" and after == "OP")
        or (before in ("CL", "CP") and after in ("NS", "CJ"))
        or (before == after == "B2")
    )


@personal
@lru_cache(maxsize=6_000)
def word_stops(word: str, lang: Language) -> tuple[int, ...]:
    """Offsets inside a word, with the habits of languages."""
    stops = _loose_stops(word, lang)
    phrases = _PHRASES.get(lang.script)
    return tuple(_phrase_stops(word, stops, phrases)) if stops and phrases else stops


@personal
@lru_cache(maxsize=6_000)
def _loose_stops(word: str, lang: Language) -> tuple[int, ...]:
    """The same, with those inside phrases."""
    latin = max(word) < _AFTER_LATIN
    if latin and word.isalpha():
        return ()
    stops = [at for at in _default_stops(_as_ruled(word, lang).translate(_ALIKE)) if not _is_tied(word, at)]
    if latin:
        return tuple(stops)
    if any("\u0e01" <= char <= "\u0e4e" for char in word):
        stops = sorted({*stops, *_thai_stops(word)})
    elif "\u200b" not in word:
        stops = sorted({*stops, *syllable_starts(word)})
    return tuple(stops)


def _as_ruled(word: str, lang: Language) -> str:
    """The word with characters that a language treats differently replaced by ones with the class it gives them."""
    if lang.script in ("Hans", "Hant"):
        return word.translate(_CHINESE_QUOTES)
    return re.sub(_SYLLABLE, "a", word) if lang.script == "Kore" else word


def _is_tied(word: str, at: int) -> bool:
    """Breaks the default rules allow and readers do not: -x, 20–30."""
    before = word[at - 1]
    if before not in "-\u2010\u2013":
        return False
    return at == 1 or (before == "\u2013" and word[at - 2].isdigit() and word[at].isdigit())


def _thai_stops(word: str) -> list[int]:
    """Word boundaries in stretches of Thai letters."""
    stops = []
    for match in re.finditer("[\u0e01-\u0e3a\u0e40-\u0e4e]+", word):
        at = match.start()
        for phrase in _parser("thai").parse(match[0])[:-1]:
            at += len(phrase)
            stops.append(at)
    return [stop for stop in stops if word[stop] not in "ๆฯ"]


def _phrase_stops(word: str, stops: Sequence[int], language: str) -> list[int]:
    """Only the stops at phrase boundaries, or inside very long phrases."""
    kept: set[int] = set()
    at = 0
    for phrase in _parser(language).parse(word):
        end = at + len(phrase)
        kept.update(range(at + 1, end + 1) if len(phrase) > _LONG_PHRASE else (end,))
        at = end
    return [stop for stop in stops if stop in kept]


@cache
def _parser(name: str) -> Any:
    import budoux

    return getattr(budoux, f"load_default_{name}_parser")()


@personal
@lru_cache(maxsize=1 << 12)
def _default_stops(word: str) -> tuple[int, ...]:
    """Offsets inside a word without spaces, by LB7 to LB31."""
    starts: list[int] = []
    classes: list[str] = []
    for at, char in enumerate(word):  # LB9, LB10
        name = _resolved(char)
        if name in ("CM", "ZWJ") and classes and classes[-1] != "ZW":
            continue
        starts.append(at)
        classes.append("AL" if name in ("CM", "ZWJ") else name)
    inside = _inside_numbers(classes)
    return tuple(
        [
            starts[at]
            for at in range(1, len(classes))
            if at not in inside and not _stays(classes, at, word[starts[at - 1]], word[starts[at] - 1 : starts[at] + 1])
        ]
    )


def _resolved(char: str) -> str:
    """LB1."""
    name = line_class(char)
    return {"SA": "AL", "CJ": "NS"}.get(name, name)


def _inside_numbers(classes: Sequence[str]) -> set[int]:
    """LB25, as the regular expression of section 8.2: indices that do not start a line."""
    if "NU" not in classes:
        return set()
    inside: set[int] = set()
    joined = "".join(name.ljust(3) if len(name) == 3 else f"{name} " for name in classes)
    for match in _NUMBER.finditer(joined):
        inside.update(range(match.start() // 3 + 1, match.end() // 3))
    inside.update(match.end() // 3 for match in _PREFIX.finditer(joined))
    return inside


def _stays(classes: Sequence[str], at: int, base: str, around: str) -> bool:
    """LB7 to LB31: whether a line may not start at unit ``at``. ``around`` is the characters next to the place."""
    before, after = classes[at - 1], classes[at]
    if after == "ZW" or before == "ZW":  # LB7, LB8
        return after == "ZW"
    if around[0] == "\u200d" or "WJ" in (before, after) or before == "GL":  # LB8a, LB11, LB12
        return True
    if (after == "GL" and before not in ("BA", "HY")) or after in _NEVER_BEFORE:  # LB12a, LB13
        return True
    if before == "OP" or "QU" in (before, after) or before == after == "B2":  # LB14, LB17, LB19
        return True
    if before in ("CL", "CP") and after == "NS":  # LB16
        return True
    if "CB" in (before, after):  # LB20
        return False
    if after in ("BA", "HY", "NS", "IN") or before == "BB":  # LB21, LB22
        return True
    if before in ("HY", "BA") and at > 1 and classes[at - 2] == "HL":  # LB21a
        return True
    return _is_pair(before, after, base, around[1]) or _is_flag_or_emoji(classes, at)


def _is_pair(before: str, after: str, base: str, following: str) -> bool:
    """LB21b, LB23 to LB30: classes that keep together. ``base`` and ``following`` are the characters themselves."""
    if before == "SY":
        return after == "HL"
    if before in _LETTERS:
        if after == "OP":
            return not is_wide(following)
        return after in _LETTERS or after in ("NU", "PR", "PO")
    if before == "NU":
        return after in _LETTERS or (after == "OP" and not is_wide(following))
    if before == "PR":
        return after in _LETTERS or after in _PICTURES or after in _HANGUL
    if before == "PO" or before == "IS":
        return after in _LETTERS
    if before == "CP":
        return (after in _LETTERS or after == "NU") and not is_wide(base)
    if after == "NU" or after == "PO":
        return after == "PO" and (before in _PICTURES or before in _HANGUL)
    return after in _JAMO.get(before, ())


def _is_flag_or_emoji(classes: Sequence[str], at: int) -> bool:
    """LB30a, LB30b."""
    before, after = classes[at - 1], classes[at]
    if before == after == "RI":
        flags = 1
        while at - flags - 1 >= 0 and classes[at - flags - 1] == "RI":
            flags += 1
        return flags % 2 == 1
    return before == "EB" and after == "EM"
