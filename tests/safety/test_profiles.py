"""A routine that names several safety profiles: nothing that one of them says is left out, on any page of any size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import soleprint
from soleprint.content.library import Library
from soleprint.content.safety import common_safety, pieces
from soleprint.errors import ContentError, DoesNotFit
from soleprint.files.folders import builtin, layers
from tests.safety.content import SECOND, bare, said, shipped, write_second, write_translation

WAYS: dict[str, dict[str, Any]] = {
    "card one face": {"size": "A4"},
    "card two faces": {"size": "A5", "faces": 2, "distance": "30cm"},
    "leaflet": {"emergency": "999"},
    "leaflet folded": {"emergency": "999", "size": "A3", "fold": "tri"},
    "booklet": {"emergency": "999"},
    "booklet easy": {"emergency": "999", "edition": "easy-read"},
    "deck": {},
    "poster": {"size": "A2"},
}


def general() -> dict[str, Any]:
    """The general profile as its file has it."""
    found: dict[str, Any] = yaml.safe_load((builtin("content") / "safety/general.yaml").read_text(encoding="utf-8"))
    return found


def write(folder: Path, *names: str) -> Path:
    """A content folder in which the routine "several" is a foot massage that names some profiles, "second" among those
    there are."""
    write_second(folder)
    text = (folder / "routines/second-foot.yaml").read_text(encoding="utf-8")
    text = text.replace("id: second-foot", "id: several").replace("safety: second", f"safety: [{', '.join(names)}]")
    (folder / "routines/several.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("several"), "general", "leg-and-foot", "second")


@pytest.mark.parametrize("way", WAYS)
def test_every_product_has_the_stop_texts_of_all(own: Path, way: str) -> None:
    words = said(soleprint.make(way.split()[0], "several", content=own, **WAYS[way]).publication.pages)
    for profile in (general(), shipped(), SECOND):
        stop, easy = profile["stop"], profile["stop"].get("easy")
        short = bare(stop["cue"]) in words
        whole = all(bare(stop[key]) in words for key in ("text", "today", "ambulance"))
        signed = easy is not None and all(bare(one["text"]) in words for one in easy["never"] + easy["today"])
        assert short or whole or signed, profile["id"]


def test_panels_with_one_title_are_one_with_all_words() -> None:
    library = Library(layers("content"))
    both = [library.safety("general"), library.safety("leg-and-foot")]
    common = common_safety(both)
    (panel,) = common.stops
    assert len(common.panels) == 2
    for profile in both:
        for key in ("cue", "text", "today", "ambulance"):
            assert getattr(profile.stop, key) in getattr(panel, key)
        assert panel.easy is not None and profile.stop.easy is not None
        assert set(profile.stop.easy.never) <= set(panel.easy.never)
        assert set(profile.stop.easy.ambulance) <= set(panel.easy.ambulance)
    assert panel.today.count(both[0].stop.today) == 1  # which both say


def test_panels_with_other_titles_stay_apart(own: Path) -> None:
    library = Library(layers("content", own))
    stops = common_safety(library.safety(name) for name in ("second", "general")).stops
    assert [stop.title for stop in stops] == [SECOND["stop"]["title"], general()["stop"]["title"]]


def test_each_profile_is_looked_for_by_itself() -> None:
    library = Library(layers("content"))
    common = common_safety([library.safety("general"), library.safety("leg-and-foot")])
    wanted = pieces((), common, library.phrases(), {"review": "r", "draft": ""}, ())
    assert [piece.name for piece in wanted].count("the stop panel") == 2


def test_a_condition_of_both_is_said_once(own: Path) -> None:
    words = said(soleprint.make("leaflet", "several", content=own, emergency="999").publication.pages)
    assert words.count(bare("Fever, feeling ill or an infection")) <= 1
    for condition in general()["conditions"]:
        assert any(bare(text) in words for text in (condition["condition"], condition.get("short", "?"))), condition


def test_where_not_all_fits_nothing_is_made(own: Path) -> None:
    with pytest.raises(DoesNotFit) as caught:
        soleprint.make("card", "several", content=own, size="A6", distance="1m")
    assert caught.value.exit_code == 4


def test_profiles_are_named_once_and_must_be_known(tmp_path: Path) -> None:
    for names, code, hint in (
        (("general", "general"), "duplicate-id", '"general" is named twice; delete one'),
        (("generel",), "unknown-safety-profile", 'did you mean "general"?'),
    ):
        with pytest.raises(ContentError) as caught:
            Library(layers("content", write(tmp_path, *names))).routine("several")
        (finding,) = caught.value.findings
        assert finding.code == code and hint in finding.message and finding.line > 0


def test_a_translation_needs_the_safety_texts_of_all(tmp_path: Path) -> None:
    folder = write(tmp_path, "general", "second")
    with pytest.raises(ContentError) as caught:
        soleprint.make("card", "several", content=folder, size="A3", lang="es")
    assert any("safety/second/stop/cue" in finding.message for finding in caught.value.findings)
    write_translation(folder, "es")
    words = said(soleprint.make("card", "several", content=folder, size="A3", lang="es").publication.pages)
    library = Library(layers("content", folder), lang="es")
    for name in ("general", "second"):
        assert bare(library.safety(name).stop.cue) in words
