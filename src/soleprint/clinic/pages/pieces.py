"""A page's operators cut into pieces that stand by themselves, one for each run of marked content.

A piece begins with what set the graphics state before it (colours, clips, transforms, fonts, the place in a text), so
that it shows the same wherever it is drawn. What was painted before is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from soleprint.clinic.pages.objects import Unkept, number, string
from soleprint.clinic.pages.operators import MOST_SAVED, Op

_OUTLINE = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_PAINT = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"))
_SHOW = frozenset(("Tj", "TJ", "'", '"'))
_INKS = _SHOW | {"sh", "Do"} | (_PAINT - {"n"})
_KEYS = {
    **{
        operator: operator
        for operator in ("w", "J", "j", "M", "d", "ri", "i", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts")
    },
    **dict.fromkeys(("g", "rg"), "fill"),
    **dict.fromkeys(("G", "RG"), "line"),
    **{"cs": "fill", "sc": "fill-in", "scn": "fill-in", "CS": "line", "SC": "line-in", "SCN": "line-in"},
}
"""Operators whose last use counts, with what they set. A colour space also ends the colour in the one before."""
DECORATION = -1
_SLACK = 65_536
_MOST_TIMES = 4
"""What pieces may be longer than the page, in bytes, and how many times as long."""


class Cut(NamedTuple):
    """A piece: the number of its marked content (``DECORATION``: none), and its operators."""

    mcid: int
    content: str


class _Text:
    """The text object that is open (9.4)."""

    def __init__(self) -> None:
        self.start: Op | None = None
        """The matrix that the line began with."""
        self.x = self.y = 0.0
        """Where the line is from there, before that matrix."""
        self.run = 0.0
        """How far what was shown has moved on since, before it is stretched."""


class _State:
    """All that was set so far and still holds."""

    def __init__(self) -> None:
        self.levels: list[list[tuple[str, str]]] = [[]]
        """What was set since each state was saved: a key, "" where all uses count, and the operator."""
        self.values = [{"Tc": 0.0, "Tw": 0.0, "TL": 0.0, "Tf": 0.0}]
        self.outline: list[str] = []
        self.clip = ""
        self.text: _Text | None = None

    def set(self, key: str, text: str) -> None:
        gone = {key, f"{key}-in"} if key else set()
        self.levels[-1] = [pair for pair in self.levels[-1] if not pair[0] or pair[0] not in gone]
        self.levels[-1].append((key, text))

    def set_again(self, op: Op) -> None:
        """A graphics state from the resources. It counts once as long as nothing is moved: a mask moves with it."""
        level, text = self.levels[-1], str(op)
        for place in range(len(level) - 1, -1, -1):
            if level[place] == ("", text):
                del level[place]
            if not level[place : place + 1] or level[place][1].endswith(" cm"):
                break
        level.append(("", text))

    def opened(self) -> list[str]:
        """Operators that bring about this state, from none."""
        out: list[str] = []
        for depth, level in enumerate(self.levels):
            out += ["q"] * bool(depth) + [text for _, text in level]
        return out + self._text()

    def _text(self) -> list[str]:
        if self.text is None:
            return []
        text, size = self.text, self.values[-1]["Tf"]
        out = ["BT", *([str(text.start)] if text.start else [])]
        if text.x or text.y:
            out.append(f"{number(text.x)} {number(text.y)} Td")
        if text.run:
            if not size:
                raise Unkept("text of no size")
            out.append(f"[{number(-1000 * text.run / size)}] TJ")
        return out

    def idle(self, op: Op) -> bool:
        """Whether an operator ends what has not begun: readers pass over it."""
        return (op.operator == "Q" and len(self.levels) == 1) or (op.operator == "ET" and self.text is None)

    def closed(self) -> list[str]:
        """Operators that end it."""
        return ["ET"] * (self.text is not None) + ["Q"] * (len(self.levels) - 1)

    def follow(self, op: Op) -> None:
        """Take in what an operator sets. Raises Unkept where operators are out of order."""
        operator = op.operator
        if operator in _OUTLINE:
            self.outline.append(str(op))
        elif operator in ("W", "W*"):
            self.clip = operator
        elif operator in _PAINT:
            if self.clip:
                self.set("", " ".join([*self.outline, self.clip, "n"]))
            self.outline, self.clip = [], ""
        elif operator == "q":
            self._save()
        elif operator == "Q":
            self._restore()
        elif operator == "cm":
            self.set("", str(op))
        elif operator == "gs":
            self.set_again(op)
        elif operator in _KEYS:
            self.set(_KEYS[operator], str(op))
            if operator in self.values[-1]:
                self.values[-1][operator] = float(op.operands.split()[-1])
        else:
            self._follow_text(op)

    def _save(self) -> None:
        if self.text is not None or len(self.levels) > MOST_SAVED:
            raise Unkept("graphics states saved too often")
        self.levels.append([])
        self.values.append(dict(self.values[-1]))

    def _restore(self) -> None:
        if self.text is not None:
            raise Unkept("graphics states that are not saved and restored in turn")
        self.levels.pop()
        self.values.pop()

    def _follow_text(self, op: Op) -> None:
        if op.operator == "BT":
            if self.text is not None:
                raise Unkept("texts in texts")
            self.text = _Text()
        elif op.operator == "ET":
            self.text = None
        elif op.operator in ("Tm", "Td", "TD", "T*") or op.operator in _SHOW:
            if self.text is None:
                raise Unkept("text outside of a text")
            self._move(self.text, op)

    def _move(self, text: _Text, op: Op) -> None:
        values = [float(value) for value in op.operands.split()] if op.operator in ("Tm", "Td", "TD") else []
        if op.operator == "Tm":
            text.start, text.x, text.y, text.run = op, 0.0, 0.0, 0.0
            return
        if op.operator == "TD":
            self.values[-1]["TL"] = -values[1]
            self.set("TL", f"{number(-values[1])} TL")
        if op.operator == '"':
            words = op.operands.split()
            for key, value in zip(("Tw", "Tc"), words, strict=False):
                self.values[-1][key] = float(value)
                self.set(key, f"{value} {key}")
        if op.operator in ("Td", "TD", "T*", "'", '"'):
            x, y = values or (0.0, -self.values[-1]["TL"])
            text.x, text.y, text.run = text.x + x, text.y + y, 0.0
        if op.operator in _SHOW:
            text.run += self._advance(op)

    def _advance(self, op: Op) -> float:
        own, total = self.values[-1], 0.0
        for part in op.shown:
            if isinstance(part, bytes):
                assert op.font is not None
                total += op.font.advance(part, own["Tf"], own["Tc"], own["Tw"])
            else:
                total -= part / 1000 * own["Tf"]
        return total


def whole(ops: Iterable[Op]) -> str:
    """All of a page in one piece. Raises Unkept where operators are out of order."""
    state, out = _State(), []
    for op in ops:
        if op.mark is None and op.operator != "EMC" and not state.idle(op):
            if op.operator not in _SHOW:  # which may be in fonts whose widths are not known
                state.follow(op)
            out.append(str(op))
    return "\n".join([*out, *state.closed()])


def cut(ops: list[Op]) -> Iterator[Cut]:
    """The pieces of a page, as they are painted, those that show nothing left out. Raises Unkept where it cannot be
    cut, or would become far longer."""
    budget = _SLACK + _MOST_TIMES * sum(len(op.operands) + 3 for op in ops)
    for mcid, lines, inks in _runs(ops):
        content = "\n".join(lines)
        budget -= len(content) if inks else 0
        if budget < 0:
            raise Unkept("too many pieces")
        if inks:
            yield Cut(mcid, content)


def _runs(ops: list[Op]) -> Iterator[tuple[int, list[str], bool]]:
    state, owners, lines, inks = _State(), [DECORATION], list[str](), False
    spoken: list[bool] = []
    for op in ops:
        if state.idle(op):
            continue
        if op.mark is None and op.operator != "EMC":
            state.follow(op)
            lines.append(str(op))
            inks = inks or op.operator in _INKS
            continue
        owner, opens = _owner(op, owners)
        if opens is not None:
            spoken.append(opens)
        ends = spoken.pop() if op.operator == "EMC" and spoken else False
        if owner != owners[-1]:
            if state.outline:
                raise Unkept("lines that begin in one piece and end in another")
            if any(spoken):
                raise Unkept("pieces inside of words")
            yield owners[-1], [*lines, *state.closed()], inks
            lines, inks = state.opened(), False
        if op.mark is not None:
            owners.append(owner)
            if op.mark.text and owner != DECORATION:
                lines.append(f"/Span<</ActualText{string(op.mark.text)}>> BDC")
        elif len(owners) > 1:
            owners.pop()
            if ends:
                lines.append("EMC")
    yield owners[-1], [*lines, *state.closed()], inks


def _owner(op: Op, owners: list[int]) -> tuple[int, bool | None]:
    """To which piece what follows belongs; and whether an operator that opens marked content says its text."""
    if op.mark is None:
        return (owners[-2] if len(owners) > 1 else DECORATION), None
    if op.mark.artifact:
        return DECORATION, False
    owner = owners[-1] if op.mark.mcid is None else op.mark.mcid
    return owner, bool(op.mark.text) and owner != DECORATION
