"""Letters that words name, such as 1c beside a stroke, are on pictures of the same document, in every product."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import soleprint
from soleprint.products.result import Result
from tests.support.handouts import made, texts
from tests.support.pages import letters_on

ROOT = Path(__file__).parents[2]
LETTER = re.compile(r"(?<![\w.])\d[a-z](?!\w)")
WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "card": ("card", {"size": "A5"}),
    "deck": ("deck", {}),
    "poster": ("poster", {}),
    "C-fold": ("leaflet", {"size": "A4", "fold": "tri"}),
    "half fold": ("leaflet", {"size": "A4", "fold": "half"}),
    "flat": ("leaflet", {"size": "A4"}),
    "large print": ("leaflet", {"edition": "large-print"}),
    "booklet": ("booklet", {"size": "A5"}),
    "small booklet": ("booklet", {"size": "A6"}),
}
NAMING = ("deck", "C-fold", "booklet", "small booklet")
"""Those with words that name letters."""


def named(result: Result) -> set[str]:
    return set(LETTER.findall(" ".join(texts(result))))


def drawn(result: Result) -> set[str]:
    return {letter for page in result.publication.pages for letter in letters_on(page)}


@pytest.mark.parametrize("way", WAYS)
def test_letters_in_words_are_on_pictures(way: str) -> None:
    product, given = WAYS[way]
    result = made(product, "front-of-leg", **given)
    assert drawn(result)
    assert named(result) <= drawn(result)
    assert named(result) or way not in NAMING


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Content in which the fourth step of the foot has all that follows it, in eight pictures."""
    folder = tmp_path_factory.mktemp("many")
    routine = yaml.safe_load((ROOT / "content" / "routines" / "foot.yaml").read_text(encoding="utf-8"))
    *first, step, second, third = routine["steps"]
    routine["steps"] = [*first, {**step, "moves": step["moves"] + second["moves"] + third["moves"]}]
    (folder / "routines").mkdir()
    (folder / "routines" / "foot.yaml").write_text(yaml.safe_dump(routine, sort_keys=False), encoding="utf-8")
    return folder


@pytest.mark.parametrize("way", ["card", "deck", "C-fold", "booklet"])
def test_a_step_of_eight_pictures_has_letters_on_all(way: str, many: Path) -> None:
    product, given = WAYS[way]
    result = soleprint.make(product, ["foot"], content=many, emergency="999", **given)
    assert {f"4{letter}" for letter in "abcdefgh"} <= drawn(result)
    assert named(result) <= drawn(result)
