"""Limbs, positions, modes and directions: what a file lies over, what is wrong with one, and that code names none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from soleprint.content.body import Body
from soleprint.content.library import Library
from soleprint.content.schema import body_schema, schema_text
from soleprint.content.select import side_label
from soleprint.errors import ContentError
from soleprint.files.folders import builtin

BUILTIN = builtin("content")
SOURCE = builtin("content").parent / "src/soleprint"


def body(folder: Path, text: str) -> Body:
    """The body of a user's folder with this file."""
    (folder / "body.yaml").write_text(f"schema: 1\n{text}", encoding="utf-8")
    return Library([folder, BUILTIN]).body


def test_a_file_adds_to_the_one_beneath(tmp_path: Path) -> None:
    own, shipped = body(tmp_path, "limbs: {neck: {name: neck}}\ndirections: [toward-ear]\n"), Library([BUILTIN]).body
    assert own.limbs == {**shipped.limbs, "neck": own.limbs["neck"]} and not own.limbs["neck"].has_sides
    assert own.directions == (*shipped.directions, "toward-ear")
    assert (own.positions, own.modes) == (shipped.positions, shipped.modes)


def test_a_key_of_one_of_ours_may_be_changed_alone(tmp_path: Path) -> None:
    leg = body(tmp_path, "limbs: {leg: {each: both legs}}\n").limbs["leg"]
    assert [leg.label(side) for side in ("right", "left", "both")] == ["right leg", "left leg", "both legs"]


def test_null_takes_a_key_away(tmp_path: Path) -> None:
    own = body(
        tmp_path, "positions: {seated: {view: null}}\nlimbs: {arm: {right: ~, left: ~, each: ~, name: an arm}}\n"
    )
    assert own.view_of("seated") is None and own.positions["seated"].says == "A person sits upright on a chair."
    assert own.limbs["arm"].label("both") == "an arm" and not own.limbs["arm"].has_sides


@pytest.mark.parametrize(
    ("text", "line", "code", "says"),
    [
        ("limbs:\n  wing: {right: right wing}\n", 3, "missing-key", '"wing" needs "right", "left" and "each"'),
        ("limbs:\n  leg: {name: leg}\n", 3, "missing-key", '"leg" has sides and a "name"'),
        ("positions:\n  hanging: {lying: true}\n", 3, "missing-key", '"hanging" needs "says"'),
        ("modes:\n  alone: {own_hands: true}\n", 3, "missing-key", '"alone" needs "name"'),
        ("modes:\n  alone: {name: Alone, title: alone}\n", 3, "missing-key", "must hold {title} once"),
        ("modes:\n  alone: {name: Alone, own_hand: true}\n", 3, "unknown-key", 'did you mean "own_hands"'),
        ("limbs:\n  Neck: {name: neck}\n", 3, "bad-value", "lower case"),
        ("positions:\n  low: {says: Low., view: position-face-dwn}\n", 3, "unknown-view", '"position-face-down"'),
        ("limbs:\n  neck: {name: This massage replaces surgery.}\n", 3, "prohibited-claim", "surg"),
        ("limbs: []\n", 2, "wrong-type", "a mapping"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, line: int, code: str, says: str) -> None:
    with pytest.raises(ContentError) as caught:
        body(tmp_path, text)
    found = [(each.line, each.code) for each in caught.value.findings]
    assert found == [(line, code)] and says in caught.value.findings[0].message
    assert caught.value.findings[0].source == (tmp_path / "body.yaml").as_posix()


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        body(tmp_path, "limbs: {neck: {right: a}, back: {left: b}}\nmodes: {alone: {}}\n")
    assert [each.line for each in caught.value.findings] == [2, 2, 3]
    assert Library([tmp_path, BUILTIN]).check() == list(caught.value.findings)


def test_the_label_of_a_side_is_a_title() -> None:
    library = Library([BUILTIN])
    foot = library.routine("foot")
    assert [side_label(foot, side, library.body) for side in ("left", "both")] == ["Left foot", "Each foot in turn"]


def test_every_position_that_is_shipped_has_a_view_and_every_language_its_words() -> None:
    shipped = Library([BUILTIN]).body
    assert all(entry.view in Library([BUILTIN]).view_ids() for entry in shipped.positions.values())
    for lang in ("de", "ar", "zh-Hans"):
        other = Library([BUILTIN], lang=lang).body
        assert all(other.limbs[name].label("both") != limb.label("both") for name, limb in shipped.limbs.items())
        assert all(other.positions[name].says != entry.says for name, entry in shipped.positions.items())
        assert all(other.modes[name].name != entry.name for name, entry in shipped.modes.items())


def test_the_schema_is_current() -> None:
    text = (BUILTIN / "body.schema.json").read_text(encoding="utf-8")
    assert text == schema_text(body_schema(Library([BUILTIN]))), "run: python -m soleprint.content.schema"


# What code may not know

OTHER_THINGS = ("foot", "self")
"""Strings that mean something else: an element of templates, the first argument of a method."""
OTHER_WORDS = {"hand", "knuckles", "fold", "joint", "lower"}
"""Words of names that mean something else too: what works on the body, what paper does."""
NOTES = ("cli/", "content/locale/notes.py", "content/locale/entries.py")
"""Examples in help, and what translators are told, are sentences; elsewhere a string is a name."""


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module with their lines; docstrings, also those of fields, are none of them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def body_words() -> set[str]:
    """The names of limbs, positions, modes and places of the content."""
    library = Library([BUILTIN])
    parts = re.findall("[a-z]+", " ".join(name for name in library.regions() if "." not in name))
    known = {*library.body.limbs, *library.body.positions, *library.body.modes, *library.regions(), *parts}
    return {*known, "sole", "neck", "shoulder"} - OTHER_WORDS


def named(text: str, words: set[str]) -> set[str]:
    """The words of the body that a string, which is no sentence, is or is put together from."""
    plain = text not in OTHER_THINGS and re.fullmatch(r"[a-z{][a-z0-9.{}_-]*[.-]?", text)
    return ({text} & words) | ({*re.split("[-.{}_]", text)} & words) if plain else set()


def test_code_names_no_limb_no_position_and_no_part_of_the_body() -> None:
    words, found = body_words(), []
    assert {"leg", "face-up-knee-bent", "toes", "knee.back", "partner"} <= words
    for path in sorted(SOURCE.rglob("*.py")):
        file = path.relative_to(SOURCE).as_posix()
        if not file.startswith(NOTES) and file != "api/typed.py":
            found += [f"{file}:{line}: {text!r}" for line, text in literals(path) if named(text, words)]
    assert found == []
