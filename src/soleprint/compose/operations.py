"""What templates of the user's own may do with texts and lists: filters and methods whose results can be foreseen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any, cast

from soleprint.compose.budget import counted, paid, parts, spend, weight
from soleprint.files.later import later

with later("tempfile"):
    from jinja2.exceptions import SecurityError
    from jinja2.filters import FILTERS
    from jinja2.tests import TESTS
    from jinja2.utils import _PassArg

MOST_WIDTH = 1000
"""The largest number that a filter or method takes for a width, a count or a size."""
PLAIN = frozenset(
    {
        "abs", "attr", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "filesizeformat", "first",
        "float", "forceescape", "groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min",
        "reject", "rejectattr", "reverse", "round", "safe", "select", "selectattr", "slice", "sort", "string", "title",
        "trim", "truncate", "unique", "upper", "urlencode", "wordcount",
    }
)  # fmt: skip
"""Filters whose result is about as long as what they are given."""
SIZED = frozenset(
    {"batch", "center", "indent", "ljust", "rjust", "round", "slice", "tojson", "truncate", "wordwrap", "zfill"}
)
"""Filters and methods that take a number of that kind."""
_WIDE = re.compile(r"[0-9]{4}|%[^A-Za-z%]*\*|\{[^{}]*\{")
"""In a format: a width of four digits, or one that a value gives."""
Cost = Callable[..., int]
Operation = Callable[..., Any]


def filters(own: Mapping[str, Operation]) -> dict[str, Operation]:
    """The filters, and those of our ``own``, each paid for before it is used and after."""
    known = {name: FILTERS[name] for name in (*sorted(PLAIN), *FILTER_COSTS)} | dict(own)
    return {name: _paid(name, operation, _seen) for name, operation in known.items()}


def tests() -> dict[str, Operation]:
    """The tests, paid for."""
    known = cast("Mapping[str, Operation]", TESTS)
    return {name: _paid(name, test, paid) for name, test in known.items()}


def _paid(name: str, operation: Operation, seen: Callable[[Any], Any]) -> Operation:
    """An operation that is paid for. What it gives is at hand: of lists that are made when they are asked for, many
    could be put into each other."""
    first = 0 if _PassArg.from_obj(operation) is None else 1

    @wraps(operation)
    def instead(*args: Any, **options: Any) -> Any:
        given = [seen(value) for value in args[first:]]
        options = {key: seen(value) for key, value in options.items()}
        foresee(name, FILTER_COSTS, given, options)
        done = operation(*args[:first], *given, **options)
        return list(counted(done)) if isinstance(done, Iterator) else paid(done)

    return instead


def _seen(value: Any) -> Any:
    return printable(paid(value))


def printable(value: Any) -> Any:
    """The value. Raises SecurityError for what would be written as where it lies in memory, in a list or by itself."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        kind = type(item)
        if isinstance(item, Iterator):
            raise SecurityError("this is a list that is not made yet; add |list or |join")
        written: tuple[object, object] = kind.__repr__, kind.__str__
        if object.__repr__ in written or (callable(item) and object.__str__ in written):
            raise SecurityError("this is neither a text nor a number; a function is called with ()")
        waiting += parts(item) or () if not isinstance(item, str) else ()
    return value


def foresee(name: str, costs: Mapping[str, Cost], given: Sequence[Any], options: Mapping[str, Any]) -> None:
    """Pay for what an operation will make. Raises SecurityError for a number that is too large or too small for it."""
    if name in SIZED:
        least = -MOST_WIDTH if name == "round" else 0
        for value in (*given[1:], *options.values()):
            if isinstance(value, int | float) and not least <= value <= MOST_WIDTH:
                raise SecurityError(f"{name} takes numbers from {least} to {MOST_WIDTH} here, not {value}")
    if name in costs:
        spend(costs[name](*given, **options))


def _of_join(value: Any, d: Any = "", attribute: Any = None) -> int:
    return len(value) * len(str(d))


def _of_replace(s: Any, old: Any, new: Any, count: Any = None) -> int:
    return 5 * str(s).count(str(old)) * len(str(new))  # escaping makes five characters of one at most


def _of_indent(s: Any, width: Any = 4, first: Any = False, blank: Any = False) -> int:
    return (str(s).count("\n") + 1) * (width if isinstance(width, int) else len(str(width)))


def _of_wordwrap(
    s: Any, width: Any = 79, break_long_words: Any = True, wrapstring: Any = None, break_on_hyphens: Any = True
) -> int:
    lines = len(str(s)) // max(1, int(width)) + len(str(s).split()) + str(s).count("\n")
    return lines * len(str(wrapstring or ""))


def _of_json(value: Any, indent: int | None = None) -> int:
    return (indent or 0) * weight(value)


def _of_format(form: Any, *values: Any, **named: Any) -> int:
    written = str(form)
    if _WIDE.search(written):
        raise SecurityError(f"a format takes widths up to {MOST_WIDTH - 1}, written in it as numbers")
    fields: int = written.count("%") + written.count("{")
    widths = sum(int(width) for width in re.findall("[0-9]+", written))
    return fields * weight([*values, *named.values()]) + widths


def _of_sum(iterable: Any, attribute: Any = None, start: Any = 0) -> int:
    if not isinstance(start, int | float):
        raise SecurityError("sum begins with a number")
    return 0


def _of_width(value: Any, width: Any = 80, fill: Any = "") -> int:
    return int(width)


FILTER_COSTS: Mapping[str, Cost] = {
    "join": _of_join,
    "replace": _of_replace,
    "center": _of_width,
    "indent": _of_indent,
    "wordwrap": _of_wordwrap,
    "tojson": _of_json,
    "format": _of_format,
    "batch": lambda value, linecount, fill_with=None: int(linecount),
    "sum": _of_sum,
}
"""Filters whose result can be longer, and by how many characters at most."""
METHOD_COSTS: Mapping[str, Cost] = {
    "replace": _of_replace,
    "join": lambda text, items: len(items) * len(text),
    **dict.fromkeys(("center", "ljust", "rjust", "zfill"), _of_width),
    **dict.fromkeys(("format", "format_map"), _of_format),
}
"""The same for methods of texts."""
