"""Sentences, words and syllables."""

from __future__ import annotations

import re
from collections.abc import Iterable

UNSPACED = ("Hans", "Hant", "Jpan", "Thai", "Khmr", "Laoo", "Mymr")
"""Scripts whose words cannot be counted by their spaces."""
_SENTENCE = re.compile(r"[.!?…]+[\"')»”’]*(?=\s|$)|[。！？।؟۔]+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|Dr|Mr|Mrs|Ms|No|approx|etc|z\.\s?B|d\.\s?h|bzw|p\.\s?ex|p\.\s?ej)\.(?=\s)")


def sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of paragraphs; a paragraph without a full stop is one, and so is a list item."""
    found = []
    for text in texts:
        plain = _ABBREVIATION.sub(lambda match: match[1], text)
        found += [part.strip() for part in _SENTENCE.split(plain) if _WORD.search(part)]
    return found


def words(text: str) -> list[str]:
    """The words; a word with a hyphen is one, figures are none."""
    return _WORD.findall(text)


def syllables(word: str, lang: str) -> int:
    """Spoken syllables, at least 1, by the spelling. Raises KeyError for a language without a rule."""
    parts = re.split(r"-", word.casefold().replace("’", "'"))
    count = _english if lang == "en" else _NUCLEI[lang].findall
    return sum(max(1, found if isinstance(found := count(part), int) else len(found)) for part in parts if part)


def _nucleus(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_NUCLEI = {
    # a, e and o are syllables of their own; i and u join them unless they carry an accent. The u of que, gui is mute,
    # and y before a vowel is a consonant.
    "es": _nucleus(
        r"(?:(?<=[qg])u(?=[eiéí]))?(?:(?:[iuü](?=[aeoáéó]))?[aeoáéó](?:[iuü](?![aeoáéóíú])|y(?![aeiouáéíóú]))?"
        r"|[íú]|[iuü]+(?:y(?![aeiouáéíóú]))?|y(?![aeiouáéíóú]))"
    ),
    "pt": _nucleus(
        r"[ãa]o|õe|ãe|(?:u(?=[aeoáéóâêôãõ])|i(?=[aeoáéóâêôãõ])(?![ao]s?$))?[aeoáéóâêôãõà](?:[iu](?![aeoáéóâêô]))?|[íú]|[iuü]+"
    ),
    "it": _nucleus(r"(?:[iu](?=[aeoàèéòó]))?[aeoàèéòó](?:[iu](?![aeoàèéòó]))?|i?[ìù]|[iu]+"),
    "fr": _nucleus(r"(?!es?$)[aàâeéèêëiîïoôuùûüyœæ]+"),
    "de": _nucleus(r"äu|eu|ei|ey|ai|ay|au|ie|aa|ee|oo|[aeiouäöüy]"),
    "nl": _nucleus(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeiouyéèëïöü]"),
    "ru": _nucleus(r"[аеёиоуыэюя]"),
    "pl": _nucleus(r"i(?=[aąeęoóu])[aąeęoóu]|[aąeęioóuy]"),
    "tr": _nucleus(r"[aeıioöuüâîû]"),
}

_EXACT = {
    "aches": 1, "anxiety": 4, "anyone": 3, "apostrophe": 4, "areas": 3, "barefoot": 2, "business": 2, "carriage": 2,
    "catastrophe": 4, "client": 2, "cooperate": 4, "coordinate": 4, "create": 2, "created": 3, "diabetes": 4, "diet":
    2, "element": 3, "elements": 3, "evening": 2, "every": 2, "everyday": 3, "everything": 3, "foreground": 2,
    "forehead": 2, "homework": 2, "hundred": 2, "ideas": 3, "marriage": 2, "maybe": 2, "naked": 2, "physiotherapist":
    6, "physiotherapy": 6, "poem": 2, "quiet": 2, "quietly": 3, "react": 2, "reaction": 3, "recipe": 3, "sacred": 2,
    "science": 2, "society": 4, "soldier": 2, "something": 2, "sometimes": 2, "somewhere": 2, "therefore": 2, "tired":
    2, "tongue": 1, "variety": 4, "wholesale": 2, "wicked": 2,
}  # fmt: skip
"""Words that the rules get wrong."""
_LESS = [
    re.compile(pattern)
    for pattern in (
        r"[^aeiouy]e$(?<![bcdfgkpstz]le)",  # stroke, but not ankle
        r"(?<![aeiouy])(?<![sxzcg])(?<!ch)(?<!sh)(?<![bcdfgkpstz]l)es$",  # strokes, but not presses, muscles
        r"(?<![aeiouytd])(?<![bcdfgkpstz]l)ed$",  # pressed, but not started, settled
        r"(?<![aeiouy])(?<![bcdfgkpstz]l)e(?:ly|ful|fully|less|lessly|ment|ments|ness)$",  # safely, movement
        r"(?<=[aeiou]g)ue$",  # league
    )
]
_MORE = [
    re.compile(pattern)
    for pattern in (
        r"(?<![tscgx])(?<!ll)(?<!n)io",  # period, but not motion
        r"(?<![tcsg])ia",  # material, diary
        r"iu",  # medium
        r"[^aeiouy]i(?:er|est)s?$",  # easier
        r"(?<![gq])ua(?!de)",  # gradual
        r"(?<![gq])ue[ln]",  # fluent
        r"(?<![gpm])eo(?!u)",  # video
        r"[aeiou].*ea$",
        r"[aeouy]ing$",  # going, lying
        r"[^aeiouy]ism$|thm$|[sd]n't$",
    )
]


def _english(word: str) -> int:
    bare = re.sub(r"'(s|re|ve|ll|d|m)?$", "", word)
    if bare in _EXACT:
        return _EXACT[bare]
    # In qu and between vowels, u and y are consonants.
    spelt = re.sub(r"(?<=[aeiou])y(?=[aeiou])|^y(?=[aeiou])", "j", bare.replace("qu", "q"))
    found = len(re.findall(r"[aeiouy]+", spelt))
    less = sum(pattern.search(spelt) is not None for pattern in _LESS) if found > 1 else 0
    return found - less + sum(len(pattern.findall(spelt)) for pattern in _MORE)
