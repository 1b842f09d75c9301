"""What a template of the user's own may do: so many steps, and so many characters that it makes.

Steps are counted, not timed, so that a template that is made on one machine is made on every other. A value that a
template makes is paid for at its full length, each part as often as it would be written, before it is used: so neither
time nor memory can grow beyond what the steps allow.
"""

from __future__ import annotations

import sys
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from contextvars import ContextVar
from types import FrameType
from typing import Any

from soleprint.files.later import later

with later("tempfile"):
    from jinja2.environment import TemplateModule
    from jinja2.exceptions import SecurityError
    from jinja2.utils import Namespace

MOST_STEPS = 20_000_000
"""The shipped template that does most takes a thirtieth."""
MOST_FRAMES = 300
"""Levels of calls below the first template: each include, macro or block takes about four."""
MOST_LEVELS = 50
MOST_TEXT = 1_000_000
"""Characters of one text."""
_VALUE, _PART, _OTHER = 16, 16, 64
"""Steps for a text or number, for an item of a list, and for a thing of which a template knows no parts."""
_SCALARS = (int, float, bool, type(None))
_CONTAINERS = (list, tuple, set, frozenset, KeysView, ValuesView, ItemsView)


class TooMuch(SecurityError):
    """A template that does more than it may."""


class Budget:
    """Steps that one run of a template has left."""

    __slots__ = ("bottom", "left")

    def __init__(self, steps: int) -> None:
        self.left = steps
        self.bottom = _depth(sys._getframe(1), sys.getrecursionlimit())

    def spend(self, steps: int) -> None:
        """Raises TooMuch when there are not so many left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuch(
                "this does too much: loops go round too often, or a text or list grows too long. A template has "
                f"{MOST_STEPS:,} steps"
            )

    def descend(self, more: int) -> None:
        """Raises TooMuch for calls that are nested deeper than they may be, or would be with so many more."""
        if _depth(sys._getframe(1), self.bottom + MOST_FRAMES) + more >= self.bottom + MOST_FRAMES:
            raise TooMuch("templates, macros or blocks call each other, or themselves, without end")


def _depth(frame: FrameType | None, most: int) -> int:
    """How many frames there are below this one, at most so many."""
    depth = 0
    while frame is not None and depth < most:
        frame, depth = frame.f_back, depth + 1
    return depth


_current: ContextVar[Budget | None] = ContextVar("_current", default=None)


@contextmanager
def limited(steps: int = MOST_STEPS) -> Iterator[Budget]:
    """Inside, templates run with this budget together, or with what is left of one that is around it."""
    around = _current.get()
    budget = around or Budget(steps)
    token = _current.set(budget)
    try:
        yield budget
    finally:
        _current.reset(token)


def spend(steps: int) -> bool:
    """Take steps from the budget of the template that runs, if one does."""
    budget = _current.get()
    if budget is not None:
        budget.spend(steps)
    return True


def descend(steps: int, more: int = 0) -> bool:
    """The same, where a template, macro or block begins, or will begin ``more`` levels below."""
    budget = _current.get()
    if budget is not None:
        budget.spend(steps)
        budget.descend(more)
    return True


def paid(value: Any) -> Any:
    """The value, after its full length has been taken from the budget."""
    if type(value) not in _SCALARS:
        spend(weight(value))
    return value


def counted(items: Iterator[Any]) -> Iterator[Any]:
    """The same items, each paid for as it is taken."""
    for item in items:
        spend(_PART)
        yield paid(item)


def weight(value: Any) -> int:
    """How long a value is, written out: what is in it twice counts twice. Beyond what is left it is not counted."""
    budget = _current.get()
    most = budget.left if budget is not None else MOST_STEPS
    total, level, depth = 0, [value], 0
    while level and total <= most:
        below: list[Any] = []
        for item in level:
            inside = None if isinstance(item, str) else parts(item)
            if inside is not None:
                total += _VALUE + _PART * len(inside)
                below += inside if total <= most else ()
            elif isinstance(item, str):
                total += _VALUE + len(item)
                if len(item) > MOST_TEXT:
                    raise TooMuch(f"a text grows longer than {MOST_TEXT:,} characters")
            else:
                total += _VALUE if isinstance(item, _SCALARS) else _OTHER
        level, depth = below, depth + 1
        if depth > MOST_LEVELS:  # Python itself would fall over
            raise TooMuch(f"lists are nested in each other more than {MOST_LEVELS} levels deep")
    return total


def parts(value: Any) -> list[Any] | None:
    """What is in a thing that templates can make."""
    if isinstance(value, _CONTAINERS):
        return list(value)
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    if isinstance(value, Namespace):
        held: Mapping[str, Any] = object.__getattribute__(value, "_Namespace__attrs")
        return list(held.values())
    if isinstance(value, TemplateModule):
        return [str(value)]
    return None
