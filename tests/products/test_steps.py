"""Steps that are put into the file of a routine."""

from __future__ import annotations

import pytest
import yaml

from soleprint.files.folders import builtin
from soleprint.products.steps import LONGEST_ID, with_new

FOOT = (builtin("content") / "routines/foot.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("place", "id"),
    [
        ("shoulder.near", "shoulder-near"),
        (f"{'a' * (LONGEST_ID - 1)}.near", "a" * (LONGEST_ID - 1)),  # cut off behind its dot
        ("b" * (LONGEST_ID + 5), "b" * LONGEST_ID),
    ],
)
def test_a_new_step_has_the_name_of_its_place_as_an_id(place: str, id: str) -> None:
    given = {"new.cue": ["Hold"], "new.text": ["Hold it."], "new.moves.0.path.at": [place]}
    text = with_new(FOOT, given, 0, "foot.yaml")
    assert yaml.safe_load(text)["steps"][0]["id"] == id
