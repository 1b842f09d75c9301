"""Translations that say which text they are, to find again on pages what stands where.

Each text is put between brackets of its own with its number, in characters that no content has (Unicode's private use
area). They go through a template as the words do, whatever is put together of them, and ``read`` takes them out again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from soleprint.content.locale.catalogue import Catalogue, Found

_FIRST_DIGIT, _OPEN, _BETWEEN, _CLOSE = 0xE110, "\ue101", "\ue102", "\ue103"
_MOST_DIGITS = 9
_PIECE = re.compile(f"{_OPEN}([\ue110-\ue119]+){_BETWEEN}|{_CLOSE}")


class Span(Struct, frozen=True):
    """Characters ``start`` up to ``end`` of a text, which are those of one context."""

    context: str
    start: int
    end: int


class TracedCatalogue(Catalogue):
    """The translations of one language, each in its brackets."""

    def __init__(self, folders: Sequence[Path], lang: str) -> None:
        super().__init__(folders, lang)
        self._numbers: dict[str, int] = {}

    def _find(self, context: str, english: str) -> Found:
        found = super()._find(context, english)
        number = str(self._numbers.setdefault(context, len(self._numbers)))
        digits = "".join(chr(_FIRST_DIGIT + int(digit)) for digit in number)
        return Found(f"{_OPEN}{digits}{_BETWEEN}{found.text}{_CLOSE}", found.reviewed, found.finding)

    def read(self, text: str) -> tuple[str, list[Span]]:
        """The text without brackets, and what of it is which, in order of the beginnings; spans may lie in others."""
        contexts = list(self._numbers)
        plain, spans = "", []
        opened: list[tuple[str, int]] = []
        position = 0
        for piece in _PIECE.finditer(text):
            plain += text[position : piece.start()]
            position = piece.end()
            if piece[1] and contexts:
                number = int("".join(str(ord(digit) - _FIRST_DIGIT) for digit in piece[1][:_MOST_DIGITS]))
                opened.append((contexts[min(number, len(contexts) - 1)], len(plain)))
            elif opened:
                context, start = opened.pop()
                spans.append(Span(context, start, len(plain)))
        return plain + text[position:], sorted(spans, key=lambda span: (span.start, -span.end))
