from __future__ import annotations

import pytest

from soleprint.audit.voice import addresses_reader, is_passive
from soleprint.audit.words import sentences, syllables, words
from tests.audit.known import ENGLISH, OTHERS


def test_sentences() -> None:
    texts = ["Go gently. Stop if it hurts!", "oil, a towel", "Use oil, e.g. almond oil. Is it 3.5 ml? (Yes.)"]
    assert sentences(texts) == [
        "Go gently",
        "Stop if it hurts",
        "oil, a towel",
        "Use oil, e.g almond oil",
        "Is it 3.5 ml",
        "(Yes",
    ]
    assert len(sentences(["慢慢来。如果疼就停！", "धीरे करें। रुकें।", "هل يؤلم؟ توقف."])) == 6
    assert sentences(["", "1.", "..."]) == []


def test_words() -> None:
    assert words("Don't press the knee-cap 3 times (ever)!") == ["Don't", "press", "the", "knee-cap", "times", "ever"]
    assert words("Naïve café d’été") == ["Naïve", "café", "d’été"]


def test_english_syllables_to_a_few_per_cent() -> None:
    wrong = {word: syllables(word, "en") for word, count in ENGLISH.items() if syllables(word, "en") != count}
    assert len(wrong) <= 0.01 * len(ENGLISH), wrong
    total = sum(syllables(word, "en") for word in ENGLISH)
    assert total == pytest.approx(sum(ENGLISH.values()), rel=0.01)


@pytest.mark.parametrize("lang", sorted(OTHERS))
def test_other_syllables(lang: str) -> None:
    assert {word: syllables(word, lang) for word in OTHERS[lang]} == OTHERS[lang]


def test_parts_and_case() -> None:
    assert syllables("Face-Down", "en") == 2
    assert syllables("DOESN’T", "en") == 2
    assert syllables("hmm", "en") == 1
    with pytest.raises(KeyError):
        syllables("λόγος", "el")


@pytest.mark.parametrize(
    "sentence",
    [
        "The leg is kneaded.",
        "Your hands are then slowly moved up.",
        "It has been shown to help.",
        "The oil was not used.",
        "The calf can be held.",
        "The knee isn’t pressed.",
    ],
)
def test_passive(sentence: str) -> None:
    assert is_passive(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Knead the leg.",
        "Your legs are tired.",
        "Stop if the leg is swollen, warm or red.",
        "Massage is one way to relax.",
        "Your partner is relaxed and warm.",
        "Is it red?",
        "You have used oil.",
        "There is no need to press.",
    ],
)
def test_not_passive(sentence: str) -> None:
    assert not is_passive(sentence)


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("Glide up the leg.", True),
        ("Slowly glide up the leg.", True),
        ("The calf needs your thumbs.", True),
        ("The calf needs care.", False),
        ("They knead it.", False),
        ("3", False),
    ],
)
def test_address(sentence: str, does: bool) -> None:
    assert addresses_reader(sentence) is does
