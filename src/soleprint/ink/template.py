"""Objects that each copy in a volume has its own of: written once with places for numbers, then numbered for each.

The numbers of a copy follow each other. All but the last three digits of most of them are the same, so numbering a copy
is replacing a few marks: a tenth of the time that it takes to write every number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from soleprint.ink.deflated import Deflated

_OFTEN = 20
"""How many times a text is compressed before it is worth while to do that once for all: it takes as long."""
_SPAN = 4
"""Thousands that numbers in a text may reach over for that."""
_MOST = 90
"""Thousands that the numbers of one copy may reach over."""
_OWN = re.compile(rb"\xfe(\d{6})")
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|(/StructParents? )(\d+)|(\d+) 0 R", re.DOTALL)
"""A string, of which nothing is meant; a key of the parent tree; or a reference."""
_STEPS = (1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500, 1000)


def same_width(first: int, count: int) -> int:
    """Where ``count`` numbers from ``first`` on may begin, so that they have equally many digits: an object is then as
    long in all copies whose numbers have as many."""
    return first if len(str(first)) == len(str(first + count)) else int(10 ** len(str(first)))


def own(offset: int) -> bytes:
    """Stands for the number of an object of the copy, counted from its first one. What is around it is ASCII."""
    return b"\xfe%06d" % offset


def renumbered(body: bytes, number: Callable[[int], bytes], key: Callable[[int], bytes] | None = None) -> bytes:
    """The body of an object with other numbers, or what stands for them, where it refers to objects or has a key."""

    def put(found: re.Match[bytes]) -> bytes:
        name, old, reference = found.groups()
        if reference is not None:
            return number(int(reference)) + b" 0 R"
        return name + key(int(old)) if name is not None and key else found[0]

    return _REFERENCE.sub(put, body)


def step_for(count: int) -> int:
    """What the first of ``count`` numbers should be a multiple of, for few different last digits: at most a tenth of
    all numbers, or one of them, is then left out."""
    return max(step for step in _STEPS if -count % step <= max(count // 10, 1 if count > 4 else 0))


class Template:
    """A text with numbers of a copy in it, marked by ``own``."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._ready: dict[int, tuple[bytes, list[bytes]]] = {}
        self._deflated: dict[tuple[int, int], Deflated] = {}
        self._asked: Counter[tuple[int, int]] = Counter()

    def at(self, first: int) -> bytes:
        """The text for the copy whose numbers start there. They are 1,000 or more, and have equally many digits."""
        thousands, rest = divmod(first, 1000)
        text, marks = self._ready.get(rest) or self._make_ready(rest)
        for high, mark in enumerate(marks, thousands):
            text = text.replace(mark, b"%d" % high)
        return text

    def deflated(self, first: int, more: Mapping[bytes, bytes]) -> bytes | None:
        """The same as a piece of a compressed stream, with ``more`` digits in the place of some marks; None where it is
        not worth while, as numbers have not often ended so, and where they reach over too many thousands."""
        thousands, rest = divmod(first, 1000)
        text, marks = self._ready.get(rest) or self._make_ready(rest)
        digits = {mark: b"%d" % high for high, mark in enumerate(marks, thousands)} | dict(more)
        key = rest, len(digits[marks[0]])
        piece = self._deflated.get(key)
        if piece is None:
            self._asked[key] += 1
            if self._asked[key] < _OFTEN or len(marks) > _SPAN:
                return None
            piece = self._deflated[key] = Deflated(text, {mark: len(text) for mark, text in digits.items()})
        return piece.at(digits)

    def _make_ready(self, rest: int) -> tuple[bytes, list[bytes]]:
        used = 0

        def put(found: re.Match[bytes]) -> bytes:
            nonlocal used
            high, low = divmod(rest + int(found[1]), 1000)
            used = max(used, high)
            if high >= _MOST:
                raise OverflowError(f"a copy with more than {_MOST - 1},000 objects")
            return b"%c%03d" % (0x80 + high, low)

        text = _OWN.sub(put, self._text)
        made = self._ready[rest] = (text, [bytes([0x80 + high]) for high in range(used + 1)])
        return made

    def size(self, digits: int) -> int:
        """The length of the text where numbers have as many digits."""
        return len(_OWN.sub(b"0" * digits, self._text))
