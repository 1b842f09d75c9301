"""What a form asks for, as a command to type and as a job to keep. Nothing about a person is in either."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from soleprint.jobs.model import OF_THE_JOB
from soleprint.products.kinds import Flag, Many, Offset, Switch, flag
from soleprint.web.fields import Field
from soleprint.web.form_order import Asked
from soleprint.web.offers import Folders

JOB = "job.yaml"


def command(name: str, asked: Asked, fields: Mapping[str, Field], folders: Folders) -> str:
    """The line for a shell (POSIX) in the folder that the studio was started in, which makes the same bytes."""
    words = ["soleprint", "make", name, *(["--all"] if asked.every else asked.routines)]
    for option, value in _public(asked, folders):
        words += _typed(option, value, fields)
    return shlex.join(words)


def _public(asked: Asked, folders: Folders) -> Iterator[tuple[str, Any]]:
    """The options with their values, the user's folders first; paths as they are seen from the studio's folder."""
    for option, value in {**folders.given(), **asked.options}.items():
        if option not in asked.private:
            yield option, _seen(value, folders.working)


def _seen(value: Any, working: Path) -> Any:
    if isinstance(value, list):
        return [_seen(one, working) for one in value]
    if isinstance(value, Path):
        return str(value.relative_to(working) if value.is_relative_to(working) else value)
    return value


def _typed(option: str, value: Any, fields: Mapping[str, Field]) -> Sequence[str]:
    kind = fields[option].option.kind if option in fields else None
    if isinstance(kind, Offset):
        return [flag(option), *value.split()]
    if isinstance(kind, Many):
        return [word for one in value for word in _valued(option, one)]
    if isinstance(kind, Flag | Switch) and value in (True, "true"):
        return [flag(option)]
    if isinstance(kind, Flag | Switch) and value in (False, "false"):
        return [flag(f"no_{option}")]
    return _valued(option, value)


def _valued(option: str, value: str) -> Sequence[str]:
    """An option with its value, in one word where that could be taken for another option."""
    return [f"{flag(option)}={value}"] if value.startswith("-") else [flag(option), value]


def job(name: str, asked: Asked, fields: Mapping[str, Field], folders: Folders) -> str:
    """A job file for the folder that the studio was started in, of which ``soleprint build`` makes the same bytes."""
    options = dict(_public(asked, folders))
    strict = " --strict" if options.pop("strict", False) else ""
    lines = [f"# soleprint build {JOB}{strict}", "schema: 1"]
    lines += [f"{key}: {_written(options.pop(key))}" for key in OF_THE_JOB if key in options]
    lines += ["outputs:", f"  - product: {_written(name)}"]
    if asked.every or asked.routines:
        lines.append(f"    routines: {'all' if asked.every else _written(asked.routines)}")
    for option, value in options.items():
        given = value.split() if isinstance(fields[option].option.kind, Offset) else value
        lines.append(f"    {option}: {_written(given)}")
    return "\n".join(lines) + "\n"


def _written(value: Any) -> str:
    """A value in YAML: as JSON, in which no word is taken for a number or for yes or no."""
    return json.dumps(value, ensure_ascii=False)
