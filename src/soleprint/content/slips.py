"""What is wrong with a text that is no YAML, and where: the parser often stops some lines behind the slip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_WORDS = {
    "did not find expected ',' or '}'": "a bracket { is not closed; behind a # all is comment, so colours must be in "
    "double quotes",
    "did not find expected ',' or ']'": "a bracket [ is not closed; behind a # all is comment, so colours must be in "
    "double quotes",
    "found unexpected end of stream": "a quote is opened and never closed",
    "found character that cannot start any token": "a value cannot begin with this character; put it in double quotes",
    "found undefined tag handle": "words that begin with '!' must be in double quotes",
    "did not find expected alphabetic or numeric character": "a value cannot begin with '&' or '*' or '!'; "
    "put it in double quotes",
}
_FROM_BEGINNING = (
    "did not find expected ',' or '}'",
    "did not find expected ',' or ']'",
    "found unexpected end of stream",
)
"""Told where what is not closed begins."""
_COLON = "there is a second colon on this line; put text that contains a colon in double quotes"
_INDENT = "this line is indented differently from its neighbours; set it in as far as they are"
_NO_COLON = "a key here has no colon after it; text that goes on in a new line is set in further than its key"
_OPEN_QUOTE = 'a quote is opened here and not closed on this line; write " at its end'
_INNER_QUOTE = 'the quote ends here, before its line does; for quotes inside of text write \\"'
_ITEM = "an item of a list is expected here; begin it with '- ', a hyphen and a space, at the same indent as the others"
_KEY = re.compile(r"\s*(?:- +)*([\w.-]+)")
_QUOTE = re.compile(r'(?<!\\)"')


class Slip(NamedTuple):
    """What is wrong, and its place."""

    message: str
    line: int
    column: int


def slip(text: str, problem: str, mark: tuple[int, int], begun: tuple[int, int] | None) -> Slip:
    """What the parser's ``problem`` comes from. ``mark`` is where it stopped, ``begun`` where what it was in begins."""
    rows = text.splitlines()
    if problem == "could not find expected ':'" and begun:
        return _colon(rows, *begun)
    if problem == "mapping values are not allowed in this context":
        return _values(rows, *mark)
    if problem in ("did not find expected key", "did not find expected '-' indicator"):
        return _quote(rows, *mark) or _outdent(rows, *mark) or _item(rows, *mark)
    place = begun if begun and problem in _FROM_BEGINNING else mark
    return Slip(_WORDS.get(problem, problem), *place)


def _colon(rows: Sequence[str], line: int, column: int) -> Slip:
    """A key without a colon, or without the space behind it."""
    glued = re.match(r"([\w.-]+):\S", rows[line - 1][column - 1 :])
    message = f'there is no space after the colon; write "{glued[1]}: "' if glued else _NO_COLON
    return Slip(message, line, column)


def _values(rows: Sequence[str], line: int, column: int) -> Slip:
    """A colon where none can be: in a text, behind a key that is set in too far, or that a key before it has lost."""
    key = _KEY.fullmatch(rows[line - 1][: column - 1])
    if not key:
        return Slip(_COLON, line, column)
    above = next((number for number in range(line - 1, 0, -1) if rows[number - 1].strip()), 0)
    before = _KEY.match(rows[above - 1]) if above else None
    if before and before.start(1) == key.start(1) and not re.match(r":(?:\s|$)", rows[above - 1][before.end() :]):
        return _colon(rows, above, before.start(1) + 1)
    neighbour = _KEY.match(rows[above - 2]) if above > 1 else None
    if before and neighbour and before.start(1) < key.start(1) == neighbour.start(1):
        return Slip(_INDENT, above, before.start(1) + 1)
    return Slip(_INDENT, line, key.start(1) + 1)


def _quote(rows: Sequence[str], line: int, column: int) -> Slip | None:
    """A double quote that is not closed on its line, or closed too early."""
    row = rows[line - 1] if line <= len(rows) else ""
    if column > 1 and row[column - 2 : column - 1] == '"' and len(_QUOTE.findall(row)) > 2:
        return Slip(_INNER_QUOTE, line, column - 1)
    odd = [number for number, each in enumerate(rows[:line], 1) if len(_QUOTE.findall(each)) % 2]
    if len(odd) % 2 == 0:
        return None
    last = [found.start() for found in _QUOTE.finditer(rows[odd[-1] - 1])][-1]
    return Slip(_OPEN_QUOTE, odd[-1], last + 1)


def _outdent(rows: Sequence[str], line: int, column: int) -> Slip | None:
    """A key with a value above, set in less than the line: nothing can belong to it, so it is set in too little."""
    for number in range(line - 1, 0, -1):
        key = _KEY.match(rows[number - 1])
        if key and key.start(1) < column - 1:
            has_value = re.match(r":\s+\S", rows[number - 1][key.end() :])
            return Slip(_INDENT, number, key.start(1) + 1) if has_value else None
    return None


def _item(rows: Sequence[str], line: int, column: int) -> Slip:
    """A line at another indent, or an item without its hyphen and space."""
    row = rows[line - 1].lstrip() if line <= len(rows) else ""
    return Slip(_ITEM if re.match(r"-\w", row) else _INDENT, line, column)
