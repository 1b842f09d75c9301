"""How the shipped words read: short, plain, easy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from soleprint.content.library import Library
from soleprint.content.printed import texts
from soleprint.content.rules import count_words
from soleprint.errors import ContentError
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
    routine = LIBRARY.routine(name)
    assert grade([step.text for step in routine.steps]) <= 6
    assert grade([text for _, text in texts(routine, name)]) <= 6


def test_reading_grade_of_safety() -> None:
    assert grade([text for _, text in texts(LIBRARY.safety("leg-and-foot"), "")]) <= 6


@pytest.mark.parametrize("name", NAMES)
def test_steps_are_short(name: str) -> None:
    for step in LIBRARY.routine(name).steps:
        assert count_words(step.cue) <= 8
        assert len(sentences(step.text)) <= 3
        assert step.easy
        assert all(count_words(sentence) <= 15 for sentence in step.easy)


SAFETY = LIBRARY.safety("leg-and-foot")
TODAY = ("clot", "redness that spreads", "joint with fever", "diabetes", "doctor", "advice line")
AT_ONCE = ("chest pain", "breathing", "fainting", "coughing up blood", "cold", "pale", "blue", "numb", "maternity unit")


def missing(words: tuple[str, ...], text: str) -> list[str]:
    return [word for word in words if word not in text.lower()]


def test_the_short_panel_is_short_and_complete() -> None:
    signs = ("swollen", "warm", "red or darker", "clot", "fever", "chest pain", "coughing blood", "cold or pale")
    assert len(SAFETY.stop.cue) <= 190
    assert missing(signs, SAFETY.stop.cue) == []


def test_help_today_and_an_ambulance_are_told_apart() -> None:
    stop = SAFETY.stop
    assert missing(TODAY, stop.today) == []
    assert missing(AT_ONCE, stop.ambulance) == []
    assert "ambulance" not in stop.today
    assert "at once" not in stop.today
    assert "today" not in stop.ambulance
    at_once, today = (next(part for part in sentences(stop.cue) if word in part) for word in ("ambulance", "today"))
    assert at_once != today
    assert missing(("chest pain", "breathless", "cold or pale"), at_once) == []
    assert missing(("one leg", "swollen", "clot"), today) == []


def test_the_signs_also_count_in_the_days_after() -> None:
    assert "in the days after" in SAFETY.stop.text


def test_no_country_and_no_number_is_named() -> None:
    told = " ".join(text for _, text in texts(SAFETY, ""))
    assert re.findall(r"NHS|\bGP\b|\b\d{3}\b", told) == []


@pytest.mark.parametrize(
    "named",
    (
        "pregnancy",
        "blood thinners",
        "diabetes",
        "numb feet",
        "heart disease",
        "cancer",
        "recent operation",
        "past clot",
    ),
)
def test_the_line_on_whom_to_ask_names(named: str) -> None:
    assert named in SAFETY.ask
    assert len(SAFETY.ask) <= 130


def test_every_condition_is_named_in_a_few_words() -> None:
    for condition in SAFETY.conditions:
        assert condition.short is not None, condition.id
        assert len(condition.short) <= 45, condition.id
        assert not condition.short.endswith("."), condition.id
    assert sum(len(condition.short or "") for condition in SAFETY.conditions) <= 700  # they fill a card's small back


def test_every_condition_has_a_source_or_is_the_editors() -> None:
    assert {condition.id for condition in SAFETY.conditions} == {f"S{number}" for number in range(1, 26)}
    assert [condition.id for condition in SAFETY.conditions if not (condition.sources or condition.editor)] == []


def test_the_conditions_stand_in_the_order_in_which_they_are_printed() -> None:
    levels = [condition.level for condition in SAFETY.conditions]
    assert levels == sorted(levels, key=("stop", "ask", "avoid", "care").index)
    stops = {condition.id for condition in SAFETY.conditions if condition.level == "stop"}
    assert stops == {"S1", "S3", "S19", "S20", "S21", "S22"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("S2", ("6 weeks", "operation in the last 3 months", "past clot")),
        ("S3", ("wait until you are well", "redness spreads", "today")),
        ("S6", ("beside it", "do not knead or wring")),
        ("S9", ("numb feet from any cause", "skin before you start")),
        ("S10", ("not face down", "not long flat on your back")),
        ("S12", ("no draining", "no wringing", "no long strokes up")),
        ("S19", ("ambulance at once",)),
        ("S20", ("gout", "fever", "today")),
        ("S21", ("even if it does not hurt", "today")),
        ("S22", ("headache", "blurred sight", "maternity unit at once")),
        ("S23", ("stroke", "heart attack", "bypass", "groin")),
        ("S24", ("warts", "bruises", "thin")),
        ("S25", ("alcohol", "sleepy")),
    ],
)
def test_what_a_condition_must_say(name: str, words: tuple[str, ...]) -> None:
    condition = next(condition for condition in SAFETY.conditions if condition.id == name)
    assert missing(words, f"{condition.condition} {condition.advice}") == []


@pytest.mark.parametrize(
    ("routine", "step", "words"),
    [
        ("foot", "heel-and-sides", ("beside the shin bone, never on it", "not behind the knee")),
        ("front-of-leg", "knee-circles", ("off the shin bone", "back of the knee, no pressure")),
    ],
)
def test_a_step_near_a_bone_or_the_knee_says_so(routine: str, step: str, words: tuple[str, ...]) -> None:
    caution = next(found.caution for found in LIBRARY.routine(routine).steps if found.id == step)
    assert missing(words, caution or "") == []


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda file: file["stop"].pop("today"), "today"),
        (lambda file: file["stop"].pop("ambulance"), "ambulance"),
        (lambda file: file.pop("ask"), "ask"),
        (lambda file: file.update(ask="Ask first: " + "x" * 120), "ask"),
        (lambda file: file["stop"].update(cue="x" * 191), "cue"),
        (lambda file: file["stop"].update(help="Get help."), "help"),
        (lambda file: file["conditions"][0].update(short="instead of surgery"), "short"),
    ],
    ids=["no-today", "no-ambulance", "no-ask", "long-ask", "long-cue", "help", "claim-in-short"],
)
def test_a_bad_safety_file_is_refused(tmp_path: Path, spoil: Callable[[dict[str, Any]], Any], named: str) -> None:
    file = yaml.safe_load((folders.builtin("content") / "safety/leg-and-foot.yaml").read_text(encoding="utf-8"))
    file["date"] = str(file["date"])
    spoil(file)
    (tmp_path / "safety").mkdir()
    own = tmp_path / "safety/leg-and-foot.yaml"
    own.write_text(yaml.safe_dump(file), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        Library([tmp_path, folders.builtin("content")]).safety("leg-and-foot")
    (finding,) = caught.value.findings
    lines = own.read_text(encoding="utf-8").splitlines()
    assert named in f"{finding.message} {lines[finding.line - 1]}"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_called_reviewed(name: str) -> None:
    assert LIBRARY.routine(name).review is None
    assert LIBRARY.safety("leg-and-foot").review is None


def test_every_stroke_of_a_move_is_explained() -> None:
    used = {move.stroke for name in NAMES for step in LIBRARY.routine(name).steps for move in step.moves}
    assert used == set(LIBRARY.strokes())
