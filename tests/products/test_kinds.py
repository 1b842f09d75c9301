"""The one model of what can be asked for."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from soleprint.errors import ExitCode, SoleprintError, UsageProblem
from soleprint.layout.paper import Finishing
from soleprint.products.options import Options, options


def problem(**given: Any) -> UsageProblem:
    with pytest.raises(UsageProblem) as caught:
        options(**given)
    assert caught.value.exit_code is ExitCode.USAGE
    return caught.value


def test_nothing_given_is_the_default() -> None:
    assert options() == Options()


def test_every_field_can_be_given_and_stays() -> None:
    given: dict[str, Any] = {"size": "A6", "faces": 2, "side": "left", "mode": "self", "text": "cues", "lang": "en-GB"}
    made = options(**given, distance_mm=500.0)
    assert {name: getattr(made, name) for name in given} == given
    assert made.distance_mm == 500


def test_finishing_may_be_given_flat() -> None:
    made = options(pouch_mm=3, hole="top", corners_mm=4, bleed_mm=2, marks=True, size="A6")
    assert made.finishing == Finishing(3, "top", 4, 2, True)
    assert made.size == "A6"


def test_finishing_given_flat_changes_the_finishing_given_whole() -> None:
    assert options(finishing=Finishing(pouch_mm=9), hole="two").finishing == Finishing(9, "two")


def test_no_name_is_both_an_option_and_a_finishing() -> None:
    assert not {f.name for f in fields(Options)} & {f.name for f in fields(Finishing)}


@pytest.mark.parametrize(
    ("name", "words"), [("sise", "Did you mean 'size'?"), ("pouch", "'pouch_mm'"), ("zzz", "Known are bleed_mm")]
)
def test_an_unknown_name_is_told_what_there_is(name: str, words: str) -> None:
    caught = problem(**{name: 1})
    assert caught.code == "unknown-option"
    assert words in str(caught)


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"faces": 0}, "unknown-option", "1 or 2 faces, not 0"),
        ({"faces": 3}, "unknown-option", "1 or 2 faces, not 3"),
        ({"side": "lefft"}, "unknown-option", "Did you mean 'left'?"),
        ({"mode": "alone"}, "unknown-option", "partner, self"),
        ({"text": "all"}, "unknown-option", "full, cues"),
        ({"orientation": "upright"}, "unknown-option", "portrait"),
        ({"hole": "left"}, "unknown-option", "none, top, two"),
        ({"distance_mm": 99}, "option-range", "10 cm to 10 m"),
        ({"distance_mm": 10_001}, "option-range", "10 cm to 10 m"),
        ({"distance_mm": float("nan")}, "option-range", "10 cm to 10 m"),
        ({"pouch_mm": -1}, "option-range", "0 to 40 mm"),
        ({"bleed_mm": 21}, "option-range", "0 to 20 mm"),
        ({"corners_mm": 99}, "option-range", "0 to 20 mm"),
    ],
)
def test_each_value_out_of_range_is_refused(given: dict[str, Any], code: str, words: str) -> None:
    caught = problem(**given)
    assert caught.code == code
    assert words in str(caught)


def test_options_can_be_compared_and_kept() -> None:
    assert options(size="A6", hole="top") == options(hole="top", size="A6")
    assert len({options(), options(), options(faces=2)}) == 2


def test_unknown_words_are_usage_problems_of_make_too() -> None:
    import soleprint

    calls: list[tuple[str, list[str], dict[str, Any]]] = [
        ("poster", ["foot"], {}),
        ("card", [], {}),
        ("card", ["fot"], {}),
        ("card", ["foot"], {"size": "A99"}),
        ("card", ["foot"], {"theme": "dim"}),
        ("card", ["foot"], {"lang": "tlh"}),
    ]
    for product, routines, given in calls:
        with pytest.raises(SoleprintError) as caught:
            soleprint.make(product, routines, **given)
        assert caught.value.exit_code is ExitCode.USAGE, caught.value
