"""The sandbox that templates run in.

Templates come from people, so: no attribute that starts with an underscore, no change of the values handed in, no
file outside the template folders, no endless ranges, a limit on what they write, and everything escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from soleprint.compose.links import contact, mail, tel, web
from soleprint.compose.parse import PLACE
from soleprint.errors import ContentError, Finding
from soleprint.files.disk import disk_for
from soleprint.files.later import later
from soleprint.store import Store

with later("tempfile"):
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
    from jinja2.bccache import Bucket, BytecodeCache
    from jinja2.exceptions import SecurityError
    from jinja2.ext import Extension
    from jinja2.runtime import Context
    from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
    from jinja2.utils import Namespace

MAX_OUTPUT = 4_000_000
"""Characters a template may write."""
MAX_BASE, MAX_POWER = 1000, 10

_JINJA = re.compile(r"<\{\{.*?\}\}[\w-]*|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
_NAMED = "<{{"
"""How a start tag begins whose name an expression gives."""
_TAG = re.compile(r"<[A-Za-z][\w-]*")


class PlaceTags(Extension):
    """Writes the template's name and line into each start tag, so that later findings can name them."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        pieces, position = [], 0
        for match in _JINJA.finditer(source):
            pieces += [(source[position : match.start()], True), (match.group(), False)]
            position = match.end()
        pieces.append((source[position:], True))
        return self._join(pieces, name or "template")

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


def _mark(text: str, name: str, first: int) -> str:
    """``text`` with a place in each start tag; its first line is line ``first`` of template ``name``."""

    def placed(match: re.Match[str]) -> str:
        line = first + text.count("\n", 0, match.start())
        return f"{match[0]} {_place(name, line)}"

    return _TAG.sub(placed, text)


def _place(name: str, line: int) -> str:
    return f'{PLACE}="{name}:{line}"'


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, in which no single operation can make something enormous either."""

    intercepted_binops = frozenset({"**", "*", "%"})
    _safe: ClassVar[Store[tuple[type, str], bool]] = Store(1000)
    _fields: ClassVar[dict[type, frozenset[str]]] = {}
    """The names of the safe fields of value records."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        kind = type(obj)
        fields = self._fields.get(kind)
        if fields is None:
            known = getattr(kind, "__struct_fields__", ())
            fields = self._fields[kind] = frozenset(name for name in known if not name.startswith("_"))
        # What most templates ask for most is plain data: it cannot be one of the methods that the sandbox wraps.
        return getattr(obj, attribute) if attribute in fields else super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # The answer depends on the type and the name alone.
        key = (type(obj), attr)
        answer = self._safe.get(key)
        return self._safe.put(key, super().is_safe_attribute(obj, attr, value)) if answer is None else answer

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        plain = isinstance(left, int | float) and isinstance(right, int | float)
        if not plain or (operator == "**" and (abs(left) > MAX_BASE or abs(right) > MAX_POWER)):
            raise SecurityError(f"the operator {operator} takes two numbers of moderate size here")
        return super().call_binop(context, operator, left, right)


class Compiled(BytecodeCache):
    """Templates that come with soleprint, as earlier runs have compiled them."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def load_bytecode(self, bucket: Bucket) -> None:
        disk = disk_for(self._folders)
        data = disk.get(f"template {bucket.key}") if disk else None
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        disk = disk_for(self._folders)
        if disk is not None:
            disk.put(f"template {bucket.key}", bucket.bytecode_to_string())


def _date_in_order(value: Any) -> Any:
    """After Arabic letters, the year and the day of a date would change places."""
    return left_to_right(value) if isinstance(value, date) else value


def left_to_right(value: object) -> str:
    """A value isolated (UAX #9, LRI and PDI): a date or telephone number that keeps its order in any line."""
    return f"\u2066{value}\u2069"


@lru_cache(maxsize=4)
def environment(folders: tuple[Path, ...]) -> Sandbox:
    """The environment over ``folders``, the user's first; made once."""
    env = Sandbox(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[PlaceTags],
        finalize=_date_in_order,
        bytecode_cache=Compiled(folders),
    )
    env.filters |= {"left_to_right": left_to_right, "web": web, "mail": mail, "tel": tel, "contact": contact}
    env.globals.clear()
    env.globals.update(range=safe_range, dict=dict, namespace=Namespace)
    return env


def render(folders: Sequence[Path], name: str, context: Mapping[str, Any]) -> str:
    """The markup that template ``name`` writes for ``context``.

    Raises ContentError with the template's file and line.
    """
    try:
        template = environment(tuple(folders)).get_template(name)
        return _collect(template.generate(**context), name)
    except TemplateSyntaxError as error:
        raise ContentError([_at(error.name or name, error.lineno, error.message or "syntax error")]) from None
    except TemplateNotFound as error:
        raise ContentError([_at(name, 0, f"template {error.name!r} is in none of the template folders")]) from None
    except ContentError:
        raise
    except RecursionError as error:
        raise ContentError([_at(*_where(error, name), "a template or macro calls itself without end")]) from None
    except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError) as error:
        raise ContentError([_at(*_where(error, name), str(error) or type(error).__name__)]) from None


def _collect(chunks: Any, name: str) -> str:
    parts, total = [], 0
    for chunk in chunks:
        total += len(chunk)
        if total > MAX_OUTPUT:
            raise ContentError([_at(name, 0, f"the template writes more than {MAX_OUTPUT} characters")])
        parts.append(chunk)
    return "".join(parts)


def _where(error: BaseException, name: str) -> tuple[str, int]:
    """The innermost template frame of a traceback that Jinja2 has rewritten."""
    place, trace = (name, 0), error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename.endswith(".j2"):
            place = (Path(filename).name, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _at(source: str, line: int, message: str) -> Finding:
    return Finding("template-error", message, source, line, 1 if line else 0)
