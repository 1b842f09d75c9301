"""Values put into YAML in their places: all else stays, byte for byte."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from soleprint.content.edits import Path, Value, edited
from soleprint.errors import ContentError

TEXT = """\
# of the file
title: Foot  # a name
steps:
  - id: one
    # over the cue
    cue: "Greet: the feet"
    text: >-
      A long text
      on two lines.

    # behind the text
    easy:
      - Rest.  # first
      - Keep still.
    path: {at: [instep, arch], each: true} # places
    unknown: [1, {a: b}]
  - id: two
    easy: [One, "Two, three"]
    note: |
      As it
      stands.
"""


def change(values: dict[Path, Value], text: str = TEXT) -> str:
    return edited(text, values, "x.yaml")


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("title",), "Feet", "title: Foot  # a name", "title: Feet  # a name"),
        (("title",), "Foot: both", "title: Foot  #", 'title: "Foot: both"  #'),
        (("title",), "# 5", "title: Foot  #", 'title: "# 5"  #'),
        (("title",), "yes", "title: Foot  #", 'title: "yes"  #'),
        (("title",), "12", "title: Foot  #", 'title: "12"  #'),
        (("title",), 'he said: "no"', "title: Foot  #", 'title: "he said: \\"no\\""  #'),
        (("title",), "ankle:side is one word", "title: Foot  #", "title: ankle:side is one word  #"),
        (("steps", 0, "cue"), "Greet them", '"Greet: the feet"', "Greet them"),
        (("steps", 0, "text"), "Short.", "      A long text\n      on two lines.\n", "      Short.\n"),
        (("steps", 0, "easy"), ("Rest.", "Still."), "- Keep still.", "- Still."),
        (("steps", 0, "easy"), ("Rest.",), "      - Keep still.\n", ""),
        (
            ("steps", 0, "easy"),
            ("Rest.", "Keep still.", "b: c", "a"),
            "- Keep still.\n",
            '- Keep still.\n      - "b: c"\n      - a\n',
        ),
        (("steps", 0, "path", "at"), ("arch",), "[instep, arch]", "[arch]"),
        (("steps", 0, "path", "at"), ("instep", "arch", "heel"), "arch]", "arch, heel]"),
        (("steps", 0, "path", "at"), (), "[instep, arch]", "[]"),
        (("steps", 1, "easy"), ("One, two", "Two, three"), "[One,", '["One, two",'),
        (("steps", 1, "note"), "New.", "|\n      As it\n      stands.", ">-\n      New."),
    ],
)
def test_a_value_changes_in_its_place(path: Path, value: Value, before: str, after: str) -> None:
    assert TEXT.count(before) == 1
    assert change({path: value}) == TEXT.replace(before, after)


def test_several_change_at_once_and_what_is_the_same_stays_as_it_is_written() -> None:
    same: dict[Path, Value] = {("steps", 0, "cue"): "Greet: the feet", ("steps", 1, "easy"): ("One", "Two, three")}
    assert change(same) == TEXT
    both = change({**same, ("title",): "Feet", ("steps", 0, "easy"): ("Rest.",)})
    assert both == TEXT.replace("title: Foot", "title: Feet").replace("      - Keep still.\n", "")


def test_what_is_too_long_for_a_line_is_folded() -> None:
    words = "stroke the foot " * 12
    found = change({("steps", 0, "cue"): words.strip()})
    assert "    # over the cue\n    cue: >-\n      stroke the foot" in found
    assert max(map(len, found.splitlines())) <= 120
    assert yaml.safe_load(found)["steps"][0]["cue"] == words.strip()
    assert change({("title",): words.strip()}) == TEXT.replace("title: Foot ", f"title: {words.strip()} ")  # a comment


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("nothing",), "x"),
        (("steps", 7, "cue"), "x"),
        (("steps", 0, "cue", "x"), "x"),
        (("steps",), "x"),
        (("steps",), ("x",)),
        (("title",), ("x",)),
        (("steps", 0, "path"), "x"),
        (("steps", 0, "unknown"), ("1",)),
        (("title",), "a\x07b"),
    ],
)
def test_what_has_no_such_place_is_refused(path: Path, value: Value) -> None:
    with pytest.raises(ContentError):
        change({path: value})


@pytest.mark.parametrize("text", ["a: [", "a: &x 1\nb: *x\n", "a: !!python/none x\n", "[" * 2000])
def test_what_is_no_usable_yaml_is_refused(text: str) -> None:
    with pytest.raises(ContentError):
        change({("a",): "x"}, text)


LINES = some.text(some.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=140)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(LINES, some.lists(LINES, min_size=1, max_size=4))
def test_any_words_are_read_back(line: str, lines: list[str]) -> None:
    line, lines = " ".join(line.split()), [" ".join(one.split()) for one in lines]
    values: dict[Path, Value] = {
        ("title",): line,
        ("steps", 0, "text"): line,
        ("steps", 0, "easy"): tuple(lines),
        ("steps", 0, "path", "at"): tuple(lines),
    }
    try:
        found = yaml.safe_load(change(values))
    except ContentError:  # a character that no file may have
        return
    step = found["steps"][0]
    assert (found["title"], step["text"], step["easy"], step["path"]["at"]) == (line, line, lines, lines)
    assert step["unknown"] == [1, {"a": "b"}] and step["path"]["each"] is True
