"""Text in content streams: codes of one font, in one document (ISO 32000-1, 9.4.3 and 9.7).

A code stands for one character, and codes follow each other as the characters do on the page. What a font draws with
several glyphs is one glyph to the file (``letters``, ``signs``), so that readers need to know nothing but codes to find
and copy text. They are given in order of first use. Code 32 is the space, which readers look for between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from soleprint.ink import syntax
from soleprint.ink.letters import Letter, letters
from soleprint.ink.signs import Sign
from soleprint.marks import Font, GlyphRun
from soleprint.store import personal


class Spelling(NamedTuple):
    """A letter's codes as hexadecimal digits, those of blank marks at its end apart."""

    body: str
    marks: str


Codes = dict[Letter, Spelling]
_PLAIN = re.compile(r"[A-Za-z0-9+_.-]+")
_SPACE = 32
_FIRST = 33


class Face:
    """The codes one document uses of one font."""

    def __init__(self, font: Font, name: str = "") -> None:
        self.font = font
        self.name = name or resource_name(font.key)
        self.signs: dict[int, Sign] = {}
        """What each code stands for."""
        self._codes: dict[Sign, int] = {}
        self._known: Codes = {}
        self._next = _FIRST

    def spell(self, letter: Letter) -> Spelling:
        """The letter's codes."""
        known = self._known.get(letter)
        if known is None:
            known = self._known[letter] = self._spell(letter)
        return known

    def codes(self, several: Iterable[Letter]) -> Codes:
        """The codes of some letters."""
        return {letter: self.spell(letter) for letter in several}

    def knows(self, several: Iterable[Letter]) -> bool:
        """Whether all these letters have their codes already."""
        return self._known.keys() >= set(several)

    def has(self, codes: Codes) -> bool:
        """Whether letters have these codes. Those that have none get some in turn, as showing them would do."""
        for letter in codes:
            if letter not in self._known:
                self.spell(letter)
        return codes.items() <= self._known.items()

    def _spell(self, letter: Letter) -> Spelling:
        if len(letter.body) == 1 and not letter.marks:
            return _spelling(self._code(letter.body[0]))
        body = tuple([self._code(sign) for sign in letter.body])
        return _several(body, tuple([self._code(sign) for sign in letter.marks]))

    def _code(self, sign: Sign) -> int:
        code = self._codes.get(sign)
        if code is None:
            if sign.text == " " and _SPACE not in self.signs:
                code = _SPACE
            else:
                code, self._next = self._next, self._next + 1
            self._codes[sign] = code
            self.signs[code] = sign
        return code

    def show(self, run: GlyphRun) -> str:
        """Text-showing operators for the run's letters.

        Where the shaped advance differs from the letter's own, or it is shifted, the array carries the difference in
        thousandths of the em; what rounding leaves is carried on to the next letter. The number stands before the
        blank marks of the letter before: readers sort by place, and behind it they could come after the letter moved.
        """
        per_mille = 1000 / self.font.upem
        parts: list[str] = ["[<"]
        known = self._known
        owed = rise = 0.0
        marks = ""
        for letter, advance, dx, dy in letters(run):
            spelling = known.get(letter) or self.spell(letter)
            if dy != rise:
                parts.append(f">] TJ {syntax.number(dy * run.size / self.font.upem, 3)} Ts [<")
                rise = dy
            move = owed + dx
            if move and (step := round(-move * per_mille)):
                parts.append(f">{step}<")
                move += step / per_mille
            parts.append(marks + spelling.body)
            marks = spelling.marks
            owed = advance - dx - letter.advance + move
        parts.append(marks + ">] TJ")
        if rise:
            parts.append(" 0 Ts")
        return "".join(parts).replace("[<>] TJ ", "").replace("[<>", "[")


def resource_name(key: str) -> str:
    """A font's name in resources: its key, or its key's bytes in hexadecimal when a name object cannot hold it."""
    return key if _PLAIN.fullmatch(key) else "F" + key.encode("utf-8").hex()


@personal
@lru_cache(maxsize=4096)
def _spelling(code: int) -> Spelling:
    """One object for all documents, which keep many."""
    return Spelling(f"{code:04X}", "")


@personal
@lru_cache(maxsize=4096)
def _several(body: tuple[int, ...], marks: tuple[int, ...]) -> Spelling:
    """``_spelling`` for a letter of several signs."""
    return Spelling("".join([f"{code:04X}" for code in body]), "".join([f"{code:04X}" for code in marks]))
