"""Running templates: what they write is collected, and a mistake is named with the template's file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

from soleprint.compose.sandbox import Sandbox, date_in_order, left_to_right
from soleprint.errors import ContentError, Finding
from soleprint.files.disk import disk_for
from soleprint.files.folders import builtin
from soleprint.files.later import later

with later("tempfile"):
    from jinja2 import FileSystemLoader, TemplateError, TemplateNotFound, TemplateSyntaxError
    from jinja2.bccache import Bucket, BytecodeCache

__all__ = ["MAX_OUTPUT", "environment", "left_to_right", "render"]

MAX_OUTPUT = 4_000_000
"""Characters a template may write."""
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
"""What Python says of a function besides its name: where it lies in memory, which is another place each time."""
MOST_SAID = 300
"""Characters of a message: it may quote what a template made."""


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


@lru_cache(maxsize=4)
def environment(folders: tuple[Path, ...]) -> Sandbox:
    """The environment over ``folders``, the user's first; made once. Where there are some of the user's, templates are
    limited in what they do."""
    if _is_shipped(folders):
        loader = FileSystemLoader([str(folder) for folder in folders])
        return Sandbox(loader=loader, finalize=date_in_order, bytecode_cache=Compiled(folders))
    from soleprint.compose.limited import Limited

    return Limited(folders)


def _is_shipped(folders: Sequence[Path]) -> bool:
    return all(folder == builtin("templates") for folder in folders)


def _limits(folders: Sequence[Path]) -> AbstractContextManager[object]:
    if _is_shipped(folders):
        return nullcontext()
    from soleprint.compose.budget import limited

    return limited()


def render(folders: Sequence[Path], name: str, context: Mapping[str, Any]) -> str:
    """The markup that template ``name`` writes for ``context``.

    Raises ContentError with the template's file and line.
    """
    try:
        template = environment(tuple(folders)).get_template(name)
        with _limits(folders):
            return _collect(template.generate(**context), name)
    except TemplateSyntaxError as error:
        raise ContentError([_at(error.name or name, error.lineno, error.message or "syntax error")]) from None
    except TemplateNotFound as error:
        raise ContentError([_at(name, 0, f"template {error.name!r} is in none of the template folders")]) from None
    except ContentError:
        raise
    except (RecursionError, SyntaxError, MemoryError) as error:
        message = "brackets, blocks or values are nested too deep here"
        raise ContentError([_at(*_where(error, name), message)]) from None
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
    message = _ADDRESS.sub("", message)
    message = message if len(message) <= MOST_SAID else f"{message[: MOST_SAID - 1]}…"
    return Finding("template-error", message, source, line, 1 if line else 0)
