"""Minutes of steps and routines: what the source states, what must add up, and how it is printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import soleprint
from soleprint.content.languages import languages
from soleprint.content.library import Library
from soleprint.content.locale.cldr import entry_of
from soleprint.errors import ContentError
from soleprint.files.folders import builtin, layers
from tests.safety.content import bare, said

TIMES = {"greeting": 1, "ankle": 2, "between-hands": 2, "sole": 3, "tendons-and-toes": 3, "heel-and-sides": 3}


def write(folder: Path, total: int | None = 14, times: dict[str, int] | None = None, states: bool = True) -> Path:
    """A content folder with the routine "timed": a foot massage whose source says how long its steps take."""
    file = yaml.safe_load((builtin("content") / "routines/foot.yaml").read_text(encoding="utf-8"))
    file |= {"id": "timed", "title": "Timed foot"}
    file["source"]["states_minutes"] = states
    file["setups"] = [setup for setup in file["setups"] if setup["mode"] == "partner"]
    file["steps"] = [step for step in file["steps"] if "partner" in step.get("modes", ["partner"])]
    for step in file["steps"]:
        step["minutes"] = (TIMES if times is None else times).get(step["id"])
        step.pop("self_words", None)
    file["minutes"] = total
    (folder / "routines").mkdir(parents=True, exist_ok=True)
    (folder / "routines/timed.yaml").write_text(yaml.safe_dump(file, sort_keys=False), encoding="utf-8")
    return folder


def findings(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        Library(layers("content", folder)).routine("timed")
    return [(finding.code, finding.message) for finding in caught.value.findings]


def total_of(folder: Path) -> int:
    steps = Library(layers("content", folder)).routine("timed").steps
    return sum(step.minutes or 0 for step in steps)


def test_minutes_add_up(tmp_path: Path) -> None:
    library = Library(layers("content", write(tmp_path, None)))
    assert library.routine("timed").minutes is None
    total = total_of(tmp_path)
    assert Library(layers("content", write(tmp_path / "all", total))).routine("timed").minutes == total
    ((code, message),) = findings(write(tmp_path / "less", total - 1))
    assert code == "minutes-do-not-add-up"
    assert f"= {total} minutes, but this says {total - 1}; correct one of them" in message


def test_steps_without_minutes_need_some_of_the_whole(tmp_path: Path) -> None:
    some = {"ankle": 2, "sole": 3}
    assert Library(layers("content", write(tmp_path, 6, some))).routine("timed").minutes == 6
    ((code, message),) = findings(write(tmp_path, 5, some))
    assert code == "minutes-do-not-add-up"
    assert "2 + 3 = 5 minutes, which leaves none of these 5 for the others" in message


def test_minutes_that_the_source_does_not_state_are_refused(tmp_path: Path) -> None:
    found = findings(write(tmp_path, 6, {"ankle": 2}, states=False))
    assert [code for code, _ in found] == ["minutes-not-in-source"] * 2
    assert 'delete "minutes", or write "states_minutes: true"' in found[0][1]


def test_a_mode_may_take_longer(tmp_path: Path) -> None:
    write(tmp_path)
    path = tmp_path / "routines/timed.yaml"
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    total = total_of(write(tmp_path / "other", None))
    file["minutes"], file["setups"][0]["minutes"] = 100, total
    path.write_text(yaml.safe_dump(file, sort_keys=False), encoding="utf-8")
    assert Library(layers("content", tmp_path)).routine("timed").setups[0].minutes == total


@pytest.mark.parametrize("product", ["card", "leaflet", "booklet", "deck", "poster"])
def test_every_product_says_how_long(tmp_path: Path, product: str) -> None:
    total = total_of(write(tmp_path, None))
    write(tmp_path, total)
    given: dict[str, Any] = {"emergency": "112"} if product in ("leaflet", "booklet") else {"size": "A3"}
    words = said(soleprint.make(product, "timed", content=tmp_path, **given).publication.pages)
    assert bare("· 2 min") in words
    assert bare(f"{total} min on each side") in words


def test_on_one_side_it_is_the_whole(tmp_path: Path) -> None:
    total = total_of(write(tmp_path, None))
    made = soleprint.make("card", "timed", content=write(tmp_path, total), size="A3", side="left")
    words = said(made.publication.pages)
    assert bare(f"{total} min in all") in words


def test_nothing_is_said_where_nothing_is_known() -> None:
    words = said(soleprint.make("card", "foot").publication.pages)
    assert bare("· 2") not in words and bare("in all") not in words


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "5\u00a0min"),
        ("de", "5\u00a0Min."),
        ("ar", "5\u00a0د".replace("5", "٥")),
        ("sw", "dakika\u00a05"),
        ("ja", "5\u00a0分"),
        ("bn", "৫\u00a0মিনিট"),
    ],
)
def test_minutes_are_written_as_in_the_language(code: str, text: str) -> None:
    assert languages().find(code).lasting(5) == text


def test_languages_that_say_it_by_number_in_short_are_few() -> None:
    """A pattern is the same for every number: so CLDR has it in all of our languages but these."""
    from babel.core import Locale

    other = set()
    for code in languages().known:
        patterns = Locale.parse(code, sep="-")._data["unit_patterns"]["duration-minute"]["short"]
        kinds = {patterns[key] for key in ("zero", "one", "two", "few", "many", "other") if key in patterns}
        other |= {code} if len(kinds) > 1 else set()
    assert other == {"am", "so"}
    assert entry_of("de")["minutes"] == "{n} Min."
