"""The Unicode bidirectional algorithm (UAX #9, revision 46): embedding levels and visual order.

Rules carry their names from the annex. Character properties come from ``unicodedata``; mirroring is left to HarfBuzz.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from soleprint.store import personal

_MAX_DEPTH = 125  # BD2
_ISOLATES = {"LRI", "RLI", "FSI"}
_EMBEDDINGS = {"LRE", "RLE", "LRO", "RLO"}
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}  # X9
_NEUTRAL = _ISOLATES | {"B", "S", "WS", "ON", "PDI"}
_MATTERS = _EMBEDDINGS | {"R", "AL", "AN", "RLI", "FSI", "LRI"}
_FIRST_RTL = "\u0590"
_CROSSED_PAIRS = {"\u298d": "\u2990", "\u298f": "\u298e"}
"""The only bracket pairs (BidiBrackets.txt) whose closing half is not one or two code points on."""


@personal
@lru_cache(maxsize=450)
def levels(text: str, rtl: bool) -> tuple[int, ...] | None:
    """The level of every character of a paragraph set on one line; None when all is left to right. It is kept: the same
    words are set in letters of several widths.

    Even levels run left to right, odd ones right to left. Characters that rule X9 removes get the level before them.
    """
    if not rtl and (max(text, default="") < _FIRST_RTL or _MATTERS.isdisjoint(map(_class, set(text)))):
        return None
    return tuple(paragraph_levels(text, int(rtl)))


def paragraph_levels(text: str, base: int | None) -> list[int]:
    """Levels of ``text`` by P, X, W, N, I and L1. ``base`` None means: find the paragraph level (P2, P3)."""
    classes = [_class(char) for char in text]
    matching = _matching_isolates(classes)
    if base is None:
        base = _first_strong(classes, matching, 0, len(classes)) or 0
    result, resolved = _explicit(classes, matching, base)
    for sequence, sos, eos in list(_sequences(classes, matching, result, base)):
        _resolve(text, sequence, resolved, result, sos, eos)
    for at, kind in enumerate(classes):
        if kind in _REMOVED:
            result[at] = result[at - 1] if at else base
    _reset_blanks(classes, result, base)
    return result


def visual_order(line: Sequence[int]) -> list[int]:
    """L2: indices of a line's items, given their levels, from left to right."""
    order = list(range(len(line)))
    for level in range(max(line, default=0), 0, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and line[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = max(stop, start + 1)
    return order


def _class(char: str) -> str:
    """Bidi class; unassigned characters by the default ranges of DerivedBidiClass."""
    found = unicodedata.bidirectional(char)
    if found:
        return found
    code = ord(char)
    if 0x0600 <= code < 0x07C0 or 0x0860 <= code < 0x0900 or 0x1EC70 <= code < 0x1ECC0 or 0x1ED00 <= code < 0x1ED50:
        return "AL"
    return "R" if 0x0590 <= code < 0x0860 or 0x10800 <= code < 0x11000 or 0x1E800 <= code < 0x1F000 else "L"


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """BD9: initiator -> PDI and PDI -> initiator."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for at, kind in enumerate(classes):
        if kind in _ISOLATES:
            opened.append(at)
        elif kind == "PDI" and opened:
            start = opened.pop()
            pairs[start], pairs[at] = at, start
        elif kind == "B":
            opened.clear()
    return pairs


def _first_strong(classes: Sequence[str], matching: dict[int, int], start: int, stop: int) -> int | None:
    """P2, P3: 0 or 1 by the first strong character outside isolates."""
    at = start
    while at < stop and classes[at] != "B":
        kind = classes[at]
        if kind in ("L", "R", "AL"):
            return int(kind != "L")
        at = matching.get(at, stop) if kind in _ISOLATES else at + 1
    return None


def _explicit(classes: Sequence[str], matching: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """X1-X8: embedding levels, and classes with overrides applied."""
    result = [base] * len(classes)
    resolved = list(classes)
    stack: list[tuple[int, str | None, bool]] = [(base, None, False)]  # level, override, is an isolate
    lost_isolates = lost_embeddings = isolates = 0
    for at, kind in enumerate(classes):
        if kind == "PDI":  # X6a
            if lost_isolates:
                lost_isolates -= 1
            elif isolates:
                lost_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                isolates -= 1
        level, override, _ = stack[-1]
        result[at] = base if kind == "B" else level
        if override and kind not in _REMOVED and kind != "B":
            resolved[at] = override
        if kind in _ISOLATES or kind in _EMBEDDINGS:  # X2-X5c
            isolate = kind in _ISOLATES
            inner = _next_level(level, _runs_right(kind, classes, matching, at))
            if inner > _MAX_DEPTH or lost_isolates or lost_embeddings:
                lost_isolates += isolate
                lost_embeddings += not isolate and not lost_isolates
            else:
                isolates += isolate
                stack.append((inner, {"LRO": "L", "RLO": "R"}.get(kind), isolate))
        elif kind == "PDF" and not lost_isolates:  # X7
            if lost_embeddings:
                lost_embeddings -= 1
            elif len(stack) > 1 and not stack[-1][2]:
                stack.pop()
    return result, resolved


def _runs_right(kind: str, classes: Sequence[str], matching: dict[int, int], at: int) -> bool:
    if kind == "FSI":
        return bool(_first_strong(classes, matching, at + 1, matching.get(at, len(classes))))
    return kind[0] == "R"


def _next_level(level: int, odd: bool) -> int:
    """The next greater odd or even level."""
    return level + 1 if (level + 1) % 2 == odd else level + 2


def _sequences(
    classes: Sequence[str], matching: dict[int, int], result: Sequence[int], base: int
) -> Iterator[tuple[list[int], str, str]]:
    """BD13, X10: isolating run sequences as (indices, sos, eos)."""
    kept = [at for at, kind in enumerate(classes) if kind not in _REMOVED]
    runs: list[list[int]] = []
    for before, at in zip([None, *kept], kept, strict=False):
        if before is not None and result[before] == result[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    by_start = {run[0]: run for run in runs}
    position = {at: number for number, at in enumerate(kept)}
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in matching:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in _ISOLATES and sequence[-1] in matching:
            sequence += by_start[matching[sequence[-1]]]
        first, last = position[sequence[0]], position[sequence[-1]]
        before_level = result[kept[first - 1]] if first else base
        open_ended = classes[sequence[-1]] in _ISOLATES or last + 1 == len(kept)
        after_level = base if open_ended else result[kept[last + 1]]
        level = result[sequence[0]]
        yield sequence, _direction(max(level, before_level)), _direction(max(level, after_level))


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def _resolve(text: str, sequence: list[int], kinds: list[str], result: list[int], sos: str, eos: str) -> None:
    """W, N and I for one isolating run sequence; ``result`` gets the levels."""
    own = [kinds[at] for at in sequence]
    original = list(own)
    _weak(own, sos)
    level = result[sequence[0]]
    _brackets([text[at] for at in sequence], own, original, _direction(level), sos)
    _neutrals(own, _direction(level), sos, eos)
    for at, kind in zip(sequence, own, strict=True):
        if level % 2:  # I2
            result[at] += kind in ("L", "EN", "AN")
        else:  # I1
            result[at] += {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def _weak(own: list[str], sos: str) -> None:
    """W1-W7."""
    before, strong = sos, sos
    for at, kind in enumerate(own):
        if kind == "NSM":  # W1
            own[at] = kind = "ON" if before in _ISOLATES or before == "PDI" else before
        before = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            own[at] = "AN"
    own[:] = ["R" if kind == "AL" else kind for kind in own]  # W3
    for at in range(1, len(own) - 1):  # W4
        left, kind, right = own[at - 1 : at + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in ("EN", "AN"))):
            own[at] = left
    for start, stop in _stretches(own, lambda kind: kind == "ET"):  # W5
        if (start and own[start - 1] == "EN") or (stop < len(own) and own[stop] == "EN"):
            own[start:stop] = ["EN"] * (stop - start)
    strong = sos
    for at, kind in enumerate(own):
        if kind in ("ES", "CS", "ET"):  # W6
            own[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            own[at] = "L"


def _stretches(own: Sequence[str], belongs: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Greatest ranges whose every class ``belongs``."""
    ranges: list[tuple[int, int]] = []
    for at, kind in enumerate(own):
        if belongs(kind):
            if ranges and ranges[-1][1] == at:
                ranges[-1] = (ranges[-1][0], at + 1)
            else:
                ranges.append((at, at + 1))
    return ranges


def _strong(kind: str) -> str | None:
    """N0: numbers count as right to left."""
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else None


def _brackets(chars: Sequence[str], own: list[str], original: Sequence[str], embedding: str, sos: str) -> None:
    """N0: both brackets of a pair take one direction."""
    for start, stop in _pairs(chars, own):
        inside = {_strong(own[at]) for at in range(start + 1, stop)}
        if embedding in inside:
            side = embedding
        elif inside - {None}:
            context = next((found for at in range(start - 1, -1, -1) if (found := _strong(own[at]))), sos)
            side = context if context != embedding else embedding
        else:
            continue
        for bracket in (start, stop):
            own[bracket] = side
            after = bracket + 1
            while after < len(own) and original[after] == "NSM":
                own[after] = side
                after += 1


def _pairs(chars: Sequence[str], own: Sequence[str]) -> list[tuple[int, int]]:
    """BD16: bracket pairs in order of their opening."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(chars):
        if own[at] != "ON":
            continue
        closing, is_closing = _bracket(char)
        if closing and not is_closing:
            if len(opened) == 63:
                return []
            opened.append((closing, at))
        elif is_closing:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == closing:
                    pairs.append((opened[depth][1], at))
                    del opened[depth:]
                    break
    return sorted(pairs)


@personal
@cache
def _bracket(char: str) -> tuple[str, bool]:
    """(the closing bracket of the character's pair, whether it is the closing one); ('', False) for others."""
    category = unicodedata.category(char)
    if category not in ("Ps", "Pe") or not unicodedata.mirrored(char):
        return "", False
    canonical = unicodedata.normalize("NFD", char)
    if category == "Pe":
        return canonical, True
    following = chr(ord(canonical) + 1)
    if unicodedata.category(following) != "Pe":
        following = chr(ord(canonical) + 2)
    return _CROSSED_PAIRS.get(canonical, following), False


def _neutrals(own: list[str], embedding: str, sos: str, eos: str) -> None:
    """N1, N2."""
    for start, stop in _stretches(own, _NEUTRAL.__contains__):
        before = _strong(own[start - 1]) if start else sos
        after = _strong(own[stop]) if stop < len(own) else eos
        side = before if before == after and before else embedding
        own[start:stop] = [side] * (stop - start)


def _reset_blanks(classes: Sequence[str], result: list[int], base: int) -> None:
    """L1: separators, and white space before them and at the end, get the paragraph level."""
    trailing = True
    for at in range(len(classes) - 1, -1, -1):
        kind = classes[at]
        if kind in ("B", "S"):
            trailing = True
        elif kind != "WS" and kind not in _ISOLATES and kind != "PDI" and kind not in _REMOVED:
            trailing = False
        if trailing:
            result[at] = base
