"""What is compressed once and has its digits changed says what it would have been compressed from."""

from __future__ import annotations

import random
import zlib

import pytest

from soleprint.ink.deflated import Deflated, joined, stored
from soleprint.ink.template import _OFTEN, Template, own, renumbered, same_width, step_for


def body(count: int, chance: random.Random) -> bytes:
    """Objects that refer to each other, and to a leaf."""
    parts = []
    for number in range(count):
        kids = b" ".join(own(chance.randrange(count)) + b" 0 R" for _ in range(chance.randrange(5)))
        parts.append(b"<</S/P/P %b 0 R/Pg %b 0 R/K[%b %d]/L \xfd>>" % (own(number), own(0), kids, chance.randrange(90)))
    return b"\n".join(parts)


@pytest.mark.parametrize("count", [1, 30, 180, 1500])
def test_digits_are_changed_in_what_is_compressed(count: int) -> None:
    chance = random.Random(count)
    template = Template(body(count, chance))
    for first in (1000, 1200, 9200, 12_900, 123_900, 1_234_900):
        first = same_width(first, count)
        leaf = b"%07d" % chance.randrange(10**7)
        asked = [template.deflated(first, {b"\xfd": leaf}) for _ in range(_OFTEN)]
        piece = asked[-1]
        assert piece is not None
        text = template.at(first).replace(b"\xfd", leaf)
        assert zlib.decompress(
            joined([stored(b"before"), piece, piece], b"last" * 9, b"before" + text * 2 + b"last" * 9)
        )
        inner = zlib.decompressobj(-15)
        assert inner.decompress(piece) == text


def test_a_stream_with_other_words_is_not_taken() -> None:
    piece = Deflated(b"one \xf0 and \xf0", {b"\xf0": 3}).at({b"\xf0": b"123"})
    with pytest.raises(zlib.error):
        zlib.decompress(joined([piece], b".", b"one 321 and 321."))
    assert zlib.decompress(joined([piece], b".", b"one 123 and 123.")) == b"one 123 and 123."


def test_more_digits_than_there_are_marks_for_are_refused() -> None:
    with pytest.raises(ValueError, match="digits"):
        Deflated(b"\xf0", {b"\xf0": 40})


def test_numbers_in_a_template_are_those_of_the_copy() -> None:
    template = Template(b"%b 0 R %b" % (own(0), own(1250)))
    assert [template.at(first) for first in (1000, 4900, 12_990)] == [
        b"1000 0 R 2250",
        b"4900 0 R 6150",
        b"12990 0 R 14240",
    ]
    assert template.size(4) == len(template.at(1000)) and template.size(5) == len(template.at(12_990))


def test_numbers_of_a_copy_have_equally_many_digits() -> None:
    assert [same_width(first, 150) for first in (1000, 9840, 9850, 99_900)] == [1000, 9840, 10_000, 100_000]


@pytest.mark.parametrize("count", [1, 2, 5, 7, 12, 130, 190, 1234])
def test_few_numbers_are_left_out(count: int) -> None:
    step = step_for(count)
    assert 1000 % step == 0 and -count % step <= max(1, count // 10)


def test_strings_are_no_references() -> None:
    text = rb"<</Alt(see 12 0 R \) 13 0 R)/P 14 0 R/StructParents 3/Title(/StructParents 4)>>"
    found = renumbered(text, lambda number: b"%d" % (number + 100), lambda key: b"%d" % (key + 500))
    assert found == rb"<</Alt(see 12 0 R \) 13 0 R)/P 114 0 R/StructParents 503/Title(/StructParents 4)>>"
