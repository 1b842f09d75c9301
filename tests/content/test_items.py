"""Items of a list in a YAML file: set in another order, taken out and put in, with all else as it was."""

from __future__ import annotations

import random

import pytest
import yaml

from soleprint.content.items import reordered, with_item
from soleprint.errors import ContentError
from soleprint.files.folders import builtin

TEXT = """\
# the file
title: Foot
steps:
  # the first
  - id: a
    text: >-
      One line
      and more.

  # the second
  # goes on
  - id: b
    note: |
      # no comment, but text
      #
    moves:
      # inside
      - id: c
  - {id: d}  # short
# behind
finish: {cue: Done}
"""
A = "  # the first\n  - id: a\n    text: >-\n      One line\n      and more.\n"
B = """
  # the second
  # goes on
  - id: b
    note: |
      # no comment, but text
      #
    moves:
      # inside
      - id: c
"""
D = "  - {id: d}  # short\n"
HEAD, TAIL = "# the file\ntitle: Foot\nsteps:\n", "# behind\nfinish: {cue: Done}\n"
ROUTINES = sorted(builtin("content").glob("routines/*.yaml"))


@pytest.mark.parametrize(
    ("order", "items"), [((0, 1, 2), A + B + D), ((1, 0, 2), B + A + D), ((2, 1), D + B), ((2, 0, 1), D + A + B)]
)
def test_items_keep_their_lines_and_the_comments_above_them(order: tuple[int, ...], items: str) -> None:
    assert reordered(TEXT, ("steps",), order, "x") == HEAD + items + TAIL


def test_a_list_at_the_left_edge_and_at_the_end_of_a_file() -> None:
    assert reordered("steps:\n- a\n- b", ("steps",), (1, 0), "x") == "steps:\n- b\n- a"
    assert reordered("steps:\n- a\n- b\nmore: 1\n", ("steps",), (1,), "x") == "steps:\n- b\nmore: 1\n"


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_every_order_of_a_routine_holds_the_same_steps(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    steps = yaml.safe_load(text)["steps"]
    chance = random.Random(7)
    for _ in range(5):
        order = chance.sample(range(len(steps)), chance.randint(1, len(steps)))
        after = yaml.safe_load(reordered(text, ("steps",), order, "x"))
        assert after["steps"] == [steps[number] for number in order]
        assert {**after, "steps": steps} == yaml.safe_load(text)


def test_an_item_is_put_in() -> None:
    long = "A long sentence " * 12
    item = {
        "id": "new",
        "cue": "Hold: here",
        "easy": ["One.", "Two: three."],
        "moves": [{"id": "n", "path": {"at": ("heel",)}}],
    }
    for at in range(4):
        after = yaml.safe_load(with_item(TEXT, ("steps",), at, {**item, "text": long.strip()}, "x"))["steps"]
        assert [one["id"] for one in after] == [*"abd"[:at], "new", *"abd"[at:]]
        assert after[at] == {**item, "text": long.strip(), "moves": [{"id": "n", "path": {"at": ["heel"]}}]}
    assert with_item(TEXT, ("steps",), 3, {"id": "e"}, "x") == HEAD + A + B + D + "  - id: e\n" + TAIL


@pytest.mark.parametrize("text", ["steps: [a, b]\n", "steps: 1\n", "other: 1\n", "steps: []\n", "steps: [\n"])
def test_what_is_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(ContentError):
        reordered(text, ("steps",), (0,), "x")
    with pytest.raises(ContentError):
        with_item(text, ("steps",), 0, {"id": "a"}, "x")
