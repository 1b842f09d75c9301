from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from soleprint.text.bidi import levels, paragraph_levels, visual_order

CHARACTER_TEST = Path("/usr/share/unicode/BidiCharacterTest.txt")
PARAGRAPH = {"0": 0, "1": 1, "2": None}


def _cases(every: int) -> Iterator[tuple[str, int | None, list[str], list[int]]]:
    lines = CHARACTER_TEST.read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if line and not line.startswith("#")][::every]:
        points, direction, _, wanted, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        yield text, PARAGRAPH[direction], wanted.split(), [int(index) for index in order.split()]


@pytest.mark.skipif(not CHARACTER_TEST.exists(), reason="needs the Debian package unicode-data")
def test_unicode_conformance() -> None:
    # Every third of the 91 707 cases: two seconds instead of six, and the blocks repeat the same few rules.
    wrong = []
    for text, base, wanted, order in _cases(every=3):
        got = paragraph_levels(text, base)
        kept = [at for at, level in enumerate(wanted) if level != "x"]
        visual = [kept[at] for at in visual_order([got[at] for at in kept])]
        if [str(got[at]) for at in kept] != [wanted[at] for at in kept] or visual != order:
            wrong.append(text)
    assert wrong == []


def test_left_to_right_text_takes_the_short_way() -> None:
    assert levels("Knead – “upwards”", rtl=False) is None
    assert levels("Knead", rtl=True) == (2,) * 5


def test_number_in_hebrew_reads_left_to_right() -> None:
    text = "אב 30 גד"
    assert levels(text, rtl=True) == (1, 1, 1, 2, 2, 1, 1, 1)
    assert [text[at] for at in visual_order(levels(text, rtl=True) or [])] == list("דג 30 בא")


def test_brackets_follow_the_paragraph() -> None:
    assert levels("אב (abc)", rtl=True) == (1, 1, 1, 1, 2, 2, 2, 1)


def test_visual_order_of_nested_levels() -> None:
    assert visual_order([0, 1, 2, 1, 0]) == [0, 3, 2, 1, 4]
    assert visual_order([]) == []
