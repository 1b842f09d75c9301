"""The sandbox that templates run in.

Templates come from people, so: no attribute that starts with an underscore, no change of the values handed in, no
clock, nothing by chance, no endless ranges, and everything escaped. Those of a user's own are limited in what they do
besides (``compose.limited``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from soleprint.compose.links import contact, mail, tel, web
from soleprint.compose.opened import PLACE
from soleprint.files.later import later
from soleprint.store import Store

with later("tempfile"):
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.ext import Extension
    from jinja2.runtime import Context, Macro
    from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
    from jinja2.utils import Namespace

MAX_BASE, MAX_POWER = 1000, 10
_NAMED = "<{{"
"""How a start tag begins whose name an expression gives."""
_OPENING = re.compile(r"<\{\{|\{\{|\{%|\{#|<!--")
_CLOSING = {_NAMED: "}}", "{{": "}}", "{%": "%}", "{#": "#}", "<!--": "-->"}
_NAME = re.compile(r"[\w-]*")
_TAG = re.compile(r"<[A-Za-z][\w-]*")
JINJAS = ("_loop_vars", "_block_vars")
"""What Jinja2 hands on to functions that ask for it."""
METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(
        {
            "capitalize", "casefold", "center", "count", "endswith", "find", "format", "format_map", "index", "isalnum",
            "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable",
            "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip", "partition", "removeprefix",
            "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split",
            "splitlines", "startswith", "strip", "swapcase", "title", "upper", "zfill",
        }
    ),
    int: frozenset(["is_integer", "real", "imag", "numerator", "denominator"]),
    float: frozenset(["is_integer", "real", "imag"]),
    tuple: frozenset(["count", "index"]),
    list: frozenset(["count", "index", "copy"]),
    dict: frozenset(["get", "items", "keys", "values", "copy"]),
    MappingProxyType: frozenset(["get", "items", "keys", "values", "copy"]),
    set: frozenset(["isdisjoint", "issubset", "issuperset"]),
    frozenset: frozenset(["isdisjoint", "issubset", "issuperset"]),
    bytes: frozenset(),
    date: frozenset(
        {
            "year", "month", "day", "isoformat", "isocalendar", "isoweekday", "weekday", "replace", "strftime",
            "toordinal",
        }
    ),
}  # fmt: skip
"""What a template may use of Python's own types: nothing that asks the clock, and nothing that makes a value of a size
that cannot be foreseen."""


class PlaceTags(Extension):
    """Writes the template's name and line into each start tag, so that later findings can name them."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return self._join(_pieces(source), name or "template")

    @staticmethod
    def _join(pieces: list[tuple[str, bool]], name: str) -> str:
        out, line = [], 1
        for text, is_markup in pieces:
            if is_markup:
                out.append(_mark(text, name, line))
            else:
                out.append(f"{text} {_place(name, line)}" if text.startswith(_NAMED) else text)
            line += text.count("\n")
        return "".join(out)


def _pieces(source: str) -> list[tuple[str, bool]]:
    """A template in pieces, each with whether it is markup: neither Jinja2's nor a comment. Every character is looked
    at once, whatever is opened and never closed."""
    pieces: list[tuple[str, bool]] = []
    start = position = 0
    unclosed: set[str] = set()
    while match := _OPENING.search(source, position):
        closing = _CLOSING[match[0]]
        end = -1 if closing in unclosed else source.find(closing, match.end())
        if end < 0:
            unclosed.add(closing)
            position = match.end()
            continue
        position = end + len(closing)
        if match[0] == _NAMED and (rest := _NAME.match(source, position)):
            position = rest.end()
        pieces += [(source[start : match.start()], True), (source[match.start() : position], False)]
        start = position
    return [*pieces, (source[start:], True)]


def _mark(text: str, name: str, first: int) -> str:
    """``text`` with a place in each start tag; its first line is line ``first`` of template ``name``."""
    line, counted = first, 0

    def placed(match: re.Match[str]) -> str:
        nonlocal line, counted
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        return f"{match[0]} {_place(name, line)}"

    return _TAG.sub(placed, text)


def _place(name: str, line: int) -> str:
    return f'{PLACE}="{name}:{line}"'


def date_in_order(value: Any) -> Any:
    """After Arabic letters, the year and the day of a date would change places."""
    return left_to_right(value) if isinstance(value, date) else value


def left_to_right(value: object) -> str:
    """A value isolated (UAX #9, LRI and PDI): a date or telephone number that keeps its order in any line."""
    return f"\u2066{value}\u2069"


OWN_FILTERS: Mapping[str, Callable[..., Any]] = {
    "left_to_right": left_to_right,
    "web": web,
    "mail": mail,
    "tel": tel,
    "contact": contact,
}
"""Filters beside Jinja2's."""


class _Fields(dict[type, frozenset[str]]):
    """The names of the safe fields of value records, by type; none of what is no such record."""

    def __missing__(self, kind: type) -> frozenset[str]:
        known = () if hasattr(kind, "__getitem__") else getattr(kind, "__struct_fields__", ())
        self[kind] = fields = frozenset(name for name in known if not name.startswith("_"))
        return fields


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, in which no single operation can make something enormous either."""

    intercepted_binops = frozenset({"**", "*", "%"})
    _safe: ClassVar[Store[tuple[type, str], bool]] = Store(1000)
    _fields: ClassVar[_Fields] = _Fields()

    def __init__(self, **options: Any) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[PlaceTags],
            **options,
        )
        self.filters.update(OWN_FILTERS)
        self.filters.pop("random")
        self.globals.clear()
        self.globals.update(range=safe_range, dict=dict, namespace=Namespace)

    # What most templates ask for most is plain data: it cannot be one of the methods that the sandbox wraps.

    def getattr(self, obj: Any, attribute: str) -> Any:
        return getattr(obj, attribute) if attribute in self._fields[type(obj)] else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        # Filters ask for attributes so; a record has no items.
        if argument.__class__ is str and argument in self._fields[type(obj)]:
            return getattr(obj, argument)
        return super().getitem(obj, argument)

    def call(self, context: Context, called: Any, /, *args: Any, **options: Any) -> Any:
        # Macros are safe, and take none of what Jinja2 looks whether a function takes.
        if type(called) is not Macro:
            return super().call(context, called, *args, **options)
        for name in JINJAS:
            options.pop(name, None)
        return called(context.eval_ctx, *args, **options)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # The answer depends on the type and the name alone.
        key = (type(obj), attr)
        answer = self._safe.get(key)
        return self._safe.put(key, self._is_safe(obj, attr, value)) if answer is None else answer

    def _is_safe(self, obj: Any, attr: str, value: Any) -> bool:
        own = next((kind for kind in type(obj).__mro__ if kind in METHODS), None)
        if own is not None and hasattr(own, attr) and attr not in METHODS[own]:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator in Sandbox.intercepted_binops:
            plain = isinstance(left, int | float) and isinstance(right, int | float)
            if not plain or (operator == "**" and (abs(left) > MAX_BASE or abs(right) > MAX_POWER)):
                raise SecurityError(f"the operator {operator} takes two numbers of moderate size here")
        return super().call_binop(context, operator, left, right)
