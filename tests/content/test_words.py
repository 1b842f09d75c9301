"""How the shipped words read: short, plain, easy."""

from __future__ import annotations

import re

import pytest

from soleprint.content.library import Library
from soleprint.content.rules import count_words, printed_texts, safety_texts
from soleprint.files import folders

NAMES = ("back-of-leg", "front-of-leg", "foot")
LIBRARY = Library([folders.builtin("content")])


def syllables(word: str) -> int:
    silent = re.sub(r"(?<![aeiouyl])e$|(?<=[^aeiouy])es$|(?<=[^aeiouytd])ed$", "", word) if len(word) > 3 else word
    return max(1, len(re.findall(r"[aeiouy]+", silent)))


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def grade(texts: list[str]) -> float:
    """Flesch-Kincaid grade."""
    words = [word for text in texts for word in re.findall(r"[a-z']+", text.lower())]
    count = sum(len(sentences(text)) for text in texts)
    return 0.39 * len(words) / count + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("name", NAMES)
def test_reading_grade_of_steps(name: str) -> None:
    texts = [step.text for step in LIBRARY.routine(name).steps]
    assert grade(texts) <= 6
    assert grade([text for text, _, _ in printed_texts(LIBRARY.routine(name))]) <= 6


def test_reading_grade_of_safety() -> None:
    assert grade([text for text, _, _ in safety_texts(LIBRARY.safety("leg-and-foot"))]) <= 6


@pytest.mark.parametrize("name", NAMES)
def test_steps_are_short(name: str) -> None:
    for step in LIBRARY.routine(name).steps:
        assert count_words(step.cue) <= 8
        assert len(sentences(step.text)) <= 3
        assert step.easy
        assert all(count_words(sentence) <= 15 for sentence in step.easy)


def test_the_stop_panel_is_short_and_complete() -> None:
    stop = LIBRARY.safety("leg-and-foot").stop
    assert count_words(stop.cue) <= 25
    for word in ("swollen", "warm", "red", "Clot", "Fever", "Chest pain", "ambulance"):
        assert word in stop.cue


def test_every_condition_has_a_source_or_is_the_editors() -> None:
    safety = LIBRARY.safety("leg-and-foot")
    assert [condition.id for condition in safety.conditions] == [f"S{number}" for number in range(1, 19)]
    assert all(condition.sources or condition.editor for condition in safety.conditions)
    levels = {condition.id: condition.level for condition in safety.conditions}
    assert {name for name, level in levels.items() if level == "stop"} == {"S1", "S3"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_called_reviewed(name: str) -> None:
    assert LIBRARY.routine(name).review is None
    assert LIBRARY.safety("leg-and-foot").review is None


def test_every_stroke_of_a_move_is_explained() -> None:
    used = {move.stroke for name in NAMES for step in LIBRARY.routine(name).steps for move in step.moves}
    assert used == set(LIBRARY.strokes())
