"""How hard a text is to read, by the published formula of its language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import Struct

from soleprint.audit.words import sentences, syllables, words

FEWEST_WORDS = 100
"""The formulas were made for samples of a hundred words and more; below that they say nothing."""


class Counts(NamedTuple):
    """What the formulas need. ``long_words`` have more than six letters."""

    sentences: int
    words: int
    letters: int
    syllables: int
    one_syllable: int
    three_syllables: int
    """Words of three syllables or more."""
    four_syllables: int
    long_words: int

    @property
    def sentence_length(self) -> float:
        return self.words / self.sentences

    @property
    def word_length(self) -> float:
        """Syllables to a word."""
        return self.syllables / self.words


class Formula(NamedTuple):
    """A readability formula. ``limit`` is the highest value that passes, or the lowest where ``rises``."""

    name: str
    value: Callable[[Counts], float]
    limit: float
    rises: bool = False
    """True: a higher value is easier to read."""


class Reading(Struct, frozen=True):
    """A formula's verdict on a text."""

    name: str
    value: float
    limit: float
    rises: bool

    @property
    def passed(self) -> bool:
        """Judged as it is printed, to one decimal place."""
        value = round(self.value, 1)
        return value >= self.limit if self.rises else value <= self.limit


def _percent(part: int, counts: Counts) -> float:
    return 100 * part / counts.words


FORMULAS: dict[str, tuple[Formula, ...]] = {
    # Kincaid et al. 1975 (Naval Technical Training Command 8-75); McLaughlin 1969, J Reading 12:639. The American
    # Medical Association asks for grade 6. SMOG predicts full comprehension and reads about two grades higher; its
    # limit is the top of the NIH's range, grades 6 to 8.
    "en": (
        Formula("Flesch-Kincaid grade", lambda c: 0.39 * c.sentence_length + 11.8 * c.word_length - 15.59, 6),
        Formula("SMOG grade", lambda c: 1.0430 * (30 * c.three_syllables / c.sentences) ** 0.5 + 3.1291, 8),
    ),
    # Szigriszt 1993 on the INFLESZ scale (Barrio-Cantalejo 2008, An Sist Sanit Navar 31:135): 65 is "quite easy".
    # Fernandez Huerta 1959, words to a sentence as corrected by Law 2011.
    "es": (
        Formula("INFLESZ", lambda c: 206.835 - 62.3 * c.word_length - c.sentence_length, 65, True),
        Formula("Fernández Huerta", lambda c: 206.84 - 60 * c.word_length - 1.02 * c.sentence_length, 70, True),
    ),
    # Bamberger and Vanecek 1984, first formula: school years. Amstad 1978 on Flesch's scale.
    "de": (
        Formula(
            "Wiener Sachtextformel 1",
            lambda c: (
                0.1935 * _percent(c.three_syllables, c)
                + 0.1672 * c.sentence_length
                + 0.1297 * _percent(c.long_words, c)
                - 0.0327 * _percent(c.one_syllable, c)
                - 0.875
            ),
            6,
        ),
        Formula("Amstad", lambda c: 180 - c.sentence_length - 58.5 * c.word_length, 60, True),
    ),
    # Kandel and Moles 1958. 60 on Flesch's scale is plain language, grade 8.
    "fr": (Formula("Kandel-Moles", lambda c: 207 - 1.015 * c.sentence_length - 73.6 * c.word_length, 60, True),),
    # Lucisano and Piemontese 1988: above 60 readable with a lower secondary education.
    "it": (Formula("Gulpease", lambda c: 89 + (300 * c.sentences - 10 * c.letters) / c.words, 60, True),),
    # Douma 1960.
    "nl": (Formula("Flesch-Douma", lambda c: 206.84 - 0.93 * c.sentence_length - 77 * c.word_length, 60, True),),
    # Martins et al. 1996 (Notas do ICMSC 28): 50 to 75 is easy, for pupils up to the eighth year.
    "pt": (
        Formula("Flesch (Martins)", lambda c: 248.835 - 1.015 * c.sentence_length - 84.6 * c.word_length, 50, True),
    ),
    # Oborneva 2006.
    "ru": (Formula("Flesch (Oborneva)", lambda c: 206.835 - 1.3 * c.sentence_length - 60.1 * c.word_length, 60, True),),
    # Pisarek 1969, linear: years of school. Words count as printed, not in their base form, which reads a little high.
    "pl": (Formula("Pisarek", lambda c: (c.sentence_length + _percent(c.four_syllables, c)) / 3 + 1, 8),),
    # Atesman 1997 (Dil Dergisi 58:71): 70 to 89 is easy.
    "tr": (Formula("Ateşman", lambda c: 198.825 - 40.175 * c.word_length - 2.610 * c.sentence_length, 70, True),),
}


def count(texts: Sequence[str], lang: str) -> Counts:
    """The counts of a text in a language with a formula; at least one sentence and one word."""
    parts = sentences(texts)
    every = [word for part in parts for word in words(part)]
    lengths = [syllables(word, lang) for word in every]
    letters = [sum(char.isalpha() for char in word) for word in every]
    return Counts(
        max(1, len(parts)),
        max(1, len(every)),
        sum(letters),
        sum(lengths),
        sum(length == 1 for length in lengths),
        sum(length >= 3 for length in lengths),
        sum(length >= 4 for length in lengths),
        sum(length > 6 for length in letters),
    )


def readings(texts: Sequence[str], lang: str) -> tuple[Reading, ...]:
    """What the formulas of ``lang`` (a tag; its first part counts) say of a text.

    None where no formula is published for the language, or the text is too short for one.
    """
    base = lang.partition("-")[0]
    formulas = FORMULAS.get(base, ())
    counts = count(texts, base) if formulas else None
    if counts is None or counts.words < FEWEST_WORDS:
        return ()
    return tuple(Reading(f.name, f.value(counts), f.limit, f.rises) for f in formulas)
