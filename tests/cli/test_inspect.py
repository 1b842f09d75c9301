"""``list``, ``check``, ``schema``, ``preflight`` and ``explain``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from soleprint.cli.explain import EXPLANATIONS
from soleprint.cli.listing import LISTS
from soleprint.errors import ExitCode
from tests.cli import hands
from tests.cli.runner import run


def listed(*words: str | Path) -> list[str]:
    return [line.split("  ")[0] for line in run("list", *words).stdout.splitlines()]


@pytest.mark.parametrize(
    ("what", "some"),
    [
        ("routines", {"back-of-leg", "front-of-leg", "foot"}),
        ("sizes", {"A3", "A7", "Half Letter", "CR80", "WIDTHxHEIGHT"}),
        ("products", {"card"}),
        ("strokes", {"glide", "knead", "wring"}),
        ("themes", {"clear"}),
        ("languages", {"en"}),
        ("limbs", {"leg"}),
        ("positions", {"face-down"}),
        ("modes", {"partner", "self"}),
    ],
)
def test_each_kind_is_listed_with_its_meaning(what: str, some: set[str]) -> None:
    assert some <= set(listed(what))
    for line in run("list", what).stdout.splitlines():
        name, meaning = line.split("  ", 1)
        assert name
        assert meaning.strip()


def test_every_list_is_tested() -> None:
    assert set(LISTS) == {
        *("routines", "sizes", "products", "strokes", "themes", "languages", "limbs", "positions", "modes"),
    }


def test_lists_show_what_a_user_added(tmp_path: Path) -> None:
    content, templates = hands.write(tmp_path)
    (templates / "themes").mkdir()
    (templates / "themes" / "dim.yaml").write_text("schema: 1\nname: Dim\nextends: clear\n", encoding="utf-8")
    assert {"hands", "foot"} <= set(listed("routines", "--content", content))
    assert {"clear", "dim"} <= set(listed("themes", "--templates", templates))


def test_what_is_built_in_has_no_mistakes() -> None:
    assert run("check").stdout == ""


def test_a_users_folders_are_checked(tmp_path: Path) -> None:
    content, templates = hands.write(tmp_path)
    assert run("check", "--content", content, "--templates", templates).stdout == ""


def test_a_folder_is_checked_as_what_it_holds(untried: None, tmp_path: Path) -> None:
    content, templates = hands.write(tmp_path)
    assert run("check", content).stdout == ""
    assert run("check", templates).stdout == ""
    assert run("check", content / "routines" / "hands.yaml").stdout == ""


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


MISTAKES = {
    "words of a routine": (
        ("mine/routines/hands.yaml", "stroke: glide", "stroke: glied", ":25:17: ", 'did you mean "glide"?'),
        ("mine/routines/hands.yaml", "to: wrist}", "to: wirst}", ":27:38: ", 'did you mean "wrist"?'),
    ),
    "places and views": (
        ("mine/regions/hand.yaml", "along: 3", "along: far", ":5:", "number"),
        ("mine/views/hand-palm.yaml", "extent: [-60", "extend: [-60", ":", "extend"),
    ),
    "markup": (("my-templates/card.xml.j2", '<ol layout="grid"', '<oll layout="grid"', ":6:1: ", "mismatched"),),
    "a name": (("my-templates/card.xml.j2", "step.cue", "step.queue", ":6:1: ", "queue"),),
    "an attribute": (("my-templates/motto.xml.j2", "style=", "stile=", ":1:1: ", "did you mean 'style'?"),),
    "a tone, which layout knows": (("my-templates/card.xml.j2", 'tone="band"', 'tone="bond"', ":", "bond"),),
    "a scene, which figures know": (("my-templates/card.xml.j2", 'scene="step"', 'scene="stap"', ":", "stap"),),
}
"""File, what stands there, what stands there by mistake, and the place and words of its finding."""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_once_at_its_place(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.write(tmp_path)
    monkeypatch.setattr("soleprint.products.attempt.product_names", lambda folders: ["card"])
    for file, old, new, _, _ in MISTAKES[name]:
        spoil(tmp_path / file, old, new)
    words = ("check", "--content", "mine", "--templates", "my-templates")
    told = run(*words, code=ExitCode.FINDINGS, cwd=tmp_path)
    for file, _, _, place, hint in MISTAKES[name]:
        shown = file if file.startswith("mine") else Path(file).name
        found = [line for line in told.stdout.splitlines() if shown + place in line and hint in line]
        assert len(found) == 1, told.stdout
    assert f"{len(MISTAKES[name])} error" in told.stderr


def test_a_scene_with_an_unknown_hand_is_reported_at_its_line(tmp_path: Path) -> None:
    from soleprint.files.folders import builtin

    scenes = tmp_path / "mine" / "scenes"
    scenes.mkdir(parents=True)
    text = (builtin("content") / "scenes" / "foot.yaml").read_text(encoding="utf-8")
    (scenes / "foot.yaml").write_text(text.replace("pose: rest", "pose: ret", 1), encoding="utf-8")
    result = run("check", scenes / "foot.yaml", code=ExitCode.FINDINGS)
    assert re.search(r'foot\.yaml:\d+:\d+: hand "ret" is not known; did you mean "rest"', result.stdout)


def test_only_the_file_asked_about_is_judged(untried: None, tmp_path: Path) -> None:
    content, _ = hands.write(tmp_path)
    (content / "routines" / "bad.yaml").write_text("schema: 1\n", encoding="utf-8")
    run("check", content / "routines" / "hands.yaml")
    run("check", content / "routines" / "bad.yaml", code=ExitCode.FINDINGS)
    run("check", content, code=ExitCode.FINDINGS)


def test_what_is_no_content_cannot_be_checked(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    assert "is no content, template, profile or job" in run("check", tmp_path / "notes.txt", code=ExitCode.USAGE).stderr
    assert "does not exist" in run("check", tmp_path / "nothing.yaml", code=ExitCode.FILE).stderr


def test_the_schema_is_json_schema_and_the_one_that_is_shipped() -> None:
    from soleprint.files.folders import builtin

    schema = json.loads(run("schema").stdout)
    assert "$defs" in schema
    assert schema == json.loads((builtin("content") / "routine.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["profile", "job", "product", "theme", "body"])
def test_each_kind_of_file_has_a_schema_that_refuses_unknown_keys(kind: str) -> None:
    schema = json.loads(run("schema", kind).stdout)
    assert schema["title"].startswith("soleprint ")
    assert schema["title"].endswith(kind)
    objects = [thing for thing in schema["$defs"].values() if thing.get("properties")]
    assert objects
    assert all(thing["additionalProperties"] is False for thing in objects)


def test_the_schema_knows_a_users_own_words(tmp_path: Path) -> None:
    content, _ = hands.write(tmp_path)
    assert '"fingertips"' in run("schema", "--content", content).stdout


def test_a_finished_card_passes_its_own_preflight(tmp_path: Path) -> None:
    run("make", "card", "foot", "--size", "A5", "--out", tmp_path / "card.pdf")
    result = run("preflight", tmp_path / "card.pdf")
    assert "148" in result.stdout
    assert "210" in result.stdout


def test_what_is_no_pdf_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "card.pdf").write_bytes(b"hello")
    run("preflight", tmp_path / "card.pdf", code=ExitCode.FILE)
    assert "does not exist" in run("preflight", tmp_path / "other.pdf", code=ExitCode.FILE).stderr
    run("preflight", tmp_path, code=ExitCode.FILE)


@pytest.mark.skipif(not EXPLANATIONS, reason="the explanations are not written yet")
def test_codes_are_explained() -> None:
    for code in ("does-not-fit", "[does-not-fit]"):
        assert len(run("explain", code).stdout) > 40
    assert "Did you mean 'does-not-fit'?" in run("explain", "does-not-fitt", code=ExitCode.USAGE).stderr


def test_an_unknown_code_is_said_so() -> None:
    assert "zzz" in run("explain", "zzz", code=ExitCode.USAGE).stderr
