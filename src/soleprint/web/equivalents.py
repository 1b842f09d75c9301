"""The same order as a form makes, as a command line to type and as a job file to keep.

Nothing about a person is in either. The third equivalent, the address of the form, is ``FormOrder.query``.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from soleprint.jobs.model import OF_THE_JOB
from soleprint.products.kinds import Flag, Many, Offset, Switch, flag
from soleprint.web.fields import Field
from soleprint.web.form_order import FormOrder
from soleprint.web.offers import Folders

JOB_FILE = "job.yaml"


def command_line(name: str, order: FormOrder, fields: Mapping[str, Field], folders: Folders) -> str:
    """The command for a POSIX shell that makes the same bytes, run in the folder where the studio was started."""
    words = ["soleprint", "make", name, *(["--all"] if order.every else order.routines)]
    for option, value in _public(order, folders):
        words += _option_words(option, value, fields)
    return shlex.join(words)


def _public(order: FormOrder, folders: Folders) -> Iterator[tuple[str, Any]]:
    """Options and values, the user's folders first, without those about a person. Paths are relative to the studio's
    working folder where they lie in it."""
    for option, value in {**folders.given(), **order.options}.items():
        if option not in order.private:
            yield option, _relative(value, folders.working)


def _relative(value: Any, working: Path) -> Any:
    if isinstance(value, list):
        return [_relative(one, working) for one in value]
    if isinstance(value, Path):
        return str(value.relative_to(working) if value.is_relative_to(working) else value)
    return value


def _option_words(option: str, value: Any, fields: Mapping[str, Field]) -> Sequence[str]:
    kind = fields[option].option.kind if option in fields else None
    if isinstance(kind, Offset):
        return [flag(option), *value.split()]
    if isinstance(kind, Many):
        return [word for one in value for word in _value_words(option, one)]
    if isinstance(kind, Flag | Switch) and value in (True, "true"):
        return [flag(option)]
    if isinstance(kind, Flag | Switch) and value in (False, "false"):
        return [flag(f"no_{option}")]
    return _value_words(option, value)


def _value_words(option: str, value: str) -> Sequence[str]:
    """The words for an option and its value: joined by "=" where the value begins with a dash."""
    return [f"{flag(option)}={value}"] if value.startswith("-") else [flag(option), value]


def job_text(name: str, order: FormOrder, fields: Mapping[str, Field], folders: Folders) -> str:
    """The text of a job file, from which ``soleprint build`` makes the same bytes in the studio's working folder."""
    options = dict(_public(order, folders))
    strict = " --strict" if options.pop("strict", False) else ""
    lines = [f"# soleprint build {JOB_FILE}{strict}", "schema: 1"]
    lines += [f"{key}: {_yaml(options.pop(key))}" for key in OF_THE_JOB if key in options]
    lines += ["outputs:", f"  - product: {_yaml(name)}"]
    if order.every or order.routines:
        lines.append(f"    routines: {'all' if order.every else _yaml(order.routines)}")
    for option, value in options.items():
        given = value.split() if isinstance(fields[option].option.kind, Offset) else value
        lines.append(f"    {option}: {_yaml(given)}")
    return "\n".join(lines) + "\n"


def _yaml(value: Any) -> str:
    """A value as YAML. It is written as JSON, so that no text is read as a number or as yes or no."""
    return json.dumps(value, ensure_ascii=False)
