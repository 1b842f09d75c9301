"""Routines with different safety files in one product: all that either must say is said, each once, the strictest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import soleprint
from soleprint.content.library import Library
from soleprint.content.safety import LEVELS, common_safety
from soleprint.files.folders import layers
from tests.safety.content import SECOND, bare, said, shipped, write_second

STOP, ASK = (
    max((c for c in shipped()["conditions"] if c["level"] == level), key=lambda c: len(c["condition"]))
    for level in ("stop", "ask")
)
"""Conditions whose words stand nowhere else."""
STRICTER = {"level": "stop", "condition": ASK["condition"].upper(), "short": "KNOWN TO BOTH", "advice": "Never."}
"""A condition of both profiles, which the second puts at a stricter level."""
LAXER = {"level": "care", "condition": STOP["condition"], "short": "said by both", "advice": "Not so bad."}
"""One that the second puts at a laxer level, which does not count."""
ALL: dict[str, dict[str, Any]] = {
    "booklet": {"emergency": "999"},
    "leaflet": {"emergency": "999", "size": "A3"},
    "leaflet folded": {"emergency": "999", "size": "A3", "fold": "tri"},
    "deck": {},
}
"""Products of several routines in one document."""
PAIR = ("foot", "second-foot")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_second(tmp_path_factory.mktemp("second"), (STRICTER, LAXER))


@pytest.fixture(scope="module", params=ALL)
def words(request: pytest.FixtureRequest, own: Path) -> str:
    """What a product of both routines says."""
    return said(soleprint.make(request.param.split()[0], PAIR, content=own, **ALL[request.param]).publication.pages)


def level_of(words: str, condition: str) -> str:
    """The level under whose heading a condition stands."""
    phrases = Library(layers("content")).phrases()
    at = words.index(bare(condition))
    return max(LEVELS, key=lambda level: words.rfind(bare(phrases[f"safety-{level}"]), 0, at))


def wording(words: str, condition: dict[str, Any]) -> str:
    """How a condition is worded on the pages; "" where it is not there."""
    both = (condition["condition"], condition.get("short", condition["condition"]))
    return next((text for text in both if bare(text) in words), "")


def test_both_stop_panels_are_there(words: str) -> None:
    for stop in (shipped()["stop"], SECOND["stop"]):
        short = words.count(bare(stop["cue"]))
        whole = [words.count(bare(stop[key])) for key in ("text", "today", "ambulance")]
        # In short or in full; cards of a deck, which come apart, say it again.
        assert whole in ([0, 0, 0], [1, 1, 1])
        assert (short > 0) is (whole == [0, 0, 0])


def test_the_rules_of_both_are_there_once(words: str) -> None:
    for rule in (*shipped()["general"], *SECOND["general"]):
        assert words.count(bare(rule)) == 1


def test_every_condition_of_both_is_there_once(words: str) -> None:
    for condition in (*shipped()["conditions"], *SECOND["conditions"]):
        assert wording(words, condition if condition != ASK else STRICTER), condition
    for condition in (STRICTER, STOP, *SECOND["conditions"]):
        text = wording(words, condition)
        assert words.count(bare(text)) == 1
        assert level_of(words, text) == condition["level"]


def test_the_laxer_level_is_nowhere(words: str) -> None:
    for condition in (ASK, LAXER):
        assert bare(condition["short"]) not in words
        assert bare(condition["advice"]) not in words


def test_a_booklet_has_the_advice_that_goes_with_the_level(own: Path) -> None:
    words = said(soleprint.make("booklet", PAIR, content=own, emergency="999").publication.pages)
    for kept, dropped in ((STRICTER, ASK), (STOP, LAXER)):
        assert bare(f"{kept['condition']}") + "." + bare(kept["advice"]) in words
        assert bare(f"{dropped['condition']}.{dropped['advice']}") not in words


def test_each_card_of_a_set_has_the_safety_of_its_routine(own: Path) -> None:
    result = soleprint.make("card", PAIR, content=own, faces=2, size="A4")
    first, second = said(result.publication.pages[:2]), said(result.publication.pages[2:])
    for stop, has, lacks in ((shipped()["stop"], first, second), (SECOND["stop"], second, first)):
        assert [has.count(bare(stop[key])) for key in ("text", "today", "ambulance")] == [1, 1, 1]
        assert not any(bare(stop[key]) in lacks for key in ("cue", "text", "today", "ambulance"))
    assert all(wording(first, condition) for condition in shipped()["conditions"])
    assert (level_of(first, wording(first, ASK)), level_of(second, wording(second, STRICTER))) == ("ask", "stop")
    assert bare("zebra") in second and bare("zebra") not in first


def test_one_face_has_the_panel_and_whom_to_ask(own: Path) -> None:
    for name, size in (("card", "A3"), ("poster", "A2")):
        result = soleprint.make(name, PAIR, content=own, size=size)
        first, second = (said([page]) for page in result.publication.pages)
        for profile, has in ((shipped(), first), (SECOND, second)):
            stop: Any = profile["stop"]
            assert [has.count(bare(text)) for text in (stop["cue"], str(profile["ask"]))] == [1, 1]
        assert bare(str(SECOND["ask"])) not in first


def test_sources_of_both_are_named(own: Path) -> None:
    words = said(soleprint.make("leaflet", PAIR, content=own, emergency="999", size="A3").publication.pages)
    for source in (*shipped()["sources"], *SECOND["sources"]):
        assert bare(source) in words


def test_the_order_of_routines_does_not_change_what_is_said(own: Path) -> None:
    library = Library(layers("content", own))
    both = [library.safety(name) for name in ("leg-and-foot", "second")]
    one, other = common_safety(both), common_safety(both[::-1])
    assert {(c.condition.lower(), c.level) for c in one.conditions} == {
        (c.condition.lower(), c.level) for c in other.conditions
    }
    assert set(one.stops) == set(other.stops) == {safety.stop for safety in both}
    assert common_safety([*both, *both]) == one
