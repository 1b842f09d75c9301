from __future__ import annotations

import pytest

from soleprint.audit.readability import FEWEST_WORDS, FORMULAS, Counts, Reading, count, readings

COUNTS = Counts(
    sentences=10,
    words=100,
    letters=450,
    syllables=150,
    one_syllable=60,
    three_syllables=12,
    four_syllables=4,
    long_words=15,
)
PLAIN = ["Glide up the leg with oil. Let your hands float over the knee. Then knead the calf and the thigh."] * 8
HARD = [
    "Physiotherapeutic rehabilitation necessitates comprehensive evaluation of musculoskeletal functionality, "
    "particularly regarding cardiovascular contraindications to manipulative interventions."
] * 8


@pytest.mark.parametrize(
    ("lang", "values"),
    [
        # Worked by hand from the published formulas: 10 words to a sentence, 1.5 syllables to a word.
        ("en", [0.39 * 10 + 11.8 * 1.5 - 15.59, 1.043 * 36**0.5 + 3.1291]),
        ("es", [206.835 - 62.3 * 1.5 - 10, 206.84 - 90 - 10.2]),
        ("de", [0.1935 * 12 + 1.672 + 0.1297 * 15 - 0.0327 * 60 - 0.875, 180 - 10 - 87.75]),
        ("fr", [207 - 10.15 - 110.4]),
        ("it", [89 + 30 - 45]),
        ("nl", [206.84 - 9.3 - 115.5]),
        ("pt", [248.835 - 10.15 - 126.9]),
        ("ru", [206.835 - 13 - 90.15]),
        ("pl", [(10 + 4) / 3 + 1]),
        ("tr", [198.825 - 60.2625 - 26.1]),
    ],
)
def test_formulas(lang: str, values: list[float]) -> None:
    assert [formula.value(COUNTS) for formula in FORMULAS[lang]] == pytest.approx(values)


def test_every_formula_is_tested_and_can_be_counted() -> None:
    for lang in FORMULAS:
        assert count(["abc"], lang).words == 1


def test_counts() -> None:
    assert count(["The ankle is swollen. Stop!", "professional help"], "en") == Counts(
        sentences=3,
        words=7,
        letters=sum(map(len, ("the", "ankle", "is", "swollen", "stop", "professional", "help"))),
        syllables=1 + 2 + 1 + 2 + 1 + 4 + 1,
        one_syllable=4,
        three_syllables=1,
        four_syllables=1,
        long_words=2,
    )


def test_plain_and_hard_english() -> None:
    assert all(reading.passed for reading in readings(PLAIN, "en-GB"))
    assert readings(PLAIN, "en")[0].value < 3
    assert not any(reading.passed for reading in readings(HARD, "en"))
    assert readings(HARD, "en")[0].value > 18


def test_no_formula_or_too_short() -> None:
    assert readings(PLAIN, "el") == ()
    assert readings(PLAIN, "zh-Hans") == ()
    assert readings(["word " * (FEWEST_WORDS - 1)], "en") == ()
    assert len(readings(["word " * FEWEST_WORDS], "en")) == 2


@pytest.mark.parametrize(
    ("value", "limit", "rises", "passed"),
    [(6.04, 6, False, True), (6.06, 6, False, False), (59.96, 60, True, True), (59.9, 60, True, False)],
)
def test_judged_as_printed(value: float, limit: float, rises: bool, passed: bool) -> None:
    assert Reading("x", value, limit, rises).passed is passed
